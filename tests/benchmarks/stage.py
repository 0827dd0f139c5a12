"""The stage on which all play: the same size, the same functions, the proof that something is painted."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before anything loads Qt

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, QPointF, QSettings, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from calcviz.app import make_application
from calcviz.scene.document import Document, Row, Style, Viewport
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.remembered import Remembered
from calcviz.ui.window import Window
from calcviz.views.plane import PlaneView
from tests.benchmarks.measuring import Step

Floats = NDArray[np.float64]
Function = Callable[[Floats], Floats]

WIDTH, HEIGHT = 1200, 800
VIEW = Viewport(-10.0, 10.0, -20 / 3, 20 / 3, WIDTH, HEIGHT)
POINTS = 1200
"""Points of a peer's curve: one a column, as everybody does it."""

AXIS = np.linspace(VIEW.x_low, VIEW.x_high, POINTS)
COLORS = ("#2462c2", "#c2402c", "#2c7d3a", "#7a3fa3", "#b36b00")


def application() -> QApplication:
    """The application in its light dress; made once."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    made = make_application()
    theme.apply(made, theme.LIGHT)
    return made


def document(texts: Sequence[str], view: Viewport = VIEW) -> Document:
    """A document of these rows."""
    return Document(tuple(Row(k + 1, text, Style(color=k)) for k, text in enumerate(texts)), view)


def settle(milliseconds: int = 350) -> None:
    """Let everything come to rest that waits for a moment of quiet."""
    clock = QElapsedTimer()
    clock.start()
    while clock.elapsed() < milliseconds:
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


class PlaneStage:
    """Our plane on a session, as large as the peers' pictures, without the rest of the window."""

    def __init__(self, texts: Sequence[str], view: Viewport = VIEW) -> None:
        application()
        self.session = Session(document(texts, view))
        self.plane = PlaneView()
        self.plane.viewport_changed.connect(self.session.set_viewport)
        self.plane.resize(WIDTH, HEIGHT)
        self.session.listeners.append(lambda: self.plane.show_frame(self.session.frame))
        self.plane.show_frame(self.session.frame)
        self.plane.show()
        settle()

    def drag(self, row_id: int, name: str, x: float, y: float = 0.0) -> None:
        """One step of a drag, painted when this returns."""
        self.session.preview_drag(row_id, name, x, y)
        self.plane.repaint()

    def slide(self, row_id: int, name: str, value: float) -> None:
        """One step of a slider, painted when this returns."""
        self.session.preview_value(row_id, name, value)
        self.plane.repaint()

    def close(self) -> None:
        """Leave the stage to the next."""
        closed(self.plane)


class WindowStage:
    """The main window with rows and inspector, its plane as large as the peers' pictures."""

    def __init__(self, texts: Sequence[str], view: Viewport = VIEW) -> None:
        application()
        self._folder = TemporaryDirectory()
        store = QSettings(str(Path(self._folder.name) / "settings.ini"), QSettings.Format.IniFormat)
        remembered = Remembered(store)
        remembered.language = "en"
        self.window = Window(Session(document(texts, view)), remembered)
        self.session = self.window.session
        self.window.resize(WIDTH + 622, HEIGHT + 100)
        self.window.show()
        settle(100)
        missing = HEIGHT - self.window.plane.height(), WIDTH - self.window.plane.width()
        self.window.resize(self.window.width() + missing[1], self.window.height() + missing[0])
        settle()

    def drag(self, row_id: int, name: str, x: float, y: float = 0.0) -> None:
        """What the plane says of a drag, and all that is painted for it."""
        self.window.plane.handle_dragged.emit(row_id, name, x, y)
        QApplication.processEvents()

    def close(self) -> None:
        """Leave the stage to the next; nobody is asked whether to save."""
        self.session.cancel()
        self.session.new()
        closed(self.window)
        self._folder.cleanup()


def closed(widget: QWidget) -> None:
    """Close a window and let Qt take it apart."""
    widget.close()
    widget.deleteLater()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


class Paints(QObject):
    """Counts the paint events of a widget and of the widgets in it."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__()
        self._widget = widget
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget):
            self.count += watched is self._widget or self._widget.isAncestorOf(watched)
        return False


def proven(widget: QWidget, step: Step, steps: int = 3) -> Step:
    """The step, after it has shown that each call paints the widget and changes its pixels."""
    step(0)
    paints = Paints(widget)
    application().installEventFilter(paints)
    for number in range(1, steps + 1):
        old = _pixels(widget)
        paints.count = 0
        step(number)
        if not paints.count:
            raise AssertionError(f"{type(widget).__name__} was not painted in step {number}")
        if _pixels(widget) == old:
            raise AssertionError(f"{type(widget).__name__} looks the same after step {number}")
    application().removeEventFilter(paints)
    return step


def _pixels(widget: QWidget) -> bytes:
    image = widget.grab().toImage()
    return bytes(image.constBits())


def mouse(kind: QEvent.Type, at: QPointF, widget: QWidget) -> QMouseEvent:
    """A mouse event at a place of the widget, with the left button held."""
    left = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else left
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else left
    return QMouseEvent(kind, at, widget.mapToGlobal(at), button, held, Qt.KeyboardModifier.NoModifier)


def sweep(number: int, low: float, high: float, count: int = 97) -> float:
    """Places that a series visits, one after another and evenly: every step another one."""
    return low + (high - low) * (number % count) / (count - 1)
