"""What can be completed: names of the document, functions of the language, concepts; each with its help."""

from collections.abc import Mapping
from functools import cache

from calcviz.language.completing import Entry, call_entry
from calcviz.language.expression import Call, Name
from calcviz.language.messages import current_language
from calcviz.language.rows import head
from calcviz.language.typeset import latex
from calcviz.maths.functions.table import TABLE
from calcviz.scene.concept import REGISTER, SUBJECTS, Kind
from calcviz.scene.document import Document
from calcviz.ui.function_summaries import call_text, summaries
from calcviz.ui.sentences import capital
from calcviz.views.formula.formula import plain_text

NEEDED = (*SUBJECTS, "number", "place")
"""Kinds of arguments that are written in a call; the others can be left out."""

_FORMS = {
    "if": "if(condition, value, otherwise)",
    "diff": "diff(f(x), x, [n])",
    "integral": "integral(f(x), x, [a], [b])",
    "limit": "limit(f(x), x, a)",
    "sum": "sum(f(k), k, first, last)",
    "grad": "grad(g)",
    "jacobian": "jacobian(F)",
    "hessian": "hessian(g)",
    "solve": "solve(equation, x)",
    "series": "series(f(x), x, a, n)",
    "simplify": "simplify(f(x))",
    "steps": "steps(f'(x))",
}
"""How the words with a grammar of their own are called."""


def known_words() -> tuple[Entry, ...]:
    """Every function and every concept, with its arguments and one line about it, in the current language."""
    return _known_words(current_language())


@cache
def _known_words(language: str) -> tuple[Entry, ...]:
    said = summaries()
    functions = [
        call_entry(name, call_text(entry), said.get(name, ""))
        for name, entry in TABLE.items()
        if name in said
    ]
    forms = [call_entry(name, text, said[name]) for name, text in _FORMS.items()]
    concepts = [
        call_entry(kind.command, concept_call(kind), capital(kind.summary), "command")
        for kind in REGISTER.values()
    ]
    return (*functions, *forms, *concepts)


def concept_call(kind: Kind) -> str:
    """How a concept is called; what can be left out stands in square brackets: derivative(f, [order])."""
    names = [
        spec.name if spec.kind in NEEDED or spec.is_letter else f"[{spec.name}]"
        for spec in kind.fields
        if spec.kind != "choice" or spec.is_letter
    ]
    return f"{kind.command}({', '.join(names)})"


def document_names(document: Document, without: int | None) -> dict[str, str]:
    """What the rows of a document define, but for one row: each name, and the text of its row."""
    found: dict[str, str] = {}
    for row in document.rows:
        defined = head(row.text) if row.id != without else None
        if defined is not None:
            found.setdefault(defined.name, row.text.strip())
    return found


def signatures(names: Mapping[str, str]) -> dict[str, str]:
    """Every name that can be called, to its signature; `names` are those of the document."""
    own = {name: text.partition(")")[0] + ")" for name, text in names.items() if text.startswith(f"{name}(")}
    return {entry.label: entry.signature for entry in known_words()} | own


def arguments(signature: str) -> list[str]:
    """The arguments of a signature as they stand in it: f(x, [n]) has x and [n]."""
    inside = signature.partition("(")[2].removesuffix(")")
    parts, level = [""], 0
    for sign in inside:
        level += (sign in "([") - (sign in ")]")
        if sign == "," and level == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()]


@cache
def typeset_call(name: str) -> str:
    """A function of the language as it is typeset, where that is not how it is typed; else empty."""
    entry = TABLE.get(name)
    if entry is None:
        return ""
    given = [each.strip("[]") for each in arguments(call_text(entry)) if each != "…"]
    written = latex(Call(name, tuple(Name(each) for each in given)))
    return "" if plain_text(written, {}).replace(" ", "") == f"{name}({','.join(given)})" else written
