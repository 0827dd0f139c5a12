"""The frames of figures: the document as it is, evaluated for the shape and the size of a picture."""

from dataclasses import replace

from PySide6.QtGui import QImage

from calcviz.engine.evaluate import evaluate
from calcviz.engine.frame import Frame
from calcviz.export.figure import Figure
from calcviz.export.picture import figure_image
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
        return evaluate(self._session.scene, figure.viewport(self._session.viewport)).frame

    def quick(self, figure: Figure) -> Frame:
        """The same for a preview: a curve that takes long is the one of the screen."""
        view = figure.viewport(self._session.viewport)
        if self._kept is None or self._kept.viewport != view:
            frame = evaluate(self._session.scene, view, None, _AT_ONCE).frame
            rows = (
                replace(row, drawing=self.seen().row(row.row.id).drawing) if row.waiting else row
                for row in frame.rows
            )
            self._kept = Frame(tuple(rows), view)
        return self._kept

    def image(self, figure: Figure, pixels: tuple[int, int]) -> QImage:
        """The figure in so many pixels, for a preview."""
        return figure_image(self.quick(figure), figure, pixels)

    def table_lines(self, count: int) -> list[str]:
        """The first lines of the table of all points."""
        from calcviz.export.table import table_text

        lines = table_text(self.seen()).splitlines()
        return lines if len(lines) <= count else [*lines[:count], "…"]
