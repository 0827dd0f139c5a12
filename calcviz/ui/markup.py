"""The words of a note in the little Markdown that notes know: who reads it paints it, and nothing runs it."""

import re
from dataclasses import dataclass, replace

LONGEST = 4000
"""Letters of a note that are set; of more the beginning is shown."""

# Every repetition ends at the next sign of its own kind, so that no text takes longer than its length.
_MARK = re.compile(
    r"\\(?P<plain>[\\$*`\[\]])"
    r"|\$(?P<formula>[^$]+)\$"
    r"|`(?P<code>[^`]+)`"
    r"|\*\*(?P<bold>[^\s*](?:[^*]|\*(?!\*))*)\*\*"
    r"|\*(?P<italic>[^\s*][^*]*)\*"
    r"|\[(?P<link>[^\[\]]+)\]\([^()\[\]\s]*\)"
)
_ITEM = re.compile(r"^[-*] (?=\S)")


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a note in one shape; the text of a formula is its LaTeX."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    formula: bool = False


def runs(row_text: str) -> tuple[Run, ...]:
    """The runs of a row that is a note. One # begins a note and is not shown; two or more make a heading.

    A dash at the beginning is the mark of an item of a list.
    """
    text = row_text.strip()[1:]
    words = text.lstrip("#")
    heading = words != text
    words = _ITEM.sub("• ", " ".join(words.split()))
    if len(words) > LONGEST:
        words = words[:LONGEST] + "…"
    return tuple(_read(words, Run("", bold=heading)))


def is_plain(found: tuple[Run, ...]) -> bool:
    """Whether there is nothing in the note but words."""
    return all(run == Run(run.text) for run in found)


def _read(text: str, shape: Run) -> list[Run]:
    found: list[Run] = []
    place = 0
    for mark in _MARK.finditer(text):
        _add(found, replace(shape, text=text[place : mark.start()]))
        place = mark.end()
        kind, inside = str(mark.lastgroup), mark[str(mark.lastgroup)]
        if kind in ("bold", "italic", "link"):
            inner = replace(shape, bold=shape.bold or kind == "bold", italic=shape.italic or kind == "italic")
            for run in _read(inside, inner):
                _add(found, run)
        else:
            _add(found, replace(shape, text=inside, code=kind == "code", formula=kind == "formula"))
    _add(found, replace(shape, text=text[place:]))
    return found


def _add(found: list[Run], run: Run) -> None:
    """Put a run behind the others; words of one shape are one run."""
    if found and not run.formula and replace(found[-1], text="") == replace(run, text=""):
        run = replace(run, text=found.pop().text + run.text)
    if run.text:
        found.append(run)
