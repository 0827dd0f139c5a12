"""What is drawn of a curve that is given by a parameter, in the plane."""

from math import isfinite

import numpy as np

from calcviz.drawing.fields import Floats, MarkerShape, Patch, PatchRole
from calcviz.drawing.plane import Drawing, Handle, Markers, Polyline, Primitive
from calcviz.language.messages import tr
from calcviz.language.spoken import told_angle
from calcviz.language.typeset import name_latex
from calcviz.maths.curves.parametric import ParametricCurve, Path
from calcviz.maths.curves.screen import Screen
from calcviz.maths.curves.window import Window, of_screen

GRAIN = 4.0
"""The side of the squares, in pixels, of which a crowd is made."""


def path_drawing(c: ParametricCurve, span: tuple[float, float], ends: str, screen: Screen) -> Drawing:
    """The drawing of a curve over a span of its parameter; `ends`, as in "[)", say which are taken.

    Each end that is written can be taken hold of; where one is infinite, what is in view is drawn.
    """
    if not span[0] < span[1]:
        return Drawing(reason=tr("the range of the parameter begins below its end"))
    whole = all(map(isfinite, span))
    if not whole:
        from calcviz.maths.curves.parametric_span import closing, seen

        whole, span = closing(c) is not None, seen(c, span, of_screen(screen))
    path = c.path(*span, of_screen(screen), marked(ends))
    parts = (*path_parts(path, screen), *_grips(c, span, ends))
    pale = any(isinstance(part, Patch) for part in parts)
    reason = tr("pale: not resolved at this zoom") if pale else None
    if not path.t.size and not parts:
        reason = tr("no point of this curve is defined")
    said = told_curve(c, span)
    if not whole:
        said = tr("{curve}: no period is known, so what is in view is drawn", curve=said)
    return Drawing(parts, reason=reason, sentence=said, title=title_of(c))


def end_names(ends: str) -> tuple[str, ...]:
    """The ends of a range that are written: "low", "high", both or none."""
    return tuple(name for name, mark in zip(("low", "high"), ends) if mark != "-")


def _grips(c: ParametricCurve, span: tuple[float, float], ends: str) -> tuple[Handle, ...]:
    """The points at the ends of a range that are written."""
    found = ((name, c(span[name == "high"])) for name in end_names(ends))
    return tuple(Handle(name, *_both(at), quiet=True) for name, at in found if all(map(isfinite, at)))


def _both(point: tuple[float, ...]) -> tuple[float, float]:
    return point[0], point[1]


def told_curve(c: ParametricCurve, span: tuple[float, float]) -> str:
    """What kind of curve it is, in words."""
    ranged = {"low": told_angle(span[0]), "high": told_angle(span[1])}
    if c.variable == "theta":
        return tr("a polar curve for θ from {low} to {high}", **ranged)
    return tr("a curve for {variable} from {low} to {high}", variable=c.variable, **ranged)


def title_of(c: ParametricCurve) -> str:
    """The name of a curve in LaTeX, with its primes; empty where it has none."""
    if not c.text:
        return ""
    name = c.text.rstrip("'")
    return name_latex(name) + c.text[len(name) :]


def marked(ends: str) -> tuple[bool | None, bool | None]:
    """Whether each end of a range belongs to it, from its brackets; None where a dash stands, or nothing."""
    if not ends:
        return None, None
    return (None if ends[0] == "-" else ends[0] == "["), (None if ends[1] == "-" else ends[1] == "]")


def path_parts(path: Path, screen: Screen) -> tuple[Primitive, ...]:
    """The primitives of a curve, from back to front."""
    window = of_screen(screen)
    parts: list[Primitive] = []
    if path.unknown.size:
        parts += _covered(path.unknown, window, "undecided")
    if path.crowded.size:
        parts += _covered(path.crowded, window, "crowd")
    if path.t.size:
        parts.append(Polyline(*_pair(path.points), path.starts))
    marks: tuple[tuple[Floats, MarkerShape], ...] = ((path.opened, "open"), (path.closed, "closed"))
    parts += [Markers(*_pair(at), shape) for at, shape in marks if at.size]
    return tuple(parts)


def _pair(points: Floats) -> tuple[Floats, Floats]:
    x, y = (np.ascontiguousarray(row) for row in points)
    return x, y


def _covered(boxes: Floats, window: Window, role: PatchRole) -> list[Primitive]:
    """The part of the window that some boxes cover, as rectangles on a grid."""
    columns, rows = (max(1, int(np.ceil(axis.length / GRAIN))) for axis in window.axes)
    low, high = (window.pixels(window.clamped(boxes[:, :, k])) for k in (0, 1))
    seen = window.near(low, high, 0.0)
    if not seen.any():
        return []
    limit = np.array([[columns], [rows]])
    first = np.clip(np.floor(low[:, seen] / GRAIN), 0, limit - 1).astype(np.int64)
    after = np.clip(np.ceil(high[:, seen] / GRAIN), first + 1, limit).astype(np.int64)
    count = np.zeros((rows + 1, columns + 1), np.int64)
    for x, y, sign in ((first, first, 1), (after, first, -1), (first, after, -1), (after, after, 1)):
        np.add.at(count, (y[1], x[0]), sign)
    covered = (count.cumsum(0).cumsum(1) > 0)[:rows, :columns]
    return [_rectangles(covered, window, role)]


def _rectangles(covered: "np.typing.NDArray[np.bool_]", window: Window, role: PatchRole) -> Patch:
    """The covered squares, those beside one another in a row and equal rows above one another as one."""
    found: list[tuple[int, int, int, int]] = []
    open_: dict[tuple[int, int], int] = {}
    rows = len(covered)
    for j in range(rows + 1):
        line = np.zeros(covered.shape[1] + 2, np.int8)
        if j < rows:
            line[1:-1] = covered[j]
        step = np.diff(line)
        runs = set(zip(np.flatnonzero(step == 1).tolist(), np.flatnonzero(step == -1).tolist()))
        for run in [run for run in open_ if run not in runs]:
            found.append((*run, open_.pop(run), j))
        for run in runs:
            open_.setdefault(run, j)
    corners = np.array([[(a, c), (b, c), (b, d), (a, d)] for a, b, c, d in sorted(found)], float) * GRAIN
    x, y = (
        np.array([axis.value(px) for px in corners[:, :, k].ravel()]) for k, axis in enumerate(window.axes)
    )
    return Patch(x, y, 4 * np.arange(len(found)), role)
