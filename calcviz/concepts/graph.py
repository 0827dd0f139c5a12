"""The graph of y = f(x)."""

from calcviz.drawing import Drawing, Primitive, Unresolved, graph
from calcviz.language.messages import mark, tr
from calcviz.language.typeset import name_latex
from calcviz.maths.curves.absence import nowhere_defined
from calcviz.maths.curves.screen import Screen
from calcviz.maths.real import RealFunction
from calcviz.scene.concept import concept
from calcviz.scene.document import Viewport


@concept("graph", mark("Graph"), mark("the graph of a function"), menu=False)
class Graph:
    """The graph of f; a row that is a function shows it."""

    f: RealFunction

    @property
    def curve(self) -> RealFunction:
        """The function whose graph it is."""
        return self.f

    def draw(self, viewport: Viewport) -> Drawing:
        """The curve in certified pieces, with its holes, its jumps and its asymptotes."""
        parts = graph(self.f, viewport.screen)
        reason = tr("pale: not resolved at this zoom") if any(map(_pale, parts)) else None
        if not parts:
            reason = self._absent(viewport.screen)
        return Drawing(parts, reason=reason, title=name_latex(self.f.text) if self.f.text else "")

    def _absent(self, screen: Screen) -> str:
        """Why nothing is drawn."""
        f = self.f
        if nowhere_defined(f.expression, f.variable, f.parameters, screen.x_low, screen.x_high):
            return tr("undefined for every {x} in view", x=f.variable)
        return tr("no point of this curve is in view")

    def drag(self, handle: str, x: float, y: float) -> "Graph":
        """A graph has no handle."""
        return self


def _pale(part: Primitive) -> bool:
    return isinstance(part, Unresolved)
