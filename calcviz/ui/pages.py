"""The dialogs and pages of the window, loaded when they are wanted."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFrame

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
            "print": self._print,
            "copy_picture": lambda: self._copy("picture"),
            "copy_latex": lambda: self._copy("latex"),
            "copy_text": lambda: self._copy("text"),
            "preferences": self._preferences,
            "shortcuts": lambda: self._help("shortcuts"),
            "language_page": lambda: self._help("language"),
            "about": self._about,
            "welcome": lambda: self.lay("welcome"),
            "gallery": lambda: self.lay("gallery"),
            "palette": self._palette,
        }

    def lay(self, name: str) -> None:
        """Lay a sheet over rows and plane: "welcome" or "gallery"; one that lies there already stays."""
        if name in self._window.sheets.names():
            return
        if name == "welcome":
            from calcviz.ui.welcome import Welcome

            self._window.sheets.lay(Welcome(self._window))
        else:
            from calcviz.ui.gallery import Gallery

            self._window.sheets.lay(Gallery(self._window))

    def close_palette(self) -> None:
        """Take the palette away; where the window is not in front it did not go by itself."""
        for palette in self._window.findChildren(QFrame, "palette"):  # one that was closed may still be there
            palette.close()

    def _export(self) -> None:
        from calcviz.ui.export_dialog import ExportDialog

        _open(ExportDialog(self._window))

    def _print(self) -> None:
        from calcviz.ui.printing import PrintDialog

        _open(PrintDialog(self._window))

    def _copy(self, what: str) -> None:
        from calcviz.ui import clipboard

        copying = {
            "picture": clipboard.copy_picture,
            "latex": clipboard.copy_latex,
            "text": clipboard.copy_text,
        }
        copying[what](self._window)

    def _preferences(self) -> None:
        from calcviz.ui.preferences import Preferences

        asked = Preferences(self._window)
        asked.exec()
        asked.deleteLater()

    def _help(self, page: str) -> None:
        from calcviz.ui.help_pages import show_page

        show_page(self._window, page)

    def _palette(self) -> None:
        from calcviz.ui.command_palette import CommandPalette

        self.close_palette()
        CommandPalette(self._window)

    def _about(self) -> None:
        from calcviz.ui.help_pages import about

        about(self._window)


def _open(dialog: QDialog) -> None:
    """Open a dialog over its window, which goes on; it is gone when it is closed."""
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
