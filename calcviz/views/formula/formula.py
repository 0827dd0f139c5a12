"""Mathematics typeset: LaTeX to boxes that any QPainter can paint, on a screen, in a file, on paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPaintEngine, QPainter, QPainterPath

from calcviz.views import fonts
from calcviz.views.formula.boxes import Gap, Letters, Mark, Outline, Rule
from calcviz.views.formula.kept import kept
from calcviz.views.formula.layout import layout
from calcviz.views.formula.nodes import Node
from calcviz.views.formula.reader import read
from calcviz.views.formula.reading import reading
from calcviz.views.formula.style import DISPLAY, TEXT, Style

_OUTLINE_SIZE = 1000
"""Pixels per em at which outlines are kept, so that 1/1000 em of the font's tables is one."""


@dataclass(frozen=True, slots=True)
class Formula:
    """A typeset formula: its measures in logical pixels, and what stands where.

    `height` goes up and `depth` down from the baseline. `slots` are the names of its changing numbers.
    """

    latex: str
    size: float
    width: float
    height: float
    depth: float
    marks: tuple[tuple[float, float, Mark], ...]
    slots: tuple[str, ...] = ()

    def paint(
        self,
        painter: QPainter,
        x: float,
        baseline_y: float,
        color: QColor,
        values: Mapping[str, str] | None = None,
    ) -> None:
        """Paint with the left end of the baseline at (x, baseline_y); letters stay text in a vector file.

        `values` fills the slots, its hyphens become minus signs; a slot without a value stays empty.
        """
        painter.save()
        painter.setPen(color)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        face, size = "", 0.0
        for across, down, mark in self.marks:
            place = QPointF(x + across, baseline_y + down)
            if isinstance(mark, Rule):
                _paint_rule(painter, place, mark, color)
                continue
            if isinstance(mark, Outline):
                _paint_outline(painter, place, mark, color)
                continue
            text = mark.text if isinstance(mark, Letters) else _number((values or {}).get(mark.name, ""))
            wanted = mark.face if isinstance(mark, Letters) else "math"
            if (wanted, mark.size) != (face, size):
                face, size = wanted, mark.size
                painter.setFont(_font(face, size))
            painter.drawText(place, text)
        painter.restore()


@kept(most=2048)
def typeset(latex: str, size: float, *, display: bool = True) -> Formula:
    """Return the formula of a LaTeX source; `size` is the em in logical pixels, rounded to a whole one.

    `display` False sets sums and fractions as in a line of text. Never raises: what is not known stands there
    as it is written. `\\slot{name}{-00.00}` keeps a place for a number that `paint` fills, as wide as its
    template. Source of the method: D. E. Knuth, The TeXbook, appendix G; OpenType specification, MATH table.
    """
    box = layout(_tree(latex), Style(size, DISPLAY if display else TEXT))
    marks = tuple(box.marks())
    slots = tuple(mark.name for _, _, mark in marks if isinstance(mark, Gap))
    return Formula(latex, size, box.width + box.italic, box.height, box.depth, marks, slots)


def plain_text(latex: str, values: Mapping[str, str] | None = None) -> str:
    """Return a formula as one line of plain text for a screen reader, with `values` in its slots."""
    said = _sentence(latex, tuple(values or ()))
    for name, value in (values or {}).items():
        said = said.replace(_place(name), _number(value))
    return said


@kept(most=512)
def _sentence(latex: str, names: tuple[str, ...]) -> str:
    """The reading with a mark for each slot, so that a drag reads nothing anew."""
    return reading(_tree(latex), {name: _place(name) for name in names})


def _place(name: str) -> str:
    return f"\ue000{name}\ue001"


@kept(most=1024)
def _tree(latex: str) -> Node:
    return read(latex)


def _number(text: str) -> str:
    return text.replace("-", "−")


@lru_cache(maxsize=512)
def _font(face: str, size: float) -> QFont:
    if face == "sans":
        font = fonts.interface_font(size)
    else:
        font = fonts.math_font(size, italic=face == "italic", bold=face == "bold")
    font.setKerning(False)
    return font


@lru_cache(maxsize=512)
def _outline(pieces: tuple[tuple[str, int], ...]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    font = fonts.math_font(_OUTLINE_SIZE)
    for character, up in pieces:
        path.addText(0, -up, font, character)
    # Where pieces overlap, the pixels at their edges would be covered twice, and show as beads.
    return path.simplified() if len(pieces) > 1 else path


def _paint_outline(painter: QPainter, place: QPointF, mark: Outline, color: QColor) -> None:
    if mark.edge is not None and _whole_pixels(painter):
        transform = painter.deviceTransform()
        top = transform.map(QPointF(place.x(), place.y() - mark.edge)).y()
        place = QPointF(place.x(), place.y() + (round(top) - top) / transform.m22())
    painter.save()
    painter.translate(place)
    painter.scale(mark.size / _OUTLINE_SIZE, mark.size / _OUTLINE_SIZE)
    painter.fillPath(_outline(mark.pieces), color)
    painter.restore()


def _paint_rule(painter: QPainter, place: QPointF, mark: Rule, color: QColor) -> None:
    """A bar; on a screen its edges are moved onto whole pixels, where they are sharp."""
    bar = QRectF(place.x(), place.y(), mark.width, mark.thickness)
    if not _whole_pixels(painter):
        painter.fillRect(bar, color)
        return
    transform = painter.deviceTransform()
    seen = transform.mapRect(bar)
    thickness = max(1.0, float(round(seen.height())))
    top = float(round(seen.top() if mark.hung else seen.center().y() - thickness / 2))
    seen = QRectF(seen.x(), top, seen.width(), thickness)
    painter.fillRect(transform.inverted()[0].mapRect(seen), color)


def _whole_pixels(painter: QPainter) -> bool:
    """Whether this is a screen or a picture of pixels, neither turned nor squeezed to nothing."""
    transform = painter.deviceTransform()
    raster = painter.paintEngine().type() == QPaintEngine.Type.Raster
    return raster and not transform.isRotating() and transform.isInvertible()
