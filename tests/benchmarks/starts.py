"""Rows: from the start of the process to the last visible change, and the memory of the window at rest."""

import ast
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from time import time

from tests.benchmarks.outcome import Goal, Outcome, Peer

CHILDREN = {"empty Qt window": "empty", "matplotlib": "matplotlib", "pyqtgraph": "pyqtgraph"}
OURS = "calcviz"
Found = dict[str, list[dict[str, float]]]
"""What the processes told, by name; an empty list where what they need is not installed."""


def outcomes(steps: int) -> Iterator[Outcome]:
    """Without a screen, and on the X11 screen where DISPLAY names one."""
    runs = 7 if steps >= 100 else 2
    platforms = ["offscreen", *(["xcb"] if os.environ.get("DISPLAY") else [])]
    with compiled() as environment:
        for platform in platforms:
            yield _start(platform, _in_turn("start", platform, runs, environment))
            yield _memory(platform, _in_turn("memory", platform, min(runs, 3), environment))
        yield from _plotter(runs, environment)


def _start(platform: str, found: Found) -> Outcome:
    times = [start["last"] for start in found[OURS]]
    notes = (
        f"first complete picture after {_median(found[OURS], 'first') or 0:.0f} ms; the welcome page in "
        f"the whole window; the fastest of {len(times)} starts {min(times):.0f} ms",
    )
    title = f"start to last visible change ({platform})"
    return Outcome(title, statistics.median(times), "ms", Goal(600, 450), _peers(found, "last"), notes=notes)


def _memory(platform: str, found: Found) -> Outcome:
    ours = _median(found[OURS], "rss") or 0
    notes = (f"proportional share (PSS) {_median(found[OURS], 'pss') or 0:.1f} MB",)
    title = f"memory at rest, resident ({platform})"
    return Outcome(title, ours, "MB", Goal(110, 90), _peers(found, "rss"), notes=notes)


def _peers(found: Found, name: str) -> tuple[Peer, ...]:
    return tuple(Peer(peer, _median(found[peer], name)) for peer in CHILDREN)


@contextmanager
def compiled() -> Iterator[dict[str, str]]:
    """An environment in which Python keeps its bytecode, as it does for a program that is installed."""
    with TemporaryDirectory() as folder:
        environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        yield environment | {"PYTHONPYCACHEPREFIX": folder}


def _in_turn(what: str, platform: str, runs: int, environment: dict[str, str]) -> Found:
    found: Found = {name: [] for name in (OURS, *CHILDREN)}
    for number in range(runs + 1):
        for name, told in found.items():
            figures = _started(CHILDREN.get(name, name), what, environment | {"QT_QPA_PLATFORM": platform})
            if figures is not None and number:  # the first one compiles, and warms the caches of the disk
                told.append(figures)
    return found


def _started(child: str, what: str, environment: dict[str, str]) -> dict[str, float] | None:
    """What one process tells of itself; None where what it needs is not installed."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.benchmarks.started", child, what, repr(time())]
        kept = environment | {"XDG_CONFIG_HOME": folder}
        run = subprocess.run(command, env=kept, capture_output=True, text=True, check=False)
    if run.returncode == 0:
        figures: dict[str, float] = ast.literal_eval(run.stdout.splitlines()[-1])
        return figures
    if "ModuleNotFoundError" in run.stderr and child != OURS:
        return None
    raise AssertionError(run.stderr)


def _median(told: list[dict[str, float]], name: str) -> float | None:
    return statistics.median(figures[name] for figures in told) if told else None


_COST = """
import json, sys
from time import perf_counter
sys.path.insert(0, "")
import numpy, PySide6.QtWidgets, calcviz.session
from tests.benchmarks.resident import memory
before, start = memory(), perf_counter()
__import__(sys.argv[1])
print(json.dumps([(perf_counter() - start) * 1e3, memory().get("rss", 0) - before.get("rss", 0)]))
"""


def _plotter(runs: int, environment: dict[str, str]) -> Iterator[Outcome]:
    """Why the plane is painted by ourselves: what a plotter costs before it has drawn anything."""
    costs: dict[str, list[list[float]]] = {
        "calcviz.views.plane": [],
        "pyqtgraph": [],
        "matplotlib.figure": [],
    }
    for number in range(runs + 1):
        for module, found in costs.items():
            command = [sys.executable, "-c", _COST, module]
            run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
            if not run.returncode and number:
                found.append(json.loads(run.stdout))
    for place, what, unit in ((0, "time", "ms"), (1, "memory", "MB")):
        ours, *others = (
            statistics.median(each[place] for each in found) if found else None for found in costs.values()
        )
        peers = tuple(Peer(name, figure) for name, figure in zip(list(costs)[1:], others))
        title = f"import of what draws the plane, beyond Qt, numpy and our mathematics: {what}"
        yield Outcome(title, ours or 0, unit, None, peers)
