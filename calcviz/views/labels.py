"""Where a label stands: beside its point, inside the view, on nothing else."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF

from calcviz.scene.document import Viewport

_SIDES = ((1, -1), (-1, -1), (1, 1), (-1, 1), (0, -1), (0, 1), (1, 0), (-1, 0))
"""Right above first, as in a textbook; then the other corners, then straight beside the point."""
_EDGE = 4.0


@dataclass(slots=True)
class Board:
    """The rectangles that are taken, in pixels."""

    taken: list[QRectF] = field(default_factory=list)

    def keep_free(self, rectangle: QRectF) -> None:
        """No label shall cover that."""
        self.taken.append(rectangle)

    def place(self, at: QPointF, width: float, height: float, gap: float, view: Viewport) -> QRectF:
        """The rectangle of a label of that size: the first side where it covers nothing, and then taken.

        Where there is no such side, it is the least covered one; it is pushed into the view in any case.
        """
        sheet = QRectF(_EDGE, _EDGE, view.width - 2 * _EDGE, view.height - 2 * _EDGE)
        best, least = QRectF(at.x() + gap, at.y() - gap - height, width, height), float("inf")
        for across, down in _SIDES:
            spot = _beside(at, width, height, gap, across, down)
            cost = _cost(spot, sheet, self.taken)
            if cost < least:
                best, least = spot, cost
            if cost == 0:
                break
        best = _pushed(best, sheet)
        self.taken.append(best)
        return best


def _beside(at: QPointF, width: float, height: float, gap: float, across: int, down: int) -> QRectF:
    slant = gap * (0.75 if across and down else 1.0)
    left = at.x() + across * slant + (across - 1) / 2 * width
    top = at.y() + down * slant + (down - 1) / 2 * height
    return QRectF(left, top, width, height)


def _cost(spot: QRectF, sheet: QRectF, taken: list[QRectF]) -> float:
    """The covered area, and ten times the area outside the sheet."""
    inside = spot.intersected(sheet)
    outside = spot.width() * spot.height() - max(0.0, inside.width() * inside.height())
    covered = 0.0
    for other in taken:
        if spot.intersects(other):
            shared = spot.intersected(other)
            covered += shared.width() * shared.height()
    return 10 * max(0.0, outside) + covered


def _pushed(spot: QRectF, sheet: QRectF) -> QRectF:
    left = max(sheet.left(), min(spot.left(), sheet.right() - spot.width()))
    top = max(sheet.top(), min(spot.top(), sheet.bottom() - spot.height()))
    return QRectF(left, top, spot.width(), spot.height())
