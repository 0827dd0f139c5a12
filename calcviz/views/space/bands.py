"""Steep pieces of a surface cut at heights, so that its colours run along heights and not along its cells."""

from dataclasses import dataclass, replace

import numpy as np

from calcviz.drawing import Floats, Integers
from calcviz.drawing.space import Mesh
from calcviz.views.space.camera import HALF, Camera
from calcviz.views.space.rings import Rings, split

NUMBER = 24
"""How many bands the scale of a surface is cut into where it is steep."""
STEEP, STEEP_IN_MOTION = 2.0, 6.0
"""How many bands a piece must span at least to be cut: gentle ones have one colour as they are."""
MOST, MOST_IN_MOTION = 12_000, 1500
"""How many pieces cutting may add; beyond that the bands are wider."""
SLIVER = 1e-7


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """The heights, in unit coordinates and rising, between bands of colour, and the strength of each band.

    Pieces that span no more than `least` stay whole; no more than `most` are added.
    """

    heights: Floats
    strengths: Floats
    least: float
    most: int

    @property
    def wider(self) -> "Bands":
        """The same with every second height only."""
        strengths = (
            np.append(self.strengths, self.strengths[-1:]) if len(self.strengths) % 2 else self.strengths
        )
        return replace(self, heights=self.heights[1::2], strengths=strengths.reshape(-1, 2).mean(1))


def bands_of(mesh: Mesh, camera: Camera, *, coarse: bool) -> Bands | None:
    """The bands of a mesh; None where its colours do not tell heights, or have levels of their own."""
    scale = mesh.scale
    if scale is None or mesh.strength is None or scale.levels or not scale.high > scale.low:
        return None
    if mesh.strength is not mesh.z and not np.array_equal(mesh.strength, mesh.z, equal_nan=True):
        return None
    ends = np.linspace(scale.low, scale.high, NUMBER + 1)
    heights = (ends - camera.middle[2]) / camera.half[2] * HALF[2]
    least = (STEEP_IN_MOTION if coarse else STEEP) * (heights[1] - heights[0])
    most = MOST_IN_MOTION if coarse else MOST
    return Bands(heights[1:-1], (ends[1:] + ends[:-1]) / 2, float(least), most)


def banded(whole: Rings, strength: Floats, bands: Bands) -> tuple[Rings, Integers, Floats]:
    """All polygons, the steep ones cut into bands: the piece that each comes from, and their strengths."""
    made, origin = whole, np.arange(whole.count)
    low, high = _extent(whole)
    steep = high - low > bands.least
    if not steep.any():
        return made, origin, strength
    while _cuts(low[steep], high[steep], bands).sum() > bands.most:
        bands = bands.wider
    for _ in range(NUMBER.bit_length()):  # halves
        low, high = _extent(made)
        cuts = np.where(steep[origin], _cuts(low, high, bands), 0)
        if not cuts.any():
            break
        first = np.searchsorted(bands.heights, low + SLIVER, "right")
        middle = np.append(bands.heights, 0.0)[np.minimum(first + cuts // 2, len(bands.heights))]
        gap = made.points[:, 2] - np.repeat(np.where(cuts > 0, middle, -9.0), made.sizes)
        made, of = split(made, np.where(np.abs(gap) > SLIVER, gap, 0.0))
        origin = origin[of]
    low, high = _extent(made)
    own = bands.strengths[np.searchsorted(bands.heights, (low + high) / 2)]
    return made, origin, np.where(steep[origin], own, strength[origin])


def _extent(rings: Rings) -> tuple[Floats, Floats]:
    """The least and the greatest height of each polygon."""
    z, first = rings.points[:, 2], rings.first[:-1]
    if not len(first):
        return z, z
    return np.minimum.reduceat(z, first), np.maximum.reduceat(z, first)


def _cuts(low: Floats, high: Floats, bands: Bands) -> Integers:
    """How many heights pass through polygons of that extent."""
    after = np.searchsorted(bands.heights, high - SLIVER, "left")
    made: Integers = after - np.searchsorted(bands.heights, low + SLIVER, "right")
    return np.maximum(made, 0)
