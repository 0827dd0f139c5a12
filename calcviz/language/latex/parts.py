"""Parts of a row with what is known of them, and how two of them stand side by side."""

from typing import Literal, NamedTuple

from calcviz.language.tightness import ATOM, NEGATED, POWER, PRODUCT, RELATION
from calcviz.language.vocabulary import SPELLINGS

_FUNCTIONS = frozenset("fghFGH")  # the letters that name functions wherever they stand
Kind = Literal["name", "number", "bracket", "fraction", "call", "applied", "condition", "other"]


class Part(NamedTuple):
    """A text of the language, how tightly it holds together, and what it is.

    What is "applied" is a name before a bracket: the names of the document decide whether it is a call or a
    product, x(x + 1), so what stands behind it is written behind it and nothing is drawn together.
    """

    text: str
    level: int = ATOM
    kind: Kind = "other"


def at(part: Part, level: int) -> str:
    """The part, in brackets unless it holds together at least that tightly."""
    return part.text if part.level >= level else f"({part.text})"


def unwrapped(part: Part) -> Part:
    """The part without brackets of its own, as an argument among others stands."""
    return Part(part.text[1:-1] if part.kind == "bracket" else part.text)


def call(name: str, *arguments: Part) -> Part:
    """A function with its arguments; an argument in brackets of its own needs no second pair."""
    if len(arguments) == 1 and arguments[0].kind == "bracket":
        return Part(name + arguments[0].text, ATOM, "call")
    return Part(f"{name}({', '.join(part.text for part in arguments)})", ATOM, "call")


def quotient(above: Part, below: Part) -> Part:
    """A fraction; one above another keeps its brackets."""
    top = f"({above.text})" if above.kind == "fraction" else at(above, PRODUCT)
    return Part(f"{top}/{at(below, POWER)}", PRODUCT, "fraction")


def negated(part: Part, sign: str = "-") -> Part:
    """Minus a part; or plus and minus it."""
    return Part(f"{sign}{at(part, PRODUCT)}", NEGATED)


def applied(name: Part, bracket: Part) -> Part:
    """A name with a bracket behind it."""
    stem = name.text.rstrip("'")
    function = (
        stem != name.text or stem in _FUNCTIONS or stem in SPELLINGS or stem.isalpha() and len(stem) > 1
    )
    if function and name.level == ATOM:
        return Part(name.text + bracket.text, ATOM, "call")
    return Part(name.text + bracket.text, PRODUCT, "applied")


def raised(base: Part, exponent: Part) -> Part:
    """A power."""
    if base.kind == "applied":
        return base._replace(text=f"{base.text}^{exponent_text(exponent)}")
    return Part(f"{at(base, ATOM)}^{exponent_text(exponent)}", POWER)


def exponent_text(exponent: Part) -> str:
    """An exponent: numbers and names as they are, everything else in brackets."""
    digits = exponent.text.removeprefix("-")
    bare = exponent.kind in ("number", "name", "bracket") or digits.isdecimal()
    return exponent.text if bare else f"({exponent.text})"


def condition(text: str) -> Part:
    """A condition."""
    return Part(text, RELATION, "condition")


def beside(left: str, last: Part, right: Part) -> str:
    """A product without a sign: `left` ends with the factor `last`; a star where the reader needs one."""
    written = right.text if right.kind == "applied" else at(right, POWER)
    first, before = written[0], left[-1]
    if first == "(":
        touching = last.kind == "name" or before == ")" or before.isdigit()
        return left + ("" if touching and right.kind == "bracket" else "*") + written
    if first.isdigit() or first in ".|{" or "e" in last.text and last.kind == "number":
        return f"{left}*{written}"
    tight = last.kind == "number" and right.kind != "call"
    return f"{left}{'' if tight else ' '}{written}"
