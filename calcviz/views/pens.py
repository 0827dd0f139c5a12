"""Every pen: widths are logical pixels, which the screen's or the picture's pixel ratio scales."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPen

from calcviz.drawing import Role
from calcviz.engine.frame import FrameRow
from calcviz.scene.document import Mark, Style
from calcviz.views.theme import DASHED, DOTTED, SOLID, Dashes, Theme, mix

LINE_SHARE = 0.85
"""A tangent or secant is drawn a little thinner than the curve it belongs to."""
CONSTRUCTION_WIDTH = 1.3
STRICT_SHARE = 0.85
"""So is the edge of a region that does not belong to it."""
MODEL_WIDTH = 1.6
ASYMPTOTE_WIDTH = 1.2
AXIS_WIDTH = 1.25
TICK_WIDTH = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """How a row's primitives are drawn in a theme."""

    color: str
    text: str
    muted: str
    width: float
    dash: Dashes
    opacity: float
    asymptotes: bool
    mark: Mark = ""


@lru_cache(maxsize=512)
def look(theme: Theme, style: Style, faded: bool) -> Look:
    """The look of a row with that style."""
    color = theme.color(style, faded=faded)
    return Look(
        color=color,
        text=theme.text_color(style, faded=faded),
        muted=mix(color, theme.paper, 0.25),
        width=style.width,
        dash=theme.dash(style),
        opacity=style.opacity,
        asymptotes=style.asymptotes,
        mark=theme.shape(style),
    )


def look_of(theme: Theme, row: FrameRow) -> Look:
    """The look of a row of a frame."""
    return look(theme, row.row.style, row.faded)


@lru_cache(maxsize=1024)
def stroke_pen(shown: Look, role: Role) -> QPen:
    """The pen of a polyline by its role."""
    rules: dict[Role, Callable[[], QPen]] = {
        "curve": lambda: pen(shown.color, shown.width, shown.dash),
        "line": lambda: pen(shown.color, shown.width * LINE_SHARE, shown.dash),
        "construction": lambda: pen(shown.muted, min(CONSTRUCTION_WIDTH, shown.width), shown.dash),
        "model": lambda: pen(shown.color, min(MODEL_WIDTH, shown.width), shown.dash or DASHED),
        "strict": lambda: pen(shown.color, shown.width * STRICT_SHARE, _otherwise(shown.dash)),
        "asymptote": lambda: pen(shown.muted, min(ASYMPTOTE_WIDTH, shown.width), DASHED),
    }
    return rules[role]()


def _otherwise(dash: Dashes) -> Dashes:
    """Dashes for an edge that does not belong, where those that do are drawn with `dash`."""
    return DOTTED if dash == DASHED else DASHED


@lru_cache(maxsize=1024)
def quick_pen(shown: Look, role: Role) -> QPen:
    """The same pen with cheaper joins, for lines whose segments hardly turn."""
    made = QPen(stroke_pen(shown, role))
    made.setJoinStyle(Qt.PenJoinStyle.BevelJoin)
    return made


@lru_cache(maxsize=1024)
def flat_pen(shown: Look, role: Role) -> QPen:
    """The same pen with flat ends: Qt strokes single straight lines ten times as fast with it."""
    made = QPen(stroke_pen(shown, role))
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    return made


@lru_cache(maxsize=1024)
def pen(color: str, width: float, dash: Dashes = SOLID) -> QPen:
    """A round pen; dashes are in units of its width and have flat ends, dots are round."""
    made = QPen(QColor(color), width)
    made.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    made.setCapStyle(Qt.PenCapStyle.RoundCap)
    if dash:
        made.setDashPattern(list(dash))
        if min(dash) > 1:
            made.setCapStyle(Qt.PenCapStyle.FlatCap)
    return made


@lru_cache(maxsize=64)
def hairline(color: str, width: float, ratio: float) -> tuple[QPen, float, float]:
    """A crisp pen for upright and level lines: the pen, its width and the offset of its middle.

    The width is a whole number of device pixels, and the middle of the line lies where both its edges fall
    between pixels: position = round(p · ratio) / ratio + offset.
    """
    pixels = max(1, round(width * ratio))
    made = QPen(QColor(color), pixels / ratio)
    made.setCapStyle(Qt.PenCapStyle.FlatCap)
    return made, pixels / ratio, (pixels % 2) / 2 / ratio
