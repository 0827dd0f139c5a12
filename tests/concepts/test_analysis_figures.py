"""The figures of analyses and limits, as calc gives them and as they are drawn."""

import pytest

from calcviz.drawing import Arrows, Label, Markers, Patch, Polyline
from calcviz.engine.answers import line
from calcviz.engine.landmarks import survey
from calcviz.language.messages import use_language
from calcviz.scene.document import Viewport
from tests.concepts.figures import drawing, given, opened, readouts


def test_a_parabola_that_touches_the_axis() -> None:
    """x² − 4x + 4: minimum and root at 2."""
    found = readouts("analysis(x^2 - 4x + 4)")
    assert found["roots"] == [2.0]
    assert found["minima"] == [[2.0, 0.0]]
    assert found["maxima"] == [] and found["inflections"] == []


def test_a_hole() -> None:
    """(3 − x)/(2x² − 6x): hole (3, −1/6)."""
    found = readouts("analysis((3-x)/(2x^2-6x))")
    assert found["holes"] == [[3.0, pytest.approx(-1 / 6)]]
    assert found["x"] == [0.0, 3.0] and found["y"] == [None, pytest.approx(-1 / 6)]
    assert found["asymptotes"] == "x = 0, y = 0"
    shown = drawing("analysis((3-x)/(2x^2-6x))").table
    assert shown is not None and ("hole", 3.0, "−1/6") in shown.rows


def test_slanted_asymptotes() -> None:
    """(x³ − 2x² − x + 4)/(2x² − 2): y = x/2 − 1 and x = ±1."""
    assert readouts("analysis((x^3-2x^2-x+4)/(2x^2-2))")["asymptotes"] == "x = -1, x = 1, y = x/2 - 1"


def test_infinitely_many_are_not_denied() -> None:
    """√x sin(πx/2): those in view, and it is said that they are those in view."""
    shown = drawing("f(x) = sqrt(x) sin(pi x/2)", "analysis(f)")
    assert "in view" in shown.sentence and "5 inflection points" in shown.sentence
    assert len(readouts("analysis(sqrt(x) sin(pi x/2))")["inflections"]) == 5


def test_what_was_not_found_is_no_empty_list() -> None:
    """sin(1000x): no program reads that there are no roots."""
    found = given("analysis(sin(1000x))")
    assert found["readouts"]["roots"] is None
    assert found["reason"].startswith("roots: at least ")
    assert given("analysis(sin(1/x))")["reason"].endswith(": infinitely many may lie around x = 0")


def test_a_pole_that_grows_faster_than_any_power() -> None:
    """x e^(1/x): the asymptotes are x = 0 and, unconfirmed, y = x + 1."""
    shown = drawing("analysis(x e^(1/x))")
    assert readouts("analysis(x e^(1/x))")["asymptotes"] == "x = 0, y = x + 1"
    assert "asymptote y = x + 1 (seen in numbers, unconfirmed)" in shown.sentence


def test_symmetry_and_period() -> None:
    found = readouts("analysis(tan(x))")
    assert (found["parity"], found["period"]) == ("odd", pytest.approx(3.141592653589793))
    assert "period" not in readouts("analysis(x^2)")


def test_everything_stands_in_the_sentence() -> None:
    said = drawing("f(x) = (x^3-2x^2-x+4)/(2x^2-2)", "analysis(f)").sentence
    for part in (
        "f: in view defined for all x, except x = −1, 1",
        "minimum at (1.94697, 0.331819)",
        "falls for 0.22527 < x < 1 and 1 < x < 1.94697",
        "convex for x < −1 and x > 1",
        "asymptote y = x/2 − 1",
    ):
        assert part.replace(" ", "") in said.replace("\u2009", "").replace(" ", ""), said
    assert "falls for x < 0 and x > 0" in drawing("analysis(1/x)").sentence


def test_points_asymptotes_and_the_strip_are_drawn() -> None:
    """A shape for each kind, dashed asymptotes with their equations, arrows and bowls at the foot."""
    view = Viewport(-6, 6, -5, 4)
    parts = drawing("f(x) = (x^3-2x^2-x+4)/(2x^2-2)", "analysis(f)", viewport=view).primitives
    assert {part.shape for part in parts if isinstance(part, Markers)} == {"dot", "up", "down"}
    assert len([part for part in parts if isinstance(part, Polyline) and part.role == "model"]) == 3
    labels = {part.latex for part in parts if isinstance(part, Label)}
    assert {"x = -1", "x = 1", r"y = \frac{x}{2} - 1"} <= labels
    (arrows,) = [part for part in parts if isinstance(part, Arrows)]
    assert {bool(up) for up in arrows.dy > 0} == {True, False}
    assert (arrows.y < -4).all()
    assert not any(isinstance(part, Polyline) and part.role == "curve" for part in parts)
    alone = drawing("analysis(x^2)", viewport=view).primitives
    assert any(isinstance(part, Polyline) and part.role == "curve" for part in alone)


def test_inflection_points_are_landmarks_where_an_analysis_is_shown() -> None:
    plain, analysed = opened("f(x) = x^3 - x"), opened("f(x) = x^3 - x", "analysis(f)")
    kinds = [
        {place.landmark.kind for place in survey(session.scene, session.viewport).places}
        for session in (plain, analysed)
    ]
    assert kinds[1] - kinds[0] == {"inflection"}


def test_curves_of_all_kinds_meet() -> None:
    session = opened("y = x^2", "x^2 + y^2 = 2", "(t, 1 - t)")
    met = [place for place in survey(session.scene, session.viewport).places if len(place.rows) == 2]
    assert {place.rows for place in met} == {(1, 2), (1, 3), (2, 3)}
    assert {(place.landmark.x_text, place.landmark.y_text) for place in met if place.rows == (1, 2)} == {
        ("-1", "1"),
        ("1", "1"),
    }


def test_the_limit_of_a_hole() -> None:
    """sin(x)/x at 0: 1, and a box in which the curve stays."""
    found = readouts("limit_at(sin(x)/x, 0, 0.3)")
    assert (found["limit"], found["left"], found["right"], found["value"]) == (1.0, 1.0, 1.0, None)
    assert found["delta"] == pytest.approx(1.410185, abs=1e-6)
    shown = drawing("limit_at(sin(x)/x, 0, 0.3)")
    assert any(isinstance(part, Patch) for part in shown.primitives)
    assert "1 would fill the hole" in shown.sentence and "proven by bounds" in shown.sentence


def test_a_pole_and_a_jump() -> None:
    """1/x at 0: −∞ and +∞. floor(x) at 1: 0 and 1, and no δ."""
    pole = given("limit_at(1/x, 0)")
    assert (pole["readouts"]["left"], pole["readouts"]["right"]) == ("-∞", "∞")
    assert pole["readouts"]["limit"] is None
    jump = given("limit_at(floor(x), 1)")["readouts"]
    assert (jump["left"], jump["right"], jump["value"]) == (0.0, 1.0, 1.0)
    assert jump["limit"] is None and jump["delta"] is None
    shown = drawing("limit_at(floor(x), 1)")
    assert "only from the right" in shown.sentence
    assert "no δ will do: close to the left of 1 the value is 0" in shown.sentence
    signs = drawing("limit_at({x < 0: -1, x >= 0: 2}, 0)").sentence
    assert "no δ will do: close to the left of 0 the value is −1" in signs
    assert not any(isinstance(part, Patch) for part in shown.primitives)


def test_continuous_and_smooth_in_words() -> None:
    assert "differentiable at x = 1, slope 2" in drawing("limit_at(x^2, 1)").sentence
    corner = drawing("limit_at(abs, 0)").sentence
    assert "continuous at x = 0, not differentiable: slope -1 from the left, 1 from the right" in corner
    assert given("limit_at(sin(1/x), 0)")["reason"] == "oscillates between -1 and 1"
    assert readouts("limit_at(atan(x), inf, 0.1)")["bound"] == pytest.approx(9.96664442, abs=1e-6)


def test_the_edge_of_the_band_moves_epsilon() -> None:
    session = opened("f(x) = x^2", "limit_at(f, 1, 0.5)")
    (edge,) = [handle for handle in session.frame.rows[1].drawing.handles if handle.name == "epsilon"]
    assert edge.y == 1.5
    session.preview_drag(2, "epsilon", edge.x, 1.25)
    session.commit()
    assert session.document.rows[1].text == "limit_at(f, 1, 0.25)"
    session.preview_drag(2, "a", 2.0, 0.0)
    session.commit()
    assert session.document.rows[1].text == "limit_at(f, 2, 0.25)"


def test_lines_for_people_and_in_chinese() -> None:
    assert line(given("analysis(x^2 - 1)")).startswith("roots = [-1, 1]; minima = [[0, -1]]")
    use_language("zh_CN")
    try:
        assert "极小值点：(0, −1)" in drawing("analysis(x^2 - 1)").sentence
        assert "左极限 0，右极限 1" in drawing("limit_at(floor(x), 1)").sentence  # asked in English above
        assert "曲线没有极限" in drawing("limit_at(floor(x), 1)").sentence
    finally:
        use_language("en")


def test_where_a_function_is_0_on_a_stretch_its_roots_are_that_stretch() -> None:
    shown = drawing("analysis(relu(x))")
    (roots,) = (each for each in shown.readouts if each.name == "roots")
    assert roots.text_latex is not None and "wherever x ≤ 0" in roots.text_latex
    assert "constant for x < 0" in shown.sentence and "0 for x ≤ 0" in shown.sentence
    assert "0 for 0 ≤ x < 1" in drawing("analysis(floor(x))").sentence
    mixed = drawing("analysis({x < -1: 2, x > 1: 0, x^3})")
    (roots,) = (each for each in mixed.readouts if each.name == "roots")
    assert roots.text_latex is not None and "x = 0" in roots.text_latex and "x > 1" in roots.text_latex
