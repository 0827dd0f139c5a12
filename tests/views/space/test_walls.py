"""The walls of the box: their lines stand at the numbers, whatever was seen before."""

from dataclasses import replace

import numpy as np
import pytest

from calcviz.maths.fields.box import Box
from calcviz.scene.document import Space
from calcviz.views.space.camera import HALF, Camera
from calcviz.views.space.walls import inner, wall_lines
from tests.views.space.worlds import BOX, SPACE


def at_walls(space: Space, box: Box = BOX) -> set[tuple[float, ...]]:
    """The lines of the grid across the x axis on the floor or the ceiling: x, and the height."""
    camera = Camera(space, box, 480, 320)
    lines = camera.real(wall_lines(camera, tuple(inner(camera))) * HALF)
    along = (np.ptp(lines[:, :, 1], axis=1) > 1e-9) & (np.abs(lines[:, 0, 2] - box.z_low) < 1e-9)
    return {tuple(np.round(line[0, :1], 9).tolist()) for line in lines[along]}


@pytest.mark.parametrize("again", [False, True])
def test_lines_stand_at_round_numbers_of_the_box_that_is_seen(again: bool) -> None:
    near, far = at_walls(SPACE), at_walls(SPACE, replace(BOX, x_low=10.0, x_high=14.0))
    assert near >= {(-1.0,), (0.0,), (1.0,)} and far >= {(11.0,), (12.0,), (13.0,)}
    assert not near & far


def test_closer_lines_appear_where_one_zooms_and_go_again() -> None:
    before = at_walls(SPACE)
    assert len(at_walls(replace(SPACE, zoom=4.0))) > len(before)
    assert at_walls(SPACE) == before


def test_lines_are_on_the_walls_behind_from_every_side() -> None:
    for azimuth in range(0, 360, 30):
        camera = Camera(replace(SPACE, azimuth=azimuth), BOX, 480, 320)
        faces = tuple(inner(camera))
        ends = wall_lines(camera, faces)
        on = [np.abs(ends[:, :, axis] - sign).max(1) < 1e-9 for axis, sign in faces]
        assert len(ends) and np.any(on, axis=0).all()
