"""The figures of Jacobians as linear maps and of their products, and why there are none."""

import numpy as np
import pytest

from calcviz.drawing import Panel, Patch, Polyline
from calcviz.scene.document import Viewport
from tests.concepts.figures import drawing, given, opened, readouts

F = "F(x, y) = (x^2 - y, x y)"
G = "G(u, v) = (u + v, u v)"


def patches(panel: Panel) -> list[Patch]:
    return [part for part in panel.primitives if isinstance(part, Patch)]


def test_a_jacobian_and_its_determinant() -> None:
    """(x² − y, xy) at (1, 2): (2, −1; 2, 1), determinant 4."""
    found = readouts(F, "jacobian_map(F, (1, 2))")
    assert found["J"] == [[2.0, -1.0], [2.0, 1.0]]
    assert found["det"] == 4.0
    square = [2 * x * x + y for x in (1, 1.5) for y in (2, 2.5)]  # det J = 2x² + y: its mean, exactly
    assert found["area"] == pytest.approx(2 * (1 + 1.5 + 2.25) / 3 + 2.25)
    assert min(square) < found["area"] < max(square)


def test_map_and_linear_map_agree_ever_better() -> None:
    """The deviation is of first order in the side of the square."""
    apart = [readouts(F, f"jacobian_map(F, (1, 2), {size})")["deviation"] for size in (0.1, 0.01, 0.001)]
    assert apart[0] / apart[1] == pytest.approx(10, rel=0.01)
    assert apart[1] / apart[2] == pytest.approx(10, rel=0.01)
    assert apart[2] < 0.05
    linear = readouts("jacobian_map((2x + y, y - x), (1, 1))")
    assert linear["deviation"] == pytest.approx(0, abs=1e-12)
    assert linear["area"] == pytest.approx(3, abs=1e-12)


def test_the_image_is_bent_and_the_parallelogram_is_straight() -> None:
    """The patch runs through F of the square's corners, the outline through F(P) + J·corner."""
    (panel,) = drawing(F, "jacobian_map(F, (1, 2))", viewport=Viewport(-2, 4, 0, 4)).panels
    (patch,) = patches(panel)
    for x, y in ((1, 2), (1.5, 2), (1.5, 2.5), (1, 2.5)):
        assert np.hypot(patch.x - (x * x - y), patch.y - x * y).min() < 1e-12
    (outline,) = [p for p in panel.primitives if isinstance(p, Polyline) and p.role == "line"]
    for corner in ((-1, 2), (0, 3), (-0.5, 3.5), (-1.5, 2.5)):
        assert np.hypot(outline.x - corner[0], outline.y - corner[1]).min() < 1e-12
    assert panel.x_range[0] < outline.x.min() and outline.x.max() < panel.x_range[1]


def test_a_singular_jacobian_is_told() -> None:
    shown = drawing("jacobian_map((x^2, y), (0, 2))")
    assert shown.sentence == "at (0, 2) det J = 0: the square is pressed onto a line or a point"
    folded = drawing("jacobian_map((x^2, y), (-0.1, 2))")
    assert folded.sentence == "at (−0.1, 2) det J = −0.2; the map folds over within the square"
    turned = drawing("jacobian_map((y, x), (1, 2))")
    assert turned.sentence.startswith("at (1, 2) areas are multiplied by 1, and the square is turned over")


def test_where_there_is_no_jacobian_no_parallelogram_is_drawn() -> None:
    for F, P in (("(abs(x), y)", "(0, 2)"), ("(ln(x), y)", "(-1, 1)"), ("(x/x, y)", "(0, 0)")):
        shown = drawing(f"jacobian_map({F}, {P})")
        assert shown.reason is not None
        assert all(each.values is None for each in shown.readouts)
        assert not [p for p in shown.panels[0].primitives if isinstance(p, Polyline) and p.role == "line"]
    assert "not differentiable at (0, 2)" in given("jacobian_map((abs(x), y), (0, 2))")["reason"]


def test_no_image_is_filled_across_a_pole() -> None:
    """1/x on a square around 0: the grid is cut, the square has no image, and it is said."""
    (panel,) = drawing("jacobian_map((1/x, y), (-0.3, 2))").panels
    assert not patches(panel)
    assert readouts("jacobian_map((1/x, y), (-0.3, 2))")["area"] is None
    for line in (p for p in panel.primitives if isinstance(p, Polyline) and p.role == "construction"):
        for piece in np.split(line.x, line.starts[1:]):
            assert (piece > 0).all() or (piece < 0).all()


def test_the_corner_sizes_the_square_and_the_grid_stays_while_the_point_moves_in_a_cell() -> None:
    session = opened(F, "jacobian_map(F, (1.1, 2.1), 0.5)")
    before = session.frame.rows[-1].drawing
    session.preview_drag(2, "P", 1.2, 2.2)
    after = session.frame.rows[-1].drawing
    assert before.panels[0].x_range == after.panels[0].x_range
    session.preview_drag(2, "size", 1.3, 2.6)
    session.commit()
    assert session.document.rows[1].text == "jacobian_map(F, (1.2, 2.2), 0.4)"
    session.preview_drag(2, "size", -5, -5)
    session.commit()
    assert session.document.rows[1].text == "jacobian_map(F, (1.2, 2.2), 0.001)"


def test_the_jacobian_of_a_composition_is_the_product() -> None:
    """By the rules for G∘F written out, and as the product of the matrices: the same."""
    found = readouts(F, G, "jacobian_chain(G, F, (1, 2))")
    assert found["J_F"] == [[2.0, -1.0], [2.0, 1.0]]
    assert found["J_G"] == [[1.0, 1.0], [2.0, -1.0]]
    assert found["product"] == found["J"] == [[4.0, 0.0], [2.0, -3.0]]
    curved = readouts("k = 0.7", F, "H(u, v) = (sin(u v), e^(k u))", "jacobian_chain(H, F, (0.3, -1.1))")
    np.testing.assert_allclose(curved["J"], curved["product"], rtol=1e-13)


def test_a_slider_moves_the_composition() -> None:
    session = opened("k = 1", "jacobian_chain((k x, y), (x + y, x - y), (1, 1))")
    session.preview_value(1, "k", 3.0)
    found = {each.name: each.values for each in session.frame.rows[1].drawing.readouts}
    assert found["J"] == found["product"] == ((3.0, 3.0), (1.0, -1.0))


def test_a_chain_that_is_broken_says_where() -> None:
    assert given(F, "jacobian_chain((ln(x), y), F, (1, 2))")["reason"] == "the map is undefined at (−1, 2)"
    assert given(G, "jacobian_chain(G, (ln(x), y), (-1, 2))")["reason"] == "the map is undefined at (−1, 2)"
    shown = drawing(F, "jacobian_chain((ln(x), y), F, (1, 2))")
    assert len(shown.panels) == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("jacobian_map(x^2 + y^2, (1, 1))", "map"),
        ("partials(x y z, (1, 1))", "3 variables"),
        ("jacobian_map((x, y), 3)", "point"),
        ("jacobian_map((x, y), (1, 1), 0)", "is at least 0.001"),
    ],
)
def test_what_cannot_be_shown_is_a_problem_with_a_sentence(row: str, said: str) -> None:
    found = given(row)
    assert found["kind"] == "problem"
    assert said in found["message"]
