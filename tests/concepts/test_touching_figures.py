"""The figures of slices, tangent planes, directions, models and critical points, and why there are none."""

from math import pi, sqrt

import pytest

from calcviz.drawing import Arrows, Handle, Label, Polyline
from calcviz.drawing.space import Mesh, SpaceHandle, SpaceLine
from calcviz.maths.fields.box import Box
from calcviz.scene.concept import InSpace
from calcviz.scene.document import Viewport
from tests.concepts.figures import drawing, given, opened, readouts

BOX = Box(-5, 5, -5, 5, 0, 50)
TORN = "{x = 0 and y = 0: 0, x^2 y/(x^4 + y^2)}"


def in_space(*rows: str, box: Box = BOX) -> tuple[object, ...]:
    concept = opened(*rows).scene.items[-1].concept
    assert isinstance(concept, InSpace)
    return concept.draw_space(box)


def test_partials() -> None:
    """x² + y² at (3, 4): 6 and 8, typed as a pair and as a point."""
    for rows in (("partials(x^2 + y^2, (3, 4))",), ("P = (3, 4)", "partials(x^2 + y^2, P)")):
        found = readouts(*rows)
        assert (found["∂z/∂x"], found["∂z/∂y"], found["value"]) == (6.0, 8.0, 25.0)
    shown = drawing("g(x, y) = x^2 + y^2", "partials(g, (3, 4))")
    assert shown.sentence == "at (3, 4) g has the slope 6 along x and 8 along y"


def test_the_slices_are_named_by_numbers_and_leave_room_for_their_axes() -> None:
    """a = 2 is another row's: a line at −1.5 must not be called x = a."""
    shown = drawing("a = 2", "g(x, y) = x^2 + y^2", "partials(g, (-1.5, 4))")
    labels = [part for part in shown.primitives if isinstance(part, Label)]
    assert {(part.latex[0], dict(part.values)["value"]) for part in labels} == {("x", "-1.5"), ("y", "4")}
    along_x, along_y = shown.panels
    assert along_x.title == r"x \mapsto g(x, 4)" and along_y.title == r"y \mapsto g(-1.5, y)"
    assert along_x.y_range == along_y.y_range and along_x.y_range[0] < 0


def test_both_slices_stand_beside_the_plane_and_on_the_surface() -> None:
    """Through P, with tangents of the slopes; dragging the point of a slice moves one coordinate."""
    shown = drawing("partials(x^2 + y^2, (3, 4))")
    assert [panel.names for panel in shown.panels] == [("x", "z"), ("y", "z")]
    for panel, at, slope in zip(shown.panels, (3, 4), (6, 8)):
        curve, tangent = [part for part in panel.primitives if isinstance(part, Polyline)]
        assert tangent.role == "line" and curve.role == "curve"
        assert (tangent.y[1] - tangent.y[0]) / (tangent.x[1] - tangent.x[0]) == pytest.approx(slope)
        (point,) = [part for part in panel.primitives if isinstance(part, Handle)]
        assert (point.x, point.y) == (at, 25)
    session = opened("partials(x^2 + y^2, (3, 4))")
    session.preview_drag(1, "a", 1, 0)
    session.preview_drag(1, "b", 2, 0)
    session.commit()
    assert session.document.rows[0].text == "partials(x^2 + y^2, (1, 2))"
    for part in in_space("partials(x^2 + y^2, (3, 4))"):
        if isinstance(part, SpaceLine) and part.role == "curve":
            assert part.z == pytest.approx(part.x**2 + part.y**2, abs=0.02)
            assert (part.x == 3).all() or (part.y == 4).all()


def test_one_partial_may_exist_without_the_other() -> None:
    found = given("partials(abs(x) + y^2, (0, 4))")
    assert found["readouts"]["∂z/∂x"] is None and found["readouts"]["∂z/∂y"] == 8
    assert found["reason"] == "no slope along x: slope -1 from the left, 1 from the right"
    assert given("partials(sqrt(x^2 + y^2), (0, 0))")["reason"].count("no slope") == 2
    assert given("g(x, y) = ln(x y)", "partials(g, (0, 1))")["reason"] == "g is undefined at (0, 1)"


def test_a_tangent_plane_has_its_equation() -> None:
    """x² + y² at (1, 1): z = 2x + 2y − 2."""
    found = readouts("tangent_plane(x^2 + y^2, (1, 1))")
    assert found == {"value": 2.0, "gradient": [2.0, 2.0], "equation": "z = 2*x + 2*y - 2"}
    assert readouts("tangent_plane(3 - y, (1, 1))")["equation"] == "z = -y + 3"
    assert readouts("tangent_plane(x y, (0, 0))")["equation"] == "z = 0"
    (mesh,) = [p for p in in_space("tangent_plane(x^2 + y^2, (1, 1))") if isinstance(p, Mesh)]
    assert mesh.role == "plane"
    there = mesh.z == mesh.z
    height = 2 * mesh.x[None, :] + 2 * mesh.y[:, None] - 2
    assert mesh.z[there] == pytest.approx(height[there])


def test_a_tangent_plane_leaves_the_gradient_to_the_gradient() -> None:
    """One arrow for ∇g at a point, that of the row that is about it."""
    parts = drawing("tangent_plane(x^2 + y^2, (1, 1))").primitives
    assert not [part for part in parts if isinstance(part, Arrows)]
    assert [part for part in parts if isinstance(part, Polyline)]
    assert [part for part in drawing("gradient(x^2 + y^2, (1, 1))").primitives if isinstance(part, Arrows)]


@pytest.mark.parametrize("g", ["sqrt(x^2 + y^2)", TORN, "{x = 0 and y = 0: 0, x y/(x^2 + y^2)}", "ln(x)"])
def test_where_there_is_no_tangent_plane_none_is_drawn(g: str) -> None:
    """A tip, partial derivatives without differentiability, an undefined place: a sentence each."""
    found = given(f"tangent_plane({g}, (0, 0))")
    assert found["reason"] and "equation" not in found["readouts"]
    parts = in_space(f"tangent_plane({g}, (0, 0))")
    assert not [part for part in parts if isinstance(part, Mesh)]
    assert [part for part in parts if isinstance(part, SpaceHandle)]


def test_directional_derivatives() -> None:
    """∇g·u; along the gradient its length, across it 0."""
    g = "x^2 + y^2"
    assert readouts(f"directional({g}, (1, 1), pi/4)")["slope"] == pytest.approx(sqrt(8), abs=1e-15)
    assert readouts(f"directional({g}, (1, 1), 3pi/4)")["slope"] == pytest.approx(0, abs=1e-15)
    assert readouts(f"directional({g}, (3, 4), pi/2)") == {
        "slope": 8.0,
        "direction": [0.0, 1.0],
        "gradient": [6.0, 8.0],
    }


def test_the_direction_is_dragged_around_the_point_at_any_zoom() -> None:
    """The handle stands 90 pixels from P; dragged above P the angle is π/2."""
    for half in (1e-6, 1.0, 1e6):
        view = Viewport(-half, half, -half * 0.625, half * 0.625)
        shown = drawing("directional(x^2 + y^2, (0, 0), 0.5)", viewport=view)
        handle = next(each for each in shown.handles if each.name == "angle")
        assert (handle.x**2 + handle.y**2) ** 0.5 * view.x_unit == pytest.approx(90)
    session = opened("directional(x^2 + y^2, (1, 1))")
    session.preview_drag(1, "angle", 1, 3)
    session.commit()
    assert session.document.rows[0].text == "directional(x^2 + y^2, (1, 1), angle = 1.5708)"


def test_a_direction_may_have_a_slope_where_there_is_no_gradient() -> None:
    """x²y/(x⁴ + y²), 0 at the origin: cos²/sin in each direction, and it says that this is not all."""
    found = given(f"directional({TORN}, (0, 0), pi/4)")
    assert found["readouts"]["slope"] == pytest.approx(sqrt(0.5), abs=1e-4)
    assert found["readouts"]["gradient"] is None
    assert given("directional(sqrt(x^2 + y^2), (0, 0))")["readouts"]["slope"] is None


@pytest.mark.parametrize(
    ("g", "P", "values", "kind"),
    [
        ("x^2 - y^2", "(0, 0)", [-2.0, 2.0], "saddle-shaped"),
        ("x^2 + 3y^2", "(5, 5)", [2.0, 6.0], "bowl, open upwards"),
        ("sin(x) cos(y)", "(pi/2, 0)", [-1.0, -1.0], "dome, open downwards"),
        ("x^2", "(0, 0)", [0.0, 2.0], "channel, open upwards"),
        ("x + y", "(0, 0)", [0.0, 0.0], "plane: the second derivatives are 0"),
    ],
)
def test_quadratic_models(g: str, P: str, values: list[float], kind: str) -> None:
    found = readouts(f"quadratic_model({g}, {P})")
    assert found["eigenvalues"] == pytest.approx(values, abs=1e-15)
    assert found["kind"] == kind


def test_a_hessian_with_unequal_mixed_derivatives_has_no_model() -> None:
    found = given("g(x, y) = {x = 0 and y = 0: 0, x y (x^2 - y^2)/(x^2 + y^2)}", "quadratic_model(g, (0, 0))")
    assert found["reason"] == "the mixed derivatives differ: ∂²g/∂y∂x is -1, ∂²g/∂x∂y is 1"
    assert found["readouts"]["hessian"] is None


def test_the_number_of_a_direction_stays_in_view() -> None:
    """Beyond the end of the arrow; where that is not seen, beside its end."""
    concept = opened("directional(x^2 + y^2, (1, 1), 0)").scene.items[-1].concept
    assert concept is not None
    for view, reach in (
        (Viewport(-10, 10, -6.25, 6.25, width=960, height=600), 117),
        (Viewport(-1, 3, -1, 3, width=220, height=220), 90),
    ):
        (label,) = (part for part in concept.draw(view).primitives if isinstance(part, Label))
        assert (label.x - 1) * view.x_unit == pytest.approx(reach)


def test_critical_points() -> None:
    """x² − y²: saddle (0, 0). Rosenbrock: minimum (1, 1)."""
    saddle = readouts("critical_points(x^2 - y^2)")
    assert (saddle["kind"], saddle["x"], saddle["y"]) == (["saddle"], [0.0], [0.0])
    valley = readouts("critical_points((1 - x)^2 + 100(y - x^2)^2)")
    assert (valley["kind"], valley["x"], valley["y"]) == (["minimum"], [1.0], [1.0])
    waves = readouts("critical_points(sin(x))")
    assert "count" not in waves  # there are more than a number tells
    assert given("critical_points(sin(x))")["reason"] == "the critical points fill a curve"
    assert "eigenvalue" in given("critical_points((y - x^2)(y - 2x^2))")["reason"]
    assert given("critical_points(x + y)")["reason"] == "the function has no critical point in view"
    assert drawing("critical_points(cos(x) cos(y))").sentence.endswith(f"maximum: {_tops()}, saddle: 24)")


def _tops() -> int:
    """Tops of cos x cos y within ±10 and ±6.25: at (mπ, nπ) with m + n even."""
    return sum((m + n) % 2 == 0 for m in range(-3, 4) for n in range(-1, 2) if abs(m * pi) <= 10)
