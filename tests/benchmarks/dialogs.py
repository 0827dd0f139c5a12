"""Rows: every dialog, page, bar and popup, from the wish to all of it painted in a window that stands."""

import ast
import os
import statistics
import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks.opened import NAMES
from tests.benchmarks.outcome import Goal, Outcome

SLOWEST = Goal(100.0, 50.0)


def outcomes(steps: int) -> Iterator[Outcome]:
    """The first opening of each in a process of its own: its modules are loaded, its parts are made."""
    runs = 5 if steps >= 100 else 1
    for name in NAMES:
        found = [_opened(name) for _ in range(runs)]
        first = [each["first"] for each in found]
        again = min(each["again"] for each in found)
        title = f"opening: {name}"
        note = f"once more in the same window {again:.1f} ms"
        yield Outcome(title, statistics.median(first), "ms", SLOWEST, best=min(first), notes=(note,))


def _opened(name: str) -> dict[str, float]:
    command = [sys.executable, "-m", "tests.benchmarks.opened", name]
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if run.returncode:
        raise AssertionError(f"{name}: {run.stderr}")
    told: dict[str, float] = ast.literal_eval(run.stdout.splitlines()[-1])
    return told
