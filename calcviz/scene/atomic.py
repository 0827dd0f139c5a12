"""A file that is replaced as a whole or not at all."""

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


def replace_file(path: Path, content: bytes) -> None:
    """Write so that at every moment either the old or the new file stands there whole; raises OSError."""
    path = path.resolve()
    with NamedTemporaryFile(dir=path.parent, delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            file.close()
            _keep_permissions(path, Path(file.name))
            os.replace(file.name, path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def _keep_permissions(old: Path, new: Path) -> None:
    """A temporary file is private to its owner; the saved one is as open as the one it replaces."""
    if old.exists():
        new.chmod(old.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    new.chmod(0o666 & ~mask)
