"""Changes of a document row by row: each answers the changed document."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from calcviz.scene.document import Document, Row, distinct_style
from calcviz.scene.folders import (
    Slot,
    folders,
    inside,
    is_folder,
    placed,
    slots,
    with_members,
    with_rows,
)


def inserted(
    document: Document, after: int | None, text: str = "", member: bool | None = None
) -> tuple[Document, int]:
    """The document with a new row after that one (None: at the beginning), and the id of the new row.

    Behind a member it is a member of the same folder, behind an open title its first one, unless `member`
    says otherwise; behind a closed folder it stands below all of it.
    """
    row = Row(document.next_id(), text, distinct_style(_next_color(document)))
    slot = _slot_after(document.rows, after, member)
    rows = (*document.rows[: slot.index], inside(row, slot.inside), *document.rows[slot.index :])
    return replace(document, rows=rows), row.id


def pasted(document: Document, after: int | None, rows: Sequence[Row]) -> tuple[Document, tuple[int, ...]]:
    """The document with copies of rows below that one, and the new ids in their order."""
    slot = _slot_after(document.rows, after, None)
    if any(is_folder(row) for row in rows):
        fitting = slots(document.rows, for_folder=True)
        slot = next(each for each in fitting if each.index >= slot.index)
    titles, first = folders(rows), document.next_id()
    made = tuple(
        replace(inside(row, row.id in titles or (slot.inside and not is_folder(row))), id=first + place)
        for place, row in enumerate(rows)
    )
    rows = (*document.rows[: slot.index], *made, *document.rows[slot.index :])
    return replace(document, rows=rows), tuple(row.id for row in made)


def copied(document: Document, row_ids: Collection[int]) -> tuple[Row, ...]:
    """The rows to copy for those chosen: a closed folder goes with its members."""
    wanted = _whole_where_closed(document, row_ids)
    return tuple(row for row in document.rows if row.id in wanted)


def lines(document: Document, texts: Sequence[str]) -> tuple[Row, ...]:
    """A row for each text, each in a colour of its own; to be pasted."""
    first = _next_color(document)
    return tuple(Row(place + 1, text, distinct_style(first + place)) for place, text in enumerate(texts))


def recoloured(document: Document, rows: Sequence[Row]) -> tuple[Row, ...]:
    """Copies of rows in colours that no row of the document has."""
    first = _next_color(document)
    return tuple(replace(row, style=replace(row.style, color=first + k)) for k, row in enumerate(rows))


def removed(document: Document, row_ids: Collection[int]) -> Document:
    """The document without those rows; one empty row is left where none would be.

    A closed folder goes with its members; those of an open one stay, as members of none.
    """
    gone = _whole_where_closed(document, row_ids)
    titles = folders(document.rows)
    left = (row for row in document.rows if row.id not in gone)
    rows = tuple(inside(row, False) if titles.get(row.id, row).id in gone else row for row in left)
    return replace(document, rows=rows or (Row(document.next_id()),))


def moved(document: Document, row_id: int, to: int) -> Document:
    """The document in which a row stands at that index."""
    moving = with_members(document.rows, [row_id])
    rest = [row for row in document.rows if row.id not in moving]
    before = rest[to].id if to < len(rest) else None
    at = len(document.rows) if before is None else [row.id for row in document.rows].index(before)
    within = before in folders(rest)
    return placed(document, [row_id], Slot(at, inside=within))


def changed(document: Document, row_ids: Collection[int], change: Callable[[Row], Row]) -> Document:
    """The document in which each of those rows is changed; the same where nothing changes."""
    return with_rows(document, (change(row) if row.id in row_ids else row for row in document.rows))


def shown(document: Document, row_ids: Collection[int], visible: bool) -> Document:
    """The document in which those rows are shown or hidden; a folder is with its members."""
    chosen = with_members(document.rows, row_ids)
    return changed(document, chosen, lambda row: replace(row, visible=visible))


def _whole_where_closed(document: Document, row_ids: Collection[int]) -> frozenset[int]:
    closed = [row.id for row in document.rows if row.id in row_ids and row.folder == "closed"]
    return frozenset(row_ids) | with_members(document.rows, closed)


def _slot_after(rows: Sequence[Row], after: int | None, member: bool | None) -> Slot:
    """Where a new row stands that comes after another."""
    if after is None:
        return Slot(0)
    index = [row.id for row in rows].index(after) + 1
    row, titles = rows[index - 1], folders(rows)
    title = row if is_folder(row) else titles.get(after)
    if title is None:
        return Slot(index)
    if title.folder == "closed" or member is False:
        return Slot(index + sum(titles.get(each.id) is title for each in rows[index:]))
    return Slot(index, inside=True)


def _next_color(document: Document) -> int:
    """The first colour of the palette that no row with a picture has."""
    used = {row.style.color for row in document.rows if row.text.strip()}
    return next(color for color in range(len(used) + 1) if color not in used)
