"""Files dropped on the window: documents are opened, tables looked at, the lines of a text become rows."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData

from calcviz.language.messages import tr
from calcviz.scene.files import ENDING

if TYPE_CHECKING:
    from calcviz.ui.window import Window

TEXT_ENDING, TABLE_ENDINGS = ".txt", (".csv", ".tsv")
_LARGEST_TEXT, _MOST_LINES = 1_000_000, 500
_BEGINNING = 20_000
"""Bytes of a text in which columns of numbers are looked for."""


def dropped(carried: QMimeData) -> list[Path]:
    """The files that can be taken of what is carried over the window."""
    paths = [Path(url.toLocalFile()) for url in carried.urls() if url.isLocalFile()]
    return [path for path in paths if path.suffix.lower() in (ENDING, TEXT_ENDING, *TABLE_ENDINGS)]


def take(window: "Window", paths: list[Path]) -> None:
    """Open the documents, show tables, put the lines of texts below the selected row."""
    for path in paths:
        if path.suffix.lower() == ENDING:
            window.files.open(path)
        elif path.suffix.lower() in TABLE_ENDINGS or _holds_table(path):
            window.importing.begin(path)
        else:
            _insert_lines(window, path)


def _holds_table(path: Path) -> bool:
    """Whether a text begins with columns of numbers."""
    from calcviz.language.columns import looks_like_table
    from calcviz.language.decoding import decoded

    try:
        with path.open("rb") as file:
            return looks_like_table(decoded(_whole_lines(file.read(_BEGINNING)))[0])
    except OSError:
        return False


def _whole_lines(raw: bytes) -> bytes:
    """The beginning of a file without the line that was cut off: half a letter is of no encoding."""
    return raw if len(raw) < _BEGINNING else raw[: raw.rfind(b"\n") + 1] or raw


def _insert_lines(window: "Window", path: Path) -> None:
    from calcviz.ui.files import reason

    try:
        if path.stat().st_size > _LARGEST_TEXT:
            raise ValueError(tr("it is too large"))
        lines = [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines()]
    except UnicodeDecodeError:
        _refuse(window, path, tr("it is no UTF-8 text"))
        return
    except (OSError, ValueError) as error:
        _refuse(window, path, reason(error))
        return
    lines = [line for line in lines if line and line.isprintable()][:_MOST_LINES]
    if lines:
        window.rows.insert_lines(window.rows.current or window.session.document.rows[-1].id, lines)


def _refuse(window: "Window", path: Path, why: str) -> None:
    window.message.tell(tr("{name} could not be opened: {reason}.", name=path.name, reason=why), bad=True)
