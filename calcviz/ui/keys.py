"""Keys that type, and keys that command."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

COMMANDING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def typed_text(event: QKeyEvent) -> str:
    """What a key types; empty where it commands, or does something else than to type."""
    text = event.text()
    return text if text.isprintable() and not event.modifiers() & COMMANDING else ""
