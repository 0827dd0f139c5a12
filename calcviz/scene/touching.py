"""The linear function that touches g at P: its gradient there, or the sentence why there is none."""

from dataclasses import dataclass

from calcviz.drawing import Readout
from calcviz.language.messages import tr
from calcviz.maths.fields.along import along
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import Place
from calcviz.scene.places import called, letter, told_place, undefined_at

DIRECTIONS = ((0.6, 0.8), (-0.8, 0.6), (0.28, 0.96), (0.96, -0.28))


@dataclass(frozen=True, slots=True)
class Touching:
    """g(P) and ∇g(P). `gradient` is None, and `reason` says why, where g is not differentiable at P.

    `height` is NaN where g is undefined.
    """

    height: float
    gradient: tuple[float, float] | None
    reason: str | None = None


def touching(g: ScalarField, P: Place) -> Touching:
    """The value and the gradient of a function at a point."""
    height, missing = g(*P), undefined_at(g, P)
    if missing is not None:
        return Touching(height, None, missing)
    slopes = [g.slope(name, P) for name in g.variables]
    for variable, slope in zip(g.variables, slopes, strict=True):
        if slope.value is None:
            said = tr("no slope along {variable}: {reason}", variable=variable, reason=slope.sentence)
            return Touching(height, None, said)
    gx, gy = (slope.value or 0.0 for slope in slopes)
    for dx, dy in DIRECTIONS:
        there = along(g, P, (dx, dy)).slope(0.0).value
        size = abs(gx) + abs(gy)
        if there is None or abs(there - gx * dx - gy * dy) > 1e-6 * (1 + size):
            return Touching(height, None, _torn(g, P))
    return Touching(height, (gx, gy))


def _torn(g: ScalarField, P: Place) -> str:
    return tr(
        "{g} is not differentiable at {place}, though both partial derivatives exist",
        g=called(g), place=told_place(P),
    )  # fmt: skip


def gradient_readout(g: ScalarField, touch: Touching) -> Readout:
    """∇g(P), or why there is none."""
    return Readout("gradient", rf"\nabla {letter(g)}(P)", values=touch.gradient, reason=touch.reason)
