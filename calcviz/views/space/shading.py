"""The colours of what is painted in space: tints, scales, and a soft light from the upper left."""

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QBrush, QColor

from calcviz.drawing import Floats, Integers
from calcviz.views.colormaps import rgb
from calcviz.views.pens import Look
from calcviz.views.space.camera import Camera
from calcviz.views.space.flats import Flat
from calcviz.views.space.model import Model
from calcviz.views.space.rings import Booleans
from calcviz.views.theme import Theme, channels, luminance, mix

SHEER = 0.42
"""How much of a surface that is seen through covers what is behind it."""
OPAQUE, ROUGH = 0xFF000000, 1 << 32
"""The least opaque colour; what is added to those of pieces that need no smooth edges."""
STEP = 3
"""Colours are told apart to so many 255ths: brushes are made once for each."""


def dark(theme: Theme) -> bool:
    """Whether a theme writes light on dark."""
    return luminance(theme.paper) < 0.2


def tint(theme: Theme, shown: Look, role: str) -> str:
    """The colour of a surface that has no scale: paler than the row's lines, which must be seen on it."""
    if role == "plane":
        return shown.color
    if len(theme.curves) == 1:  # one colour of ink: a picture in greys
        return mix(shown.color, theme.paper, 0.84)
    return mix(shown.color, theme.paper, 0.42 if not dark(theme) else 0.30)


def light(normals: Floats, above: Booleans, camera: Camera) -> Floats:
    """How bright faces with normals (n, 3) are, from 0 to 1; those seen from below face the other way.

    Half of Lambert's law and half a constant, so that no side is black.
    """
    to_light = camera.basis.T @ np.array([-0.38, 0.34, 0.62]) + np.array([0.0, 0.0, 0.5])
    to_light /= np.linalg.norm(to_light)
    facing = np.where(above, 1.0, -1.0) * (normals @ to_light)
    half: Floats = 0.5 + 0.5 * facing
    return half


def piece_colors(
    model: Model, looks: tuple[Look, ...], above: Booleans, camera: Camera, theme: Theme
) -> Integers:
    """The colours of all pieces as 0xAARRGGBB."""
    pieces = model.pieces
    base = np.zeros((pieces.rings.count, 3))
    alpha = np.full(pieces.rings.count, 255, np.int64)
    for number, sheet in enumerate(model.ground.sheets):
        mine = pieces.sheet == number
        shown = looks[sheet.look]
        if sheet.scale is not None and sheet.strength is not None:
            base[mine] = rgb(sheet.scale, theme, pieces.strength[mine])
        else:
            base[mine] = channels(tint(theme, shown, sheet.role))
        share = shown.opacity * (1.0 if sheet.role == "surface" else SHEER)
        alpha[mine] = round(255 * share)
    bright = light(pieces.normal, above, camera)
    return packed(shaded(base, bright, above, theme), alpha)


def flat_color(flat: Flat, shown: Look, camera: Camera, theme: Theme) -> int:
    """The colour of a plane as 0xAARRGGBB: it has one."""
    above = np.array([flat.eye_side(camera) > 0])
    base = np.array([channels(tint(theme, shown, "plane"))], float)
    bright = light(flat.normal[None], above, camera)
    return int(packed(shaded(base, bright, above, theme), round(255 * shown.opacity * SHEER))[0])


def shaded(base: Floats, bright: Floats, above: Booleans, theme: Theme) -> Floats:
    """Colours (n, 3) in that light; the lower side of a surface is duller than its upper one."""
    low, high = (0.34, 1.06) if dark(theme) else (0.58, 1.10)
    factor = (low + (high - low) * bright**1.3) * np.where(above, 1.0, 0.84)
    lit = base * np.minimum(factor, 1.0)[:, None]
    gleam = np.clip(factor - 1.0, 0.0, 1.0)[:, None]
    made: Floats = lit + (255.0 - lit) * gleam * 2.0
    return made


def packed(colors: Floats, alpha: Integers | int = 255) -> Integers:
    """Colours (n, 3) from 0 to 255 as 0xAARRGGBB, a little rounded."""
    r, g, b = (np.clip(np.rint(colors / STEP) * STEP, 0, 255).astype(np.int64)).T
    made: Integers = (np.asarray(alpha, np.int64) << 24) | (r << 16) | (g << 8) | b
    return made


@lru_cache(maxsize=8192)
def brush(color: int) -> QBrush:
    """The brush of 0xAARRGGBB."""
    return QBrush(QColor.fromRgba(color % ROUGH))
