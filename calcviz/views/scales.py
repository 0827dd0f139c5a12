"""The scales of colours that a picture has."""

from collections.abc import Iterable, Mapping

from calcviz.drawing import Arrows, ColorScale, Heatmap, LevelCurves, Primitive
from calcviz.engine.frame import FrameRow

Scales = Mapping[ColorScale, bool]
"""The scales of a picture, and whether surfaces have their colours or lines only."""


def scales_of(rows: Iterable[FrameRow]) -> dict[ColorScale, bool]:
    """The scales of the visible rows, in their order."""
    found: dict[ColorScale, bool] = {}
    for row in rows:
        for item in row.drawing.primitives if row.row.visible else ():
            scale = scale_of(item)
            if scale is not None:
                found[scale] = found.get(scale, False) or isinstance(item, Heatmap)
    return found


def scale_of(item: Primitive) -> ColorScale | None:
    """The scale of what is coloured by one."""
    if isinstance(item, Heatmap):
        return item.scale
    if isinstance(item, LevelCurves) or (isinstance(item, Arrows) and item.strength is not None):
        return item.scale
    return None
