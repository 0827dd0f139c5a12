"""Fields for numbers: typed, stepped by arrows and by the wheel."""

from math import isfinite, isinf

from PySide6.QtCore import QEvent, QLocale, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QWidget

from calcviz.language.names import Names
from calcviz.language.notation import number_text
from calcviz.language.problems import Problem
from calcviz.language.reader import parse
from calcviz.maths.evaluate import value
from calcviz.scene.snap import stepped
from calcviz.ui import theme

TEXT_MARGIN = 4
"""Between the frame of a number field and its text, in pixels, so that it stands like that of a list."""

_INSET = 6
"""What a line of text leaves free within itself, in pixels."""

_MOST_DIGITS, _LEAST_DIGITS = 15, 3
"""A number for which there is too little room has that many."""

_SETTLED = 600


def factor() -> float:
    """How much finer or coarser the keys held now make a step: Shift ×0.1, Ctrl ×10."""
    held = QApplication.keyboardModifiers()
    if held & Qt.KeyboardModifier.ShiftModifier:
        return 0.1
    return 10.0 if held & Qt.KeyboardModifier.ControlModifier else 1.0


def number_of(text: str, *, infinite: bool = False) -> float | None:
    """The number that a person typed, as 1.5, −2 or pi/2, also ∞ if `infinite`; None where it is none."""
    read = parse(text, Names(), variables=frozenset())
    if isinstance(read, Problem):
        return None
    number = value(read, {})
    return number if isfinite(number) or infinite and isinf(number) else None


class DocumentUndo(QObject):
    """Lets Ctrl+Z in a field undo in the document, unless something is being typed in the field."""

    def eventFilter(self, field: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            undoes = event.matches(QKeySequence.StandardKey.Undo) or event.matches(
                QKeySequence.StandardKey.Redo
            )
            line = field.lineEdit() if isinstance(field, NumberField) else field
            if undoes and isinstance(line, QLineEdit) and not line.isModified():
                event.ignore()
                return True
        return False


class NumberField(QAbstractSpinBox):
    """A number that is typed (also as pi/2) or stepped: Shift a tenth of a step, Ctrl ten steps.

    `changed` carries each new number; `settled` follows when the change is over: one step of undo.
    """

    changed = Signal(object)
    settled = Signal()

    def __init__(self, step: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step = step
        self._value: float | None = None
        self._low: float | None = None
        self._high: float | None = None
        self._whole = self._log = self._infinite = False
        self._shown = self._whole_text = ""
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settling.timeout.connect(self.settled)
        self.setLocale(QLocale.c())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(theme.whole(72))
        self.lineEdit().setTextMargins(TEXT_MARGIN, 0, 0, 0)
        undo = DocumentUndo(self)
        self.installEventFilter(undo)
        self.lineEdit().installEventFilter(undo)
        self.editingFinished.connect(self._entered)

    def bound(
        self,
        low: float | None,
        high: float | None,
        *,
        whole: bool = False,
        log: bool = False,
        infinite: bool = False,
    ) -> None:
        """Keep steps within the bounds; `whole` for integers, `log` for steps in its own power of ten.

        `infinite`: ∞ may be typed; there are no steps from it.
        """
        self._low, self._high, self._whole, self._log = low, high, whole, log
        self._infinite = infinite

    def show_value(self, value: float | None, text: str) -> None:
        """Show what the row says; a field that is being typed in is left alone."""
        self._value = value
        if text != self._whole_text and not (self.hasFocus() and self.lineEdit().isModified()):
            self._show(text)
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if not self.lineEdit().isModified():
            self._show(self._whole_text)

    def _show(self, text: str) -> None:
        self._whole_text, self._shown = text, self._fitting(text)
        if self._shown != self.lineEdit().text():
            self.lineEdit().setText(self._shown)

    def _fitting(self, text: str) -> str:
        """A number with as many digits as there is room for: one whose front is cut off is another number."""
        measure = QFontMetrics(self.lineEdit().font()).horizontalAdvance
        room = self.lineEdit().width() - TEXT_MARGIN - _INSET
        if self._value is None or text != number_text(self._value) or measure(text) <= room:
            return text
        shorter = (number_text(self._value, digits) for digits in range(_MOST_DIGITS, _LEAST_DIGITS - 1, -1))
        return next((each for each in shorter if measure(each) <= room), text)

    def stepBy(self, steps: int) -> None:
        if self._value is None or not isfinite(self._value):
            return
        size = self._step if self._whole else self._step * factor()
        moved = self._bounded(self._stepped(steps, size))
        self._value = moved
        self._show(number_text(moved))
        self.changed.emit(int(moved) if self._whole else moved)
        self._settling.start()

    def _stepped(self, steps: int, size: float) -> float:
        value = self._value or 0.0
        if self._log:
            return stepped(value, steps * size, log=True)
        return round(round((value + steps * size) / size * 1e6) / 1e6 * size, 12)

    def stepEnabled(self) -> QAbstractSpinBox.StepEnabledFlag:
        none = QAbstractSpinBox.StepEnabledFlag.StepNone
        if self._value is None or not isfinite(self._value) or self.isReadOnly():
            return none
        up = self._high is None or self._value < self._high
        down = self._low is None or self._value > self._low
        return (QAbstractSpinBox.StepEnabledFlag.StepUpEnabled if up else none) | (
            QAbstractSpinBox.StepEnabledFlag.StepDownEnabled if down else none
        )

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()  # the pane scrolls

    def _entered(self) -> None:
        text = self.lineEdit().text().strip()
        if text == self._shown or not text:
            self.lineEdit().setText(self._shown)
            self._flush()
            return
        number = self._bounded_number(text)
        if number is None:  # no number: what stood there comes back
            self.lineEdit().setText(self._shown)
            return
        self._value = number
        self._show(number_text(number))
        self.lineEdit().setText(self._shown)  # also where it was written in another way
        self.changed.emit(number)
        self._settling.start()
        self._flush()

    def _bounded_number(self, text: str) -> float | int | None:
        number = number_of(text, infinite=self._infinite)
        if number is None:
            return None
        number = self._bounded(number)
        return round(number) if self._whole else number

    def _flush(self) -> None:
        if self._settling.isActive():
            self._settling.stop()
            self.settled.emit()

    def _bounded(self, value: float) -> float:
        if self._low is not None:
            value = max(self._low, value)
        return value if self._high is None else min(self._high, value)


class EndField(QLineEdit):
    """The end of a range, or a step: looks like a label until it is touched."""

    entered = Signal(float)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("flat", "true")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self._shown = ""
        self.installEventFilter(DocumentUndo(self))
        self.editingFinished.connect(self._finished)

    def show_value(self, value: float) -> None:
        """Show the number."""
        text = number_text(value).replace("-", "−")
        if text != self._shown:
            self._shown = text
            self.setText(text)
            self.setFixedWidth(max(theme.whole(26), QFontMetrics(self.font()).horizontalAdvance(text) + 12))

    def restore(self) -> None:
        """Show again what stood there before it was typed in."""
        self.setText(self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.restore()
        super().keyPressEvent(event)

    def _finished(self) -> None:
        text = self.text().strip()
        if text == self._shown:
            return
        number = number_of(text)
        if number is None:
            self.restore()
            return
        self.entered.emit(number)
