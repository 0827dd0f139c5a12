"""Figures of concepts of one variable, what they draw, and the sentences where a thing does not exist."""

import numpy as np
import pytest

from calcviz.drawing import Handle, Label, Markers, Patch, Polyline
from calcviz.language.messages import use_language
from calcviz.scene.document import Viewport
from tests.concepts.figures import drawing, given, opened, readouts


def lines(parts, role):
    return [part for part in parts if isinstance(part, Polyline) and part.role == role]


# Taylor polynomials


def test_the_polynomial_is_written_with_fractions_or_decimals() -> None:
    assert readouts("taylor(e^x, 0, 4)")["polynomial"] == "1 + x + x^2/2 + x^3/6 + x^4/24"
    assert readouts("taylor(sqrt(x), 1, 2)")["polynomial"] == "1 + (x - 1)/2 - (x - 1)^2/8"
    assert readouts("taylor(e^x, 1, 1)")["polynomial"] == "e + e*(x - 1)"
    assert readouts("taylor(x^2 - 3x, 0.3, 2)")["polynomial"] == "-0.81 - 12*(x - 0.3)/5 + (x - 0.3)^2"
    assert readouts("taylor(sin(x), 0.5, 0)")["polynomial"].startswith("0.479425538604")
    assert readouts("taylor(x^3, -1, 3)")["polynomial"] == "-1 + 3*(x + 1) - 3*(x + 1)^2 + (x + 1)^3"
    assert readouts("taylor(x^2, 0, 1)")["polynomial"] == "0"


def test_remainder_and_bound_at_a_place() -> None:
    found = readouts("taylor(sin(x), 0, 5, 3)")
    assert found["remainder"] == pytest.approx(np.sin(3) - (3 - 27 / 6 + 243 / 120), abs=1e-14)
    assert abs(found["remainder"]) <= found["bound"] == pytest.approx(3**6 / 720)
    assert found["exact"] == ["0", "1", "0", "−1/6", "0", "1/120"]


def test_the_band_holds_the_function_and_ends_where_nothing_is_proven() -> None:
    """1/(1 + x²) everywhere; 1/x on its own side of the pole only."""
    view = Viewport(-4, 4, -3, 3)
    for text, a in (("sin(x)", 0.4), ("1/(1 + x^2)", 0.0), ("e^x", -1.0)):
        bands = [
            p for p in drawing(f"taylor({text}, {a}, 3)", viewport=view).primitives if isinstance(p, Patch)
        ]
        assert len(bands) == 2
        for band in bands:
            half = len(band.x) // 2
            x, low, high = band.x[:half], band.y[:half], band.y[half:][::-1]
            f = {"sin(x)": np.sin, "1/(1 + x^2)": lambda t: 1 / (1 + t * t), "e^x": np.exp}[text](x)
            inside = np.abs(f) < 3
            assert (low[inside] <= f[inside] + 1e-12).all() and (f[inside] <= high[inside] + 1e-12).all()
    bands = [p for p in drawing("taylor(1/x, 1, 3)", viewport=view).primitives if isinstance(p, Patch)]
    assert min(band.x.min() for band in bands) > 0


def test_the_polynomial_is_seen_to_run_off() -> None:
    shown = drawing("taylor(sin(x), 0, 3)", viewport=Viewport(-6, 6, -3, 3, 600, 300))
    (dots,) = [part for part in shown.primitives if isinstance(part, Markers)]
    assert sorted(np.sign(dots.x)) == [-1, 1] and 1 < abs(dots.x[0]) < 3
    assert "runs off" in shown.sentence
    assert "runs off" not in drawing("taylor(x^3, 0, 3)").sentence


def test_why_there_is_no_taylor_polynomial() -> None:
    assert given("taylor(abs(x), 0, 3)")["reason"] == (
        "the graph has no Taylor series at x = 0: slope -1 from the left, 1 from the right"
    )
    assert given("taylor(x abs(x), 0, 3)")["reason"] == (
        "the graph has no Taylor polynomial of degree 3 at x = 0: "
        "its derivative of order 2 is −2 from the left and 2 from the right"
    )
    assert readouts("taylor(x abs(x), 0, 1)")["polynomial"] == "0"
    assert "not defined" in given("taylor(ln(x), -1, 3)")["reason"]
    flat = given("taylor(e^(-1/x^2), 0, 4)")
    assert flat["readouts"]["coefficient"] == [0.0] * 5
    assert "does not represent it" in flat["reason"]
    hole = drawing("taylor(sin(x)/x, 0, 4)")
    assert hole.reason is None and "has a hole there" in hole.sentence


def test_a_slider_sets_the_degree_and_both_points_are_dragged() -> None:
    session = opened("n = 3", "taylor(cos(x), 0, n, 2)")
    session.preview_value(1, "n", 6.0)
    assert session.frame.rows[1].drawing.readouts[0].text == "1 - x^2/2 + x^4/24 - x^6/720"
    session.preview_drag(2, "a", 0.5, 0)
    session.preview_drag(2, "x", 1.5, 0)
    session.commit()
    assert session.document.rows[1].text == "taylor(cos(x), 0.5, n, 1.5)"


# Osculating circles


def test_circles() -> None:
    found = readouts("osculating_circle(x^2, 0)")
    assert found == {"radius": 0.5, "curvature": 2.0, "centre": [0.0, 0.5]}
    found = readouts("osculating_circle(sqrt(25 - x^2), 3)")
    assert found["radius"] == pytest.approx(5) and found["centre"] == pytest.approx([0, 0], abs=1e-12)
    assert found["curvature"] < 0
    shown = drawing("osculating_circle(x^2, 0.3)")
    (circle,) = lines(shown.primitives, "line")
    values = {each.name: each for each in shown.readouts}
    (mx, my), radius = values["centre"].values, values["radius"].value
    np.testing.assert_allclose(np.hypot(circle.x - mx, circle.y - my), radius, rtol=1e-12)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("osculating_circle(x^3, 0)", "is straight"),
        ("osculating_circle(2x + 1, 5)", "is straight"),
        ("osculating_circle(abs(x), 0)", "slope -1 from the left, 1 from the right"),
        ("osculating_circle(x abs(x), 0)", "second derivative is −2 from the left and 2 from the right"),
        ("osculating_circle(cbrt(x), 0)", "vertical"),
        ("osculating_circle(ln(x), -1)", "not defined"),
    ],
)
def test_why_no_circle_fits(row: str, reason: str) -> None:
    shown = drawing(row)
    assert reason in (shown.reason or "")
    assert not lines(shown.primitives, "line")


def test_the_evolute_of_a_parabola_is_a_semicubical_one() -> None:
    """27x² = 16(y - 1/2)³."""
    (curve,) = lines(drawing("osculating_circle(x^2, 1, show)").primitives, "model")
    np.testing.assert_allclose(27 * curve.x**2, 16 * (curve.y - 0.5) ** 3, rtol=1e-9, atol=1e-9)
    assert not lines(drawing("osculating_circle(x^2, 1)").primitives, "model")


# Newton's method


def test_newton_on_the_graph() -> None:
    found = given("newton(x^2 - 2, 1, 3)")
    assert [f"{x:.8g}" for x in found["readouts"]["iterate"]] == ["1", "1.5", "1.4166667", "1.4142157"]
    assert "reason" not in found
    shown = drawing("newton(x^2 - 2, 1, 3)", viewport=Viewport(0, 2, -2, 2))
    tangents = lines(shown.primitives, "line")
    assert [(part.x[0], part.y[1]) for part in tangents] == [
        (1.0, 0.0),
        (1.5, 0.0),
        (pytest.approx(17 / 12), 0.0),
    ]
    assert len(lines(shown.primitives, "construction")) == 3
    assert "x_{1}" in {part.latex for part in shown.primitives if isinstance(part, Label)}


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("newton(x^3 - 2x + 2, 0)", "it goes round for ever: 0 → 1 → 0"),
        ("newton(abs(x)^(1/2), 1)", "it goes round for ever: 1 → −1 → 1"),
        ("newton(x^2 + 1, 0.7)", "has no root, this is proven"),
        ("newton(x^2 - 2, 0)", "horizontal"),
        ("newton(abs(x) - 1, 0)", "no tangent"),
        ("newton(ln(x), 3)", "undefined at x = −0.295837"),
        ("newton(cbrt(x), 1)", "run away to infinity"),
        ("newton(x^2 - 2, 10^200)", "undefined at x = 1×10²⁰⁰"),
    ],
)
def test_why_newton_finds_no_root(row: str, reason: str) -> None:
    shown = drawing(row)
    assert reason in (shown.reason or "") and reason in shown.sentence


def test_the_start_is_dragged_along_the_axis() -> None:
    session = opened("newton(x^2 - 2, 1, 3)")
    session.preview_drag(1, "x0", 0.75, 3.0)
    session.commit()
    assert session.document.rows[0].text == "newton(x^2 - 2, 0.75, 3)"
    assert given("newton(x^2 - 2, 1, 2.5)")["kind"] == "problem"
    assert readouts("newton(x^2 - 2, 10^20)")["root"] == pytest.approx(2**0.5)


# The error of difference quotients


@pytest.mark.parametrize(
    ("row", "central"),
    [
        ("differentiation_error(0.01x^2 + 0.1x, 5, 0.0001)", 0.1999999999990898),
        ("differentiation_error(x^2 + 16, 3)", 6.00000000000378),
        ("differentiation_error(9 + x^2, 4)", 7.999999999999119),
    ],
)
def test_central_quotients_to_every_digit(row: str, central: float) -> None:
    assert readouts(row)["central"] == central
    assert str(central) in drawing(row).sentence


def test_the_panel_of_errors_is_logarithmic_and_its_point_is_dragged_along_it() -> None:
    session = opened("differentiation_error(sin(x), 1, 0.0001)")
    (panel,) = session.frame.rows[0].drawing.panels
    assert panel.x_log and panel.y_log and panel.x_range == (1e-16, 1.0)
    (h,) = panel.handles
    assert (h.name, h.x) == ("h", 1e-4) and panel.y_range[0] < h.y < panel.y_range[1]
    session.preview_drag(1, "h", 3.4567e-9, 1.0)
    session.commit()
    assert session.document.rows[0].text == "differentiation_error(sin(x), 1, 3.5e-9)"
    session.nudge(1, "h", 1, 0)
    session.commit()
    assert session.document.rows[0].text == "differentiation_error(sin(x), 1, 3.6e-9)"
    session.preview_drag(1, "h", 1e-40, 1.0)
    session.commit()
    assert session.document.rows[0].text == "differentiation_error(sin(x), 1, 1e-16)"


def test_the_best_steps_are_marked_in_both_precisions() -> None:
    def best(row: str) -> list[float]:
        (panel,) = drawing(row).panels
        return [part.x[0] for part in panel.primitives if isinstance(part, Markers)]

    single, forward, central = best("differentiation_error(sin(x), 1)")
    assert 1e-9 < forward < 1e-7 < 1e-6 < central < 1e-4 < 1e-3 < single < 1e-1
    double, *chosen = best("differentiation_error(sin(x), 1, 0.01, float32)")
    assert double == central and min(chosen) > 1e-4 and chosen[1] == single
    assert "no truncation error" in drawing("differentiation_error(x^2, 1)").sentence


def test_the_dragged_h_has_its_place_in_the_table() -> None:
    for h, place in ((0.0025, 2), (0.5, 0), (1e-4, 3)):
        table = drawing(f"differentiation_error(sin(x), 1, {h})").table
        assert table is not None and table.marked == place and len(table.rows) == 11
        assert [row[0] for row in table.rows] == sorted((row[0] for row in table.rows), reverse=True)
        at, ahead, _, middle = table.rows[place]
        assert at == h
        assert ahead == pytest.approx((np.sin(1 + h) - np.sin(1)) / h - np.cos(1), rel=1e-6)
        assert middle == pytest.approx((np.sin(1 + h) - np.sin(1 - h)) / (2 * h) - np.cos(1), rel=1e-6)


def test_without_a_slope_there_is_no_error() -> None:
    shown = drawing("differentiation_error(abs(x), 0)")
    assert shown.reason == "slope -1 from the left, 1 from the right" and not shown.panels


# Linked graphs


def test_a_function_of_time_is_written_out_as_well() -> None:
    assert "the velocity 3, the acceleration 6" in drawing("linked(t^3, 1, motion)").sentence
    assert "is about 3 + 6" in drawing("t = 3", "taylor(t x^2, 1, 1)").sentence
    assert readouts("s(t) = t^2", "tangent(s, 1)")["equation"] == "y = 2*t - 1"  # and it is read back
    assert given("y = 2*t - 1")["kind"] == "function" and given("t = 3", "y = t x")["kind"] == "function"
    assert given("taylor(t^2 + x, 1)")["message"] == "a number is expected here; `t` has none: it varies"


def test_a_word_that_is_no_choice_is_told_the_choices() -> None:
    for row in ("riemann(x^2, 0, 1, 4, Simpson)", "riemann(x^2, 0, 1, 4, rule = foo)"):
        assert given(row)["message"].startswith("`rule` is one of left, right, midpoint")


def test_what_all_are_at_the_place() -> None:
    found = readouts("linked(x^3/6 - x, 2)")
    assert found == pytest.approx({"value": -2 / 3, "slope": 1, "second": 2, "integral": -4 / 3})
    assert drawing("linked(x^3/6 - x, 2)").sentence.endswith("second derivative 2, its integral −1.33333")


def test_the_panels_share_x_and_are_dragged_alike() -> None:
    session = opened("f(x) = x^3/6 - x", "linked(f, 2)")
    shown = session.frame.rows[1].drawing
    assert len(shown.panels) == 3
    heights = [1.0, 2.0, -4 / 3]
    for panel, height in zip(shown.panels, heights, strict=True):
        assert panel.stacked and panel.x_range == session.viewport.x_range
        (point,) = panel.handles
        assert (point.name, point.x, point.y) == ("x0", 2.0, pytest.approx(height))
    session.preview_drag(2, "x0", -1.5, 0.0)
    again = session.frame.rows[1].drawing
    assert [panel.handles[0].x for panel in again.panels] == [-1.5] * 3
    assert again.panels[0].y_range == shown.panels[0].y_range
    assert again.panels[0].primitives[0] is shown.panels[0].primitives[0]


def test_as_a_motion() -> None:
    shown = drawing("linked(x^2, 3, motion)")
    assert [each.latex for each in shown.readouts] == ["s", "v", "a"]
    assert [panel.names for panel in shown.panels] == [("t", "v"), ("t", "a")]
    assert shown.sentence == "at t = 3 the place is 9, the velocity 6, the acceleration 2"


def test_what_does_not_exist_is_said() -> None:
    shown = drawing("linked(abs(x), 0)")
    assert shown.reason is None and "its slope none, its second derivative none" in shown.sentence
    hollow = [part for part in shown.panels[0].primitives if isinstance(part, Handle)]
    assert hollow[0].hollow
    assert drawing("linked(ln(x), -1)").reason == "the function is not defined here"
    assert len(drawing("linked(gcd(x, 6), 1)").panels) == 1


def test_sentences_are_translated() -> None:
    use_language("zh_CN")
    try:
        for row in (
            "taylor(e^x, 0, 2)",
            "newton(x^2 + 1, 0.7)",
            "osculating_circle(x^3, 0)",
            "linked(x^2, 1)",
        ):
            said = drawing(row).sentence
            assert not any(word in said for word in (" the ", " is ", " at ")), said
    finally:
        use_language("en")
