"""The path of steepest descent, or ascent, from a point."""

from dataclasses import dataclass
from math import hypot, inf, isfinite
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Range
from calcviz.maths.fields.grid import field_key, remembered
from calcviz.maths.fields.linear import eigen
from calcviz.maths.fields.newton import root_near
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.vector import VectorField, gradient_of

Floats = NDArray[np.float64]
Place = tuple[float, float]
End = Literal["critical", "edge", "undefined", "tip", "long", "start"]

NEARLY, BESIDE = 5e-5, 0.02
"""At this part of the first gradient an end is looked for by Newton's method, so near in windows."""

REST = 1e-8
"""At this part of the first gradient the path has come to a critical point, up to less than a pixel."""

TURN, STEEP = 1e-2, 0.1
"""The step, in windows, in which no smooth gradient as great as this part of the first one turns back."""

STEPS = 400
FINE = 0.01
"""The pieces that are drawn, in windows, and no more of them for a step than MOST."""

MOST = 40


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """The path through (x, y), (n,), from its point on, and why it ends.

    "critical": where the gradient is 0; "edge": at the edge of the window; "undefined": where the function
    has no gradient; "tip": where the gradient turns round at once, as at the tip of a cone; "long": after
    very many steps; "start": there is no path, because the gradient is 0 or undefined at the point itself.
    """

    x: Floats
    y: Floats
    end: End


def descent_path(g: ScalarField, point: Place, x_range: Range, y_range: Range, uphill: bool = False) -> Path:
    """The path from a point in the direction of -∇g (or ∇g) in a window; remembered. Raises NoRule, TooLong.

    It is across the level curves where the units of both axes are equally long. Source of the steps: LSODA
    (scipy), which is not slowed down by narrow valleys as explicit methods are.
    """
    key = ("descent", field_key(g), point, x_range, y_range, uphill)
    made: Path = remembered.get(key, g.expression, 1000, lambda: _made(g, point, x_range, y_range, uphill))
    return made


class _Way:
    """The direction of the path in units of the window, at most 1 long; NaN where there is none."""

    def __init__(
        self, gradient: VectorField, point: Place, x_range: Range, y_range: Range, uphill: bool
    ) -> None:
        self._gradient = gradient
        self.low = np.array((x_range[0], y_range[0]))
        self.span = np.array((x_range[1] - x_range[0], y_range[1] - y_range[0]))
        self._sign = 1.0 if uphill else -1.0
        u, v = self._turned((np.array(point) - self.low) / self.span)
        self.first = hypot(u, v)

    def _turned(self, z: Floats) -> Place:
        """±∇g in windows."""
        u, v = self._gradient(*(self.low + z * self.span))
        return self._sign * u / float(self.span[0]), self._sign * v / float(self.span[1])

    def __call__(self, s: float, z: Floats) -> Floats:
        """For scipy: the gradient at z, in parts of the first one; a longer one is held below 1.

        So the path comes to rest at a critical point, and not in no time at a pole. 0 where there is none:
        the steps shrink before the end of the domain, and one that passes it stays.
        """
        u, v = self._turned(z)
        length = hypot(u, v, self.first)
        return np.array((u / length, v / length) if isfinite(length) and length > 0 else (0.0, 0.0))

    def bottom(self, g: ScalarField, z: Floats) -> Floats | None:
        """The minimum (uphill: maximum) right beside z, where Newton's method finds one; no saddle."""
        x, y = self.low + z * self.span
        found = root_near(g, (float(x), float(y)))
        if found is None:
            return None
        there: Floats = (np.array(found) - self.low) / self.span
        if not hypot(*(there - z)) < BESIDE:
            return None
        (a, b), (_, d) = ((part(*found) for part in row) for row in self._gradient.jacobian)
        low, high = eigen(((a, b), (b, d))).values
        passed = high > 0 if self._sign > 0 else low < 0
        return None if passed else there


def _made(g: ScalarField, point: Place, x_range: Range, y_range: Range, uphill: bool) -> Path:
    from scipy.integrate import LSODA

    way = _Way(gradient_of(g), point, x_range, y_range, uphill)
    start = (np.array(point) - way.low) / way.span
    if not (isfinite(way.first) and way.first > 0) or (np.abs(start - 0.5) > 0.5).any():
        return Path(np.array(point[:1]), np.array(point[1:]), "start")
    solver = LSODA(way, 0.0, start, inf, first_step=1e-4, rtol=1e-5, atol=1e-7)
    points: list[Floats] = [start[:, None]]
    end: End | None = None
    now, sought = way(0.0, start), NEARLY
    for _ in range(STEPS):
        before, then, t = solver.y.copy(), now, solver.t
        solver.step()
        now = way(0.0, solver.y)
        count = min(MOST, 1 + int(hypot(*(solver.y - before)) / FINE))
        part = solver.dense_output()(np.linspace(t, solver.t, count + 1)[1:])
        outside = np.flatnonzero((np.abs(part - 0.5) > 0.5).any(axis=0))
        if outside.size:
            part, end = _to_the_edge(before, part[:, : outside[0] + 1]), "edge"
        points.append(part)
        end = end or _ended(now, then, hypot(*(solver.y - before)))
        if end is None and hypot(*now) < sought:
            sought /= 10
            last = way.bottom(g, solver.y)
            if last is not None:
                points.append(last[:, None])
                end = "critical"
        if end or solver.status != "running":
            break
    x, y = way.low[:, None] + np.concatenate(points, axis=1) * way.span[:, None]
    x[0], y[0] = point
    if end == "undefined":
        u, v = gradient_of(g).values(x, y)
        if (u[-1], v[-1]) == (0, 0):
            end = "critical"
        there = np.isfinite(u) & np.isfinite(v)
        x, y = x[there], y[there]
    return Path(x, y, end or "long")


def _ended(now: Floats, then: Floats, step: float) -> End | None:
    """Why the path ends where it goes on by `now`, after a step so long from where it went on by `then`."""
    speed = hypot(*now)
    if speed <= REST:
        return "critical" if speed > 0 else "undefined"
    turned = float(now @ then) < -0.25 * speed * hypot(*then)
    return "tip" if turned and speed > STEEP and step < TURN else None


def _to_the_edge(before: Floats, part: Floats) -> Floats:
    """The points with the last one, which lies outside of the window, moved back to its edge."""
    inner = part[:, -2] if part.shape[1] > 1 else before
    step = part[:, -1] - inner
    with np.errstate(all="ignore"):
        reach = np.where(step > 0, (1 - inner) / step, np.where(step < 0, -inner / step, np.inf))
    last = inner + min(1.0, float(reach.min())) * step
    return np.concatenate((part[:, :-1], last[:, None]), axis=1)
