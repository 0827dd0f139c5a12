"""What stands in brackets: values, tuples, lists, bars, and braces with cases or a restriction."""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from calcviz.language.expression import (
    Call,
    Comparison,
    Expression,
    Logic,
    Piecewise,
    Sequence,
    Tuple,
)
from calcviz.language.messages import tr
from calcviz.language.reading.cursor import refuse

if TYPE_CHECKING:
    from calcviz.language.reader import Reader

T = TypeVar("T")
_NO_NUMBER = (Comparison, Logic, Tuple, Sequence)
Branch = tuple[Expression, Expression]


def within(reader: "Reader", closer: str, read: Callable[[], T]) -> T:
    """What `read` finds between the bracket that stands here and the one that closes it."""
    opener, bars, related = reader.now, reader.bars, reader.after_relation
    reader.enter()
    reader.advance()
    reader.bars, reader.after_relation = 0, False
    found = read()
    reader.close(closer, opener)
    reader.bars, reader.after_relation = bars, related
    reader.leave()
    return found


def items(reader: "Reader", closer: str) -> list[Expression]:
    """Values or conditions between commas, up to the closing bracket; the opening one stands here."""

    def read() -> list[Expression]:
        found: list[Expression] = []
        if reader.kind != closer:
            found.append(reader.expression())
            while reader.take(","):
                found.append(reader.expression())
        return found

    return within(reader, closer, read)


def bracket(reader: "Reader") -> Expression:
    """(…): a value, a condition, or a tuple."""
    start = reader.now.start
    found = items(reader, ")")
    if not found:
        closer = reader.previous
        message = tr("a number or name is missing before `{sign}`", sign=")")
        refuse(closer.start, closer.end, message)
    if len(found) == 1 and type(found[0]) not in _NO_NUMBER:
        return found[0]
    reader.mixed = True
    if len(found) == 1:
        return reader.record(found[0], start)
    reader.several = True
    return reader.record(Tuple(tuple(found)), start)


def listed(reader: "Reader") -> Expression:
    """[…]: a list."""
    start = reader.now.start
    reader.mixed = True
    return reader.record(Sequence(tuple(items(reader, "]"))), start)


def absolute(reader: "Reader") -> Expression:
    """|x|, nested and side by side: a bar where a value should begin opens."""
    opener, bars = reader.now, reader.bars
    reader.enter()
    reader.advance()
    reader.bars = bars + 1
    e = reader.value()
    reader.close("|", opener)
    reader.bars = bars
    reader.leave()
    return reader.record(Call("abs", (e,)), opener.start)


def restriction(reader: "Reader") -> Expression:
    """The condition in braces behind a value; several between commas are to hold together."""

    def read() -> Expression:
        found = [reader.condition()]
        while reader.take(","):
            found.append(reader.condition())
        return found[0] if len(found) == 1 else Logic("and", tuple(found))

    return within(reader, "}", read)


def restricted(e: Expression, condition: Expression) -> Expression:
    """e where a condition holds; of a point or a curve each component."""
    if isinstance(e, Tuple):
        return Tuple(tuple(Piecewise(((item, condition),)) for item in e.items))
    return Piecewise(((e, condition),))


def cases(reader: "Reader") -> Expression:
    """{condition: value, …, otherwise: value}."""
    start = reader.now.start
    branches, otherwise = within(reader, "}", lambda: _branches(reader))
    return reader.record(Piecewise(tuple(branches), otherwise), start)


def _branches(reader: "Reader") -> tuple[list[Branch], Expression | None]:
    """The branches (value, condition) and what holds otherwise, which may stand last without a word."""
    branches: list[Branch] = []
    while True:
        if reader.kind == "keyword" and reader.now.text in ("otherwise", "else"):
            reader.advance()
            if not reader.take(":"):
                refuse(reader.now.start, reader.now.end, tr("`:` is missing after `otherwise`"))
            return branches, reader.value()
        start = reader.now.start
        found = reader.expression()
        if isinstance(found, Comparison | Logic):
            if not reader.take(":"):
                refuse(
                    reader.now.start,
                    reader.now.end,
                    tr("`:` and a value are missing after the condition"),
                )
            branches.append((reader.value(), found))
        elif branches:
            return branches, found
        else:
            refuse(start, reader.previous.end, tr("a condition such as x > 0 is expected here"))
        if not reader.take(","):
            return branches, None
