"""Concepts written like calls: tangent(f, a = 1)."""

from calcviz.language.expression import Expression, Name
from calcviz.language.messages import tr
from calcviz.language.reader import Reader
from calcviz.language.reading import calls, words
from calcviz.language.reading.cursor import refuse
from calcviz.language.reading.letters import CONSTANTS, is_letter
from calcviz.language.reading.limits import measure
from calcviz.language.statements import CommandRow, LaterRow, Statement


def read_command(reader: Reader) -> Statement:
    """A command with its arguments, positional ones first; raises Unreadable."""
    command, opener = reader.now, reader.following()
    reader.advance()
    reader.enter()
    reader.advance()
    positional: list[Expression] = []
    named: list[tuple[str, Expression]] = []
    places: list[tuple[int, int]] = []
    while reader.kind != ")" or positional or named:
        start = reader.now.start
        if reader.kind == "name" and reader.following().kind == "=":
            name = _argument_name(reader, [known for known, _ in named])
            start = reader.now.start
            named.append((name, _choice(reader) or _argument(reader, first=False)))
        else:
            if named and reader.kind not in ("end", ")"):
                message = tr("arguments without a name stand before those with a name")
                refuse(start, reader.now.end, message)
            choice = (
                _choice(reader) if positional and _worded(reader, command.text, len(positional)) else None
            )
            positional.append(choice or _argument(reader, first=not positional))
        places.append((start, reader.previous.end))
        if not reader.take(","):
            break
    reader.close(")", opener)
    reader.leave()
    reader.finish()
    reader.check_missing()
    for e, place in zip([*positional, *(value for _, value in named)], places, strict=True):
        if reader.mixed:
            reader.check_kinds(e)
        measure(e, reader.spans, place)
    if reader.later is not None:
        return LaterRow(reader.later)
    if command.text not in reader.names.commands:
        return LaterRow(command.text)
    return CommandRow(command.text, tuple(positional), tuple(named), tuple(places))


def _argument_name(reader: Reader, known: list[str]) -> str:
    """The name before `=`; raises Unreadable when it stands twice."""
    now = reader.now
    if now.text in known:
        refuse(now.start, now.end, tr("`{name}` is given twice", name=now.text))
    reader.advance()
    reader.advance()
    return now.text


def _worded(reader: Reader, command: str, place: int) -> bool:
    """Whether a word may stand at that place of a command, or what is written there is such a word."""
    names = reader.names
    return command in names.later or (command, place) in names.worded or reader.now.text in names.choices


def _choice(reader: Reader) -> Expression | None:
    """A word as a whole argument, one of those a command offers: rule = left. None where it has a meaning."""
    name = reader.now.text
    if reader.kind != "name" or is_letter(name) or reader.following().kind not in (",", ")"):
        return None
    if name in CONSTANTS or name in words.meanings(reader.names) or words.is_function(reader, name):
        return None
    reader.advance()
    return Name(name)


def _argument(reader: Reader, first: bool) -> Expression:
    """One argument: a function by its name, or anything that can be computed."""
    function = calls.whole_function(reader)
    if function is not None:
        return function
    now, after = reader.now, reader.following()
    if first and now.kind == "name" and after.kind in (",", ")", "prime") and is_letter(now.text):
        known = now.text in reader.variables or words.meanings(reader.names).get(now.text) == "number"
        if not known and now.text not in ("e", "i"):
            hint = tr("Define it in a row: {name}(x) = … or {name}(x, y) = …", name=reader.shown(now))
            refuse(now.start, now.end, words.nothing_named(reader.shown(now)), hint)
    return reader.expression()
