"""Opening, saving and leaving documents, with the questions that belong to it."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox

from calcviz.language.messages import tr
from calcviz.scene.document import Document
from calcviz.scene.files import ENDING
from calcviz.scene.journal import Journal, Orphan
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.icons import icon
from calcviz.ui.message_bar import Offer

if TYPE_CHECKING:
    from calcviz.ui.window import Window


class Files:
    """The window's way to documents on the disk: nothing is lost without a question."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._journal: Journal | None = None
        self._noted: tuple[Document, Path | None, bool] | None = None
        self._told = False

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {
            "new": self.new,
            "open": self.ask_open,
            "save": self.save,
            "save_as": self.save_as,
            "new_window": self.new_window,
            "close": self._window.close,
            "quit": self._window.windows.quit,
        }

    # The journal.

    def keep_in(self, journal: Journal) -> None:
        """Keep the unsaved changes in a journal from now on."""
        self._journal = journal
        self._window.session.listeners.append(self._note)

    def flush(self) -> None:
        """Put the unsaved changes on the disk, now; never raises."""
        if self._journal is not None:
            self._note()
            self._journal.flush()

    def leave(self, *, keep: bool = False) -> None:
        """The window goes; what it has not saved goes too, unless it is to be kept for the next start."""
        if self._journal is not None:
            self._window.session.listeners.remove(self._note)
            self._journal.close(keep=keep)
            self._journal = None

    def _note(self) -> None:
        session, journal = self._window.session, self._journal
        state = (session.document, session.path, session.modified)
        if journal is None or self._noted is not None and _same(state, self._noted):
            return
        self._noted = state
        journal.note(session.seen, session.path, session.modified)
        if journal.problem is not None and not self._told:
            self._told = True
            words = tr("Unsaved changes cannot be kept safe: {reason}.", reason=reason(journal.problem))
            self._window.message.tell(words, bad=True, action=tr("Save…"), what=self.save)

    # Beginning.

    @property
    def untouched(self) -> bool:
        """Whether another document may take the place of this one: it has no file and nothing to lose."""
        session = self._window.session
        return session.path is None and not session.modified

    def new_window(self) -> None:
        """Begin an empty document in a window of its own."""
        self._window.windows.make(beside=self._window).show()

    def new(self) -> None:
        """Begin an empty document."""
        if self.may_leave():
            self._window.session.new()
            self._window.documents_changed()

    def begin(self, document: Document) -> None:
        """Begin with a copy of an example: it has no path, and saving it asks where."""
        if not self.untouched:
            windows = self._window.windows
            windows.make(windows.session(document), beside=self._window).show()
            return
        self._window.session.new(document)
        self._window.message.hide()
        self._window.documents_changed()

    def recover(self, orphan: Orphan) -> None:
        """Go on with unsaved changes that a window left which is gone."""
        if self._journal is not None:
            self._journal.adopt(orphan)
        self._window.session.recover(orphan.document, orphan.path, overtaken=orphan.overtaken)
        self._window.documents_changed()

    def ask_open(self) -> None:
        """Ask for a document and open it."""
        start = self._window.session.path or next(iter(self._window.remembered.recent), Path.home())
        kinds = tr("CalcViz documents (*{ending});;All files (*)", ending=ENDING)
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open a document"), str(start), kinds)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open a document: here where nothing is to be lost, else in a window of its own.

        What could not be read is told above the plane.
        """
        windows = self._window.windows
        shown = windows.showing(path)
        if shown is not None:
            shown.come_forward()
        elif self.untouched:
            self.load(path)
        else:
            session = windows.session()
            remarks = self._read(session, path)
            if remarks is not None:
                window = windows.make(session, beside=self._window)
                window.show()
                window.files.tell_opened(path, remarks)

    def load(self, path: Path) -> bool:
        """Open a document in this window without a question; whether it worked."""
        remarks = self._read(self._window.session, path)
        if remarks is None:
            return False
        self._window.message.hide()
        self._window.documents_changed()
        self.tell_opened(path, remarks)
        return True

    def _read(self, session: Session, path: Path) -> list[str] | None:
        """Open a file in a session; None where that failed, which is told here."""
        try:
            return session.open(path)
        except (OSError, ValueError) as error:
            words = tr("{name} could not be opened: {reason}.", name=path.name, reason=reason(error))
            self._window.message.tell(words, bad=True, action=tr("Open another…"), what=self.ask_open)
            return None

    def tell_opened(self, path: Path, remarks: list[str]) -> None:
        """A file stands here now; say what of it was not understood."""
        self._window.remembered.remember_file(path)
        if remarks:
            self._window.message.tell(
                tr("{name} was opened in part: {remarks}.", name=path.name, remarks="; ".join(remarks)),
                stays=True,
            )

    # Saving and leaving.

    def save(self) -> bool:
        """Save; asks for a name at the first time. Whether the document is safe now."""
        path = self._window.session.path
        if path is None:
            return self.save_as()
        if not self._window.session.overtaken:
            return self._write(path)
        words = tr("{name} was changed by another program since it was opened here.", name=path.name)
        anyway = (tr("Save anyway"), lambda: self._write(path))
        self._window.message.tell(words, bad=True, more=[anyway, self._elsewhere()])
        return False

    def save_as(self) -> bool:
        """Ask for a name and save. Whether the document is safe now."""
        path = self._window.session.path or Path.home() / f"{tr('Untitled')}{ENDING}"
        kinds = tr("CalcViz documents (*{ending});;All files (*)", ending=ENDING)
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save the document"), str(path), kinds)
        if not name:
            return False
        chosen = Path(name)
        return self._write(chosen if chosen.suffix else chosen.with_suffix(ENDING))

    def may_leave(self) -> bool:
        """Ask what to do with unsaved changes; False where the person wants to stay."""
        self._window.player.stop()
        self._window.session.commit()
        if not self._window.session.modified:
            return True
        buttons = QMessageBox.StandardButton
        box = QMessageBox(self._window)
        box.setIconPixmap(icon("save", "accent").pixmap(theme.whole(28), theme.whole(28)))
        box.setWindowTitle(tr("Unsaved changes"))
        box.setText(tr("Save the changes to {name}?", name=self._window.document_name()))
        box.setInformativeText(tr("Otherwise they are lost."))
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        for which, text in ((buttons.Save, tr("&Save")), (buttons.Discard, tr("&Don't save"))):
            box.button(which).setText(text)
        box.button(buttons.Cancel).setText(tr("Cancel"))
        box.setDefaultButton(buttons.Save)
        _give_room(box)
        answer = box.exec()
        box.deleteLater()
        if answer == buttons.Save:
            return self.save()
        return answer == buttons.Discard

    def _write(self, path: Path) -> bool:
        if _read_only(path):
            words = tr("{name} is read only, so it was not written over.", name=path.name)
            self._window.message.tell(words, bad=True, more=[self._elsewhere()])
            return False
        try:
            self._window.session.save(path)
        except OSError as error:
            words = tr("{name} could not be saved: {reason}.", name=path.name, reason=reason(error))
            self._window.message.tell(words, bad=True, more=[self._elsewhere()])
            return False
        self._window.remembered.remember_file(path)
        self._window.message.hide()
        self._window.tools.say(tr("Saved {path}", path=path))
        return True

    def _elsewhere(self) -> Offer:
        return tr("Save elsewhere…"), self.save_as


def _same(state: tuple[Document, Path | None, bool], noted: tuple[Document, Path | None, bool]) -> bool:
    return state[0] is noted[0] and state[1:] == noted[1:]


def _give_room(box: QMessageBox) -> None:
    """Margins as the other dialogs have them, and the question before what explains it."""
    box.setStyleSheet("QLabel#qt_msgbox_label { font-weight: 600; }")
    layout = box.layout()
    if layout is not None:
        layout.setContentsMargins(*map(theme.whole, (20, 18, 20, 16)))
        layout.setSpacing(theme.whole(10))


def _read_only(path: Path) -> bool:
    """Whether a file says that it is not to be written; replacing it would not notice."""
    try:
        return not path.stat().st_mode & 0o222 or not os.access(path, os.W_OK)
    except OSError:
        return False


def reason(error: OSError | ValueError) -> str:
    """Why it failed, without the number and the path that Python adds."""
    if isinstance(error, FileNotFoundError):
        return tr("there is no such file")
    if isinstance(error, PermissionError):
        return tr("this place may not be read or written")
    if isinstance(error, IsADirectoryError):
        return tr("this is a folder")
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error).rstrip(".")
