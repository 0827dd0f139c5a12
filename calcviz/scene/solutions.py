"""The solutions of a question as places and stretches of an axis, or as points of the plane."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil, floor, inf, isfinite

from calcviz.language.expression import (
    Comparison,
    Expression,
    Logic,
    Name,
    Number,
    Question,
    Tuple,
    free_names,
    substitute,
)
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.evaluate import value

MOST = 200
"""Places that are marked in a view."""

STRAIGHT = 1e-9
"""How far, relatively, solutions that are counted by a whole number may stand from even steps."""

TURNED: Mapping[str, str] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}


@dataclass(frozen=True, slots=True)
class Solved:
    """What solves a question for its unknowns: numbers, conditions, or a Tuple each for several unknowns.

    A result that holds another name stands for one solution for each whole number in its place. `exact`
    says that the results are true as they are written, and not only to a bound.
    """

    results: tuple[Expression, ...] = (Number(0),)
    unknowns: tuple[str, ...] = ("x",)
    exact: bool = True

    @property
    def upright(self) -> bool:
        """Whether the unknown is measured upwards."""
        return self.unknowns == ("y",)

    @property
    def has_stretches(self) -> bool:
        """Whether it is an inequality that was solved."""
        return any(isinstance(e, Comparison | Logic) for e in self.results)


@dataclass(frozen=True, slots=True)
class Spot:
    """A solution: its coordinates, one for each unknown, and their exact texts where these are known."""

    place: tuple[float, ...]
    texts: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """The numbers between two ends, which may be infinite, and whether each end belongs to them."""

    low: float
    high: float
    closed: tuple[bool, bool]


EVERYWHERE = Span(-inf, inf, (False, False))


def drawable(asked: Question, answer: Answer) -> Solved | None:
    """What there is to see of an answer, of one unknown or of two; None where there is nothing."""
    known = answer.standing in ("exact", "numeric", "unconfirmed") and bool(answer.results)
    if asked.operator != "solve" or not known or len(asked.variables) > 2:
        return None
    names = free_names(Tuple(answer.results)) - set(asked.variables)
    if len(names) > 1 or names & free_names(asked.body):  # no whole number, but a letter of any value
        return None
    return Solved(answer.results, asked.variables, answer.standing == "exact")


def spots(solved: Solved, view: tuple[float, float]) -> list[Spot]:
    """The single solutions; of infinitely many those in view, as far as they are not too many to be seen."""
    found: list[Spot] = []
    for e in solved.results:
        if isinstance(e, Comparison | Logic):
            continue
        for one in _each(e, view):
            spot = _spot(one, solved)
            if spot is not None:
                found.append(spot)
    return sorted(found, key=lambda spot: spot.place)


def spans(solved: Solved, view: tuple[float, float] = (-inf, inf)) -> list[Span]:
    """The stretches of the axis in which an inequality holds; of infinitely many those in view."""
    (unknown, *_) = solved.unknowns
    parts: list[Span] = []
    for e in solved.results:
        parts += [span for one in _every(e, unknown, view) for span in _spans(one, unknown)]
    return parts


def _every(e: Expression, unknown: str, view: tuple[float, float]) -> Iterator[Expression]:
    """The condition, or one for each whole number with which it may hold in view."""
    names = free_names(e) - {unknown}
    if not names:
        yield e
        return
    (name,) = names
    first, second = (_spans(_with(e, name, k), unknown) for k in (0, 1))
    if not (first and second and isfinite(step := second[0].low - first[0].low) and step):
        return
    ends = sorted(((view[0] - first[0].high) / step, (view[1] - first[0].low) / step))
    if ends[1] - ends[0] <= MOST:
        for k in range(ceil(ends[0]), floor(ends[1]) + 1):
            yield _with(e, name, k)


def _each(e: Expression, view: tuple[float, float]) -> Iterator[Expression]:
    """The solution, or one for each whole number with which it is in view: its steps are even."""
    names = free_names(e)
    if not names:
        yield e
        return
    (name,) = names
    first, second, far = (_number(_with(e, name, k)) for k in (0, 1, 1000))
    step = second - first
    if not (isfinite(far) and step) or abs(far - first - 1000 * step) > STRAIGHT * abs(1000 * step):
        return
    ends = sorted((end - first) / step for end in view)
    if ends[1] - ends[0] <= MOST:
        for k in range(ceil(ends[0]), floor(ends[1]) + 1):
            yield _with(e, name, k)


def _with(e: Expression, name: str, k: int) -> Expression:
    return substitute(e, {name: Number(Fraction(k))})


def _number(e: Expression) -> float:
    return value(e, {}) + 0.0


def _spot(e: Expression, solved: Solved) -> Spot | None:
    parts = e.items if isinstance(e, Tuple) else (e,)
    place = tuple(map(_number, parts))
    if len(place) != len(solved.unknowns) or not all(map(isfinite, place)):
        return None
    found = Spot(place, tuple(_text(part) if solved.exact else None for part in parts))
    turned = solved.unknowns[:1] == ("y",) and len(place) == 2  # solve(…, y, x)
    return replace(found, place=found.place[::-1], texts=found.texts[::-1]) if turned else found


def _text(e: Expression) -> str | None:
    """A short text that reads back as the number: 3*pi/2 for pi/2 + pi*1."""
    from calcviz.language.notation import text
    from calcviz.maths.landmarks.closed import NoForm
    from calcviz.maths.landmarks.exactly import Anything, Exactly
    from calcviz.maths.landmarks.written import written

    try:
        short = written(Exactly({}).value(e))
    except (NoForm, Anything, ArithmeticError):
        short = None
    return short or text(e)


def _spans(e: Expression, unknown: str) -> list[Span]:
    match e:
        case Logic("or", parts):
            return [span for part in parts for span in _spans(part, unknown)]
        case Logic("and", parts):
            found = [EVERYWHERE]
            for part in parts:
                found = [_both(a, b) for a in found for b in _spans(part, unknown)]
            return [span for span in found if span.low <= span.high]
        case Comparison(operands, relations) if TURNED.keys() >= set(relations):
            return _chain(operands, relations, unknown)
    return []


def _chain(operands: tuple[Expression, ...], relations: tuple[str, ...], unknown: str) -> list[Span]:
    """low < x <= high, x > low, 3 = x; x = x for every number."""
    found = EVERYWHERE
    for left, sign, right in zip(operands, relations, operands[1:]):
        if left == right == Name(unknown):
            continue
        if right == Name(unknown):
            left, sign, right = right, TURNED[sign], left
        if left != Name(unknown) or free_names(right):
            return []
        found = _both(found, _half(sign, value(right, {})))
    return [found] if found.low <= found.high else []


def _half(sign: str, end: float) -> Span:
    """The numbers that are on one side of an end."""
    if sign == "=":
        return Span(end, end, (True, True))
    if sign in (">", ">="):
        return Span(end, inf, (sign == ">=", False))
    return Span(-inf, end, (False, sign == "<="))


def _both(a: Span, b: Span) -> Span:
    """What lies in both."""
    low, high = max(a.low, b.low), min(a.high, b.high)
    first = all(each.closed[0] for each in (a, b) if each.low == low)
    last = all(each.closed[1] for each in (a, b) if each.high == high)
    return Span(low, high, (first, last))
