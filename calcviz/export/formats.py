"""The formats a frame is written in, by the ending of the file."""

from pathlib import Path

from calcviz.engine.frame import Frame
from calcviz.export.atomic import write_file
from calcviz.export.figure import Figure, Seen
from calcviz.language.messages import tr

FORMATS = ("png", "svg", "pdf", "tex", "csv")
"""The endings, without their point."""


def file_content(frame: Frame, figure: Figure, ending: str) -> bytes:
    """What stands in a file of that format, one of FORMATS; the same frame and figure give the same bytes.

    Raises OSError with a sentence where there can be no such picture. All but csv need a QGuiApplication.
    """
    if ending == "csv":
        return table_of(frame, figure.seen).encode()
    if ending == "tex" and figure.seen != "plane":
        raise OSError(tr("A drawing for LaTeX shows the plane alone; PNG, SVG and PDF show space too."))
    if ending == "tex":
        from calcviz.export.tikz import tikz_text

        return tikz_text(frame, figure).encode()
    from calcviz.export.picture import picture_bytes

    return picture_bytes(frame, figure, f".{ending}")


def table_of(frame: Frame, seen: Seen) -> str:
    """The points of the plane as a table, or those of space where that is seen."""
    if seen == "plane":
        from calcviz.export.table import table_text

        return table_text(frame)
    from calcviz.export.space_table import space_table_text

    return space_table_text(frame)


def save(frame: Frame, figure: Figure, path: Path) -> None:
    """Write the file whose ending says the format, whole or not at all; raises OSError with a sentence."""
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise OSError(tr("A picture's file ends in .png, .svg or .pdf; “{name}” does not.", name=path.name))
    write_file(path, file_content(frame, figure, ending))
