"""Data: points in the plane."""

from math import isfinite

import numpy as np

from calcviz.drawing import Drawing, Floats, Handle, Markers, Readout
from calcviz.language.messages import mark, tr
from calcviz.language.spoken import told
from calcviz.scene.concept import HELD, Points, concept, entry_name, param, with_fields
from calcviz.scene.document import Viewport


@concept("points", mark("Data"), mark("points that were measured or listed"), menu=False)
class PlanePoints:
    """The points (x₁, y₁), (x₂, y₂), …; those that are undefined at present are not drawn."""

    points: Points = param(((0.0, 0.0),))

    def draw(self, viewport: Viewport) -> Drawing:
        """One marker for each point, and a handle where there are not too many."""
        there = np.array([point for point in self.points if all(map(isfinite, point))], float).reshape(-1, 2)
        handles: tuple[Handle, ...] = ()
        if len(self.points) <= HELD:
            named = ((entry_name("points", k), point) for k, point in enumerate(self.points))
            handles = tuple(
                Handle(name, p[0], p[1], quiet=True) for name, p in named if all(map(isfinite, p))
            )
        count = len(self.points)
        missing = count - len(there)
        undefined = tr("{missing} of {count} points undefined", missing=missing, count=count)
        dots = Markers(there[:, 0], there[:, 1], "data")
        readouts = (Readout("count", r"n", float(count)), *_means(there))
        return Drawing(
            (dots, *handles), readouts, sentence=self._sentence(there), reason=undefined if missing else None
        )

    def _sentence(self, there: Floats) -> str:
        if not len(there):
            return tr("no point of this data is defined")
        low, high = there.min(axis=0), there.max(axis=0)
        return tr(
            "{count} points, x from {x_low} to {x_high}, y from {y_low} to {y_high}",
            count=len(self.points),
            x_low=told(float(low[0])), x_high=told(float(high[0])),
            y_low=told(float(low[1])), y_high=told(float(high[1])),
        )  # fmt: skip

    def drag(self, handle: str, x: float, y: float) -> "PlanePoints":
        """The point goes where the pointer goes."""
        names = {entry_name("points", k) for k in range(len(self.points))}
        if handle not in names or not (isfinite(x) and isfinite(y)):
            return self
        changed = with_fields(self, {handle: (x, y)})
        return changed if isinstance(changed, PlanePoints) else self


def _means(there: Floats) -> tuple[Readout, ...]:
    """The mean of the abscissas and that of the ordinates, where they are finite."""
    if not len(there):
        return ()
    with np.errstate(all="ignore"):
        means = there.mean(axis=0).tolist()
    pairs = zip(("mean_x", "mean_y"), (r"\bar{x}", r"\bar{y}"), means, strict=True)
    return tuple(Readout(name, latex, mean) for name, latex, mean in pairs if isfinite(mean))
