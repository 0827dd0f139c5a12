"""Names that no row has yet."""

import re
from collections.abc import Collection, Iterable

from calcviz.language.statements import Head
from calcviz.language.tokens import NAME, fold, plain_name

_LETTERS = {
    "function": "fghpquvwFGHKLM",
    "number": "abchkmnpqst",
    "point": "PQRSTUVWABCDEFGH",
    "list": "DLMABCFGH",
}
_NAME = re.compile(NAME)


def written_name(text: str) -> re.Match[str] | None:
    """Where the name stands that a row defines, as it is written there."""
    return _NAME.match(fold(text), len(text) - len(text.lstrip()))


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Everything in some texts that is perhaps a name, in plain spelling."""
    return frozenset(plain_name(found) for text in texts for found in _NAME.findall(fold(text)))


def name_beside(written: str, defined: Head, taken: Collection[str]) -> str:
    """A free name like one that is taken: for a letter the next of its kind, else the name with an index."""
    letters = _LETTERS[defined.kind]
    if written in letters:
        place = letters.index(written) + 1
        for letter in letters[place:] + letters[:place]:
            if letter not in taken:
                return letter
    stem, index = written.partition("_")[0], 2
    while plain_name(f"{stem}_{index}") in taken:
        index += 1
    return f"{stem}_{index}"
