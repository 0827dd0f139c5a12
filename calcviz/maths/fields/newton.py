"""Newton's method for ∇g = 0 from many places at once."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.derivatives.differentiate import NoRule, TooLong
from calcviz.maths.fields.exclusion import Clusters
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.vector import gradient_of

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

STARTS, EACH = 600, 9
"""Places to begin at, in all and in one cluster."""

STEPS = 60
FARTHEST = 8.0
"""The longest step, in rectangles."""

FLAT = 1e-9
"""A curvature smaller than the other by this factor is not divided by."""

TRIED = 6
"""Singular zeros of which it is asked whether they lie on a curve of them."""

ALIKE = 1e-6
"""Two roots nearer than this, in widths of the window, are one."""


@dataclass(frozen=True, slots=True, eq=False)
class Roots:
    """Isolated zeros of the gradient, x and y (n,); `curve`: others fill a curve.

    `second` are g_xx, g_xy and g_yy, `typical` is their size in the neighbourhood of the zeros and `largest`
    that of g all over the window.
    """

    x: Floats
    y: Floats
    curve: bool
    second: tuple[ScalarField, ScalarField, ScalarField]
    typical: float
    largest: float


def roots(g: ScalarField, clusters: Clusters) -> Roots:
    """The zeros of ∇g among the smooth rectangles of the clusters; raises NoRule and TooLong."""
    first, then = g.variables
    gx, gy = gradient_of(g).components
    second = gx.partial(first), gx.partial(then), gy.partial(then)
    starts = _starts(clusters)
    x, y = (part[starts] for part in clusters.centres)
    if not len(x):
        return Roots(x, y, False, second, 0.0, 0.0)
    with np.errstate(all="ignore"):
        sizes = [np.abs(part.values(x, y)) for part in second]
    typical = float(np.nanmax([np.nanmax(np.append(size, 0.0)) for size in sizes]))
    x, y, flat = _converged((gx, gy), second, x, y, clusters)
    flat &= len(x) > 0
    inside = (x >= clusters.x[0]) & (x <= clusters.x[1]) & (y >= clusters.y[0]) & (y <= clusters.y[1])
    x, y, flat = _distinct(x[inside], y[inside], flat[inside], clusters)
    curve = bool(np.count_nonzero(flat) >= 4) and _spread(x[flat], y[flat], clusters)
    found = Roots(x, y, curve, second, typical, _largest(g, clusters))
    if not curve:
        return found
    room = 0.02 * min(clusters.x[1] - clusters.x[0], clusters.y[1] - clusters.y[0])
    some = np.flatnonzero(flat)[:: max(1, np.count_nonzero(flat) // TRIED)]
    if all(isolated(g, found, (float(x[k]), float(y[k])), room) for k in some):
        return replace(found, curve=False)  # singular each by itself
    return replace(found, x=x[~flat], y=y[~flat])


def root_near(g: ScalarField, point: tuple[float, float]) -> tuple[float, float] | None:
    """Where Newton's method for ∇g = 0 leads from a point; None where it does not come to an end."""
    first, then = g.variables
    gx, gy = gradient_of(g).components
    try:
        second = gx.partial(first), gx.partial(then), gy.partial(then)
    except (NoRule, TooLong):
        return None
    x, y = (np.array([part]) for part in point)
    for _ in range(STEPS):
        dx, dy, _flat = _step((gx, gy), second, x, y)
        x, y = x + dx, y + dy
        length = float(np.hypot(dx, dy)[0])
        if not np.isfinite(length) or length <= 1e-13 * max(1.0, float(np.hypot(x, y)[0])):
            break
    return (float(x[0]), float(y[0])) if length < 1e-9 else None


def isolated(g: ScalarField, found: Roots, point: tuple[float, float], room: float) -> bool:
    """Whether no other zeros of the gradient with a singular Hessian lie about `room` away from one.

    Newton's method leads from around an isolated zero back to it, from beside a curve of them to the curve.
    """
    gx, gy = gradient_of(g).components
    angles = np.arange(8) * (np.pi / 4)
    start_x, start_y = point[0] + room * np.cos(angles), point[1] + room * np.sin(angles)
    x, y = start_x.copy(), start_y.copy()
    flat = np.zeros(len(x), np.bool_)
    length = np.zeros(len(x))
    for _ in range(STEPS):
        dx, dy, flat = _step((gx, gy), found.second, x, y)
        x, y, length = x + dx, y + dy, np.hypot(dx, dy)
        if not np.any(length > 1e-13 * room):
            break
    with np.errstate(invalid="ignore"):
        away = np.hypot(x - point[0], y - point[1])
        return not np.any(flat & (length < 1e-6 * room) & (away > 0.2 * room) & (away < 5 * room))


def stands(found: Roots, gradient: tuple[ScalarField, ...], point: tuple[float, float], room: float) -> bool:
    """Whether the gradient around a zero changes as the Hessian says: else both are but rounding."""
    a, b, d = (float(part(*point)) for part in found.second)
    angles = np.arange(4) * (np.pi / 2) + 0.3
    for part in (1.0, 1e-2):
        dx, dy = room * part * np.cos(angles), room * part * np.sin(angles)
        wanted = np.stack((a * dx + b * dy, b * dx + d * dy))
        seen = np.stack([each.values(point[0] + dx, point[1] + dy) for each in gradient])
        with np.errstate(invalid="ignore"):
            if not np.abs(seen - wanted).max() <= 0.5 * np.abs(wanted).max():
                return False
    return True


def _largest(g: ScalarField, clusters: Clusters) -> float:
    """The size of the function, from a few places all over the window."""
    values = g.values(np.linspace(*clusters.x, 14)[None, :], np.linspace(*clusters.y, 14)[:, None])
    finite = np.abs(values[np.isfinite(values)])
    return float(np.median(finite)) if finite.size else 0.0


def _starts(clusters: Clusters) -> NDArray[np.int64]:
    """Some rectangles of each cluster, spread over it."""
    smooth = np.flatnonzero(clusters.smooth)
    order = smooth[np.argsort(clusters.of[smooth], kind="stable")]
    sizes = np.bincount(clusters.of[order]) if len(order) else np.empty(0, np.int64)
    sizes = sizes[sizes > 0]
    each = max(1, min(EACH, STARTS // max(1, len(sizes))))
    if clusters.crowded:
        each = max(each, STARTS // max(1, len(sizes)))
    begin = np.cumsum(sizes) - sizes
    chosen = [
        order[b + np.unique(np.linspace(0, n - 1, min(each, n)).astype(int))] for b, n in zip(begin, sizes)
    ]
    return np.concatenate(chosen)[: 2 * STARTS] if chosen else np.empty(0, np.int64)


def _converged(
    gradient: tuple[ScalarField, ScalarField],
    second: tuple[ScalarField, ScalarField, ScalarField],
    x: Floats,
    y: Floats,
    clusters: Clusters,
) -> tuple[Floats, Floats, Booleans]:
    """Where the steps come to an end, and whether the Hessian is singular there."""
    width, height = clusters.cell
    active = np.ones(len(x), np.bool_)
    x, y = x.copy(), y.copy()
    last = np.full(len(x), np.inf)
    for _ in range(STEPS):
        i = np.flatnonzero(active)
        if not len(i):
            break
        dx, dy, _ = _step(gradient, second, x[i], y[i])
        with np.errstate(all="ignore"):
            length = np.hypot(dx / width, dy / height)
            short = np.minimum(1.0, FARTHEST / length)
        lost = ~np.isfinite(length)
        x[i] = np.where(lost, np.nan, x[i] + dx * short)
        y[i] = np.where(lost, np.nan, y[i] + dy * short)
        last[i] = length
        active[i] = ~lost & (length > 1e-15 * clusters.side)
    good = np.isfinite(x) & np.isfinite(y) & (last < 1e-3)
    x, y = x[good], y[good]
    _, _, flat = _step(gradient, second, x, y)
    return x, y, flat


def _step(
    gradient: tuple[ScalarField, ScalarField],
    second: tuple[ScalarField, ScalarField, ScalarField],
    x: Floats,
    y: Floats,
) -> tuple[Floats, Floats, Booleans]:
    """Newton's step by the eigenvalues of the Hessian, none along a direction without curvature."""
    p, q = (part.values(x, y) for part in gradient)
    a, b, d = (part.values(x, y) for part in second)
    with np.errstate(all="ignore"):
        middle, radius = (a + d) / 2, np.hypot((a - d) / 2, b)
        far = np.where(middle >= 0, middle + radius, middle - radius)
        near = (a * d - b * b) / far
        swapped = np.abs(far - d) < np.abs(far - a)
        ux, uy = np.where(swapped, b, far - d), np.where(swapped, far - a, b)
        length = np.hypot(ux, uy)
        ux, uy = np.where(length > 0, ux / length, 1.0), np.where(length > 0, uy / length, 0.0)
        along, across = ux * p + uy * q, -uy * p + ux * q
        flat = ~(np.abs(near) > FLAT * np.abs(far))
        s = np.where(far != 0, -along / far, 0.0)
        t = np.where(flat, 0.0, -across / near)
    return s * ux - t * uy, s * uy + t * ux, flat


def _distinct(x: Floats, y: Floats, flat: Booleans, clusters: Clusters) -> tuple[Floats, Floats, Booleans]:
    """The places without repetitions, the first of each kept."""
    width, height = clusters.x[1] - clusters.x[0], clusters.y[1] - clusters.y[0]
    keys = np.round(np.stack((x / width, y / height), axis=1) / ALIKE)
    _, kept = np.unique(keys, axis=0, return_index=True)
    return x[kept], y[kept], flat[kept]


def _spread(x: Floats, y: Floats, clusters: Clusters) -> bool:
    """Whether places lie farther apart than the rectangles of one root do."""
    width, height = clusters.cell
    return bool(np.ptp(x) > 12 * width or np.ptp(y) > 12 * height)
