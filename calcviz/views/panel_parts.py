"""The panels of rows: which there are, the view of each, and where they stand in a picture."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter

from calcviz.drawing import Drawing, Panel
from calcviz.engine.frame import Frame, FrameRow
from calcviz.scene.document import Viewport
from calcviz.scene.framing import framed
from calcviz.views.formula.formula import typeset
from calcviz.views.paint import paint_frame
from calcviz.views.theme import Theme

TITLE_SIZE = 16.0
TITLE_ROOM = 30.0
"""Pixels over a panel for its title."""
GAP = 16.0
"""Pixels between two planes of a picture."""


def panels_of(rows: Iterable[FrameRow]) -> list[tuple[FrameRow, Panel]]:
    """The panels of the visible rows, in their order, each with its row."""
    return [(row, panel) for row in rows if row.row.visible for panel in row.drawing.panels]


def panel_view(panel: Panel, size: tuple[int, int]) -> Viewport:
    """The range of a panel in that many pixels; with more on two sides where units are equally long."""
    view = Viewport(*panel.x_range, *panel.y_range, equal=panel.equal, names=panel.names)
    width, height = max(1, size[0]), max(1, size[1])
    return framed(view, (width, height)) if panel.equal else replace(view, width=width, height=height)


def panel_row(row: FrameRow, drawing: Drawing) -> FrameRow:
    """A row that shows one of its panels and nothing else."""
    return replace(row, drawing=drawing, space=())


def panel_frame(row: FrameRow, panel: Panel, size: tuple[int, int]) -> Frame:
    """The frame of a panel in that many pixels."""
    return Frame((panel_row(row, Drawing(panel.primitives)),), panel_view(panel, size))


def plane_part(width: int, height: int, panels: int) -> tuple[int, int]:
    """The size that is left to the plane itself in a picture with so many panels: all stand side by side."""
    return (max(1, round((width - panels * GAP) / (panels + 1))), height) if panels else (width, height)


def paint_panels(
    painter: QPainter,
    frame: Frame,
    theme: Theme,
    size: tuple[int, int],
    *,
    ratio: float = 1.0,
    handles: bool = False,
) -> None:
    """Paint the panels of a frame at the right of its plane, in a picture of that size."""
    found = panels_of(frame.rows)
    across = plane_part(*size, len(found))[0]
    for k, (row, panel) in enumerate(found, 1):
        left = round(k * (across + GAP))
        wide, above = max(1, min(across, size[0] - left)), round(TITLE_ROOM) if panel.title else 0
        painter.save()
        painter.translate(left, 0)
        if not theme.clear:
            painter.fillRect(QRectF(-GAP, 0, wide + GAP, size[1]), QColor(theme.paper))
        title = typeset(panel.title, TITLE_SIZE, display=False)
        at = QPointF((wide - title.width) / 2, (above + title.height - title.depth) / 2)
        title.paint(painter, at.x(), at.y(), QColor(theme.ink))
        painter.translate(0, above)
        inner = panel_frame(row, panel, (wide, max(1, size[1] - above)))
        paint_frame(painter, inner, theme, ratio=ratio, handles=handles)
        painter.restore()
