"""The functions that the language knows, under every name they go by."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A function of the language as the reader and the writer see it.

    `arity` is the least and the greatest number of arguments (None: any number). `latex` is written
    with {0}, {1} … for typeset arguments; without it the name is set upright before its parentheses.
    """

    name: str
    arity: tuple[int, int | None] = (1, 1)
    aliases: tuple[str, ...] = ()
    latex: str | None = None


FUNCTIONS: dict[str, Word] = {}
"""Every function by its canonical name; filled by calcviz.maths.functions.table, one entry each."""

SPELLINGS: dict[str, str] = {}
"""Every way to write a function's name, to its canonical name."""


_OPERATORS = frozenset({"add", "negate", "multiply", "divide", "power"})
"""Functions that are written by signs: their names stay free for sliders."""


def learn(word: Word) -> None:
    """Take a function into the language."""
    FUNCTIONS[word.name] = word
    if word.name in _OPERATORS:
        return
    for spelling in (word.name, *word.aliases):
        SPELLINGS[spelling] = word.name
