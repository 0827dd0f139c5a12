"""Rows of cells: a matrix centred, cases to the left, equations aligned at their signs."""

from __future__ import annotations

from calcviz.views.formula.boxes import Box
from calcviz.views.formula.style import DISPLAY, SCRIPT, TEXT, Style

_ALIGNED = ("aligned", "align", "split", "gathered")
_STRUT = (0.84, 0.36)
"""em above and below the baseline that a row takes at least: 1.2 in all, as in LaTeX's arrays."""


def cell_style(form: str, style: Style) -> Style:
    """Return the style of the cells of a matrix, cases, aligned …"""
    if form in _ALIGNED:
        return style.at(DISPLAY)
    return style.at(SCRIPT if form == "smallmatrix" else max(TEXT, style.level))


def tabled(form: str, cells: list[list[Box]], style: Style) -> Box:
    """Return cells in rows and columns, the middle of the whole on the axis; `style` is that of the cells."""
    em = style.em
    columns = range(max(len(row) for row in cells))
    widths = [max((_wide(row[i]) for row in cells if i < len(row)), default=0.0) for i in columns]
    lefts = [sum(widths[:i]) + sum(_gap(form, j) for j in range(i)) * em for i in columns]
    box = Box(width=lefts[-1] + widths[-1])
    baseline = above = below = 0.0
    for number, row in enumerate(cells):
        height = max(_STRUT[0] * em, *(cell.height for cell in row))
        depth = max(_STRUT[1] * em, *(cell.depth for cell in row))
        if number:
            baseline += below + height + _leading(form, (below + height) / em) * em
        else:
            above = height
        below = depth
        for i, cell in enumerate(row):
            slack = widths[i] - _wide(cell)
            box.place(cell, lefts[i] + slack * _share(form, i), baseline)
    total = above + baseline + below
    box.height = total / 2 + style.size("AxisHeight")
    box.depth = total - box.height
    down = above - box.height
    box.parts = [(x, y + down, part) for x, y, part in box.parts]
    return box


def _wide(cell: Box) -> float:
    return cell.width + cell.italic


def _leading(form: str, ems: float) -> float:
    """Space between two rows whose baselines are already `ems` apart: fractions must not touch."""
    if form in _ALIGNED or ems > 1.25:
        return 0.3
    return 0.12


def _share(form: str, column: int) -> float:
    """Which part of a cell's spare width stands at its left."""
    if form == "cases":
        return 0.0
    if form in _ALIGNED and form != "gathered":
        return 0.0 if column % 2 else 1.0
    return 0.5


def _gap(form: str, column: int) -> float:
    """Space behind a column in em."""
    if form in _ALIGNED and form != "gathered":
        return 2.0 if column % 2 else 0.0
    return 0.55 if form == "smallmatrix" else 1.0
