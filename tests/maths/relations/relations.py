"""Relations from their text, for the tests of this room."""

import numpy as np

from calcviz.maths.relations.relation import Relation
from calcviz.maths.relations.shape import Shape, shape
from calcviz.scene.document import Document, Row
from calcviz.session import Session

VIEW = (-6.0, 6.0), (-4.0, 4.0)


def relation(written: str) -> Relation:
    """The relation that a row with this text is."""
    item = Session(Document((Row(1, written),))).scene.items[0]
    assert item.problem is None, item.problem
    made = getattr(item.concept, "relation", None)
    assert isinstance(made, Relation), item.kind
    return made


def found(written: str, view: tuple[tuple[float, float], tuple[float, float]] = VIEW) -> Shape:
    """Where it holds."""
    return shape(relation(written), *view)


def area(of: Shape) -> float:
    """The area of the regions: rings inside others are holes, run the other way round."""
    total, rings = 0.0, of.regions
    for a, b in zip(rings.starts, np.append(rings.starts[1:], len(rings.x))):
        x, y = rings.x[a:b], rings.y[a:b]
        total += float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2
    return total


def length(lines: object) -> float:
    """The length of strokes."""
    steps = np.hypot(np.diff(lines.x), np.diff(lines.y))[lines.inner]  # type: ignore[attr-defined]
    return float(steps.sum())
