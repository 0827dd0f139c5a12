"""The activation functions of neural networks."""

from calcviz.language.expression import Expression
from calcviz.language.vocabulary import Word
from calcviz.maths.functions import special_values as values
from calcviz.maths.functions.building import (
    ONE,
    ZERO,
    above,
    add,
    at_least,
    below,
    call,
    cases,
    divide,
    multiply,
    number,
    subtract,
)
from calcviz.maths.functions.entry import FunctionEntry
from calcviz.maths.intervals import special as enclose

_LEAK = divide(ONE, number(100))


def _relu_slope(u: Expression) -> Expression:
    return cases((ZERO, below(u)), (ONE, above(u)))


def _leaky_slope(u: Expression, slope: Expression = _LEAK) -> Expression:
    return cases((slope, below(u)), (ONE, above(u)))


def _leaky_by_slope(u: Expression, slope: Expression) -> Expression:
    return cases((u, below(u)), (ZERO, at_least(u)))


def _elu_slope(u: Expression, scale: Expression | None = None) -> Expression:
    """Continuous at 0 for the scale 1 only."""
    if scale is None or scale == ONE:
        return cases((call("exp", u), below(u)), (ONE, at_least(u)))
    return cases((multiply(scale, call("exp", u)), below(u)), (ONE, above(u)))


def _elu_by_scale(u: Expression, scale: Expression) -> Expression:
    return cases((subtract(call("exp", u), ONE), below(u)), (ZERO, at_least(u)))


def _sigmoid_slope(u: Expression) -> Expression:
    s = call("sigmoid", u)
    return multiply(s, subtract(ONE, s))


def _gelu_slope(u: Expression) -> Expression:
    return add(call("normalcdf", u), multiply(u, call("normalpdf", u)))


def _swish_slope(u: Expression) -> Expression:
    s = call("sigmoid", u)
    return add(s, multiply(u, s, subtract(ONE, s)))


ENTRIES = (
    FunctionEntry(Word("sigmoid", aliases=("logistic",)), values.sigmoid, enclose.sigmoid, (_sigmoid_slope,)),
    FunctionEntry(
        Word("relu", aliases=("ReLU",)), values.relu, enclose.relu, (_relu_slope,), exact=lambda u: max(u, 0)
    ),
    FunctionEntry(
        Word("leakyrelu", (1, 2), ("LeakyReLU",)),
        values.leakyrelu,
        enclose.leakyrelu,
        (_leaky_slope, _leaky_by_slope),
    ),
    FunctionEntry(Word("elu", (1, 2), ("ELU",)), values.elu, enclose.elu, (_elu_slope, _elu_by_scale)),
    FunctionEntry(Word("softplus"), values.softplus, enclose.softplus, (lambda u: call("sigmoid", u),)),
    FunctionEntry(Word("gelu", aliases=("GELU",)), values.gelu, enclose.gelu, (_gelu_slope,)),
    FunctionEntry(Word("swish", aliases=("silu", "SiLU")), values.swish, enclose.swish, (_swish_slope,)),
)
