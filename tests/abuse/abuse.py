"""An hour, or a minute, of random deeds in the real window; the same seed does the same again."""

from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter
from traceback import extract_tb, format_exc

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from calcviz.app import make_application, make_window
from calcviz.ui.remembered import Remembered
from calcviz.ui.window import Window
from calcviz.ui.windows import Windows
from tests.abuse.answers import answer, dismiss
from tests.abuse.deeds import EVERY
from tests.abuse.faults import Faults
from tests.abuse.hands import surface
from tests.abuse.place import Place
from tests.abuse.rest import Census, contradictions, settle
from tests.abuse.watch import Freeze, Watch

REST_EVERY = 60
"""Deeds after which the window is brought back to one empty document, and what lives is counted."""
PATIENCE = 8
"""How many menus and dialogs in a row are answered before they are left."""
WARM = 1800
"""Seconds of a run from which on a quarter of it is enough to have filled everything that is remembered."""

Steps = Generator[None, None, None]


@dataclass(slots=True)
class Doing:
    """A deed that has begun, and what stood before the window then; `kept` goes on when that changes."""

    name: str
    steps: Steps
    over: QWidget | None
    kept: bool = False


class Abuse:
    """Does one deed after the other in an event loop of its own; `run` answers when the time is over."""

    def __init__(self, folder: Path, seed: int, seconds: float, tell: Callable[[str], None] = print) -> None:
        self.seed, self.deeds, self.steps = seed, 0, 0
        self.watch, self.faults, self.tell = Watch(), Faults(tell), tell
        self.counts: list[Census] = []
        self._seconds, self._end = seconds, perf_counter() + seconds
        self._folder = folder
        self._place = Place(folder / "files", self.faults.add)
        self._doings: list[Doing] = []
        self._settling = self._leaving = False
        self._answered = 0
        self._loop: QEventLoop
        self._windows: Windows
        self._last: Window

    def run(self) -> None:
        """Open the window, abuse it, close it."""
        with self.faults.heard():
            application = make_application()
            application.setQuitOnLastWindowClosed(False)
            store = QSettings(str(self._folder / "settings.ini"), QSettings.Format.IniFormat)
            remembered = Remembered(store)
            remembered.language = "en"
            window = make_window(application, remembered, None, self._folder / "journals")
            self._windows = window.windows
            self._windows.tidying.begin()
            self._begin(window)
            self._loop = QEventLoop()
            self.watch.start()
            QTimer.singleShot(0, self._tick)
            self._loop.exec()
            self.watch.stop()
            self._close(application)

    def growth(self) -> list[str]:
        """What lives more in the second half than in the first, where least lived: a page may be kept."""
        half = len(self.counts) // 2
        if half < 2:
            return []
        before, after = (min(part, key=Census.size) for part in (self.counts[:half], self.counts[half:]))
        return after.growth(before, warm=self._seconds > WARM)

    def _begin(self, window: Window) -> None:
        self._last = window
        window.show()
        window.activateWindow()

    def _close(self, application: QApplication) -> None:
        for window in list(self._windows.open):
            window.leave()
            window.deleteLater()
        if self._windows.asker is not None:
            self._windows.asker.close()
        for beside in (self._windows.background, self._windows.beside):
            if beside is not None:
                beside.finish()
        application.setQuitOnLastWindowClosed(True)
        application.processEvents()

    def _tick(self) -> None:
        """One turn: the next one is asked for first, so that it comes in a dialog's own loop too."""
        self.watch.pause()
        self._leaving = self._leaving or perf_counter() > self._end
        if self._leaving and surface() is None and not any(each.steps.gi_running for each in self._doings):
            self._loop.quit()
            return
        QTimer.singleShot(0, self._tick)
        doing = self._doing(surface())
        self.steps += 1
        what = f"deed {self.deeds} {doing.name} ({self._place.doing})"
        self.faults.deed = what
        self.watch.beat(what)
        self._step(doing)

    def _step(self, doing: Doing) -> None:
        ended = True
        try:
            next(doing.steps)
            ended = False
        except StopIteration:
            pass
        except RuntimeError as error:  # what it worked on is gone, as it is for a person who is too late
            if "already deleted" not in str(error) or not _ours(error):
                self.faults.add(format_exc())
        except Exception:
            self.faults.add(format_exc())
        if ended:
            self._doings = [each for each in self._doings if each is not doing]
            if not self._doings and surface() is None:
                self._rest()

    def _doing(self, over: QWidget | None) -> Doing:
        """The deed that goes on, or a new one where it cannot."""
        while self._doings and not self._fits(self._doings[-1], over):
            self._doings.pop().steps.close()
        if self._doings and self._doings[-1].over is over and not self._doings[-1].steps.gi_running:
            return self._doings[-1]
        self._doings.append(self._new(over))
        return self._doings[-1]

    def _fits(self, doing: Doing, over: QWidget | None) -> bool:
        return doing.over is over or doing.kept or doing.steps.gi_running

    def _new(self, over: QWidget | None) -> Doing:
        choose = Random(f"{self.seed}/{self.deeds}/{len(self._doings)}")
        self._place.say("")
        if over is not None:
            self._answered += 1
            leaves = self._settling or self._leaving or self._answered > PATIENCE
            return Doing("answer", dismiss(over) if leaves else answer(self._place, over, choose), over)
        self._answered = 0
        if not self._windows.open:
            if isValid(self._last):
                self._last.deleteLater()
            self._begin(self._windows.make())
        self.deeds += 1
        if self.deeds % REST_EVERY == 0 and not self._settling:
            self._settling = True
            return Doing("settle", self._settle(), None, kept=True)
        deed = choose.choices([each for each, _ in EVERY], [weight for _, weight in EVERY])[0]
        return Doing(deed.__name__, deed(self._place, self._window(), choose), None)

    def _window(self) -> Window:
        active = QApplication.activeWindow()
        if isinstance(active, Window) and active in self._windows.open:
            self._last = active
        elif self._last not in self._windows.open:
            self._last = self._windows.open[-1]
        return self._last

    def _settle(self) -> Steps:
        if not self._windows.open:
            self._begin(self._windows.make())
        yield from settle(self._windows)
        # What another thread is just making must not be held here: Python fails there.
        while any(
            each is not None and each.busy for each in (self._windows.background, self._windows.beside)
        ):
            yield
        self.watch.pause()
        self._last = self._windows.open[0]
        self.counts.append(Census.taken())
        self._settling = False
        self.tell(f"  {self.deeds} deeds, {self.steps} steps, {self.counts[-1]}")

    def _rest(self) -> None:
        self.watch.pause()
        for window in self._windows.open:
            for found in contradictions(window):
                self.faults.add(found)


def _ours(error: BaseException) -> bool:
    """Whether an error arose in the hands, not in what they touched."""
    return Path(extract_tb(error.__traceback__)[-1].filename).parent.name == "abuse"


def report(abuse: Abuse) -> str:
    """What was found, in words."""
    told = [f"{abuse.deeds} deeds, {abuse.watch.turns} turns, the longest {abuse.watch.longest * 1e3:.0f} ms"]
    told += [f"{len(abuse.faults.found)} faults", *sorted({_last_line(each) for each in abuse.faults.found})]
    told += [f"grown: {each}" for each in abuse.growth()]
    by_place: dict[str, list[Freeze]] = {}
    for freeze in abuse.watch.freezes:
        by_place.setdefault(freeze.place, []).append(freeze)
    for place, several in sorted(by_place.items(), key=lambda each: -max(f.busy for f in each[1])):
        busy = max(freeze.busy for freeze in several) * 1e3
        told.append(f"{len(several)} × up to {busy:.0f} ms busy, {_longest(several):.0f} in all: {place}")
    return "\n".join(told)


def _longest(freezes: list[Freeze]) -> float:
    return max(freeze.seconds for freeze in freezes) * 1e3


def _last_line(fault: str) -> str:
    return fault.strip().splitlines()[-1]
