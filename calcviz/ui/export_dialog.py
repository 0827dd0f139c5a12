"""Saving a figure: what it is to be beside a picture of it on paper; then where it goes."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QComboBox, QDialogButtonBox, QProgressBar, QPushButton

from calcviz.export.figure import Figure
from calcviz.export.formats import FORMATS
from calcviz.language.messages import tr
from calcviz.ui.figure_choices import read_choices
from calcviz.ui.figure_dialog import FigureDialog, size_on_paper
from calcviz.ui.figure_form import narrow
from calcviz.ui.files import reason
from calcviz.ui.paper_preview import sheet_for
from calcviz.ui.saving import Saving
from calcviz.ui.sentences import joined, sentence

if TYPE_CHECKING:
    from calcviz.ui.window import Window

_LINES = 40


class ExportDialog(FigureDialog):
    """Everything works while it is typed; nothing is written before Save."""

    def __init__(self, window: "Window") -> None:
        choices = read_choices(window.remembered.figure())
        super().__init__(window, tr("Export"), choices)
        self._saving: Saving | None = None
        self.format, self.progress = QComboBox(), QProgressBar()
        self._fill(choices.ending)
        self._lay_out()
        self._soon.timeout.connect(self.paint_preview)
        self.format.currentIndexChanged.connect(self._follow)
        self.form.changed.connect(self._tell)
        self._follow()

    def _fill(self, ending: str) -> None:
        words = (
            tr("PNG – a picture of pixels"),
            tr("SVG – a drawing for the web and for editing"),
            tr("PDF – a drawing for papers"),
            tr("TEX – a drawing for LaTeX, with TikZ"),
            tr("CSV – the points of the curves"),
        )
        for each, text in zip(FORMATS, words):
            self.format.addItem(text, each)
        self.format.setCurrentIndex(self.format.findData(ending))
        self.format.setAccessibleName(tr("Format"))
        narrow(self.format)
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.progress.hide()

    def _lay_out(self) -> None:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._save = QPushButton(tr("Save…"))
        self._save.setDefault(True)
        buttons.addButton(self._save, QDialogButtonBox.ButtonRole.ActionRole)
        self._save.clicked.connect(self._ask)
        buttons.rejected.connect(self.reject)
        self._arrange([(tr("Format"), self.format)], [self.progress, buttons], 1000, 620)
        self.format.setFocus()

    def ending(self) -> str:
        """The format chosen, as the ending of the file."""
        return str(self.format.currentData())

    def wanted(self) -> Figure:
        """The figure that is described now; a drawing for LaTeX has the plane alone."""
        figure = super().wanted()
        return replace(figure, panels=0, stacked=False) if self.ending() == "tex" else figure

    def write(self, path: Path) -> None:
        """Write the file; when that is done the dialog closes, or says why it could not be."""
        figure = self.wanted()
        frames = self._frames
        table = frames.seen if figure.seen == "plane" else frames.table
        frame = table() if path.suffix.lower() == ".csv" else frames.whole(figure)
        self._saving = Saving(frame, figure, path, self._window)
        self._saving.progressed.connect(self._show_progress)
        self._saving.done.connect(lambda error: self._written(path, error))
        self._save.setEnabled(False)
        self._saving.start()

    def paint_preview(self) -> None:
        """Paint what the file will show on its sheet, with the pixels of this screen."""
        if self.ending() == "csv":
            self.preview.lay(sheet_for(16.0, 10.0))
            self.preview.show_text(self._frames.table_lines(_LINES, self.form.choices.seen))
            return
        figure = self.wanted()
        pixels = self.preview.lay(sheet_for(figure.width, figure.height))
        self.preview.show_picture(self._frames.image(figure, pixels), self.says.text())

    def reject(self) -> None:
        """Cancel what is being written; without that, close."""
        if self._saving is not None:
            self._saving.cancel()
            self._forget_saving()
            return
        self._keep()
        super().reject()

    def _ask(self) -> None:
        path = self._ask_path(tr("Export"), self.ending())
        if path is not None:
            self.write(path)

    def _written(self, path: Path, error: Exception | None) -> None:
        self._forget_saving()
        if error is not None:
            why = tr("There is not enough memory for a picture of this size.")
            said = reason(error) if isinstance(error, OSError | ValueError) else why
            self._say(tr("{name} could not be saved: {reason}.", name=path.name, reason=said), bad=True)
            return
        self._keep()
        self._tell_written(path)
        self.accept()

    def _forget_saving(self) -> None:
        self._saving = None
        self.progress.hide()
        self._save.setEnabled(True)

    def _show_progress(self, share: int) -> None:
        self.progress.setValue(share)
        self.progress.setVisible(share < 100)

    def _keep(self) -> None:
        self._window.remembered.remember_figure(self.form.choices.words())

    def _follow(self) -> None:
        self.form.setVisible(self.ending() != "csv")
        self.form.show_ending(self.ending())

    def _tell(self) -> None:
        self._say(joined([sentence(words) for words in self._words()]))
        self._soon.start()

    def _words(self) -> list[str]:
        """What the file will be."""
        chosen = self.form.choices
        if chosen.ending == "csv":
            if chosen.seen != "plane":
                return [tr("A table with the columns row, piece, x, y, z: lines, and surfaces line by line.")]
            return [tr("A table with the columns row, piece, x, y; a new piece wherever the pen was lifted.")]
        size = size_on_paper(chosen.width, chosen.height)
        if chosen.ending != "tex":
            return [size]
        words = [size, tr("LaTeX sets the letters in its own type")]
        if super().wanted().panels:
            words.append(tr("it shows the plane without those beside it"))
        return words
