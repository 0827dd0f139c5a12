"""Rational arithmetic without rounding and without end."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.language.expression import Call, Comparison, Constant, Expression, Logic, Name, Number, Piecewise
from calcviz.maths.exact import exact, truth

fractions = st.fractions(-1000, 1000, max_denominator=1000)


def call(function: str, *arguments: Fraction | int | Expression) -> Call:
    return Call(function, tuple(a if isinstance(a, Expression) else Number(a) for a in arguments))


@given(fractions, fractions)
def test_the_four_operations(a: Fraction, b: Fraction) -> None:
    assert exact(call("add", a, b)) == a + b
    assert exact(call("multiply", a, b)) == a * b
    assert exact(call("add", a, call("negate", b))) == a - b
    assert exact(call("divide", a, b)) == (a / b if b else None)


@given(fractions, st.integers(-20, 20))
def test_whole_powers(a: Fraction, n: int) -> None:
    assert exact(call("power", a, n)) == (a**n if a or n >= 0 else None)


@pytest.mark.parametrize(
    ("e", "expected"),
    [
        (call("floor", Fraction(-1, 2)), -1),
        (call("ceil", Fraction(-1, 2)), 0),
        (call("round", Fraction(-1, 2)), 0),
        (call("round", Fraction(5, 2)), 3),
        (call("frac", Fraction(-1, 4)), Fraction(3, 4)),
        (call("mod", Fraction(-1, 2), 2), Fraction(3, 2)),
        (call("mod", 1, 0), None),
        (call("abs", Fraction(-2, 3)), Fraction(2, 3)),
        (call("sign", Fraction(-2, 3)), -1),
        (call("heaviside", 0), Fraction(1, 2)),
        (call("gcd", 12, 18, 27), 3),
        (call("gcd", Fraction(1, 2), 2), None),
        (call("min", 3, Fraction(1, 2), 2), Fraction(1, 2)),
        (call("max", 3, Fraction(1, 2)), 3),
        (call("factorial", 20), 2432902008176640000),
        (call("factorial", -1), None),
        (call("gamma", 5), 24),
        (call("gamma", 0), None),
        (call("binomial", 50, 25), 126410606437752),
        (call("binomial", Fraction(1, 2), 2), Fraction(-1, 8)),
        (call("binomial", 3, 5), 0),
        (call("binomial", 3, -1), 0),
        (call("sqrt", Fraction(9, 4)), Fraction(3, 2)),
        (call("sqrt", 2), None),
        (call("sqrt", -4), None),
        (call("sin", 0), 0),
        (call("sin", 1), None),
        (call("cos", call("divide", Constant("pi"), 3)), Fraction(1, 2)),
        (call("tan", call("divide", Constant("pi"), 2)), None),
        (call("tan", call("divide", Constant("pi"), 6)), None),
        (call("multiply", Constant("pi"), 0), None),
        (call("power", 2, Fraction(1, 2)), None),
        (call("floor", call("multiply", 10, Fraction(3, 10))), 3),
    ],
)
def test_values(e: Expression, expected: Fraction | None) -> None:
    assert exact(e) == expected


def test_names_have_the_numbers_they_are_given() -> None:
    e = call("add", Name("a"), 1)
    assert exact(e) is None
    assert exact(e, {"a": Fraction(1, 3)}) == Fraction(4, 3)


def test_what_grows_too_large_is_given_up_at_once() -> None:
    tower = call("power", 9, call("power", 9, call("power", 9, 9)))
    assert exact(tower) is None
    assert exact(call("power", 10, 5000)) is None
    assert exact(call("factorial", 10**9)) is None
    assert exact(call("binomial", 10**9, 10**8)) is None
    assert exact(Number(10**2000)) is None
    assert exact(call("power", 1, 10**30)) is None
    assert exact(call("power", 2, 3999)) == 2**3999


def test_conditions_and_branches() -> None:
    below, above = Comparison((Number(1), Number(2)), ("<",)), Comparison((Number(1), Number(2)), (">",))
    unknown = Comparison((Constant("pi"), Number(3)), (">",))
    assert truth(below) is True and truth(above) is False and truth(unknown) is None
    assert truth(Logic("or", (unknown, below))) is True and truth(Logic("and", (unknown, above))) is False
    assert truth(Logic("and", (unknown, below))) is None and truth(Logic("not", (above,))) is True
    assert truth(Comparison((Number(1), Number(2), Number(2)), ("<", "!="))) is False
    assert exact(Piecewise(((Number(5), above), (Number(6), below)))) == 6
    assert exact(Piecewise(((Number(5), above),))) is None
    assert exact(Piecewise(((Number(5), above),), Number(7))) == 7
    assert exact(Piecewise(((Number(5), unknown),), Number(7))) is None
