"""Tables that become rows of data: from a file, from what is dropped, from the clipboard."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from calcviz.language.columns import (
    Form,
    guessed,
    is_ambiguous,
    lines_of,
    looks_like_table,
    numeric_columns,
    points_of,
)
from calcviz.language.messages import tr
from calcviz.scene.point_rows import data_text

if TYPE_CHECKING:
    from calcviz.ui.background import Background
    from calcviz.ui.import_bar import ImportBar
    from calcviz.ui.window import Window

ENDINGS = (".csv", ".tsv", ".txt")
LARGEST = 64_000_000
"""Bytes of a file that is read."""
LARGEST_PASTE = 100_000
"""Characters of a table on the clipboard that becomes a row without being asked about."""


def pasted_row(text: str) -> str | None:
    """The row of a table from a spreadsheet; None where it is none, or where something is to be decided."""
    if len(text) > LARGEST_PASTE or not looks_like_table(text):
        return None
    lines = lines_of(text)
    form = guessed(lines)
    columns = numeric_columns(lines, form)
    if len(columns) != 2 or is_ambiguous(lines, form):
        return None
    found = points_of(lines, form, columns[0], columns[1])
    return None if found is None or found.lost else data_text(found.points)


class Importing:
    """The window's way from tables to rows; a bar above the rows shows beforehand what will become of one."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._waiting: list[Path] = []
        self._bar_now: ImportBar | None = None
        self._beside: Background | None = None

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {"import": self.ask}

    @property
    def busy(self) -> bool:
        """Whether something is still being read."""
        return self._beside is not None and self._beside.busy

    def ask(self) -> None:
        """Ask for a file with a table."""
        start = self._window.session.path or Path.home()
        endings = " ".join(f"*{ending}" for ending in ENDINGS)
        kinds = tr("Tables ({endings});;All files (*)", endings=endings)
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Import data"), str(start), kinds)
        if name:
            self.begin(Path(name))

    def begin(self, path: Path) -> None:
        """Show what is in a file; one after the other where there are several."""
        if self._bar_now is not None and self._bar_now is self._window.editing.finding.bar:
            self._waiting.append(path)
            return
        self._put_bar(path.name).read_file(path)

    def begin_text(self, text: str) -> None:
        """Show what is in a table on the clipboard."""
        self._put_bar(tr("clipboard")).read_text(text)

    def _put_bar(self, name: str) -> "ImportBar":
        from calcviz.ui.background import Background
        from calcviz.ui.import_bar import ImportBar

        if self._beside is None:
            self._beside = Background(self._window)
        bar = self._bar_now = ImportBar(self._window, name, self._beside)
        self._window.editing.finding.put(bar)
        bar.closed.connect(self._next)
        return bar

    def _next(self) -> None:
        self._bar_now = None
        if self._waiting:
            self.begin(self._waiting.pop(0))


def best_columns(lines: list[str], form: Form) -> tuple[int, int]:
    """The first two columns of numbers, else the first two."""
    found = [*numeric_columns(lines, form), 0, 1]
    first = found[0]
    return first, next((k for k in found[1:] if k != first), first + 1)
