"""What is done elsewhere while a session goes on: how such work is given away, and what is loaded so."""

from collections.abc import Callable
from functools import partial
from importlib import import_module

from calcviz.maths import calculus, fields

Work = Callable[[], None]
Background = Callable[[Work, Work], None]
"""Runs the first function elsewhere, then the second one here, on the thread of the session."""


def here(work: Work, then: Work) -> None:
    """The background where there is no other thread."""
    work()
    then()


def load(background: Background) -> None:
    """Import there what integrals and several variables need: nobody is to wait for it.

    It is given away module by module: a question asked meanwhile comes after one of them, not after all.
    """
    names = iter((*calculus.modules(), *fields.modules()))

    def load_next() -> None:
        name = next(names, None)
        if name is not None:
            background(partial(_load, name), load_next)

    load_next()


def _load(name: str) -> None:
    import_module(name)
