"""Points as the text of a row: how many of them a row has room for."""

from collections.abc import Sequence

from calcviz.language.notation import points_text
from calcviz.scene.document import LONGEST_TEXT, Document
from calcviz.scene.naming import names_in

Place = tuple[float, ...]


def free_name(document: Document) -> str:
    """A name for a row of data that stands nowhere in a document: D, else D_2, D_3, …"""
    taken = names_in(row.text for row in document.rows)
    name, number = "D", 2
    while name in taken:
        name, number = f"D_{number}", number + 1
    return name


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
    sizes = [len(points_text([point], "")) - 1 for point in points]  # without brackets, with a comma
    step = max(1, sum(sizes) // max(room, 1))
    while sum(sizes[::step]) > room:
        step += 1
    return step
