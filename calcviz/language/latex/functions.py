"""Functions with their arguments: \\sin 2x, \\sin^2\\left(x\\right), \\log_2 8."""

import re
from typing import TYPE_CHECKING

from calcviz.language.latex import brackets, scripts
from calcviz.language.latex.parts import Part, at, beside, call, exponent_text, negated, unwrapped
from calcviz.language.tightness import ATOM, POWER, PRODUCT
from calcviz.language.vocabulary import SPELLINGS

if TYPE_CHECKING:
    from calcviz.language.latex.translator import Translator

_OTHER_NAMES = {"lg": "log", "arcctg": "acot", "sgn": "sign"}
_OPENERS = frozenset({"(", "[", "\\{"})


def known(name: str) -> str | None:
    """The word of the language for a function that LaTeX calls `name`."""
    name = _OTHER_NAMES.get(name, name)
    return name if name in SPELLINGS else None


def word(reader: "Translator") -> Part:
    """A function or a name of several letters."""
    now = reader.now
    name = known(now.text)
    if name is not None:
        reader.advance()
        return function(reader, name)
    if not re.fullmatch("[A-Za-z]+[0-9]*", now.text):
        reader.unknown(now)
    reader.advance()
    return Part(now.text, kind="name")


def function(reader: "Translator", name: str) -> Part:
    """A function of the language, from behind its name: exponent, base of a logarithm, primes, argument."""
    exponent, base, primes = _between(reader, name)
    argument = _argument(reader)
    if argument is None:
        if exponent is None and base is None:
            return Part(name + primes, kind="name")
        reader.missing()
    if base is not None:
        whole = call("log", unwrapped(argument), base)
        return whole if exponent is None else Part(f"{whole.text}^{exponent_text(exponent)}", POWER)
    if exponent is None:
        return call(name + primes, argument)
    bare = exponent.kind == "number" or exponent.text == "-1"
    shown = exponent.text if bare else f"({exponent.text})"
    return call(f"{name}^{shown}", argument)._replace(level=ATOM if exponent.text == "-1" else POWER)


def _between(reader: "Translator", name: str) -> tuple[Part | None, Part | None, str]:
    """What stands between a function and its argument: an exponent, the base of a logarithm, primes."""
    exponent: Part | None = None
    base: Part | None = None
    primes = ""
    while True:
        now = reader.now
        if now.kind == "_" and name == "log" and base is None:
            reader.advance()
            base = reader.argument()
        elif now.kind in ("^", "super") and exponent is None:
            found = scripts.exponent_of(reader, Part(name, kind="name"))
            if isinstance(found, int):
                primes += "'" * min(found, 21)
            else:
                exponent = found
        elif now.kind == "'":
            primes += reader.advance().text
        elif now.kind in ("_", "^", "super"):
            reader.unexpected()
        else:
            return exponent, None if base is not None and base.text == "10" else base, primes


def _argument(reader: "Translator") -> Part | None:
    """The argument in brackets, in braces, or without any; None where there is none."""
    if reader.now.kind in _OPENERS and not reader.restricted():
        return brackets.bracket(reader)
    if reader.now.kind == "{":
        return brackets.group(reader)
    after = reader.following().kind
    if reader.now.kind == "-" and after in ("number", "letter", "command", "{", "(", "word"):
        reader.advance()
        found = _argument(reader)
        return None if found is None else negated(found)
    return bare_argument(reader) if reader.begins_factor() else None


def bare_argument(reader: "Translator") -> Part:
    """What belongs to a function without brackets: factors side by side, up to a sign or a function."""
    last = reader.factor()
    text, alone = at(last, PRODUCT), last
    while reader.begins_factor() and not _at_function(reader):
        before, last = last, reader.factor()
        text = beside(text, before, last)
    return last if last is alone else Part(text, PRODUCT)


def _at_function(reader: "Translator") -> bool:
    """Whether a function stands here."""
    return reader.now.kind in ("word", "command") and known(reader.now.text) is not None
