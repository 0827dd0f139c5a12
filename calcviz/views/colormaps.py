"""Numbers as colours: maps of even steps, that eyes of any kind read, for light, dark and grey pictures."""

from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calcviz.drawing import ColorScale, Floats
from calcviz.views.theme import Theme, channels, legible

Bytes = NDArray[np.uint8]

STEPS = 256
LINE_CONTRAST = 3.0
"""The least contrast of a line against the paper (WCAG 2.2, success criterion 1.4.11)."""

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)

_PALE_TO_DEEP = (
    (0.97, 0.045, 100.0),
    (0.90, 0.085, 122.0),
    (0.82, 0.095, 155.0),
    (0.74, 0.090, 200.0),
    (0.66, 0.095, 245.0),
    (0.58, 0.115, 285.0),
)
"""Lightness, chroma and hue in OKLab: the farther from white paper, the more. Ink is read on all of it."""
_DEEP_TO_PALE = (
    (0.25, 0.060, 290.0),
    (0.32, 0.085, 272.0),
    (0.40, 0.085, 245.0),
    (0.48, 0.080, 205.0),
    (0.55, 0.090, 165.0),
    (0.62, 0.110, 130.0),
)
_GREYS = ((0.97, 0.0, 0.0), (0.62, 0.0, 0.0))
_LINES = (
    (0.68, 0.150, 140.0),
    (0.61, 0.105, 195.0),
    (0.53, 0.130, 248.0),
    (0.44, 0.170, 290.0),
    (0.34, 0.130, 322.0),
)
"""The same for lines, which are seen on paper only where they differ much from it."""
_LINES_ON_DARK = (
    (0.55, 0.130, 278.0),
    (0.64, 0.120, 240.0),
    (0.73, 0.110, 200.0),
    (0.82, 0.135, 155.0),
    (0.91, 0.150, 112.0),
)
_GREY_LINES = ((0.66, 0.0, 0.0), (0.0, 0.0, 0.0))
_BLUE, _ORANGE = (0.60, 0.130, 256.0), (0.68, 0.135, 55.0)
_BLUE_ON_DARK, _ORANGE_ON_DARK = (0.56, 0.125, 254.0), (0.58, 0.120, 55.0)
_BLUE_LINE, _ORANGE_LINE = (0.45, 0.170, 262.0), (0.55, 0.150, 48.0)
_BLUE_LINE_ON_DARK, _ORANGE_LINE_ON_DARK = (0.72, 0.140, 252.0), (0.78, 0.145, 62.0)


def rgb(scale: ColorScale, theme: Theme, values: ArrayLike) -> Bytes:
    """The colours of numbers, shape (…, 3): in bands where the scale has levels, each in that of its middle.

    What is not finite has the colour of an end.
    """
    colors, entries = _looked_up(scale, theme, values)
    made: Bytes = colors[entries]
    return made


def argb(scale: ColorScale, theme: Theme, values: Floats) -> NDArray[np.uint32]:
    """The same as the pixels of an opaque QImage, 0xffrrggbb."""
    colors, entries = _looked_up(scale, theme, values)
    red, green, blue = colors.astype(np.uint32).T
    return np.take(np.uint32(0xFF000000) | red << 16 | green << 8 | blue, entries)


def _looked_up(scale: ColorScale, theme: Theme, values: ArrayLike) -> tuple[Bytes, NDArray[np.int64]]:
    """A table of colours, and the entry of each number in it."""
    inner = inner_levels(scale)
    if inner:
        return band_colors(scale, theme), np.searchsorted(inner, values, "right")
    return ramp(theme, scale.kind), _entries(share_of(scale, values))


def band_colors(scale: ColorScale, theme: Theme) -> Bytes:
    """The colours of the bands between the levels of a scale, from below, shape (bands, 3)."""
    edges = share_of(scale, (scale.low, *inner_levels(scale), scale.high))
    return ramp(theme, scale.kind)[_entries((edges[:-1] + edges[1:]) / 2)]


def line_colors(scale: ColorScale, theme: Theme, values: ArrayLike) -> list[str]:
    """The colours of lines for numbers: those of surfaces, as far from the paper as a line must be."""
    return [line_color(theme, scale.kind, int(entry)) for entry in _entries(share_of(scale, values))]


@lru_cache(maxsize=4096)
def line_color(theme: Theme, kind: str, entry: int) -> str:
    """The colour of a line for one of the STEPS entries of a map."""
    red, green, blue = ramp(theme, kind, lines=True)[entry].tolist()
    return legible(f"#{red:02x}{green:02x}{blue:02x}", theme.paper, theme.ink, LINE_CONTRAST)


def share_of(scale: ColorScale, values: ArrayLike) -> Floats:
    """How far numbers lie on their scale, from 0 to 1; beyond an end they lie there.

    Between levels in uneven steps (1, 2, 5, 10, …) each step has the same share, so that all are told apart.
    """
    x, y = _knots(scale)
    made: Floats = np.interp(np.asarray(values, np.float64), x, y)
    return made


@lru_cache(maxsize=256)
def inner_levels(scale: ColorScale) -> tuple[float, ...]:
    """The levels that part the scale into bands."""
    return tuple(level for level in scale.levels if scale.low < level < scale.high)


@lru_cache(maxsize=256)
def _knots(scale: ColorScale) -> tuple[Floats, Floats]:
    """Numbers in rising order, and the shares of the scale at which they lie."""
    if not scale.high > scale.low:
        return np.array([scale.low]), np.array([0.5])
    inner = inner_levels(scale)
    x, steps = np.array([scale.low, *inner, scale.high]), np.diff(inner)
    if len(inner) < 3 or np.ptp(steps) < 1e-6 * steps.max():
        return np.array([scale.low, scale.high]), np.array([0.0, 1.0])
    rank = np.arange(float(len(x)))
    if scale.kind == "diverging":
        rank -= np.interp(0.0, x, rank)
        return x, 0.5 + rank / (2 * abs(rank).max())
    return x, rank / rank[-1]


def _entries(shares: Floats) -> NDArray[np.int64]:
    with np.errstate(invalid="ignore"):
        return np.minimum(np.nan_to_num(shares) * STEPS, STEPS - 1).astype(np.int64)


@lru_cache(maxsize=16)
def ramp(theme: Theme, kind: str, *, lines: bool = False) -> Bytes:
    """The colours of a map for surfaces or for `lines`, shape (STEPS, 3): equally far apart in OKLab."""
    return _bytes(_even(_points(theme, kind, lines), STEPS))


def _points(theme: Theme, kind: str, lines: bool) -> Floats:
    """The control points of a map in OKLab, shape (n, 3)."""
    paper = _lab(np.array(channels(theme.paper), float) / 255)
    dark = bool(paper[0] < 0.5)
    if len(theme.curves) == 1:  # one colour of ink: a picture in greys
        return _polar(_GREY_LINES if lines else _GREYS)
    if kind == "sequential":
        if lines:
            return _polar(_LINES_ON_DARK if dark else _LINES)
        return _polar(_DEEP_TO_PALE if dark else _PALE_TO_DEEP)
    if lines:
        arms = (_BLUE_LINE_ON_DARK, _ORANGE_LINE_ON_DARK) if dark else (_BLUE_LINE, _ORANGE_LINE)
        middle = np.array([0.62, 0.0, 0.0])
    else:
        arms = (_BLUE_ON_DARK, _ORANGE_ON_DARK) if dark else (_BLUE, _ORANGE)
        middle = paper + np.array([0.03 if dark else -0.02, 0.0, 0.0])
    low, high = _polar(arms)
    return np.array([low, middle, high])


def _polar(points: tuple[tuple[float, float, float], ...]) -> Floats:
    """Lightness, chroma and hue as OKLab; between two points the hue turns evenly."""
    light, chroma, hue = np.array(points).T
    at, fine = np.arange(len(points)), np.linspace(0, len(points) - 1, 16 * (len(points) - 1) + 1)
    fine = fine if len(points) > 2 else at.astype(float)
    light, chroma, hue = (np.interp(fine, at, part) for part in (light, chroma, hue))
    turn = np.radians(hue)
    return np.stack([light, chroma * np.cos(turn), chroma * np.sin(turn)], 1)


def _even(points: Floats, count: int) -> Floats:
    """So many points along the line through control points, at equal distances; its corner stays in it."""
    steps = np.hypot(np.hypot(*np.diff(points[:, :2], axis=0).T), np.diff(points[:, 2]))
    if len(points) == 3:  # both arms of a diverging map take the same room
        steps = np.ones(2)
    along = np.concatenate(([0.0], np.cumsum(steps)))
    wanted = np.linspace(0.0, along[-1], count)
    return np.stack([np.interp(wanted, along, part) for part in points.T], 1)


def _bytes(lab: Floats) -> Bytes:
    """OKLab as sRGB; what no screen shows is cut off."""
    cones = lab @ np.linalg.inv(_TO_LAB).T
    linear = np.clip((cones**3) @ np.linalg.inv(_TO_CONES).T, 0.0, 1.0)
    shown = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.round(shown * 255).astype(np.uint8)


def _lab(color: Floats) -> Floats:
    """sRGB from 0 to 1 as OKLab (B. Ottosson, "A perceptual color space for image processing", 2020)."""
    linear = np.where(color <= 0.04045, color / 12.92, ((color + 0.055) / 1.055) ** 2.4)
    made: Floats = np.cbrt(linear @ _TO_CONES.T) @ _TO_LAB.T
    return made
