"""What is done elsewhere while a session goes on: how such work is given away, and what is loaded so."""

from collections.abc import Callable

from calcviz.maths import calculus, fields
from calcviz.maths.functions import special_values

Work = Callable[[], None]
Background = Callable[[Work, Work], None]
"""Runs the first function elsewhere, then the second one here, on the thread of the session."""


def here(work: Work, then: Work) -> None:
    """The background where there is no other thread."""
    work()
    then()


def load() -> None:
    """Import what special functions, integrals and several variables need: nobody is to wait for it."""
    fields.load()
    calculus.load()
    special_values.load()
