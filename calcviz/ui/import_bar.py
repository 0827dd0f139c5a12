"""The bar in which a table is looked at before it becomes a row of data."""

from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
)

from calcviz.language.columns import SEPARATORS, Form, Points, body, guessed, headings, lines_of, points_of
from calcviz.language.decoding import decoded
from calcviz.language.messages import tr
from calcviz.scene.point_rows import data_text, free_name, free_names, spread, step_to_fit
from calcviz.ui import theme
from calcviz.ui.background import Background
from calcviz.ui.bar import Bar
from calcviz.ui.files import reason
from calcviz.ui.importing import LARGEST, best_columns
from calcviz.ui.sentences import joined, sentence

if TYPE_CHECKING:
    from calcviz.ui.window import Window

SEEN = 6
"""Lines of a table that are shown."""
_LINE = 24
_REDRAW = 100
"""Milliseconds from one look at the progress to the next."""


class ImportBar(Bar):
    """Guesses how a table is written, shows its first lines, counts what can be read, and makes the row."""

    def __init__(self, window: "Window", name: str, beside: Background) -> None:
        super().__init__(tr("Import data"))
        self.rows = window.rows
        self._window, self._name = window, name
        self._lines: list[str] = []
        self._found: Points | None = None
        self._problem, self._encoding = "", ""
        self._asked = self._read = 0
        self._step, self._rows = 1, 1
        self._over = self._quiet = False
        self._beside = beside
        self._clock = QTimer(self, interval=_REDRAW)
        self._clock.timeout.connect(self._show_progress)
        self._make_parts()
        self._lay()
        self._connect()

    def begin(self) -> None:
        """Take the keyboard."""
        self.x_field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # not for the rows below: they would grow
            (self.cancel if self.cancel.hasFocus() else self.button).click()
        else:
            super().keyPressEvent(event)

    def end(self) -> None:
        """What is still being read is not wanted any more."""
        self._over = True
        self._asked += 1
        self._clock.stop()

    def read_file(self, path: Path) -> None:
        """Read a file beside the window, whatever its encoding."""
        self._start()
        text: list[str] = []

        def work() -> None:
            try:
                if not path.is_file():
                    raise FileNotFoundError
                if path.stat().st_size > LARGEST:
                    raise ValueError(tr("it is too large"))
                words, self._encoding = decoded(path.read_bytes())
                text.extend(lines_of(words))
            except (OSError, ValueError) as error:
                self._problem = tr(
                    "{name} could not be opened: {reason}.", name=self._name, reason=reason(error)
                )

        self._beside(work, lambda: self._take(text))

    def read_text(self, text: str) -> None:
        """Take a table that is at hand."""
        self._take(lines_of(text))

    # The parts.

    def _make_parts(self) -> None:
        self.x_field, self.y_field, self.z_field = QComboBox(), QComboBox(), QComboBox()
        self.separator, self.decimal = QComboBox(), QComboBox()
        names = (tr("Tab"), tr("Semicolon"), tr("Comma"), tr("Space"))
        for sign, name in zip(SEPARATORS, names, strict=True):
            self.separator.addItem(name, sign)
        self.decimal.addItem(tr("Dot"), ".")
        self.decimal.addItem(tr("Comma"), ",")
        self.header = QCheckBox(tr("The first line holds names"))
        self.thin = QCheckBox()
        self.thin.hide()
        self.table = QTableWidget()
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        self.table.setAccessibleName(tr("First lines"))
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setMinimumSectionSize(theme.whole(_LINE))
        self.table.verticalHeader().setDefaultSectionSize(theme.whole(_LINE))
        self.table.horizontalHeader().setFixedHeight(theme.whole(_LINE))
        self.table.setFixedHeight((SEEN + 1) * theme.whole(_LINE) + theme.whole(14))
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Lines read"))
        self.progress.hide()
        self.button = QPushButton(tr("Insert"))
        self.cancel = QPushButton(tr("Cancel"))
        self.button.setEnabled(False)

    def _lay(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(*[theme.whole(each) for each in (10, 7, 8, 9)])
        grid.setSpacing(theme.whole(6))
        title = QLabel(f"<b>{tr('Import data')}</b>")
        title.setTextFormat(Qt.TextFormat.RichText)
        grid.addWidget(title, 0, 0, 1, 3)
        grid.addWidget(self.closer(), 0, 3, Qt.AlignmentFlag.AlignRight)
        source = QLabel(self._name)
        source.setTextFormat(Qt.TextFormat.PlainText)
        source.setWordWrap(True)
        grid.addWidget(source, 1, 0, 1, 4)
        written = ((self.separator, tr("Separator")), (self.decimal, tr("Decimal sign")))
        grid.addLayout(_side_by_side(*written), 2, 0, 1, 4)
        columns = ((self.x_field, "x"), (self.y_field, "y"), (self.z_field, "z"))
        grid.addLayout(_side_by_side(*columns), 4, 0, 1, 4)
        wide = (self.header, self.table, self.words, self.thin, self.progress)
        for line, part in enumerate(wide, start=6):
            grid.addWidget(part, line, 0, 1, 4)
        grid.addWidget(self.cancel, 11, 0, 1, 2)
        grid.addWidget(self.button, 11, 2, 1, 2)
        for column in range(4):
            grid.setColumnStretch(column, 1)

    def _connect(self) -> None:
        for field in (self.separator, self.decimal, self.x_field, self.y_field, self.z_field):
            field.currentIndexChanged.connect(self._changed)
        self.header.toggled.connect(self._changed)
        self.thin.toggled.connect(self._tell)
        self.button.clicked.connect(self._insert)
        self.cancel.clicked.connect(self.closed.emit)

    # From the text to the points.

    @property
    def form(self) -> Form:
        """How the table is written, as it is chosen now."""
        return Form(self.separator.currentData(), self.decimal.currentData(), self.header.isChecked())

    def _take(self, lines: list[str]) -> None:
        """Guess the form of what was read."""
        if self._over:
            return
        self._stop()
        self._lines = lines
        if self._problem:
            self._say(self._problem, "problem")
            return
        form = guessed(lines)
        self._quiet = True
        self.separator.setCurrentIndex(self.separator.findData(form.separator))
        self.decimal.setCurrentIndex(self.decimal.findData(form.decimal))
        self.header.setChecked(form.header)
        self._quiet = False
        self._changed(columns=best_columns(lines, form))

    def _changed(self, *_: object, columns: tuple[int, int] | None = None) -> None:
        """Show the first lines in the form that is chosen, and count the points anew."""
        if self._quiet or self._over:
            return
        shown = [parts for _, parts in islice(body(self._lines, self.form), SEEN)]
        names = headings(self._lines, self.form)
        width = max(map(len, [names, *shown]))
        chosen = columns or (self.x_field.currentIndex(), self.y_field.currentIndex())
        titles = [
            (names[k] if k < len(names) else "") or tr("column {number}", number=k + 1) for k in range(width)
        ]
        third = max(self.z_field.currentIndex(), 0)
        self._quiet = True
        for field, k in zip((self.x_field, self.y_field), chosen, strict=True):
            field.clear()
            field.addItems(titles)
            field.setCurrentIndex(min(k, width - 1))
        self.z_field.clear()
        self.z_field.addItems([tr("none"), *titles])
        self.z_field.setCurrentIndex(min(third, width))
        self._quiet = False
        self._show_lines(shown, titles)
        self._count()

    def _show_lines(self, shown: list[list[str]], titles: list[str]) -> None:
        chosen = {self.z_field.currentIndex() - 1: "z: "}
        chosen |= {self.y_field.currentIndex(): "y: ", self.x_field.currentIndex(): "x: "}
        self.table.setRowCount(len(shown))
        self.table.setColumnCount(len(titles))
        self.table.setHorizontalHeaderLabels([chosen.get(k, "") + title for k, title in enumerate(titles)])
        for line, parts in enumerate(shown):
            for k in range(len(titles)):
                self.table.setItem(line, k, QTableWidgetItem(parts[k] if k < len(parts) else ""))
        self.table.resizeColumnsToContents()

    def _count(self) -> None:
        """Read all lines beside the window; what was asked before is given up."""
        self._start()
        asked, form, x, y = self._asked, self.form, self.x_field.currentIndex(), self.y_field.currentIndex()
        z = self.z_field.currentIndex() - 1 if self.z_field.currentIndex() > 0 else None
        found: list[tuple[Points, int, int]] = []

        def went_on(place: int) -> bool:
            self._read = place
            return self._asked == asked

        lines = self._lines

        def work() -> None:
            read = points_of(lines, form, x, y, went_on, z)
            if read is not None:
                step = step_to_fit(read.points)
                rows = spread(read.points, (f"D_{k}" for k in count(100))) if step > 1 else [""]
                found.append((read, step, len(rows or ())))

        self._beside(work, lambda: self._counted(asked, found))

    def _counted(self, asked: int, found: list[tuple[Points, int, int]]) -> None:
        if asked != self._asked or self._over or not found:
            return
        self._stop()
        self._found, self._step, self._rows = found[0]
        self.thin.setVisible(self._step > 1)
        self.thin.setText(tr("Keep only one point in {step}", step=self._step))
        self._tell()

    # What is said and done.

    def _tell(self) -> None:
        """Say how many points there are, which lines are none, and whether they fit."""
        found = self._found
        if found is None:
            return
        count = len(found.points)
        said = [tr("1 point") if count == 1 else tr("{count} points", count=f"{count:,}")]
        if found.lost:
            first = ", ".join(map(str, found.refused)) + (", …" if found.lost > len(found.refused) else "")
            lost = {"count": f"{found.lost:,}", "lines": first}
            said.append(
                tr("left out without three numbers: {count} (line {lines})", **lost)
                if self.z_field.currentIndex() > 0
                else tr("left out without two numbers: {count} (line {lines})", **lost)
            )
        if not any(map(str.strip, self._lines)):
            said = [tr("there is nothing in this table")]
        elif not count:
            said.append(tr("try other columns, another separator or decimal sign"))
        fits = self._rows > 0 or self.thin.isChecked()
        if self._step > 1:
            kept = len(found.points[:: self._step])
            said.append(tr("one row has room for {count} of them", count=f"{kept:,}"))
        if self._rows > 1 and not self.thin.isChecked():
            said.append(tr("all of them make {count} rows", count=self._rows))
        self.button.setEnabled(bool(found.points) and fits)
        self._say(joined([sentence(each) for each in said]), "soft" if found.points and fits else "problem")

    def _say(self, words: str, tone: str) -> None:
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setText(words)
        self.words.setStyleSheet(f"color: {getattr(theme.look(), tone)}")
        self.rows.place_foot()

    def _start(self) -> None:
        self._asked += 1
        self._found, self._read = None, 0
        self.button.setEnabled(False)
        self._clock.start()

    def _stop(self) -> None:
        self._clock.stop()
        self.progress.hide()

    def _show_progress(self) -> None:
        self.progress.setRange(0, len(self._lines))
        self.progress.setValue(self._read)
        self.progress.show()

    def _insert(self) -> None:
        """Make the row, as one step of undo."""
        found = self._found
        if found is None or not found.points:
            return
        document = self._window.session.document
        points = found.points[:: self._step] if self.thin.isChecked() else found.points
        name = free_name(document)
        text = data_text(points, name) or data_text(points)
        texts = [text] if text is not None else spread(points, free_names(document))
        if texts is None:
            return
        self.rows.edits.insert_lines(
            self.rows.current or self.rows.last(), texts, tr("import data"), alike=True
        )
        told = {"count": f"{len(points):,}", "name": name}
        if len(texts) == 1:
            self._window.tools.say(tr("{count} points in row {name}", **told))
        else:
            self._window.tools.say(tr("{count} points in {rows} rows", rows=len(texts), **told))
        self.closed.emit()


def _side_by_side(*fields: tuple[QComboBox, str]) -> QGridLayout:
    """Fields in columns of one width, each under its name."""
    grid = QGridLayout()
    grid.setSpacing(theme.whole(6))
    for column, (field, name) in enumerate(fields):
        label = QLabel(name)
        label.setBuddy(field)
        field.setAccessibleName(name)
        field.setMinimumWidth(theme.whole(60))
        field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        grid.addWidget(label, 0, column)
        grid.addWidget(field, 1, column)
        grid.setColumnStretch(column, 1)
    return grid
