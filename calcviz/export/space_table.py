"""The points of what is seen in space as comma-separated values, with all their digits."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np

from calcviz.drawing.space import Mesh, SpaceLine, SpacePrimitive
from calcviz.engine.frame import Frame
from calcviz.export.atomic import write_file

HEADING = "row,piece,x,y,z"

Piece = list[tuple[float, float, float]]


def save_space_table(frame: Frame, path: str | Path) -> None:
    """Write `space_table_text` to a file, as a whole or not at all; raises OSError."""
    write_file(path, space_table_text(frame).encode())


def space_table_text(frame: Frame) -> str:
    """One line for each point of the visible rows' lines and surfaces: row,piece,x,y,z.

    `row` counts the document's rows from 1, `piece` the strokes of one row from 1. A surface is written line
    by line of its grid, each at one y; a new piece begins where it has no point. Numbers have the digits
    that give back the same float. Lines end in one newline.
    """
    lines = [HEADING]
    for number, row in enumerate(frame.rows, start=1):
        pieces = (piece for item in row.space for piece in _pieces(item)) if row.row.visible else ()
        for count, piece in enumerate(pieces, start=1):
            lines += [f"{number},{count},{x!r},{y!r},{z!r}" for x, y, z in piece]
    return "\n".join(lines) + "\n"


def _pieces(item: SpacePrimitive) -> Iterator[Piece]:
    if isinstance(item, SpaceLine) and item.role != "construction":
        for begin, end in pairwise([*item.starts.tolist(), len(item.x)]):
            if begin < end:
                x, y, z = (part[begin:end].tolist() for part in (item.x, item.y, item.z))
                yield list(zip(x, y, z, strict=True))
    elif isinstance(item, Mesh):
        for y, heights in zip(item.y.tolist(), item.z, strict=True):
            known = np.flatnonzero(np.isfinite(heights))
            for run in np.split(known, np.flatnonzero(np.diff(known) > 1) + 1):
                if len(run):
                    yield [(item.x[k].item(), y, heights[k].item()) for k in run.tolist()]
