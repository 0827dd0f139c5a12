"""What is written is read back as the same tree, with no more brackets than it needs."""

import math
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, settings

from calcviz.language.expression import Call, Constant, Expression, Name, Number
from calcviz.language.names import Names
from calcviz.language.notation import fraction_expression, number_text, partial_text, text
from calcviz.language.problems import Problem
from calcviz.language.reader import parse
from tests.language.trees import expressions

NAMES = Names(
    functions=frozenset({("f", ("x",)), ("g", ("x", "y"))}),
    numbers=frozenset({"a", "b", "n", "alpha", "x_0"}),
)


@settings(max_examples=400)
@given(expressions())
@example(Call("power", (Call("negate", (Name("x"),)), Number(2))))
@example(Call("factorial", (Call("factorial", (Name("n"),)),)))
@example(Call("divide", (Number(1), Call("divide", (Number(1), Name("x"))))))
def test_text_reads_back(e: Expression) -> None:
    written = text(e)
    assume(len(written) <= 2000)
    found = parse(written, NAMES)
    if isinstance(found, Problem):
        assert found.message in ("this number is too large to compute", "this is nested too deeply"), written
        return
    assert found == e, written


@settings(max_examples=200)
@given(expressions())
def test_brackets_are_needed(e: Expression) -> None:
    """Leaving out any pair of brackets that only groups changes the meaning or makes it unreadable."""
    written = text(e)
    assume(len(written) <= 300)
    assume(isinstance(parse(written, NAMES), Expression))
    for start, end in groups(written):
        without = written[:start] + " " + written[start + 1 : end] + " " + written[end + 1 :]
        if without[start + 1] == "-" or "^(-" in written[start - 1 : start + 2]:
            continue  # a - (-b), a*(-b), 2^(-x): kept because they are easier to read
        assert parse(without, NAMES) != e, (written, without)


def groups(written: str) -> list[tuple[int, int]]:
    """The places of brackets that group: no name stands before them."""
    found, opened = [], []
    for place, character in enumerate(written):
        if character == "(":
            opened.append(place)
        elif character == ")":
            start = opened.pop()
            if start == 0 or not (written[start - 1].isalnum() or written[start - 1] == "'"):
                found.append((start, place))
    return found


@pytest.mark.parametrize(
    ("e", "written"),
    [
        (Number(-3), "-3"),
        (Call("multiply", (Number(2), Number(-3))), "2*(-3)"),
        (Call("power", (Number(Fraction(1, 3)), Number(2))), "(1/3)^2"),
        (Call("power", (Name("x"), Number(Fraction(1, 3)))), "x^(1/3)"),
        (Call("add", (Name("x"), Number(-3))), "x - 3"),
        (Number(Fraction(1, 1000)), "0.001"),
        (Number(Fraction(15, 10**10)), "1.5e-9"),
        (Number(Fraction(5, 4)), "1.25"),
        (Number(10**15), "1e15"),
        (Number(1200), "1200"),
    ],
)
def test_numbers_that_maths_makes(e: Expression, written: str) -> None:
    assert text(e) == written
    assert isinstance(parse(written, NAMES), Expression)


@pytest.mark.parametrize(
    ("value", "digits", "written"),
    [
        (2.0, None, "2"),
        (0.2, None, "0.2"),
        (-1.5e-7, None, "-1.5e-7"),
        (1e22, None, "1e22"),
        (-0.0, None, "0"),
        (1 / 3, 4, "0.3333"),
        (1e16, None, "1e16"),
        (123456.0, 3, "123000"),
        (math.inf, None, "inf"),
        (-math.inf, None, "-inf"),
        (math.nan, None, "undefined"),
    ],
)
def test_number_text(value: float, digits: int | None, written: str) -> None:
    assert number_text(value, digits) == written


def test_number_text_reads_back() -> None:
    for value in (0.1, 1 / 3, 2**0.5, 1e-300, 123456789.123, 1e300):
        found = parse(number_text(value), NAMES)
        assert isinstance(found, Number) and float(found.value) == value


def test_fractions() -> None:
    assert [text(fraction_expression(Fraction(*pair))) for pair in ((4, 2), (1, 4), (1, 3), (-2, 3))] == [
        "2",
        "0.25",
        "1/3",
        "-2/3",
    ]
    assert [text(fraction_expression(Fraction(x))) for x in ("1.1673039782614187", "1/1024")] == [
        "1.1673039782614187",
        "1/1024",
    ]


def test_constants() -> None:
    assert text(Call("multiply", (Constant("pi"), Constant("e"), Constant("inf")))) == "pi*e*inf"


@pytest.mark.parametrize(
    ("function", "variables", "written"),
    [
        ("g", ("x",), "∂g/∂x"),
        ("g", ("x", "x"), "∂²g/∂x²"),
        ("g", ("x", "y"), "∂²g/∂y∂x"),
        ("g", ("x", "y", "y"), "∂³g/∂y²∂x"),
        ("g_1", ("theta",), "∂g_1/∂theta"),
        ("∂g/∂x", ("y",), "∂²g/∂y∂x"),
        ("∂³g_1/∂y²∂x", ("y", "x"), "∂⁵g_1/∂x∂y³∂x"),
        ("(x*y)", ("x",), "∂(x*y)/∂x"),
    ],
)
def test_partial_text(function: str, variables: tuple[str, ...], written: str) -> None:
    assert partial_text(function, variables) == written
