"""Small pictures of documents, painted by CalcViz itself, one after the other while nothing else is to do."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QColor, QPainter, QPixmap
from shiboken6 import isValid

from calcviz.engine.background import Background
from calcviz.engine.frame import Frame
from calcviz.scene.document import Document, Space
from calcviz.scene.files import to_json
from calcviz.scene.framing import framed
from calcviz.session import Session
from calcviz.ui.picture_cache import PictureCache
from calcviz.views.paint import paint_frame
from calcviz.views.panel_parts import all_stacked, paint_panels, panels_of, plane_part
from calcviz.views.theme import Theme

SCALE = 0.72
"""The size of everything in a small picture, beside that on the plane."""

NEARER = 1.3
"""How much nearer a small picture comes to the box of space: its numbers need no margin of their own."""

_TOGETHER = 8
"""The pictures that are handed over at once."""

_MOST_KEPT = 160


@dataclass(frozen=True, slots=True)
class Wanted:
    """A picture of an example by its name, in a language, `width` × `height` logical pixels on a screen."""

    name: str
    language: str
    theme: Theme
    width: int
    height: int
    ratio: float
    scale: float = SCALE


class Pictures(QObject):
    """Paints what is asked for when there is time, and keeps it: the same is asked for again and again.

    Pictures are handed over some together, which is calmer to look at. Where there is a `background`, the
    mathematics is done there: some functions take long.
    """

    cache: ClassVar[PictureCache] = PictureCache()
    _kept: ClassVar[dict[Wanted, QPixmap]] = {}

    def __init__(self, parent: QObject, background: Background | None = None) -> None:
        super().__init__(parent)
        self._background = background
        self._asked: dict[Wanted, tuple[Document, Callable[[QPixmap], None]]] = {}
        self._idle = QTimer(self, singleShot=True, interval=0)
        self._idle.timeout.connect(self._next)
        self._working = False
        self._ready: list[tuple[Callable[[QPixmap], None], str, QPixmap]] = []

    def ask(self, wanted: Wanted, document: Document, then: Callable[[QPixmap], None]) -> None:
        """Hand over a picture: now where it is known, else when it is painted."""
        known = self._kept.get(wanted)
        if known is None:
            known = self._read(wanted, document)
        if known is not None:
            then(known)
            return
        self._asked[wanted] = document, then
        self._idle.start()

    def _next(self) -> None:
        if not self._asked or self._working:
            return
        wanted = next(iter(self._asked))
        document, _ = self._asked[wanted]
        found: list[Frame] = []
        if self._background is None:
            self._finish(wanted, [seen(document, wanted)])
            return
        self._working = True
        self._background(lambda: found.append(seen(document, wanted)), lambda: self._finish(wanted, found))

    def _finish(self, wanted: Wanted, found: list[Frame]) -> None:
        if not isValid(self):
            return  # nobody looks any more
        self._working = False
        asked = self._asked.pop(wanted, None)
        if asked is not None and found:
            picture = painted(found[0], wanted, asked[0].space)
            self._remember(wanted, picture)
            self._ready.append((asked[1], _key(wanted, asked[0]), picture))
        if len(self._ready) == _TOGETHER or not self._asked:
            ready, self._ready = self._ready, []
            for show, _, picture in ready:
                show(picture)
            for _, key, picture in ready:
                self.cache.keep(key, picture)
        if self._asked:
            self._idle.start()

    def _read(self, wanted: Wanted, document: Document) -> QPixmap | None:
        """The picture as it was kept by an earlier run."""
        picture = self.cache.find(_key(wanted, document))
        if picture is not None:
            picture.setDevicePixelRatio(wanted.ratio)
            self._remember(wanted, picture)
        return picture

    def _remember(self, wanted: Wanted, picture: QPixmap) -> None:
        if len(self._kept) >= _MOST_KEPT:
            self._kept.clear()
        self._kept[wanted] = picture


def _key(wanted: Wanted, document: Document) -> str:
    return f"{wanted} {to_json(document)}"


def seen(document: Document, wanted: Wanted) -> Frame:
    """What is to be seen of a document in a small picture; safe on any thread."""
    size = round(wanted.width / wanted.scale), round(wanted.height / wanted.scale)
    session = Session(replace(document, viewport=framed(document.viewport, size)))
    session.look_at_space(document.layout != "plane")
    rows = session.frame.rows
    panels = len(panels_of(rows))
    if _is_spatial(session.frame):
        import_module("calcviz.views.space.picture")  # 100 ms that the window need not wait for
    elif panels:
        room = plane_part(*size, panels, all_stacked(rows))
        session.set_viewport(framed(document.viewport, room))
    return session.frame


def painted(frame: Frame, wanted: Wanted, space: Space) -> QPixmap:
    """The picture as the window shows it, smaller, with its points to drag; of two views that of space."""
    scale = wanted.scale * wanted.ratio
    size = round(wanted.width / wanted.scale), round(wanted.height / wanted.scale)
    picture = QPixmap(round(wanted.width * wanted.ratio), round(wanted.height * wanted.ratio))
    picture.fill(QColor(wanted.theme.paper))
    painter = QPainter(picture)
    try:
        painter.scale(scale, scale)
        if _is_spatial(frame):
            _paint_space(painter, frame, wanted, replace(space, zoom=NEARER * space.zoom))
        else:
            paint_frame(painter, frame, wanted.theme, ratio=scale, handles=True)
            if panels_of(frame.rows):
                paint_panels(painter, frame, wanted.theme, size, ratio=scale, handles=True)
    finally:
        painter.end()
    picture.setDevicePixelRatio(wanted.ratio)
    return picture


def _is_spatial(frame: Frame) -> bool:
    return any(row.row.visible and row.space for row in frame.rows)


def _paint_space(painter: QPainter, frame: Frame, wanted: Wanted, space: Space) -> None:
    """Paint space as coarsely as while it is turned: a small picture shows no more."""
    from calcviz.views.space.picture import Picture  # most pictures show the plane

    picture = Picture()
    picture.frame, picture.space, picture.theme = frame, space, wanted.theme
    picture.size = wanted.width / wanted.scale, wanted.height / wanted.scale
    picture.ratio, picture.moving = wanted.scale * wanted.ratio, True
    picture.paint(painter)
