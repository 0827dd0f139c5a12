"""Points become the text of a row that has room for them."""

import random

from calcviz.language.names import Names
from calcviz.language.rows import read_row
from calcviz.language.statements import ListRow
from calcviz.scene.document import LONGEST_TEXT, Document, Row
from calcviz.scene.point_rows import MOST_ROWS, data_text, free_name, free_names, spread, step_to_fit


def test_every_digit_of_the_points_is_kept() -> None:
    chance = random.Random(2)
    points = [(chance.uniform(-1, 1), chance.gauss(0, 1e9)) for _ in range(200)]
    text = data_text(points, "D")
    assert text is not None
    statement = read_row(text, Names()).statement
    assert isinstance(statement, ListRow) and list(statement.plain) == points


def test_what_has_no_room_is_thinned_as_little_as_needed() -> None:
    chance = random.Random(3)
    points = [(float(k), round(chance.random(), 4)) for k in range(20_000)]
    assert data_text(points, "D") is None
    step = step_to_fit(points, "D")
    text = data_text(points[::step], "D")
    assert text is not None and len(text) <= LONGEST_TEXT
    assert data_text(points[:: step - 1], "D") is None
    assert step_to_fit(points[:10]) == 1


def test_the_name_is_free_everywhere() -> None:
    assert free_name(Document((Row(1, "f(x) = x"),))) == "D"
    assert free_name(Document((Row(1, "D = 2"), Row(2, "y = D_2 x")))) == "D_3"


def test_points_are_spread_over_as_few_rows_as_hold_them() -> None:
    chance = random.Random(5)
    points = [(float(k), round(chance.random(), 4)) for k in range(3000)]
    rows = spread(points, free_names(Document((Row(1, "D = 1"),))))
    assert rows is not None and all(LONGEST_TEXT - 20 < len(row) <= LONGEST_TEXT for row in rows[:-1])
    read = [read_row(row, Names()).statement for row in rows]
    assert [each.name for each in read if isinstance(each, ListRow)] == [
        f"D_{k + 2}" for k in range(len(rows))
    ]
    assert [point for each in read if isinstance(each, ListRow) for point in each.plain] == points
    assert spread(points * 30, free_names(Document((Row(1),)))) is None
    assert len(rows) * 30 > MOST_ROWS
