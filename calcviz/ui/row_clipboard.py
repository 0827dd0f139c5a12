"""Rows on the clipboard: a line of text for each, and beside it all that a document keeps of them."""

from collections.abc import Sequence

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from calcviz.language.latex.signs import looks_like_latex
from calcviz.language.normalising import normalised
from calcviz.scene.document import LONGEST_TEXT, Document, Row, one_line
from calcviz.scene.edits import lines
from calcviz.scene.files import MOST_ROWS, rows_from_json, rows_to_json

ROWS = "application/x-calcviz-rows+json"
"""The kind of our own content."""
LONGEST_PASTE = 100_000
"""Characters of a text from elsewhere that are taken; each line of it becomes a row."""


def copy_rows(rows: Sequence[Row]) -> None:
    """Put rows on the clipboard."""
    content = QMimeData()
    content.setText("\n".join(row.text for row in rows))
    content.setData(ROWS, rows_to_json(rows).encode())
    QGuiApplication.clipboard().setMimeData(content)


def own_rows() -> tuple[Row, ...]:
    """The rows that CalcViz put on the clipboard; none where something else is there."""
    content = QGuiApplication.clipboard().mimeData()
    if content is None or not content.hasFormat(ROWS):
        return ()
    return rows_from_json(bytes(content.data(ROWS).data()).decode("utf-8", "replace"))


def rows_on_clipboard(document: Document) -> tuple[Row, ...]:
    """Our own rows, else a row for each line of the text that is there; LaTeX is read."""
    rows = own_rows()
    if rows:
        return rows
    return lines(document, [one_line(line) for line in text_lines(QGuiApplication.clipboard().text())])


def text_lines(text: str, *, latex: bool = True) -> list[str]:
    """The rows to enter for a text; one that is longer than LONGEST_TEXT has a character more.

    A table of two columns of numbers is one row of points.
    """
    from calcviz.ui.importing import pasted_row  # what reads tables

    table = pasted_row(text)
    if table is not None:
        return [table]
    text = text[:LONGEST_PASTE]
    if latex and looks_like_latex(text):
        from calcviz.language.latex_reading import readable_rows  # a page of tables that few rows need

        found = readable_rows(text)
    else:
        found = [normalised(line[: LONGEST_TEXT + 1]) for line in text.splitlines()]
    return [line.strip() for line in found if line.strip()][:MOST_ROWS]


def asks_about(text: str) -> bool:
    """Whether a text is a table of which something is to be decided: which columns, which decimal sign."""
    if text.count("\n") < 1 or own_rows():
        return False
    from calcviz.language.columns import looks_like_table
    from calcviz.ui.importing import pasted_row

    return looks_like_table(text) and pasted_row(text) is None
