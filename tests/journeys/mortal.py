"""A program that is about to be killed: it edits and saves at random and says on its output what it did."""

import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path

from calcviz.scene.document import Document, Row
from calcviz.scene.journal import Journal
from calcviz.session import Session

FOREVER = 10**9


def say(*words: object) -> None:
    """One line, written at once and as a whole."""
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def begin(folder: Path, pause: float) -> tuple[Session, Journal]:
    """A session whose changes are noted in a journal, as a window does it."""
    session = Session(Document(tuple(Row(k, f"y = {k} x") for k in range(1, 6))))
    journal = Journal(folder / "journals", pause)
    session.listeners.append(lambda: journal.note(session.seen, session.path, session.modified))
    return session, journal


def live(folder: Path, seed: int, pause: float, *, saves: bool) -> None:
    """Edit, save, flush, undo without end; the number in the first row counts the edits."""
    choose = random.Random(seed)
    session, journal = begin(folder, pause)
    for count in range(1, FOREVER):
        session.edit(1, f"y = x + {count}")
        say("edit", count, time.time())
        what = choose.random() if saves else 1.0
        if what < 0.15:
            say("saving", count)
            session.save(folder / "a.calcviz")
            say("saved", count)
        elif what < 0.2:
            journal.flush()
            say("kept", count)
        elif what < 0.4:
            row = choose.randint(2, 5)
            session.edit(row, f"y = {choose.random()} x")


def live_in_window(folder: Path, seed: int, pause: float, *, saves: bool) -> None:
    """The same in the real window: what is typed into the first row counts the letters."""
    from tests.journeys.mortal_window import live_in_window

    live_in_window(folder, seed, pause, saves=saves)


KINDS: dict[str, Callable[..., None]] = {"session": live, "window": live_in_window}


def bear() -> None:
    """For each line `kind folder seed pause saves` of the input a child; says when it is gone."""
    Session(Document((Row(1, "y = x + 1"),)))  # what it loads is loaded for every child
    for line in sys.stdin:
        kind, folder, seed, pause, saves = line.split("\t")
        if kind == "window":
            import tests.journeys.mortal_window  # noqa: F401
        child = os.fork()
        if not child:
            say("born", os.getpid())  # it says so itself: what it says next cannot come before
            KINDS[kind](Path(folder), int(seed), float(pause), saves=saves.strip() == "True")
            os._exit(0)
        _, status = os.waitpid(child, 0)
        say("gone", os.WTERMSIG(status) if os.WIFSIGNALED(status) else -1)


if __name__ == "__main__":
    bear()
