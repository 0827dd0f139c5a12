"""An exported file, replaced as a whole or left as it was, with a sentence where that cannot be done."""

from pathlib import Path

from calcviz.language.messages import tr
from calcviz.scene.atomic import replace_file


def write_file(path: str | Path, content: bytes) -> None:
    """Replace the file; raises OSError with a sentence, and then the old file is as it was."""
    try:
        replace_file(Path(path), content)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OSError(tr("“{path}” cannot be written: {reason}", path=str(path), reason=reason)) from error
