"""The picture of space that is on the screen: kept as long as nothing moves, painted coarser while it does."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPixmap

from calcviz.engine.frame import Frame, FrameRow
from calcviz.scene.document import Space
from calcviz.views.space.camera import Camera
from calcviz.views.space.gather import Scene, scene
from calcviz.views.space.paint import paint_scene
from calcviz.views.space.spots import Touched
from calcviz.views.theme import LIGHT, Theme


class Picture:
    """What is painted of a frame; `moving` asks for the coarse surfaces."""

    def __init__(self) -> None:
        self.frame: Frame | None = None
        self.space = Space()
        self.theme: Theme = LIGHT
        self.size = (1.0, 1.0)
        self.ratio = 1.0
        self.moving = False
        self.touched = Touched(discs=True)
        self._scenes: dict[bool, tuple[object, Scene]] = {}
        self._key: object = None
        self._pixmap = QPixmap()

    def camera(self) -> Camera | None:
        """How the box of the frame is seen; None where there is none."""
        if self.frame is None or self.frame.box is None:
            return None
        return Camera(self.space, self.frame.box, *self.size)

    def rows(self) -> tuple[FrameRow, ...]:
        """The rows that are shown."""
        return self.frame.rows if self.frame is not None else ()

    def scene(self, *, coarse: bool = False) -> Scene | None:
        """What the rows show, made anew only where they or the box are others."""
        camera = self.camera()
        if camera is None or self.frame is None:
            return None
        key = (tuple((id(row.space), row.row, row.faded) for row in self.frame.rows), self.frame.box)
        known = self._scenes.get(coarse)
        if known is None or known[0] != key:
            known = key, scene(self.frame.rows, camera, coarse=coarse)
            self._scenes[coarse] = known
        return known[1]

    def paint(self, painter: QPainter) -> None:
        """Paint the picture, or copy it where it is the same as before."""
        seen, camera = self.scene(coarse=self.moving), self.camera()
        if seen is None or camera is None:
            painter.fillRect(QRectF(0, 0, *self.size), QColor(self.theme.paper))
            return
        key = (seen, self.space, self.theme, self.size, self.ratio, self.touched)
        if key != self._key:
            self._render(seen, camera)
            self._key = key
        painter.drawPixmap(0, 0, self._pixmap)

    def _render(self, seen: Scene, camera: Camera) -> None:
        width, height = (round(side * self.ratio) for side in self.size)
        if (self._pixmap.width(), self._pixmap.height()) != (width, height):
            self._pixmap = QPixmap(width, height)
        self._pixmap.setDevicePixelRatio(self.ratio)
        self._pixmap.fill(QColor(self.theme.paper))
        painter = QPainter(self._pixmap)
        try:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_scene(painter, seen, camera, self.theme, self.ratio, self.touched)
        finally:
            painter.end()
