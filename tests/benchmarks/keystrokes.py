"""Row: from a key pressed in a row's editor to the new picture."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from tests.benchmarks.measuring import Times, taken
from tests.benchmarks.outcome import Goal, Outcome
from tests.benchmarks.stage import WindowStage, settle

TYPED = ("g(x)=3x^2-4x", "sin(x)/x+cos(2x)", "exp(-x^2/2)*ln(x+3)", "tan(x)-floor(x)", "f'(x)+sqrt(x)")
BESIDE = ("f(x) = x^3/6 - x", "derivative(f)", "tangent(f, 1)", "")


def outcomes(steps: int) -> Iterator[Outcome]:
    """Formulas typed letter by letter into the last row of a document with f, f′ and a tangent."""
    found: list[tuple[float, str]] = []
    for _ in range(max(1, steps // 60)):
        for text in TYPED:
            found += _typed(text)
    times = Times(tuple(time for time, _ in found))
    slowest = max(found)
    notes = (
        f"{len(times.values)} keys of {len(TYPED)} formulas, beside f, f′ and a tangent; everything painted",
        f"the slowest took {slowest[0]:.1f} ms: {slowest[1]}",
    )
    goal = Goal(16.0, 8.0)
    yield Outcome(
        "keystroke in the editor to new picture", times.median, "ms", goal, (), times.p95, times.best, notes
    )


def _typed(text: str) -> Iterator[tuple[float, str]]:
    stage = WindowStage(BESIDE)
    stage.window.rows.focus_row(len(BESIDE))
    settle(100)
    editor = stage.window.rows.row(len(BESIDE)).editor
    for place, letter in enumerate(text):
        event = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)

        def press(event: QKeyEvent = event) -> None:
            QApplication.postEvent(editor, event)
            QApplication.processEvents()

        yield taken(press), f"`{letter}` after `{text[:place]}`"
    if stage.session.document.row(len(BESIDE)).text != text:
        raise AssertionError("the keys did not arrive in the row")
    stage.close()
