"""Antiderivatives by table and rules: each is differentiated, and what they cannot do they do not claim."""

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
    ("cot(x)", "ln(abs(sin(x)))"),
    ("sec(x/3)^2", "3*tan(x/3)"),
    ("1/cos(x)", "ln(abs(sec(x) + tan(x)))"),
    ("csc(2x)", "ln(abs(tan(x)))/2"),
    ("1/(4x^2 + 9)", "atan(2*x/3)/6"),
    ("1/(2 + x^2)", "atan(x/sqrt(2))/sqrt(2)"),
    ("1/(4 - x^2)", "ln(abs((x + 2)/(x - 2)))/4"),
    ("1/(x^2 - 1)", "ln(abs((x - 1)/(x + 1)))/2"),
    ("1/sqrt(16 - x^2)", "asin(x/4)"),
    ("1/sqrt(x^2 + 1)", "asinh(x)"),
    ("sqrt(16 - x^2)", "(x*sqrt(16 - x^2) + 16*asin(x/4))/2"),
    ("sqrt(x^2 + 9)", "(x*sqrt(x^2 + 9) + 9*asinh(x/3))/2"),
    ("sqrt(100x^2 - 1)", "(10*x*sqrt(100*x^2 - 1) - ln(abs(10*x + sqrt(100*x^2 - 1))))/20"),
    ("sign(x)", "abs(x)"),
    ("floor(x)", "x*floor(x) - floor(x)*(floor(x) + 1)/2"),
    ("ceil(x)", "x*ceil(x) - ceil(x)*(ceil(x) - 1)/2"),
    ("round(x)", "x*round(x) - round(x)^2/2"),
    ("frac(x)", "(floor(x) + frac(x)^2)/2"),
    ("mod(2x, 3)", "(9*floor(2*x/3) + mod(2*x, 3)^2)/4"),
    ("abs(sin(x))", "2*floor(x/pi) - cos(mod(x, pi))"),
]


STEPPING = ["floor(x)", "ceil(x)", "round(x)", "frac(x)", "mod(2x, 3)", "sign(x)", "abs(sin(x))", "|cos(2x)|"]


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
    x = x[abs(2 * x - np.round(2 * x)) > 0.01]
    quotients = (F.values(x + h) - F.values(x - h)) / (2 * h)
    np.testing.assert_allclose(quotients, f.values(x), rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("written", ["e^(-x^2)", "sin(x^2)", "x^x", "x^2 floor(x)", "1/(x^5 + x + 1)"])
def test_what_no_rule_leads_to_is_left_alone(written: str) -> None:
    assert primitive(function(written).expression, "x") is None


@pytest.mark.parametrize("written", STEPPING)
def test_it_goes_on_where_the_function_jumps(written: str) -> None:
    f = function(written)
    found = primitive(f.expression, "x")
    assert found is not None
    F = RealFunction(found, "x")
    for low, high in ((-6.4, 7.9), (-2.3, 4.2)):
        x = np.linspace(low, high, 200_001)
        y = f.values(x)
        sums = float(np.sum((y[1:] + y[:-1]) / 2) * (x[1] - x[0]))
        assert F.values(np.array([high]))[0] - F.values(np.array([low]))[0] == pytest.approx(sums, abs=2e-3)


def test_numbers_of_other_rows_stay_letters() -> None:
    f = function("c x", c=2.0)
    found = primitive(f.expression, "x", f.parameters)
    assert found is not None and text(found) == "c*x^2/2"
