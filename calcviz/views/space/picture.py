"""The picture of space on the screen: kept while nothing moves, coarser while it does, mended in parts."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap, QRegion

from calcviz.drawing import Floats
from calcviz.drawing.space import Faces, Mesh, SpaceArrows, SpaceHandle, SpaceLine, SpacePrimitive
from calcviz.engine.frame import Frame, FrameRow
from calcviz.scene.document import Space
from calcviz.views.space.bars import bars_of, camera_of
from calcviz.views.space.camera import HALF, Camera
from calcviz.views.space.gather import Scene, handles_of, scene, scene_ground, shown_in_space
from calcviz.views.space.overlay import Resting, all_flat, paint_moving, resting
from calcviz.views.space.paint import axes, paint_scene, parts
from calcviz.views.space.sheets import Ground
from calcviz.views.space.spots import Touched, paint_spots
from calcviz.views.space.walls import Edge
from calcviz.views.theme import LIGHT, Theme

ROOM = 14.0
"""Pixels about the points of a row that its lines and arrows may reach."""


@dataclass(frozen=True, slots=True, eq=False)
class Painted:
    """What the pixmap shows: a scene, how it was seen, and the axes."""

    scene: Scene
    how: tuple[object, ...]
    edges: tuple[Edge, ...]


HEAVY, LARGE = 9000, 4000
"""Pieces from which on what rests in a picture is prepared only for what is dragged in it; and those from
which on it is painted coarsely first and finely in turns: of 6400 the painting alone takes 40 ms."""


class Picture:
    """What is painted of a frame; `moving` asks for the coarse surfaces.

    Surfaces, lines and arrows lie in a pixmap, of which only the part is painted anew where a row has
    changed; points and texts are painted on it each time.
    """

    def __init__(self) -> None:
        self.frame: Frame | None = None
        self.space = Space()
        self.theme: Theme = LIGHT
        self.size = (1.0, 1.0)
        self.ratio = 1.0
        self.moving = False
        self.held = False
        """Whether something is dragged here: only then is it worth to prepare what rests, if it is much."""
        self.touched = Touched(discs=True)
        self._scenes: dict[bool, tuple[object, Scene]] = {}
        self._painted: Painted | None = None
        self._moved: set[int] = set()
        self._last: tuple[tuple[object, ...], tuple[FrameRow, ...]] = ((), ())
        self._resting: tuple[object, Resting | None] = (None, None)
        self._grounds: tuple[object, tuple[tuple[FrameRow, ...], Ground]] | None = None
        self._pixmap = QPixmap()

    def large(self, frame: Frame | None = None, most: int = LARGE) -> bool:
        """Whether a fine picture of a frame, or of that shown, takes long: it has very many pieces."""
        frame = frame or self.frame
        rows = shown_in_space(frame.rows) if frame is not None else ()
        return sum(map(_weight, (item for row in rows for item in row.space))) > most

    def is_new(self, frame: Frame) -> bool:
        """Whether a frame shows other surfaces and lines than the one that is shown."""
        if self.frame is None:
            return True
        old, new = (tuple(map(_shown, shown_in_space(each.rows))) for each in (self.frame, frame))
        return self.frame.box != frame.box or old != new

    def camera(self) -> Camera | None:
        """How the box of the frame is seen; None where there is none."""
        if self.frame is None or self.frame.box is None:
            return None
        return camera_of(self.frame, self.frame.box, self.space, *self.size, self.theme)

    def rows(self) -> tuple[FrameRow, ...]:
        """The rows that are shown."""
        return self.frame.rows if self.frame is not None else ()

    def handles(self) -> list[tuple[FrameRow, SpaceHandle]]:
        """What can be taken hold of, from back to front; nothing without a box."""
        return handles_of(self.rows()) if self.camera() is not None else []

    def scene(self, *, coarse: bool = False) -> Scene | None:
        """What the rows show, made anew only where they or the box are others."""
        camera = self.camera()
        if camera is None or self.frame is None:
            return None
        stretch = tuple(camera.stretch.tolist())
        key = (tuple(map(_shown, shown_in_space(self.rows()))), self.frame.box, self.theme, stretch)
        known = self._scenes.get(coarse)
        if known is None or known[0] != key:
            known = key, scene(self.frame.rows, camera, coarse=coarse, theme=self.theme)
            self._scenes[coarse] = known
        return known[1]

    def ground(self) -> tuple[tuple[FrameRow, ...], Ground] | None:
        """The curved and opaque surfaces as finely as they are known, and the rows that their looks tell."""
        camera = self.camera()
        if camera is None:
            return None
        rows = tuple(row for row in shown_in_space(self.rows()) if not all_flat((row,)))
        key = (tuple(map(_shown, rows)), camera.box)
        if self._grounds is None or self._grounds[0] != key:
            self._grounds = key, (rows, scene_ground(rows, camera))
        return self._grounds[1]

    def paint(self, painter: QPainter) -> None:
        """Paint the picture, or copy what is the same as before."""
        camera = self.camera()
        if camera is None:
            painter.fillRect(QRectF(0, 0, *self.size), QColor(self.theme.paper))
            return
        rows = shown_in_space(self.rows())
        self._notice(rows, camera)
        rest = self._paint_over(painter, rows, camera)
        if rest is not None:
            ground, found = rest.seen.model.ground, rest.edges
        else:
            painted = self._render(camera)
            painter.drawPixmap(0, 0, self._pixmap)
            ground, found = painted.scene.model.ground, painted.edges
        paint_spots(painter, rows, ground, camera, self.theme, found, self.touched)

    def in_turns(self) -> Iterator[None]:
        """Make the fine picture of what is shown now, a part in each turn; then `moving` may end.

        To be given up where anything changes meanwhile.
        """
        camera, seen = self.camera(), self.scene()
        if camera is None or seen is None:
            return
        yield
        how, found = (*self._how(camera), False), axes(camera, self.theme)
        pixmap = _blank(QPixmap(), self.size, self.ratio)
        pixmap.fill(QColor(self.theme.paper))
        for part in parts(seen, camera, self.theme, self.ratio, found=found):
            painter = QPainter(pixmap)
            try:
                painter.setRenderHint(QPainter.RenderHint.Antialiasing)
                part(painter)
            finally:
                painter.end()
            yield
        self._pixmap, self._painted = pixmap, Painted(seen, how, found)

    def _notice(self, rows: tuple[FrameRow, ...], camera: Camera) -> None:
        """Note which rows move: those that are others than when the picture last was at rest or turned."""
        how = self._how(camera)
        if how != self._last[0] or not self.moving:
            self._moved = set()
            self._resting = (None, None)
        if how == self._last[0] and self.moving:
            before = {_shown(row) for row in self._last[1]}
            self._moved |= {row.row.id for row in rows if _shown(row) not in before}
        self._last = how, rows  # the rows stay alive, and so their primitives tell by identity

    def _how(self, camera: Camera) -> tuple[object, ...]:
        """All that decides how the same rows look."""
        bars = bars_of(self.rows(), camera.width, camera.height, self.theme)
        return self.space, camera.box, self.theme, self.size, self.ratio, bars

    def _paint_over(self, painter: QPainter, rows: tuple[FrameRow, ...], camera: Camera) -> Resting | None:
        """Paint what moves over what rests; None where that would not be the same picture."""
        moving = tuple(row for row in rows if row.row.id in self._moved)
        if not moving or not all_flat(moving) or self.large(most=HEAVY) and not self.held:
            return None
        still = tuple(row for row in rows if row.row.id not in self._moved)
        key = tuple(map(_shown, still))
        if self._resting[0] != key:
            pixmap = _blank(QPixmap(), self.size, self.ratio)
            seen = scene(still, camera, coarse=True, theme=self.theme)
            self._resting = key, resting(seen, camera, self.theme, self.ratio, pixmap)
        rest = self._resting[1]
        if rest is None:
            return None
        over = scene(moving, camera, coarse=True, theme=self.theme)
        if over.model.ground.sheets or len(over.model.flats) > 1:
            return None
        painter.drawPixmap(0, 0, rest.pixmap)
        paint_moving(painter, rest, over)
        return rest

    def _render(self, camera: Camera) -> Painted:
        """Bring the pixmap up to date."""
        seen = self.scene(coarse=self.moving)
        assert seen is not None
        how = (*self._how(camera), self.moving)
        before = self._painted
        if before is not None and before.scene is seen and before.how == how:
            return before
        within = None
        if before is not None and before.how == how:
            within = _changed(before.scene, seen, camera)
        else:
            self._pixmap = _blank(self._pixmap, self.size, self.ratio)
        painter = QPainter(self._pixmap)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            if within is not None:
                painter.setClipRegion(_region(within))
            painter.fillRect(QRectF(0, 0, *self.size), QColor(self.theme.paper))
            rough = self.moving
            found = paint_scene(painter, seen, camera, self.theme, self.ratio, within, rough=rough)
        finally:
            painter.end()
        self._painted = Painted(seen, how, found)
        return self._painted


def _shown(row: FrameRow) -> tuple[object, ...]:
    """What decides how a row looks in space; its primitives by identity, kept alive by the scene."""
    return id(row.space), row.row.style, row.row.visible, row.row.id, row.faded


def _weight(item: SpacePrimitive) -> float:
    """About how many pieces a primitive is painted as; strokes are faster than pieces."""
    if isinstance(item, Mesh):
        return item.z.size + (0 if item.rim is None else 2 * len(item.rim.starts))
    return len(item.x) / 8 if isinstance(item, SpaceLine | SpaceArrows) else 0


def _blank(pixmap: QPixmap, size: tuple[float, float], ratio: float) -> QPixmap:
    width, height = (max(1, round(side * ratio)) for side in size)
    if (pixmap.width(), pixmap.height()) != (width, height):
        pixmap = QPixmap(width, height)
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


def _changed(before: Scene, now: Scene, camera: Camera) -> Floats:
    """The rectangles in which two scenes differ: (n, 4), left, top, right and bottom in whole pixels."""
    old, new = ({_shown(row): row for row in one.rows} for one in (before, now))
    found = []
    for key in old.keys() ^ new.keys():
        row = old.get(key) or new[key]
        for item in row.space:
            if isinstance(item, Mesh | SpaceLine | SpaceArrows | Faces):
                points = np.clip(camera.unit(_points(item)), -HALF, HALF)
                seen = camera.project(points[np.isfinite(points).all(1)])[:, :2]
                if len(seen):
                    found.append([*np.floor(seen.min(0) - ROOM), *np.ceil(seen.max(0) + ROOM)])
    return np.array(found, float).reshape(-1, 4)


def _points(item: Mesh | SpaceLine | SpaceArrows | Faces) -> Floats:
    """The points (n, 3) of a primitive; arrows by their ends."""
    if isinstance(item, Mesh):
        x, y = np.meshgrid(item.x, item.y)
        points = np.stack([x.ravel(), y.ravel(), item.z.ravel()], 1)
        return points if item.rim is None else np.concatenate([points, _points(item.rim)])
    points = np.stack([item.x, item.y, item.z], 1)
    if isinstance(item, SpaceArrows):
        points = np.concatenate([points, points + np.stack([item.dx, item.dy, item.dz], 1)])
    return points


def _region(rectangles: Floats) -> QRegion:
    region = QRegion()
    for left, top, right, bottom in rectangles.astype(int).tolist():
        region += QRect(left, top, right - left, bottom - top)
    return region
