"""The finish of pictures of space: colour bars, names said once, dashes, and how the box fills its view."""

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from calcviz.drawing import Floats
from calcviz.drawing.fields import ColorScale
from calcviz.drawing.space import Mesh, SpaceArrows, SpaceHandle, SpaceLabel, space_line
from calcviz.scene.document import Row, Space, Style
from calcviz.views.space.bars import bars_of, camera_of
from calcviz.views.space.camera import CORNERS, HALF, Camera
from calcviz.views.space.gather import scene
from calcviz.views.space.strands import dashed, strands
from calcviz.views.space.walls import edges, inner
from calcviz.views.theme import LIGHT
from tests.views.space.worlds import BOX, SPACE, frame, mesh, picture, row

SCALE = ColorScale(-1.6, 1.6, (), "diverging", "g")


def saddle(x: Floats, y: Floats) -> Floats:
    return np.asarray(0.4 * (x * x - y * y), np.float64)


def colored(scale: ColorScale = SCALE) -> Mesh:
    plain = mesh(saddle)
    return Mesh(plain.x, plain.y, plain.z, plain.broken, None, plain.z, scale)


def test_a_coloured_surface_has_a_bar_and_the_box_leaves_it_room(qtbot: QtBot) -> None:
    shown = frame(row(1, colored()))
    (place,) = bars_of(shown.rows, 480, 320, LIGHT).values()
    camera = camera_of(shown, BOX, SPACE, 480, 320, LIGHT)
    corners = camera.project(CORNERS * HALF)[:, :2]
    assert place.right() < 480 and corners[:, 0].max() < place.left() and corners[:, 0].min() > 0
    shot, empty = picture(shown), picture(frame(row(1)))
    x, top, bottom = round(place.left()) + 14, round(place.top()) + 50, round(place.bottom()) - 15
    assert shot[top, x].argmax() != shot[bottom, x].argmax()
    assert (empty[top, x] == 255).all()


def test_equal_scales_have_one_bar_and_bare_small_or_hidden_ones_none(qtbot: QtBot) -> None:
    rows = frame(row(1, colored()), row(2, colored())).rows
    other = frame(row(1, colored()), row(2, colored(replace(SCALE, high=3.0)))).rows
    assert len(bars_of(rows, 480, 320, LIGHT)) == 1 and len(bars_of(other, 480, 320, LIGHT)) == 2
    assert not bars_of(rows, 480, 320, replace(LIGHT, bare=True))
    assert not bars_of(rows, 90, 60, LIGHT)
    hidden = replace(rows[0], row=replace(rows[0].row, visible=False))
    assert not bars_of((hidden,), 480, 320, LIGHT)


def test_the_name_of_a_point_is_written_once_for_several_rows(qtbot: QtBot) -> None:
    handle, label = SpaceHandle("P", 0.5, 0.5, 0.5, "P"), SpaceLabel(-1.0, 0.5, 0.5, "P")
    one = picture(frame(row(1, handle)), handles=True)
    counts = []
    for rows in ((row(1, handle), row(2, handle, color=0)), (row(1, handle), row(2, label, color=0))):
        other = picture(frame(*rows), handles=True)
        counts.append(int((np.abs(other.astype(int) - one).max(2) > 60).sum()))
    assert counts[0] == 0 and counts[1] > 20


def test_the_name_of_a_point_stands_beside_its_arrow(qtbot: QtBot) -> None:
    one, right = np.ones(1), np.array([0.9, 0.9, 1.1])  # to the upper right, where a name stands first
    arrow = SpaceArrows(0 * one, 0 * one, 0 * one, *(part * one for part in right))
    named, bare = SpaceHandle("P", 0.0, 0.0, 0.0, "P"), SpaceHandle("P", 0.0, 0.0, 0.0)
    empty, shaft, both = (
        picture(frame(row(1, *items)), handles=True).astype(int)
        for items in ((bare,), (bare, arrow), (named, arrow))
    )
    painted, written = (np.abs(b - a).max(2) > 60 for a, b in ((empty, shaft), (shaft, both)))
    assert written.sum() > 20 and (painted & written).sum() < 4


@pytest.mark.parametrize("size", [(660, 365), (400, 400), (300, 520), (960, 640)])
def test_the_box_fills_the_side_that_is_short_of_room(qtbot: QtBot, size: tuple[int, int]) -> None:
    shares = []
    for azimuth in range(0, 90, 15):
        camera = Camera(Space(azimuth=azimuth), BOX, *size)
        corners = camera.project(CORNERS * HALF)[:, :2]
        texts = [text.place for edge in edges(camera) for text in edge.texts]
        low = np.minimum(corners.min(0), np.min([[t.left(), t.top()] for t in texts], 0))
        high = np.maximum(corners.max(0), np.max([[t.right(), t.bottom()] for t in texts], 0))
        assert (low >= 0).all() and (high <= size).all()
        shares.append(((high - low) / size).max())
    assert 0.85 < max(shares) <= 1.0


def test_the_box_keeps_its_size_while_it_is_turned() -> None:
    scales = {round(Camera(Space(azimuth=a), BOX, 660, 365).scale, 9) for a in range(0, 360, 10)}
    assert len(scales) == 1


def test_from_above_in_perspective_four_walls_and_the_floor_are_seen_from_within() -> None:
    above = Camera(Space(azimuth=0, elevation=90), BOX, 400, 400)
    assert sorted(inner(above)) == [(0, -1.0), (0, 1.0), (1, -1.0), (1, 1.0), (2, -1.0)]
    assert len(inner(Camera(Space(elevation=90, perspective=False), BOX, 400, 400))) == 3
    assert len(inner(Camera(SPACE, BOX, 400, 400))) == 3


def test_dashes_are_as_long_as_told_along_bends_and_never_too_many() -> None:
    points = np.array([[0, 0, 0], [0.5, 0, 0], [0.5, 0.5, 0], [0, 0.5, 0]], float)
    line = strands(points, np.zeros(1, np.int64), 7)
    made = dashed(line, (0.2, 0.1))
    long = np.linalg.norm(made.end - made.start, axis=1)
    assert long.sum() == pytest.approx(1.0) and set(made.pen.tolist()) == {7}
    assert made.start[0] == pytest.approx([0, 0, 0]) and made.end[0] == pytest.approx([0.2, 0, 0])
    corner = (made.end == points[1]).all(1)
    assert corner.sum() == 1  # a dash goes round the bend
    assert dashed(line, (1e-9, 1e-9)) is line


@pytest.mark.parametrize(("dash", "share"), [("solid", 1.0), ("dash", 0.7), ("dot", 0.4)])
def test_the_lines_of_a_row_have_its_dashes(qtbot: QtBot, dash: str, share: float) -> None:
    item = space_line(np.array([-1.9, 1.9]), np.zeros(2), np.zeros(2))
    styled = replace(row(1), row=Row(1, "line", Style(color="#e00000", dash=dash)), space=(item,))  # type: ignore[arg-type]
    counts = []
    for shown in (styled, row(1, item, color="#e00000")):
        shot = picture(frame(shown), Space(azimuth=0, elevation=10)).astype(int)
        counts.append(int((shot[:, :, 0] - shot[:, :, 1] > 100).sum()))
    assert counts[0] / counts[1] == pytest.approx(share, abs=0.2)
    camera = Camera(SPACE, BOX, 480, 320)
    assert (len(scene((styled,), camera).model.lines.pen) > 25) == (dash != "solid")
