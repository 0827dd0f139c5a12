"""Normal forms: expressions as quotients of sums of products, by which two may be seen to be the same.

Equal normal forms are equal functions wherever both are defined; different ones may still be equal.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Name,
    Number,
    children,
    free_names,
)
from calcviz.maths.derivatives.conditions import Bound, domain
from calcviz.maths.functions.powers import literal

Atom = tuple[object, ...]
"""A variable, π, e, or a call with the normal forms of its arguments."""

Monomial = tuple[tuple[Atom, int], ...]
"""Atoms with their powers, in the order of their texts."""

Sum = dict[Monomial, Fraction]

MOST_TERMS, MOST_POWER = 120, 16

PI: Atom = ("pi",)
ONE: Monomial = ()

ODD = frozenset("sin tan asin atan sinh tanh asinh atanh acoth acsch cbrt sign erf".split())
EVEN = frozenset("abs sinc".split())
"""Calls of an argument with its sign turned that are the call turned, or the same."""

MODULI = {"sin": 2, "tan": 1}
"""After so many π the function repeats itself."""


class TooBig(Exception):
    """The normal form would be too long to be of use."""


class Normal(NamedTuple):
    """above/below; the leading coefficient of what stands below is 1."""

    above: Sum
    below: Sum

    @property
    def key(self) -> tuple[object, ...]:
        """What equal forms share."""
        return tuple(tuple(sorted(part.items(), key=_order)) for part in self)


def _order(item: tuple[Monomial, Fraction]) -> str:
    return repr(item[0])


def same(a: Normal, b: Normal) -> bool:
    """Whether two normal forms are one function."""
    return _times(a.above, b.below) == _times(b.above, a.below)


def normal(e: Expression) -> Normal:
    """The normal form of an expression; raises TooBig."""
    match e:
        case Number(value):
            return _quotient(_constant(Fraction(value)), _constant(Fraction(1)))
        case Name(name):
            return _atom(("name", name))
        case Constant(name):
            return _atom((name,))
        case Call(function, arguments):
            rule = RULES.get(function)
            return _call(function, arguments) if rule is None else rule(*arguments)
    parts = (str(type(e).__name__), getattr(e, "relations", getattr(e, "operator", "")))
    return _atom((*parts, *(normal(part).key for part in children(e))))


def _constant(value: Fraction) -> Sum:
    return {ONE: value} if value else {}


def _atom(atom: Atom, power: int = 1) -> Normal:
    return Normal({((atom, power),): Fraction(1)}, _constant(Fraction(1)))


def _quotient(above: Sum, below: Sum) -> Normal:
    """The quotient without the factors that all its terms have, what is below led by 1."""
    if not below:
        raise TooBig
    if len(below) == 1:
        ((monomial, c),) = below.items()
        inverse = tuple((atom, -n) for atom, n in monomial)
        return Normal(_times(above, {inverse: 1 / c}), _constant(Fraction(1)))
    leading = below[min(below, key=repr)]
    return Normal({m: c / leading for m, c in above.items()}, {m: c / leading for m, c in below.items()})


def _plus(p: Sum, q: Sum) -> Sum:
    result = dict(p)
    for monomial, c in q.items():
        result[monomial] = result.get(monomial, Fraction(0)) + c
    return {monomial: c for monomial, c in result.items() if c}


def _times(p: Sum, q: Sum) -> Sum:
    if len(p) * len(q) > MOST_TERMS**2:
        raise TooBig
    result: Sum = {}
    for m, a in p.items():
        for n, b in q.items():
            both = _product(m, n)
            result[both] = result.get(both, Fraction(0)) + a * b
    if len(result) > MOST_TERMS:
        raise TooBig
    return {monomial: c for monomial, c in result.items() if c}


def _product(m: Monomial, n: Monomial) -> Monomial:
    powers = dict(m)
    for atom, k in n:
        powers[atom] = powers.get(atom, 0) + k
    return tuple(sorted(((atom, k) for atom, k in powers.items() if k), key=repr))


def _add(*terms: Expression) -> Normal:
    result = normal(terms[0])
    for term in terms[1:]:
        result = added(result, normal(term))
    return result


def added(a: Normal, b: Normal) -> Normal:
    """a + b."""
    if a.below == b.below:
        return _quotient(_plus(a.above, b.above), a.below)
    return _quotient(_plus(_times(a.above, b.below), _times(b.above, a.below)), _times(a.below, b.below))


def negated(a: Normal) -> Normal:
    """-a."""
    return Normal({monomial: -c for monomial, c in a.above.items()}, a.below)


def _multiply(*factors: Expression) -> Normal:
    result = normal(factors[0])
    for factor in factors[1:]:
        other = normal(factor)
        result = _quotient(_times(result.above, other.above), _times(result.below, other.below))
    return result


def _divide(a: Expression, b: Expression) -> Normal:
    above, below = normal(a), normal(b)
    return _quotient(_times(above.above, below.below), _times(above.below, below.above))


def _power(base: Expression, exponent: Expression) -> Normal:
    if base == Constant("e"):
        return _exp(exponent)
    n = literal(exponent)
    inner = normal(base)
    if n is not None and n.denominator == 1 and 0 < abs(n) <= MOST_POWER:
        result = Normal(_constant(Fraction(1)), _constant(Fraction(1)))
        for _ in range(abs(int(n))):
            result = Normal(_times(result.above, inner.above), _times(result.below, inner.below))
        return _quotient(*(result if n > 0 else (result.below, result.above)))
    if n is not None and n.denominator % 2:
        inner, turned = _upright(inner)
        found = _atom(("power", inner.key, n))
        return negated(found) if turned and n.numerator % 2 else found
    return _atom(("power", inner.key, normal(exponent).key))


def _exp(u: Expression) -> Normal:
    """e^u and e^-u are inverse to one another."""
    inner, turned = _upright(normal(u))
    return _atom(("exp", inner.key), -1 if turned else 1)


def _upright(a: Normal) -> tuple[Normal, bool]:
    """a or -a, so that its leading coefficient is positive, and whether it was turned."""
    if not a.above:
        return a, False
    turned = a.above[min(a.above, key=repr)] < 0
    return (negated(a) if turned else a), turned


def _call(function: str, arguments: tuple[Expression, ...]) -> Normal:
    parts = [normal(part) for part in arguments]
    if len(parts) == 1 and (function in ODD or function in EVEN):
        inner, turned = _upright(parts[0])
        found = _atom((function, inner.key))
        return negated(found) if turned and function in ODD else found
    return _atom((function, *(part.key for part in parts)))


def _wave(function: str, u: Expression, quarters: int = 0) -> Normal:
    """sin or tan of u + quarters·π/2, its angle without whole turns and with a positive leading part."""
    inner = normal(u)
    if len(inner.below) != 1:
        return _waved(function, inner, Fraction(quarters, 2))
    angle = dict(inner.above)
    r = angle.pop(((PI, 1),), Fraction(0)) + Fraction(quarters, 2)
    return _waved(function, Normal(angle, inner.below), r)


def _waved(function: str, v: Normal, r: Fraction) -> Normal:
    v, turned = _upright(v)
    sign = 1
    if turned and function == "sin":
        r = 1 - r  # sin(-v + rπ) = sin(v + (1 - r)π)
    elif turned:
        r, sign = -r, -1
    r %= MODULI[function]
    if function == "sin" and r >= 1:
        r, sign = r - 1, -sign
    if not v.above and not r:
        return Normal({}, _constant(Fraction(1)))
    found = _atom((function, v.key, r))
    return found if sign > 0 else negated(found)


def _inverse(a: Normal) -> Normal:
    return _quotient(a.below, a.above)


def _floor(function: str, u: Expression) -> Normal:
    """floor(u + n) = floor(u) + n."""
    inner = normal(u)
    if len(inner.below) != 1:
        return _atom((function, inner.key))
    above = dict(inner.above)
    whole = above.pop(ONE, Fraction(0))
    n = whole.numerator // whole.denominator
    rest = Normal(_plus(above, _constant(whole - n)), inner.below)
    return added(_atom((function, rest.key)), Normal(_constant(Fraction(n)), _constant(Fraction(1))))


def _sigmoid(u: Expression) -> Normal:
    """1/(1 + e^-u)."""
    one = Normal(_constant(Fraction(1)), _constant(Fraction(1)))
    return _inverse(added(one, _inverse(_exp(u))))


RULES: dict[str, Callable[..., Normal]] = {
    "add": _add,
    "negate": lambda u: negated(normal(u)),
    "multiply": _multiply,
    "divide": _divide,
    "power": _power,
    "exp": _exp,
    "sin": lambda u: _wave("sin", u),
    "cos": lambda u: _wave("sin", u, 1),
    "tan": lambda u: _wave("tan", u),
    "cot": lambda u: negated(_wave("tan", u, 1)),
    "csc": lambda u: _inverse(_wave("sin", u)),
    "sec": lambda u: _inverse(_wave("sin", u, 1)),
    "floor": lambda u: _floor("floor", u),
    "ceil": lambda u: _floor("ceil", u),
    "frac": lambda u: added(normal(u), negated(_floor("floor", u))),
    "sigmoid": _sigmoid,
    "sinh": lambda u: _hyperbolic(u, -1),
    "cosh": lambda u: _hyperbolic(u, 1),
}


def _hyperbolic(u: Expression, sign: int) -> Normal:
    """(e^u ± e^-u)/2."""
    grows = _exp(u)
    falls = _inverse(grows)
    both = added(grows, falls if sign > 0 else negated(falls))
    return _quotient({m: c / 2 for m, c in both.above.items()}, both.below)


@lru_cache(maxsize=64)
def conditions(e: Expression, variable: str) -> frozenset[tuple[object, ...]]:
    """For which values of the variable e is defined, as keys that equal conditions share; raises TooBig."""
    written = (each.written() if isinstance(each, Bound) else each for each in domain(e))
    return frozenset(_condition(each) for each in written if variable in free_names(each))


def _condition(e: Expression) -> tuple[object, ...]:
    match e:
        case Comparison((a, b), (relation,)):
            gap = normal(Call("add", (a, Call("negate", (b,)))))
            if relation in ("<", "<="):
                gap, relation = negated(gap), ">" if relation == "<" else ">="
            gap = _upright(gap)[0] if relation in ("=", "!=") else gap
            scale = abs(gap.above[min(gap.above, key=repr)]) if gap.above else Fraction(1)
            return (relation, Normal({m: c / scale for m, c in gap.above.items()}, gap.below).key)
        case Logic(operator, operands):
            return (operator, frozenset(_condition(part) for part in operands))
    return ("holds", normal(e).key)
