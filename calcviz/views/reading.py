"""What is read off the curves: the point of the nearest one, or the landmark that a pointer snaps to."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import hypot, isfinite

import numpy as np
from PySide6.QtCore import QPointF

from calcviz.drawing import Heatmap, LevelCurves, Polyline
from calcviz.engine.frame import FrameRow
from calcviz.engine.landmarks import Place
from calcviz.maths.landmarks.point import Kind
from calcviz.scene.document import Viewport
from calcviz.scene.snap import snapped
from calcviz.views.geometry import Strokes, distance, foot, pixel_x, pixel_y, strokes
from calcviz.views.navigation import at_pixel
from calcviz.views.travelling import Way

NEAR = 12.0
"""Pixels from a curve within which its point is read."""
SNAP, HOLD = 10.0, 15.0
"""Pixels from a landmark within which the pointer snaps to it, and within which it stays there."""
TOGETHER = 1.5
"""Landmarks of a curve closer than so many pixels are one point with several names."""
STEEPEST = 1e4

Value = Callable[[int, float], float | None]
"""The ordinate of a row's curve at x; None where the row draws no graph, NaN where it is undefined."""

Height = Callable[[int, float, float], float | None]
"""The value of a row's function of two variables at (x, y); None where the row draws none or it has none."""

_ORDER: tuple[Kind, ...] = (
    "solution",
    "intersection",
    "crossing",
    "minimum",
    "maximum",
    "root",
    "hole",
    "pole",
    "jump",
    "corner",
    "end",
    "level",
    "upright",
    "inflection",
    "x_intercept",
    "y_intercept",
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Places that are one point on the screen; at a pole `y` and the height of `at` are NaN."""

    places: tuple[Place, ...]
    at: QPointF

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """What it is, the most telling first."""
        return tuple(dict.fromkeys(place.landmark.kind for place in self.places))

    @property
    def rows(self) -> tuple[int, ...]:
        """The rows on whose curves it lies."""
        return tuple(dict.fromkeys(row for place in self.places for row in place.rows))

    @property
    def best(self) -> Place:
        """The place that knows the point best: exactly, if one does."""
        return max(self.places, key=lambda place: _known(place))


@dataclass(frozen=True, slots=True)
class Reading:
    """A point (x, y) of a row's curve and its pixel; `mark` where it is a landmark.

    `height` is the value there of a function of two variables, whose level curves the row draws.
    """

    row: FrameRow
    x: float
    y: float
    at: QPointF
    mark: Mark | None = None
    height: float | None = None


class Curves:
    """The curves and lines of visible rows in pixels, and the landmarks on them."""

    def __init__(self, view: Viewport, rows: Sequence[FrameRow], places: Sequence[Place]) -> None:
        self.view = view
        self.rows = {row.row.id: row for row in rows if row.row.visible and not row.faded}
        self._ways: dict[int, Way] = {}
        self.marks = _marks([place for place in places if set(place.rows) <= self.rows.keys()], view)

    @cached_property
    def _abscissas(self) -> list[float]:
        """The pixels of the landmarks, rising: of a thousand only a few are near the pointer."""
        return [mark.at.x() for mark in self.marks]

    @cached_property
    def _lines(self) -> dict[int, list[Strokes]]:
        """The lines of each row: who only looks for landmarks needs none."""
        return {row_id: lines for row_id, row in self.rows.items() if (lines := _lines(row, self.view))}

    @cached_property
    def _levels(self) -> dict[int, Strokes | None]:
        """The level curves of each row that draws some; None for a map of colours, which is everywhere."""
        found: dict[int, Strokes | None] = {}
        for row_id, row in self.rows.items():
            for item in row.drawing.primitives:
                if isinstance(item, Heatmap):
                    found[row_id] = None
                elif isinstance(item, LevelCurves) and len(item.x):
                    found.setdefault(row_id, strokes(self.view, item.x, item.y, item.starts))
        return found

    @property
    def readable(self) -> tuple[int, ...]:
        """The rows with a curve, or with dots alone, in their order."""
        return tuple(row_id for row_id in self.rows if row_id in self._lines or row_id in self._dotted)

    @cached_property
    def _dotted(self) -> frozenset[int]:
        """The rows that show points and no curve: the solutions of an equation."""
        found = {row for mark in self.marks if "solution" in mark.kinds for row in mark.rows}
        return frozenset(found - self._lines.keys())

    def is_dotted(self, row_id: int) -> bool:
        """Whether a row is read from dot to dot."""
        return row_id in self._dotted

    def nearest(self, at: QPointF, reach: float, value: Value) -> Reading | None:
        """The point of the nearest curve within reach: over the pointer, on steep parts beside it."""
        best, least = None, reach
        for row_id, lines in self._lines.items():
            for line in lines:
                there = foot(line, at.x(), at.y())
                if there.away <= least:
                    best, least = (row_id, there), there.away
        if best is None:
            return None
        row_id, there = best
        steep = abs(there.dy) / max(abs(there.dx), 1e-6)
        x, _ = at_pixel(self.view, at.x() + (there.x - at.x()) * min(1.0, steep), 0.0)
        # As many digits as tell one pixel of the curve from the next.
        x = snapped(x, self.view.x_axis.unit(x) * min(max(steep, 1.0), STEEPEST))
        drawn = QPointF(there.x, there.y)
        if self.turns(row_id):
            return self._drawn(row_id, drawn)
        return self.at_x(row_id, x, value) or self._drawn(row_id, drawn)

    def turns(self, row_id: int) -> bool:
        """Whether a row's curve may have several points over one x: then it is read as it is drawn."""
        row = self.rows[row_id]
        return row.kind == "curve" or row.members > 1

    def way(self, row_id: int) -> Way:
        """The lines of a row to go along."""
        if row_id not in self._ways:
            self._ways[row_id] = Way(self._lines[row_id])
        return self._ways[row_id]

    def on_way(self, row_id: int, place: float) -> Reading:
        """The point of a row so many pixels from the beginning of its lines."""
        return self._drawn(row_id, self.way(row_id).point(place))

    def height_near(self, at: QPointF, height: Height) -> Reading | None:
        """What a function of two variables is at a pixel: near a level curve, or on its map of colours."""
        x, y = at_pixel(self.view, at.x(), at.y())
        x, y = snapped(x, self.view.x_axis.unit(x)), snapped(y, self.view.y_axis.unit(y))
        for row_id, lines in reversed(self._levels.items()):
            if lines is None or distance(lines, at.x(), at.y()) <= NEAR:
                value = height(row_id, x, y)
                if value is not None and isfinite(value):
                    place = QPointF(pixel_x(self.view, x), pixel_y(self.view, y))
                    return Reading(self.rows[row_id], x, y, place, height=value)
        return None

    def at_x(self, row_id: int, x: float, value: Value) -> Reading | None:
        """The point of a row at x; None where it has none."""
        y = value(row_id, x)
        if y is None:
            return self._interpolated(row_id, x)
        if not isfinite(y):
            return None
        return Reading(self.rows[row_id], x, y, QPointF(pixel_x(self.view, x), pixel_y(self.view, y)))

    def mark_near(self, at: QPointF, held: Mark | None) -> Mark | None:
        """The landmark that the pointer snaps to; the one it is at already is left later than it is found."""
        best, least = None, SNAP
        first = bisect_left(self._abscissas, at.x() - HOLD)
        last = bisect_right(self._abscissas, at.x() + HOLD)
        for mark in self.marks[first:last]:
            away = abs(mark.at.x() - at.x()) if _upright(mark) else _apart(mark.at, at)
            if _upright(mark) and not self._beside(mark, at):
                continue
            if held is not None and mark.rows == held.rows and mark.best == held.best:
                away *= SNAP / HOLD
            if away <= least:
                best, least = mark, away
        return best

    def at_mark(self, mark: Mark, at: QPointF) -> Reading:
        """The reading of a landmark; that of a pole stands at the pointer's height."""
        found = mark.best.landmark
        place = QPointF(mark.at.x(), at.y()) if _upright(mark) else mark.at
        return Reading(self.rows[mark.rows[0]], found.x, found.y, place, mark)

    def marks_of(self, row_id: int) -> Iterator[Mark]:
        """The landmarks of a row, x rising."""
        return (mark for mark in self.marks if row_id in mark.rows)

    def _interpolated(self, row_id: int, x: float) -> Reading | None:
        """The point of a line at x, as it is drawn."""
        px = pixel_x(self.view, x)
        for line in self._lines.get(row_id, ()):
            left, right = np.minimum(line.x[:-1], line.x[1:]), np.maximum(line.x[:-1], line.x[1:])
            over = (left <= px) & (px <= right) & (left < right)
            over[line.cuts()] = False
            if over.any():
                k = int(over.argmax())
                t = (px - line.x[k]) / (line.x[k + 1] - line.x[k])
                return self._drawn(row_id, QPointF(px, float(line.y[k] + t * (line.y[k + 1] - line.y[k]))))
        return None

    def _drawn(self, row_id: int, at: QPointF) -> Reading:
        return Reading(self.rows[row_id], *at_pixel(self.view, at.x(), at.y()), at)

    def _beside(self, mark: Mark, at: QPointF) -> bool:
        """Whether a curve of the mark passes near the pointer: a pole is read where the curve runs off."""
        lines = [line for row_id in mark.rows for line in self._lines.get(row_id, ())]
        return any(distance(line, at.x(), at.y()) <= NEAR for line in lines)


def _lines(row: FrameRow, view: Viewport) -> list[Strokes]:
    drawn = [
        strokes(view, item.x, item.y, item.starts)
        for item in row.drawing.primitives
        if isinstance(item, Polyline) and item.role in ("curve", "line")
    ]
    return [line for line in drawn if len(line.x) > 1]


def _marks(places: Sequence[Place], view: Viewport) -> tuple[Mark, ...]:
    """The places as marks, x rising; those that share a pixel and a curve are one."""
    found: list[Mark] = []
    columns: dict[int, list[int]] = {}
    across, down = view.x_axis, view.y_axis
    for place in sorted(places, key=lambda each: _ORDER.index(each.landmark.kind)):
        here = QPointF(across.pixel(place.landmark.x), down.pixel(place.landmark.y))
        if not (-NEAR <= here.x() <= view.width + NEAR):
            continue
        column = int(here.x() / TOGETHER)
        beside = [k for each in (column - 1, column, column + 1) for k in columns.get(each, ())]
        same = next((k for k in beside if _one(found[k], place, here)), None)
        if same is not None:
            found[same] = replace(found[same], places=(*found[same].places, place))
            continue
        columns.setdefault(column, []).append(len(found))
        found.append(Mark((place,), here))
    return tuple(sorted(found, key=lambda mark: mark.at.x()))


def _one(mark: Mark, place: Place, here: QPointF) -> bool:
    """Whether a place is the same point of the same curve as a mark."""
    return _apart(mark.at, here) < TOGETHER and not set(mark.rows).isdisjoint(place.rows)


def _known(place: Place) -> int:
    landmark = place.landmark
    return (landmark.x_text is not None) + (landmark.y_text is not None)


def _upright(mark: Mark) -> bool:
    return not isfinite(mark.at.y())


def _apart(a: QPointF, b: QPointF) -> float:
    return hypot(a.x() - b.x(), a.y() - b.y())
