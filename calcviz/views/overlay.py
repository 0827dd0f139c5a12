"""What lies over the picture for a moment: grips, landmarks, a reading, a box, the pointer's coordinates."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor

from calcviz.views.coordinates import paint_coordinates
from calcviz.views.items import Canvas, paint_grip
from calcviz.views.marks import paint_marks, paint_point
from calcviz.views.paint import handles_of
from calcviz.views.pens import look_of, pen
from calcviz.views.plate import paint_plate
from calcviz.views.theme import DASHED

if TYPE_CHECKING:
    from calcviz.views.plane import PlaneView


RING = 2.0
"""The width of the line about a plane that has the keys."""


def paint_overlay(canvas: Canvas, plane: "PlaneView") -> None:
    """Paint it, where the painter is not clipped."""
    if plane.pointer.grab is None:
        paint_marks(canvas, plane.readings.marks())
    _grips(canvas, plane)
    if plane.readings.plate is not None:
        paint_point(canvas, plane.readings.plate.reading)
        paint_plate(canvas, plane.readings.plate)
    box = plane.pointer.box
    if box is not None:
        _box(canvas, box)
    if plane.pointer.at is not None:
        paint_coordinates(canvas.painter, canvas.viewport, canvas.theme, plane.pointer.at)
    ringed = plane.ringed and not plane.ringless
    if plane.hasFocus() and ringed and plane.keys.selected is None and plane.tracing.row is None:
        _ring(canvas)


def _grips(canvas: Canvas, plane: "PlaneView") -> None:
    focused = plane.keys.selected if plane.hasFocus() else None
    shown = {plane.pointer.hovered, plane.pointer.held, focused} - {None}
    if not shown:
        return
    for row, handle in handles_of(plane.rows()):
        key = (row.row.id, handle.name)
        if key in shown:
            paint_grip(
                canvas,
                canvas.point(handle.x, handle.y),
                look_of(canvas.theme, row),
                hovered=True,
                selected=key == focused,
                hollow=handle.hollow,
            )


def _ring(canvas: Canvas) -> None:
    """The edge of the plane that has the keys, where none of its points shows that."""
    view = canvas.viewport
    canvas.painter.setPen(pen(canvas.theme.selection, RING))
    canvas.painter.setBrush(Qt.BrushStyle.NoBrush)
    canvas.painter.drawRect(QRectF(1.0, 1.0, view.width - RING, view.height - RING))


def _box(canvas: Canvas, box: QRectF) -> None:
    """The rectangle that is drawn: a veil over it and a dashed edge."""
    painter = canvas.painter
    veil = QColor(canvas.theme.selection)
    veil.setAlphaF(0.10)
    painter.setPen(pen(canvas.theme.selection, 1.5, DASHED))
    painter.setBrush(veil)
    painter.drawRect(box)
    painter.setBrush(Qt.BrushStyle.NoBrush)
