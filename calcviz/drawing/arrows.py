"""A map of the plane as a field of arrows, on a screen and on the floor of space."""

from typing import Literal

import numpy as np

from calcviz.drawing.contours import screen_ranges
from calcviz.drawing.fields import Arrows, ColorScale, Floats
from calcviz.drawing.space import SpaceArrows
from calcviz.language.expression import Call, Expression, Name, substitute
from calcviz.language.typeset import name_latex
from calcviz.maths.curves.screen import Screen
from calcviz.maths.fields.arrows import TYPICAL, arrows
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.grid import field_key, remembered
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.vector import VectorField

By = Literal["length", "color"]

FLOOR = 480.0
"""The floor of space has so many pixels along each side, about."""


def arrow_field(F: VectorField, screen: Screen, by: str = "length", sign: int = 1) -> tuple[Arrows, ...]:
    """The arrows of a map on a screen, their strength as length or as colour; empty where it is undefined.

    sign -1 turns all of them round.
    """
    on = on_screen(F, screen)
    x_range, y_range = screen_ranges(screen)
    pixels = float(screen.columns), float(screen.rows)
    found = arrows(on, x_range, y_range, pixels, "colour" if by == "color" else "length", sign=sign)
    x, dx = _unlogged(found.x, found.dx) if screen.x_log else (found.x, found.dx)
    y, dy = _unlogged(found.y, found.dy) if screen.y_log else (found.y, found.dy)
    there = np.isfinite(x) & np.isfinite(y) & np.isfinite(dx) & np.isfinite(dy)
    if not there.any():
        return ()
    x, y, dx, dy = x[there], y[there], dx[there], dy[there]
    strength = None if by == "length" else found.strength[there] if screen.linear else _lengths(F, x, y)
    scale = None if strength is None else strength_scale(strength, _length_latex(F))
    return (Arrows(x, y, dx, dy, "field", strength, scale),)


def _unlogged(u: Floats, du: Floats) -> tuple[Floats, Floats]:
    """Places and steps of logarithms in the plane; infinite where they lie beyond all floats."""
    with np.errstate(all="ignore"):
        x = np.exp(u)
        return x, x * np.expm1(du)


def _lengths(F: VectorField, x: Floats, y: Floats) -> Floats:
    with np.errstate(over="ignore"):
        return np.asarray(np.hypot(*F.values(x, y)))


def strength_scale(strength: Floats, latex: str = "") -> ColorScale:
    """The colours of strengths from 0 up to what nearly all reach: a pole does not darken the rest."""
    finite = strength[np.isfinite(strength)]
    high = float(np.quantile(finite, TYPICAL)) if finite.size else 0.0
    most = float(finite.max()) if finite.size else 0.0
    top = most if most <= 3 * high or not high else high
    return ColorScale(0.0, top if top > 0 else 1.0, latex=latex)


def _length_latex(F: VectorField) -> str:
    return rf"\left|{map_latex(F)}\right|" if F.text else ""


def map_latex(F: VectorField) -> str:
    """How a map is called in LaTeX, \\nabla g for a gradient; F where it has no name."""
    if not F.text:
        return "F"
    name = name_latex(F.text.removeprefix("∇"))
    return rf"\nabla {name}" if F.text.startswith("∇") else name


def on_screen(F: VectorField, screen: Screen) -> VectorField:
    """The map as it moves what the axes of a screen count: where x grows by u, log x grows by u/x."""
    return F if screen.linear else _stretched(F, screen.x_log, screen.y_log)


def _stretched(F: VectorField, x_log: bool, y_log: bool) -> VectorField:

    def make() -> VectorField:
        logs = [name for name, stretched in zip(F.variables, (x_log, y_log)) if stretched]
        places: dict[str, Expression] = {name: Call("exp", (Name(name),)) for name in logs}
        parts = []
        for each, variable in zip(F.components, F.variables):
            e = substitute(each.expression, places)
            e = Call("divide", (e, places[variable])) if variable in places else e
            parts.append(ScalarField(e, F.variables, each.parameters))
        return VectorField(tuple(parts), F.text)

    whole = tuple(field_key(each) for each in F.components)
    keep = tuple(each.expression for each in F.components)
    made: VectorField = remembered.get(("log", whole, x_log, y_log), keep, 1, make)
    return made


def floor_arrows(F: VectorField, box: Box, sign: int = 1) -> tuple[SpaceArrows, ...]:
    """The arrows of a map on the floor of a box."""
    found = arrows(F, box.x_range, box.y_range, (FLOOR, FLOOR), sign=sign)
    inside = (found.x >= box.x_low) & (found.x <= box.x_high)
    inside &= (found.y >= box.y_low) & (found.y <= box.y_high)
    if not inside.any():
        return ()
    x, y, dx, dy = (part[inside] for part in (found.x, found.y, found.dx, found.dy))
    return (SpaceArrows(x, y, np.full_like(x, box.z_low), dx, dy, np.zeros_like(x), "field"),)
