"""Expressions and numbers written as they are typed; the typeset form stands in calcviz.language.typeset."""

import re
from collections.abc import Iterable
from fractions import Fraction
from itertools import groupby
from math import isfinite

from calcviz.language.expression import (
    Apply,
    Call,
    Comparison,
    Constant,
    Derivative,
    Differential,
    Expression,
    Logic,
    Name,
    Number,
    Partial,
    Piecewise,
    Question,
    Sequence,
    Tuple,
    conjuncts,
)
from calcviz.language.tightness import (
    AND,
    ATOM,
    EITHER,
    NEGATED,
    NOT,
    OR,
    POWER,
    PRODUCT,
    RELATION,
    RESTRICTED,
    SUM,
    Written,
    chain,
    signed_sum,
)

_OPERATORS = {"gradient": "∇", "jacobian": "jacobian ", "hessian": "hessian "}
_PARTIAL = re.compile(r"∂[⁰-⁹¹²³]*([^\W\d]\w*?)/((?:∂[^\W\d]\w*?[⁰-⁹¹²³]*)+)")
_BELOW = re.compile(r"∂([^\W\d]\w*?)([⁰-⁹¹²³]*)(?=∂|$)")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def text(e: Expression) -> str:
    """The expression as it is typed, with no more brackets than it needs; reading it gives the same tree.

    Numbers below zero and fractions such as 1/3, which no one can type as one number, read back as the
    operation that writes them.
    """
    return _write(e)[0]


def number_text(value: float, digits: int | None = None) -> str:
    """The shortest text that reads back as this float: "2", "0.2", "1.5e-7"; rounded to `digits` if given.

    ±∞ and NaN are "inf", "-inf", "undefined".
    """
    if not isfinite(value):
        return "undefined" if value != value else "inf" if value > 0 else "-inf"
    if digits is not None:
        value = float(f"{value:.{digits}g}")
    if value == 0:
        return "0"
    mantissa, _, exponent = repr(float(value)).partition("e")
    mantissa = mantissa.removesuffix(".0")
    return f"{mantissa}e{int(exponent)}" if exponent else mantissa


def points_text(points: Iterable[tuple[float, ...]], gap: str = " ") -> str:
    """A list of points as it is typed: [(1, 4), (2, 5)]; the `gap` stands behind every comma."""
    comma = f",{gap}"
    return f"[{comma.join(f'({comma.join(map(number_text, point))})' for point in points)}]"


def watched(value: float) -> str:
    """A number that is watched while it moves: three decimals, or three digits where it is small or large.

    One that has fewer decimals is written with those it has: 1.000 would say that it was rounded.
    """
    size = abs(value)
    if not isfinite(value):
        return number_text(value)
    if size == 0 or 1e-3 <= size < 1e6:
        rounded = round(value, 3)
        return number_text(rounded) if abs(value - rounded) <= 1e-12 * size else f"{value:.3f}"
    return f"{value:.3e}".replace("e-0", "e-").replace("e+0", "e").replace("e+", "e")


def fraction_expression(value: Fraction) -> Expression:
    """An exact number as an expression: 2, 0.25, 1/3, with a minus sign before it where it is below zero.

    Of a fraction and its decimals the shorter one is written: 1/1024, but 0.1234567.
    """
    if value < 0:
        return Call("negate", (fraction_expression(-value),))
    if value.denominator == 1:
        return Number(int(value))
    fraction = f"{value.numerator}/{value.denominator}"
    if 10**6 % value.denominator == 0 or len(_number(value)[0]) < len(fraction):
        return Number(value)
    return Call("divide", (Number(value.numerator), Number(value.denominator)))


def number_expression(value: float) -> Expression:
    """A finite float as it is written: its shortest text, read."""
    written = Number(Fraction(number_text(abs(value))))
    return Call("negate", (written,)) if value < 0 else written


def _write(e: Expression) -> Written:
    match e:
        case Number(value):
            return _number(value)
        case Constant(name) | Name(name):
            return name, ATOM
        case Call(function, arguments):
            return _call(function, arguments)
        case Apply(function, order, arguments):
            return function + "'" * order + _called(arguments), ATOM
        case Derivative(body, variable, order):
            rest = f", {order}" if order > 1 else ""
            return f"diff({text(body)}, {variable}{rest})", ATOM
        case Partial(function, variables, arguments):
            return partial_text(_above(function), variables) + _called(arguments), ATOM
        case Differential(operator, function, arguments):
            return _OPERATORS[operator] + _operand(function) + _called(arguments), ATOM
        case Question():
            return question_text(e), ATOM
        case Comparison(operands, relations):
            return chain(operands, relations, _at), RELATION
        case Logic("not", (operand,)):
            return f"not {_at(operand, NOT)}", NOT
        case Logic(operator, operands):
            level = OR if operator == "or" else AND
            return f" {operator} ".join(_at(operand, level + 1) for operand in operands), level
        case Piecewise(branches, otherwise):
            return _cases(branches, otherwise)
        case Tuple(items):
            return f"({_list(items)})", ATOM
        case Sequence(items):
            return f"[{_list(items)}]", ATOM
    raise TypeError(type(e).__name__)


def question_text(e: Question) -> str:
    """What is asked of exact calculus as it is typed: integral(x^2, x, 0, 1), limit(1/x, x, 0, right)."""
    parts = [text(part) for part in e.arguments]
    if e.operator == "integral" and parts:
        ranged = zip(e.variables, parts[::2], parts[1::2], strict=True)
        parts = [part for triple in ranged for part in triple]
    else:
        parts = [*e.variables, *parts]
    return f"{e.operator}({', '.join([*map(text, conjuncts(e.body)), *parts, *filter(None, [e.side])])})"


def partial_text(function: str, variables: Iterable[str]) -> str:
    """A partial derivative as it is typed: ∂g/∂x, ∂²g/∂x² and, first by x, then by y, ∂²g/∂y∂x.

    One of ∂g/∂x has the order of both.
    """
    inner = _PARTIAL.fullmatch(function)
    if inner is not None:
        powers = [(part[1], int(part[2].translate(_LOWERED) or 1)) for part in _BELOW.finditer(inner[2])]
        before = [name for name, count in reversed(powers) for _ in range(count)]
        return partial_text(inner[1], (*before, *variables))
    runs = [(name, len(list(run))) for name, run in groupby(reversed(tuple(variables)))]
    order = sum(count for _, count in runs)
    below = "".join(f"∂{name}{_raised(count)}" for name, count in runs)
    return f"∂{_raised(order)}{function}/{below}"


def _raised(order: int) -> str:
    return "" if order == 1 else str(order).translate(_RAISED)


def _above(function: Expression) -> str:
    """What stands above the stroke: a name, or an expression in brackets."""
    return text(function) if isinstance(function, Name) else f"({text(function)})"


def _operand(function: Expression) -> str:
    """What stands behind ∇: a name, or an expression in brackets."""
    return text(function) if isinstance(function, Name | Tuple) else f"({text(function)})"


def _called(arguments: tuple[Expression, ...]) -> str:
    return f"({_list(arguments)})" if arguments else ""


def _at(e: Expression, level: int) -> str:
    """e, in brackets unless it holds together at least that tightly."""
    written, own = _write(e)
    return written if own >= level else f"({written})"


def _list(items: tuple[Expression, ...]) -> str:
    return ", ".join(text(item) for item in items)


def _number(value: int | Fraction) -> Written:
    """A number by its exact decimals; a power of ten where they would be many."""
    if value < 0:
        return "-" + _number(-value)[0], NEGATED
    if isinstance(value, int) or value.denominator == 1:
        digits = str(int(value))
        zeros = len(digits) - len(digits.rstrip("0"))
        return (f"{digits[:-zeros]}e{zeros}" if zeros > 9 else digits), ATOM
    places = _decimal_places(value.denominator)
    if places is None:
        return f"{value.numerator}/{value.denominator}", PRODUCT
    digits = str(value.numerator * 10**places // value.denominator)
    if places - len(digits) >= 4:
        point = "." if len(digits) > 1 else ""
        return f"{digits[0]}{point}{digits[1:]}e{len(digits) - 1 - places}", ATOM
    digits = digits.zfill(places + 1)
    return f"{digits[:-places]}.{digits[-places:]}", ATOM


def _decimal_places(denominator: int) -> int | None:
    """How many decimals 1/denominator has; None when they never end."""
    counts = []
    for prime in (2, 5):
        count = 0
        while denominator % prime == 0:
            denominator //= prime
            count += 1
        counts.append(count)
    return max(counts) if denominator == 1 else None


def _call(function: str, arguments: tuple[Expression, ...]) -> Written:
    match function:
        case "add":
            return signed_sum(arguments, _at), SUM
        case "negate":
            return "-" + _at(arguments[0], PRODUCT), NEGATED
        case "plus_minus" | "minus_plus":
            return EITHER[function] + _at(arguments[0], PRODUCT), NEGATED
        case "multiply":
            return "*".join([_left(arguments[0]), *(_at(part, POWER) for part in arguments[1:])]), PRODUCT
        case "divide":
            return f"{_at(arguments[0], PRODUCT)}/{_at(arguments[1], POWER)}", PRODUCT
        case "power":
            return f"{_at(arguments[0], ATOM)}^{_at(arguments[1], POWER)}", POWER
        case "factorial":
            inner = _at(arguments[0], ATOM)
            return (f"({inner})!" if inner.endswith("!") else f"{inner}!"), ATOM
    return f"{function}({_list(arguments)})", ATOM


def _left(e: Expression) -> str:
    """The first factor; a product there is another product and keeps its brackets."""
    written = _at(e, PRODUCT)
    return f"({written})" if isinstance(e, Call) and e.function == "multiply" else written


def _cases(branches: tuple[tuple[Expression, Expression], ...], otherwise: Expression | None) -> Written:
    """{x < 0: -x, otherwise: x}; a single branch restricts its value: sqrt(x) {0 < x < 4}."""
    if len(branches) == 1 and otherwise is None:
        value, condition = branches[0]
        return f"{_at(value, RESTRICTED)} {{{text(condition)}}}", RESTRICTED
    parts = [f"{text(condition)}: {text(value)}" for value, condition in branches]
    if otherwise is not None:
        parts.append(f"otherwise: {text(otherwise)}")
    return f"{{{', '.join(parts)}}}", ATOM
