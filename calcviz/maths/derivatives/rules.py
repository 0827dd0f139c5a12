"""The rules of differentiation of the textbook, one for each operator and for functions in general."""

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Final, Protocol

from calcviz.language.expression import Call, Comparison, Expression, Logic, Name, Number
from calcviz.language.messages import mark
from calcviz.maths.derivatives.bench import Bench
from calcviz.maths.derivatives.conditions import Bound, atoms, domain, rational
from calcviz.maths.derivatives.reach import whole_number
from calcviz.maths.derivatives.tidy import tidied
from calcviz.maths.functions.building import ONE, TWO, ZERO, E, number

CONSTANT = mark("constant rule")
POWER = mark("power rule")
EXPONENTIAL = mark("exponential rule")
LOGARITHM = mark("logarithm rule")
MULTIPLE = mark("constant multiple rule")
SUM = mark("sum rule")
PRODUCT = mark("product rule")
QUOTIENT = mark("quotient rule")
CHAIN = mark("chain rule")
LOGARITHMIC = mark("logarithmic differentiation")
TRIGONOMETRIC = mark("trigonometric rule")
INVERSE_TRIGONOMETRIC = mark("inverse trigonometric rule")
HYPERBOLIC = mark("hyperbolic rule")
INVERSE_HYPERBOLIC = mark("inverse hyperbolic rule")
ROOT = mark("root rule")
ABSOLUTE = mark("absolute value rule")
STEP = mark("step rule")
TABLE_RULE = mark("table of derivatives")
BRANCHES = mark("branch by branch")
TIDY = mark("tidying up")
REST = mark("the same rules for all that is left")
DOMAIN = mark("only where the derivative exists")
PLACE = mark("taken at the given place")

MOST_FACTORS: Final = 8
"""A product of more is taken as one of two halves: its derivative has n log n nodes instead of n^2."""

STRUCTURAL: Final = (SUM, MULTIPLE, PRODUCT, QUOTIENT, LOGARITHMIC, CHAIN, BRANCHES)
"""The rules that leave derivatives of parts, in the order in which a derivation applies them."""

NAMES: Final[dict[str, str]] = {
    "exp": EXPONENTIAL,
    **dict.fromkeys(("ln", "log"), LOGARITHM),
    **dict.fromkeys(("sin", "cos", "tan", "cot", "sec", "csc"), TRIGONOMETRIC),
    **dict.fromkeys(("asin", "acos", "atan", "acot", "asec", "acsc", "atan2"), INVERSE_TRIGONOMETRIC),
    **dict.fromkeys(("sinh", "cosh", "tanh", "coth", "sech", "csch"), HYPERBOLIC),
    **dict.fromkeys(("asinh", "acosh", "atanh", "acoth", "asech", "acsch"), INVERSE_HYPERBOLIC),
    **dict.fromkeys(("sqrt", "cbrt", "root", "hypot"), ROOT),
    **dict.fromkeys(("abs",), ABSOLUTE),
    **dict.fromkeys(("sign", "floor", "ceil", "round", "frac", "mod", "heaviside"), STEP),
}
"""The rule that gives the local derivative of a function; the others stand in the table of derivatives."""

D = Callable[[Expression], Expression]
"""The derivative of a part: worked out, or left standing as a Derivative in a derivation line by line."""


class NoRule(Exception):
    """A function in the expression has no derivative in the language, such as gcd; `function` names it."""

    def __init__(self, function: str) -> None:
        super().__init__(function)
        self.function = function


class Builder(Protocol):
    """Puts expressions together: tidily (bench.Bench) or as the rule writes them (Plain)."""

    def negate(self, e: Expression) -> Expression: ...
    def add(self, *terms: Expression) -> Expression: ...
    def multiply(self, *factors: Expression) -> Expression: ...
    def divide(self, above: Expression, below: Expression) -> Expression: ...
    def power(self, base: Expression, exponent: Expression) -> Expression: ...


class Plain:
    """Writes what a rule says without working anything out but factors 1 and exponents 1."""

    def negate(self, e: Expression) -> Expression:
        return Call("negate", (e,))

    def add(self, *terms: Expression) -> Expression:
        return terms[0] if len(terms) == 1 else Call("add", terms)

    def multiply(self, *factors: Expression) -> Expression:
        left: tuple[Expression, ...] = ()
        for factor in factors:
            nested = isinstance(factor, Call) and factor.function == "multiply"
            left += factor.arguments if nested and isinstance(factor, Call) else (factor,)
        left = tuple(factor for factor in left if factor != ONE)
        if not left:
            return ONE
        return left[0] if len(left) == 1 else Call("multiply", left)

    def divide(self, above: Expression, below: Expression) -> Expression:
        return Call("divide", (above, below))

    def power(self, base: Expression, exponent: Expression) -> Expression:
        return base if exponent == ONE else Call("power", (base, exponent))


class Rules:
    """The rules for one variable: `depends` says whether a part holds it, `d` differentiates a part."""

    def __init__(self, variable: str, depends: Callable[[Expression], bool], d: D, build: Builder) -> None:
        self.variable = variable
        self.depends = depends
        self.d = d
        self.build = build
        self.brief = isinstance(build, Bench)
        self.outside: str | None = None
        """The rule for the outer function, where the chain rule was the last to be applied."""

    def require(self, conditions: Iterable[Expression]) -> None:
        """Remember where alone the function has the derivative that a rule says."""
        if isinstance(self.build, Bench):
            for condition in conditions:
                if not self._idle(condition):
                    self.build.needs.extend(atoms(condition))

    def _idle(self, condition: Expression) -> bool:
        """Whether a condition frac(w) != 0 or w != 0 guards against a step that a constant w never takes."""
        match condition:
            case Comparison((Call("frac", (w,)), Number(0)), ("!=",)) | Comparison((w, Number(0)), ("!=",)):
                return self.d(w) == ZERO
            case Logic("or", ways):
                return any(self._idle(way) for way in ways)
        return False

    def _clean(self, e: Expression) -> Expression:
        return tidied(e, self.build) if isinstance(self.build, Bench) else e

    def apply(self, e: Expression) -> tuple[str, Expression]:
        """The derivative of a Name or a Call by one rule, and the name of that rule."""
        if not self.depends(e):
            return CONSTANT, ZERO
        if isinstance(e, Name):
            return POWER, ONE
        assert isinstance(e, Call)
        match e.function:
            case "add":
                return SUM, self.build.add(*(self.d(term) for term in e.arguments))
            case "negate":
                return MULTIPLE, self._negative(e.arguments[0])
            case "multiply":
                return self._product(e.arguments)
            case "divide":
                return self._quotient(*e.arguments)
            case "power":
                return self._power(e, *e.arguments)
        return self._function(e)

    def _product(self, factors: tuple[Expression, ...]) -> tuple[str, Expression]:
        """(c u)' = c u' and (u v)' = u' v + u v', for any number of factors.

        When `brief`, (|u| u)' = 2 |u| u', which exists where |u| alone has a corner.
        """
        build = self.build
        constant, rest = self._parted(Call("multiply", factors))
        if constant:
            return MULTIPLE, self._multiple(constant, self.d(rest))
        if self.brief and len(factors) > MOST_FACTORS:
            half = len(factors) // 2
            factors = Call("multiply", factors[:half]), Call("multiply", factors[half:])
        terms = []
        pair = _signed_square(factors) if self.brief else None
        if pair is not None:
            others = [factor for place, factor in enumerate(factors) if place not in pair]
            size = factors[pair[0]]
            terms.append(build.multiply(TWO, size, self.d(factors[pair[1]]), *others))
        for place, factor in enumerate(factors):
            if pair is None or place not in pair:
                terms.append(build.multiply(*factors[:place], self.d(factor), *factors[place + 1 :]))
        return PRODUCT, build.add(*terms)

    def _negative(self, u: Expression) -> Expression:
        """(-u)' = -u', and (-c u)' = -c u' in one go."""
        if isinstance(u, Call) and u.function == "multiply" and not self.brief:
            rule, slope = self._product(u.arguments)
            if rule == MULTIPLE:
                return self.build.negate(slope)
        slope = self.d(u)
        return self.build.multiply(number(-1), slope) if self.brief else self.build.negate(slope)

    def _parted(self, e: Call) -> tuple[list[Expression], Expression]:
        """The constant factors of a product and the rest; nothing and e itself where there is none."""
        if e.function != "multiply":
            return [], e
        constant = [factor for factor in e.arguments if not self.depends(factor)]
        if not constant:
            return [], e
        varying = tuple(factor for factor in e.arguments if self.depends(factor))
        return constant, varying[0] if len(varying) == 1 else Call("multiply", varying)

    def _multiple(self, constant: list[Expression], slope: Expression) -> Expression:
        """c u', a number being carried into a sum when `brief`."""
        number_alone = len(constant) == 1 and rational(constant[0]) is not None
        if self.brief and number_alone and isinstance(slope, Call) and slope.function == "add":
            return self.build.add(*(self.build.multiply(constant[0], term) for term in slope.arguments))
        return self.build.multiply(*constant, slope)

    def _quotient(self, u: Expression, v: Expression) -> tuple[str, Expression]:
        """(u/c)' = u'/c, (c/v)' = -c v'/v^2 and (u/v)' = (u' v - u v')/v^2.

        When `brief`, c v with v = w^n below the line gives (u' w - n u w')/(c v w), so that orders do not
        pile up.
        """
        build = self.build
        if not self.depends(v):
            return MULTIPLE, build.divide(self.d(u), v)
        w: Expression = v
        n: Expression = ONE
        if self.brief and isinstance(v, Call):
            constant, v = self._parted(v)
            if constant:
                return QUOTIENT, build.divide(self._quotient(u, v)[1], build.multiply(*constant))
            w, n = self._as_power(v)
        above = build.negate(build.multiply(n, u, self.d(w)))
        if self.depends(u):
            above = build.add(build.multiply(self.d(u), w), above)
        return QUOTIENT, build.divide(above, build.power(v, TWO) if w is v else build.multiply(v, w))

    def _as_power(self, v: Expression) -> tuple[Expression, Expression]:
        """w and n such that v = w^n: sqrt(x)*x is x^(3/2)."""
        match v:
            case Call("power", (u, n)) if not self.depends(n):
                return u, n
            case Call("sqrt", (u,)):
                return u, number(Fraction(1, 2))
            case Call("cbrt", (u,)):
                return u, number(Fraction(1, 3))
            case Call("multiply", factors):
                found = [self._as_power(factor) for factor in factors]
                if all(w == found[0][0] for w, _ in found):
                    return found[0][0], self.build.add(*(n for _, n in found))
        return v, ONE

    def _power(self, e: Call, u: Expression, v: Expression) -> tuple[str, Expression]:
        """(u^n)' = n u^(n-1) u', (b^v)' = b^v ln(b) v', (u^v)' = u^v (v' ln u + v u'/u)."""
        build = self.build
        if not self.depends(v):
            order = whole_number(v)
            if order == 0:
                self.require(
                    condition.written() if isinstance(condition, Bound) else condition
                    for condition in domain(u)
                )
                return POWER, ZERO
            if self.brief and isinstance(u, Call) and u.function == "abs" and order is not None and order > 1:
                w = u.arguments[0]
                return CHAIN, build.multiply(v, build.power(u, number(order - 2)), w, self.d(w))
            outer = build.multiply(v, build.power(u, self._less_one(v)))
            return self._chained(POWER, ((outer, u),))
        if not self.depends(u):
            if u == ZERO or self.d(v) == ZERO:
                return EXPONENTIAL, ZERO
            outer = e if u == E else build.multiply(e, Call("ln", (u,)))
            return self._chained(EXPONENTIAL, ((outer, v),))
        du, dv = self.d(u), self.d(v)
        if dv == ZERO:
            return POWER, build.multiply(v, build.power(u, self._less_one(v)), du)
        if du == ZERO:
            return EXPONENTIAL, build.multiply(e, Call("ln", (u,)), dv)
        slope = build.add(build.multiply(dv, Call("ln", (u,))), build.divide(build.multiply(v, du), u))
        return LOGARITHMIC, build.multiply(e, slope)

    def _function(self, e: Call) -> tuple[str, Expression]:
        """f(u, v …)' = ∂f/∂u u' + ∂f/∂v v' … with the local derivatives of the table of functions."""
        from calcviz.maths.functions.table import TABLE

        entry = TABLE[e.function]
        parts = []
        for place, argument in enumerate(e.arguments):
            if self.depends(argument) and self.d(argument) != ZERO:
                partial = None if entry.derivative is None else entry.derivative[place]
                if partial is None:
                    raise NoRule(e.function)
                parts.append((self._clean(partial(*e.arguments)), argument))
        if parts and entry.smooth is not None:
            self.require(entry.smooth(*e.arguments))
        return self._chained(NAMES.get(e.function, TABLE_RULE), tuple(parts))

    def _chained(self, name: str, parts: tuple[tuple[Expression, Expression], ...]) -> tuple[str, Expression]:
        """The sum of outer times inner derivatives; `name` is the rule when the inside is the variable."""
        build = self.build
        if len(parts) == 1 and parts[0][1] == Name(self.variable):
            return name, build.multiply(parts[0][0])
        if not parts:
            return name, ZERO
        self.outside = name
        return CHAIN, build.add(*(build.multiply(outer, self.d(inner)) for outer, inner in parts))

    def _less_one(self, exponent: Expression) -> Expression:
        """exponent - 1, worked out for a number and kept as a decimal where it was one."""
        known = rational(exponent)
        if known is None:
            return self.build.add(exponent, Call("negate", (ONE,)))
        value = known[0] - 1
        if not known[1]:
            return number(value)
        return Number(value) if value >= 0 else Call("negate", (Number(Fraction(-value)),))


def _signed_square(factors: tuple[Expression, ...]) -> tuple[int, int] | None:
    """The places of |u| and u among the factors."""
    for place, factor in enumerate(factors):
        if isinstance(factor, Call) and factor.function == "abs" and factor.arguments[0] in factors:
            return place, factors.index(factor.arguments[0])
    return None
