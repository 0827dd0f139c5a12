"""Differences that floats lose near 0, written as products: 1 - cos(x) is 2*sin(x/2)^2.

Of (1 - cos(x))/x^2 nothing is left at x = 1e-9 when the difference is rounded; the products keep all digits.
"""

from functools import lru_cache

from calcviz.language.expression import Call, Constant, Expression, Number, rebuild
from calcviz.maths.functions.building import TWO, call, divide, multiply, negate, power


@lru_cache(maxsize=512)
def uncancelled(e: Expression) -> Expression:
    """e with 1 - cos(u) and e^u - 1 written as products; defined where e is."""
    e = rebuild(e, uncancelled)
    match e:
        case Call("add", (first, second)):
            return _product(first, second) or _product(second, first) or e
    return e


def _product(minuend: Expression, other: Expression) -> Expression | None:
    """minuend + other as a product, where one of the two is 1 or -1."""
    match minuend, other:
        case Number(1), Call("negate", (Call("cos", (u,)),)):
            return _versine(u)
        case Call("cos", (u,)), Call("negate", (Number(1),)):
            return negate(_versine(u))
        case ((Call("exp", (u,)) | Call("power", (Constant("e"), u))), Call("negate", (Number(1),))):
            return _growth(u)
        case Number(1), Call("negate", (Call("exp", (u,)) | Call("power", (Constant("e"), u)),)):
            return negate(_growth(u))
    return None


def _versine(u: Expression) -> Expression:
    """1 - cos(u)."""
    return multiply(TWO, power(call("sin", divide(u, TWO)), 2))


def _growth(u: Expression) -> Expression:
    """e^u - 1."""
    half = divide(u, TWO)
    return multiply(TWO, power(Constant("e"), half), call("sinh", half))
