"""A function of two variables on a screen: its level curves, and its values as colours."""

from dataclasses import replace
from math import log
from typing import NamedTuple

import numpy as np

from calcviz.drawing.fields import ColorScale, Floats, Heatmap, Integers, LevelCurves, Patch
from calcviz.language.expression import Call, Name, substitute
from calcviz.language.spoken import brief
from calcviz.maths.curves.screen import Screen
from calcviz.maths.curves.thinning import needed
from calcviz.maths.fields.box import Range
from calcviz.maths.fields.crowding import crowded, rectangles
from calcviz.maths.fields.grid import Grid, field_key, grid, remembered
from calcviz.maths.fields.levels import (
    MOVING,
    NOTHING,
    LevelThrough,
    Strokes,
    level_through,
)
from calcviz.maths.fields.nice import WANTED, Levels, level_values
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.relations.attained import attained_on, with_attained, with_zero

MANY, MISS = 20_000, 0.03
"""Points of level curves from which on there are fewer, and by how much chords may miss them, in cells."""
WILD, WILD_MISS = 200_000, 0.12
"""The same where they fill the view."""

CROWDED = 0.2
"""The share of a view in which level curves may be too close to be told apart before there are fewer."""
SIDED = 0.6
"""Where the values on one side of 0 reach this part of the other side's, 0 is the middle of the colours."""


class Sheet(NamedTuple):
    """A function as it lies on a screen: over even coordinates, logarithms where an axis is logarithmic."""

    field: ScalarField
    x_range: Range
    y_range: Range
    x_log: bool
    y_log: bool

    @property
    def grid(self) -> Grid:
        """Its values, evenly over the screen."""
        return grid(self.field, self.x_range, self.y_range, MOVING, MOVING)

    def plane(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Points of the sheet in the coordinates of the plane."""
        return np.exp(x) if self.x_log else x, np.exp(y) if self.y_log else y

    def place(self, point: tuple[float, float]) -> tuple[float, float] | None:
        """A point of the plane on the sheet; None where a logarithmic axis has no such point."""
        (x, y), (x_log, y_log) = point, self[3:]
        if x_log and x <= 0 or y_log and y <= 0:
            return None
        return log(x) if x_log else x, log(y) if y_log else y


def sheet(g: ScalarField, screen: Screen) -> Sheet:
    """The function on a screen."""
    x_range, y_range = screen_ranges(screen)
    if screen.linear:
        return Sheet(g, x_range, y_range, False, False)
    return Sheet(_stretched(g, screen.x_log, screen.y_log), x_range, y_range, screen.x_log, screen.y_log)


def screen_ranges(screen: Screen) -> tuple[Range, Range]:
    """What the axes of a screen show, in logarithms where they are logarithmic."""
    x, y = (screen.x_low, screen.x_high), (screen.y_low, screen.y_high)
    return (
        (log(x[0]), log(x[1])) if screen.x_log else x,
        (log(y[0]), log(y[1])) if screen.y_log else y,
    )


def _stretched(g: ScalarField, x_log: bool, y_log: bool) -> ScalarField:
    """g(exp x, y), g(x, exp y) or both; the same object each time, for grids are remembered by it."""

    def make() -> ScalarField:
        logs = (name for name, stretched in zip(g.variables, (x_log, y_log)) if stretched)
        places = {name: Call("exp", (Name(name),)) for name in logs}
        return ScalarField(substitute(g.expression, places), g.variables, g.parameters, g.text)

    made: ScalarField = remembered.get(("log", field_key(g), x_log, y_log), g.expression, 1, make)
    return made


def levels_on(g: ScalarField, screen: Screen, wanted: int = WANTED) -> Levels:
    """Nice levels for what a screen shows of a function; none where it is constant or nowhere defined.

    Fewer than are wanted where so many would be too close to be told apart in much of the view.
    """
    on = sheet(g, screen)
    values = on.grid
    key = ("nice", field_key(on.field), id(values), wanted)

    def make() -> Levels:
        for count in (wanted, wanted // 3, 2):
            levels = level_values(values.values, count)
            if count <= 2 or crowded(on.field, values, levels.values).mean() <= CROWDED:
                break
        return with_zero(on.field, values, levels)

    made: Levels = remembered.get(key, (on.field.expression, values), wanted, make)
    return made


def contours(
    g: ScalarField, screen: Screen, levels: tuple[float, ...], scale: ColorScale | None = None
) -> tuple[LevelCurves | Patch, ...]:
    """The level curves on a screen, with their values; pale where they are too close; empty without any."""
    on = sheet(g, screen)
    strokes = attained_on(on.field, on.x_range, on.y_range, MOVING, levels)
    lines = _drawn(strokes, on, levels, tuple(brief(level) for level in levels), scale)
    return (*_crowds(on, levels), *lines)


def _crowds(on: Sheet, levels: tuple[float, ...]) -> tuple[Patch, ...]:
    """Where the level curves are too close to be told apart, as pale rectangles."""
    found = rectangles(on.grid, crowded(on.field, on.grid, levels))
    if not found:
        return ()
    x = np.array([[a, b, b, a] for (a, b), _ in found])
    y = np.array([[c, c, d, d] for _, (c, d) in found])
    x, y = on.plane(x.ravel(), y.ravel())
    return (Patch(x, y, np.arange(0, len(x), 4), "crowd"),)


def contour_through(
    g: ScalarField, point: tuple[float, float], screen: Screen, named: bool = True
) -> tuple[LevelThrough, tuple[LevelCurves | Patch, ...]]:
    """The level curve through a point, as it is and as it is drawn, with its value if it is `named`."""
    on = sheet(g, screen)
    place = on.place(point)
    if place is None:
        return NOWHERE, ()
    through = _through(on, place)
    if through.level is None:
        return through, ()
    levels = (through.level,)
    texts = (brief(through.level),) if named else ()
    lines = (replace(line, texts=texts) for line in _drawn_through(on, place, levels))
    return through, (*_crowds(on, levels), *lines)


NOWHERE = LevelThrough(None, NOTHING, False)


def _through(on: Sheet, place: tuple[float, float]) -> LevelThrough:
    """The level curve through a place of a sheet; rows that share a point share it."""
    key = ("through", field_key(on.field), place, on.x_range, on.y_range)

    def make() -> LevelThrough:
        found = level_through(on.field, place, on.x_range, on.y_range)
        if found.level is None:
            return found
        levels = (found.level,)
        lines = with_attained(on.field, on.x_range, on.y_range, MOVING, found.strokes, levels)
        return replace(found, strokes=lines)

    made: LevelThrough = remembered.get(key, on.field.expression, MOVING * 16, make)
    return made


def _drawn_through(
    on: Sheet, place: tuple[float, float], levels: tuple[float, ...]
) -> tuple[LevelCurves, ...]:
    """The same in the plane: rows that share it have the very same points, and it is painted once."""
    key = ("drawn through", field_key(on.field), place, *on[1:])

    def make() -> tuple[LevelCurves, ...]:
        return _drawn(_through(on, place).strokes, on, levels, ())

    made: tuple[LevelCurves, ...] = remembered.get(key, on.field.expression, MOVING * 16, make)
    return made


def _drawn(
    strokes: Strokes,
    on: Sheet,
    levels: tuple[float, ...],
    texts: tuple[str, ...],
    scale: ColorScale | None = None,
) -> tuple[LevelCurves, ...]:
    if not len(strokes.x):
        return ()
    strokes = thinned(strokes, on)
    x, y = on.plane(strokes.x, strokes.y)
    return (LevelCurves(x, y, strokes.starts, strokes.of, levels, texts, scale),)


def thinned(strokes: Strokes, on: Sheet) -> Strokes:
    """Many lines with a third of their points: they are painted anew each time that the view moves.

    Of a wild relation, which fills the view with lines, still fewer: nobody tells them apart.
    """
    if len(strokes.x) <= MANY:
        return strokes
    miss = MISS if len(strokes.x) < WILD else WILD_MISS
    cells = [MOVING / (high - low) for low, high in (on.x_range, on.y_range)]
    number = np.zeros(len(strokes.x), np.int64)
    number[strokes.starts[1:]] = 1
    kept = needed(np.stack((strokes.x * cells[0], strokes.y * cells[1])), np.cumsum(number), miss)
    starts: Integers = (np.cumsum(kept) - kept)[strokes.starts]
    return replace(strokes, x=strokes.x[kept], y=strokes.y[kept], starts=starts)


def height_scale(levels: Levels, latex: str = "", banded: bool = True) -> ColorScale:
    """The colours of heights, in bands between the levels or smoothly; both signs have two sides."""
    low, high, bands = levels.low, levels.high, levels.values if banded else ()
    if low < 0 < high and min(-low, high) >= SIDED * max(-low, high):
        top = max(-low, high)
        return ColorScale(-top, top, bands, "diverging", latex)
    return ColorScale(low, high, bands, "sequential", latex)


def heatmap(g: ScalarField, screen: Screen, scale: ColorScale) -> Heatmap:
    """The values on a screen as colours; its cells reach half of one beyond the edges of the screen."""
    on = sheet(g, screen)
    values = on.grid
    x, y = (np.array([axis[0], axis[-1]]) for axis in (values.x, values.y))
    half = (values.x[1] - values.x[0]) / 2, (values.y[1] - values.y[0]) / 2
    out = np.array([-1.0, 1.0])
    x, y = on.plane(x + half[0] * out, y + half[1] * out)
    return Heatmap(float(x[0]), float(x[1]), float(y[0]), float(y[1]), values.values, scale)
