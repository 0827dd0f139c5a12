"""Opening, saving and leaving documents, with the questions that belong to it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox

from calcviz.language.messages import tr
from calcviz.scene.document import Document
from calcviz.scene.files import ENDING

if TYPE_CHECKING:
    from calcviz.ui.window import Window


class Files:
    """The window's way to documents on the disk: nothing is lost without a question."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {
            "new": self.new,
            "open": self.ask_open,
            "save": self.save,
            "save_as": self.save_as,
            "close": self.new,
        }

    def new(self) -> None:
        """Begin an empty document."""
        if self.may_leave():
            self._window.session.new()
            self._window.documents_changed()

    def begin(self, document: Document) -> None:
        """Begin with a copy of an example: it has no path, and saving it asks where."""
        if self.may_leave():
            self._window.session.new(document)
            self._window.message.hide()
            self._window.documents_changed()

    def ask_open(self) -> None:
        """Ask for a document and open it."""
        start = self._window.session.path or next(iter(self._window.remembered.recent), Path.home())
        kinds = tr("CalcViz documents (*{ending});;All files (*)", ending=ENDING)
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open a document"), str(start), kinds)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Open a document; what could not be read is told above the plane."""
        if self.may_leave():
            self.load(path)

    def load(self, path: Path) -> bool:
        """Open a document without a question; whether it worked."""
        try:
            remarks = self._window.session.open(path)
        except (OSError, ValueError) as error:
            words = tr("{name} could not be opened: {reason}.", name=path.name, reason=reason(error))
            self._window.message.tell(words, bad=True, action=tr("Open another…"), what=self.ask_open)
            return False
        self._window.message.hide()
        self._window.remembered.remember_file(path)
        self._window.documents_changed()
        if remarks:
            self._window.message.tell(
                tr("{name} was opened in part: {remarks}.", name=path.name, remarks="; ".join(remarks)),
                stays=True,
            )
        return True

    def save(self) -> bool:
        """Save; asks for a name at the first time. Whether the document is safe now."""
        path = self._window.session.path
        return self._write(path) if path is not None else self.save_as()

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
        box.setIcon(QMessageBox.Icon.Warning)
        box.setWindowTitle(tr("Unsaved changes"))
        box.setText(tr("Save the changes to {name}?", name=self._window.document_name()))
        box.setInformativeText(tr("Otherwise they are lost."))
        box.setStandardButtons(buttons.Save | buttons.Discard | buttons.Cancel)
        box.setDefaultButton(buttons.Save)
        answer = box.exec()
        if answer == buttons.Save:
            return self.save()
        return answer == buttons.Discard

    def _write(self, path: Path) -> bool:
        try:
            self._window.session.save(path)
        except OSError as error:
            words = tr("{name} could not be saved: {reason}.", name=path.name, reason=reason(error))
            self._window.message.tell(
                words, bad=True, action=tr("Save elsewhere…"), what=self._save_elsewhere
            )
            return False
        self._window.remembered.remember_file(path)
        self._window.message.hide()
        self._window.tools.say(tr("Saved {path}", path=path))
        return True

    def _save_elsewhere(self) -> None:
        self.save_as()


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
