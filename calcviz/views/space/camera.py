"""From space to pixels and back: the box as a cuboid about the origin, turned, and seen from an eye."""

from functools import lru_cache
from math import cos, isfinite, radians, sin

import numpy as np

from calcviz.drawing import Floats
from calcviz.maths.fields.box import Box
from calcviz.scene.document import Space

HALF = np.array([1.0, 1.0, 0.7])
"""Half the sides of the cuboid in which every box is shown, unless its units are equally long."""
FLATTEST = 0.2
"""The shortest side of a cuboid with equal units as a share of the longest: what is flatter shows nothing."""
CORNERS = np.array([[x, y, z] for x in (-1, 1) for y in (-1, 1) for z in (-1, 1)], float)
EYE = 5.2
"""How far the eye of a perspective is from the middle: the cuboid fills some 35 degrees."""
FILLED = 0.96
"""The share of a picture that the cuboid and its numbers take."""
LEFT, RIGHT, BELOW = 40.0, 16.0, 24.0
"""Pixels that the numbers take beside the cuboid and under it, where the picture is large enough."""
TURNS = np.linspace(0.0, np.pi / 2, 13)
"""The directions from which the cuboid must fit: it does not change its size while it is turned."""
CLEAR = 8.0
"""Pixels between the cuboid and what stands in the corner."""
NEAREST = 0.2
"""Points closer to the eye than that are held there: nothing is ever behind it."""

Size = tuple[float, float]
"""Pixels across and down."""
Extent = tuple[float, float, tuple[float, ...]]
"""A width, a height, and how far from the middle of both it reaches in each of TURNS, from right to up."""


class Camera:
    """How a box is seen in a picture of `width` × `height` pixels.

    Unit coordinates are those of the cuboid −1 … 1, −1 … 1, −0.7 … 0.7 that shows the box. Where units are
    equally long it is seen stretched: `stretch` says along each axis how much. Depth is counted from the
    middle towards the eye, `towards` is the way there in unit coordinates. A box without extent, or not
    finite, is taken as 1 wide. `corner` is what else stands in the upper right corner, in pixels across and
    down: the cuboid keeps clear of it.
    """

    def __init__(
        self, space: Space, box: Box, width: float, height: float, corner: Size = (0.0, 0.0)
    ) -> None:
        ranges = (box.x_range, box.y_range, box.z_range)
        middles, halves = zip(*(_middle_and_half(*ends) for ends in ranges))
        self.middle, self.half = np.array(middles), np.array(halves)
        self.box, self.width, self.height = box, width, height
        self.perspective = space.perspective
        turn, lift = radians(space.azimuth), radians(space.elevation)
        right = (cos(turn), sin(turn), 0.0)
        up = (-sin(turn) * sin(lift), cos(turn) * sin(lift), cos(lift))
        towards = (sin(turn) * cos(lift), -cos(turn) * cos(lift), sin(lift))
        sides = _sides(self.half) if space.equal else tuple(HALF.tolist())
        self.stretch = np.array(sides) / HALF
        self.basis = np.array([right, up, towards])
        self._turned = self.basis * self.stretch
        self.towards = self.basis[2] / self.stretch
        fit, free = _fit(_extent(sides, lift, space.perspective), (width, height), corner)
        self.scale = fit * space.zoom
        self.centre = np.zeros(2)
        seen = self.project(CORNERS * HALF)[:, :2]
        middle = np.array([width * (0.5 + space.pan[0]), height * (0.5 - space.pan[1])])
        middle += space.zoom * np.array(free)  # grows as the cuboid does: places stay where one zooms
        self.centre = middle - (seen.min(0) + seen.max(0)) / 2

    @property
    def eye(self) -> Floats | None:
        """The place of the eye in unit coordinates; None where all rays are parallel."""
        return EYE * self.towards if self.perspective else None

    @property
    def ranges(self) -> list[tuple[float, float]]:
        """What the cuboid shows of x, y and z: the box, or what it is taken as."""
        return list(zip((self.middle - self.half).tolist(), (self.middle + self.half).tolist()))

    def unit(self, points: Floats) -> Floats:
        """Points (…, 3) of the box in unit coordinates."""
        with np.errstate(over="ignore", invalid="ignore"):
            made: Floats = (points - self.middle) / self.half * HALF
        return made

    def real(self, points: Floats) -> Floats:
        """Points (…, 3) in unit coordinates as those of the box."""
        made: Floats = points / HALF * self.half + self.middle
        return made

    def depth(self, points: Floats) -> Floats:
        """How far points (…, 3) in unit coordinates are from the middle towards the eye."""
        made: Floats = points @ self._turned[2]
        return made

    def project(self, points: Floats) -> Floats:
        """Points (…, 3) in unit coordinates as (x, y, depth): pixels from the top left corner, and depth."""
        across, up, depth = self._turned @ points.reshape(-1, 3).T  # rows: six times as fast as columns
        scale: Floats | float = self.scale
        if self.perspective:
            scale = self.scale * EYE / np.maximum(EYE - depth, NEAREST)
        seen = np.empty((len(depth), 3))
        seen[:, 0] = self.centre[0] + across * scale
        seen[:, 1] = self.centre[1] - up * scale
        seen[:, 2] = depth
        return seen.reshape(points.shape)

    def pixel(self, x: float, y: float, z: float) -> tuple[float, float]:
        """The pixel of a point of the box."""
        across, down, _ = self.project(self.unit(np.array([x, y, z], float))).tolist()
        return across, down

    def ray(self, across: float, down: float) -> tuple[Floats, Floats]:
        """The ray of a pixel in unit coordinates: where it begins, before the cuboid, and its way (length 1).

        `project` sends each of its points to that pixel.
        """
        flat = (np.array([across, down]) - self.centre) / (self.scale * np.array([1.0, -1.0]))
        right, up, towards = self.basis
        there = flat[0] * right + flat[1] * up
        start = EYE * towards
        way = (there - start if self.perspective else -towards) / self.stretch
        start = (start if self.perspective else there + start) / self.stretch
        return start, way / np.linalg.norm(way)

    def to_eye(self, points: Floats) -> Floats:
        """The ways from points (…, 3) in unit coordinates to the eye; not of length 1."""
        eye = self.eye
        return np.broadcast_to(self.towards, points.shape) if eye is None else eye - points


def _sides(half: Floats) -> tuple[float, ...]:
    """Half the sides of a cuboid in the proportions of the ranges; none is much shorter than the longest."""
    return tuple(np.maximum(half / half.max(), FLATTEST).tolist())


def _fit(extent: Extent, size: Size, corner: Size) -> tuple[float, Size]:
    """The scale at which the cuboid and its numbers fit, and how far its middle is from the picture's.

    Where it would meet the corner it first moves away from it, to the left and down, and then it shrinks.
    A line between both is sought in all of TURNS, from an upright to a level one.
    """
    width, height = size
    beside, below = min(LEFT + RIGHT, 0.35 * width), min(BELOW, 0.35 * height)
    room = np.array([FILLED * width - beside, FILLED * height - below])
    middle = np.array([beside / 2 * (LEFT - RIGHT) / (LEFT + RIGHT), -below / 2])
    wide = np.array(extent[:2])
    scale = max(float((room / wide).min()), 1e-3)
    if min(corner) <= 0.0:
        return scale, (float(middle[0]), float(middle[1]))
    ways, reach = np.stack([np.cos(TURNS), np.sin(TURNS)]), np.array(extent[2])
    near = np.array([width / 2 - corner[0] - middle[0], height / 2 - corner[1] + middle[1]]) - CLEAR
    most = (near + room / 2) @ ways / (reach + wide / 2 @ ways)
    scale = max(min(scale, float(most.max())), 0.5 * scale)
    free = np.maximum(room - scale * wide, 0.0) / 2
    share = (scale * reach - near @ ways) / np.maximum(free @ ways, 1e-9)
    middle += np.clip(share.min(), 0.0, 1.0) * free * np.array([-1.0, 1.0])
    return scale, (float(middle[0]), float(middle[1]))


@lru_cache(maxsize=64)
def _extent(sides: tuple[float, ...], lift: float, perspective: bool) -> Extent:
    """The greatest extent of the cuboid as it is turned under an eye at that height."""
    across, along = np.cos(TURNS)[:, None], np.sin(TURNS)[:, None]
    x, y, z = (CORNERS * sides).T
    away = along * x - across * y
    seen = np.stack([across * x + along * y, cos(lift) * z - sin(lift) * away], 2)
    if perspective:
        seen *= EYE / (EYE - cos(lift) * away - sin(lift) * z)[:, :, None]
    wide, tall = np.ptp(seen, axis=1).max(0).tolist()
    seen -= (seen.max(1, keepdims=True) + seen.min(1, keepdims=True)) / 2
    seen = np.abs(seen) * [1, 0] + seen * [0, 1]  # a further quarter turn shows it mirrored
    reach = (seen @ np.stack([np.cos(TURNS), np.sin(TURNS)])).max((0, 1))
    return wide, tall, tuple(reach.tolist())


def _middle_and_half(low: float, high: float) -> tuple[float, float]:
    middle, half = low / 2 + high / 2, high / 2 - low / 2
    return (middle if isfinite(middle) else 0.0), (half if isfinite(half) and half > 0 else 0.5)
