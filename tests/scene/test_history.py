"""Undo and redo."""

from hypothesis import given
from hypothesis import strategies as st

from calcviz.scene.document import Document, Row
from calcviz.scene.history import History


def document(text):
    """A document of one row."""
    return Document((Row(1, text),))


@given(st.lists(st.text(max_size=3), min_size=1, max_size=20))
def test_undoing_everything_and_redoing_it_comes_back(texts):
    """undo^n then redo^n is the identity, and each step on the way is what was there."""
    history = History.of(document(""))
    for text in texts:
        history = history.then(document(text), "change")
    last = history.now
    for text in reversed(["", *texts[:-1]]):
        history = history.undo()
        assert history.now.rows[0].text == text
    assert history.undo_title is None
    for _ in texts:
        history = history.redo()
    assert history.now is last
    assert history.redo_title is None


def test_a_change_after_undo_forgets_what_was_undone():
    """There is one road, not a tree."""
    history = History.of(document("")).then(document("a"), "a").undo().then(document("b"), "b")
    assert history.redo() == history
    assert history.undo().now.rows[0].text == ""


def test_a_run_of_changes_of_one_group_is_one_step():
    """Typing three letters is undone at once; settled ends the run."""
    history = History.of(document(""))
    for text in ("a", "ab", "abc"):
        history = history.then(document(text), "typing", ("typing", 1))
    assert history.undo().now.rows[0].text == ""
    history = history.settled().then(document("abcd"), "typing", ("typing", 1))
    assert history.undo().now.rows[0].text == "abc"


def test_titles_name_the_step():
    """The menu says what undo takes back and what redo brings."""
    history = History.of(document("")).then(document("a"), "drag of a")
    assert history.undo_title == "drag of a"
    assert history.undo().redo_title == "drag of a"
