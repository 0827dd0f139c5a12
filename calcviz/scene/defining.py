"""What the rows of a document define, as far as reading any of them depends on it."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

from calcviz.language.names import Names
from calcviz.language.rows import head, read_row
from calcviz.language.statements import Head, MapRow, VectorRow
from calcviz.language.tokens import NAME, fold, plain_name
from calcviz.scene.concept import LATER, REGISTER
from calcviz.scene.document import Document

_WORD = re.compile(NAME)
_GRADIENT = re.compile(r"∇|\bgrad\b")
_BRACKET = re.compile(r"\([^()]*,")


def names_of(document: Document) -> Names:
    """The names of all rows; of those that stand twice the first one counts.

    Most heads tell what they define. Whether w = 2v is a vector, and H(x, y) = F(G(x, y)) a map, the rows
    tell that they are made of: these are read, and read again when one more is known to be a vector.
    """
    texts = {found.name: row.text for row in reversed(document.rows) if (found := head(row.text))}
    heads = {name: found for name, text in texts.items() if (found := head(text))}
    several = {h.name for h in heads.values() if h.vector and not _right_side(texts[h.name]).has_gradient}
    points = {h.name for h in heads.values() if h.kind == "point"}
    open_ = [h.name for h in heads.values() if h.kind in ("number", "function") and h.name not in several]
    while True:
        names = _names(document, list(heads.values()), several)
        made = several | points
        doubtful = [name for name in open_ if name not in several and _may_be(texts[name], made)]
        fresh = {name for name in doubtful if _is_several(texts[name], names)}
        if not fresh:
            return names
        several |= fresh


def _names(document: Document, heads: list[Head], several: Collection[str]) -> Names:
    numbers = frozenset(h.name for h in heads if h.kind == "number")
    return Names(
        functions=frozenset((h.name, h.parameters) for h in heads if h.kind == "function"),
        maps=frozenset(h.name for h in heads if h.kind == "function" and h.name in several),
        numbers=numbers.difference(several),
        points=frozenset(h.name for h in heads if h.kind == "point"),
        vectors=numbers.intersection(several),
        lists=frozenset(h.name for h in heads if h.kind == "list"),
        commands=frozenset(name for name, kind in REGISTER.items() if kind.menu),
        later=LATER,
        choices=_choices(),
        worded=_worded(),
        natural_log=document.settings.natural_log,
    )


def _choices() -> frozenset[str]:
    return frozenset(choice for kind in REGISTER.values() for spec in kind.fields for choice in spec.choices)


def _worded() -> frozenset[tuple[str, int]]:
    return frozenset(
        (kind.command, place)
        for kind in REGISTER.values()
        for place, spec in enumerate(kind.fields)
        if spec.choices
    )


@dataclass(frozen=True, slots=True)
class _RightSide:
    """What stands behind the equals sign of a row: its names, and signs of several components."""

    words: frozenset[str]
    has_gradient: bool
    has_bracket: bool
    has_long_word: bool


@lru_cache(maxsize=4096)
def _right_side(text: str) -> _RightSide:
    right = fold(text).partition("=")[2]
    words = frozenset(map(plain_name, _WORD.findall(right)))
    long = any(len(word) > 1 for word in words)  # perhaps a product of letters: av
    return _RightSide(words, bool(_GRADIENT.search(right)), bool(_BRACKET.search(right)), long)


def _may_be(text: str, made: Collection[str]) -> bool:
    """Whether a row that defines a number or a function could have several components after all."""
    right = _right_side(text)
    if right.has_gradient or right.has_bracket:
        return True
    return bool(made) and (right.has_long_word or not right.words.isdisjoint(made))


def _is_several(text: str, names: Names) -> bool:
    return isinstance(read_row(text, names).statement, VectorRow | MapRow)
