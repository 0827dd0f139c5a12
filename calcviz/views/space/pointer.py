"""What the pointer does in space: it turns, moves and zooms the picture, drags points, clicks on surfaces."""

from math import hypot
from typing import TYPE_CHECKING, Literal

import numpy as np
from PySide6.QtCore import QPointF, Qt

from calcviz.drawing import Floats
from calcviz.drawing.space import SpaceHandle
from calcviz.engine.frame import FrameRow
from calcviz.scene.document import Space
from calcviz.views.handle_keys import HandleKey
from calcviz.views.hits import HIT_RADIUS
from calcviz.views.space import looking
from calcviz.views.space.camera import Camera
from calcviz.views.space.lifts import is_on_arrow, ray_of
from calcviz.views.space.rays import first_hit, flat_hit, floor_hit

if TYPE_CHECKING:
    from calcviz.views.space.view import SpaceView

CLICK_RADIUS = 4.0
TURN = 0.45
"""Degrees for each pixel of a drag."""

Way = Literal["turn", "move"]


class Pointer:
    """The pointer over space; `grab` is what a drag does now, `hovered` the handle that could be taken."""

    def __init__(self, view: "SpaceView") -> None:
        self._view = view
        self._pressed: QPointF | None = None
        self._at = QPointF()
        self._off = QPointF()
        self._start: Space | None = None
        self._lifting: Camera | None = None
        self.grab: Way | HandleKey | None = None
        self.hovered: HandleKey | None = None

    @property
    def held(self) -> HandleKey | None:
        """The handle that is dragged now."""
        return self.grab if isinstance(self.grab, tuple) else None

    def press(self, at: QPointF, *, way: Way = "turn", reach: float = HIT_RADIUS) -> None:
        """Take the nearest handle, else the picture, to turn or to move it."""
        view = self._view
        self._pressed = self._at = at
        self._start = view.space()
        found = self._lift_at(at, reach) if way == "turn" else None
        # heights are told as seen now: a box that grows under the hand would carry the point away
        self._lifting = None if found is None else view.picture.camera()
        if found is None and way == "turn":
            found = self._handle_at(at, reach)
        if found is None:
            view.keys.select(None)
            self.grab = way
            return
        row, handle, pixel = found
        self.grab = row.row.id, handle.name
        self._off = pixel - at
        view.keys.select(self.grab)
        view.setCursor(Qt.CursorShape.ClosedHandCursor)
        view.row_clicked.emit(row.row.id)

    def press_picture(self, at: QPointF) -> None:
        """Take the picture to turn it, whatever lies there."""
        self._pressed = self._at = at
        self._start = self._view.space()
        self.grab = "turn"

    def move(self, at: QPointF) -> None:
        """Let what is held follow; without a button show what could be taken."""
        if self.grab is None:
            self._hover(at)
            return
        if self._pressed is not None and (at - self._pressed).manhattanLength() < CLICK_RADIUS:
            return
        step, self._at, self._pressed = at - self._at, at, None
        view = self._view
        if isinstance(self.grab, tuple):
            self._drag(self.grab, at + self._off)
        elif self.grab == "turn":
            view.setCursor(Qt.CursorShape.ClosedHandCursor)
            view.go(looking.turned(view.space(), -TURN * step.x(), TURN * step.y()))
        else:
            view.setCursor(Qt.CursorShape.SizeAllCursor)
            width, height = view.sheet_size()
            view.go(looking.moved(view.space(), step.x() / width, -step.y() / height))

    def release(self, at: QPointF) -> bool:
        """Let go; whether that was a click, which selects the row of the surface that is there."""
        grab, self.grab = self.grab, None
        clicked = self._pressed is not None
        view = self._view
        view.flush()
        if isinstance(grab, tuple):
            view.handle_released.emit()
        elif clicked and grab == "turn":
            row = self.row_at(at)
            if row is not None:
                view.row_clicked.emit(row)
        view.settle_soon()
        self._hover(at)
        return clicked

    def cancel(self) -> None:
        """Let go and put back what was moved."""
        grab, self.grab = self.grab, None
        view = self._view
        view.drop()
        if isinstance(grab, tuple):
            view.drag_cancelled.emit()
        elif grab is not None and self._start is not None:
            view.go(self._start)
        view.unsetCursor()
        view.settle_soon()

    def leave(self) -> None:
        """The pointer is elsewhere."""
        if self.hovered is not None:
            self.hovered = None
            self._view.touch()

    def zoom(self, factor: float, at: QPointF) -> None:
        """Enlarge the picture about a pixel."""
        view = self._view
        width, height = view.sheet_size()
        view.go(looking.zoomed(view.space(), factor, at.x() / width, 1 - at.y() / height))

    def row_at(self, at: QPointF) -> int | None:
        """The id of the row whose surface is seen at a pixel."""
        picture = self._view.picture
        seen, camera = picture.scene(), picture.camera()
        if seen is None or camera is None:
            return None
        start, way = camera.ray(at.x(), at.y())
        hit = first_hit(seen.model.ground, start, way)
        look, least = (None, np.inf) if hit is None else (seen.model.ground.sheets[hit.sheet].look, hit.along)
        for flat in seen.model.flats:
            along = flat_hit(flat, start, way)
            if along is not None and along < least:
                look, least = flat.look, along
        return None if look is None else seen.rows[look].row.id

    def _hover(self, at: QPointF) -> None:
        lift = self._lift_at(at, HIT_RADIUS)
        found = lift or self._handle_at(at, HIT_RADIUS)
        key = (found[0].row.id, found[1].name) if found else None
        if key != self.hovered:
            self.hovered = key
            self._view.touch()
        if lift is not None:
            self._view.setCursor(Qt.CursorShape.SizeVerCursor)
        elif key is not None:
            self._view.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            self._view.unsetCursor()

    def _lift_at(self, at: QPointF, reach: float) -> tuple[FrameRow, SpaceHandle, QPointF] | None:
        """The handle one of whose arrows is at a pixel, where it shows them, and its own pixel."""
        camera, shown = self._view.picture.camera(), (self.hovered, self._view.keys.selected)
        for row, handle in self._view.handles() if camera is not None and any(shown) else ():
            if (row.row.id, handle.name) in shown and camera is not None:
                if is_on_arrow(camera, handle, at, reach):
                    return row, handle, QPointF(*camera.pixel(handle.x, handle.y, handle.z))
        return None

    def _handle_at(self, at: QPointF, reach: float) -> tuple[FrameRow, SpaceHandle, QPointF] | None:
        """The handle nearest to a pixel, within reach, and its own pixel."""
        camera = self._view.picture.camera()
        best = None
        for row, handle in self._view.handles():
            if camera is None or not camera.box.shows(handle.x, handle.y, handle.z):
                continue
            pixel = QPointF(*camera.pixel(handle.x, handle.y, handle.z))
            away = hypot(pixel.x() - at.x(), pixel.y() - at.y())
            if away <= reach:
                best, reach = (row, handle, pixel), away
        return best

    def _drag(self, key: HandleKey, at: QPointF) -> None:
        """Tell x and y where the ray of a pixel meets the surface that the handle is on, else the floor.

        Tell the height where it is lifted, and the ray where it follows a curve.
        """
        camera = self._view.picture.camera()
        held = next((h for r, h in self._view.handles() if (r.row.id, h.name) == key), None)
        if held is not None and camera is not None and (self._lifting or held.moves == "sight"):
            ray = ray_of(self._lifting or camera, at)
            to = ray.height_over(held.x, held.y) if self._lifting else ray
            if to is not None:
                self._view.report_pull(*key, to)
            return
        spot = self.place_for(key, at)
        if spot is not None:
            self._view.report_drag(*key, *spot)

    def place_for(self, key: HandleKey, at: QPointF) -> tuple[float, float] | None:
        """The x and y that a handle is wanted at when it is dragged to a pixel; None where there is none."""
        view = self._view
        found, camera = view.picture.ground(), view.picture.camera()
        if found is None or camera is None:
            return None
        ray, (rows, ground) = camera.ray(at.x(), at.y()), found
        sheets = ground.sheets
        own = [n for n, s in enumerate(sheets) if s.role == "surface" and rows[s.look].row.id == key[0]]
        others = [n for n, s in enumerate(sheets) if s.role == "surface" and n not in own]
        held = next((h for r, h in view.handles() if (r.row.id, h.name) == key), None)
        for number in own or self._under(others, held):
            hit = first_hit(ground, *ray, number)
            if hit is not None:
                return _pair(camera.real(hit.point))
        level = floor_hit(*ray) if held is None else self._at_height(held, *ray)
        return None if level is None else _pair(camera.real(level))

    def _under(self, numbers: list[int], held: SpaceHandle | None) -> list[int]:
        """The surfaces that a handle lies on, though they belong to other rows: a tangent plane's point."""
        found, camera = self._view.picture.ground(), self._view.picture.camera()
        if held is None or found is None or camera is None:
            return []
        ground = found[1]
        unit = camera.unit(np.array([[held.x, held.y, held.z]], float))
        cell = ground.cells(unit)
        gaps = [abs(float(unit[0, 2] - ground.heights(ground.sheets[n], unit, *cell)[0])) for n in numbers]
        return [n for n, gap in zip(numbers, gaps) if gap < 0.05]

    def _at_height(self, held: SpaceHandle, start: Floats, way: Floats) -> Floats | None:
        """Where a ray passes the height of a handle that is on no surface."""
        camera = self._view.picture.camera()
        assert camera is not None
        height = float(camera.unit(np.array([held.x, held.y, held.z], float))[2])
        return floor_hit(start, way, height)


def _pair(point: Floats) -> tuple[float, float]:
    return float(point[0]), float(point[1])
