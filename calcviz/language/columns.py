"""Tables as text, from a spreadsheet or a file: how they are written, and the numbers in their columns."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import isfinite

SEPARATORS = ("\t", ";", ",", " ")
"""What may stand between the cells of a line; a space stands for one or more."""
SAMPLE = 50
"""Lines by which the form of a table is guessed."""
WIDEST = 100
"""Columns of a line that are looked at."""
LONGEST_LINE = 100_000
"""Characters of a line that are looked at."""
STEP = 2_000
"""Lines between two reports of progress."""

_GROUPED = {
    ".": re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]*)?"),
    ",": re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}(?:,[0-9]*)?|[+-]?[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]*"),
}
_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,400}\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")
_REMARK = re.compile(r"\s*#(?!N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!)")
"""What begins a line that programs do not read; the errors of spreadsheets are cells."""
_PLAIN = str.maketrans("−－．，０１２３４５６７８９", "--.,0123456789", "'’   ")


@dataclass(frozen=True, slots=True)
class Form:
    """How a table is written: what separates cells, the decimal sign, and whether its first line is names."""

    separator: str = ","
    decimal: str = "."
    header: bool = False


@dataclass(frozen=True, slots=True)
class Points:
    """The points of two or three columns. `refused` are the first numbers of lines, from 1, without a number
    in each of these columns, `lost` is how many there are; empty lines are none.
    """

    points: tuple[tuple[float, ...], ...]
    refused: tuple[int, ...] = ()
    lost: int = 0


def lines_of(text: str) -> list[str]:
    """The lines of a text, as every system and spreadsheet ends them."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def tells(line: str) -> bool:
    """Whether a line holds cells: it is neither empty nor a remark."""
    return bool(line.strip()) and not _REMARK.match(line)


def guessed(lines: Sequence[str]) -> Form:
    """The form by which most cells of the first lines are numbers, in as many columns everywhere."""
    sample = [line for line in islice(lines, 4 * SAMPLE) if tells(line)][:SAMPLE]
    forms = [Form(separator, decimal) for separator in SEPARATORS for decimal in ".,"]
    forms = [form for form in forms if form.separator != form.decimal]
    best = max(forms, key=lambda form: _merit(sample, form))
    return Form(best.separator, best.decimal, _has_header(sample, best))


def _merit(sample: Sequence[str], form: Form) -> tuple[float, int]:
    """How well a form fits: the share of cells that are numbers in lines of the commonest width over one."""
    body = sample[1:] if len(sample) > 1 else sample
    found = [cells(line, form) for line in body]
    widths = [len(each) for each in found]
    if not widths:
        return 0.0, 0
    width = max(set(widths), key=widths.count)
    if width < 2:
        return 0.0, 0
    regular = [each for each in found if len(each) == width]
    numbers = sum(number(cell, form.decimal) is not None for each in regular for cell in each)
    return numbers / (width * len(found)), -SEPARATORS.index(form.separator)


def _has_header(sample: Sequence[str], form: Form) -> bool:
    """Whether no cell of the first line is a number, while some of the second are."""
    if len(sample) < 2:
        return False
    first, second = (cells(line, form) for line in sample[:2])
    named = any(cell for cell in first) and all(number(cell, form.decimal) is None for cell in first)
    return named and any(number(cell, form.decimal) is not None for cell in second)


def cells(line: str, form: Form) -> list[str]:
    """The cells of a line without the spaces around them; one in quotes may hold the separator."""
    line = line[:LONGEST_LINE]
    if form.separator == " ":
        return line.split()[:WIDEST]
    if '"' not in line:
        return [cell.strip() for cell in line.split(form.separator, WIDEST)[:WIDEST]]
    import csv  # few tables have quotes

    try:
        found = next(csv.reader([line], delimiter=form.separator, skipinitialspace=True), [])
    except csv.Error:
        found = line.split(form.separator, WIDEST)
    return [cell.strip() for cell in found[:WIDEST]]


def number(cell: str, decimal: str) -> float | None:
    """The finite number that a cell holds, with thousands apart or not; None for anything else."""
    if not cell or len(cell) > 400:
        return None
    plain = cell if cell.isascii() and "'" not in cell else cell.translate(_PLAIN)
    if _GROUPED[decimal].fullmatch(plain):
        plain = plain.replace("," if decimal == "." else ".", "")
    if decimal == ",":
        if "." in plain:
            return None
        plain = plain.replace(",", ".", 1)
    if not _NUMBER.fullmatch(plain):
        return None
    value = float(plain)
    return value if isfinite(value) else None


def headings(lines: Sequence[str], form: Form) -> list[str]:
    """The names in the first line with cells; none where the table has no such line."""
    first = next(filter(tells, lines), "")
    return cells(first, form) if form.header else []


def body(lines: Iterable[str], form: Form) -> Iterator[tuple[int, list[str]]]:
    """The cells of each line that has some, with its number from 1; not those of the header."""
    waits = form.header
    for place, line in enumerate(lines, start=1):
        if not tells(line):
            continue
        if waits:
            waits = False
            continue
        yield place, cells(line, form)


def numeric_columns(lines: Sequence[str], form: Form) -> list[int]:
    """The columns in which most of the first lines hold numbers."""
    found = [each for _, each in islice(body(lines, form), SAMPLE)]
    width = max(map(len, found), default=0)
    counts = [
        sum(k < len(each) and number(each[k], form.decimal) is not None for each in found)
        for k in range(width)
    ]
    return [k for k, count in enumerate(counts) if 2 * count > len(found)]


def points_of(
    lines: Sequence[str],
    form: Form,
    x: int,
    y: int,
    went_on: Callable[[int], bool] = lambda place: True,
    z: int | None = None,
) -> Points | None:
    """The points of two columns, counted from 0, or of three in space. What no number stands in is counted,
    never guessed.

    `went_on` hears now and then how many lines are read, and answers whether more are wanted; None where not.
    """
    found: list[tuple[float, ...]] = []
    columns = (x, y) if z is None else (x, y, z)
    refused: list[int] = []
    lost = 0
    for count, (place, parts) in enumerate(body(lines, form)):
        if count % STEP == 0 and not went_on(place):
            return None
        read = [number(parts[k], form.decimal) if k < len(parts) else None for k in columns]
        point = tuple(each for each in read if each is not None)
        if len(point) == len(columns):
            found.append(point)
            continue
        lost += 1
        if len(refused) < 5:
            refused.append(place)
    return Points(tuple(found), tuple(refused), lost)


def looks_like_table(text: str) -> bool:
    """Whether a text with several lines is a table of at least two columns of numbers.

    A row or a point is none: (1, 2), f(x) = 2; what could be either, 1, 2 on one line, is none.
    """
    begin = lines_of(text[:LONGEST_LINE])[: 4 * SAMPLE]
    lines = [line for line in begin if tells(line)]
    if len(lines) < 2:
        return False
    form = guessed(lines)
    rows = [parts for _, parts in islice(body(lines, form), SAMPLE)]
    there = [parts for parts in rows if sum(number(part, form.decimal) is not None for part in parts) > 1]
    return bool(rows) and 2 * len(there) > len(rows) and len(numeric_columns(lines, form)) > 1


def is_ambiguous(lines: Sequence[str], form: Form) -> bool:
    """Whether the first lines can be read with the other decimal sign as well, as other numbers: 1,234."""
    other = Form(form.separator, "," if form.decimal == "." else ".", form.header)
    if other.separator == other.decimal:
        return False
    pairs = [
        (number(cell, form.decimal), number(cell, other.decimal))
        for _, parts in islice(body(lines, form), SAMPLE)
        for cell in parts
    ]
    lost = any(now is not None and then is None for now, then in pairs)
    return not lost and any(now != then for now, then in pairs)
