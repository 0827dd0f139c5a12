"""A formula as one line of plain text: for a screen reader, a tooltip, a clipboard."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from calcviz.views.formula.boxes import plain
from calcviz.views.formula.nodes import (
    Accent,
    Classed,
    Fence,
    Fenced,
    Fraction,
    Line,
    Node,
    Operator,
    Root,
    Row,
    Scripts,
    Slot,
    Space,
    Styled,
    Symbol,
    Table,
    Text,
)
from calcviz.views.formula.symbols import PRIMES

_SUPERSCRIPTS = {ord(sign): small for sign, small in zip("0123456789+−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ")}
_SPACED = {"bin", "rel"}
_ALONE = re.compile(r"[\d.]+|\w|[^\w\s]|\([^()]*\)|(?: ?∂[⁰¹²³⁴-⁹]*\w?[⁰¹²³⁴-⁹]*)+")


def reading(node: Node, values: Mapping[str, str] | None = None) -> str:
    """Return plain text, e.g. `f′(a) = (f(b) − f(a))/(b − a)`; `values` stand in the slots."""
    return " ".join(_said(node, values or {}).split())


def _said(node: Node, values: Mapping[str, str]) -> str:
    match node:
        case Row(items):
            return _row(items, values)
        case Symbol(text, kind):
            said = "".join(plain(sign) if sign > "\U0001d3ff" or sign == "ℎ" else sign for sign in text)
            return f" {said} " if kind in _SPACED else f"{said} " if kind == "punct" else said
        case Operator(text):
            return f" {text} "
        case Text(text):
            return text
        case Space(width):
            return " " if width > 0 else ""
        case Slot(name):
            return values.get(name, "…").replace("-", "−")
        case Styled(_, inside) | Classed(inside, _):
            return _said(inside, values)
        case Line(inside, over):
            return ("‾" if over else "_") + _closed(_said(inside, values))
        case Accent(sign, inside):
            return unicodedata.normalize("NFC", _said(inside, values) + sign)
        case _:
            return _built(node, values)


def _built(node: Node, values: Mapping[str, str]) -> str:
    match node:
        case Fraction(top, bottom):
            return (
                f"{_closed(_said(top, values))}{'/' if node.rule else '; '}{_closed(_said(bottom, values))}"
            )
        case Root(inside, degree):
            index = "" if degree is None else _said(degree, values).strip()
            sign = {"": "√", "3": "∛", "4": "∜"}.get(index) or f"root[{index}]"
            return sign + _closed(_said(inside, values))
        case Fenced(signs, parts):
            said = [_said(part, values).strip() for part in parts]
            return "".join(sign + part for sign, part in zip(signs, [*said, ""]))
        case Fence(sign):
            return sign
        case Scripts():
            return _scripts(node, values)
        case Table(_, rows):
            return "; ".join(", ".join(_said(cell, values).strip() for cell in row) for row in rows)
    raise TypeError(node)


def _row(items: tuple[Node, ...], values: Mapping[str, str]) -> str:
    """A sign before its number is said without a space: −3, and not − 3."""
    text = ""
    before = "open"
    for item in items:
        said = _said(item, values)
        kind = item.kind if isinstance(item, Symbol) else "op" if isinstance(item, Operator) else "ord"
        sign = kind == "bin" and before not in ("ord", "close")
        text += said.strip() if sign else said
        before = "ord" if sign else kind
    return text


def _scripts(node: Scripts, values: Mapping[str, str]) -> str:
    base = _said(node.base, values).rstrip()
    lower = "" if node.lower is None else "_" + _closed(_said(node.lower, values))
    upper = "" if node.upper is None else _raised(_said(node.upper, values).strip())
    return f"{base}{lower}{upper}" + (" " if isinstance(node.base, Operator) else "")


def _raised(said: str) -> str:
    """A superscript: primes and small numbers as characters of their own, everything else behind a caret."""
    small = said.replace(" ", "").translate(_SUPERSCRIPTS)
    return small if set(small) <= {*_SUPERSCRIPTS.values(), *PRIMES} else "^" + _closed(said)


def _closed(said: str) -> str:
    """The text in parentheses unless it is one number, one letter, or closed already."""
    said = said.strip()
    return said if _ALONE.fullmatch(said) else f"({said})"
