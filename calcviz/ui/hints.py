"""What is said once, beside the thing it speaks of, and is then gone for good."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRect, QSize, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from calcviz.engine.frame import FrameRow
from calcviz.language.messages import tr
from calcviz.ui.bubble import Bubble, placed
from calcviz.views.hits import handle_pixel
from calcviz.views.items import HANDLE_RADIUS
from calcviz.views.paint import handles_of

if TYPE_CHECKING:
    from calcviz.ui.window import Window
    from calcviz.views.plane import PlaneView
    from calcviz.views.space.view import SpaceView

NAMES = ("formula", "handle", "space", "slider")
"""The hints, the first that fits is shown first."""

PATIENCE = 900
"""Milliseconds without a change after which a hint may appear: nobody is interrupted."""

_REARRANGED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a hint speaks of, a rectangle of the window; what must stay free; the state that will change.

    `beside` asks for a place on its right, where it has one.
    """

    name: str
    words: str
    key: object
    state: object
    place: QRect
    within: QRect
    free: tuple[QRect, ...] = ()
    beside: bool = False

    def around(self, size: QSize) -> tuple[QRect, QPointF] | None:
        """Where a bubble of that size stands, and its tip."""
        return placed(size, self.place, self.within, self.free, beside=self.beside)


def begin_hints(window: "Window", *, again: bool = False) -> None:
    """Look for the moments in which a hint helps; `again` also for those who have seen them all."""
    for before in window.findChildren(Hints):
        before.end()
    if again:
        window.remembered.hints_seen = set()
    if not set(NAMES) <= window.remembered.hints_seen:
        Hints(window)


class Hints(QObject):
    """Shows one hint at a time in a window; doing what it says, closing it or Escape lets it go for good."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.bubble: Bubble | None = None
        self._aim: Aim | None = None
        self._escape: QShortcut | None = None
        self._calm = QTimer(self, singleShot=True, interval=PATIENCE)
        self._calm.timeout.connect(self.consider)
        self._laid_out = QTimer(self, singleShot=True, interval=0)
        self._laid_out.timeout.connect(self._stand)
        self._views: list[QWidget] = []
        window.session.listeners.append(self._follow)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self._application = application
        application.focusChanged.connect(self._wait)
        self._wait()

    def end(self) -> None:
        """Say nothing more."""
        self._hide()
        self._calm.stop()
        self._laid_out.stop()
        if self._follow in self._window.session.listeners:
            self._window.session.listeners.remove(self._follow)
        self._application.focusChanged.disconnect(self._wait)
        self.setParent(None)
        self.deleteLater()

    def consider(self) -> None:
        """Show the first hint for which there is an occasion and a free place."""
        if self.bubble is not None or not self._is_seen():
            return
        for aim in self._aims():
            if aim.name in self._window.remembered.hints_seen:
                continue
            bubble = Bubble(aim.words, self._window)
            place = aim.around(bubble.sizeHint())
            if place is None:
                bubble.deleteLater()
                continue
            self.bubble, self._aim = bubble, aim
            bubble.closed.connect(self.forget)
            bubble.show_at(*place)
            self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self._window)
            self._escape.activated.connect(self.forget)
            window = self._window
            views = (window.plane, window.viewing.space, window.rows.viewport())  # a bar moves the rows
            self._views = [view for view in views if view is not None]
            for view in self._views:
                view.installEventFilter(self)
            return

    def forget(self) -> None:
        """Let the hint that is shown go for good."""
        if self._aim is None:
            return
        seen = self._window.remembered.hints_seen | {self._aim.name}
        self._window.remembered.hints_seen = seen
        self._hide()
        if set(NAMES) <= seen:
            self.end()
        else:
            self._calm.start()

    def _wait(self) -> None:
        if self.bubble is None:
            self._calm.start()
        elif not self._is_seen():
            self._hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A view, or the rows, at another place: they take their hint along, once all have theirs."""
        if event.type() in _REARRANGED:
            self._laid_out.start()
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        """After a change: what was done is done, what moved is pointed at where it is now."""
        if self.bubble is None:
            self._calm.start()
        else:
            self._stand()

    def _stand(self) -> None:
        if self.bubble is None or self._aim is None:
            return
        old = self._aim
        now = next((aim for aim in self._aims() if aim.name == old.name and aim.key == old.key), None)
        if self._done(old, now):
            self.forget()
            return
        place = now.around(self.bubble.sizeHint()) if now is not None else None
        if now is None or place is None:
            self._hide()
            self._calm.start()
            return
        self._aim = now if now.name != "slider" else old
        self.bubble.show_at(*place)

    def _done(self, old: Aim, now: Aim | None) -> bool:
        window = self._window
        if old.name == "formula":
            return now is None and window.session.undo_title is not None
        if now is None or now.state == old.state:
            return False
        if old.name == "space":
            space = window.viewing.space
            return space is not None and (space.pointer.grab is not None or space.hasFocus())
        return old.name == "slider" or window.plane.pointer.held is not None or window.plane.hasFocus()

    def _hide(self) -> None:
        if self.bubble is not None:
            self.bubble.hide()
            self.bubble.deleteLater()
        if self._escape is not None:
            self._escape.setEnabled(False)
            self._escape.deleteLater()
        for view in self._views:
            view.removeEventFilter(self)
        self._views = []
        self.bubble = self._aim = self._escape = None

    # What could be spoken of.

    def _is_seen(self) -> bool:
        window = self._window
        return window.sheets.currentWidget() is window.splitter and not window.presentation.active

    def _aims(self) -> Iterator[Aim]:
        rows = self._window.session.frame.rows
        if len(rows) == 1 and rows[0].kind == "empty":
            yield from self._formula(rows[0])
        yield from self._handle()
        yield from self._space()
        for row in rows:
            if row.slider is not None:
                yield from self._slider(row)

    def _formula(self, row: FrameRow) -> Iterator[Aim]:
        editor = self._window.rows.row(row.row.id).editor
        if not editor.visibleRegion().isEmpty():
            words = tr("Type a formula, e.g. x^2")
            place = self._beside(editor)
            yield Aim("formula", words, row.row.id, "", place, self._room(), self._controls(), beside=True)

    def _handle(self) -> Iterator[Aim]:
        plane = self._window.plane
        if not plane.isVisible():
            return
        ground = self._place(plane)
        places = [
            (row, handle, self._around(plane, handle_pixel(plane.view(), handle).toPoint()))
            for row, handle in handles_of(plane.rows())
        ]
        free = tuple(place for _, _, place in places)
        current = self._window.rows.current
        for row, handle, place in sorted(places, key=lambda each: each[0].row.id != current):
            if ground.contains(place):
                words = tr("Drag this point; the arrow keys move it too")
                key, state = (row.row.id, handle.name), (handle.x, handle.y)
                yield Aim("handle", words, key, state, place, ground, free)

    def _space(self) -> Iterator[Aim]:
        space = self._window.viewing.space
        camera = space.picture.camera() if space is not None and space.isVisible() else None
        if space is None or camera is None:
            return
        ground, looked = self._place(space), space.space()
        places = [
            (row, handle, self._around(space, QPointF(*camera.pixel(handle.x, handle.y, handle.z)).toPoint()))
            for row, handle in space.handles()
        ]
        free = tuple(place for _, _, place in places)
        for row, handle, place in places:
            if ground.contains(place):
                words = tr("Drag this point, or beside it to turn the box")
                state = (handle.x, handle.y, looked.azimuth, looked.elevation)
                yield Aim("space", words, (row.row.id, handle.name), state, place, ground, free)

    def _slider(self, row: FrameRow) -> Iterator[Aim]:
        strip = self._window.rows.row(row.row.id).slider
        if strip is not None and row.slider is not None and not strip.visibleRegion().isEmpty():
            words = tr("Move the knob, or press the triangle to let it run")
            place, value = self._beside(strip), row.slider.value
            yield Aim("slider", words, row.row.id, value, place, self._room(), self._controls(), beside=True)

    def _around(self, view: "PlaneView | SpaceView", pixel: QPoint) -> QRect:
        """The square in the window that a handle at that pixel of a view takes."""
        reach = round((HANDLE_RADIUS + 3) * view.magnification)
        middle = view.mapTo(self._window, pixel * view.magnification)
        return QRect(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)

    def _beside(self, part: QWidget) -> QRect:
        """The height of a part of a row, from one edge of the rows to the other."""
        place, rows = self._place(part), self._place(self._window.rows)
        return QRect(rows.x(), place.y(), rows.width(), place.height())

    def _room(self) -> QRect:
        """The window below its menus."""
        return self._place(self._window.sheets)

    def _controls(self) -> tuple[QRect, ...]:
        """What lies near the rows and is to be pressed or read."""
        add = self._window.rows.add_button
        corner = self._place(add).topLeft()
        keypad = self._window.writing.keypad
        shown = [keypad] if keypad is not None and keypad.isVisible() else []
        return (*map(self._place, (self._window.tools, *shown)), QRect(corner, add.sizeHint()))

    def _place(self, part: QWidget) -> QRect:
        return QRect(part.mapTo(self._window, QPoint(0, 0)), part.size())
