"""What is loaded beside the window comes in pieces, between which a question has its turn."""

from collections import deque

import pytest

from calcviz.engine import background
from calcviz.engine.background import Work, here, load


class Queue:
    """A background whose pieces are run by the test, in the order in which they were given."""

    def __init__(self) -> None:
        self.waiting: deque[tuple[Work, Work]] = deque()

    def __call__(self, work: Work, then: Work) -> None:
        self.waiting.append((work, then))

    def run_one(self) -> None:
        work, then = self.waiting.popleft()
        work()
        then()


@pytest.fixture
def loaded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    names: list[str] = []
    monkeypatch.setattr(background, "_load", names.append)
    return names


def test_all_is_loaded_integrals_first(loaded: list[str]) -> None:
    load(here)
    assert "contourpy" in loaded
    assert "numpy.ma" in loaded
    places = [loaded.index(f"calcviz.maths.{name}") for name in ("calculus.numerically", "fields.grid")]
    assert places == sorted(places)


def test_a_question_waits_for_one_piece_at_most(loaded: list[str]) -> None:
    queue = Queue()
    load(queue)
    queue.run_one()
    queue(lambda: loaded.append("a question"), lambda: None)
    queue.run_one()
    queue.run_one()
    assert loaded.index("a question") == 2
    while queue.waiting:
        queue.run_one()
    assert len(loaded) > 40


def test_every_module_that_is_named_can_be_imported() -> None:
    load(here)
