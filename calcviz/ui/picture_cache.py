"""Small pictures kept on the disk from one start to the next, as long as nothing they show has changed."""

import logging
from pathlib import Path

from PySide6.QtCore import QBuffer, QCryptographicHash, QIODevice
from PySide6.QtGui import QPixmap

from calcviz import __version__

log = logging.getLogger(__name__)

MOST = 400
"""The files that are kept; where there are more, the older half goes."""


class PictureCache:
    """A folder of PNG files named by all that a picture depends on; without a folder nothing is kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self._pruned = False

    def find(self, key: str) -> QPixmap | None:
        """The picture with that key; None where there is none, or a damaged one."""
        if self.folder is None:
            return None
        path = self._path(self.folder, key)
        picture = QPixmap(str(path)) if path.is_file() else QPixmap()
        return None if picture.isNull() else picture

    def keep(self, key: str, picture: QPixmap) -> None:
        """Keep a picture; where the disk does not take it, it is painted again the next time."""
        if self.folder is None:
            return
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        picture.save(buffer, "PNG")
        path = self._path(self.folder, key)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            half_done = path.with_suffix(".part")
            half_done.write_bytes(bytes(buffer.data().data()))
            half_done.replace(path)
            self._prune(self.folder)
        except OSError:
            log.info("a picture could not be kept", exc_info=True)

    @staticmethod
    def _path(folder: Path, key: str) -> Path:
        whole = f"{__version__} {key}".encode()
        # Qt's, not hashlib's: that one brings the whole of OpenSSL along.
        digest = QCryptographicHash.hash(whole, QCryptographicHash.Algorithm.Sha256)
        return folder / f"{bytes(digest.data()).hex()[:32]}.png"

    def _prune(self, folder: Path) -> None:
        """Once in a run, throw the older half away where there are too many."""
        if self._pruned:
            return
        self._pruned = True
        files = sorted(folder.iterdir(), key=lambda path: path.stat().st_mtime)
        if len(files) > MOST:
            for path in files[: len(files) // 2]:
                path.unlink(missing_ok=True)
