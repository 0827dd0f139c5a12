"""Tables are read in the form in which they were written; what is no number is counted, never guessed."""

import random

import pytest

from calcviz.language.columns import (
    SEPARATORS,
    Form,
    Points,
    cells,
    guessed,
    headings,
    is_ambiguous,
    lines_of,
    looks_like_table,
    number,
    numeric_columns,
    points_of,
)


def written(points: list[tuple[float, float]], form: Form, end: str) -> str:
    """A table as a spreadsheet writes it."""
    rows = [["time", "height"]] if form.header else []
    rows += [[f"{value:.5f}".replace(".", form.decimal) for value in point] for point in points]
    return end.join(form.separator.join(row) for row in rows) + end


@pytest.mark.parametrize("seed", range(60))
def test_what_was_written_is_read_in_any_form(seed: int) -> None:
    chance = random.Random(seed)
    decimal = chance.choice(".,")
    separator = chance.choice([each for each in SEPARATORS if each != decimal])
    form = Form(separator, decimal, chance.random() < 0.5)
    points = [
        (round(chance.uniform(-1e3, 1e3), 5), round(chance.gauss(0, 10), 5))
        for _ in range(chance.randint(2, 40))
    ]
    text = written(points, form, chance.choice(["\n", "\r\n", "\r"]))
    lines = lines_of(text)
    assert guessed(lines) == form and not is_ambiguous(lines, form)
    assert numeric_columns(lines, form) == [0, 1] and looks_like_table(text)
    assert headings(lines, form) == (["time", "height"] if form.header else [])
    found = points_of(lines, form, 0, 1)
    assert found is not None and found.lost == 0
    assert list(found.points) == points


@pytest.mark.parametrize("seed", range(40))
def test_nothing_in_a_text_is_an_error_and_every_line_is_counted(seed: int) -> None:
    chance = random.Random(seed)
    text = "".join(chance.choices("0123456789.,;\t \"-+eE\n\r'x（，０\x00∞", k=3000))
    lines = lines_of(text)
    form = guessed(lines)
    found = points_of(lines, form, 0, 1)
    assert found is not None
    there = sum(bool(line.strip()) for line in lines) - form.header
    assert len(found.points) + found.lost == there
    assert len(found.refused) == min(found.lost, 5)
    looks_like_table(text)


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("1.5", ".", 1.5), ("1,5", ",", 1.5), ("−2", ".", -2.0), ("1,234.5", ".", 1234.5),
        ("1.234,5", ",", 1234.5), ("1'000", ".", 1000.0), ("1e3", ".", 1000.0), (".5", ".", 0.5),
        ("１２", ".", 12.0), ("1e999", ".", None), ("nan", ".", None), ("inf", ".", None), ("", ".", None),
        ("0x10", ".", None), ("1_0", ".", None), ("1,5", ".", None), ("1.5", ",", None), ("--1", ".", None),
        ("9" * 500, ".", None), ("1 2", ".", None),
    ],
)  # fmt: skip
def test_a_cell_is_a_finite_number_or_none(cell: str, decimal: str, value: float | None) -> None:
    assert number(cell, decimal) == value


def test_lines_that_are_no_points_are_named() -> None:
    found = points_of(["x,y", "1,2", "", "3", "a,4", "5,6,7"], Form(",", ".", True), 0, 1)
    assert found is not None
    assert found.points == ((1, 2), (5, 6)) and found.refused == (4, 5) and found.lost == 2


def test_remarks_are_passed_over_and_errors_of_spreadsheets_are_counted() -> None:
    lines = ["# measured on Monday", "x,y", "1,2", "#N/A,3", "4,5"]
    form = guessed(lines)
    assert form.header and headings(lines, form) == ["x", "y"]
    assert points_of(lines, form, 0, 1) == Points(((1.0, 2.0), (4.0, 5.0)), (4,), 1)


def test_a_cell_in_quotes_may_hold_the_separator() -> None:
    assert cells('"1,5",2,"a ""b"""', Form(",", ".")) == ["1,5", "2", 'a "b"']
    assert len(cells('"never closed,1', Form(",", "."))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        "sin x\ncos x",
        "(1, 2)\n(3, 4)",
        "a = 1\nb = 2",
        "1\n2\n3",
        "1, 2",
        "f(x) = 2\ng(x) = 3",
        "# 1 2\n# 3 4",
    ],
)
def test_rows_are_no_table(text: str) -> None:
    assert not looks_like_table(text)


def test_thousands_and_decimals_can_be_mistaken() -> None:
    lines = ["1,234;2", "3,567;4"]
    assert is_ambiguous(lines, guessed(lines))
    assert not is_ambiguous(["1,5;2"], Form(";", ","))


def test_reading_ends_where_nobody_wants_more() -> None:
    heard: list[int] = []

    def went_on(place: int) -> bool:
        heard.append(place)
        return len(heard) < 3

    assert points_of(["1,2"] * 100_000, Form(), 0, 1, went_on) is None
    assert heard == [1, 2001, 4001]
