"""What every view relies on in what concepts draw, in the plane and in space."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from calcviz.drawing import (
    Arrows,
    Bars,
    Drawing,
    Handle,
    Heatmap,
    Label,
    LevelCurves,
    Markers,
    Patch,
    Polyline,
    Primitive,
)
from calcviz.drawing.space import (
    Faces,
    Mesh,
    SpaceArrows,
    SpaceHandle,
    SpaceLabel,
    SpaceLine,
    SpaceMarkers,
    SpacePrimitive,
)

Part = Primitive | SpacePrimitive
Array = NDArray[np.float64]

FIELDS = {
    Bars: ("x", "low", "high"),
    Markers: ("x", "y"),
    Polyline: ("x", "y"),
    Arrows: ("x", "y", "dx", "dy"),
    LevelCurves: ("x", "y"),
    Patch: ("x", "y"),
    Faces: ("x", "y", "z"),
    SpaceLine: ("x", "y", "z"),
    SpaceArrows: ("x", "y", "z", "dx", "dy", "dz"),
    SpaceMarkers: ("x", "y", "z"),
}
"""The vectors of a primitive that are equally long and hold numbers only."""

PLACED = {Handle: "xy", Label: "xy", SpaceHandle: "xyz", SpaceLabel: "xyz"}


def parts_of(drawing: Drawing) -> tuple[Primitive, ...]:
    """The primitives of a drawing and of its panels."""
    return drawing.primitives + tuple(part for panel in drawing.panels for part in panel.primitives)


def arrays(*parts: Part) -> Iterator[Array]:
    """Every vector of some primitives, in order."""
    for part in parts:
        for name in FIELDS.get(type(part), ()):
            yield getattr(part, name)
        if isinstance(part, Mesh) and part.rim is not None:
            yield from arrays(part.rim)


def require_sound(drawing: Drawing) -> None:
    """Finite vectors of equal length, pieces that begin at 0, and results that are numbers or missing."""
    assert isinstance(drawing, Drawing)
    for part in parts_of(drawing):
        require_sound_part(part)
    for panel in drawing.panels:
        assert np.isfinite([*panel.x_range, *panel.y_range]).all()
        assert panel.x_range[0] < panel.x_range[1] and panel.y_range[0] < panel.y_range[1]
    for readout in drawing.readouts:
        assert readout.value is None or np.isfinite(readout.value)
        assert readout.values is None or np.isfinite(np.array(readout.values, float)).all()


def require_sound_part(part: Part) -> None:
    """One primitive, of the plane or of space."""
    vectors = [getattr(part, name) for name in FIELDS.get(type(part), ())]
    for vector in vectors:
        assert vector.ndim == 1
        assert vector.shape == vectors[0].shape
        assert np.isfinite(vector).all()
    if type(part) in PLACED:
        assert np.isfinite([getattr(part, axis) for axis in PLACED[type(part)]]).all()
    if isinstance(part, Polyline | LevelCurves | Patch | SpaceLine | Faces):
        assert part.starts[0] == 0
        assert (np.diff(part.starts) > 0).all()
        assert part.starts[-1] < len(part.x)
    if isinstance(part, LevelCurves):
        assert len(part.of) == len(part.starts)
        assert part.of.min() >= 0 and part.of.max() < len(part.levels)
        assert (np.diff(part.levels) > 0).all()
        assert len(part.texts) in (0, len(part.levels))
    if isinstance(part, Arrows) and part.strength is not None:
        assert part.strength.shape == part.x.shape
    if isinstance(part, Heatmap):
        assert part.values.ndim == 2
        assert part.x_low < part.x_high and part.y_low < part.y_high
    if isinstance(part, Mesh):
        _require_sound_mesh(part)
    scale = getattr(part, "scale", None)
    if scale is not None:
        assert scale.low < scale.high
        assert np.isfinite([scale.low, scale.high]).all()
        assert scale.kind == "sequential" or scale.low == -scale.high


def _require_sound_mesh(part: Mesh) -> None:
    rows, columns = part.z.shape
    assert part.x.shape == (columns,) and part.y.shape == (rows,)
    assert (np.diff(part.x) > 0).all() and (np.diff(part.y) > 0).all()
    assert part.broken.shape == (rows - 1, columns - 1)
    there = np.isfinite(part.z)
    corners = there[:-1, :-1] & there[:-1, 1:] & there[1:, :-1] & there[1:, 1:]
    assert corners[~part.broken].all()
    assert part.strength is None or part.strength.shape == part.z.shape
    if part.strength is not None:
        assert np.isfinite(part.strength[there]).all()
    if part.rim is not None:
        require_sound_part(part.rim)
        assert part.rim.strength is None or part.rim.strength.shape == part.rim.starts.shape
