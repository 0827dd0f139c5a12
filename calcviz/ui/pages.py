"""The dialogs and pages of the window, loaded when they are wanted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from calcviz.ui.window import Window


class Pages:
    """Opens what lies over the window."""

    def __init__(self, window: "Window") -> None:
        self._window = window

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {
            "export": self._export,
            "preferences": self._preferences,
            "shortcuts": lambda: self._help("shortcuts"),
            "language_page": lambda: self._help("language"),
            "about": self._about,
            "palette": self._palette,
        }

    def _export(self) -> None:
        from calcviz.ui.export_dialog import ExportDialog

        ExportDialog(self._window).exec()

    def _preferences(self) -> None:
        from calcviz.ui.preferences import Preferences

        Preferences(self._window).exec()

    def _help(self, page: str) -> None:
        from calcviz.ui.help_pages import show_page

        show_page(self._window, page)

    def _palette(self) -> None:
        from calcviz.ui.command_palette import CommandPalette

        CommandPalette(self._window)

    def _about(self) -> None:
        from calcviz.ui.help_pages import about

        about(self._window)
