"""Text cut into numbers, names and signs, with the place of each."""

import re
from typing import Literal, NamedTuple

from calcviz.language.reading.letters import GREEK, KEYWORDS
from calcviz.language.reading.subjects import OPERATORS, QUESTIONS, STEPS
from calcviz.language.vocabulary import SPELLINGS

Kind = Literal["number", "name", "function", "operator", "bracket", "keyword", "note", "error"]


class Token(NamedTuple):
    """A stretch of a text and what it is, for the editor's colours."""

    start: int
    end: int
    kind: Kind


class Lexeme(NamedTuple):
    """The smallest part of a formula that has a meaning.

    `kind` is "number", "name", "super" (a raised exponent), "prime", "keyword", "error" or "end"; for a
    sign it is the sign itself in its plain form ("*" for ×). `text` is the plain form too: "theta" for θ.
    """

    kind: str
    text: str
    start: int
    end: int


_SAME = {
    "-": "−–‐‑",
    "*": "×·⋅∙∗",
    "/": "÷∕⁄",
    "'": "′’ʹ",
    '"': "″”",
    ",": "、",
    "|": "∣",
    "≤": "≦⩽",
    "≥": "≧⩾",
    "Δ": "∆",
    "Ω": "\u2126",
    "μ": "\u00b5",
    "(": "❨﹙",
    ")": "❩﹚",
}
_FOLD = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
    **{ord(sign): plain for plain, signs in _SAME.items() for sign in signs},
    0x3000: " ",
}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿˣᵏᵐᵗ", "0123456789+-nxkmt")
_PLAIN = {
    "**": "^",
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
    "<>": "!=",
    "==": "=",
}
_FUNCTIONS = {*QUESTIONS, *OPERATORS, STEPS}
_WORDS = {"&&": "and", "∧": "and", "∨": "or", "¬": "not"}

NAME = r"(?:[A-Za-z]+[0-9]*|[Α-Ωα-ωϑϕϵ])(?:_(?:[0-9]+|[A-Za-z]+|\{[A-Za-z0-9]+\}))*"
_LEXEME = re.compile(
    rf"""(?P<space>\s+)
    | (?P<number>(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
    | (?P<name>{NAME}|∞)
    | (?P<sign>\*\*|<=|>=|!=|<>|==|&&|[-+*/^()\[\]{{}}|,:=<>!≤≥≠∧∨¬√∛⌊⌋⌈⌉∂∇±∓])
    | (?P<super>[⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿˣᵏᵐᵗ]+)
    | (?P<prime>['"‴]+)
    | (?P<error>.)""",
    re.VERBOSE | re.DOTALL,
)


def fold(text: str) -> str:
    """The text with full-width and typographic forms made plain, every character in its place."""
    return text if text.isascii() else text.translate(_FOLD)


def plain_name(text: str) -> str:
    """The one spelling of a name: "theta" for "θ", "a_12" for "a_{12}"."""
    if text.isalpha() and text.isascii():
        return text
    if text == "∞":
        return "inf"
    stem, line, index = text.partition("_")
    return GREEK.get(stem, stem) + line + index.replace("{", "").replace("}", "")


def scan(text: str) -> list[Lexeme]:
    """The lexemes of a text, closed by one of kind "end" behind the last character that is no space."""
    lexemes: list[Lexeme] = []
    end = 0
    for match in _LEXEME.finditer(fold(text)):
        kind = match.lastgroup
        if kind == "space":
            continue
        start, end = match.span()
        part = match.group()
        if kind == "name":
            part = "if" if part == "If" else plain_name(part)  # GeoGebra writes If(…)
            lexemes.append(Lexeme("keyword" if part in KEYWORDS else "name", part, start, end))
        elif kind == "sign":
            word = _WORDS.get(part)
            part = _PLAIN.get(part, part)
            lexemes.append(Lexeme("keyword", word, start, end) if word else Lexeme(part, part, start, end))
        elif kind == "super":
            lexemes.append(Lexeme("super", part.translate(_RAISED), start, end))
        elif kind == "prime":
            count = sum({"'": 1, '"': 2, "‴": 3}[sign] for sign in part)
            lexemes.append(Lexeme("prime", "'" * count, start, end))
        else:
            lexemes.append(Lexeme(kind or "error", part, start, end))
    lexemes.append(Lexeme("end", "", end, end))
    return lexemes


def _colour(lexeme: Lexeme) -> Kind:
    """What the editor calls a lexeme."""
    match lexeme.kind:
        case "name":
            return "function" if lexeme.text in _FUNCTIONS or lexeme.text in SPELLINGS else "name"
        case "number" | "keyword" | "error":
            return lexeme.kind
        case "super":
            return "number"
    return "bracket" if lexeme.kind in "()[]{}⌊⌋⌈⌉" else "operator"


def tokens(text: str) -> list[Token]:
    """The parts of a row for highlighting; spaces between them belong to none."""
    if fold(text).lstrip().startswith("#"):
        return [Token(0, len(text), "note")]
    return [Token(lexeme.start, lexeme.end, _colour(lexeme)) for lexeme in scan(text)[:-1]]
