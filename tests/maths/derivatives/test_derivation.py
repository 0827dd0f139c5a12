"""Derivations: every line is the same function, each names its rule, and none is too long to be read."""

import random
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mpmath import mp, mpf

from calcviz.language.expression import Derivative, Expression, longer, rebuild, walk
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.reader import parse
from calcviz.maths.derivatives.derivation import LONGEST, steps
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative
from tests.maths.random_expressions import expression
from tests.maths.references import DIGITS, TooLarge
from tests.maths.slopes import value

NAMES = Names(numbers=frozenset("ab"))


def read(written: str) -> Expression:
    e = parse(written, NAMES)
    assert isinstance(e, Expression), e
    return e


def rules(written: str, variable: str = "x") -> list[str]:
    return [step.rule for step in steps(read(written), variable)]


DERIVATIONS = (
    "5", "x", "3x^2 - 4x", "x^2 e^(3x)", "sin(x)/x", "x^x", "ln(x^2 + 1)", "sqrt(1 - x^2)", "max(x, 0)",
    "{x < 0: -x, x >= 0: x^2}", "1/(1 + e^(-x))", "abs(sin(x))", "floor(x)", "2^x", "x^3 sin(x) cos(x)",
    "a x^2 + b", "hypot(x, 2x)", "log(x, 3)", "relu(x^2 - 1)", "(x/2)^5 - x/3",
)  # fmt: skip


@pytest.mark.parametrize("written", DERIVATIONS)
def test_every_line_of_a_derivation_is_the_same_function(written: str) -> None:
    e = read(written)
    lines = steps(e, "x")
    assert lines[0].before == Derivative(e, "x", 1)
    assert lines[-1].after == derivative(e, "x")
    assert all(one.after == two.before for one, two in pairwise(lines))
    with mp.workdps(DIGITS):
        for x in (mpf("-2.3"), mpf("-0.7"), mpf("0.4"), mpf("1.9")):
            numbers = {"x": x, "a": mpf(2), "b": mpf(3)}
            expected = value(lines[-1].after, numbers)
            for line in lines:
                found = value(worked_out(line.after), numbers)
                if expected is not None:
                    assert found is not None and abs(found - expected) < mpf(10) ** -30


def worked_out(line: Expression) -> Expression:
    if isinstance(line, Derivative):
        return derivative(line.body, line.variable, line.order)
    return rebuild(line, worked_out)


@given(st.randoms(use_true_random=False))
def test_every_line_of_a_random_formula_is_the_same_function(rng: random.Random) -> None:
    e = expression(rng, 3)
    try:
        result = derivative(e, "x")
    except (NoRule, TooLong):
        return
    lines = steps(e, "x")
    assert lines[0].before == Derivative(e, "x", 1) and lines[-1].after == result
    assert not any(isinstance(node, Derivative) for node in walk(result))
    assert not any(longer(line.after, LONGEST) for line in lines[:-1])
    numbers = {"x": mpf(rng.uniform(-3, 3)), "y": mpf(rng.uniform(-2, 3))}
    with mp.workdps(DIGITS):
        try:
            expected = value(result, numbers)
            found = [value(worked_out(line.after), numbers) for line in lines]
        except TooLarge:
            return
        for line, each in zip(lines, found, strict=True):
            if expected is not None and each is not None:
                assert abs(each - expected) <= mpf(10) ** -20 * (1 + abs(expected)), text(line.after)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("5", ["constant rule"]),
        ("x", ["power rule"]),
        ("x^7", ["power rule"]),
        ("2^x", ["exponential rule"]),
        ("e^x", ["exponential rule"]),
        ("sin(x)", ["trigonometric rule"]),
        ("asin(x)", ["inverse trigonometric rule"]),
        ("sinh(x)", ["hyperbolic rule"]),
        ("abs(x)", ["absolute value rule"]),
        ("ln(x)", ["logarithm rule", "only where the derivative exists"]),
        ("5x^3", ["constant multiple rule", "power rule", "tidying up"]),
        ("x^2/3", ["constant multiple rule", "power rule"]),
        ("x^2 sin(x)", ["product rule", "power rule", "trigonometric rule", "tidying up"]),
        ("sin(x)/x", ["quotient rule", "trigonometric rule", "power rule", "tidying up"]),
        ("sin(x^2)", ["chain rule", "power rule", "tidying up"]),
        ("x^x", ["logarithmic differentiation", "power rule", "tidying up"]),
        ("floor(x)", ["step rule", "only where the derivative exists"]),
        ("{x < 0: -x, x >= 0: x^2}", ["branch by branch", "constant multiple rule", "power rule"]),
        ("max(x, x^2)", ["branch by branch", "power rule"]),
    ],
)
def test_the_rules_of_the_textbook_are_named(written: str, expected: list[str]) -> None:
    assert rules(written) == expected


def test_what_is_held_constant_is_said_by_name() -> None:
    lines = steps(read("a x^2 y + y^3 + sin(x y)"), "x")
    held = {(line.rule, line.held) for line in lines if line.held}
    assert held == {
        ("constant multiple rule", ("a", "y")),
        ("constant multiple rule", ("y",)),
        ("constant rule", ("y",)),
    }
    assert {line.outside for line in lines if line.rule == "chain rule"} == {("trigonometric rule",)}


@pytest.mark.parametrize(
    "written", ["sin(" * 40 + "x" + ")" * 40, "*".join(f"sin({k}x)" for k in range(1, 30))]
)
def test_what_would_be_too_long_is_worked_out_in_one_go(written: str) -> None:
    lines = steps(read(written), "x")
    assert lines[-1].rule == "the same rules for all that is left"
    assert lines[-1].after == derivative(read(written), "x")
    assert not any(longer(line.after, LONGEST) for line in lines[:-1])


def test_a_part_without_a_rule_that_does_not_vary_costs_no_derivation() -> None:
    e = read("gcd(floor(x), 4) + x^2")
    lines = steps(e, "x")
    assert "the same rules for all that is left" in [line.rule for line in lines]
    assert lines[-1].after == derivative(e, "x")


def test_a_derivation_names_its_rules() -> None:
    assert [line.rule for line in steps(read("3x^2 - 4x"), "x")] == [
        "sum rule",
        "constant multiple rule",
        "power rule",
        "tidying up",
    ]
    named = {line.rule for written in DERIVATIONS for line in steps(read(written), "x")}
    assert named >= {
        "constant rule", "power rule", "exponential rule", "logarithm rule", "constant multiple rule",
        "sum rule", "product rule", "quotient rule", "chain rule", "branch by branch",
    }  # fmt: skip
