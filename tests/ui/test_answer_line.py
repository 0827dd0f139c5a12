"""What is said under a row that asks exact calculus, and how a search is stopped."""

from fractions import Fraction

import pytest
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest

from calcviz.engine import asking
from calcviz.language.expression import Call, Name, Number
from calcviz.maths.calculus.answer import Answer
from calcviz.ui.row_menu import row_menu

SQUARE = "integral(x^2, x, 0, 1)"
THIRD = Answer("numeric", value=0.123456789012345, error=2.3e-8)
EXACT = Answer("exact", (Call("divide", (Number(1), Number(3))),), value=1 / 3)


@pytest.fixture
def answers(monkeypatch):
    """What numbers answer, by the operator of the question."""
    found = {}
    monkeypatch.setattr(asking, "numerically", lambda asked: found.get(asked.operator, THIRD))
    return found


class Waiting:
    """Work that is given away and never done."""

    def __init__(self):
        self.pieces = []

    def __call__(self, work, then):
        self.pieces.append((work, then))

    def go(self):
        while self.pieces:
            work, then = self.pieces.pop(0)
            work()
            then()


@pytest.fixture
def searching(open_rows, answers):
    """A window whose row has a number and waits for more."""
    window = open_rows(SQUARE)
    session = window.session
    beside = Waiting()
    session.asking.asker, session.asking.beside = Searcher(), beside
    session.asking._rest = 0.0
    background = Waiting()
    session.background = background
    session.edit(1, "integral(x^2, x, 0, 2)")
    background.go()
    window.beside = beside
    return window


class Searcher:
    answer = EXACT

    def ask(self, question, known=None):
        return self.answer

    def cancel(self):
        pass


def line(window, row_id=1):
    return window.rows.row(row_id).answer


@pytest.mark.parametrize(
    ("answer", "tag", "said"),
    [
        (EXACT, "= exact", ""),
        (THIRD, "≈ numeric", "No closed form was found."),
        (Answer("unconfirmed", value=2.0), "? unconfirmed", ""),
        (
            Answer("undefined", sides=(float("-inf"), float("inf"))),
            "∅ does not exist",
            "Left limit −∞, right limit +∞.",
        ),
        (Answer("diverges", reason="it grows"), "→∞ diverges", "It grows."),
        (Answer("unknown", reason="nothing was found"), "– unknown", "Nothing was found."),
    ],
)
def test_each_standing_has_its_words_and_its_look(open_rows, answers, answer, tag, said):
    answers["integral"] = answer
    found = line(open_rows(SQUARE))
    assert found.tag.text() == tag
    assert said in found.words.text().replace("<span>", "")
    assert found.tag.toolTip() == found.tag.accessibleDescription() != ""
    assert not found.stop_button.isVisible()


def test_no_two_standings_look_alike(open_rows, answers):
    looks = set()
    for standing in ("exact", "numeric", "unconfirmed", "undefined", "unknown"):
        answers["integral"] = Answer(standing, value=2.0)
        found = line(open_rows(SQUARE))
        looks.add(found.tag.styleSheet())
    assert len(looks) == 5


def test_the_number_comes_first_and_then_the_formula(searching):
    row = searching.rows.row(1)
    assert row.reading.latex().startswith(r"\int_{0}^{2} x^{2} \, dx \approx \slot{value}")
    assert row.reading.accessibleName().endswith("≈ 0.12345679 ± 3×10⁻⁸")
    assert "Looking for an exact answer." in line(searching).words.text()
    searching.beside.go()
    assert row.reading.latex() == r"\int_{0}^{2} x^{2} \, dx = \frac{1}{3}"
    assert line(searching).words.text() == "" and not line(searching).stop_button.isVisible()


def test_the_button_stops_the_search(searching):
    button = line(searching).stop_button
    assert button.isVisible() and button in searching.rows.row(1).tab_stops()
    assert not line(searching).again_button.isVisible()
    button.click()
    assert not button.isVisible() and "Stopped." in line(searching).words.text()
    assert "≈" in searching.rows.row(1).reading.accessibleName()
    again = line(searching).again_button
    assert again.isVisible() and again in searching.rows.row(1).tab_stops()
    again.click()
    assert button.isVisible() and not again.isVisible()


def test_a_key_stops_the_search_and_another_one_begins_it_anew(searching):
    searching.rows.focus_row(1)
    QTest.keySequence(searching, QKeySequence("Ctrl+."))
    assert not searching.session.frame.row(1).asking
    searching.beside.go()
    searching.actions_by_name["ask_again"].trigger()
    searching.beside.go()
    assert searching.session.frame.row(1).answer == EXACT


def test_the_menu_of_the_row_stops_it_too(searching):
    menu = row_menu(searching.session, searching.rows, 1, searching)
    (below,) = [each for each in menu.actions() if each.menu() and "calculus" in each.text()]
    stop, again = below.menu().actions()[-2:]
    assert stop.isEnabled() and not again.isEnabled()
    stop.trigger()
    assert not searching.session.frame.row(1).asking
    menu.deleteLater()


def test_the_inspector_shows_the_whole_answer(searching):
    inspector = searching.inspector
    searching.rows.select(1)
    assert inspector.title.text() == "Integral"
    assert inspector.derivation.text() == ("integral(x^2, x, 0, 2) ≈ 0.123456789012345 ± 3e-8")
    searching.beside.go()
    assert inspector.derivation.text() == "integral(x^2, x, 0, 2) = 1/3\n  ≈ 0.3333333333"
    assert "agrees" in inspector.answer.words.text()


def test_what_is_found_can_be_copied(searching):
    searching.beside.go()
    searching.rows.select(1)
    searching.actions_by_name["copy_latex"].trigger()
    assert QGuiApplication.clipboard().text() == r"\int_{0}^{2} x^{2} \, dx = \frac{1}{3}"


def test_an_antiderivative_is_drawn(open_rows, answers):
    cube = Call("divide", (Call("power", (Name("x"), Number(3))), Number(3)))
    answers["integral"] = Answer("exact", (cube,))
    window = open_rows("integral(x^2, x)")
    assert window.session.frame.row(1).drawing.primitives
    assert window.rows.row(1).bullet.isEnabled()
    assert window.rows.row(1).reading.latex().endswith("+ C")


def test_a_number_has_nothing_to_hide(open_rows, answers):
    assert not open_rows(SQUARE).rows.row(1).bullet.isEnabled()


def test_many_solutions_are_counted_in_the_row_and_listed_in_the_inspector(open_rows, answers):
    answers["solve"] = Answer("exact", tuple(map(Number, range(9))))
    window = open_rows("solve(x = 0, x)")
    assert r"\ldots \; \text{(9 solutions)}" in window.rows.row(1).reading.latex()
    window.rows.select(1)
    assert window.inspector.derivation.text().count("\n") == 9


def test_a_narrow_row_takes_few_digits_and_no_empty_height(open_rows, answers):
    answers["solve"] = Answer("numeric", tuple(Number(Fraction(k * 0.123456789)) for k in range(2, 9)))
    window = open_rows("solve(x^3 - x = x^7, x)")
    reading = window.rows.row(1).reading
    whole = reading.height()
    reading.resize(150, whole)
    assert reading._fitting(146).latex.startswith(r"x \approx 0.24691")
    assert reading.sizeHint().height() < whole


def test_a_live_number_that_shortens_lets_nothing_below_move_at_once(open_rows, answers):
    reading = open_rows(SQUARE).rows.row(1).reading
    high = reading.height()
    reading.set_latex(r"x \approx \slot{value}{0.0}")
    assert reading.sizeHint().height() == high
    reading._calm.timeout.emit()
    assert reading.sizeHint().height() < high


def test_what_is_told_to_those_who_listen(searching):
    searching.rows.select(1)
    searching.beside.go()
    assert searching.speaking.sentence() == "The integral of x^2 over x from 0 to 2: 1/3, exact."


def test_words_stand_below_the_tag_where_they_are_long(open_rows, answers):
    answers["limit"] = Answer("undefined", reason="for many reasons " * 20)
    found = line(open_rows("limit(1/x, x, 0)"))
    assert found.words.y() >= found.tag.geometry().bottom()
    answers["limit"] = Answer("undefined", reason="so")
    found = line(open_rows("limit(2/x, x, 0)"))
    assert found.words.x() > found.tag.geometry().right()


def test_the_steps_of_an_integral(open_rows, answers):
    """The inspector has them line by line; where there are none, the row says so."""
    answers["integral"] = Answer("unknown")
    window = open_rows("steps(integral(x e^(x^2), x))", "steps(integral(sin(x^2), x))")
    window.rows.select(1)
    assert "(substitution, u = x^2)" in window.inspector.derivation.text()
    assert window.inspector.derivation.text().endswith("e^x^2/2 + C    (any constant may be added)")
    window.rows.select(2)
    assert not window.inspector.derivation.isVisible()
    assert "lead to no antiderivative" in window.rows.row(2).problem.words()


def test_in_a_narrow_row_the_answer_stands_alone(open_rows, answers):
    """Rather than to be cut off: the question stands above it."""
    window = open_rows("integral(sin(x)/(x^4 + 2), x, 0, 3)")
    reading = window.rows.row(1).reading
    assert reading._fitting(1000) is reading.formula()
    narrow = reading._fitting(170)
    assert narrow.width <= 170 and narrow is not reading.formula()
    assert reading._fitting(0.9 * reading.formula().width).latex == reading.latex()
    assert reading._fitting(0.8 * reading.formula().width).latex == reading._short  # nothing in small print
    assert reading._short.startswith(r"\approx \slot{value}")


def test_menu_entries_ask_of_the_function_of_the_row(open_rows, answers):
    """Each of them can be read."""
    window = open_rows("f(t) = t^2", "x^3 - x")
    found = []
    for row_id in (1, 2):
        window.rows.select(row_id)
        menu = row_menu(window.session, window.rows, row_id, window)
        (below,) = [each for each in menu.actions() if each.menu() and "calculus" in each.text()]
        for entry in below.menu().actions():
            window.rows.select(row_id)
            entry.trigger()
            frame = window.session.frame
            place = [each.row.id for each in frame.rows].index(row_id)
            assert frame.rows[place + 1].problem is None
            found.append(frame.rows[place + 1].row.text)
            window.session.undo()
        menu.deleteLater()
    assert found[0] == "integral(f(t), t, 0, 1)" and found[7] == "integral(x^3 - x, x, 0, 1)"
    assert len(found) == 14
