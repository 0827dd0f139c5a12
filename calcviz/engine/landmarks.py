"""The landmarks of the curves of a scene: what a pointer can snap to, and whose points they are."""

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations, islice
from time import perf_counter

from calcviz.maths.landmarks.point import Landmark
from calcviz.scene.concept import Concept, analysed_by, curve_of, landmarks_of, way_of
from calcviz.scene.document import Viewport
from calcviz.scene.item import Item
from calcviz.scene.scene import Scene

log = logging.getLogger(__name__)

Concepts = tuple[Concept, ...]

LONGEST = 2.0
"""Seconds after which no other curve is looked at."""

MOST_PAIRS = 2000
"""Pairs of curves that are asked where they meet: families have very many."""


@dataclass(frozen=True, slots=True)
class Place:
    """A landmark and the rows on whose curves it lies."""

    landmark: Landmark
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """The places in a viewport, and the concepts on whose curves they were found, by row.

    A row that is a family has a concept for each member.
    """

    places: tuple[Place, ...] = ()
    concepts: Mapping[int, Concepts] = field(default_factory=dict)

    def still(self, scene: Scene) -> "Survey":
        """What of it is true in another scene: a place goes with the first of its curves that changes.

        Itself where all of it is.
        """
        now = {item.row.id: _concepts(item) for item in scene.items if item.row.visible}
        kept = {row: shown for row, shown in self.concepts.items() if _same(now.get(row, ()), shown)}
        if len(kept) == len(self.concepts):
            return self
        return Survey(tuple(each for each in self.places if kept.keys() >= set(each.rows)), kept)


def survey(scene: Scene, viewport: Viewport, goes_on: Callable[[], bool] = lambda: True) -> Survey:
    """Look for the landmarks of all visible curves; cut short where `goes_on` says so. Safe on any thread."""
    end = perf_counter() + LONGEST
    every = {item.row.id: _concepts(item) for item in scene.items if item.row.visible}
    shown = {row: concepts for row, concepts in every.items() if any(map(_lines, concepts))}
    if not shown:
        return Survey()
    found: list[Place] = []
    for rows, look in _questions(shown, viewport):
        if perf_counter() > end or not goes_on():
            break
        found += [Place(each, rows) for each in _seen(look)]
    return Survey(tuple(found), shown)


def _concepts(item: Item) -> Concepts:
    """The concept of a row, or those of all members of its family."""
    return tuple(each.concept for each in (item, *item.members) if each.concept is not None)


def _lines(concept: Concept) -> bool:
    """Whether there are landmarks to find on what a concept shows, or on what it is about."""
    known = curve_of(concept) is not None or analysed_by(concept) is not None
    return known or hasattr(concept, "way") or landmarks_of(concept) is not None


Question = tuple[tuple[int, ...], Callable[[], tuple[Landmark, ...]]]
"""Rows, and the look at their curves."""


def _questions(shown: Mapping[int, Concepts], viewport: Viewport) -> Iterator[Question]:
    """First each curve by itself, then where two meet; inflection points where an analysis is shown."""
    from calcviz.maths.landmarks.landmark import intersections, landmarks  # a window opens without them
    from calcviz.maths.landmarks.meeting import meetings
    from calcviz.maths.landmarks.turning import turning

    every = [(row, concept) for row, concepts in shown.items() for concept in concepts]
    for row, concept in every:
        known = landmarks_of(concept)
        if known is not None:
            yield (row,), partial(known, viewport)
    curves = [(row, f) for row, concept in every if (f := curve_of(concept)) is not None]
    analysed = {f for _, concept in every if (f := analysed_by(concept)) is not None}
    # On a logarithmic axis even cells would be as wide as all of it that is near 0.
    edges = viewport.screen.edges() if viewport.x_log else None
    window = viewport.x_range, viewport.y_range, viewport.width, edges
    for row, f in curves:
        yield (row,), partial(landmarks, f, *window, inflections=f in analysed)
    ways = [(row, way, curve_of(c) is not None) for row, c in every if (way := way_of(c)) is not None]
    for row, way, is_graph in ways:
        if not is_graph:
            yield (row,), partial(turning, way, *window[:3])
    for (row, f), (other, g) in islice(combinations(curves, 2), MOST_PAIRS):
        yield _pair(row, other), partial(intersections, f, g, *window)
    for (row, a, first), (other, b, second) in islice(combinations(ways, 2), MOST_PAIRS):
        if not (first and second):
            yield _pair(row, other), partial(meetings, a, b, *window[:3])


def _pair(row: int, other: int) -> tuple[int, ...]:
    """The rows of two curves; one where both are members of one family."""
    return (row,) if row == other else (row, other)


def _seen(look: Callable[[], tuple[Landmark, ...]]) -> tuple[Landmark, ...]:
    try:
        return look()
    except Exception:  # a mistake of ours: it costs one curve its landmarks, not a person the picture
        log.exception("landmarks could not be found")
        return ()


def _same(concepts: Concepts, others: Concepts) -> bool:
    pairs = zip(concepts, others)
    return len(concepts) == len(others) and all(a is b or a == b for a, b in pairs)
