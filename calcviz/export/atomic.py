"""A file that is replaced as a whole or not at all."""

from pathlib import Path

from PySide6.QtCore import QIODevice, QSaveFile

from calcviz.language.messages import tr


def write_file(path: str | Path, content: bytes) -> None:
    """Write through a temporary file beside it.

    Raises OSError with a sentence, and then the old file is as it was.
    """
    target = Path(path)
    file = QSaveFile(str(target))
    if not file.open(QIODevice.OpenModeFlag.WriteOnly):
        raise OSError(_sentence(target, file.errorString()))
    if file.write(content) != len(content):
        file.cancelWriting()
    if not file.commit():
        raise OSError(_sentence(target, file.errorString()))


def _sentence(target: Path, reason: str) -> str:
    return tr("“{path}” cannot be written: {reason}", path=str(target), reason=reason)
