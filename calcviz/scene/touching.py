"""The derivative of g at P as it is read: the gradient, or the sentence why there is no tangent plane."""

from calcviz.drawing import Readout
from calcviz.maths.fields.existence import Differential
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import Place
from calcviz.scene.places import letter, undefined_at


def untouched(g: ScalarField, P: Place, d: Differential) -> str | None:
    """Why g has no tangent plane at P; None where it has one."""
    return undefined_at(g, P) or d.reason


def gradient_readout(g: ScalarField, P: Place, d: Differential) -> Readout:
    """∇g(P), or why there is none."""
    return Readout("gradient", rf"\nabla {letter(g)}(P)", values=d.tangent, reason=untouched(g, P, d))
