"""Rows: from the start of the process to the last visible change, and the memory of the window at rest."""

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import TemporaryDirectory
from time import time

from tests.benchmarks.outcome import Goal, Outcome, Peer

CHILDREN = {
    "empty Qt window": "empty",
    "matplotlib": "matplotlib",
    "pyqtgraph": "pyqtgraph",
}


@dataclass(frozen=True, slots=True)
class Start:
    """What one process told: milliseconds from its start, and megabytes at rest."""

    first: float
    last: float
    rss: float
    pss: float


def outcomes(steps: int) -> Iterator[Outcome]:
    """Without a screen, and on the X11 screen where DISPLAY names one."""
    runs = 7 if steps >= 100 else 2
    platforms = ["offscreen", *(["xcb"] if os.environ.get("DISPLAY") else [])]
    for platform in platforms:
        found = _in_turn(platform, runs)
        ours = found["calcviz"]
        if not ours:
            raise AssertionError("the window did not start")
        yield _start(platform, ours, found)
        yield _memory(platform, ours, found)
    yield from _plotter(runs)


def _start(platform: str, ours: list[Start], found: dict[str, list[Start]]) -> Outcome:
    last, first = _median(ours, "last"), _median(ours, "first")
    peers = tuple(Peer(name, _median(found[name], "last")) for name in CHILDREN)
    notes = (
        f"first complete picture after {first or 0:.0f} ms; the fastest of {len(ours)} starts "
        f"{min(start.last for start in ours):.0f} ms; the welcome document in the whole window",
    )
    return Outcome(
        f"start to last visible change ({platform})", last or 0, "ms", Goal(600, 450), peers, notes=notes
    )


def _memory(platform: str, ours: list[Start], found: dict[str, list[Start]]) -> Outcome:
    peers = tuple(Peer(name, _median(found[name], "rss")) for name in CHILDREN)
    notes = (f"proportional share (PSS) {_median(ours, 'pss') or 0:.1f} MB",)
    return Outcome(
        f"memory at rest, resident ({platform})",
        _median(ours, "rss") or 0,
        "MB",
        Goal(110, 90),
        peers,
        notes=notes,
    )


def _in_turn(platform: str, runs: int) -> dict[str, list[Start]]:
    found: dict[str, list[Start]] = {name: [] for name in ("calcviz", *CHILDREN)}
    for number in range(runs + 1):
        for name, child in {"calcviz": "calcviz", **CHILDREN}.items():
            start = _started(child, platform)
            if start is not None and number:  # the first one only warms the caches of the disk
                found[name].append(start)
    return found


def _started(child: str, platform: str) -> Start | None:
    """Start a process and let it tell when it was painted; None where what it needs is not installed."""
    with TemporaryDirectory() as folder:
        kept = {"XDG_CONFIG_HOME": folder, "QT_QPA_PLATFORM": platform}
        run = subprocess.run(
            [sys.executable, "-m", "tests.benchmarks.started", child, repr(time())],
            env=os.environ | kept, capture_output=True, text=True, check=False,
        )  # fmt: skip
    if run.returncode:
        if "ModuleNotFoundError" in run.stderr and child != "calcviz":
            return None
        raise AssertionError(run.stderr)
    return Start(**json.loads(run.stdout.splitlines()[-1]))


def _median(starts: list[Start], name: str) -> float | None:
    return statistics.median(getattr(start, name) for start in starts) if starts else None


_COST = """
import json, sys
from time import perf_counter
sys.path.insert(0, "")
import numpy, PySide6.QtWidgets, calcviz.session
from tests.benchmarks.measuring import memory
before, start = memory(), perf_counter()
__import__(sys.argv[1])
print(json.dumps([(perf_counter() - start) * 1e3, memory().get("rss", 0) - before.get("rss", 0)]))
"""


def _plotter(runs: int) -> Iterator[Outcome]:
    """Why the plane is painted by ourselves: what a plotter costs before it has drawn anything."""
    costs: dict[str, list[list[float]]] = {
        "calcviz.views.plane": [],
        "pyqtgraph": [],
        "matplotlib.figure": [],
    }
    for _ in range(runs):
        for module, found in costs.items():
            command = [sys.executable, "-c", _COST, module]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
            if not run.returncode:
                found.append(json.loads(run.stdout))
    for place, what, unit in ((0, "time", "ms"), (1, "memory", "MB")):
        ours, *others = (
            statistics.median(each[place] for each in found) if found else None for found in costs.values()
        )
        peers = tuple(Peer(name, figure) for name, figure in zip(list(costs)[1:], others))
        title = f"import of what draws the plane, beyond Qt, numpy and our mathematics: {what}"
        yield Outcome(title, ours or 0, unit, None, peers)
