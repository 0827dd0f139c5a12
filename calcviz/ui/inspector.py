"""The selected row on the right: what it says, its results, its arguments, its style."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from calcviz.engine.frame import Frame, FrameRow
from calcviz.language.messages import tr
from calcviz.scene.concept import REGISTER
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.parameters import ParameterList
from calcviz.ui.player import Player
from calcviz.ui.readings import Line, line_of, reading_of, spoken
from calcviz.ui.results import NumberTable, ReadoutList
from calcviz.ui.style_form import StyleForm

_SPEAKS_EVERY = 120


class Inspector(QScrollArea):
    """Shows one FrameRow; while it is dragged only numbers change here."""

    def __init__(self, session: Session, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row_id: int | None = None
        self._shown: FrameRow | None = None
        self._speaking = QTimer(self, singleShot=True, interval=_SPEAKS_EVERY)
        self._speaking.timeout.connect(self._speak)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(250)
        self.setAccessibleName(tr("Selected row"))
        page = QWidget()
        page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(16, 14, 16, 16)
        self._page.setSpacing(8)
        self.title, self.sentence = QLabel(), QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.readouts, self.table = ReadoutList(), NumberTable()
        self.parameters = ParameterList(session, player)
        self.style_form = StyleForm(session)
        self._values_head, self._style_head = _head(tr("Values")), _head(tr("Style"))
        self._rule = _rule()
        said: tuple[QWidget, ...] = (self.title, self.sentence, self.readouts, self.table)
        edited: tuple[QWidget, ...] = (self._values_head, self.parameters, self._rule)
        for part in (*said, *edited, self._style_head, self.style_form):
            self._page.addWidget(part)
        self._page.addStretch(1)
        self.setWidget(page)
        self.refresh_theme()

    def inspect(self, row_id: int | None, frame: Frame) -> None:
        """Speak of another row; None of no row."""
        self._row_id = row_id
        self._shown = None
        self.show_frame(frame)
        self._speak()

    def show_frame(self, frame: Frame) -> None:
        """Show the row as it is in this frame; what is the same as before costs nothing."""
        row = next((each for each in frame.rows if each.row.id == self._row_id), None)
        if row is not None and row is self._shown:
            return
        self._shown = row
        if row is None:
            self._show_nothing()
        else:
            self._show(row)

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        colors = theme.look()
        self.title.setStyleSheet(f"font-size: 16px; font-weight: bold; color: {colors.ink}")
        self.sentence.setStyleSheet(f"color: {colors.soft}")
        for head in (self._values_head, self._style_head):
            head.setStyleSheet(f"color: {colors.soft}; font-weight: bold")
        self._rule.setStyleSheet(f"background: {colors.hairline}; border: none")
        self.readouts.refresh_theme()
        self.style_form.refresh_theme()
        self.table.update()

    def _show_nothing(self) -> None:
        self.title.setText(tr("No row selected"))
        self.sentence.setText(tr("Click a row to see its values and its style."))
        self.sentence.setVisible(True)
        for part in (self.readouts, self.table, self._values_head, self.parameters, self._rule):
            part.setVisible(False)
        self._style_head.setVisible(False)
        self.style_form.setVisible(False)

    def _show(self, row: FrameRow) -> None:
        drawing = row.drawing
        _set_text(self.title, title_of(row))
        if not self._speaking.isActive():
            self._speaking.start()
        shown = _lines(row)
        self.readouts.show_lines(shown)
        self.readouts.setVisible(bool(shown))
        if drawing.table is not None:
            self.table.show_table(drawing.table)
        self.table.setVisible(drawing.table is not None and not row.faded)
        edited = self.parameters.show_row(row)
        self.parameters.setVisible(edited)
        self._values_head.setVisible(edited)
        drawn = bool(drawing.primitives)
        self._rule.setVisible(drawn and bool(edited or shown))
        self._style_head.setVisible(drawn)
        self.style_form.setVisible(drawn)
        if drawn:
            self.style_form.show_row(row)

    def _speak(self) -> None:
        """Say the row's sentence: a few times a second only, for wrapped text is laid out each time."""
        row = self._shown
        if row is not None:
            _set_text(self.sentence, self._words(row))
            self.sentence.setVisible(bool(self.sentence.text()))

    def _words(self, row: FrameRow) -> str:
        if row.problem is not None:
            return spoken(row.problem.message.replace("`", ""))
        said = row.reason or row.drawing.sentence
        if row.kind == "empty":
            return tr("Type a function such as f(x) = x^2, a number a = 1, or a point P = (1, 2).")
        if not said and row.kind == "concept" and row.command in REGISTER:
            said = REGISTER[row.command].summary
        return spoken(said)


def title_of(row: FrameRow) -> str:
    """What a row is, in a word or two."""
    if row.kind == "concept" and row.command in REGISTER:
        return REGISTER[row.command].title
    return {
        "empty": tr("Empty row"),
        "note": tr("Note"),
        "number": tr("Number"),
        "function": tr("Function"),
        "expression": tr("Value"),
        "point": tr("Point"),
        "problem": tr("Not understood yet"),
    }.get(row.kind, row.kind)


def _lines(row: FrameRow) -> list[Line]:
    """The results of a row: those of its concept, else its reading."""
    if row.faded or row.problem is not None:
        return []
    if row.drawing.readouts:
        return [line_of(each) for each in row.drawing.readouts]
    reading = reading_of(row)
    return [reading] if reading[0] else []


def _set_text(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)


def _head(text: str) -> QLabel:
    return QLabel(text)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFixedHeight(1)
    return rule
