"""The figures of areas, antiderivatives, sums, probabilities and activations, read from the readouts."""

from math import inf

import numpy as np
import pytest

from calcviz.drawing import Handle, Patch, Polyline
from calcviz.scene.document import Document, Row
from calcviz.session import Session
from tests.concepts.figures import drawing, given, opened, readouts


def roles(*rows: str) -> list[str]:
    return [part.role for part in drawing(*rows).primitives if isinstance(part, Patch)]


def test_areas() -> None:
    assert readouts("area(x^2, 0, 1)") == {"area": pytest.approx(1 / 3), "total": pytest.approx(1 / 3)}
    assert f"{readouts('area(abs(sin(x)), 0, 10)')['area']:.8f}" == "6.16092847"
    assert readouts("area(x^2, 1, 1)")["area"] == 0
    first = drawing("area(x^2, 0, 1)").readouts[0]
    assert (first.text, first.text_latex) == ("1/3", r"\frac{1}{3}")


def test_from_right_to_left_the_area_changes_its_sign_and_its_colour() -> None:
    assert readouts("area(x^2, 1, 0)")["area"] == pytest.approx(-1 / 3)
    assert roles("area(x^2, 0, 1)") == ["positive"]
    assert roles("area(x^2, 1, 0)") == ["negative"]


def test_signs_cancel_but_not_in_the_total() -> None:
    found = readouts("f(x) = x^3 - x", "area(f, -1, 2)")
    assert found == {"area": 2.25, "total": pytest.approx(2.75)}
    assert "without signs it is 2.75" in drawing("f(x) = x^3 - x", "area(f, -1, 2)").sentence


def test_between_two_curves() -> None:
    assert readouts("f(x) = x", "g(t) = t^2", "area(f, 0, 1, g)")["area"] == pytest.approx(1 / 6)
    assert readouts("area(x^2, 0, 1, g = x)")["area"] == pytest.approx(-1 / 6)
    assert readouts("c = 2", "area(x, 0, 1, c)")["area"] == pytest.approx(-1.5)


def test_the_other_function_follows_its_slider() -> None:
    session = opened("c = 2", "area(x, 0, 1, c x)")
    session.preview_value(1, "c", 3.0)
    assert session.frame.rows[-1].drawing.readouts[0].value == pytest.approx(-1.0)


def test_areas_without_a_value() -> None:
    assert given("area(1/x, 0, 1)")["reason"] == "the area grows without bound at x = 0"
    assert "undefined" in given("area(ln(x), -1, 1)")["reason"]
    assert given("area(x, 0, ∞)")["reason"] == "the area grows without bound as x → ∞"


def test_an_end_at_infinity_stands_at_the_edge_and_can_be_fetched() -> None:
    session = opened("area(1/x^2, 1, ∞)")
    shown = session.frame.rows[0].drawing
    assert shown.readouts[0].value == pytest.approx(1.0, abs=1e-12)
    b = next(handle for handle in shown.handles if handle.name == "b")
    assert 9 < b.x < 10
    session.preview_drag(1, "b", 2.0, 0.0)
    session.commit()
    assert session.document.rows[0].text == "area(1/x^2, 1, 2)"
    assert readouts("area(e^(-x^2), -∞, ∞)")["area"] == pytest.approx(np.sqrt(np.pi))


def test_antiderivatives() -> None:
    assert readouts("antiderivative(x^2)") == {
        "formula": "x^3/3 + C",
        "constant": 0.0,
        "value": pytest.approx(1 / 3),
    }
    found = readouts("antiderivative(e^(-x^2), 1, 2)")
    assert found["formula"] == "integral(e^(-t^2), t, 0, x) + C"
    assert found["value"] == pytest.approx(1 + 0.8820813907624217)
    assert "known by numbers" in drawing("antiderivative(e^(-x^2))").sentence


def test_the_point_takes_the_constant_along() -> None:
    session = opened("antiderivative(x^2, 1)")
    session.preview_drag(1, "P", 3.0, 4.0)
    session.commit()
    assert session.document.rows[0].text == "antiderivative(x^2, -5, a = 3)"
    (handle,) = (part for part in session.frame.rows[0].drawing.primitives if isinstance(part, Handle))
    assert (handle.x, handle.y) == (3.0, 4.0)


def test_the_curve_of_numbers_is_the_one_of_the_formula() -> None:
    """cos(x) by the table, and the same written so that no rule knows it."""
    assert "known by numbers" in drawing("antiderivative(cos(x) + floor(1/2 + sin(x)/4))").sentence
    one, other = (
        next(p for p in drawing(text).primitives if isinstance(p, Polyline) and p.role == "curve")
        for text in ("antiderivative(cos(x))", "antiderivative(cos(x) + floor(1/2 + sin(x)/4))")
    )
    x = np.linspace(0.5, 9.5, 50)
    np.testing.assert_allclose(np.interp(x, one.x, one.y), np.interp(x, other.x, other.y), atol=0.02)


def test_riemann_sums() -> None:
    assert readouts("riemann(x^2, -2, 4, 6, upper)") == {"sum": 35.0, "integral": 24.0, "error": 11.0}
    assert readouts("riemann(x^2, -2, 4, 6, rule = lower)")["sum"] == 15.0
    assert readouts("n = 6", "riemann(x^2, -2, 4, n, upper)")["sum"] == 35.0
    assert readouts("riemann(x^3, 0, 1, 4, simpson)")["error"] == 0
    assert readouts("riemann(floor(x), -1, 3, 7, midpoint)")["sum"] == pytest.approx(16 / 7)  # floor(1) is 1


def test_a_sum_that_does_not_exist_says_why() -> None:
    reason = given("riemann(1/x, -1, 2, 6, upper)")["reason"]
    assert reason == "the graph is unbounded from x = −1 to 2: the upper sum does not exist"
    reason = given("riemann(ln(x), 0, 1, 4)")["reason"]
    assert reason == "the graph is undefined at x = 0: the left sum does not exist"


def test_the_panel_changes_n() -> None:
    session = opened("riemann(x^2, 0, 1, 4)")
    (panel,) = session.frame.rows[0].drawing.panels
    assert panel.x_log and panel.y_log
    assert any(isinstance(part, Handle) and part.name == "n" for part in panel.primitives)
    session.preview_drag(1, "n", 31.8, 0.0)
    session.commit()
    assert session.document.rows[0].text == "riemann(x^2, 0, 1, 32)"
    session.nudge(1, "n", 1, 0)
    session.commit()
    assert session.document.rows[0].text == "riemann(x^2, 0, 1, 33)"


def test_probabilities() -> None:
    found = readouts("probability(normalpdf, -1, 1)")
    assert f"{found['probability']:.10f}" == "0.6826894921"
    assert (found["mean"], found["variance"]) == (0.0, pytest.approx(1.0))
    found = readouts("m = 2", "s = 3", "probability(e^(-(x - m)^2/(2s^2))/(s sqrt(2pi)), -∞, m)")
    assert found == {
        "probability": pytest.approx(0.5),
        "total": pytest.approx(1.0),
        "mean": pytest.approx(2.0),
        "variance": pytest.approx(9.0),
        "quantile": pytest.approx(6.934560880854416, abs=1e-9),
    }


def test_quantiles() -> None:
    assert readouts("probability(normalpdf, -1, 1, 0.975)")["quantile"] == pytest.approx(1.959963984540054)
    assert given("probability(normalpdf, -1, 1, 1)")["readouts"]["quantile"] is None
    session = opened("probability(normalpdf, -1, 1, 0.5)")
    session.preview_drag(1, "p", 1.0, 0.0)
    session.commit()
    assert session.document.rows[0].text == "probability(normalpdf, -1, 1, 0.841345)"
    session.preview_value(1, "p", 0.25)
    assert session.frame.rows[0].handle("p").x == pytest.approx(-0.6744897501960817)
    assert readouts("probability(e^-abs(x)/2, -1, 3, 0.5)")["quantile"] == 0.0


@pytest.mark.parametrize(
    ("density", "reason"),
    [
        ("{0 <= x <= 5: 1/2, 0}", "its total area is 2.5"),
        ("x^2", "the area grows without bound as x → -∞"),
        ("normalpdf(x) - 1/10", "it is negative"),
        (
            "{0 <= x <= 1: 1}",
            "is undefined to the left of x = 0; where it is 0, write so: {0 <= x <= 1: 1, 0}",
        ),
    ],
)
def test_what_is_no_density_says_why(density: str, reason: str) -> None:
    found = given(f"f(x) = {density}", "probability(f, 0, 1)")
    assert found["reason"].startswith("f is no density: ") and reason in found["reason"]
    assert "mean" not in found["readouts"]


def test_a_density_may_have_no_mean() -> None:
    found = readouts("probability(1/(pi (1 + x^2)), -1, 1)")
    assert found["probability"] == pytest.approx(0.5) and found["mean"] is None


def test_activations() -> None:
    found = readouts("activation(sigmoid)")
    assert found["slope"] == 0.25 and found["product"] == 0.25**10
    assert found["formula"] == "sigmoid(x)*(1 - sigmoid(x))"
    a = 0.7
    assert readouts(f"activation(tanh, {a})")["slope"] == pytest.approx(1 - np.tanh(a) ** 2, abs=1e-15)
    assert given("activation(relu)")["reason"] == "slope 0 from the left, 1 from the right"


def test_an_activation_tells_where_it_saturates() -> None:
    shown = drawing("activation(sigmoid)")
    assert "saturates up to x = −2.887 and from x = 2.887 on" in shown.sentence
    (bands,) = (part for part in shown.primitives if isinstance(part, Patch))
    assert len(bands.starts) == 2
    assert "nowhere in view" in drawing("activation(x)").sentence


def test_depth_is_dragged_in_the_panel() -> None:
    session = opened("activation(sigmoid)")
    (panel,) = session.frame.rows[0].drawing.panels
    assert panel.y_log and not panel.x_log
    session.preview_drag(1, "depth", 3.2, 0.0)
    session.commit()
    assert session.document.rows[0].text == "activation(sigmoid, depth = 3)"
    assert session.frame.rows[0].drawing.readouts[1].value == 0.25**3


def test_ends_that_are_no_numbers_have_a_reason() -> None:
    """A slider may lead where an end has no value."""
    for command in (
        "area(x^2, 0, sqrt(c))",
        "riemann(x^2, 0, sqrt(c))",
        "probability(normalpdf, 0, sqrt(c))",
    ):
        session = Session(Document((Row(1, "c = 1"), Row(2, command))))
        session.preview_value(1, "c", -1.0)
        assert session.frame.rows[1].reason
    session = Session(Document((Row(1, "c = 1"), Row(2, "riemann(x^2, 0, 1/c)"))))
    session.preview_value(1, "c", inf)
    assert session.frame.rows[1].drawing is not None
