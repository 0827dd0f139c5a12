"""Each primitive leaves its ink where it belongs, and nowhere else."""

from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter, QPolygonF

from calcviz.drawing import Bars, Handle, Markers, Polyline, Unresolved, polyline
from calcviz.engine.frame import Frame
from calcviz.scene.document import Style, Viewport
from calcviz.views import items
from calcviz.views.background import paint_background
from calcviz.views.geometry import polygon
from calcviz.views.items import Canvas, paint_item
from calcviz.views.pens import look_of
from calcviz.views.theme import LIGHT
from tests.views.frames import START, VIEW, colored, curve, picture, pixels, row

pytestmark = pytest.mark.usefixtures("qapp")
BLUE = LIGHT.curves[0]


def ink(*items: object, style: Style | None = None, handles: bool = True) -> np.ndarray:
    return colored(picture(Frame((row(1, *items, style=style),), VIEW), handles=handles), BLUE)  # type: ignore[arg-type]


def test_a_curve_has_its_width_and_its_place() -> None:
    shown = ink(polyline(np.array([-10.0, 0, 10]), np.array([2.0, 2, 2])), style=Style(width=4))
    height = 150 - 2 * VIEW.y_unit
    assert set(np.flatnonzero(shown[:, 100])) == {round(height) + k for k in (-2, -1, 0, 1)}


def test_a_gap_between_pieces_stays_free() -> None:
    x = np.array([-9.0, -5, -2, 2, 5, 9])
    shown = ink(Polyline(x, np.full(6, 3.0), np.array([0, 3])))
    columns = shown.any(0)
    assert columns[30:190].all() and columns[300:450].all()
    assert not columns[196:284].any()


def test_single_straight_strokes_are_drawn_as_well() -> None:
    shown = ink(Polyline(np.array([-9.0, -5, 5, 9]), np.full(4, 3.0), np.array([0, 2])))
    assert shown.any(0)[30:115].all() and not shown.any(0)[130:350].any()


def test_an_asymptote_is_drawn_on_request_only() -> None:
    item = Polyline(np.array([4.0, 4.0]), np.array([-7.0, 7.0]), START, "asymptote")
    plain = picture(Frame((row(1, item),), VIEW))
    asked = picture(Frame((row(1, item, style=Style(asymptotes=True)),), VIEW))
    assert (plain == picture(Frame((), VIEW))).all()
    changed = (abs(asked.astype(int) - plain) > 1).any(2)  # the seam of numbers rounds a few pixels by 1
    assert set(np.flatnonzero(changed.any(0))) <= set(range(334, 338))
    assert 0.3 < changed[:, 335:337].any(1).mean() < 0.9


def test_dashes_leave_gaps_and_opacity_lets_the_paper_through() -> None:
    line = curve(lambda x: 3 + 0 * x, VIEW)
    assert 0.4 < ink(line, style=Style(dash="dash")).any(0).mean() < 0.8
    assert not ink(line, style=Style(opacity=0.4)).any()
    assert ink(line).any(0).mean() > 0.99


def test_bars_reach_from_lowest_to_highest() -> None:
    shown = ink(Bars(np.array([3.0, 3.05]), np.array([-3.0, -3.0]), np.array([4.0, 4.0])))
    rows = np.flatnonzero(shown.any(1))
    assert rows.min() == pytest.approx(150 - 4 * 24, abs=2)
    assert rows.max() == pytest.approx(150 + 3 * 24, abs=2)


def test_bars_outside_the_view_are_nothing() -> None:
    assert not ink(Bars(np.array([30.0]), np.array([0.0]), np.array([1.0]))).any()


def test_open_circles_show_paper_and_closed_ones_colour() -> None:
    at = np.array([5.0]), np.array([3.0])
    opened, closed, dot = (ink(Markers(*at, shape)) for shape in ("open", "closed", "dot"))  # type: ignore[arg-type]
    assert closed[78, 360] and dot[78, 360] and not opened[78, 360]
    assert closed.sum() > dot.sum()
    hole = picture(Frame((row(1, Markers(*at, "open")),), VIEW))
    assert colored(hole, LIGHT.paper)[77:80, 359:362].all()
    assert colored(hole, BLUE, 120)[78, [355, 356, 364, 365]].any()


def test_an_unresolved_strip_is_tinted_over_the_whole_height() -> None:
    plain = picture(Frame((), VIEW))
    shown = picture(Frame((row(1, Unresolved(5, 6)),), VIEW))
    changed = (shown != plain).any(2)
    assert changed[:, 365:380].all()
    assert not changed[:, :355].any()


def test_a_strip_narrower_than_a_pixel_is_still_seen() -> None:
    shown = picture(Frame((row(1, Unresolved(5, 5 + 1e-9)),), VIEW))
    assert (shown != picture(Frame((), VIEW))).any()


def test_a_handle_is_a_disc_on_the_screen_and_a_point_in_a_picture() -> None:
    item = Handle("a", 5, 3)
    assert ink(item).sum() > ink(item, handles=False).sum() > 20


def test_what_is_no_primitive_is_refused() -> None:
    with pytest.raises(TypeError):
        paint_item("curve", None, None)  # type: ignore[arg-type]


def test_the_background_covers_every_pixel(qapp: object) -> None:
    from PySide6.QtGui import QImage, QPainter

    image = QImage(100, 80, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    paint_background(painter, Viewport(-1, 1, -1, 1, 100, 80), LIGHT, 1.0)
    painter.end()
    assert all(image.pixelColor(x, y).alpha() == 255 for x in (0, 50, 99) for y in (0, 40, 79))


def stroked(item: Polyline, width: float, *, quick: bool) -> np.ndarray:
    image = QImage(VIEW.width, VIEW.height, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shown = look_of(LIGHT, row(1, style=Style(width=width)))
    paint_item(item, Canvas(painter, VIEW, LIGHT, quick=quick), shown)
    painter.end()
    return pixels(image)


@pytest.mark.parametrize("width", [1.0, 2.0, 5.0])
@pytest.mark.parametrize(
    ("f", "points"),
    [(np.sin, 61), (lambda x: 4 * np.sin(5 * x), 801), (np.abs, 41)],
    ids=["tame", "wild", "corner"],
)
def test_a_moving_line_looks_like_a_resting_one(
    f: Callable[[np.ndarray], np.ndarray], points: int, width: float
) -> None:
    line = curve(f, VIEW, points)
    rest, moving = (stroked(line, width, quick=quick) for quick in (False, True))
    inked = ((rest < 255) | (moving < 255)).any(2)
    differences = abs(rest - moving).max(2)[inked]
    assert np.sqrt((differences**2).mean()) < 12
    assert (differences > 64).mean() < 0.02


def test_signs_differ_in_shape() -> None:
    """The triangle of a maximum is wide below, that of a minimum above; a cross has four arms."""
    at = np.array([5.0]), np.array([3.0])
    up, down, cross = (ink(Markers(*at, sign)) for sign in ("up", "down", "cross"))  # type: ignore[arg-type]
    above, below = slice(74, 77), slice(80, 83)
    assert up[below, 350:371].sum() > 1.5 * up[above, 350:371].sum()
    assert down[above, 350:371].sum() > 1.5 * down[below, 350:371].sum()
    assert cross[78, 360] and cross[75, 357] and cross[75, 363] and cross[81, 357] and cross[81, 363]
    assert not cross[78, 355] and not cross[73, 360]


def test_a_long_resting_curve_is_stroked_in_segments_on_a_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Qt takes a hundred times as long for the joins of a curve that goes up and down all over the view."""
    whole: list[int] = []

    def counted(x: np.ndarray, y: np.ndarray) -> QPolygonF:
        whole.append(len(x))
        return polygon(x, y)

    monkeypatch.setattr(items, "polygon", counted)
    shown = {}
    for turns in (2.0, 20.0):
        line = curve(lambda x, turns=turns: 6 * np.sin(turns * x), VIEW, 2000)
        shown[turns], joined = ink(line), list(whole)
        whole.clear()
        assert bool(joined) == (turns < 10)
        monkeypatch.setattr(items, "LONG", float("inf"))
        with_joins = ink(line)
        assert whole
        assert abs(with_joins.mean() - shown[turns].mean()) < 0.1 * with_joins.mean()
        monkeypatch.setattr(items, "LONG", 12_000.0)
        whole.clear()
