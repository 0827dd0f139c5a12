"""Copying: the picture in three formats at once, rows as text and as LaTeX."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from calcviz.engine.derivation_lines import row_latex
from calcviz.engine.frame import FrameRow
from calcviz.export.figure import Seen, on_screen
from calcviz.export.picture import figure_image, picture_bytes
from calcviz.language.messages import tr
from calcviz.ui.figure_choices import read_choices
from calcviz.ui.readings import filled, line_of, reading_of
from calcviz.views.theme import THEMES

if TYPE_CHECKING:
    from calcviz.ui.window import Window

_SCALE = 2.0
"""Pixels of the image for each logical pixel: sharp on paper and on dense screens."""


def picture_content(window: "Window") -> QMimeData:
    """The view entered last as image, SVG and PDF: whoever pastes it takes the best that it knows.

    In the colours of the last export, at first light: most pictures are pasted on white.
    """
    frame, viewing = window.session.frame, window.viewing
    seen: Seen = "space" if viewing.in_space else "plane"
    size = viewing.size(seen)
    colors = THEMES[read_choices(window.remembered.figure()).theme]
    figure = on_screen(size.width(), size.height(), _SCALE, colors)
    figure = replace(figure, seen=seen, space=window.session.space).with_panels(frame)
    content = QMimeData()
    content.setImageData(figure_image(frame, figure))
    content.setData("image/svg+xml", picture_bytes(frame, figure, ".svg"))
    content.setData("application/pdf", picture_bytes(frame, figure, ".pdf"))
    return content


def copy_picture(window: "Window") -> None:
    """Put the picture on the clipboard."""
    try:
        content = picture_content(window)
    except OSError as error:
        window.message.tell(tr("The picture could not be copied: {reason}", reason=error), bad=True)
        return
    QGuiApplication.clipboard().setMimeData(content)
    window.tools.say(tr("Picture copied as PNG, SVG and PDF"))


def copy_latex(window: "Window") -> None:
    """Put what the selected row says on the clipboard, in LaTeX; of a concept its results, line by line."""
    rows = [window.session.frame.row(row_id) for row_id in _chosen(window)]
    _copy(window, [line for row in rows for line in latex_lines(row)], tr("LaTeX"))


def latex_lines(row: FrameRow) -> list[str]:
    """What stands typeset for a row."""
    if row.derivations:
        return [row_latex(row)]
    if row.kind == "concept" and row.drawing.readouts:
        return [filled(line_of(readout)) for readout in row.drawing.readouts]
    return [filled(reading_of(row)) or row.latex]


def copy_text(window: "Window") -> None:
    """Put the text of the selected row on the clipboard."""
    _copy(window, [window.session.document.row(row_id).text for row_id in _chosen(window)], tr("Text"))


def _chosen(window: "Window") -> list[int]:
    return list(window.rows.chosen)


def _copy(window: "Window", lines: list[str], kind: str) -> None:
    text = "\n".join(line for line in lines if line)
    if not text:
        window.tools.say(tr("The selected row says nothing that could be copied"))
        return
    QGuiApplication.clipboard().setText(text)
    window.tools.say(tr("{kind} on the clipboard: {text}", kind=kind, text=text.splitlines()[0]))
