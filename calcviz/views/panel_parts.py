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
    view = Viewport(
        *panel.x_range,
        *panel.y_range,
        equal=panel.equal,
        names=panel.names,
        x_scale="log" if panel.x_log else "linear",
        y_scale="log" if panel.y_log else "linear",
    )
    width, height = max(1, size[0]), max(1, size[1])
    return framed(view, (width, height)) if panel.equal else replace(view, width=width, height=height)


def panel_row(row: FrameRow, drawing: Drawing) -> FrameRow:
    """A row that shows one of its panels and nothing else."""
    return replace(row, drawing=drawing, space=())


def panel_frame(row: FrameRow, panel: Panel, size: tuple[int, int]) -> Frame:
    """The frame of a panel in that many pixels."""
    return Frame((panel_row(row, Drawing(panel.primitives)),), panel_view(panel, size))


Place = tuple[int, int, int, int]
"""Left, top, width and height in a picture, in logical pixels."""


def all_stacked(rows: Iterable[FrameRow]) -> bool:
    """Whether the visible rows have panels, and all of them stand below the plane."""
    found = panels_of(rows)
    return bool(found) and all(panel.stacked for _, panel in found)


def plane_part(width: int, height: int, panels: int, stacked: bool = False) -> tuple[int, int]:
    """The size that is left to the plane itself in a picture with so many panels."""
    return places(width, height, panels, stacked)[0][2:]


def places(width: int, height: int, panels: int, stacked: bool = False) -> list[Place]:
    """Where the plane and its panels stand: all side by side, or the panels below where all are larger so.

    Where they are `stacked` each stands below the one before, as high as it.
    """
    if not panels:
        return [(0, 0, width, height)]
    gap = round(GAP)
    if stacked:
        tall = max(1, round((height - panels * GAP) / (panels + 1)))
        return [(0, k * (tall + gap), width, tall) for k in range(panels + 1)]
    across = max(1, round((width - panels * GAP) / (panels + 1)))
    half, each = max(1, round((height - GAP) / 2)), max(1, round((width - (panels - 1) * GAP) / panels))
    if min(half, each) > min(across, height):
        below = [(k * (each + gap), half + gap, each, max(1, height - half - gap)) for k in range(panels)]
        return [(0, 0, width, half), *below]
    return [(k * (across + gap), 0, across, height) for k in range(panels + 1)]


def paint_panels(
    painter: QPainter,
    frame: Frame,
    theme: Theme,
    size: tuple[int, int],
    *,
    ratio: float = 1.0,
    handles: bool = False,
) -> None:
    """Paint the panels of a frame beside or below its plane, in a picture of that size."""
    found = panels_of(frame.rows)
    stands = places(*size, len(found), all_stacked(frame.rows))
    for (row, panel), (left, top, wide, tall) in zip(found, stands[1:], strict=True):
        wide, tall = max(1, min(wide, size[0] - left)), max(1, min(tall, size[1] - top))
        above = round(TITLE_ROOM) if panel.title else 0
        painter.save()
        painter.translate(left, top)
        if not theme.clear:
            painter.fillRect(QRectF(-GAP, -GAP if top else 0, wide + GAP, tall + GAP), QColor(theme.paper))
        title = typeset(panel.title, TITLE_SIZE, display=False)
        at = QPointF((wide - title.width) / 2, (above + title.height - title.depth) / 2)
        title.paint(painter, at.x(), at.y(), QColor(theme.ink))
        painter.translate(0, above)
        inner = panel_frame(row, panel, (wide, max(1, tall - above)))
        paint_frame(painter, inner, theme, ratio=ratio, handles=handles)
        painter.restore()
