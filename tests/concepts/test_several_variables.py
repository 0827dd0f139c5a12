"""Level curves, surfaces, gradients and fields of arrows: their figures, and why they may not be there."""

from math import hypot

import numpy as np
import pytest

from calcviz.drawing import Arrows, Drawing, Handle, Heatmap, Label, LevelCurves, Polyline
from calcviz.drawing.space import Mesh, SpaceArrows, SpaceHandle, SpaceLine
from calcviz.engine.answers import answer
from calcviz.language.messages import use_language
from calcviz.maths.fields.box import Box
from calcviz.scene.concept import Concept, InSpace
from calcviz.scene.document import Document, Row
from calcviz.session import Session

BOX = Box(-6, 6, -6, 6, 0, 80)


def session_of(*rows: str) -> Session:
    """A session with these rows."""
    return Session(Document(tuple(Row(k, text) for k, text in enumerate(rows, start=1))))


def drawing(*rows: str) -> Drawing:
    """The drawing of the last row, in a view of ±10."""
    return session_of(*rows).frame.rows[-1].drawing


def concept(*rows: str) -> Concept:
    """The concept of the last row."""
    made = session_of(*rows).scene.items[-1].concept
    assert made is not None
    return made


def found(kind: type, parts: tuple[object, ...]) -> list[object]:
    """The parts of a kind."""
    return [part for part in parts if isinstance(part, kind)]


def in_space(*rows: str, box: Box = BOX) -> tuple[object, ...]:
    """What the last row shows in a box."""
    made = concept(*rows)
    assert isinstance(made, InSpace)
    return made.draw_space(box)


def test_the_gradient_of_the_curriculum() -> None:
    """x² + y² at (3, 4): (6, 8), length 10, and a sentence that says where it rises fastest."""
    session = session_of("g(x, y) = x^2 + y^2", "gradient(g, (3, 4))")
    readouts = answer(session.scene.items[1], session.frame.rows[1], session.scene)["readouts"]
    assert readouts == {"gradient": [6.0, 8.0], "length": 10.0, "∂g/∂x": 6.0, "∂g/∂y": 8.0}
    said = session.frame.rows[1].drawing.sentence
    assert said == "at (3, 4) g rises fastest in the direction (0.6, 0.8), with slope 10"


@pytest.mark.parametrize("place", ["(3, 4)", "(-1, 2)", "(0.3, -5)"])
def test_a_gradient_stands_across_its_level_curve(place: str) -> None:
    """The nearest piece of the curve is at right angles to the arrow."""
    parts = drawing("g(x, y) = x^2 y + 3x + y^3/9", f"gradient(g, {place})").primitives
    (curve,), (arrow,), (point,) = found(LevelCurves, parts), found(Arrows, parts), found(Handle, parts)
    assert isinstance(curve, LevelCurves) and isinstance(arrow, Arrows) and isinstance(point, Handle)
    near = np.hypot(curve.x - point.x, curve.y - point.y)
    near[np.append(curve.starts[1:] - 1, len(near) - 1)] = np.inf  # the last point of a piece has no next
    k = int(np.argmin(near))
    along = curve.x[k + 1] - curve.x[k], curve.y[k + 1] - curve.y[k]
    across = along[0] * arrow.dx[0] + along[1] * arrow.dy[0]
    assert abs(across) < 0.1 * hypot(*along) * hypot(arrow.dx[0], arrow.dy[0])


def test_a_gradient_of_zero_is_a_dot_and_a_critical_point() -> None:
    """x² − y² at the origin."""
    shown = drawing("gradient(x^2 - y^2, (0, 0))")
    assert shown.sentence == "the gradient of the function is zero at (0, 0): a critical point"
    assert shown.reason is None
    assert not found(Label, shown.primitives)
    (dot,) = found(Arrows, shown.primitives)
    assert isinstance(dot, Arrows) and dot.dx[0] == dot.dy[0] == 0


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (
            "sqrt(x^2 + y^2)",
            "has no gradient at (0, 0); along x: slope -1 from the left, 1 from the right; along y",
        ),
        ("|x| + y", "along x: slope -1 from the left, 1 from the right"),
        ("{x = 0 and y = 0: 0, x y/(x^2 + y^2)}", "the function is not continuous here"),
        ("sqrt(|x y|)", "not differentiable here"),
        ("1/(x y)", "the function is undefined at (0, 0)"),
    ],
)
def test_where_there_is_no_gradient_no_arrow_is_drawn(text: str, reason: str) -> None:
    """The cone's tip, an edge, a jump with both partial derivatives, no value: each says why."""
    shown = drawing(f"gradient({text}, (0, 0))")
    assert shown.reason is not None and reason in shown.reason
    assert not found(Arrows, shown.primitives)
    assert not found(SpaceArrows, in_space(f"gradient({text}, (0, 0))"))
    (point,) = found(Handle, shown.primitives)
    assert isinstance(point, Handle) and point.hollow == ("undefined" in reason)


def test_the_level_curve_through_a_point() -> None:
    """x² + y² through (3, 4): the circle x² + y² = 25."""
    session = session_of("g(x, y) = x^2 + y^2", "level_curve(g, (3, 4))")
    readouts = answer(session.scene.items[1], session.frame.rows[1], session.scene)["readouts"]
    assert readouts == {"value": 25.0, "equation": "x^2 + y^2 = 25"}
    (curve,) = found(LevelCurves, session.frame.rows[1].drawing.primitives)
    assert isinstance(curve, LevelCurves)
    assert np.abs(np.hypot(curve.x, curve.y) - 5).max() < 1e-4
    floor, raised, *_ = found(SpaceLine, in_space("level_curve(x^2 + y^2, (3, 4))"))
    assert isinstance(floor, SpaceLine) and isinstance(raised, SpaceLine)
    assert (floor.z == 0).all() and (raised.z == 25).all()


def test_a_level_curve_at_a_critical_point_is_said_to_be_one() -> None:
    """At a lowest point there is no line, at a saddle two of them cross."""
    assert "no level curve passes through it" in drawing("level_curve(x^2 + y^2, (0, 0))").sentence
    assert "need not be a single line" in drawing("level_curve(x^2 - y^2, (0, 0))").sentence


@pytest.mark.parametrize(
    ("g", "reason"),
    [("3", "is 3 everywhere"), ("floor(x/100 + 0.5) + 7", "is 7 everywhere in view")],
)
def test_a_constant_function_has_no_level_curve(g: str, reason: str) -> None:
    """3 = 3 is the equation of no curve."""
    session = session_of(f"level_curve({g}, (1, 1))")
    given = answer(session.scene.items[0], session.frame.rows[0], session.scene)
    assert list(given["readouts"]) == ["value"]
    assert given["reason"].startswith("no level curve") and given["reason"].endswith(reason)
    bowl = session_of("level_curve(x^2 + y^2, (0, 0))")
    (shown,) = bowl.frame.rows
    assert shown.drawing.reason is None and shown.drawing.readouts[1].text == "x^2 + y^2 = 0"


@pytest.mark.parametrize("row", ["level_curve(ln(x) + y, (-1, 2))", "gradient(ln(x) + y, (-1, 2))"])
def test_outside_the_domain_the_point_is_hollow(row: str) -> None:
    """It can be dragged back, in the plane and on the floor of space."""
    shown = drawing(row)
    assert shown.reason == "the function is undefined at (−1, 2)"
    (point,) = shown.handles
    assert (point.x, point.y, point.hollow) == (-1, 2, True)
    (held,) = found(SpaceHandle, in_space(row))
    assert isinstance(held, SpaceHandle) and held.z == BOX.z_low


@pytest.mark.parametrize("row", ["g(x, y) = {}", "level_curves({})"])
def test_why_there_is_no_level_curve(row: str) -> None:
    """Constant everywhere, constant in view, nowhere defined."""
    for text, reason in (
        ("3", "is 3 everywhere"),
        ("floor(x/100 + 0.5) + 7", "is 7 everywhere in view"),
        ("ln(-1 - x^2 - y^2)", "is undefined everywhere in view"),
        ("gcd(x, 6) y", "jumps or has gaps everywhere in view"),
    ):
        shown = drawing(row.format(text))
        assert shown.reason is not None and shown.reason.endswith(reason)
        assert not found(LevelCurves, shown.primitives)


def test_levels_are_nice_and_as_many_as_wanted() -> None:
    """Values that people would choose, lines with their numbers, colours in bands between them."""
    shown = drawing("level_curves(x y, filled = filled, levels = 20)")
    (curves,), (colours,) = found(LevelCurves, shown.primitives), found(Heatmap, shown.primitives)
    assert isinstance(curves, LevelCurves) and isinstance(colours, Heatmap)
    assert curves.levels == colours.scale.levels
    assert 0.0 in curves.levels and 14 <= len(curves.levels) <= 28
    assert drawing("level_curves(x, levels = 9)").readouts[0].text == "-8, -6, -4, …, 8"
    assert colours.scale.kind == "diverging"
    assert not found(Heatmap, drawing("level_curves(x y)").primitives)


def test_a_field_has_its_surface_over_its_level_curves() -> None:
    """Both with the same row; the surface alone says that it stands in space."""
    lines, surface = in_space("g(x, y) = x^2 + y^2")
    assert isinstance(lines, SpaceLine) and isinstance(surface, Mesh)
    assert surface.scale is not None and surface.scale.latex == "g"
    assert drawing("surface(x + y)").sentence == "the surface of the function stands in space"
    (plain, *_) = in_space("surface(x + y, color = none)")
    assert isinstance(plain, Mesh) and plain.scale is None


def test_the_arrows_of_a_gradient_field() -> None:
    """At each place the gradient there; with a minus the way down; on the floor as well."""
    for sign, turned in (("plus", 1), ("minus", -1)):
        (arrows,) = drawing(f"gradient_field(x^2 + 3y, sign = {sign})").primitives
        assert isinstance(arrows, Arrows)
        assert (turned * arrows.dy > 0).all()
        np.testing.assert_allclose(arrows.dx * 3, arrows.dy * 2 * arrows.x, atol=1e-12)
    (floor,) = in_space("gradient_field(x^2 + 3y)")
    assert isinstance(floor, SpaceArrows) and (floor.z == BOX.z_low).all()


def test_a_field_without_a_rule_says_so() -> None:
    """gcd has no derivative by rules."""
    shown = drawing("gradient_field(gcd(x, 6) y)")
    assert shown.reason == "the derivative of gcd is not in the table"
    assert not shown.primitives
    assert in_space("gradient_field(gcd(x, 6) y)") == ()


def test_a_map_that_is_nowhere_defined_says_so() -> None:
    """As a row and as a vector field."""
    for row in ("F(x, y) = (ln(-1 - x^2), y)", "vector_field((ln(-1 - x^2), y))"):
        shown = drawing(row)
        assert shown.reason is not None and shown.reason.endswith("is undefined everywhere in view")


def test_a_map_that_lives_between_the_arrows_is_not_called_zero_or_undefined() -> None:
    """The disc is small in the view: one arrow stands in it, at its middle, or none at all."""
    for row in ("gradient_field(sqrt(0.5 - x^2 - y^2))", "vector_field((ln(0.1 - (x - 0.4)^2 - y^2), 1))"):
        shown = drawing(row)
        assert shown.reason is not None and shown.reason.endswith("zoom in")
    assert "zero everywhere" in (drawing("gradient_field(3 + 0x y)").reason or "")


def test_a_gradient_can_be_shown_as_a_map() -> None:
    """vector_field(∇g) is the gradient field."""
    (first,) = drawing("g(x, y) = x^2 y", "vector_field(∇g)").primitives
    (second,) = drawing("g(x, y) = x^2 y", "gradient_field(g)").primitives
    assert isinstance(first, Arrows) and isinstance(second, Arrows)
    np.testing.assert_array_equal(first.dx, second.dx)


def test_flow_lines_follow_the_arrows() -> None:
    """Those of a rotation are circles; the one through P goes through it and is closed."""
    shown = drawing("streamlines((-y, x), (3, 4))")
    lines, heads, through, _ = shown.primitives
    assert isinstance(lines, Polyline) and isinstance(heads, Arrows) and isinstance(through, Polyline)
    for piece in np.split(np.hypot(lines.x, lines.y), lines.starts[1:]):
        assert np.ptp(piece) < 0.02
    np.testing.assert_allclose(np.hypot(through.x, through.y), 5, atol=0.02)
    assert (through.x[0], through.y[0]) == (through.x[-1], through.y[-1])
    turning = heads.x * heads.dy - heads.y * heads.dx
    assert (turning > 0).all()
    assert shown.readouts[0].values == (-4.0, 3.0)


def test_where_nothing_flows_it_is_said() -> None:
    """A point of rest, a map of zeros, a map that is nowhere defined, a point outside the domain."""
    rest = drawing("streamlines((-y, x), (0, 0))")
    assert rest.sentence == "at (0, 0) the map is zero: the flow stands still"
    assert rest.reason is None and len(rest.primitives) == 3
    assert drawing("streamlines((0, 0))").reason == "no flow line: the map is zero everywhere in view"
    assert drawing("streamlines((ln(-1 - x^2), y))").reason == "the map is undefined everywhere in view"
    outside = drawing("streamlines((sqrt(x), y), (-1, 1))")
    assert outside.reason == "the map is undefined at (−1, 1)"
    assert outside.handles[0].hollow


def test_the_point_is_dragged_in_both_views() -> None:
    """The handles have one name; a point of the document moves with it."""
    session = session_of("A = (1, 2)", "gradient(x^2 + y^2, A)")
    session.preview_drag(2, "P", 3.0, 4.0)
    session.commit()
    assert session.document.rows[0].text == "A = (3, 4)"
    assert session.frame.rows[1].drawing.readouts[1].value == 10
    (held,) = found(SpaceHandle, in_space("gradient(x^2 + y^2, (3, 4))"))
    assert isinstance(held, SpaceHandle) and (held.name, held.z) == ("P", 25)


def test_what_is_said_is_said_in_chinese() -> None:
    """Sentences and reasons."""
    use_language("zh_CN")
    try:
        said = drawing("g(x, y) = x^2 + y^2", "gradient(g, (3, 4))").sentence
        why = drawing("g(x, y) = 3").reason
    finally:
        use_language("en")
    assert said == "在 (3, 4) 处，g 沿方向 (0.6, 0.8) 上升最快，斜率为 10"
    assert why == "没有等值线：g 处处等于 3"


def test_the_path_of_steepest_descent_goes_from_the_point_to_rest() -> None:
    """In the plane and along the surface; and the other way, out of the view."""
    shown = drawing("gradient(x^2 + 2y^2, (2, 1), path = down)")
    (line,) = (part for part in found(Polyline, shown.primitives) if part.role == "line")
    assert (line.x[0], line.y[0]) == (2.0, 1.0)
    assert abs(line.x[-1]) < 1e-3 and abs(line.y[-1]) < 1e-3
    assert np.allclose(line.y, (line.x / 2) ** 2, atol=2e-3)  # dy/dx = 2y/x
    assert "comes to rest at (0, 0)" in shown.sentence
    assert "leaves the view" in drawing("gradient(x^2 + 2y^2, (2, 1), path = up)").sentence
    assert "path" not in drawing("gradient(x^2 + 2y^2, (0, 0), path = up)").sentence


def test_a_composition_that_grows_too_long_is_said() -> None:
    """Its derivative would take seconds."""
    long = " + ".join(f"sin({k}x y)" for k in range(1, 30))
    shown = drawing(f"F(x, y) = ({long}, {long})", "jacobian_chain(F, F, (1, 1))")
    assert shown.reason == "this formula becomes too large when it is written out"


def test_a_row_without_a_tangent_plane_says_first_that_there_is_no_gradient() -> None:
    shown = drawing("tangent_plane(sqrt(x^2 + y^2), (0, 0))")
    assert [each.name for each in shown.readouts] == ["gradient", "value"]
    assert shown.readouts[0].values is None and shown.reason
