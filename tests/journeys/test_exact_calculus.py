"""Exact calculus as people meet it: typed in a real window, answered by the real process."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.engine.late_asker import LateAsker, exact_calculus
from calcviz.ui.background import Background
from calcviz.ui.remembered import Remembered
from calcviz.ui.window import Window
from calcviz.ui.windows import Windows
from tests.ui.conftest import dressed, remembered

__all__ = ["dressed", "remembered"]

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60_000
"""Milliseconds after which a test gives up; nothing takes so long."""


@pytest.fixture(scope="module")
def asker() -> Iterator[LateAsker]:
    """One process for all: it takes half a second to start."""
    made = exact_calculus()
    yield made
    made.close()


@pytest.fixture
def window(dressed: QApplication, qtbot: QtBot, remembered: Remembered, asker: LateAsker) -> Iterator[Window]:
    """An empty window with everything that the program has."""
    remembered.language = "en"
    parent = QObject()
    background, beside = Background(parent), Background(parent)
    made = Windows(remembered, background=background, asker=asker, beside=beside).make()
    made.resize(1280, 800)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.session.end()
    asker.cancel()
    for pool in (background, beside):
        pool.finish()
    made.session.new()
    made.close()
    made.deleteLater()


def standing(window: Window) -> str | None:
    answer = window.session.frame.rows[0].answer
    return None if answer is None else answer.standing


def test_a_number_and_then_the_formula(window: Window, qtbot: QtBot) -> None:
    seen: list[str | None] = []
    window.session.listeners.append(lambda: seen.append(standing(window)))
    row = window.rows.row(window.rows.current or 0)
    QTest.keyClicks(row.editor, "integral(x^2, x, 0, 1)")
    qtbot.waitUntil(lambda: standing(window) == "exact", timeout=PATIENCE)
    assert seen.index("numeric") < seen.index("exact")
    assert row.reading is not None and row.reading.accessibleName().endswith("= 1/3")


def test_what_nobody_can_integrate_is_given_up_on_request(window: Window, qtbot: QtBot) -> None:
    """The window goes on: the next question is answered."""
    row = window.rows.row(window.rows.current or 0)
    QTest.keyClicks(row.editor, "integral(sin(x^3) e^-x, x)")
    asking = window.session.asking
    qtbot.waitUntil(lambda: asking.busy and standing(window) == "numeric", timeout=PATIENCE)
    window.rows.insert_after(row.row_id, "a = 1")  # to which the keyboard has gone on
    window.actions_by_name["give_up"].trigger()
    assert standing(window) == "numeric" and not window.session.frame.rows[0].asking
    window.rows.select(row.row_id)
    row.editor.selectAll()
    QTest.keyClicks(row.editor, "integral(cos(x), x)")
    qtbot.waitUntil(lambda: standing(window) == "exact", timeout=PATIENCE)
    assert window.session.frame.rows[0].drawing.primitives


def test_a_number_too_large_is_a_problem_at_once(window: Window, qtbot: QtBot) -> None:
    row = window.rows.row(window.rows.current or 0)
    QTest.keyClicks(row.editor, "limit(9^9^9^9, x, 0)")
    assert window.session.frame.rows[0].problem is not None
    assert not window.session.asking.busy


def test_the_command_line_waits_for_exact_answers() -> None:
    """It ends by itself, no process is left to wait for; and it never loads what the other one has."""
    rows = ["limit(1/x, x, 0)", "integral(x sin(x), x)", "solve(x^2 = 2, x)", "integral(tan(x), x, 0, pi)"]
    code = (
        "import sys; from calcviz import app; from calcviz.cli import main;"
        "main(['calc', '--json', *sys.argv[1:]]); print(*sys.modules, file=sys.stderr)"
    )
    ended = run(code, *rows)
    found = json.loads(ended.stdout)["rows"]
    assert found[0] == {
        "input": "limit(1/x, x, 0)",
        "kind": "undefined",
        "reason": "left limit -∞, right limit +∞",
    }
    assert (found[1]["kind"], found[1]["status"], found[1]["constant"]) == ("expression", "exact", "C")
    assert (found[2]["text"], found[2]["status"]) == ("[-sqrt(2), sqrt(2)]", "exact")
    assert found[3]["kind"] == "undefined" and found[3]["reason"].startswith("diverges")
    loaded = set(ended.stderr.split())
    assert "calcviz.app" in loaded and not loaded & {"sympy", "mpmath"}


def test_without_a_question_no_process_is_started() -> None:
    """Nor is what talks to it loaded."""
    code = (
        "import sys; from calcviz.cli import main; main(['calc', 'sin(1)']);"
        "sys.exit('calcviz.symbolic.client' in sys.modules)"
    )
    run(code)


def run(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A Python of its own: other tests load sympy in this one."""
    command = [sys.executable, "-c", code, *arguments]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
