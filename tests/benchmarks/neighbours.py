"""Rows: start, memory and the answer to the mouse beside the programs people have, all seen from outside."""

import os
import shutil
import signal
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, sleep

import numpy as np

from tests.benchmarks.outcome import Goal, Outcome, Peer
from tests.benchmarks.screen import SIZE, Screen, available, screen

OURS, EMPTY = "calcviz", "empty QWidget"
PROGRAMS: dict[str, list[str]] = {
    OURS: [sys.executable, "-m", "calcviz"],
    EMPTY: [sys.executable, "-m", "tests.benchmarks.pointer_window"],
    "KmPlot": ["dbus-run-session", "--", "kmplot"],  # it ends at once without a bus
    "LabPlot": ["labplot2"],
    "Veusz": ["veusz"],
    "GeoGebra 4": ["geogebra"],
}
QUIET = 3.0
"""Seconds without a change of the screen after which a program is taken to have started."""
PAUSE = 0.03
_NEAR = 9
"""Pixels along one side of a square that a handle fills."""


def outcomes(steps: int) -> Iterator[Outcome]:
    """Each program in turn on a screen of its own; nothing where there can be no such screen."""
    if not available():
        return
    runs = 5 if steps >= 100 else 1
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in PROGRAMS}
    with screen() as shown, TemporaryDirectory() as folder:
        homes = {name: f"{folder}/{name}" for name in PROGRAMS}
        for home in homes.values():
            Path(home).mkdir()
        for number in range(runs + 1):
            for name, command in PROGRAMS.items():
                if shutil.which(command[-1 if "--" in command else 0]) and name != EMPTY:
                    told = _started(shown, command, homes[name])
                    if number:  # the first start warms the caches, ours and those of the disk
                        found[name].append(told)
        answers = {name: _dragged(shown, PROGRAMS[name], homes[name], steps) for name in (OURS, EMPTY)}
    yield _row("start to last visible change, seen from outside (X11)", "ms", Goal(600, 450), found, 0)
    yield _row("memory at rest of the whole program, resident (X11)", "MB", Goal(110, 90), found, 1)
    yield _answer(answers)


def _row(
    title: str, unit: str, goal: Goal, found: dict[str, list[tuple[float, float]]], place: int
) -> Outcome:
    figures = {
        name: statistics.median(each[place] for each in told) if told else None
        for name, told in found.items()
    }
    peers = tuple(Peer(name, figures[name]) for name in PROGRAMS if name not in (OURS, EMPTY))
    return Outcome(title, figures[OURS] or 0.0, unit, goal, peers)


def _answer(answers: dict[str, list[float]]) -> Outcome:
    ours, unit = (statistics.median(answers[name]) * 1e3 for name in (OURS, EMPTY))
    return Outcome(
        "input to pixel: the pointer moves with the tangent's point, seen from outside, in units of an empty "
        "QWidget that follows the pointer",
        ours / unit,
        "×",
        Goal(1.5, 1.25),
        notes=(f"in milliseconds: {ours:.2f}; {EMPTY} {unit:.2f}; best {min(answers[OURS]) * 1e3:.2f}",),
    )


def _started(shown: Screen, command: list[str], home: str) -> tuple[float, float]:
    """Milliseconds to the last visible change of a start, and the megabytes of all its processes."""
    shown.quiet(0.3)
    begin = perf_counter()
    with program(shown, command, home) as process:
        last = shown.quiet(QUIET, 30.0)
        while last < begin + 0.02:  # nothing was seen yet
            last = shown.quiet(QUIET, 30.0)
        return (last - begin) * 1e3, sum(map(_resident, _family(process.pid)))


def _dragged(shown: Screen, command: list[str], home: str, steps: int) -> list[float]:
    """Seconds from each move of the held pointer to the first changed pixel above it, where the line is."""
    document = Path(__file__).with_name("drag.calcviz")
    with program(shown, [*command, str(document)], home):
        shown.quiet(QUIET)
        x, y = _handle(shown)
        left, top, right, bottom = x - 200, 90, min(SIZE[0], x + 200), y - 60  # without the pointer itself
        shown.move(x, y)
        sleep(0.2)
        shown.button(True)
        sleep(0.2)
        times = []
        for step in range(min(steps, 60) + 3):
            there = x + (step % 40 - 20) * 3 + (1 if step % 2 else 0)
            sleep(PAUSE)
            shown.quiet(0.3)
            time = shown.answer(partial(shown.move, there, y), (left, top, right, bottom))
            if step >= 3:
                times.append(time)
        shown.button(False)
        return times


def _handle(shown: Screen) -> tuple[int, int]:
    """The middle of the disc in the colour of the document's second row: where most such pixels are near."""
    blue, green, red = (shown.pixels()[:, :, place].astype(int) for place in range(3))
    colored = (abs(red - 219) < 8) & (abs(green - 36) < 8) & (abs(blue - 30) < 8)
    colored[:, :400] = False  # the row's bullet in the list has the same colour
    summed = np.pad(colored.astype(int).cumsum(0).cumsum(1), ((1, 0), (1, 0)))
    near = (
        summed[_NEAR:, _NEAR:] - summed[:-_NEAR, _NEAR:] - summed[_NEAR:, :-_NEAR] + summed[:-_NEAR, :-_NEAR]
    )
    if near.max() < _NEAR * _NEAR // 2:
        raise AssertionError("no handle is seen")
    row, column = np.unravel_index(int(near.argmax()), near.shape)
    return int(column) + _NEAR // 2, int(row) + _NEAR // 2


@contextmanager
def program(shown: Screen, command: list[str], home: str) -> Iterator[subprocess.Popen[bytes]]:
    """A program on the screen, and all its processes gone at the end."""
    kept = _environment() | {
        "DISPLAY": shown.name,
        "HOME": home,
        "XDG_CONFIG_HOME": home,
        "XDG_DATA_HOME": home,
        "XDG_CACHE_HOME": home,
        "QT_QPA_PLATFORM": "xcb",
        "LANG": "C.UTF-8",
    }
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, env=kept, stdout=quiet, stderr=quiet, start_new_session=True)
    try:
        yield process
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        sleep(0.3)


def _environment() -> dict[str, str]:
    """The environment, in which Python keeps its bytecode, as it does for a program that is installed."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def _family(pid: int) -> list[int]:
    """A process and all below it, without the bus that some need: a desktop has one anyway."""
    try:
        name = Path(f"/proc/{pid}/comm").read_text(encoding="ascii")
        below = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    itself = [] if name.startswith("dbus") else [pid]
    return itself + [each for child in below for each in _family(int(child))]


def _resident(pid: int) -> float:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) * 1024 / 1e6
    return 0.0
