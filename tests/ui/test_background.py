"""Work on another thread, and what follows it here."""

import sys
import threading
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QObject

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


def test_what_a_library_keeps_for_the_thread_is_there_in_the_next_work(background, qtbot):
    """Of a thread of Qt's it is gone, and contourpy ended the program when it went back to it."""
    own, heard = threading.local(), []
    background(lambda: setattr(own, "kept", 1), lambda: None)
    background(lambda: heard.append(own.kept), lambda: None)
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [1]


def test_the_thread_ends_with_what_it_belongs_to(qapp, qtbot):
    """A window that imports tables has one of its own."""
    parent, heard = QObject(), []
    made = Background(parent)
    made(lambda: heard.append(threading.current_thread()), lambda: None)
    qtbot.waitUntil(lambda: bool(heard))
    shiboken6.delete(parent)
    heard[0].join(10)
    assert not heard[0].is_alive()


def test_what_has_not_begun_is_dropped_at_the_end(background, qtbot):
    """What runs is waited for; afterwards there may be new work."""
    begun, go, heard = threading.Event(), threading.Event(), []
    background(lambda: (begun.set(), go.wait(10), heard.append("first")), lambda: None)
    background(lambda: heard.append("dropped"), lambda: None)
    assert begun.wait(10)
    assert background.busy
    threading.Timer(0.01, go.set).start()
    background.finish()
    assert heard == ["first"]
    assert not background.busy
    background(lambda: heard.append("new"), lambda: None)
    qtbot.waitUntil(lambda: heard == ["first", "new"])


def test_owners_deleted_by_what_follows_are_not_freed_beside_the_window(qapp):
    """As one that writes a file and goes: the thread was the last to hold it, and freed it."""
    gone: list[int] = []

    class Owner(QObject):
        def __init__(self) -> None:
            super().__init__()
            self.background = Background(self)
            self.background(self.work, self.deleteLater)

        def work(self) -> None:
            self.worked = True

    for number in range(600):
        Owner().destroyed.connect(partial(gone.append, number))
        while number not in gone[-1:]:
            qapp.processEvents()
            qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
