"""Whether a text is LaTeX, decided without reading it."""

import re

from calcviz.language.tokens import fold

NOTE = re.compile(r"^[^\S\n]*#[^\n]*", re.MULTILINE)
"""A row that is a note, among others."""

_SIGNS = re.compile(r"\\|\$|\^\s*\{|_\s*\{(?![A-Za-z0-9]+\})")


def looks_like_latex(text: str) -> bool:
    """Whether a text is LaTeX: commands, dollars or braces that no row has, outside of notes."""
    return _SIGNS.search(NOTE.sub("", fold(text))) is not None
