"""Taking times: warm-up, rounds in turn, medians; and what the machine is."""

import gc
import os
import platform
import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from time import perf_counter

Step = Callable[[int], object]
"""One step of a series, given its number: it changes something and paints it."""

BATCH = 10
PACKAGES = "PySide6-Essentials numpy scipy matplotlib pyqtgraph sympy sympy_plot_backends".split()


@dataclass(frozen=True, slots=True)
class Times:
    """Times of the steps of one series in milliseconds, in the order in which they were taken."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one: what a step usually takes."""
        return statistics.median(self.values)

    @property
    def best(self) -> float:
        """The shortest: what a step takes while nothing else wants the machine."""
        return min(self.values)

    @property
    def p95(self) -> float:
        """What 19 of 20 steps stay below."""
        return sorted(self.values)[min(len(self.values) - 1, round(0.95 * len(self.values)))]


def taken(step: Callable[[], object]) -> float:
    """How long one call takes, in milliseconds."""
    start = perf_counter()
    step()
    return (perf_counter() - start) * 1e3


def in_turn(
    series: Mapping[str, Step], steps: int, *, warm_up: int = 5, rest: Callable[[], object] | None = None
) -> dict[str, Times]:
    """Run each series for the same number of steps; they take turns, so that all see the same machine.

    The first `warm_up` steps of each are not counted, nor is the first of each turn after `rest`, which lets
    every window do what it has put off. Garbage is collected between the turns only.
    """
    found: dict[str, list[float]] = {name: [] for name in series}
    collecting = gc.isenabled()
    gc.disable()
    try:
        for step in series.values():
            for number in range(warm_up):
                step(number)
        for first in range(0, steps, BATCH):
            for name, step in series.items():
                if rest is not None:
                    rest()
                    step(first + BATCH)
                gc.collect()
                for number in range(first, min(first + BATCH, steps)):
                    start = perf_counter()
                    step(number)
                    found[name].append((perf_counter() - start) * 1e3)
    finally:
        if collecting:
            gc.enable()
    return {name: Times(tuple(values)) for name, values in found.items()}


def machine() -> dict[str, str | int]:
    """What the times were taken on."""
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "python": platform.python_version(),
        "platform": os.environ.get("QT_QPA_PLATFORM", "the default of the system"),
        **{name: _version(name) for name in PACKAGES},
    }


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            return next(line.split(":", 1)[1].strip() for line in file if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or "unknown"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"
