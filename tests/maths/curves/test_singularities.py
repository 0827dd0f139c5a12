"""Singular points: where they are, and what the curve does there."""

import math
from itertools import pairwise

import pytest

from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.curves.curve import trace
from calcviz.maths.curves.singularities import Special

INF = math.inf


def specials(text: str, low: float = -5.0, high: float = 5.0) -> tuple[Special, ...]:
    e = read_expression(text, Names(), frozenset("x"))
    return trace(e, "x", {}, (low, high), (-5.0, 5.0), 600, 600).specials


@pytest.mark.parametrize(
    ("text", "kind", "x", "left", "right", "value"),
    [
        ("1/x", "pole", 0, -INF, INF, None),
        ("1/x^2", "pole", 0, INF, INF, None),
        ("ln x", "pole", 0, None, -INF, None),
        ("ln(x^2)", "pole", 0, -INF, -INF, None),
        ("ln(ln x)", "pole", 1, None, -INF, None),
        ("1/sqrt(2-x)", "pole", 2, INF, None, None),
        ("exp(1/x)", "pole", 0, 0, INF, None),
        ("x*exp(1/x)", "pole", 0, 0, INF, None),
        ("x^(-0.1)", "pole", 0, None, INF, None),
        ("x(x-3)/(x-3.001)", "pole", 3.001, -INF, INF, None),
        ("1/(x^2-2x+1)", "pole", 1, INF, INF, None),
        ("{x < 1: 1/(x-1), 5}", "pole", 1, -INF, 5, 5),
        ("floor(x) {0.5 < x < 1.5}", "jump", 1, 0, 1, 1),
        ("sign(x)", "jump", 0, -1, 1, 0),
        ("atan(1/x)", "jump", 0, -math.pi / 2, math.pi / 2, None),
        ("1/(1+exp(1/x))", "jump", 0, 1, 0, None),
        ("abs(x)/x", "jump", 0, -1, 1, None),
        ("{x < 1: x^2, 3 - x}", "jump", 1, 1, 2, 2),
        ("{x <= 1: x^2, 3 - x}", "jump", 1, 1, 2, 1),
        ("1e-9*sign(x-2)", "jump", 2, -1e-9, 1e-9, 0),
        ("(x^2-1)/(x-1)", "hole", 1, 2, 2, None),
        ("x/x", "hole", 0, 1, 1, None),
        ("(3-x)/(2x^2-6x) {x>1}", "hole", 3, -1 / 6, -1 / 6, None),
        ("(e^x-1)/x", "hole", 0, 1, 1, None),
        ("(1-cos x)/x^2", "hole", 0, 0.5, 0.5, None),
        ("(x-sin x)/x^3", "hole", 0, 1 / 6, 1 / 6, None),
        ("sin(x)/x", "hole", 0, 1, 1, None),
        ("exp(-1/x^2)", "hole", 0, 0, 0, None),
        ("x sin(1/x)", "hole", 0, 0, 0, None),
        ("abs(x)/x*abs(x)^(1/3)", "hole", 0, 0, 0, None),
        ("tan(x)cos(x) {0<x<2}", "hole", math.pi / 2, 1, 1, None),
        ("{x = 1: 3, x^2}", "hole", 1, 1, 1, 3),
        ("1/ln(abs(x)) {-0.5<x<0.5}", "hole", 0, 0, 0, None),
        ("sqrt(x)", "end", 0, None, 0, 0),
        ("sqrt(x)^2", "end", 0, None, 0, 0),
        ("x^x", "end", 0, None, 1, None),
        ("x ln x", "end", 0, None, 0, None),
        ("sqrt(abs(x)/x)", "end", 0, None, 1, None),
        ("sqrt(x^3-2)", "end", 2 ** (1 / 3), None, 0, 0),
        ("0^x", "end", 0, None, 0, None),
        ("x {x < 2}", "end", 2, 2, None, None),
        ("x {x <= 2}", "end", 2, 2, None, 2),
        ("x {x^2 < 2 and x > 0}", "end", math.sqrt(2), math.sqrt(2), None, None),
        ("1/floor(x)", "end", 1, None, 1, 1),
        ("floor(x)/floor(x)", "end", 0, 1, None, None),
        ("sign(cos(pi x)) {0 < x < 1}", "jump", 0.5, 1, -1, 0),
        ("x {x > 1/3}", "end", 1 / 3, None, 1 / 3, None),
        ("x-x^(1/50)", "end", 0, None, 0, 0),
        ("sqrt(-x^2)", "end", 0, None, None, 0),
        ("sin(1/x)", "essential", 0, None, None, None),
        ("sin(1/x)/x", "essential", 0, None, None, None),
        ("sin(pi/x)", "essential", 0, None, None, None),
        ("sin(ln x)", "essential", 0, None, None, None),
    ],
)
def test_kinds_and_limits(
    text: str, kind: str, x: float, left: float | None, right: float | None, value: float | None
) -> None:
    found = [special for special in specials(text) if abs(special.x - x) < 1e-6]
    assert len(found) == 1, found
    (special,) = found
    assert special.kind == kind
    assert special.x == pytest.approx(x, rel=1e-12, abs=1e-12)
    for got, expected in ((special.left, left), (special.right, right), (special.value, value)):
        assert got == (None if expected is None else pytest.approx(expected, rel=1e-8, abs=1e-10))


@pytest.mark.parametrize("text", ["sqrt(sin x)", "sin(x)/sin(x)", "tan x", "ln(sin x)", "mod(x, pi)"])
def test_points_at_multiples_of_pi_are_the_nearest_floats(text: str) -> None:
    for special in specials(text, -10, 10):
        k = round(special.x / math.pi * 2)
        assert special.x == pytest.approx(k * math.pi / 2, rel=1e-15)


@pytest.mark.parametrize("shift", [0.7, 3, 8, 1000, 1e6])
def test_rounding_in_an_argument_tears_no_singular_point_apart(shift: float) -> None:
    for source, kind, period in (("tan", "pole", math.pi), ("frac", "jump", 1.0)):
        found = specials(f"{source}(x + {shift:f})")
        assert {special.kind for special in found} == {kind}
        assert len(found) == pytest.approx(10 / period, abs=1.01)
        gaps = [b.x - a.x for a, b in pairwise(found)]
        assert gaps == pytest.approx([period] * len(gaps), abs=1e-8)


def test_exact_places_are_exact() -> None:
    assert [special.x for special in specials("floor(x)")] == [-4, -3, -2, -1, 0, 1, 2, 3, 4, 5]
    assert [special.x for special in specials("1/(x-0.1)")] == [0.1]
    assert [special.x for special in specials("1/(3x-1)")] == [1 / 3]
    assert [special.x for special in specials("1/(7x-1)")] == [1 / 7]
    assert [special.left for special in specials("(x^2-1)/(x-1)")] == [2.0]


def test_ends_at_irrational_places_are_closed_where_the_condition_allows_it() -> None:
    for special in specials("sqrt(x^2-2)"):
        assert abs(special.x) == pytest.approx(math.sqrt(2), rel=1e-15)
        assert special.value == 0
    assert all(special.value is None for special in specials("1/ln(x)") if special.kind == "end")


@pytest.mark.parametrize("n", [2, 3, 5, 6, 7, 8, 10, 11])
def test_steps_at_irrational_places_belong_to_the_upper_step(n: int) -> None:
    found = [s for s in specials("floor(x^2)", 1, 4) if abs(s.x - math.sqrt(n)) < 1e-9]
    assert [(s.left, s.right, s.value) for s in found] == [(n - 1, n, n)]


def test_what_agrees_from_all_sides_is_not_special() -> None:
    for text in ("x*floor(x) {-0.5<x<0.5}", "sqrt(x^2)", "{x<1: x^2, 2x-1}", "floor(x)+sqrt(x-floor(x))"):
        assert [special for special in specials(text) if special.kind != "end"] == []
