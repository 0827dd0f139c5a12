"""The primitives in the plane, and a drawing made of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from math import floor, hypot, isfinite, log10
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.drawing.fields import Arrows, Floats, Heatmap, Integers, LevelCurves, MarkerShape, Patch
from calcviz.language.notation import watched
from calcviz.maths.curves.curve import Curve
from calcviz.maths.curves.screen import Screen
from calcviz.maths.real import RealFunction

_APART = 48.0
"""Two points closer than so many pixels have one label."""

_CIRCLE, _MANY = 9.0, 16
"""Circles at the ends of strokes that are nearer than so many pixels touch; so many that do are too many."""

Role = Literal["curve", "line", "construction", "model", "asymptote", "strict"]
"""curve: the graph itself; line: a tangent or secant; construction: slope triangle, drop lines; model: lines
of what stands in for the function near a point; asymptote; strict: the edge of a region that is not in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Polyline:
    """Strokes through points in mathematical coordinates; the pen is lifted before each piece.

    `x`, `y` have shape (n,) and hold finite numbers only; `starts` holds the index of the first
    point of each piece, beginning with 0.
    """

    x: Floats
    y: Floats
    starts: Integers
    role: Role = "curve"
    pale: float = 0.0
    """How far its colour is on the way to that of the paper, as of later members of a family."""


@dataclass(frozen=True, slots=True, eq=False)
class Bars:
    """Columns that a curve crosses too often to be drawn as a line: x, lowest and highest value."""

    x: Floats
    low: Floats
    high: Floats
    pale: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Markers:
    """Points with a meaning; shape (n,)."""

    x: Floats
    y: Floats
    shape: MarkerShape
    pale: float = 0.0


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A vertical strip low ≤ x ≤ high in which the curve cannot be told apart at this zoom."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Label:
    """A short text (LaTeX) beside a point, placed where there is room.

    `values` fill its slots by name: what changes during a drag stands there, and is not typeset anew.
    `away` is a place that the text does not turn to: the tail of the arrow at whose tip it stands.
    """

    x: float
    y: float
    latex: str
    values: tuple[tuple[str, str], ...] = ()
    away: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Handle:
    """A point that can be taken hold of; `name` says which part of the concept it moves.

    A hollow one stands on the axis because there is no point of the curve over it; pictures leave it out.
    A quiet one, of many, is only seen while it is touched: a marker stands there already.
    """

    name: str
    x: float
    y: float
    latex: str = ""
    horizontal_only: bool = False
    hollow: bool = False
    quiet: bool = False


Primitive = Polyline | Bars | Markers | Unresolved | Label | Handle | Arrows | LevelCurves | Heatmap | Patch


@dataclass(frozen=True, slots=True, eq=False)
class Panel:
    """Another plane that is linked with the picture: the image of a map, a loss against its step.

    `title` (LaTeX) stands above it; its handles are those of the same row. `equal`: a unit is as long on
    both axes. `names` are those of its axes; each may be logarithmic. A `stacked` one stands below the
    picture, its left and right edges under those of the picture.
    """

    title: str
    x_range: tuple[float, float]
    y_range: tuple[float, float]
    primitives: tuple[Primitive, ...]
    equal: bool = True
    names: tuple[str, str] = ("x", "y")
    x_log: bool = False
    y_log: bool = False
    stacked: bool = False

    @property
    def handles(self) -> tuple[Handle, ...]:
        """The points in it that can be taken hold of."""
        return tuple(part for part in self.primitives if isinstance(part, Handle))


@dataclass(frozen=True, slots=True)
class Readout:
    """A result to be read: `value` is a number, `text` a formula; both None where it does not exist.

    A number that is known exactly has its `text` as well; one that is known to a bound has its `error`.
    `latex` is its left side (f'(a)), `name` its key for programs ("slope"); `reason` says why it is missing.
    `values` are the components of a vector, or the rows of a matrix, where the result is one. A `full` number
    is shown to all its digits: its last ones matter.
    """

    name: str
    latex: str
    value: float | None = None
    text: str | None = None
    text_latex: str | None = None
    reason: str | None = None
    values: tuple[float, ...] | tuple[tuple[float, ...], ...] | None = None
    error: float | None = None
    full: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers in rows under headings (LaTeX); `names` are the keys for programs; None: no such number.

    A cell may be a word: what kind of point it is whose numbers stand beside it.
    """

    names: tuple[str, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[float | str | None, ...], ...]
    digits: tuple[str, ...] = field(default=())
    """A format for each column, such as ".5f"; empty for the shortest form."""
    marked: int | None = None
    """The row that is meant by what is taken hold of, so that it stands out."""
    plain: tuple[tuple[float | str | None, ...], ...] = ()
    """The rows for programs, where people read −1/6 and these a float."""


@dataclass(frozen=True, slots=True, eq=False)
class Drawing:
    """What a concept shows: primitives from back to front, results, and a sentence that says it."""

    primitives: tuple[Primitive, ...] = ()
    readouts: tuple[Readout, ...] = ()
    table: Table | None = None
    sentence: str = ""
    reason: str | None = None
    """Why the thing itself does not exist here (a corner has no tangent); None where it does."""
    title: str = ""
    """The name of its curve (LaTeX), to be written beside it; empty where it has none."""
    panels: tuple[Panel, ...] = ()
    """Planes of its own, side by side, that belong to it."""

    @property
    def handles(self) -> tuple[Handle, ...]:
        """The points that can be taken hold of."""
        return tuple(part for part in self.primitives if isinstance(part, Handle))


def polyline(x: Floats, y: Floats, role: Role = "curve") -> Polyline:
    """One stroke through the points."""
    return Polyline(np.asarray(x, float), np.asarray(y, float), np.zeros(1, np.int64), role)


def segment(x0: float, y0: float, x1: float, y1: float, role: Role = "line") -> Polyline:
    """The straight stroke between two points."""
    return polyline(np.array([x0, x1]), np.array([y0, y1]), role)


def line_across(x: float, y: float, dx: float, dy: float, screen: Screen) -> tuple[Polyline, ...]:
    """The part of the line through (x, y) along (dx, dy) that lies on the screen; empty where none does.

    Liang and Barsky's clipping: the window cuts an interval out of the line's parameter. On a logarithmic
    axis a slanting line is a curve: it has a point in every second column and row.
    """
    t_low, t_high = -np.inf, np.inf
    for place, step, low, high in (
        (x, dx, screen.x_low, screen.x_high),
        (y, dy, screen.y_low, screen.y_high),
    ):
        if step == 0:
            if not low <= place <= high:
                return ()
            continue
        first, last = sorted(((low - place) / step, (high - place) / step))
        t_low, t_high = max(t_low, first), min(t_high, last)
    if not (np.isfinite(t_low) and np.isfinite(t_high) and t_low < t_high):
        return ()
    return (_straight((x + t_low * dx, y + t_low * dy), (x + t_high * dx, y + t_high * dy), screen, "line"),)


def chord(x0: float, y0: float, x1: float, y1: float, screen: Screen, role: Role = "line") -> Polyline:
    """The straight stroke between two points; on logarithmic axes the curve that it is there."""
    return _straight((x0, y0), (x1, y1), screen, role)


def _straight(start: tuple[float, float], end: tuple[float, float], screen: Screen, role: Role) -> Polyline:
    (x0, y0), (x1, y1) = start, end
    if screen.linear or x0 == x1 or y0 == y1:
        return segment(x0, y0, x1, y1, role)
    x, y = screen.x.values(_spread(screen.columns)), screen.y.values(_spread(screen.rows))
    t = np.concatenate(([0.0, 1.0], (x - x0) / (x1 - x0), (y - y0) / (y1 - y0)))
    t = np.unique(t[(t >= 0) & (t <= 1)])
    return polyline(x0 + t * (x1 - x0), y0 + t * (y1 - y0), role)


def _spread(length: int) -> Floats:
    """Fractions of an axis two pixels apart."""
    return np.linspace(0.0, 1.0, max(2, length // 2 + 1))


def graph(f: RealFunction, screen: Screen) -> tuple[Primitive, ...]:
    """The graph of f on a screen: strokes, ends, and what cannot be resolved."""
    curve = f.drawn(screen)
    strips = _merged(curve.unresolved, screen)
    outside = ~_within(strips, curve.bars_x, curve.bars_x)
    bars = (
        [Bars(curve.bars_x[outside], curve.bars_low[outside], curve.bars_high[outside])]
        if outside.any()
        else []
    )
    strokes = _outside(strips, Polyline(curve.x, curve.y, curve.starts)) if len(curve.x) else []
    y_range = screen.y_low, screen.y_high
    return (*strips, *asymptotes(curve, y_range), *bars, *strokes, *_ends(curve, screen))


def _merged(strips: Iterable[tuple[float, float]], screen: Screen) -> list[Unresolved]:
    """Strips without the slits between them, narrower than two pixels, in which nobody sees a branch."""
    merged: list[Unresolved] = []
    for low, high in sorted(strips):
        if merged and (low - merged[-1].high) * screen.x.unit(low) < 2:
            merged[-1] = Unresolved(merged[-1].low, max(high, merged[-1].high))
        else:
            merged.append(Unresolved(low, high))
    return merged


def _within(strips: list[Unresolved], low: Floats, high: Floats) -> NDArray[np.bool_]:
    """Which of the intervals low … high lie in one of the strips."""
    if not strips:
        return np.zeros(len(low), bool)
    begins = np.array([strip.low for strip in strips])
    ends = np.array([strip.high for strip in strips])
    k = np.searchsorted(begins, low, "right") - 1
    inside: NDArray[np.bool_] = (k >= 0) & (high <= ends[np.maximum(k, 0)])
    return inside


def _outside(strips: list[Unresolved], strokes: Polyline) -> list[Polyline]:
    """The strokes that do not lie in a strip as a whole."""
    ends = np.append(strokes.starts[1:], len(strokes.x))
    kept = ~_within(strips, strokes.x[strokes.starts], strokes.x[ends - 1])
    if kept.all():
        return [strokes]
    lengths = ends - strokes.starts
    points = np.repeat(kept, lengths)
    starts = np.cumsum(lengths[kept]) - lengths[kept]
    return [Polyline(strokes.x[points], strokes.y[points], starts)] if points.any() else []


def asymptotes(curve: Curve, y_range: tuple[float, float]) -> tuple[Polyline, ...]:
    """A vertical line at each pole."""
    poles = [special.x for special in curve.specials if special.kind == "pole"]
    if not poles:
        return ()
    x = np.repeat(np.array(poles), 2)
    y = np.tile(np.array(y_range, float), len(poles))
    return (Polyline(x, y, 2 * np.arange(len(poles)), "asymptote"),)


def _ends(curve: Curve, screen: Screen) -> tuple[Markers, ...]:
    """Open circles at limits that are not taken, closed ones at values that stand there.

    None where many circles would touch: a staircase far away would become a thick band.
    """
    opened: list[tuple[float, float]] = []
    closed: list[tuple[float, float]] = []
    for special in curve.specials:
        if special.value is not None and np.isfinite(special.value):
            closed.append((special.x, special.value))
        for limit in {special.left, special.right}:
            if limit is not None and np.isfinite(limit) and limit != special.value:
                opened.append((special.x, limit))
    places = np.array(sorted((*opened, *closed)), float).reshape(-1, 2)
    crowded = {(x, y) for x, y in places[_crowded(places, screen)].tolist()}
    found = [(set(opened) - crowded, "open"), (set(closed) - crowded, "closed")]
    return tuple(_markers(where, "open" if shape == "open" else "closed") for where, shape in found if where)


def _crowded(places: Floats, screen: Screen) -> NDArray[np.bool_]:
    """Which circles at places (n, 2), sorted, touch one to their right or left, if these are many."""
    if len(places) <= _MANY:
        return np.zeros(len(places), bool)
    across, up = screen.x.pixels(places[:, 0]), screen.y.pixels(places[:, 1])
    touching = np.zeros(len(places), bool)
    for k in range(1, 4):
        near = (np.abs(across[k:] - across[:-k]) < _CIRCLE) & (np.abs(up[k:] - up[:-k]) < _CIRCLE)
        near &= places[k:, 0] != places[:-k, 0]
        touching[k:] |= near
        touching[:-k] |= near
    return touching if np.count_nonzero(touching) > _MANY else np.zeros(len(places), bool)


def _markers(places: set[tuple[float, float]], shape: Literal["open", "closed"]) -> Markers:
    x, y = np.array(sorted(places), float).T
    return Markers(np.ascontiguousarray(x), np.ascontiguousarray(y), shape)


def handle_on_curve(name: str, x: float, y: float, screen: Screen, latex: str = "") -> Handle:
    """The handle of the point (x, y) of a curve; hollow, on the axis, where the screen has no such point.

    A logarithmic axis has its zero out of sight; the lower edge stands for it.
    """
    defined = isfinite(y) and screen.y.shows(y)
    level = y if defined else screen.y_low if screen.y_log else 0.0
    return Handle(name, x, level, latex, horizontal_only=True, hollow=not defined)


def pair_on_curve(first: Handle, second: Handle, screen: Screen) -> tuple[Handle, Handle]:
    """The two handles; where each label might stand at the other's point, one label names both."""
    across = screen.x.pixel(second.x) - screen.x.pixel(first.x)
    if hypot(across, screen.y.pixel(second.y) - screen.y.pixel(first.y)) >= _APART:
        return first, second
    return replace(first, latex=""), replace(second, latex=rf"{first.latex},\;{second.latex}")


def slope_triangle(x: float, y: float, slope: float, screen: Screen, latex: str) -> tuple[Primitive, ...]:
    """One step to the right and the slope's height up, when that is neither tiny nor huge on screen.

    `latex` is what the slope is called beside it.
    """
    if not (screen.x.shows(x) and screen.y.shows(y)):
        return ()
    run = 10.0 ** floor(log10(160 / screen.x.unit(x)))
    end = y + slope * run
    steep = abs(slope) * run * screen.x.unit(x) if screen.linear else _rise(y, end, screen)
    if not 4 < steep < 2000:
        return ()
    corner = Polyline(
        np.array([x, x + run, x + run]),
        np.array([y, y, end]),
        np.zeros(1, np.int64),
        "construction",
    )
    middle = (y + end) / 2 if screen.y.shows(end) else y / 2
    return (corner, number_label(x + run, middle, slope, latex))


def _rise(y: float, end: float, screen: Screen) -> float:
    return abs(screen.y.pixel(end) - screen.y.pixel(y))


def number_label(
    x: float, y: float, value: float, latex: str, away: tuple[float, float] | None = None
) -> Label:
    """A number beside a point, to be watched while it moves."""
    text = watched(value)
    width = "".join("0" if sign.isdigit() else sign for sign in text)
    return Label(x, y, rf"{latex} = \slot{{value}}{{{width}}}", (("value", text),), away)
