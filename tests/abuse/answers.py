"""What is done to menus, dialogs and questions that stand before the window."""

from collections.abc import Iterator
from random import Random

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QMenu,
    QMessageBox,
    QWidget,
)

from tests.abuse import texts
from tests.abuse.hands import PLAIN, SHIFT, click, parts, press_key, somewhere, there, turn_wheel, write
from tests.abuse.place import Place


def answer(place: Place, over: QWidget, choose: Random) -> Iterator[None]:
    """Do something with what stands before the window, and leave it in the end."""
    place.say(f"{type(over).__name__} {over.windowTitle()}")
    if isinstance(over, QFileDialog):
        yield from name_a_file(place, over, choose)
    elif isinstance(over, QMessageBox):
        press_button(over, choose)
        yield
    elif isinstance(over, QMenu):
        yield from walk_menu(over, choose)
    else:
        yield from use(place, over, choose)
    if there(over):
        press_key(Qt.Key.Key_Escape)
        yield
    if there(over):
        over.close()
        yield


def dismiss(over: QWidget) -> Iterator[None]:
    """Leave it at once, without saving."""
    if isinstance(over, QMessageBox):
        button = over.button(QMessageBox.StandardButton.Discard)
        if button is not None:
            button.click()
            yield
    if there(over):
        press_key(Qt.Key.Key_Escape)
        yield
    if there(over):
        over.close()
        yield


def name_a_file(place: Place, dialog: QFileDialog, choose: Random) -> Iterator[None]:
    """Type a name, or think better of it; nothing else, for these dialogs reach the whole disk."""
    if choose.random() < 0.4:
        return
    kind = dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave
    path = place.folder / f"saved{choose.randrange(3)}" if kind else choose.choice(place.files())
    fields = [each for each in dialog.findChildren(QLineEdit) if there(each)]
    if not fields:
        return
    fields[0].setText(str(path))
    yield
    press_key(Qt.Key.Key_Return)
    yield


def press_button(over: QWidget, choose: Random) -> None:
    """Press one of the buttons."""
    buttons = [each for each in over.findChildren(QAbstractButton) if there(each)]
    if buttons:
        button = choose.choice(buttons)
        click(button, button.rect().center())


def walk_menu(menu: QMenu, choose: Random) -> Iterator[None]:
    """Go through a menu with the arrow keys and choose, or click, or leave."""
    keys = (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Left)
    for _ in range(choose.randint(0, 8)):
        press_key(choose.choice(keys))
        yield
    if choose.random() < 0.6:
        press_key(Qt.Key.Key_Return)
        yield


def use(place: Place, over: QWidget, choose: Random) -> Iterator[None]:
    """Fill in fields and press buttons, whatever they are for."""
    for _ in range(choose.randint(1, 12)):
        shown = [each for each in parts(over) if isinstance(each, _USABLE)]
        if not shown or not there(over):
            return
        part = choose.choice(shown)
        place.say(f"{type(over).__name__}: {type(part).__name__} {part.accessibleName()}")
        if isinstance(part, QLineEdit | QAbstractSpinBox):
            click(part, somewhere(part, choose))
            yield
            for sign in choose.choice(("-1", "1e9", "abc", "π/2", "", "0", texts.garbage(choose))):
                write(sign)
                yield
            press_key(choose.choice((Qt.Key.Key_Tab, Qt.Key.Key_Return)), choose.choice((PLAIN, SHIFT)))
        elif isinstance(part, QComboBox):
            turn_wheel(part, part.rect().center(), choose.choice((-2, -1, 1, 2)))
        elif isinstance(part, QAbstractButton):
            click(part, part.rect().center())
        else:
            click(part, somewhere(part, choose))
        yield


_USABLE = (QLineEdit, QAbstractSpinBox, QComboBox, QAbstractButton, QAbstractItemView)
