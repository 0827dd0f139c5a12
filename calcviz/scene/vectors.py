"""Arithmetic of vectors written out: sums, multiples, lengths and scalar products, component by component."""

from collections.abc import Callable

from calcviz.language.expression import Call, Expression, Tuple
from calcviz.language.messages import tr
from calcviz.maths.functions.building import TWO


class NoVector(Exception):
    """Says in a sentence why an operation with a vector has no meaning."""


def componentwise(function: str, parts: tuple[Expression, ...]) -> Expression:
    """A call of the table of which some arguments are vectors; raises NoVector where that means nothing."""
    vectors = [part for part in parts if isinstance(part, Tuple)]
    if function in ("add", "negate") and len(vectors) == len(parts):
        return _each(function, vectors)
    if function == "multiply" and len(vectors) == 1:
        place = parts.index(vectors[0])
        return _scaled(vectors[0], lambda item: Call(function, (*parts[:place], item, *parts[place + 1 :])))
    if function == "divide" and len(vectors) == 1 and vectors[0] is parts[0]:
        return _scaled(vectors[0], lambda item: Call(function, (item, parts[1])))
    if function == "abs" and not any(isinstance(item, Tuple) for item in vectors[0].items):
        squares = tuple(Call("power", (item, TWO)) for item in vectors[0].items)
        return Call("sqrt", (Call("add", squares),))
    if function == "multiply" and len(vectors) == 2:
        others = tuple(part for part in parts if not isinstance(part, Tuple))
        product = _scalar_product(*vectors)
        return Call("multiply", (*others, product)) if others else product
    if function == "multiply":
        raise NoVector(tr("a product of several vectors can mean several things"))
    raise NoVector(tr("a single number is expected here, not a vector"))


def _scalar_product(u: Tuple, v: Tuple) -> Expression:
    """The sum of the products of components at the same place."""
    if any(isinstance(item, Tuple) for item in (*u.items, *v.items)):
        raise NoVector(tr("a product of several vectors can mean several things"))
    if len(u.items) != len(v.items):
        raise NoVector(tr("these vectors have different numbers of components"))
    products = (Call("multiply", pair) for pair in zip(u.items, v.items, strict=True))
    return Call("add", tuple(products))


def _each(function: str, vectors: list[Tuple]) -> Tuple:
    """The operation done to the components that stand at the same place."""
    if len({len(vector.items) for vector in vectors}) > 1:
        raise NoVector(tr("these vectors have different numbers of components"))
    return Tuple(tuple(_joined(function, column) for column in zip(*(v.items for v in vectors), strict=True)))


def _joined(function: str, column: tuple[Expression, ...]) -> Expression:
    if any(isinstance(item, Tuple) for item in column):
        return componentwise(function, column)
    return Call(function, column)


def _scaled(vector: Tuple, scale: Callable[[Expression], Expression]) -> Tuple:
    """A vector, or a matrix, with the same done to every component."""
    return Tuple(
        tuple(_scaled(item, scale) if isinstance(item, Tuple) else scale(item) for item in vector.items)
    )
