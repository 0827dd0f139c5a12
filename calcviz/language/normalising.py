"""Full-width, Chinese and typographic characters made plain as a row is typed or pasted."""

import unicodedata
from collections.abc import Iterator
from itertools import pairwise

from calcviz.language.tokens import fold

_ISOLATES = "\u2066\u2067\u2068\u2069"
_SAME = {
    "-": "−–—‐‑‒―﹣",
    "'": "’‘′ʹʼ´",
    "''": "″”“ʺ",
    "'''": "‴",
    "''''": "⁗",
    "[": "【〔",
    "]": "】〕",
    "≤": "≦⩽",
    "≥": "≧⩾",
    "·": "⋅∙",
    "×": "✕⨯",
    "e": "ℯ",
    " ": "\t\u00a0\u1680\u180e\u202f\u205f\u3000\u2061\u2062\u2064"
    + "".join(map(chr, range(0x2000, 0x200B))),
    ",": "\u2063、",
    "": "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff" + _ISOLATES,
}
_PLAIN = {sign: plain for plain, signs in _SAME.items() for sign in signs}
_KEPT = frozenset("×·÷")  # read as * and /, and good to look at
_COMPATIBLE = (
    (0xFB00, 0xFB04),
    (0xFE50, 0xFE6B),
    (0x1D400, 0x1D7FF),
)  # ligatures, small forms, 𝑥


def normalised(text: str) -> str:
    """A row with plain characters: `ｆ（ｘ）＝２` becomes `f(x)=2`, `1。5` becomes `1.5`.

    Invisible characters go, spaces of every width become plain ones. What the reader understood before it
    reads the same after. Of a note only the sign that begins it is changed. Doing it twice changes nothing
    more. A text of several rows is given row by row.
    """
    if text.isascii() and "\t" not in text:
        return text
    return "".join(_pieces(text))


def normalised_with_place(text: str, place: int) -> tuple[str, int]:
    """The normalised row and where a cursor at `place` stands in it."""
    if text.isascii() and "\t" not in text:
        return text, place
    pieces = _pieces(text)
    return "".join(pieces), sum(map(len, pieces[: max(place, 0)]))


def _pieces(text: str) -> list[str]:
    """What each character becomes."""
    pieces = [_plain(character) for character in text]
    begin = next((at for at, piece in enumerate(pieces) if piece.strip()), len(text))
    if pieces[begin : begin + 1] == ["#"]:
        return [*pieces[: begin + 1], *text[begin + 1 :]]
    for at in _decimal_points(pieces):
        pieces[at] = "."
    return pieces


def _plain(character: str) -> str:
    """The plain form of one character; itself where it is plain or unknown."""
    if character.isascii() and character != "\t" or character in _KEPT:
        return character
    plain = _PLAIN.get(character)
    if plain is not None:
        return plain
    code = ord(character)
    if any(first <= code <= last for first, last in _COMPATIBLE):
        return unicodedata.normalize("NFKC", character)
    return fold(character)


def _decimal_points(pieces: list[str]) -> Iterator[int]:
    """Where a Chinese full stop stands between two digits."""
    seen = [at for at, piece in enumerate(pieces) if piece]
    for (before, at), (_, after) in pairwise(pairwise(seen)):
        if pieces[at] == "。" and pieces[before].isdecimal() and pieces[after].isdecimal():
            yield at
