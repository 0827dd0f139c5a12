"""Solutions stand where they are: each in view once, exactly where they are known so, and in stretches."""

from math import inf, pi

import pytest

from calcviz.engine.landmarks import survey
from calcviz.language.expression import Expression, Question
from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.maths.calculus.answer import Answer
from calcviz.scene.document import Document, Row, Viewport
from calcviz.scene.item import Item
from calcviz.scene.solutions import Solved, drawable, spans, spots
from calcviz.session import Session


def read(text: str) -> Expression:
    e = parse(text, Names(numbers=frozenset("k")))
    assert isinstance(e, Expression)
    return e


def solved(*texts: str, unknowns: tuple[str, ...] = ("x",), exact: bool = True) -> Solved:
    return Solved(tuple(map(read, texts)), unknowns, exact)


def session(*texts: str) -> Session:
    made = Session(Document(tuple(Row(k, text) for k, text in enumerate(texts, 1))))
    return made


def test_one_solution_for_each_whole_number_in_view() -> None:
    found = spots(solved("pi k/2"), (-4.0, 5.0))
    assert [spot.place[0] for spot in found] == pytest.approx([-pi, -pi / 2, 0, pi / 2, pi, 3 * pi / 2])
    assert [spot.texts[0] for spot in found] == ["-pi", "-pi/2", "0", "pi/2", "pi", "3*pi/2"]
    assert spots(solved("pi k"), (-1e6, 1e6)) == []  # nobody sees so many
    assert spots(solved("k^2"), (-5.0, 5.0)) == []  # uneven steps: those in view are not known


def test_only_exact_solutions_have_a_text() -> None:
    assert spots(solved("sqrt(2)"), (0, 1))[0].texts == ("sqrt(2)",)
    assert spots(solved("1.41421356237", exact=False), (0, 1))[0].texts == (None,)


def test_two_unknowns_are_a_point_whichever_is_named_first() -> None:
    (spot,) = spots(solved("(1, 2)", unknowns=("y", "x")), (0, 1))
    assert spot.place == (2.0, 1.0)


@pytest.mark.parametrize(
    ("conditions", "stretches"),
    [
        (("-1 < x <= 2",), [(-1, 2, (False, True))]),
        (("x < -3", "x >= 3"), [(-inf, -3, (False, False)), (3, inf, (True, False))]),
        (("2 >= x",), [(-inf, 2, (False, True))]),
        (("x = 1", "2 < x"), [(1, 1, (True, True)), (2, inf, (False, False))]),
        (("x = x",), [(-inf, inf, (False, False))]),
        (("x > 0 and x < 2 or x > 5",), [(0, 2, (False, False)), (5, inf, (False, False))]),
        (("x > 2 and x < 0",), []),
        (("x < y",), []),
    ],
)
def test_conditions_are_stretches(conditions: tuple[str, ...], stretches: list[object]) -> None:
    found = spans(solved(*conditions))
    assert [(span.low, span.high, span.closed) for span in found] == stretches


def drawn(live: Session, k: int) -> Item:
    return live.scene.items[k]


def test_an_equation_about_a_function_is_solved_on_its_graph() -> None:
    live = session("f(x) = x^2 - 2", "solve(f(x) = 2, x)", "solve(x^2 = 9, x)", "solve(y^2 = 4, y)")
    places = {
        row: [(p.landmark.x, p.landmark.y) for p in survey(live.scene, Viewport()).places
              if p.rows == (row,) and p.landmark.kind == "solution"]
        for row in (2, 3, 4)
    }  # fmt: skip
    assert places[2] == [(-2, 2), (2, 2)]
    assert places[3] == [(-3, 0), (3, 0)]
    assert places[4] == [(0, -2), (0, 2)]


def test_the_solutions_go_along_with_the_numbers() -> None:
    live = session("c = 1", "f(x) = c x", "solve(f(x) = 6, x)")
    live.edit(1, "c = 2")
    (place,) = [p.landmark for p in survey(live.scene, Viewport()).places if p.rows == (3,)]
    assert (place.x, place.y) == (3, 6)


def test_an_inequality_is_a_bar_whose_ends_say_whether_they_belong() -> None:
    row = session("solve(0 < x^2 - 4 , x)", "solve(x^2 <= 4, x)").frame
    for k, shape in ((0, "open"), (1, "closed")):
        shapes = {part.shape for part in row.rows[k].drawing.primitives if hasattr(part, "shape")}
        assert shapes == {shape}


def test_nothing_in_view_is_said() -> None:
    row = session("solve(x = 1000, x)").frame.rows[0]
    assert not row.drawing.primitives
    assert row.drawing.reason == "no solution is in view"


def test_letters_of_any_value_are_no_whole_numbers() -> None:
    asked = Question("solve", read("x^2 + y^2"), ("y",))
    assert drawable(asked, Answer("exact", (read("sqrt(1 - x^2)"),))) is None
    assert drawable(asked, Answer("exact", (read("k pi"),)))


def test_stretches_that_repeat_are_drawn_in_the_whole_view() -> None:
    found = spans(solved("2 pi k < x <= 2 pi k + pi"), (-7.0, 7.0))
    seen = [each for each in found if each.high > -7 and each.low < 7]
    assert [each.low for each in seen] == pytest.approx([-2 * pi, 0, 2 * pi])
    assert all(each.closed == (False, True) for each in found) and len(found) <= 5
    assert spans(solved("2 pi k < x <= 2 pi k + pi")) == []  # too many to be seen
