"""One line of a derivation in the width there is: words above, a formula broken between its terms."""

import re
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from calcviz.engine.derivation_lines import Line
from calcviz.ui.derivation_breaks import by_terms, unfolded
from calcviz.views.formula.formula import Formula, typeset

SIZE, SMALLEST = 16, 12
"""Letters of a formula, and those to which it shrinks where one term is wider than the list."""

_GAP, _LEAD, _AFTER = 5.0, 3.0, 4.0
_DEEPEST = 3
"""Brackets within one another that are opened where a formula is too wide."""
_MARKED = re.compile(r"(?:\{\}\s*)*(?:[-+]|\\(?:pm|cdot|,)(?![A-Za-z]))")
_POWER = re.compile(r"\^(-?\d+)(?![\d.^(])")
_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_WRAP = Qt.TextFlag.TextWordWrap


@dataclass(frozen=True, slots=True)
class Block:
    """A line of a derivation in its place: its formulas with the left end of each baseline, from its top.

    `words` is the height of the rule in words above; `width` may be more than the width there was.
    """

    line: Line
    words: float
    formulas: tuple[tuple[Formula, float, float], ...]
    width: float
    height: float


def block(line: Line, begins: bool, room: float, scale: float, metrics: QFontMetricsF) -> Block:
    """The line laid out; `begins`: it is the first of its derivation. Lengths in logical pixels."""
    words = 0.0
    if line.rule:
        words = metrics.boundingRect(QRectF(0, 0, room, 1e5), _WRAP, said(line)).height() + _LEAD * scale
    if not line.parts:
        return Block(line, words, (), 0.0, words)
    lead = f"{line.head} {line.sign}" if line.head else "" if begins else line.sign
    size, smallest = round(SIZE * scale), round(SMALLEST * scale)
    indent = typeset(line.sign, size).width + _GAP * scale if lead else 0.0
    parts = _narrowed(line.parts, room - indent, smallest)
    widest = max(typeset(part, size).width for part in parts)
    if widest + indent > room:
        size = max(smallest, int(size * (room - indent) / widest))
    rows, width = _Rows(line.sign, size, room, scale).laid(lead, by_terms(parts))
    formulas, down = [], words
    for row in rows:
        height = max(formula.height for formula, _ in row)
        formulas += [(formula, x, down + height) for formula, x in row]
        down += height + max(formula.depth for formula, _ in row) + _AFTER * scale
    return Block(line, words, tuple(formulas), width, down)


def said(line: Line) -> str:
    """The rule as it is read: it begins with a capital letter, and its powers are raised."""
    raised = _POWER.sub(lambda found: found[1].translate(_RAISED), line.rule)
    return raised[:1].upper() + raised[1:]


def _narrowed(parts: tuple[str, ...], room: float, size: int) -> list[str]:
    """The pieces of a formula; where one is too wide even in small letters, the pieces of that."""
    found = list(parts)
    for _ in range(_DEEPEST):
        narrow = [[part] if typeset(part, size).width <= room else unfolded(part) for part in found]
        if len(narrow) == sum(map(len, narrow)):
            break
        found = [each for pieces in narrow for each in pieces]
    return found


class _Rows:
    """Formulas row by row: a term without room begins another row; one wider than that is broken itself."""

    def __init__(self, sign: str, size: int, room: float, scale: float) -> None:
        self._size, self._room = size, room
        self._gap = _GAP * scale
        self._sign = sign
        self._rows: list[list[tuple[Formula, float]]] = [[]]
        self._x = self._indent = self._widest = 0.0

    def laid(self, lead: str, terms: list[list[str]]) -> tuple[list[list[tuple[Formula, float]]], float]:
        """The rows with the abscissas of their formulas, and the width of the widest row."""
        if lead:
            self._put(typeset(lead, self._size))
            self._x += self._gap
            self._indent = typeset(self._sign, self._size).width + self._gap
        for number, term in enumerate(terms):
            self._lay(["{} " * bool(k or number) + part for k, part in enumerate(term)])
        return [row for row in self._rows if row], self._widest

    def _lay(self, term: list[str]) -> None:
        formulas = [typeset(part, self._size) for part in term]
        whole = sum(formula.width for formula in formulas)
        if self._x + whole > self._room:
            self._begin()
        for part, formula in zip(term, formulas, strict=True):
            if self._x + formula.width > self._room and self._x > self._indent:
                self._begin()
                times = "" if _MARKED.match(part) else r"\cdot "  # as a product is broken in print
                formula = typeset(f"{{}} {times}{part}", self._size)
            self._put(formula)

    def _begin(self) -> None:
        if self._x > self._indent:
            self._rows.append([])
            self._x = self._indent

    def _put(self, formula: Formula) -> None:
        self._rows[-1].append((formula, self._x))
        self._x += formula.width
        self._widest = max(self._widest, self._x)
