"""A field for a point of the plane: its two coordinates, each typed or stepped."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.scene.concept import Place
from calcviz.ui import theme
from calcviz.ui.numbers import NumberField


class PlaceField(QWidget):
    """`changed` carries each new pair; `settled` follows when the change is over: one step of undo."""

    changed = Signal(object)
    settled = Signal()

    def __init__(self, name: str, step: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place: Place = (0.0, 0.0)
        self.fields = NumberField(step), NumberField(step)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.whole(4))
        for k, (field, axis) in enumerate(zip(self.fields, "xy", strict=True)):
            field.setMinimumWidth(theme.whole(56))
            field.setAccessibleName(tr("{axis} of {name}", axis=axis, name=name))
            field.changed.connect(lambda value, k=k: self._take(k, value))
            field.settled.connect(self.settled)
            line.addWidget(field, 1)
            if k == 0:
                line.addWidget(QLabel(","))
        self.setFocusProxy(self.fields[0])

    def show_place(self, place: Place, *, movable: bool, tip: str) -> None:
        """Show a point; one that a drag cannot write is only to be read; `tip` says more."""
        self._place = place
        for field, number in zip(self.fields, place, strict=True):
            field.show_value(number, number_text(number))
            field.setReadOnly(not movable)
            field.setToolTip(tip)

    def _take(self, k: int, value: float) -> None:
        x, y = self._place
        self._place = (value, y) if k == 0 else (x, value)
        self.changed.emit(self._place)
