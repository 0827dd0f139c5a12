"""A point that is an argument bears the name of the row whose point it is."""

from dataclasses import replace
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing, Handle
from calcviz.language.typeset import name_latex
from calcviz.scene.item import Item

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive


def point_names(item: Item) -> dict[str, str]:
    """For each argument that is written as the name of a point: that name in LaTeX, by the field."""
    return {each.field: name_latex(each.point) for each in item.bindings if each.point is not None}


def named_drawing(drawing: Drawing, names: dict[str, str]) -> Drawing:
    """The drawing with these names at the handles of the points; the same object where all are right."""
    parts = tuple(
        replace(part, latex=names.get(part.name, part.latex))
        if isinstance(part, Handle) and part.latex
        else part
        for part in drawing.primitives
    )
    return drawing if parts == drawing.primitives else replace(drawing, primitives=parts)


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
