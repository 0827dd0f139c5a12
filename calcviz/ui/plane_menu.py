"""The menu of the plane: of the row whose curve or handle is there, else of the view."""

from math import isfinite
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from calcviz.engine.frame import FrameRow
from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.icons import icon
from calcviz.ui.keeping import coordinates_text, keep
from calcviz.ui.menus import add_actions
from calcviz.ui.row_menu import row_menu, swatch
from calcviz.views.hits import handle_at, row_at
from calcviz.views.reading import Reading

if TYPE_CHECKING:
    from calcviz.ui.window import Window

_LONGEST = 40
_VIEW = (
    *("home", "fit", "view_back", "view_forward", "-", "zoom_in", "zoom_out", "zoom_box", "equal", "axes"),
    *("-", "copy_picture", "export"),
)


def show_plane_menu(window: "Window", event: QContextMenuEvent) -> bool:
    """Open the menu of what is asked for; False where that is not on the plane."""
    place = window.plane.mapFromGlobal(event.globalPos())
    if not window.plane.rect().contains(place):
        return False
    keys = event.reason() == QContextMenuEvent.Reason.Keyboard
    found = window.rows.current if keys else row_under(window, place)
    if found is not None:
        window.rows.select(found)
    menu = view_menu(window) if found is None else menu_with_name(window, found)
    plate = window.plane.readings.plate
    if plate is not None and found is not None:
        add_reading(window, menu, plate.reading)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(event.globalPos())
    return True


def ask_menu(otherwise: QWidget) -> None:
    """Ask for a menu where the keys go: what the menu key does, for keyboards that have none."""
    asked = QApplication.focusWidget() or otherwise
    place = asked.rect().center()
    where = asked.mapToGlobal(place)
    QApplication.sendEvent(asked, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, where))


def row_under(window: "Window", place: QPoint) -> int | None:
    """The row whose handle or curve is at a pixel of the plane; a solution lies on the curve of another."""
    view, rows, at = window.plane.view(), window.session.frame.rows, window.plane.spot(QPointF(place))
    handle = handle_at(view, rows, at)
    plate = window.plane.readings.plate
    if handle is None and plate is not None and plate.reading.mark is not None:
        if "solution" in plate.reading.mark.kinds:
            return plate.reading.row.row.id
    return handle[0].row.id if handle else row_at(view, rows, at)


def view_menu(window: "Window") -> QMenu:
    """Where to look."""
    menu = QMenu(window)
    add_actions(menu, window, *_VIEW)
    return menu


def menu_with_name(window: "Window", row_id: int) -> QMenu:
    """The menu of a row, under its name: away from the list one would not know whose it is."""
    menu = row_menu(window.session, window.rows, row_id, window)
    first = menu.actions()[0]
    menu.insertAction(first, _heading(menu, window.session.frame.row(row_id)))
    menu.insertSeparator(first)
    return menu


def add_reading(window: "Window", menu: QMenu, reading: Reading) -> None:
    """What can be done with the point that is read, below the name of the row."""
    place = menu.actions()[1]
    text = coordinates_text(reading)
    kept = QAction(icon("point"), tr("Keep this point"), menu)
    kept.setEnabled(isfinite(reading.y))
    kept.triggered.connect(lambda: keep(window, reading))
    copied = QAction(icon("copy"), tr("Copy {coordinates}", coordinates=text), menu)
    copied.triggered.connect(lambda: QGuiApplication.clipboard().setText(text))
    menu.insertActions(place, [kept, copied])
    menu.insertSeparator(kept)


def _heading(menu: QMenu, frame_row: FrameRow) -> QAction:
    text = frame_row.row.text.strip()
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    sign = swatch(theme.curve_color(frame_row.row.style.color))
    sign.addPixmap(sign.pixmap(20, 20), QIcon.Mode.Disabled)  # a heading cannot be chosen, but has its colour
    heading = QAction(sign, shown.replace("&", "&&"), menu)
    font = heading.font()
    font.setBold(True)
    heading.setFont(font)
    heading.setEnabled(False)
    return heading
