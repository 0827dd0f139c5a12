"""A map of the plane: two components, a vector field, a Jacobian matrix."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calcviz.language.expression import Expression, longer, substitute
from calcviz.maths.derivatives.differentiate import MOST_AGAIN, TooLong
from calcviz.maths.fields.scalar import ScalarField, scalar_field

Floats = NDArray[np.float64]
Known = tuple[Expression, "VectorField"]

KEPT = 128
"""How many gradients are remembered."""


@dataclass(frozen=True)
class VectorField:
    """(x, y, …) ↦ the values of several components, each a ScalarField in the same variables.

    `text` says how the map is called ("F", "∇g"); None: it has no name.
    """

    components: tuple[ScalarField, ...]
    text: str | None = None

    @property
    def variables(self) -> tuple[str, ...]:
        """The names of the variables."""
        return self.components[0].variables

    @property
    def parameters(self) -> tuple[tuple[str, float], ...]:
        """The numbers that any component needs, sorted by name."""
        return tuple(sorted({pair for each in self.components for pair in each.parameters}))

    def __call__(self, *point: float) -> tuple[float, ...]:
        """The image of a point; NaN in a component that is undefined there."""
        return tuple(each(*point) for each in self.components)

    def values(self, *coordinates: ArrayLike) -> tuple[Floats, ...]:
        """The components at points whose coordinates broadcast."""
        return tuple(each.values(*coordinates) for each in self.components)

    def among(self, numbers: Mapping[str, float]) -> "VectorField":
        """The map for other values of its numbers; itself where they are the same."""
        new = tuple(each.among(numbers) for each in self.components)
        same = all(a is b for a, b in zip(new, self.components, strict=True))
        return self if same else replace(self, components=new)

    @cached_property
    def jacobian(self) -> tuple[tuple[ScalarField, ...], ...]:
        """The partial derivatives, a row for each component; raises NoRule and TooLong."""
        return tuple(tuple(each.partial(name) for name in self.variables) for each in self.components)


def vector_field(
    expressions: tuple[Expression, ...],
    variables: tuple[str, ...],
    numbers: Mapping[str, float],
    text: str | None = None,
) -> VectorField:
    """The map of some expressions, each taking from `numbers` only what it needs."""
    return VectorField(tuple(scalar_field(e, variables, numbers) for e in expressions), text)


_gradients: dict[tuple[int, tuple[str, ...], tuple[tuple[str, float], ...], str | None], Known] = {}


def gradient_of(g: ScalarField) -> VectorField:
    """∇g by the rules; raises NoRule and TooLong.

    Remembered by the identity of the formula: on the path of a drag, hashing the tree costs more.
    """
    key = (id(g.expression), g.variables, g.parameters, g.text)
    known = _gradients.get(key)
    if known is not None and known[0] is g.expression:
        return known[1]
    gradient = VectorField(tuple(g.partial(name) for name in g.variables), f"∇{g.text}" if g.text else None)
    if len(_gradients) >= KEPT:
        _gradients.clear()
    _gradients[key] = (g.expression, gradient)
    return gradient


_compositions: dict[tuple[int, ...], tuple[tuple[Expression, ...], VectorField]] = {}


def composed(G: VectorField, F: VectorField) -> VectorField:
    """G∘F, in the variables of F. Remembered by the identity of the formulas, as gradients are.

    Raises TooLong where a component would have more nodes than are differentiated again.
    """
    parts = tuple(part.expression for part in (*G.components, *F.components))
    key = tuple(id(part) for part in parts)
    known = _compositions.get(key)
    numbers = dict((*G.parameters, *F.parameters))
    if known is not None and known[0] == parts and known[1].variables == F.variables:
        return known[1].among(numbers)
    inner = {name: part.expression for name, part in zip(G.variables, F.components, strict=True)}
    written = tuple(substitute(part.expression, inner) for part in G.components)
    if any(longer(e, MOST_AGAIN) for e in written):
        raise TooLong
    made = vector_field(written, F.variables, numbers)
    if len(_compositions) >= KEPT:
        _compositions.clear()
    _compositions[key] = (parts, made)
    return made
