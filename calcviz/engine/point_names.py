"""A point that is an argument bears the name of the row whose point it is."""

from dataclasses import replace
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing, Handle, Readout
from calcviz.language.typeset import name_latex
from calcviz.scene.item import Item

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive


def point_names(item: Item) -> dict[str, str]:
    """For each argument that is written as the name of a point: that name in LaTeX, by the field."""
    return {each.field: name_latex(each.point) for each in item.bindings if each.point is not None}


def named_drawing(drawing: Drawing, names: dict[str, str]) -> Drawing:
    """The drawing with these names at the handles of the points and in the results, which speak of ∇g(P).

    The same object where all are right.
    """
    if not names:
        return drawing
    parts = tuple(
        replace(part, latex=names.get(part.name, part.latex))
        if isinstance(part, Handle) and part.latex
        else part
        for part in drawing.primitives
    )
    readouts = tuple(_about(readout, names) for readout in drawing.readouts)
    if parts == drawing.primitives and readouts == drawing.readouts:
        return drawing
    return replace(drawing, primitives=parts, readouts=readouts)


def _about(readout: Readout, names: dict[str, str]) -> Readout:
    latex = readout.latex
    for field, name in names.items():
        latex = latex.replace(f"({field})", f"({name})")
    return readout if latex == readout.latex else replace(readout, latex=latex)


def named_in_space(
    space: "tuple[SpacePrimitive, ...]", names: dict[str, str]
) -> "tuple[SpacePrimitive, ...]":
    """The same for handles in space."""
    if not (names and space):
        return space
    from calcviz.drawing.space import SpaceHandle

    return tuple(
        replace(part, latex=names.get(part.name, part.latex))
        if isinstance(part, SpaceHandle) and part.latex
        else part
        for part in space
    )
