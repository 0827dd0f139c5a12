"""Rows of other plotting programs, from their tests, examples and reports: what CalcViz makes of each.

`borrowed_rows.tsv` holds those that the language can say, with the kind of row and what is seen of it:
"drawn", "value", "long" (drawn in seconds: only read here), else the sentence that says why nothing is.
`borrowed_rows_not_said.tsv` holds the others, why, and what is typed instead where there is something.
"""

import csv
from pathlib import Path

import pytest

from calcviz.engine.frame import FrameRow
from calcviz.language.names import Names
from calcviz.language.rows import read_row
from calcviz.language.statements import RelationRow
from calcviz.scene.document import Document, Row, Viewport
from calcviz.session import Session

HERE = Path(__file__).resolve().parent


def lines(name: str) -> list[list[str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


SAID, NOT_SAID = lines("borrowed_rows.tsv"), lines("borrowed_rows_not_said.tsv")


def seen(text: str, before: str = "", window: str = "-10,10,-10,10") -> FrameRow:
    """The row as it is seen below others."""
    texts = [*filter(None, before.split(" ;; ")), text]
    x_low, x_high, y_low, y_high = map(float, window.split(","))
    view = Viewport(x_low, x_high, y_low, y_high, 300, 300)
    rows = tuple(Row(number, each) for number, each in enumerate(texts, 1))
    return Session(Document(rows, view)).frame.rows[-1]


def test_all_of_them_are_here() -> None:
    assert len(SAID) + len(NOT_SAID) == 180
    assert len({line[0] for line in (*SAID, *NOT_SAID)}) >= 175  # a few stand in several programs


@pytest.mark.parametrize(
    ("text", "kind", "shown", "before", "window"), [line[:5] for line in SAID if line[2] != "long"]
)
def test_what_can_be_said_is_drawn(text: str, kind: str, shown: str, before: str, window: str) -> None:
    row = seen(text, before, window)
    assert row.problem is None
    assert row.kind == kind
    if shown == "drawn":
        assert row.drawing.primitives
    elif shown == "value":
        assert row.value is not None
    else:
        assert not row.drawing.primitives
        assert (row.reason or row.drawing.reason) == shown


@pytest.mark.parametrize("text", [line[0] for line in SAID if line[2] == "long"])
def test_what_is_drawn_for_long_is_read(text: str) -> None:
    reading = read_row(text, Names())
    assert reading.problem is None
    assert isinstance(reading.statement, RelationRow)


@pytest.mark.parametrize(("text", "instead"), [(line[0], line[2]) for line in NOT_SAID])
def test_what_cannot_be_said_is_told(text: str, instead: str) -> None:
    problem = seen(text).problem
    assert problem is not None
    assert 0 <= problem.start < problem.end <= len(text)
    assert problem.message
    if instead:
        row = seen(instead)
        assert row.problem is None
        assert row.drawing.primitives or row.value is not None


def test_every_line_has_its_reason() -> None:
    assert all(len(line) == 4 and line[1] and line[3] for line in NOT_SAID)
    assert all(len(line) == 6 and line[2] and line[5] for line in SAID)
