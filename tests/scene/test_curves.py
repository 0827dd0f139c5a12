"""Rows that are curves: graphs over y, parametric and polar ones, with their ranges."""

from math import inf, pi, tau

import pytest

from calcviz.scene.concept import Concept
from calcviz.scene.item import Item
from tests.concepts.figures import opened


def item(*rows: str) -> Item:
    return opened(*rows).scene.items[-1]


def concept(*rows: str) -> Concept:
    made = item(*rows)
    assert made.problem is None and made.concept is not None
    return made.concept


@pytest.mark.parametrize(
    ("row", "command"),
    [
        ("x = y^2 - 1", "graph_over_y"),
        ("x = 3", "graph_over_y"),
        ("c(t) = (cos t, sin t)", "parametric"),
        ("(cos t, t sin t) for 0 <= t <= pi", "parametric"),
        ("x = cos(t)^3 and y = sin(t)^3", "parametric"),
        ("(cos t, sin t, t)", "space_curve"),
        ("r = 1 + cos θ", "polar"),
        ("r(theta) = theta", "polar"),
    ],
)
def test_each_kind_of_row_has_its_concept(row: str, command: str) -> None:
    made = item(row)
    assert (made.kind, made.command) == ("curve", command)


def test_the_range_is_that_which_is_written_else_a_period_else_all() -> None:
    made = concept("c(t) = (t, t^2) for -1 < t <= 2")
    assert (made.low, made.high, made.ends) == (-1, 2, "(]")  # type: ignore[attr-defined]
    usual = concept("(cos t, sin t)")
    assert (usual.low, usual.high, usual.ends) == (0, tau, "")  # type: ignore[attr-defined]
    longer = concept("(cos(2pi t), sin(pi t/3))")
    assert (longer.low, longer.high) == (0, pytest.approx(6))  # type: ignore[attr-defined]
    open_ = concept("(t, t^2)")
    assert (open_.low, open_.high, open_.ends) == (-inf, inf, "")  # type: ignore[attr-defined]
    spiral = concept("r = theta")
    assert (spiral.low, spiral.high, spiral.ends) == (0, inf, "")  # type: ignore[attr-defined]
    down = concept("r = θ, 2π >= θ > 0")
    assert (down.low, down.high, down.ends) == (0, tau, "(]")  # type: ignore[attr-defined]
    assert concept("r = 2sin(theta/2)").high == pytest.approx(2 * tau)  # type: ignore[attr-defined]


def test_a_slider_moves_the_curve_and_the_end_of_its_range() -> None:
    session = opened("a = 1", "(cos(a t), t) for 0 <= t <= a")
    session.preview_value(1, "a", 2.0)
    made = session.scene.items[1].concept
    assert made.high == 2 and made.c(pi / 2)[0] == pytest.approx(-1)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("row", "field", "text"),
    [
        ("(t, t^2)", "high", "(t, t^2) for t <= 3"),
        ("(t, t^2) for t > 1", "high", "(t, t^2) for 1 < t <= 3"),
        ("(t, t^2) for t < 5", "low", "(t, t^2) for 3 <= t < 5"),
        ("(t, t^2) for t < 5", "high", "(t, t^2) for t < 3"),
        ("(cos t, sin t)", "low", "(cos t, sin t) for 3 <= t <= 2pi"),
        ("(cos(t/2), sin(t/2)) for t >= 1", "low", "(cos(t/2), sin(t/2)) for t >= 3"),
        ("(cos(pi t), t - t) for t < 9", "high", "(cos(pi t), t - t) for t < 3"),
        ("(t, t^2) for 0 <= t <= pi", "high", "(t, t^2) for 0 <= t <= 3"),
        ("(t, t^2) for 0 <= t <= pi", "low", "(t, t^2) for 3 <= t <= pi"),
        ("(t, t^2), pi >= t > 1", "low", "(t, t^2), pi >= t > 3"),
        ("r = sin(θ/2)", "low", "r = sin(θ/2) for 3 <= θ <= 4pi"),
    ],
)
def test_the_ends_of_the_range_can_be_set(row: str, field: str, text: str) -> None:
    session = opened(row)
    session.preview_value(1, field, 3.0)
    session.commit()
    assert session.document.rows[0].text == text
    assert getattr(session.scene.items[0].concept, field) == 3


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("(t, t^2) for 0 < t <= pi", "(t, t^2) for t > 0"),
        ("(t, t^2), pi >= t >= 1", "(t, t^2), t >= 1"),
        ("(t, t^2) for t < 5", "(t, t^2)"),
    ],
)
def test_an_end_without_end_is_not_written(row: str, text: str) -> None:
    session = opened(row)
    session.preview_value(1, "high", inf)
    session.commit()
    assert session.document.rows[0].text == text
    assert session.scene.items[0].concept.high == inf  # type: ignore[union-attr]


def test_a_written_end_is_dragged_along_the_curve_and_beyond_it() -> None:
    session = opened("(t, t^2) for -1 <= t <= 2")
    handles = {each.name: (each.x, each.y) for each in session.frame.rows[0].drawing.handles}
    assert handles == {"low": (-1, 1), "high": (2, 4)}
    session.preview_drag(1, "high", 2.6, 6.76)
    session.commit()
    assert session.document.rows[0].text == "(t, t^2) for -1 <= t <= 2.6"
    session.preview_drag(1, "low", 2.7, 7.0)
    session.commit()
    made = session.scene.items[0].concept
    assert made.low == pytest.approx(made.high, abs=0.011) and made.low < made.high  # type: ignore[union-attr]
    polar = opened("r = theta for 0 <= theta <= pi")
    polar.preview_drag(1, "high", 0.0, -4.7)
    assert polar.scene.items[0].concept.high == pytest.approx(3 * pi / 2, abs=0.02)  # type: ignore[union-attr]


def test_one_bound_is_a_range_too() -> None:
    made = concept("(t, t^2) for t > 1")
    assert (made.low, made.high, made.ends) == (1, inf, "(-")  # type: ignore[attr-defined]
    turned = concept("(cos t, sin t) for t <= 1")
    assert (turned.low, turned.high, turned.ends) == (1 - tau, 1, "-]")  # type: ignore[attr-defined]
    assert concept("(t, t) for 0 <= t <= inf").high == inf  # type: ignore[attr-defined]


def test_a_named_curve_has_points_and_velocities() -> None:
    session = opened(
        "c(t) = (t^2, t^3) for 0 <= t <= 2", "c(2)", "c'(1)", "c'(t)", "c''(1)", "|c'(1)|", "c(2t)"
    )
    items = session.scene.items
    assert items[1].components == (4, 8)
    assert items[2].components == (2, 3)
    assert items[4].components == (2, 6)
    assert items[5].value == pytest.approx(13**0.5)
    velocity = items[3].concept
    assert velocity.c(1.0) == (2, 3) and velocity.high == 2 and velocity.c.text == "c'"  # type: ignore[union-attr]
    assert items[6].concept.c(1.0) == (4, 8)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("(t, t^2) for 2 <= t <= 1", "begins below its end"),
        ("(t, t) for 0 <= t <= sqrt(-1)", "undefined"),
        ("(t, t) for inf <= t", "begins below its end"),
        ("(t, t, t, t)", "two components"),
        ("velocity(x^2, 1)", "a curve is expected"),
        ("velocity((t, t, t, t), 1)", "a curve is expected"),
    ],
)
def test_what_is_no_curve_says_so(row: str, said: str) -> None:
    problem = item(row).problem
    assert problem is not None and said in problem.message


def test_the_curve_of_a_command_is_a_name_or_its_components() -> None:
    rows = ("c(t) = (t, t^2) for -1 <= t <= 3", "velocity(c, 1)")
    assert concept(*rows).c.span == (-1, 3)  # type: ignore[attr-defined]
    assert concept("a = 2", "velocity((a cos t, sin t), 0)").c(0.0) == (2, 0)  # type: ignore[attr-defined]
