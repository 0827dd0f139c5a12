"""A point in space."""

from dataclasses import replace
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing, Readout
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.maths.fields.box import Box
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive


@concept("space_point", mark("Point in space"), mark("a point in space"), menu=False)
class SpacePoint:
    """The point (x, y, z)."""

    x: float = param(0.0, step=0.1)
    y: float = param(0.0, step=0.1)
    z: float = param(0.0, step=0.1)
    name: str = param("")

    def draw(self, viewport: Viewport) -> Drawing:
        """Nothing in the plane; the coordinates and a sentence."""
        here = f"({told(self.x)}, {told(self.y)}, {told(self.z)})"
        readouts = (Readout("x", "x", self.x), Readout("y", "y", self.y), Readout("z", "z", self.z))
        if self.name:
            said = tr("the point {name} is at {place}", name=self.name, place=here)
        else:
            said = tr("the point is at {place}", place=here)
        return Drawing((), readouts, sentence=said)

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """The point as a handle, and the way from it down to the floor."""
        from calcviz.drawing.space import SpaceHandle, drop

        if not box.shows(self.x, self.y, self.z):
            return ()
        name = name_latex(self.name) if self.name else ""
        handle = SpaceHandle("point", self.x, self.y, self.z, name, "free")
        return (drop(self.x, self.y, self.z, box.z_low), handle)

    def drag(self, handle: str, x: float, y: float) -> "SpacePoint":
        """The point moves at its height."""
        return replace(self, x=x, y=y) if handle == "point" else self

    def lift(self, handle: str, z: float) -> "SpacePoint":
        """The point moves up and down over its place on the floor."""
        return replace(self, z=z) if handle == "point" else self
