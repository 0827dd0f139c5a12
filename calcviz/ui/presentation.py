"""The views on the whole screen for an audience: steps, what is at the edges, a light at the pointer."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from calcviz.engine.frame import Frame
from calcviz.language.messages import tr
from calcviz.scene.document import Row
from calcviz.scene.steps import Step, steps
from calcviz.ui import theme
from calcviz.ui.caption import Caption
from calcviz.ui.note import spoken_note
from calcviz.ui.sentences import joined
from calcviz.views.plane import PlaneView

if TYPE_CHECKING:
    from calcviz.ui.window import Window

_EDGE = 4
"""Pixels from an edge of the plane within which the pointer asks for what is hidden there."""
_LIGHT = 26.0
_DARK_KEYS = (Qt.Key.Key_B, Qt.Key.Key_Period)
"""What clickers send to make the screen dark."""
_NUMBERS = ("number", "expression")
"""The kinds of rows that often have nothing to show in a view."""


class Presentation(QObject):
    """The window while it shows its plane to an audience.

    Which rows are seen is a matter of the step, not of the document: nothing in it changes.
    """

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self._place = 0
        self._rows: tuple[Row, ...] = ()
        self._kept: tuple[Step, ...] = steps(())
        self._before = Qt.WindowState.WindowNoState
        self.active = False
        self.caption: Caption | None = None
        self._light: _Light | None = None
        self._dark: _Dark | None = None

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {
            "present": lambda: self.stop() if self.active else self.start(),
            "next_step": lambda: self.go(1),
            "previous_step": lambda: self.go(-1),
            "pointer_light": self._switch_light,
        }

    def start(self) -> None:
        """Fill the screen with the plane, at the first step of the document."""
        if self.active:
            return
        self._window.player.stop()
        self._window.sheets.clear()
        self.active, self._place = True, 0
        self._window.plane.hold()
        self._before = self._window.windowState()
        self.dress()
        self._window.setWindowState(self._before | Qt.WindowState.WindowFullScreen)
        self._window.viewing.take_focus()
        self._window.follow()
        self._tell()

    def stop(self) -> None:
        """Put everything back where it was."""
        if not self.active:
            return
        self.active = False
        window = self._window
        for view in self._seen_views():
            view.removeEventFilter(self)
        window.plane.ringless = False
        for lying in (self.caption, self._light, self._dark):
            if lying is not None:
                lying.hide()
                lying.deleteLater()
        self.caption = self._light = self._dark = None
        window.splitter.take_back()
        for name, part in (("rows_pane", window.rows), ("inspector_pane", window.inspector)):
            part.setVisible(window.actions_by_name[name].isChecked())
        window.splitter.share()
        window.menuBar().show()
        window.tools.show()
        window.setWindowState(self._before)
        self._enable()
        window.follow()

    def dress(self) -> None:
        """Clear the plane's surroundings: once it starts, and when the window's parts were made anew."""
        if not self.active:
            return
        window = self._window
        window.menuBar().hide()
        window.tools.hide()
        window.splitter.lend(window.views)
        for view in self._seen_views():
            view.installEventFilter(self)
        window.plane.ringless = True  # about the whole screen it shows nothing that the keys would say
        for part in (window.rows, window.inspector):
            part.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.caption, self._light = Caption(window.views), _Light(window.views)
        self._dark = None if self._dark is None else _Dark(window.views)
        self._enable()

    def take_in(self, view: QWidget) -> None:
        """Watch a view that came while it is presented."""
        if self.active:
            view.installEventFilter(self)

    def _seen_views(self) -> list[QWidget]:
        """What is pointed at, and the ground that both views stand on."""
        window = self._window
        space = [window.viewing.space] if window.viewing.space is not None else []
        return [window.views, *window.views.findChildren(PlaneView), *space]

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        if self.caption is not None:
            self.caption.refresh_theme()

    def go(self, by: int) -> None:
        """To the next step (1) or the one before (-1)."""
        if self.active:
            self._place = min(max(self._now() + by, 0), len(self._steps()) - 1)
            self._window.follow()
            self._tell()

    def seen(self, frame: Frame) -> Frame:
        """The frame with the rows of later steps hidden; the frame itself while nobody is shown anything."""
        if not self.active:
            return frame
        step = self._steps()[self._now()]
        if self.caption is not None:
            self.caption.show_step(step, self._now() + 1, len(self._steps()))
        rows = (
            row if row.row.id in step.shown else replace(row, row=replace(row.row, visible=False))
            for row in frame.rows
        )
        return replace(frame, rows=tuple(rows))

    def told_row(self, selected: int | None) -> int | None:
        """The row to speak of: the selected one, or the last one that is seen where that comes later."""
        if not self.active:
            return selected
        rows, step = self._window.session.document.rows, self._steps()[self._now()]
        seen = [row.id for row in rows if row.id in step.shown and row.visible and row.text.strip()]
        return selected if selected in step.shown or not seen else seen[-1]

    def leave(self) -> bool:
        """What Escape does here: all that lies over the plane or is held by keys goes, then it all ends."""
        if not self.active:
            return False
        window, plane = self._window, self._window.plane
        lying = window.rows.isVisible() or window.inspector.isVisible() or self._dark is not None
        if lying or plane.keys.selected is not None or plane.tracing.row is not None:
            plane.keys.select(None)
            plane.tracing.end()
            self._clear()
        else:
            self.stop()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        window, kind = self._window, event.type()
        if watched is window.views:
            if kind == QEvent.Type.Resize and self.caption is not None:
                self.caption.place()
                if self._dark is not None:
                    self._dark.setGeometry(window.views.rect())
        elif isinstance(watched, QWidget):
            if isinstance(event, QMouseEvent) and kind == QEvent.Type.MouseMove:
                self._point(watched.mapTo(window.views, event.position()))
            elif kind == QEvent.Type.MouseButtonPress:
                self._clear()
            elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress and event.key() in _DARK_KEYS:
                self._darken()
                return True
            elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
                space = window.viewing.space
                busy = window.plane.pointer.grab is not None or window.plane.pointer.boxing
                busy = busy or (space is not None and space.pointer.grab is not None)
                return event.key() == Qt.Key.Key_Escape and not busy and self.leave()
        return False

    def _steps(self) -> tuple[Step, ...]:
        """The steps of the document as it is, reckoned anew only where its rows are others."""
        rows = self._window.session.document.rows
        if rows is not self._rows:
            shown = self._window.session.frame.rows
            numbers = {each.row.id for each in shown if each.kind in _NUMBERS and not each.drawing.primitives}
            self._rows, self._kept = rows, steps(rows, numbers)
        return self._kept

    def _now(self) -> int:
        return min(self._place, len(self._steps()) - 1)

    def _enable(self) -> None:
        """Page keys belong to the steps only while there are any."""
        for name in ("next_step", "previous_step", "pointer_light"):
            self._window.actions_by_name[name].setEnabled(self.active)
        self._window.actions_by_name["present"].setChecked(self.active)

    def _point(self, at: QPointF) -> None:
        ground = self._window.views
        for part in (self._window.rows, self._window.inspector):
            if part.isVisible() and not part.isAncestorOf(self._window.focusWidget() or ground):
                part.hide()  # the pointer has come out of it
        if at.x() <= _EDGE:
            self._show_at_edge(self._window.rows, 0)
        elif at.x() >= ground.width() - _EDGE:
            wide = self._window.inspector.minimumWidth()
            self._show_at_edge(self._window.inspector, ground.width() - wide)
        if self._light is not None:
            self._light.follow(at)

    def bring(self, part: QWidget) -> None:
        """Show a side pane, for who asks for it by keys."""
        wide = self._window.inspector.minimumWidth()
        self._show_at_edge(part, 0 if part is self._window.rows else self._window.views.width() - wide)

    def _tell(self) -> None:
        """Say which step it is, and its note; without one, what is seen."""
        step, number, count = self._steps()[self._now()], self._now() + 1, len(self._steps())
        speaking = self._window.speaking
        note = speaking.sentence() if step.note is None else spoken_note(step.note.text)
        speaking.say(joined([tr("{number} of {count}", number=number, count=count) + tr("."), note]))

    def _show_at_edge(self, part: QWidget, left: int) -> None:
        wide = max(part.minimumWidth(), theme.whole(340) if left == 0 else 0)
        part.setGeometry(left, 0, wide, self._window.views.height())
        part.show()
        part.raise_()

    def _clear(self) -> None:
        # First: who hides what has the keys is sent on by Qt, and a handle would have them.
        self._window.viewing.take_focus()
        self._window.rows.hide()
        self._window.inspector.hide()
        if self._dark is not None:
            self._darken()

    def _darken(self) -> None:
        """A dark screen, until the same key is pressed again."""
        if self._dark is None:
            self._dark = _Dark(self._window.views)
        else:
            self._dark.deleteLater()
            self._dark.hide()
            self._dark = None

    def _switch_light(self) -> None:
        if self._light is not None:
            self._light.setVisible(self._light.isHidden())


class _Light(QWidget):
    """A disc of light that follows the pointer, so that the last row of the hall sees where it is."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        side = 2 * theme.whole(_LIGHT) + 2
        self.setGeometry(-2 * side, -2 * side, side, side)
        self.show()

    def follow(self, at: QPointF) -> None:
        """Move to the pointer."""
        self.move(at.toPoint() - self.rect().center())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        light = QColor("#ffb300")
        light.setAlphaF(0.30)
        painter.setBrush(light)
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        painter.end()


class _Dark(QWidget):
    """Nothing to look at, so that people look at the lecturer."""

    def __init__(self, ground: QWidget) -> None:
        super().__init__(ground)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setGeometry(ground.rect())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor("#000000"))
        painter.end()
