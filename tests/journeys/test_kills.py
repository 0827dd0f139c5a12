"""Killed at any moment: no saved file is hurt, and of what was edited two seconds are lost at most."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from calcviz.scene.document import Document
from calcviz.scene.files import open_document
from calcviz.scene.journal import PAUSE, orphans

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="cheap children need a fork")

SEED, KILLS, WINDOW_KILLS = 20261121, 200, 5
LOST_AT_MOST = 2.0
ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Told:
    """What a child said before it was killed."""

    edits: dict[int, float] = field(default_factory=dict)
    saving: list[int] = field(default_factory=list)
    saved: int = 0
    kept: int = 0
    count: int = 0

    def take(self, line: str) -> None:
        what, number, *rest = line.split()
        self.count += 1
        if what == "edit":
            self.edits[int(number)] = float(rest[0])
        elif what == "saving":
            self.saving.append(int(number))
        elif what == "saved":
            self.saved = int(number)
        elif what == "kept":
            self.kept = int(number)


class Nursery:
    """A process that bears children, so that each costs a fork only."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.journeys.mortal"],
            cwd=ROOT,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def live_and_die(
        self, kind: str, folder: Path, seed: int, pause: float, lives: "Lives", *, saves: bool = True
    ) -> Told:
        """Kill a child as soon as it has lived; what it had said by then."""
        assert self._process.stdin is not None and self._process.stdout is not None
        folder.mkdir()
        self._process.stdin.write(f"{kind}\t{folder}\t{seed}\t{pause}\t{saves}\n")
        self._process.stdin.flush()
        child = int(self._line().removeprefix("born"))
        told = Told()
        while lives.on(told):
            told.take(self._line())
        os.kill(child, signal.SIGKILL)
        while not (line := self._line()).startswith("gone"):
            told.take(line)
        assert line == f"gone {signal.SIGKILL.value}", "it ended before it was killed"
        return told

    def _line(self) -> str:
        assert self._process.stdout is not None
        line = self._process.stdout.readline().strip()
        assert line and not line.startswith("gone -"), "it ended before it was killed"
        return line

    def close(self) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()


@dataclass
class Lives:
    """How long a child lives: until it said so many things, and until its edits span so many seconds."""

    words: int
    seconds: float = 0.0

    def on(self, told: Told) -> bool:
        times = told.edits.values()
        return told.count < self.words or (self.seconds > 0 and max(times) - min(times) < self.seconds)


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery()
    yield nursery
    nursery.close()


def number(document: Document) -> int:
    """The count in the first row; a document with fewer rows than it had would be a hurt one."""
    text = document.rows[0].text
    return text.count("x") if text.startswith("#") else int(text.rsplit(maxsplit=1)[-1])


def survived(folder: Path, told: Told) -> int:
    """The latest edit that stands in the file or in the journal; the file is whole and one that was saved."""
    found = [0]
    path = folder / "a.calcviz"
    if path.exists():
        document, remarks = open_document(path)
        assert remarks == []
        assert number(document) in told.saving
        assert number(document) >= told.saved
        found.append(number(document))
    else:
        assert told.saved == 0
    for orphan in orphans(folder / "journals"):
        assert len(orphan.document.rows) == (1 if folder.name.startswith("window") else 5)
        found.append(number(orphan.document))
        orphan.discard()
    return max(found)


def check(folder: Path, told: Told) -> int:
    """The laws of a kill; answers the latest edit that survived it."""
    latest = survived(folder, told)
    assert latest >= max(told.kept, told.saved)
    lost = [moment for count, moment in told.edits.items() if count > latest]
    if lost:
        assert max(told.edits.values()) - min(lost) <= LOST_AT_MOST
    return latest


def test_two_hundred_kills(nursery: Nursery, tmp_path: Path) -> None:
    choose = random.Random(SEED)
    saved = kept = 0
    for k in range(KILLS):
        seed, lives = choose.randrange(10**6), Lives(choose.randint(2, 24))
        pause = choose.choice((0.0, 0.002, 0.01))
        told = nursery.live_and_die("session", tmp_path / f"session{k}", seed, pause, lives)
        check(tmp_path / f"session{k}", told)
        saved, kept = saved + bool(told.saved), kept + bool(told.kept)
    assert saved > KILLS / 4 and kept > KILLS / 8, "too few of them had come to something"


def test_two_seconds_are_lost_at_most(nursery: Nursery, tmp_path: Path) -> None:
    """With the pause of the program, and without a single save."""
    told = nursery.live_and_die("session", tmp_path / "long", 1, PAUSE, Lives(9, 2.3), saves=False)
    assert check(tmp_path / "long", told) > 1, "what was edited a second ago stands there"


def test_the_real_window_is_killed(nursery: Nursery, tmp_path: Path) -> None:
    """Letters are typed into a row; the journal is written beside it as in the program."""
    choose = random.Random(SEED)
    for k in range(WINDOW_KILLS):
        folder = tmp_path / f"window{k}"
        told = nursery.live_and_die("window", folder, k, 0.05, Lives(choose.randint(5, 30)))
        check(folder, told)
