"""A point that is dragged moves what its argument hangs on: its text, sliders, another row's point."""

import pytest

from calcviz.scene.document import Document, Row
from calcviz.session import Session


def session(*texts: str) -> Session:
    return Session(Document(tuple(Row(k, each) for k, each in enumerate(texts, 1))))


def texts(live: Session) -> list[str]:
    return [row.text for row in live.document.rows]


@pytest.mark.parametrize(
    ("rows", "after"),
    [
        (("gradient(g, (3, 4))",), ("gradient(g, (1, -2))",)),
        (("gradient(g, P = (3, 4))",), ("gradient(g, P = (1, -2))",)),
        (("gradient(g)",), ("gradient(g, P = (1, -2))",)),
        (("gradient(g, (a, 4))", "a = 3"), ("gradient(g, (a, -2))", "a = 1")),
        (("gradient(g, (a, b))", "a = 3", "b = 2"), ("gradient(g, (a, b))", "a = 1", "b = -2")),
        (("gradient(g, (a + 1, 4))", "a = 3"), ("gradient(g, (a + 1, -2))", "a = 3")),
        (("gradient(g, A)", "A = (3, 4)"), ("gradient(g, A)", "A = (1, -2)")),
        (("gradient(g, A)", "A = (b, 4)", "b = 2"), ("gradient(g, A)", "A = (b, -2)", "b = 1")),
        (("gradient(g, 2A)", "A = (3, 4)"), ("gradient(g, 2A)", "A = (3, 4)")),
    ],
)
def test_a_drag_is_written_where_the_point_stands(rows, after):
    live = session("g(x, y) = x^2 + y^2", *rows)
    live.preview_drag(2, "P", 1.0, -2.0)
    live.commit()
    assert tuple(texts(live)[1:]) == after
    assert all(row.problem is None for row in live.frame.rows)
    if after != rows:
        live.undo()
    assert tuple(texts(live)[1:]) == rows


def test_all_that_depends_on_a_point_moves_in_the_same_frame():
    rows = ("g(x, y) = x^2 + y^2", "A = (3, 4)", "gradient(g, A)", "level_curve(g, A)", "∇g(A)", "g(A)")
    live = session(*rows)
    live.preview_drag(3, "P", 1.0, 2.0)
    frame = live.frame
    assert frame.rows[1].drawing.handles[0].x == 1.0
    assert frame.rows[2].drawing.readouts[0].values == (2.0, 4.0)
    assert frame.rows[4].components == (2.0, 4.0)
    assert frame.rows[5].value == 5.0
    live.cancel()
    assert live.frame.rows[5].value == 25.0


def test_dragging_the_point_itself_moves_what_is_written_with_it():
    rows = ("A = (3, 4)", "|A|", "B = 2", "B A", "f(x) = x^2", "Q = (1, f(1))", "g(x, y) = x y", "g(Q)")
    live = session(*rows)
    live.preview_drag(1, "point", 6.0, 8.0)
    assert live.frame.rows[1].value == 10.0 and live.frame.rows[3].components == (12.0, 16.0)
    live.commit()
    live.preview_drag(6, "point", 3.0, 0.0)
    assert live.frame.rows[7].value == 27.0
    live.commit()
    assert texts(live)[5] == "Q = (3, f(3))" and live.frame.rows[7].value == 27.0
