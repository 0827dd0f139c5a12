"""Hands on a window: keys, mouse, wheel and input method, as events that a desktop sends too."""

from collections.abc import Iterator
from random import Random

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QInputMethodEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

LEFT, RIGHT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton, Qt.MouseButton.MiddleButton
PLAIN = Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def surface() -> QWidget | None:
    """What takes every key and click now: an open menu, else a dialog that wants an answer; else None."""
    return QApplication.activePopupWidget() or QApplication.activeModalWidget()


def target() -> QWidget | None:
    """Where a key goes."""
    over = surface()
    if over is not None:
        return over.focusWidget() or over
    return QApplication.focusWidget() or QApplication.activeWindow()


def press_key(key: Qt.Key, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Press a key and let it go."""
    widget = target()
    if widget is not None and widget.isVisible():
        QTest.keyClick(widget, key, held)


def write(sign: str) -> None:
    """Type one sign: with its key where it has one, else as an input method would."""
    widget = target()
    if widget is None or not widget.isVisible():
        return
    if sign.isascii() and sign.isprintable():
        held = SHIFT if sign.isupper() else PLAIN
        QTest.sendKeyEvent(QTest.KeyAction.Click, widget, Qt.Key(ord(sign.upper())), sign, held)
        return
    event = QInputMethodEvent()
    event.setCommitString(sign)
    QApplication.sendEvent(widget, event)


def compose(text: str) -> None:
    """Show what an input method is composing."""
    widget = target()
    if widget is not None and widget.isVisible():
        QApplication.sendEvent(widget, QInputMethodEvent(text, []))


def within(widget: QWidget, at: QPoint) -> QPoint:
    """The place of the widget that is nearest to a point."""
    across, down = max(0, widget.width() - 1), max(0, widget.height() - 1)
    return QPoint(min(max(at.x(), 0), across), min(max(at.y(), 0), down))


def somewhere(widget: QWidget, choose: Random) -> QPoint:
    """A point of a widget; its edges are hit more often than by chance."""
    along = [choose.choice((0.0, 0.02, 0.98, 1.0, *(choose.random() for _ in range(6)))) for _ in range(2)]
    return within(widget, QPoint(round(along[0] * widget.width()), round(along[1] * widget.height())))


def there(widget: QWidget | None) -> bool:
    """Whether it can be seen and used."""
    return widget is not None and isValid(widget) and widget.isVisible() and widget.isEnabled()


def click(
    widget: QWidget, at: QPoint, button: Qt.MouseButton = LEFT, held: Qt.KeyboardModifier = PLAIN
) -> None:
    """Click a place of a widget."""
    if there(widget):
        QTest.mouseClick(widget, button, held, within(widget, at))


def double_click(widget: QWidget, at: QPoint) -> None:
    """Click a place twice."""
    if there(widget):
        QTest.mouseDClick(widget, LEFT, PLAIN, within(widget, at))


def move(widget: QWidget, at: QPoint) -> None:
    """Bring the pointer to a place of a widget."""
    if there(widget):
        QTest.mouseMove(widget, within(widget, at))


def ask_menu(widget: QWidget, at: QPoint) -> None:
    """Click with the right button, where that opens a menu."""
    if there(widget):
        at = within(widget, at)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
        QApplication.sendEvent(widget, event)


def turn_wheel(widget: QWidget, at: QPoint, notches: float, held: Qt.KeyboardModifier = PLAIN) -> None:
    """Turn the wheel at a place: towards a person is below 0."""
    if not there(widget):
        return
    at = within(widget, at)
    event = QWheelEvent(
        QPointF(at),
        QPointF(widget.mapToGlobal(at)),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def parts(window: QWidget) -> list[QWidget]:
    """Everything in a window that can be seen and takes the focus or the mouse."""
    return [each for each in window.findChildren(QWidget) if there(each) and each.window() is window]


def drag(widget: QWidget, start: QPoint, choose: Random, held: Qt.KeyboardModifier) -> Iterator[None]:
    """Press, move fast through a few places, and let go; now and then Escape is pressed meanwhile."""
    at, button = within(widget, start), choose.choice((LEFT, LEFT, LEFT, LEFT, MIDDLE))
    QTest.mousePress(widget, button, held, at)
    yield
    for _ in range(choose.randint(1, 25)):
        reach = choose.choice((5, 40, 400))
        at = within(widget, at + QPoint(choose.randint(-reach, reach), choose.randint(-reach, reach)))
        move(widget, at)
        yield
    if choose.random() < 0.1:
        press_key(Qt.Key.Key_Escape)
        yield
    if there(widget):
        QTest.mouseRelease(widget, button, held, at)
    yield
