"""A field for the end of an axis: a number or an expression such as −2π or 1/3."""

from math import isfinite

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit

from calcviz.language.messages import tr
from calcviz.language.names import Names
from calcviz.language.notation import number_text
from calcviz.language.problems import Problem
from calcviz.language.reader import parse
from calcviz.maths.evaluate import value
from calcviz.scene.snap import snapped
from calcviz.ui import theme
from calcviz.ui.numbers import DocumentUndo

_WIDE = 110


class LimitField(QLineEdit):
    """One end of an axis, typed as a number or an expression such as −2π or 1/3.

    What was typed stays as it was while the axis ends there.
    """

    entered = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setMinimumWidth(theme.whole(_WIDE))
        self._shown, self._value = "", 0.0
        self.installEventFilter(DocumentUndo(self))
        self.editingFinished.connect(self.entered)

    def show_value(self, number: float, unit: float) -> None:
        """Show the number with the digits that a pixel means; a field that is typed in is left alone."""
        if number == self._value or (self.hasFocus() and self.isModified()):
            return
        self._value = number
        self._shown = number_text(snapped(number, unit)).replace("-", "−")
        self.setText(self._shown)

    def number(self) -> float | Problem:
        """The number that stands in the field; a Problem where it cannot be read."""
        text = self.text().strip()
        if text == self._shown:
            return self._value
        read = parse(text, Names(), variables=frozenset())
        if isinstance(read, Problem):
            return read
        number = value(read, {})
        return number if isfinite(number) else Problem(0, len(text), tr("this is no number"))

    def accept(self, number: float) -> None:
        """Keep what was typed: the axis ends there now."""
        self._value, self._shown = number, self.text().strip()
        self.setModified(False)

    def restore(self) -> None:
        """Show again what stood there before it was typed in."""
        self.setText(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text() != self._shown:
            self.restore()
            self.entered.emit()
            return
        super().keyPressEvent(event)
