"""The hyperbolic functions and their inverses."""

from typing import Any

import numpy as np

from calcviz.language.expression import Expression
from calcviz.language.vocabulary import Word
from calcviz.maths.functions.building import (
    ONE,
    above,
    add,
    at_least,
    both,
    call,
    divide,
    multiply,
    negate,
    nonzero,
    number,
    power,
    relation,
    subtract,
)
from calcviz.maths.functions.elementary import quotient
from calcviz.maths.functions.entry import FunctionEntry, undefined_where
from calcviz.maths.intervals import hyperbolic as enclose
from calcviz.maths.intervals.hyperbolic import acoth, acsch, asech


def _atanh(x: Any) -> Any:
    return undefined_where(np.greater_equal(np.abs(x), 1.0), np.arctanh(x))


def _inside(u: Expression) -> tuple[Expression, ...]:
    return (both(above(u, number(-1)), above(ONE, u)),)


def _one_minus_square(u: Expression) -> Expression:
    return subtract(ONE, power(u, 2))


def _ar(name: str) -> Word:
    latex = f"\\operatorname{{{{ar{name}}}}}" + r"\left({0}\right)"
    return Word("a" + name, aliases=("ar" + name, "arc" + name), latex=latex)


DIRECT = (
    FunctionEntry(Word("sinh", aliases=("sh",)), np.sinh, enclose.sinh, (lambda u: call("cosh", u),)),
    FunctionEntry(Word("cosh", aliases=("ch",)), np.cosh, enclose.cosh, (lambda u: call("sinh", u),)),
    FunctionEntry(
        Word("tanh", aliases=("th",)),
        np.tanh,
        enclose.tanh,
        (lambda u: divide(ONE, power(call("cosh", u), 2)),),
    ),
    FunctionEntry(
        Word("coth"),
        lambda x: quotient(1.0, np.tanh(x)),
        enclose.coth,
        (lambda u: negate(divide(ONE, power(call("sinh", u), 2))),),
        lambda u: (nonzero(u),),
    ),
    FunctionEntry(
        Word("sech"),
        lambda x: np.divide(1.0, np.cosh(x)),
        enclose.sech,
        (lambda u: negate(multiply(call("sech", u), call("tanh", u))),),
    ),
    FunctionEntry(
        Word("csch"),
        lambda x: quotient(1.0, np.sinh(x)),
        enclose.csch,
        (lambda u: negate(multiply(call("csch", u), call("coth", u))),),
        lambda u: (nonzero(u),),
    ),
)

INVERSE = (
    FunctionEntry(
        _ar("sinh"),
        np.arcsinh,
        enclose.asinh,
        (lambda u: divide(ONE, call("sqrt", add(power(u, 2), ONE))),),
    ),
    FunctionEntry(
        _ar("cosh"),
        np.arccosh,
        enclose.acosh,
        (lambda u: divide(ONE, call("sqrt", subtract(power(u, 2), ONE))),),
        lambda u: (at_least(u, ONE),),
    ),
    FunctionEntry(
        _ar("tanh"), _atanh, enclose.atanh, (lambda u: divide(ONE, _one_minus_square(u)),), _inside
    ),
    FunctionEntry(
        _ar("coth"),
        acoth,
        enclose.enclose_acoth,
        (lambda u: divide(ONE, _one_minus_square(u)),),
        lambda u: (above(call("abs", u), ONE),),
    ),
    FunctionEntry(
        _ar("sech"),
        asech,
        enclose.enclose_asech,
        (lambda u: negate(divide(ONE, multiply(u, call("sqrt", _one_minus_square(u))))),),
        lambda u: (both(above(u), relation(u, "<=", ONE)),),
    ),
    FunctionEntry(
        _ar("csch"),
        acsch,
        enclose.enclose_acsch,
        (lambda u: negate(divide(ONE, multiply(call("abs", u), call("sqrt", add(power(u, 2), ONE))))),),
        lambda u: (nonzero(u),),
    ),
)

ENTRIES = DIRECT + INVERSE
