"""Rows that are relations: what is drawn, what is said, and what sliders and points do to them."""

import pytest

from calcviz.drawing import Markers, Patch, Polyline
from calcviz.engine.answers import answer, line
from calcviz.export.table import table_text
from calcviz.scene.document import Document, Row, Viewport
from calcviz.session import Session


def session_of(*texts: str) -> Session:
    return Session(Document(tuple(Row(k, text) for k, text in enumerate(texts, 1))))


def last(*texts: str):
    """The last row of a document as it is seen."""
    row = session_of(*texts).frame.rows[-1]
    assert row.problem is None, row.problem
    return row


def roles(row) -> list[str]:
    parts = row.drawing.primitives
    return [part.role if isinstance(part, Patch | Polyline) else part.shape for part in parts]


@pytest.mark.parametrize(
    ("written", "kind", "expected"),
    [
        ("x^2 + y^2 = 4", "curve", ["curve"]),
        ("x^2 + y^2 < 4", "region", ["region", "strict"]),
        ("x^2 + y^2 <= 4", "region", ["region", "curve"]),
        ("0 <= x < 1", "region", ["region", "strict", "curve"]),
        ("x^2 + y^2 = 0", "curve", ["dot"]),
        ("x^2 + y^2 > 0", "region", ["region", "open"]),
        ("x != y", "region", ["region", "strict"]),
        ("2 = sqrt(2)^2", "curve", ["undecided"]),
        ("x^2 + y^2 = -1", "curve", []),
    ],
)
def test_what_is_drawn(written: str, kind: str, expected: list[str]) -> None:
    row = last(written)
    assert row.kind == kind
    assert roles(row) == expected


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("x^2 + y^2 = -1", "this holds nowhere in view"),
        ("1 = 0", "this is false, wherever x and y are"),
        ("1 = 1", "this is true, wherever x and y are"),
        ("2 = sqrt(2)^2", "whether this is true cannot be told by computing with 16 digits"),
        ("sin(x)^2 + cos(x)^2 = 1", "hatched: not decided at this zoom; zoom in to see more"),
        ("x^2 + y^2 < 4", "a region without its edge"),
        ("x^2 + y^2 = 0", "a single point"),
    ],
)
def test_what_is_said(written: str, said: str) -> None:
    assert last(written).drawing.sentence == said


def test_a_slider_moves_the_curve() -> None:
    session = session_of("a = 1 in [0, 5]", "x^2 + y^2 = a^2")
    before = session.frame.rows[1].drawing
    concept = session.scene.with_numbers({"a": 2.0}).items[1].concept
    (curve,) = concept.draw(Viewport()).primitives
    assert isinstance(curve, Polyline)
    assert abs(curve.x.max() - 2) < 1e-3
    assert abs(before.primitives[0].x.max() - 1) < 1e-3


def test_a_point_can_be_part_of_it() -> None:
    row = last("P = (1, 0.5)", "|(x, y) - P| < 1")
    edge = next(part for part in row.drawing.primitives if isinstance(part, Polyline))
    assert abs((edge.x - 1) ** 2 + (edge.y - 0.5) ** 2 - 1).max() < 1e-2


def test_polar_letters_mean_the_place() -> None:
    row = last("r < theta")
    assert [hint.message for hint in row.hints] == [
        "θ is the angle of the point (x, y), from 0 up to a full turn"
    ]
    patch = row.drawing.primitives[0]
    assert isinstance(patch, Patch)
    assert patch.y.min() < -3  # the spiral has grown to 3π/2 there


def test_other_letters_are_told() -> None:
    problem = session_of("x + t < 1").frame.rows[0].problem
    assert problem is not None and "`t` has no value here" in problem.message


def test_answers_for_programs() -> None:
    session = session_of("x^2 + y^2 < 4 and y > 0", "x y = 1", "1 = 0")
    given = [answer(item, row, session.scene) for item, row in zip(session.scene.items, session.frame.rows)]
    assert [each["kind"] for each in given] == ["region", "curve", "curve"]
    assert given[0]["text"] == "x^2 + y^2 < 4 and y > 0"
    assert line(given[2]) == "1 = 0: this is false, wherever x and y are"


def test_edges_are_in_the_table() -> None:
    frame = session_of("x^2 + y^2 < 4").frame
    assert len(table_text(frame).splitlines()) > 100


@pytest.mark.parametrize("ending", ["svg", "pdf", "png", "tex"])
def test_regions_are_exported(qapp: object, ending: str) -> None:
    from calcviz.export.figure import Figure
    from calcviz.export.formats import file_content

    frame = session_of("1 < x^2 + y^2 <= 4", "2 = sqrt(2)^2").frame
    content = file_content(frame, Figure(12, 8), ending)
    assert len(content) > 500
    if ending == "tex":
        assert b"even odd rule" in content


def test_on_logarithmic_axes() -> None:
    """x y = 1 is a straight line there."""
    session = session_of("x y = 1")
    concept = session.scene.items[0].concept
    drawing = concept.draw(Viewport(0.1, 100, 0.01, 10, x_scale="log", y_scale="log"))
    (curve,) = drawing.primitives
    assert isinstance(curve, Polyline)
    assert abs(curve.x * curve.y - 1).max() < 1e-3
    assert not any(isinstance(part, Markers) for part in drawing.primitives)
