"""A map of colours has the colour of each value at its place, paper where there is none, and its bar."""

import numpy as np
import pytest
from PySide6.QtCore import QRectF

from calcviz.drawing import ColorScale, Handle, Heatmap
from calcviz.engine.frame import Frame
from calcviz.scene.document import Viewport
from calcviz.views.color_bars import bar_marks, bar_place, bar_places
from calcviz.views.colormaps import rgb
from calcviz.views.scales import scales_of
from calcviz.views.theme import DARK, LIGHT, PRINT, Theme, contrast
from tests.views.fields import BANDS, VIEW, bowl, circles, stirred
from tests.views.frames import colored, picture, row

pytestmark = pytest.mark.usefixtures("qapp")


def at(shown: np.ndarray, x: float, y: float) -> list[int]:
    pixel: list[int] = shown[int(150 - y * VIEW.y_unit), int(240 + x * VIEW.x_unit)].tolist()
    return pixel


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT])
@pytest.mark.parametrize("scale", [BANDS, ColorScale(0.0, 25.0)])
def test_a_place_has_the_colour_of_its_value(theme: Theme, scale: ColorScale) -> None:
    shown = picture(Frame((row(1, bowl(scale)),), VIEW), theme)
    for x, y in ((-3.6, -1.7), (0.7, 0.8), (-1.3, 2.4)):
        wanted = rgb(scale, theme, x * x + y * y).astype(int)
        assert abs(np.array(at(shown, x, y)) - wanted).max() <= 8


def test_where_the_function_is_undefined_the_paper_stays() -> None:
    shown = picture(Frame((row(1, bowl()),), VIEW))
    plain = picture(Frame((), VIEW))
    assert (shown[200:280, 445:] == plain[200:280, 445:])[:, :, :].mean() > 0.95


def test_on_logarithmic_axes_a_value_stands_at_its_coordinate() -> None:
    view = Viewport(1, 1000, -3, 3, 480, 300, x_scale="log")
    values = np.broadcast_to(10 ** (3 * (np.arange(300) + 0.5) / 300)[None, :], (2, 300))
    scale = ColorScale(0.0, 1000.0, (10.0, 100.0))
    shown = picture(Frame((row(1, Heatmap(1, 1000, -3, 3, values, scale)),), view))
    for x in (5.0, 50.0, 500.0):
        pixel = shown[90, int(view.x_axis.pixel(x))].astype(int)
        assert abs(pixel - rgb(scale, LIGHT, x).astype(int)).max() <= 8


def test_the_axes_lie_over_the_map() -> None:
    shown = picture(Frame((row(1, bowl()),), VIEW))
    assert colored(shown, LIGHT.axis)[150, 20:200].all()


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT])
def test_the_bar_tells_the_colours_and_its_numbers_are_read(theme: Theme) -> None:
    frame = Frame((row(1, bowl()),), VIEW)
    plate = bar_places(VIEW, scales_of(frame.rows))[BANDS]
    bar = bar_place(BANDS, plate)
    assert QRectF(0, 0, VIEW.width, VIEW.height).contains(plate) and plate.contains(bar)
    shown = picture(frame, theme)
    for share, value in ((0.1, 2.0), (0.5, 12.0), (0.9, 23.0)):
        pixel = shown[int(bar.bottom() - share * bar.height()), int(bar.center().x())].astype(int)
        assert abs(pixel - rgb(BANDS, theme, value).astype(int)).max() <= 3
    assert contrast(theme.number, theme.paper) >= 4.5
    beside = shown[int(bar.top()) : int(bar.bottom()), int(bar.right()) + 6 : int(plate.right()) - 2]
    assert colored(beside, theme.number, 60).any()


def test_each_scale_has_one_bar_and_none_covers_another() -> None:
    frame = Frame((row(1, bowl()), row(2, stirred(colored=True)), row(3, bowl(), circles())), VIEW)
    assert len(scales_of(frame.rows)) == 2
    first, second = bar_places(VIEW, scales_of(frame.rows)).values()
    assert not first.intersects(second)
    assert not bar_places(Viewport(-5, 5, -3, 3, 120, 90), scales_of(frame.rows))


def test_numbers_beside_the_bar_are_levels_and_do_not_meet() -> None:
    many = ColorScale(0.0, 50.0, tuple(float(k) for k in range(1, 50)))
    marks = bar_marks(many, QRectF(0, 0, 13, 150))
    assert 3 <= len(marks) <= 9
    assert np.diff([share * 150 for share, _ in marks]).min() >= 16
    assert [text for _, text in bar_marks(BANDS, QRectF(0, 0, 13, 150))] == ["5", "10", "15", "20"]


def test_a_label_makes_room_for_the_bar() -> None:
    plate = bar_places(VIEW, {BANDS: True})[BANDS]
    x = (plate.left() - 12 - 240) / VIEW.x_unit
    plain = Frame((row(1, bowl()),), VIEW)
    named = Frame((*plain.rows, row(2, Handle("P", x, 1.5, "P=(3,2)"))), VIEW)
    before, after = picture(plain), picture(named)
    down = slice(int(plate.top()) + 2, int(plate.bottom()) - 2)
    across = slice(int(plate.left()) + 2, int(plate.right()) - 2)
    assert (before[down, across] == after[down, across]).all()
