"""Row: how much memory 10,000 steps of a drag leave behind."""

import gc
from collections.abc import Iterator

from tests.benchmarks.outcome import Goal, Outcome
from tests.benchmarks.resident import memory
from tests.benchmarks.stage import WindowStage, sweep

STEPS, QUICK_STEPS = 10_000, 1_000
WARM_UP = 500


def outcomes(steps: int) -> Iterator[Outcome]:
    """The tangent's point is dragged in the main window; every hundred steps are one of undo."""
    count = STEPS if steps >= 100 else QUICK_STEPS
    stage = WindowStage(("f(x) = x^3/6 - x", "derivative(f)", "tangent(f, 1)"))
    stage.window.rows.select(3)
    _drag(stage, WARM_UP)
    before = _resident()
    _drag(stage, count)
    after = _resident()
    stage.close()
    if before is None or after is None:
        return
    each = max(0.0, (after - before) * 1e6 / 1024 / count)
    notes = (f"{before:.1f} MB before, {after:.1f} MB after {count} steps with {count // 100} steps of undo",)
    yield Outcome("10,000 drag steps: growth of memory a step", each, "KiB", Goal(0.5, 0.2), notes=notes)


def _drag(stage: WindowStage, count: int) -> None:
    for number in range(count):
        # Every place another one: what is remembered of places is counted too.
        stage.drag(3, "a", sweep(number * 37, -3.9, 3.9, 7919))
        if number % 100 == 99:
            stage.session.commit()


def _resident() -> float | None:
    for _ in range(3):
        gc.collect()
    return memory().get("rss")
