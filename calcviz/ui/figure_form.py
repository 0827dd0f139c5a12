"""The fields in which a figure is described: size on paper, resolution, type, colours, and what is shown."""

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QLocale, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from calcviz.export.figure import CM, SCREEN, Seen
from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.figure_choices import DPI, SIDES, TYPE, UNITS, Choices
from calcviz.ui.icons import put
from calcviz.ui.numbers import TEXT_MARGIN

OWN, SEEN = -1.0, 0.0
"""Sizes that are no width: that of the fields, and that of the plane on a screen."""
_FIELD = 84
_TITLE = 74
_ENTERED = (Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus)
_STEPS = {"cm": 0.5, "in": 0.25, "px": 10.0}


class FigureForm(QWidget):
    """Every field typed, stepped and reached by Tab; `changed` tells of each change while it is typed."""

    changed = Signal()

    def __init__(
        self, choices: Choices, plane: QSize, parent: QWidget | None = None, *, printed: bool = False
    ) -> None:
        super().__init__(parent)
        self._printed = printed
        self._plane = plane
        self._choices = choices
        self.fits, self.unit, self.theme = QComboBox(), QComboBox(), QComboBox()
        self.width_field, self.height_field = _number(_FIELD), _number(_FIELD)
        self.linked = QToolButton()
        self.linked.setCheckable(True)
        self.type_size, self.dpi, self.pixels = _number(_FIELD), _whole(_FIELD), QLabel()
        self.clear, self.handles, self.axes = QCheckBox(), QCheckBox(), QCheckBox()
        self.border, self.outlines = QCheckBox(), QCheckBox()
        self._fill()
        self._lay_out()
        if choices.linked:
            self._choices = replace(choices, height=self._bounded(choices.width / self._shape()))
        self._show()
        self._connect()

    @property
    def choices(self) -> Choices:
        """What is chosen now."""
        return self._choices

    def show_seen(self, seen: Seen, size: QSize) -> None:
        """Take other views into the picture, which together have that size on the screen."""
        self._plane = size
        height = self._bounded(self._choices.width / self._shape())
        self._take(seen=seen, height=height if self._choices.linked else self._choices.height)

    def show_ending(self, ending: str) -> None:
        """Ask only what matters in a file of that format."""
        self._choices = replace(self._choices, ending=ending)
        self._form.setRowVisible(self._resolution, ending == "png")
        self.outlines.setVisible(ending in ("svg", "pdf") and not self._printed)
        self.clear.setVisible(not self._printed)
        self._show()
        self.changed.emit()

    def _fill(self) -> None:
        for text, width in _fits():
            self.fits.addItem(text, width)
        for unit, text in zip(UNITS, (tr("cm"), tr("inch"), tr("px"))):
            self.unit.addItem(text, unit)
        for name, text in zip(("light", "dark", "print"), (tr("Light"), tr("Dark"), tr("Black on white"))):
            self.theme.addItem(text, name)
        for box, text in self._switches():
            box.setText(text)
        self.type_size.setRange(*TYPE)
        self.type_size.setDecimals(1)
        self.type_size.setSuffix(" pt")
        self.dpi.setRange(*DPI)
        self.dpi.setSingleStep(50)
        self.dpi.setSuffix(" dpi")
        put(self.linked, "link")
        self.linked.setToolTip(tr("Keep the shape of the view"))
        narrow(self.fits)
        for field, name in (
            (self.fits, tr("Fits into")),
            (self.width_field, tr("Width")),
            (self.height_field, tr("Height")),
            (self.unit, tr("Unit")),
            (self.linked, tr("Keep the shape of the view")),
            (self.dpi, tr("Resolution")),
            (self.type_size, tr("Size of type")),
            (self.theme, tr("Colours")),
        ):
            field.setAccessibleName(name)

    def _switches(self) -> Iterator[tuple[QCheckBox, str]]:
        yield self.axes, tr("Axes and grid")
        yield self.border, tr("A border around the picture")
        yield self.handles, tr("Handles as on the screen")
        yield self.clear, tr("Transparent ground")
        yield self.outlines, tr("Letters as shapes")

    def _lay_out(self) -> None:
        self._resolution = _line(self.dpi, self.pixels)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        self._form = form = titled_form()
        column.addLayout(form)
        ask(form, tr("Fits into"), self.fits)
        times = QLabel("×")
        size = _line(self.width_field, times, self.height_field, self.unit, self.linked)
        ask(form, tr("Size"), size)
        ask(form, tr("Resolution"), self._resolution)
        ask(form, tr("Type"), _line(self.type_size))
        ask(form, tr("Colours"), self.theme)
        for box, _ in self._switches():
            column.addWidget(box)

    def _connect(self) -> None:
        self.fits.activated.connect(self._fit)
        self.width_field.valueChanged.connect(lambda value: self._resize("width", value))
        self.height_field.valueChanged.connect(lambda value: self._resize("height", value))
        self.unit.activated.connect(lambda: self._take(unit=str(self.unit.currentData())))
        self.linked.toggled.connect(self._link)
        self.dpi.valueChanged.connect(lambda value: self._take(dpi=value))
        self.type_size.valueChanged.connect(lambda value: self._take(type_size=value))
        self.theme.activated.connect(lambda: self._take(theme=str(self.theme.currentData())))
        for name in ("clear", "handles", "axes", "border", "outlines"):
            getattr(self, name).toggled.connect(lambda on, name=name: self._take(**{name: on}))

    def _fit(self) -> None:
        width = float(self.fits.currentData())
        if width == OWN:
            return
        if width == SEEN:
            size = (self._bounded(side * CM / SCREEN) for side in (self._plane.width(), self._plane.height()))
            across, down = size
            self._take(width=across, height=down, linked=True, type_size=12.0)
        else:
            self._take(width=width, height=self._bounded(width / self._shape()), linked=True)

    def _resize(self, side: str, shown: float) -> None:
        length = self._bounded(shown / self._factor())
        changes: dict[str, float] = {side: length}
        if self._choices.linked:
            other, share = ("height", 1 / self._shape()) if side == "width" else ("width", self._shape())
            changes[other] = self._bounded(length * share)
        self._take(**changes)

    def _link(self, on: bool) -> None:
        height = self._bounded(self._choices.width / self._shape()) if on else self._choices.height
        self._take(linked=on, height=height)

    def _take(self, **changes: object) -> None:
        self._choices = replace(self._choices, **changes)  # type: ignore[arg-type]
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        """Show the choices; a field that is being typed in keeps its text."""
        chosen = self._choices
        fields = (self.width_field, self.height_field, self.dpi, self.type_size, self.linked)
        boxes = [box for box, _ in self._switches()]
        blocked = [QSignalBlocker(field) for field in (*fields, *boxes)]
        for field, length in ((self.width_field, chosen.width), (self.height_field, chosen.height)):
            factor, whole = self._factor(), chosen.unit == "px"
            field.setDecimals(0 if whole else 2)
            field.setSingleStep(_STEPS[chosen.unit])
            field.setRange(SIDES[0] * factor, SIDES[1] * factor)
            if not field.hasFocus() or abs(field.value() - length * factor) > (0.5 if whole else 0.006):
                field.setValue(length * factor)
        self.dpi.setValue(chosen.dpi)
        self.type_size.setValue(chosen.type_size)
        self.linked.setChecked(chosen.linked)
        for name in ("clear", "handles", "axes", "border", "outlines"):
            getattr(self, name).setChecked(getattr(chosen, name))
        self.unit.setCurrentIndex(self.unit.findData(chosen.unit))
        self.theme.setCurrentIndex(self.theme.findData(chosen.theme))
        self.fits.setCurrentIndex(self.fits.findData(self._fitting()))
        across, down = chosen.figure().pixels
        self.pixels.setText(tr("{width} × {height} pixels", width=across, height=down))
        del blocked

    def _fitting(self) -> float:
        """The place whose width this is."""
        chosen = self._choices
        if not chosen.linked:
            return OWN
        if abs(chosen.width - self._plane.width() * CM / SCREEN) < 0.01:
            return SEEN
        return next((width for _, width in _fits() if abs(width - chosen.width) < 0.005), OWN)

    def _factor(self) -> float:
        """What a centimetre is in the unit chosen; a pixel is one of the file, or 1/96 inch."""
        dots = self._choices.dpi if self._choices.ending == "png" else SCREEN
        return {"cm": 1.0, "in": 1 / CM, "px": dots / CM}[self._choices.unit]

    def _shape(self) -> float:
        return max(0.05, min(20.0, self._plane.width() / max(1, self._plane.height())))

    def _bounded(self, length: float) -> float:
        return min(max(length, SIDES[0]), SIDES[1])


def _fits() -> Iterator[tuple[str, float]]:
    yield tr("One column, 8.5 cm"), 8.5
    yield tr("The width of a text, 16 cm"), 16.0
    yield tr("A slide, 25.4 cm"), 25.4
    yield tr("As on the screen"), SEEN
    yield tr("A size of its own"), OWN


def titled_form() -> QFormLayout:
    """Titles on the left, fields on the right."""
    form = QFormLayout()
    form.setContentsMargins(0, 0, 0, 0)
    form.setSpacing(10)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
    return form


def ask(form: QFormLayout, words: str, field: QWidget) -> None:
    """A field with its title, as wide as all of them, so that fields stand below one another."""
    title = QLabel(words)
    title.setMinimumWidth(theme.whole(_TITLE))
    asked = (each for each in (field, *field.findChildren(QWidget)) if each.focusPolicy() in _ENTERED)
    title.setBuddy(next(asked))
    form.addRow(title, field)


def narrow(box: QComboBox) -> None:
    """Let a list be narrower than its longest word."""
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)


def _line(*parts: QWidget) -> QWidget:
    """The parts beside one another."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(6)
    for part in parts:
        line.addWidget(part)
    line.addStretch(1)
    return made


def _number(width: int) -> QDoubleSpinBox:
    box = QDoubleSpinBox()
    box.setLocale(QLocale.c())
    box.setGroupSeparatorShown(False)
    box.setFixedWidth(theme.whole(width))
    box.lineEdit().setTextMargins(TEXT_MARGIN, 0, 0, 0)
    return box


def _whole(width: int) -> QSpinBox:
    box = QSpinBox()
    box.setLocale(QLocale.c())
    box.setFixedWidth(theme.whole(width))
    box.lineEdit().setTextMargins(TEXT_MARGIN, 0, 0, 0)
    return box
