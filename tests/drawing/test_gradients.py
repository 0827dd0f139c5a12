"""The arrow of a gradient: on one scale for the whole view, and over it the way up the surface."""

from math import hypot

import numpy as np
import pytest

from calcviz.drawing import Arrows, Label
from calcviz.drawing.gradients import arrow_scale, gradient_arrow, gradient_in_space
from calcviz.language.typeset import number_latex
from calcviz.maths.curves.screen import Screen
from calcviz.maths.fields.box import Box
from tests.maths.fields.fields import field

VIEW = Screen(-10.0, 10.0, -6.0, 6.0, 1000, 600)


@pytest.mark.parametrize("factor", ["1e-9", "0.001", "1", "7", "1e5", "1e200"])
def test_a_usual_gradient_is_seen_as_an_arrow(factor: str) -> None:
    """However steep the function is: from a twentieth to half of the view, on a round scale."""
    scale = arrow_scale(field(f"{factor} (x + y)"), (-10.0, 10.0), (-6.0, 6.0))
    assert 0.06 <= float(factor) * hypot(1, 1) * scale / 12 <= 0.5 * (1 + 1e-9)
    assert float(f"{scale:.0e}") == scale
    assert f"{scale:.0e}"[0] in "125"


def test_an_arrow_that_is_not_as_long_as_its_vector_says_so() -> None:
    """A fraction before its name; a gradient of zero is a dot without a name."""
    arrow, label = gradient_arrow((1, 2), (30, 40), 0.1, VIEW, r"\nabla g")
    assert isinstance(arrow, Arrows) and isinstance(label, Label)
    assert (arrow.dx[0], arrow.dy[0]) == pytest.approx((3, 4))
    assert (label.x, label.y) == pytest.approx((4, 6))
    assert label.latex == r"\frac{1}{10}\nabla g"
    assert gradient_arrow((1, 2), (3, 4), 1.0, VIEW, r"\nabla g")[1].latex == r"\nabla g"  # type: ignore[union-attr]
    (dot,) = gradient_arrow((1, 2), (0, 0), 1.0, VIEW, r"\nabla g")
    assert isinstance(dot, Arrows) and dot.dx[0] == dot.dy[0] == 0


@pytest.mark.parametrize("size", [1e6, 1e155, 1e308])
def test_a_huge_gradient_keeps_its_direction(size: float) -> None:
    """And ends a few views away, at a number."""
    arrow = gradient_arrow((0, 0), (size, -size / 2), 1.0, VIEW, "g")[0]
    assert isinstance(arrow, Arrows)
    assert arrow.dy[0] / arrow.dx[0] == pytest.approx(-0.5)
    assert hypot(arrow.dx[0], arrow.dy[0]) < 100


def test_the_way_up_touches_the_surface() -> None:
    """Over the gradient on the floor, with its direction and its length as the slope."""
    floor, up = gradient_in_space((1, 1, 2), (2, 2), 1.0, Box(-5, 5, -5, 5, 0, 50))
    assert (floor.z[0], floor.dz[0]) == (0, 0)
    assert up.dy[0] == pytest.approx(up.dx[0])
    assert up.dz[0] / hypot(up.dx[0], up.dy[0]) == pytest.approx(hypot(2, 2))
    assert len(gradient_in_space((1, 1, 99), (2, 2), 1.0, Box(-5, 5, -5, 5, 0, 50))) == 1
    (dot,) = gradient_in_space((0, 0, 0), (0, 0), 1.0, Box())
    assert not np.any([dot.dx, dot.dy, dot.dz])


@pytest.mark.parametrize("far", [0.3, 1.0, 3.0, 40.0, 1e6])
def test_an_arrow_is_not_enlarged_across_the_view(far: float) -> None:
    (arrow, _) = gradient_arrow((0, 0), (0.03 * far, 0.04 * far), 1e3, VIEW, r"\nabla g")
    assert isinstance(arrow, Arrows)
    length = hypot(arrow.dx[0], arrow.dy[0])
    assert length <= max(0.3 * 12, 0.05 * far) or length <= 9 < 0.05 * far


@pytest.mark.parametrize("far", [0.3, 1.0, 3.0, 40.0, 1e6])
def test_the_tip_of_an_arrow_beside_a_pole_is_seen(far: float) -> None:
    """It is drawn on a smaller scale, and says on which."""
    arrow, label = gradient_arrow((0, 0), (3 * far, 4 * far), 5.0, VIEW, r"\nabla g")
    assert isinstance(arrow, Arrows) and isinstance(label, Label)
    length = hypot(arrow.dx[0], arrow.dy[0])
    assert length <= 9 * (1 + 1e-9) and (length > 3 or far < 1)
    assert arrow.dx[0] / (3 * far) == pytest.approx(arrow.dy[0] / (4 * far))
    scale = float(f"{arrow.dx[0] / (3 * far):.6g}")
    said = number_latex(scale) if scale > 1 or scale < 1e-4 else rf"{{{number_latex(round(1 / scale))}}}"
    assert (said in label.latex) if scale != 1 else label.latex == r"\nabla g"
