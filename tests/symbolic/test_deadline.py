"""A question's time is the work of its process: one that others keep waiting is not late."""

import os
from itertools import count
from time import monotonic, process_time

import pytest

from calcviz.symbolic import process as processes
from calcviz.symbolic.client import Client
from calcviz.symbolic.deadline import LAST, SLICE, UNMEASURED, Deadline, processor_seconds
from calcviz.symbolic.post import question_line, read_answer
from calcviz.symbolic.process import Process
from tests.symbolic.battery import PATIENCE, question


class Machine:
    """A clock and the work of one process, which a test moves."""

    def __init__(self, worked: float | None = 5.0) -> None:
        self.now, self.worked = 100.0, worked

    def deadline(self, seconds: float) -> Deadline:
        return Deadline(seconds, lambda: self.worked, lambda: self.now)


def test_a_process_alone_is_late_by_the_clock() -> None:
    machine = Machine()
    deadline = machine.deadline(3.0)
    assert deadline.left() == 3.0
    machine.now, machine.worked = 103.1, 8.1
    assert deadline.left() == 0.0


def test_a_starved_process_is_not_late() -> None:
    machine = Machine()
    deadline = machine.deadline(3.0)
    machine.now, machine.worked = 103.1, 5.5
    assert deadline.left() == 2.5
    machine.now, machine.worked = 120.0, 7.999
    assert deadline.left() == SLICE
    machine.worked = 8.0
    assert deadline.left() == 0.0


def test_one_that_never_works_is_late_in_the_end() -> None:
    machine = Machine()
    deadline = machine.deadline(3.0)
    machine.now += LAST * 3.0 - 1.0
    assert deadline.left() == 1.0
    machine.now += 1.0
    assert deadline.left() == 0.0


def test_where_nobody_measures_the_clock_is_patient() -> None:
    machine = Machine(None)
    deadline = machine.deadline(3.0)
    machine.now += 10.0
    assert deadline.left() == UNMEASURED * 3.0 - 10.0
    machine.now += 3.0
    assert deadline.left() == 0.0


def test_work_that_cannot_be_measured_any_more_is_no_work() -> None:
    machine = Machine()
    deadline = machine.deadline(3.0)
    machine.worked, machine.now = None, 101.0
    assert deadline.left() == UNMEASURED * 3.0 - 1.0


@pytest.mark.skipif(not os.path.isdir("/proc/self"), reason="the system does not say")
def test_the_work_of_a_process_is_measured() -> None:
    before = processor_seconds(os.getpid())
    while process_time() < 0.03 or before is None:
        pass
    here = processor_seconds(os.getpid())
    assert here is not None and abs(here - process_time()) < 0.05
    assert processor_seconds(None) is None and processor_seconds(2**22 + 1) is None


def test_an_easy_question_is_answered_however_fast_the_clock_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    one = Process()
    assert one.wait_ready(monotonic() + PATIENCE)
    monkeypatch.setattr(one, "spent", lambda: 0.0)
    ticks = count(0.0, 4.0)  # by this clock 4 seconds pass between two looks
    answer = one.ask(question_line(1, question("integral(x^2, x)"), 3.0), 3.0, lambda: next(ticks))
    one.end()
    assert answer is not None and read_answer(answer)[1].standing == "exact" and not one.late


def test_a_hopeless_question_is_late_by_its_work(monkeypatch: pytest.MonkeyPatch) -> None:
    works = count(0.0, 2.0)
    monkeypatch.setattr(processes.Process, "spent", lambda process: next(works))
    client = Client(spare=False)
    late = client.ask(question("integral(1/(x^5+x+1), x)"))
    client.close()
    assert late.reason == "no exact answer was found in time"
