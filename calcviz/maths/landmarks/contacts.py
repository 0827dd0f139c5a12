"""Points in which two curves touch, or that both pass with a cusp: found by floats, told by exact numbers."""

from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression
from calcviz.maths.landmarks.closed import Closed, NoForm
from calcviz.maths.landmarks.exactly import Anything, Exactly
from calcviz.maths.landmarks.recognised import recognised

if TYPE_CHECKING:
    from calcviz.maths.calculus.systems import Equations

Floats = NDArray[np.float64]

MOST, STEPS = 120, 60
"""Boxes from which such points are sought, and steps that are taken from each."""

NEAR, FEW = 1e-5, 3
"""How far from a number a place may lie that stands for it, relatively; how many numbers are tried."""

SMALL = 1e-9
"""Values, beside those around, that count as 0 before they are asked exactly."""


def contacts(
    system: "Equations", low: Floats, high: Floats, known: list[Floats], wide: Floats
) -> list[Floats]:
    """Solutions of a system in boxes, (n, 2), that are none of the `known`: by arithmetic, exactly.

    Newton's method and its proof fail where both slopes run alike; the least sum of squares is sought.
    """
    middle = (low + high) / 2
    for place in known:
        middle = middle[(np.abs(middle - place) > 1e-3 * wide).any(axis=1)]
    if not 0 < len(middle) <= MOST:
        return []
    found: list[Floats] = []
    for x in _least(system, middle, wide):
        if all((np.abs(x - other) > NEAR * wide).any() for other in (*known, *found)):
            exact = _exactly(system, x, wide)
            if exact is not None:
                found.append(exact)
    return found


def _least(system: "Equations", x: Floats, wide: Floats) -> Floats:
    """Where the method of Levenberg and Marquardt comes to rest with values that may be 0."""
    damping = np.full((len(x), 1, 1), 1e-3)
    with np.errstate(all="ignore"):
        f = system.values(x)
        size = begin = (f * f).sum(axis=1)
        for _ in range(STEPS):
            j = system.jacobians(x) * wide
            normal = j.transpose(0, 2, 1) @ j
            scale = np.trace(normal, axis1=1, axis2=2)[:, None, None] + 1e-300
            step = np.linalg.solve(
                normal + damping * scale * np.eye(2), -(j.transpose(0, 2, 1) @ f[:, :, None])
            )[:, :, 0]
            tried = x + step * wide
            g = system.values(tried)
            less = (g * g).sum(axis=1) < size
            x, f = np.where(less[:, None], tried, x), np.where(less[:, None], g, f)
            size = (f * f).sum(axis=1)
            damping = np.where(less[:, None, None], damping / 4, np.minimum(damping * 4, 1e6))
            damping = np.maximum(damping, 1e-14)
        return np.asarray(x[(size <= SMALL * np.maximum(begin, SMALL)) & np.isfinite(size)])


def _exactly(system: "Equations", x: Floats, wide: Floats) -> Floats | None:
    """The numbers near x at which all functions are exactly 0."""
    for numbers in product(*(_likely(float(at), float(room)) for at, room in zip(x, wide))):
        at = dict(zip(system.variables, numbers))
        if all(_is_zero(f, at) for f in system.functions):
            return np.array([float(number) for number in numbers])
    return None


def _likely(x: float, wide: float) -> list[Closed]:
    """The numbers that x most likely stands for."""
    return [c for c, _ in zip(recognised(x, NEAR * wide, NEAR), range(FEW))]


def _is_zero(f: Expression, at: Mapping[str, Closed]) -> bool:
    try:
        return Exactly(at).value(f).sign == 0
    except (NoForm, Anything, ArithmeticError):
        return False
