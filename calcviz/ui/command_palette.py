"""Every action of the window, found by typing a part of its name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QAction, QColor, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from calcviz.language.messages import tr
from calcviz.ui import theme

if TYPE_CHECKING:
    from calcviz.ui.window import Window

Index = QModelIndex | QPersistentModelIndex
_WIDTH, _TOP, _LINES, _TALL = 600, 46, 11, 32
_STEPS = {
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_PageUp: -_LINES,
    Qt.Key.Key_PageDown: _LINES,
}


@dataclass(frozen=True, slots=True)
class Command:
    """An action that can be chosen now, the menus it stands in, and what else it may be looked for by."""

    action: QAction
    title: str
    menus: str
    also: str

    def rank(self, words: list[str]) -> int | None:
        """How well it answers to every one of the words, 0 the best; None where one of them is missing."""
        title, whole = self.title.casefold(), f"{self.title} {self.menus} {self.also}".casefold()
        if not all(word in whole for word in words):
            return None
        if title.startswith(" ".join(words)):
            return 0
        if all(word in title for word in words):
            return 1 if all(any(part.startswith(word) for part in title.split()) for word in words) else 2
        return 3


def commands(menu: QMenu, path: tuple[str, ...] = ()) -> Iterator[Command]:
    """What can be chosen in a menu and below it, in its order."""
    for action in menu.actions():
        below, title = action.menu(), _plain(action.text())
        if isinstance(below, QMenu):
            below.aboutToShow.emit()  # some are filled when they are opened
            yield from commands(below, (*path, title))
        elif not action.isSeparator() and action.isEnabled() and action.isVisible() and title:
            also = f"{action.statusTip()} {action.objectName().replace('_', ' ')}"
            yield Command(action, title, " › ".join(path), also)


def found(every: list[Command], text: str) -> list[Command]:
    """The commands that answer to a text, the best first; all of them where there is no text.

    Of equally good ones those come first that stand in a menu itself, not in one below it.
    """
    words = text.casefold().split()
    ranked = [(rank, command) for command in every if (rank := command.rank(words)) is not None]
    return [command for _, command in sorted(ranked, key=lambda each: (each[0], "›" in each[1].menus))]


class _Commands(QAbstractListModel):
    """The commands as a list."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.shown: list[Command] = []

    def show(self, shown: list[Command]) -> None:
        self.beginResetModel()
        self.shown = shown
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        command = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return command.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{command.title}, {command.menus}, {_keys(command.action)}"
        return None


class _Line(QStyledItemDelegate):
    """Paints a command: icon, title, the menus it stands in, its keys at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, max(_TALL, option.fontMetrics.height() + 12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        assert isinstance(model, _Commands)
        command, colors = model.shown[index.row()], theme.look()
        room: QRect = option.rect.adjusted(10, 0, -12, 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, QColor(colors.hover))
            painter.fillRect(option.rect.x(), option.rect.y(), 3, option.rect.height(), QColor(colors.accent))
        side = 20
        command.action.icon().paint(painter, room.x(), room.center().y() - side // 2, side, side)
        mark = "✓" if command.action.isChecked() else ""
        keys, middle = f"{mark}  {_keys(command.action)}".strip(), Qt.AlignmentFlag.AlignVCenter
        metrics = option.fontMetrics
        painter.setPen(QColor(colors.soft))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, keys)
        room = room.adjusted(side + 10, 0, -metrics.horizontalAdvance(keys) - 16, 0)
        painter.setPen(QColor(colors.ink))
        painter.drawText(room, middle, command.title)
        room = room.adjusted(metrics.horizontalAdvance(command.title) + 12, 0, 0, 0)
        painter.setPen(QColor(colors.soft))
        painter.drawText(
            room, middle, metrics.elidedText(command.menus, Qt.TextElideMode.ElideRight, room.width())
        )


class CommandPalette(QFrame):
    """A line to type in over the window, and what answers to it; Enter does it, Escape goes away."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._back: QWidget | None = window.focusWidget()
        self._every = [each for menu in menus(window) for each in commands(menu, (_plain(menu.title()),))]
        self.setObjectName("palette")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAutoFillBackground(True)
        self.line, self.list, self._none = QLineEdit(), QListView(), QLabel(tr("Nothing is called so."))
        self.line.setPlaceholderText(tr("What do you want to do?"))
        self.line.setAccessibleName(tr("Find a command"))
        self.line.setClearButtonEnabled(False)
        self.list.setAccessibleName(tr("Commands"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self._model = _Commands(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Line(self.list))
        self.list.clicked.connect(lambda index: self._do(index.row()))
        self.line.textChanged.connect(self._find)
        self.line.installEventFilter(self)
        self._none.setMargin(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.setSpacing(8)
        for part in (self.line, self._none, self.list):
            column.addWidget(part)
        self._find("")
        self._dress()
        self._place()
        window.installEventFilter(self)
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._place()
        elif watched is self.line and event.type() == QEvent.Type.FocusOut:
            self.close()
        elif watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._take(Qt.Key(event.key()))
        return False

    def _take(self, key: Qt.Key) -> bool:
        """The keys that the line has no use for."""
        here, count = self.list.currentIndex().row(), len(self._model.shown)
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(here)
        elif key in _STEPS and count:
            step = _STEPS[key]
            wanted = (here + step) % count if abs(step) == 1 else min(max(here + step, 0), count - 1)
            self.list.setCurrentIndex(self._model.index(wanted))
        else:
            return False
        return True

    def _find(self, text: str) -> None:
        self._model.show(found(self._every, text))
        any_found = bool(self._model.shown)
        self.list.setVisible(any_found)
        self._none.setVisible(not any_found)
        if any_found:
            self.list.setCurrentIndex(self._model.index(0))
        self._place()

    def _do(self, place: int) -> None:
        if 0 <= place < len(self._model.shown):
            action = self._model.shown[place].action
            self._leave()
            action.trigger()

    def _leave(self) -> None:
        self.line.removeEventFilter(self)
        self.close()
        if self._back is not None and isValid(self._back):
            self._back.setFocus(Qt.FocusReason.PopupFocusReason)

    def _place(self) -> None:
        room = self._window.rect()
        width = min(_WIDTH, room.width() - 24)
        lines = min(max(len(self._model.shown), 1), _LINES)
        tall = self.list.sizeHintForRow(0) if self._model.shown else _TALL
        height = min(lines * tall + self.line.sizeHint().height() + 32, room.height() - 2 * _TOP)
        self.setGeometry((room.width() - width) // 2, _TOP, width, height)

    def _dress(self) -> None:
        colors = theme.look()
        self.setStyleSheet(
            f"#palette {{ background: {colors.pane}; border: 1px solid {colors.border};"
            " border-radius: 8px; }"
            f" QLineEdit {{ padding: 6px 8px; }} QLabel {{ color: {colors.soft}; }}"
            f" QListView {{ background: {colors.pane}; border: none; outline: none; }}"
        )


def menus(window: "Window") -> list[QMenu]:
    """The menus of the menu bar."""
    below = [action.menu() for action in window.menuBar().actions()]
    return [menu for menu in below if isinstance(menu, QMenu)]


def _plain(text: str) -> str:
    """A menu's text without the sign of its key, which in Chinese stands in brackets behind it."""
    text = re.sub(r"\(&\w\)", "", text).removesuffix("…")
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _keys(action: QAction) -> str:
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
