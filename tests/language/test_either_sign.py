"""± and ∓, and lists inside of formulas: read, written and typeset."""

import pytest

from calcviz.language.expression import Call, Name, Number, Sequence
from calcviz.language.latex_reading import from_latex
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.reader import parse
from calcviz.language.rows import read_row
from calcviz.language.statements import FunctionRow
from calcviz.language.typeset import latex

NAMES = Names(functions=frozenset({("f", ("x", "k"))}))


def read(row: str) -> FunctionRow:
    statement = read_row(row, NAMES).statement
    assert isinstance(statement, FunctionRow)
    return statement


def test_a_sign_for_two_stands_where_a_sign_can_stand() -> None:
    x = Name("x")
    assert read("±x").body == Call("plus_minus", (x,))
    assert read("x ± 3 ∓ 2").body == Call(
        "add", (x, Call("plus_minus", (Number(3),)), Call("minus_plus", (Number(2),)))
    )
    assert read("2*±x").body == Call("multiply", (Number(2), Call("plus_minus", (x,))))


@pytest.mark.parametrize("row", ["±x", "x ± 3", "x ∓ 2*x ± 1", "(1 ± x)*2", "±(x + 1)", "sin(±x)", "2^(±x)"])
def test_what_is_written_reads_the_same_again(row: str) -> None:
    e = read(row).body
    assert text(e) == row
    assert parse(text(e), NAMES) == e


def test_it_is_typeset_and_read_from_latex() -> None:
    assert latex(read("x ± 3 ∓ 2").body) == r"x \pm 3 \mp 2"
    assert latex(read("±sqrt(x)").body) == r"\pm \sqrt{x}"
    row = from_latex(r"y = \pm\sqrt{1 - x^2}")
    assert isinstance(row, str) and read(row).body == read("±sqrt(1 - x^2)").body


def test_a_list_of_numbers_may_stand_in_a_formula_and_as_an_argument() -> None:
    numbers = Sequence((Number(1), Number(2)))
    assert read("[1, 2] x").body == Call("multiply", (numbers, Name("x")))
    assert text(read("f(x, [1, 2])").body) == "f(x, [1, 2])"
    assert read("y = [1, 2]").body == numbers
    for row in ("x^2 + y^2 = [1, 2]", "[1, 2] < x < 3"):
        assert read_row(row, NAMES).problem is None


@pytest.mark.parametrize(
    "row", ["y = [(1, 2)]", "x^2 = []", "[[1, 2], 3] x", "[(1, 2), (3, 4)] x", "x [1, 2]", "x ±", "± = 2"]
)
def test_what_cannot_be_read_says_so(row: str) -> None:
    assert read_row(row, NAMES).problem is not None
