"""What the View menu does to the plane."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from calcviz.ui import theme

if TYPE_CHECKING:
    from calcviz.ui.window import Window


class Looking:
    """The window's hand on its plane."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {
            "home": lambda: self._window.plane.home(),
            "marks": lambda: self._window.windows.mark_curves(not self._window.remembered.marked),
            "fit": lambda: self._window.plane.fit(),
            "zoom_in": lambda: self._window.plane.zoom(1.25),
            "zoom_out": lambda: self._window.plane.zoom(0.8),
            **{f"size_{size}": partial(self._window.choose_size, size) for size in theme.SIZES},
            "zoom_box": lambda: self._window.plane.zoom_box(),
            "view_back": lambda: self._window.plane.back(),
            "view_forward": lambda: self._window.plane.forward(),
            "trace": lambda: self._window.plane.trace(),
        }

    def follow_views(self) -> None:
        """Offer to go back and forward where there is a view to go to."""
        history, actions = self._window.plane.history, self._window.actions_by_name
        actions["view_back"].setEnabled(history.has_past)
        actions["view_forward"].setEnabled(history.has_future)
