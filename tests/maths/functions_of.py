"""Functions as they are typed, for tests."""

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.maths.real import RealFunction, real_function


def function(text: str, **numbers: float) -> RealFunction:
    """The function of x that a text says, with these numbers for its other names."""
    e = parse(text, Names(numbers=frozenset(numbers)))
    assert isinstance(e, Expression), e
    return real_function(e, "x", numbers)
