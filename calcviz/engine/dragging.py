"""What a concept becomes when one of its handles is dragged to a place, or moved by keys."""

from calcviz.engine.frame import FrameRow
from calcviz.maths.axis import Axis
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.ray import Ray
from calcviz.scene.concept import Concept, FieldSpec, Lifted, Sighted, kind_of, with_fields
from calcviz.scene.document import Viewport
from calcviz.scene.snap import snapped, stepped

PANEL = 300.0
"""Pixels of a panel with logarithmic axes, about: as finely a handle in it is dragged."""


def dragged(concept: Concept, row: FrameRow, handle: str, x: float, y: float, view: Viewport) -> Concept:
    """The concept after its handle was dragged to (x, y), rounded to what a pixel can mean there."""
    across, up = _axes(row, handle, view)
    return concept.drag(handle, snapped(x, across.unit(x)), snapped(y, up.unit(y)))


def pulled(concept: Concept, handle: str, to: Ray | float, box: Box | None) -> Concept:
    """The concept after its handle in space was pulled towards a line of sight, or moved to a height.

    A height is rounded to what a pixel can mean in the box.
    """
    if isinstance(to, Ray):
        return concept.drag_sight(handle, to) if isinstance(concept, Sighted) else concept
    if not isinstance(concept, Lifted):
        return concept
    return concept.lift(handle, to if box is None else snapped(to, PANEL / (box.z_high - box.z_low)))


def raised(concept: Concept, row: FrameRow, handle: str, steps: float) -> Concept:
    """The concept after its handle in space was moved up by steps of its field."""
    found = row.handle(handle)
    height = getattr(found, "z", None)
    if not isinstance(concept, Lifted) or height is None:
        return concept
    specs = {spec.name: spec for spec in kind_of(concept).fields}
    return concept.lift(handle, stepped(height, steps * _step(specs, handle, "z"), False))


def nudged(
    concept: Concept, row: FrameRow, handle: str, steps: tuple[float, float], view: Viewport
) -> Concept:
    """The concept after its handle was moved by steps of its field, wherever it is seen.

    A handle that stands for a number and is not bound to a curve, an angle or a length, counts both ways, and
    so does one of a whole number.
    """
    found = row.handle(handle)
    if found is None:
        return concept
    specs = {spec.name: spec for spec in kind_of(concept).fields}
    spec = specs.get(handle)
    if spec is not None and spec.kind == "number" and not getattr(found, "horizontal_only", False):
        value = stepped(getattr(concept, handle), sum(steps) * spec.step, spec.log)
        return with_fields(concept, {handle: spec.within(value)})
    if spec is not None and spec.kind == "whole":
        return with_fields(concept, {handle: int(spec.within(getattr(concept, handle) + round(sum(steps))))})
    across, up = _axes(row, handle, view)
    dx, dy = (by * _step(specs, handle, name) for by, name in zip(steps, "xy", strict=True))
    return concept.drag(handle, stepped(found.x, dx, across.log), stepped(found.y, dy, up.log))


def _step(specs: dict[str, FieldSpec], *names: str) -> float:
    """The step of the first of these fields that there is."""
    return next((specs[name].step for name in names if name in specs), 0.1)


def _axes(row: FrameRow, handle: str, view: Viewport) -> tuple[Axis, Axis]:
    """Along what a handle is dragged: the axes of the plane, or those of the logarithmic panel it is in."""
    panel = row.panel_of(handle)
    if panel is None or not (panel.x_log or panel.y_log):
        return view.x_axis, view.y_axis
    return Axis(*panel.x_range, PANEL, panel.x_log), Axis(*panel.y_range, PANEL, panel.y_log)
