"""Examples as cards, a picture with its title, in as many columns as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractButton, QWidget

from calcviz.language.messages import current_language
from calcviz.ui import theme
from calcviz.ui.examples import Example
from calcviz.ui.note import spoken_note
from calcviz.ui.pictures import SCALE, Pictures, Wanted
from calcviz.views import fonts

SHAPE = 0.6
"""The height of a picture for a width of one."""

_PATIENCE = 120
"""Milliseconds without another size after which the pictures are painted in the new one."""

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Card(QAbstractButton):
    """One example: its picture in a frame, its title, and where there is room what to do in it."""

    focused = Signal()
    entered = Signal()
    """Enter, or a double click."""

    def __init__(self, example: Example, *, lead: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.example = example
        self._lead = lead
        self.setCheckable(True)
        self._picture = QPixmap()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(example.title)
        self.setAccessibleDescription(spoken_note(f"# {example.lead}"))
        self.setToolTip("" if lead else self.accessibleDescription())

    def picture(self) -> QPixmap:
        """The picture as it is shown now; null before it was painted."""
        return self._picture

    def show_picture(self, picture: QPixmap) -> None:
        """Show a picture; one of another size is shown at the size of the card until its own comes."""
        self._picture = picture
        self.update()

    def height_for(self, width: int) -> int:
        """How high the card is, in logical pixels."""
        below = theme.em(33) + (theme.em(34) if self._lead else 0)
        return round(width * SHAPE + below)

    def sizeHint(self) -> QSize:
        return QSize(240, self.height_for(240))

    def nextCheckState(self) -> None:
        """A click does not mark a card: `Cards.show_chosen` does."""

    def enterEvent(self, event: QEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows belong to the cards together."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() in _STEPS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.entered.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        colors = theme.look()
        frame = QRectF(0.5, 0.5, self.width() - 1, round(self.width() * SHAPE) - 1)
        shape = QPainterPath()
        shape.addRoundedRect(frame, 7, 7)
        painter.fillPath(shape, QColor(theme.plane_theme().paper))
        if not self._picture.isNull():
            painter.setClipPath(shape)
            painter.drawPixmap(frame.toAlignedRect(), self._picture)
            painter.setClipping(False)
        marked = self.hasFocus() or self.isChecked()
        tone = colors.accent if marked or self.underMouse() else colors.hairline
        painter.setPen(QPen(QColor(tone), 2.0 if marked else 1.0))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5) if marked else frame, 7, 7)
        self._paint_words(painter, frame.bottom() + theme.em(8), colors)

    def _paint_words(self, painter: QPainter, top: float, colors: theme.Look) -> None:
        font = _title_font()
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(QColor(colors.accent if self.hasFocus() or self.underMouse() else colors.ink))
        title = metrics.elidedText(self.example.title, Qt.TextElideMode.ElideRight, self.width() - 4)
        painter.drawText(QPointF(2, top + metrics.ascent()), title)
        if self._lead:
            place = QRectF(2, top + metrics.height() + 1, self.width() - 4, theme.em(38))
            painter.setFont(fonts.interface_font(theme.em(13)))
            painter.setPen(QColor(colors.soft))
            wrap = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
            painter.drawText(place, int(wrap), self.accessibleDescription())


class Cards(QWidget):
    """A grid of cards; arrows go from one to the next, Enter or a click chooses one."""

    chosen = Signal(object)
    """A click on an example."""
    opened = Signal(object)
    """Enter on an example, or a double click."""
    passed = Signal(object)
    """The focus came to an example."""
    left_upwards = Signal()
    left_downwards = Signal()

    def __init__(
        self, found: Sequence[Example], pictures: Pictures, *, lead: bool = False, narrowest: int = 200
    ) -> None:
        super().__init__()
        self._pictures, self._narrowest, self._gap = pictures, round(narrowest * growth()), 20
        self.counts: tuple[int, ...] = ()
        self.columns = 1
        self.cards = [Card(example, lead=lead, parent=self) for example in found]
        for card in self.cards:
            card.clicked.connect(lambda _=False, card=card: self.chosen.emit(card.example))
            card.entered.connect(lambda card=card: self.opened.emit(card.example))
            card.focused.connect(lambda card=card: self.passed.emit(card.example))
        self._rest = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._rest.timeout.connect(self.paint_pictures)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        shown = self.shown()
        columns, wide = self._share(width)
        rows = -(-len(shown) // columns)
        tall = self.cards[0].height_for(wide) if self.cards else 0
        return rows * tall + max(0, rows - 1) * self._gap_down()

    def sizeHint(self) -> QSize:
        return QSize(2 * self._narrowest + self._gap, self.heightForWidth(max(self.width(), self._narrowest)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._narrowest, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.arrange()
        self._rest.start(_PATIENCE if any(not card.picture().isNull() for card in self.cards) else 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._rest.start(0)  # the theme may have changed meanwhile

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        shown = self.shown()
        here = next((place for place, card in enumerate(shown) if card.hasFocus()), None)
        if step is None or here is None:
            event.ignore()
            return
        there = here + step[0] + step[1] * self.columns
        if there < 0:
            self.left_upwards.emit()
        elif there < len(shown):
            shown[there].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.left_downwards.emit()

    def shown(self) -> list[Card]:
        """The cards that are not filtered out."""
        return [card for card in self.cards if not card.isHidden()]

    def take_focus(self, *, last: bool = False) -> None:
        """Go to the first card, or to the last one."""
        for card in self.shown()[-1:] if last else self.shown()[:1]:
            card.setFocus(Qt.FocusReason.TabFocusReason)

    def filter(self, words: str) -> bool:
        """Show those in which every one of the words occurs; whether there are any."""
        for card in self.cards:
            card.setVisible(card.example.matches(words))
        self.arrange()
        return bool(self.shown())

    def show_chosen(self, example: Example | None) -> None:
        """Frame the card of that example."""
        for card in self.cards:
            card.setChecked(card.example is example)

    def arrange(self) -> None:
        """Put the cards where they belong at this width."""
        self.columns, wide = self._share(self.width())
        shown = self.shown()
        for place, card in enumerate(shown):
            tall = card.height_for(wide)
            x = place % self.columns * (wide + self._gap)
            y = place // self.columns * (tall + self._gap_down())
            card.setGeometry(QRect(x, y, wide, tall))
        self.updateGeometry()

    def paint_pictures(self) -> None:
        """Have the pictures painted at the size of the cards, one after the other."""
        if not self.isVisible():
            return  # their size is not known yet
        language, ratio = current_language(), self.devicePixelRatioF()
        for card in self.shown():
            size = card.width(), round(card.width() * SHAPE)
            wanted = Wanted(card.example.name, language, theme.plane_theme(), *size, ratio, SCALE * growth())
            self._pictures.ask(wanted, card.example.document, card.show_picture)

    def _share(self, width: int) -> tuple[int, int]:
        """How many columns there are, and how wide each is."""
        room = max(1, (width + self._gap) // (self._narrowest + self._gap))
        columns = max((count for count in self.counts if count <= room), default=room)
        columns = max(1, min(columns, len(self.cards) or 1))
        return columns, max(1, (width - (columns - 1) * self._gap) // columns)

    def _gap_down(self) -> int:
        return theme.whole(12)


def growth() -> float:
    """How much larger pictures are in a room: less than type, so that some of them are seen at once."""
    return float(theme.magnification() ** 0.6)


def _title_font() -> QFont:
    font = QFont(fonts.number_font(theme.em(17)))
    font.setWeight(QFont.Weight.DemiBold)
    return font
