"""Fields written as a person writes them, for the tests of this folder."""

from calcviz.language.names import Names
from calcviz.language.problems import Problem
from calcviz.language.reader import parse
from calcviz.maths.fields.scalar import ScalarField, scalar_field
from calcviz.maths.fields.vector import VectorField, vector_field


def field(written: str, **numbers: float) -> ScalarField:
    """g(x, y) as it is written; other names are numbers."""
    e = parse(written, Names(numbers=frozenset(numbers)), frozenset("xy"))
    assert not isinstance(e, Problem), e.message
    return scalar_field(e, ("x", "y"), numbers, "g")


def plane_map(first: str, second: str) -> VectorField:
    """F(x, y) with two components."""
    return vector_field((field(first).expression, field(second).expression), ("x", "y"), {}, "F")
