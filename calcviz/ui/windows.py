"""Every window that is open: each has its session and its journal; what is chosen in one holds in all."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication

from calcviz.engine.asking import Asker
from calcviz.engine.background import Background
from calcviz.scene.document import Document
from calcviz.scene.journal import Journal, Orphan
from calcviz.session import Session
from calcviz.ui import motion, theme
from calcviz.ui.languages import speak
from calcviz.ui.remembered import Remembered
from calcviz.ui.tidying import Tidying

if TYPE_CHECKING:
    from calcviz.ui.recovery import Recovery
    from calcviz.ui.window import Window

_STEP = QPoint(28, 28)
"""How far a new window stands from the one it was asked for in."""


class Windows:
    """The open windows in the order in which they were opened; `journals` is the folder of their journals."""

    def __init__(
        self,
        remembered: Remembered,
        *,
        journals: Path | None = None,
        background: Background | None = None,
        asker: Asker | None = None,
        beside: Background | None = None,
    ) -> None:
        self.remembered = remembered
        motion.keep(remembered.calm)
        self.background = background
        self.asker, self.beside = asker, beside
        self.open: list[Window] = []
        self.recovery: Recovery | None = None
        self._journals = journals
        self.tidying = Tidying()

    # Coming and going.

    def session(self, document: Document | None = None) -> Session:
        """A session for a new window."""
        background = self.background
        return Session(document, background=background, asker=self.asker, beside=self.beside)

    def make(self, session: Session | None = None, *, beside: "Window | None" = None) -> "Window":
        """A window on a session, an empty one if none is given; not shown yet."""
        from calcviz.ui.window import Window

        window = Window(session or self.session(), self.remembered, self)
        if beside is not None:
            _stand_beside(window, beside)
        return window

    def add(self, window: "Window") -> None:
        """A window is there: its changes are kept from now on."""
        self.open.append(window)
        window.session.listeners.append(self.tidying.changed)
        if self._journals is not None:
            window.files.keep_in(Journal(self._journals))

    def remove(self, window: "Window") -> None:
        """A window was closed; the program ends with the last one."""
        self.open.remove(window)
        self.tidying.thaw()
        if self.recovery is not None and self.recovery.window is window:
            self.recovery.finish()
            self.recovery = None
        if self.open:
            window.deleteLater()

    def showing(self, path: Path) -> "Window | None":
        """The window in which that file is open."""
        path = path.resolve()
        shown = (each for each in self.open if each.session.path and each.session.path.resolve() == path)
        return next(shown, None)

    def active(self) -> "Window | None":
        """The window that a person works in, else the one opened last."""
        active = QApplication.activeWindow()
        return next((each for each in self.open if each is active), self.open[-1] if self.open else None)

    def recover(self, orphan: Orphan, *, beside: "Window") -> None:
        """Go on with unsaved changes: where their file is open and unchanged, or nothing else, or anew."""
        shown = self.showing(orphan.path) if orphan.path is not None else None
        if shown is None or shown.session.modified:
            shown = beside if beside.files.untouched else self.make(beside=beside)
        shown.files.recover(orphan)
        if shown is not beside:
            shown.come_forward()

    def quit(self) -> None:
        """Close one window after the other, until a person wants to stay in one."""
        for window in reversed(self.open.copy()):
            if not window.close():
                return

    def leave(self) -> None:
        """The program ends: what is not saved by now, and not thrown away, is kept for the next start."""
        if self.recovery is not None:
            self.recovery.finish()
        for window in self.open:
            window.files.leave(keep=True)

    def flush(self) -> None:
        """Put every unsaved change on the disk, now; never raises."""
        for window in self.open:
            window.files.flush()

    # What holds in every window.

    def choose_theme(self, choice: theme.Choice) -> None:
        """Dress every window in another theme and remember it."""
        self.remembered.theme = choice
        self.refresh_theme()

    def refresh_theme(self) -> None:
        """Dress every window as it is remembered."""
        self._dress()
        for window in self.open:
            window.refresh_theme()
        self._show_recovery()

    def mark_curves(self, marked: bool) -> None:
        """Let shapes along the curves tell them apart, or not, and remember it."""
        self.remembered.marked = marked
        self.refresh_theme()
        for window in self.open:
            window.actions_by_name["marks"].setChecked(marked)

    def show_sentences(self, wanted: bool) -> None:
        """Say in a line below every plane what is seen, or not, and remember it."""
        self.remembered.sentence = wanted
        for window in self.open:
            window.actions_by_name["sentence"].setChecked(wanted)
            window.sentence_line.setVisible(wanted)

    def choose_size(self, size: theme.Size) -> None:
        """Let type, lines and points be of another size in every window, and remember it."""
        self.remembered.size = size
        self._dress()
        for window in self.open:
            window.build_anew()
        self.tidying.thaw()
        self._show_recovery()

    def choose_language(self, language: str) -> None:
        """Speak another language in every window, and remember it."""
        self.remembered.language = language
        speak(_application(), language)
        for window in self.open:
            window.build_anew()
        self.tidying.thaw()
        self._show_recovery()

    def _dress(self) -> None:
        theme.mark_curves(self.remembered.marked)
        theme.dress(_application(), self.remembered.theme, self.remembered.size)

    def _show_recovery(self) -> None:
        if self.recovery is not None:
            self.recovery.show()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _stand_beside(window: "Window", other: "Window") -> None:
    """As large as the other one and a step below it, on the same screen."""
    place = QRect(other.normalGeometry().topLeft() + _STEP, other.normalGeometry().size())
    if not other.screen().availableGeometry().contains(place):
        place.moveTopLeft(other.screen().availableGeometry().topLeft())
    window.setGeometry(place)
