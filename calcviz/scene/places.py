"""A point of the plane and what a function of two variables is there, as it is drawn, read and told."""

from math import isfinite
from typing import TYPE_CHECKING

from calcviz.drawing import Handle, Readout
from calcviz.language.messages import tr
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import Place

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive

LEAST = 0.001
"""The smallest side of the square that shows what a Jacobian does."""


def told_place(P: Place) -> str:
    """(1, −2.5) in a sentence."""
    return f"({', '.join(told(part) for part in P)})"


def called(g: ScalarField) -> str:
    """How a function is called in a sentence."""
    return g.text or tr("the function")


def letter(g: ScalarField) -> str:
    """How a function is called in LaTeX; z where it has no name."""
    return name_latex(g.text) if g.text else "z"


def partial_latex(g: ScalarField, variable: str) -> str:
    """∂g/∂x in LaTeX."""
    return rf"\frac{{\partial {letter(g)}}}{{\partial {name_latex(variable)}}}"


def place_handle(P: Place, latex: str = "P", *, hollow: bool = False) -> Handle:
    """The point in the plane, to be dragged; hollow where what is looked for has no value."""
    return Handle("P", *P, latex, hollow=hollow)


def place_in_space(P: Place, height: float, box: Box, latex: str = "P") -> "tuple[SpacePrimitive, ...]":
    """The point on the surface and the way to the floor; on the floor where the box has no such height."""
    from calcviz.drawing.space import SpaceHandle, drop

    if not (box.x_low <= P[0] <= box.x_high and box.y_low <= P[1] <= box.y_high):
        return ()
    if not (isfinite(height) and box.shows(*P, height)):
        return (SpaceHandle("P", *P, box.z_low, latex),)
    return drop(*P, height, box.z_low), SpaceHandle("P", *P, height, latex)


def undefined_at(g: ScalarField, P: Place) -> str | None:
    """That a function has no value at a point; None where it has one."""
    if isfinite(g(*P)):
        return None
    return tr("{g} is undefined at {place}", g=called(g), place=told_place(P))


def height_readout(g: ScalarField, P: Place) -> Readout:
    """g(P), or that it is undefined."""
    height = g(*P)
    value = height if isfinite(height) else None
    return Readout("value", rf"{letter(g)}(P)" if g.text else "z", value, reason=undefined_at(g, P))


def side(P: Place, x: float, y: float) -> float:
    """The side of the square at P whose far corner is dragged to (x, y), without the noise of rounding."""
    return max(LEAST, float(f"{max(x - P[0], y - P[1]):.6g}"))
