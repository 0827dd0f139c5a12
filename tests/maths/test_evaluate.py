"""Values of expressions: where they are undefined, their shapes, and the traps that other tools fall into."""

import math
import warnings
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Name,
    Number,
    Piecewise,
)
from calcviz.maths.evaluate import compiled, condition, value

x, y, n = Name("x"), Name("y"), Name("n")
floats = st.floats(-1e6, 1e6)


def call(function: str, *arguments: Expression | int) -> Call:
    return Call(function, tuple(Number(a) if isinstance(a, int) else a for a in arguments))


def over(p: Expression | int, q: Expression | int) -> Call:
    return call("divide", p, q)


def minus(u: Expression | int) -> Call:
    return call("negate", u)


def at(e: Expression, *places: float) -> list[float]:
    return compiled(e, ("x",))(np.array(places)).tolist()  # type: ignore[no-any-return]


def undefined(e: Expression, *places: float) -> bool:
    return all(math.isnan(v) for v in at(e, *places))


# Shapes and kinds


@pytest.mark.parametrize("e", [Number(5), call("power", x, 0), call("add", 2, 3), Constant("pi")])
def test_a_constant_has_the_shape_of_x(e: Expression) -> None:
    for shape in ((), (3,), (0,), (2, 3)):
        result = compiled(e, ("x",))(np.zeros(shape))
        assert result.shape == shape and result.dtype == np.float64


def test_whole_numbers_become_floats() -> None:
    grid = np.arange(-2, 3)
    assert compiled(call("power", 2, x), ("x",))(grid).tolist() == [0.25, 0.5, 1, 2, 4]
    assert compiled(call("power", x, 20), ("x",))(np.array([10])).tolist() == [1e20]
    huge = call("multiply", Number(2**100), x)
    assert compiled(huge, ("x",))(np.array([1])).tolist() == [2.0**100]
    assert value(Number(10**400), {}) == math.inf


def test_arguments_broadcast() -> None:
    e = call("multiply", x, y)
    assert compiled(e, ("x", "y"))(np.ones((4, 1)), np.ones(3)).shape == (4, 3)
    assert compiled(e, ("y", "x"))(2.0, np.ones(3)).tolist() == [2, 2, 2]
    split = Piecewise(((x, Comparison((x, y), ("<",))),), y)
    result = compiled(split, ("x", "y"))(np.array([[0.0], [2.0]]), np.array([1.0, 3.0]))
    assert result.tolist() == [[0, 0], [1, 2]]


def test_the_result_is_not_the_argument() -> None:
    places = np.array([1.0, 2.0])
    result = compiled(x, ("x",))(places)
    result[0] = 7.0
    assert places[0] == 1.0


def test_a_name_without_value_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(KeyError):
        compiled(call("sin", n), ("x",))


def test_compiling_is_remembered_by_value() -> None:
    assert compiled(call("sin", x), ("x",)) is compiled(call("sin", x), ("x",))
    assert compiled(call("sin", x), ("x", "y")) is not compiled(call("sin", x), ("x",))


def test_shared_subexpressions_are_computed_once() -> None:
    inner = call("sin", call("exp", x))
    e = call("add", call("multiply", inner, inner), inner, call("sin", call("exp", x)))
    assert len(compiled(e, ("x",)).program.instructions) == 4


def test_constants_are_computed_beforehand() -> None:
    e = call("multiply", call("sin", call("add", 1, 2)), x)
    assert len(compiled(e, ("x",)).program.instructions) == 1


# Undefined


@pytest.mark.parametrize(
    ("e", "place"),
    [
        (over(1, x), 0.0),
        (over(x, x), 0.0),
        (over(call("add", call("power", x, 2), minus(1)), call("add", x, minus(1))), 1.0),
        (call("ln", x), 0.0),
        (call("ln", x), -1.0),
        (call("log", x), 0.0),
        (call("sqrt", x), -1e-300),
        (call("power", call("sqrt", x), 2), -1.0),
        (call("power", x, minus(1)), 0.0),
        (call("power", x, x), -1.0),
        (call("power", x, x), -0.5),
        (call("power", x, x), 0.0),
        (call("power", 0, x), 0.0),
        (call("power", 0, x), -1.0),
        (call("power", x, Number(Fraction(1, 5))), -1.0),
        (call("power", x, over(1, 2)), -1.0),
        (call("power", x, over(1, 4)), -1.0),
        (call("power", x, minus(over(1, 3))), 0.0),
        (call("gamma", x), -2.0),
        (call("atanh", x), 1.0),
        (call("log", x, 1), 2.0),
        (call("cot", x), 0.0),
        (call("mod", x, 0), 2.0),
        (call("multiply", 0, over(1, x)), 0.0),
        (call("power", over(1, x), 0), 0.0),
    ],
)
def test_undefined_is_nan(e: Expression, place: float) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert undefined(e, place)
        assert math.isnan(value(e, {"x": place}))


def test_overflow_is_infinite_and_not_undefined() -> None:
    assert value(call("exp", x), {"x": 1000.0}) == math.inf
    assert value(call("exp", call("exp", call("exp", x))), {"x": 10.0}) == math.inf
    assert value(call("power", 9, call("power", 9, call("power", 9, 9))), {}) == math.inf
    assert value(over(1, call("exp", x)), {"x": 1000.0}) == 0.0


def test_logarithm_of_a_square_is_wider_than_twice_the_logarithm() -> None:
    first, second = call("ln", call("power", x, 2)), call("multiply", 2, call("ln", x))
    assert at(first, -2.0) == pytest.approx([math.log(4)]) and undefined(second, -2.0)


def test_arches_of_the_root_of_the_sine() -> None:
    arches = at(call("sqrt", call("sin", x)), -1.0, 1.0, 4.0, 7.0)
    assert [math.isnan(v) for v in arches] == [True, False, True, False]


# Powers


@given(st.floats(-50, 50), st.integers(-8, 20))
def test_whole_powers(a: float, exponent: int) -> None:
    e = call("power", x, exponent if exponent >= 0 else minus(-exponent))
    if a == 0 and exponent < 0:
        assert undefined(e, a)
    elif abs(a) > 1e-10:
        assert at(e, a) == pytest.approx([float(Fraction(a) ** exponent)], rel=1e-14)


def test_odd_roots_are_real() -> None:
    assert at(call("power", x, over(1, 3)), -8.0, 0.0, 27.0) == [-2, 0, 3]
    assert at(call("power", x, over(2, 3)), -8.0) == [4]
    assert at(call("power", x, over(2, 6)), -8.0) == [-2]
    assert at(call("power", x, minus(over(1, 3))), -8.0) == [-0.5]
    assert at(call("power", x, over(minus(1), 3)), -8.0) == [-0.5]
    assert at(call("power", x, over(3, 5)), -32.0) == pytest.approx([-8])
    assert at(call("power", x, over(4, 2)), -3.0) == [9]


def test_exponents_that_vary() -> None:
    assert at(call("power", minus(2), x), 3.0, 2.0, 0.5)[:2] == [-8, 4]
    assert value(call("power", x, n), {"x": -2.0, "n": 3.0}) == -8
    assert value(call("power", x, n), {"x": 0.0, "n": 0.0}) == 1
    assert compiled(call("power", x, n), ("x", "n"))(
        np.array([-2.0, 0.0]), np.array([3.0, 0.0])
    ).tolist() == [-8, 1]
    assert math.isnan(value(call("power", x, n), {"x": 0.0, "n": -1.0}))
    growth = call("power", call("add", 1, over(x, n)), n)
    assert value(growth, {"x": -9.0, "n": 2.0}) == 12.25
    assert at(call("power", 0, x), 2.0) == [0]
    assert at(call("power", x, x), 2.0) == [4]
    assert at(call("power", Constant("e"), x), 1.0, -745.0) == [math.exp(1), math.exp(-745)]


# Cancellation and large arguments


def test_the_form_typed_is_the_form_computed() -> None:
    assert at(call("power", call("add", x, minus(1)), 7), 1 + 1e-3) == pytest.approx([1e-21], rel=1e-10)
    near = over(call("add", call("exp", x), minus(1)), x)
    assert at(near, 1e-5) == pytest.approx([1.0], rel=1e-4)


def test_the_sine_of_a_huge_number() -> None:
    assert value(call("sin", x), {"x": 1e22}) == pytest.approx(-0.8522008497671888, abs=1e-15)


def test_ten_times_three_tenths() -> None:
    assert value(call("floor", call("multiply", 10, Number(Fraction(3, 10)))), {}) == 3


# Angles


def test_rational_values_at_multiples_of_pi_are_exact() -> None:
    pi = Constant("pi")
    assert value(call("sin", pi), {}) == 0 and value(call("cos", over(pi, 2)), {}) == 0
    assert value(call("sin", over(call("multiply", 5, pi), 6)), {}) == 0.5
    assert value(call("cos", call("multiply", over(2, 3), pi)), {}) == -0.5
    assert value(call("tan", over(minus(pi), 4)), {}) == -1
    assert value(call("sec", over(pi, 3)), {}) == 2 and value(call("cot", over(pi, 2)), {}) == 0
    for name, place in (
        ("tan", over(pi, 2)),
        ("sec", over(pi, 2)),
        ("cot", pi),
        ("csc", pi),
        ("csc", Number(0)),
    ):
        assert math.isnan(value(call(name, place), {}))
    assert value(call("sin", over(pi, 4)), {}) == pytest.approx(math.sqrt(0.5))
    assert value(call("sin", call("multiply", pi, pi)), {}) == pytest.approx(math.sin(math.pi**2))


@given(st.integers(-50, 50), st.integers(1, 12), st.sampled_from(["sin", "cos", "tan", "cot", "sec", "csc"]))
def test_angles_agree_with_the_functions(p: int, q: int, name: str) -> None:
    written = over(call("multiply", p if p >= 0 else minus(-p), Constant("pi")), q)
    computed = float(compiled(call(name, x), ("x",))(p / q * math.pi))
    result = value(call(name, written), {})
    if math.isnan(result):
        assert math.isnan(computed) or abs(computed) > 1e12
    else:
        assert result == pytest.approx(computed, rel=1e-9, abs=1e-12)


# Conditions and branches


def test_branches_are_computed_only_where_they_hold() -> None:
    e = Piecewise(((call("ln", x), Comparison((x, Number(0)), (">",))),), Number(0))
    assert at(e, -1.0, 0.0, 1.0, math.e) == pytest.approx([0, 0, 0, 1])


def test_the_first_branch_that_holds() -> None:
    e = Piecewise(
        ((Number(1), Comparison((x, Number(2)), ("<",))), (Number(2), Comparison((x, Number(4)), ("<",))))
    )
    assert at(e, 1.0, 3.0)[:2] == [1, 2] and undefined(e, 5.0)


def test_a_chain_restricts_a_domain() -> None:
    e = Piecewise(((call("sqrt", x), Comparison((Number(0), x, Number(4)), ("<", "<="))),))
    assert undefined(e, 0.0, 4.1) and at(e, 4.0) == [2]


def test_an_undefined_comparison_does_not_hold() -> None:
    for relation in ("<", "<=", ">", ">=", "=", "!="):
        holds = condition(Comparison((over(1, x), Number(1)), (relation,)), ("x",))
        assert not holds(0.0)
    assert condition(Comparison((x, Number(1)), ("!=",)), ("x",))(2.0)


def test_logic() -> None:
    low, high = Comparison((x, Number(0)), (">",)), Comparison((x, Number(2)), ("<",))
    places = np.array([-1.0, 1.0, 3.0])
    assert condition(Logic("and", (low, high)), ("x",))(places).tolist() == [False, True, False]
    assert condition(Logic("or", (low, high)), ("x",))(places).tolist() == [True, True, True]
    inverted = condition(Logic("not", (low,)), ("x",))(places)
    assert inverted.tolist() == [True, False, False] and inverted.dtype == np.bool_


def test_a_piecewise_value_inside_a_formula_and_inside_another() -> None:
    positive = Comparison((x, Number(0)), (">",))
    inner = Piecewise(((call("sqrt", x), positive),), minus(x))
    outer = Piecewise(((call("add", inner, 1), Comparison((x, Number(-9)), (">",))),))
    assert at(outer, 4.0, -4.0) == [3, 5] and undefined(outer, -10.0)


@given(st.lists(floats, max_size=5), floats)
def test_branches_agree_with_a_choice_by_hand(places: list[float], edge: float) -> None:
    e = Piecewise(((call("multiply", 2, x), Comparison((x, y), ("<",))),), call("power", x, 2))
    result = compiled(e, ("x", "y"))(np.array(places), edge)
    assert result.tolist() == [2 * v if v < edge else v * v for v in places]


@given(floats, floats)
def test_arrays_and_single_values_agree(a: float, b: float) -> None:
    e = call("add", call("multiply", call("abs", x), y), call("atan", y), call("power", x, 3))
    alone = value(e, {"x": a, "y": b})
    together = compiled(e, ("x", "y"))(np.array([a, a]), b)
    assert together.tolist() == pytest.approx([alone, alone], rel=1e-15)


def test_the_greatest_of_x_and_zero_is_a_hinge() -> None:
    assert at(call("max", x, 0), -1.0, 2.0) == [0, 2]
