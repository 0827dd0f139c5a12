"""The language with its functions, and names such as a document defines."""

import pytest

import calcviz.maths.functions.table  # noqa: F401
from calcviz.language.names import Names


@pytest.fixture(scope="session")
def names() -> Names:
    """Functions f, g(x, y), F(x, y); numbers a, b, n; a point P; two commands of now and one of later."""
    return Names(
        functions=frozenset({("f", 1), ("g", 2), ("F", 2)}),
        numbers=frozenset({"a", "b", "n"}),
        points=frozenset({"P"}),
        commands=frozenset({"tangent", "difference_quotients"}),
        later=frozenset({"riemann"}),
    )
