"""Where an expression is defined, as conditions on its parts, and which conditions follow from others."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from calcviz.language.expression import (
    Call,
    Comparison,
    Expression,
    Logic,
    Number,
    Piecewise,
    Relation,
    free_names,
)
from calcviz.maths.derivatives.reach import Rational, Reach, reach, whole_number
from calcviz.maths.functions.building import ZERO, number

TURNED: Final[dict[Relation, Relation]] = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "=", "!=": "!="}
OPPOSITE: Final[dict[Relation, Relation]] = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "=": "!=", "!=": "="}
STRICT: Final[dict[Relation, Relation]] = {"<=": "<", ">=": ">"}

NEVER: Final = Comparison((Number(1), ZERO), ("=",))


@dataclass(frozen=True, slots=True)
class Bound:
    """A condition in its simplest form: subject relation value, the subject without a number of its own."""

    subject: Expression
    relation: Relation
    value: Rational

    def written(self) -> Comparison:
        return Comparison((self.subject, number(self.value)), (self.relation,))


Condition = Bound | Expression
"""A Bound, or a Comparison or Logic that has no such form."""


def rational(e: Expression) -> tuple[Rational, bool] | None:
    """The value of a number, -number or number/number, and whether it was written as a decimal."""
    match e:
        case Number(value):
            return value, isinstance(value, Fraction) and value.denominator != 1
        case Call("negate", (inner,)):
            known = rational(inner)
            return None if known is None else (-known[0], known[1])
        case Call("divide", (Number(p), Number(q))) if q != 0:
            return Fraction(p) / q, isinstance(p, Fraction) or isinstance(q, Fraction)
    return None


def defined(e: Expression) -> Comparison:
    """The condition that e is defined, for want of a better one: an undefined value equals nothing."""
    return Comparison((e, e), ("=",))


def bounds(subject: Expression, relation: Relation, value: Rational = 0) -> tuple[Condition, ...]:
    """subject relation value, simplified; all the conditions answered must hold, none when it always does.

    It is meant where `subject` is defined: nothing is answered for the domain of its parts.
    """
    simpler = _simpler(subject, relation, value)
    if simpler is not None:
        return simpler
    truth = _decided(reach(subject), relation, value)
    if truth is None:
        return (Bound(subject, relation, value),)
    return () if truth else (NEVER,)


def _decided(values: Reach, relation: Relation, value: Rational) -> bool | None:
    """Whether the relation holds for every value in the reach, or for none; None when that depends."""
    above = values.low is not None and (values.low > value or (values.low == value and values.low_open))
    below = values.high is not None and (values.high < value or (values.high == value and values.high_open))
    not_below = values.low is not None and values.low >= value
    not_above = values.high is not None and values.high <= value
    match relation:
        case ">":
            return True if above else (False if not_above else None)
        case ">=":
            return True if not_below else (False if below else None)
        case "<":
            return True if below else (False if not_below else None)
        case "<=":
            return True if not_above else (False if above else None)
        case "=":
            return False if above or below else (True if not_below and not_above else None)
    return True if above or below else (False if not_below and not_above else None)


def _simpler(subject: Expression, relation: Relation, value: Rational) -> tuple[Condition, ...] | None:
    """One step of simplification and all that follow; None when the subject is as simple as it gets."""
    if not isinstance(subject, Call):
        return None
    arguments = subject.arguments
    match subject.function:
        case "negate":
            return bounds(arguments[0], TURNED[relation], -value)
        case "multiply":
            return _of_product(arguments, relation, value)
        case "divide":
            return _of_quotient(arguments[0], arguments[1], relation, value)
        case "add":
            return _of_sum(arguments, relation, value)
    if value != 0 or relation in ("=", "<", "<="):
        return None
    match subject.function:
        case "power":
            return _of_power(arguments[0], arguments[1], relation)
        case "abs":
            return () if relation == ">=" else bounds(arguments[0], "!=")
        case "sqrt":
            return () if relation == ">=" else bounds(arguments[0], ">")
        case "cbrt":
            return bounds(arguments[0], relation)
        case "ln":
            return bounds(arguments[0], relation, 1)
    return None


def _of_product(
    factors: tuple[Expression, ...], relation: Relation, value: Rational
) -> tuple[Condition, ...] | None:
    known = rational(factors[0])
    if known is not None and known[0] != 0:
        rest = factors[1] if len(factors) == 2 else Call("multiply", factors[1:])
        return bounds(rest, relation if known[0] > 0 else TURNED[relation], Fraction(value) / known[0])
    if value != 0 or relation == "=":
        return None
    if relation == "!=":
        return tuple(condition for factor in factors for condition in bounds(factor, "!="))
    left = [factor for factor in factors if not reach(factor).positive]
    if not left:
        return None
    if len(left) == 1:
        return bounds(left[0], relation)
    return bounds(Call("multiply", tuple(left)), relation) if len(left) < len(factors) else None


def _of_quotient(
    above: Expression, below: Expression, relation: Relation, value: Rational
) -> tuple[Condition, ...] | None:
    known = rational(below)
    if known is not None and known[0] != 0:
        return bounds(above, relation if known[0] > 0 else TURNED[relation], value * known[0])
    if value != 0:
        return None
    if relation in ("!=", "=") or reach(below).positive:
        return bounds(above, relation)
    if reach(above).positive:
        strict = STRICT.get(relation, relation)
        return bounds(below, strict)
    return None


def _of_sum(
    terms: tuple[Expression, ...], relation: Relation, value: Rational
) -> tuple[Condition, ...] | None:
    left: list[Expression] = []
    constant: Rational = 0
    for term in terms:
        known = rational(term)
        if known is None:
            left.append(term)
        else:
            constant += known[0]
    if left and all(isinstance(term, Call) and term.function == "negate" for term in left):
        return bounds(_sum(_opposite(term) for term in left), TURNED[relation], constant - value)
    if not left or len(left) == len(terms):
        return None
    return bounds(_sum(left), relation, value - constant)


def _sum(terms: Iterable[Expression]) -> Expression:
    listed = tuple(terms)
    return listed[0] if len(listed) == 1 else Call("add", listed)


def _opposite(e: Expression) -> Expression:
    return e.arguments[0] if isinstance(e, Call) and e.function == "negate" else Call("negate", (e,))


def _of_power(base: Expression, exponent: Expression, relation: Relation) -> tuple[Condition, ...] | None:
    """base^exponent > 0, >= 0 or != 0."""
    if reach(base).positive:
        return ()
    known = rational(exponent)
    if known is None or known[0] == 0 or known[1]:
        return None
    p, q = known[0].numerator, known[0].denominator
    if q % 2 == 0 or p % 2 == 0:
        if relation == ">=":
            return ()
        return bounds(base, ">" if q % 2 == 0 else "!=")
    if p < 0:
        return () if relation == "!=" else bounds(base, ">")
    return bounds(base, relation)


def atoms(condition: Expression) -> Iterator[Condition]:
    """The parts of a condition that must all hold, simplified."""
    if isinstance(condition, Logic) and condition.operator == "and":
        for part in condition.operands:
            yield from atoms(part)
    elif isinstance(condition, Comparison):
        pairs = zip(condition.operands, condition.relations, condition.operands[1:])
        for left, relation, right in pairs:
            yield from _compared(left, relation, right)
    else:
        yield condition


def _compared(left: Expression, relation: Relation, right: Expression) -> Iterator[Condition]:
    for e, other, way in ((left, right, relation), (right, left, TURNED[relation])):
        known = rational(other)
        if known is not None:
            simple = bounds(e, way, known[0])
            yield from simple
            if simple != (Bound(e, way, known[0]),):
                kept = [fact for part in simple if isinstance(part, Bound) for fact in domain(part.subject)]
                yield from (fact for fact in domain(e) if not follows(fact, kept))
            return
    yield Comparison((left, right), (relation,))


def domain(e: Expression) -> dict[Condition, None]:
    """The conditions, in order, that hold exactly where e is defined."""
    found: dict[Condition, None] = {}
    _gather(e, found, set())
    return found


def _gather(e: Expression, found: dict[Condition, None], seen: set[int]) -> None:
    if id(e) in seen:
        return
    seen.add(id(e))
    if isinstance(e, Piecewise):
        for condition in _of_piecewise(e):
            found[condition] = None
        return
    if isinstance(e, Call):
        for argument in e.arguments:
            _gather(argument, found, seen)
        for condition in own_domain(e):
            found[condition] = None


def _of_piecewise(e: Piecewise) -> Iterator[Condition]:
    if e.otherwise is None and len(e.branches) == 1:
        value, condition = e.branches[0]
        yield from atoms(condition)
        yield from domain(value)
        return
    values = [value for value, _ in e.branches] + ([] if e.otherwise is None else [e.otherwise])
    if any(domain(value) for value in values):
        yield defined(e)
    elif e.otherwise is None:
        yield Logic("or", tuple(condition for _, condition in e.branches))


def own_domain(e: Call) -> tuple[Condition, ...]:
    """Where the function of e is defined, given that its arguments are."""
    match e.function:
        case "add" | "multiply" | "negate":
            return ()
        case "divide":
            return bounds(e.arguments[1], "!=")
        case "power":
            return _domain_of_power(e)
    from calcviz.maths.functions.table import TABLE

    rule = TABLE[e.function].domain
    if rule is None:
        return ()
    return tuple(part for condition in rule(*e.arguments) for part in atoms(condition))


def _domain_of_power(e: Call) -> tuple[Condition, ...]:
    base, exponent = e.arguments
    whole = whole_number(exponent)
    if whole is not None:
        return bounds(base, "!=") if whole < 0 else ()
    if reach(base).positive:
        return ()
    known = rational(exponent)
    if known is None:
        known = _irrational(exponent)
    if known is None:
        return (defined(e),)
    if known[1] or known[0].denominator % 2 == 0:
        return bounds(base, ">" if known[0] < 0 else ">=")
    return bounds(base, "!=") if known[0] < 0 else ()


def _irrational(exponent: Expression) -> tuple[Rational, bool] | None:
    """A constant exponent that is certainly no whole number, such as pi, as if it were a decimal."""
    if free_names(exponent):
        return None
    from calcviz.maths.evaluate import value

    number = value(exponent, {})
    near = abs(number - round(number)) if math.isfinite(number) else 0.0
    return (Fraction(number), True) if near > 1e-9 * (1 + abs(number)) else None


def follows(condition: Condition, known: Iterable[Condition]) -> bool:
    """Whether the condition is one of the known ones or is implied by one of them, as far as can be seen."""
    known = _sharpened(known)
    if condition in known:
        return True
    if isinstance(condition, Logic) and condition.operator == "or":
        return any(all(follows(part, known) for part in atoms(way)) for way in condition.operands)
    if not isinstance(condition, Bound):
        return False
    return any(_implies(other, condition) for fact in known for other in _consequences(fact))


def _consequences(fact: Condition) -> Iterator[Bound]:
    if not isinstance(fact, Bound):
        return
    yield fact
    match fact.subject:
        case Call("power", (base, Number(2))) if fact.relation in ("<", "<=") and fact.value >= 0:
            root = _root_above(fact.value)
            yield Bound(base, fact.relation, root)
            yield Bound(base, TURNED[fact.relation], -root)


def _root_above(value: Rational) -> Fraction:
    """The square root of a rational number, or a number a little above it."""
    p, q = value.numerator, value.denominator
    for scale in (1, 1000):
        root = math.isqrt(p * q * scale**2)
        if root * root == p * q * scale**2:
            return Fraction(root, q * scale)
    return Fraction(root + 1, q * 1000)


def _implies(fact: Bound, claim: Bound) -> bool:
    if fact.subject != claim.subject:
        return False
    if fact.relation == "=":
        reached = Reach(fact.value, fact.value)
    elif fact.relation in ("<", "<="):
        reached = Reach(None, fact.value, False, fact.relation == "<")
    elif fact.relation in (">", ">="):
        reached = Reach(fact.value, None, fact.relation == ">")
    else:
        return claim == fact
    return _decided(reached, claim.relation, claim.value) is True


def negated(condition: Expression) -> Expression:
    """The condition that holds where this one does not, with its negations pushed to the relations."""
    if isinstance(condition, Comparison):
        pairs = zip(condition.operands, condition.relations, condition.operands[1:])
        parts = tuple(Comparison((a, b), (OPPOSITE[relation],)) for a, relation, b in pairs)
        return parts[0] if len(parts) == 1 else Logic("or", parts)
    if isinstance(condition, Logic):
        if condition.operator == "not":
            return condition.operands[0]
        other = "or" if condition.operator == "and" else "and"
        return Logic("and" if other == "and" else "or", tuple(negated(part) for part in condition.operands))
    return Logic("not", (condition,))


def conjunction(conditions: Iterable[Condition]) -> Expression | None:
    """All the conditions as one, without those that follow from others; None when none is left."""
    kept: list[Condition] = []
    listed = _sharpened(dict.fromkeys(conditions))
    for place, condition in enumerate(listed):
        if not follows(condition, kept) and not _weaker(condition, listed[place + 1 :]):
            kept.append(condition)
    written = _merged(kept)
    if not written:
        return None
    return written[0] if len(written) == 1 else Logic("and", tuple(written))


def _sharpened(conditions: Iterable[Condition]) -> list[Condition]:
    """The conditions, x >= c together with x != c as x > c."""
    listed = list(conditions)
    return [
        Bound(c.subject, STRICT[c.relation], c.value)
        if isinstance(c, Bound) and c.relation in STRICT and Bound(c.subject, "!=", c.value) in listed
        else c
        for c in listed
    ]


def _weaker(condition: Condition, others: Iterable[Condition]) -> bool:
    return any(other != condition and follows(condition, (other,)) for other in others)


def _merged(conditions: list[Condition]) -> list[Expression]:
    """The conditions written out, a lower and an upper bound of the same subject as one chain 0 < x < 1."""
    written: list[Expression] = []
    left = list(conditions)
    while left:
        one = left.pop(0)
        if not isinstance(one, Bound):
            written.append(one)
            continue
        other = next((two for two in left if isinstance(two, Bound) and _opposed(one, two)), None)
        if other is None:
            written.append(one.written())
            continue
        left.remove(other)
        low, high = (one, other) if one.relation in (">", ">=") else (other, one)
        operands = (number(low.value), low.subject, number(high.value))
        written.append(Comparison(operands, (TURNED[low.relation], high.relation)))
    return written


def _opposed(one: Bound, two: Bound) -> bool:
    relations = {one.relation[0], two.relation[0]}
    return one.subject == two.subject and relations == {"<", ">"}


def restricted(e: Expression, needs: Iterable[Condition]) -> Expression:
    """e where the needs hold and undefined elsewhere; needs that hold wherever e is defined are left out."""
    listed = list(dict.fromkeys(needs))
    if not listed:
        return e
    known = domain(e)
    missing = [condition for condition in listed if not follows(condition, known)]
    if not missing:
        return e
    if isinstance(e, Piecewise) and len(e.branches) == 1 and e.otherwise is None:
        missing = [*atoms(e.branches[0][1]), *missing]
        e = e.branches[0][0]
    condition = conjunction(missing)
    return e if condition is None else Piecewise(((e, condition),))
