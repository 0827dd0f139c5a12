"""A point in the plane."""

from dataclasses import replace

from calcviz.drawing import Drawing, Handle, Readout
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.scene.concept import concept, param
from calcviz.scene.document import Viewport


@concept("point", mark("Point"), mark("a point to drag"), menu=False)
class Point:
    """The point (x, y)."""

    x: float = param(0.0, step=0.1)
    y: float = param(0.0, step=0.1)
    name: str = param("")

    def draw(self, viewport: Viewport) -> Drawing:
        """The point as a handle, with its name."""
        latex = name_latex(self.name) if self.name else ""
        here = f"({told(self.x)}, {told(self.y)})"
        readouts = (Readout("x", "x", self.x), Readout("y", "y", self.y))
        if self.name:
            sentence = tr("the point {name} is at {place}", name=self.name, place=here)
        else:
            sentence = tr("the point is at {place}", place=here)
        return Drawing((Handle("point", self.x, self.y, latex),), readouts, sentence=sentence)

    def drag(self, handle: str, x: float, y: float) -> "Point":
        """The point goes where the pointer goes."""
        return replace(self, x=x, y=y) if handle == "point" else self
