"""One look at a function over a range: its points, where it rises and bends, and what stays undecided."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from math import inf, isinf, nan
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Expression
from calcviz.maths.analysis.domain import Part, domain
from calcviz.maths.analysis.quotients import factored, over_power, signs_of_slopes
from calcviz.maths.analysis.stretches import (
    Span,
    Stretch,
    bending,
    doubtful_roots,
    joined,
    merged,
    steady,
    unsettled,
)
from calcviz.maths.curves.singularities import Special
from calcviz.maths.landmarks.graph import Sections, wide_cells
from calcviz.maths.landmarks.point import Kind, Landmark
from calcviz.maths.landmarks.proofs import meant_number
from calcviz.maths.landmarks.signs import PLUS, ZERO, point_signs
from calcviz.maths.landmarks.smooth import Smooth
from calcviz.maths.landmarks.survey import Found, Survey
from calcviz.maths.real import RealFunction

Floats = NDArray[np.float64]

Asked = Literal["root", "extremum", "inflection"]

NAMED = 200
"""Points of one kind up to which each is told; of more only how many there are."""

SAMPLES = 4096
"""Places at which signs are looked at where zeros stand too close to be told apart."""

ASKED: tuple[Asked, ...] = ("root", "extremum", "inflection")

LIMITED = ("pole", "hole", "jump", "end")
"""Places with a limit on each side: a steady function has no zero on its way to it but those found before."""

ROUNDING = 1e-9
NEAR, CLEAN = 1e-11, 1e-4
"""Part of the range that counts as one point, and of that what is 0 beside 0."""


@dataclass(frozen=True)
class Analysis:
    """What is proven of a function over a range, whatever its ordinates.

    `points` are landmarks, x rising; `counts` says how many there are of each kind, where there are too many
    to tell them all. `doubts` are the spans in which more roots, extrema or inflections may lie: outside of
    these all are found. `at_least` is a number of roots that there are where these cannot be told apart.
    `rising` and `bending` are stretches of monotony and of convexity. `wild`: places without a limit, around
    which there may be infinitely many of all.
    """

    range: Span
    points: tuple[Landmark, ...] = ()
    counts: Mapping[Kind, int] = field(default_factory=dict)
    doubts: Mapping[Asked, tuple[Span, ...]] = field(default_factory=dict)
    at_least: int = 0
    rising: tuple[Stretch, ...] = ()
    bending: tuple[Stretch, ...] = ()
    parts: tuple[Part, ...] = ()
    wild: tuple[float, ...] = ()
    poles: tuple[tuple[float, float | None, float | None], ...] = ()
    """The vertical asymptotes: the place, and the limits from the left and from the right."""

    def of(self, *kinds: Kind) -> tuple[Landmark, ...]:
        """The points of some kinds."""
        return tuple(each for each in self.points if each.kind in kinds)


def analyse(f: RealFunction, x_range: Span, columns: int, edges: Floats | None = None) -> Analysis:
    """The analysis of f over a range that many pixels wide; `edges` as for landmarks.

    A point is told where it is proven, as landmarks are; where that is not settled the range is in `doubts`.
    """
    f = replace(f, expression=factored(f.expression, f.variable))
    guides = _guides(f)
    survey = Survey(f, x_range, (-inf, inf), columns, edges, guides[0])
    specials = survey.singular.specials if survey.singular else ()
    looked = [_looked_closer(f, each) for each in specials]
    poles = [each for each in looked if each.kind == "pole"]
    known = Analysis(
        x_range,
        parts=domain(survey),
        wild=tuple(each.x for each in looked if each.kind == "essential"),
        poles=tuple((each.x, each.left, each.right) for each in poles),
    )
    if survey.sections is None:
        doubts: dict[Asked, tuple[Span, ...]] = dict.fromkeys(ASKED, (x_range,))
        return replace(known, doubts=doubts, at_least=_at_least(survey))
    fast = [each for each in poles if each not in specials]
    return Points(survey, survey.sections, guides[1]).added(known, fast)


def _looked_closer(f: RealFunction, special: Special) -> Special:
    """A place without a limit that is seen at once may be a pole all the same: e^(1/x) grows too fast."""
    if special.kind != "essential":
        return special
    from calcviz.maths.analysis.limiting import limiting

    found = limiting(f, special.x)
    if any(side is not None and isinf(side) for side in (found.left, found.right)):
        return Special("pole", special.x, found.left, found.right, special.value)
    return special


def _guides(f: RealFunction) -> tuple[Expression | None, Expression | None]:
    """Expressions with the signs of the slopes: polynomials, where f is a quotient of some whose coefficients
    are known; else what stands over a power, if it does.
    """
    meant = {name: meant_number(value) for name, value in f.parameters}
    numbers = {name: value for name, value in meant.items() if value is not None}
    known = signs_of_slopes(f.expression, f.variable, numbers)
    return known or over_power(f.expression, f.variable) or (None, None)


class Points:
    """What the sections of a graph tell beyond its landmarks."""

    def __init__(self, survey: Survey, sections: Sections, guide: Expression | None) -> None:
        self.survey, self.sections, self.guide = survey, sections, guide
        self.near = NEAR * (survey.x_range[1] - survey.x_range[0])
        singular = survey.singular
        self.through: list[float] = [] if singular is None else singular.x[singular.through].tolist()
        known = None if guide is None else (guide, survey.pieces)
        self.slopes, open_slopes = bending(survey.smooth, survey.edges, survey.narrow, known)
        self.joints = np.array([*self.through, *open_slopes.tolist()], np.float64)

    def added(self, known: Analysis, poles: Sequence[Special]) -> Analysis:
        """The analysis with all points, stretches and doubts; some poles are known beforehand."""
        bent = self.bent()
        found = [each for each in self.survey.found(inflections=False) if each.kind != "y_intercept"]
        found += [Found("pole", each.x, nan, None, each) for each in poles]
        found = [self._clean(each) for each in (*found, *self._bends(bent))]
        doubts = self.doubts([each.x for each in found if each.kind == "root"])
        kinds = Counter(kind for kind, _ in {(each.kind, each.x) for each in found})
        places = np.unique([*(each.x for each in found), *self._slivers()])
        return replace(
            known,
            points=self._named(found),
            counts=kinds,
            doubts=doubts,
            at_least=_at_least(self.survey) if doubts["root"] else 0,
            rising=self._snapped(steady(self.sections, self.through, self.near), places),
            bending=self._snapped(bent, places),
        )

    def _named(self, found: list[Found]) -> tuple[Landmark, ...]:
        """The points kind by kind, for each may have its share of what can be named; x rising."""
        named: list[Landmark] = []
        for kind in dict.fromkeys(each.kind for each in found):
            alike = [each for each in found if each.kind == kind]
            named += self.survey.named(alike) if len(alike) <= NAMED else ()
        return tuple(sorted(self._on_axis(named), key=lambda each: each.x))

    def _on_axis(self, named: list[Landmark]) -> list[Landmark]:
        """The points with the ordinate 0 where a root is: what else floats say is rounding."""
        roots = np.array([each.x for each in named if each.kind == "root"])

        def level(each: Landmark) -> Landmark:
            near = abs(each.y) <= ROUNDING and bool(np.any(np.abs(roots - each.x) <= self.near))
            return replace(each, y=0.0, y_text="0") if near else each

        return [level(each) for each in named]

    def bent(self) -> tuple[Stretch, ...]:
        """The stretches of convexity: two that meet where there is a slope are one."""
        if self.slopes is None:
            return ()
        smooth = [x for x in self.joints[:NAMED].tolist() if self.survey.f.slope(x).value is not None]
        return joined(list(steady(self.slopes, smooth, self.near)), smooth, self.near)

    def doubts(self, roots: list[float]) -> dict[Asked, tuple[Span, ...]]:
        """Where more may lie than is found."""
        survey, near = self.survey, float(np.diff(self.survey.edges).min())
        within = survey.x_range
        lost = [(float(low), float(high)) for low, high in survey.cells.unresolved]
        wide = wide_cells(self.sections, survey.pieces)
        settled = [*roots, *(x for kind in LIMITED for x in self._special(kind)), *self._flat_ends()]
        zeros = doubtful_roots(survey.smooth, self.sections, wide, settled, self.near)
        bends = (within,) if self.slopes is None else unsettled(self.slopes, within, near)
        return {
            "root": merged([*lost, *zeros], within, near),
            "extremum": merged([*lost, *unsettled(self.sections, within, near)], within, near),
            "inflection": merged([*lost, *bends], within, near),
        }

    def _flat_ends(self) -> list[float]:
        """The ends of the sections on which f is constant: what it is there it is at their ends."""
        flat = self.sections.sign == ZERO
        return [*self.sections.u[flat].tolist(), *self.sections.v[flat].tolist()]

    def _special(self, kind: str) -> list[float]:
        specials = self.survey.singular.specials if self.survey.singular else ()
        return [each.x for each in specials if each.kind == kind]

    def _bends(self, bent: tuple[Stretch, ...]) -> list[Found]:
        """The inflections: where the curve has a tangent and begins to bend the other way."""
        smooth = self.survey.smooth
        df = Smooth(smooth.written, smooth.variable, smooth.parameters).slope
        ddf = None if df is None else df.slope
        if self.guide is not None:
            ddf = Smooth(self.guide, smooth.variable, smooth.parameters)
        return [
            Found("inflection", x, nan, ddf if a.high == b.low else None)
            for a, b in pairwise(bent)
            if a.sign * b.sign == -1 and (x := self._meeting(a.high, b.low)) is not None
        ]

    def _meeting(self, left: float, right: float) -> float | None:
        """Where two stretches meet, if the curve has a tangent there."""
        if left == right:
            return left
        if right - left > self.near or not self.joints.size:
            return None
        x = float(self.joints[np.abs(self.joints - left).argmin()])
        if abs(x - left) > self.near:
            return None
        slope = self.survey.f.slope(x)
        return x if slope.value is not None or slope.reason == "vertical" else None

    def _clean(self, mark: Found) -> Found:
        """0 where a place is 0 as far as anybody can tell in this range."""
        return mark._replace(x=0.0) if abs(mark.x) < CLEAN * self.near else mark

    def _slivers(self) -> list[float]:
        return [] if self.survey.singular is None else self.survey.singular.x.tolist()

    def _snapped(self, stretches: Iterable[Stretch], places: Floats) -> tuple[Stretch, ...]:
        """Stretches that end at the points themselves, where these are as near as one point."""

        def snap(x: float) -> float:
            if not places.size:
                return x
            best = float(places[np.abs(places - x).argmin()])
            return best if abs(best - x) <= self.near else x

        return tuple(Stretch(snap(each.low), snap(each.high), each.sign) for each in stretches)


def _at_least(survey: Survey) -> int:
    """How often f is proven to change its sign between places of its pieces: there are as many roots."""
    cells, changes = survey.cells, 0
    widest = max(float((cells.ends - cells.starts).sum()), 1e-300)
    for low, high in zip(cells.starts[:NAMED].tolist(), cells.ends[:NAMED].tolist(), strict=True):
        count = max(2, int(SAMPLES * (high - low) / widest))
        signs = point_signs(survey.smooth.enclose, np.linspace(low, high, count))
        signs = signs[np.abs(signs) == PLUS]
        changes += int(np.count_nonzero(np.diff(signs)))
    return changes
