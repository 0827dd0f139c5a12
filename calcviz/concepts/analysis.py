"""What there is to say of a function: its points, asymptotes, where it rises and bends, its symmetry."""

from math import inf
from typing import TYPE_CHECKING

import numpy as np

from calcviz.drawing import Drawing, Label, Markers, Primitive, graph, line_across
from calcviz.language.messages import mark, tr
from calcviz.maths.real import RealFunction
from calcviz.scene.behaviour import name_of
from calcviz.scene.concept import concept
from calcviz.scene.document import Viewport

if TYPE_CHECKING:
    from calcviz.drawing.fields import MarkerShape
    from calcviz.maths.analysis.analyse import Analysis
    from calcviz.maths.analysis.asymptotes import Asymptote
    from calcviz.maths.landmarks.point import Kind, Landmark

NAMED, PLACED = 12, 6
"""Places in view up to which extrema and corners are named, and up to which all are, with coordinates."""

SPACIOUS, NARROW = 130.0, 60.0
"""Pixels between places from which on coordinates have room, and below which words have none either."""

STRIKING: "tuple[Kind, ...]" = ("minimum", "maximum", "corner", "hole")

SHAPES: "tuple[tuple[MarkerShape, Kind], ...]" = (
    ("dot", "root"),
    ("down", "minimum"),
    ("up", "maximum"),
    ("cross", "inflection"),
    ("closed", "corner"),
    ("open", "hole"),
)
"""Dots for roots, triangles that point down and up for minima and maxima, crosses for inflection points."""


@concept(
    "analysis",
    mark("Analysis"),
    mark("roots, extrema, inflections, holes, jumps, asymptotes; where f rises and where it is convex"),
    cost=0.1,
)
class Analysed:
    """The analysis of f in the view, whatever its ordinates."""

    f: RealFunction

    @property
    def curve(self) -> RealFunction | None:
        """The graph that it draws itself: that of a function which no other row shows."""
        return None if self.f.text else self.f

    @property
    def analysed(self) -> RealFunction:
        """The function on whose graph inflection points are landmarks too."""
        return self.f

    def draw(self, viewport: Viewport) -> Drawing:
        """Marks with their kinds, asymptotes, the strip at the foot, and all of it as a table."""
        from calcviz.drawing.courses import course_strip
        from calcviz.maths.analysis.analyse import analyse
        from calcviz.maths.analysis.asymptotes import asymptotes
        from calcviz.maths.analysis.symmetry import parity, period
        from calcviz.scene import findings

        screen = viewport.screen
        edges = screen.edges() if viewport.x_log else None
        found = analyse(self.f, viewport.x_range, viewport.width, edges)
        lines = asymptotes(self.f)
        even, repeats = parity(self.f), period(self.f)
        parts = graph(self.f, screen) if self.curve is not None else ()
        readouts = (
            *findings.results(found, self.f),
            *findings.asymptote_readouts(found, lines),
            *findings.symmetry_readouts(even, repeats),
        )
        return Drawing(
            (
                *parts,
                *_asymptotes(found, lines, viewport),
                *course_strip(found.rising, found.bending, screen),
                *_marks(found, viewport),
            ),
            readouts,
            findings.table(found, self.f.variable),
            findings.said_of(self.f, found, lines, even, repeats),
            findings.doubts_of(found)
            if found.parts
            else tr("{f} is undefined everywhere in the view", f=name_of(self.f)),
        )

    def drag(self, handle: str, x: float, y: float) -> "Analysed":
        """Nothing is dragged here."""
        return self


def _asymptotes(
    found: "Analysis", lines: "tuple[Asymptote, ...]", viewport: Viewport
) -> tuple[Primitive, ...]:
    """Dashed lines with their equations."""
    from dataclasses import replace

    from calcviz.drawing import segment
    from calcviz.scene.findings import equation_latex, number_of

    screen = viewport.screen
    parts: list[Primitive] = []
    poles = found.of("pole")
    for pole in poles:
        parts.append(segment(pole.x, screen.y_low, pole.x, screen.y_high, "model"))
        if len(poles) <= PLACED:
            top = screen.y.values(np.array([0.93]))[0]
            parts.append(Label(pole.x, float(top), rf"x = {number_of(pole.x_text, pole.x)}"))
    for line in lines:
        for part in line_across(
            0.0 if not viewport.x_log else 1.0, _height(line, viewport), 1.0, line.slope, screen
        ):
            parts.append(replace(part, role="model"))
            end = 0 if line.sides == (-1,) else -1
            k = min(len(part.x) - 1, max(0, round(0.12 * len(part.x)))) if end == 0 else -1
            x = part.x[k] + (part.x[0] - part.x[-1]) * (0.12 if end else -0.12)
            parts.append(Label(float(x), float(line.slope * x + line.height), equation_latex(line)))
    return tuple(parts)


def _height(line: "Asymptote", viewport: Viewport) -> float:
    return line.height + (line.slope if viewport.x_log else 0.0)


def _marks(found: "Analysis", viewport: Viewport) -> tuple[Primitive, ...]:
    """The points in view, each kind with its shape; labels where there is room for them."""
    parts: list[Primitive] = []
    (low, high) = viewport.y_range
    seen = [each for each in found.points if low <= each.y <= high]
    for shape, kind in SHAPES:
        some = [each for each in seen if each.kind == kind]
        if some:
            x, y = np.array([(each.x, each.y) for each in some]).T
            parts.append(Markers(np.ascontiguousarray(x), np.ascontiguousarray(y), shape))
    return (*parts, *_labels(seen, viewport))


def _labels(seen: "list[Landmark]", viewport: Viewport) -> list[Label]:
    """One label for each place, with all that it is."""
    from calcviz.scene.findings import number_of, word_of

    shapes = [kind for _, kind in SHAPES]
    places: dict[tuple[float, float], list[Landmark]] = {}
    for each in seen:
        if each.kind in shapes:
            places.setdefault((each.x, each.y), []).append(each)
    if len(places) > PLACED:
        places = {place: [each for each in at if each.kind in STRIKING] for place, at in places.items()}
        places = {place: at for place, at in places.items() if at}
        if len(places) > NAMED:
            return []
    apart, labels = _apart(list(places), viewport), []
    if apart < NARROW:
        return []
    for (x, y), at in places.items():
        words = ", ".join(dict.fromkeys(word_of(each.kind) for each in at))
        name = rf"\text{{{words}}}"
        if len(places) <= PLACED and apart >= SPACIOUS:
            best = max(at, key=lambda each: (each.x_text is not None) + (each.y_text is not None))
            name += rf"\;({number_of(best.x_text, x, 4)},\,{number_of(best.y_text, y, 4)})"
        labels.append(Label(x, y, name))
    return labels


def _apart(places: list[tuple[float, float]], viewport: Viewport) -> float:
    """How many pixels the nearest two places of about one height are apart, from left to right."""
    if len(places) < 2:
        return inf
    x, y = viewport.x_axis.pixels(np.array(places)[:, 0]), viewport.y_axis.pixels(np.array(places)[:, 1])
    level = np.abs(y[:, None] - y) < NARROW
    gaps = np.abs(x[:, None] - x)[level & ~np.eye(len(x), dtype=bool)]
    return float(gaps.min()) if len(gaps) else inf
