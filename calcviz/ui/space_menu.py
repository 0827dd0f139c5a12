"""The menu of space: of the row whose surface or point is there, else of the view."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QMenu

from calcviz.ui.menus import add_actions
from calcviz.ui.plane_menu import menu_with_name
from calcviz.views.space.view import SpaceView

if TYPE_CHECKING:
    from calcviz.ui.window import Window

_VIEW = (
    *("home", "fit", "reset_space", "view_back", "view_forward", "-", "zoom_in", "zoom_out", "-"),
    *("look_x", "look_y", "look_z", "look_corner", "perspective", "equal_space", "axes", "-"),
    *("layout_both", "layout_space", "layout_plane", "-", "copy_picture", "export"),
)


class SpaceMenu(QObject):
    """Opens where the right button is let go: while it is held it turns the picture."""

    def __init__(self, window: "Window", space: SpaceView) -> None:
        super().__init__(space)
        self._window, self._space = window, space
        self._clicking = False
        space.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell a click with the right button from a turn; hear the menu key."""
        kind = event.type()
        if isinstance(event, QContextMenuEvent):
            if event.reason() == QContextMenuEvent.Reason.Keyboard:
                self.open(self._window.rows.current, event.globalPos())
            return True
        if isinstance(event, QMouseEvent) and event.button() == Qt.MouseButton.RightButton:
            if kind == QEvent.Type.MouseButtonPress:
                self._clicking = True
                self._pressed = event.position()
            elif kind == QEvent.Type.MouseButtonRelease and self._clicking:
                self._clicking = False
                if (event.position() - self._pressed).manhattanLength() < 4:
                    self.open(self._row_at(event.position()), event.globalPosition().toPoint())
        return False

    def open(self, row_id: int | None, where: QPoint) -> None:
        """Open the menu of a row, or that of the view."""
        window = self._window
        if row_id is None:
            menu = QMenu(window)
            add_actions(menu, window, *_VIEW)
        else:
            window.rows.select(row_id)
            menu = menu_with_name(window, row_id)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _row_at(self, at: QPointF) -> int | None:
        return self._space.pointer.row_at(self._space.spot(at))
