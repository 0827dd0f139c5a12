"""Our icons, painted in the ink of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QMenu

from calcviz.places import resource
from calcviz.ui import theme

Carrier = QAction | QAbstractButton | QMenu

_SIZES = (16, 20)
_SIGN = "sign"


def icon(name: str, tone: str = "soft") -> QIcon:
    """The icon `resources/icons/<name>.svg` in a colour of the look ("soft", "accent", "problem").

    It has the colours of the theme in use now; `put` keeps an icon true to the theme.
    """
    look = theme.look()
    return _icon(name, getattr(look, tone), look.faint, _ratio(), theme.magnification())


def put(carrier: Carrier, name: str, tone: str = "soft") -> None:
    """Give a button, an action or a menu its icon; `refresh` paints it in the colours of a new theme."""
    carrier.setProperty(_SIGN, f"{name} {tone}")
    carrier.setIcon(icon(name, tone))


def refresh(root: QObject) -> None:
    """Paint the icons of everything below an object in the colours of the theme in use."""
    carriers: tuple[Carrier, ...] = (
        *root.findChildren(QAction),
        *root.findChildren(QAbstractButton),
        *root.findChildren(QMenu),
    )
    for carrier in carriers:
        sign = carrier.property(_SIGN)
        if isinstance(sign, str):
            carrier.setIcon(icon(*sign.split(" ")))


def concept_sign(command: str) -> str:
    """The name of a concept's icon, or of the one for all concepts where it has none of its own."""
    return command if resource(f"icons/{command}.svg").is_file() else "concept"


def application_icon() -> QIcon:
    """The coloured sign of the program."""
    return QIcon(str(resource("icons/calcviz.svg")))


def _ratio() -> float:
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


@lru_cache(maxsize=256)
def _icon(name: str, ink: str, faint: str, ratio: float, larger: float) -> QIcon:
    made = QIcon()
    for mode, color in ((QIcon.Mode.Normal, ink), (QIcon.Mode.Disabled, faint)):
        renderer = _renderer(name, color)
        for size in {*_SIZES, *(round(size * larger) for size in _SIZES)}:
            made.addPixmap(_pixmap(renderer, size, ratio), mode)
    return made


def _renderer(name: str, ink: str) -> QSvgRenderer:
    drawn = resource(f"icons/{name}.svg").read_bytes().replace(b"currentColor", ink.encode())
    return QSvgRenderer(QByteArray(drawn))


def _pixmap(renderer: QSvgRenderer, size: int, ratio: float) -> QPixmap:
    pixels = round(size * ratio)
    pixmap = QPixmap(pixels, pixels)
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
