"""The figures that the curriculum asks for, read from the readouts."""

import pytest

from calcviz.drawing import Label
from calcviz.engine.answers import answer
from calcviz.language.messages import use_language
from calcviz.scene.document import Document, Row
from calcviz.session import Session


def answers(*rows):
    """The answers to rows, as calc gives them."""
    session = Session(Document(tuple(Row(k, text) for k, text in enumerate(rows, start=1))))
    pairs = zip(session.scene.items, session.frame.rows, strict=True)
    return [answer(item, row, session.scene) for item, row in pairs]


def readouts(*rows):
    """The readouts of the last row."""
    return answers(*rows)[-1]["readouts"]


def test_derivatives():
    """(3x² − 4x)′ = 6x − 4; x³ + x² + x + 1 has f‴ = 6."""
    assert readouts("f(x) = 3x^2 - 4x", "derivative(f)") == {"formula": "6*x - 4"}
    assert readouts("derivative(x^3 + x^2 + x + 1, 3)") == {"formula": "6"}


def test_tangents():
    """3x² − 4x at 1: y = 2x − 3. 0.01x² + 0.1x at 5: slope 0.2."""
    assert readouts("f(x) = 3x^2 - 4x", "tangent(f, 1)") == {"slope": 2.0, "equation": "y = 2*x - 3"}
    assert readouts("tangent(0.01x^2 + 0.1x, 5)")["slope"] == pytest.approx(0.2, abs=1e-15)


def test_a_corner_has_no_tangent():
    """abs(x) at 0: none, left −1, right 1."""
    (given,) = answers("tangent(abs, 0)")
    assert given["readouts"] == {"slope": None}
    assert given["reason"] == "slope -1 from the left, 1 from the right"


def test_forward_quotients():
    """3x² − 4x at 1, h = 0.1 … 0.00001: 2.30000 2.03000 2.00300 2.00030 2.00003."""
    table = readouts("f(x) = 3x^2 - 4x", "difference_quotients(f, 1)")
    assert [f"{value:.5f}" for value in table["forward"]] == [
        "2.30000",
        "2.03000",
        "2.00300",
        "2.00030",
        "2.00003",
    ]
    assert table["h"] == pytest.approx([0.1, 0.01, 0.001, 0.0001, 0.00001])


def test_a_secant_becomes_the_tangent():
    """x² from 1: slope 2 + h, and 2 at h = 0."""
    for h in (1, 0.5, 0.125):
        assert readouts(f"secant(x^2, 1, {h})")["slope"] == 2 + h
    assert readouts("secant(x^2, 1, 0)")["slope"] == 2


def test_a_normal_stands_at_right_angles():
    """x² at 1: slope −1/2; at the vertex it is vertical."""
    assert readouts("normal(x^2, 1)") == {"slope": -0.5, "equation": "y = -0.5*x + 1.5"}
    assert readouts("normal(x^2, 0)") == {"slope": None, "equation": "x = 0"}


def test_at_h_0_a_secant_shows_no_quotient():
    """0/0 is never written; what stands there is the slope of the tangent."""
    session = Session(Document((Row(1, "secant(x^2, 1, 0)"),)))
    readouts = session.frame.rows[0].drawing.readouts
    assert [readout.latex for readout in readouts] == ["y'(a)", "y"]
    session = Session(Document((Row(1, "secant(abs, 0, 0)"),)))
    assert session.frame.rows[0].reason == "slope -1 from the left, 1 from the right"


@pytest.mark.parametrize(
    "row", ["tangent(ln(x), -1)", "secant(ln(x), 1, -2)", "difference_quotients(ln(x), -1)"]
)
def test_no_point_is_shown_where_the_function_is_undefined(row):
    """The handle is hollow: it can be dragged back, and says that nothing is there."""
    session = Session(Document((Row(1, row),)))
    hollow = [handle for handle in session.frame.rows[0].drawing.handles if handle.hollow]
    assert hollow
    assert all(handle.x < 0 and handle.y == 0 for handle in hollow)


def drawing(*rows):
    """The drawing of the last row, in a view of ±10."""
    return (
        Session(Document(tuple(Row(k, text) for k, text in enumerate(rows, start=1)))).frame.rows[-1].drawing
    )


def test_a_vertical_normal_has_its_equation_first():
    """x² − 2x at 1: the normal is x = 1; that it has no slope is no failure."""
    first, second = drawing("normal(x^2 - 2x, 1)").readouts
    assert (first.name, first.text) == ("equation", "x = 1")
    assert second.text_latex == r"\text{vertical: the tangent is horizontal}"
    assert readouts("normal(x^2 - 2x, 1)") == {"slope": None, "equation": "x = 1"}


@pytest.mark.parametrize("command", ["secant", "difference_quotients"])
def test_two_points_that_meet_have_one_label(command):
    """Apart each has its own; close together one label names both, so that they cannot change places."""
    apart, close = (drawing(f"{command}(x^2, 1, {h})").handles for h in (2, 0.01))
    assert [handle.latex for handle in apart] == ["a", "a+h"]
    assert [handle.latex for handle in close] == ["", r"a,\;a+h"]


def test_the_lines_of_the_quotients_bear_their_names():
    """Central on the line; forward and backward on the chords as long as there is room."""

    def names(h):
        parts = drawing(f"difference_quotients(x^2, 1, {h})").primitives
        return {part.latex for part in parts if isinstance(part, Label)}

    assert names(2) == {rf"\text{{{word}}}" for word in ("forward", "backward", "central")}
    assert names(0.01) == {r"\text{central}"}


def test_the_headings_of_the_quotients_are_translated():
    """And the error says whose it is."""
    use_language("zh_CN")
    try:
        shown = drawing("f(x) = x^2", "difference_quotients(f, 1)")
    finally:
        use_language("en")
    assert shown.table.headings == ("h", *(rf"\text{{{word}}}" for word in ("向前", "向后", "中心", "误差")))
    assert shown.table.names == ("h", "forward", "backward", "central", "error")
    assert shown.readouts[-1].latex == r"\text{误差} = \text{中心} - f'(a)"
