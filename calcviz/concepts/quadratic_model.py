"""The surface of second order that touches z = g(x, y) over P, with the Hessian matrix that bends it."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing, Primitive, Readout, number_label
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import Place, concept, param
from calcviz.scene.document import Viewport
from calcviz.scene.places import called, letter, place_handle, place_in_space, told_place

if TYPE_CHECKING:
    from calcviz.drawing.around import Around
    from calcviz.drawing.space import SpacePrimitive
    from calcviz.maths.fields.existence import Differential
    from calcviz.maths.fields.linear import Matrix

NOISE = 1e-15
"""An eigenvalue that is smaller than this part of the other one is rounding."""


@concept(
    "quadratic_model",
    mark("Quadratic model"),
    mark(
        "the Hessian matrix at a point, its eigenvectors, and the surface of second order that touches there"
    ),
)
class QuadraticModel:
    """z = g(P) + ∇g(P)·h + ½ hᵀHh for h = (x, y) − P."""

    g: ScalarField
    P: Place = param((1.0, 1.0), step=0.1)

    def draw(self, viewport: Viewport) -> Drawing:
        """The level curves of the model around P, and the eigenvectors of H with their eigenvalues."""
        from calcviz.drawing.around import around
        from calcviz.drawing.contours import levels_on
        from calcviz.drawing.models import model_levels

        found = self._found
        there = around(self.P, viewport.screen)
        parts: tuple[Primitive, ...] = ()
        if found.hessian is not None and there is not None:
            levels = levels_on(self.g, viewport.screen).values
            curves = () if found.model is None else model_levels(found.model, there, levels)
            parts = (*curves, *_axes(found.hessian, there))
        return Drawing(
            (*parts, place_handle(self.P)),
            self._readouts(found),
            sentence=self._sentence(found),
            reason=found.reason,
        )

    @cached_property
    def _found(self) -> "_Found":
        """Asked for by the plane and by space."""
        from calcviz.maths.fields.existence import differential
        from calcviz.maths.fields.higher import hessian_at
        from calcviz.maths.fields.models import model
        from calcviz.scene.touching import untouched

        d = differential(self.g, self.P)
        reason = untouched(self.g, self.P, d)
        if d.tangent is None or d.value is None:
            return _Found(d, None, None, reason)
        hessian = hessian_at(self.g, self.P)
        H = hessian.value
        if H is None:
            return _Found(d, None, None, hessian.reason)
        variables = self.g.variables[0], self.g.variables[1]
        return _Found(d, H, model(variables, self.P, d.value, d.tangent, H), None)

    def _readouts(self, found: "_Found") -> tuple[Readout, ...]:
        from calcviz.scene.touching import gradient_readout

        H, why = found.hessian, found.reason
        gradient = gradient_readout(self.g, self.P, found.d)
        matrix = Readout("hessian", rf"H_{{{letter(self.g)}}}(P)", values=H, reason=why)
        if H is None:
            return matrix, gradient
        values = eigenvalues(H)
        kind = kind_of_model(*values)
        return (
            matrix,
            Readout("eigenvalues", r"\lambda", values=values),
            Readout("kind", rf"\text{{{tr('kind')}}}", text=kind, text_latex=rf"\text{{{kind}}}"),
            gradient,
        )

    def _sentence(self, found: "_Found") -> str:
        g, place = called(self.g), told_place(self.P)
        if found.hessian is None:
            return tr(
                "{g} has no quadratic model at {place}: {reason}", g=g, place=place, reason=found.reason
            )
        first, second = eigenvalues(found.hessian)
        return tr(
            "quadratic model of {g} at {place}: {kind}; eigenvalues {first} and {second}",
            place=place, g=g, kind=kind_of_model(first, second), first=told(first), second=told(second),
        )  # fmt: skip

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """A piece of the model around P, and the point where it touches."""
        from calcviz.drawing.models import model_mesh

        found = self._found
        parts = () if found.model is None else model_mesh(found.model, self.P, box, "model")
        return (*parts, *place_in_space(self.P, self.g(*self.P), box))

    def drag(self, handle: str, x: float, y: float) -> "QuadraticModel":
        """P goes where the pointer goes."""
        return replace(self, P=(x, y)) if handle == "P" else self


@dataclass(frozen=True, slots=True)
class _Found:
    """The derivatives at P, the Hessian matrix and the model; None, with the reason, where there is none."""

    d: "Differential"
    hessian: "Matrix | None"
    model: ScalarField | None
    reason: str | None


def eigenvalues(H: "Matrix") -> tuple[float, float]:
    """The eigenvalues, rising; one that is 0 up to rounding is 0."""
    from calcviz.maths.fields.linear import eigen

    low, high = eigen(H).values
    size = NOISE * max(abs(low), abs(high))
    return (0.0 if abs(low) <= size else low, 0.0 if abs(high) <= size else high)


def kind_of_model(low: float, high: float) -> str:
    """What a surface with these eigenvalues looks like, in a word."""
    if low > 0:
        return tr("bowl, open upwards")
    if high < 0:
        return tr("dome, open downwards")
    if low < 0 < high:
        return tr("saddle-shaped")
    if high > 0:
        return tr("channel, open upwards")
    if low < 0:
        return tr("ridge, open downwards")
    return tr("plane: the second derivatives are 0")


def _axes(H: "Matrix", there: "Around") -> tuple[Primitive, ...]:
    """The eigenvectors as axes through P, each with its eigenvalue at its end."""
    from calcviz.drawing.around import REACH
    from calcviz.drawing.models import direction_line
    from calcviz.maths.fields.linear import eigen

    parts: list[Primitive] = []
    for k, (value, direction) in enumerate(zip(eigenvalues(H), eigen(H).vectors, strict=True)):
        line = direction_line(there, direction, 0.75 * REACH)
        parts.append(line)
        end = float(line.x[-1]), float(line.y[-1])
        parts.append(number_label(*end, value, rf"\lambda_{k + 1}", there.P))
    return tuple(parts)
