"""Colours can be told apart: on their paper, and by people with any kind of colour vision."""

from itertools import combinations

import numpy as np
import pytest

from calcviz.scene.document import Style, distinct_style
from calcviz.views.theme import (
    DARK,
    DASHED,
    LIGHT,
    PRINT,
    SOLID,
    THEMES,
    Theme,
    channels,
    contrast,
    legible,
    mix,
)

# Machado, Oliveira, Fernandes (2009), severity 1: linear RGB as red-blind and green-blind eyes see it
VISION = {
    "usual": np.eye(3),
    "red-blind": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "green-blind": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}
# Ottosson (2020), OKLab
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def oklab(color: str, vision: str) -> np.ndarray:
    c = np.array(channels(color)) / 255
    linear = np.where(c <= 0.04045, c / 12.92, ((c + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.array(VISION[vision]) @ linear, 0, 1)
    return TO_LAB @ np.cbrt(TO_CONES @ seen)


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_strokes_and_texts_stand_out_from_the_paper(theme: Theme) -> None:
    for number, color in enumerate(theme.curves):
        assert contrast(color, theme.paper) >= 3
        assert contrast(theme.text_color(Style(color=number)), theme.paper) >= 4.5
    assert contrast(theme.number, theme.paper) >= 4.5
    assert contrast(theme.axis, theme.paper) >= 4.5
    assert contrast(theme.selection, theme.paper) >= 3


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("vision", VISION)
def test_any_two_curves_differ_for_any_eyes(theme: Theme, vision: str) -> None:
    for one, other in combinations(theme.curves, 2):
        assert np.linalg.norm(oklab(one, vision) - oklab(other, vision)) > 0.08, (one, other)


def test_the_grid_is_quieter_than_the_axes_and_the_minor_lines_quieter_still() -> None:
    for theme in (LIGHT, DARK):
        strengths = [contrast(c, theme.paper) for c in (theme.grid_minor, theme.grid_major, theme.axis)]
        assert strengths == sorted(strengths)
        assert strengths[1] < 1.8


def test_the_second_round_of_colours_is_dashed() -> None:
    assert LIGHT.dash(Style(color=0)) == SOLID
    assert LIGHT.color(Style(color=8)) == LIGHT.color(Style(color=0))
    assert LIGHT.dash(Style(color=8)) == SOLID
    assert LIGHT.dash(distinct_style(8)) == DASHED
    assert LIGHT.dash(Style(color=0, dash="dash")) == DASHED


def test_on_paper_the_first_rows_differ_by_their_dashes() -> None:
    assert len({PRINT.dash(Style(color=number)) for number in range(5)}) == 5


def test_a_faded_row_lies_between_its_colour_and_the_paper() -> None:
    full, faded = LIGHT.color(Style()), LIGHT.color(Style(), faded=True)
    assert 1.2 < contrast(faded, LIGHT.paper) < contrast(full, LIGHT.paper)


def test_a_persons_own_colour_is_kept_for_lines_and_darkened_for_text() -> None:
    style = Style(color="#ffff00")
    assert LIGHT.color(style) == "#ffff00"
    assert contrast(LIGHT.text_color(style), LIGHT.paper) >= 4.5


def test_mixing_and_contrast() -> None:
    assert mix("#000000", "#ffffff", 0.5) == "#808080"
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert legible("#000000", "#ffffff", "#123456") == "#000000"
