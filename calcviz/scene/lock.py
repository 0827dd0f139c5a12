"""A lock that the system gives free when its holder ends, however it ends."""

import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Lock:
    """A file held open and locked; made by `take`."""

    def __init__(self, path: Path, file: int) -> None:
        self.path = path
        self._file: int | None = file

    @classmethod
    def take(cls, path: Path) -> "Lock | None":
        """Lock a file, which is made where it is missing; None while another holds it, in this program too.

        Raises OSError where the folder cannot be written or knows no locks.
        """
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(file)
            if os.path.samestat(os.fstat(file), os.stat(path)):
                return cls(path, file)
        except (BlockingIOError, PermissionError, FileNotFoundError):
            pass  # another holds it, or took the file away after it was opened here
        except OSError:
            os.close(file)
            raise
        os.close(file)
        return None

    def release(self) -> None:
        """Give it free; the file stays and says that its holder did not end as it should."""
        if self._file is not None:
            os.close(self._file)
            self._file = None

    def remove(self) -> None:
        """Take the file away and give it free."""
        if sys.platform == "win32":
            self.release()  # an open file cannot be taken away there
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            pass  # an empty file more; the next start takes it away
        self.release()


def _lock(file: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
