"""Rows that are meant once for each number of a list."""

import pytest

from calcviz.scene.document import Document
from calcviz.scene.item import Item
from calcviz.scene.renaming import renamed
from tests.concepts.figures import opened


def item(*rows: str) -> Item:
    return opened(*rows).scene.items[-1]


def values(made: Item) -> list[float | None]:
    return [each.value for each in (made, *made.members)]


def heights(made: Item, x: float) -> list[float]:
    return [each.concept.f(x) for each in (made, *made.members)]  # type: ignore[union-attr]


def test_every_row_that_uses_a_list_is_meant_for_each_of_its_numbers() -> None:
    assert heights(item("a = [1, 2, 3]", "y = a x"), 2.0) == [2, 4, 6]
    assert values(item("a = [1, 2, 3]", "b = 2a", "b + 1")) == [3, 5, 7]
    made = item("a = [1, 2]", "f(x) = a x^2", "tangent(f, 1)")
    assert [each.concept.f.slope(1.0).value for each in (made, *made.members)] == [2, 4]  # type: ignore[union-attr]


def test_two_lists_are_taken_with_one_another_and_one_list_with_itself() -> None:
    assert values(item("a = [1, 2]", "b = [10, 20]", "a + b")) == [11, 21, 12, 22]
    assert values(item("a = [1, 2]", "a + a^2")) == [2, 6]


def test_upper_signs_belong_together() -> None:
    assert values(item("10 ± 1")) == [11, 9]
    assert values(item("10 ± 1 ∓ 5")) == [6, 14]
    assert heights(item("y = ±x ± 3"), 1.0) == [4, -4]
    assert heights(item("-±x"), 1.0) == [-1, 1]


def test_a_list_may_stand_inside_of_a_formula() -> None:
    assert heights(item("[1, 2, 3] x"), 2.0) == [2, 4, 6]
    assert heights(item("f(x, k) = k x", "f(x, [1, 2])"), 3.0) == [3, 6]
    assert values(item("s = 5", "[s, 2s] + 1")) == [6, 11]


def test_a_list_follows_sliders() -> None:
    session = opened("s = 1", "a = [s, 2s, s^2]", "y = a x", "a + 1")
    session.preview_value(1, "s", 3.0)
    assert heights(session.scene.items[2], 1.0) == [3, 6, 9]
    assert values(session.scene.items[3]) == [4, 7, 10]


def test_members_that_stay_are_the_same_objects() -> None:
    session = opened("s = 1", "a = [1, 2]", "y = a x")
    before = session.scene.items[2]
    session.preview_value(1, "s", 3.0)
    assert session.scene.items[2] is before


def test_a_drag_moves_all_members_and_is_written_once() -> None:
    session = opened("a = [1, 2]", "f(x) = a x^2", "tangent(f, 1)")
    session.preview_drag(3, "a", 2.0, 0.0)
    made = session.scene.items[2]
    assert [each.concept.a for each in (made, *made.members)] == [2, 2]  # type: ignore[union-attr]
    session.commit()
    assert session.document.rows[2].text == "tangent(f, 2)"


def test_fifty_are_drawn_and_more_are_refused() -> None:
    fifty = "a = [" + ", ".join(map(str, range(50))) + "]"
    assert len(item(fifty, "y = a x").members) == 49
    problem = item(fifty, "b = [1, 2]", "y = a b x").problem
    assert problem is not None and "100" in problem.message


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("a = []",), "empty"),
        (("a = [1, (2, 3)]",), "a list holds numbers, or points"),
        (("[1, x] + 1",), "it varies"),
        (("a = [1/0, 2]",), "undefined"),
        (("a = [1, 2]", "solve(x^2 = a, x)"), "one question at a time"),
        (("a = [a, 1]",), "defined by itself"),
        (("a = [1, 2]", "b = [a, 3]"), "a list stands within this list"),
        (("a = [1, 2]", "c = 2a", "[c, c^2]"), "a list stands within this list"),
        (("a = [1, 2]", "[(1, 2), (a, 3)]"), "a list stands within this list"),
        (("[±1, 2]",), "a list stands within this list"),
    ],
)
def test_what_is_no_family_says_so(rows: tuple[str, ...], said: str) -> None:
    problem = item(*rows).problem
    assert problem is not None and said in problem.message


def test_lists_and_curves_can_be_called_something_else() -> None:
    document = opened(
        "a = [1, 2]", "c(t) = (cos t, a sin t) for 0 <= t <= a", "velocity(c, 1)", "[a, 2] x"
    ).document
    texts = [row.text for row in _renamed(document, "a", "k").rows]
    assert texts == ["k = [1, 2]", "c(t) = (cos t, k sin t) for 0 <= t <= k", "velocity(c, 1)", "[k, 2] x"]
    assert [row.text for row in _renamed(document, "c", "w").rows][1:3] == [
        "w(t) = (cos t, a sin t) for 0 <= t <= a",
        "velocity(w, 1)",
    ]


def _renamed(document: Document, old: str, new: str) -> Document:
    found = renamed(document, old, new)
    assert isinstance(found, Document)
    return found


def test_a_formula_is_typeset_as_it_is_typed() -> None:
    assert item("y = ±x").latex == r"y = \pm x"
    assert item("[1, 2] x").latex == r"\left[1, 2\right] x"
    assert item("a = [1, 2]", "f(x) = a x").latex == "f(x) = a x"


def places(made: Item) -> list[tuple[float, float]]:
    return [(each.concept.x, each.concept.y) for each in (made, *made.members)]  # type: ignore[union-attr]


def test_a_list_in_a_point_makes_points() -> None:
    assert places(item("P = ([1, 2, 3], 0)")) == [(1, 0), (2, 0), (3, 0)]
    assert places(item("b = 2", "(b, [1, b])")) == [(2, 1), (2, 2)]
    assert places(item("a = [5, 6]", "([1, 2], a)")) == [(1, 5), (1, 6), (2, 5), (2, 6)]
    problem = item("P = ([1, 2], [4, 5, 6])").problem
    assert problem is not None and problem.hint == "Write the points: [(1, 4), (2, 5)]"
    assert item("(1, [])").problem is not None and item("([(1, 2)], 3)").problem is not None


def test_a_drag_leaves_the_list_of_a_point_alone() -> None:
    session = opened("P = ([1, 2, 3], 0)")
    session.preview_drag(1, "point", 7.0, 2.0)
    session.commit()
    assert session.document.rows[0].text == "P = ([1, 2, 3], 2)"
    assert places(session.scene.items[0]) == [(1, 2), (2, 2), (3, 2)]
