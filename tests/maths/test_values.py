"""What is said of a value: exact, with a bound of its error, or nothing."""

from fractions import Fraction

import pytest
from mpmath import mp

from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.evaluate import value
from calcviz.maths.values import Value, worked_out
from tests.maths.references import true_value

NAMES = Names(numbers=frozenset("bd"))


def said(written: str) -> Value:
    return worked_out(read_expression(written, Names(), frozenset()), {}, {})


@pytest.mark.parametrize(
    ("written", "exact"),
    [
        ("1/3 + 1/6", Fraction(1, 2)),
        ("floor(0.7/0.1)", Fraction(7)),
        ("mod(1, 0.1)", Fraction(0)),
        ("1e16 + 1 - 1e16", Fraction(1)),
        ("{0.1 + 0.2 = 0.3: 1, 2}", Fraction(1)),
    ],
)
def test_rational_arithmetic_is_believed_where_bounds_confirm_it(written: str, exact: Fraction) -> None:
    found = said(written)
    assert (found.exact, found.value, found.error) == (exact, float(exact), None)


def test_other_numbers_have_a_bound_of_their_error() -> None:
    found = said("sqrt(2)")
    assert found.exact is None and found.error is not None and 0 < found.error < 1e-15


def test_no_bound_where_a_step_is_near() -> None:
    found = said("floor(sqrt(2)^2)")
    assert found.exact is None and found.error is None


def test_bounds_are_of_what_names_mean_and_not_of_their_floats() -> None:
    """With d = π the true value of sin d is 0, and of b² - 2 with b = √2 too."""
    expressions = {"d": read_expression("pi", NAMES), "b": read_expression("sqrt(2)", NAMES)}
    numbers = {name: value(e, {}) for name, e in expressions.items()}
    for text in ("sin(d)", "b^2 - 2", "d - 2b"):
        e = read_expression(text, NAMES)
        with mp.workdps(30):
            true = float(true_value(e, {"d": +mp.pi, "b": mp.sqrt(2)}))
        found = worked_out(e, numbers, expressions)
        assert found.value is not None and found.error is not None
        assert abs(found.value - true) <= found.error <= 1e-14
    dragged = worked_out(read_expression("2d", NAMES), {"d": 3.0, "b": 1.0}, expressions)
    assert dragged.value == 6.0 and dragged.error is not None and dragged.error <= 1e-14
