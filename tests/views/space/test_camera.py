"""Laws of the camera."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.maths.fields.box import Box
from calcviz.scene.document import Space
from calcviz.views.space.camera import HALF, Camera

BOX = Box(-3.0, 5.0, 1.0, 2.0, -10.0, 30.0)

spaces = st.builds(
    Space,
    azimuth=st.floats(-180, 180),
    elevation=st.floats(-90, 90),
    perspective=st.booleans(),
    zoom=st.floats(0.3, 5),
    pan=st.tuples(st.floats(-1, 1), st.floats(-1, 1)),
    equal=st.booleans(),
)
shares = st.tuples(*[st.floats(-1, 1)] * 3)


@given(spaces, shares)
def test_the_ray_of_a_pixel_passes_the_points_seen_there(space: Space, share: tuple[float, ...]) -> None:
    camera = Camera(space, BOX, 700, 500)
    point = np.array(share) * HALF
    start, way = camera.ray(*camera.project(point)[:2].tolist())
    off = point - start
    assert np.allclose(off - (off @ way) * way, 0.0, atol=1e-6)
    assert off @ way > 0


@given(spaces, shares)
def test_unit_and_real_coordinates_are_inverse(space: Space, share: tuple[float, ...]) -> None:
    camera = Camera(space, BOX, 700, 500)
    unit = np.array(share) * HALF
    assert np.allclose(camera.unit(camera.real(unit)), unit)
    corner = camera.unit(np.array([[BOX.x_high, BOX.y_low, BOX.z_high]]))
    assert np.allclose(corner, [[HALF[0], -HALF[1], HALF[2]]])


@given(spaces, shares)
def test_what_is_nearer_has_the_greater_depth(space: Space, share: tuple[float, ...]) -> None:
    camera = Camera(space, BOX, 700, 500)
    point = np.array(share) * HALF
    to_eye = camera.to_eye(point)
    nearer = point + 0.1 * to_eye / np.linalg.norm(to_eye)
    one, other = camera.project(point), camera.project(nearer)
    assert other[2] > one[2]
    assert np.allclose(one[:2], other[:2], atol=1e-6 * camera.scale)


def test_units_are_equally_long_where_that_is_asked_for() -> None:
    """Seen along each axis; a side that would be too short to see is a fifth of the longest."""
    flat = Camera(Space(azimuth=0, elevation=0, perspective=False, equal=True), BOX, 700, 500)
    above = Camera(Space(azimuth=0, elevation=90, perspective=False, equal=True), BOX, 700, 500)
    wide, high = (
        flat.pixel(5, 2, 30)[0] - flat.pixel(-3, 2, 30)[0],
        flat.pixel(0, 2, -10)[1] - flat.pixel(0, 2, 30)[1],
    )
    assert high / wide == pytest.approx(40 / 8)
    deep = above.pixel(0, 1, 0)[1] - above.pixel(0, 2, 0)[1]
    assert deep == pytest.approx(above.pixel(5, 1, 0)[0] - above.pixel(-3, 1, 0)[0])
    box = Box(-3.0, 5.0, 1.0, 7.0, -1.0, 2.0)
    seen = Camera(Space(azimuth=0, elevation=90, perspective=False, equal=True), box, 700, 500)
    wide, deep = (
        seen.pixel(5, 1, 0)[0] - seen.pixel(-3, 1, 0)[0],
        seen.pixel(0, 1, 0)[1] - seen.pixel(0, 7, 0)[1],
    )
    assert deep / wide == pytest.approx(6 / 8)


def test_no_turn_looks_along_y_with_x_to_the_right_and_z_up() -> None:
    camera = Camera(Space(azimuth=0, elevation=0, perspective=False), BOX, 700, 500)
    left, right = camera.pixel(-3, 1.5, 0), camera.pixel(5, 1.5, 0)
    low, high = camera.pixel(0, 1.5, -10), camera.pixel(0, 1.5, 30)
    assert right[0] > left[0] and right[1] == pytest.approx(left[1])
    assert high[1] < low[1] and high[0] == pytest.approx(low[0])
    near, far = (camera.project(camera.unit(np.array([0, y, 0.0])))[2] for y in (1.0, 2.0))
    assert near > far


def test_perspective_makes_what_is_far_smaller_and_parallels_stay_parallel_without() -> None:
    for perspective in (True, False):
        camera = Camera(Space(azimuth=0, elevation=0, perspective=perspective), BOX, 700, 500)
        near, far = (camera.pixel(5, y, 0)[0] - camera.pixel(-3, y, 0)[0] for y in (1.0, 2.0))
        assert (far < near * 0.95) if perspective else far == pytest.approx(near)


@pytest.mark.parametrize("azimuth", range(-180, 180, 30))
@pytest.mark.parametrize("elevation", [-90, -28, 0, 28, 90])
def test_the_whole_box_is_in_the_picture(azimuth: int, elevation: int) -> None:
    for perspective in (True, False):
        camera = Camera(Space(azimuth=azimuth, elevation=elevation, perspective=perspective), BOX, 960, 640)
        corners = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)]) * HALF
        seen = camera.project(corners)
        assert (seen[:, :2] > 0).all() and (seen[:, 0] < 960).all() and (seen[:, 1] < 640).all()


@pytest.mark.parametrize("box", [Box(1, 1, 2, 2, 3, 3), Box(-1e308, 1e308, 0, 1e-300, np.nan, np.inf)])
def test_boxes_without_extent_or_beyond_numbers_still_have_a_picture(box: Box) -> None:
    camera = Camera(Space(), box, 300, 200)
    assert np.isfinite(camera.project(HALF)).all()
