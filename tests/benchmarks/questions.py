"""Row: exact calculus: the first number of an integral, and the window while traps are typed into it."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, thread_time

from PySide6.QtCore import QEvent, QObject, QSettings, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from calcviz.engine.late_asker import exact_calculus
from calcviz.ui.background import Background
from calcviz.ui.remembered import Remembered
from calcviz.ui.windows import Windows
from tests.benchmarks.measuring import Times
from tests.benchmarks.outcome import Goal, Outcome
from tests.benchmarks.stage import application, closed, settle

INTEGRALS = (
    "integral(x^2, x, 0, 1)",
    "integral(sin(x)/x, x, 0, 1)",
    "integral(e^(-x^2), x, -inf, inf)",
    "integral(1/(x^5+x+1), x, 0, 2)",
    "integral(|sin(x)|, x, 0, 10)",
    "integral(ln(x)/(1+x), x, 0, 1)",
    "integral(sqrt(1-cos(x)), x, 0, 4pi)",
    "integral(1/sqrt(x), x, 0, 1)",
    "integral(x^2 e^-x, x, 0, inf)",
    "integral(cos(x)^8, x, 0, pi)",
)
TRAPS = (
    "9^9^9^9",
    "integral(1/(x^5+x+1), x)",
    "integral(sin(x^3) e^-x, x)",
    "simplify(9.0^9^9^9)",
    "integral(x^(10^9), x, 0, 1)",
    "limit((10^9)!, x, 0)",
    "sum(k!, k, 1, 10^7)",
    "sum(1/k, k, 1, 10^9)",
    "integral(e^e^e^x, x, 0, 10)",
    "solve(x^2000 + x = 1, x)",
    "solve(sin(x) = e^x + x^5, x)",
    "series(e^sin(e^x), x, 0, 40)",
    "simplify((x+1)^400 - (x-1)^400)",
    "integral(sin(x^2) e^x, x, 0, 50)",
    "integral(tan(x), x, 0, pi)",
    "integral(floor(x^3), x, 0, 9)",
    "integral(sqrt(tan(x)), x)",
    "integral(x^x, x)",
    "limit(sin(1/x), x, 0)",
    "limit(x^x^x^x, x, 0, right)",
    "solve(x^5 - x + 1 = 0, x)",
    "solve(sin(1/x) = 0, x)",
    "integral(sin(x) cos(y) e^(x y), x, 0, 9, y, 0, 9)",
    "integral(1/(1+x^17), x)",
    "simplify(sin(cos(tan(sin(cos(tan(x))))))^2)",
)
TIMES = 4
NOTICED = 1.0
"""Milliseconds from which on a turn is kept."""
WAIT = 1.0
"""Seconds for which answers of a row are looked at before the next one is typed."""


def outcomes(steps: int) -> Iterator[Outcome]:
    """Integrals typed at once, and traps letter by letter, in a window with everything that it has."""
    stage = _Stage()
    stage.type("integral(x, x, 0, 1)")  # what it loads is loaded
    stage.answered()
    found = Times(tuple(stage.first_number(text) for _ in range(max(1, steps // 20)) for text in INTEGRALS))
    notes = (f"{len(INTEGRALS)} integrals, from the text in the row to the number in the frame",)
    goal = Goal(50.0)
    yield Outcome("first number of an integral", found.median, "ms", goal, (), found.p95, found.best, notes)
    stage.turns.clear()
    typed = TRAPS * (TIMES if steps >= 100 else 1)
    for text in typed:
        stage.type(text)
        stage.look(WAIT)
    slowest, busy, where = max(stage.turns)
    _, most, there = max(stage.turns, key=lambda turn: turn[1])
    notes = (
        f"{len(typed)} rows, {len(stage.turns)} turns of the window's thread of over 1 ms",
        f"the slowest took {slowest:.0f} ms, {busy:.0f} of them its own: {where}",
        f"the busiest computed for {most:.0f} ms: {there}",
        f"over 100 ms: {sum(time > 100 for time, _, _ in stage.turns)}",
    )
    yield Outcome("longest turn while traps are typed", slowest, "ms", Goal(100.0), (), None, None, notes)
    stage.close()


class _Stage:
    """A real window with its background and its process of exact calculus."""

    def __init__(self) -> None:
        application()
        self._folder, self._parent = TemporaryDirectory(), QObject()
        self._asker = exact_calculus()
        self._pools = Background(self._parent), Background(self._parent)
        store = QSettings(str(Path(self._folder.name) / "settings.ini"), QSettings.Format.IniFormat)
        remembered = Remembered(store)
        remembered.language = "en"
        windows = Windows(remembered, background=self._pools[0], asker=self._asker, beside=self._pools[1])
        self.window = windows.make()
        self.window.resize(1280, 800)
        self.window.show()
        settle(200)
        self.turns: list[tuple[float, float, str]] = []

    @property
    def row(self) -> int:
        """The row that is typed into."""
        return self.window.session.document.rows[0].id

    def type(self, text: str) -> None:
        """A text letter by letter into the only row, and what each letter brings."""
        editor = self.window.rows.row(self.row).editor
        editor.selectAll()
        for place, letter in enumerate(text):
            QApplication.postEvent(
                editor, QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
            )
            self._turn(f"`{letter}` after `{text[:place]}`")

    def look(self, seconds: float) -> None:
        """Let come what comes."""
        end = monotonic() + seconds
        while monotonic() < end:
            self._turn(f"waiting at `{self.window.session.document.rows[0].text}`")

    def first_number(self, text: str) -> float:
        """Milliseconds from the whole text to its number."""
        self.window.session.edit(self.row, "")
        settle(30)
        begin = perf_counter()
        self.window.session.edit(self.row, text)
        while self.window.session.frame.row(self.row).answer is None:
            QApplication.processEvents()
        return (perf_counter() - begin) * 1e3

    def answered(self) -> None:
        """Wait for all that is asked."""
        while self.window.session.frame.row(self.row).asking:
            QApplication.processEvents()

    def _turn(self, what: str) -> None:
        begin, busy = perf_counter(), thread_time()
        QApplication.processEvents()
        if (took := (perf_counter() - begin) * 1e3) >= NOTICED:
            self.turns.append((took, (thread_time() - busy) * 1e3, what))

    def close(self) -> None:
        """Leave the stage to the next."""
        self._asker.close()
        for pool in self._pools:
            pool.finish()
        self.window.session.new()
        closed(self.window)
        self._folder.cleanup()
