"""Commands with a grammar of their own: fractions, derivatives, roots, integrals, limits, sums."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, NoReturn

from calcviz.language.latex import functions
from calcviz.language.latex.lexemes import Lexeme
from calcviz.language.latex.parts import Part, call, quotient, unwrapped
from calcviz.language.messages import tr
from calcviz.language.reading.cursor import refuse
from calcviz.language.tightness import NEGATED, PRODUCT

if TYPE_CHECKING:
    from calcviz.language.latex.translator import Translator

_NAME = r"(?:[A-Za-zΑ-Ωα-ω]|[A-Za-z]{2,})(?:_[A-Za-z0-9]+)?"
_ABOVE = re.compile(rf"(?P<sign>[d∂])(?:\^(?P<order>[0-9]{{1,2}}))?(?P<name>{_NAME})?")
_BELOW = re.compile(rf"(?P<variable>{_NAME}?)(?:\^(?P<order>[0-9]{{1,2}}))?")


def command(reader: "Translator") -> Part:
    """What a command begins; raises Unreadable for one that CalcViz has no word for."""
    now = reader.now
    form = FORMS.get(now.text)
    if form is not None:
        reader.advance()
        return form(reader, now)
    name = functions.known(now.text)
    if name is None:
        reader.unknown(now)
    reader.advance()
    return functions.function(reader, name)


def fraction(reader: "Translator", start: Lexeme) -> Part:
    """\\frac{a}{b}, or the derivative that \\frac{d}{dx} stands for."""
    found = _derivative(reader)
    if found is not None:
        return found
    if not reader.integrals or reader.now.kind != "{":
        above = reader.argument()
        return quotient(above, reader.argument())
    above, variable = _above(reader)
    below = reader.argument()
    reader.differential = variable
    return quotient(above, below)


def _above(reader: "Translator") -> tuple[Part, str | None]:
    """What stands above a fraction in an integral, and the variable of a dx behind it."""
    opener = reader.advance()
    with reader.deeper():
        above = Part("1", kind="number") if reader.at_differential() else reader.expression()
        variable, reader.differential = reader.differential, None
        if reader.at_differential():
            variable = reader.take_differential()
        reader.close("}", opener)
    return above, variable


def _derivative(reader: "Translator") -> Part | None:
    """d/dx …, df/dx, ∂f/∂x; None where the fraction is another."""
    above, middle = _braces(reader, reader.at)
    below, end = _braces(reader, middle)
    top = _ABOVE.fullmatch(above)
    if top is None or not below.startswith(top["sign"]):
        return None
    sign, name, order = top["sign"], top["name"] or "", int(top["order"] or 1)
    variables = [_BELOW.fullmatch(part) for part in below[1:].split(sign)]
    if not all(part and part["variable"] for part in variables) or (sign == "d" and len(variables) > 1):
        return None
    if sum(int(part["order"] or 1) for part in variables if part) != order:
        return None
    reader.at = end
    power = f"^{order}" if order > 1 else ""
    if sign == "d" and name and reader.now.kind == "(" and order <= 20:
        return Part(name + "'" * order, kind="name")
    written = f"{sign}{power}{name}/{below}"
    if name:
        return Part(written, PRODUCT, "name")
    return Part(f"{written} {reader.product().text}", NEGATED)


def _braces(reader: "Translator", start: int) -> tuple[str, int]:
    """The text in the braces at a place, without inner braces, and the place behind them; "" for none."""
    if start >= len(reader.lexemes) or reader.lexemes[start].kind != "{":
        return "", start
    level = 0
    written: list[str] = []
    for place in range(start, min(start + 30, len(reader.lexemes))):
        lexeme = reader.lexemes[place]
        level += (lexeme.kind == "{") - (lexeme.kind == "}")
        if level == 0:
            return "".join(written), place + 1
        if lexeme.kind not in ("{", "}"):
            written.append(lexeme.text or lexeme.kind)
    return "", start


def square_root(reader: "Translator", start: Lexeme) -> Part:
    """\\sqrt{x}, \\sqrt[3]{x}, \\sqrt[n]{x}."""
    if reader.now.kind != "[":
        return call("sqrt", reader.argument())
    opener = reader.advance()
    with reader.deeper():
        order = reader.value()
        reader.close("]", opener)
    inside = reader.argument()
    if order.text == "3":
        return call("cbrt", inside)
    return call("root", unwrapped(inside), order)


def binomial(reader: "Translator", start: Lexeme) -> Part:
    """\\binom{n}{k}."""
    above = reader.argument()
    return call("binomial", above, reader.argument())


def integral(reader: "Translator", start: Lexeme) -> Part:
    """\\int_0^1 x^2 \\, dx."""
    low, high = _bounds(reader)
    reader.integrals += 1
    bars, reader.bars = reader.bars, 0
    body = Part("1") if reader.at_differential() else reader.value()
    reader.bars = bars
    variable, reader.differential = reader.differential, None
    if variable is None:
        if not reader.at_differential():
            message = tr("the integral has no dx")
            refuse(start.start, reader.now.start or start.end, message, tr("An integral ends with dx"))
        variable = reader.take_differential()
    reader.integrals -= 1
    if (low is None) != (high is None):
        refuse(start.start, start.end, tr("an integral has both bounds or none"))
    parts = [body, Part(variable), *(bound for bound in (low, high) if bound is not None)]
    return call("integral", *parts)


def _bounds(reader: "Translator") -> tuple[Part | None, Part | None]:
    """What stands below and above a sign, in either order."""
    found: dict[str, Part] = {}
    while reader.now.kind in ("_", "^") and reader.now.kind not in found:
        sign = reader.advance().kind
        found[sign] = reader.argument()
    return found.get("_"), found.get("^")


def series(reader: "Translator", start: Lexeme) -> Part:
    """\\sum_{k=1}^{10} k^2."""
    low: Part | None = None
    high: Part | None = None
    variable = ""
    while reader.now.kind in ("_", "^"):
        if reader.advance().kind == "^":
            high = reader.argument()
            continue
        opener = reader.now
        if not reader.take("{") or reader.now.kind != "letter" or reader.following().kind != "=":
            _refuse_bounds(reader, start)
        variable = reader.advance().text
        reader.advance()
        with reader.deeper():
            low = reader.value()
            reader.close("}", opener)
    if low is None or high is None:
        _refuse_bounds(reader, start)
    return call("sum", reader.product(), Part(variable), low, high)


def _refuse_bounds(reader: "Translator", start: Lexeme) -> NoReturn:
    refuse(
        start.start,
        reader.now.end,
        tr("the bounds of this sum cannot be read"),
        tr("They are written {example}", example=r"\sum_{k=1}^{10}"),
    )


def limit(reader: "Translator", start: Lexeme) -> Part:
    """\\lim_{x \\to 0^+} 1/x."""
    reader.take("_")
    opener = reader.now
    if not reader.take("{") or reader.now.kind != "letter" or reader.following().kind != "->":
        refuse(
            start.start,
            max(reader.now.end, start.end),
            tr("the place of this limit cannot be read"),
            tr("They are written {example}", example=r"\lim_{x \to 0}"),
        )
    variable = reader.advance().text
    reader.advance()
    outer, reader.approaching, reader.side = reader.approaching, True, None
    with reader.deeper():
        place = reader.value()
        reader.close("}", opener)
    reader.approaching = outer
    parts = [Part(variable), place]
    if reader.side is not None:
        parts.append(Part(reader.side))
    return call("limit", reader.product(), *parts)


Form = Callable[["Translator", Lexeme], Part]

FORMS: dict[str, Form] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac"), fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), binomial),
    "sqrt": square_root,
    "int": integral,
    "sum": series,
    "lim": limit,
}
"""How each command is read, from behind it."""
