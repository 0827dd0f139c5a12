"""The box about space: the faces seen from within with their grids, and numbers at near edges."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter

from calcviz.drawing import Floats
from calcviz.views.fonts import number_font
from calcviz.views.geometry import polygon
from calcviz.views.pens import pen
from calcviz.views.space.camera import CORNERS, HALF, Camera
from calcviz.views.space.strokes import strokes
from calcviz.views.theme import Theme, mix
from calcviz.views.ticks import ticks

NUMBER_SIZE, NAME_SIZE = 13.0, 17.0
TICK, GAP = 5.0, 4.0
SPACING = 44.0
SHORTEST = 30.0
"""Pixels below which an edge, seen from its end, has no numbers."""
NAMES = ("x", "y", "z")


@dataclass(frozen=True, slots=True)
class Text:
    """A number or a name: where it stands and how it is written."""

    text: str
    place: QRectF
    name: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """The edge of an axis: the marks and the texts that stand along it."""

    marks: tuple[QLineF, ...]
    texts: tuple[Text, ...]


Face = tuple[int, float]
"""One of the six: its axis, and on which end of it."""


def back(camera: Camera) -> Floats:
    """The signs of the three faces that are farthest from the reader."""
    return np.where(camera.towards > 1e-12, -1.0, 1.0)


def inner(camera: Camera) -> list[Face]:
    """The faces that are seen from within: three, in perspective up to five."""
    signs, eye = back(camera), camera.eye
    faces = [(axis, float(signs[axis])) for axis in range(3)]
    if eye is not None:
        faces = [(k, s) for k in range(3) for s in (-signs[k], signs[k]) if s * eye[k] < HALF[k]]
    return faces


def edges(camera: Camera) -> tuple[Edge, ...]:
    """The axes as they are numbered in this picture."""
    taken: list[QRectF] = []
    made = []
    for axis in range(3):
        ends = _ends(camera, axis)
        edge = _edge(camera, axis, ends, taken)
        taken += [text.place for text in edge.texts]
        made.append(edge)
    return tuple(made)


def _ends(camera: Camera, axis: int) -> Floats | None:
    """The ends (2, 3) of the edge that is numbered, one at the outline of the box; None where none is.

    For x and y it is that of the floor nearest the reader, or what is lowest; for z what is farthest left.
    """
    signs = back(camera)
    sides = np.array([[u, v] for u in (-1.0, 1.0) for v in (-1.0, 1.0)])
    corners = np.insert(sides, axis, 0.0, 1)
    seen = camera.project(corners * HALF)
    wanted = seen[:, 0] if axis == 2 else -seen[:, 1]
    if axis != 2:
        near = np.array([-signs[0], -signs[1], signs[2]])
        wanted = wanted - 1e6 * (np.delete(corners, axis, 1) == np.delete(near, axis)).all(1)
    every = camera.project(CORNERS * HALF)[:, :2]
    for k in np.argsort(wanted).tolist():
        ends = np.stack([corners[k], corners[k]])
        ends[:, axis] = -1.0, 1.0
        a, b = camera.project(ends * HALF)[:, :2]
        beside = (b - a)[0] * (every - a)[:, 1] - (b - a)[1] * (every - a)[:, 0]
        room = 0.5 * float(np.hypot(*(b - a)))
        if (beside >= -room).all() or (beside <= room).all():
            made: Floats = ends * HALF
            return made
    return None


def _edge(camera: Camera, axis: int, ends: Floats | None, taken: list[QRectF]) -> Edge:
    low, high = camera.ranges[axis]
    seen = np.zeros((2, 2)) if ends is None else camera.project(ends)[:, :2]
    length = float(np.hypot(*(seen[1] - seen[0])))
    if ends is None or length < SHORTEST or not np.isfinite(length):
        return Edge((), ())
    out = _outward(camera, seen)
    spacing = min(SPACING, max(SPACING / 2, length / 4.5))
    for _ in range(6):
        found = ticks(low, high, length, spacing)
        at = _spots(camera, axis, ends, found.major)
        texts = [_beside(text, spot, out) for text, spot in zip(found.labels, at)]
        if not any(a.place.intersects(b.place) for a, b in pairwise(texts)):
            break
        spacing *= 1.4
    texts = [text for text in texts if not _close(text.place, taken)]
    marks = tuple(QLineF(*spot, *(spot + TICK * out)) for spot in at)
    name = _name(axis, seen, out, texts, [*taken, *(text.place for text in texts)])
    return Edge(marks, (*texts, name))


def _close(place: QRectF, taken: list[QRectF]) -> bool:
    about = place.adjusted(-5, -1, 5, 1)
    return any(map(about.intersects, taken))


def _outward(camera: Camera, seen: Floats) -> Floats:
    """The direction on the picture at right angles to an edge, away from the middle of the box."""
    along = seen[1] - seen[0]
    out = np.array([-along[1], along[0]]) / np.hypot(*along)
    middle = camera.project(np.zeros(3))[:2]
    made: Floats = out if (seen.mean(0) - middle) @ out >= 0 else -out
    return made


def _spots(camera: Camera, axis: int, ends: Floats, values: tuple[float, ...]) -> Floats:
    """The pixels of numbers along an edge, (n, 2)."""
    points = np.repeat(ends[:1], len(values), 0)
    points[:, axis] = (np.array(values) - camera.middle[axis]) / camera.half[axis] * HALF[axis]
    made: Floats = camera.project(points)[:, :2]
    return made


@lru_cache(maxsize=256)
def _width(text: str) -> float:
    return QFontMetricsF(number_font(NUMBER_SIZE)).horizontalAdvance(text)


def _beside(text: str, spot: Floats, out: Floats) -> Text:
    width, height = _width(text), 0.8 * NUMBER_SIZE
    far = TICK + GAP + (abs(out[0]) * width + abs(out[1]) * height) / 2
    middle = spot + far * out
    return Text(text, QRectF(middle[0] - width / 2, middle[1] - height / 2, width, height))


def _name(axis: int, seen: Floats, out: Floats, texts: list[Text], taken: list[QRectF]) -> Text:
    """The name of an axis beyond its numbers, where it covers none of them."""
    width, height = 0.6 * NAME_SIZE, 0.7 * NAME_SIZE
    reach = max((abs(out[0]) * t.place.width() + abs(out[1]) * t.place.height() for t in texts), default=0.0)
    far = TICK + GAP + reach + GAP + (abs(out[0]) * width + abs(out[1]) * height) / 2
    place = QRectF()
    for share in (0.5, 0.42, 0.58, 0.34, 0.66):
        middle = seen[0] + share * (seen[1] - seen[0]) + far * out
        place = QRectF(middle[0] - width / 2, middle[1] - height / 2, width, height)
        if not any(place.adjusted(-2, -2, 2, 2).intersects(other) for other in taken):
            break
    return Text(NAMES[axis], place, name=True)


def paint_walls(painter: QPainter, camera: Camera, theme: Theme) -> None:
    """Paint the back faces with the lines of their grids."""
    faces = tuple(inner(camera))
    painter.setPen(Qt.PenStyle.NoPen)
    for axis, sign in faces:
        face = camera.project(_face(axis, sign) * HALF)
        if not theme.clear:
            shade = mix(theme.paper, theme.grid_minor, 0.8 if axis == 2 else 0.45)
            painter.setBrush(QBrush(QColor(shade)))
            painter.drawPolygon(polygon(face[:, 0], face[:, 1]))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen(theme.grid_major, 1.0))
    painter.drawLines(_lines(camera, wall_lines(camera, faces)))
    painter.setPen(pen(mix(theme.axis, theme.paper, 0.35), 1.0))
    painter.drawLines(_lines(camera, _rims(faces)))


def _face(axis: int, sign: float) -> Floats:
    """The corners (4, 3) of a face of the cube −1 … 1."""
    others = [k for k in range(3) if k != axis]
    made = np.full((4, 3), sign)
    made[:, others[0]] = -1, 1, 1, -1
    made[:, others[1]] = -1, -1, 1, 1
    return made


def wall_lines(camera: Camera, faces: tuple[Face, ...]) -> Floats:
    """The lines across these faces at the numbers of each axis: their ends (n, 2, 3) in the cube −1 … 1."""
    lengths = 2 * HALF * camera.stretch * camera.scale
    return _wall_lines(tuple(camera.ranges), tuple(lengths.tolist()), faces)


@lru_cache(maxsize=16)
def _wall_lines(
    ranges: tuple[tuple[float, float], ...], lengths: tuple[float, ...], faces: tuple[Face, ...]
) -> Floats:
    """The same while the box is turned."""
    found = []
    for axis, ((low, high), length) in enumerate(zip(ranges, lengths)):
        for value in ticks(low, high, length, min(SPACING, max(SPACING / 2, length / 4.5))).major:
            place = (value - (low / 2 + high / 2)) / (high / 2 - low / 2)
            for face, sign in faces:
                if face != axis:
                    free = 3 - axis - face
                    ends = np.zeros((2, 3))
                    ends[:, axis], ends[:, face], ends[:, free] = place, sign, (-1.0, 1.0)
                    found.append(ends)
    return np.array(found, float).reshape(-1, 2, 3)


@lru_cache(maxsize=16)
def _rims(faces: tuple[Face, ...]) -> Floats:
    """The edges (n, 2, 3) of the back faces in the cube −1 … 1."""
    found = []
    for axis, sign in faces:
        corners = _face(axis, sign)
        found += [corners[[k, (k + 1) % 4]] for k in range(4)]
    return np.array(found, float).reshape(-1, 2, 3)


def _lines(camera: Camera, ends: Floats) -> list[QLineF]:
    seen = camera.project(ends * HALF)[:, :, :2].reshape(-1, 4)
    return strokes(seen[np.isfinite(seen).all(1)])


def paint_numbers(painter: QPainter, theme: Theme, found: tuple[Edge, ...]) -> None:
    """Paint the numbered edges' marks, numbers and names."""
    painter.setPen(pen(theme.axis, 1.0))
    for edge in found:
        painter.drawLines(list(edge.marks))
    for edge in found:
        for text in edge.texts:
            painter.setFont(_font(text))
            painter.setPen(QColor(theme.ink if text.name else theme.number))
            painter.drawText(QPointF(text.place.left(), text.place.bottom() - 0.1), text.text)


def _font(text: Text) -> QFont:
    return number_font(NAME_SIZE, italic=True) if text.name else number_font(NUMBER_SIZE)
