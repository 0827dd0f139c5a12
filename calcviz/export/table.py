"""The points of a frame as comma-separated values, with all their digits."""

from collections.abc import Iterator
from itertools import groupby, pairwise
from pathlib import Path

from calcviz.drawing import Arrows, Bars, LevelCurves, Markers, Polyline, Primitive
from calcviz.engine.frame import Frame
from calcviz.export.atomic import write_file
from calcviz.maths.curves.screen import BAND

HEADING = "row,piece,x,y"
_DRAWN = ("curve", "line", "strict")
INSIDE = 1 - 1e-9
"""How much of the band around the view holds true values: all but its very edge."""

Piece = list[tuple[float, float]]


def save_table(frame: Frame, path: str | Path) -> None:
    """Write `table_text` to a file, as a whole or not at all; raises OSError with a sentence."""
    write_file(path, table_text(frame).encode())


def table_text(frame: Frame) -> str:
    """One line for each point of the visible rows' graphs, lines, level curves and arrows: row,piece,x,y.

    `row` counts the document's rows from 1, `piece` the strokes of one row from 1; a new piece begins where
    the pen is lifted. Numbers have the digits that give back the same float. Where a curve crosses a column
    too often to be a line, the column's lowest and highest point are one piece; so are the tail and the tip
    of an arrow as it is drawn. Far outside the view a curve is drawn at the edge of a band instead of at its
    height; such points are no values and left out.
    Lines end in one newline.
    """
    screen = frame.viewport.screen
    edges = (screen.y.pixel(level) for level in screen.band())
    low, high = (screen.y.value(level * INSIDE) for level in edges)
    sides = (screen.x.value(-BAND * screen.columns), screen.x.value((1 + BAND) * screen.columns))
    lines = [HEADING]
    for number, row in enumerate(frame.rows, start=1):
        if row.row.visible:
            drawn = (piece for item in row.drawing.primitives for piece in _pieces(item))
            pieces = (part for piece in drawn for part in _within(piece, (low, high), sides))
            for count, piece in enumerate(pieces, start=1):
                lines += [f"{number},{count},{x!r},{y!r}" for x, y in piece]
    return "\n".join(lines) + "\n"


def _within(piece: Piece, heights: tuple[float, float], sides: tuple[float, float]) -> Iterator[Piece]:
    """The runs of a piece whose points lie between two heights, and not farther to the sides than that."""

    def shown(point: tuple[float, float]) -> bool:
        return sides[0] < point[0] < sides[1] and heights[0] < point[1] < heights[1]

    for inside, run in groupby(piece, key=shown):
        if inside:
            yield list(run)


def _pieces(item: Primitive) -> Iterator[Piece]:
    if isinstance(item, LevelCurves) or (isinstance(item, Polyline) and item.role in _DRAWN):
        edges = [*item.starts.tolist(), len(item.x)]
        for begin, end in pairwise(edges):
            if begin < end:
                yield list(zip(item.x[begin:end].tolist(), item.y[begin:end].tolist()))
    elif isinstance(item, Bars):
        for x, low, high in zip(item.x.tolist(), item.low.tolist(), item.high.tolist()):
            yield [(x, low), (x, high)]
    elif isinstance(item, Markers) and item.shape == "data":
        yield list(zip(item.x.tolist(), item.y.tolist()))
    elif isinstance(item, Arrows):
        ends = zip(item.x.tolist(), item.y.tolist(), (item.x + item.dx).tolist(), (item.y + item.dy).tolist())
        for x0, y0, x1, y1 in ends:
            yield [(x0, y0), (x1, y1)]
