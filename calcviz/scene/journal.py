"""The journal: unsaved changes on the disk, so that a program that is killed loses two seconds at most."""

import logging
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from calcviz.scene.atomic import replace_file
from calcviz.scene.document import Document
from calcviz.scene.files import ENDING, open_document, to_json
from calcviz.scene.lock import Lock

PAUSE = 1.0
"""Seconds between two writes of one journal."""
_BREATH = 0.05
"""Seconds before the first write: what was changed is drawn meanwhile."""
KEPT_FOR = 30 * 24 * 3600.0
"""Seconds after which a journal that nobody asked for is thrown away."""

_FIELD = "journal"
_LOCK = ".lock"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _State:
    """A document at one moment; `time` in seconds since 1970."""

    document: Document
    path: Path | None
    modified: bool
    time: float


@dataclass(slots=True)
class Orphan:
    """Unsaved changes whose window is gone; nobody else is offered them while the lock is held here."""

    document: Document
    path: Path | None
    time: float
    journal: Path
    lock: Lock

    @property
    def overtaken(self) -> bool:
        """Whether the file was written after these changes."""
        try:
            return self.path is not None and self.path.stat().st_mtime > self.time
        except OSError:
            return False

    def leave(self) -> None:
        """Leave it for the next start."""
        self.lock.release()

    def discard(self) -> None:
        """Throw it away."""
        self.journal.unlink(missing_ok=True)
        self.lock.remove()


class Journal:
    """The unsaved changes of one open document, written beside the window that notes them.

    The file is a CalcViz document with one field more: the path it belongs to and the time. It is replaced
    whole, stands only while there is something unsaved, and is locked as long as its window lives.
    """

    def __init__(self, folder: Path, pause: float = PAUSE) -> None:
        self.problem: OSError | None = None
        self._folder, self._pause = folder, pause
        self._place: Path | None = None
        self._lock: Lock | None = None
        self._noted: _State | None = None
        self._kept: _State | None = None
        self._disk = threading.RLock()
        self._woken, self._ended = threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None

    def note(self, document: Document, path: Path | None, modified: bool) -> None:
        """Take what is to be kept; returns at once. It is written soon, or a pause after the last write."""
        self._noted = _State(document, path, modified, time.time())
        if self._thread is None and (modified or self._place is not None):
            self._thread = threading.Thread(target=self._run, name="journal", daemon=True)
            self._thread.start()
        self._woken.set()

    def flush(self) -> bool:
        """Write what was noted last, now; whether it is safe. Never raises: `problem` says why not."""
        with self._disk:
            state = self._noted
            if state is None or state is self._kept:
                return self.problem is None
            try:
                self._put(state)
            except OSError as error:
                self.problem = error
                return False
            self._kept, self.problem = state, None
            return True

    def adopt(self, orphan: Orphan) -> None:
        """Go on with the journal of a window that is gone."""
        self._place, self._lock = orphan.journal, orphan.lock

    def close(self, *, keep: bool = False) -> None:
        """The window goes: what it has not saved is thrown away, or kept for the next start."""
        self._ended.set()
        self._woken.set()
        if keep:
            self.flush()
        with self._disk:
            self._kept = self._noted
            if keep and self._lock is not None:
                self._lock.release()
            else:
                self._discard()
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        while not self._ended.is_set():
            self._woken.wait()
            self._woken.clear()
            if not self._ended.is_set():
                self._ended.wait(min(_BREATH, self._pause))
                self.flush()
                self._ended.wait(self._pause)

    def _put(self, state: _State) -> None:
        if state.modified:
            replace_file(self._own_place(), journal_text(state.document, state.path, state.time).encode())
        else:
            self._discard()

    def _own_place(self) -> Path:
        """The file of this journal, locked before it is there for the first time."""
        while self._place is None:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            place = self._folder / f"{os.urandom(8).hex()}{ENDING}"
            self._lock = Lock.take(place.with_suffix(_LOCK))
            self._place = place if self._lock is not None else None
        return self._place

    def _discard(self) -> None:
        if self._place is not None:
            self._place.unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.remove()
        self._place = self._lock = None


def journal_text(document: Document, path: Path | None, moment: float) -> str:
    """The text of a journal: the document, where it belongs, and when it was so."""
    origin = {"path": None if path is None else str(path.absolute()), "time": moment}
    return to_json(replace(document, unknown={**document.unknown, _FIELD: origin}))


def orphans(folder: Path) -> list[Orphan]:
    """Claim what windows that are gone left unsaved, the latest first; never raises.

    What a window that lives holds is left alone. What is in its file already, or has waited for too long,
    is thrown away here; what cannot be read stays where it is until then.
    """
    try:
        found = [orphan for orphan in _claimed(folder) if not _needless(orphan)]
    except OSError:
        log.info("the journals cannot be read", exc_info=True)
        return []
    return sorted(found, key=lambda orphan: orphan.time, reverse=True)


def _claimed(folder: Path) -> Iterator[Orphan]:
    for place in sorted(folder.glob(f"*{_LOCK}")):
        if not place.with_suffix(ENDING).exists():
            _sweep(place)
    for journal in sorted(folder.glob(f"*{ENDING}")):
        lock = Lock.take(journal.with_suffix(_LOCK))
        if lock is not None:
            orphan = _read(journal, lock)
            if orphan is not None:
                yield orphan


def _sweep(place: Path) -> None:
    """Take away a lock that guards nothing."""
    lock = Lock.take(place)
    if lock is not None and not place.with_suffix(ENDING).exists():
        lock.remove()
    elif lock is not None:
        lock.release()


def _read(journal: Path, lock: Lock) -> Orphan | None:
    try:
        written = journal.stat().st_mtime
        document, _ = open_document(journal)
    except FileNotFoundError:
        lock.remove()
        return None
    except (OSError, ValueError):
        log.info("a journal cannot be read: %s", journal, exc_info=True)
        lock.release()
        _forget_old(journal)
        return None
    unknown = dict(document.unknown)
    path, moment = _origin(unknown.pop(_FIELD, None), written)
    return Orphan(replace(document, unknown=unknown), path, moment, journal, lock)


def _origin(found: Any, written: float) -> tuple[Path | None, float]:
    """The path and the time in a journal; of a damaged one, none and the time of its file."""
    fields = found if isinstance(found, dict) else {}
    path, moment = fields.get("path"), fields.get("time")
    if isinstance(moment, int | float) and not isinstance(moment, bool) and 0 < moment < 1e11:
        written = float(moment)
    return Path(path) if isinstance(path, str) and path else None, written


def _forget_old(journal: Path) -> None:
    if time.time() - journal.stat().st_mtime > KEPT_FOR:
        journal.unlink(missing_ok=True)


def _needless(orphan: Orphan) -> bool:
    """Throw away what is too old or is in its file already."""
    needless = time.time() - orphan.time > KEPT_FOR or _in_file(orphan)
    if needless:
        orphan.discard()
    return needless


def _in_file(orphan: Orphan) -> bool:
    """Whether the file holds the same rows and settings: the program ended just after it had saved."""
    if orphan.path is None:
        return False
    try:
        saved, _ = open_document(orphan.path)
    except (OSError, ValueError):
        return False
    kept = orphan.document
    return saved.rows == kept.rows and saved.settings == kept.settings
