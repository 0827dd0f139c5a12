"""Sums, products and powers put together tidily: numbers folded, like terms and powers collected."""

from collections.abc import Callable
from fractions import Fraction
from typing import Final

from calcviz.language.expression import Call, Constant, Expression, Name, Number, Piecewise
from calcviz.maths.derivatives.conditions import (
    Condition,
    atoms,
    bounds,
    domain,
    rational,
)
from calcviz.maths.derivatives.reach import Rational
from calcviz.maths.exact import exact
from calcviz.maths.functions.building import ONE, ZERO, E, number

MOST_BITS: Final = 200


class Product:
    """A product taken apart: a rational number and the powers of its factors."""

    __slots__ = ("decimal", "powers", "value")

    def __init__(self) -> None:
        self.value: Rational = 1
        self.decimal = False
        self.powers: dict[Expression, list[Rational]] = {}

    def scale(self, value: Rational, decimal: bool) -> None:
        self.value = _whole(self.value * value)
        self.decimal = self.decimal or decimal

    def include(self, factor: Expression, exponent: Rational) -> None:
        known = self.powers.get(factor)
        if known is None:
            self.powers[factor] = [exponent]
        else:
            known.append(exponent)


class Bench:
    """Puts expressions together from parts that are tidy.

    `needs` collects the conditions under which what was put together equals what was asked for: a part
    that was dropped must have been defined. With `cancel`, x/x becomes 1 and the need x != 0;
    otherwise such a quotient stays as it is.
    """

    def __init__(self, cancel: bool = True) -> None:
        self.needs: list[Condition] = []
        self.cancel = cancel

    def negate(self, e: Expression) -> Expression:
        if isinstance(e, Call) and e.function == "negate":
            return e.arguments[0]
        if isinstance(e, Number) and e.value == 0:
            return e
        return Call("negate", (e,))

    def multiply(self, *factors: Expression) -> Expression:
        product = Product()
        for factor in factors:
            self._take(factor, 1, product)
        return self._put(product)

    def divide(self, above: Expression, below: Expression) -> Expression:
        product = Product()
        self._take(above, 1, product)
        self._take(below, -1, product)
        return self._put(product)

    def power(self, base: Expression, exponent: Expression) -> Expression:
        if exponent == ONE:
            return base
        if exponent == ZERO or base == ONE:
            self.needs.extend(domain(Call("power", (base, exponent))))
            return ONE
        product = Product()
        self._take(Call("power", (base, exponent)), 1, product)
        return self._put(product)

    def call(self, function: str, arguments: tuple[Expression, ...]) -> Expression:
        """Any function or operator of the language applied to tidy arguments."""
        if function == "add":
            return self.add(*arguments)
        operator = _OPERATORS.get(function)
        if operator is not None:
            return operator(self, *arguments)
        e = Call(function, arguments)
        if all(rational(argument) is not None for argument in arguments):
            known = exact(e) if function in COUNTING else SPECIAL.get((function, arguments))
            if known is not None:
                return number(known) if isinstance(known, Fraction) else known
        return e

    def _take(self, e: Expression, sign: int, product: Product) -> None:
        """Multiply the product by e (sign 1) or divide it by e (sign -1)."""
        if isinstance(e, Number):
            if (e.value == 0 and sign < 0) or _large(e.value):
                product.include(e, sign)
            else:
                decimal = e.value.denominator != 1
                product.scale(e.value if sign > 0 else Fraction(1) / e.value, decimal)
        elif isinstance(e, Call):
            self._take_call(e, sign, product)
        elif self.cancel and isinstance(e, Piecewise) and len(e.branches) == 1 and e.otherwise is None:
            value, condition = e.branches[0]
            self.needs.extend(atoms(condition))
            self._take(value, sign, product)
        else:
            product.include(e, sign)

    def _take_call(self, e: Call, sign: int, product: Product) -> None:
        match e.function:
            case "negate":
                product.value = -product.value
                self._take(e.arguments[0], sign, product)
            case "multiply":
                for factor in e.arguments:
                    self._take(factor, sign, product)
            case "divide":
                self._take(e.arguments[0], sign, product)
                self._take(e.arguments[1], -sign, product)
            case "power":
                self._take_power(e, sign, product)
            case "exp":
                times, v = _multiple(e.arguments[0])
                product.include(Call("exp", (v,)), times * sign)
            case _:
                product.include(e, sign)

    def _take_power(self, e: Call, sign: int, product: Product) -> None:
        base, exponent = e.arguments
        known = rational(exponent)
        if base == E and known is None:
            times, v = _multiple(exponent)
            product.include(Call("power", (E, v)), times * sign)
            return
        if known is None or known[1]:
            product.include(e, sign)
            return
        r = known[0]
        whole = r.denominator == 1
        if whole and isinstance(base, Call) and base.function == "negate":
            product.value = -product.value if r.numerator % 2 else product.value
            base = base.arguments[0]
        if base == ZERO and r * sign > 0:
            product.scale(0, False)
            return
        if whole and isinstance(base, Number) and _small_power(base.value, int(r)):
            product.scale(Fraction(base.value) ** (int(r) * sign), base.value.denominator != 1)
            return
        if self.cancel and whole and isinstance(base, Call) and base.function in ("multiply", "divide"):
            powers = tuple(Call("power", (part, exponent)) for part in base.arguments)
            self._take_call(Call(base.function, powers), sign, product)
            return
        inner = rational(base.arguments[1]) if isinstance(base, Call) and base.function == "power" else None
        if inner is not None and whole and r > 0 and inner[0] > 0 and inner[0].denominator == 1:
            assert isinstance(base, Call)
            product.include(base.arguments[0], _whole(inner[0] * r * sign))
        else:
            product.include(base, r * sign)

    def _put(self, product: Product) -> Expression:
        """The product as an expression: the number first, negative powers below the line."""
        if product.value == 0:
            for base, exponents in product.powers.items():
                for exponent in exponents:
                    self.needs.extend(domain(_power(base, exponent)))
            return ZERO
        above: list[Expression] = []
        below: list[Expression] = []
        if self.cancel:
            self._unroot(product)
        for base, exponents in product.powers.items():
            merged = exponents if len(exponents) == 1 else self._merge(base, exponents)
            for exponent in merged:
                if exponent > 0 or (exponent < 0 and _exponential(base)):
                    above.append(self._raised(base, exponent))
                elif exponent < 0:
                    below.append(self._raised(base, -exponent))
        if len(above) > 1:
            above.sort(key=_rank)
        if len(below) > 1:
            below.sort(key=_rank)
        value = product.value
        if value == -1 and len(above) == 1 and isinstance(above[0], Call) and above[0].function == "add":
            above, value = [self.add(self.negate(above[0]))], 1
        return _quotient(value, product.decimal, above, below)

    def _raised(self, base: Expression, exponent: Rational) -> Expression:
        """base^exponent, and (e^v)^n as e^(n v)."""
        if exponent == 1:
            return base
        if exponent.denominator == 1 and isinstance(base, Call) and _exponential(base):
            inside = self.multiply(number(exponent), base.arguments[-1])
            return Call(base.function, (*base.arguments[:-1], inside))
        return _power(base, exponent)

    def _unroot(self, product: Product) -> None:
        """|u|^2 as u^2, sqrt(u)^2 as u where u >= 0, and u^2/|u| as |u|."""
        for base in [b for b in product.powers if isinstance(b, Call) and b.function in ("abs", "sqrt")]:
            if base not in product.powers or not isinstance(base, Call):
                continue
            [inner] = base.arguments
            exponents = product.powers[base] + product.powers.get(inner, [])
            total: Rational = sum(product.powers[base], Fraction(0))
            if any(exponent.denominator != 1 for exponent in exponents):
                continue
            if total % 2 == 0 and total != 0:
                del product.powers[base]
                if base.function == "sqrt":
                    self.needs.extend(bounds(inner, ">="))
                product.include(inner, _whole(total if base.function == "abs" else Fraction(total, 2)))
            elif base.function == "abs" and product.powers.get(inner, [1]) != [1]:
                own = sum(product.powers.pop(inner), Fraction(0))
                product.powers[base].append(_whole(own - own % 2))
                if own % 2:
                    product.include(inner, 1)

    def _merge(self, base: Expression, exponents: list[Rational]) -> list[Rational]:
        """The exponents of one base added up, with the needs of what is lost; or kept apart."""
        total = _whole(sum(exponents, Fraction(0)))
        lost: list[Condition] = []
        if total >= 0 and any(exponent < 0 for exponent in exponents):
            lost.extend(bounds(base, "!="))
        if total.denominator % 2 and any(exponent.denominator % 2 == 0 for exponent in exponents):
            lost.extend(bounds(base, ">="))
        if total == 0:
            lost.extend(domain(base))
        if not lost:
            return [total]
        if self.cancel:
            self.needs.extend(lost)
            return [total]
        above = [exponent for exponent in exponents if exponent > 0]
        below = [exponent for exponent in exponents if exponent < 0]
        if any(exponent.denominator % 2 == 0 for exponent in exponents):
            return exponents
        return [_whole(sum(group, Fraction(0))) for group in (above, below) if group]

    def add(self, *terms: Expression) -> Expression:
        """The sum with like terms collected, in the order in which they first stand."""
        found: dict[object, _Term] = {}
        for term in terms:
            self._take_term(term, 1, found)
        listed: list[Expression] = []
        for like in found.values():
            if like.count == 1:
                listed.append(like.first)
            elif like.value != 0:
                listed.append(self._scaled(like))
            else:
                self.needs.extend(domain(like.first))
        listed = [e for e in listed if not (isinstance(e, Number) and e.value == 0)]
        if not listed:
            return ZERO
        return listed[0] if len(listed) == 1 else Call("add", tuple(listed))

    def _take_term(self, e: Expression, sign: int, found: "dict[object, _Term]") -> None:
        if isinstance(e, Call):
            if e.function == "add":
                for term in e.arguments:
                    self._take_term(term, sign, found)
                return
            if e.function == "negate":
                self._take_term(e.arguments[0], -sign, found)
                return
        elif self.cancel and isinstance(e, Piecewise) and len(e.branches) == 1 and e.otherwise is None:
            inner, condition = e.branches[0]
            self.needs.extend(atoms(condition))
            self._take_term(inner, sign, found)
            return
        product = Product()
        self._take(e, 1, product)
        if self._spread(product, sign, found):
            return
        key = frozenset((base, tuple(exponents)) for base, exponents in product.powers.items())
        like = found.get(key)
        value = product.value if sign > 0 else -product.value
        if like is None:
            found[key] = _Term(e if sign > 0 else self.negate(e), value, product)
        else:
            like.count += 1
            like.value = _whole(like.value + value)
            like.product.decimal = like.product.decimal or product.decimal

    def _spread(self, product: Product, sign: int, found: "dict[object, _Term]") -> bool:
        """Take the terms of number * (sum) one by one, so that they can meet like terms."""
        if len(product.powers) != 1 or product.value == 0:
            return False
        [(base, exponents)] = product.powers.items()
        if exponents != [1] or not (isinstance(base, Call) and base.function == "add"):
            return False
        factor = number(product.value)
        for term in base.arguments:
            self._take_term(self.multiply(factor, term), sign, found)
        return True

    def _scaled(self, term: "_Term") -> Expression:
        term.product.value = term.value
        return self._put(term.product)


class _Term:
    """Like terms of a sum: the first as it stands, how many there were, and their numbers added up."""

    __slots__ = ("count", "first", "product", "value")

    def __init__(self, first: Expression, value: Rational, product: Product) -> None:
        self.first = first
        self.count = 1
        self.value = value
        self.product = product


_OPERATORS: Final[dict[str, Callable[..., Expression]]] = {
    "negate": Bench.negate,
    "multiply": Bench.multiply,
    "divide": Bench.divide,
    "power": Bench.power,
}

COUNTING: Final = frozenset(("abs", "sign", "floor", "ceil", "round", "frac", "mod", "max", "min"))

SPECIAL: Final[dict[tuple[str, tuple[Expression, ...]], Expression]] = {
    ("ln", (ONE,)): ZERO,
    ("exp", (ZERO,)): ONE,
    ("exp", (ONE,)): Constant("e"),
    ("sin", (ZERO,)): ZERO,
    ("cos", (ZERO,)): ONE,
    ("sqrt", (ZERO,)): ZERO,
    ("sqrt", (ONE,)): ONE,
}
"""The values of functions that every reader knows by heart."""


def _multiple(v: Expression) -> tuple[int, Expression]:
    """v as a whole number times the rest: -2*x is -2 times x."""
    match v:
        case Call("negate", (u,)):
            times, rest = _multiple(u)
            return -times, rest
        case Call("multiply", (Number(int(times)), *rest)) if times:
            return times, rest[0] if len(rest) == 1 else Call("multiply", tuple(rest))
        case Call("divide", (Call() as u, w)):
            times, rest = _multiple(u)
            return times, Call("divide", (rest, w))
    return 1, v


def _exponential(e: Expression) -> bool:
    return isinstance(e, Call) and (
        e.function == "exp"
        or (e.function == "power" and e.arguments[0] == E and rational(e.arguments[1]) is None)
    )


def _whole(value: Rational) -> Rational:
    return value.numerator if value.denominator == 1 else value


def _large(value: Rational) -> bool:
    return value.numerator.bit_length() + value.denominator.bit_length() > MOST_BITS


def _small_power(value: Rational, exponent: int) -> bool:
    bits = value.numerator.bit_length() + value.denominator.bit_length()
    return value != 0 and bits * abs(exponent) <= MOST_BITS


def _power(base: Expression, exponent: Rational) -> Expression:
    return base if exponent == 1 else Call("power", (base, number(exponent)))


def _rank(factor: Expression) -> int:
    """The place of a factor in a product: constants, powers of names, functions, sums."""
    if isinstance(factor, Call):
        if factor.function == "power":
            return _rank(factor.arguments[0]) if rational(factor.arguments[1]) is not None else 3
        return 4 if factor.function == "add" else 3
    return 1 if isinstance(factor, Constant | Number) else 2 if isinstance(factor, Name) else 3


def _quotient(value: Rational, decimal: bool, above: list[Expression], below: list[Expression]) -> Expression:
    negative = value < 0
    value = -value if negative else value
    p, q = value.numerator, value.denominator
    if decimal and q != 1 and _finite_decimal(q):
        above.insert(0, Number(value))
    else:
        if p != 1 or not above:
            above.insert(0, Number(p))
        if q != 1:
            below.insert(0, Number(q))
    e = above[0] if len(above) == 1 else Call("multiply", tuple(above))
    if below:
        e = Call("divide", (e, below[0] if len(below) == 1 else Call("multiply", tuple(below))))
    return Call("negate", (e,)) if negative else e


def _finite_decimal(denominator: int) -> bool:
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    return denominator == 1
