"""The steps of a presentation: notes part a document, and the last step shows it whole."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from calcviz.scene.document import Row
from calcviz.scene.steps import steps


def rows(*texts: str) -> list[Row]:
    return [Row(k + 1, text) for k, text in enumerate(texts)]


def test_each_note_begins_a_step() -> None:
    found = steps(rows("a = 1", "# one", "x^2", "# two", "2x"))
    assert [step.note.text for step in found if step.note] == ["# one", "# two"]
    assert [sorted(step.shown) for step in found] == [[1, 2, 3], [1, 2, 3, 4, 5]]


def test_without_notes_rows_appear_one_by_one() -> None:
    assert [sorted(step.shown) for step in steps(rows("x", "", "2x"))] == [[1], [1, 2, 3]]


def test_what_shows_nothing_is_no_step() -> None:
    """A hidden row, and rows that are known to have no picture."""
    found = steps([Row(1, "a = 1"), Row(2, "f(x) = a x", visible=False), Row(3, "a x"), Row(4, "a")], {1, 4})
    assert [sorted(step.shown) for step in found] == [[1, 2, 3, 4]]
    assert [sorted(step.shown) for step in steps(rows("a = 1", "b = 2"), {1, 2})] == [[1, 2]]


@given(st.lists(st.sampled_from(["", "x^2", "# note", "＃ 注", "a = 1"]), max_size=12))
def test_steps_only_add_rows_and_end_with_all(texts: list[str]) -> None:
    found = steps(rows(*texts))
    assert found
    assert all(a.shown < b.shown for a, b in pairwise(found))
    assert found[-1].shown >= {row.id for row in rows(*texts) if row.text}
