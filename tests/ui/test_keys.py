"""Which keys type."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from calcviz.ui.keys import typed_text

_Held = Qt.KeyboardModifier


@pytest.mark.parametrize(
    ("key", "held", "text", "typed"),
    [
        (Qt.Key.Key_A, _Held.NoModifier, "a", "a"),
        (Qt.Key.Key_A, _Held.ShiftModifier, "A", "A"),
        (Qt.Key.Key_Space, _Held.NoModifier, " ", " "),
        (Qt.Key.Key_A, _Held.ControlModifier, "a", ""),
        (Qt.Key.Key_A, _Held.AltModifier, "a", ""),
        (Qt.Key.Key_Return, _Held.NoModifier, "\r", ""),
        (Qt.Key.Key_Delete, _Held.NoModifier, "\x7f", ""),
        (Qt.Key.Key_F5, _Held.NoModifier, "", ""),
    ],
)
def test_only_what_is_read_is_typed(key: Qt.Key, held: Qt.KeyboardModifier, text: str, typed: str) -> None:
    assert typed_text(QKeyEvent(QEvent.Type.KeyPress, key, held, text)) == typed
