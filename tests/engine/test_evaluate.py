"""What did not change is not drawn again."""

from collections import Counter
from dataclasses import replace

import pytest

from calcviz.maths.functions import special_values
from calcviz.scene.concept import REGISTER
from calcviz.scene.document import Document, Row, Style, Viewport
from calcviz.session import Session


def session(*texts):
    """A session of rows."""
    return Session(Document(tuple(Row(k, text) for k, text in enumerate(texts, start=1))))


@pytest.fixture
def drawn(monkeypatch):
    """How often each concept is drawn, by its command."""
    session()
    count = Counter()
    for command, kind in REGISTER.items():
        draw = kind.make.draw

        def counted(self, viewport, draw=draw, command=command):
            count[command] += 1
            return draw(self, viewport)

        monkeypatch.setattr(kind.make, "draw", counted)
    return count


def test_a_drag_draws_only_the_tangent(drawn):
    """f and its derivative stand still: they keep the same Drawing objects."""
    live = session("f(x) = 3x^2 - 4x", "derivative(f)", "tangent(f, 1)")
    before = live.frame.rows
    drawn.clear()
    for k in range(10):
        live.preview_drag(3, "a", 1 + k / 10, 0)
    assert drawn == {"tangent": 9}  # the first one is where it was
    assert live.frame.rows[0] is before[0]
    assert live.frame.rows[1] is before[1]


def test_a_slider_draws_only_what_depends_on_it(drawn):
    """Through other numbers and functions too."""
    live = session(
        "a = 1", "b = 2a", "f(x) = b x", "g(x) = f(x) + 1", "h(x) = x^3", "tangent(h, 1)", "tangent(g, 1)"
    )
    drawn.clear()
    live.preview_value(1, "a", 2.0)
    assert drawn == {"graph": 2, "tangent": 1}
    assert live.frame.rows[6].drawing.readouts[0].value == 4


def test_typing_in_one_row_draws_only_that_row(drawn):
    """And what uses it."""
    live = session("f(x) = x^2", "g(x) = x", "tangent(f, 1)")
    drawn.clear()
    live.edit(2, "g(x) = x + 1")
    assert drawn == {"graph": 1}
    live.edit(1, "f(x) = x^3")
    assert drawn == {"graph": 2, "tangent": 1}


def test_style_draws_nothing_anew(drawn):
    """A colour is the view's business."""
    live = session("f(x) = x^2")
    drawn.clear()
    live.restyle(1, Style(color=3))
    assert not drawn
    assert live.frame.rows[0].row.style.color == 3


def test_another_viewport_draws_everything(drawn):
    """The pieces of a curve belong to the range that was looked at."""
    live = session("f(x) = x^2", "tangent(f, 1)")
    drawn.clear()
    live.set_viewport(Viewport(-1, 1, -1, 1))
    assert drawn == {"graph": 1, "tangent": 1}


def test_the_last_good_picture_stays_faded():
    """While a row cannot be read, and it comes back."""
    live = session("f(x) = x^2")
    good = live.frame.rows[0].drawing
    live.edit(1, "f(x) = x^2 +")
    assert live.frame.rows[0].drawing is good
    assert live.frame.rows[0].faded
    assert live.frame.rows[0].problem is not None
    live.edit(1, "f(x) = x^2 + 1")
    assert not live.frame.rows[0].faded
    assert live.frame.rows[0].problem is None


class Elsewhere:
    """A background whose work is done when the test says so."""

    def __init__(self):
        self.queue = []

    def __call__(self, work, then):
        self.queue.append((work, then))

    def run(self):
        """Do what was asked for so far, and what follows it."""
        queue, self.queue = self.queue, []
        for work, then in queue:
            work()
            then()


LONG = " + ".join(f"sin({k} x)" for k in range(1, 40))


def test_a_long_formula_does_not_keep_the_frame_waiting(drawn):
    """It is drawn elsewhere; the row says that it waits, then shows what came."""
    live = session("f(x) = x^2", "g(x) = x")
    live.background = Elsewhere()
    live._prepared = True  # nothing else is done there
    drawn.clear()
    live.edit(2, f"g(x) = {LONG}")
    assert not drawn
    assert live.frame.rows[1].waiting
    assert live.frame.rows[1].drawing.primitives  # the last picture stays
    before = live.frame.rows[1].drawing
    live.background.run()
    assert drawn == {"graph": 1}
    assert not live.frame.rows[1].waiting
    assert live.frame.rows[1].drawing is not before
    assert not live.background.queue


def test_a_drag_does_not_tell_how_long_a_new_view_takes():
    """The last step of a drag was short; the view before it had taken long, and so may the next one."""
    live = session("F(x, y) = (y, -x)", "streamlines(F, (1, 1))")
    live.background = Elsewhere()
    shown = live._evaluated.by_row
    quick, slow = replace(shown[1], anew=0.001), replace(shown[2], moved=0.001, anew=9.0)
    live._evaluated = replace(live._evaluated, by_row={**shown, 1: quick, 2: slow})
    live.preview_drag(2, "P", 2, 1)
    assert not live.frame.rows[1].waiting
    live.commit()
    live.set_viewport(Viewport(-5, 5, -3, 3))
    assert [row.waiting for row in live.frame.rows] == [False, True]
    live.background.run()
    assert not live.frame.rows[1].waiting
    assert live._evaluated.by_row[2].anew < 9


def test_the_first_step_of_a_drag_is_expected_to_take_as_long_as_the_dearest_row_of_its_formula():
    """The first drawing was short because another row had made its grid; a step may need what it did not."""
    live = session("g(x, y) = x y", "level_curve(g, (1, 1))")
    live.background = Elsewhere()
    shown = live._evaluated.by_row
    live._evaluated = replace(live._evaluated, by_row={**shown, 1: replace(shown[1], anew=9.0)})
    live.preview_drag(2, "P", 2, 1)
    assert live.frame.rows[1].waiting
    live.background.run()
    assert not live.frame.rows[1].waiting
    assert live._evaluated.by_row[2].moved is not None


def test_rows_of_a_formula_wait_for_the_first_of_them():
    """What is known of the second is short only because the first had made the grid of both."""
    live = session(f"g(x, y) = y + {LONG}", "level_curve(g, (1, 1))", "x")
    live.background = Elsewhere()
    live.set_viewport(Viewport(-2, 2, -1, 1))
    live.background.run()
    shown = live._evaluated.by_row
    live._evaluated = replace(
        live._evaluated, by_row={**shown, 1: replace(shown[1], anew=9.0), 2: replace(shown[2], anew=0.0)}
    )
    live.set_viewport(Viewport(-3, 3, -1, 1))
    assert [row.waiting for row in live.frame.rows] == [True, True, False]


@pytest.mark.parametrize(
    ("row", "waits"),
    [
        ("g(x, y) = x^2 + y^2", True),
        ("x^2 + y^2 = tan(x y)", True),
        ("(x y, x - y)", True),
        ("riemann(f, 0, 1, 8)", True),
        ("probability(f, 0, 1)", True),
        ("tangent(f, 1)", False),
        ("y = sin(1/x)", False),
    ],
)
def test_the_first_picture_of_what_may_take_long_waits(row, waits):
    """Nobody sees from tan(x y) that its cells take 560 ms, nor from sin(1/x) that its area does."""
    live = session("f(x) = sin(1/x)", "")
    live.background = Elsewhere()
    live.edit(2, row)
    assert live.frame.rows[1].waiting is waits
    while live.background.queue:
        live.background.run()
    assert live.frame.rows[1].drawing.primitives


@pytest.mark.parametrize(
    ("view", "waits"), [(Viewport(-9, 11, -6, 6), False), (Viewport(90, 110, -6, 6), True)]
)
def test_what_took_short_in_this_view_is_drawn_at_once_in_one_near_by(view, waits):
    """By how long it took, not by what it is made of; far away everything may be otherwise."""
    live = session("mod(x, 1) + mod(y, 1)", "tan(x y) = 1/x")
    live.set_viewport(Viewport(-10, 10, -6, 6))
    live.background = Elsewhere()
    quick = {number: replace(shown, anew=1e-4) for number, shown in live._evaluated.by_row.items()}
    live._evaluated = replace(live._evaluated, by_row=quick)
    live.set_viewport(view)
    assert live.frame.rows[0].waiting is waits


def test_a_curve_is_expected_to_take_as_long_as_the_one_before_it_in_its_row():
    """Who types has typed a letter more."""
    live = session("f(x) = x")
    live.background = Elsewhere()
    shown = live._evaluated.by_row
    live._evaluated = replace(live._evaluated, by_row={**shown, 1: replace(shown[1], anew=9.0)})
    live.edit(1, "f(x) = x^2")
    assert live.frame.rows[0].waiting
    live.background.run()
    done = live._evaluated.by_row
    live._evaluated = replace(live._evaluated, by_row={**done, 1: replace(done[1], anew=0.001)})
    live.edit(1, "f(x) = x^23")
    assert not live.frame.rows[0].waiting


def test_what_computes_special_functions_is_loaded_when_one_is_begun(monkeypatch):
    """Elsewhere, for it takes 150 ms and 23 MB; who writes none of them never waits for it."""
    monkeypatch.setattr(special_values, "loaded", lambda: False)
    live = session("")
    live.background, live._prepared = Elsewhere(), True
    live.edit(1, "x^2 + sin(x)")
    assert not live.background.queue
    for begun in ("gam", "x!", "3 erf(x"):
        live.edit(1, begun)
        assert special_values.load in [work for work, _ in live.background.queue]
        live.background.queue.clear()


def test_flow_lines_are_drawn_elsewhere_from_the_first():
    """Nobody knows yet how long these take; that they may take long is known."""
    live = session("F(x, y) = (y, -x)", "")
    live.background = Elsewhere()
    live.edit(2, "streamlines(F, (1, 1))")
    assert live.frame.rows[1].waiting
    live.background.run()
    assert live.frame.rows[1].drawing.primitives


def test_what_comes_late_brings_its_reason():
    """Why there is nothing is known only when it was tried."""
    live = session("F(x, y) = (0, 0)", "")
    live.background = Elsewhere()
    live.edit(2, "streamlines(F, (1, 1))")
    assert live.frame.rows[1].reason is None
    live.background.run()
    assert "zero everywhere" in live.frame.rows[1].reason


def test_what_comes_late_is_shown_until_the_newest_is_there():
    """The range moved on while the curve was drawn."""
    live = session(f"g(x) = {LONG}")
    live.background = Elsewhere()
    live.set_viewport(Viewport(-1, 1, -1, 1))
    live.background.run()
    cost = live._evaluated.by_row[1].anew
    live._evaluated = replace(
        live._evaluated, by_row={1: replace(live._evaluated.by_row[1], anew=9.0)}
    )  # as if it had taken nine seconds
    assert cost < 9
    live.set_viewport(Viewport(-2, 2, -1, 1))
    live.set_viewport(Viewport(-3, 3, -1, 1))
    assert len(live.background.queue) == 1
    live.background.run()
    assert live.frame.rows[0].waiting
    live.background.run()
    assert not live.frame.rows[0].waiting
    x = live.frame.rows[0].drawing.primitives[0].x
    assert x.min() == pytest.approx(-3)
    assert x.max() == pytest.approx(3)


def test_a_row_that_went_away_meanwhile_is_forgotten():
    """What was drawn for it comes to nothing."""
    live = session("x", f"g(x) = {LONG}")
    live.background = Elsewhere()
    live.edit(2, f"g(x) = 1 + {LONG}")
    live.remove([2])
    live.background.run()
    assert [row.row.id for row in live.frame.rows] == [1]


@pytest.mark.parametrize("typed", ["x^2 +", "x^2 + (", "x^2 + b"])
def test_what_goes_on_keeps_its_ghost(typed):
    """The formula that is being continued stays in sight."""
    live = session("x^2")
    live.edit(1, typed)
    assert live.frame.rows[0].faded


@pytest.mark.parametrize(
    ("first", "then"), [("t", "ta"), ("x", "xsq"), ("x^2", "x^2 + y^2 = z^2 + 1"), ("sin(x)", "sin(x) =")]
)
def test_what_was_only_passed_through_leaves_no_ghost(first, then):
    """The t of tangent was never meant; a row of a later version is another thing."""
    live = session(first)
    assert live.frame.rows[0].drawing.primitives
    live.edit(1, then)
    assert not live.frame.rows[0].faded
    assert not live.frame.rows[0].drawing.primitives


def test_an_undefined_value_has_its_reason():
    """In the row as on the command line."""
    live = session("1/0", "tangent(abs, 0)")
    assert live.frame.rows[0].reason == "1/0 is undefined"
    assert live.frame.rows[1].reason == "slope -1 from the left, 1 from the right"


def test_a_long_derivative_does_not_keep_the_reader_waiting():
    """It is taken elsewhere; the other rows stand, and the row comes when it is known."""
    live = session("f(x) = x^2", "")
    live.background = Elsewhere()
    live.edit(2, f"d^4/dx^4 (sin(x)^3 ({LONG}))")
    assert live.frame.rows[1].problem.message == "the derivative is being worked out"
    assert live.frame.rows[0].problem is None
    while live.background.queue:
        live.background.run()
    assert live.frame.rows[1].problem is None
    assert live.frame.rows[1].drawing.primitives
    direct = session(f"d^4/dx^4 (sin(x)^3 ({LONG}))")
    assert live.scene.items[1].expression == direct.scene.items[0].expression


def test_a_drag_goes_on_while_a_derivative_is_taken():
    """What is moved now is not put back when it arrives."""
    live = session("tangent(x^2, 1)", "")
    live.background = Elsewhere()
    live.edit(2, f"d^3/dx^3 (tan(x) ({LONG}))")
    live.preview_drag(1, "a", 2, 0)
    while live.background.queue:
        live.background.run()
    assert live.frame.rows[0].drawing.readouts[0].value == 4
    live.commit()
    assert live.document.rows[0].text == "tangent(x^2, 2)"


def test_a_point_that_is_an_argument_bears_the_name_of_its_row():
    """In the plane and in space; nothing is drawn anew, and a point that is written there is called P."""
    live = session("g(x, y) = x^2 + y^2", "Q = (1, 2)", "gradient(g, Q)", "gradient(g, (1, 2))")
    live.look_at_space(True)
    assert [handle.latex for row in live.frame.rows[2:] for handle in row.drawing.handles] == ["Q", "P"]
    in_space = [part.latex for row in live.frame.rows[2:] for part in row.space if hasattr(part, "name")]
    assert in_space == ["Q", "P"]
    assert [row.drawing.readouts[0].latex for row in live.frame.rows[2:]] == [r"\nabla g(Q)", r"\nabla g(P)"]
    live.change(lambda d: d.with_row(3, lambda row: replace(row, text="gradient(g, (1, 2))")), "")
    assert live.frame.rows[2].drawing.handles[0].latex == "P"
    before = live.frame.rows[2].drawing
    live.set_viewport(replace(live.viewport))
    assert live.frame.rows[2].drawing is before
