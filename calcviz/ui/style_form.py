"""How the selected row is drawn: colour, width, dash, asymptotes, name."""

from collections.abc import Iterator
from dataclasses import replace
from typing import get_args

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLabel, QWidget

from calcviz.engine.frame import FrameRow
from calcviz.language.messages import tr
from calcviz.scene.document import Mark, Style
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.numbers import NumberField
from calcviz.ui.row_menu import color_names, swatch

LABELS = 52
"""The least width of the names in the inspector, so that its fields stand below one another."""

_DASHES = ("solid", "dash", "dot")


class StyleForm(QWidget):
    """Editors for a row's style; every change is a step of undo."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._row_id = 0
        self._style: Style | None = None
        self.color, self.dash, self.mark = QComboBox(), QComboBox(), QComboBox()
        self.width_field = NumberField(0.5)
        self.width_field.bound(0.5, 12.0)
        self.asymptotes = QCheckBox(tr("Asymptotes"))
        self.name = QCheckBox(tr("Name beside the curve"))
        for value, text in zip(_DASHES, (tr("Solid"), tr("Dashed"), tr("Dotted"))):
            self.dash.addItem(text, value)
        for mark, text in zip(get_args(Mark), _mark_names()):
            self.mark.addItem(text, mark)
        self.color.setIconSize(QSize(theme.whole(16), theme.whole(16)))
        self._fill_colors()
        self.mark.activated.connect(lambda index: self._change(mark=self.mark.itemData(index)))
        self.color.activated.connect(lambda index: self._change(color=self.color.itemData(index)))
        self.dash.activated.connect(lambda index: self._change(dash=_DASHES[index]))
        self.width_field.changed.connect(lambda width: self._change(width=width))
        self.asymptotes.clicked.connect(lambda checked: self._change(asymptotes=checked))
        self.name.clicked.connect(lambda checked: self._change(name=checked))
        self._labels: dict[QWidget, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnMinimumWidth(0, LABELS)
        parts = (
            (tr("Colour"), self.color),
            (tr("Line"), self.dash),
            (tr("Width"), self.width_field),
            (tr("Marks"), self.mark),
        )
        for line, (name, field) in enumerate(parts):
            label = QLabel(name)
            label.setBuddy(field)
            self._labels[field] = label
            field.setAccessibleName(name)
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignRight)
            grid.addWidget(field, line, 1)
        for line, box in enumerate((self.asymptotes, self.name), len(parts)):  # with the room of the labels
            grid.addWidget(box, line, 0, 1, 2)

    def show_row(self, frame_row: FrameRow) -> None:
        """Show the row's style; what is the same as before costs nothing."""
        self._row_id = frame_row.row.id
        for field, shown in (
            (self.dash, frame_row.draws_line),
            (self.width_field, frame_row.draws_line),
            (self.mark, frame_row.draws_curve or frame_row.kind == "data"),
        ):
            field.setVisible(shown)
            self._labels[field].setVisible(shown)
        self.asymptotes.setVisible(frame_row.draws_curve)
        self.name.setVisible(bool(frame_row.drawing.title))
        style = frame_row.row.style
        if style == self._style:
            return
        self._style = style
        self._show_color(style.color)
        self._name_solid(style)
        self.dash.setCurrentIndex(_DASHES.index(style.dash))
        self.width_field.show_value(style.width, f"{style.width:g}")
        self.asymptotes.setChecked(style.asymptotes)
        self.name.setChecked(style.name)
        self.mark.setCurrentIndex(self.mark.findData(style.mark))

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        self._fill_colors()
        if self._style is not None:
            self._show_color(self._style.color)
            self._name_solid(self._style)

    def _name_solid(self, style: Style) -> None:
        """Where the theme gives dashes to rows that ask for none, such a row is as the theme is."""
        by_theme = any(theme.plane_theme().dashes) and isinstance(style.color, int)
        self.dash.setItemText(0, tr("Like the theme") if by_theme else tr("Solid"))

    def _fill_colors(self) -> None:
        self.color.clear()
        for index, name in enumerate(color_names()):
            self.color.addItem(swatch(theme.screen_color(index)), name, index)

    def _show_color(self, color: int | str) -> None:
        # By the names, not by the curves of the theme: in black and white those are fewer.
        wanted = color % len(tuple(color_names())) if isinstance(color, int) else color
        place = self.color.findData(wanted)
        if place < 0:
            self.color.addItem(swatch(theme.screen_color(color)), str(color), color)
            place = self.color.count() - 1
        self.color.setCurrentIndex(place)

    def _change(self, **changes: object) -> None:
        if self._style is not None:
            self._session.restyle(self._row_id, replace(self._style, **changes))  # type: ignore[arg-type]


def _mark_names() -> Iterator[str]:
    """The shapes in words, in their order."""
    yield tr("None")
    yield tr("Circles")
    yield tr("Squares")
    yield tr("Triangles")
    yield tr("Diamonds")
    yield tr("Triangles downwards")
    yield tr("Bars")
