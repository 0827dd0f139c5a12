"""Light clean-up of expressions: 0, 1, signs, numbers, like terms, powers; never at the price of a hole."""

from fractions import Fraction
from typing import Final

from calcviz.language.expression import Call, Expression, Piecewise, size
from calcviz.maths.derivatives.bench import Bench
from calcviz.maths.derivatives.conditions import restricted
from calcviz.maths.functions.building import number
from calcviz.maths.functions.powers import exponent_kind

MOST_TERMS: Final = 40
"""Terms that a product of sums may be multiplied out to."""


def tidy(e: Expression) -> Expression:
    """e cleaned up: the same value wherever e has one, and undefined wherever e is undefined."""
    bench = Bench(cancel=False)
    return restricted(tidied(e, bench), bench.needs)


def _same_kind(old: tuple[Expression, ...], new: tuple[Expression, ...]) -> bool:
    """Whether a power is computed in the same way: x^(1/6 + 1/6) needs x >= 0, x^(1/3) does not."""
    before, after = exponent_kind(*old), exponent_kind(*new)
    if before == "general" and isinstance(after, Fraction):
        return after.denominator == 1
    return before == after


def tidied(e: Expression, bench: Bench) -> Expression:
    """e put together anew on a bench, which collects what it needs."""
    if isinstance(e, Call):
        arguments = tuple(tidied(argument, bench) for argument in e.arguments)
        if e.function == "power" and not _same_kind(e.arguments, arguments):
            return e
        return bench.call(e.function, arguments)
    if isinstance(e, Piecewise):
        pairs = tuple((tidy(value), condition) for value, condition in e.branches)
        return Piecewise(pairs, None if e.otherwise is None else tidy(e.otherwise))
    return e


def compact(e: Expression, bench: Bench) -> Expression:
    """e with its products of sums multiplied out where that makes it shorter."""
    if not isinstance(e, Call):
        return e
    arguments = tuple(compact(argument, bench) for argument in e.arguments)
    if e.function == "power" and not _same_kind(e.arguments, arguments):
        return e
    e = bench.call(e.function, arguments)
    if not isinstance(e, Call) or e.function not in ("add", "multiply"):
        return e
    terms = e.arguments if e.function == "add" else (e,)
    spread = [part for term in terms for part in _spread_out(term)]
    if len(spread) == len(terms) or len(spread) > MOST_TERMS:
        return e
    short = bench.add(*(bench.multiply(*factors) for factors in spread))
    return short if size(short) <= size(e) else e


def _spread_out(term: Expression) -> list[tuple[Expression, ...]]:
    """The products that a term is the sum of when its sums are multiplied out."""
    if isinstance(term, Call) and term.function == "negate":
        return [(number(-1), *factors) for factors in _spread_out(term.arguments[0])]
    if not isinstance(term, Call) or term.function != "multiply":
        return [(term,)]
    ways: list[tuple[Expression, ...]] = [()]
    for factor in term.arguments:
        parts = factor.arguments if isinstance(factor, Call) and factor.function == "add" else (factor,)
        if len(ways) * len(parts) > MOST_TERMS:
            return [(term,)]
        ways = [(*way, part) for way in ways for part in parts]
    return ways
