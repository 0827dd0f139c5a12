"""The critical points of g in view: minima, maxima, saddles, and those that stay undecided."""

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import Drawing, Label, Markers, Primitive, Readout, Table
from calcviz.language.messages import mark, tr
from calcviz.language.typeset import name_latex
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.concept import concept
from calcviz.scene.document import Viewport
from calcviz.scene.places import called, letter, told_place

if TYPE_CHECKING:
    from calcviz.drawing.fields import MarkerShape
    from calcviz.drawing.space import SpacePrimitive
    from calcviz.maths.fields.critical import Critical, CriticalPoint, Kind

NAMED = 24
"""Points up to which each has its kind written beside it."""

TOLD = 4
"""Points up to which the sentence tells of each."""

KINDS: "tuple[Kind, ...]" = ("minimum", "maximum", "saddle", "undecided")


@concept(
    "critical_points",
    mark("Critical points"),
    mark("where the gradient is zero: minima, maxima and saddles in view, with a table of them"),
    cost=0.2,
)
class CriticalPoints:
    """The points with ∇g = 0, classified by the Hessian matrix, and tips without a gradient."""

    g: ScalarField

    def draw(self, viewport: Viewport) -> Drawing:
        """A mark for each point, with its kind; a table of them."""
        from calcviz.maths.fields.critical import critical_points

        found = critical_points(self.g, viewport.x_range, viewport.y_range)
        return Drawing(
            _marks(found.points),
            self._readouts(found),
            table=self._table(found) if found.points else None,
            sentence=self._sentence(found),
            reason=self._reason(found, viewport),
        )

    def _readouts(self, found: "Critical") -> tuple[Readout, ...]:
        """How many there are; nothing where there are more than a number tells."""
        if found.reason is not None and not found.points:
            return ()
        return (Readout("count", rf"\text{{{tr('critical points in view')}}}", float(len(found.points))),)

    def _table(self, found: "Critical") -> Table:
        x, y = self.g.variables
        return Table(
            ("kind", x, y, "value"),
            (rf"\text{{{tr('kind')}}}", name_latex(x), name_latex(y), letter(self.g)),
            tuple((said(point.kind), point.x, point.y, point.value) for point in found.points),
            ("", "g", "g", "g"),
        )

    def _sentence(self, found: "Critical") -> str:
        g, points = called(self.g), found.points
        if not points:
            return found.reason or tr("{g} has no critical point in view", g=g)
        if len(points) <= TOLD:
            each = ", ".join(f"{said(point.kind)} {told_place((point.x, point.y))}" for point in points)
            return tr("critical points of {g} in view: {points}", g=g, points=each)
        counted = Counter(point.kind for point in points)
        each = ", ".join(f"{said(kind)}: {counted[kind]}" for kind in KINDS if counted[kind])
        return tr("{count} critical points of {g} in view ({points})", count=len(points), g=g, points=each)

    def _reason(self, found: "Critical", viewport: Viewport) -> str | None:
        """What the points leave out; what is undecided and why; that there is nothing."""
        from calcviz.scene.levels import no_values

        if not found.points:
            nothing = no_values(self.g, viewport)
            return nothing or found.reason or tr("{g} has no critical point in view", g=called(self.g))
        doubts = [
            f"{told_place((point.x, point.y))}: {point.reason}"
            for point in found.points
            if point.kind == "undecided" and point.reason is not None
        ]
        left_out = [found.reason] if found.reason else []
        return "; ".join([*left_out, *doubts[:TOLD]]) or None

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """The points on the surface."""
        from calcviz.drawing.space import SpaceLabel, SpaceMarkers
        from calcviz.maths.fields.critical import critical_points

        found = critical_points(self.g, box.x_range, box.y_range)
        seen = [point for point in found.points if box.shows(point.x, point.y, point.value)]
        parts: list[SpacePrimitive] = []
        for shape, kinds in SHAPES:
            some = [point for point in seen if point.kind in kinds]
            if some:
                x, y, z = (np.array(part) for part in zip(*((p.x, p.y, p.value) for p in some), strict=True))
                parts.append(SpaceMarkers(x, y, z, shape))
        if len(seen) <= NAMED:
            parts += [SpaceLabel(point.x, point.y, point.value, _short(point)) for point in seen]
        return tuple(parts)

    def drag(self, handle: str, x: float, y: float) -> "CriticalPoints":
        """Nothing is dragged here."""
        return self


SHAPES: "tuple[tuple[MarkerShape, tuple[Kind, ...]], ...]" = (
    ("down", ("minimum",)),
    ("up", ("maximum",)),
    ("cross", ("saddle",)),
    ("open", ("undecided",)),
)
"""Triangles that point down and up for minima and maxima, crosses for saddles, rings for the undecided."""


def said(kind: "Kind") -> str:
    """The kind of a critical point in a word."""
    match kind:
        case "minimum":
            return tr("minimum")
        case "maximum":
            return tr("maximum")
        case "saddle":
            return tr("saddle")
    return tr("undecided")


def _short(point: "CriticalPoint") -> str:
    return rf"\text{{{said(point.kind)}}}"


def _marks(points: "tuple[CriticalPoint, ...]") -> tuple[Primitive, ...]:
    parts: list[Primitive] = []
    for shape, kinds in SHAPES:
        some = [point for point in points if point.kind in kinds]
        if some:
            x, y = np.array([(point.x, point.y) for point in some]).T
            parts.append(Markers(np.ascontiguousarray(x), np.ascontiguousarray(y), shape))
    if len(points) <= NAMED:
        parts += [Label(point.x, point.y, _short(point)) for point in points]
    return tuple(parts)
