"""What is painted over space: points, handles and texts, which no surface may cover for good."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from calcviz.drawing import Floats
from calcviz.drawing.fields import MarkerShape
from calcviz.drawing.space import SpaceArrows, SpaceHandle, SpaceLabel, SpaceMarkers
from calcviz.engine.frame import FrameRow
from calcviz.scene.document import Viewport
from calcviz.views.formula.formula import typeset
from calcviz.views.geometry import Strokes
from calcviz.views.handle_keys import HandleKey
from calcviz.views.items import HANDLE_RADIUS, LABEL_SIZE, MARKER_RADIUS, Canvas, paint_dot, paint_grip
from calcviz.views.labels import Board
from calcviz.views.pens import Look, look_of, pen
from calcviz.views.signs import paint_sign
from calcviz.views.space.bars import bars_of
from calcviz.views.space.camera import HALF, Camera
from calcviz.views.space.gather import items_of, spots_of
from calcviz.views.space.lifts import AWAY, paint_arrows
from calcviz.views.space.rays import hidden
from calcviz.views.space.sheets import Ground
from calcviz.views.space.walls import Edge
from calcviz.views.theme import Theme, mix


@dataclass(frozen=True, slots=True)
class Touched:
    """How handles are painted: as `discs` or as points; which is under the pointer, which moved by keys."""

    discs: bool = False
    hovered: HandleKey | None = None
    selected: HandleKey | None = None


class _Covered:
    """Whether a surface is before a point; several rows may be about one, and it is looked for once."""

    def __init__(self, ground: Ground, camera: Camera) -> None:
        self._ground, self._camera = ground, camera
        self._known: dict[tuple[float, float, float], bool] = {}

    def __call__(self, x: float, y: float, z: float) -> bool:
        place = x, y, z
        if place not in self._known:
            unit = self._camera.unit(np.array(place, float))
            self._known[place] = hidden(self._ground, unit, self._camera.to_eye(unit))
        return self._known[place]


def paint_spots(
    painter: QPainter,
    rows: tuple[FrameRow, ...],
    ground: Ground,
    camera: Camera,
    theme: Theme,
    found: tuple[Edge, ...],
    touched: Touched,
) -> None:
    """Paint the points of rows, pale behind a surface, then the texts beside them at free places."""
    looks = [look_of(theme, row) for row in rows]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    view = Viewport(width=max(1, round(camera.width)), height=max(1, round(camera.height)))
    bars = bars_of(rows, camera.width, camera.height, theme)
    board = Board([*(text.place for edge in found for text in edge.texts), *bars.values()])
    board.keep_visible(_shafts(rows, camera))
    canvas = Canvas(painter, view, theme, board=board)
    covered = _Covered(ground, camera)
    texts: list[tuple[QPointF, float, str, Look, Mapping[str, str]]] = []
    for k, spot in spots_of(rows):
        if isinstance(spot, SpaceMarkers):
            for x, y, z in zip(spot.x.tolist(), spot.y.tolist(), spot.z.tolist()):
                at = _seen(camera, x, y, z)
                if at is not None:
                    _marker(canvas, covered(x, y, z), at, spot.shape, looks[k])
            continue
        at = _seen(camera, spot.x, spot.y, spot.z)
        if at is None:
            continue
        if isinstance(spot, SpaceHandle):
            key = rows[k].row.id, spot.name
            held = key in (touched.hovered, touched.selected)
            if held and touched.discs and spot.moves == "free":
                paint_arrows(painter, camera, spot, looks[k].color, theme)
                board.keep_free(_about(at, AWAY))
            if held or not spot.quiet:
                _handle(canvas, covered(spot.x, spot.y, spot.z), at, looks[k], key, touched)
                board.keep_free(_about(at, HANDLE_RADIUS + 2))
        if spot.latex:
            inserted = spot.values if isinstance(spot, SpaceLabel) else ()
            gap = 8.0 if isinstance(spot, SpaceLabel) else HANDLE_RADIUS + 4
            texts.append((at, gap, spot.latex, looks[k], dict(inserted)))
    told: set[tuple[object, ...]] = set()
    for at, gap, latex, shown, values in texts:
        same = latex, tuple(values.items()), round(at.x()), round(at.y())
        if same not in told:  # several rows about one point: its name once
            told.add(same)
            _text(canvas, at, gap, latex, shown, values)


def _shafts(rows: tuple[FrameRow, ...], camera: Camera) -> Strokes:
    """The vectors of rows as strokes from tail to tip, in pixels; no text shall lie on them."""
    ends: list[Floats] = [np.empty((0, 3))]
    for _, item in items_of(rows):
        if isinstance(item, SpaceArrows) and item.role == "vector":
            tails = np.stack([item.x, item.y, item.z], 1)
            tips = tails + np.stack([item.dx, item.dy, item.dz], 1)
            there = np.isfinite(tips).all(1)
            ends.append(np.stack([tails[there], tips[there]], 1).reshape(-1, 3))
    unit = camera.unit(np.concatenate(ends))
    across, down, _ = camera.project(np.clip(unit, -HALF, HALF)).T
    return Strokes(across, down, np.arange(0, len(across), 2))


def _seen(camera: Camera, x: float, y: float, z: float) -> QPointF | None:
    """The pixel of a point of the box; None outside it."""
    unit = camera.unit(np.array([x, y, z], float))
    if not (np.abs(unit) <= HALF * (1 + 1e-6)).all():
        return None
    across, down, _ = camera.project(unit).tolist()
    return QPointF(across, down)


def _marker(canvas: Canvas, covered: bool, at: QPointF, shape: MarkerShape, shown: Look) -> None:
    """A point; behind a surface it is pale, as if seen through it."""
    color = mix(shown.color, canvas.theme.ink, 0.25)
    if covered:
        color = mix(color, canvas.theme.paper, 0.55)
    painter = canvas.painter
    if shape in ("up", "down", "cross"):
        paint_sign(painter, at, shape, color, canvas.theme.paper)
    else:
        painter.setBrush(QColor(canvas.theme.paper if shape == "open" else color))
        painter.setPen(pen(color, 1.6) if shape == "open" else pen(canvas.theme.paper, 1.0))
        painter.drawEllipse(at, MARKER_RADIUS, MARKER_RADIUS)
    canvas.board.keep_free(_about(at, MARKER_RADIUS + 1))


def _handle(
    canvas: Canvas,
    behind: bool,
    at: QPointF,
    shown: Look,
    key: HandleKey,
    touched: Touched,
) -> None:
    """The disc of a handle, hollow where a surface is before it; a point in a picture that nobody touches."""
    if touched.discs:
        hovered, selected = touched.hovered == key, touched.selected == key
        paint_grip(canvas, at, shown, hovered=hovered, selected=selected, hollow=behind)
    elif not behind:
        canvas.painter.setPen(pen(canvas.theme.paper, 1.2))
        canvas.painter.setBrush(QColor(shown.color))
        canvas.painter.drawEllipse(at, MARKER_RADIUS + 0.6, MARKER_RADIUS + 0.6)
    else:
        paint_dot(canvas, at, shown)


def _text(
    canvas: Canvas, at: QPointF, gap: float, latex: str, shown: Look, values: Mapping[str, str]
) -> None:
    """A formula beside a point, on a veil of paper so that it can be read over a surface."""
    formula = typeset(latex, LABEL_SIZE)
    height = formula.height + formula.depth
    place = canvas.board.place(at, formula.width + 6, height + 2, gap, canvas.viewport)
    painter = canvas.painter
    if not canvas.theme.clear:
        veil = QColor(canvas.theme.paper)
        veil.setAlphaF(0.78)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawRoundedRect(place, 3.0, 3.0)
    formula.paint(painter, place.x() + 3, place.y() + 1 + formula.height, QColor(shown.text), values)


def _about(at: QPointF, radius: float) -> QRectF:
    return QRectF(at.x() - radius, at.y() - radius, 2 * radius, 2 * radius)
