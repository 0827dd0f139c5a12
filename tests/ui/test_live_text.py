"""The text of a row while it is dragged is the one that stays."""

import pytest

from calcviz.scene.document import Document, Row
from calcviz.session import Session
from calcviz.ui.live_text import live_text


def session(*texts: str) -> Session:
    return Session(Document(tuple(Row(k + 1, text) for k, text in enumerate(texts))))


@pytest.mark.parametrize(
    ("rows", "row", "name", "value"),
    [
        (["a = 1.5"], 1, "a", 2.25),
        (["a = -1 in [-5, 5] step 0.1"], 1, "a", 2.5),
        (["f(x) = x^2", "tangent(f, 1)"], 2, "a", -0.5),
        (["f(x) = x^2", "tangent(f, a = 1)"], 2, "a", 3.0),
        (["secant(max(x, 1), 2, 1)"], 1, "h", 0.5),
        (["P = (1, 2)"], 1, "x", 4.0),
        (["P = (1, 2)"], 1, "y", -4.0),
    ],
)
def test_it_foretells_what_the_commit_writes(rows: list[str], row: int, name: str, value: float) -> None:
    it = session(*rows)
    it.preview_value(row, name, value)
    foretold = live_text(it.frame.row(row))
    assert foretold != it.document.row(row).text
    it.commit()
    assert it.document.row(row).text == foretold


@pytest.mark.parametrize("text", ["", "# note (1, 2)", "x^2", "f'(1)", "tangent(x^2, pi/2)", "2+*3", "a = 3/2"])
def test_what_is_not_dragged_stays_as_it_was_typed(text: str) -> None:
    it = session(text)
    assert live_text(it.frame.rows[0]) == text
