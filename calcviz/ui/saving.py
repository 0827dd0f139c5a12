"""Writing a figure while the window goes on: a large picture is painted in bands and packed elsewhere."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from calcviz.engine.frame import Frame
from calcviz.export.atomic import write_file
from calcviz.export.figure import Figure
from calcviz.export.formats import file_content
from calcviz.export.picture import blank_image, check_size, paint_bands, png_bytes
from calcviz.ui.background import Background

PAINTED = 80
"""Of a hundred steps, those that painting takes; packing is the rest."""


class Saving(QObject):
    """One file being written. `done` tells the error, or None; after `cancel` nothing is written or told.

    It goes by itself when it has ended, also where that is later than its cancelling.
    """

    progressed = Signal(int)
    done = Signal(object)

    def __init__(self, frame: Frame, figure: Figure, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._frame, self._figure, self._path = frame, figure, path
        self._background = Background(self)
        self._steps = self._run()
        self._cancelled = self._packing = False
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._step)

    def start(self) -> None:
        """Begin."""
        self._timer.start()

    def cancel(self) -> None:
        """Leave the file as it was; packing that has begun goes on to its end, and nobody waits for it."""
        self._cancelled = True
        self._timer.stop()
        if not self._packing:
            self.deleteLater()

    def _step(self) -> None:
        try:
            share = next(self._steps)
        except StopIteration:
            self._timer.stop()
        except (OSError, ValueError, MemoryError) as error:
            self._end(error)
        else:
            self.progressed.emit(round(PAINTED * share))

    def _run(self) -> Iterator[float]:
        ending = self._path.suffix.lower().removeprefix(".")
        if ending != "png":
            self._write(file_content(self._frame, self._figure, ending))
            return
        check_size(self._figure)
        image = blank_image(self._figure)
        yield from paint_bands(image, self._figure.dressed(self._frame), self._figure)
        packed: list[bytes] = []
        self._packing = True
        self._background(lambda: packed.append(png_bytes(image)), lambda: self._packed(packed))

    def _packed(self, packed: list[bytes]) -> None:
        if self._cancelled:
            self.deleteLater()
            return
        try:
            self._write(b"".join(packed))
        except OSError as error:
            self._end(error)

    def _write(self, content: bytes) -> None:
        write_file(self._path, content)
        self._end(None)

    def _end(self, error: Exception | None) -> None:
        self._timer.stop()
        self.done.emit(error)
        self.deleteLater()
