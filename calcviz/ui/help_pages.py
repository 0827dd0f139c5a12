"""Help in the window: keys and gestures, the language at a glance, about."""

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTextBrowser, QVBoxLayout

from calcviz import __version__
from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.icons import application_icon
from calcviz.ui.row_menu import menu_kinds

if TYPE_CHECKING:
    from calcviz.ui.window import Window

Lines = Sequence[tuple[str, str]]


class Page(QDialog):
    """A page to read; it stays open beside the window."""

    def __init__(self, window: "Window", title: str, html: str) -> None:
        super().__init__(window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.text = QTextBrowser()
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
        page = Page(window, tr("The language at a glance"), _language())
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


def _shortcuts(window: "Window") -> str:
    keys = [
        (_keys(action.shortcuts()), action.statusTip())
        for action in window.actions_by_name.values()
        if action.shortcuts()
    ]
    return "".join(
        (
            _table(tr("In the rows"), _row_keys()),
            _table(tr("In the plane"), _plane_keys()),
            _table(tr("Everywhere"), keys),
        )
    )


def _keys(sequences: Sequence[QKeySequence]) -> str:
    native = QKeySequence.SequenceFormat.NativeText
    return ", ".join(each.toString(native) for each in sequences)


def _row_keys() -> Lines:
    return (
        (tr("Enter"), tr("A new row below")),
        (tr("Up, Down"), tr("To the row above or below")),
        (tr("Backspace"), tr("Take an empty row away")),
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
        (tr("Drag the numbers of an axis"), tr("Scale that axis only")),
        (tr("Wheel"), tr("Zoom at the pointer; finer with Ctrl")),
        (tr("Tab"), tr("From point to point")),
        (
            tr("Arrows"),
            tr("Move the point by one step; Shift a tenth, Ctrl ten. Without a point: move the plane"),
        ),
        (tr("+ and −"), tr("Zoom")),
    )


def _language() -> str:
    rows = (
        ("f(x) = 3x^2 - 4x", tr("a function of one variable; its graph")),
        ("sin(x)/x", tr("the same without a name")),
        ("a = 1.5", tr("a number: a slider")),
        ("a = 1.5 in [-5, 5] step 0.1", tr("a slider with its range")),
        ("P = (1, 2)", tr("a point to drag")),
        ("P = (a, f(a))", tr("a point that moves along f and drags a")),
        ("{x < 0: -x, x >= 0: x^2}", tr("a piecewise value")),
        ("sqrt(x) {0 < x < 4}", tr("a restricted domain")),
        ("f'(x),  d/dx f(x),  diff(f(x), x, 3)", tr("derivatives")),
        ("f'(1)", tr("a value")),
        ("# " + tr("text"), tr("a note")),
    )
    concepts = [(kind.template("f"), kind.summary) for kind in menu_kinds()]
    functions = (
        "sin cos tan cot sec csc asin acos atan sinh cosh tanh exp ln log sqrt cbrt root abs sign "
        "floor ceil round frac mod min max erf gamma factorial"
    )
    return "".join(
        (
            _table(tr("Rows"), rows, code=True),
            _table(tr("Concepts"), concepts, code=True),
            f"<h3>{tr('Functions')}</h3><p>{functions}</p>",
            "<p>"
            f"{tr('2x, x sin x and 2(x+1) are products. log is base 10, ln natural. Angles are in radians.')}"
            "</p>",
        )
    )


def _table(title: str, lines: Lines, *, code: bool = False) -> str:
    colors = theme.look()
    tag = "span" if code else "b"
    cells = "".join(
        '<tr><td style="padding: 3px 18px 3px 0">'
        f'<{tag} style="color: {colors.accent}">{escape(left)}</{tag}></td>'
        f'<td style="padding: 3px 0">{escape(right)}</td></tr>'
        for left, right in lines
    )
    return f"<h3>{escape(title)}</h3><table>{cells}</table>"
