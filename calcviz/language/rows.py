"""What a row is: a definition, a graph, a point, a command, a note … and what is wrong with it."""

import re
from functools import lru_cache

from calcviz.language.latex.signs import looks_like_latex
from calcviz.language.messages import current_language, tr
from calcviz.language.names import Names
from calcviz.language.problems import Problem, Unreadable
from calcviz.language.reader import Reader
from calcviz.language.reading import words
from calcviz.language.reading.classify import classify, defined_function, defined_value
from calcviz.language.reading.commands import read_command
from calcviz.language.reading.cursor import refuse
from calcviz.language.reading.derivation import read_steps
from calcviz.language.reading.forms import FORMS
from calcviz.language.reading.letters import CONSTANTS, KEYWORDS, VARIABLES
from calcviz.language.reading.limits import MAX_LENGTH, too_long
from calcviz.language.reading.long_rows import looks_like_points, read_points
from calcviz.language.reading.subjects import STEPS
from calcviz.language.statements import Empty, Head, Note, Reading, Statement
from calcviz.language.tokens import NAME, Lexeme, fold, plain_name
from calcviz.language.vocabulary import SPELLINGS

_DEFINITION = re.compile(rf"\s*({NAME})\s*(?:\(\s*({NAME}(?:\s*,\s*{NAME})*)\s*\)\s*)?=(?!=)")
_CONDITION = re.compile(r"\b(?:for|if)\b|(?<=\))\s*,(?=[^()]*[<>≤≥])")
_GRADIENT = re.compile(r"∇|\bgrad\b")
_OWN_ROW = frozenset({"x", "y", "z", "r"})


@lru_cache(maxsize=4096)
def head(text: str) -> Head | None:
    """What a row defines, found without reading its right side; None if it defines nothing. Never raises."""
    if len(text) > MAX_LENGTH and not looks_like_points(text):
        return None
    text = fold(text)
    match = _DEFINITION.match(text)
    if match is None or not _is_definition(match):
        return None
    name = plain_name(match[1])
    if name in VARIABLES and match[2] or _reserved(name):
        return None
    if match[2]:
        parameters = tuple(plain_name(part.strip()) for part in match[2].split(","))
        twice = len(set(parameters)) < len(parameters)
        return None if twice else Head(name, "function", parameters, _is_vector(text[match.end() :].strip()))
    right = text[match.end() :].strip()
    if right.startswith("["):
        return Head(name, "list")
    return Head(name, "point" if _is_pair(right) else "number")


def _is_definition(match: "re.Match[str]") -> bool:
    """Whether `name =` or `name(…) =` defines the name; x = …, xy = … are equations."""
    name = plain_name(match[1])
    if match[2] and name in SPELLINGS:  # sin(x) = 1/2 is an equation
        return False
    return bool(match[2]) or not (name in _OWN_ROW or (len(name) > 1 and set(name) <= set("xyz")))


def _reserved(name: str) -> bool:
    """Whether a name belongs to the language."""
    return name in SPELLINGS or name in CONSTANTS or name in FORMS or name in KEYWORDS


def _is_vector(text: str) -> bool:
    """Whether the right side of a function has several components: a bracket with commas, or a gradient."""
    gradient = "|" not in text and bool(_GRADIENT.search(text))
    return gradient or _is_pair(_CONDITION.split(text, maxsplit=1)[0].rstrip())


def _is_pair(text: str) -> bool:
    """Whether a text is one bracket with a comma directly inside; braces hold pieces, not components."""
    if text.startswith("{"):
        return False
    level, comma = 0, False
    for place, character in enumerate(text):
        if character in "([{":
            level += 1
        elif character in ")]}":
            level -= 1
            if level == 0:
                return comma and place == len(text) - 1
        elif level == 0:
            return False
        comma = comma or (character == "," and level == 1)
    return False


def read_row(text: str, names: Names) -> Reading:
    """What a row says, among the names that the rows of its document define. Never raises."""
    return _read_row(text, names, current_language())


@lru_cache(maxsize=4096)
def _read_row(text: str, names: Names, language: str) -> Reading:
    """The reading; the language is asked for because a remembered problem speaks it."""
    plain = fold(text).strip()
    if not plain:
        return Reading(Empty())
    if plain.startswith("#"):
        return Reading(Note(text.strip()[1:].strip()))
    if len(text) > MAX_LENGTH:
        return _read_long(text)
    reader = Reader(text, names)
    try:
        statement = _statement(reader, fold(text))
    except Unreadable as unreadable:
        return Reading(None, _about_latex(text) if looks_like_latex(text) else unreadable.problem)
    except RecursionError:  # the caller stood deep already
        return Reading(None, Problem(0, len(text), tr("this is nested too deeply")))
    return Reading(statement, None, tuple(reader.hints))


def _read_long(text: str) -> Reading:
    """A row beyond the length of formulas: data, unless it would define a name that is not free."""
    found = read_points(text)
    if isinstance(found, Problem):
        return Reading(None, found)
    return Reading(None, too_long(text)) if found.name and head(text) is None else Reading(found)


def lexemes(text: str, names: Names) -> list[Lexeme]:
    """The lexemes of a row as reading cuts them: a word made of known letters is one for each. Never raises.

    Of a row that cannot be read, what stands behind its problem is cut as if it stood alone.
    """
    plain = fold(text)
    if not plain.strip() or plain.lstrip().startswith("#") or len(text) > MAX_LENGTH:
        return []
    reader = Reader(text, names)
    try:
        _statement(reader, plain)
    except (Unreadable, RecursionError):
        pass
    return reader.lexemes


def _about_latex(text: str) -> Problem:
    """Why a row in LaTeX is no row yet: what cannot be read in it, or that it still has to be taken over."""
    from calcviz.language.latex_reading import from_latex  # a page of tables that few rows need

    found = from_latex(text)
    if isinstance(found, Problem):
        return found
    return Problem(0, len(text), tr("this is LaTeX"), tr("Enter writes it as {row}", row=f"`{found}`"))


def _statement(reader: Reader, text: str) -> Statement:
    """What the row says; raises Unreadable."""
    first = reader.now
    if first.kind == "name":
        command = first.text in reader.names.commands or first.text in reader.names.later
        if command and reader.following().kind == "(":
            return read_command(reader)
        if first.text == STEPS and reader.following().kind == "(":
            return read_steps(reader)
        match = _DEFINITION.match(text)
        if match is not None and _is_definition(match):
            return _definition(reader, match)
    return classify(reader)


def _definition(reader: Reader, match: "re.Match[str]") -> Statement:
    """A row that defines a name."""
    name = plain_name(match[1])
    start, end = match.span(1)
    if not match[2]:
        _check_name(reader, name, start, end)
        _skip(reader, match.end())
        return defined_value(reader, name, start)
    parameters = [plain_name(part.strip()) for part in match[2].split(",")]
    polar = name == "r" and parameters == ["theta"]
    if name in VARIABLES and not polar:
        message = tr("`{name}` is a variable and cannot name a function", name=reader.text[start:end])
        refuse(start, end, message, tr("Write y = …") if name == "y" else None)
    _check_name(reader, name, start, end)
    place = match.start(2)
    for parameter, typed in zip(parameters, match[2].split(","), strict=True):
        begin = place + len(typed) - len(typed.lstrip())
        finish = begin + len(typed.strip())
        if parameter in CONSTANTS or parameter in SPELLINGS or parameter in KEYWORDS:
            refuse(begin, finish, tr("`{name}` cannot be a variable: it has a meaning", name=typed.strip()))
        if parameters.count(parameter) > 1:
            refuse(begin, finish, tr("`{name}` stands twice among the variables", name=typed.strip()))
        place += len(typed) + 1
    reader.variables = frozenset(parameters)
    reader.names = reader.names.without(reader.variables)
    _skip(reader, match.end())
    return defined_function(reader, name, tuple(parameters))


def _skip(reader: Reader, place: int) -> None:
    """Step to the first lexeme behind a place in the text."""
    while reader.now.start < place and reader.kind != "end":
        reader.advance()


def _check_name(reader: Reader, name: str, start: int, end: int) -> None:
    """Raise Unreadable for a name that cannot be defined."""
    typed = reader.text[start:end]
    if _reserved(name) or name in reader.names.commands:
        refuse(start, end, tr("`{name}` has a meaning of its own and cannot be defined", name=typed))
    stem = name.rstrip("0123456789")
    if stem != name and "_" not in name:
        refuse(
            start,
            end,
            tr("`{name}` can be read in two ways", name=typed),
            words.did_you_mean(f"{stem}_{name[len(stem) :]}"),
        )
