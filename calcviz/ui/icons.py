"""Our icons, painted in the ink of the theme at the moment they are shown."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from calcviz.places import resource
from calcviz.ui import theme


class _Inked(QIconEngine):
    """An icon that asks the theme for its ink whenever it is painted, so that no theme needs new icons."""

    def __init__(self, name: str, tone: str) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        _renderer(self._name, self._ink(mode)).render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return _pixmap(self._name, self._ink(mode), size.width(), size.height())

    def clone(self) -> QIconEngine:
        return _Inked(self._name, self._tone)

    def _ink(self, mode: QIcon.Mode) -> str:
        if mode == QIcon.Mode.Disabled:
            return theme.look().faint
        ink: str = getattr(theme.look(), self._tone)
        return ink


def icon(name: str, tone: str = "soft") -> QIcon:
    """The icon `resources/icons/<name>.svg`; `tone` is a colour of the look ("soft", "accent", "problem")."""
    return QIcon(_Inked(name, tone))


def concept_icon(command: str) -> QIcon:
    """The icon of a concept, or the one for all concepts where it has none of its own."""
    return icon(command if resource(f"icons/{command}.svg").is_file() else "concept")


def application_icon() -> QIcon:
    """The coloured sign of the program."""
    return QIcon(str(resource("icons/calcviz.svg")))


@lru_cache(maxsize=256)
def _renderer(name: str, ink: str) -> QSvgRenderer:
    drawn = resource(f"icons/{name}.svg").read_bytes().replace(b"currentColor", ink.encode())
    return QSvgRenderer(QByteArray(drawn))


@lru_cache(maxsize=512)
def _pixmap(name: str, ink: str, width: int, height: int) -> QPixmap:
    pixmap = QPixmap(width, height)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _renderer(name, ink).render(painter, QRectF(0, 0, width, height))
    painter.end()
    return pixmap
