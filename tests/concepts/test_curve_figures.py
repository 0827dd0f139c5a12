"""The figures of curves: a point that moves, its velocity and its speed."""

from math import pi

import pytest

from calcviz.drawing import Arrows, Label, Polyline
from calcviz.drawing.space import SpaceArrows
from calcviz.maths.fields.ray import Ray
from tests.concepts.figures import drawing, opened, readouts

CYCLOID = "c(t) = (t - sin(t), 1 - cos(t)) for 0 <= t <= 3pi"


def test_the_velocity_has_the_derivatives_for_components() -> None:
    found = readouts(CYCLOID, "velocity(c, pi)")
    assert found["position"] == pytest.approx([pi, 2])
    assert found["velocity"] == pytest.approx([2, 0], abs=1e-12)
    assert found["speed"] == pytest.approx(2)


def test_the_arrow_stands_at_the_point_along_the_line() -> None:
    found = drawing("c(t) = (t, t^2)", "velocity(c, 1)")
    (arrow,) = [part for part in found.primitives if isinstance(part, Arrows)]
    assert (arrow.x.tolist(), arrow.y.tolist()) == ([1, 1], [1, 1])
    assert (arrow.dx.tolist(), arrow.dy.tolist()) == ([1, 0], [2, 2])
    assert [part.latex for part in found.primitives if isinstance(part, Label)] == ["c'", "c''"]
    (line,) = [part for part in found.primitives if isinstance(part, Polyline)]
    assert line.y - 1 == pytest.approx(2 * (line.x - 1))


def test_at_a_cusp_it_stands_still_and_at_a_corner_there_is_none() -> None:
    still = drawing(CYCLOID, "velocity(c, 0)")
    (pull,) = [part for part in still.primitives if isinstance(part, Arrows)]
    assert (pull.dx.tolist(), pull.dy.tolist()) == ([0], [1]) and still.reason is None
    assert readouts(CYCLOID, "velocity(c, 0)")["speed"] == 0
    assert readouts(CYCLOID, "velocity(c, 0)")["acceleration"] == [0, 1]
    corner = drawing("c(t) = (t, |t|)", "velocity(c, 0)")
    assert corner.reason == "slope -1 from the left, 1 from the right"
    assert readouts("c(t) = (t, |t|)", "velocity(c, 0)")["position"] == [0, 0]
    assert "no point at t = −1" in drawing("c(t) = (t, ln t)", "velocity(c, -1)").sentence


def test_the_point_is_dragged_along_the_curve() -> None:
    session = opened("c(t) = (3cos(t), 3sin(t))", "velocity(c, 1)")
    session.preview_drag(2, "t", 0.0, 7.0)
    session.commit()
    assert session.document.rows[1].text == "velocity(c, 1.5708)"


def test_in_space_there_are_three_components_and_no_more_in_the_plane() -> None:
    rows = ("c(t) = (2cos t, 2sin t, t/3) for 0 <= t <= 4pi", "velocity(c, pi)")
    found = readouts(*rows)
    assert found["position"] == pytest.approx([-2, 0, pi / 3])
    assert found["velocity"] == pytest.approx([0, -2, 1 / 3], abs=1e-12)
    assert found["acceleration"] == pytest.approx([2, 0, 0], abs=1e-12)
    assert found["speed"] == pytest.approx(37**0.5 / 3)
    assert drawing(*rows).primitives == ()
    session = opened(*rows)
    session.look_at_space(True)
    shown = session.frame.rows[1].space
    tips = [(part.x + part.dx, part.z + part.dz) for part in shown if isinstance(part, SpaceArrows)]
    assert [(x.item(), z.item()) for x, z in tips] == [
        (pytest.approx(-2), pytest.approx((pi + 1) / 3)),
        (pytest.approx(0), pytest.approx(pi / 3)),
    ]
    session.preview_in_space(2, "t", Ray((0.0, -100.0, pi / 6), (0.0, 1.0, 0.0)))
    assert session.scene.item(2).concept.t == pytest.approx(pi / 2, abs=1e-3)  # type: ignore[union-attr]


def test_a_point_without_acceleration_says_so() -> None:
    found = drawing("c(t) = (t, t|t|)", "velocity(c, 0)")
    assert [each.reason for each in found.readouts if each.name == "acceleration"] == [
        "the velocity has no derivative here"
    ]
