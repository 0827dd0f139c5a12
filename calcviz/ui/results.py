"""Results of the selected row: typeset lines with live numbers, and tables with aligned digits."""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QFontMetricsF,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from calcviz.drawing import Table
from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.ui import theme
from calcviz.ui.readings import Line, filled
from calcviz.views import fonts
from calcviz.views.formula.formula import plain_text, typeset
from calcviz.views.formula.label import MARGIN, FormulaLabel

_SIZE = 17
_EVEN = 13
"""Letters to which all lines shrink together where one is too wide; that one shrinks a little further."""
_LEAST = 0.85
_LINE = 24
_GAP = 8.0
_WORDS = re.compile(r"\\text\{([^}]*)\}")
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_SIZES = (14, 13, 12, 11, 10)


class ReadoutList(QWidget):
    """One typeset line for each result; while a thing is dragged only its numbers are painted anew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: list[FormulaLabel] = []
        self._shown: tuple[Line, ...] = ()
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(6)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show the results in their order."""
        while len(self._labels) < len(lines):
            label = FormulaLabel()
            label.set_least(_LEAST)
            label.set_color(QColor(theme.look().ink))
            self._labels.append(label)
            self._lines.addWidget(label)
            self._let_copy(label, len(self._labels) - 1)
        self._shown = tuple(lines)
        for label, (latex, values) in zip(self._labels, lines):
            label.set_latex(latex)
            label.set_values(values)
            label.show()
        for label in self._labels[len(lines) :]:
            label.hide()
        self._even()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._even()

    def _even(self) -> None:
        """Give all lines letters of one size: a list of results in two sizes looks like two lists."""
        room = self.width() - 2 * MARGIN
        widest = max((typeset(latex, theme.em(_SIZE)).width for latex, _ in self._shown), default=0.0)
        share = min(1.0, room / widest) if widest else 1.0
        for label in self._labels:
            label.set_size(theme.em(max(_EVEN, int(_SIZE * share))))

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        for label in self._labels:
            label.set_color(QColor(theme.look().ink))

    def _let_copy(self, label: FormulaLabel, place: int) -> None:
        """A menu that copies the result; for the keyboard Copy as LaTeX copies all results of a row."""
        clipboard = QGuiApplication.clipboard()
        for text, copied in (
            (tr("Copy as LaTeX"), lambda: filled(self._shown[place])),
            (tr("Copy text"), lambda: plain_text(*self._shown[place])),
        ):
            action = QAction(text, label)
            action.triggered.connect(lambda _=False, copied=copied: clipboard.setText(copied()))
            label.addAction(action)
        label.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


class NumberTable(QWidget):
    """Numbers under typeset headings, aligned right, words left; copied as tab-separated text."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = Table((), (), ())
        self._texts: list[tuple[str, ...]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Table of numbers"))
        copy = QAction(tr("Copy table"), self)
        copy.setShortcut(QKeySequence.StandardKey.Copy)
        copy.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        copy.triggered.connect(lambda: QGuiApplication.clipboard().setText(self.text()))
        self.addAction(copy)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def show_table(self, table: Table) -> None:
        """Show the numbers."""
        if table == self._table:
            return
        self._table = table
        formats = table.digits or ("",) * len(table.headings)
        columns = [_column(values, form) for values, form in zip(zip(*table.rows), formats)]
        self._texts = list(zip(*columns))
        self.setAccessibleDescription(self.text())
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The table as lines of tab-separated cells, its numbers as other programs read them."""
        formats = self._table.digits or ("",) * len(self._table.headings)
        headings = [_WORDS.sub(r"\1", heading) for heading in self._table.headings]
        rows = [
            [_plain(value, form) for value, form in zip(row, formats)]
            for row in self._table.plain or self._table.rows
        ]
        return "\n".join("\t".join(line) for line in (headings, *rows))

    def sizeHint(self) -> QSize:
        return QSize(theme.whole(240), theme.whole((len(self._texts) + 1) * _LINE + 8))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.whole(120), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = theme.look(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(theme.em(1), theme.em(1))
        room = self.width() / theme.em(1)
        size, widths = self._fitting(room)
        wide = sum(widths) + _GAP * (len(widths) - 1)
        if wide > room:  # narrower than the smallest letters: nothing may overlap
            painter.scale(room / wide, 1.0)
        spare = max(0.0, room - wide) / max(1, len(widths) - 1)
        sides = self._sides()
        rights = list(accumulate(widths, lambda right, width: right + _GAP + spare + width))
        for heading, right, width, side in zip(self._table.headings, rights, widths, sides):
            head = typeset(heading, size - 1, display=False)
            left = right - (width if side & Qt.AlignmentFlag.AlignLeft else head.width)
            head.paint(painter, left, _LINE - 8, QColor(colors.soft))
        if self._table.marked is not None:
            band = QRectF(0, _LINE + 3 + self._table.marked * _LINE, max(wide, room), _LINE)
            painter.fillRect(band, QColor(colors.selected))
        painter.fillRect(QRectF(0, _LINE, max(wide, room), 1), QColor(colors.border))
        painter.setFont(fonts.number_font(size))
        painter.setPen(QColor(colors.ink))
        for line, row in enumerate(self._texts):
            for text, right, width, side in zip(row, rights, widths, sides):
                place = QRectF(right - width - 1, _LINE + 3 + line * _LINE, width + 1, _LINE)
                painter.drawText(place, side, text)
        if self.hasFocus():
            painter.resetTransform()
            painter.setPen(QColor(colors.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _sides(self) -> list[Qt.AlignmentFlag]:
        """Words stand at the left of their column, numbers at its right, also those that are written out."""
        flag = Qt.AlignmentFlag
        columns = zip(*self._table.rows)
        words = (all(isinstance(cell, str) and _is_word(cell) for cell in column) for column in columns)
        return [(flag.AlignLeft if word else flag.AlignRight) | flag.AlignVCenter for word in words]

    def _fitting(self, room: float) -> tuple[float, list[float]]:
        """The largest size of letters at which the columns fit into the room, and their widths."""
        size, widths = _SIZES[0], [0.0]
        for size in _SIZES:
            measure = QFontMetricsF(fonts.number_font(size))
            widths = [
                max(
                    typeset(heading, size - 1, display=False).width,
                    *(measure.horizontalAdvance(row[column]) for row in self._texts),
                )
                for column, heading in enumerate(self._table.headings)
            ]
            if sum(widths) + _GAP * (len(widths) - 1) <= room:
                break
        return size, widths


def _plain(value: float | str | None, form: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return format(value, form) if form else number_text(value)


def _is_word(cell: str) -> bool:
    return cell.replace(" ", "").isalpha() and cell not in ("π", "e")


def _column(column: Sequence[float | str | None], form: str) -> list[str]:
    """The cells of a column, all in one manner: as decimals, or all with powers of ten; words as they are."""
    values = [value for value in column if not isinstance(value, str)]
    if len(values) < len(column):
        texts = [_plain(value, form) for value in column]
        return [
            text if isinstance(value, str) or not text else _cell(text) for value, text in zip(column, texts)
        ]
    if form != "g":
        return [_cell(_plain(value, form)) for value in values]
    decimal = all(value is None or value == 0 or 1e-6 <= abs(value) < 1e7 for value in values)
    shortest = [_plain(value, ".6g" if decimal else ".6e") for value in values]
    return [_cell(format(Decimal(text), "f") if decimal and text else text) for text in shortest]


def _cell(text: str) -> str:
    """A number as it is read: 1.8 × 10⁻¹⁵ for 1.8e-15, 10⁻⁸ for 1.000e-08, a dash for none."""
    mantissa, exponent, power = text.partition("e")
    if not text or not exponent:
        return text.replace("-", "−") or "–"
    digits = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    if float(mantissa) == 0:
        return "0"
    raised = f"10{str(int(power)).translate(_RAISED)}" if int(power) else ""
    times = "" if digits in ("1", "-1") else "×" if raised else ""
    shown = digits if times or not raised else digits.removesuffix("1")
    return f"{shown}{times}{raised}".replace("-", "−")
