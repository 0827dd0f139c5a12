"""How one looks at space otherwise: turned, moved, enlarged, from an axis; every function gives a Space."""

from dataclasses import replace
from math import isfinite
from typing import Literal

from calcviz.scene.document import Space

Direction = Literal["x", "y", "z", "corner"]

ZOOMS = (0.2, 20.0)
FARTHEST = 3.0
"""Widths and heights by which the picture may be moved."""
_DIRECTIONS: dict[Direction, tuple[float, float]] = {
    "x": (90.0, 0.0),
    "y": (0.0, 0.0),
    "z": (0.0, 90.0),
    "corner": (Space().azimuth, Space().elevation),
}
_RANGES = (1e-6, 1e9)
"""The narrowest and the widest range that a box is zoomed to."""


def turned(space: Space, azimuth: float, elevation: float) -> Space:
    """Turned by so many degrees about the z axis, and lifted; no farther than straight above or below."""
    return replace(
        space,
        azimuth=(space.azimuth + azimuth + 180.0) % 360.0 - 180.0,
        elevation=min(90.0, max(-90.0, space.elevation + elevation)),
    )


def moved(space: Space, across: float, up: float) -> Space:
    """Moved by shares of the picture's width, to the right, and of its height, up."""
    x, y = (min(FARTHEST, max(-FARTHEST, a + b)) for a, b in zip(space.pan, (across, up)))
    return replace(space, pan=(x, y))


def zoomed(space: Space, factor: float, across: float = 0.5, up: float = 0.5) -> Space:
    """Enlarged about a place of the picture, in shares of its width from the left and height from below.

    The picture grows, the box stays.
    """
    if not (isfinite(factor) and factor > 0):
        return space
    zoom = min(ZOOMS[1], max(ZOOMS[0], space.zoom * factor))
    growth = zoom / space.zoom
    away = (across - 0.5 - space.pan[0]) * (1 - growth), (up - 0.5 - space.pan[1]) * (1 - growth)
    return moved(replace(space, zoom=zoom), *away)


def narrowed(space: Space, factor: float) -> Space:
    """The ranges of x and y, and of z where it has one of its own, a factor narrower about their middles."""
    x, y = _narrowed(space.x_low, space.x_high, factor), _narrowed(space.y_low, space.y_high, factor)
    z: tuple[float | None, float | None] = space.z_low, space.z_high
    if space.z_low is not None and space.z_high is not None:
        z = _narrowed(space.z_low, space.z_high, factor)
    return replace(space, x_low=x[0], x_high=x[1], y_low=y[0], y_high=y[1], z_low=z[0], z_high=z[1])


def _narrowed(low: float, high: float, factor: float) -> tuple[float, float]:
    middle, half = low / 2 + high / 2, (high / 2 - low / 2) / factor
    return (middle - half, middle + half) if _RANGES[0] <= 2 * half <= _RANGES[1] else (low, high)


def from_direction(space: Space, direction: Direction) -> Space:
    """Seen along an axis; along y with x to the right; from above with y up; from a corner as at first."""
    azimuth, elevation = _DIRECTIONS[direction]
    return replace(space, azimuth=azimuth, elevation=elevation)


def whole(space: Space) -> Space:
    """The whole box in the middle of the picture, as it is turned."""
    return replace(space, zoom=1.0, pan=(0.0, 0.0))


def reset(space: Space) -> Space:
    """The whole box from a corner, as at first; its ranges and the perspective stay."""
    return from_direction(whole(space), "corner")
