"""What the View menu does to the plane."""

from collections.abc import Callable
from typing import TYPE_CHECKING

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
            "fit": lambda: self._window.plane.fit(),
            "zoom_in": lambda: self._window.plane.zoom(1.25),
            "zoom_out": lambda: self._window.plane.zoom(0.8),
            "equal": lambda: setattr(self._window.plane, "equal_scale", True),
        }
