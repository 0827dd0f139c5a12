"""What was made of a formula is kept, of long ones only the last few: each letter typed makes a new one."""

from collections.abc import Callable
from functools import lru_cache, update_wrapper
from typing import Concatenate, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

LONG, FEW = 150, 12
"""Signs of LaTeX from which on only so many are kept. A formula of 1000 signs is set in 2000 objects: of all
its beginnings there would be a million, and Python's collector halts the window to look through them."""


class Kept(Generic[P, T]):
    """A function of LaTeX that remembers its results, `most` of short ones."""

    def __init__(self, make: Callable[Concatenate[str, P], T], most: int) -> None:
        self._short, self._long = lru_cache(most)(make), lru_cache(FEW)(make)
        self.cache_info = self._short.cache_info
        update_wrapper(self, make)

    def __call__(self, latex: str, *rest: P.args, **named: P.kwargs) -> T:
        known = self._short if len(latex) < LONG else self._long
        return known(latex, *rest, **named)  # type: ignore[arg-type]  # as hashable as its callers' are


def kept(most: int) -> Callable[[Callable[Concatenate[str, P], T]], Kept[P, T]]:
    """Remember the results of a function of LaTeX, `most` of short ones."""
    return lambda make: Kept(make, most)
