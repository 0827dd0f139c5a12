"""What is proven of an expression on cells: bounds, and where it is defined and continuous."""

import warnings
from fractions import Fraction

import numpy as np
import pytest

from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Name,
    Number,
    Piecewise,
    Relation,
)
from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.intervals.enclose import DEFINED, UNDEFINED, UNKNOWN, Enclosure, Interval, enclosure

x, y = Name("x"), Name("y")


def call(function: str, *arguments: Expression | int) -> Call:
    return Call(function, tuple(Number(a) if isinstance(a, int) else a for a in arguments))


def over(p: Expression | int, q: Expression | int) -> Call:
    return call("divide", p, q)


def on(e: Expression, *cells: tuple[float, float]) -> Enclosure:
    lo, hi = np.array(cells, float).reshape(-1, 2).T
    return enclosure(e, ("x",))(Interval(lo, hi))


def states(e: Expression, *cells: tuple[float, float]) -> list[int]:
    return on(e, *cells).state.tolist()  # type: ignore[union-attr]


def bounds(e: Expression, lo: float, hi: float) -> tuple[float, float]:
    found = on(e, (lo, hi))
    return float(found.lo[0]), float(found.hi[0])


def gaps(e: Expression, low: float, high: float, columns: int = 1201) -> int:
    """How many runs of cells are not proven."""
    edges = np.linspace(low, high, columns + 1)
    state = np.asarray(enclosure(e, ("x",))(Interval(edges[:-1], edges[1:])).state)
    unproven = state != DEFINED
    return int(np.count_nonzero(unproven & ~np.concatenate([[False], unproven[:-1]])))


# The traps of plotting


@pytest.mark.parametrize(
    ("e", "low", "high", "count"),
    [
        (call("tan", x), -10.0, 10.0, 6),
        (over(1, x), -5.0, 5.0, 1),
        (over(x, call("add", x, call("negate", Number(Fraction(1, 10**9))))), -5.0, 5.0, 1),
        (call("tan", call("power", x, 2)), -5.0, 5.0, 16),
        (over(1, call("sin", x)), -10.0, 10.0, 7),
        (call("floor", x), -5.5, 5.5, 11),
        (call("atan", over(1, x)), -5.0, 5.0, 1),
        (call("add", x, call("negate", call("floor", x))), -5.5, 5.5, 11),
        (
            over(call("add", call("power", x, 2), call("negate", 1)), call("add", x, call("negate", 1))),
            -3.0,
            3.0,
            1,
        ),
        (over(x, x), -3.0, 3.0, 1),
        (over(1, call("add", Number(Fraction(1000001, 1000000)), call("cos", x))), -10.0, 10.0, 0),
        (call("sin", over(1, x)), -1.0, 1.0, 1),
        (call("max", x, 0), -5.0, 5.0, 0),
        (call("abs", x), -5.0, 5.0, 0),
        (call("power", x, over(1, 3)), -5.0, 5.0, 0),
        (call("power", x, over(2, 3)), -5.0, 5.0, 0),
    ],
)
def test_gaps_stand_where_the_curve_breaks_and_nowhere_else(
    e: Expression, low: float, high: float, count: int
) -> None:
    assert gaps(e, low, high, 4801) == count


def test_what_is_left_of_the_domain_is_undefined() -> None:
    for e in (call("power", x, x), call("ln", x), call("sqrt", x), call("power", call("sqrt", x), 2)):
        assert states(e, (-2.0, -1.0), (-1.0, 1.0), (1.0, 2.0)) == [UNDEFINED, UNKNOWN, DEFINED]
    assert states(call("power", 0, x), (-1.0, 0.0), (0.0, 1.0), (1.0, 2.0)) == [UNDEFINED, UNKNOWN, DEFINED]
    assert states(over(1, call("multiply", 0, x)), (1.0, 2.0)) == [UNDEFINED]


def test_closed_ends_of_a_domain_are_part_of_it() -> None:
    assert states(call("sqrt", x), (0.0, 1.0)) == [DEFINED]
    assert states(call("sqrt", call("add", x, call("negate", 1))), (1.0, 2.0)) == [DEFINED]
    assert states(call("asin", x), (-1.0, 1.0), (0.5, 1.5), (1.5, 2.0)) == [DEFINED, UNKNOWN, UNDEFINED]
    assert states(call("ln", x), (0.0, 1.0)) == [UNKNOWN]
    assert states(call("floor", x), (1.0, 1.5), (0.5, 1.0)) == [DEFINED, UNKNOWN]
    assert states(call("sqrt", call("sin", x)), (0.0, 1.0)) == [DEFINED]


def test_huge_and_infinite_cells() -> None:
    cells = [(-np.inf, np.inf), (1e300, np.inf), (-np.inf, -1e300), (1e22, 1e22), (-1e308, 1e308)]
    for e in (call("sin", x), call("tan", x), call("exp", x), over(1, x), call("power", x, 3), call("ln", x)):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            found = on(e, *cells)
        assert not np.isnan(found.lo).any() and not np.isnan(found.hi).any()
    wave = on(call("sin", x), *cells)
    assert (wave.lo >= -1).all() and (wave.hi <= 1).all() and (np.asarray(wave.state) == DEFINED).all()
    lo, hi = bounds(call("sin", x), 1e22, 1e22)
    assert lo <= -0.8522008497671888 <= hi


def test_no_cells() -> None:
    found = on(call("tan", x))
    assert found.lo.shape == found.hi.shape == np.shape(found.state) == (0,)


def test_results_are_arrays_in_the_shape_of_the_cells() -> None:
    for e in (Number(5), x, call("ln", call("negate", 1)), call("sin", x)):
        found = on(e, (0.0, 1.0), (1.0, 2.0))
        assert found.lo.shape == found.hi.shape == (2,)
        assert np.asarray(found.state).dtype == np.int8 and np.shape(found.state) == (2,)
    assert states(call("ln", call("negate", 1)), (0.0, 1.0)) == [UNDEFINED]
    assert on(call("ln", call("negate", 1)), (0.0, 1.0)).hi[0] == np.inf


def test_a_parameter_is_one_number() -> None:
    e = call("power", x, y)
    cells = Interval(np.array([-2.0, -2.0]), np.array([-1.0, 1.0]))
    three = enclosure(e, ("x", "y"))(cells, Interval(np.float64(3), np.float64(3)))
    assert np.asarray(three.state).tolist() == [DEFINED, DEFINED]
    assert three.lo[1] <= -8 and three.hi[1] >= 1
    half = enclosure(e, ("x", "y"))(cells, Interval(np.float64(0.5), np.float64(0.5)))
    assert np.asarray(half.state).tolist() == [UNDEFINED, UNKNOWN]
    with pytest.raises(KeyError):
        enclosure(e, ("x",))


# Bounds


def test_numbers_that_are_no_floats_lie_between_two() -> None:
    lo, hi = bounds(Number(Fraction(1, 10)), 0.0, 1.0)
    assert Fraction(lo) < Fraction(1, 10) < Fraction(hi) and hi == np.nextafter(np.nextafter(lo, 1), 1)
    lo, hi = bounds(Constant("pi"), 0.0, 1.0)
    assert lo == np.pi and hi == np.nextafter(np.pi, 4)
    assert bounds(Number(7), 0.0, 1.0) == (7, 7)


def test_even_powers_are_tight_around_zero() -> None:
    lo, hi = bounds(call("power", x, 2), -1.0, 2.0)
    assert lo == 0.0 and hi == pytest.approx(4)
    assert bounds(call("multiply", x, x), -1.0, 2.0) == (lo, hi)
    assert bounds(call("multiply", x, x, x), -1.0, 2.0)[0] == pytest.approx(-1)


def test_a_quotient_of_equals_is_one() -> None:
    found = on(over(x, x), (-1.0, 1.0), (1.0, 2.0), (0.0, 0.0))
    assert found.lo[0] == found.hi[0] == 1.0
    assert np.asarray(found.state).tolist() == [UNKNOWN, DEFINED, UNDEFINED]


def test_a_quotient_near_a_zero_keeps_the_side_it_knows() -> None:
    assert bounds(over(1, x), 0.0, 2.0) == (pytest.approx(0.5), np.inf)
    assert bounds(over(1, x), -2.0, 0.0) == (-np.inf, pytest.approx(-0.5))
    assert bounds(over(1, x), -2.0, 2.0) == (-np.inf, np.inf)
    assert bounds(over(0, x), -2.0, 2.0) == (0.0, 0.0)


def test_exact_sums_stay_exact() -> None:
    assert bounds(call("add", x, 1), 0.25, 0.5) == (1.25, 1.5)
    lo, hi = bounds(call("add", x, 1), 1e-20, 1e-20)
    assert lo <= 1.0 < hi


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("floor(floor(x)/2)", 2.0),
        ("floor(-floor(x)/2)", -2.0),
        ("mod(floor(x), 2)", 0.0),
        ("mod(-floor(x), -3)", -1.0),
        ("{mod(floor(x), 2) = 0: 7, 8}", 7.0),
    ],
)
def test_steps_of_exact_quotients_are_known(written: str, known: float) -> None:
    found = enclosure(read_expression(written, Names(), frozenset("x")), ("x",))
    low, high, state = found(Interval(np.array([4.25]), np.array([4.75])))
    assert (low[0], high[0], state[0]) == (known, known, DEFINED)


def test_a_quarter_of_the_sine() -> None:
    lo, hi = bounds(call("sin", x), 0.5, 2.0)
    assert lo == pytest.approx(np.sin(0.5)) and hi == 1.0
    lo, hi = bounds(call("cos", x), 3.0, 3.5)
    assert lo == -1.0 and hi == pytest.approx(np.cos(3.5))


def test_a_pole_at_a_multiple_of_pi_is_known() -> None:
    half = over(Constant("pi"), 2)
    assert states(call("tan", half), (0.0, 1.0)) == [UNDEFINED]
    assert bounds(call("cos", half), 0.0, 1.0) == (0, 0)


def test_steps_have_bounds_on_both_sides() -> None:
    assert bounds(call("floor", x), 0.5, 2.5) == (0, 2)
    assert bounds(call("sign", x), -1.0, 1.0) == (-1, 1)
    assert bounds(call("frac", x), 0.5, 1.5) == (0, 1)
    lo, hi = bounds(call("mod", x, 3), 4.0, 5.0)
    assert lo == pytest.approx(1) and hi == pytest.approx(2)


# Conditions


def restricted(e: Expression, *operands: Expression | int, relation: Relation = "<") -> Piecewise:
    parts = tuple(Number(p) if isinstance(p, int) else p for p in operands)
    return Piecewise(((e, Comparison(parts, (relation,) * (len(parts) - 1))),))


def test_a_restricted_domain() -> None:
    e = restricted(call("exp", x), 0, x, 2)
    assert states(e, (-2.0, -1.0), (-1.0, 1.0), (0.5, 1.0), (0.0, 1.0)) == [
        UNDEFINED,
        UNKNOWN,
        DEFINED,
        UNKNOWN,
    ]
    closed = restricted(call("exp", x), 0, x, 2, relation="<=")
    assert states(closed, (0.0, 2.0), (2.0, 3.0)) == [DEFINED, UNKNOWN]


def test_a_seam_is_unknown_with_the_bounds_of_both_sides() -> None:
    e = Piecewise(((call("negate", 1), Comparison((x, Number(0)), ("<",))),), Number(1))
    found = on(e, (-2.0, -1.0), (-1.0, 1.0), (0.0, 1.0))
    assert np.asarray(found.state).tolist() == [DEFINED, UNKNOWN, DEFINED]
    assert (found.lo[1], found.hi[1]) == (-1, 1) and found.lo[2] == 1


def test_a_branch_that_is_not_meant_widens_nothing() -> None:
    e = Piecewise(
        ((Number(1), Comparison((x, Number(0)), ("<",))), (Number(2), Comparison((x, Number(1)), ("<",))))
    )
    assert bounds(e, -2.0, -1.0) == (1, 1)
    assert states(e, (2.0, 3.0)) == [UNDEFINED]
    undefined = Piecewise(((call("ln", x), Comparison((x, Number(5)), ("<",))),), Number(2))
    assert bounds(undefined, -2.0, -1.0) == (-np.inf, np.inf) and states(undefined, (-2.0, -1.0)) == [
        UNDEFINED
    ]


def test_logic_in_three_values() -> None:
    positive, small = Comparison((x, Number(0)), (">",)), Comparison((x, Number(2)), ("<=",))

    def proven(test: Expression, *cells: tuple[float, float]) -> list[int]:
        return states(Piecewise(((x, test),)), *cells)

    cells = [(-2.0, -1.0), (-1.0, 1.0), (1.0, 2.0), (1.0, 3.0), (3.0, 4.0)]
    assert proven(Logic("and", (positive, small)), *cells) == [0, 1, 2, 1, 0]
    assert proven(Logic("or", (positive, small)), *cells) == [2, 2, 2, 2, 2]
    assert proven(Logic("not", (positive,)), *cells) == [2, 1, 0, 0, 0]
    assert proven(Comparison((x, Number(1)), ("=",)), (1.0, 1.0), (0.5, 1.5), (2.0, 3.0)) == [2, 1, 0]
    assert proven(Comparison((x, Number(1)), ("!=",)), (1.0, 1.0), (0.5, 1.5), (2.0, 3.0)) == [0, 1, 2]
    assert proven(Comparison((call("ln", x), Number(0)), ("<",)), (-2.0, -1.0), (0.25, 0.5)) == [0, 2]
