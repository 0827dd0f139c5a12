"""Writing a dragged value back into the text of a row."""

import re

from calcviz.language.notation import number_text
from calcviz.language.statements import CommandRow, NumberRow, PointRow, Statement

_NUMBER = r"[-−－+]?\s*(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_AFTER_EQUALS = re.compile(rf"([=＝]\s*)({_NUMBER})")


def with_value(text: str, statement: Statement, argument: str | int, value: float | int | str) -> str:
    """The row's text in which that argument has that value; the rest stays as it was typed.

    `argument` is the name of the number for a NumberRow, "x" or "y" for a PointRow, and the name of a
    field for a CommandRow; there an int is the place of a positional argument. A named argument that is
    not written yet is added.
    """
    written = value if isinstance(value, str) else number_text(value)
    match statement:
        case NumberRow():
            return _AFTER_EQUALS.sub(lambda found: found[1] + written, text, count=1)
        case PointRow():
            return _with_coordinate(text, 0 if argument == "x" else 1, written)
        case CommandRow():
            return _with_argument(text, statement, argument, written)
    return text


def _with_coordinate(text: str, which: int, written: str) -> str:
    opening = max(text.rfind("=") + 1, text.rfind("＝") + 1)
    start = min(k for k in (text.find(mark, opening) for mark in "(（") if k >= 0) + 1
    comma = _top_level_comma(text, start)
    end = max(text.rfind(")"), text.rfind("）"))
    if which == 0:
        return text[:start] + written + text[comma:]
    return text[: comma + 1] + " " + written + text[end:]


def _top_level_comma(text: str, start: int) -> int:
    level = 0
    for k in range(start, len(text)):
        if text[k] in "([{（":
            level += 1
        elif text[k] in ")]}）":
            level -= 1
        elif text[k] in ",，" and level == 0:
            return k
    return len(text)


def _with_argument(text: str, statement: CommandRow, argument: str | int, written: str) -> str:
    names = [name for name, _ in statement.named]
    if isinstance(argument, int):
        start, end = statement.places[argument]
    elif argument in names:
        start, end = statement.places[len(statement.positional) + names.index(argument)]
        start += len(re.match(r"(\w+\s*[=＝]\s*)?", text[start:end])[0])  # type: ignore[index]
    else:
        closing = max(text.rfind(")"), text.rfind("）"))
        return f"{text[:closing]}, {argument} = {written}{text[closing:]}"
    return text[:start] + written + text[end:]
