"""Data: points in space."""

from math import isfinite
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import Drawing, Readout
from calcviz.language.messages import mark, tr
from calcviz.maths.fields.box import Box
from calcviz.scene.concept import Points, concept, entry_name, param, with_fields
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
        """One marker for each point in the box."""
        from calcviz.drawing.space import SpaceMarkers

        seen = [p for p in self.points if all(map(isfinite, p)) and box.shows(p[0], p[1], p[2])]
        there = np.array(seen, float).reshape(-1, 3)
        return (SpaceMarkers(there[:, 0], there[:, 1], there[:, 2], "dot"),) if seen else ()

    def drag(self, handle: str, x: float, y: float) -> "SpacePoints":
        """A point moves at its height."""
        names = [entry_name("points", k) for k in range(len(self.points))]
        if handle not in names or not (isfinite(x) and isfinite(y)):
            return self
        height = self.points[names.index(handle)][2]
        changed = with_fields(self, {handle: (x, y, height)})
        return changed if isinstance(changed, SpacePoints) else self
