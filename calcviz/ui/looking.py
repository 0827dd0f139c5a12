"""What the View menu does to the view that was entered last."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from calcviz.ui import theme

if TYPE_CHECKING:
    from calcviz.ui.window import Window
    from calcviz.views.plane import PlaneView
    from calcviz.views.space.view import SpaceView


class Looking:
    """The window's hand on its plane; what both views can do is done to the one that was entered last."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {
            "home": self._home,
            "marks": lambda: self._window.windows.mark_curves(not self._window.remembered.marked),
            "fit": lambda: self._entered().fit(),
            "zoom_in": lambda: self._entered().zoom(1.25),
            "zoom_out": lambda: self._entered().zoom(0.8),
            **{f"size_{size}": partial(self._window.choose_size, size) for size in theme.SIZES},
            "zoom_box": lambda: self._window.plane.zoom_box(),
            "view_back": lambda: self._entered().back(),
            "view_forward": lambda: self._entered().forward(),
            "trace": lambda: self._window.plane.trace(),
        }

    def _entered(self) -> "PlaneView | SpaceView":
        viewing = self._window.viewing
        return viewing.space if viewing.space is not None and viewing.in_space else self._window.plane

    def _home(self) -> None:
        viewing = self._window.viewing
        if viewing.space is not None and viewing.in_space:
            viewing.space.reset()
        else:
            self._window.plane.home()

    def follow_views(self) -> None:
        """Offer to go back and forward where there is a view to go to."""
        history, actions = self._entered().history, self._window.actions_by_name
        actions["view_back"].setEnabled(history.has_past)
        actions["view_forward"].setEnabled(history.has_future)
