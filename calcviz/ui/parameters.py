"""Editors for the arguments of a row's concept and for a slider's number."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QToolButton, QWidget

from calcviz.engine.frame import FrameRow, Parameter
from calcviz.language.messages import mark, tr, translated
from calcviz.language.notation import number_text
from calcviz.language.spoken import quarter_turns
from calcviz.language.typeset import name_latex
from calcviz.scene.concept import FieldSpec
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.numbers import NumberField
from calcviz.ui.place_field import PlaceField
from calcviz.ui.player import Player, playable
from calcviz.ui.slider import show_play
from calcviz.ui.style_form import LABELS
from calcviz.views.formula.label import FormulaLabel

Field = NumberField | PlaceField | QComboBox


class ParameterList(QWidget):
    """One line for each argument: its letter, its field, and play where play moves it."""

    def __init__(self, session: Session, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._player = player
        self._row_id = 0
        self._made_for: object = None
        self._fields: dict[str, Field] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnMinimumWidth(0, LABELS)
        self._play: QToolButton | None = None
        player.changed.connect(self._show_playing)

    def show_row(self, frame_row: FrameRow) -> bool:
        """Show the row's arguments; False where there are none."""
        shown = editable(frame_row)
        made_for = (
            frame_row.row.id,
            frame_row.command,
            tuple((each.spec, each.movable, _called(each)) for each in shown),
        )
        if made_for != self._made_for:
            self._made_for = made_for
            self._row_id = frame_row.row.id
            self._make(shown, frame_row)
        for each in shown:
            self._fill(each)
        return bool(shown)

    def field(self, name: str) -> QWidget:
        """The editor of an argument; raises KeyError where there is none."""
        return self._fields[name]

    def _make(self, shown: Sequence[Parameter], frame_row: FrameRow) -> None:
        while self._grid.count():
            item = self._grid.takeAt(0)
            widget = item.widget() if item else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self._fields = {}
        self._play = None
        moved = playable(frame_row)
        for line, each in enumerate(shown):
            name = _label(each)
            field = self._editor(each)
            field.setAccessibleName(translated(_WORDS.get(each.spec.name, each.spec.name)))
            self._fields[each.spec.name] = field
            self._grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            beside = moved is not None and isinstance(field, PlaceField)  # two numbers need the button's room
            self._grid.addWidget(field, line, 1, 1, 2 if beside else 1)
            if moved is not None and moved.name == each.spec.name:
                self._play = self._play_button()
                self._grid.addWidget(self._play, line, 2)
        self._show_playing(self._player.playing)

    def _editor(self, each: Parameter) -> Field:
        spec = each.spec
        if spec.kind == "place":
            place = PlaceField(spec.name, spec.step)
            place.changed.connect(lambda value: self._set(spec.name, value))
            place.settled.connect(self._session.commit)
            return place
        if spec.kind == "choice":
            box = QComboBox()
            for choice, said in zip(spec.choices, spec.said or spec.choices, strict=True):
                box.addItem(translated(said), choice)
            box.activated.connect(lambda: self._set(spec.name, box.currentData(), settled=True))
            box.setEnabled(each.movable)
            return box
        field = NumberField(spec.step)
        whole = spec.kind == "whole"
        field.bound(spec.low, spec.high, whole=whole, log=spec.log, infinite=spec.infinite)
        field.changed.connect(lambda value: self._set(spec.name, value))
        field.settled.connect(self._session.commit)
        field.setReadOnly(not each.movable)
        if not each.movable:
            field.setToolTip(_fixed())
        return field

    def _fill(self, each: Parameter) -> None:
        field = self._fields[each.spec.name]
        if isinstance(field, QComboBox):
            field.setCurrentIndex(field.findData(each.value))
            return
        if isinstance(field, PlaceField):
            if isinstance(each.value, tuple):
                written = tr("written as {text}", text=each.text) if each.text else ""
                x, y = each.value
                field.show_place((x, y), movable=each.movable, tip=written if each.movable else _fixed())
            return
        number = float(each.value) if isinstance(each.value, int | float) else None
        text = _shown(number) if number is not None and each.movable else each.text
        field.show_value(number, text)
        if each.text and each.text != field.lineEdit().text():
            field.setToolTip(tr("written as {text}", text=each.text))

    def _set(self, name: str, value: object, *, settled: bool = False) -> None:
        if isinstance(value, int | float | str | tuple):
            self._session.preview_value(self._row_id, name, value)
        if settled:
            self._session.commit()

    def _play_button(self) -> QToolButton:
        button = QToolButton()
        button.setIconSize(QSize(theme.whole(16), theme.whole(16)))
        button.clicked.connect(lambda: self._player.toggle(self._row_id))
        return button

    def _show_playing(self, playing: int | None) -> None:
        if self._play is not None:
            show_play(self._play, playing == self._row_id)


_WORDS = {
    "by": mark("by"),
    "color": mark("color"),
    "depth": mark("depth"),
    "digits": mark("digits"),
    "evolute": mark("evolute"),
    "filled": mark("filled"),
    "levels": mark("levels"),
    "notation": mark("notation"),
    "path": mark("path"),
    "rule": mark("rule"),
    "shown": mark("shown"),
    "sign": mark("sign"),
    "size": mark("size"),
    "steps": mark("steps"),
}
"""Arguments that are called by a word and not by a letter."""


def _shown(number: float) -> str:
    """A number as it is typed; the end of a whole turn as 2π."""
    return quarter_turns(number) or number_text(number).replace("inf", "∞")


def _label(each: Parameter) -> QWidget:
    """A word in the type of the interface, a letter as in formulas."""
    if _is_word(each):
        return QLabel(_called(each))
    label = FormulaLabel()
    label.set_size(theme.em(16))
    label.set_latex(_called(each))
    return label


def _is_word(each: Parameter) -> bool:
    return each.spec.name in _WORDS and not each.spec.latex


def _called(each: Parameter) -> str:
    """The letter of an argument, or its word; of a point that has a name of its own that too: P = Q."""
    if _is_word(each):
        return translated(_WORDS[each.spec.name])
    letter = each.spec.latex or each.spec.name
    own = each.text if each.spec.kind == "place" and each.text.isidentifier() else ""
    return letter if own in ("", each.spec.name) else f"{letter} = {name_latex(own)}"


def _fixed() -> str:
    return tr("This argument is an expression: change it in the row")


def editable(frame_row: FrameRow) -> list[Parameter]:
    """The arguments that an inspector edits: numbers and choices, and a slider's number."""
    slider = frame_row.slider
    if slider is not None:
        spec = FieldSpec(slider.name, "number", step=slider.step, low=slider.low, high=slider.high)
        return [Parameter(spec, slider.value, number_text(slider.value), True)]
    kinds = ("number", "whole", "place")
    return [each for each in frame_row.parameters if each.spec.kind in kinds or each.spec.choices]
