"""Derivatives against the textbook, quotients at 40 digits and sympy."""

import math
import random

import pytest
import sympy
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from calcviz.language.expression import Call, Expression, Name, Number, walk
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.reader import parse
from calcviz.maths.derivatives.branches import JUMPS
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative
from calcviz.maths.evaluate import compiled
from calcviz.maths.functions.powers import literal
from calcviz.maths.functions.table import TABLE
from tests.maths.random_expressions import expression
from tests.maths.references import DIGITS, TooLarge
from tests.maths.slopes import true_slope, value

NAMES = Names(numbers=frozenset("abcnwy"))


def read(written: str) -> Expression:
    e = parse(written, NAMES)
    assert isinstance(e, Expression), e
    return e


def derived(written: str, order: int = 1) -> str:
    return text(derivative(read(written), "x", order))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("5", "0"),
        ("a", "0"),
        ("x", "1"),
        ("3x^2 - 4x", "6*x - 4"),
        ("0.01x^2 + 0.1x", "0.02*x + 0.1"),
        ("x^2/4", "x/2"),
        ("a x^2 + b x + c", "2*a*x + b"),
        ("x^n", "n*x^(n - 1)"),
        ("1/x", "-1/x^2"),
        ("1/x^3", "-3/x^4"),
        ("sqrt(x)", "1/(2*sqrt(x))"),
        ("x^(2/3)", "2/(3*x^(1/3))"),
        ("x^(3/2)", "3*x^(1/2)/2 {x > 0}"),
        ("cbrt(x)", "1/(3*cbrt(x)^2)"),
        ("e^x", "e^x"),
        ("e^(-x^2)", "-2*x*e^(-x^2)"),
        ("2^x", "2^x*ln(2)"),
        ("ln(x)", "1/x {x > 0}"),
        ("ln(2x)", "1/x {x > 0}"),
        ("ln(x^2)", "2/x"),
        ("ln(x^2 + 1)", "2*x/(x^2 + 1)"),
        ("log(x)", "1/(x*ln(10)) {x > 0}"),
        ("x ln(x)", "ln(x) + 1"),
        ("x^x", "x^x*(ln(x) + 1)"),
        ("sin(x)^2", "2*sin(x)*cos(x)"),
        ("tan(x)", "1/cos(x)^2"),
        ("asin(x)", "1/sqrt(1 - x^2)"),
        ("asin(2x)", "2/sqrt(1 - 4*x^2)"),
        ("acosh(x)", "1/sqrt(x^2 - 1) {x > 1}"),
        ("sin(x)/x", "(x*cos(x) - sin(x))/x^2"),
        ("x^2 e^x", "2*x*e^x + x^2*e^x"),
        ("sin(2x)cos(3x)", "2*cos(2*x)*cos(3*x) - 3*sin(2*x)*sin(3*x)"),
        ("(2x + 1)^5", "10*(2*x + 1)^4"),
        ("sigmoid(x)", "sigmoid(x)*(1 - sigmoid(x))"),
        ("erf(x)", "2*exp(-x^2)/sqrt(pi)"),
        ("gamma(x)", "gamma(x)*digamma(x)"),
        ("softplus(x)", "sigmoid(x)"),
    ],
)
def test_rules_of_the_textbook(written: str, expected: str) -> None:
    assert derived(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("x/x", "0 {x != 0}"),
        ("x^2/x", "1 {x != 0}"),
        ("sqrt(x)^2", "1 {x > 0}"),
        ("x + ln(a)", "1 {a > 0}"),
        ("floor(x)", "0 {frac(x) != 0}"),
        ("floor(floor(x))", "0 {frac(x) != 0}"),
        ("x floor(x)", "floor(x) {frac(x) != 0}"),
        ("mod(x, 2)", "1 {frac(x/2) != 0}"),
        ("sign(x)", "0 {x != 0}"),
        ("abs(x)", "x/abs(x)"),
        ("x abs(x)", "2*abs(x)"),
        ("abs(x)^3", "3*x*abs(x)"),
        ("abs(abs(x))^3", "3*x*abs(abs(x))"),
        ("max(max(x, 0), 5)", "{x > 5: 1, x < 5: 0}"),
        ("max(x, 0)", "{x > 0: 1, x < 0: 0}"),
        ("min(x, 2x, x + x)", "{x > 0: 1, x < 0: 2}"),
        ("relu(x)", "{x < 0: 0, x > 0: 1}"),
        ("0^x", "0 {x > 0}"),
        ("(1/x)^0", "0 {x != 0}"),
        (
            "({a > 0: 1/x, otherwise: sqrt(x)})^0",
            "0 {{a > 0: 1/x, otherwise: sqrt(x)} = {a > 0: 1/x, otherwise: sqrt(x)}}",
        ),
    ],
)
def test_never_says_more_than_is_differentiable(written: str, expected: str) -> None:
    assert derived(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{x < 0: -x, x >= 0: x^2}", "{x < 0: -1, x > 0: 2*x}"),
        ("{x < 0: 0, x >= 0: x^2}", "{x < 0: 0, x >= 0: 2*x}"),
        ("{x < 1: x^2, otherwise: 2x - 1}", "{x < 1: 2*x, x >= 1: 2}"),
        ("{x <= 0: x, x < 5: sin(x), otherwise: x^2}", "{x <= 0: 1, 0 < x < 5: cos(x), x > 5: 2*x}"),
        ("sqrt(x) {0 < x < 4}", "1/(2*sqrt(x)) {x < 4}"),
        ("x^2 {0 <= x <= 1}", "2*x {0 < x < 1}"),
        ("{x = 0: 1, x != 0: sin(x)/x}", "(x*cos(x) - sin(x))/x^2"),
        ("{a > 0: x, otherwise: x^2}", "{a > 0: 1, a <= 0: 2*x}"),
        ("{x < 0: 1, otherwise: 2}", "0 {x != 0}"),
    ],
)
def test_pieces_are_differentiated_inside_and_at_smooth_seams(written: str, expected: str) -> None:
    assert derived(written) == expected


@pytest.mark.parametrize(
    ("written", "defined", "undefined"),
    [
        ("{floor(x) < 2: x, otherwise: 3x}", {0.5: 1, 1.5: 1, 3.5: 3}, (2.0,)),
        ("{floor(x) = 1: 2x, 3x}", {0.5: 3, 1.5: 2, 3.5: 3}, (1.0, 2.0)),
        ("{mod(floor(x), 2) = 0: x, -x}", {0.5: 1, 1.5: -1, 2.5: 1}, (1.0, 2.0)),
        ("{sign(x) = 1: x^2, -x}", {-1.0: -1, 1.0: 2}, (0.0,)),
        ("x + (-1)^floor(x)", {0.5: 1, 1.5: 1}, (1.0, 2.0)),
        ("{sqrt(x) > 1: x, otherwise: 2x}", {-1.0: 2, 0.5: 2, 4.0: 1}, (0.0, 1.0)),
        ("{ln(x) < 0: x, otherwise: 2x}", {-1.0: 2, 0.5: 1, 4.0: 2}, (0.0, 1.0)),
        ("{x = 1: 5, otherwise: x}", {0.0: 1, 2.0: 1}, (1.0,)),
        ("max(x, abs(x))", {2.0: 1, -2.0: -1}, (0.0,)),
        ("x^0 + 0x^0", {0.0: 0, 1.0: 0}, ()),
    ],
)
def test_places_of_pieces(written: str, defined: dict[float, float], undefined: tuple[float, ...]) -> None:
    df = compiled(derivative(read(written), "x"), ("x",))
    assert {x: float(df(x)) for x in defined} == defined
    assert all(math.isnan(float(df(x))) for x in undefined)


@pytest.mark.parametrize(
    ("written", "order", "expected"),
    [
        ("x^3 + x^2 + x + 1", 3, "6"),
        ("3x^2 - 4x", 3, "0"),
        ("ln(x)", 2, "-1/x^2 {x > 0}"),
        ("abs(x)", 2, "0 {x != 0}"),
        ("x abs(x)", 2, "2*x/abs(x)"),
        ("max(x, 0)", 2, "0 {x != 0}"),
        ("1/x", 4, "24/x^5"),
        ("e^(2x)", 5, "32*e^(2*x)"),
        ("x/x", 2, "0 {x != 0}"),
    ],
)
def test_higher_orders(written: str, order: int, expected: str) -> None:
    assert derived(written, order) == expected


TEXTBOOK = (
    "x^5 - 3x^3 + x", "sin(x)", "x^2 sin(x)", "e^x cos(x)", "1/(1 + x^2)", "ln(x)", "sqrt(x)", "x^x",
    "tan(x)", "x^3 e^(-x) sin(2x)", "atan(x)", "x/(x^2 + 1)", "sinh(x)/x", "(x^2 + 1)^(1/3)", "e^(sin(x))",
)  # fmt: skip


@pytest.mark.parametrize("written", TEXTBOOK)
def test_orders_up_to_six_agree_with_sympy(written: str) -> None:
    e, x = read(written), sympy.Symbol("x")
    f = sympy.sympify(text(e).replace("e^", "E^").replace("^", "**").replace("ln", "log"))
    with mp.workdps(DIGITS):
        for order in range(1, 7):
            expected = f.diff(x, order).subs(x, sympy.Rational(6, 5)).evalf(30)
            found = value(derivative(e, "x", order), {"x": mpf(6) / 5})
            assert found is not None
            assert abs(found - mpf(str(expected))) <= mpf(10) ** -20 * (1 + abs(found)), order


@pytest.mark.parametrize(
    "written", ["x^3 e^x sin(x)", "(x^2 - 1)/(x - 1)", "x^10 cos(x)", "1/(1 + e^(-x))", "sqrt(1 - x^2)"]
)
def test_ten_orders_stay_short(written: str) -> None:
    assert sum(1 for _ in walk(derivative(read(written), "x", 10))) < 1000


def test_what_cannot_be_differentiated_is_said() -> None:
    with pytest.raises(NoRule) as found:
        derivative(read("gcd(x, 6)"), "x")
    assert found.value.function == "gcd"
    assert derived("x gcd(4, 6)") == "gcd(4, 6)"
    with pytest.raises(TooLong):
        derivative(read("sin(x)^x cos(x)^x tan(x)^x"), "x", 10)


@pytest.mark.parametrize(
    "outer", ["max({}, x - 1)", "relu({} - 1)", "abs({} - 1)", "sin({} + x)", "1/(x + {})"]
)
def test_deep_formulas_grow_slowly(outer: str) -> None:
    written = "x"
    for _ in range(20):
        written = outer.format(written)
    assert sum(1 for _ in walk(derivative(read(written), "x"))) < 4000


@pytest.mark.parametrize(
    "function", sorted(name for name, entry in TABLE.items() if entry.word.arity[0] == 1)
)
def test_chain_rule_for_every_function(function: str) -> None:
    """f(x^3 + x/2)' at random places."""
    inner = read("x^3 + x/2")
    e = Call(function, (inner,))
    rng, compared = random.Random(function), 0
    with mp.workdps(DIGITS):
        for _ in range(20):
            compared += _agrees(e, derivative(e, "x"), {"x": mpf(rng.uniform(-1.6, 1.6))}, False)
    assert compared > 3


def _agrees(e: Expression, de: Expression, numbers: dict[str, mpf], special: bool) -> bool:
    """Whether a slope exists there and was compared; asserts that nothing wrong is said."""
    exists, slope = true_slope(e, numbers)
    found = value(de, numbers)
    if exists is None or (found is not None and abs(found) > 1e12):
        return False
    if not exists:
        assert found is None, (text(e), text(de), numbers, found)
        return False
    if found is None or slope is None:
        return False
    assert abs(found - slope) <= mpf(10) ** -7 * (1 + abs(slope)), (text(e), text(de), numbers, special)
    return True


def _inexact_at_special_places(e: Expression) -> bool:
    """Steps and real powers, where 40 digits may fall on the wrong side of a whole number."""
    return any(
        isinstance(node, Call)
        and (node.function in JUMPS or (node.function == "power" and literal(node.arguments[1]) is None))
        for node in walk(e)
    )


@pytest.mark.parametrize("part", range(3))
def test_random_formulas_against_quotients_at_40_digits(part: int) -> None:
    """Never wrong, never defined without a slope, hardly ever undefined where there is a slope."""
    rng = random.Random(f"derivatives {part}")
    compared = missed = 0
    with mp.workdps(DIGITS):
        for _ in range(700):
            e = expression(rng, rng.randint(2, 4))
            try:
                de = derivative(e, "x")
            except NoRule:
                continue
            places = [(mpf(rng.uniform(-3, 3)), False)]
            if not _inexact_at_special_places(e):
                places.append((mpf(rng.choice((-2, -1, 0, 1, 2, 0.5))), True))
            for x, special in places:
                numbers = {"x": x, "y": mpf(rng.uniform(-2, 3))}
                try:
                    agreed = _agrees(e, de, numbers, special)
                    compared += agreed
                    if not agreed and not special and true_slope(e, numbers)[0]:
                        missed += value(de, numbers) is None
                except TooLarge:
                    continue
    assert compared > 500
    assert missed <= compared // 100


polynomials = st.lists(st.integers(-9, 9), min_size=1, max_size=5)


def polynomial(coefficients: list[int]) -> Expression:
    terms = [
        Call("multiply", (Number(c), Call("power", (Name("x"), Number(k)))))
        for k, c in enumerate(coefficients)
    ]
    return Call("add", (*terms, Number(0)))


def at(e: Expression, x: float) -> float:
    return float(compiled(e, ("x",))(x))


@given(polynomials, polynomials, st.integers(-5, 5), st.floats(-2, 2))
def test_linear(p: list[int], q: list[int], c: int, x: float) -> None:
    f, g = polynomial(p), polynomial(q)
    whole = derivative(Call("add", (f, Call("multiply", (Number(c), g)))), "x")
    expected = at(derivative(f, "x"), x) + c * at(derivative(g, "x"), x)
    assert at(whole, x) == pytest.approx(expected, rel=1e-9, abs=1e-6)


@given(polynomials, polynomials, st.floats(-2, 2))
def test_product_and_chain(p: list[int], q: list[int], x: float) -> None:
    f, g = polynomial(p), polynomial(q)
    df, dg = at(derivative(f, "x"), x), at(derivative(g, "x"), x)
    product = derivative(Call("multiply", (f, g)), "x")
    assert at(product, x) == pytest.approx(df * at(g, x) + at(f, x) * dg, rel=1e-9, abs=1e-5)
    chain = derivative(Call("sin", (g,)), "x")
    assert at(chain, x) == pytest.approx(math.cos(at(g, x)) * dg, rel=1e-9, abs=1e-8)


def test_a_condition_that_a_power_is_defined_does_not_ask_for_itself() -> None:
    slope = derivative(derivative(read("x^floor(y)"), "y"), "x")
    assert compiled(slope, ("x", "y"))(2.0, 3.5) == 0 and math.isnan(compiled(slope, ("x", "y"))(2.0, 3.0))
