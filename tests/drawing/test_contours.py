"""Level curves as they are drawn, values as colours, and both on logarithmic axes."""

import numpy as np
import pytest

from calcviz.drawing import LevelCurves, Patch
from calcviz.drawing.contours import contour_through, contours, heatmap, height_scale, levels_on
from calcviz.maths.curves.screen import Screen
from calcviz.maths.fields.nice import Levels
from calcviz.maths.fields.scalar import ScalarField
from tests.maths.fields.fields import field

VIEW = Screen(-10.0, 10.0, -6.0, 6.0, 1000, 600)
LOGS = Screen(0.01, 100.0, 0.1, 1000.0, 900, 600, True, True)


def test_each_point_of_a_level_curve_has_its_level() -> None:
    """To a fiftieth of the distance between two levels; the texts are those of the levels."""
    g = field("x^2 - 3x y")
    levels = levels_on(g, VIEW).values
    (curves,) = contours(g, VIEW, levels)
    at = np.repeat(curves.of, np.diff(np.append(curves.starts, len(curves.x))))
    assert np.abs(g.values(curves.x, curves.y) - np.array(levels)[at]).max() < 0.02 * (levels[1] - levels[0])
    assert len(curves.texts) == len(levels)
    assert curves.texts[0].startswith("−")


@pytest.mark.parametrize("text", ["x y", "ln(x) + ln(y)", "x/y", "sqrt(x^2 + y^2)"])
def test_on_logarithmic_axes_the_lines_reach_through_all_decades(text: str) -> None:
    """They are looked for evenly in the logarithms, and given back in the coordinates of the plane."""
    g = field(text)
    (curves,) = contours(g, LOGS, (1.0,))
    np.testing.assert_allclose(g.values(curves.x, curves.y), 1.0, rtol=2e-3)
    assert curves.x.min() > 0 and curves.y.min() > 0
    if text == "x y":
        assert curves.x.min() < 0.02 and curves.x.max() > 9


def test_a_level_curve_through_a_point_that_the_axes_do_not_have() -> None:
    """On a logarithmic axis there is no -1: no level, no line, no error."""
    through, lines = contour_through(field("x y"), (-1.0, 2.0), LOGS)
    assert through.level is None
    assert lines == ()
    through, lines = contour_through(field("x y"), (2.0, 3.0), LOGS)
    assert through.level == pytest.approx(6, rel=1e-12)
    assert lines[0].texts == ("6",)


def test_rows_that_share_a_point_share_its_level_curve() -> None:
    """It is looked for once."""
    g = field("x^2 + y^2")
    first, second = (contour_through(g, (3.0, 4.0), VIEW, named)[0] for named in (True, False))
    assert first is second
    for screen in (VIEW, LOGS):
        named, bare = (contour_through(g, (3.0, 4.0), screen, named)[1] for named in (True, False))
        assert named[0].x is bare[0].x
        assert (named[0].texts, bare[0].texts) == (("25",), ())


def test_the_values_of_a_map_of_colours_lie_in_the_middle_of_their_cells() -> None:
    """Its cells reach half of one beyond the screen, on either kind of axis."""
    for screen, x_at in ((VIEW, np.linspace), (LOGS, np.geomspace)):
        g = field("x")
        shown = heatmap(g, screen, height_scale(levels_on(g, screen)))
        count = shown.values.shape[1]
        edges = x_at(shown.x_low, shown.x_high, count + 1)
        middles = np.sqrt(edges[1:] * edges[:-1]) if screen.x_log else (edges[1:] + edges[:-1]) / 2
        np.testing.assert_allclose(shown.values[0], middles, rtol=1e-9, atol=1e-9)
        assert shown.x_low < screen.x_low and shown.x_high > screen.x_high


def test_zero_is_the_middle_of_the_colours_where_both_signs_count() -> None:
    """A little below zero is none of two sides."""
    both, one = Levels((), (), -4.0, 6.0), Levels((), (), -1.0, 6.0)
    assert (height_scale(both).kind, height_scale(both).low, height_scale(both).high) == ("diverging", -6, 6)
    assert (height_scale(one).kind, height_scale(one).low) == ("sequential", -1)


def test_of_waves_there_are_fewer_levels_where_many_could_not_be_told_apart() -> None:
    """Zoomed out, sin x cos y keeps the lines that can be seen; what swings within a pixel is pale."""
    wide = Screen(-60.0, 60.0, -36.0, 36.0, 1000, 600)
    g = field("sin(x) cos(y)")
    assert len(levels_on(g, wide).values) < len(levels_on(g, VIEW).values)
    assert all(isinstance(part, LevelCurves) for part in contours(g, wide, levels_on(g, wide).values))
    g = field("sin(300 x y)")
    (crowd, *_) = contours(g, VIEW, levels_on(g, VIEW).values)
    assert isinstance(crowd, Patch) and crowd.role == "crowd"


def test_very_many_lines_keep_their_ends_and_their_places_with_fewer_points(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    g, screen = field("sin(3 x y)"), Screen(-5, 5, -5, 5, 500, 500)
    monkeypatch.setattr("calcviz.drawing.contours.MANY", 10**9)
    (all_points,) = (part for part in contours(g, screen, (0.0, 0.5)) if isinstance(part, LevelCurves))
    monkeypatch.setattr("calcviz.drawing.contours.MANY", 10)
    (fewer,) = (part for part in contours(g, screen, (0.0, 0.5)) if isinstance(part, LevelCurves))
    assert len(fewer.x) < len(all_points.x) / 2 and len(fewer.starts) == len(all_points.starts)
    pairs = (
        (part.x[part.starts], np.append(part.x[part.starts[1:] - 1], part.x[-1]))
        for part in (all_points, fewer)
    )
    assert all((a == b).all() for a, b in zip(*pairs, strict=True))
    # on the middles of chords too the function has its level, as well as before to 0.06 pixels of 0.02
    assert _astray(g, fewer) < _astray(g, all_points) + 0.06 * 0.02


def _astray(g: ScalarField, lines: LevelCurves) -> float:
    """How far the middles of segments are from their level at most, but for the worst hundredth of them."""
    inner = np.delete(np.arange(len(lines.x) - 1), lines.starts[1:] - 1)
    x, y = ((v[inner] + v[inner + 1]) / 2 for v in (lines.x, lines.y))
    of = np.repeat(lines.of, np.diff(np.append(lines.starts, len(lines.x))))[inner]
    away = np.abs(g.values(x, y) - np.asarray(lines.levels)[of]) / (3 * np.hypot(x, y) + 1)
    return float(np.quantile(away, 0.99))
