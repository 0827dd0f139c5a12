"""The table of antiderivatives: each entry is differentiated, and what it cannot do it does not claim."""

import numpy as np
import pytest

from calcviz.language.notation import text
from calcviz.maths.calculus.antiderivatives import primitive
from calcviz.maths.real import RealFunction
from tests.maths.functions_of import function

KNOWN = [
    ("x^2", "x^3/3"),
    ("3x^2 - 4x + 1", "x^3 - 2*x^2 + x"),
    ("5", "5*x"),
    ("1/x", "ln(abs(x))"),
    ("1/(2x + 1)", "ln(abs(2*x + 1))/2"),
    ("x^(-2)", "-1/x"),
    ("3/x^2", "-3/x"),
    ("sqrt(x)", "2*x*sqrt(x)/3"),
    ("1/sqrt(x)", "2*sqrt(x)"),
    ("x^(1/3)", "3*x^(4/3)/4"),
    ("e^(-2x)", "-e^(-2*x)/2"),
    ("2^x", "2^x/ln(2)"),
    ("sin(3x)", "-cos(3*x)/3"),
    ("cos(x) + x", "sin(x) + x^2/2"),
    ("tan(x)", "-ln(abs(cos(x)))"),
    ("ln(x)", "x*ln(x) - x"),
    ("abs(x)", "x*abs(x)/2"),
    ("1/(1 + x^2)", "atan(x)"),
    ("tanh(2x)", "ln(cosh(2*x))/2"),
    ("sigmoid(x)", "softplus(x)"),
    ("relu(x)", "x*relu(x)/2"),
    ("normalpdf(x)", "normalcdf(x)"),
    ("x sin(x)", "-x*cos(x) + sin(x)"),
    ("x e^(-x^2)", "-e^(-x^2)/2"),
]


@pytest.mark.parametrize(("written", "expected"), KNOWN)
def test_it_is_the_formula_of_the_textbook(written: str, expected: str) -> None:
    f = function(written)
    found = primitive(f.expression, "x")
    assert found is not None and text(found) == expected


@pytest.mark.parametrize("written", [each for each, _ in KNOWN])
def test_its_difference_quotients_are_the_function(written: str) -> None:
    f = function(written)
    found = primitive(f.expression, "x")
    assert found is not None
    F, x, h = RealFunction(found, "x"), np.linspace(0.15, 3.0, 40), 1e-5
    x = x[abs(np.cos(x)) > 0.2]
    quotients = (F.values(x + h) - F.values(x - h)) / (2 * h)
    np.testing.assert_allclose(quotients, f.values(x), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("written", ["e^(-x^2)", "sin(x^2)", "x^x", "floor(x)", "1/(x^5 + x + 1)"])
def test_what_no_rule_leads_to_is_left_alone(written: str) -> None:
    assert primitive(function(written).expression, "x") is None


def test_numbers_of_other_rows_stay_letters() -> None:
    f = function("c x", c=2.0)
    found = primitive(f.expression, "x", f.parameters)
    assert found is not None and text(found) == "c*x^2/2"
