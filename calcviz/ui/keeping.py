"""A point that was read on the plane becomes a row."""

from collections.abc import Iterable
from math import isfinite
from string import ascii_uppercase
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence

from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.language.rows import head
from calcviz.ui.sentences import joined
from calcviz.views.reading import Reading

if TYPE_CHECKING:
    from calcviz.ui.window import Window

_LETTERS = "PQRSTUVWXYZ" + ascii_uppercase[: ascii_uppercase.index("P")]
DIGITS = 12
"""Significant digits of a landmark that is not known exactly."""
_OFF_THE_CURVE = frozenset(("hole", "jump"))
"""Where the point is a limit, not a value."""


def keep(window: "Window", reading: Reading) -> None:
    """Insert the point below the row of its curve, as one step of undo, and say how it is called."""
    if not isfinite(reading.y):
        return
    rows = window.session.document.rows
    name = free_name(row.text for row in rows)
    number = next((number for number, row in enumerate(rows, 1) if row.id == reading.row.row.id), 0)
    row_id = window.session.insert(reading.row.row.id, point_text(name, reading))
    window.rows.select(row_id)
    back = QKeySequence(QKeySequence.StandardKey.Undo).toString(QKeySequence.SequenceFormat.NativeText)
    said = tr("Kept as {name}; {keys} takes it back", name=name, keys=back or "Ctrl+Z")
    window.tools.say(joined([said + tr("."), tr("The curve is in row {number}.", number=number)]))


def point_text(name: str, reading: Reading) -> str:
    """The row of a point: exact where it is known, else by the name of its curve, else in decimals."""
    f = reading.row.function_text or "" if reading.row.members == 1 else ""  # of a family it has many values
    if reading.mark is None:
        x = number_text(reading.x)
        return f"{name} = ({x}, {_value(f, x, reading.y)})"
    landmark = reading.mark.best.landmark
    x = landmark.x_text or number_text(landmark.x, DIGITS)
    taken = _OFF_THE_CURVE.isdisjoint(reading.mark.kinds)
    y = landmark.y_text or _value(f if taken else "", x, landmark.y)
    return f"{name} = ({x}, {y})"


def coordinates_text(reading: Reading) -> str:
    """The coordinates to be pasted elsewhere: exact where they are known."""
    landmark = reading.mark.best.landmark if reading.mark else None
    x = (landmark and landmark.x_text) or number_text(reading.x, DIGITS)
    y = (landmark and landmark.y_text) or number_text(reading.y, DIGITS)
    return f"({x}, {y})"


def free_name(texts: Iterable[str]) -> str:
    """The first capital letter from P on that names no row; then P_1, P_2 …"""
    taken = {found.name for text in texts if (found := head(text)) is not None}
    free = next((letter for letter in _LETTERS if letter not in taken), None)
    if free is not None:
        return free
    number = 1
    while f"P_{number}" in taken:
        number += 1
    return f"P_{number}"


def _value(f: str, x: str, y: float) -> str:
    return f"{f}({x})" if f.isidentifier() else number_text(y, DIGITS)
