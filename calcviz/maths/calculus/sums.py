"""Finite sums, exactly where the terms are rational, and infinite ones: whether and to what they converge."""

from fractions import Fraction
from math import fsum, inf, isfinite

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Expression, Name, Number, substitute
from calcviz.language.messages import tr
from calcviz.language.notation import text
from calcviz.maths.calculus.accelerating import limit_of_sums
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.integrand import Integrand, integrand
from calcviz.maths.calculus.quadrature import Refused, far
from calcviz.maths.calculus.tails import judged, reliable
from calcviz.maths.evaluate import value
from calcviz.maths.exact import exact
from calcviz.maths.functions.building import number
from calcviz.maths.intervals.enclosures import UNDEFINED

Floats = NDArray[np.float64]

MOST, MOST_EXACT = 2_000_000, 2_000
"""Terms that are added up, and that are so as fractions."""

SHORT = 60
"""Digits of a fraction that is told as one."""

FIRST = 160
"""Terms of an infinite sum that are looked at first."""

LATER = 20_000
"""Terms among which others are looked for when the first seem to be all."""

START = 1000
"""Terms before those that are taken together as an integral."""


def summed(body: Expression, variable: str, low: Expression, high: Expression) -> Answer:
    """The sum of the body over the whole numbers from low to high, which may be infinite."""
    a, b = value(low, {}), value(high, {})
    if a != a or b != b:
        return Answer("undefined", reason=tr("a bound of the sum is undefined"))
    for end in (a, b):
        if isfinite(end) and (end != round(end) or abs(end) > 2**53):
            return Answer("undefined", reason=tr("a sum runs over whole numbers"))
    if a > b:
        return Answer("numeric", (Number(0),), 0.0, 0.0, remark=tr("no terms: the sum begins behind its end"))
    f = integrand(body, variable)
    if isfinite(a) and isfinite(b):
        return _finite(f, int(a), int(b))
    if a == -inf and b == inf:
        return _both_ways(f)
    if a == -inf:
        f = integrand(substitute(body, {variable: _minus(variable)}), variable)
        a = -b
    if not isfinite(a):
        return Answer("undefined", reason=tr("a sum runs over whole numbers"))
    return _infinite(f, int(a))


def _minus(variable: str) -> Expression:
    return Call("negate", (Name(variable),))


def _finite(f: Integrand, a: int, b: int) -> Answer:
    """The sum of finitely many terms."""
    count = b - a + 1
    if count > MOST:
        return Answer("unknown", reason=tr("a sum of {count} terms is too long to be added up", count=count))
    if count <= MOST_EXACT:
        total = _exactly(f, a, b)
        if total is not None:
            return _rational(total)
    k = np.arange(a, b + 1, dtype=float)
    v = f.values(k)
    if not np.all(np.isfinite(v)):
        return _missing(f, float(k[~np.isfinite(v)][0]))
    low, high, _ = f.enclose(k, k)
    with np.errstate(all="ignore"):
        spread = np.maximum(high - v, v - low)
    total_float = fsum(v)
    error = float(np.nextafter(float(spread.sum()) * (1 + 1e-9) + abs(total_float) * 2.3e-16, inf))
    if not isfinite(total_float) or not isfinite(error):
        return Answer("unknown", reason=tr("the terms are too large to be added up"))
    return Answer("numeric", value=total_float, error=error)


def _exactly(f: Integrand, a: int, b: int) -> Fraction | None:
    """The sum by rational arithmetic; None where a term is not known to be rational or grows too long."""
    total = Fraction(0)
    for k in range(a, b + 1):
        term = exact(f.expression, {f.variable: Fraction(k)})
        if term is None:
            return None
        total += term
        if total.denominator.bit_length() > 8000:
            return None
    return total


def _rational(total: Fraction) -> Answer:
    try:
        size = float(total)
    except OverflowError:
        return Answer("unknown", reason=tr("the terms are too large to be added up"))
    error = abs(float(total - Fraction(size))) * (1 + 1e-9)
    short = len(str(total.numerator)) + len(str(total.denominator)) <= SHORT
    return Answer("numeric", (number(total),) if short else (), size, error)


def _missing(f: Integrand, k: float) -> Answer:
    """Why a term is no number: it is undefined, or a part of it is too large for a float, as 100^k is."""
    if f.enclose(np.array([k]), np.array([k])).state[0] != UNDEFINED:  # type: ignore[index]
        return Answer("unknown", reason=tr("the terms are too large to be added up"))
    part, name = text(f.expression), f.variable
    return Answer(
        "undefined",
        reason=tr("{part} is undefined at {variable} = {place}", part=part, variable=name, place=int(k)),
    )


def _both_ways(f: Integrand) -> Answer:
    """The sum over all whole numbers: that from 0 on and that of the negative ones."""
    right = _infinite(f, 0)
    if right.standing != "numeric":
        return right
    turned = integrand(substitute(f.expression, {f.variable: _minus(f.variable)}), f.variable)
    left = _infinite(turned, 1)
    if left.standing != "numeric" or left.value is None or right.value is None:
        return left
    return Answer("numeric", value=left.value + right.value, error=(left.error or 0.0) + (right.error or 0.0))


def _infinite(f: Integrand, a: int) -> Answer:
    """The sum of infinitely many terms from a on."""
    k = np.arange(a, a + FIRST, dtype=float)
    v = f.values(k)
    finite = np.isfinite(v)
    if not finite.all():
        first = int(np.flatnonzero(~finite)[0])
        if first < 24 or not np.abs(v[first - 1]) <= 1e-17 * np.abs(v[:first]).sum():
            return _missing(f, float(k[first]))
        v = v[:first]
    low, high, _ = f.enclose(k[: v.size], k[: v.size])
    with np.errstate(all="ignore"):
        spread = np.where(np.isfinite(high - low), high - low, 1e-14 * np.abs(v))
    late = v[v.size // 2 :]
    if np.all(np.abs(v[-4:]) <= 1e-17 * np.abs(v).sum()):
        return _ended(f, a, v, spread)
    if np.all(late > 0) or np.all(late < 0):
        in_order = _in_order(np.abs(late), spread[v.size // 2 :])
        return _of_one_sign(f, a, v, spread) if in_order else _irregular(f, a)
    if np.all(late[1:] * late[:-1] < 0):
        return _alternating(f, a, v, spread)
    return _irregular(f, a)


def _ended(f: Integrand, a: int, v: Floats, spread: Floats) -> Answer:
    """A sum whose terms seem to be over; those that begin later, as of {k > 1000: 1/k}, are not forgotten."""
    late = np.arange(a + v.size, a + LATER, dtype=float)
    further = f.values(np.concatenate((late, a + LATER + 2.0 ** np.arange(15.0, 50.0))))
    level = 1e-17 * float(np.abs(v).sum())
    if np.all((np.abs(further) <= level) | ~np.isfinite(further)):  # k! and its like end in ∞/∞
        return _whole(f, fsum(v), float(spread.sum()) + 16 * float(np.abs(v[-1])))
    v, after = np.concatenate((v, further[: late.size])), further[late.size - LATER // 2 :]
    if not (np.isfinite(v).all() and np.all(np.abs(after) <= 1e-17 * np.abs(v).sum())):
        return Answer("unknown", reason=tr("whether the sum converges is not decided"))
    return _whole(f, fsum(v), float(spread.sum()) + 1e-12 * float(np.abs(v).sum()))


def _falls_later(f: Integrand, a: int, size: float) -> bool:
    """Whether terms that grow so far are smaller further out, as those of k^100/2^k."""
    later = np.abs(f.values(a + FIRST * 2.0 ** np.arange(1.0, 8.0)))
    return bool(np.any(later[np.isfinite(later)] < 0.5 * size))


def _in_order(size: Floats, spread: Floats) -> bool:
    """Whether sizes only fall or only grow, but for rounding; of sin² k few tell nothing of others."""
    room = 2 * spread[1:] + 1e-9 * size[1:]
    step = np.diff(size)
    return bool(np.all(step <= room) or np.all(step >= -room))


def _whole(f: Integrand, total: float, error: float, remark: str | None = None) -> Answer:
    return Answer(
        "numeric", value=total, error=float(np.nextafter(error + 4e-16 * abs(total), inf)), remark=remark
    )


def _condensed(f: Integrand, a: int) -> str:
    """Whether the sum of |f| converges, by Cauchy's condensation: 2^j |f(2^j)| decide."""
    places = 2.0 ** np.arange(max(4, a.bit_length()), 500.0)
    with np.errstate(all="ignore"):
        v = np.abs(f.values(places)) * places
    count = reliable(f, places, v)
    outcome, _ = judged(v[:count], True, count < v.size and not np.isfinite(v[count]))
    return outcome


def _of_one_sign(f: Integrand, a: int, v: Floats, spread: Floats) -> Answer:
    """A sum whose late terms have one sign."""
    ratio = np.abs(v[-20:] / v[-21:-1])
    if ratio.max() < 0.8:
        estimate = limit_of_sums(v, float(spread.max()))
        return _whole(f, estimate.value, estimate.error)
    outcome = _condensed(f, a)
    grows = ratio.min() > 1.0 and np.abs(v[-1]) > 1e-9 * np.abs(v).max()
    if outcome == "diverges" or (grows and not _falls_later(f, a, float(np.abs(v[-1])))):
        return Answer("diverges", reason=_why_not(f, v))
    found = _by_integral(f, a) if outcome == "converges" else None
    if found is not None:
        return _whole(f, *found)
    estimate = limit_of_sums(v, float(spread.max()))
    if (outcome == "converges" and not grows) or ratio.max() < 0.97:
        return _judged(f, estimate.value, estimate.error)
    return Answer("unknown", reason=tr("whether the sum converges is not decided"))


def _why_not(f: Integrand, v: Floats) -> str:
    far_out = np.abs(f.values(np.array([2.0**30, 2.0**31])))
    if not np.all(far_out < 1e-2 * np.abs(v).max()) and not far_out[1] < 0.75 * far_out[0]:
        return tr("the terms do not tend to 0")
    return tr("the terms tend to 0 too slowly: the partial sums grow without bound")


def _judged(f: Integrand, total: float, error: float, remark: str | None = None) -> Answer:
    if isfinite(total) and error <= 1e-4 * max(abs(total), 1e-3):
        return _whole(f, total, error, remark)
    if isfinite(total) and isfinite(error) and error <= 0.1 * max(abs(total), 1e-3):
        reason = tr("the accuracy could not be reached")
        return Answer("unconfirmed", value=total, error=error, reason=reason, remark=remark)
    return Answer("unknown", reason=tr("the sum could not be computed to any accuracy"))


def _by_integral(f: Integrand, a: int) -> tuple[float, float] | None:
    """The first terms added up, the others by an integral and the first correction of Euler and Maclaurin."""
    start = max(a, 0) + START
    k = np.arange(a, start, dtype=float)
    v = f.values(k)
    low, high, _ = f.enclose(k, k)
    near = f.values(np.arange(start - 2.0, start + 2.0))
    between = f.values(start - 0.5 + np.arange(4.0) + 0.37)
    if not (np.all(np.isfinite(v)) and np.all(np.isfinite(near)) and np.all(np.isfinite(between))):
        return None
    try:
        rest, _ = far(f, start - 0.5, 1, float(np.abs(v).sum()))
    except Refused:
        return None
    first, third = near[2] - near[1], near[3] - 3 * near[2] + 3 * near[1] - near[0]
    total = fsum(v) + rest.value + float(first) / 24
    error = float((high - low).sum()) + rest.error + abs(float(third)) / 8 + 1e-16 * abs(total)
    smooth = abs(float(third)) < 0.05 * abs(float(first)) and abs(float(first)) < 0.05 * abs(float(near[1]))
    return (total, error) if smooth and isfinite(error) else None


def _alternating(f: Integrand, a: int, v: Floats, spread: Floats) -> Answer:
    """A sum of alternating signs."""
    size = np.abs(v[v.size // 2 :])
    falling = bool(np.all(np.diff(size) <= 0))
    far_out = np.abs(f.values(np.array([2.0**26, 2.0**40])))
    if not falling or not np.all(far_out <= 0.5 * size[-1]):
        stays = np.all(np.diff(size) >= -1e-12 * size[1:]) or size[-1] > 0.5 * np.abs(v).max()
        if stays and not _falls_later(f, a, float(size[-1])):
            return Answer("diverges", reason=tr("the terms do not tend to 0"))
        return Answer("unknown", reason=tr("whether the sum converges is not decided"))
    estimate = limit_of_sums(v[:60] if v.size > 60 else v, float(spread[:60].max()))
    absolute = "converges" if size[-1] < 1e-9 * np.abs(v).max() else _condensed(f, a)
    remark = (
        tr("converges conditionally: the sum of the absolute values is infinite")
        if absolute == "diverges"
        else None
    )
    return _judged(f, estimate.value, estimate.error, remark)


def _irregular(f: Integrand, a: int) -> Answer:
    """A sum of signs without order: many terms, and what the largest of the late ones leave open."""
    count = 400_000
    k = np.arange(a, a + count, dtype=float)
    v = f.values(k)
    if not np.all(np.isfinite(v)):
        return Answer("unknown", reason=tr("whether the sum converges is not decided"))
    blocks = [np.abs(v[count >> (j + 1) : count >> j]).max() for j in range(4)]
    if blocks[0] > 0.9 * blocks[3] and blocks[0] > 0:
        return Answer("diverges", reason=tr("the terms do not tend to 0"))
    decay = np.log2(blocks[3] / blocks[0]) / 3 if blocks[0] > 0 else 60.0
    if decay < 1.1:
        return Answer("unknown", reason=tr("whether the sum converges is not decided"))
    rest = float(blocks[0]) * count / (decay - 1)
    return _judged(f, fsum(v), 2 * rest + 1e-15 * float(np.abs(v).sum()))
