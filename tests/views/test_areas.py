"""Areas with a sign are told apart by colour and by hatching, on every paper."""

from itertools import pairwise

import numpy as np
import pytest

from calcviz.drawing import Patch
from calcviz.engine.frame import Frame
from calcviz.scene.document import Style
from calcviz.views.areas import APART, area_color, hatching, outlined
from calcviz.views.items import MANY
from calcviz.views.patch import boxes_of, rings_thinned
from calcviz.views.pens import look_of
from calcviz.views.theme import DARK, LIGHT, PRINT, Theme
from tests.views.frames import VIEW, picture, row

pytestmark = pytest.mark.usefixtures("qapp")
START = np.zeros(1, np.int64)


def square(role: str, left: float, size: float = 4.0) -> Patch:
    x = left + size * np.array([0.0, 1.0, 1.0, 0.0])
    y = -2 + size * np.array([0.0, 0.0, 1.0, 1.0])
    return Patch(x, y, START, role)  # type: ignore[arg-type]


def inside(shown: np.ndarray, left: float) -> np.ndarray:
    """The pixels of a square without its outline."""
    a, b = round(VIEW.x_axis.pixel(left)) + 4, round(VIEW.x_axis.pixel(left + 4)) - 4
    c, d = round(VIEW.y_axis.pixel(2)) + 4, round(VIEW.y_axis.pixel(-2)) - 4
    return shown[c:d, a:b]


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT], ids=lambda theme: theme.name)
def test_below_is_hatched_and_above_is_not(theme: Theme) -> None:
    made = row(1, square("positive", 1.0), square("negative", -9.0), style=Style(color=0))
    shown = picture(Frame((made,), VIEW), theme)
    above, below = inside(shown, 1.0), inside(shown, -9.0)
    blank = picture(Frame((), VIEW), theme)
    assert (abs(above - inside(blank, 1.0)).sum(2) > 0).mean() > 0.95
    assert _stripes(above) < 0.01 < 0.05 < _stripes(below)


def _stripes(shown: np.ndarray) -> float:
    """The share of pixels that differ from the one to the right, and are like the one below that."""
    tone = shown.sum(2)
    here, right, below_right = tone[:-1, 1:], tone[:-1, :-1], tone[1:, :-1]
    return float(((abs(here - right) > 12) & (abs(here - below_right) < 12)).mean())


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("color", range(8))
def test_the_two_colours_differ_for_every_row(theme: Theme, color: int) -> None:
    look = look_of(theme, row(1, style=Style(color=color)))
    above, below = (area_color(square(role, 0.0), theme, look) for role in ("positive", "negative"))
    assert above == look.color != below


def test_hatching_lies_inside_and_covers_all() -> None:
    corners = np.array([[100.0, 50], [220, 50], [220, 170], [160, 90], [100, 170]])
    lines = hatching([corners], 480, 300)
    assert len(lines) == pytest.approx(240 / APART, abs=8)
    middle = np.stack(((lines[:, 0] + lines[:, 2]) / 2, (lines[:, 1] + lines[:, 3]) / 2), 1)
    assert (middle >= 50).all() and (middle[:, 0] <= 220).all()
    np.testing.assert_allclose(lines[:, 0] + lines[:, 1], lines[:, 2] + lines[:, 3])


def test_hatching_far_beyond_the_view_is_left_out() -> None:
    huge = np.array([[-4000.0, -4000], [4480, -4000], [4480, 4300], [-4000, 4300]])
    assert len(hatching([huge], 480, 300)) <= (480 + 300) / APART + 3
    assert hatching([], 480, 300).shape == (0, 4)


def test_narrow_boxes_have_no_outline() -> None:
    box = np.array([[0.0, 0], [4, 0], [4, 9], [0, 9]])
    assert not outlined([box] * 9)
    assert outlined([box * 2] * 9)


def test_each_polygon_is_hatched_by_itself() -> None:
    one = np.array([[10.0, 10], [60, 10], [60, 60], [10, 60]])
    two = np.array([[100.0, 30], [180, 40], [120, 90]])
    together = {tuple(line.round(6)) for line in hatching([one, two], 480, 300)}
    assert together == {tuple(line.round(6)) for each in (one, two) for line in hatching([each], 480, 300)}


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_neighbouring_boxes_neither_overlap_nor_leave_a_gap(ratio: float) -> None:
    edges = np.linspace(3.3, 47.9, 8)
    quads = [np.array([[a, 5.5], [b, 5.5], [b, 9.2], [a, 9.2]]) for a, b in pairwise(edges)]
    boxes = boxes_of(quads, ratio)
    assert boxes is not None
    assert (boxes[:-1, 0] + boxes[:-1, 2]).tolist() == pytest.approx(boxes[1:, 0].tolist())
    assert (boxes * ratio).ravel().tolist() == pytest.approx((boxes * ratio).round().ravel().tolist())


def test_what_lies_within_a_pixel_is_a_pixel_and_what_slants_is_no_box() -> None:
    speck = np.array([[3.2, 3.2], [3.3, 3.2], [3.3, 3.3], [3.2, 3.3]])
    assert boxes_of([speck], 1.0) == pytest.approx(np.array([[3.0, 3.0, 1.0, 1.0]]))
    assert boxes_of([speck + np.eye(4, 2) * 0.02], 1.0) is None
    assert boxes_of([speck[:3]], 1.0) is None


def test_rings_with_very_many_corners_are_thinned() -> None:
    turn = np.linspace(0, 2 * np.pi, MANY, endpoint=False)
    circle = np.stack((240 + 90 * np.cos(turn), 150 + 90 * np.sin(turn)), 1)
    square = np.array([[1.0, 1], [9, 1], [9, 9], [1, 9]])
    assert rings_thinned([circle]) == [circle]
    round_one, square_one = rings_thinned([circle, square])
    assert len(round_one) < MANY / 4 and (square_one == square).all()
    middle = (round_one + np.roll(round_one, -1, axis=0)) / 2 - (240, 150)
    assert np.hypot(*middle.T) == pytest.approx(90, abs=0.5)
