"""The graph of x = g(y)."""

from typing import TYPE_CHECKING

from calcviz.drawing import Drawing
from calcviz.drawing.fields import Patch
from calcviz.drawing.transposed import transposed
from calcviz.language.messages import mark, tr
from calcviz.maths.real import RealFunction
from calcviz.scene.concept import concept
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.maths.landmarks.meeting import Way


@concept("graph_over_y", mark("Graph over y"), mark("the graph of x = g(y)"), menu=False)
class GraphOverY:
    """The graph of g with the axes exchanged; a vertical line where g is constant."""

    g: RealFunction

    @property
    def way(self) -> "Way | None":
        """The curve, to be met by others."""
        from calcviz.maths.landmarks.meeting import over_y_way

        return over_y_way(self.g)

    def draw(self, viewport: Viewport) -> Drawing:
        """The curve in certified pieces, with its holes, its jumps and its asymptotes."""
        parts = transposed(self.g, viewport.screen)
        pale = any(isinstance(part, Patch) for part in parts)
        reason = tr("pale: not resolved at this zoom") if pale else None
        if not parts:
            reason = tr("no point of this curve is in view")
        return Drawing(parts, reason=reason, sentence=tr("a curve that has one x for every y"))

    def drag(self, handle: str, x: float, y: float) -> "GraphOverY":
        """A graph has no handle."""
        return self
