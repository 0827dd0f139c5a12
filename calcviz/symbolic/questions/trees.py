"""Our trees as expressions of sympy with real symbols, and back."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy as sp

from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Name,
    Number,
    Piecewise,
    Relation,
)
from calcviz.maths.functions.building import PI, E, call, divide, negate, number
from calcviz.maths.functions.powers import literal

MOST_DIGITS = 400
"""Digits of a number that is worth showing."""


class Unsayable(Exception):
    """Something that the other side has no word for."""


def symbol(name: str) -> Any:
    """The real symbol of a name."""
    return sp.Symbol(name, real=True)


def to_sympy(e: Expression) -> Any:
    """The expression in sympy; raises Unsayable."""
    match e:
        case Number(value):
            return _rational(value)
        case Constant(name):
            return {"pi": sp.pi, "e": sp.E, "inf": sp.oo}[name]
        case Name(name):
            return symbol(name)
        case Call("power", (base, exponent)):
            written = literal(exponent)
            return to_sympy(base) ** (to_sympy(exponent) if written is None else _rational(written))
        case Call(function, arguments):
            rule = _FUNCTIONS.get(function)
            if rule is None:
                raise Unsayable(function)
            return rule(*map(to_sympy, arguments))
        case Comparison() | Logic():
            return condition(e)
        case Piecewise(branches, otherwise):
            pairs = [(to_sympy(value), condition(test)) for value, test in branches]
            last = sp.nan if otherwise is None else to_sympy(otherwise)
            return sp.Piecewise(*pairs, (last, True))
    raise Unsayable(type(e).__name__)


def condition(e: Expression) -> Any:
    """A condition in sympy; raises Unsayable."""
    match e:
        case Comparison(operands, relations):
            parts = [to_sympy(part) for part in operands]
            pairs = zip(relations, parts, parts[1:])
            return sp.And(*[_RELATIONS[sign](a, b) for sign, a, b in pairs])
        case Logic("not", (part,)):
            return sp.Not(condition(part))
        case Logic(operator, operands):
            return (sp.And if operator == "and" else sp.Or)(*map(condition, operands))
    raise Unsayable(type(e).__name__)


def _rational(value: int | Fraction) -> Any:
    return sp.Rational(value.numerator, value.denominator)


def _gelu(u: Any) -> Any:
    return u * (1 + sp.erf(u / sp.sqrt(2))) / 2


def _pdf(x: Any, mean: Any = sp.S.Zero, sd: Any = sp.S.One) -> Any:
    return sp.exp(-(((x - mean) / sd) ** 2) / 2) / (sd * sp.sqrt(2 * sp.pi))


def _cdf(x: Any, mean: Any = sp.S.Zero, sd: Any = sp.S.One) -> Any:
    return (1 + sp.erf((x - mean) / (sd * sp.sqrt(2)))) / 2


def _acot(u: Any) -> Any:
    return sp.pi / 2 - sp.atan(u)


def _root(u: Any, n: Any) -> Any:
    return u ** (1 / n)


_RELATIONS: dict[Relation, Callable[[Any, Any], Any]] = {
    "<": sp.Lt,
    "<=": sp.Le,
    ">": sp.Gt,
    ">=": sp.Ge,
    "=": sp.Eq,
    "!=": sp.Ne,
}

TEN, LEAK = sp.Integer(10), sp.Rational(1, 100)

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "add": lambda *terms: sp.Add(*terms),
    "multiply": lambda *factors: sp.Mul(*factors),
    "negate": lambda u: -u,
    "divide": lambda u, v: u / v,
    "abs": sp.Abs,
    "sqrt": sp.sqrt,
    "cbrt": lambda u: u ** sp.Rational(1, 3),
    "root": _root,
    "exp": sp.exp,
    "ln": sp.log,
    "log": lambda u, base=TEN: sp.log(u) / sp.log(base),
    "hypot": lambda *parts: sp.sqrt(sp.Add(*[part**2 for part in parts])),
    "sin": sp.sin,
    "cos": sp.cos,
    "tan": sp.tan,
    "cot": sp.cot,
    "sec": lambda u: 1 / sp.cos(u),
    "csc": lambda u: 1 / sp.sin(u),
    "asin": sp.asin,
    "acos": sp.acos,
    "atan": sp.atan,
    "acot": _acot,
    "asec": lambda u: sp.acos(1 / u),
    "acsc": lambda u: sp.asin(1 / u),
    "atan2": sp.atan2,
    "sinh": sp.sinh,
    "cosh": sp.cosh,
    "tanh": sp.tanh,
    "coth": sp.coth,
    "sech": lambda u: 1 / sp.cosh(u),
    "csch": lambda u: 1 / sp.sinh(u),
    "asinh": sp.asinh,
    "acosh": sp.acosh,
    "atanh": sp.atanh,
    "acoth": lambda u: sp.atanh(1 / u),
    "asech": lambda u: sp.acosh(1 / u),
    "acsch": lambda u: sp.asinh(1 / u),
    "sign": sp.sign,
    "heaviside": lambda u: (sp.sign(u) + 1) / 2,
    "floor": sp.floor,
    "ceil": sp.ceiling,
    "round": lambda u: sp.floor(u + sp.Rational(1, 2)),
    "frac": lambda u: u - sp.floor(u),
    "mod": lambda u, m: u - m * sp.floor(u / m),
    "min": sp.Min,
    "max": sp.Max,
    "gamma": sp.gamma,
    "digamma": sp.digamma,
    "polygamma": sp.polygamma,
    "factorial": sp.factorial,
    "binomial": sp.binomial,
    "erf": sp.erf,
    "sinc": lambda u: sp.sin(u) / u,
    "normalpdf": _pdf,
    "normalcdf": _cdf,
    "sigmoid": lambda u: 1 / (1 + sp.exp(-u)),
    "relu": lambda u: (u + sp.Abs(u)) / 2,
    "leakyrelu": lambda u, a=LEAK: sp.Piecewise((a * u, u < 0), (u, True)),
    "elu": lambda u, a=sp.S.One: sp.Piecewise((a * (sp.exp(u) - 1), u < 0), (u, True)),
    "softplus": lambda u: sp.log(1 + sp.exp(u)),
    "gelu": _gelu,
    "swish": lambda u: u / (1 + sp.exp(-u)),
}


def from_sympy(value: Any) -> Expression:
    """The tree of an expression of sympy; raises Unsayable for complex numbers and functions we lack."""
    if value.is_Rational:
        if len(str(value.p)) + len(str(value.q)) > MOST_DIGITS:
            raise Unsayable("a long number")
        return number(Fraction(int(value.p), int(value.q)))
    if isinstance(value, sp.zeta) and len(value.args) == 1 and value.args[0].is_Integer:
        value = _zeta(int(value.args[0]))
    constant = _CONSTANTS.get(value)
    if constant is not None:
        return constant
    if value.is_Symbol:
        return Name(value.name)
    if value.is_Add:
        return _sum(value)
    if value.is_Mul:
        return _product(value)
    if value.is_Pow or isinstance(value, sp.exp):
        return _power(value)
    if isinstance(value, sp.Piecewise):
        return _piecewise(value)
    special = _SPECIAL.get(value.func)
    if special is not None:
        return special(*map(from_sympy, value.args))
    name = _NAMES.get(value.func)
    if name is None:
        raise Unsayable(str(value.func))
    return Call(name, tuple(map(from_sympy, value.args)))


def _zeta(n: int) -> Any:
    """ζ(n) by the polygamma function, which the language has."""
    if n < 2:
        raise Unsayable("zeta")
    return (-1) ** n * sp.polygamma(n - 1, 1, evaluate=False) / sp.factorial(n - 1)


_CONSTANTS: dict[Any, Expression] = {
    sp.pi: PI,
    sp.E: E,
    sp.oo: Constant("inf"),
    -sp.oo: negate(Constant("inf")),
    sp.GoldenRatio: divide(call("add", Number(1), call("sqrt", Number(5))), Number(2)),
    sp.Catalan: divide(
        call(
            "add",
            call("polygamma", Number(1), divide(Number(1), Number(4))),
            negate(call("power", PI, Number(2))),
        ),
        Number(8),
    ),
    sp.EulerGamma: negate(call("digamma", Number(1))),
}

_SPECIAL: dict[Any, Callable[..., Expression]] = {
    sp.erfc: lambda u: call("add", Number(1), negate(call("erf", u))),
    sp.acot: lambda u: call("atan", divide(Number(1), u)),  # sympy's acot jumps at 0, ours does not
    sp.sec: lambda u: call("sec", u),
    sp.csc: lambda u: call("csc", u),
}

_NAMES: dict[Any, str] = {
    sp.Abs: "abs",
    sp.log: "ln",
    sp.sin: "sin",
    sp.cos: "cos",
    sp.tan: "tan",
    sp.cot: "cot",
    sp.asin: "asin",
    sp.acos: "acos",
    sp.atan: "atan",
    sp.asec: "asec",
    sp.acsc: "acsc",
    sp.atan2: "atan2",
    sp.sinh: "sinh",
    sp.cosh: "cosh",
    sp.tanh: "tanh",
    sp.coth: "coth",
    sp.sech: "sech",
    sp.csch: "csch",
    sp.asinh: "asinh",
    sp.acosh: "acosh",
    sp.atanh: "atanh",
    sp.acoth: "acoth",
    sp.sign: "sign",
    sp.floor: "floor",
    sp.ceiling: "ceil",
    sp.Min: "min",
    sp.Max: "max",
    sp.gamma: "gamma",
    sp.polygamma: "polygamma",
    sp.factorial: "factorial",
    sp.binomial: "binomial",
    sp.erf: "erf",
    sp.Heaviside: "heaviside",
}


def _sum(value: Any) -> Expression:
    """Terms by falling degree; one that begins with a minus sign is not written first if another can be."""
    terms = list(value.as_ordered_terms())
    if terms[0].could_extract_minus_sign():
        first = next((k for k, t in enumerate(terms) if not t.could_extract_minus_sign()), 0)
        if terms[0].is_Number or len(terms) == 2:
            terms.insert(0, terms.pop(first))
    return Call("add", tuple(map(from_sympy, terms)))


def _product(value: Any) -> Expression:
    """A quotient with one stroke; a minus sign stands before it."""
    coefficient, _ = value.as_coeff_Mul()
    if coefficient.is_number and coefficient < 0:
        return negate(from_sympy(-value))
    above, below = _halves(value)
    if not below:
        return _joined(above)
    return divide(_joined(above), _joined(below))


def _halves(value: Any) -> tuple[list[Any], list[Any]]:
    """The factors above and below the stroke."""
    above, below = [], []
    for factor in value.as_ordered_factors():
        if factor.is_Rational:
            above += [sp.Integer(factor.p)] if factor.p != 1 else []
            below += [sp.Integer(factor.q)] if factor.q != 1 else []
        elif factor.is_Pow and factor.exp.is_Rational and factor.exp < 0:
            below.append(factor.base ** (-factor.exp))
        else:
            above.append(factor)
    return above, below


def _joined(factors: list[Any]) -> Expression:
    parts = tuple(from_sympy(factor) for factor in factors)
    return Number(1) if not parts else parts[0] if len(parts) == 1 else Call("multiply", parts)


def _power(value: Any) -> Expression:
    base, exponent = value.as_base_exp()
    if base.is_Rational and base < 0 and exponent.is_Rational and exponent.q % 2:
        size = from_sympy((-base) ** exponent)  # the real root, where sympy means a complex one
        return negate(size) if exponent.p % 2 else size
    if base == sp.E:
        return call("power", E, from_sympy(exponent))
    if exponent.is_Rational and exponent < 0:
        return divide(Number(1), from_sympy(base ** (-exponent)))
    if exponent == sp.Rational(1, 2):
        return call("sqrt", from_sympy(base))
    if exponent == sp.Rational(1, 3):
        return call("cbrt", from_sympy(base))
    if isinstance(value, sp.exp):
        return call("power", E, from_sympy(value.args[0]))
    return call("power", from_sympy(base), from_sympy(exponent))


def _piecewise(value: Any) -> Expression:
    branches, otherwise = [], None
    for part, test in value.args:
        if test == sp.true:
            otherwise = None if part is sp.nan else from_sympy(part)
            break
        branches.append((from_sympy(part), from_condition(test)))
    if not branches:
        raise Unsayable("a piecewise value without pieces")
    return Piecewise(tuple(branches), otherwise)


def from_condition(test: Any) -> Expression:
    """A condition of sympy as a tree; raises Unsayable."""
    for kind, sign in _SIGNS.items():
        if isinstance(test, kind):
            return Comparison((from_sympy(test.lhs), from_sympy(test.rhs)), (sign,))
    for kind, operator in ((sp.And, "and"), (sp.Or, "or"), (sp.Not, "not")):
        if isinstance(test, kind):
            parts = tuple(from_condition(part) for part in sp.ordered(test.args))
            return Logic(operator, parts)  # type: ignore[arg-type]
    raise Unsayable("a condition")


_SIGNS: dict[Any, Relation] = {
    sp.StrictLessThan: "<",
    sp.LessThan: "<=",
    sp.StrictGreaterThan: ">",
    sp.GreaterThan: ">=",
    sp.Equality: "=",
    sp.Unequality: "!=",
}
