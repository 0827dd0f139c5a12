"""Where an equation or an inequality holds in the plane."""

from calcviz.drawing import Drawing
from calcviz.language.messages import mark
from calcviz.maths.relations.relation import Relation
from calcviz.scene.concept import concept
from calcviz.scene.document import Viewport


@concept("relation", mark("Relation"), mark("where an equation or an inequality holds"), menu=False)
class Holding:
    """The curves, regions and points of a relation; a row that is one shows them."""

    relation: Relation

    def draw(self, viewport: Viewport) -> Drawing:
        """What holds is filled or drawn; what does not belong to it is dashed, what is undecided pale."""
        from calcviz.scene.holding import holding

        return holding(self.relation, viewport)

    def drag(self, handle: str, x: float, y: float) -> "Holding":
        """A relation has no handle."""
        return self
