"""Solutions that repeat: x = k·π for every whole number k."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sympy as sp

from calcviz.language.expression import Expression
from calcviz.symbolic.questions.trees import from_sympy

LETTERS = ("k", "n", "m")


@dataclass(frozen=True, slots=True)
class Family:
    """The places first + letter·period for every whole number, as a tree in the letter."""

    tree: Expression
    letter: str
    first: float
    period: float

    @property
    def reach(self) -> float:
        """How far to look to see several members on each side."""
        return abs(self.first) + 2.5 * self.period

    def members(self, reach: float) -> list[float]:
        """The members between -2 reach and 2 reach."""
        most = int(2 * reach / self.period) + 2
        return [self.first + k * self.period for k in range(-most, most + 1)]


def families(found: Any, x: Any) -> tuple[list[Any], list[Family]]:
    """Single solutions and families of a set; raises ValueError for sets that are neither."""
    singles: list[Any] = []
    steps: list[tuple[Any, Any]] = []
    for part in _parts(found):
        if isinstance(part, sp.FiniteSet):
            singles += list(part)
        elif isinstance(part, sp.ImageSet) and part.base_sets == (sp.S.Integers,):
            steps += _step(part)
        else:
            raise ValueError("a set without a form")
    letter = next(name for name in LETTERS if name != x.name)
    return singles, [_family(first, period, letter) for first, period in merged(steps)]


def _parts(found: Any) -> Iterator[Any]:
    if isinstance(found, sp.Union):
        for part in found.args:
            yield from _parts(part)
    elif isinstance(found, sp.Intersection) and sp.S.Reals in found.args:
        yield from _parts(next(part for part in found.args if part is not sp.S.Reals))
    elif found is not sp.S.EmptySet:
        yield found


def _step(part: Any) -> list[tuple[Any, Any]]:
    """The first member and the period of n ↦ a·n + b."""
    n = part.lamda.variables[0]
    members = part.lamda.expr
    members = sp.expand(members)
    if not members.is_polynomial(n) or sp.degree(members, n) != 1:
        raise ValueError("a family without a period")
    period, first = members.coeff(n, 1), members.coeff(n, 0)
    if period.has(sp.I) or first.has(sp.I):
        return []  # complex ones
    return [(first, sp.Abs(period))]


def merged(steps: list[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    """Families of one period that lie evenly, as one family: 2kπ and 2kπ + π are kπ."""
    by_period: dict[Any, list[Any]] = {}
    for first, period in steps:
        by_period.setdefault(sp.simplify(period), []).append(sp.simplify(first))
    result = []
    for period, firsts in by_period.items():
        places = sorted({sp.simplify(_within(first, period)) for first in firsts}, key=float)
        for count in (len(places), 2):
            result += _evenly(places, period, count)
        result += [(place, period) for place in places]
    return sorted(result, key=lambda step: float(step[0]))


def _evenly(places: list[Any], period: Any, count: int) -> list[tuple[Any, Any]]:
    """Families of `count` places each that lie evenly in the period; their places are taken off the list."""
    result, gap = [], period / max(count, 1)
    for place in list(places) if count > 1 else []:
        others = [sp.simplify(_within(place + k * gap, period)) for k in range(count)]
        if place in places and all(other in places for other in others):
            result.append((_within(place, gap), gap))
            places[:] = [other for other in places if other not in others]
    return result


def _within(first: Any, period: Any) -> Any:
    """The member that lies nearest to 0, from above where two do."""
    turns = sp.floor(sp.Rational(1, 2) + first / period - sp.Rational(1, 10**12))
    return first - period * sp.Integer(int(turns.evalf()))


def _family(first: Any, period: Any, letter: str) -> Family:
    k = sp.Symbol(letter, real=True)
    tree = from_sympy(first + k * period)
    return Family(tree, letter, float(first), float(period))
