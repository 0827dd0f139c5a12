"""What steps say at a point that floats only come near: floor(x^2) at the square root of 2 is 2, not 1."""

from functools import lru_cache

from calcviz.language.expression import (
    Call,
    Comparison,
    Expression,
    Logic,
    Number,
    Piecewise,
    Relation,
    longer,
    rebuild,
)

CLOSE = Number(10**12)
"""Numbers that differ by less than their size over this are taken for equal."""

LONGEST = 600
"""Nodes of an argument up to which a step is made tolerant: a step around a step takes six times as many."""

WHOLE_STEPS = frozenset(("floor", "ceil", "frac"))


@lru_cache(maxsize=512)
def settled(e: Expression) -> Expression:
    """e with its jumps made tolerant: arguments that rounding moved off a step are put back on it.

    Where steps stand within steps within steps, the outer ones stay as they are.
    """
    e = rebuild(e, settled)
    if longer(e, LONGEST):
        return e
    match e:
        case Call(name, (inner,)) if name in WHOLE_STEPS:
            return Piecewise(((Call(name, (_rounded(inner),)), _near_whole(inner)),), e)
        case Call("round", (inner,)):
            double = Call("multiply", (Number(2), inner))
            half = Call("divide", (_rounded(double), Number(2)))
            return Piecewise(((Call("round", (half,)), _near_whole(double)),), e)
        case Call("mod", (a, b)):
            return Piecewise(((Number(0), _near_whole(Call("divide", (a, b)))),), e)
        case Call("sign" | "heaviside" as name, (inner,)):
            zero = Call(name, (Number(0),))
            return Piecewise(((zero, _less(Call("abs", (inner,)), _inverse(CLOSE))),), e)
        case Comparison(operands, relations):
            parts = [_tolerant(a, relation, b) for a, relation, b in zip(operands, relations, operands[1:])]
            return parts[0] if len(parts) == 1 else Logic("and", tuple(parts))
    return e


def _tolerant(a: Expression, relation: Relation, b: Expression) -> Expression:
    equal = _near(a, b)
    if relation in ("<=", ">=", "="):
        return Logic("or", (Comparison((a, b), (relation,)), equal))
    return Logic("and", (Comparison((a, b), (relation,)), Logic("not", (equal,))))


def _rounded(e: Expression) -> Expression:
    return Call("round", (e,))


def _near_whole(e: Expression) -> Expression:
    return _near(e, _rounded(e))


def _near(a: Expression, b: Expression) -> Expression:
    difference = Call("abs", (Call("add", (a, Call("negate", (b,)))),))
    size = Call("add", (Number(1), Call("abs", (a,))))
    return _less(difference, Call("divide", (size, CLOSE)))


def _less(a: Expression, b: Expression) -> Expression:
    return Comparison((a, b), ("<",))


def _inverse(e: Expression) -> Expression:
    return Call("divide", (Number(1), e))
