"""Telling what is seen, in whole sentences: to screen readers, and to everybody in a line below the plane."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QApplication

from calcviz.engine.describing import row_sentence, space_sentence, view_sentence
from calcviz.language.messages import tr
from calcviz.ui.editor import Editor
from calcviz.ui.sentences import joined, problem_sentences, sentence, spoken

if TYPE_CHECKING:
    from calcviz.ui.window import Window

REST, TYPING = 300, 800
"""Milliseconds without a change after which it is told; longer while someone types."""


class Speaking(QObject):
    """Watches a window and tells what is new once it rests: never in every frame, never twice the same.

    `told` carries each sentence as it is told.
    """

    told = Signal(str)

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._seen: tuple[object, ...] = (None, None, None)
        self._moved = self._viewed = False
        self._said = ("", "")
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self.rest)

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        windows, remembered = self._window.windows, self._window.remembered
        return {
            "tell": lambda: self._window.message.tell(joined([self.sentence(), self._view()])),
            "sentence": lambda: windows.show_sentences(not remembered.sentence),
        }

    def join(self) -> None:
        """Listen to parts that were made anew."""
        window, actions = self._window, self._window.actions_by_name
        window.rows.selected.connect(self._selected)
        window.plane.handle_released.connect(self.rest)
        window.plane.reading_told.connect(self._show)
        window.plane.handle_selected.connect(self.taken)
        window.landmarks.arrived.connect(self._selected)
        window.message.told.connect(self.say)
        window.tools.told.connect(self.say)
        window.player.changed.connect(self._played)
        actions["undo"].triggered.connect(lambda: self._stepped(undone=True))
        actions["redo"].triggered.connect(lambda: self._stepped(undone=False))

    def follow(self) -> None:
        """Something was changed: tell it as soon as it rests."""
        session = self._window.session
        now = session.scene, session.viewport, session.space
        self._moved |= now[0] is not self._seen[0]
        self._viewed |= now[1:] != self._seen[1:] and self._seen[1] is not None
        if self._moved or self._viewed:
            self._seen = now
            self._wait()

    def rest(self) -> None:
        """Tell now what has changed since it was told last."""
        self._rest.stop()
        moved, viewed = self._moved, self._viewed
        self._moved = self._viewed = False
        if self._window.landmarks.looking and self._speaks_of_a_graph():
            self._viewed = viewed  # its landmarks are not known yet: they will ask again
            return
        now = self.sentence() if moved else self._said[0], self._view() if viewed else self._said[1]
        new = [words for words, before in zip(now, self._said) if words != before]
        self._said = now
        self.say(joined(new))

    def sentence(self) -> str:
        """What the row that is spoken of says and shows, as a whole sentence; empty where there is none."""
        row_id = self._window.presentation.told_row(self._window.rows.current)
        frame = self._window.session.frame
        row = next((each for each in frame.rows if each.row.id == row_id), None)
        if row is None:
            return ""
        if row.problem is not None:
            return joined(problem_sentences(row.problem)).replace("`", "")
        return sentence(row_sentence(row, frame, self._window.plane.readings.places))

    def say(self, words: str, urgent: bool = False) -> None:
        """Tell a sentence now; one that is urgent breaks off what is being read."""
        if not words:
            return
        self._show(words)
        if QAccessible.isActive():
            told = QAccessibleAnnouncementEvent(self._window, words)
            if urgent:
                told.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
            QAccessible.updateAccessibility(told)

    def _show(self, words: str) -> None:
        if words:
            self._window.sentence_line.say(words)
            self.told.emit(words)

    def _view(self) -> str:
        session, box = self._window.session, self._window.session.frame.box
        if box is not None and self._window.viewing.in_space:
            return sentence(space_sentence(box, session.space))
        return sentence(view_sentence(session.viewport))

    def _selected(self) -> None:
        self._moved = True
        self._wait()

    def _wait(self) -> None:
        self._rest.start(TYPING if isinstance(QApplication.focusWidget(), Editor) else REST)

    def _speaks_of_a_graph(self) -> bool:
        row_id = self._window.rows.current
        return any(r.row.id == row_id and r.kind == "function" for r in self._window.session.frame.rows)

    def _stepped(self, *, undone: bool) -> None:
        session = self._window.session
        title = session.redo_title if undone else session.undo_title
        if title:
            self.say(
                spoken(tr("undone: {title}", title=title) if undone else tr("redone: {title}", title=title))
            )

    def taken(self, name: str) -> None:
        """Say which point the keys move from now on."""
        words = tr("Point") if name == "point" else tr("Point {name}", name=name)
        self.say(tr("{point}: the arrow keys move it.", point=words))

    def _played(self, row_id: int | None) -> None:
        self.say(tr("Playing") if row_id is not None else tr("Stopped"))
