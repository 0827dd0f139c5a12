"""A row's text as it will stand when what is dragged now is let go."""

import re

from calcviz.engine.frame import FrameRow, Parameter
from calcviz.language.notation import number_text
from calcviz.scene.concept import REGISTER

_LITERAL = re.compile(r"\s*[-−+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*")
_NAMED = re.compile(r"\s*(\w+)\s*[=＝]\s*")
_AFTER_EQUALS = re.compile(rf"([=＝])({_LITERAL.pattern})")
_OPENING, _CLOSING = "([{（［｛", ")]}）］｝"


def live_text(frame_row: FrameRow) -> str:
    """The text with every number of a drag that goes on written into it."""
    text = frame_row.row.text
    if frame_row.slider is not None:
        value = frame_row.slider.value
        return _AFTER_EQUALS.sub(lambda found: found[1] + _as_now(found[2], value), text, count=1)
    kind = REGISTER.get(frame_row.command or "")
    if kind is None or not frame_row.parameters:
        return text
    by_name = {each.spec.name: each for each in frame_row.parameters}
    return _with_arguments(text, [spec.name for spec in kind.fields], by_name)


def _with_arguments(text: str, names: list[str], by_name: dict[str, Parameter]) -> str:
    defined = _NAMED.match(text)
    start, end = text.find("(", defined.end() if defined else 0) + 1, text.rfind(")")
    if not 0 < start <= end:
        return text
    pieces = _pieces(text[start:end])
    for place, piece in enumerate(pieces):
        named = _NAMED.match(piece)
        name = named[1] if named else names[place] if place < len(names) else ""
        each = by_name.get(name)
        if each is None or not each.movable or not isinstance(each.value, int | float):
            continue
        head = named[0] if named else ""
        pieces[place] = head + _as_now(piece[len(head) :], float(each.value))
    return text[:start] + ",".join(pieces) + text[end:]


def _as_now(written: str, value: float) -> str:
    """The number in the place of a literal, with its spaces; what is no literal or says the same stays."""
    if not _LITERAL.fullmatch(written) or float(written.replace("−", "-")) == value:
        return written
    left = written[: len(written) - len(written.lstrip())]
    right = written[len(written.rstrip()) :]
    return left + number_text(value) + right


def _pieces(inside: str) -> list[str]:
    """The text between commas that stand in no bracket."""
    pieces, level, start = [], 0, 0
    for place, sign in enumerate(inside):
        if sign in _OPENING:
            level += 1
        elif sign in _CLOSING:
            level -= 1
        elif sign == "," and level == 0:
            pieces.append(inside[start:place])
            start = place + 1
    return [*pieces, inside[start:]]
