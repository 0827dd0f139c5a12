"""Where an equation or an inequality holds in the plane."""

from typing import TYPE_CHECKING

from calcviz.drawing import Drawing
from calcviz.language.messages import mark
from calcviz.maths.relations.relation import Relation
from calcviz.scene.concept import concept
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.maths.landmarks.meeting import Way


@concept("relation", mark("Relation"), mark("where an equation or an inequality holds"), menu=False)
class Holding:
    """The curves, regions and points of a relation; a row that is one shows them."""

    relation: Relation

    @property
    def way(self) -> "Way | None":
        """The curve of a single equation, to be met by others; None for anything else."""
        from calcviz.maths.landmarks.meeting import equation_way

        parts = self.relation.parts
        if len(parts) != 1 or parts[0].sign != "=" or self.relation.tree != 0:
            return None
        return equation_way(parts[0].field.expression, parts[0].field.parameters)

    def draw(self, viewport: Viewport) -> Drawing:
        """What holds is filled or drawn; what does not belong to it is dashed, what is undecided pale."""
        from calcviz.scene.holding import holding

        return holding(self.relation, viewport)

    def drag(self, handle: str, x: float, y: float) -> "Holding":
        """A relation has no handle."""
        return self
