"""Finding a text in the rows, writing another in its place, and calling a thing by another name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from calcviz.language.messages import tr
from calcviz.scene.document import Document, Row

if TYPE_CHECKING:
    from calcviz.ui.find_bar import FindBar
    from calcviz.ui.import_bar import ImportBar
    from calcviz.ui.rename_bar import RenameBar
    from calcviz.ui.window import Window


@dataclass(frozen=True, slots=True)
class Match:
    """Where a text stands: the row and the place in its text."""

    row_id: int
    start: int
    end: int


def matches(rows: Sequence[Row], wanted: str) -> tuple[Match, ...]:
    """Every place of a text, none of which overlap; capitals count only where some are looked for."""
    exact = wanted != wanted.lower()
    found = []
    for row in rows if wanted else ():
        text = row.text if exact else _lower(row.text)
        start = text.find(wanted)
        while start >= 0:
            found.append(Match(row.id, start, start + len(wanted)))
            start = text.find(wanted, start + len(wanted))
    return tuple(found)


def _lower(text: str) -> str:
    """In small letters, every character in its place."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower()[:1] for c in text)


def replaced(document: Document, found: Sequence[Match], new: str) -> Document:
    """The document with another text in those places."""
    new = " ".join(new.splitlines())
    texts = {row.id: row.text for row in document.rows}
    for match in sorted(found, key=lambda each: each.start, reverse=True):
        text = texts[match.row_id]
        texts[match.row_id] = text[: match.start] + new + text[match.end :]
    rows = tuple(
        row if texts[row.id] == row.text else replace(row, text=texts[row.id]) for row in document.rows
    )
    return document if rows == document.rows else replace(document, rows=rows)


class Finding:
    """The bars above the rows of a window; one stands there at a time."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self.bar: FindBar | RenameBar | ImportBar | None = None

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {
            "find": lambda: self._find(replacing=False),
            "replace": lambda: self._find(replacing=True),
            "find_next": lambda: self._go(1),
            "find_previous": lambda: self._go(-1),
            "rename": self._rename,
        }

    def _find(self, *, replacing: bool) -> "FindBar":
        from calcviz.ui.find_bar import FindBar

        bar = self.bar
        if not isinstance(bar, FindBar) or bar.rows is not self._window.rows:
            self.close()
            bar = self.bar = FindBar(self._window.rows)
            bar.closed.connect(self.close)
        self._stand(bar)
        bar.begin(replacing=replacing)
        return bar

    def _go(self, by: int) -> None:
        from calcviz.ui.find_bar import FindBar

        if isinstance(self.bar, FindBar) and self.bar.rows is self._window.rows:
            self.bar.go(by)
        else:
            self._find(replacing=False)

    def _rename(self) -> None:
        from calcviz.ui.rename_bar import RenameBar

        self.close()
        bar = self.bar = RenameBar(self._window.rows)
        bar.closed.connect(self.close)
        bar.done.connect(self._window.tools.say)
        self._stand(bar)
        bar.begin()

    def put(self, bar: "ImportBar") -> None:
        """Let another bar take this place."""
        self.close()
        self.bar = bar
        bar.closed.connect(self.close)
        self._stand(bar)
        bar.begin()

    def _stand(self, bar: "FindBar | RenameBar | ImportBar") -> None:
        if not self._window.actions_by_name["rows_pane"].isChecked():
            self._window.actions_by_name["rows_pane"].setChecked(True)
        self._window.rows.stand_at_head(bar)

    def close(self) -> None:
        """Take the bar away; the keyboard goes back to the row."""
        bar, self.bar = self.bar, None
        if bar is None:
            return
        bar.end()
        rows = bar.rows
        if rows is self._window.rows:
            had_keyboard = bar.isAncestorOf(self._window.focusWidget() or self._window)
            bar.hide()
            rows.stand_at_head(None)
            if had_keyboard and rows.current is not None:
                rows.focus_row(rows.current)
        bar.deleteLater()


def counted(place: int, count: int) -> str:
    """Which of how many, in words."""
    if not count:
        return tr("nothing found")
    return tr("{number} of {count}", number=place + 1, count=count)
