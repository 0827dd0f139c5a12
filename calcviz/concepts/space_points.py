"""Data: points in space."""

from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import Drawing, Readout
from calcviz.language.messages import mark, tr
from calcviz.maths.fields.box import Box
from calcviz.scene.concept import HELD, Points, concept, entry_name, param, with_fields
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive


@concept(
    "space_points", mark("Data in space"), mark("points of space that were measured or listed"), menu=False
)
class SpacePoints:
    """The points (x₁, y₁, z₁), (x₂, y₂, z₂), …; those that are undefined at present are not drawn."""

    points: Points = param(((0.0, 0.0, 0.0),))

    def draw(self, viewport: Viewport) -> Drawing:
        """Nothing in the plane; how many there are."""
        count = len(self.points)
        missing = count - sum(all(map(isfinite, point)) for point in self.points)
        undefined = tr("{missing} of {count} points undefined", missing=missing, count=count)
        readouts = (Readout("count", "n", float(count)),)
        said = tr("{count} points in space", count=count)
        return Drawing((), readouts, sentence=said, reason=undefined if missing else None)

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """One marker for each point in the box, and a handle where there are not too many."""
        from calcviz.drawing.space import SpaceHandle, SpaceMarkers

        seen = [
            (entry_name("points", k), p)
            for k, p in enumerate(self.points)
            if all(map(isfinite, p)) and box.shows(p[0], p[1], p[2])
        ]
        if not seen:
            return ()
        there = np.array([p for _, p in seen], float)
        dots = SpaceMarkers(there[:, 0], there[:, 1], there[:, 2], "dot")
        if len(self.points) > HELD:
            return (dots,)
        handles = (SpaceHandle(name, p[0], p[1], p[2], moves="free", quiet=True) for name, p in seen)
        return dots, *handles

    def drag(self, handle: str, x: float, y: float) -> "SpacePoints":
        """A point moves at its height."""
        return self._with(handle, x, y, None)

    def lift(self, handle: str, z: float) -> "SpacePoints":
        """A point moves up and down over its place on the floor."""
        return self._with(handle, None, None, z)

    def _with(self, handle: str, *place: float | None) -> "SpacePoints":
        """The same with other coordinates of one point; None: as it is."""
        names = [entry_name("points", k) for k in range(len(self.points))]
        if handle not in names or not all(isfinite(part) for part in place if part is not None):
            return self
        old = self.points[names.index(handle)]
        moved = tuple(b if a is None else a for a, b in zip(place, old, strict=True))
        changed = with_fields(self, {handle: moved})
        return changed if isinstance(changed, SpacePoints) else self
