"""Help in the window: keys and gestures, the language at a glance, about."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout

from calcviz import __version__
from calcviz.language.messages import tr
from calcviz.ui.icons import application_icon
from calcviz.ui.language_page import Lines, language_html, lines_html

if TYPE_CHECKING:
    from calcviz.ui.window import Window


class Page(QDialog):
    """A page to read; it stays open beside the window."""

    def __init__(self, window: "Window", title: str, html: str) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.text = QTextBrowser()
        self.text.setAccessibleName(title)
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.document().setDocumentMargin(18)
        self.text.setHtml(html)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 12)
        column.addWidget(self.text)
        column.addWidget(buttons)
        self.resize(620, 640)


def show_page(window: "Window", name: str) -> Page:
    """Open a page: "shortcuts" or "language"."""
    if name == "shortcuts":
        page = Page(window, tr("Keyboard and mouse"), _shortcuts(window))
    else:
        page = Page(window, tr("The language at a glance"), language_html())
    page.show()
    return page


def about(window: "Window") -> None:
    """Say what this is."""
    box = QDialog(window)
    box.setWindowTitle(tr("About CalcViz"))
    sign = QLabel()
    sign.setPixmap(application_icon().pixmap(72, 72))
    words = QLabel(
        f"<h2>CalcViz {escape(__version__)}</h2><p>{tr('A laboratory for calculus.')}</p>"
        f"<p>{tr('MIT licence. Fonts: STIX Two and Noto Sans SC, SIL Open Font License.')}</p>"
    )
    words.setWordWrap(True)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(box.reject)
    column = QVBoxLayout(box)
    column.setContentsMargins(24, 20, 24, 16)
    for part in (sign, words, buttons):
        column.addWidget(part)
    box.exec()
    box.deleteLater()


def _shortcuts(window: "Window") -> str:
    keys = [
        (_keys(action.shortcuts()), action.statusTip())
        for action in window.actions_by_name.values()
        if action.shortcuts()
    ]
    return "".join(
        (
            lines_html(tr("In the rows"), _row_keys()),
            lines_html(tr("In the plane"), _plane_keys()),
            lines_html(tr("In space"), _space_keys()),
            lines_html(tr("Everywhere"), keys),
        )
    )


def _keys(sequences: Sequence[QKeySequence]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(each.toString(native) for each in sequences)


def _row_keys() -> Lines:
    return (
        (tr("Enter"), tr("A new row below")),
        (tr("Up, Down"), tr("To the row above or below")),
        (tr("Ctrl with Up, Down"), tr("Through the formulas entered before")),
        (tr("Alt and a letter"), tr("A Greek letter or a sign: Alt+P is π, Alt+R is √")),
        (tr("Tab, Enter in the list of words"), tr("Take the word; arrows choose another one")),
        (tr("Escape"), tr("Close the list; then to the plane, and Enter comes back")),
        (tr("Backspace"), tr("Take an empty row away")),
        (tr("Shift with Up, Down"), tr("Select several rows; Ctrl+A the text, then all rows")),
        (tr("Shift or Ctrl and a click left of a row"), tr("Select it with the others")),
        (tr("Left, Right on a selected folder"), tr("Close or open the folder")),
        (tr("Drag by the number, or by the dots left of it"), tr("Move the row; Escape puts it back")),
        (tr("Click on the number"), tr("Hide the row, or show it again")),
        (tr("Right click on the number, or a long press"), tr("Choose the colour")),
        (tr("Right click on a row"), tr("Tangent, derivative, colour and more")),
        (tr("Arrows on a slider"), tr("One step; Shift a tenth of it, Ctrl ten")),
        (tr("Space on a slider"), tr("Play or pause")),
    )


def _plane_keys() -> Lines:
    return (
        (tr("Drag a point"), tr("Move it; Escape puts it back")),
        (tr("Drag the background"), tr("Move the plane")),
        (tr("Drag with the middle button, or with Space held"), tr("Move the plane, over points too")),
        (tr("Drag with the right button, or with Shift held"), tr("Zoom into a box; Escape gives it up")),
        (tr("Drag the numbers of an axis"), tr("Scale that axis only")),
        (tr("Wheel"), tr("Zoom at the pointer; finer with Ctrl, faster with Alt")),
        (tr("Double click on the background"), tr("Zoom in at the pointer")),
        (tr("Back and forward buttons of the mouse"), tr("Through the ranges seen before")),
        (
            tr("Pointer near a curve"),
            tr("Read it; roots, extrema and meeting points catch the pointer, Alt lets it go"),
        ),
        (tr("Click on a point that is named"), tr("Keep it as a row")),
        (tr("Double click on a curve"), tr("Keep that point as a row; it stays on the curve")),
        (tr("Tab"), tr("From point to point")),
        (
            tr("Arrows"),
            tr("Move the point by one step; Shift a tenth, Ctrl ten. Without a point: move the plane"),
        ),
        (tr("+ and −"), tr("Zoom")),
        (tr("Delete"), tr("Take the selected row away")),
        (tr("Arrows while reading (Ctrl+T)"), tr("Along the curve; Shift finer, Ctrl coarser")),
        (tr("Up, Down while reading"), tr("Another curve")),
        (tr("N, Shift+N while reading"), tr("The next point with a name, the one before")),
        (tr("Enter while reading"), tr("Keep the point as a row; Escape ends")),
    )


def _space_keys() -> Lines:
    return (
        (tr("Drag a point"), tr("Move it along the surface, or over the floor; Escape puts it back")),
        (tr("Drag the background"), tr("Turn the box")),
        (tr("Drag with the middle button, or with Shift held"), tr("Move the picture")),
        (tr("Wheel"), tr("Zoom at the pointer; with Ctrl the ranges of the box")),
        (tr("Click on a surface"), tr("Select its row")),
        (tr("Right click"), tr("The menu of the row, or of the view")),
        (tr("Double click on the background"), tr("As at first")),
        (tr("Back and forward buttons of the mouse"), tr("Through the views seen before")),
        (tr("Tab"), tr("From point to point")),
        (tr("Arrows"), tr("Turn; with a point selected move it: Shift a tenth of a step, Ctrl ten")),
        (tr("Page up and Page down"), tr("Lift or lower the selected point, as its two small arrows do")),
        (tr("+ and −"), tr("Zoom")),
    )
