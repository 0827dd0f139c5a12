"""Rows beyond the length of formulas are data or nothing, and say where they are none."""

import pytest

from calcviz.language.names import Names
from calcviz.language.problems import Problem
from calcviz.language.reading.limits import MAX_LENGTH
from calcviz.language.reading.long_rows import read_points
from calcviz.language.rows import head, read_row
from calcviz.language.statements import ListRow
from calcviz.language.typeset import statement_latex

POINTS = tuple((k / 8, -k * 1e-3) for k in range(400))
TEXT = f"[{', '.join(f'({x}, {y})' for x, y in POINTS)}]"


@pytest.mark.parametrize(("start", "name"), [("D = ", "D"), ("", None), ("β_1=", "beta_1")])
def test_points_of_plain_numbers_are_read_exactly(start: str, name: str | None) -> None:
    statement = read_row(start + TEXT, Names()).statement
    assert statement == ListRow(name, (), POINTS)
    found = head(start + TEXT)
    assert (found and (found.name, found.kind)) == (name and (name, "list"))
    shown = statement_latex(statement)
    assert shown.count(r"\left(") == 3 and r"\ldots, \left(49.875, -0.399\right)" in shown


@pytest.mark.parametrize("start", ["x = ", "sin = ", "e = "])
def test_a_name_that_is_not_free_is_not_defined(start: str) -> None:
    assert read_row(start + TEXT, Names()).problem is not None


@pytest.mark.parametrize(
    "text",
    [TEXT[:-1], TEXT[:-20], TEXT[:-1] + ", (1, 2, 3)]", TEXT[:-1] + ", (a, 2)]", TEXT[:-1] + ", (1e999, 2)]",
     TEXT + "]", "[(" * MAX_LENGTH, "D = [" + "(1,2)" * MAX_LENGTH],
)  # fmt: skip
def test_what_cannot_be_read_is_a_problem_inside_the_text(text: str) -> None:
    problem = read_points(text)
    assert isinstance(problem, Problem) and 0 <= problem.start < problem.end <= len(text)
    assert read_row(text, Names()).problem == problem
