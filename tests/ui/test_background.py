"""Work on another thread, and what follows it here."""

import sys
import threading

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from calcviz.ui.background import PATIENCE, Background


@pytest.fixture
def background(qapp):
    """A background that ends with the test."""
    made = Background(QObject(qapp))
    yield made
    made.finish()


def test_what_follows_runs_here(background, qtbot):
    """The work on another thread, in the order asked for."""
    heard = []
    for k in range(3):
        background(
            lambda k=k: heard.append((k, threading.current_thread() is threading.main_thread())),
            lambda k=k: heard.append((k, threading.current_thread() is threading.main_thread())),
        )
    qtbot.waitUntil(lambda: len(heard) == 6)
    assert [k for k, here in heard if here] == [0, 1, 2]
    assert [k for k, here in heard if not here] == [0, 1, 2]


def test_the_window_waits_little_for_its_turn(background):
    """Each call of Qt gives the turn away; frames must not wait for the work beside them."""
    assert sys.getswitchinterval() <= PATIENCE * 1.01


def test_an_error_is_raised_here(background, qtbot):
    """After what follows, so that nothing waits for ever."""
    heard = []

    def fail():
        raise ArithmeticError("no")

    with qtbot.captureExceptions() as raised:
        background(fail, lambda: heard.append("then"))
        qtbot.waitUntil(lambda: bool(raised))
    assert heard == ["then"]
    assert raised[0][0] is ArithmeticError


def test_what_qt_makes_later_is_what_it_is(background):
    """A runnable that is gone must not lend its Python side to an action made at its address."""
    menus = []
    for _ in range(150):
        worked = threading.Event()
        for what in (*[int] * 20, worked.set):
            background(what, lambda: None)
        assert worked.wait(10)
        background.finish()
        menus.append(QMenu())
        assert all(type(menus[-1].addAction("x")) is QAction for _ in range(40))
