"""How a document keeps the way in which space is looked at."""

from collections.abc import Mapping
from math import isfinite
from typing import Any, get_args

from calcviz.scene.document import Document, Layout, Space

_NUMBERS = ("azimuth", "elevation", "zoom")
_FIELDS = {"x", "y", "z", "perspective", "equal", "pan", *_NUMBERS}
FARTHEST = 1e12
"""The box lies within so much of the origin."""


def space_json(document: Document) -> dict[str, Any]:
    """The fields of a document on space; none where all is as usual."""
    space, usual = document.space, Space()
    answer: dict[str, Any] = {}
    for axis in "xy":
        if _ends(space, axis) != _ends(usual, axis):
            answer[axis] = list(_ends(space, axis))
    if space.z_low is not None or space.z_high is not None:
        answer["z"] = [space.z_low, space.z_high]
    for name in (*_NUMBERS, "perspective", "equal"):
        if getattr(space, name) != getattr(usual, name):
            answer[name] = getattr(space, name)
    if space.pan != usual.pan:
        answer["pan"] = list(space.pan)
    answer |= dict(space.unknown)
    given: dict[str, Any] = {"space": answer} if answer else {}
    return given if document.layout == "auto" else given | {"layout": document.layout}


def space_of(found: object) -> Space:
    """The space of a document's fields; what is missing or damaged is as usual."""
    if not isinstance(found, Mapping):
        return Space()
    given: dict[str, Any] = {"unknown": {k: value for k, value in found.items() if k not in _FIELDS}}
    for axis in "xy":
        ends = _numbers(found.get(axis), 2)
        if ends is not None and -FARTHEST <= ends[0] < ends[1] <= FARTHEST:
            given |= {f"{axis}_low": ends[0], f"{axis}_high": ends[1]}
    z = found.get("z")
    if isinstance(z, list) and len(z) == 2:
        low, high = (_number(each) for each in z)
        if low is None or high is None or low < high:
            given |= {"z_low": low, "z_high": high}
    for name in _NUMBERS:
        number = _number(found.get(name))
        if number is not None and (name != "zoom" or 0.01 <= number <= 100):
            given[name] = number
    pan = _numbers(found.get("pan"), 2)
    if pan is not None:
        given["pan"] = (pan[0], pan[1])
    perspective, equal = found.get("perspective") is not False, found.get("equal") is True
    return Space(**given, perspective=perspective, equal=equal)


def layout_of(found: object) -> Layout:
    """The layout of a document's field; "auto" for anything that is none."""
    return next((each for each in get_args(Layout) if each == found), "auto")


def _ends(space: Space, axis: str) -> tuple[float, float]:
    return getattr(space, f"{axis}_low"), getattr(space, f"{axis}_high")


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return float(value) if isfinite(value) and abs(value) <= FARTHEST else None
    except OverflowError:
        return None


def _numbers(found: object, count: int) -> list[float] | None:
    if not isinstance(found, list) or len(found) != count:
        return None
    numbers = [_number(each) for each in found]
    return [each for each in numbers if each is not None] if None not in numbers else None
