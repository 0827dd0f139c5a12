"""The texts a person reads, in English in the source and in other languages beside it."""

import json
import re
from functools import cache

from calcviz.places import resource

LANGUAGES = ("en", "zh_CN")

_current = "en"

_SPACE = re.compile("(?<=[\u3400-\u9fff])(?:\0+ \0*| \0+)(?=[\u3400-\u9fff])|\0")
"""A space at a placeholder between two Chinese characters, which have none between them; and its marks."""


@cache
def catalogue(language: str) -> dict[str, str]:
    """The translations of `language` by their English text; empty for English."""
    if language == "en":
        return {}
    path = resource("translations") / f"{language}.json"
    texts: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return texts


def use_language(language: str) -> None:
    """Speak `language` from now on; raises ValueError for one that is not in LANGUAGES."""
    global _current
    if language not in LANGUAGES:
        raise ValueError(language)
    _current = language


def current_language() -> str:
    """The language spoken now."""
    return _current


def tr(english: str, **values: object) -> str:
    """The sentence in the current language, with its {placeholders} filled.

    The first argument is always a literal, so that a test can collect every text.
    """
    text = catalogue(_current).get(english, english)
    if not values or _current == "en":
        return text.format(**values) if values else text
    return _SPACE.sub("", text.format(**{name: f"\0{value}\0" for name, value in values.items()}))


def mark(english: str) -> str:
    """The same text, marked for translation where it stands; `translated` speaks it later."""
    return english


def translated(english: str) -> str:
    """A text marked by `mark`, in the current language."""
    return catalogue(_current).get(english, english)
