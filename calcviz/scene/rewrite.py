"""Writing dragged values back into the text of a row."""

import re
from collections.abc import Mapping

from calcviz.language.expression import Apply
from calcviz.language.notation import number_text
from calcviz.language.statements import (
    CommandRow,
    CurveRow,
    ListRow,
    NumberRow,
    PointRow,
    PolarRow,
    Statement,
)
from calcviz.scene.item import Binding
from calcviz.scene.ranged import with_range

_NUMBER = r"[-−－+]?\s*(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][-+]?\d+)?"
_AFTER_EQUALS = re.compile(rf"([=＝]\s*)({_NUMBER})")


Span = tuple[int, int]
Value = float | int | str


def with_values(text: str, statement: Statement, values: Mapping[str | int, Value]) -> str:
    """The row's text in which arguments have other values; the rest stays as it was typed.

    A key is the name of the number for a NumberRow, "x", "y" or "z" for a PointRow, and the name of a field
    for a CommandRow; there an int is the place of a positional argument. A named argument that is not
    written yet is added; of a ListRow an int is the place of an item. Of a CurveRow and a PolarRow "low" and
    "high" are the ends of the parameter.
    """
    written = {place: v if isinstance(v, str) else number_text(v) for place, v in values.items()}
    match statement:
        case NumberRow(name) if name in written:
            return _AFTER_EQUALS.sub(lambda found: found[1] + written[name], text, count=1)
        case PointRow():
            places = dict(zip("xyz", _coordinates(text), strict=False))
            if "y" not in written and on_a_graph(statement):
                places["y"] = _argument(text, places["y"])
                written["y"] = written["x"]
            return _replaced(text, {place: written.get(axis) for axis, place in places.items()})
        case CommandRow():
            spans = {place: statement.place_of(place) for place in written}
            text = _replaced(text, {span: written[place] for place, span in spans.items() if span})
            added = "".join(f", {place} = {written[place]}" for place, span in spans.items() if not span)
            closing = max(text.rfind(")"), text.rfind("）"))
            return text[:closing] + added + text[closing:]
        case ListRow():
            return _replaced(text, {span: written.get(k) for k, span in enumerate(_items(text))})
        case CurveRow() | PolarRow():
            return with_range(text, statement, written.get("low"), written.get("high"))
    return text


def pair_text(binding: Binding, values: tuple[float, ...]) -> str:
    """A point as it is written: its numbers, and the sliders among its coordinates by their names."""
    parts = binding.parts or (binding,) * len(values)
    written = (
        number_text(value) if part.literal else part.text for part, value in zip(parts, values, strict=True)
    )
    return f"({', '.join(written)})"


def on_a_graph(statement: PointRow) -> bool:
    """Whether the point is written (a, f(a)): what changes a changes both places."""
    return isinstance(statement.y, Apply) and statement.y.arguments == (statement.x,)


def _replaced(text: str, parts: Mapping[Span, str | None]) -> str:
    """The text with parts of it written anew, from the last to the first so that places stay true."""
    for (start, end), new in sorted(parts.items(), reverse=True):
        if new is not None:
            text = text[:start] + new + text[end:]
    return text


def _coordinates(text: str) -> list[Span]:
    """Where the coordinates of a point stand."""
    opening = max(text.rfind("=") + 1, text.rfind("＝") + 1)
    start = min(k for k in (text.find(mark, opening) for mark in "(（") if k >= 0) + 1
    end, spans = max(text.rfind(")"), text.rfind("）")), []
    while start <= end:
        comma = min(_top_level_comma(text, start), end)
        spans.append(_inner(text, start, comma))
        start = comma + 1
    return spans


def _items(text: str) -> list[Span]:
    """Where the items of a list stand."""
    start = min(k for k in (text.find(mark) for mark in "[［") if k >= 0) + 1
    end, spans = max(text.rfind("]"), text.rfind("］")), []
    while start < end:
        comma = min(_top_level_comma(text, start), end)
        spans.append(_inner(text, start, comma))
        start = comma + 1
    return spans


def _argument(text: str, place: Span) -> Span:
    """Where the argument of a call stands."""
    opening, closing = (max(text.rfind(mark, *place) for mark in marks) for marks in ("(（", ")）"))
    return _inner(text, opening + 1, closing)


def _inner(text: str, start: int, end: int) -> Span:
    """The same place without the spaces around it."""
    inside = text[start:end]
    return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())


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
