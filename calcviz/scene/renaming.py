"""A name that the rows define, written anew wherever it is meant."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from calcviz.language.expression import Apply, Derivative, Name
from calcviz.language.messages import tr
from calcviz.language.names import Names
from calcviz.language.problems import Problem
from calcviz.language.rows import head, lexemes, read_row
from calcviz.language.statements import (
    CommandRow,
    CurveRow,
    FieldRow,
    FunctionRow,
    Head,
    ListRow,
    MapRow,
    NumberRow,
    PointRow,
    Statement,
    VectorRow,
)
from calcviz.language.tokens import NAME, Lexeme, fold, plain_name
from calcviz.scene.defining import names_of
from calcviz.scene.document import Document, Row

Span = tuple[int, int]

_PROBES = {
    "function": "{name}(x) = x",
    "number": "{name} = 1",
    "point": "{name} = (0, 0)",
    "list": "{name} = 1",
}
_CALLED: dict[type, str] = {
    Name: "name",
    Apply: "function",
    Derivative: "variable",
    NumberRow: "name",
    FunctionRow: "name",
    FieldRow: "name",
    MapRow: "name",
    PointRow: "name",
    VectorRow: "name",
    CurveRow: "name",
    ListRow: "name",
}
"""The field of a node or a statement in which a name stands."""
_PART_OF_A_WORD = re.compile(r"\w")
_RAISED = "ⁿˣᵏᵐᵗ"


def defined_names(document: Document) -> dict[str, Head]:
    """The names that the rows define, in their order, with the first definition of each."""
    found: dict[str, Head] = {}
    for row in document.rows:
        defined = head(row.text)
        if defined is not None:
            found.setdefault(defined.name, defined)
    return found


def uses(text: str, name: str, names: Names) -> tuple[Span, ...]:
    """Where a row means the name that another row (or it) defines; notes and bound variables do not.

    `name` is in its plain spelling: "theta" for θ.
    """
    defined = head(text)
    if defined is not None and name in defined.parameters:
        return ()
    found = lexemes(text, names)
    command = bool(found) and found[0].text in names.commands | names.later
    level, spans = 0, []
    for place, lexeme in enumerate(found):
        level += (lexeme.kind in ("(", "[", "{")) - (lexeme.kind in (")", "]", "}"))
        label = command and level == 1 and found[min(place + 1, len(found) - 1)].kind == "="
        if not label:
            spans += _span(found, place, name)
    return tuple(spans)


def _span(found: list[Lexeme], place: int, name: str) -> list[Span]:
    """Where a lexeme is the name, or holds it: df/dx holds f."""
    lexeme = found[place]
    if lexeme.kind in ("name", "super") and lexeme.text == name:
        return [(lexeme.start, lexeme.end)]
    if lexeme.kind != "name" or lexeme.text != f"d{name}":
        return []
    above = place + 1 < len(found) and found[place + 1].kind == "/"
    below = place > 0 and found[place - 1].kind == "/"
    return [(lexeme.start + 1, lexeme.end)] if above or below else []


def count(document: Document, name: str) -> tuple[int, int]:
    """How often a name is meant, and in how many rows."""
    names = names_of(document)
    found = [len(uses(row.text, name, names)) for row in document.rows]
    return sum(found), sum(each > 0 for each in found)


def renamed(document: Document, old: str, new: str) -> Document | Problem:
    """The document in which `old` is called `new` wherever it is meant; all its values are the same.

    Names keep their meaning: each row that could be read must read as the same with the other name, or
    there is a Problem (its place is in `new`) and nothing is changed. Notes stay as they are.
    """
    typed = new.strip()
    plain = plain_name(fold(typed))
    names = names_of(document)
    if plain == old and old in defined_names(document):
        return document
    problem = _refused(document, old, typed, plain, names)
    if problem is not None:
        return problem
    tight, loose = (_written(document, old, typed, names, joint) for joint in ("", " "))
    after = names_of(loose)
    rows = []
    for number, row in enumerate(document.rows, 1):
        choices = (tight.rows[number - 1], loose.rows[number - 1])
        wanted = read_row(row.text, names).statement
        fitting = [each for each in choices if _means(each, after, wanted, old, plain)]
        if not fitting:
            message = tr("in row {number} `{name}` stands for something else", number=number, name=typed)
            return Problem(0, len(typed), message, tr("Choose another name"))
        rows.append(fitting[0])
    return replace(document, rows=tuple(rows))


def _refused(document: Document, old: str, typed: str, plain: str, names: Names) -> Problem | None:
    """Why a name cannot take the place of another one."""
    whole = (0, len(typed))
    if not re.fullmatch(NAME, fold(typed)):
        return Problem(*whole, tr("a name is a letter or a word, with an index if need be: a, α, v_0"))
    others = defined_names(document)
    if old not in others:
        return Problem(*whole, tr("nothing is named `{name}`", name=old))
    probe = _PROBES.get(others[old].kind, "{name} = 1").format(name=typed)
    defined, problem = head(probe), read_row(probe, names).problem
    if problem is not None:
        return Problem(*whole, problem.message, problem.hint)
    if defined is None or defined.name != plain:
        message = tr("`{name}` has a meaning of its own and cannot be defined", name=typed)
        return Problem(*whole, message, tr("Choose another name"))
    for number, row in enumerate(document.rows, 1):
        message = _taken(row, number, old, typed, plain, names)
        if message:
            return Problem(*whole, message, tr("Choose another name"))
    return None


def _taken(row: Row, number: int, old: str, typed: str, plain: str, names: Names) -> str:
    """What a row has against a name; an empty text where it has nothing."""
    defined = head(row.text)
    if defined is not None and defined.name == plain:
        return tr("`{name}` is defined in row {number} already", name=typed, number=number)
    bound = defined is not None and plain in defined.parameters and bool(uses(row.text, old, names))
    if bound or uses(row.text, plain, names):
        return tr("in row {number} `{name}` stands for something else", number=number, name=typed)
    return ""


def _written(document: Document, old: str, typed: str, names: Names, joint: str) -> Document:
    """The document with the other name; `joint` keeps it apart from a letter that stands beside it."""
    rows = []
    for row in document.rows:
        text = row.text
        for start, end in reversed(uses(text, old, names)):
            before = joint if text[start - 1 : start].isalpha() and not _in_quotient(text, start) else ""
            after = joint if _PART_OF_A_WORD.match(text[end : end + 1]) else ""
            raised = "^" if text[start] in _RAISED else ""
            text = f"{text[:start]}{before}{raised}{typed}{after}{text[end:]}"
        rows.append(replace(row, text=text) if text != row.text else row)
    return replace(document, rows=tuple(rows))


def _in_quotient(text: str, start: int) -> bool:
    """Whether the letter before belongs to the name: the d of df/dx."""
    return text[start - 1 : start] == "d" and not text[start - 2 : start - 1].isalpha()


def _means(row: Row, names: Names, wanted: Statement | None, old: str, new: str) -> bool:
    """Whether a row reads as what is wanted, but for the name; one that could not be read is not asked."""
    if wanted is None:
        return True
    found = read_row(row.text, names).statement
    return found is not None and _without_places(found) == _without_places(_with_name(wanted, old, new))


def _without_places(statement: Statement) -> Statement:
    return replace(statement, places=()) if isinstance(statement, CommandRow) else statement


def _with_name(node: Any, old: str, new: str) -> Any:
    """A tree in which `old` is called `new`, but for variables that a definition binds."""
    if isinstance(node, FunctionRow | CurveRow) and node.variable == old:
        return node
    if isinstance(node, FieldRow | MapRow) and old in node.variables:
        return node
    if isinstance(node, CommandRow):
        named = tuple((label, _with_name(value, old, new)) for label, value in node.named)
        return replace(node, positional=_with_name(node.positional, old, new), named=named)
    if isinstance(node, tuple):
        return tuple(_with_name(each, old, new) for each in node)
    if not is_dataclass(node) or isinstance(node, type):
        return node
    return replace(node, **dict(_parts(node, old, new)))


def _parts(node: Any, old: str, new: str) -> Iterator[tuple[str, Any]]:
    """The fields of a node with the other name in them."""
    for each in fields(node):
        value = getattr(node, each.name)
        called = value == old and each.name == _CALLED.get(type(node))
        yield each.name, new if called else _with_name(value, old, new)
