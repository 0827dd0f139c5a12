"""What the axes of the plane are called: x and y, or t and y where all that is drawn are functions of t."""

from collections.abc import Iterable
from dataclasses import replace

from calcviz.maths.real import RealFunction
from calcviz.scene.concept import Concept, kind_of
from calcviz.scene.document import Viewport
from calcviz.scene.item import Item

_ANYWHERE = frozenset(("point", "points"))
"""Concepts that stand at the same place whatever the axes are called."""
_ACROSS = frozenset(("graph_over_y", "polar"))
"""Concepts whose function does not run along the abscissas."""


def with_names(viewport: Viewport, items: Iterable[Item]) -> Viewport:
    """The viewport with the names that its axes have for these rows; itself where it has them."""
    names = (_abscissa(items), "y")
    return viewport if viewport.names == names else replace(viewport, names=names)


def _abscissa(items: Iterable[Item]) -> str:
    """The letter of all functions that are drawn, where they share one; x else."""
    letters: set[str] = set()
    for item in items:
        if item.concept is not None and item.row.visible:
            letters |= _letters(item.concept)
    letter = letters.pop() if len(letters) == 1 else "x"
    return letter if len(letter) == 1 else "x"


def _letters(concept: Concept) -> set[str]:
    """The variables of the functions of a concept; x where it is drawn in x and y."""
    kind = kind_of(concept)
    if kind.command in _ANYWHERE:
        return set()
    if kind.command in _ACROSS:
        return {"x"}
    values = (getattr(concept, spec.name) for spec in kind.fields)
    return {value.variable for value in values if isinstance(value, RealFunction)} or {"x"}
