"""Colour maps: even steps, neutral middles, lines that are seen, bands in the order of their levels."""

import numpy as np
import pytest

from calcviz.drawing import ColorScale
from calcviz.views.colormaps import argb, band_colors, line_colors, ramp, rgb, share_of
from calcviz.views.theme import DARK, LIGHT, PRINT, Theme, contrast, luminance

THEMES = [LIGHT, DARK, PRINT]


def hexed(colors: np.ndarray) -> list[str]:
    return [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in colors.tolist()]


@pytest.mark.parametrize("theme", THEMES)
def test_brightness_alone_tells_more_from_less(theme: Theme) -> None:
    for lines in (False, True):
        shades = [luminance(each) for each in hexed(ramp(theme, "sequential", lines=lines)[::16])]
        steps = np.diff(shades)
        assert (steps > 0).all() or (steps < 0).all()


@pytest.mark.parametrize("theme", THEMES)
def test_ink_is_read_on_every_colour_of_a_surface(theme: Theme) -> None:
    for kind in ("sequential", "diverging"):
        assert min(contrast(each, theme.ink) for each in hexed(ramp(theme, kind)[::8])) >= 3.0


@pytest.mark.parametrize("theme", THEMES)
def test_lines_are_seen_on_the_paper(theme: Theme) -> None:
    for kind in ("sequential", "diverging"):
        scale = ColorScale(-1.0, 1.0, (), kind)  # type: ignore[arg-type]
        assert (
            min(contrast(each, theme.paper) for each in line_colors(scale, theme, np.linspace(-1, 1, 33)))
            >= 3
        )


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_zero_is_neutral_on_a_diverging_map(theme: Theme) -> None:
    middle = rgb(ColorScale(-3.0, 3.0, (), "diverging"), theme, 0.0)
    assert int(np.ptp(middle.astype(int))) <= 12
    assert contrast(hexed(middle[None])[0], theme.paper) < 1.2


def test_bands_have_one_colour_each_and_their_edges_at_the_levels() -> None:
    scale = ColorScale(0.0, 10.0, (2.0, 5.0))
    below, on, above = rgb(scale, LIGHT, [1.9, 2.0, 5.1])
    assert (below == band_colors(scale, LIGHT)[0]).all()
    assert (on == band_colors(scale, LIGHT)[1]).all() and (above == band_colors(scale, LIGHT)[2]).all()
    assert argb(scale, LIGHT, np.array([1.9]))[0] == 0xFF000000 | int.from_bytes(bytes(below.tolist()))


def test_uneven_levels_share_the_colours_evenly() -> None:
    scale = ColorScale(0.0, 200.0, (1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0))
    assert share_of(scale, [0.0, 1, 2, 5, 10, 20, 50, 100, 200]) == pytest.approx(np.linspace(0, 1, 9))
    signed = ColorScale(-10.0, 10.0, (-5.0, -2.0, -1.0, 0.0, 1.0, 2.0, 5.0), "diverging")
    assert share_of(signed, [-10.0, 0.0, 10.0]) == pytest.approx([0, 0.5, 1])


def test_beyond_the_ends_and_without_a_range_there_is_a_colour() -> None:
    scale = ColorScale(0.0, 1.0)
    assert (rgb(scale, LIGHT, [-9.0, 9.0, np.inf]) == rgb(scale, LIGHT, [0.0, 1.0, 1.0])).all()
    assert rgb(ColorScale(2.0, 2.0), LIGHT, [2.0, np.nan]).shape == (2, 3)
