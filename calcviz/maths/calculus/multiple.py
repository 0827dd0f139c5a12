"""Double and triple integrals: products of Gauss's rule on boxes that are halved where they need it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression, Question, size
from calcviz.language.messages import tr
from calcviz.language.notation import text
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.gauss import Part, rule
from calcviz.maths.calculus.quadrature import answered
from calcviz.maths.evaluate import compiled

Floats = NDArray[np.float64]

POINTS = {2: 10, 3: 7}
"""Nodes along each side of a box."""

BUDGET = 12_000_000
"""Nodes of the expression times points."""

DEEPEST = 24
GROWTH = 0.2
"""By how much, at most, the rule may find more of |f| in the parts of a box than in the whole."""
RELATIVE = 1e-14


@dataclass(frozen=True)
class Iterated:
    """An iterated integral over the unit box: the ends of each variable may depend on those outside it."""

    body: Expression
    variables: tuple[str, ...]
    ends: tuple[Expression, ...]
    numbers: tuple[tuple[str, float], ...] = ()

    @cached_property
    def cost(self) -> int:
        """How many nodes all expressions have."""
        return size(self.body) + sum(size(e) for e in self.ends)

    def values(self, u: Floats) -> Floats:
        """The integrand times the stretching at points (n, d) of the unit box, the innermost first."""
        known: dict[str, Floats] = {name: np.full(len(u), value) for name, value in self.numbers}
        weight = np.ones(len(u))
        with np.errstate(all="ignore"):
            for k in reversed(range(len(self.variables))):
                low, high = (_value(e, known, len(u)) for e in self.ends[2 * k : 2 * k + 2])
                s = u[:, k]
                x, stretched = _placed(low, high, s * s * (3 - 2 * s))  # roots at the ends become smooth
                known[self.variables[k]] = x
                weight = weight * stretched * (6 * s * (1 - s))
            found: Floats = _value(self.body, known, len(u)) * weight
        return found


def _value(e: Expression, known: Mapping[str, Floats], count: int) -> Floats:
    names = tuple(known)
    return np.broadcast_to(compiled(e, names)(*known.values()) if names else compiled(e, ())(), (count,))


def _placed(low: Floats, high: Floats, u: Floats) -> tuple[Floats, Floats]:
    """x between the ends, and dx/du; half lines and lines are drawn together by t/(1 - t) and its like."""
    x, weight = low + (high - low) * u, high - low
    up, down = np.isinf(high), np.isinf(low)
    if not (up.any() or down.any()):
        return x, weight
    sign = np.where(high < low, -1.0, 1.0)
    t = 2 * u - 1
    both = up & down & (low != high)
    x = np.where(up & ~both, low + sign * u / (1 - u), x)
    x = np.where(down & ~both, high - sign * (1 - u) / u, x)
    weight = np.where(up & ~both, sign / (1 - u) ** 2, weight)
    weight = np.where(down & ~both, sign / u**2, weight)
    x = np.where(both, sign * t / (1 - t * t), x)
    weight = np.where(both, sign * 2 * (1 + t * t) / (1 - t * t) ** 2, weight)
    return x, weight


def multiple(question: Question) -> Answer:
    """The value of a closed double or triple integral."""
    f = Iterated(question.body, question.variables, question.arguments)
    found = _integrated(f)
    if found is None:
        reason = tr("{part} is undefined on a part of the region", part=text(question.body))
        return Answer("undefined", reason=reason)
    return answered(found)


def _integrated(f: Iterated) -> Part | None:
    """The integral over the unit box; None where a part of it has no values."""
    d = len(f.variables)
    corners, width = np.zeros((1, d)), 1.0
    sums, sizes, _ = _sums(f, corners, width)
    total = error = scale = 0.0
    spent = 0
    for level in range(DEEPEST):
        shifts = np.stack(np.meshgrid(*[[0.0, width / 2]] * d, indexing="ij"), -1).reshape(-1, d)
        children = (corners[:, None, :] + shifts).reshape(-1, d)
        parts, part_sizes, lost = _sums(f, children, width / 2)
        spent += children.shape[0] * POINTS[d] ** d * f.cost
        if lost.any():
            return None
        together = parts.reshape(len(corners), -1).sum(1)
        without_sign = part_sizes.reshape(len(corners), -1).sum(1)
        growth = without_sign - sizes
        # Both sides of a line on which f is infinite cancel, but then what they cancel grows and grows.
        change = np.maximum(np.abs(together - sums), np.where(growth > GROWTH * sizes, growth, 0.0))
        size = scale + float(part_sizes.sum())
        good = change <= RELATIVE * size
        total += float(together[good].sum())
        error += float(change[good].sum())
        scale += float(without_sign[good].sum())
        if good.all():
            break
        left = int(np.count_nonzero(~good)) << (2 * d)
        if level == DEEPEST - 1 or spent + left * POINTS[d] ** d * f.cost > BUDGET:
            total, error = total + float(together[~good].sum()), error + 4 * float(change[~good].sum())
            scale += float(without_sign[~good].sum())
            break
        keep = np.repeat(~good, 2**d)
        corners, sums, sizes, width = children[keep], parts[keep], part_sizes[keep], width / 2
    return Part(total, 4 * error + 1e-14 * scale, scale, False, spent)


def _sums(f: Iterated, corners: Floats, width: float) -> tuple[Floats, Floats, NDArray[np.bool_]]:
    """Gauss's rule on each box, the same for |f|, and whether all values in it are missing."""
    d = corners.shape[1]
    x, w = rule(POINTS[d])
    nodes = np.stack(np.meshgrid(*[(x + 1) / 2] * d, indexing="ij"), -1).reshape(-1, d)
    weights = w / 2
    for _ in range(d - 1):
        weights = np.multiply.outer(weights, w / 2)
    points = corners[:, None, :] + width * nodes
    values = f.values(points.reshape(-1, d)).reshape(len(corners), -1)
    missing = ~np.isfinite(values)
    values = np.where(missing, 0.0, values)
    sums, sizes = (v @ weights.ravel() * width**d for v in (values, np.abs(values)))
    lost: NDArray[np.bool_] = np.asarray(missing.all(1))
    return sums, sizes, lost
