"""The chain rule of maps: the Jacobian matrix of G∘F is the product of those of G and F."""

from dataclasses import replace
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing, Readout
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.maths.derivatives.differentiate import TooLong
from calcviz.maths.fields.vector import VectorField, composed
from calcviz.scene.concept import Place, concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.places import LEAST, place_handle, side, told_place

if TYPE_CHECKING:
    from calcviz.maths.fields.images import Matrix
    from calcviz.scene.jacobians import Jacobian


@concept(
    "jacobian_chain",
    mark("Chain rule of maps"),
    mark("two maps one after the other: the Jacobian of the composition is the product of theirs"),
    playable="size",
    cost=0.1,
)
class JacobianChain:
    """A square at P, its image under F and the image of that under G, each beside its parallelogram."""

    G: VectorField
    F: VectorField
    P: Place = param((1.0, 1.0), step=0.1)
    size: float = param(0.5, step=0.05, low=LEAST)

    def draw(self, viewport: Viewport) -> Drawing:
        """Three planes side by side, and the three matrices."""
        from calcviz.drawing.images import image_panel, square_parts
        from calcviz.maths.fields.images import product
        from calcviz.scene.jacobians import jacobian_at

        J_F = jacobian_at(self.F, self.P)
        J_G = jacobian_at(self.G, J_F.image)
        try:
            whole = composed(self.G, self.F)
        except TooLong:
            said = tr("this formula becomes too large when it is written out")
            return Drawing((place_handle(self.P),), sentence=said, reason=said)
        J = jacobian_at(whole, self.P)
        together = product(J_G.matrix, J_F.matrix) if J_F.matrix and J_G.matrix else None
        reason = J_F.reason or J_G.reason
        screen, called = viewport.screen, _called(self.F, "F")
        names = self.G.variables[0], self.G.variables[1]
        return Drawing(
            (*square_parts(self.P, self.size, screen), place_handle(self.P)),
            self._readouts(J_F, J_G, J, together),
            sentence=reason or self._sentence(J_F, J_G),
            reason=reason,
            panels=(
                image_panel(called, self.F, self.P, screen, self.size, J_F.matrix, names),
                image_panel(_after(self.G, self.F), whole, self.P, screen, self.size, together, ("", "")),
            ),
        )

    def _readouts(
        self, J_F: "Jacobian", J_G: "Jacobian", J: "Jacobian", together: "Matrix | None"
    ) -> tuple[Readout, ...]:
        F, G = _called(self.F, "F"), _called(self.G, "G")
        at_F = rf"{F}(P)"
        missing = J_F.reason or J_G.reason
        return (
            Readout("J_F", rf"J_{{{F}}}(P)", values=J_F.matrix, reason=J_F.reason),
            Readout("J_G", rf"J_{{{G}}}({at_F})", values=J_G.matrix, reason=missing),
            Readout("product", rf"J_{{{G}}}({at_F})\,J_{{{F}}}(P)", values=together, reason=missing),
            Readout("J", rf"J_{{{_after(self.G, self.F)}}}(P)", values=J.matrix, reason=J.reason),
        )

    def _sentence(self, J_F: "Jacobian", J_G: "Jacobian") -> str:
        first, second = J_F.det or 0.0, J_G.det or 0.0
        return tr(
            "at {place} areas change by the factor {first}, then by {second}: together by {both}",
            place=told_place(self.P), first=told(first), second=told(second), both=told(first * second),
        )  # fmt: skip

    def drag(self, handle: str, x: float, y: float) -> "JacobianChain":
        """P goes where the pointer goes; the far corner makes the square larger or smaller."""
        if handle == "P":
            return replace(self, P=(x, y))
        if handle == "size":
            return replace(self, size=side(self.P, x, y))
        return self


def _called(F: VectorField, letter: str) -> str:
    return name_latex(F.text) if F.text else letter


def _after(G: VectorField, F: VectorField) -> str:
    return rf"{_called(G, 'G')} \circ {_called(F, 'F')}"
