"""Changes of a document row by row: each answers the changed document."""

from collections.abc import Collection
from dataclasses import replace

from calcviz.scene.document import Document, Row, distinct_style


def inserted(document: Document, after: int | None, text: str = "") -> tuple[Document, int]:
    """The document with a new row after that one (None: at the beginning), and the id of the new row."""
    rows = list(document.rows)
    place = 0 if after is None else [row.id for row in rows].index(after) + 1
    row = Row(document.next_id(), text, distinct_style(_next_color(document)))
    rows.insert(place, row)
    return replace(document, rows=tuple(rows)), row.id


def removed(document: Document, row_ids: Collection[int]) -> Document:
    """The document without those rows; one empty row is left where none would be."""
    rows = tuple(row for row in document.rows if row.id not in row_ids)
    return replace(document, rows=rows or (Row(document.next_id()),))


def moved(document: Document, row_id: int, to: int) -> Document:
    """The document in which a row stands at that index."""
    rows = [row for row in document.rows if row.id != row_id]
    rows.insert(to, document.row(row_id))
    return document if tuple(rows) == document.rows else replace(document, rows=tuple(rows))


def _next_color(document: Document) -> int:
    """The first colour of the palette that no row with a picture has."""
    used = {row.style.color for row in document.rows if row.text.strip()}
    return next(color for color in range(len(used) + 1) if color not in used)
