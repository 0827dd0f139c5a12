"""Arrows lie where they belong, point where they go, and are dots where they are zero."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from calcviz.drawing import Arrows, ColorScale
from calcviz.engine.frame import Frame
from calcviz.views.arrows import BATCHES, placed
from calcviz.views.items import Canvas, paint_item
from calcviz.views.pens import look_of
from calcviz.views.theme import DARK, LIGHT, PRINT, Theme, contrast
from tests.views.fields import VIEW, stirred, vectors
from tests.views.frames import colored, picture, pixels, row

pytestmark = pytest.mark.usefixtures("qapp")
BLUE = LIGHT.curves[0]


def ink(arrows: Arrows, tolerance: int = 12) -> np.ndarray:
    return colored(picture(Frame((row(1, arrows),), VIEW)), BLUE, tolerance)


def test_a_vector_goes_from_its_tail_to_its_tip_where_its_head_is() -> None:
    shown = ink(vectors((1.0, 1.0, 2.0, 0.0)))  # from pixel (288, 102) to (384, 102)
    columns = np.flatnonzero(shown.any(0))
    assert 286 <= columns[0] <= 289 and 381 <= columns[-1] <= 384
    assert shown[:, 330].sum() in (2, 3)
    assert shown[:, 373].sum() >= 7
    assert shown[:, 290].sum() in (2, 3)


def test_arrows_of_a_field_are_thin_and_one_without_length_is_a_dot() -> None:
    one = Arrows(np.array([1.0, -2]), np.array([1.27, 1.27]), np.array([0.8, 0]), np.zeros(2), "field")
    red = picture(Frame((row(1, one),), VIEW))[84:95, 300, 0]
    assert ((255.0 - red) / (255 - 0x22)).sum() == pytest.approx(1.3, abs=0.25)
    shown = ink(one, 150)
    rows, columns = np.nonzero(shown[70:110, 120:168])
    assert len(rows) >= 4 and abs(rows + 70 - 89).max() <= 2 and abs(columns + 120 - 144).max() <= 2


def test_only_what_meets_the_view_is_placed_and_undefined_arrows_are_not() -> None:
    far = vectors((0, 0, 1, 0), (50, 0, 1, 0), (0, 90, 0, 1), (np.nan, 0, 1, 1), (0, 0, 1e300, 0))
    assert placed(VIEW, far).seen.tolist() == [0]


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT])
def test_strength_has_some_colours_that_are_seen_on_the_paper(theme: Theme) -> None:
    x = np.linspace(-4.5, 4.5, 40)
    strong = Arrows(x, 0 * x + 1, 0 * x, 0 * x + 0.8, "field", x - x[0], ColorScale(0.0, 9.0))
    shown = picture(Frame((row(1, strong),), VIEW), theme)
    plain = picture(Frame((row(1, Arrows(x, 0 * x + 9, x, x, "field", x, strong.scale)),), VIEW), theme)
    new = {tuple(each) for each in shown[(shown != plain).any(2)].tolist()}
    seen = [f"#{r:02x}{g:02x}{b:02x}" for r, g, b in new]
    clear = [each for each in seen if contrast(each, theme.paper) >= 2.9]
    assert len(clear) >= BATCHES - 4


def test_a_field_of_arrows_turns_round_its_centre() -> None:
    shown = ink(stirred(), 60)
    turned = shown[::-1, ::-1]
    near = np.zeros_like(shown)
    for down in (-1, 0, 1):
        for across in (-1, 0, 1):
            near |= np.roll(turned, (down, across), (0, 1))
    core = shown[10:-10, 10:-10]
    assert (
        core.any() and (core & ~near[10:-10, 10:-10]).sum() < 0.04 * core.sum()
    )  # the axes' numbers hide some


@pytest.mark.parametrize("length", [0.35, 0.9])
def test_the_heads_of_a_field_that_moves_look_as_at_rest(length: float) -> None:
    """They are drawn as lines then, also small ones: here as much ink, and nowhere farther than a pixel."""
    angles = np.linspace(0.0, 6.2, 40)
    x, y = np.repeat(np.linspace(-4, 4, 8), 5), np.tile(np.linspace(-2.5, 2.5, 5), 8)
    field = Arrows(x, y, length * np.cos(angles), length * np.sin(angles), "field")

    def painted(*, quick: bool) -> np.ndarray:
        image = QImage(VIEW.width, VIEW.height, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_item(field, Canvas(painter, VIEW, LIGHT, quick=quick), look_of(LIGHT, row(1)))
        painter.end()
        return 255.0 - pixels(image)

    rest, moving = painted(quick=False), painted(quick=True)
    assert moving.sum() == pytest.approx(rest.sum(), rel=0.06)
    assert np.abs(moving - rest).max() < 0.7 * rest.max()
    assert 0 < np.abs(moving - rest).sum() < 0.16 * rest.sum()
