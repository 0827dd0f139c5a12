"""Numbers as they are set, and what stands raised or lowered behind a value."""

import re
from typing import TYPE_CHECKING

from calcviz.language.latex import brackets
from calcviz.language.latex.lexemes import Lexeme
from calcviz.language.latex.parts import Part, applied, at, raised
from calcviz.language.messages import tr
from calcviz.language.reading.cursor import refuse
from calcviz.language.tightness import ATOM, POWER

if TYPE_CHECKING:
    from calcviz.language.latex.translator import Translator

_MATRICES = {"J": "jacobian", "H": "hessian"}  # J_F, H_g; but J_n and H_n are Bessel's and Hermite's
_SIDES = {"+": "right", "-": "left"}


def number(reader: "Translator") -> Part:
    """A number, with the power of ten behind it: 1.5 \\cdot 10^{-7} is 1.5e-7."""
    now = reader.advance()
    digits = now.text.replace("\\,", "")
    if re.search(r"\{,\}[0-9]{3}$", digits):
        hint = tr("A decimal point is written `.`; thousands stand without a sign")
        refuse(now.start, now.end, tr("`{name}` can be read in two ways", name=now.text), hint)
    digits = digits.replace("{,}", ".")
    power = _power_of_ten(reader)
    return Part(digits if power is None else f"{digits}e{power}", kind="number")


def _power_of_ten(reader: "Translator") -> str | None:
    """The exponent of `\\cdot 10^{…}` where that stands here and is a whole number; steps over it."""
    kinds = [reader.following(steps) for steps in range(8)]
    if [part.kind for part in kinds[:3]] != ["*", "number", "^"] or kinds[1].text != "10":
        return None
    inner, steps = kinds[3:4], 4
    if kinds[3].kind == "{":
        end = next((at for at, part in enumerate(kinds) if part.kind == "}"), 0)
        inner, steps = kinds[4:end], end + 1
    written = "".join(part.text if part.kind == "number" else part.kind for part in inner)
    behind = reader.following(steps).kind
    if not re.fullmatch(r"-?[0-9]+", written) or (steps == 4 and len(written) > 1):
        return None
    if behind in ("^", "!", "'", "_", "super", "number"):
        return None
    reader.pass_over(steps)
    return written


def scripted(reader: "Translator", base: Part) -> Part:
    """A value with the primes, indices, exponents and factorials behind it."""
    exponent: Part | None = None
    while True:
        now = reader.now
        if now.kind == "'":
            base = _primed(reader, base, len(reader.advance().text))
        elif now.kind == "^" and _names_a_side(reader):
            return base
        elif now.kind in ("^", "super"):
            found = exponent_of(reader, base)
            if isinstance(found, int):
                base = _primed(reader, base, found, now)
            elif exponent is not None:
                refuse(now.start, now.end, tr("`{sign}` is not expected here", sign=reader.shown(now)))
            else:
                exponent = found
        elif now.kind == "_":
            base = _indexed(reader, base)
        elif now.kind == "(" and base.kind == "name" and exponent is None and not reader.restricted():
            base = applied(base, brackets.bracket(reader))
        elif now.kind == "!":
            base, exponent = _factorial(reader, raised(base, exponent) if exponent else base), None
        else:
            return raised(base, exponent) if exponent else base


def _names_a_side(reader: "Translator") -> bool:
    """Whether 0^+ stands in a limit; steps over it and remembers the side."""
    if not reader.approaching:
        return False
    braced = reader.following().kind == "{"
    sign = reader.following(2 if braced else 1).kind
    if sign not in _SIDES or (braced and reader.following(3).kind != "}"):
        return False
    reader.side = _SIDES[sign]
    reader.pass_over(4 if braced else 2)
    return True


def exponent_of(reader: "Translator", base: Part) -> Part | int:
    """What stands raised here: an exponent, or how many primes: f^{\\prime}, f^{(4)}(x)."""
    now = reader.advance()
    if now.kind == "super":
        return Part(now.text, kind="number" if now.text.isdecimal() else "name")
    if reader.now.kind == "command":
        if reader.now.text in ("circ", "degree"):
            reader.unknown(reader.now)
    if reader.now.kind == "'":
        return len(reader.advance().text)
    inside = _braced(reader)
    if inside and all(part.kind == "'" for part in inside):
        reader.pass_over(len(inside) + 2)
        return sum(len(part.text) for part in inside)
    order = inside[1] if [part.kind for part in inside] == ["(", "number", ")"] else None
    behind = reader.following(len(inside) + 2).kind
    if order is not None and base.kind in ("name", "call") and behind in ("(", "") and order.text.isdecimal():
        reader.pass_over(len(inside) + 2)
        return min(int(order.text[:4]), 999)
    if inside and inside[0].kind == "command" and inside[0].text in ("circ", "degree"):
        reader.unknown(inside[0])
    return reader.argument()


def _braced(reader: "Translator") -> list[Lexeme]:
    """The first few lexemes of the braces that open here, when they close soon."""
    if reader.now.kind != "{":
        return []
    ahead = [reader.following(steps) for steps in range(1, 8)]
    end = next((at for at, part in enumerate(ahead) if part.kind == "}"), None)
    return [] if end is None else ahead[:end]


def _primed(reader: "Translator", base: Part, count: int, place: Lexeme | None = None) -> Part:
    """A function with primes; nothing else can have them."""
    if base.kind != "name" or not 0 < count <= 20:
        where = place or reader.lexemes[reader.at - 1]
        message = tr("a prime stands only after the name of a function")
        refuse(where.start, where.end, message)
    return base._replace(text=base.text + "'" * count)


def _factorial(reader: "Translator", base: Part) -> Part:
    """n!, with a second sign refused."""
    sign = reader.advance()
    if reader.now.kind == "!":
        refuse(sign.start, reader.now.end, tr("`!!` is not read; (n!)! is written with brackets"))
    if base.kind == "applied":
        return base._replace(text=f"{base.text}!")
    return Part(f"{at(base, ATOM)}!", POWER)


def _indexed(reader: "Translator", base: Part) -> Part:
    """A name with its index: x_1, x_{max}, a_{12}."""
    sign = reader.advance()
    index = index_text(reader)
    if base.kind != "name" or not index or base.text.endswith("'") or not base.text[0].isalpha():
        end = reader.lexemes[reader.at - 1].end
        shown = reader.text[sign.start : end]
        refuse(sign.start, end, tr("the index `{index}` cannot be part of a name", index=shown))
    if base.text in _MATRICES and re.fullmatch("_[A-Za-hq-wΑ-Ωα-ω]", index):
        return base._replace(text=f"{_MATRICES[base.text]} {index[1:]}")
    return base._replace(text=f"{base.text}{index}")


def index_text(reader: "Translator") -> str:
    """The index that stands here, as names have it: _1, _max, _{1j}; "" for one that no name can have."""
    if reader.now.kind != "{":
        return f"_{part}" if (part := _index_part(reader.argument().text)) else ""
    parts: list[str] = []
    piece = ""
    opener = reader.advance()
    while reader.now.kind not in ("}", ""):
        now = reader.advance()
        if now.kind == ",":
            parts, piece = [*parts, piece], ""
        elif now.kind in ("letter", "number", "word", "command"):
            piece += now.text
        elif now.kind not in ("{", "}"):
            piece += "?"
    reader.close("}", opener)
    written = [_index_part(part) for part in [*parts, piece]]
    return "".join(f"_{part}" for part in written) if all(written) else ""


def _index_part(text: str) -> str:
    """One index in its shortest spelling; "" for one that has other signs than letters and digits."""
    if not re.fullmatch("[A-Za-z0-9]+", text):
        return ""
    return text if text.isdecimal() or text.isalpha() else f"{{{text}}}"
