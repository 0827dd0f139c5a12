"""A text in LaTeX cut into numbers, letters, words and signs, with the place of each."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from calcviz.language.latex.commands import (
    CLOSING,
    IGNORED,
    LETTERS,
    OPENING,
    SIGNS,
    SIGNS_ALONE,
    WORD_FONTS,
)
from calcviz.language.tokens import fold
from calcviz.language.vocabulary import SPELLINGS


class Lexeme(NamedTuple):
    """The smallest part of LaTeX that has a meaning, and its place in the pasted text.

    `kind` is "number", "letter", "word", "command", "begin", "end", "row" (a double backslash), "line" (an
    end of line), "open" and "shut" (of a formula inside a text), "super", "other" or "" at the end; for a
    sign it is the sign. A bar has "left" or "right" as `text` where LaTeX says which it is. `gap`: a wide
    space stands before.
    """

    kind: str
    text: str
    start: int
    end: int
    gap: bool = False


_LEXEME = re.compile(
    rf"""(?P<line>\n)
    | (?P<space>\s+|~|%[^\n]*
        |\\(?:label|tag\*?|hspace\*?|vspace\*?|[hv]?phantom|color|textcolor)\s*\{{[^{{}}]*\}}
        |\\[,;:!>/\ ])
    | \\(?P<edge>begin|end)\s*\{{(?P<environment>[A-Za-z]+)\*?\}}
    | \\(?P<font>{"|".join(WORD_FONTS.split())})\b\*?\s*\{{
    | (?P<row>\\\\(?:\s*\[-?[0-9.]+\s*[a-z]+\])?|\\cr\b|\\newline\b)
    | (?P<open>\\[(\[])|(?P<shut>\\[)\]])|(?P<dollar>\$\$?)
    | (?P<unequal>\\not\s*=)
    | \\(?P<command>[A-Za-z]+|.)
    | (?P<number>[0-9]+(?:(?:\\,[0-9]{{3}})+(?![0-9]))?(?:(?:\.|\{{,\}})[0-9]+)?|\.[0-9]+)
    | (?P<letters>[A-Za-z]+)
    | (?P<greek>[Α-Ωα-ωϑϕϵ∞])
    | (?P<primes>['"‴]+)
    | (?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ]+)
    | (?P<assigned>:=)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n")
_SIGNS = frozenset("{}()[]|^_&!+-*/=<>,:.;√⌊⌋⌈⌉∂∇±∓")
_SHORT_WORDS = frozenset({"ln", "pi"})


def lex(text: str) -> list[Lexeme]:
    """The lexemes of a text, closed by one with an empty kind; mere looks are left out. Never raises."""
    found: list[Lexeme] = []
    side, gap = "", False
    for lexeme in _lexemes(fold(text), 0, len(text)):
        if lexeme.kind == "command" and lexeme.text in ("quad", "qquad"):
            gap = True
        elif lexeme.kind == "command" and lexeme.text in IGNORED:
            side = "left" if lexeme.text in OPENING else "right" if lexeme.text in CLOSING else side
        elif lexeme.kind == "." and side:  # \left. is a bracket that is not seen
            side = ""
        else:
            bar = lexeme.kind == "|" and not lexeme.text
            found.append(lexeme._replace(text=side if bar else lexeme.text, gap=gap))
            side, gap = "", False
    return [*found, Lexeme("", "", len(text), len(text))]


def _lexemes(text: str, start: int, end: int) -> Iterator[Lexeme]:
    """The lexemes between two places."""
    place = start
    inside = False
    while place < end:
        match = _LEXEME.match(text, place, end)
        if match is None:  # no character is left out
            return
        begin, place = match.span()
        kind = match.lastgroup or ""
        if match["font"]:
            close = _closing(text, place, end)
            yield from _word(text, place, close, begin)
            place = min(close + 1, end)
        elif match["edge"]:
            yield Lexeme(match["edge"], match["environment"], begin, place)
            if match["edge"] == "begin" and match["environment"] in ("array", "alignat"):
                columns = re.compile(r"\s*\{[^{}]*\}").match(text, place, end)
                place = columns.end() if columns else place
        elif kind == "dollar":
            inside = not inside
            yield Lexeme("open" if inside else "shut", match["dollar"], begin, place)
        elif kind == "letters":
            yield from _letters(match.group(), begin)
        elif kind != "space":
            yield _lexeme(kind, match[kind], begin, place)


def _lexeme(kind: str, part: str, start: int, end: int) -> Lexeme:
    """One lexeme of what the pattern found."""
    if kind == "command":
        if part in LETTERS:
            return Lexeme("letter", LETTERS[part], start, end)
        if part in SIGNS:
            side = "left" if part in OPENING else "right" if part in CLOSING else ""
            sign = SIGNS[part]
            return Lexeme(sign, "'" if sign == "'" else side, start, end)
        return Lexeme("command", part, start, end)
    if kind == "greek":
        return Lexeme("letter", part, start, end)
    if kind == "primes":
        return Lexeme("'", "'" * sum({"'": 1, '"': 2, "‴": 3}[sign] for sign in part), start, end)
    if kind == "super":
        return Lexeme("super", part.translate(_RAISED), start, end)
    if kind in ("assigned", "unequal"):
        return Lexeme("=" if kind == "assigned" else "!=", "", start, end)
    if kind == "other":
        part = SIGNS_ALONE.get(part, part)
        if part == "in":
            return Lexeme("command", "in", start, end)
        plain = part in _SIGNS or len(part) > 1
        return Lexeme(part, "", start, end) if plain else Lexeme("other", part, start, end)
    return Lexeme(kind, part, start, end)


def _closing(text: str, start: int, end: int) -> int:
    """The place of the brace that closes one before `start`; the end where there is none."""
    level = 1
    for place in range(start, end):
        level += (text[place] == "{") - (text[place] == "}")
        if level == 0:
            return place
    return end


def _word(text: str, start: int, end: int, begin: int) -> Iterator[Lexeme]:
    r"""What stands in \text{…} or \mathrm{…}: words, and formulas between dollars or in other commands."""
    content = text[start:end]
    if "$" not in content and any(sign in content for sign in "\\{^_"):
        yield Lexeme("{", "", begin, start)
        yield from _lexemes(text, start, end)
        yield Lexeme("}", "", end, min(end + 1, len(text)))
        return
    place = start
    for number, piece in enumerate(content.split("$")):
        stop = place + len(piece)
        if number % 2:
            yield from _lexemes(text, place, stop)
        elif piece.strip():
            whole = piece.strip()
            kind = "letter" if len(whole) == 1 and whole.isalpha() else "word"
            yield Lexeme(kind, whole, min(begin, place), max(stop, place + 1))
        place = stop + 1


def _letters(run: str, start: int) -> Iterator[Lexeme]:
    """Letters side by side: names of functions where they begin one, else one by one."""
    place = 0
    while place < len(run):
        length = next(
            (n for n in range(min(len(run) - place, 12), 1, -1) if _is_word(run[place : place + n])), 1
        )
        part, begin = run[place : place + length], start + place
        if part == "pi":
            yield Lexeme("letter", "π", begin, begin + 2)
        else:
            yield Lexeme("letter" if length == 1 else "word", part, begin, begin + length)
        place += length


def _is_word(part: str) -> bool:
    """Whether letters without a backslash name a function; `th` and `sh` are products."""
    return part in _SHORT_WORDS or (len(part) > 2 and part in SPELLINGS)
