"""Regions have their area, their corners, and edges that belong or do not."""

import numpy as np
import pytest

from tests.maths.relations.relations import area, found, length


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("x^2 + y^2 < 9", 9 * np.pi),
        ("1 < x^2 + y^2 <= 4", 3 * np.pi),
        ("|x| <= 3 and |y| <= 2", 24.0),
        ("|x| + |y| < 3", 18.0),
        ("0 < x < 1 and 0 < y < x", 0.5),
        ("max(|x|, |y|) < 2", 16.0),
        ("x^2 + y^2 < 1 or (x - 4)^2 + y^2 < 1", 2 * np.pi),
        ("not (x^2 + y^2 >= 4)", 4 * np.pi),
        ("0 < x y < 1 and 1 < x < e", 1.0),
    ],
)
def test_area(written: str, known: float) -> None:
    """Holes are left out, corners are sharp."""
    assert area(found(written)) == pytest.approx(known, rel=5e-4)


def test_corners_are_reached() -> None:
    region = found("|x| <= 3 and |y| <= 2").regions
    for corner in ((3, 2), (-3, 2), (3, -2), (-3, -2)):
        assert np.hypot(region.x - corner[0], region.y - corner[1]).min() < 2e-3


def test_strict_edges_are_told_from_others() -> None:
    region = found("0 <= x < 1").regions
    assert np.allclose(region.closed.x, 0, atol=1e-6) and np.allclose(region.strict.x, 1, atol=1e-6)
    assert length(region.closed) == pytest.approx(length(region.strict), rel=1e-6)


def test_a_pole_ends_a_region_and_does_not_belong_to_it() -> None:
    region = found("1/x <= 1").regions
    assert np.allclose(region.strict.x, 0, atol=1e-6)
    assert np.allclose(region.closed.x, 1, atol=1e-6)


def test_poles_that_are_no_round_numbers_do_not_belong_either() -> None:
    region = found("tan(x) <= y").regions
    poles = np.abs(np.mod(region.closed.x, np.pi) - np.pi / 2) < 1e-6
    assert not poles[np.abs(region.closed.y) < 3.9].any()
    assert (np.abs(np.mod(region.strict.x, np.pi) - np.pi / 2) < 1e-5).all()


def test_the_end_of_a_domain_belongs_where_the_function_is_defined_there() -> None:
    region = found("y < sqrt(x)").regions
    assert np.allclose(region.closed.x, 0, atol=1e-6) and region.closed.y.max() < 0.01
    strict = region.strict
    assert np.abs(strict.y - np.sqrt(np.maximum(strict.x, 0))).max() < 0.02


def test_jumps_have_one_closed_side() -> None:
    region = found("floor(x) = 1").regions
    assert np.allclose(region.closed.x, 1, atol=1e-6) and np.allclose(region.strict.x, 2, atol=1e-6)


def test_the_ends_of_the_window_are_no_edges() -> None:
    shape = found("y < 100")
    assert area(shape) > 96
    assert not len(shape.regions.closed.x) and not len(shape.regions.strict.x)


def test_two_halves_that_meet_in_a_line_are_undecided_along_it() -> None:
    across, up = found("y < sqrt(x) and y < sqrt(-x)").open
    assert len(across) and np.abs(across).max() < 0.1 and up.max() < 0.2
    assert up.min() < -3.9


def test_two_halves_that_never_meet() -> None:
    assert found("y < sqrt(x - 1) and y < sqrt(-1 - x)").empty
    assert found("x^2 + y^2 < 0 or not y < 9").empty


@pytest.mark.parametrize(
    ("written", "closed", "strict"),
    [
        ("floor(x + y) >= 1", True, False),
        ("ceil(x + y) >= 1", False, True),
        ("sign(y - x) >= 0", True, False),
        ("sign(y - x) > 0", False, True),
        ("sqrt(x + y - 1) >= 0", True, False),
        ("asin(x + 2y) < 5", True, False),
        ("mod(x + y, 7) < {x + 2y < 1: 9, -1}", False, True),
        ("mod(x + y, 9) < 1", True, True),
        ("{x + 2y < 1: 1, 0} > 0", False, True),
        ("{x + 2y <= 1: 1, 0} > 0", True, False),
    ],
)
def test_slanted_jumps_belong_as_their_functions_say(written: str, closed: bool, strict: bool) -> None:
    """No float need lie on the jump: the function is taken just where it jumps."""
    region = found(written, ((-2.1, 2.3), (-1.2, 1.5))).regions
    assert (len(region.closed.x) > 0, len(region.strict.x) > 0) == (closed, strict)


def test_values_near_the_greatest_float_warn_of_nothing() -> None:
    """A pole is told by a multiple of what is beside it, which may be larger than any float."""
    assert area(found("x^2^x > 0 and y < 1")) > 0
