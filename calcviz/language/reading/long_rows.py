"""Rows that are too long for formulas: data, when all coordinates are plain numbers."""

import re
from math import isfinite

from calcviz.language.messages import tr
from calcviz.language.problems import Problem
from calcviz.language.reading.limits import MAX_LENGTH, too_long
from calcviz.language.statements import ListRow
from calcviz.language.tokens import NAME, fold, plain_name

_NUMBER = r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_OPENING = re.compile(rf"\s*(?:({NAME})\s*=\s*)?\[\s*(?=\()")
_POINT = re.compile(rf"\(\s*({_NUMBER})\s*,\s*({_NUMBER})\s*(?:,\s*({_NUMBER})\s*)?\)\s*")
_NEXT = re.compile(r",\s*")
_END = re.compile(r"\]\s*\Z")
_MARKED = 40
"""Characters that are marked where reading stopped."""


def looks_like_points(text: str) -> bool:
    """Whether a row begins as data does: D = [(, or [( alone."""
    return _OPENING.match(fold(text[:MAX_LENGTH])) is not None


def read_points(text: str) -> ListRow | Problem:
    """The points of a row of any length, read one after the other; or what is wrong with it. Never raises."""
    plain = fold(text)
    opening = _OPENING.match(plain)
    if opening is None:
        return too_long(text)
    found: list[tuple[float, ...]] = []
    place = opening.end()
    while (match := _POINT.match(plain, place)) is not None:
        point = tuple(float(part) for part in match.groups() if part is not None)
        if not all(map(isfinite, point)):
            return Problem(*match.span(), tr("this number is too large to compute"))
        if found and len(point) != len(found[0]):
            return Problem(*match.span(), tr("all points of a list have as many coordinates"))
        found.append(point)
        place = match.end()
        if _END.match(plain, place):
            return ListRow(opening[1] and plain_name(opening[1]), (), tuple(found))
        step = _NEXT.match(plain, place)
        if step is None:
            break
        place = step.end()
    count = f"{MAX_LENGTH:,}"
    message = tr("beyond {count} characters only points (1, 2) with plain numbers are read", count=count)
    return Problem(min(place, len(text) - 1), min(place + _MARKED, len(text)), message)
