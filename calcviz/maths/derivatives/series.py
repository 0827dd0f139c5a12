"""Taylor coefficients of an expression by recurrences, in any arithmetic that knows functions at a place.

Source: Moore, Interval Analysis (1966), chapter 11; Griewank and Walther, Evaluating Derivatives (2008),
chapter 13. A function F of the table needs no recurrence of its own: F(u)' = F'(u) u' says each coefficient
by earlier ones of F'(u), which is an expression again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Generic, Protocol, TypeVar

from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Name,
    Number,
    Piecewise,
    Question,
    free_names,
    substitute,
)
from calcviz.maths.derivatives.rules import NoRule
from calcviz.maths.functions.building import divide
from calcviz.maths.functions.powers import exponent_kind
from calcviz.maths.functions.table import TABLE

N = TypeVar("N")

MOST_NODES = 3_000
"""Functions of functions that may come up on the way; more are no matter of a moment."""
SQUARED = 64
"""Whole powers up to this are products, which need no division by the base."""


class NoSeries(Exception):
    """There are no such coefficients here, or this arithmetic cannot find them."""


class Arithmetic(Protocol[N]):
    """Numbers of some kind; each operation may raise NoSeries."""

    def literal(self, e: Number | Constant) -> N:
        """The number that is written."""

    def value(self, call: Call | Question, names: Sequence[str], arguments: Sequence[N]) -> N:
        """A function of numbers, or an integral or a limit: `call` has the names where these stand."""

    def total(self, terms: Sequence[N]) -> N:
        """The sum of one or more."""

    def combined(self, weights: Sequence[Fraction], pairs: Sequence[tuple[N, N]]) -> N:
        """The sum of weight · first · second over one or more pairs."""

    def quotient(self, above: N, below: N) -> N:
        """The quotient."""

    def vanishes(self, number: N) -> bool:
        """Whether the number is proven to be 0."""

    def chosen(self, tests: Sequence[Expression], cases: Sequence[N], env: Mapping[str, N]) -> N:
        """The case of the first test that holds; there may be one more case than tests."""


@dataclass(slots=True)
class _Node(Generic[N]):
    """A part of the expression, with the coefficients that are known of it; None is a proven 0."""

    function: str
    sources: tuple[int, ...] = ()
    call: Call | Question | None = None
    exponent: Fraction = Fraction(1)
    tests: tuple[Expression, ...] = ()
    known: "list[N | None]" = field(default_factory=list)
    finished: bool = False
    """No further coefficient is different from 0."""
    slopes: dict[int, int] = field(default_factory=dict)
    busy: bool = False
    asked: Question | None = None


class Series(Generic[N]):
    """The coefficients of an expression as a function of one of its names, at a place.

    `places` has a number for each name. Coefficients are found when they are asked for.
    """

    def __init__(self, e: Expression, variable: str, places: Mapping[str, N], by: Arithmetic[N]) -> None:
        self._by = by
        self._nodes: list[_Node[N]] = []
        self._slots: dict[object, int] = {}
        self._variable = variable
        one = by.literal(Number(1))
        env: dict[str, int] = {}
        for name, place in places.items():
            known: list[N | None] = [None if by.vanishes(place) else place]
            known += [one] if name == variable else []
            env[name] = self._new(("name", name), _Node("name", known=known, finished=True))
        self._one, self._env = one, env
        try:
            self._root: int | None = self._slot(e, env)
        except NoSeries:  # told when a coefficient is asked for
            self._root = None

    def __call__(self, k: int) -> N | None:
        """The coefficient of the k-th power, None where it is proven to be 0; raises NoSeries, NoRule."""
        if self._root is None:
            raise NoSeries
        for j in range(k + 1):  # from below, so that nothing recurs deeply
            found = self._at(self._root, j)
        return found

    def _new(self, key: object, node: "_Node[N]") -> int:
        if len(self._nodes) >= MOST_NODES:
            raise NoSeries
        self._slots[key] = len(self._nodes)
        self._nodes.append(node)
        return self._slots[key]

    def _slot(self, e: Expression, env: Mapping[str, int]) -> int:
        """The node of an expression whose names stand for nodes; equal parts share one."""
        match e:
            case Name(name):
                return env[name]
            case Number() | Constant():
                key: object = ("literal", e)
                if key in self._slots:
                    return self._slots[key]
                return self._new(key, _Node("literal", known=[self._literal(e)], finished=True))
            case Call("sinc", (u,)):
                return self._slot(divide(Call("sin", (u,)), u), env)
            case Call("power", (base, exponent)):
                return self._power(e, base, exponent, env)
            case Call(("add" | "multiply") as function, (first, second, *rest)) if rest:
                return self._slot(Call(function, (Call(function, (first, second)), *rest)), env)
            case Call(function, arguments):
                return self._call(function, tuple(self._slot(part, env) for part in arguments))
            case Piecewise():
                return self._piecewise(e, env)
            case Question():
                return self._question(e, env)
        raise NoSeries

    def _question(self, e: Question, env: Mapping[str, int]) -> int:
        """An integral, a sum or a limit: its value, and where the variable stands in it its derivative."""
        names = sorted(free_names(e))
        key = ("question", e)
        if key in self._slots:
            return self._slots[key]
        inner = substitute(e, {name: Name(f"u{k}") for k, name in enumerate(names)})
        assert isinstance(inner, Question)
        sources = tuple(env[name] for name in names)
        still = self._variable not in names
        return self._new(key, _Node("question", sources, inner, finished=still, asked=e))

    def _of_question(self, node: "_Node[N]", k: int) -> N | None:
        from calcviz.maths.derivatives.differentiate import derivative

        if 0 not in node.slopes:  # not before: in the derivative of a sum stands another sum
            assert node.asked is not None
            node.slopes[0] = self._slot(derivative(node.asked, self._variable), self._env)
        part = self._at(node.slopes[0], k - 1)
        return None if part is None else self._by.combined([Fraction(1, k)], [(part, self._one)])

    def _literal(self, e: Number | Constant) -> N | None:
        return None if isinstance(e, Number) and e.value == 0 else self._by.literal(e)

    def _call(self, function: str, sources: tuple[int, ...]) -> int:
        key = (function, sources)
        if key in self._slots:
            return self._slots[key]
        names = tuple(Name(f"u{k}") for k in range(len(sources)))
        finished = all(self._nodes[s].finished and len(self._nodes[s].known) < 2 for s in sources)
        return self._new(key, _Node(function, sources, Call(function, names), finished=finished))

    def _power(self, e: Call, base: Expression, exponent: Expression, env: Mapping[str, int]) -> int:
        kind = exponent_kind(base, exponent)
        if kind == "e":
            return self._call("exp", (self._slot(exponent, env),))
        if not isinstance(kind, Fraction):
            return self._call("power", (self._slot(base, env), self._slot(exponent, env)))
        u = self._slot(base, env)
        key = ("power", u, kind)
        if kind == 1:
            return u
        if key in self._slots:
            return self._slots[key]
        call, n = Call("power", (Name("u0"), exponent)), int(kind)
        if kind == n and 2 <= n <= SQUARED:  # its own value, else the product of two lower powers
            half, rest = (self._power_slot(u, part) for part in (n // 2, n - n // 2))
            return self._new(key, _Node("square", (u, half, rest), call))
        return self._new(key, _Node("rational", (u,), call, kind))

    def _power_slot(self, u: int, n: int) -> int:
        return (
            u
            if n == 1
            else self._power(Call("power", (Name("u"), Number(n))), Name("u"), Number(n), {"u": u})
        )

    def _piecewise(self, e: Piecewise, env: Mapping[str, int]) -> int:
        cases = [self._slot(branch, env) for branch, _ in e.branches]
        cases += [] if e.otherwise is None else [self._slot(e.otherwise, env)]
        operands: list[int] = []

        def named(test: Expression) -> Expression:
            if isinstance(test, Logic):
                return Logic(test.operator, tuple(named(part) for part in test.operands))
            if not isinstance(test, Comparison):
                raise NoSeries
            first = len(operands)
            operands.extend(self._slot(part, env) for part in test.operands)
            names = tuple(Name(f"u{k}") for k in range(first, len(operands)))
            return Comparison(names, test.relations)

        tests = tuple(named(test) for _, test in e.branches)
        key = ("piecewise", tuple(cases), tuple(operands), tests)
        if key in self._slots:
            return self._slots[key]
        node: _Node[N] = _Node("piecewise", (*cases, *operands), tests=tests)
        return self._new(key, node)

    def _at(self, slot: int, k: int) -> N | None:
        node = self._nodes[slot]
        while len(node.known) <= k:
            if node.finished and node.known:
                return None
            if node.busy:  # a coefficient that needs itself
                raise NoSeries
            node.busy = True
            try:
                node.known.append(self._found(node, len(node.known)))
            finally:
                node.busy = False
        return node.known[k]

    def _found(self, node: "_Node[N]", k: int) -> N | None:
        if node.function == "piecewise":
            return self._of_cases(node, k)
        if k == 0 and not (node.function == "divide" and self._is_zero(node.sources[1])):
            return self._value(node)
        u = node.sources
        match node.function:
            case "add":
                terms = [part for s in u if (part := self._at(s, k)) is not None]
                return self._by.total(terms) if terms else None
            case "multiply":
                return self._convolved(u[0], u[1], [Fraction(1)] * (k + 1), k)
            case "square":
                return self._convolved(u[1], u[2], [Fraction(1)] * (k + 1), k)
            case "divide":
                return self._divided(node, k)
            case "rational":
                return self._of_power(node, k)
            case "question":
                return self._of_question(node, k)
        return self._of_function(node, k)

    def _value(self, node: "_Node[N]") -> N | None:
        assert node.call is not None
        zero = self._by.literal(Number(0))
        sources = node.sources[:1] if node.function in ("square", "rational") else node.sources
        parts = [zero if part is None else part for part in (self._at(s, 0) for s in sources)]
        value = self._by.value(node.call, [f"u{k}" for k in range(len(parts))], parts)
        return None if self._by.vanishes(value) else value

    def _of_cases(self, node: "_Node[N]", k: int) -> N | None:
        operands = sum(len(_names(test)) for test in node.tests)
        count = len(node.sources) - operands
        zero = self._by.literal(Number(0))
        found = [self._at(s, k) for s in node.sources[:count]]
        shown = [self._at(s, 0) for s in node.sources[count:]]
        return self._by.chosen(
            node.tests,
            [zero if value is None else value for value in found],
            {f"u{j}": zero if value is None else value for j, value in enumerate(shown)},
        )

    def _convolved(self, u: int, v: int, weights: Sequence[Fraction], k: int) -> N | None:
        """The sum of weights[j] · u_j · v_(k-j)."""
        used, pairs = [], []
        for j in range(k + 1):
            if weights[j]:
                one = self._at(u, j)
                other = None if one is None else self._at(v, k - j)
                if one is not None and other is not None:
                    used.append(weights[j])
                    pairs.append((one, other))
        return self._by.combined(used, pairs) if pairs else None

    def _divided(self, node: "_Node[N]", k: int) -> N | None:
        """u/v = q, so that u_k = Σ q_j v_(k-j); where v begins with zeros, u must begin with as many."""
        u, v = node.sources
        if u == v:
            return None
        m = 0
        while self._is_zero(v, m):
            if self._at(u, m) is not None or m >= 8:
                raise NoSeries
            m += 1
        below = self._at(v, m)
        assert below is not None
        minus: list[Fraction] = []
        pairs: list[tuple[N, N]] = []
        above = self._at(u, k + m)
        if above is not None:
            minus.append(Fraction(1))
            pairs.append((above, self._one))
        for j in range(k):
            q, part = node.known[j], self._at(v, k + m - j)
            if q is not None and part is not None:
                minus.append(Fraction(-1))
                pairs.append((q, part))
        return self._by.quotient(self._by.combined(minus, pairs), below) if pairs else None

    def _is_zero(self, slot: int, k: int = 0) -> bool:
        return self._at(slot, k) is None

    def _of_power(self, node: "_Node[N]", k: int) -> N | None:
        """p = u^r has u p' = r u' p, so that k u_0 p_k = Σ (r j - (k - j)) u_j p_(k-j)."""
        (u,), r = node.sources, node.exponent
        if r == 0:
            return None
        weights = [Fraction(0), *((r * j - (k - j)) / k for j in range(1, k + 1))]
        base = self._at(u, 0)
        if base is None:
            raise NoSeries
        above = self._convolved(u, self._slots[("power", u, r)], weights, k)
        return None if above is None else self._by.quotient(above, base)

    def _of_function(self, node: "_Node[N]", k: int) -> N | None:
        """k f_k is the sum of j u_j g_(k-j), g being the partial derivative by the argument u."""
        terms = []
        for place, u in enumerate(node.sources):
            moving = [j for j in range(1, k + 1) if self._at(u, j) is not None]
            if not moving:
                continue
            slope = self._slope(node, place)
            weights = [Fraction(j, k) if j in moving else Fraction(0) for j in range(k + 1)]
            part = self._convolved(u, slope, weights, k)
            terms += [] if part is None else [part]
        return self._by.total(terms) if terms else None

    def _slope(self, node: "_Node[N]", place: int) -> int:
        if place not in node.slopes:
            entry = TABLE[node.function]
            rule = None if entry.derivative is None else entry.derivative[place]
            if rule is None:
                raise NoRule(node.function)
            if node.function == "abs":  # the same as the rule's u/|u|, and known to stand still
                rule = _sign
            names = [Name(f"u{k}") for k in range(len(node.sources))]
            env = {f"u{k}": s for k, s in enumerate(node.sources)}
            node.slopes[place] = self._slot(rule(*names), env)
        return node.slopes[place]


def _sign(u: Expression) -> Expression:
    return Call("sign", (u,))


def _names(test: Expression) -> list[Name]:
    """The names in a test, each as often as it stands there."""
    if isinstance(test, Logic):
        return [name for part in test.operands for name in _names(part)]
    return [part for part in test.operands if isinstance(part, Name)] if isinstance(test, Comparison) else []
