"""Where two curves of any kind meet: graphs, graphs over y, parametric and polar curves, equations.

A curve is followed by its parameter, or told by an equation. One of each leaves an equation of one unknown,
whose zeros are proven as roots are; else boxes are excluded by bounds, and Newton's method finds the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf, isfinite
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Expression, Name, substitute
from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.functions.building import number
from calcviz.maths.landmarks.contacts import contacts
from calcviz.maths.landmarks.point import Landmark
from calcviz.maths.landmarks.smooth import Smooth
from calcviz.maths.landmarks.survey import Survey
from calcviz.maths.real import RealFunction

if TYPE_CHECKING:
    from calcviz.maths.calculus.systems import Equations

Floats = NDArray[np.float64]
Range = tuple[float, float]
Numbers = tuple[tuple[str, float], ...]

GRID, LEVELS, MOST_BOXES = 24, 5, 4_000
"""Boxes along a side of the window, how often they are quartered, and as many as may be left open."""

STARTS, STEPS, MOST = 400, 40, 200
PIXELS = 1000.0
"""Pixels that a side of the window is taken to have, where a curve is followed as far as it is seen."""
ALIKE = 1e-7
"""Points nearer than this part of the window are one."""

ROOMS = (1e-3, 1e-4, 1e-5, 1e-7)
"""Half the sides of boxes, in windows, in which it is proven that there is one meeting."""


@dataclass(frozen=True)
class Way:
    """A curve: `path` are x and y by a parameter on the `span`; `equation`, in x and y, is 0 on it.

    `along` says whether the parameter is "x" or "y": then the span is that of the window. One of both forms
    is there at least. `parameters` are the numbers for its other names.
    """

    path: tuple[Expression, Expression] | None = None
    variable: str = "x"
    span: Range | None = None
    along: str = ""
    equation: Expression | None = None
    parameters: Numbers = ()


def graph_way(f: RealFunction) -> Way:
    """The graph of y = f(x)."""
    e = substitute(f.expression, {f.variable: Name("x")})
    return Way((Name("x"), e), "x", None, "x", difference(Name("y"), e), f.parameters)


def over_y_way(g: RealFunction) -> Way:
    """The graph of x = g(y)."""
    e = substitute(g.expression, {g.variable: Name("y")})
    return Way((e, Name("y")), "y", None, "y", difference(Name("x"), e), g.parameters)


def path_way(x: RealFunction, y: RealFunction, span: Range) -> Way:
    """A parametric curve in the plane; both functions have the same variable."""
    numbers = tuple(sorted({**dict(x.parameters), **dict(y.parameters)}.items()))
    return Way((x.expression, y.expression), x.variable, span, "", None, numbers)


def equation_way(e: Expression, parameters: Numbers) -> Way:
    """The curve on which an expression in x and y is 0."""
    return Way(equation=e, parameters=parameters)


def difference(a: Expression, b: Expression) -> Expression:
    """a − b."""
    return Call("add", (a, Call("negate", (b,))))


def meetings(a: Way, b: Way, x_range: Range, y_range: Range, columns: int) -> tuple[Landmark, ...]:
    """The points in the window at which two curves are proven to meet, x rising."""
    for first, other in ((a, b), (b, a)):
        if first.path is not None and other.equation is not None:
            return _on_path(first, other, x_range, y_range, columns)
    return _by_boxes(a, b, x_range, y_range)


def _on_path(a: Way, b: Way, x_range: Range, y_range: Range, columns: int) -> tuple[Landmark, ...]:
    """The zeros of the equation of b along the path of a, followed by its parameter."""
    assert a.path is not None and b.equation is not None
    s = "s"
    x, y = (substitute(plain(e, a.parameters, a.variable), {a.variable: Name(s)}) for e in a.path)
    numbers = {name: _literal(value) for name, value in b.parameters}
    equation = substitute(b.equation, {"x": x, "y": y, **numbers})
    span = span_of(a, x_range, y_range)
    survey = Survey(RealFunction(equation, s), span, (-inf, inf), columns, None)
    across, up = (survey.intersections(Smooth(e, s, ())) for e in (x, y))
    heights = {each.x: each for each in up}
    found = [
        Landmark("intersection", each.y, heights[each.x].y, each.y_text, heights[each.x].y_text)
        for each in across
        if each.x in heights
    ]
    return inside(found, x_range, y_range)


def span_of(a: Way, x_range: Range, y_range: Range) -> Range:
    """The range of the parameter of a path: that of the window where it goes along an axis."""
    if a.along:
        return x_range if a.along == "x" else y_range
    assert a.span is not None and a.path is not None
    if isfinite(a.span[0]) and isfinite(a.span[1]):
        return a.span
    from calcviz.maths.axis import Axis
    from calcviz.maths.curves.parametric import parametric_curve
    from calcviz.maths.curves.parametric_span import seen
    from calcviz.maths.curves.window import Window

    window = Window((Axis(*x_range, PIXELS), Axis(*y_range, PIXELS)))
    return seen(parametric_curve(a.path, a.variable, dict(a.parameters)), a.span, window)


def plain(e: Expression, parameters: Numbers, keep: str) -> Expression:
    """e with numbers for its other names."""
    return substitute(e, {name: _literal(value) for name, value in parameters if name != keep})


def _literal(value: float) -> Expression:
    """A number as it is meant, where it has few digits, else just the float."""
    from calcviz.maths.landmarks.proofs import meant_number

    meant = meant_number(value)
    return number(Fraction(value) if meant is None else meant)


def inside(found: list[Landmark], x_range: Range, y_range: Range) -> tuple[Landmark, ...]:
    """The points in the window, each once: a path may come by several times."""
    wide, tall = (ALIKE * (high - low) for low, high in (x_range, y_range))
    seen: list[Landmark] = []
    for each in sorted(found, key=lambda each: (each.x_text is None, each.x, each.y)):
        shown = x_range[0] <= each.x <= x_range[1] and y_range[0] <= each.y <= y_range[1]
        if shown and not any(abs(each.x - a.x) <= wide and abs(each.y - a.y) <= tall for a in seen):
            seen.append(each)
    return tuple(sorted(seen, key=lambda each: (round(each.x / wide), each.y)))[:MOST]


def _by_boxes(a: Way, b: Way, x_range: Range, y_range: Range) -> tuple[Landmark, ...]:
    """Both are equations: unknown are x and y; or both are paths: unknown are the two parameters."""
    from calcviz.maths.calculus.systems import Equations

    if a.path is not None and b.path is not None:
        variables, ranges = ("s", "u"), (span_of(a, x_range, y_range), span_of(b, x_range, y_range))
        first, other = (_renamed(way, name) for way, name in zip((a, b), variables, strict=True))
        functions = tuple(difference(p, q) for p, q in zip(first, other, strict=True))
    elif a.equation is not None and b.equation is not None:
        variables, ranges = ("x", "y"), (x_range, y_range)
        first = (Name("x"), Name("y"))
        functions = tuple(plain(w.equation, w.parameters, "") for w in (a, b) if w.equation is not None)
    else:
        return ()
    system = Equations(functions, variables)
    try:
        if not system.slopes:
            return ()
        places = solved(system, np.array(ranges))
        low, high = np.array(ranges).T
        places += contacts(system, *_boxes(system, low, high), places, high - low)
    except (NoRule, TooLong, KeyError):
        return ()
    found = []
    for place in places:
        at = {name: float(value) for name, value in zip(variables, place, strict=True)}
        x, y = (_value(e, at) for e in first)
        found.append(Landmark("intersection", x, y))
    return inside(found, x_range, y_range)


def _renamed(way: Way, name: str) -> tuple[Expression, Expression]:
    assert way.path is not None
    x, y = (plain(e, way.parameters, way.variable) for e in way.path)
    to: Mapping[str, Expression] = {way.variable: Name(name)}
    return substitute(x, to), substitute(y, to)


def _value(e: Expression, at: Mapping[str, float]) -> float:
    from calcviz.maths.evaluate import value

    return value(e, at) + 0.0


def solved(system: "Equations", ranges: Floats, most: int | None = None) -> list[Floats]:
    """The solutions in a box, (2, 2) by unknowns, each proven to be the only one around.

    None at all where more than `most` small boxes might hold one.
    """
    low, high = ranges[:, 0], ranges[:, 1]
    lower, upper = _boxes(system, low, high)
    x = (lower + upper) / 2
    if most is not None and len(x) > most:
        return []
    if len(x) > STARTS:
        x = x[np.linspace(0, len(x) - 1, STARTS).astype(int)]
    x = newton(system, x, high - low)
    found: list[Floats] = []
    for place in x:
        within = bool(np.all((place >= low) & (place <= high)))
        if not within or any(np.all(np.abs(place - other) <= ALIKE * (high - low)) for other in found):
            continue
        if len(found) < MOST and any(system.unique_within(place, room * (high - low)) for room in ROOMS):
            found.append(place)
    return found


def _boxes(system: "Equations", low: Floats, high: Floats) -> tuple[Floats, Floats]:
    """Boxes that bounds do not exclude."""
    k = np.stack(np.meshgrid(np.arange(GRID), np.arange(GRID)), -1).reshape(-1, 2)
    lower, size = low + (high - low) * k / GRID, np.broadcast_to((high - low) / GRID, k.shape)
    for level in range(LEVELS):
        kept = system.possible(lower, lower + size)
        lower, size = lower[kept], size[kept]
        if level == LEVELS - 1 or 4 * len(lower) > MOST_BOXES or not len(lower):
            break
        size = size / 2
        corners = np.array([(0, 0), (1, 0), (0, 1), (1, 1)])
        lower = (lower[:, None, :] + corners * size[:, None, :]).reshape(-1, 2)
        size = np.repeat(size, 4, axis=0)
    return lower, lower + size


def newton(system: "Equations", x: Floats, wide: Floats) -> Floats:
    """Where Newton's method comes to rest."""
    with np.errstate(all="ignore"):
        for _ in range(STEPS):
            f, j = system.values(x), system.jacobians(x)
            det = j[:, 0, 0] * j[:, 1, 1] - j[:, 0, 1] * j[:, 1, 0]
            dx = (f[:, 0] * j[:, 1, 1] - f[:, 1] * j[:, 0, 1]) / det
            dy = (f[:, 1] * j[:, 0, 0] - f[:, 0] * j[:, 1, 0]) / det
            step = np.clip(np.stack((dx, dy), 1), -wide / 8, wide / 8)
            good = np.isfinite(step).all(1)
            if not good.any():
                return x[:0]
            x, step = (x - step)[good], step[good]
            if np.all(np.abs(step) <= 1e-15 * wide):
                break
        small = np.all(np.abs(step) <= 1e-11 * wide, axis=1)
    return x[small]
