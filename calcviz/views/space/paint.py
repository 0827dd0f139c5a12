"""Space painted by any QPainter: on the screen, into an image, an SVG or a PDF."""

from collections.abc import Callable, Iterator
from functools import partial

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPen

from calcviz.drawing import Floats, Integers
from calcviz.engine.frame import Frame, FrameRow
from calcviz.scene.document import Space
from calcviz.views.pens import Look, look_of
from calcviz.views.space.bars import bars_of, camera_of, paint_bars
from calcviz.views.space.camera import Camera
from calcviz.views.space.flats import Flat, layers
from calcviz.views.space.gather import Scene, scene
from calcviz.views.space.ink import paint_flat, paint_items, pen_of
from calcviz.views.space.projected import Projected, polygons_first, projected
from calcviz.views.space.spots import Touched, paint_spots
from calcviz.views.space.walls import Edge, edges, paint_numbers, paint_walls
from calcviz.views.theme import Theme

PART = 2000
"""Items that are painted in one go: some ten milliseconds."""


def paint_space(
    painter: QPainter,
    frame: Frame,
    space: Space,
    width: float,
    height: float,
    theme: Theme,
    *,
    ratio: float = 1.0,
    handles: bool = False,
) -> None:
    """Paint space into the rectangle 0, 0, width, height as finely as it is known.

    `ratio` is the number of device pixels per logical pixel. Handles are for a screen only; without them a
    handle is the point that it is. A frame without a box shows nothing but paper.
    """
    painter.save()
    painter.setClipRect(0, 0, int(np.ceil(width)), int(np.ceil(height)), Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if not theme.clear:
        painter.fillRect(0, 0, int(np.ceil(width)), int(np.ceil(height)), QColor(theme.paper))
    if frame.box is not None:
        camera = camera_of(frame, frame.box, space, width, height, theme)
        seen = scene(frame.rows, camera, theme=theme)
        found = paint_scene(painter, seen, camera, theme, ratio)
        paint_spots(painter, seen.rows, seen.model.ground, camera, theme, found, Touched(discs=handles))
    painter.restore()


def paint_scene(
    painter: QPainter,
    seen: Scene,
    camera: Camera,
    theme: Theme,
    ratio: float = 1.0,
    within: Floats | None = None,
    *,
    rough: bool = False,
) -> tuple[Edge, ...]:
    """Paint the box, its numbers, colour bars, and what is in it from back to front; no points and texts.

    With `within`, only what meets one of those rectangles (n, 4), to which the painter is clipped: left,
    top, right and bottom. `rough` is for pictures in motion. Returns the axes.
    """
    found = axes(camera, theme)
    for part in parts(seen, camera, theme, ratio, within, rough=rough, found=found):
        part(painter)
    return found


def axes(camera: Camera, theme: Theme) -> tuple[Edge, ...]:
    """The numbered edges of the box; none in bare pictures."""
    return () if theme.bare else edges(camera)


def parts(
    seen: Scene,
    camera: Camera,
    theme: Theme,
    ratio: float,
    within: Floats | None = None,
    *,
    rough: bool = False,
    found: tuple[Edge, ...],
) -> Iterator[Callable[[QPainter], None]]:
    """What paint_scene paints, in parts of some milliseconds one after the other."""
    if not theme.bare:
        yield lambda painter: paint_walls(painter, camera, theme)
    looks = looks_of(seen.rows, theme)
    shown = projected(seen, looks, camera, theme, ratio, rough=rough)
    items = shown.in_order()
    if within is not None:
        items = items[shown.meeting(within)[items]]
    yield from _layers_in_parts(seen, shown, items, camera, theme)

    def at_last(painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_numbers(painter, theme, found)
        paint_bars(painter, bars_of(seen.rows, camera.width, camera.height, theme), theme)

    yield at_last


def _layers_in_parts(
    seen: Scene, shown: Projected, items: Integers, camera: Camera, theme: Theme
) -> Iterator[Callable[[QPainter], None]]:
    """Surfaces, lines, arrows and planes, each after all that it can hide."""
    looks = looks_of(seen.rows, theme)
    pens = pens_of(seen, looks, theme)
    sides = polygons_first(seen.model.sides, seen.model)
    for layer in layers(items, sides, seen.model.flats, camera):
        if isinstance(layer, Flat):
            yield partial(paint_flat, flat=layer, shown=looks[layer.look], camera=camera, theme=theme)
            continue
        for begin in range(0, len(layer), PART):
            yield partial(paint_items, shown=shown, pens=pens, items=layer[begin : begin + PART])


def looks_of(rows: tuple[FrameRow, ...], theme: Theme) -> tuple[Look, ...]:
    """The looks of rows."""
    return tuple(look_of(theme, row) for row in rows)


def pens_of(seen: Scene, looks: tuple[Look, ...], theme: Theme) -> list[QPen]:
    """The pens of the lines of a scene."""
    return [pen_of(ink, looks[ink.row], theme) for ink in seen.inks]
