"""Saving the picture: format, size, scale, colours."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from calcviz.language.messages import tr
from calcviz.ui.files import reason
from calcviz.ui.numbers import TEXT_MARGIN
from calcviz.ui.sentences import joined
from calcviz.views.theme import THEMES

if TYPE_CHECKING:
    from calcviz.ui.window import Window

FORMATS = ("png", "svg", "pdf", "csv")
_SCALES = (1.0, 2.0, 3.0, 4.0)
_WIDTH = 380


class ExportDialog(QDialog):
    """What the picture is to be; then where it goes. What is exported looks like what is seen."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle(tr("Export"))
        self.format, self.scale, self.theme = QComboBox(), QComboBox(), QComboBox()
        words = (
            tr("PNG – a picture of pixels"),
            tr("SVG – a drawing for the web and for editing"),
            tr("PDF – a drawing for papers"),
            tr("CSV – the points of the curves"),
        )
        for ending, text in zip(FORMATS, words):
            self.format.addItem(text, ending)
        for factor in _SCALES:
            self.scale.addItem(f"{factor:g} ×", factor)
        ending, factor, self._folder = window.remembered.exported
        self.format.setCurrentIndex(max(0, self.format.findData(ending)))
        self.scale.setCurrentIndex(self.scale.findData(factor))
        for name, text in zip(("light", "dark", "print"), (tr("Light"), tr("Dark"), tr("Black on white"))):
            self.theme.addItem(text, name)
        self.theme.setCurrentIndex(self.theme.findData(window.plane_theme_name()))
        view = window.session.frame.viewport
        self.width_field, self.height_field = _pixels(view.width), _pixels(view.height)
        self._says = QLabel()
        self._says.setWordWrap(True)
        self._says.setMinimumWidth(_WIDTH)
        self._lay_out()
        for box in (self.format, self.scale):
            box.currentIndexChanged.connect(self._follow)
        for field in (self.width_field, self.height_field):
            field.valueChanged.connect(self._follow)
        self._follow()

    def _lay_out(self) -> None:
        size = QWidget()
        line = QHBoxLayout(size)
        line.setContentsMargins(0, 0, 0, 0)
        for part in (self.width_field, QLabel("×"), self.height_field):
            line.addWidget(part)
        line.addStretch(1)
        self._form = QFormLayout()
        self._form.setSpacing(10)
        self._form.addRow(tr("Format"), self.format)
        self._form.addRow(tr("Size"), size)
        self._form.addRow(tr("Scale"), self.scale)
        self._form.addRow(tr("Colours"), self.theme)
        self._size = size
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save = buttons.addButton(tr("Save…"), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.accepted.connect(self._ask)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(self._form)
        column.addWidget(self._says)
        column.addWidget(buttons)
        column.setSizeConstraint(QLayout.SizeConstraint.SetFixedSize)  # as large as what is asked

    def ending(self) -> str:
        """The format chosen, as the ending of the file."""
        return str(self.format.currentData())

    def write(self, path: Path) -> bool:
        """Write the file and tell it above the plane; whether it worked."""
        try:
            self._write(path)
        except (OSError, ValueError) as error:
            said = tr("{name} could not be saved: {reason}.", name=path.name, reason=reason(error))
            self._window.message.tell(said, bad=True)
            return False
        self._window.remembered.remember_export(
            path.suffix.lower().removeprefix("."), float(self.scale.currentData()), path.parent
        )
        self._window.message.tell(tr("Exported {path}", path=path))
        return True

    def _write(self, path: Path) -> None:
        frame = self._window.session.frame
        if path.suffix.lower() == ".csv":
            from calcviz.export.table import save_table

            save_table(frame, path)
            return
        from calcviz.export.picture import save_picture

        save_picture(
            frame,
            path,
            width=self.width_field.value(),
            height=self.height_field.value(),
            scale=float(self.scale.currentData()),
            theme=THEMES[str(self.theme.currentData())],
        )

    def _ask(self) -> None:
        ending = self.ending()
        own = self._window.session.path
        folder = self._folder or (own.parent if own else Path.home())
        start = folder / f"{own.stem if own else tr('Untitled')}.{ending}"
        name, _ = QFileDialog.getSaveFileName(
            self, tr("Export"), str(start), f"{ending.upper()} (*.{ending})"
        )
        if name:
            path = Path(name)
            self.write(
                path if path.suffix.lower() == f".{ending}" else path.with_name(f"{path.name}.{ending}")
            )
            self.accept()

    def _follow(self) -> None:
        pixels, table = self.ending() == "png", self.ending() == "csv"
        self._form.setRowVisible(self._size, not table)
        self._form.setRowVisible(self.scale, pixels)
        self._form.setRowVisible(self.theme, not table)
        self._says.setText(joined(self._words(pixels, table)))

    def _words(self, pixels: bool, table: bool) -> list[str]:
        """What the file will be."""
        if table:
            return [tr("A table with the columns row, piece, x, y; a new piece wherever the pen was lifted.")]
        width, height = self.width_field.value(), self.height_field.value()
        plane = self._window.session.frame.viewport
        words = (
            [tr("This is the size of the plane.")] if (width, height) == (plane.width, plane.height) else []
        )
        if pixels:
            factor = float(self.scale.currentData())
            across, down = round(width * factor), round(height * factor)
            words.append(tr("The file will have {width} × {height} pixels.", width=across, height=down))
        return words


def _pixels(value: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(50, 8000)
    box.setValue(value)
    box.setFixedWidth(92)
    box.lineEdit().setTextMargins(TEXT_MARGIN, 0, 0, 0)
    return box
