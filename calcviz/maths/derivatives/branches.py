"""What piecewise values need when they are differentiated: interiors of conditions, and smooth seams."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from typing import Final

from calcviz.language.expression import (
    Call,
    Comparison,
    Expression,
    Logic,
    Name,
    Piecewise,
    Relation,
    size,
    substitute,
    walk,
)
from calcviz.maths.derivatives.conditions import (
    NEVER,
    OPPOSITE,
    STRICT,
    Bound,
    Condition,
    atoms,
    conjunction,
    defined,
    domain,
    rational,
    restricted,
)
from calcviz.maths.derivatives.reach import Rational
from calcviz.maths.derivatives.tidy import tidy
from calcviz.maths.functions.building import ZERO, number

JUMPS: Final = frozenset(
    ("floor", "ceil", "round", "frac", "mod", "sign", "heaviside", "gcd", "atan2", "acot")
)
ENTIRE: Final = frozenset(("add", "negate", "multiply", "sin", "cos", "exp", "sinh", "cosh"))

MOST_TWICE: Final = 60
"""Nodes of a slope that may be written twice to tell whether two slopes agree."""

Derive = Callable[[Expression], tuple[Expression, list[Condition]]]
"""The derivative of an expression, and the conditions under which it is right."""


class Interior:
    """The open parts of conditions in one variable, with the seams in `keep` taken in where they belong."""

    def __init__(self, variable: str, keep: frozenset[Rational], derive: Derive) -> None:
        self.variable = variable
        self.keep = keep
        self.derive = derive

    def of(self, condition: Expression, opposite: bool = False) -> list[Condition]:
        """Conditions that hold near every place where they hold, and make `condition` true (or false)."""
        parts = list(atoms(self._open(condition, opposite)))
        for node in walk(condition):
            if isinstance(node, Comparison):
                for operand in node.operands:
                    parts.extend(self._unbroken(operand))
        return parts

    def _open(self, condition: Expression, opposite: bool) -> Expression:
        if isinstance(condition, Comparison):
            pairs = zip(condition.operands, condition.relations, condition.operands[1:])
            parts = [self._open_pair(a, OPPOSITE[r] if opposite else r, b) for a, r, b in pairs]
            if opposite:
                parts.extend(self._outside(condition.operands))
            return _joined("or" if opposite else "and", parts)
        if isinstance(condition, Logic):
            if condition.operator == "not":
                return self._open(condition.operands[0], not opposite)
            both = (condition.operator == "and") != opposite
            return _joined("and" if both else "or", [self._open(c, opposite) for c in condition.operands])
        return Logic("not", (condition,)) if opposite else condition

    def _open_pair(self, a: Expression, relation: Relation, b: Expression) -> Expression:
        written = Comparison((a, b), (relation,))
        if not _holds_name(written, self.variable):
            return written
        moving = a != b and self._moving(a, b)
        if relation == "=" and moving:
            return NEVER
        if relation in STRICT and moving and not self._kept(written):
            written = Comparison((a, b), (STRICT[relation],))
        edges = [
            edge for edge in (*domain(a), *domain(b)) if isinstance(edge, Bound) and edge.relation in STRICT
        ]
        return _joined("and", [written, *(inside(edge).written() for edge in edges)])

    def _moving(self, a: Expression, b: Expression) -> bool:
        """Whether the difference varies; a = a only says that a is defined."""
        difference = tidy(Call("add", (a, Call("negate", (b,)))))
        return _holds_name(difference, self.variable) and not self._stepping(difference)

    def _stepping(self, e: Expression) -> bool:
        """Whether e is constant between its jumps, so that it can equal a number on whole intervals."""
        return _jumps(e) and self.derive(e)[0] == ZERO

    def _kept(self, comparison: Comparison) -> bool:
        return all(
            isinstance(bound, Bound) and bound.subject == Name(self.variable) and bound.value in self.keep
            for bound in atoms(comparison)
        )

    def _outside(self, operands: Iterable[Expression]) -> Iterator[Expression]:
        """Where an operand is undefined the comparison is false, too."""
        for operand in operands:
            for condition in domain(operand):
                if isinstance(condition, Bound):
                    yield self._open(condition.written(), True)

    def _unbroken(self, operand: Expression) -> Iterator[Condition]:
        """Where the operand of a comparison has no jump; a jump can be an edge of the comparison."""
        if not _holds_name(operand, self.variable):
            return
        pieces = any(isinstance(node, Piecewise) for node in walk(operand))
        if pieces or _jumps(operand):
            slope, needs = self.derive(operand)
            yield from needs
            if pieces and domain(slope):
                yield defined(slope)


def inside(bound: Bound) -> Bound:
    """The bound without its edge."""
    return Bound(bound.subject, STRICT.get(bound.relation, bound.relation), bound.value)


def _jumps(e: Expression) -> bool:
    return any(isinstance(node, Call) and node.function in JUMPS for node in walk(e))


def _joined(operator: str, parts: list[Expression]) -> Expression:
    if len(parts) == 1:
        return parts[0]
    return Logic("and" if operator == "and" else "or", tuple(parts))


def _holds_name(e: Expression, name: str) -> bool:
    return any(isinstance(node, Name) and node.name == name for node in walk(e))


def pieced(branches: Iterable[tuple[Expression, list[Condition]]]) -> Expression:
    """The branches whose conditions can hold, as one Piecewise; neighbours of equal value become one."""
    listed: list[tuple[Expression, list[Condition]]] = []
    for value, conditions in branches:
        if NEVER not in conditions:
            listed.append((value, conditions))
    if len(listed) == 2 and listed[0][0] == listed[1][0]:
        whole = _either_side(listed[0][1], listed[1][1])
        if whole is not None:
            return restricted(listed[0][0], whole)
    pairs: list[tuple[Expression, Expression]] = []
    for value, conditions in listed:
        condition = conjunction(conditions)
        if condition is None:
            return Piecewise(tuple(pairs), value) if pairs else value
        pairs.append((value, condition))
    return Piecewise(tuple(pairs)) if pairs else Piecewise(((Call("negate", (number(1),)), NEVER),))


def _either_side(one: list[Condition], two: list[Condition]) -> list[Condition] | None:
    """x < c or x > c as x != c."""
    if len(set(one)) != 1 or len(set(two)) != 1:
        return None
    a, b = one[0], two[0]
    if not isinstance(a, Bound) or not isinstance(b, Bound):
        return None
    if a.subject == b.subject and a.value == b.value and {a.relation, b.relation} == {"<", ">"}:
        return [Bound(a.subject, "!=", a.value)]
    return None


def differentiated(e: Piecewise, variable: str, derive: Derive) -> Expression:
    """The derivative of each branch on the interior of its condition, and at smooth seams."""
    interior = Interior(variable, smooth_seams(e, variable, derive), derive)
    branches: list[tuple[Expression, list[Condition]]] = []
    earlier: list[Condition] = []
    pairs: list[tuple[Expression, Expression | None]] = [*e.branches]
    if e.otherwise is not None:
        pairs.append((e.otherwise, None))
    for value, condition in pairs:
        slope, needs = derive(value)
        own = [] if condition is None else interior.of(condition)
        known = domain(slope)
        branches.append((slope, [*own, *earlier, *(need for need in needs if need not in known)]))
        if condition is not None:
            earlier.extend(interior.of(condition, opposite=True))
    return pieced(branches)


def smooth_seams(e: Piecewise, variable: str, derive: Derive) -> frozenset[Rational]:
    """The rational places where two branches meet with the same value and the same slope, seen exactly."""
    places = _places(e, variable)
    if not places:
        return frozenset()
    kept = set()
    for k, place in enumerate(places):
        before = (places[k - 1] + place) / 2 if k else place - 1
        after = (places[k + 1] + place) / 2 if k + 1 < len(places) else place + 1
        sides = [active(e, variable, x) for x in (before, place, after)]
        left, at, right = sides
        if left is not None and at is not None and right is not None:
            value = _known(at, variable, place)
            meet = value is not None and all(_known(f, variable, place) == value for f in (left, right))
            if meet and _smooth(left, right, variable, place, derive):
                kept.add(place)
    return frozenset(kept)


def _smooth(left: Expression, right: Expression, variable: str, place: Rational, derive: Derive) -> bool:
    slopes = []
    for side in (left, right):
        slope, needs = derive(side)
        slopes.append(_known(restricted(slope, needs), variable, place))
    return slopes[0] is not None and slopes[0] == slopes[1]


def _known(e: Expression, variable: str, place: Rational) -> Expression | None:
    """The tidy value of e at a place, None where it is not certain that it has one."""
    value = tidy(substitute(e, {variable: number(place)}))
    return None if isinstance(value, Piecewise) or domain(value) else value


def _places(e: Piecewise, variable: str) -> list[Fraction]:
    """The numbers that the variable is compared with; none when it is compared with anything else."""
    found: set[Fraction] = set()
    for _, condition in e.branches:
        for node in walk(condition):
            if isinstance(node, Comparison):
                for operand in node.operands:
                    known = rational(operand)
                    if known is not None:
                        found.add(Fraction(known[0]))
                    elif operand != Name(variable):
                        return []
    return sorted(found)


def active(e: Piecewise, variable: str, x: Rational) -> Expression | None:
    """The branch that stands at x, in a piecewise value whose conditions compare only x with numbers."""
    for value, condition in e.branches:
        if _holds(condition, x):
            return value
    return e.otherwise


def _holds(condition: Expression, x: Rational) -> bool:
    if isinstance(condition, Logic):
        truths = [_holds(part, x) for part in condition.operands]
        return not truths[0] if condition.operator == "not" else _ALL[condition.operator](truths)
    assert isinstance(condition, Comparison)
    values = [x if known is None else known[0] for known in map(rational, condition.operands)]
    return all(COMPARE[r](a, b) for a, r, b in zip(values, condition.relations, values[1:]))


_ALL: Final[dict[str, Callable[[list[bool]], bool]]] = {"and": all, "or": any}

COMPARE: Final[dict[Relation, Callable[[Rational, Rational], bool]]] = {
    "<": lambda a, b: a < b,
    "<=": lambda a, b: a <= b,
    ">": lambda a, b: a > b,
    ">=": lambda a, b: a >= b,
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
}


def extreme(e: Call, d: Callable[[Expression], Expression]) -> Expression:
    """The derivative of max or min: that of the argument that is the only extreme one.

    Arguments that are not entire functions may agree on whole intervals (x and |x|): where two agree,
    and so do their slopes, that slope is the answer.
    """
    arguments = tuple({tidy(u): u for u in _nested(e, e.function)}.values())
    relation: Relation = ">" if e.function == "max" else "<"
    branches: list[tuple[Expression, list[Condition]]] = []
    for u in arguments:
        others = [v for v in arguments if v is not u]
        branches.append((d(u), [c for v in others for c in _versus(u, relation, v)]))
    for k, u in enumerate(arguments):
        for v in arguments[k + 1 :]:
            if not (_entire(u) and _entire(v)) and size(d(u)) <= MOST_TWICE:
                rest = [c for w in arguments if w is not u and w is not v for c in _versus(u, relation, w)]
                same = [*_versus(u, "=", v), *_versus(d(u), "=", d(v))]
                branches.append((d(u), [*same, *rest]))
    return pieced(branches)


def _nested(e: Call, function: str) -> Iterator[Expression]:
    """The arguments of max(max(a, b), c): a, b, c."""
    for u in e.arguments:
        if isinstance(u, Call) and u.function == function:
            yield from _nested(u, function)
        else:
            yield u


def _versus(u: Expression, relation: Relation, v: Expression) -> Iterator[Condition]:
    """u relation v; x < 2*x as x > 0."""
    apart = list(atoms(Comparison((tidy(Call("add", (u, Call("negate", (v,))))), ZERO), (relation,))))
    if all(part == NEVER or (isinstance(part, Bound) and isinstance(part.subject, Name)) for part in apart):
        yield from apart
    else:
        yield from atoms(Comparison((u, v), (relation,)))


def _entire(e: Expression) -> bool:
    """Whether two such functions that agree on an interval agree everywhere."""
    if isinstance(e, Piecewise):
        return False
    for node in walk(e):
        if isinstance(node, Call) and node.function not in ENTIRE:
            known = rational(node.arguments[1]) if node.function in ("power", "divide") else None
            if known is None or known[0].denominator != 1 or (node.function == "power" and known[0] < 0):
                return False
    return True
