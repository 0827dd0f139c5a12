"""Products without a sign: whether what stands here multiplies the factor before it."""

from typing import TYPE_CHECKING

from calcviz.language.expression import Call, Comparison, Constant, Expression, Logic, Number, Tuple
from calcviz.language.messages import tr
from calcviz.language.problems import Hint
from calcviz.language.reading import words
from calcviz.language.reading.cursor import refuse
from calcviz.language.tokens import Lexeme

if TYPE_CHECKING:
    from calcviz.language.reader import Reader

STARTS = frozenset({"number", "name", "(", "|", "√", "∛", "⌊", "⌈", "{", "∂", "∇"})
"""The kinds of lexemes that a factor can begin with."""


def begins_factor(reader: "Reader", before: Expression) -> bool:
    """Whether what stands here multiplies the factor before it, without a sign between them."""
    kind = reader.kind
    if kind == "name" or kind == "(":
        if kind == "(" and type(before) is Tuple and _open_brackets(reader)[-1:] == ["["]:
            end = reader.now.end
            refuse(end - 1, end, tr("a comma is missing between two points"), words.did_you_mean("), ("))
        if type(before) is Call and before.function == "power":
            _note_short_exponent(reader, before)
        return True
    if kind == "|":
        if reader.bars:
            return False
        return not (
            reader.at_double_bar() and (reader.after_relation or isinstance(before, Comparison | Logic))
        )
    if kind == "{":
        return _braces_hold_cases(reader)
    if kind == "number":
        _check_number_behind(reader)
    return True


def _note_short_exponent(reader: "Reader", power: Call) -> None:
    """Remark on e^2x, which is (e^2)*x, when nothing but the looks could tell."""
    base, exponent = power.arguments
    before = reader.previous
    plain = type(exponent) is Number and before.kind == "number" and before.end == reader.now.start
    if plain and (type(base) is Number or base == Constant("e")):
        start, end = reader.spans.get(id(power), (before.start, before.end))
        read, typed = (
            reader.text[start:end],
            reader.text[before.start : before.end] + reader.shown(reader.now),
        )
        message = tr(
            "read as ({power})*{name}; write {base}^({exponent}) for the other",
            power=read,
            name=reader.shown(reader.now),
            base=read.partition("^")[0],
            exponent=typed,
        )
        if reader.kind == "name":
            reader.hints.append(Hint(start, reader.now.end, message))


def _check_number_behind(reader: "Reader") -> None:
    """Refuse a number right behind a number or a letter: 3..2, 2 3, θ2."""
    before, now = reader.previous, reader.now
    if before.kind == "number" and before.end == now.start:
        refuse(now.start, now.start + 1, tr("a number has only one decimal point"))
    bare = reader.at < 2 or reader.lexemes[reader.at - 2].kind != "^"
    if before.kind == "number" and bare and "[" in _open_brackets(reader):
        meant = words.did_you_mean(f"{before.text}, {now.text}")
        refuse(before.start, now.end, tr("a comma is missing between two numbers"), meant)
    if before.kind == "number" and bare:
        message = tr("a sign is missing between two numbers")
        refuse(before.start, now.end, message, words.did_you_mean(f"{before.text}*{now.text}"))
    if before.kind == "name" and before.end == now.start:
        words.refuse_digits(reader.shown(before), now.text, before.start, now.end)


def _open_brackets(reader: "Reader") -> list[str]:
    """The brackets that are open here, the innermost last."""
    found: list[str] = []
    for lexeme in reader.lexemes[: reader.at]:
        if lexeme.kind in ("(", "[", "{"):
            found.append(lexeme.kind)
        elif lexeme.kind in (")", "]", "}") and found:
            found.pop()
    return found


def _braces_hold_cases(reader: "Reader") -> bool:
    """Whether a colon stands in the braces that open here, outside of inner brackets."""
    if reader.cases is None:
        reader.cases = _braces_with_cases(reader.lexemes)
    return reader.now.start in reader.cases


def _braces_with_cases(lexemes: list[Lexeme]) -> set[int]:
    """The places of all braces that hold cases, found in one pass."""
    found: set[int] = set()
    open_brackets: list[Lexeme] = []
    for lexeme in lexemes:
        kind = lexeme.kind
        if kind in ("(", "[", "{"):
            open_brackets.append(lexeme)
        elif kind in (")", "]", "}") and open_brackets:
            open_brackets.pop()
        elif kind == ":" and open_brackets:
            found.add(open_brackets[-1].start)
    return found
