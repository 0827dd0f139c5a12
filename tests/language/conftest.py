"""The language with its functions, and names such as a document defines."""

import pytest

import calcviz.maths.functions.table  # noqa: F401
from calcviz.language.names import Names


@pytest.fixture(scope="session")
def names() -> Names:
    """Functions f, g(x, y), q(u, v), a map F; numbers a, b, n; a point P; commands of now and of later."""
    return Names(
        functions=frozenset({("f", ("x",)), ("g", ("x", "y")), ("F", ("x", "y")), ("q", ("u", "v"))}),
        maps=frozenset({"F"}),
        numbers=frozenset({"a", "b", "n"}),
        points=frozenset({"P"}),
        commands=frozenset({"tangent", "difference_quotients"}),
        later=frozenset({"riemann"}),
    )
