"""Families in a frame: the members' drawings as one, with their numbers beside them."""

import numpy as np

from calcviz.drawing import Handle, Label, Markers, Polyline
from calcviz.engine.describing import row_sentence
from tests.concepts.figures import VIEW, drawing, given, opened


def test_members_are_paler_one_after_another_and_have_their_numbers() -> None:
    found = drawing("a = [1, 2, 3]", "y = a sin(x)")
    lines = [part for part in found.primitives if isinstance(part, Polyline)]
    assert [line.pale for line in lines] == [0.0, 0.3, 0.6]
    names = [part for part in found.primitives if isinstance(part, Label)]
    assert [name.latex for name in names] == ["a = 1", "a = 2", "a = 3"]
    for k, name in enumerate(names, start=1):
        assert abs(name.y - k * np.sin(name.x)) < 0.05
        assert VIEW.x_low < name.x < VIEW.x_high


def test_of_many_members_some_are_named() -> None:
    found = drawing("a = [" + ", ".join(map(str, range(1, 41))) + "]", "y = a x")
    names = [part.latex for part in found.primitives if isinstance(part, Label)]
    assert len(names) == 7 and names[0] == "a = 1" and names[-1] == "a = 40"


def test_both_signs_are_drawn_alike_and_have_no_name() -> None:
    found = drawing("y = ±sqrt(4 - x^2)")
    assert {part.pale for part in found.primitives if isinstance(part, Polyline)} == {0.0}
    assert not any(isinstance(part, Label) for part in found.primitives)
    heights = np.concatenate([part.y for part in found.primitives if isinstance(part, Polyline)])
    assert heights.min() < -1.9 and heights.max() > 1.9


def test_the_first_member_is_held_and_the_others_are_points() -> None:
    found = drawing("a = [1, 2]", "f(x) = a x^2", "tangent(f, 1)")
    assert [(part.x, part.y) for part in found.primitives if isinstance(part, Handle)] == [(1, 1)]
    dots = [part for part in found.primitives if isinstance(part, Markers) and part.shape == "dot"]
    assert [(part.x.tolist(), part.y.tolist()) for part in dots] == [([1], [2])]
    assert found.table is not None
    assert found.table.names == ("a", "slope") and found.table.rows == ((1, 2), (2, 4))


def test_a_drawing_of_which_nothing_changes_stays_the_same() -> None:
    session = opened("s = 1", "a = [1, s]", "y = a x", "k = 2")
    before = session.frame.rows[2].drawing
    session.preview_value(4, "k", 3.0)
    assert session.frame.rows[2].drawing is before
    session.preview_value(1, "s", 3.0)
    assert session.frame.rows[2].drawing is not before


def test_answers_are_lists() -> None:
    assert given("a = [1, 2, 1/3]")["text"] == "[1, 2, 1/3]"
    answered = given("a = [1, 2, 1/3]", "2a")
    assert answered["kind"] == "data" and answered["text"] == "[2, 4, 2/3]" and answered["status"] == "exact"
    numeric = given("a = [1, 2]", "sqrt(a)")
    assert numeric["text"] == "[1, sqrt(2)]" and numeric["status"] == "numeric" and numeric["error"] < 1e-15
    assert given("2 ± sqrt(2)")["text"] == "[2 + sqrt(2), 2 - sqrt(2)]"
    gone = given("a = [1, -1]", "ln(a)")
    assert gone["value"] == [0, None] and gone["reason"]
    assert given("a = [1, 2]", "f(x) = a x")["family"] == {"a": [1, 2]}
    assert given("[1, 2] x")["family"] == {"[1, 2]": [1, 2]}
    assert given("a = [1, 2]", "x^2 + y^2 = a")["family"] == {"a": [1, 2]}
    assert given("a = [1, 2]", "P = (a, 1)")["text"] == "[(1, 1), (2, 1)]"
    exact = given("a = [1, 2]", "area(a x, 0, 1)")
    assert exact["readouts"]["area"] == [0.5, 1.0] and exact["family"] == {"a": [1, 2]}
    assert given("y = ±x")["text"] == "±x"
    assert given("a = [1, 2]", "P = (a, 3)")["value"] == [[1, 3], [2, 3]]
    assert given("a = [1, 2]", "tangent(a x^2, 1)")["readouts"] == {"a": [1, 2], "slope": [2, 4]}


def test_rows_say_their_values() -> None:
    session = opened("a = [1, 2]", "2a")
    said = [row_sentence(row, session.frame) for row in session.frame.rows]
    assert said == ["a = [1, 2]", "2a = [2, 4]"]
