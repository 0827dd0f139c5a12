"""Folders of rows: a note with the field `folder` and the rows below it that are `inside`."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from calcviz.scene.document import Document, Folder, Row


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for rows: before the row with that index, as members of the folder above or not."""

    index: int
    inside: bool = False


def is_folder(row: Row) -> bool:
    """Whether a row is the title of a folder."""
    return row.folder is not None and row.is_note


def folders(rows: Sequence[Row]) -> dict[int, Row]:
    """For each row that is a member, by its id, the title of its folder.

    Folders do not stand in one another; a row that is `inside` with no folder above it is no member.
    """
    found: dict[int, Row] = {}
    title: Row | None = None
    for row in rows:
        if is_folder(row):
            title = row
        elif row.inside and title is not None:
            found[row.id] = title
        else:
            title = None
    return found


def members(rows: Sequence[Row], folder_id: int) -> tuple[int, ...]:
    """The ids of the rows in a folder; none where that row is no folder."""
    return tuple(row_id for row_id, title in folders(rows).items() if title.id == folder_id)


def concealed(rows: Sequence[Row]) -> frozenset[int]:
    """The ids of the rows that a closed folder keeps out of the list."""
    return frozenset(row_id for row_id, title in folders(rows).items() if title.folder == "closed")


def with_members(rows: Sequence[Row], row_ids: Collection[int]) -> frozenset[int]:
    """The rows with the members of the folders among them."""
    titles = folders(rows)
    below = (row_id for row_id, title in titles.items() if title.id in row_ids)
    return frozenset(row_ids) | frozenset(below)


def slots(rows: Sequence[Row], *, for_folder: bool = False) -> list[Slot]:
    """Every place where rows can be put, from the first to the last; a folder never stands in another one.

    Behind the last member of an open folder there are two: as its member, and below it.
    """
    titles = folders(rows)
    answer = []
    for index in range(len(rows) + 1):
        title = _title_before(rows, titles, index)
        within = index < len(rows) and rows[index].id in titles
        if title is not None and title.folder == "open" and not for_folder:
            answer.append(Slot(index, inside=True))
        if not within:
            answer.append(Slot(index))
    return answer


def _title_before(rows: Sequence[Row], titles: dict[int, Row], index: int) -> Row | None:
    """The folder whose title or member stands before that index."""
    before = rows[index - 1] if index else None
    return before if before is None or is_folder(before) else titles.get(before.id)


def placed(document: Document, row_ids: Collection[int], slot: Slot) -> Document:
    """The document in which rows stand together at a slot of all its rows, or at the nearest that fits them.

    The members of a folder go with it.
    """
    moving = with_members(document.rows, row_ids)
    index = sum(row.id not in moving for row in document.rows[: slot.index])
    fitting = _slots_for(document, moving)
    return _put(document, moving, fitting[_nearest(fitting, Slot(index, slot.inside))])


def stepped(document: Document, row_ids: Collection[int], by: int) -> Document:
    """The document in which rows stand together one place higher (-1) or lower (1)."""
    moving, titles = with_members(document.rows, row_ids), folders(document.rows)
    places = [place for place, row in enumerate(document.rows) if row.id in moving]
    ends = [row for row in document.rows if row.id in moving and _is_loose(row, titles, moving)]
    end = places[0] if by < 0 else places[-1]
    index = sum(row.id not in moving for row in document.rows[:end])
    fitting = _slots_for(document, moving)
    now = _nearest(fitting, Slot(index, ends[0 if by < 0 else -1].id in titles))
    return _put(document, moving, fitting[min(max(now + by, 0), len(fitting) - 1)])


def _is_loose(row: Row, titles: dict[int, Row], moving: Collection[int]) -> bool:
    """Whether a row that moves does so by itself, not with its folder."""
    return row.id not in titles or titles[row.id].id not in moving


def _slots_for(document: Document, moving: Collection[int]) -> list[Slot]:
    """The slots between the rows that do not move."""
    rest = [row for row in document.rows if row.id not in moving]
    return slots(rest, for_folder=any(is_folder(row) for row in document.rows if row.id in moving))


def _put(document: Document, moving: Collection[int], slot: Slot) -> Document:
    """The document in which the rows that move stand at a slot between the others."""
    titles = folders(document.rows)
    rest = [row for row in document.rows if row.id not in moving]
    block = [row for row in document.rows if row.id in moving]
    put = [
        inside(row, slot.inside) if _is_loose(row, titles, moving) and not is_folder(row) else row
        for row in block
    ]
    return with_rows(document, (*rest[: slot.index], *put, *rest[slot.index :]))


def _nearest(fitting: Sequence[Slot], slot: Slot) -> int:
    distances = [(abs(each.index - slot.index), each.inside != slot.inside) for each in fitting]
    return distances.index(min(distances))


def folded(document: Document, folder_id: int, state: Folder) -> Document:
    """The document in which a folder is open or closed."""
    if document.row(folder_id).folder == state:
        return document
    return document.with_row(folder_id, lambda row: replace(row, folder=state))


def gathered(
    document: Document, row_ids: Collection[int], title: str, below: int | None = None
) -> tuple[Document, int]:
    """The document with those rows in a new folder, at the place of the first of them; the folder's id.

    Folders among them are taken apart: their members are members of the new one, their titles notes in it.
    Without rows the folder is empty and stands `below` a row (None: at the end).
    """
    chosen = with_members(document.rows, row_ids)
    ids = [row.id for row in document.rows]
    places = [place for place, row_id in enumerate(ids) if row_id in chosen]
    first = places[0] if places else ids.index(below) + 1 if below in ids else len(ids)
    folder = Row(document.next_id(), title, folder="open")
    block = [folder, *(replace(inside(r, True), folder=None) for r in document.rows if r.id in chosen)]
    rest = [row for row in document.rows if row.id not in chosen]
    free = [slot.index for slot in slots(rest, for_folder=True)]
    index = next(at for at in free if at >= first)
    return with_rows(document, (*rest[:index], *block, *rest[index:])), folder.id


def taken_in(document: Document, row_ids: Collection[int]) -> Document:
    """The document in which those rows belong to the folder right above them, where there is one."""
    rows, titles = list(document.rows), folders(document.rows)
    for place, row in enumerate(rows):
        title = _title_before(rows, titles, place)
        if row.id in row_ids and row.id not in titles and title is not None and not is_folder(row):
            rows[place] = inside(row, True)
            titles = folders(rows)
    return with_rows(document, rows)


def taken_out(document: Document, row_ids: Collection[int]) -> Document:
    """The document in which those members stand below their folder, in their order."""
    titles = folders(document.rows)
    for title_id in dict.fromkeys(title.id for row_id, title in titles.items() if row_id in row_ids):
        below = members(document.rows, title_id)
        leaving = [row_id for row_id in below if row_id in row_ids]
        end = 1 + [row.id for row in document.rows].index(below[-1])
        document = placed(document, leaving, Slot(end))
    return document


def inside(row: Row, wanted: bool) -> Row:
    """The row as a member of a folder, or as none."""
    return row if row.inside == wanted else replace(row, inside=wanted)


def with_rows(document: Document, rows: Iterable[Row]) -> Document:
    """The document with other rows; the same object where they are the same."""
    rows = tuple(rows)
    return document if rows == document.rows else replace(document, rows=rows)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a row stands in the list: a member, concealed by its closed folder, or the title of one.

    Of a title `count` is the number of its members and `any_shown` whether one of them is visible.
    """

    member: bool = False
    concealed: bool = False
    folder: Folder | None = None
    count: int = 0
    any_shown: bool = False


def standings(rows: Sequence[Row]) -> list[Standing]:
    """How each row stands in the list."""
    titles, below = folders(rows), dict[int, list[Row]]()
    if not titles and not any(is_folder(row) for row in rows):
        return [Standing()] * len(rows)
    for row in rows:
        if row.id in titles:
            below.setdefault(titles[row.id].id, []).append(row)
    return [_standing(row, titles, below.get(row.id, [])) for row in rows]


def _standing(row: Row, titles: dict[int, Row], below: list[Row]) -> Standing:
    if row.id in titles:
        return Standing(member=True, concealed=titles[row.id].folder == "closed")
    if is_folder(row):
        shown = any(each.visible for each in below)
        return Standing(folder=row.folder, count=len(below), any_shown=shown)
    return Standing()


def put_into(document: Document, row_ids: Collection[int], folder_id: int) -> Document:
    """The document in which rows are the last members of a folder; folders among them stay outside."""
    loose = {row.id for row in document.rows if row.id in row_ids and not is_folder(row)}
    state = document.row(folder_id).folder
    if not loose or state is None:
        return document
    document = folded(document, folder_id, "open")
    below = [row_id for row_id in members(document.rows, folder_id) if row_id not in loose]
    last = below[-1] if below else folder_id
    index = 1 + [row.id for row in document.rows].index(last)
    return folded(placed(document, loose, Slot(index, inside=True)), folder_id, state)
