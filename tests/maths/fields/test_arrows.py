"""Fields of arrows: where they stand, where they point, how long they are."""

from typing import Literal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.maths.fields.arrows import SPACING, ArrowField, arrows, places
from calcviz.maths.fields.vector import gradient_of
from tests.maths.fields.fields import field, plane_map

PIXELS = (800.0, 400.0)
WINDOW = ((-10.0, 10.0), (-5.0, 5.0))


def on_screen(a: ArrowField) -> np.ndarray:
    return np.hypot(a.dx * 40, a.dy * 40)


@given(st.floats(-1e3, 1e3), st.floats(1e-3, 1e5), st.floats(0, 1))
def test_places_stay_while_panning(low: float, span: float, shift: float) -> None:
    here = places(low, low + span, 700)
    step = here[1] - here[0]
    assert 0.85 * SPACING < step * 700 / span < 1.2 * SPACING
    assert here[0] <= low + 1e-9 * step and here[-1] >= low + span - 1e-9 * step
    moved = places(low + shift * span, low + shift * span + span, 700)
    common = here[here > moved[0] - step / 2]
    assert np.allclose(common, moved[: len(common)], rtol=0, atol=1e-6 * step)


def test_lengths_keep_their_proportion() -> None:
    a = arrows(plane_map("-y", "x"), *WINDOW, PIXELS)
    below = a.strength < np.quantile(a.strength, 0.85)
    assert np.allclose(np.hypot(a.dx, a.dy)[below], a.scale * a.strength[below])
    assert np.allclose(a.dx * a.x + a.dy * a.y, 0, atol=1e-9)
    assert on_screen(a).max() < SPACING


def test_a_pole_leaves_the_others_readable() -> None:
    a = arrows(gradient_of(field("1/(x^2+y^2)")), *WINDOW, PIXELS)
    assert not ((a.x == 0) & (a.y == 0)).any()
    assert on_screen(a).max() < SPACING and np.median(on_screen(a)) > 1


def test_by_colour_all_are_alike_and_zero_is_a_dot() -> None:
    a = arrows(plane_map("x", "0 x"), *WINDOW, PIXELS, by="colour")
    zero = a.x == 0
    assert zero.any() and (on_screen(a)[zero] == 0).all() and np.ptp(on_screen(a)[~zero]) < 1e-9
    assert np.allclose(a.strength, np.abs(a.x)) and (np.sign(a.dx) == np.sign(a.x)).all()


def test_downhill_is_the_opposite() -> None:
    g = gradient_of(field("x^2 + y"))
    up, down = arrows(g, *WINDOW, PIXELS), arrows(g, *WINDOW, PIXELS, sign=-1)
    assert np.array_equal(up.dx, -down.dx) and np.array_equal(up.dy, -down.dy)


def test_undefined_has_no_arrow() -> None:
    a = arrows(plane_map("ln(x)", "1"), *WINDOW, PIXELS)
    assert len(a.x) and (a.x > 0).all()
    assert len(arrows(plane_map("ln(-1-x^2)", "1"), *WINDOW, PIXELS).x) == 0


def test_unequal_units_keep_the_mathematical_direction() -> None:
    a = arrows(plane_map("1 + 0x", "1 + 0x"), (0.0, 1.0), (0.0, 100.0), PIXELS)
    assert np.allclose(a.dx, a.dy) and np.hypot(a.dx * 800, a.dy * 4).max() < SPACING


@pytest.mark.parametrize("by", ["length", "colour"])
def test_nothing_but_zeros(by: Literal["length", "colour"]) -> None:
    a = arrows(plane_map("0x", "0x"), *WINDOW, PIXELS, by=by)
    assert len(a.x) and not a.dx.any() and not a.strength.any() and a.scale == 0
