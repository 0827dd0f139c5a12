"""How questions are asked: numbers first, then symbols, each once, and no longer than anyone waits."""

import threading

import pytest

from calcviz.engine import asking
from calcviz.language.expression import Call, Name, Number
from calcviz.language.messages import use_language
from calcviz.language.notation import text
from calcviz.maths.calculus.answer import Answer
from calcviz.scene.document import Document, Row
from calcviz.session import Session

THIRD = Answer("numeric", value=0.3333, error=1e-12)
EXACT = Answer("exact", (Call("divide", (Number(1), Number(3))),), value=1 / 3)
SQUARE = "integral(x^2, x, 0, 1)"


class Later:
    """A background that does one piece of work when it is told to."""

    def __init__(self):
        self.pieces = []

    def __call__(self, work, then):
        self.pieces.append((work, then))

    def go(self, count=1000):
        """Do the next pieces, those too that come meanwhile."""
        while self.pieces and count:
            work, then = self.pieces.pop(0)
            work()
            then()
            count -= 1


class Oracle:
    """An asker that knows everything exactly."""

    def __init__(self, answer=EXACT):
        self.answer, self.asked, self.known, self.cancelled = answer, [], [], 0

    def ask(self, question, known=None):
        self.asked.append(text(question))
        self.known.append(known)
        return self.answer

    def cancel(self):
        self.cancelled += 1


class Desk:
    """A session as a window has it, without a window."""

    def __init__(self, *texts, oracle=None):
        self.background, self.beside, self.oracle = Later(), Later(), oracle or Oracle()
        rows = tuple(Row(k, each) for k, each in enumerate(texts, 1))
        self.session = Session(
            Document(rows), background=self.background, asker=self.oracle, beside=self.beside
        )
        self.session.asking._rest = 0.0

    def row(self, row_id=1):
        return self.session.frame.row(row_id)

    def answer(self, row_id=1):
        return self.row(row_id).answer


@pytest.fixture(autouse=True)
def reckoned(monkeypatch):
    """The questions that were answered by numbers."""
    found = []

    def numerically(asked):
        found.append(text(asked))
        return THIRD

    monkeypatch.setattr(asking, "numerically", numerically)
    return found


def test_numbers_come_first():
    desk = Desk(SQUARE)
    assert desk.answer() is None and desk.row().asking
    desk.background.go()
    assert desk.answer() == THIRD and desk.row().asking
    desk.beside.go()
    assert desk.answer() == EXACT and not desk.row().asking
    assert (desk.oracle.asked, desk.oracle.known) == ([SQUARE], [THIRD])
    assert not desk.background.pieces and not desk.beside.pieces


def test_what_nobody_knows_keeps_its_number():
    desk = Desk(SQUARE, oracle=Oracle(Answer("unknown", reason="none was found")))
    desk.background.go()
    desk.beside.go()
    assert desk.answer().value == THIRD.value
    assert desk.answer().remark == "none was found"
    assert not desk.row().asking


def test_without_an_asker_numbers_are_all():
    session = Session(Document((Row(1, SQUARE),)))
    row = session.frame.row(1)
    assert row.answer == THIRD and not row.asking


def test_with_an_asker_and_no_other_thread_all_is_waited_for():
    oracle = Oracle()
    session = Session(Document((Row(1, SQUARE),)), asker=oracle)
    assert session.frame.row(1).answer == EXACT and oracle.asked == [SQUARE]


def test_the_same_question_is_asked_once():
    desk = Desk(SQUARE, SQUARE)
    desk.background.go()
    desk.beside.go()
    assert desk.answer(1) == desk.answer(2) == EXACT
    assert desk.oracle.asked == [SQUARE]


def test_rows_are_asked_one_after_the_other():
    desk = Desk(SQUARE, "limit(sin(x)/x, x, 0)")
    desk.background.go()
    assert len(desk.beside.pieces) == 1
    desk.beside.go()
    assert len(desk.oracle.asked) == 2 and desk.answer(2) == EXACT


def test_an_outdated_question_is_not_asked():
    """It was typed over before its turn came: the process is not killed for that."""
    desk = Desk(SQUARE)
    desk.background.go()
    desk.session.edit(1, "integral(x^3, x, 0, 1)")
    desk.background.go()
    desk.beside.go()
    assert desk.oracle.asked == ["integral(x^3, x, 0, 1)"] and not desk.oracle.cancelled
    assert desk.answer() == EXACT


def test_an_outdated_question_that_is_being_asked_is_cancelled():
    desk = Desk(SQUARE)
    desk.background.go()
    desk.session.asking._errand.begun = True
    desk.session.edit(1, "integral(x^3, x, 0, 1)")
    assert desk.oracle.cancelled == 1
    desk.session.edit(1, "integral(x^4, x, 0, 1)")
    assert desk.oracle.cancelled == 1  # once is enough


def test_undo_brings_the_answer_back():
    desk = Desk(SQUARE)
    desk.background.go()
    desk.beside.go()
    desk.session.edit(1, "integral(x^3, x, 0, 1)")
    desk.session.undo()
    assert desk.answer() == EXACT and not desk.row().asking


def test_giving_up_keeps_the_number():
    desk = Desk(SQUARE)
    desk.background.go()
    desk.session.asking._errand.begun = True
    desk.session.give_up(1)
    assert desk.oracle.cancelled == 1
    assert not desk.row().asking
    assert desk.answer().value == THIRD.value and desk.answer().remark == "stopped"
    desk.beside.go()  # what still arrives changes nothing
    assert desk.answer().value == THIRD.value and not desk.row().asking


def test_asking_again():
    desk = Desk(SQUARE)
    desk.background.go()
    desk.session.give_up(1)
    desk.beside.go()
    desk.session.ask_again(1)
    assert desk.row().asking
    desk.beside.go()
    assert desk.answer() == EXACT


def test_a_slider_that_moves(reckoned):
    """Numbers follow, symbols wait until it rests; the old number stands until the new one is there."""
    desk = Desk("integral(a x^2, x, 0, 1)", "a = 1")
    desk.background.go()
    desk.beside.go()
    desk.session.preview_value(2, "a", 2.0)
    assert desk.answer() == EXACT and desk.row().late
    desk.background.go()
    assert desk.answer() == THIRD and not desk.row().late
    desk.session.preview_value(2, "a", 2.5)
    desk.background.go()
    assert not desk.beside.pieces
    desk.session.commit()
    desk.beside.go()
    assert desk.answer() == EXACT
    assert desk.oracle.asked == ["integral(1*x^2, x, 0, 1)", "integral(2.5*x^2, x, 0, 1)"]
    assert reckoned == [f"integral({a}*x^2, x, 0, 1)" for a in ("1", "2", "2.5")]


def test_a_curve_stays_while_its_slider_moves(monkeypatch):
    """The antiderivative of the numbers before, faded."""
    monkeypatch.setattr(asking, "numerically", lambda asked: Answer("unknown"))
    x = Name("x")
    desk = Desk("integral(a x, x)", "a = 2", oracle=Oracle(Answer("exact", (Call("power", (x, Number(2))),))))
    desk.background.go()
    desk.beside.go()
    assert desk.row().drawing.primitives and not desk.row().faded
    desk.session.preview_value(2, "a", 3.0)
    desk.background.go()
    row = desk.row()
    assert row.drawing.primitives and row.faded and row.late and row.asking
    desk.session.commit()
    desk.beside.go()
    assert not desk.row().faded and not desk.row().late


def test_another_language():
    """Answers hold sentences: they are found anew, and one that is on its way is not shown."""
    desk = Desk(SQUARE)
    desk.background.go(1)
    try:
        use_language("zh_CN")
        desk.session.refresh()
        assert desk.answer() is None
        desk.beside.go(1)
        assert desk.answer() is None and not desk.oracle.asked
        desk.background.go()
        desk.beside.go()
        assert desk.answer() == EXACT
    finally:
        use_language("en")


def test_another_size_asks_nothing_anew():
    desk = Desk(SQUARE)
    desk.background.go()
    desk.beside.go()
    desk.session.refresh()
    assert desk.answer() == EXACT


def test_after_the_end_nothing_is_asked():
    desk = Desk(SQUARE)
    desk.background.go()
    desk.session.end()
    desk.beside.go()
    assert not desk.oracle.asked


def test_another_document_cancels():
    desk = Desk(SQUARE)
    desk.background.go()
    desk.session.asking._errand.begun = True
    desk.session.new()
    assert desk.oracle.cancelled == 1


def test_more_rows_than_are_remembered(monkeypatch):
    monkeypatch.setattr(asking, "MOST_KNOWN", 3)
    desk = Desk(*(f"integral(x^2, x, 0, {k})" for k in range(1, 9)))
    desk.background.go()
    desk.beside.go()
    assert all(desk.answer(k) == EXACT for k in range(1, 9))
    for k in range(20):
        desk.session.edit(1, f"integral(x^5, x, 0, {k})")
        desk.background.go()
        desk.beside.go()
    assert len(desk.session.asking._answers) <= 3 + 8


def test_an_error_in_the_background_is_an_unknown():
    desk = Desk(SQUARE)
    _, then = desk.background.pieces.pop(0)
    then()  # the work has failed
    assert desk.answer().standing == "unknown"


def test_an_errand_that_is_dropped_ends_at_once():
    """Who waits for it waits on another thread, in a real rest."""
    oracle = Oracle()
    errand = asking._Errand("a question")
    worker = threading.Thread(target=errand.run, args=(oracle, None, 60.0))
    worker.start()
    errand.dropped.set()
    worker.join(10)
    assert not worker.is_alive() and not oracle.asked


def test_a_question_stands_alone():
    for row in ("f(x) = simplify(x + x)", "a = solve(x = 1, x)", "2 series(x, x, 0, 3)"):
        problem = Session(Document((Row(1, row),))).frame.row(1).problem
        assert problem is not None and "stands alone in its row" in problem.message


def test_a_variable_called_like_a_slider():
    """The a of f is the slider, the a of the integral is its variable."""
    desk = Desk("integral(f(3) a, a, 0, 1)", "f(x) = a x", "a = 2")
    assert text(desk.session.scene.item(1).question) == "integral((2*3)*a, a, 0, 1)"


@pytest.mark.parametrize(
    ("row", "question"),
    [
        ("simplify((x^2 - 1)/(x - 1))", "simplify((x^2 - 1)/(x - 1))"),
        ("integral(x y, x)", "integral(x*y, x)"),
        ("steps(integral(2x, x))", "integral(2*x, x)"),
        ("solve(x^2 = c, x)", "solve(x^2 = 4, x)"),
    ],
)
def test_what_varies_needs_no_number(row, question):
    desk = Desk(row, "c = 4")
    assert desk.row().problem is None
    assert text(desk.session.scene.item(1).question) == question
