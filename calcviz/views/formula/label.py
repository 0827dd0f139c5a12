"""A widget that shows one formula: in the rows, in the inspector, beside a reading."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from calcviz.views.formula.formula import Formula, plain_text, typeset

MARGIN = 2
_SMALLEST = 0.62
"""The share of its size to which a formula shrinks in a narrow place; then its end is left out."""
_SMALL = 0.88
"""The share of its size at which a shorter formula is easier to read, where there is one."""
_LOWER = (0.85, 0.72)
"""Shares of its size below which a shrunk formula takes less height: in steps, for while a number in it moves
nothing below it shall tremble."""
LONG, REST = 400, 150
"""Signs of LaTeX whose setting takes 20 ms, and the milliseconds for which so long a formula rests before."""
CALM = 600
"""Milliseconds after which a formula with live numbers may become lower: while these move nothing does."""
_MOVE = 24
"""Pixels by which its width changes before its height follows: more than the bar that a list may get."""


class FormulaLabel(QWidget):
    """A formula on one line, in the colour of the palette's text.

    Too wide for its place, it shrinks a little; then a shorter formula takes its place where there is one.
    Else it shrinks as far as it stays readable, and at last it ends in an ellipsis. Its accessible name says
    the whole of it as plain text, and so does its tooltip where it is not shown whole.
    """

    def __init__(self, latex: str = "", size: float = 17.0, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._latex = self._next = latex
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._take)
        self._tall = 0
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(self._settle)
        self._short = ""
        self._size, self._least = size, _SMALLEST
        self._values: dict[str, str] = {}
        self._color: QColor | None = None
        self._room = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._say()

    # --- what it shows

    def latex(self) -> str:
        """Return the source shown."""
        return self._latex

    def set_latex(self, latex: str) -> None:
        """Show another formula; the values of its slots stay.

        A long one gives way to another long one when that rests: someone is writing it.
        """
        if latex == self._next:
            return
        self._next = latex
        if min(len(latex), len(self._latex)) > LONG:
            self._rest.start()
        else:
            self._take()

    def _take(self) -> None:
        self._rest.stop()
        self._latex = self._next
        self._changed()

    def set_short(self, latex: str) -> None:
        """Show this one, with the same slots, where the whole does not fit; "" for none."""
        if latex != self._short:
            self._short = latex
            self.updateGeometry()
            self.update()

    def set_values(self, values: Mapping[str, str]) -> None:
        """Fill the slots anew. Nothing is typeset and nothing moves: this is the path of a drag."""
        if dict(values) != self._values:
            self._values = dict(values)
            self._say()
            self.update()

    def set_size(self, size: float) -> None:
        """Take another size of letters, in logical pixels."""
        if size != self._size:
            self._size = size
            self._changed()

    def set_least(self, share: float) -> None:
        """Shrink no further than to this share of the size before the end is left out."""
        if share != self._least:
            self._least = share
            self._changed()

    def set_color(self, color: QColor | None) -> None:
        """Paint in this colour; None takes the palette's text again."""
        self._color = color
        self.update()

    def formula(self) -> Formula:
        """Return the formula as it is typeset at full size."""
        return typeset(self._latex, self._size)

    # --- Qt

    def sizeHint(self) -> QSize:
        formula = self.formula()
        return QSize(_up(formula.width) + 2 * MARGIN, self._height() + 2 * MARGIN)

    def minimumSizeHint(self) -> QSize:
        hint = self.sizeHint()
        return QSize(min(hint.width(), 24), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._latex:
            return
        place = self.contentsRect().adjusted(MARGIN, 0, -MARGIN, 0)
        formula = self._fitting(place.width())
        painter = QPainter(self)
        baseline = place.top() + (place.height() + formula.height - formula.depth) / 2
        if formula.width > place.width() + 1:
            self._elide(painter, place, baseline)
        formula.paint(painter, place.left(), baseline, self._shade(), self._values)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if abs(self.width() - self._room) > _MOVE:
            before, self._room = self._height(), self.width()
            if self._height() != before:
                self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.EnabledChange):
            self.update()
        super().changeEvent(event)

    # --- within

    def _fitting(self, width: float) -> Formula:
        formula = self.formula()
        if formula.width <= width or formula.width <= 0:
            return formula
        if self._short and formula.width * _SMALL > width:
            short = typeset(self._short, self._size)
            return short if short.width <= width else self._shrunk(self._short, short, width)
        return self._shrunk(self._latex, formula, width)

    def _height(self) -> int:
        return max(self._tall, self._wanted())

    def _settle(self) -> None:
        """Nothing moves any more: take the height that is needed."""
        self._tall = 0
        self.updateGeometry()

    def _wanted(self) -> int:
        """The height of what is shown where it is so narrow, in steps; of the whole before it has a place."""
        whole = self.formula()
        if self._room <= 0:
            return _up(whole.height + whole.depth)
        shown = self._fitting(self._room - 2 * MARGIN)
        latex = shown.latex
        share = min((each for each in _LOWER if shown.size < each * self._size), default=1.0)
        full = typeset(latex, self._size if share == 1.0 else round(share * self._size))
        return _up(full.height + full.depth)

    def _shrunk(self, latex: str, formula: Formula, width: float) -> Formula:
        smaller = int(self._size * max(width / formula.width, self._least))
        return typeset(latex, max(smaller, 1))

    def _shade(self) -> QColor:
        group = QPalette.ColorGroup.Active if self.isEnabled() else QPalette.ColorGroup.Disabled
        if self._color is not None and self.isEnabled():
            return self._color
        return self.palette().color(group, QPalette.ColorRole.WindowText)

    def _elide(self, painter: QPainter, place: QRect, baseline: float) -> None:
        """Paint an ellipsis at the end, and keep everything else out of its place."""
        dots = typeset(r"\ldots", self._size)
        edge = place.right() - dots.width
        dots.paint(painter, edge, baseline, self._shade())
        painter.setClipRect(QRectF(place.left(), self.rect().top(), edge - place.left() - 2, self.height()))

    def _changed(self) -> None:
        if self.isVisible() and r"\slot" in self._latex:
            self._tall = max(self._tall, self.height() - 2 * MARGIN)
            self._calm.start()
        self._say()
        self.updateGeometry()
        self.update()

    def _say(self) -> None:
        said = plain_text(self._latex, self._values)
        self.setAccessibleName(said)
        self.setToolTip(said if self._latex and self.formula().width > self.width() else "")


def _up(length: float) -> int:
    return -int(-length // 1)
