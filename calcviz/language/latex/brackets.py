"""What stands in brackets, bars, braces and environments."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from calcviz.language.latex import scripts
from calcviz.language.latex.commands import (
    CONDITIONAL,
    LISTS_OF_CASES,
    LOGIC,
    MATRICES,
    OTHERWISE,
    POINTS,
    RELATIONS,
)
from calcviz.language.latex.parts import Part, at, call, condition, quotient
from calcviz.language.messages import tr
from calcviz.language.reading.cursor import refuse
from calcviz.language.tightness import RESTRICTED

if TYPE_CHECKING:
    from calcviz.language.latex.translator import Translator

_CLOSER = {"(": ")", "[": "]", "\\{": "\\}", "{": "}", "⌊": "⌋", "⌈": "⌉", "begin": "end"}


def bracket(reader: "Translator") -> Part:
    """(…), […] or \\{…\\}: a value, a condition, a tuple or a list; \\left\\{ before cases is no bracket."""
    opener = reader.advance()
    if opener.kind == "\\{" and reader.now.kind == "begin" and reader.now.text in LISTS_OF_CASES:
        found = cases(reader)
        reader.take("\\}")
        return found
    with reader.deeper():
        items = listed(reader)
        reader.close(_CLOSER[opener.kind], opener)
    if opener.kind == "[" and len(items) > 1:
        return Part(f"[{', '.join(items)}]")
    return Part(f"({', '.join(items)})", kind="bracket")


def listed(reader: "Translator") -> list[str]:
    """Values or conditions between commas."""
    items = [reader.expression().text]
    while reader.now.kind in (",", ";"):
        reader.advance()
        items.append(reader.expression().text)
    return items


def group(reader: "Translator") -> Part:
    """{…}: what stands in it; {a \\over b} is a fraction."""
    opener = reader.advance()
    with reader.deeper():
        found = reader.expression()
        word = reader.now.text
        if reader.now.kind == "command" and word in ("over", "choose"):
            reader.advance()
            below = reader.expression()
            found = quotient(found, below) if word == "over" else call("binomial", found, below)
        reader.close("}", opener)
    return found


def absolute(reader: "Translator") -> Part:
    """|…|, nested and side by side: a bar where a value should begin opens."""
    opener = reader.advance()
    with reader.deeper():
        reader.bars = 1
        inside = reader.value().text
        reader.close("|", opener)
    return Part(f"abs({inside})" if "|" in inside or "{" in inside else f"|{inside}|")


def step(reader: "Translator") -> Part:
    """⌊…⌋ and ⌈…⌉."""
    opener = reader.advance()
    with reader.deeper():
        inside = reader.value()
        reader.close(_CLOSER[opener.kind], opener)
    return call("floor" if opener.kind == "⌊" else "ceil", inside)


def root(reader: "Translator") -> Part:
    """√ before a value."""
    reader.advance()
    with reader.deeper():
        return call("sqrt", reader.argument())


def nabla(reader: "Translator") -> Part:
    """∇f: the gradient of a function, or of an expression in brackets."""
    sign = reader.advance()
    if reader.now.kind == "(":
        return Part(f"∇{bracket(reader).text}", kind="name")
    if reader.now.kind not in ("letter", "word"):
        reader.unknown(sign)
    return Part(f"∇{_function_name(reader)}", kind="name")


def partial(reader: "Translator") -> Part:
    """∂_x f, ∂_{xy} f: the derivative by the letters below, the first of them first."""
    sign = reader.advance()
    index = scripts.index_text(reader).strip("_{}") if reader.take("_") else ""
    if not index.isalpha() or reader.now.kind not in ("letter", "word"):
        reader.unknown(sign)
    order = f"^{len(index)}" if len(index) > 1 else ""
    below = "".join(f"∂{variable}" for variable in reversed(index))
    return Part(f"∂{order}{_function_name(reader)}/{below}", kind="name")


def _function_name(reader: "Translator") -> str:
    """A letter or a word with its index; a text of other signs is no name."""
    if reader.now.kind == "word" and not reader.now.text.isalnum():
        reader.unknown(reader.now)
    name = reader.advance().text
    return name + scripts.index_text(reader) if reader.take("_") else name


def holds_condition(reader: "Translator") -> bool:
    """Whether a relation or a word between conditions stands in the bracket that opens here, not deeper."""
    level = 0
    for lexeme in reader.lexemes[reader.at :]:
        if lexeme.kind in _CLOSER:
            level += 1
        elif lexeme.kind in _CLOSER.values():
            level -= 1
            if level == 0:
                return False
        elif level == 1 and (lexeme.kind in RELATIONS or lexeme.text.lower() in LOGIC):
            return True
    return False


def environment(reader: "Translator") -> Part:
    """Cases, or a matrix of one row or column, which is a point."""
    now = reader.now
    if now.text in MATRICES:
        return vector(reader)
    if now.text in LISTS_OF_CASES:
        return cases(reader)
    reader.unknown(now)


def vector(reader: "Translator") -> Part:
    """A column or a row as a point: (1, 2)."""
    opener = reader.advance()
    rows: list[list[str]] = [[]]
    with reader.deeper():
        while True:
            rows[-1].append(reader.value().text)
            if reader.take("row") and reader.now.kind != "end":
                rows.append([])
            elif not reader.take("&"):
                break
        reader.close("end", opener)
    if len(rows) > 1 and max(map(len, rows)) > 1:
        reader.unknown(opener)
    return Part(f"({', '.join(item for row in rows for item in row)})", kind="bracket")


def cases(reader: "Translator") -> Part:
    """Values with their conditions: {x < 0: -x, otherwise: x}."""
    opener = reader.advance()
    branches: list[str] = []
    with reader.deeper():
        while reader.now.kind != "end":
            branches.append(branch(reader))
            if not reader.take("row"):
                break
        reader.close("end", opener)
    if not branches:
        refuse(opener.start, opener.end, tr("a number or name is missing"))
    return Part(f"{{{', '.join(branches)}}}")


def branch(reader: "Translator") -> str:
    """One line of cases: a value, then its condition; without one it holds otherwise."""
    value = at(reader.value(), RESTRICTED)
    _skip(reader, POINTS | {"&"})
    word = reader.now.text.lower().rstrip(".,: ") if reader.now.kind == "word" else ""
    if word in OTHERWISE:
        reader.advance()
        found = ""
    else:
        if word in CONDITIONAL:
            reader.advance()
            _skip(reader, {"&"})
        found = "" if reader.now.kind in ("row", "end") else reader.expression().text
    _skip(reader, POINTS)
    return f"{found or 'otherwise'}: {value}"


def _skip(reader: "Translator", kinds: frozenset[str] | set[str]) -> None:
    while reader.now.kind in kinds:
        reader.advance()


def interval(reader: "Translator", value: Part) -> Part:
    """What `x \\in` says: 0 <= x < 1 for [0, 1); nothing at all for the real numbers."""
    opener = reader.now
    if opener.kind == "command" and opener.text in ("mathbb", "R", "Reals"):
        reader.advance()
        reader.take("{")
        if opener.text == "mathbb" and not reader.take("letter", "R"):
            reader.unknown(opener)
        reader.take("}")
        return condition("")
    if opener.kind not in ("(", "[", "]"):
        reader.unexpected()
    reader.advance()
    with reader.deeper():
        low = reader.value().text
        if not (reader.take(",") or reader.take(";")):
            reader.unexpected()
        high = reader.value().text
    closer = reader.advance()
    if closer.kind not in (")", "]", "["):
        reader.at -= 1
        reader.close(")", opener)
    below = "" if low == "-∞" else f"{low} {'<=' if opener.kind == '[' else '<'} "
    above = "" if high in ("∞", "+∞") else f" {'<=' if closer.kind == ']' else '<'} {high}"
    return condition(f"{below}{at(value, RESTRICTED)}{above}" if below or above else "")


def group_or_nothing(reader: "Translator") -> Part:
    """{…} that is no argument: an empty one is nothing."""
    if reader.following().kind != "}":
        return group(reader)
    reader.advance()
    reader.advance()
    return reader.primary()


READINGS: dict[str, Callable[["Translator"], Part]] = {
    "(": bracket,
    "[": bracket,
    "\\{": bracket,
    "{": group_or_nothing,
    "|": absolute,
    "⌊": step,
    "⌈": step,
    "√": root,
    "∇": nabla,
    "∂": partial,
    "begin": environment,
}
"""How each sign that begins a value is read."""
