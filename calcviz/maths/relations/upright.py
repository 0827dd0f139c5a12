"""Equations in x alone, or in y alone: their roots, found with proofs, are lines across the window."""

import numpy as np

from calcviz.language.expression import free_names
from calcviz.maths.fields.grid import Grid
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.strokes import Strokes, together
from calcviz.maths.landmarks.survey import Survey
from calcviz.maths.real import real_function

MOST = 200
"""Roots beyond which the lines of the grid are left as they are."""

SLAB = (-1.0, 1.0)
"""Values around 0 that are looked at."""

NEAR, WHOLE = 1e-3, 0.9
"""A line within so much of a cell of a root, along so much of the window, is that root's line."""


def with_upright(field: ScalarField, g: Grid, lines: Strokes) -> Strokes:
    """The lines with those of roots beside which the grid has none: near poles two may share a cell."""
    names = free_names(field.expression)
    varying = [k for k, name in enumerate(field.variables) if name in names]
    if len(varying) != 1:
        return lines
    across, along = (g.x, g.y) if varying == [0] else (g.y, g.x)
    f = real_function(field.expression, field.variables[varying[0]], dict(field.parameters))
    at, place = (lines.x, lines.y) if varying == [0] else (lines.y, lines.x)
    near, height = NEAR * abs(float(across[1] - across[0])), float(along[-1] - along[0])
    ends = float(across[0]), float(across[-1])
    roots = [mark.x for mark in Survey(f, ends, SLAB, len(across), None).found(False) if mark.kind == "root"]
    for root in roots if len(roots) <= MOST else ():
        on = place[np.abs(at - root) <= near]
        if len(on) and np.ptp(on) >= WHOLE * height:
            continue
        fixed = np.full(len(along), root)
        x, y = (fixed, along) if varying == [0] else (along, fixed)
        start = np.zeros(1, np.int64)
        lines = together(lines, Strokes(x, y, start, start))
    return lines
