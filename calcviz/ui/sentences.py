"""Sentences as people read them: a capital letter, a stop, round numbers, true signs, and code set off."""

import re
from functools import reduce

from calcviz.language.messages import tr
from calcviz.language.problems import Hint, Problem
from calcviz.language.reading.subjects import OPERATORS, QUESTIONS, STEPS
from calcviz.language.spoken import rounded, with_powers
from calcviz.language.vocabulary import SPELLINGS
from calcviz.scene.concept import REGISTER
from calcviz.ui import theme
from calcviz.views.fonts import MATH

_CODE = re.compile(r"`([^`]*)`(?=([.,:;?!…。，：；？！)）]?))")
_SHORT = 24
_WIDE = re.compile("[×±∂≈]+")
"""Signs that are as wide as a Chinese character in the font of the interface."""
_RAISED = re.compile("[⁰¹²³⁴⁵⁶⁷⁸⁹⁻]+")
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789−")
_RELATION = re.compile(r" ([=≈<>≤≥→±]) ")
_MINUS = re.compile(r"(?<![\w)])-(?=[\w∞.(])")
_FORMS = frozenset({"if", "diff", *QUESTIONS, *OPERATORS, STEPS})
_STOPS = (".", "?", "!", "…", "。", "？", "！")


def problem_sentences(problem: Problem) -> list[str]:
    """What is wrong, and the hint unless a button offers it; code stands between `backticks`."""
    hints = [] if problem.missing or not problem.hint else [problem.hint]
    return [sentence(_named(each)) for each in (problem.seen or problem.message, *hints)]


def hint_sentences(hints: tuple[Hint, ...]) -> list[str]:
    """How doubtful spellings were read."""
    return [sentence(_named(hint.message)) for hint in hints]


def joined(sentences: list[str]) -> str:
    """The sentences one behind the other: with a space between them where the language has one."""
    said = [each for each in sentences if each]
    return reduce(lambda first, next: tr("{first} {next}", first=first, next=next), said) if said else ""


def rich(words: str) -> str:
    """The words as rich text, what stands between `backticks` set off on a ground of its own."""
    from html import escape  # brings all entities of HTML along: a window opens without them

    style = f"background-color: {theme.look().hover}; font-weight: bold"
    said = _CODE.sub(lambda code: f'<span style="{style}">{_padded(*code.groups())}</span>', escape(words))
    said = _WIDE.sub(rf"""<span style="font-family: '{MATH}'">\g<0></span>""", said)
    return f"<span>{_RAISED.sub(_raised, said)}</span>"


def _raised(found: re.Match[str]) -> str:
    """Raised digits as markup where the font of the interface lacks some: they would be of two fonts."""
    return found[0] if set(found[0]) <= set("¹²³⁴") else f"<sup>{found[0].translate(_LOWERED)}</sup>"


def _padded(code: str, sign: str) -> str:
    """Code with room around it, on one line if it is short; a stop or a comma follows without a gap."""
    code = code.replace(" ", "&nbsp;") if len(code) <= _SHORT else code
    return f"&nbsp;{code}" if sign else f"&nbsp;{code}&nbsp;"


def sentence(words: str) -> str:
    """A whole sentence: `spoken`, with a stop."""
    said = spoken(words)
    return said if not said or said.endswith(_STOPS) else said + tr(".")


def unbroken(words: str) -> str:
    """The words with every equation on one line: x = 0, x → 0."""
    return _RELATION.sub("\u00a0\\1\u00a0", words)


def spoken(words: str) -> str:
    """Words as people read them: a capital letter, round numbers, products without a star, true minus."""
    parts = re.split(r"(`[^`]*`)", words)
    parts[::2] = [_mathematical(part) for part in parts[::2]]
    return capital("".join(parts))


def capital(words: str) -> str:
    """The words with a capital letter, unless they begin with a name or with a formula."""
    first, _, rest = words.partition(" ")
    word = first.rstrip(",.:;")
    article = first == "a" and rest[:1].isascii() and not rest.startswith(("is ", "has ", "= "))
    single = len(word) == 1 and not article
    return words if single or not word.isalpha() or _is_name(word) else words[:1].upper() + words[1:]


def _mathematical(words: str) -> str:
    shown = with_powers(rounded(words).replace("*", "\u2009").replace(" - ", " − "))
    return _MINUS.sub("−", shown)


def _is_name(word: str) -> bool:
    return word in SPELLINGS or word in REGISTER or word in _FORMS


def _named(words: str) -> str:
    """The sentence with the name of a function at its beginning marked as code."""
    first, space, rest = words.partition(" ")
    return f"`{first}`{space}{rest}" if _is_name(first) else words
