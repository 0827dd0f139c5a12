"""The session: preview, commit, undo, rows, files."""

import json

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from calcviz.scene.document import Document, Row, Viewport
from calcviz.session import Session


def session(*texts):
    """A session of rows."""
    return Session(Document(tuple(Row(k, text) for k, text in enumerate(texts, start=1))))


def texts(live):
    """The texts of the rows."""
    return [row.text for row in live.document.rows]


def test_a_drag_is_one_step_of_undo_and_has_a_name():
    """Many previews, one commit."""
    live = session("f(x) = x^2", "tangent(f, 1)")
    for k in range(20):
        live.preview_drag(2, "a", 1 + k / 80, 0)
    assert texts(live)[1] == "tangent(f, 1)"
    assert live.frame.rows[1].row.text == "tangent(f, 1.24)"
    live.commit()
    assert texts(live)[1] == "tangent(f, 1.24)"
    assert live.undo_title == "drag of a"
    live.undo()
    assert texts(live)[1] == "tangent(f, 1)"
    assert live.redo_title == "drag of a"
    live.redo()
    assert texts(live)[1] == "tangent(f, 1.24)"


def test_the_drag_of_a_point_is_called_by_its_name():
    """Not by its two coordinates."""
    live = session("P = (1, 2)")
    live.preview_drag(1, "point", 3, 4)
    live.commit()
    assert live.undo_title == "drag of P"


def test_a_drag_that_is_cancelled_leaves_no_trace():
    """Neither in the picture nor in the history."""
    live = session("f(x) = x^2", "tangent(f, 1)")
    before = live.frame.rows[1].drawing.readouts
    live.preview_drag(2, "a", 2, 0)
    assert live.frame.rows[1].drawing.readouts != before
    live.cancel()
    assert live.frame.rows[1].drawing.readouts == before
    assert live.undo_title is None


@pytest.mark.parametrize(
    ("row", "x", "y", "written"),
    [
        ("P = (1, 2)", 3, 4, "P = (3, 4)"),
        ("(1,2)", -3.5, 4, "(-3.5, 4)"),
        ("P = ( 1 , sqrt(4) )", 3, 4, "P = (3, 4)"),
        ("P＝（1，2）", 3, 4, "P＝（3， 4）"),
    ],
)
def test_a_point_is_written_back(row, x, y, written):
    """Into the coordinates, whatever their spelling."""
    live = session(row)
    live.preview_drag(1, "point", x, y)
    live.commit()
    assert texts(live)[0].replace(" ", "") == written.replace(" ", "")


def test_a_point_on_a_curve_drags_its_slider():
    """P = (a, f(a)) moves along f; the text of P stays."""
    live = session("f(x) = x^2", "a = 1", "P = (a, f(a))")
    live.preview_drag(3, "point", 2, 17)
    assert live.scene.numbers["a"] == 2
    point = live.frame.rows[2].drawing.handles[0]
    assert (point.x, point.y) == (2, 4)
    live.commit()
    assert texts(live) == ["f(x) = x^2", "a = 2", "P = (a, f(a))"]


def test_a_slider_keeps_its_range_and_step():
    """What is dragged beyond the end stops there."""
    live = session("a = 1.5 in [-5, 5] step 0.5", "f(x) = x^2", "tangent(f, a)")
    live.preview_drag(3, "a", 2.3, 0)
    live.commit()
    assert texts(live)[0] == "a = 2.5 in [-5, 5] step 0.5"
    live.preview_drag(3, "a", 99, 0)
    live.commit()
    assert texts(live)[0] == "a = 5 in [-5, 5] step 0.5"


def test_an_argument_that_is_not_written_is_added():
    """tangent(f) has its default; a drag writes it by name."""
    live = session("f(x) = x^2", "tangent(f)")
    live.preview_drag(2, "a", 3, 0)
    live.commit()
    assert texts(live)[1] == "tangent(f, a = 3)"
    live.preview_drag(2, "a", 4, 0)
    live.commit()
    assert texts(live)[1] == "tangent(f, a = 4)"


def test_two_arguments_of_a_row_are_written_together():
    """Places stay true when the first value grows longer."""
    live = session("secant(x^2, 1, h = 1)")
    live.preview_value(1, "a", 1.23456)
    live.preview_value(1, "h", 0.125)
    live.commit()
    assert texts(live) == ["secant(x^2, 1.23456, h = 0.125)"]
    live = session("secant(x^2)")
    live.preview_value(1, "h", 0.25)
    live.preview_value(1, "a", 2.0)
    live.commit()
    assert texts(live) == ["secant(x^2, h = 0.25, a = 2)"]


def test_an_argument_that_is_an_expression_stands_fast():
    """2a + 1 cannot be turned round."""
    live = session("f(x) = x^2", "a = 1", "tangent(f, 2a + 1)")
    live.preview_drag(3, "a", 9, 0)
    live.commit()
    assert texts(live) == ["f(x) = x^2", "a = 1", "tangent(f, 2a + 1)"]


def test_typing_is_one_step_for_a_row():
    """The whole run in that row; another row begins another step."""
    live = session("", "")
    for k in range(1, 4):
        live.edit(1, "x^2"[:k])
    live.edit(2, "x")
    live.undo()
    assert texts(live) == ["x^2", ""]
    live.undo()
    assert texts(live) == ["", ""]


def test_the_last_row_cannot_be_taken_away():
    """An empty one takes its place."""
    live = session("x", "y = x")
    live.remove([1, 2])
    assert texts(live) == [""]
    live.undo()
    assert texts(live) == ["x", "y = x"]


def test_what_was_saved_is_not_modified(tmp_path):
    """And undoing back to it is not either."""
    live = session("x^2")
    assert not live.modified
    live.edit(1, "x^3")
    assert live.modified
    live.save(tmp_path / "a.calcviz")
    assert not live.modified
    live.edit(1, "x^4")
    live.undo()
    assert not live.modified
    other = Session()
    assert other.open(tmp_path / "a.calcviz") == []
    assert texts(other) == ["x^3"]


def test_what_a_newer_version_said_of_the_view_survives_another_view(tmp_path):
    """The window looks elsewhere, with a viewport of its own; saving keeps what it does not know."""
    path = tmp_path / "newer.calcviz"
    view = {"x": [-1, 1], "y": [-1, 1], "camera": [1, 2, 3]}
    path.write_text(json.dumps({"format": "calcviz", "version": 9, "rows": ["x"], "viewport": view}))
    live = Session()
    live.open(path)
    live.set_viewport(Viewport(-2, 2, -2, 2, 400, 400))
    live.save()
    assert json.loads(path.read_text())["viewport"] == {"x": [-2, 2], "y": [-2, 2], "camera": [1, 2, 3]}


def test_listeners_are_called_once_for_each_change():
    """After the frame is new."""
    live = session("f(x) = x^2", "tangent(f, 1)")
    heard = []
    live.listeners.append(lambda: heard.append(live.frame.rows[1].drawing.readouts[0].value))
    live.preview_drag(2, "a", 2, 0)
    live.preview_drag(2, "a", 3, 0)
    live.commit()
    assert heard[:2] == [4, 6]
    assert len(heard) == 3


ROWS = [
    "f(x) = x^2",
    "a = 1",
    "tangent(f, a)",
    "tangent(f, 2)",
    "P = (a, f(a))",
    "x +",
    "g(x) = f(x) + a",
    "# note",
    "",
]


class Use(RuleBasedStateMachine):
    """Whatever is done to a session, undoing everything brings back the beginning."""

    @initialize()
    def begin(self):
        """Two rows."""
        self.live = session("f(x) = x^2", "tangent(f, 1)")
        self.first = self.live.document

    @rule(text=st.sampled_from(ROWS), data=st.data())
    def edit(self, text, data):
        """Type a whole row."""
        self.live.edit(data.draw(self.some_row()), text)

    @rule(text=st.sampled_from(ROWS), data=st.data())
    def insert(self, text, data):
        """Add a row."""
        self.live.insert(data.draw(self.some_row()), text)

    @rule(data=st.data())
    def remove(self, data):
        """Take a row away."""
        self.live.remove([data.draw(self.some_row())])

    @rule(data=st.data(), to=st.integers(0, 3))
    def move(self, data, to):
        """Put a row elsewhere."""
        self.live.move(data.draw(self.some_row()), to)

    @rule(data=st.data(), x=st.floats(-20, 20), end=st.booleans())
    def drag(self, data, x, end):
        """Take the first handle of a row, if it has one."""
        row = data.draw(self.some_row())
        for handle in self.live.frame.row(row).drawing.handles[:1]:
            self.live.preview_drag(row, handle.name, x, 1.0)
            (self.live.commit if end else self.live.cancel)()

    @rule()
    def undo(self):
        """One step back."""
        self.live.undo()

    @rule()
    def redo(self):
        """One step forward."""
        self.live.redo()

    def some_row(self):
        """The id of a row."""
        return st.sampled_from([row.id for row in self.live.document.rows])

    @invariant()
    def the_frame_is_that_of_the_document(self):
        """Ids are unique, and a fresh session of the same document says the same of each row."""
        rows = self.live.document.rows
        assert len({row.id for row in rows}) == len(rows)
        fresh = Session(self.live.document).frame.rows
        for old, new in zip(self.live.frame.rows, fresh, strict=True):
            assert (old.kind, old.problem, old.value, old.slider) == (
                new.kind,
                new.problem,
                new.value,
                new.slider,
            )
            if new.problem is None:
                assert old.drawing.readouts == new.drawing.readouts

    def teardown(self):
        """All the way back."""
        while self.live.undo_title is not None:
            self.live.undo()
        assert self.live.document is self.first


TestUse = Use.TestCase
TestUse.settings = settings(max_examples=25, stateful_step_count=15, deadline=None)


@pytest.mark.parametrize(
    "rows",
    [
        ("y＝x²",),
        ("f＝)", "f(x)＝x²", "f''(1)"),
        ("f=)", "f(x)=x^2", "f''(1)", "tangent(f, 1)"),
        ("derivative(x>1)",),
        ("tangent(x^2>1, 2)",),
        ("normal(0<x<2, 1)",),
        ("secant((1, 2), 1)",),
        ("tangent([1, 2], 1)",),
        ("a = 1", "a(x) = x", "a(2)"),
    ],
    ids=" ; ".join,
)
def test_odd_rows_are_rows_all_the_same(rows, caplog):
    """Each is read or has a problem; nothing else happens."""
    live = session(*rows)
    assert not caplog.records
    for row in live.frame.rows:
        assert row.problem is not None or row.kind != "problem"


def test_a_mistake_of_ours_costs_one_row_its_picture(monkeypatch, caplog):
    """It is logged, said, and the other rows stand."""
    live = session("x^2", "tangent(x^2, 1)")

    def fail(self, viewport):
        raise ZeroDivisionError

    monkeypatch.setattr(type(live.scene.items[1].concept), "draw", fail)
    live.edit(2, "tangent(x^2, 2)")
    assert live.frame.rows[1].reason == "this could not be drawn"
    assert live.frame.rows[0].drawing.primitives
    assert "could not be drawn" in caplog.text
    caplog.clear()


@pytest.mark.parametrize(
    ("row", "step"),
    [
        ("a = 1", 0.1),
        ("a = 1 in [-3, 3]", 0.05),
        ("a = 0 in [0, 1]", 0.01),
        ("a = 0 in [0, 250]", 2),
        ("a = 40", 1),
    ],
)
def test_the_step_of_a_slider_is_a_round_number(row, step):
    """About a hundredth of the range, where the text gives none."""
    assert session(row).frame.rows[0].slider.step == step


def test_a_file_that_another_program_wrote_is_known(tmp_path):
    """Opening and saving here is no such thing; a file that is gone is not either."""
    path = tmp_path / "a.calcviz"
    live = session("x")
    assert not live.overtaken
    live.save(path)
    assert not live.overtaken
    path.write_text(path.read_text().replace('"x"', '"x^2"'))
    assert live.overtaken
    live.open(path)
    assert not live.overtaken
    path.unlink()
    assert not live.overtaken


def test_recovered_changes_are_unsaved_changes(tmp_path):
    """They keep their path, and their file is not written over unasked where it is newer."""
    path = tmp_path / "a.calcviz"
    session("x").save(path)
    live = session("")
    live.recover(Document((Row(1, "x^2"),)), path)
    assert live.modified and live.path == path and texts(live) == ["x^2"]
    assert not live.overtaken and live.undo_title is None
    live.save()
    assert not live.modified
    live.recover(Document((Row(1, "x^2"),)), path, overtaken=True)
    assert live.overtaken
    live.recover(Document((Row(1, "x^3"),)), None)
    assert live.modified and not live.overtaken


def test_a_point_that_is_written_on_a_graph_stays_there():
    """Both places follow the drag, the sliders of the graph too, and never off its end."""
    live = session("b = 2", "g(x) = b sqrt(x)", "P = (1, g(1))", "Q=（4，g'( 4 )）")

    def at(row_id):
        handle = live.frame.row(row_id).drawing.handles[0]
        return handle.x, handle.y

    live.preview_drag(3, "point", 2.25, 50.0)
    assert at(3) == (2.25, 3.0)
    live.preview_value(1, "b", 4.0)
    assert at(3) == (2.25, 6.0)
    live.preview_drag(3, "point", -1.0, 50.0)
    assert at(3) == (2.25, 6.0)
    live.commit()
    assert live.document.row(3).text == "P = (2.25, g(2.25))"
    live.preview_drag(4, "point", 1.0, 50.0)
    live.commit()
    assert live.document.row(4).text == "Q=（1，g'( 1 )）"
    assert at(4) == (1.0, 2.0)
    live.undo()
    assert live.document.row(4).text == "Q=（4，g'( 4 )）"


@pytest.mark.parametrize(
    ("text", "handle", "nudged"),
    [
        ("gradient(g, (1, 1))", "P", "gradient(g, (1.1, 1.2))"),
        ("partials(g, (1, 1))", "a", "partials(g, (1.1, 1))"),  # a handle of a panel moves along its axis
        ("partials(g, (1, 1))", "b", "partials(g, (1, 1.1))"),
        ("directional(g, (1, 1), 0.5)", "angle", "directional(g, (1, 1), 0.65)"),
        ("jacobian_map(F, (1, 1), 0.5)", "size", "jacobian_map(F, (1, 1), 0.65)"),
        ("P = (1, 1, 3)", "point", "P = (1.1, 1.2, 3)"),  # a handle of space alone
    ],
)
def test_keys_move_handles_wherever_they_are_seen(text, handle, nudged):
    """One step to the right and two up, in the plane, in panels and in space."""
    live = session("g(x, y) = x^2 + y^2", "F(x, y) = (x y, x + y)", text)
    live.look_at_space(True)
    live.nudge(3, handle, 1.0, 0.0)
    live.nudge(3, handle, 0.0, 2.0)
    live.commit()
    assert live.document.row(3).text == nudged
    live.undo()
    assert live.document.row(3).text == text


def test_keys_keep_to_the_bounds_of_an_argument():
    live = session("F(x, y) = (x y, x + y)", "jacobian_map(F, (1, 1), 0.02)")
    live.nudge(2, "size", -1.0, 0.0)
    assert live.frame.row(2).parameters[-1].value == 0.001


def test_the_box_of_space_grows_with_a_slider_and_shrinks_when_it_is_let_go():
    """A surface is never cut to a bowl while it is pulled up, nor does its box jump back and forth."""
    live = Session(Document((Row(1, "g(x, y) = a (x^2 + y^2)"), Row(2, "a = 1"))))
    live.look_at_space(True)
    usual = live.frame.box.z_high
    live.preview_value(2, "a", 4.0)
    assert live.frame.box.z_high >= 4 * usual
    grown = live.frame.box
    live.preview_value(2, "a", 2.0)
    assert live.frame.box == grown
    live.commit()
    assert live.frame.box.z_high < grown.z_high


def test_axes_are_called_as_the_variable_of_all_that_is_drawn(tmp_path):
    live = session("s(t) = t^2", "linked(s, 1, motion)", "P = (1, s(1))", "a = 2")
    assert live.frame.viewport.names == ("t", "y")
    live.set_viewport(Viewport(0, 4, -1, 9))
    assert live.frame.viewport == live.viewport and live.viewport.names == ("t", "y")
    live.save(tmp_path / "a.calcviz")
    assert not live.modified
    for text in ("sin(x)", "x^2 + y^2 = 1", "(cos t, sin t)", "r = theta", "x = y^2"):
        live.edit(4, text)
        assert live.frame.viewport.names == ("x", "y"), text
    live.show(4, False)
    assert live.frame.viewport.names == ("t", "y")
    live.open(tmp_path / "a.calcviz")
    assert live.frame.viewport.names == ("t", "y")
