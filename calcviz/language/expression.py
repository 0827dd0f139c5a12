"""The immutable tree that a formula is read into."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice
from typing import Literal

Relation = Literal["<", "<=", ">", ">=", "=", "!="]


class Expression:
    """A node of the tree. Nodes are values: equal when their parts are equal, hashable, never changed."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Number(Expression):
    """A number as it was written, kept exactly: an int, or a Fraction with a finite decimal expansion."""

    value: int | Fraction


@dataclass(frozen=True, slots=True)
class Found(Number):
    """A number that was not written: a limit that was seen in floats and that nothing proves."""


@dataclass(frozen=True, slots=True)
class Constant(Expression):
    """A number with a name of its own: "pi", "e" or "inf"."""

    name: str


@dataclass(frozen=True, slots=True)
class Name(Expression):
    """A variable, a slider, a point or (as an argument of a command) a function."""

    name: str


@dataclass(frozen=True, slots=True)
class Call(Expression):
    """An operator or a function of the language, by its canonical name, with its arguments.

    Operators are functions too: "add" and "multiply" take two or more arguments and keep the order
    written, "negate" one, "divide" and "power" two. a - b is add(a, negate(b)).
    """

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Apply(Expression):
    """A function that a row defines, with `order` primes: f(x), f'(x), f''(1).

    Without arguments it is the function itself, as in tangent(f', 1). A built-in function stands
    here only when it has primes (sin'(x)).
    """

    function: str
    order: int
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Derivative(Expression):
    """d^order/dvariable^order of the body, as typed by d/dx … or diff(…, x)."""

    body: Expression
    variable: str
    order: int


@dataclass(frozen=True, slots=True)
class Partial(Expression):
    """A partial derivative by `variables`, one after the other: ∂²g/∂y∂x is by x first.

    `function` is Name("g") for one that a row defines, else an expression in x, y … . Without arguments it is
    the function itself, as in tangent_plane(∂g/∂x, P).
    """

    function: Expression
    variables: tuple[str, ...]
    arguments: tuple[Expression, ...] = ()


Operator = Literal["gradient", "jacobian", "hessian"]


@dataclass(frozen=True, slots=True)
class Differential(Expression):
    """The gradient, the Jacobian or the Hessian matrix of a function of several variables: ∇g(3, 4).

    `function` as in a Partial; without arguments it is the vector or matrix of functions.
    """

    operator: Operator
    function: Expression
    arguments: tuple[Expression, ...] = ()


Asking = Literal["integral", "limit", "sum", "solve", "series", "simplify"]
Side = Literal["", "left", "right"]


@dataclass(frozen=True, slots=True)
class Question(Expression):
    """What is asked of exact calculus: integral(x^2, x, 0, 1), limit(sin(x)/x, x, 0), solve(x^2 = 2, x).

    `arguments` are, by operator: the two bounds of each variable, the first variable innermost, or nothing
    for an antiderivative; the place of a limit, which is taken from one `side` or from both ("");
    the first and the last index of a sum; the centre and the order of a series; nothing for solve and
    simplify. The body of solve is an equation, an inequality, or several joined by "and".
    """

    operator: Asking
    body: Expression
    variables: tuple[str, ...] = ()
    arguments: tuple[Expression, ...] = ()
    side: Side = ""

    @property
    def bound(self) -> tuple[str, ...]:
        """The variables that mean nothing outside: all but those of an antiderivative and a series."""
        antiderivative = self.operator == "integral" and not self.arguments
        return () if antiderivative or self.operator in ("series", "simplify") else self.variables


@dataclass(frozen=True, slots=True)
class Comparison(Expression):
    """A chain of relations between operands: 0 < x <= 1 has three operands and two relations."""

    operands: tuple[Expression, ...]
    relations: tuple[Relation, ...]


@dataclass(frozen=True, slots=True)
class Logic(Expression):
    """Conditions joined: "and", "or" (two or more operands), "not" (one)."""

    operator: Literal["and", "or", "not"]
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Piecewise(Expression):
    """The value of the first branch (value, condition) whose condition holds, else `otherwise`.

    Undefined where no condition holds and `otherwise` is None; a restricted domain is one branch.
    """

    branches: tuple[tuple[Expression, Expression], ...]
    otherwise: Expression | None = None


@dataclass(frozen=True, slots=True)
class Tuple(Expression):
    """A point, a vector or the components of a curve: (1, 2)."""

    items: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Sequence(Expression):
    """A list: [1, 2, 3]."""

    items: tuple[Expression, ...]


def children(e: Expression) -> tuple[Expression, ...]:
    """The direct parts of e, in the order written."""
    # Tests by type: every walk asks this of every node, and matching patterns takes three times as long.
    if isinstance(e, _LEAVES):
        return ()
    if isinstance(e, _CALLS):
        return e.arguments
    if isinstance(e, _OPERANDS):
        return e.operands
    if isinstance(e, Derivative):
        return (e.body,)
    if isinstance(e, _OPERATORS):
        return (e.function, *e.arguments)
    if isinstance(e, Question):
        return (e.body, *e.arguments)
    if isinstance(e, Piecewise):
        parts = tuple(part for branch in e.branches for part in branch)
        return parts if e.otherwise is None else (*parts, e.otherwise)
    if isinstance(e, _LISTS):
        return e.items
    return ()


_LEAVES = (Number, Constant, Name)
_CALLS = (Call, Apply)
_OPERANDS = (Comparison, Logic)
_LISTS = (Tuple, Sequence)
_OPERATORS = (Partial, Differential)
_BOUND = frozenset({"x", "y", "z"})  # the variables of an expression that is taken at arguments: ∇(x y)(1, 2)


def rebuild(e: Expression, change: Callable[[Expression], Expression]) -> Expression:
    """e with `change` done to each direct part; e itself where no part changed."""
    old = children(e)
    new = tuple(change(part) for part in old)
    if all(a is b for a, b in zip(old, new, strict=True)):
        return e
    match e:
        case Call(function, _):
            return Call(function, new)
        case Apply(function, order, _):
            return Apply(function, order, new)
        case Derivative(_, variable, order):
            return Derivative(new[0], variable, order)
        case Partial(_, variables, _):
            return Partial(new[0], variables, new[1:])
        case Differential(operator, _, _):
            return Differential(operator, new[0], new[1:])
        case Question(operator, _, variables, _, side):
            return Question(operator, new[0], variables, new[1:], side)
        case Comparison(_, relations):
            return Comparison(new, relations)
        case Logic(operator, _):
            return Logic(operator, new)
        case Piecewise(branches, otherwise):
            pairs = tuple((new[2 * k], new[2 * k + 1]) for k in range(len(branches)))
            return Piecewise(pairs, None if otherwise is None else new[-1])
        case Tuple(_):
            return Tuple(new)
    return Sequence(new)


def walk(e: Expression) -> Iterator[Expression]:
    """Every node of e, parents before their parts."""
    stack = [e]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(children(node)))


def size(e: Expression) -> int:
    """How many nodes e has."""
    return sum(1 for _ in walk(e))


def longer(e: Expression, nodes: int) -> bool:
    """Whether e has more nodes than that; counts no farther."""
    return any(True for _ in islice(walk(e), nodes, None))


def depth(e: Expression) -> int:
    """How many nodes stand on the longest way from e down to a leaf."""
    deepest, level = 0, [e]
    while level:
        deepest += 1
        level = [part for node in level for part in children(node)]
    return deepest


def conjuncts(e: Expression) -> tuple[Expression, ...]:
    """The conditions that `and` joins; e itself where it is none of these."""
    return e.operands if isinstance(e, Logic) and e.operator == "and" else (e,)


def free_names(e: Expression) -> frozenset[str]:
    """The names in e that are bound by nothing inside e (function names in Apply are not counted)."""
    found: set[str] = set()
    stack = [e]
    while stack:
        node = stack.pop()
        if isinstance(node, Name):
            found.add(node.name)
        elif isinstance(node, _OPERATORS) and node.arguments:
            found |= free_names(node.function) - _BOUND
            stack.extend(node.arguments)
        elif isinstance(node, Question):
            found |= free_names(node.body) - set(node.bound)
            stack.extend(node.arguments)
        else:
            stack.extend(children(node))
    return frozenset(found)


def rebound(e: Expression, old: str, new: str) -> Expression:
    """e with another name for a variable, in the derivatives by it too."""
    if isinstance(e, Name):
        return Name(new) if e.name == old else e
    if isinstance(e, Derivative) and e.variable == old:
        return Derivative(rebound(e.body, old, new), new, e.order)
    if isinstance(e, Question) and old in e.variables:
        if old in e.bound:
            return replace(e, arguments=tuple(rebound(part, old, new) for part in e.arguments))
        variables = tuple(new if name == old else name for name in e.variables)
        e = replace(e, variables=variables)
    if isinstance(e, Partial) and isinstance(e.function, Name):
        function = e.function
        return rebuild(e, lambda part: part if part is function else rebound(part, old, new))
    if isinstance(e, Question) and new in e.bound:
        e = _uncaptured(e, {old: Name(new)})
    return rebuild(e, lambda part: rebound(part, old, new))


def _uncaptured(e: Question, values: Mapping[str, Expression]) -> Question:
    """e with other names for the bound variables that would capture names in what is put into its body."""
    inside = free_names(e.body)
    coming = frozenset().union(*(free_names(value) for name, value in values.items() if name in inside))
    for name in coming.intersection(e.bound):
        new = name + "′"
        while new in coming or new in inside:
            new += "′"
        body = rebound(e.body, name, new)
        e = replace(e, body=body, variables=tuple(new if v == name else v for v in e.variables))
    return e


def substitute(e: Expression, values: Mapping[str, Expression]) -> Expression:
    """e with each Name in `values` replaced; the variable of a Derivative is left alone inside it."""
    if isinstance(e, Name):
        return values.get(e.name, e)
    if isinstance(e, Derivative) and e.variable in values:
        inner = {name: value for name, value in values.items() if name != e.variable}
        return rebuild(e, lambda part: substitute(part, inner))
    if isinstance(e, Question) and e.bound:
        inner = {name: value for name, value in values.items() if name not in e.bound}
        asked = _uncaptured(e, inner)
        return rebuild(asked, lambda part: substitute(part, inner if part is asked.body else values))
    if isinstance(e, _OPERATORS):
        inner = {} if isinstance(e.function, Name) else dict(values)
        if e.arguments:
            inner = {name: value for name, value in inner.items() if name not in _BOUND}
        return rebuild(e, lambda part: substitute(part, inner if part is e.function else values))
    return rebuild(e, lambda part: substitute(part, values))
