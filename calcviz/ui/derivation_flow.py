"""One line of a derivation in the width there is: words above, a formula broken between its terms."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF

from calcviz.engine.derivation_lines import Line
from calcviz.views.formula.formula import Formula, typeset

SIZE, SMALLEST = 16, 12
"""Letters of a formula, and those to which it shrinks where one term is wider than the list."""

_GAP, _LEAD, _AFTER = 5.0, 3.0, 4.0
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
        words = metrics.boundingRect(QRectF(0, 0, room, 1e5), _WRAP, line.rule).height() + _LEAD * scale
    if not line.parts:
        return Block(line, words, (), 0.0, words)
    lead, pieces = _pieces(line, begins)
    size = round(SIZE * scale)
    widest = max(typeset(piece, size).width for piece in pieces)
    indent = typeset(line.sign, size).width + _GAP * scale if lead else 0.0
    if widest + indent > room:
        size = max(round(SMALLEST * scale), int(size * (room - indent) / widest))
    rows, width = _rows(lead, pieces, size, room, scale)
    formulas, down = [], words
    for row in rows:
        height = max(formula.height for formula, _ in row)
        formulas += [(formula, x, down + height) for formula, x in row]
        down += height + max(formula.depth for formula, _ in row) + _AFTER * scale
    return Block(line, words, tuple(formulas), width, down)


def _pieces(line: Line, begins: bool) -> tuple[str, list[str]]:
    """What stands before the formula, and its pieces; those after the first with the space before them."""
    lead = f"{line.head} {line.sign}" if line.head else "" if begins else line.sign
    return lead, [line.parts[0], *(f"{{}} {part}" for part in line.parts[1:])]


def _rows(
    lead: str, pieces: list[str], size: int, room: float, scale: float
) -> tuple[list[list[tuple[Formula, float]]], float]:
    """The formulas row by row with their abscissas, and the width of the widest row."""
    rows: list[list[tuple[Formula, float]]] = [[]]
    x = indent = 0.0
    if lead:
        formula = typeset(lead, size)
        rows[0].append((formula, 0.0))
        x = formula.width + _GAP * scale
        indent = typeset("=", size).width + _GAP * scale
    wide = x
    for piece in pieces:
        formula = typeset(piece, size)
        if x + formula.width > room and x > indent:
            rows.append([])
            x = indent
        rows[-1].append((formula, x))
        x += formula.width
        wide = max(wide, x)
    return [row for row in rows if row], wide
