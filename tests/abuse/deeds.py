"""What is done to the main window; each deed is a generator that stops after every event it sends."""

from collections.abc import Callable, Iterator
from random import Random

from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QMenu, QSlider, QWidget

from calcviz.ui.window import Window
from calcviz.views.hits import handle_pixel
from tests.abuse import texts
from tests.abuse.answers import use
from tests.abuse.hands import (
    ALT,
    CONTROL,
    PLAIN,
    SHIFT,
    ask_menu,
    click,
    compose,
    double_click,
    drag,
    move,
    parts,
    press_key,
    somewhere,
    there,
    turn_wheel,
    within,
    write,
)
from tests.abuse.place import Place
from tests.abuse.space import drag_space

Deed = Callable[[Place, Window, Random], Iterator[None]]

_KEYS = (
    "Left Right Up Down Home End PageUp PageDown Backspace Delete Return Tab Backtab Escape Space F2 Insert"
).split()
_SIZES = ((320, 240), (400, 900), (640, 480), (1280, 800), (1920, 1080), (3000, 2000), (2000, 300))
_RARE = {"quit", "close", "new", "new_window", "full_screen"}


def type_rows(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Type into whatever has the focus, or into a row."""
    if choose.random() < 0.7:
        rows = window.session.document.rows
        editor = window.rows.row(choose.choice(rows).id).editor
        if not there(editor):
            press_key(Qt.Key.Key_F2)
        else:
            click(editor.viewport(), somewhere(editor.viewport(), choose))
        yield
    if choose.random() < 0.5:
        press_key(Qt.Key.Key_A, CONTROL)
        yield
    for sign in texts.typed(choose):
        write(sign)
        yield
        if choose.random() < 0.03:
            press_key(_key(choose))
            yield
    if choose.random() < 0.6:
        press_key(Qt.Key.Key_Return)
        yield


def press_keys(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Walk and delete with every kind of key."""
    for _ in range(choose.randint(1, 30)):
        held = choose.choice((PLAIN, PLAIN, PLAIN, SHIFT, CONTROL, ALT, CONTROL | SHIFT))
        press_key(_key(choose), held)
        yield


def enter_signs(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Alt and letters, and what an input method composes and takes back."""
    for letter in choose.choices("abcdefghijklmnopqrstuvwxyz", k=5):
        press_key(Qt.Key(ord(letter.upper())), choose.choice((ALT, ALT | SHIFT)))
        yield
    for text in ("ni", "ni h", "ni hao", ""):
        compose(text)
        yield
    write(choose.choice("你好（）＝²"))
    yield


def complete(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Let words be completed."""
    for sign in choose.choice(("si", "tan", "der", "t", "(", "\\al", "f")):
        write(sign)
        yield
    press_key(Qt.Key.Key_Space, CONTROL)
    yield
    for _ in range(choose.randint(0, 8)):
        press_key(choose.choice((Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown)))
        yield
    press_key(choose.choice((Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape)))
    yield


def paste(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Paste from another program."""
    QApplication.clipboard().setText(texts.pasted(choose))
    press_key(Qt.Key.Key_V, CONTROL)
    yield


def copy_and_paste(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Select, copy or cut, and paste somewhere else."""
    for _ in range(choose.randint(0, 4)):
        press_key(choose.choice((Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Left)), SHIFT)
        yield
    press_key(choose.choice((Qt.Key.Key_C, Qt.Key.Key_X)), CONTROL)
    yield
    press_key(Qt.Key.Key_Down)
    yield
    press_key(Qt.Key.Key_V, CONTROL)
    yield


def act(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Choose actions of the window."""
    for _ in range(choose.randint(1, 4)):
        name = choose.choice(sorted(window.actions_by_name))
        if name in _RARE and choose.random() < 0.8:
            continue
        place.say(name)
        window.actions_by_name[name].trigger()
        yield


def insert(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Choose something out of the menus: concepts, themes, languages, files."""
    action = choose.choice(_menu_actions(window))
    if action.objectName() not in _RARE:
        place.say(f"menu {action.text()}")
        action.trigger()
    yield


def open_menus(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Open a menu of the bar; what is done in it is another deed."""
    bar = window.menuBar()
    action = choose.choice(bar.actions())
    if there(bar):
        click(bar, bar.actionGeometry(action).center())
    yield


def undo_storm(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Undo and redo as fast as keys repeat."""
    for _ in range(choose.randint(2, 25)):
        press_key(Qt.Key.Key_Z, choose.choice((CONTROL, CONTROL, CONTROL | SHIFT)))
        yield


def there_and_back(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Undo to the beginning and redo to the end: the same document stands there."""
    undo, redo = window.actions_by_name["undo"], window.actions_by_name["redo"]
    undo.trigger()  # what moves is stopped and kept
    while redo.isEnabled():
        redo.trigger()
        yield
    before, steps = window.session.document, 0
    while undo.isEnabled() and steps < 60:
        undo.trigger()
        steps += 1
        yield
    for _ in range(steps):
        redo.trigger()
        yield
    if window.session.document != before:
        place.fault(f"{steps} steps of undo and redo lead to another document")


def drag_handles(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Take hold of a point of a concept, if there is one, and pull it about."""
    handles = [
        handle for row in window.session.frame.rows if row.row.visible for handle in row.drawing.handles
    ]
    plane = window.plane
    if not handles or not there(plane):
        return
    start = handle_pixel(window.plane.view(), choose.choice(handles)) * plane.magnification
    if abs(start.x()) > 1e5 or abs(start.y()) > 1e5:
        return
    yield from drag(plane, start.toPoint(), choose, PLAIN)


def drag_plane(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Pan, pull an axis, draw a box."""
    plane = window.plane
    if choose.random() < 0.2:
        window.actions_by_name["zoom_box"].trigger()
        yield
    held = choose.choice((PLAIN, PLAIN, SHIFT, CONTROL, ALT))
    yield from drag(plane, somewhere(plane, choose), choose, held)


def zoom_far(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Zoom to 1e±12 and, most times, home again."""
    plane = window.plane
    at, way = somewhere(plane, choose), choose.choice((-1, 1))
    held = choose.choice((PLAIN, PLAIN, SHIFT, CONTROL))
    for _ in range(choose.choice((3, 10, 40))):
        turn_wheel(plane, at, way * choose.choice((0.25, 1, 3, 8)), held)
        yield
    if choose.random() < 0.7:
        window.actions_by_name["home"].trigger()
        yield


def hover(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Move over the curves; click some of them."""
    plane = window.plane
    at = somewhere(plane, choose)
    for _ in range(choose.randint(5, 30)):
        at = within(plane, at + QPoint(choose.randint(-60, 60), choose.randint(-60, 60)))
        move(plane, at)
        yield
    if choose.random() < 0.5:
        click(plane, at)
        yield
    if choose.random() < 0.3:
        double_click(plane, at)
        yield
    if choose.random() < 0.2:
        ask_menu(plane, at)
        yield


def trace(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Read a curve with the keys."""
    window.actions_by_name["trace"].trigger()
    yield
    for _ in range(choose.randint(3, 20)):
        key = choose.choice(
            (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Tab, Qt.Key.Key_Return)
        )
        press_key(key, choose.choice((PLAIN, CONTROL, SHIFT)))
        yield


def slide(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Pull a slider fast from end to end."""
    sliders = [each for each in window.findChildren(QSlider) if there(each)]
    if not sliders:
        return
    track = choose.choice(sliders)
    yield from drag(track, track.rect().center(), choose, PLAIN)


def poke(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Use any part of the window without a thought for what it is."""
    shown = parts(window)
    for _ in range(choose.randint(1, 5)):
        part = choose.choice(shown)
        if not there(part):
            continue
        place.say(f"poke {type(part).__name__} {part.accessibleName() or part.objectName()}")
        kind, at = choose.random(), somewhere(part, choose)
        if isinstance(part, QAbstractButton) or kind < 0.5:
            click(part, at)
        elif kind < 0.65:
            double_click(part, at)
        elif kind < 0.8:
            turn_wheel(part, at, choose.choice((-3, -1, 1, 3)))
        elif kind < 0.9:
            ask_menu(part, at)
        else:
            yield from drag(part, at, choose, PLAIN)
        yield


def resize(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Make the window small and large, as pulling its corner does."""
    if window.isFullScreen() or window.isMaximized():
        return
    width, height = window.width(), window.height()
    to = choose.choice(_SIZES)
    for step in range(1, 5):
        window.resize(width + (to[0] - width) * step // 4, height + (to[1] - height) * step // 4)
        yield
    if choose.random() < 0.8:
        window.resize(1280, 800)
        yield


def dress(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Another theme, size or language: they are chosen in the menus."""
    kind = choose.choice(("theme", "size", "language"))
    place.say(kind)
    if kind == "size":
        window.actions_by_name[f"size_{choose.choice(('normal', 'large', 'projector'))}"].trigger()
    else:
        choose.choice(choices(window, 4 if kind == "theme" else 2)).trigger()
    yield


def drop_file(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Let a file fall onto the window: a document, a damaged one, or none."""
    path = choose.choice(place.files())
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile(str(path))])
    at, left = window.rect().center(), Qt.MouseButton.LeftButton
    copying = Qt.DropAction.CopyAction
    QApplication.sendEvent(window, QDragEnterEvent(at, copying, told, left, PLAIN))
    QApplication.sendEvent(window, QDropEvent(at.toPointF(), copying, told, left, PLAIN))
    yield


def present(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Show the plane to an audience and click through the steps."""
    window.actions_by_name["present"].trigger()
    yield
    for _ in range(choose.randint(1, 12)):
        keys = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_B, Qt.Key.Key_Period, Qt.Key.Key_Right)
        press_key(choose.choice(keys))
        yield
        move(window.plane, somewhere(window.plane, choose))
        yield
    if choose.random() < 0.8:
        for _ in range(3):
            press_key(Qt.Key.Key_Escape)
            yield


def other_window(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Go to another window, or close one of several."""
    several = window.windows.open
    if len(several) < 2:
        return
    other = choose.choice(several)
    if choose.random() < 0.5 or len(several) > 3:
        other.close()
    else:
        other.come_forward()
    yield


def use_pages(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Use what stands open beside the window, or close it."""
    open_now = pages()
    if not open_now:
        return
    page = choose.choice(open_now)
    page.activateWindow()
    yield
    if choose.random() < 0.6:
        yield from use(place, page, choose)
    elif there(page):
        page.close()
        yield


def save_and_open(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Save, save under another name, open: the names are typed by another deed."""
    name = choose.choice(("save", "save_as", "open"))
    place.say(name)
    window.actions_by_name[name].trigger()
    yield


EVERY: tuple[tuple[Deed, float], ...] = (
    (type_rows, 14),
    (press_keys, 5),
    (enter_signs, 2),
    (complete, 3),
    (paste, 4),
    (copy_and_paste, 4),
    (act, 10),
    (insert, 4),
    (open_menus, 2),
    (undo_storm, 3),
    (there_and_back, 1),
    (drag_handles, 8),
    (drag_plane, 5),
    (drag_space, 6),
    (zoom_far, 4),
    (hover, 6),
    (trace, 3),
    (slide, 4),
    (poke, 6),
    (resize, 3),
    (dress, 2),
    (drop_file, 1),
    (present, 1),
    (other_window, 3),
    (use_pages, 3),
    (save_and_open, 1),
)


def pages() -> list[QWidget]:
    """The dialogs that stand open beside the windows."""
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and there(each)]


def _key(choose: Random) -> Qt.Key:
    key: Qt.Key = getattr(Qt.Key, f"Key_{choose.choice(_KEYS)}")
    return key


def _menu_actions(window: Window) -> list[QAction]:
    """What can be chosen in the menus of the bar."""
    found: list[QAction] = []
    menus = [below for action in window.menuBar().actions() if isinstance(below := action.menu(), QMenu)]
    while menus:
        for action in menus.pop().actions():
            below = action.menu()
            if isinstance(below, QMenu):
                below.aboutToShow.emit()
                menus.append(below)
            elif action.isEnabled() and not action.isSeparator():
                found.append(action)
    return found


def choices(window: Window, count: int) -> list[QAction]:
    """The entries of a menu of so many exclusive choices: 4 are themes, 2 are languages."""
    groups = (each.actionGroup() for each in _menu_actions(window))
    return next(
        (group.actions() for group in groups if group is not None and len(group.actions()) == count), []
    )
