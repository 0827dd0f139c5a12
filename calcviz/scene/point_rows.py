"""Points as the text of a row: how many of them a row has room for."""

from collections.abc import Iterator, Sequence
from itertools import chain, count

from calcviz.language.notation import points_text
from calcviz.scene.document import LONGEST_TEXT, Document
from calcviz.scene.naming import names_in

Place = tuple[float, ...]


MOST_ROWS = 20
"""Rows over which the points of one table are spread at most."""


def free_name(document: Document) -> str:
    """A name for a row of data that stands nowhere in a document: D, else D_2, D_3, …"""
    return next(free_names(document))


def free_names(document: Document) -> Iterator[str]:
    """Names for rows of data that stand nowhere in a document: D, D_2, D_3, …"""
    taken = names_in(row.text for row in document.rows)
    every = chain(("D",), (f"D_{number}" for number in count(2)))
    return (name for name in every if name not in taken)


def spread(points: Sequence[Place], names: Iterator[str]) -> list[str] | None:
    """The rows that hold all points, each as many as it has room for; None where MOST_ROWS are too few."""
    rows: list[str] = []
    begin = 0
    while begin < len(points):
        if len(rows) == MOST_ROWS:
            return None
        name = next(names)
        room, end = LONGEST_TEXT - len(f"{name} = []") + 1, begin
        while end < len(points) and (room := room - _size(points[end])) >= 0:
            end += 1
        if end == begin:
            return None
        text = data_text(points[begin:end], name)
        assert text is not None
        rows.append(text)
        begin = end
    return rows


def _size(point: Place) -> int:
    """The characters of a point and of the comma behind it."""
    return len(points_text([point], "")) - 1


def data_text(points: Sequence[Place], name: str | None = None) -> str | None:
    """The row of these points; None where they are too many for one row, whatever is left out between."""
    start = f"{name} = " if name else ""
    for gap in (" ", ""):
        written = start + points_text(points, gap)
        if len(written) <= LONGEST_TEXT:
            return written
    return None


def step_to_fit(points: Sequence[Place], name: str | None = None) -> int:
    """The least k for which every k-th point has room in one row; 1 where all have."""
    room = LONGEST_TEXT - len(f"{name} = []" if name else "[]") + 1
    sizes = list(map(_size, points))
    step = max(1, sum(sizes) // max(room, 1))
    while sum(sizes[::step]) > room:
        step += 1
    return step
