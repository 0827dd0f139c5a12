"""Whether a function is even, odd or periodic, where its normal form proves it."""

from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from math import gcd, isfinite, lcm
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Expression, Name, free_names, longer, substitute, walk
from calcviz.maths.analysis.normal import ONE, PI, Monomial, TooBig, conditions, negated, normal, same
from calcviz.maths.evaluate import value
from calcviz.maths.functions.building import PI as PI_NUMBER
from calcviz.maths.functions.building import add, divide, multiply, negate, number
from calcviz.maths.real import RealFunction

Parity = Literal["even", "odd"]

TURNS = {"sin": 2, "cos": 2, "sec": 2, "csc": 2, "tan": 1, "cot": 1}
"""The periods of trigonometric functions, in half turns."""

STEPS = frozenset(("frac", "floor", "ceil"))
"""Functions that repeat themselves, perhaps raised by 1, when their argument grows by 1."""

MOST_NODES = 150
PARTS = (2, 3, 5)
ROUNDING = 1e-12
SAMPLES = np.array([0.137, 0.412, 0.77, 1.213, 1.9, 2.718, 3.3, 4.61, 6.04, 7.93])


@dataclass(frozen=True, slots=True)
class Period:
    """f(x + length) = f(x) for all x; `written` is the length as an expression."""

    length: float
    written: Expression


@lru_cache(maxsize=64)
def parity(f: RealFunction) -> Parity | None:
    """Whether f(-x) = f(x), or -f(x), wherever either is defined; None where that is not proven."""
    e, x = f.expression, f.variable
    if longer(e, MOST_NODES) or x not in free_names(e):
        return None
    turned = substitute(e, {x: negate(Name(x))})
    try:
        if conditions(e, x) != conditions(turned, x):
            return None
        here, there = normal(e), normal(turned)
        found: Parity | None = "even" if same(here, there) else "odd" if same(negated(here), there) else None
    except TooBig:
        return None
    return found if found and _agrees(f, -SAMPLES, 1 if found == "even" else -1) else None


@lru_cache(maxsize=64)
def period(f: RealFunction) -> Period | None:
    """A period of f that its structure shows, the least that can be proven; None where there is none."""
    e, x = f.expression, f.variable
    if longer(e, MOST_NODES):
        return None
    values = f.values(SAMPLES)
    known = values[np.isfinite(values)]
    if known.size and np.all(np.abs(known - known[0]) <= ROUNDING * np.abs(known)):
        return None  # a constant, as far as floats tell
    try:
        found = _candidate(e, x)
        if found is None or not _repeats(e, x, found):
            return None
        r, unit = found
        for part in PARTS:
            while _repeats(e, x, (r / part, unit)):
                r /= part
    except TooBig:
        return None
    written = _written(r, unit)
    length = value(written, dict(f.parameters))
    good = isfinite(length) and length > 0 and _agrees(f, SAMPLES + length, 1)
    return Period(length, written) if good else None


Length = tuple[Fraction, Monomial]
"""A rational multiple of a product of π and of names."""


def _candidate(e: Expression, x: str) -> Length | None:
    """A length after which every repeating part of e repeats; None where there is none."""
    found: list[Length] = []
    for node in walk(e):
        if not isinstance(node, Call) or x not in free_names(node):
            continue
        if node.function in TURNS or node.function in STEPS:
            length = _length(node, x)
            if length is not None:
                found.append(length)
    if not found or len({unit for _, unit in found}) > 1:
        return None
    lengths = [r for r, _ in found]
    common = Fraction(lcm(*(r.numerator for r in lengths)), gcd(*(r.denominator for r in lengths)))
    return common, found[0][1]


def _length(node: Call, x: str) -> Length | None:
    """After which length a call repeats itself whose argument is linear."""
    inner = normal(node.arguments[0])
    if len(inner.below) != 1 or ONE not in inner.below:
        return None
    steep = [(m, c) for m, c in inner.above.items() if any(x in str(atom) for atom, _ in m)]
    if len(steep) != 1:
        return None
    ((monomial, c),) = steep
    powers = dict(monomial)
    if powers.pop(("name", x), 0) != 1 or any(x in str(atom) for atom in powers):
        return None
    if any(atom != PI and atom[0] != "name" for atom in powers):
        return None
    turned = node.function in TURNS
    unit = {atom: -n for atom, n in powers.items()}
    if turned:
        unit[PI] = unit.get(PI, 0) + 1
    left = tuple(sorted(((atom, n) for atom, n in unit.items() if n), key=repr))
    return Fraction(TURNS[node.function] if turned else 1) / abs(c), left


def _repeats(e: Expression, x: str, length: Length) -> bool:
    moved = substitute(e, {x: add(Name(x), _written(*length))})
    return conditions(e, x) == conditions(moved, x) and same(normal(e), normal(moved))


def _written(r: Fraction, unit: Monomial) -> Expression:
    """The length as it is written: 2π, π/2, 2π/w."""
    above: list[Expression] = [] if r.numerator == 1 else [number(r.numerator)]
    below: list[Expression] = [] if r.denominator == 1 else [number(r.denominator)]
    for atom, n in unit:
        part = PI_NUMBER if atom == PI else Name(str(atom[1]))
        (above if n > 0 else below).extend([part] * abs(n))
    top = multiply(*above) if above else number(1)
    return divide(top, multiply(*below)) if below else top


def _agrees(f: RealFunction, others: NDArray[np.float64], sign: int) -> bool:
    """Whether values that are to be equal are: no proof, but a proof that they contradict would be wrong."""
    with np.errstate(all="ignore"):
        here, there = f.values(SAMPLES), sign * f.values(others)
        near = np.abs(here - there) <= 1e-6 * (1 + np.abs(here))
    unknown = ~np.isfinite(here) | ~np.isfinite(there)
    return bool(np.all(near | unknown))
