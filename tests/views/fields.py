"""Fields made by hand for the plane: a bowl and a saddle with level curves, arrows, a map of colours."""

import numpy as np

from calcviz.drawing import Arrows, ColorScale, Floats, Heatmap, LevelCurves, Patch
from calcviz.engine.frame import Frame
from calcviz.scene.document import Viewport
from tests.views.frames import START, row

VIEW = Viewport(-5, 5, -3.125, 3.125, 480, 300)
BANDS = ColorScale(0.0, 25.0, (5.0, 10.0, 15.0, 20.0), latex="g(x, y)")
SIGNED = ColorScale(-8.0, 8.0, kind="diverging", latex="h")
LEVELS = (1.0, 2.0, 4.0, 6.0, 9.0)


def circles(*, scale: ColorScale | None = None, texts: bool = True) -> LevelCurves:
    """Where x² + y² has one of the LEVELS: circles about the origin."""
    turn = np.linspace(0, 2 * np.pi, 181)
    x = np.concatenate([np.sqrt(level) * np.cos(turn) for level in LEVELS])
    y = np.concatenate([np.sqrt(level) * np.sin(turn) for level in LEVELS])
    count = len(LEVELS)
    said = tuple(f"{level:g}" for level in LEVELS) if texts else ()
    return LevelCurves(x, y, 181 * np.arange(count), np.arange(count), LEVELS, said, scale)


def bowl(scale: ColorScale = BANDS) -> Heatmap:
    """The heights x² + y², undefined where x > 4."""
    x, y = VIEW.x_axis.values((np.arange(60) + 0.5) / 60), np.linspace(-3.125, 3.125, 41)
    y = (y[:-1] + y[1:]) / 2
    values: Floats = np.where(x[None, :] > 4, np.nan, x[None, :] ** 2 + y[:, None] ** 2)
    return Heatmap(-5, 5, -3.125, 3.125, values, scale)


def vectors(*ends: tuple[float, float, float, float]) -> Arrows:
    """Arrows by their tails and what they add."""
    return Arrows(*np.array(ends, float).T)


def stirred(*, colored: bool = False) -> Arrows:
    """The field (-y, x), its arrows half a unit long at most and a dot at the origin."""
    x, y = (part.ravel() for part in np.meshgrid(np.arange(-4.0, 5.0), np.arange(-2.0, 3.0)))
    length = np.hypot(x, y)
    share = 0.16
    scale = ColorScale(0.0, 4.5, latex="|F|") if colored else None
    return Arrows(x, y, -y * share, x * share, "field", length if colored else None, scale)


def square() -> tuple[Patch, Patch]:
    """A square, and a parallelogram."""
    first = Patch(np.array([-3.0, -2, -2, -3]), np.array([-2.0, -2, -1, -1]), START)
    return first, Patch(np.array([1.0, 3, 3.5, 1.5]), np.array([-2.0, -1.5, -0.5, -1]), START, "image")


def field_frame(*, mapped: bool = False) -> Frame:
    """Level curves, a field by colour, a vector and patches; or level curves on a map with a vector."""
    vector = row(3, vectors((1.0, 1.0, 1.0, 1.0)))
    if mapped:
        return Frame((row(1, bowl(), circles()), vector), VIEW)
    return Frame((row(1, circles()), row(2, stirred(colored=True)), vector, row(4, *square())), VIEW)
