"""The points of a frame as comma-separated values, with all their digits."""

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from calcviz.drawing import Bars, Polyline, Primitive
from calcviz.engine.frame import Frame
from calcviz.export.atomic import write_file

HEADING = "row,piece,x,y"


def save_table(frame: Frame, path: str | Path) -> None:
    """Write `table_text` to a file, as a whole or not at all; raises OSError with a sentence."""
    write_file(path, table_text(frame).encode())


def table_text(frame: Frame) -> str:
    """One line for each point of the visible rows' graphs and lines: row,piece,x,y.

    `row` counts the document's rows from 1, `piece` the strokes of one row from 1; a new piece begins where
    the pen is lifted. Numbers have the digits that give back the same float. Where a curve crosses a column
    too often to be a line, the column's lowest and highest point are one piece. Lines end in one newline.
    """
    lines = [HEADING]
    for number, row in enumerate(frame.rows, start=1):
        if row.row.visible:
            pieces = (piece for item in row.drawing.primitives for piece in _pieces(item))
            for count, piece in enumerate(pieces, start=1):
                lines += [f"{number},{count},{x!r},{y!r}" for x, y in piece]
    return "\n".join(lines) + "\n"


def _pieces(item: Primitive) -> Iterator[list[tuple[float, float]]]:
    if isinstance(item, Polyline) and item.role in ("curve", "line"):
        edges = [*item.starts.tolist(), len(item.x)]
        for begin, end in pairwise(edges):
            if begin < end:
                yield list(zip(item.x[begin:end].tolist(), item.y[begin:end].tolist()))
    elif isinstance(item, Bars):
        for x, low, high in zip(item.x.tolist(), item.low.tolist(), item.high.tolist()):
            yield [(x, low), (x, high)]
