"""Limits and slopes from the left and from the right, and why a slope does not exist."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import inf, isfinite, isinf, isnan
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Expression, Name, walk
from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.maths.curves.cancelling import uncancelled
from calcviz.maths.curves.limits import SAMPLES, Side, limits
from calcviz.maths.curves.repeated import gathered
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative
from calcviz.maths.derivatives.locally import locally
from calcviz.maths.evaluate import Compiled, compiled
from calcviz.maths.intervals.enclose import DEFINED, Interval, enclosure

Floats = NDArray[np.float64]
Reason = Literal["corner", "jump", "undefined", "vertical", "end", "oscillates"]

EPSILON: Final = 2.0**-52
CLOSE: Final = 1e-9
"""Two values nearer than this, relative to their size, are the same one computed in two ways."""

STEADY: Final = 1e-7
"""How much a slope may change, relatively, over a few neighbouring floats where it certainly exists."""

EVEN: Final = 1e-2
"""How much it may change where it does so evenly, as the slope of a smooth function does beside a pole."""

KNOWN: Final = 1e-4
"""The largest relative error with which a limit counts as found."""

ROUNDING: Final = 8 * EPSILON
"""A guess at the relative rounding error in a value of f, where no bounds tell it."""

FAINT: Final = 1e-6
"""The largest change of f over a few neighbouring floats that is put down to the place being rounded."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The slopes from the left and from the right: ±inf where vertical, None where there is none."""

    left: float | None
    right: float | None


@dataclass(frozen=True, slots=True)
class Slope:
    """The slope of a function at a point; None with the reason, and what there is on either side.

    "undefined": there is no value; "end": there are values on one side only; "jump": the function is not
    continuous there; "corner": the two slopes differ; "vertical": they are infinite; "oscillates": the
    quotients tend to nothing.
    """

    value: float | None
    left: float | None
    right: float | None
    reason: Reason | None = None

    @property
    def sentence(self) -> str | None:
        """Why there is no slope, for a person; None where there is one."""
        match self.reason:
            case None:
                return None
            case "undefined":
                return tr("the function is not defined here")
            case "jump":
                return tr("the function jumps here")
            case "oscillates":
                return tr("the slope oscillates and tends to nothing")
        if self.left is not None and self.right is not None:
            if self.left == self.right:
                return tr("the tangent is vertical")
            return tr(
                "slope {left} from the left, {right} from the right",
                left=slope_text(self.left),
                right=slope_text(self.right),
            )
        if self.left is not None:
            return tr("slope {left} from the left, nothing on the right", left=slope_text(self.left))
        if self.right is not None:
            return tr("nothing on the left, slope {right} from the right", right=slope_text(self.right))
        return tr("the function is not defined around this point")


def slope_text(slope: float) -> str:
    """A slope as it is read: -1, 0.5, ∞."""
    return ("∞" if slope > 0 else "-∞") if isinf(slope) else number_text(slope)


class _Prepared:
    """An expression made ready for its slopes: compiled, with its derivative where the rules give one."""

    __slots__ = ("certain", "df", "expression", "f", "names", "variable", "written")

    def __init__(self, written: Expression, variable: str, names: tuple[str, ...]) -> None:
        self.written = written
        self.expression = e = gathered(uncancelled(written))
        self.variable = variable
        self.names = (variable, *names)
        self.f = compiled(e, self.names)
        self.df: Compiled | None = None
        try:
            self.df = compiled(derivative(e, variable), self.names)
        except (NoRule, TooLong):
            pass
        self.certain = not any(_doubtful(node) for node in walk(e))

    def noise(self, x: Floats, heights: Floats, values: tuple[float, ...]) -> Floats:
        """How far rounding may have moved the values of f at the places x, shape (n,); inf: nobody knows."""
        cells = [Interval(part, part) for part in (x, *map(np.asarray, values))]
        low, high, state = enclosure(self.expression, self.names)(*cells)
        with np.errstate(all="ignore"):
            width = high - low
        boundless = np.isinf(width) & (state == DEFINED)
        return np.where(boundless, ROUNDING * np.abs(heights), width)


def _doubtful(node: Expression) -> bool:
    """Whether the rule for a part says more than is true at single points: x^a at an end of its domain."""
    from calcviz.maths.functions.powers import literal

    if not isinstance(node, Call) or node.function not in ("power", "root"):
        return False
    base, exponent = node.arguments
    return literal(exponent) is None and any(isinstance(part, Name) for part in walk(base))


_prepared: dict[tuple[int, str, tuple[str, ...]], _Prepared] = {}


def _prepare(e: Expression, variable: str, names: tuple[str, ...]) -> _Prepared:
    """Remembered by the object: on the path of a drag, hashing the tree would cost more than the slope."""
    key = (id(e), variable, names)
    known = _prepared.get(key)
    if known is not None and known.written is e:
        return known
    if len(_prepared) >= 256:
        _prepared.clear()
    found = _prepared[key] = _Prepared(e, variable, names)
    return found


def slope(e: Expression, variable: str, at: float, parameters: Mapping[str, float]) -> Slope:
    """The slope of e at a place, or why there is none; `parameters` are the values of the other names.

    Where the derivative is finite and steady over the neighbouring floats this is one evaluation of it.
    """
    ready = _prepare(e, variable, tuple(parameters))
    values = tuple(parameters.values())
    if ready.df is not None and ready.certain:
        room = 4 * EPSILON * abs(at)
        before, here, after = ready.df(np.array((at - room, at, at + room)), *values).tolist()
        if isfinite(here) and _steady(before, here, after):
            return Slope(here, here, here)
    y = float(ready.f(at, *values))
    if not isfinite(y):
        return Slope(None, None, None, "undefined")
    return _judged(ready, at, y, parameters)


def _steady(before: float, here: float, after: float) -> bool:
    """Whether three neighbouring slopes are the same, or change evenly as those of a smooth function."""
    change = abs(before - here) + abs(after - here)
    if change <= STEADY * abs(here) + 1e-300:
        return True
    return change <= EVEN * abs(here) and abs(before + after - 2 * here) <= STEADY * abs(here)


def one_sided(e: Expression, variable: str, at: float, parameters: Mapping[str, float]) -> Sides:
    """The slopes of e at a place from the left and from the right.

    A side has none where e is undefined on it, where e tends there to something else than its value, or
    where the quotients tend to nothing; and where this cannot be decided.
    """
    found = slope(e, variable, at, parameters)
    return Sides(found.left, found.right)


def _judged(ready: _Prepared, at: float, y: float, parameters: Mapping[str, float]) -> Slope:
    left = _side(ready, at, y, -1, parameters)
    right = _side(ready, at, y, 1, parameters)
    kinds = {left.kind, right.kind}
    a, b = left.slope, right.slope
    if "pole" in kinds:
        return Slope(None, None, None, "undefined")
    if a is not None and b is not None:
        if isfinite(a) and isfinite(b) and abs(a - b) <= 2 * CLOSE * (1 + max(abs(a), abs(b))) + left.doubt:
            return Slope(b, b, b)
        return Slope(None, a, b, "vertical" if isinf(a) and isinf(b) else "corner")
    if "jump" in kinds:
        return Slope(None, a, b, "jump")
    if "wild" in kinds:
        return Slope(None, a, b, "oscillates")
    one = a if a is not None else b
    return Slope(None, a, b, "vertical" if one is not None and isinf(one) else "end")


@dataclass(frozen=True, slots=True)
class _Side:
    """What was found on one side: the slope, or what is there instead of one."""

    kind: Literal["slope", "absent", "jump", "wild", "pole"]
    slope: float | None = None
    doubt: float = 0.0


def _side(ready: _Prepared, at: float, y: float, side: int, parameters: Mapping[str, float]) -> _Side:
    return _by_rules(ready, at, y, side, parameters) or _by_quotients(ready, at, y, side, parameters)


def _by_rules(
    ready: _Prepared, at: float, y: float, side: int, parameters: Mapping[str, float]
) -> _Side | None:
    """The slope of the formula that stands on that side, where it is certain that it does."""
    formula = locally(ready.expression, ready.variable, at, side, parameters)
    if formula is None:
        return None
    there = _prepare(formula, ready.variable, tuple(parameters))
    if there.df is None or not there.certain:
        return None
    values = tuple(parameters.values())
    room = 4 * EPSILON * abs(at)
    places = np.array((at - room, at, at + room))
    heights, slopes = there.f(places, *values), there.df(places, *values)
    if not np.isfinite(slopes).all() or np.ptp(slopes) > STEADY * abs(slopes[1]) + 1e-300:
        return None
    rise = abs(slopes[1]) * max(1.0, abs(at))
    allowed = CLOSE * abs(y) + 4 * float(np.ptp(heights)) + 1e-12 * rise
    if not abs(heights[1] - y) <= allowed:
        return _Side("jump")
    return _Side("slope", float(slopes[1]))


def _distances(at: float) -> Floats:
    """Distances from a place that shrink by halves, to where rounding takes over."""
    widest = 2.0**-4 * max(1.0, abs(at)) if abs(at) < 1e15 else abs(at) * 2.0**-10
    return widest * 2.0 ** -np.arange(SAMPLES, dtype=np.float64)


def _by_quotients(ready: _Prepared, at: float, y: float, side: int, parameters: Mapping[str, float]) -> _Side:
    values = tuple(parameters.values())
    x = at + side * _distances(at)
    h = x - at
    heights = ready.f(x, *values)
    noise, doubt = ready.noise(x, heights, values), _doubt(ready, at, y, values)
    dead = np.isnan(heights)
    reached = limits(heights[None, :], noise[None, :], dead[None, :])
    if reached.kind[0] == Side.ABSENT:
        return _Side("absent")
    if reached.kind[0] == Side.INFINITE or _across_a_pole(heights, y, side, ready, at, values):
        return _Side("pole" if abs(y) > 1e8 else "jump")
    noise = noise + doubt
    if _flat(heights, y, noise):
        return _Side("slope", 0.0)
    gap = abs(float(reached.limit[0]) - y)
    allowed = 4 * (float(reached.error[0]) + doubt) + 1e-7 * (abs(y) + 1e-300)
    if reached.kind[0] == Side.FINITE and gap > allowed:
        return _Side("jump")
    with np.errstate(all="ignore"):
        quotients, errors = (heights - y) / h, noise / np.abs(h)
    found = limits(quotients[None, :], errors[None, :], dead[None, :])
    limit, error = float(found.limit[0]), float(found.error[0])
    if found.kind[0] == Side.INFINITE:
        return _Side("slope", limit)
    if found.kind[0] == Side.FINITE and error <= KNOWN * (1 + abs(limit)):
        vanishes = abs(limit) <= 16 * np.ptp(quotients[-6:]) and abs(limit) <= 1e-6 * np.abs(quotients).max()
        return _Side("slope", 0.0 if vanishes else shortest(limit, error), 2 * error)
    return (_by_slopes(ready, x, values) if reached.kind[0] == Side.FINITE else None) or _Side("wild")


def _by_slopes(ready: _Prepared, x: Floats, values: tuple[float, ...]) -> _Side | None:
    """The limit of the derivative, where f is continuous: by the mean value theorem it is the slope.

    It stands where the quotients drown in rounding: 5 + (x - 1)^8 at 1.
    """
    if ready.df is None:
        return None
    slopes = ready.df(x, *values)
    found = limits(slopes[None, :], (ROUNDING * np.abs(slopes))[None, :], np.isnan(slopes)[None, :])
    limit, error = float(found.limit[0]), float(found.error[0])
    if found.kind[0] != Side.FINITE or error > KNOWN * (1 + abs(limit)):
        return None
    return _Side("slope", shortest(limit, error), 2 * error)


def _doubt(ready: _Prepared, at: float, y: float, values: tuple[float, ...]) -> float:
    """How far f(at) may be from the value that is meant: by rounding, and as a place like pi is rounded.

    No bounds here: at places that people name, sines and roots are mostly exact where bounds are wide.
    """
    doubt = ROUNDING * abs(y)
    if (at * 2.0**20).is_integer():
        return doubt
    room = 4 * EPSILON * abs(at)
    change = np.abs(ready.f(np.array((at - room, at + room)), *values) - y)
    spread = float(np.fmax.reduce(change))
    return doubt + spread if spread <= FAINT * (1 + abs(y)) else doubt


def _flat(heights: Floats, y: float, noise: Floats) -> bool:
    """Whether the values do not differ by more than rounding, which is small: sqrt(x)/sqrt(x) is 1."""
    away = np.abs(heights - y)
    quiet = bool((noise <= CLOSE * (np.abs(heights) + abs(y))).all())
    return bool((away <= noise).all() if quiet else (away == 0).all())


def _across_a_pole(
    heights: Floats, y: float, side: int, ready: _Prepared, at: float, values: tuple[float, ...]
) -> bool:
    """Whether the values grow to the size of 1/rounding right beside the place, as tan does at π/2."""
    near = ready.f(at + side * 4 * EPSILON * abs(at), *values)
    return bool(abs(y) > 1e8 and (isnan(near) or abs(near - y) > 0.1 * abs(y)))


def shortest(value: float, error: float) -> float:
    """The number with the fewest digits within the error of a value: what was meant, in all likelihood."""
    if error <= 0 or not isfinite(error):
        return value
    if abs(value) <= error:
        return 0.0
    for digits in range(1, 17):
        rounded = float(f"{value:.{digits - 1}e}")
        if abs(rounded - value) <= error:
            return rounded
    return value


def one_sided_limit(f: Callable[[Floats], Floats], a: float, side: int) -> float | None:
    """What f(x) tends to as x comes to a from the left (side -1) or from the right (1); ±inf possible.

    `f` maps float64 arrays to arrays, NaN where it is undefined. None where f is undefined on that side or
    tends to nothing, or where its values do not tell.
    """
    heights = f(a + side * _distances(a))
    found = limits(heights[None, :], (ROUNDING * np.abs(heights))[None, :], np.isnan(heights)[None, :])
    limit, error = float(found.limit[0]), float(found.error[0])
    if found.kind[0] == Side.INFINITE:
        return inf if limit > 0 else -inf
    if found.kind[0] != Side.FINITE or not error <= KNOWN * (1 + abs(limit)):
        return None
    return shortest(limit, error)
