"""Rows of data: what is refused, what moves with a slider, and what a drag writes."""

import json

import numpy as np
import pytest

from calcviz.drawing import Markers
from calcviz.engine.answers import answer
from calcviz.scene.concept import HELD
from calcviz.scene.document import Document, Row
from calcviz.session import Session


def session(*texts: str) -> Session:
    return Session(Document(tuple(Row(k, each) for k, each in enumerate(texts, 1))))


def texts(live: Session) -> list[str]:
    return [row.text for row in live.document.rows]


def given(*texts: str) -> dict[str, object]:
    live = session(*texts)
    found = answer(live.scene.items[0], live.frame.rows[0], live.scene)
    assert json.loads(json.dumps(found)) == found
    return found


def dots(live: Session) -> Markers:
    (found,) = [part for part in live.frame.rows[0].drawing.primitives if isinstance(part, Markers)]
    return found


def test_points_are_one_primitive_with_a_handle_for_each() -> None:
    live = session("D = [(1, 4), (a, 5), (3, 6)]", "a = 2")
    assert dots(live).x.tolist() == [1, 2, 3] and dots(live).y.tolist() == [4, 5, 6]
    names = [handle.name for handle in live.frame.rows[0].drawing.handles]
    assert names == ["points.1", "points.2", "points.3"]
    assert live.frame.rows[0].kind == "data" and not live.frame.rows[0].draws_line


def test_the_answer_is_the_list_of_pairs() -> None:
    found = given("D = [(1, 4), (a, 1/2)]", "a = 2")
    assert found["kind"] == "data" and found["value"] == [[1, 4], [2, 0.5]]
    assert found["text"] == "[(1, 4), (a, 1/2)]"
    assert given("[(1, 2, 3), (4, 5, 6)]")["value"] == [[1, 2, 3], [4, 5, 6]]


def test_a_slider_moves_its_points_and_an_undefined_one_is_told() -> None:
    live = session("D = [(1, 4), (1/a, 5)]", "a = 2")
    live.preview_value(2, "a", 4.0)
    assert dots(live).x.tolist() == [1, 0.25]
    live.preview_value(2, "a", 0.0)
    assert dots(live).x.tolist() == [1]
    assert live.frame.rows[0].drawing.reason == "1 of 2 points undefined"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[(1, 2), (1/0, 3)]", "point 2 of this list is undefined"),
        ("[(1, 2), (3, 4, 5)]", "all points of a list have as many coordinates"),
        ("[(1, 2, 3, 4), (1, 2, 3, 4)]", "a point has two coordinates, or three in space"),
        ("[(1, 2), 3]", "a list holds numbers, or points"),
    ],
)
def test_what_is_no_data_says_why(text: str, said: str) -> None:
    problem = session(text).frame.rows[0].problem
    assert problem is not None and problem.message == said


def test_a_drag_rewrites_that_pair_and_its_sliders_as_one_step() -> None:
    live = session("D = [(1, 4), (a, 5),(3 , 6)]", "a = 2")
    live.preview_drag(1, "points.3", 2.5, 3.25)
    live.commit()
    assert texts(live) == ["D = [(1, 4), (a, 5),(2.5, 3.25)]", "a = 2"]
    assert live.undo_title == "drag of D"
    live.preview_drag(1, "points.2", -1.0, 7.0)
    live.commit()
    assert texts(live) == ["D = [(1, 4), (a, 7),(2.5, 3.25)]", "a = -1"]
    live.undo()
    live.undo()
    assert texts(live) == ["D = [(1, 4), (a, 5),(3 , 6)]", "a = 2"]


def test_keys_move_a_point_by_steps_and_a_formula_stands_fast() -> None:
    live = session("D = [(1, 4), (2/3, 5)]")
    live.nudge(1, "points.1", 1, -10)
    live.commit()
    assert texts(live) == ["D = [(1.1, 3), (2/3, 5)]"]
    live.nudge(1, "points.9", 1, 1)
    live.commit()
    assert texts(live) == ["D = [(1.1, 3), (2/3, 5)]"]


def test_a_long_row_is_dragged_up_to_a_count_of_points() -> None:
    live = session(f"D = [{', '.join(f'({k}.125, {k}.0625)' for k in range(HELD))}]")
    assert len(live.frame.rows[0].drawing.handles) == HELD
    live.preview_drag(1, f"points.{HELD}", 0.5, 0.25)
    live.commit()
    assert texts(live)[0].endswith("(198.125, 198.0625), (0.5, 0.25)]")
    more = session(f"D = [{', '.join(f'({k}.125, {k}.0625)' for k in range(HELD + 1))}]")
    assert more.frame.rows[0].drawing.handles == () and len(dots(more).x) == HELD + 1


def test_points_of_space_are_seen_in_space() -> None:
    live = session("D = [(1, 2, 3), (0, 0, a)]", "a = 1")
    live.look_at_space(True)
    markers, *handles = live.frame.rows[0].space
    assert np.asarray(markers.z).tolist() == [3, 1]
    assert [(each.name, each.z, each.moves) for each in handles] == [
        ("points.1", 3, "free"), ("points.2", 1, "free")
    ]  # fmt: skip
