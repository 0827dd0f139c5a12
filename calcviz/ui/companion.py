"""Who looks over the shoulder of the person who types."""

from typing import TYPE_CHECKING, Protocol

from PySide6.QtGui import QKeyEvent

if TYPE_CHECKING:
    from calcviz.ui.editor import Editor


class Companion(Protocol):
    """What an editor tells while someone writes in it."""

    def takes_key(self, editor: "Editor", event: QKeyEvent) -> bool:
        """Whether a key is for the companion and not for the editor; asked before anything else."""
        ...

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        ...

    def claims_key(self, editor: "Editor", event: QKeyEvent) -> bool:
        """Whether a key is for the companion even where it is the shortcut of a menu."""
        ...

    def typed(self, editor: "Editor") -> None:
        """The text changed by the keyboard."""
        ...

    def moved(self, editor: "Editor") -> None:
        """The cursor stands at another place."""
        ...

    def came(self, editor: "Editor") -> None:
        """The cursor came into this editor."""
        ...

    def brought_table(self, text: str) -> None:
        """A table was pasted of which something is to be decided."""
        ...

    def shortened(self, editor: "Editor") -> None:
        """More was pasted than a row can have."""
        ...

    def left(self, editor: "Editor") -> None:
        """The cursor left the editor, for good or for a menu."""
        ...
