"""The mathematics keypad at the foot of the rows."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QFont, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.keypad_pages import Key, KeyPage, pages
from calcviz.views import fonts
from calcviz.views.formula.formula import typeset

_LEAST, _TALL, _LINES = 32, 34, 5
_EDGE, _GAP = 6, 3
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Keypad(QWidget):
    """Pages of keys. A click leaves the cursor where it is; by keyboard the arrows go from key to key.

    `pressed` carries what a key types, with its gaps; `left` says that the cursor is wanted in its row again.
    """

    pressed = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("keypad")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Mathematics keypad"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._pages = pages()
        self.tabs = QTabBar()
        self.tabs.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(True)
        self.tabs.setAccessibleName(tr("Pages of the keypad"))
        self._stack = QStackedWidget()
        for place, page in enumerate(self._pages):
            self.tabs.addTab(page.tab)
            self.tabs.setTabToolTip(place, page.name)
            self._stack.addWidget(_room())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self._stack)
        self.tabs.currentChanged.connect(self.turn_to)
        self.turn_to(0)
        self.refresh_theme()

    def turn_to(self, place: int) -> None:
        """Show a page; its keys are made when it is first seen."""
        room = self._stack.widget(place)
        page = room.widget() if isinstance(room, QScrollArea) else None
        if page is not None and page.layout() is None:
            _fill(page, self._pages[place], self)
        self._stack.setCurrentIndex(place)
        self.tabs.setCurrentIndex(place)

    def buttons(self) -> list["KeyButton"]:
        """The keys of the page that is seen."""
        page = self._stack.currentWidget()
        return page.findChildren(KeyButton) if page is not None else []

    def bring(self, button: "KeyButton") -> None:
        """Bring a key into sight on a page that has more keys than room."""
        room = self._stack.currentWidget()
        if isinstance(room, QScrollArea):
            room.ensureWidgetVisible(button)

    def go(self, button: "KeyButton", across: int, down: int) -> None:
        """Put the focus on the next key in a direction; beyond the uppermost ones are the tabs."""
        near = [each for each in self.buttons() if _lies(button.geometry(), each.geometry(), across, down)]
        if near:
            centre = button.geometry().center()
            next_one = min(near, key=lambda each: (each.geometry().center() - centre).manhattanLength())
            next_one.setFocus(Qt.FocusReason.TabFocusReason)
        elif down < 0:
            self.tabs.setFocus(Qt.FocusReason.BacktabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() == Qt.Key.Key_Down and self.tabs.hasFocus():
            self.buttons()[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def refresh_theme(self) -> None:
        """Take on the colours and sizes of the theme in use."""
        colors = theme.look()
        line, wide = theme.whole(2), theme.whole(6)
        self.setStyleSheet(
            f"#keypad {{ background: {colors.raised}; border-top: 1px solid {colors.border}; }}"
            f" QScrollArea, QScrollArea > QWidget > QWidget {{ background: {colors.raised}; }}"
            f" QTabBar::tab {{ background: transparent; color: {colors.soft}; border: 1px solid transparent;"
            f" border-bottom: {line}px solid {colors.hairline}; padding: {wide}px {wide + 2}px; }}"
            f" QTabBar::tab:hover {{ color: {colors.ink}; }}"
            f" QTabBar::tab:selected {{ color: {colors.ink}; border-bottom-color: {colors.accent}; }}"
            f" QTabBar::tab:selected:focus {{ border-color: {colors.accent}; }}"
            f" QToolButton {{ background: {colors.pane}; color: {colors.ink}; padding: 0;"
            f" border: 1px solid {colors.hairline}; border-radius: {line * 2}px; }}"
            f" QToolButton:hover {{ background: {colors.hover}; border-color: {colors.border}; }}"
            f" QToolButton:pressed {{ background: {colors.selected}; border-color: {colors.accent}; }}"
            f" QToolButton:focus {{ border: 2px solid {colors.accent}; }}"
        )


class KeyButton(QToolButton):
    """One key: a letter, a word or a formula."""

    def __init__(self, key: Key, keypad: Keypad) -> None:
        super().__init__()
        self.key = key
        self._keypad = keypad
        self.setFocusPolicy(
            Qt.FocusPolicy.NoFocus
        )  # one key of a page is a stop of Tab, the others by arrows
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setText("" if key.latex else key.face.replace("&", "&&"))
        self.setAccessibleName(key.name)
        self.setToolTip(f"{key.name} (Alt+{_shown(key.alt)})" if key.alt else key.name)
        self.clicked.connect(lambda: keypad.pressed.emit(key.template))

    def sizeHint(self) -> QSize:
        return QSize(theme.whole(_LEAST) * self.key.wide, theme.whole(_TALL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = _ARROWS.get(Qt.Key(event.key()))
        if way is not None and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._keypad.go(self, *way)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            self._keypad.left.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keypad.bring(self)
        for each in self._keypad.buttons():
            each.setFocusPolicy(Qt.FocusPolicy.TabFocus if each is self else Qt.FocusPolicy.NoFocus)

    def _face_font(self) -> QFont:
        """The letters of a word are so small that it fits."""
        font = fonts.interface_font(theme.em(13 if len(self.key.face) > 1 else 16))
        wide = QFontMetricsF(font).horizontalAdvance(self.key.face)
        room = self.width() - theme.whole(8)
        if wide > room > 0:
            font.setPixelSize(max(int(font.pixelSize() * room / wide), theme.whole(9)))
        return font

    def paintEvent(self, event: QPaintEvent) -> None:
        self.setFont(self._face_font())
        super().paintEvent(event)
        if not self.key.latex:
            return
        formula = typeset(self.key.face, theme.em(16))
        painter = QPainter(self)
        x = (self.width() - formula.width) / 2
        y = (self.height() + formula.height - formula.depth) / 2
        formula.paint(painter, x, y, QColor(theme.look().ink), {})
        painter.end()


def _room() -> QScrollArea:
    """The place of a page: so many lines of keys, scrolled where there are more."""
    room = QScrollArea()
    room.setFrameShape(QScrollArea.Shape.NoFrame)
    room.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    room.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    room.setWidgetResizable(True)
    room.setWidget(QWidget())
    gaps = 2 * theme.whole(_EDGE) + (_LINES - 1) * theme.whole(_GAP)
    room.setFixedHeight(_LINES * theme.whole(_TALL) + gaps)
    return room


def _fill(page: QWidget, content: KeyPage, keypad: Keypad) -> None:
    """Lay the keys of a page in their grid."""
    grid = QGridLayout(page)
    margin = theme.whole(_EDGE)
    grid.setContentsMargins(margin, margin, margin, margin)
    grid.setSpacing(theme.whole(_GAP))
    row = column = 0
    for key in content.keys:
        if column + key.wide > content.columns:
            row, column = row + 1, 0
        button = KeyButton(key, keypad)
        if row == column == 0:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        grid.addWidget(button, row, column, 1, key.wide)
        column += key.wide
    for place in range(content.columns):
        grid.setColumnStretch(place, 1)
        grid.setColumnMinimumWidth(place, 1)
    grid.setRowStretch(row + 1, 1)


def _lies(start: QRect, other: QRect, across: int, down: int) -> bool:
    """Whether a key lies from another one in that direction; sideways only in the same row."""
    step = other.center() - start.center()
    if across:
        return step.x() * across > 0 and other.top() == start.top()
    return other.top() > start.top() if down > 0 else other.top() < start.top()


def _shown(letter: str) -> str:
    """A key as it is named: Alt+Shift+D for a capital letter."""
    return f"{tr('Shift')}+{letter}" if letter.isupper() else letter.upper()
