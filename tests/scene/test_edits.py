"""Edits of rows as laws: ids stay unique, order is kept, folders stay whole."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from calcviz.scene import edits, folders
from calcviz.scene.document import Document, Row
from calcviz.scene.files import from_json, rows_from_json, rows_to_json, to_json
from calcviz.scene.folders import Slot


def outline(*lines: str) -> Document:
    """A document from lines: "+ A" is an open folder, "- A" a closed one, "  a" a member."""
    rows = []
    for number, line in enumerate(lines, 1):
        state = {"+": "open", "-": "closed"}.get(line[0])
        text = f"# {line[2:]}" if state else line.strip()
        rows.append(Row(number, text, folder=state, inside=line.startswith("  ")))  # type: ignore[arg-type]
    return Document(tuple(rows))


def told(document: Document) -> list[str]:
    """The same lines from a document."""
    titles = folders.folders(document.rows)
    signs = {"open": "+ ", "closed": "- "}
    return [
        signs[row.folder or "open"] + row.text[2:]
        if folders.is_folder(row)
        else ("  " if row.id in titles else "") + row.text
        for row in document.rows
    ]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    kinds = draw(st.lists(st.sampled_from(["row", "member", "open", "closed"]), min_size=1, max_size=9))
    rows = []
    for number, kind in enumerate(kinds, 1):
        if kind in ("open", "closed"):
            rows.append(Row(number, f"# {number}", folder=kind))  # type: ignore[arg-type]
        else:
            rows.append(Row(number, f"x + {number}", inside=kind == "member"))
    titles = folders.folders(rows)
    return Document(tuple(replace(row, inside=row.id in titles) for row in rows))


def chosen(document: Document) -> st.SearchStrategy[set[int]]:
    return st.sets(st.sampled_from([row.id for row in document.rows]), min_size=1)


def is_whole(document: Document) -> bool:
    """Whether ids are unique and nobody is inside without a folder."""
    titles = folders.folders(document.rows)
    ids = [row.id for row in document.rows]
    return len(set(ids)) == len(ids) and all(row.inside == (row.id in titles) for row in document.rows)


def order(document: Document, among: set[int] | frozenset[int]) -> list[int]:
    return [row.id for row in document.rows if row.id in among]


@given(st.data())
def test_rows_that_move_keep_their_order_and_so_do_the_others(data: st.DataObject) -> None:
    document = data.draw(documents())
    some = data.draw(chosen(document))
    slot = Slot(data.draw(st.integers(0, len(document.rows))), data.draw(st.booleans()))
    by = data.draw(st.sampled_from([-1, 1]))
    moves: list[Callable[[Document], Document]] = [
        lambda d: folders.placed(d, some, slot),
        lambda d: folders.stepped(d, some, by),
        lambda d: folders.taken_out(d, some),
        lambda d: folders.taken_in(d, some),
    ]
    after = data.draw(st.sampled_from(moves))(document)
    moving = folders.with_members(document.rows, some)
    others = {row.id for row in document.rows} - moving
    assert is_whole(after)
    assert order(after, moving) == order(document, moving)
    assert order(after, others) == order(document, others)
    before, now = folders.folders(document.rows), folders.folders(after.rows)
    assert all(now.get(row_id) == before.get(row_id) for row_id in others)


@given(st.data())
def test_what_steps_down_steps_up_to_where_it_was(data: st.DataObject) -> None:
    document = data.draw(documents())
    one = data.draw(st.sampled_from([row.id for row in document.rows]))
    if one in folders.concealed(document.rows):
        return
    lower = folders.stepped(document, [one], 1)
    if lower is not document:
        assert folders.stepped(lower, [one], -1) == document


@given(st.data())
def test_what_is_removed_is_gone_and_the_rest_is_whole(data: st.DataObject) -> None:
    document = data.draw(documents())
    some = data.draw(chosen(document))
    after = edits.removed(document, some)
    assert is_whole(after) and after.rows
    assert not some & {row.id for row in after.rows if row.text}
    assert order(after, {row.id for row in document.rows}) == [
        row.id for row in document.rows if row.id in {left.id for left in after.rows}
    ]


@given(st.data())
def test_what_is_copied_and_pasted_is_the_same_with_new_ids(data: st.DataObject) -> None:
    document = data.draw(documents())
    some = data.draw(chosen(document))
    rows = rows_from_json(rows_to_json(edits.copied(document, some)))
    after = data.draw(st.sampled_from([None, *(row.id for row in document.rows)]))
    pasted, made = edits.pasted(document, after, rows)
    assert is_whole(pasted)
    assert set(made).isdisjoint(row.id for row in document.rows)
    assert [pasted.row(row_id).text for row_id in made] == [row.text for row in rows]
    assert [pasted.row(row_id).folder for row_id in made] == [row.folder for row in rows]
    before, now = folders.folders(document.rows), folders.folders(pasted.rows)
    assert all(now.get(row.id) == before.get(row.id) for row in document.rows)


@given(st.data())
def test_a_folder_from_a_selection_holds_it_and_nothing_else(data: st.DataObject) -> None:
    document = data.draw(documents())
    some = data.draw(chosen(document))
    after, folder = folders.gathered(document, some, "# Folder")
    wanted = folders.with_members(document.rows, some)
    assert set(folders.members(after.rows, folder)) == wanted
    assert len({row.id for row in after.rows}) == len(document.rows) + 1


@given(documents())
def test_folders_are_kept_in_files(document: Document) -> None:
    reopened, remarks = from_json(to_json(document))
    assert not remarks
    assert told(reopened) == told(document)


def test_a_file_without_folders_says_nothing_of_them() -> None:
    text = to_json(Document((Row(1, "x"), Row(2, "# a"))))
    assert "folder" not in text and "inside" not in text


def test_damaged_fields_of_folders_are_read_as_none() -> None:
    rows = '[{"text": "x", "inside": true}, {"text": "# a", "folder": 7}, {"text": "y", "inside": "yes"}]'
    found = rows_from_json(rows)
    assert [(row.folder, row.inside) for row in found] == [(None, False)] * 3
    assert rows_from_json("{") == rows_from_json("7") == ()


def test_a_title_that_is_no_note_any_more_is_no_folder() -> None:
    document = outline("+ A", "  a")
    document = document.with_row(1, lambda row: replace(row, text="x"))
    assert folders.folders(document.rows) == {}


def test_a_row_steps_into_an_open_folder_through_it_and_out() -> None:
    document = outline("p", "+ A", "  a", "q")
    seen = []
    for _ in range(5):
        document = folders.stepped(document, [1], 1)
        seen.append(told(document))
    assert seen == [
        ["+ A", "  p", "  a", "q"],
        ["+ A", "  a", "  p", "q"],
        ["+ A", "  a", "p", "q"],
        ["+ A", "  a", "q", "p"],
        ["+ A", "  a", "q", "p"],
    ]


def test_a_row_steps_over_a_closed_folder_and_a_folder_over_another() -> None:
    assert told(folders.stepped(outline("p", "- A", "  a", "q"), [1], 1)) == ["- A", "  a", "p", "q"]
    document = outline("+ A", "  a", "+ B", "  b")
    assert told(folders.stepped(document, [1], 1)) == ["+ B", "  b", "+ A", "  a"]


def test_new_rows_are_members_where_members_are() -> None:
    document = outline("+ A", "  a", "q")
    assert told(edits.inserted(document, 1, "n")[0]) == ["+ A", "  n", "  a", "q"]
    assert told(edits.inserted(document, 2, "n")[0]) == ["+ A", "  a", "  n", "q"]
    assert told(edits.inserted(document, 2, "n", member=False)[0]) == ["+ A", "  a", "n", "q"]
    assert told(edits.inserted(document, None, "n")[0]) == ["n", "+ A", "  a", "q"]
    assert told(edits.inserted(outline("- A", "  a", "q"), 1, "n")[0]) == ["- A", "  a", "n", "q"]


def test_an_open_folder_leaves_its_members_and_a_closed_one_takes_them_along() -> None:
    assert told(edits.removed(outline("+ A", "  a", "+ B", "  b"), [3])) == ["+ A", "  a", "b"]
    assert told(edits.removed(outline("- A", "  a", "q"), [1])) == ["q"]


def test_a_folder_is_never_put_into_another() -> None:
    document = outline("+ A", "  a", "  b", "+ C")
    assert told(folders.placed(document, [4], Slot(2, inside=True))) in (
        ["+ A", "  a", "  b", "+ C"],
        ["+ C", "+ A", "  a", "  b"],
    )
    rows = (Row(1, "# N", folder="open"),)
    assert told(edits.pasted(document, 2, rows)[0]) == ["+ A", "  a", "  b", "+ N", "+ C"]


def test_a_whole_folder_is_hidden_and_shown() -> None:
    document = edits.shown(outline("+ A", "  a", "q"), [1], False)
    assert [row.visible for row in document.rows] == [False, False, True]


def test_pasted_lines_have_colours_of_their_own() -> None:
    document = Document((Row(1, "x"),))
    rows = edits.lines(document, ["a", "b", "c"])
    assert len({row.style.color for row in rows} | {0}) == 4
