"""The process of exact calculus is late, breaks, is cancelled and is closed, and the client goes on."""

import gc
import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import Thread
from time import monotonic

import pytest

from calcviz import cli
from calcviz.language.expression import Number
from calcviz.language.notation import text
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic import process as processes
from calcviz.symbolic.client import Client
from calcviz.symbolic.post import question_line, read_answer
from calcviz.symbolic.process import OPTION, Process
from calcviz.symbolic.together import together
from tests.symbolic.battery import PATIENCE, asked, question

ROOT = Path(__file__).resolve().parent.parent.parent
EASY = "integral(x^2, x)"
HOPELESS = "integral(1/(x^5+x+1), x)"


def results(answer: Answer) -> list[str]:
    return [text(e) for e in answer.results]


def alone() -> list[str]:
    """The answer of one process without a client."""
    one, until = Process(), monotonic() + PATIENCE
    assert one.wait_ready(until)
    answer = one.ask(question_line(1, question(EASY), PATIENCE), PATIENCE)
    one.end()
    assert answer is not None
    return results(read_answer(answer)[1])


def gone(pid: int | None) -> bool:
    """Whether a process has ended and nothing of it is left in the system's table."""
    assert pid is not None
    try:
        os.kill(pid, 0)
    except OSError:
        return True
    return False


def test_nothing_is_started_before_the_first_question() -> None:
    client = Client()
    assert client._current is None and client._spare is None
    client.close()


def test_late_answers_are_given_up_and_the_spare_takes_over() -> None:
    client = Client()
    assert results(asked(client, EASY)) == ["x^3/3"]
    first, spare = client._current, client._spare
    assert first is not None and spare is not None
    late = client.ask(question(HOPELESS), seconds=0.3)
    assert late.standing == "unknown" and late.reason == "no exact answer was found in time"
    assert client._current is spare and gone(first.number)
    assert client._spare not in (None, first, spare)
    assert results(asked(client, EASY)) == ["x^3/3"]
    numbers = [p.number for p in (client._current, client._spare) if p is not None]
    client.close()
    assert len(numbers) == 2 and all(map(gone, numbers))
    assert asked(client, EASY).standing == "unknown"


def test_number_stays_where_the_exact_answer_is_late(client: Client) -> None:
    known = Answer("numeric", value=-0.8224670334241132, error=1e-12)
    assert client.ask(question(HOPELESS), known, seconds=0.2) is known


def test_memory_is_limited() -> None:
    client = Client(limit=300 << 20, spare=False)
    assert results(asked(client, EASY)) == ["x^3/3"]
    first = client._current
    assert first is not None
    hungry = asked(client, "solve(x^900000000 = 2, x)")
    assert hungry == Answer("unknown", reason="an exact answer needs more memory than is allowed")
    assert gone(first.number)
    assert results(asked(client, EASY)) == ["x^3/3"]
    client.close()


def test_process_that_dies_is_replaced(client: Client) -> None:
    asked(client, EASY)
    assert client._current is not None
    client._current.kill()
    assert results(asked(client, EASY)) == ["x^3/3"]


def test_question_whose_process_is_killed_from_outside_is_asked_once_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    client = Client()
    asked(client, EASY)
    killed = client._current
    assert killed is not None and killed.number is not None
    heard = killed.ask

    def ask(line: str, seconds: float) -> str | None:
        os.kill(killed.number or 0, signal.SIGTERM)
        return heard(line, seconds)

    monkeypatch.setattr(killed, "ask", ask)
    assert results(asked(client, EASY)) == ["x^3/3"] and client._current is not killed
    client.close()


def test_question_is_cancelled_from_another_thread() -> None:
    client = Client(spare=False)
    asked(client, EASY)
    answers: list[Answer] = []
    threads = [
        Thread(target=lambda: answers.append(client.ask(question(HOPELESS), seconds=PATIENCE)))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        client.cancel()
        threads[0].join(0.01)
    for thread in threads:
        thread.join()
    assert {answer.reason for answer in answers} == {"the search for an exact answer was cancelled"}
    assert results(asked(client, EASY)) == ["x^3/3"]
    client.close()


def test_many_threads_ask_at_once(client: Client) -> None:
    found: dict[int, Answer] = {}

    def ask(n: int) -> None:
        found[n] = asked(client, f"integral({n} x, x, 0, 2)")

    threads = [Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {n: answer.value for n, answer in found.items()} == {n: 2.0 * n for n in range(8)}


@pytest.mark.filterwarnings("error")
def test_nothing_is_left_over() -> None:
    def open_files() -> int:
        return len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0

    gc.collect()
    before = open_files()
    client = Client()
    asked(client, EASY)
    client.close()
    client.close()
    del client
    gc.collect()
    assert open_files() == before


def test_program_that_cannot_be_started_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "command", lambda: ["no such program"])
    client = Client()
    assert (asked(client, EASY).reason or "").endswith("could not answer: ask once more in the row's menu")
    client.close()


def test_program_that_says_nonsense_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    for said in ("nonsense", "[1, [2]]", "[1, null]", '[9, ["exact", [], null, null, null, null, null]]'):
        source = f"print('ready', flush=True)\ninput()\nprint({said!r}, flush=True)\ninput()"
        monkeypatch.setattr(processes, "command", lambda source=source: [sys.executable, "-c", source])
        client = Client()
        assert asked(client, EASY).standing == "unknown"
        client.close()


def test_packaged_program_is_its_own_interpreter(monkeypatch: pytest.MonkeyPatch) -> None:
    assert cli.WORKER == OPTION
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert processes.command() == [sys.executable, OPTION]
    monkeypatch.undo()
    monkeypatch.setattr(processes, "command", lambda: [sys.executable, "-P", "-m", "calcviz", OPTION])
    assert alone() == ["x^3/3"]


def test_process_ends_with_its_input() -> None:
    one = Process()
    assert one.wait_ready(monotonic() + PATIENCE) and one._popen is not None and one._popen.stdin is not None
    one._popen.stdin.close()
    assert one._popen.wait(60) == 0
    one.end()


def test_a_folder_brings_no_module_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sympy.py").write_text("open('run', 'w')\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert alone() == ["x^3/3"]
    assert not (tmp_path / "run").exists()


def test_asking_loads_no_sympy() -> None:
    program = (
        "import sys, calcviz.session, calcviz.engine, calcviz.cli\n"
        "from calcviz.symbolic.client import Client\n"
        "client = Client(spare=False)\n"
        "from tests.symbolic.battery import question\n"
        "sys.modules.pop('mpmath', None)\n"
        "loaded = [m for m in sys.modules if m.split('.')[0] == 'sympy']\n"
        "assert not loaded, loaded\n"
        "assert client.ask(question('integral(x, x, 0, 1)')).standing == 'exact'\n"
        "assert not [m for m in sys.modules if m.split('.')[0] == 'sympy']\n"
        "client.close()\n"
    )
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", program], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert not done.stderr


def test_answers_are_put_together() -> None:
    exact = Answer("exact", (question(EASY).body,), 2.0)
    near = Answer("numeric", value=2.0000001, error=1e-6)
    far = Answer("numeric", value=2.5, error=1e-6)
    nothing = Answer("unknown", reason="no_form")
    assert together(exact, near, str).standing == "exact"
    assert together(exact, far, str) is far
    assert together(nothing, near, str) is near
    assert together(exact, Answer("diverges"), str).standing == "unconfirmed"
    assert together(exact, None, str).value == 2.0
    assert together(nothing, None, str).reason == "no_form"
    assert together(exact, Answer("unconfirmed", value=9.0), str).standing == "exact"
    two, three, bare = (tuple(map(Number, range(count))) for count in (2, 3, 0))
    proven = Answer("numeric", three, error=1e-15, remark="proven")
    for known_to_exact in (two, bare):
        assert together(Answer("exact", known_to_exact), proven, str) is proven
    assert together(Answer("numeric", three), proven, str).remark == "proven"
    assert together(Answer("exact", three), Answer("numeric", two, error=0.0), str).results == three
    assert together(Answer("exact", (question(EASY).body,)), proven, str).standing == "exact"
