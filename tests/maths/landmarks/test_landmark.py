"""Landmarks: every one is real, none that can be proven is missed, and what is called exact is exact."""

import math
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from mpmath import mp, mpf

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.intervals.enclose import DEFINED, Interval, enclosure
from calcviz.maths.landmarks.landmark import Landmark, intersections, landmarks
from calcviz.maths.real import RealFunction, real_function
from tests.maths.references import Undefined, true_value

EVERYWHERE = (-1e300, 1e300)


def read(text: str) -> Expression:
    return read_expression(text, Names(numbers=frozenset("ab")), frozenset("x"))


def seen(text: str, low: float = -10, high: float = 10, **options: bool) -> tuple[Landmark, ...]:
    return landmarks(RealFunction(read(text)), (low, high), EVERYWHERE, 1200, **options)


def at(kind: str, text: str, low: float = -10, high: float = 10) -> list[float]:
    return [mark.x for mark in seen(text, low, high) if mark.kind == kind]


def texts(kind: str, text: str, low: float = -10, high: float = 10) -> list[tuple[str | None, str | None]]:
    return [(mark.x_text, mark.y_text) for mark in seen(text, low, high) if mark.kind == kind]


@pytest.mark.parametrize(
    ("text", "roots"),
    [
        ("x^3 - 3x", ["-sqrt(3)", "0", "sqrt(3)"]),
        ("sin x", ["-3*pi", "-2*pi", "-pi", "0", "pi", "2*pi", "3*pi"]),
        ("(x-1)^2", ["1"]),
        ("x^2 - 4x + 4", ["2"]),
        ("x^4", ["0"]),
        ("(x-1)^7", ["1"]),
        ("x^3-3x^2+3x-1", ["1"]),
        ("x^4-4x^3+6x^2-4x+1", ["1"]),
        ("x^7-7x^6+21x^5-35x^4+35x^3-21x^2+7x-1", ["1"]),
        ("x^2 - x - 1", ["(1 - sqrt(5))/2", "(1 + sqrt(5))/2"]),
        ("7x^2 - 30.1x + 2", ["(301 - sqrt(85001))/140", "(301 + sqrt(85001))/140"]),
        ("(x^2-x-1) e^x", ["(1 - sqrt(5))/2", "(1 + sqrt(5))/2"]),
        ("(x^2-1)/(x-1)", ["-1"]),
        ("1/x", []),
        ("floor(x) + 1/2", []),
        ("(x-3)/(x+2)", ["3"]),
        ("abs(x^2-4)", ["-2", "2"]),
        ("abs(x)", ["0"]),
        ("sqrt(x)", ["0"]),
        ("sqrt(4-x^2)", ["-2", "2"]),
        ("x^(1/3)", ["0"]),
        ("ln x", ["1"]),
        ("ln(x^2)", ["-1", "1"]),
        ("e^x - 2", ["ln(2)"]),
        ("ln(x) - 1", ["e"]),
        ("x - 0.123", ["0.123"]),
        ("max(x, 0)", []),
        ("floor(x)", []),
        ("0", []),
        ("sin(x)^2 + cos(x)^2 - 1", []),
        ("sign(x)", ["0"]),
        ("{x < 0: -x, otherwise: x^2}", ["0"]),
        ("x/(x-1e-9)", ["0"]),
        ("1/(1.000001 + cos x)", []),
        ("x^2 + 1", []),
        ("exp(-x)", []),
        ("sin(1/x)", ["-1/pi", "1/pi"]),
        ("x^20 - 1e-40", ["-0.01", "0.01"]),
    ],
)
def test_roots_with_their_exact_names(text: str, roots: list[str]) -> None:
    assert [x for x, _ in texts("root", text)] == roots


@pytest.mark.parametrize(
    ("kind", "text", "points"),
    [
        ("minimum", "x^3 - 3x", [("1", "-2")]),
        ("maximum", "x^3 - 3x", [("-1", "2")]),
        ("maximum", "x e^(-x)", [("1", "1/e")]),
        ("minimum", "abs(x^2-4)", [("-2", "0"), ("2", "0")]),
        ("minimum", "sqrt(abs(x))", [("0", "0")]),
        ("minimum", "x^2 - x - 1", [("1/2", "-5/4")]),
        ("maximum", "sqrt(4-x^2)", [("0", "2")]),
        ("maximum", "x^4-5x^2+6", [("0", "6")]),
        ("minimum", "x^4-5x^2+6", [("-sqrt(10)/2", "-1/4"), ("sqrt(10)/2", "-1/4")]),
        ("minimum", "x^x", [("1/e", None)]),
        ("minimum", "{x < 0: -x, otherwise: 2x}", [("0", "0")]),
        ("minimum", "x^3", []),
        ("minimum", "floor(x)", []),
        ("minimum", "max(x, 0)", []),
        ("maximum", "tan x", []),
        ("corner", "2x + abs(x)", [("0", "0")]),
        ("corner", "max(x - 1, 0)", [("1", "0")]),
        ("corner", "x^3", []),
        ("corner", "x^(1/3)", []),
        ("hole", "(x^2-1)/(x-1)", [("1", "2")]),
        ("hole", "(x-2)^2/(x^2-5x+6)", [("2", "0")]),
        ("hole", "x/x", [("0", "1")]),
        ("pole", "(x-2)^2/(x^2-5x+6)", [("3", None)]),
        ("pole", "1/(x^2-2)", [("-sqrt(2)", None), ("sqrt(2)", None)]),
        ("end", "sqrt(x-1)", [("1", "0")]),
        ("jump", "sign(x - 1/3)", [("1/3", None), ("1/3", "0"), ("1/3", None)]),
        ("y_intercept", "e^x", [("0", "1")]),
        ("y_intercept", "1/x", []),
        ("y_intercept", "cos(1)", [("0", None)]),
    ],
)
def test_points_with_their_exact_names(kind: str, text: str, points: list[tuple[str, str]]) -> None:
    assert texts(kind, text) == points


def test_the_values_beside_the_names() -> None:
    for text in ("x^3 - 3x", "sin x + cos x", "tan x", "x^2 - x - 1", "(x^2-1)/(x-1)"):
        for mark in seen(text):
            for number, name in ((mark.x, mark.x_text), (mark.y, mark.y_text)):
                if name is not None:
                    assert number == pytest.approx(float(true_value(read(name), {})), rel=1e-15, abs=1e-300)


@given(
    st.lists(st.tuples(st.integers(-12, 12), st.integers(1, 4), st.integers(1, 3)), min_size=1, max_size=3),
    st.booleans(),
)
@settings(deadline=None, max_examples=25)
def test_polynomials_with_known_zeros(parts: list[tuple[int, int, int]], expanded: bool) -> None:
    zeros = {p / q: n for p, q, n in parts}
    text = "*".join(f"(x - ({p})/{q})^{n}" for p, q, n in {p / q: (p, q, n) for p, q, n in parts}.values())
    if expanded:
        text = _expanded({p / q: (p, q, n) for p, q, n in parts})
    found = [mark for mark in seen(text, -13.01, 13.02) if mark.kind == "root"]
    assert [mark.x for mark in found] == pytest.approx(sorted(zeros), abs=1e-15)
    assert all(mark.x_text is not None for mark in found)


def _expanded(parts: dict[float, tuple[int, int, int]]) -> str:
    """The product of the (q x - p)^n, multiplied out."""
    p = [1]
    for a, b, n in parts.values():
        for _ in range(n):
            p = [b * high - a * low for high, low in zip([0, *p], [*p, 0])]
    return " + ".join(f"({c})*x^{k}" for k, c in enumerate(p))


@given(st.lists(st.floats(-9, 9), min_size=2, max_size=7), st.floats(0.1, 4))
@settings(deadline=None, max_examples=25)
def test_polynomials_against_the_eigenvalues_of_their_companions(c: list[float], scale: float) -> None:
    c = [round(part, 3) for part in c] + [round(scale, 3)]
    text = " + ".join(f"({part!r})*x^{k}" for k, part in enumerate(c))
    found = [mark.x for mark in seen(text.replace("e", "*10^")) if mark.kind == "root"]
    known = np.roots(c[::-1])
    real = [z.real for z in known if abs(z.imag) < 1e-9 * abs(z) and abs(z.real) < 9.99]
    apart = all(abs(a - b) > 1e-3 for k, a in enumerate(known) for b in known[:k])
    if apart and not any(1e-9 * abs(z) <= abs(z.imag) < 1e-5 for z in known):
        assert found == pytest.approx(sorted(real), rel=1e-7, abs=1e-7)


CURVES = """x^3-3x; sin x; x sin x; tan x; 1/x; (x^2-2)/(x-1); cos x - x; exp(-x^2) sin(3x); abs(x^2-4)-1;
x^x-2; gamma(x)-3; sqrt(sin x)-1/2; ln(abs(x)); x-floor(x)-1/3; {x < 1: x^2-2, otherwise: 3-x}; atan(1/x);
x^3-3x+sin(20x); 1/(1.01+cos x)-2; sin(x^2); x^(1/3)-x; e^x-3; abs(abs(x)-2)-1; x/(x-1e-9)+1; 2^x-x^2;
erf(x)-1/2; sin(x)/x; tan(x^2)"""


@pytest.mark.parametrize("text", [part.strip() for part in CURVES.split(";") if part.strip()])
@pytest.mark.parametrize("window", [(-10.0, 10.0), (-1.37, 2.11), (0.5, 0.9)])
def test_every_landmark_is_real_and_no_proven_change_of_sign_is_missed(
    text: str, window: tuple[float, float]
) -> None:
    f = RealFunction(read(text))
    marks = seen(text, *window)
    for mark in marks:
        _check(f, mark, [other.x for other in marks])
    if not marks:
        return
    edges = np.linspace(*window, 1501)
    y = f.values(edges)
    state = enclosure(f.expression, ("x",))(Interval(edges[:-1], edges[1:])).state
    change = np.flatnonzero((state == DEFINED) & (y[:-1] * y[1:] < 0))
    roots = np.array([mark.x for mark in marks if mark.kind == "root"])
    for k in change.tolist():
        assert ((roots >= edges[k]) & (roots <= edges[k + 1])).any()


def _check(f: RealFunction, mark: Landmark, others: list[float]) -> None:
    """Whether a root or an extremum is what it is said to be, by values at small distances."""
    gap = min([abs(mark.x - x) for x in others if x != mark.x], default=1.0)
    h = min(1e-4, gap / 4)
    near = f.values(mark.x + h * np.linspace(-1, 1, 41))
    y = f(mark.x)
    if mark.kind == "root":
        room = 8 * math.ulp(max(abs(mark.x), 1e-3))
        beside = f.values(np.array([mark.x - room, mark.x + room]))
        slope = np.nanmax(np.abs(np.append(beside, [0.0])))
        assert abs(y) <= slope or abs(y) < 1e-14
        assert mark.y == 0
    if mark.kind in ("minimum", "maximum"):
        sign = 1 if mark.kind == "minimum" else -1
        assert (sign * (near - y) >= -1e-15 * (1 + abs(y))).all()
        assert sign * (near[0] - y) > 0 or h < 1e-5
        assert sign * (near[-1] - y) > 0 or h < 1e-5


EXACT = """x^3-3x; sin x; 2 cos(x) - sqrt(3); sin(2x) - 1/2; x^4-5x^2+6; x^2-x-1; sin x + cos x; (x^2-3)e^x;
x e^(-2x); abs(x^2-3); e^(2x)-5e^x+6; tan x - 1; x^2 ln x; sqrt(x+1) - x; x^3-2x^2-x+2; atan(x)-pi/4;
x sqrt(4-x^2); x + 2 cos x; 3x^2-2.7x+0.1; cos(pi x); 1/(x^2+2x+5); (x^2-2)/(x^2+1); ln(x)^2-1;
6x^4-x^3-13x^2+2x+2"""


@pytest.mark.parametrize("text", [part.strip() for part in EXACT.split(";")])
def test_what_is_called_exact_holds_to_forty_digits(text: str) -> None:
    e = read(text)
    df = RealFunction(e).derivative().expression
    with mp.workdps(40):
        for mark in seen(text, -7, 8):
            if mark.x_text is None:
                continue
            x = true_value(read(mark.x_text), {})
            assert abs(x - mpf(mark.x)) <= mpf(2) ** -52 * max(abs(x), mpf("1e-300"))
            if mark.kind == "root":
                assert abs(true_value(e, {"x": x})) < mpf("1e-36")
            if mark.kind in ("minimum", "maximum"):
                try:
                    assert abs(true_value(df, {"x": x})) < mpf("1e-36")
                except Undefined:
                    assert "abs" in text
            if mark.y_text is not None and mark.kind not in ("hole", "root"):
                assert abs(true_value(read(mark.y_text), {}) - true_value(e, {"x": x})) < mpf("1e-36")


@pytest.mark.parametrize("text", [part.strip() for part in EXACT.split(";")])
def test_most_of_them_are_named(text: str) -> None:
    marks = [mark for mark in seen(text, -7, 8) if mark.kind in ("root", "minimum", "maximum")]
    named = sum(mark.x_text is not None for mark in marks)
    assert marks
    assert named >= len(marks) / 2


@pytest.mark.parametrize(
    "text", ["cos x - x", "x^5 - x - 1", "x - 0.1234567890123", "x^3 - 2", "sin(x) - 1/3"]
)
def test_what_has_no_short_form_has_no_text(text: str) -> None:
    roots = [mark for mark in seen(text, 0.05, 3) if mark.kind == "root"]
    assert roots
    assert all(mark.x_text is None for mark in roots)


def test_a_slider_with_few_digits_is_that_decimal_and_any_other_is_not_exact() -> None:
    for value, text in ((0.1, "0.1"), (0.5, "1/2"), (1 / 3, None), (math.sqrt(2), None)):
        f = real_function(read("x - a"), "x", {"a": value})
        (root,) = [mark for mark in landmarks(f, (-3, 3), (-9, 9), 900) if mark.kind == "root"]
        assert (root.x, root.x_text) == (value, text)


def test_only_what_stands_in_the_window_is_reported() -> None:
    f = RealFunction(read("x^3 - 3x"))
    marks = landmarks(f, (-1.5, 1.5), (-1.9, 1.9), 600)
    assert [mark.kind for mark in marks] == ["root", "y_intercept"]
    assert [mark.x for mark in landmarks(f, (0.0, 2.0), (-2, 2), 600)] == [0.0, 0.0, 1.0, math.sqrt(3)]


def test_too_many_to_choose_among_are_none() -> None:
    assert seen("sin(100x)") == ()
    assert len(seen("sin(10x)")) == 128
    few = seen("sin(1/x)")
    assert 0 < len(few) < 20
    assert all(abs(mark.x) > 0.05 for mark in few)


def test_geometric_edges_serve_a_logarithmic_axis() -> None:
    edges = np.geomspace(1e-6, 1e6, 301)
    f = RealFunction(read("ln(x)^2 - 100"))
    marks = landmarks(f, (1e-6, 1e6), EVERYWHERE, 1200, edges=edges)
    found = {(mark.kind, mark.x_text) for mark in marks}
    assert found == {("root", "e^10"), ("root", "1/e^10"), ("minimum", "1")}


def test_inflections_when_they_are_asked_for() -> None:
    marks = [mark for mark in seen("x^3 - 3x^2", inflections=True) if mark.kind == "inflection"]
    assert [(mark.x_text, mark.y_text) for mark in marks] == [("1", "-2")]
    assert not [mark for mark in seen("x^4", inflections=True) if mark.kind == "inflection"]


@pytest.mark.parametrize(
    ("f", "g", "points"),
    [
        ("x^2", "x + 1", [("(1 - sqrt(5))/2", "(3 - sqrt(5))/2"), ("(1 + sqrt(5))/2", "(3 + sqrt(5))/2")]),
        ("x^2", "2x - 1", [("1", "1")]),
        ("sin x", "cos x", [("pi/4", "sqrt(2)/2"), ("5*pi/4", "-sqrt(2)/2")]),
        ("1/x", "x", [("1", "1")]),
        ("e^x", "2", [("ln(2)", "2")]),
        ("x", "x", []),
        ("floor(x)", "x - 1/2", [("1/2", "0"), ("3/2", "1"), ("5/2", "2"), ("7/2", "3")]),
        ("tan x", "1/(x-pi/2)", []),
    ],
)
def test_intersections(f: str, g: str, points: list[tuple[str, str]]) -> None:
    marks = intersections(RealFunction(read(f)), RealFunction(read(g)), (0, 4.2), EVERYWHERE, 1000)
    if f == "x^2" and g == "x + 1":
        marks = intersections(RealFunction(read(f)), RealFunction(read(g)), (-3, 4), EVERYWHERE, 1000)
    found = [(mark.x_text, mark.y_text) for mark in marks]
    assert found == points or (
        f == "tan x" and all(mark.y == pytest.approx(math.tan(mark.x)) for mark in marks)
    )
    assert all(a.x < b.x for a, b in pairwise(marks))


def test_intersections_of_curves_with_other_variables_and_sliders() -> None:
    f = real_function(read("a x"), "x", {"a": 2.0})
    t = read_expression("t^2 + b", Names(numbers=frozenset("b")), frozenset("t"))
    g = real_function(t, "t", {"b": -3.0})
    assert [mark.x_text for mark in intersections(f, g, (-5, 5), (-9, 9), 800)] == ["-1", "3"]
