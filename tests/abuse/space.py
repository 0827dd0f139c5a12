"""What is done to the view of space."""

from collections.abc import Iterator
from random import Random

from PySide6.QtCore import QPoint

from calcviz.ui.window import Window
from tests.abuse.hands import CONTROL, PLAIN, SHIFT, drag, somewhere, there, turn_wheel
from tests.abuse.place import Place


def drag_space(place: Place, window: Window, choose: Random) -> Iterator[None]:
    """Turn, move and zoom space, look along its axes, pull at its points."""
    space = window.viewing.space
    if space is None or not there(space):
        window.actions_by_name[choose.choice(("layout_both", "layout_space", "layout_auto"))].trigger()
        yield
        return
    handles, camera = space.handles(), space.picture.camera()
    at = somewhere(space, choose)
    if handles and camera is not None and choose.random() < 0.6:
        _, handle = choose.choice(handles)
        across, down = camera.pixel(handle.x, handle.y, handle.z)
        at = QPoint(*(round(min(max(each * space.magnification, 0), 1e5)) for each in (across, down)))
    yield from drag(space, at, choose, choose.choice((PLAIN, PLAIN, SHIFT, CONTROL)))
    if choose.random() < 0.4:
        for _ in range(choose.choice((3, 30))):
            turn_wheel(
                space,
                somewhere(space, choose),
                choose.choice((-8, -1, 1, 8)),
                choose.choice((PLAIN, CONTROL)),
            )
            yield
    if choose.random() < 0.4:
        names = ("look_x", "look_y", "look_z", "look_corner", "perspective", "reset_space", "layout_auto")
        window.actions_by_name[choose.choice(names)].trigger()
        yield
