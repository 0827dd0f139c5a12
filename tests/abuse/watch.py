"""A watch beside the window's thread: what keeps it from its next turn, and where it stood meanwhile."""

import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from time import perf_counter, thread_time
from traceback import extract_stack

LIMIT = 0.1
"""Seconds that one turn of the event loop may take."""
_LOOK_EVERY = 0.01
_MOST_LOOKS = 200
_MOST_KEPT = 400

Stack = tuple[str, ...]
"""Places in the code, the innermost one last."""


@dataclass(slots=True)
class Freeze:
    """One turn that took too long; `busy` is what the thread itself computed of it, in seconds."""

    deed: str
    seconds: float
    busy: float
    stacks: Counter[Stack] = field(default_factory=Counter)

    @property
    def place(self) -> str:
        """The innermost line of ours in which it stood most of the time."""
        found, total = "not seen", self.stacks.total()
        for depth in range(1, 1 + max(map(len, self.stacks), default=0)):
            begun: Counter[Stack] = Counter()
            for stack, times in self.stacks.items():
                begun[stack[:depth]] += times if len(stack) >= depth else 0
            stack, times = begun.most_common(1)[0]
            if times < 0.6 * total:
                break
            if stack[-1].startswith("calcviz"):
                found = stack[-1]
        return found

    def __str__(self) -> str:
        told = [f"{self.seconds * 1e3:.0f} ms ({self.busy * 1e3:.0f} busy) in {self.deed}"]
        for stack, times in self.stacks.most_common(2):
            told += [f"  seen {times}×", *(f"    {line}" for line in stack[-14:])]
        return "\n".join(told)


class Watch:
    """Told at each turn by `beat`; a thread of its own looks where a turn is that takes long."""

    def __init__(self, limit: float = LIMIT) -> None:
        self.limit = limit
        self.turns, self.longest = 0, 0.0
        self.freezes: list[Freeze] = []
        self._deed, self._since, self._busy = "the start", 0.0, 0.0
        self._running = False
        self._looks: Counter[Stack] = Counter()
        self._ended = threading.Event()
        self._watched = threading.get_ident()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self.pause()
        self._ended.set()
        self._thread.join()

    def beat(self, deed: str) -> None:
        """A turn begins, in which this is done; the one before is over."""
        self.pause()
        self._deed, self._since, self._busy = deed, perf_counter(), thread_time()
        self._running = True

    def pause(self) -> None:
        """The turn is over, and what follows is nobody's."""
        if not self._running:
            return
        self._running = False
        seconds, busy = perf_counter() - self._since, thread_time() - self._busy
        self.turns += 1
        self.longest = max(self.longest, seconds)
        looks, self._looks = self._looks, Counter()
        if seconds > self.limit and len(self.freezes) < _MOST_KEPT:
            self.freezes.append(Freeze(self._deed, seconds, busy, looks))

    def _look(self) -> None:
        while not self._ended.wait(_LOOK_EVERY):
            late = perf_counter() - self._since
            if not self._running or late < self.limit / 2 or self._looks.total() >= _MOST_LOOKS:
                continue
            frame = sys._current_frames().get(self._watched)
            if frame is not None:
                stack = extract_stack(frame)
                lines = (f"{_short(each.filename)}:{each.lineno} {each.name}" for each in stack)
                self._looks[tuple(lines)] += 1


def _short(path: str) -> str:
    """The file with its folder, as people know it."""
    parts = path.replace("\\", "/").split("/")
    begin = next((k for k, part in enumerate(parts) if part in ("calcviz", "tests")), len(parts) - 2)
    return "/".join(parts[begin:])
