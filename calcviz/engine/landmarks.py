"""The landmarks of the curves of a scene: what a pointer can snap to, and whose points they are."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations
from time import perf_counter

from calcviz.maths.landmarks.point import Landmark
from calcviz.maths.real import RealFunction
from calcviz.scene.concept import Concept, curve_of
from calcviz.scene.document import Viewport
from calcviz.scene.scene import Scene

log = logging.getLogger(__name__)

LONGEST = 2.0
"""Seconds after which no other curve is looked at."""


@dataclass(frozen=True, slots=True)
class Place:
    """A landmark and the rows on whose curves it lies."""

    landmark: Landmark
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The places in a viewport, and the concepts on whose curves they were found, by row."""

    places: tuple[Place, ...] = ()
    concepts: Mapping[int, Concept] = field(default_factory=dict)

    def still(self, scene: Scene) -> "Survey":
        """What of it is true in another scene: a place goes with the first of its curves that changes.

        Itself where all of it is.
        """
        now = {item.row.id: item.concept for item in scene.items if item.row.visible}
        kept = {row: concept for row, concept in self.concepts.items() if _same(now.get(row), concept)}
        if len(kept) == len(self.concepts):
            return self
        return Survey(tuple(each for each in self.places if kept.keys() >= set(each.rows)), kept)


def survey(scene: Scene, viewport: Viewport, goes_on: Callable[[], bool] = lambda: True) -> Survey:
    """Look for the landmarks of all visible curves; cut short where `goes_on` says so. Safe on any thread."""
    end = perf_counter() + LONGEST
    curves: dict[int, RealFunction] = {}
    concepts: dict[int, Concept] = {}
    for item in scene.items:
        f = curve_of(item.concept) if item.row.visible and item.concept is not None else None
        if f is not None and item.concept is not None:
            curves[item.row.id], concepts[item.row.id] = f, item.concept
    if not curves:
        return Survey()
    from calcviz.maths.landmarks.landmark import intersections, landmarks  # a window opens without them

    # On a logarithmic axis even cells would be as wide as all of it that is near 0.
    edges = viewport.screen.edges() if viewport.x_log else None
    window = viewport.x_range, viewport.y_range, viewport.width, edges
    found: list[Place] = []
    alone = [((row,), partial(landmarks, f, *window)) for row, f in curves.items()]
    pairs = combinations(curves.items(), 2)
    met = [((row, other), partial(intersections, f, g, *window)) for (row, f), (other, g) in pairs]
    for rows, look in (*alone, *met):
        if perf_counter() > end or not goes_on():
            break
        found += [Place(each, rows) for each in _seen(look)]
    return Survey(tuple(found), concepts)


def _seen(look: Callable[[], tuple[Landmark, ...]]) -> tuple[Landmark, ...]:
    try:
        return look()
    except Exception:  # a mistake of ours: it costs one curve its landmarks, not a person the picture
        log.exception("landmarks could not be found")
        return ()


def _same(concept: Concept | None, other: Concept) -> bool:
    return concept is other or concept == other
