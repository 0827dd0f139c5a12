"""The level lines of a tangent plane are chords of a disc on the screen."""

import numpy as np
import pytest

from calcviz.drawing.around import Around
from calcviz.drawing.models import DISC, plane_levels

HERE = Around((1.0, -2.0), 60.0, 30.0)


def test_the_level_lines_of_a_plane_lie_on_their_levels_and_end_on_the_disc() -> None:
    level, (p, q), levels = 4.0, (3.0, -2.0), (1.0, 2.5, 4.5, 99.0)
    (lines,) = plane_levels(HERE, level, (p, q), levels)
    x, y = lines.x - 1.0, lines.y + 2.0
    assert level + p * x + q * y == pytest.approx(np.repeat(levels[:3], 2), rel=1e-12)
    assert np.hypot(60 * x, 30 * y) == pytest.approx(np.full(6, DISC), rel=1e-12)
    assert lines.starts.tolist() == [0, 2, 4]


@pytest.mark.parametrize("gradient", [(0.0, 0.0), (1e308, 1e308), (1e-300, 0.0)])
def test_a_plane_that_is_level_or_too_steep_shows_none(gradient: tuple[float, float]) -> None:
    assert plane_levels(HERE, 0.0, gradient, (1.0, 2.0)) == ()
