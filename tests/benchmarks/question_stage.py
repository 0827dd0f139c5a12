"""A real window into which questions of exact calculus are typed; run as a script, the first of a process.

The script waits as long as somebody needs to begin to type, and then prints the milliseconds from the key
that makes the question whole, or from the paste, to the number as it was painted.
"""

import gc
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, perf_counter, sleep, thread_time

from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QObject, QSettings, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from calcviz.engine.late_asker import exact_calculus
from calcviz.ui.background import Background
from calcviz.ui.remembered import Remembered
from calcviz.ui.row_widget import RowWidget
from calcviz.ui.windows import Windows
from tests.benchmarks.stage import application, closed, settle

NOTICED = 1.0
"""Milliseconds from which on a turn is kept."""
PAUSE = 5e-4
"""Seconds between two looks for events: who asks without a pause takes the time of the other threads."""
PATIENCE = 30.0
"""Seconds after which a number that has not come will not come."""
KEYS_APART = 80
"""Milliseconds between two keys of somebody who types fast."""


class QuestionStage:
    """A window with everything that it has: its background and its process of exact calculus."""

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
        windows.tidying.begin()
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
            QApplication.postEvent(editor, _key(letter))
            self._turn(f"`{letter}` after `{text[:place]}`")

    def look(self, seconds: float) -> None:
        """Let come what comes."""
        end = monotonic() + seconds
        while monotonic() < end:
            self._turn(f"waiting at `{self.window.session.document.rows[0].text}`")
            sleep(PAUSE)

    def first_number(self, text: str, apart: int = 0) -> float:
        """Milliseconds from the key that makes a question whole to its number, painted in the row.

        The editor closes brackets itself: the key is the one before the last bracket, the letters before it
        are typed `apart` milliseconds from one another.
        """
        self._empty()
        editor = self.window.rows.row(self.row).editor
        for letter in text[:-2]:
            QApplication.postEvent(editor, _key(letter))
            QApplication.processEvents()
            settle(apart)
        settle(30)
        typed = self.window.session.document.row(self.row).text
        assert typed == text[:-2] + text[-1], typed
        watch, begin = _Shown(self.window.rows.row(self.row), text), perf_counter()
        QApplication.postEvent(editor, _key(text[-2]))
        return (watch.wait() - begin) * 1e3

    def first_number_pasted(self, text: str) -> float:
        """The same from the paste of the whole text: nothing was typed that it could prepare for."""
        self._empty()
        content = QMimeData()
        content.setText(text)
        watch, begin = _Shown(self.window.rows.row(self.row), text), perf_counter()
        self.window.rows.row(self.row).editor.insertFromMimeData(content)
        return (watch.wait() - begin) * 1e3

    def answered(self) -> None:
        """Wait for all that is asked."""
        end = monotonic() + PATIENCE
        while self.window.session.frame.row(self.row).asking:
            assert monotonic() < end, "an answer has not come"
            QApplication.processEvents()
            sleep(PAUSE)

    def _empty(self) -> None:
        """An empty row and a window at rest."""
        self.window.session.edit(self.row, "")
        self.window.rows.row(self.row).editor.setFocus()
        settle(30)

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
        gc.enable()
        self.window.session.new()
        closed(self.window)
        self._folder.cleanup()


class _Shown(QObject):
    """Waits until a row has painted the number that answers its question."""

    def __init__(self, row: RowWidget, text: str) -> None:
        super().__init__()
        self._row, self._text = row, text
        self._loop = QEventLoop()
        self._painted = False

    def wait(self) -> float:
        """The moment after that painting.

        A loop of events waits without holding Python, as that of the program does: one that asks for events
        again and again takes the time of the thread that works the number out.
        """
        late = QTimer(singleShot=True, interval=round(PATIENCE * 1e3))
        late.timeout.connect(self._loop.quit)
        late.start()
        application().installEventFilter(self)
        self._loop.exec()
        at = perf_counter()
        application().removeEventFilter(self)
        assert self._painted, f"no number for {self._text}"
        return at

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note the first painting of the reading in which the number stands; the loop ends after it."""
        shown = self._row.shown
        if event.type() == QEvent.Type.Paint and watched is self._row.reading and shown is not None:
            if shown.row.text == self._text and shown.answer is not None and not shown.late:
                self._painted = True
                self._loop.quit()
        return False


def _key(letter: str) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)


def main(way: str, text: str) -> None:
    """The first question of this process."""
    stage = QuestionStage()
    settle(1000)
    pasted = way == "pasted"
    print(stage.first_number_pasted(text) if pasted else stage.first_number(text, KEYS_APART), flush=True)
    stage.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
