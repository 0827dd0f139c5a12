"""What the table of functions holds about each function."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple, Protocol

import numpy as np

from calcviz.language.expression import Expression
from calcviz.language.vocabulary import Word
from calcviz.maths.intervals.enclosures import Enclosure

Rule = Callable[..., Expression]
"""From the arguments of a call to the partial derivative with respect to one of them."""

Conditions = Callable[..., tuple[Expression, ...]]
"""From the arguments of a call to conditions (Comparison or Logic) that must all hold."""


class Rules(Protocol):
    """The partial derivatives by the number of the argument; None where there is no rule."""

    def __getitem__(self, k: int, /) -> Rule | None: ...


@dataclass(frozen=True, slots=True)
class EveryArgument:
    """The rules of a function of any number of arguments: one rule that is told which argument."""

    rule: Callable[..., Expression]

    def __getitem__(self, k: int) -> Rule:
        return lambda *arguments: self.rule(k, *arguments)


class Special(NamedTuple):
    """The way a call is computed when literal arguments decide it: a function of the arguments left."""

    key: tuple[object, ...]
    numpy: Callable[..., Any]
    interval: Callable[..., Enclosure]
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class FunctionEntry:
    """Everything there is to know about one function of the language.

    numpy: on float64 arrays and floats that broadcast; NaN outside the domain; called with the
        warnings of numpy switched off.
    interval: on Enclosures; see calcviz.maths.intervals.enclosures.
    derivative: derivative[k](*arguments) is the partial derivative by argument k; None: no rule.
    domain: conditions for the value to be defined, arguments being defined; None: always.
    smooth: further conditions for the derivative to exist, where domain and the natural domain of the
        rule's expression do not say it already (floor'(x) = 0 only where frac(x) != 0); None: none.
    exact: on Fractions; None where the value is irrational, undefined or too big; without it: unknown.
    special: from the arguments to a Special when some are literals that decide the computation.
    """

    word: Word
    numpy: Callable[..., Any]
    interval: Callable[..., Enclosure]
    derivative: Rules | None = None
    domain: Conditions | None = None
    smooth: Conditions | None = None
    exact: Callable[..., Fraction | int | None] | None = None
    special: Callable[[tuple[Expression, ...]], Special | None] | None = None


Entries = Sequence[FunctionEntry]


def undefined_where(broken: Any, value: Any) -> Any:
    """The value with NaN where it is broken; the same array where nothing is."""
    return np.where(broken, np.nan, value) if np.count_nonzero(broken) else value
