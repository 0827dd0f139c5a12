"""The slider under a row that names a number: play, range, track."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSlider, QToolButton, QWidget

from calcviz.engine.frame import Slider
from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.ui import theme
from calcviz.ui.icons import put
from calcviz.ui.numbers import EndField, factor

_RADIUS = 7.0
_STEPS = 10_000
_SETTLED = 600
_ROOM_FOR_STEP, _ROOM_FOR_WORD = 235, 300


class Track(QSlider):
    """A line with a knob; `moved` carries the value, `settled` says that the move is over."""

    moved = Signal(float)
    settled = Signal()
    play_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._slider = Slider("a", 0.0, -1.0, 1.0, 0.1)
        self.held = False
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settling.timeout.connect(self.settled)
        self.setRange(0, _STEPS)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(theme.whole(60))

    def show_slider(self, slider: Slider) -> None:
        """Put the knob where the number stands."""
        self._slider = slider
        span = slider.high - slider.low
        share = (slider.value - slider.low) / span if span > 0 else 0.0
        self.setValue(round(_STEPS * min(max(share, 0.0), 1.0)))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.whole(120), theme.whole(24))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.whole(60), theme.whole(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = theme.look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        y, x, radius, thick = self.height() / 2, self._place(), theme.em(_RADIUS), theme.em(3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colors.faint))
        track = QRectF(radius, y - thick / 2, self.width() - 2 * radius, thick)
        painter.drawRoundedRect(track, thick / 2, thick / 2)
        painter.setBrush(QColor(colors.accent))
        track.setRight(max(radius, x))
        painter.drawRoundedRect(track, thick / 2, thick / 2)
        painter.setPen(QPen(QColor(colors.pane), 1.5))
        painter.drawEllipse(QPointF(x, y), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colors.accent), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(x, y), radius + 2.5, radius + 2.5)
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.held = True
            self._move_to(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.held = False
            self.settled.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the pane scrolls

    def keyPressEvent(self, event: QKeyEvent) -> None:
        slider, key = self._slider, event.key()
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_Up: 1}
        if key in steps:
            self._step_to(slider.value + steps[Qt.Key(key)] * slider.step * factor())
        elif key == Qt.Key.Key_Home:
            self._step_to(slider.low)
        elif key == Qt.Key.Key_End:
            self._step_to(slider.high)
        elif key == Qt.Key.Key_Space:
            self.play_wanted.emit()
        else:
            event.ignore()

    def _step_to(self, value: float) -> None:
        self.moved.emit(self._inside(round(value, 12)))
        self._settling.start()

    def _move_to(self, x: float) -> None:
        slider = self._slider
        radius = theme.em(_RADIUS)
        share = (x - radius) / max(1.0, self.width() - 2 * radius)
        value = slider.low + share * (slider.high - slider.low)
        if slider.step > 0:
            value = round(round((value - slider.low) / slider.step) * slider.step + slider.low, 12)
        self.moved.emit(self._inside(value))

    def _inside(self, value: float) -> float:
        return min(max(value, self._slider.low), self._slider.high)

    def _place(self) -> float:
        radius = theme.em(_RADIUS)
        return radius + (self.width() - 2 * radius) * self.value() / _STEPS


class SliderStrip(QWidget):
    """Play, low end, track, high end, step; every number can be typed."""

    moved = Signal(float)
    settled = Signal()
    range_entered = Signal(float, float, float)
    play_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slider: Slider | None = None
        self._attention = False
        self.play = QToolButton()
        self.play.setIconSize(QSize(theme.whole(16), theme.whole(16)))
        self.play.clicked.connect(self.play_wanted)
        self.track = Track()
        self.track.moved.connect(self.moved)
        self.track.settled.connect(self.settled)
        self.track.settled.connect(self._make_room)
        self.track.play_wanted.connect(self.play_wanted)
        self.low, self.high = EndField(tr("Lowest value")), EndField(tr("Highest value"))
        self.step = EndField(tr("Step"))
        self._step_word = QLabel(tr("step"))
        for field in (self.low, self.high, self.step):
            field.entered.connect(self._changed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(2)
        parts: tuple[QWidget, ...] = (self.play, self.low, self.track, self.high, self._step_word, self.step)
        for part in parts:
            line.addWidget(part, 1 if part is self.track else 0)
        self.show_playing(False)
        self.show_step(False)

    def show_slider(self, slider: Slider) -> None:
        """Show the number and its range."""
        self._slider = slider
        self.track.show_slider(slider)
        self.track.setAccessibleName(tr("Slider {name}", name=slider.name))
        self.low.show_value(slider.low)
        self.high.show_value(slider.high)
        self.step.show_value(slider.step)

    def tab_stops(self) -> list[QWidget]:
        """Where Tab goes, in this order."""
        return [self.play, self.low, self.track, self.high, self.step]

    def show_playing(self, playing: bool) -> None:
        """Show whether the number is moving by itself."""
        show_play(self.play, playing)

    def show_step(self, shown: bool) -> None:
        """Show the step only where there is attention for it."""
        self._attention = shown
        self._make_room()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        """In a narrow pane the track goes before the step, and the step before the word for it."""
        if self.track.held:  # it must not become shorter under the pointer
            return
        for part, room in ((self.step, _ROOM_FOR_STEP), (self._step_word, _ROOM_FOR_WORD)):
            _keep_place(part, self.width() >= theme.em(room))
            part.setVisible(self._attention and self.width() >= theme.em(room))

    def _changed(self, value: float) -> None:
        if self._slider is None:
            return
        low, high, step = self._slider.low, self._slider.high, self._slider.step
        sender = self.sender()
        low, high = (value if sender is self.low else low), (value if sender is self.high else high)
        step = value if sender is self.step else step
        if low < high and step > 0:
            self.range_entered.emit(low, high, step)
        else:
            for field in (self.low, self.high, self.step):
                field.restore()


def _keep_place(part: QWidget, kept: bool) -> None:
    """Let a part have its place while it is hidden too, so that no knob moves when its row is selected."""
    policy = part.sizePolicy()
    if policy.retainSizeWhenHidden() != kept:
        policy.setRetainSizeWhenHidden(kept)
        part.setSizePolicy(policy)


def show_play(button: QToolButton, playing: bool) -> None:
    """Let a button say what it does to a number that is moving by itself, or is not."""
    put(button, "pause" if playing else "play", "accent")
    name = tr("Pause") if playing else tr("Play: move back and forth")
    button.setToolTip(name)
    button.setAccessibleName(name)


def with_range(text: str, low: float, high: float, step: float) -> str:
    """The row `a = 1.5` with that range, whichever it had before."""
    value = text.split(" in ")[0].split(" step ")[0].rstrip()
    return f"{value} in [{number_text(low)}, {number_text(high)}] step {number_text(step)}"
