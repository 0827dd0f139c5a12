"""The frames of figures: the document as it is, evaluated for the shape and the size of a picture."""

from dataclasses import replace

from PySide6.QtGui import QImage

from calcviz.engine.evaluate import evaluate
from calcviz.engine.frame import Frame, FrameRow
from calcviz.engine.heights import box_of
from calcviz.export.figure import Figure, Seen
from calcviz.export.formats import table_of
from calcviz.export.picture import figure_image
from calcviz.maths.fields.box import Box
from calcviz.session import Session

_AT_ONCE = 0.03
"""Seconds that drawing anew may take in a preview; what takes longer shows its points of before."""


class FigureFrames:
    """Evaluates once for each size that is asked for, and never changes the session."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._kept: Frame | None = None

    def seen(self) -> Frame:
        """The frame as it is on the screen."""
        return self._session.frame

    def whole(self, figure: Figure) -> Frame:
        """The frame for a figure with everything drawn anew."""
        session = self._session
        return evaluate(session.scene, figure.viewport(session.viewport), box=self._box(figure)).frame

    def quick(self, figure: Figure) -> Frame:
        """The same for a preview: a curve that takes long is the one of the screen."""
        view = figure.viewport(self._session.viewport)
        box = self._box(figure)
        if self._kept is None or self._kept.viewport != view or self._kept.box != box:
            frame = evaluate(self._session.scene, view, None, _AT_ONCE, box).frame
            self._kept = replace(frame, rows=tuple(map(self._shown, frame.rows)))
        return self._kept

    def _shown(self, row: FrameRow) -> FrameRow:
        """A row, with what the screen shows of it where that is not ready for the figure yet."""
        seen = self.seen().row(row.row.id)
        return replace(row, drawing=seen.drawing, space=seen.space) if row.waiting else row

    def _box(self, figure: Figure) -> Box | None:
        """The box of the screen, or the one that would be there; None for a picture of the plane alone."""
        if figure.seen == "plane":
            return None
        return self.seen().box or box_of(self._session.scene, self._session.space)

    def image(self, figure: Figure, pixels: tuple[int, int]) -> QImage:
        """The figure in so many pixels, for a preview."""
        return figure_image(self.quick(figure), figure, pixels)

    def table(self) -> Frame:
        """The frame as it is on the screen, with space in it."""
        session, seen = self._session, self.seen()
        if seen.box is not None:
            return seen
        return evaluate(session.scene, session.viewport, box=box_of(session.scene, session.space)).frame

    def table_lines(self, count: int, seen: Seen = "plane") -> list[str]:
        """The first lines of the table of all points."""
        lines = table_of(self.seen() if seen == "plane" else self.table(), seen).splitlines()
        return lines if len(lines) <= count else [*lines[:count], "…"]
