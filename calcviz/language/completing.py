"""What a word that is being typed can become, and which argument of a call is being typed."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from calcviz.language.reading.letters import KEYWORDS, VARIABLES
from calcviz.language.reading.limits import MAX_LENGTH
from calcviz.language.symbols import SYMBOLS
from calcviz.language.tokens import NAME, Lexeme, fold, scan

Kind = Literal["name", "function", "command", "symbol", "word"]

_RANK: dict[Kind, int] = {"name": 0, "function": 1, "command": 2, "symbol": 3, "word": 4}
_WORD = re.compile(r"(?:[A-Za-z]+[0-9]*|[Α-Ωα-ωϑϕϵ])(?:_\{?[A-Za-z0-9]*)*$")
_OPEN_DEFINITION = re.compile(rf"\s*{NAME}\s*\([^()]*$")
_REST_OF_DEFINITION = re.compile(r"[^()]*\)\s*=(?!=)")
LONGEST = 100
"""Letters of a word from which on it is none that could be completed."""
_FIRST, _PREFIX, _SAME_LETTERS, _SCATTERED = range(4)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something a word can become.

    `insert` takes the place of the word; the cursor then goes back `cursor_back` characters: "sin()" and 1.
    `label` is what is typed to find it; `signature` and `summary` say what it is: "tangent(f, a)", and a
    sentence.
    """

    insert: str
    label: str
    signature: str
    summary: str
    kind: Kind
    cursor_back: int = 0


@dataclass(frozen=True, slots=True)
class Completions:
    """The part of a text (start, end in characters) that an entry would replace; the entries, best first."""

    start: int
    end: int
    entries: tuple[Entry, ...] = ()


def call_entry(name: str, signature: str, summary: str, kind: Kind = "function") -> Entry:
    """The entry of something written like a call: it enters the brackets and puts the cursor between them."""
    return Entry(f"{name}()", name, signature, summary, kind, 1)


def completions(
    text: str, place: int, names: Mapping[str, str], vocabulary: Iterable[Entry] = (), asked: bool = False
) -> Completions:
    """What the word that ends at `place` can become.

    `names` are those of the document with a short description each; one that begins like a call
    ("f(x) = x^2") describes a function. `vocabulary` is what the language has: functions and concepts.
    Without `asked`, as while typing, at least two letters are wanted; with it even no letter offers
    everything. Nothing is offered in a note and right behind a digit. A backslash before the word goes
    with it: `\\alpha` becomes α.
    """
    place = max(0, min(place, len(text)))
    before = fold(text[:place])
    match = _WORD.search(before[-2 * LONGEST :])
    word = match.group() if match else ""
    start = place - len(word)
    if len(word) > LONGEST or before.lstrip().startswith("#") or (before[-1:].isdigit() and "_" not in word):
        return Completions(place, place)
    if len(word) < 2 and not asked:
        return Completions(start, place)
    everything = [*_document(names), *vocabulary, *_symbols(), *_words()]
    start, found = _found(word, start, everything, {*VARIABLES, "e", *names})
    if before[:start].endswith("\\"):
        start -= 1
    if fold(text[place : place + 1]) == "(":
        found = [_without_brackets(entry) for entry in found]
    unlike = {entry.insert: entry for entry in reversed(found) if entry.insert != text[start:place]}
    return Completions(start, place, tuple(reversed(unlike.values())))


def _document(names: Mapping[str, str]) -> Iterator[Entry]:
    """The names of the document: a function takes brackets, every other name stands alone."""
    for name, description in names.items():
        if description.startswith(f"{name}("):
            signature = description.partition(")")[0] + ")"
            yield call_entry(name, signature, description, "name")
        else:
            yield Entry(name, name, name, description, "name")


@cache
def _symbols() -> tuple[Entry, ...]:
    """The signs that have a name of letters; a root is followed by brackets."""
    return tuple(
        Entry(symbol.character, name, symbol.character, name, "symbol")
        for symbol in SYMBOLS
        for name in symbol.names
        if name.isalpha()
    )


@cache
def _words() -> tuple[Entry, ...]:
    """The words that join the parts of a row, where they are long enough to be completed."""
    return tuple(Entry(word, word, word, "", "word") for word in sorted(KEYWORDS) if len(word) > 2)


def _found(word: str, start: int, entries: list[Entry], letters: set[str]) -> tuple[int, list[Entry]]:
    """Where the word begins that is completed, and its entries, best first.

    `xsi` is x times `si` unless something begins with `xsi`; letters scattered over a name count last.
    """
    matches = _matches(word, entries)
    if matches and (not word or matches[0][0] < _SCATTERED):
        return start, [entry for _, entry in matches]
    for length in range(1, len(word) - 1):
        if word[length - 1] not in letters:
            break
        behind = [(how, entry) for how, entry in _matches(word[length:], entries) if how < _SCATTERED]
        if behind:
            return start + length, [entry for _, entry in behind]
    return start, [entry for _, entry in matches]


def _matches(word: str, entries: list[Entry]) -> list[tuple[int, Entry]]:
    """The entries that a word can become, with how they match, in the order they are offered."""
    found = [(how, entry) for entry in entries if (how := _match(word, entry.label)) is not None]
    return sorted(found, key=lambda pair: (pair[0], _RANK[pair[1].kind], len(pair[1].label), pair[1].label))


def _match(word: str, label: str) -> int | None:
    """How a word matches a name: as a whole, as its beginning, in other capitals, by scattered letters."""
    if label.startswith(word):
        return _FIRST if label == word else _PREFIX
    small, name = word.lower(), label.lower()
    if name.startswith(small):
        return _SAME_LETTERS
    letters = iter(name)
    scattered = name[0] == small[0] and all(letter in letters for letter in small)
    return _SCATTERED if scattered and len(word) > 1 else None


def _without_brackets(entry: Entry) -> Entry:
    """The entry where the brackets stand already."""
    if not entry.cursor_back:
        return entry
    return replace(entry, insert=entry.insert.partition("(")[0], cursor_back=0)


def signature_at(text: str, place: int, known: Container[str] | None = None) -> tuple[str, int] | None:
    """The name of the innermost call around a place and the number of the argument there, from 0.

    With `known` only those names count, so that x(x + 1) is a product. None outside of calls, in a note, and
    on the left of a definition.
    """
    if place > MAX_LENGTH:  # no formula is so long
        return None
    before = fold(text[:place])
    if before.lstrip().startswith("#"):
        return None
    if _OPEN_DEFINITION.match(before) and _REST_OF_DEFINITION.match(fold(text[place:])):
        return None
    for name, argument in _open_calls(scan(before)):
        if known is None or name in known:
            return name, argument
    return None


def _open_calls(lexemes: list[Lexeme]) -> list[tuple[str, int]]:
    """The calls that are open at the end with the number of commas in each, the innermost first."""
    stack: list[tuple[str | None, int]] = []
    for at, lexeme in enumerate(lexemes):
        if lexeme.kind in "([{":
            stack.append((_called(lexemes, at) if lexeme.kind == "(" else None, 0))
        elif lexeme.kind in ")]}" and stack:
            stack.pop()
        elif lexeme.kind == "," and stack:
            name, commas = stack[-1]
            stack[-1] = (name, commas + 1)
    return [(name, commas) for name, commas in reversed(stack) if name is not None]


def _called(lexemes: list[Lexeme], at: int) -> str | None:
    """The name right before a bracket, primes and an exponent between them: f'(, sin^2(. None without one."""
    kinds = [lexeme.kind for lexeme in lexemes[max(at - 2, 0) : at]]
    if kinds[-2:] == ["^", "number"]:
        at -= 2
    elif kinds[-1:] in (["prime"], ["super"]):
        at -= 1
    before = lexemes[at - 1] if at else None
    touching = before is not None and before.kind == "name" and before.end == lexemes[at].start
    return before.text if before is not None and touching else None
