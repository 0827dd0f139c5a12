"""What the dialogs that write figures have in common: paper beside fields, and a line that tells."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from calcviz.export.figure import Figure, Seen
from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.figure_choices import Choices
from calcviz.ui.figure_form import FigureForm, ask, titled_form
from calcviz.ui.figure_frames import FigureFrames
from calcviz.ui.paper_preview import PaperPreview

if TYPE_CHECKING:
    from calcviz.ui.window import Window

_SOON = 40
"""Milliseconds after the last change in which the preview is painted anew."""
_FORM = 412


class FigureDialog(QDialog):
    """The preview on the left, the fields on the right, below them what it comes to or why it cannot be."""

    def __init__(self, window: "Window", title: str, choices: Choices, *, printed: bool = False) -> None:
        super().__init__(window)
        self._window = window
        self._frames = FigureFrames(window.session)
        self.setWindowTitle(title)
        seen = window.viewing.in_picture
        self.form = FigureForm(replace(choices, seen=seen), window.viewing.size(seen), printed=printed)
        self.seen = QComboBox(self)
        self._fill_seen()
        self.preview, self.says = PaperPreview(), QLabel()
        self.says.setWordWrap(True)
        self.says.setMinimumHeight(theme.whole(40))
        self.says.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)

    def _fill_seen(self) -> None:
        for name, text in (("plane", tr("Plane")), ("space", tr("Space")), ("both", tr("Plane and space"))):
            self.seen.addItem(text, name)
        self.seen.setAccessibleName(tr("View"))
        self.seen.setCurrentIndex(self.seen.findData(self.form.choices.seen))
        self.seen.activated.connect(self._see)

    def _see(self) -> None:
        seen: Seen = self.seen.currentData()
        self.form.show_seen(seen, self._window.viewing.size(seen))

    def wanted(self) -> Figure:
        """The figure that is described now."""
        figure = self.form.choices.figure(self._window.session.space)
        return figure.with_panels(self._window.session.frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._soon.start()

    def _arrange(
        self, asked: Sequence[tuple[str, QWidget]], below: Sequence[QWidget], width: int, height: int
    ) -> None:
        """Titles with their fields stand above the form; the size is one at most, as the screen has room."""
        side = QWidget()
        side.setFixedWidth(theme.whole(_FORM))
        column = QVBoxLayout(side)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        above = titled_form()
        column.addLayout(above)
        seen = [(tr("View"), self.seen)] if self._window.viewing.lies_in_space() else []
        self.seen.setVisible(bool(seen))
        for words, field in (*asked, *seen):
            ask(above, words, field)
        column.addWidget(self.form)
        column.addStretch(1)
        for part in (self.says, *below):
            column.addWidget(part)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.preview, 1)
        line.addWidget(side)
        room = self.screen().availableSize()
        self.resize(min(theme.whole(width), room.width() - 20), min(theme.whole(height), room.height() - 60))

    def _ask_path(self, title: str, ending: str) -> Path | None:
        """Ask for a file, which has that ending then; None where someone thinks better of it."""
        own = self._window.session.path
        folder = self._window.remembered.export_folder or (own.parent if own else Path.home())
        start = folder / f"{self._window.document_name()}.{ending}"
        name, _ = QFileDialog.getSaveFileName(self, title, str(start), f"{ending.upper()} (*.{ending})")
        if not name:
            return None
        path = Path(name)
        return path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}")

    def _tell_written(self, path: Path) -> None:
        """The file is there: the next one is asked for in the same folder."""
        self._window.remembered.export_folder = path.parent
        self._window.message.tell(tr("Exported {path}", path=path))

    def _say(self, words: str, *, bad: bool = False) -> None:
        look = theme.look()
        self.says.setStyleSheet(f"color: {look.problem if bad else look.soft}")
        self.says.setText(words)


def size_on_paper(width: float, height: float) -> str:
    """A size in centimetres, in words."""
    shown = {"width": f"{round(width, 2):g}", "height": f"{round(height, 2):g}"}
    return tr("{width} × {height} cm on paper", **shown)
