"""Documents as files."""

import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.scene.document import Document, Row, Settings, Style, Viewport
from calcviz.scene.files import from_json, open_document, save_document, to_json

styles = st.builds(
    Style,
    color=st.one_of(st.integers(0, 99), st.from_regex(r"#[0-9a-f]{6}", fullmatch=True)),
    width=st.floats(0.5, 20),
    dash=st.sampled_from(["solid", "dash", "dot"]),
    opacity=st.floats(0, 1),
    asymptotes=st.booleans(),
)
texts = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=20).map(
    lambda t: " ".join(t.split())
)
unknown = st.dictionaries(st.text("xyz_", min_size=3, max_size=6), st.integers() | st.text("ab"), max_size=2)
rows = st.lists(st.tuples(texts, styles, st.booleans(), unknown), min_size=1, max_size=5)


@given(rows, unknown, st.booleans())
def test_what_is_saved_is_what_opens(found, more, natural):
    """A round trip keeps every field, the unknown ones too."""
    made = tuple(Row(k, *parts) for k, parts in enumerate(found, start=1))
    document = Document(made, Viewport(-3.0, 4.0, -2.0, 5.0), Settings(natural, {}), more)
    opened, remarks = from_json(to_json(document))
    assert opened == document
    assert not remarks
    assert [row.unknown for row in opened.rows] == [row.unknown for row in made]
    assert opened.unknown == more
    assert to_json(opened) == to_json(document)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ("text", "color", "visible", "width", "dash", "opacity", "asymptotes")
damaged_rows = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, json_values))


@given(st.lists(damaged_rows | json_values, max_size=4), json_values, json_values, json_values)
def test_a_damaged_document_opens_as_far_as_it_can(found, viewport, settings, version):
    """Whatever stands in the fields: no exception, and what opens can be saved and opened again."""
    whole = {
        "format": "calcviz",
        "version": version,
        "rows": found,
        "viewport": viewport,
        "settings": settings,
    }
    document, _ = from_json(json.dumps(whole))
    again, _ = from_json(to_json(document))
    assert again.rows == document.rows
    assert again.viewport == document.viewport


TEXTS = ("# 注释", "f(x) = 3x^2 - 4x", 'g(x) = "x', "tangent(f, 1)")
WHOLE = to_json(
    Document(tuple(Row(k, text) for k, text in enumerate(TEXTS, start=1)), Viewport(-3, 4, -2, 5))
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "f(x) = x",
        WHOLE[:40],
        "[]",
        "null",
        '{"format": "other", "rows": []}',
        "[" * 100_000,
        '{"rows": 3}',
    ],
)
def test_what_is_no_document_is_refused_in_a_sentence(text):
    """ValueError with words, never another exception."""
    with pytest.raises(ValueError, match=r"^this is no CalcViz document: it (is|does)"):
        from_json(text)


def test_a_newer_file_says_so_and_keeps_what_it_adds():
    """Unknown fields survive at every level."""
    text = json.dumps(
        {
            "format": "calcviz",
            "version": 9,
            "lights": True,
            "viewport": {"x": [-1, 1], "y": [-1, 1], "camera": [1, 2, 3]},
            "settings": {"log": "ln", "grid": "polar"},
            "rows": [{"text": "x", "color": 0, "glow": 3}],
        }
    )
    document, remarks = from_json(text)
    assert len(remarks) == 1
    saved = json.loads(to_json(document))
    assert saved["lights"] is True
    assert saved["settings"] == {"log": "ln", "grid": "polar"}
    assert saved["viewport"]["camera"] == [1, 2, 3]
    assert saved["rows"][0]["glow"] == 3


def test_a_row_that_is_no_row_is_named():
    """The other rows open."""
    text = json.dumps({"format": "calcviz", "version": 1, "rows": [{"text": "x"}, {"color": 3}, "y = x"]})
    document, remarks = from_json(text)
    assert [row.text for row in document.rows] == ["x", "y = x"]
    assert remarks == ["row 2 could not be read and was left out"]


def test_a_save_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    """The replacement is the last thing that happens."""
    path = tmp_path / "a.calcviz"
    save_document(Document((Row(1, "x"),)), path)
    before = path.read_bytes()

    def full_disk(_):
        raise OSError("no space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="no space"):
        save_document(Document((Row(1, "y"),)), path)
    assert path.read_bytes() == before
    assert [each.name for each in tmp_path.iterdir()] == ["a.calcviz"]


def test_a_saved_file_is_as_open_as_the_one_before(tmp_path):
    """Permissions are kept."""
    path = tmp_path / "a.calcviz"
    save_document(Document(), path)
    path.chmod(0o640)
    save_document(Document((Row(1, "x"),)), path)
    assert path.stat().st_mode & 0o777 == 0o640
    assert open_document(path)[0].rows[0].text == "x"


def test_a_file_that_is_no_text_is_refused(tmp_path):
    """Bytes of a picture, say."""
    path = tmp_path / "a.calcviz"
    path.write_bytes(b"\x89PNG\xff\xfe\x00")
    with pytest.raises(ValueError, match="UTF-8"):
        open_document(path)


@given(st.integers(WHOLE.encode().index(b"f(x)"), len(WHOLE.encode())))
def test_of_a_file_that_breaks_off_the_whole_rows_open(tmp_path_factory, length):
    """Wherever it was cut, in the middle of a character too."""
    path = tmp_path_factory.mktemp("cut") / "cut.calcviz"
    path.write_bytes(WHOLE.encode()[:length])
    document, remarks = open_document(path)
    texts = [row.text for row in document.rows]
    assert texts == list(TEXTS[: len(texts)])
    complete = (
        WHOLE.encode()[:length].decode("utf-8", "ignore").count("}") - 2
    )  # those of viewport and settings
    assert len(texts) >= min(complete, len(TEXTS))
    if length < len(WHOLE.encode()) - 2:
        said = "the file is damaged or ends in the middle; rows recovered: "
        assert remarks == [f"{said}{len(texts)}"]
    assert document.viewport.x_range == (-3, 4)


@given(st.integers(WHOLE.index("f(x)"), len(WHOLE) - 1), st.sampled_from('\0{}[]",x\n'))
def test_a_damaged_character_costs_one_row_at_most(place, sign):
    """What is around it is read."""
    damaged = WHOLE[:place] + sign + WHOLE[place + 1 :]
    document, remarks = from_json(damaged)
    kept = [text for text in TEXTS if text in [row.text for row in document.rows]]
    assert len(kept) >= len(TEXTS) - 2 or remarks


def test_a_damaged_row_leaves_the_others():
    """The row's text is kept where it is whole."""
    document, remarks = from_json(WHOLE.replace('"color": 0', '"color": ', 2))
    assert [row.text for row in document.rows] == list(TEXTS)
    assert remarks == ["the file is damaged or ends in the middle; rows recovered: 4"]


def test_rows_without_a_style_are_told_apart_and_solid_stays_solid():
    """Plain rows differ in colour or dash; what was saved solid is not dashed by its place."""
    plain = {"format": "calcviz", "version": 1, "rows": ["x"] * 20}
    rows = from_json(json.dumps(plain))[0].rows
    assert len({(row.style.color, row.style.dash) for row in rows}) == 20
    assert len({row.style.dash for row in rows}) > 1
    solid = Document(tuple(Row(k, "x", Style(color=k)) for k in range(1, 21)))
    assert from_json(to_json(solid))[0].rows == solid.rows


def test_what_was_saved_is_read_back(tmp_path, monkeypatch):
    """A disk that holds something else than was written is an error."""
    from calcviz.scene import files

    path = tmp_path / "a.calcviz"
    monkeypatch.setattr(files, "replace_file", lambda path, content: path.write_bytes(content[:-1]))
    with pytest.raises(OSError, match="something else"):
        save_document(Document((Row(1, "x"),)), path)


def test_axes_are_written_only_where_they_are_not_the_usual_ones():
    """And read again; what is damaged takes its default."""
    plain = json.loads(to_json(Document((Row(1, "x"),))))
    assert set(plain["viewport"]) == {"x", "y"}
    view = Viewport(0.1, 1e200, -1, 1, equal=False, x_scale="log", y_ticks="pi", grid="polar")
    text = to_json(Document((Row(1, "x"),), view))
    assert json.loads(text)["viewport"] == {
        "x": [0.1, 1e200], "y": [-1, 1], "equal": False, "x_scale": "log", "y_ticks": "pi", "grid": "polar",
    }  # fmt: skip
    document, remarks = from_json(text)
    assert not remarks
    assert document.viewport == view
    odd = json.loads(text)
    odd["viewport"] |= {"y_ticks": ["pi"], "grid": 7, "x_scale": None, "x": [0, 1]}
    assert from_json(json.dumps(odd))[0].viewport == Viewport(0, 1, -1, 1, equal=False)


@pytest.mark.parametrize("found", [[-10, 10], [0, 50], [-5, -1], [1e-310, 1], [1e-5, 1e305], ["a"]])
def test_a_logarithmic_axis_that_begins_too_low_is_repaired(found):
    """With a remark, to a range that can be drawn."""
    text = json.dumps({"format": "calcviz", "version": 1, "rows": [], "viewport": {
        "x": found, "y": [0, 1], "x_scale": "log", "y_scale": "log"}})  # fmt: skip
    document, remarks = from_json(text)
    view = document.viewport
    assert len(remarks) == 1
    assert (view.x_log, view.y_log) == (True, True)
    assert 1e-300 <= view.x_low < view.x_high <= 1e300
    assert 1e-300 <= view.y_low < view.y_high


def test_a_row_whose_title_was_retyped_survives_its_file():
    rows = (Row(1, "Kinks# Folder", folder="open"), Row(2, "x^2", inside=True), Row(3, "x"))
    written = to_json(Document(rows))
    assert to_json(from_json(written)[0]) == written
