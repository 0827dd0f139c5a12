"""The selected row on the right: what it says, its results, its arguments, its style."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from calcviz.engine.frame import Frame, FrameRow
from calcviz.language.messages import tr
from calcviz.scene.concept import REGISTER
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.parameters import ParameterList
from calcviz.ui.player import Player
from calcviz.ui.readings import Line, is_working, line_of, reading_of
from calcviz.ui.results import NumberTable, ReadoutList
from calcviz.ui.sentences import capital, joined, problem_sentences, rich, sentence, spoken, unbroken
from calcviz.ui.style_form import StyleForm

if TYPE_CHECKING:
    from calcviz.maths.derivatives.derivation import Derivation

if TYPE_CHECKING:
    from calcviz.ui.answer_line import AnswerLine
    from calcviz.ui.derivation_list import DerivationList

_PLAIN = ("graph", "point")
"""Concepts of rows that are called by what they are."""

_WORDED = frozenset(("limit_at",))
"""Concepts that say in words what no result says: whether f is continuous there, and differentiable."""

_REASON_LINES = 2
"""Lines kept free for the reason why something does not exist, once there was one while one drags."""


class Inspector(QScrollArea):
    """Shows one FrameRow; while it is dragged only numbers change here."""

    def __init__(self, session: Session, player: Player, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._row_id: int | None = None
        self._reasoned: str | None = None
        self._shown: FrameRow | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(theme.whole(250))
        self.setAccessibleName(tr("Selected row"))
        page = QWidget()
        page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(16, 14, 16, 16)
        self._page.setSpacing(8)
        self.title, self.sentence, self.reason = _words(), _words(), _words()
        self.reason.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.reason.setMinimumHeight(_REASON_LINES * self.reason.fontMetrics().lineSpacing())
        self.readouts, self.table = ReadoutList(), NumberTable()
        self.parameters = ParameterList(session, player)
        self.style_form = StyleForm(session)
        self._values_head, self._style_head = _head(tr("Values")), _head(tr("Style"))
        self._rule = _rule()
        self.derivation: DerivationList | None = None  # made for the first row that has one
        self.answer: AnswerLine | None = None
        said: tuple[QWidget, ...] = (self.title, self.sentence, self.readouts, self.table)
        edited: tuple[QWidget, ...] = (self._values_head, self.parameters, self.reason, self._rule)
        for part in (*said, *edited, self._style_head, self.style_form):
            self._page.addWidget(part)
        self._page.addStretch(1)
        self.setWidget(page)
        self.refresh_theme()

    def inspect(self, row_id: int | None, frame: Frame) -> None:
        """Speak of another row; None of no row."""
        if row_id != self._row_id:
            self._reasoned = None
        self._row_id = row_id
        self._shown = None
        self.show_frame(frame)

    def prepare(self) -> None:
        """Make what answers are shown in before the first one comes, which would wait for it: 30 ms."""
        if self.answer is None:
            self._answer_line().hide()
        if self.derivation is None:
            self._line_list().hide()

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
        self.title.setStyleSheet(f"font-size: {theme.whole(16)}px; font-weight: bold; color: {colors.ink}")
        for label in (self.sentence, self.reason):
            label.setStyleSheet(f"color: {colors.soft}")
        for head in (self._values_head, self._style_head):
            head.setStyleSheet(f"color: {colors.soft}; font-weight: bold")
        self._rule.setStyleSheet(f"background: {colors.hairline}; border: none")
        self.readouts.refresh_theme()
        self.style_form.refresh_theme()
        self.table.update()
        for made in (self.derivation, self.answer):
            if made is not None:
                made.refresh_theme()

    def _show_nothing(self) -> None:
        self.title.setText(tr("No row selected"))
        self.sentence.setText(tr("Click a row to see its values and its style."))
        self.sentence.setVisible(True)
        for part in (self.readouts, self.table, self._values_head, self.parameters, self.reason, self._rule):
            part.setVisible(False)
        self._derive(())
        self._reply(None)
        self._style_head.setVisible(False)
        self.style_form.setVisible(False)

    def _show(self, row: FrameRow) -> None:
        drawing = row.drawing
        _say(self.title, title_of(row))
        _say(self.sentence, _sentence(row))
        self.sentence.setVisible(bool(self.sentence.text()))
        shown = _lines(row)
        self.readouts.show_lines(shown)
        self.readouts.setVisible(bool(shown))
        if drawing.table is not None:
            self.table.show_table(drawing.table)
        self.table.setVisible(drawing.table is not None and not row.faded)
        self._derive(() if row.faded or row.problem is not None else row.derivations)
        self._reply(row if row.question is not None and row.problem is None else None)
        edited = self.parameters.show_row(row)
        self.parameters.setVisible(edited)
        self._values_head.setVisible(edited)
        self._give_reason(row, edited)
        drawn = bool(drawing.primitives or row.space)
        self._rule.setVisible(drawn and bool(edited or shown))
        self._style_head.setVisible(drawn)
        self.style_form.setVisible(drawn)
        if drawn:
            self.style_form.show_row(row)

    def _derive(self, derivations: "tuple[Derivation, ...]") -> None:
        """Show the way to a derivative where a row asks for it."""
        if derivations:
            self._line_list().show_derivations(derivations)
        if self.derivation is not None:
            self.derivation.setVisible(bool(derivations))

    def _line_list(self) -> "DerivationList":
        if self.derivation is None:
            from calcviz.ui.derivation_list import DerivationList

            self.derivation = DerivationList()
            self._page.insertWidget(self._page.indexOf(self.table) + 1, self.derivation)
        return self.derivation

    def _answer_line(self) -> "AnswerLine":
        if self.answer is None:
            from calcviz.ui.answer_line import AnswerLine

            self.answer = AnswerLine(explaining=True)
            self.answer.stopped.connect(self._give_up)
            self.answer.again.connect(self._ask_again)
            self._page.insertWidget(self._page.indexOf(self.sentence) + 1, self.answer)
        return self.answer

    def _reply(self, row: FrameRow | None) -> None:
        """Show the whole answer to what a row asks, and how far it can be trusted; None: it asks nothing."""
        if row is None:
            if self.answer is not None:
                self.answer.hide()
            return
        from calcviz.engine.replies import lines

        answer = self._answer_line()
        answer.show_row(row)
        answer.show()
        if not row.derivations and (shown := lines(row)):
            self._line_list().show_lines(shown, tr("Answer"))
            self._line_list().show()

    def _give_up(self) -> None:
        if self._row_id is not None:
            self._session.give_up(self._row_id)

    def _ask_again(self) -> None:
        if self._row_id is not None:
            self._session.ask_again(self._row_id)

    def _give_reason(self, row: FrameRow, edited: bool) -> None:
        """Say why something does not exist below what is edited, so that no field moves while one drags.

        Once there was a reason its lines stay free: it comes and goes.
        """
        worded = row.drawing.sentence if row.command in _WORDED and not row.faded else ""
        said = row.problem is None and row.question is None and (worded or row.reason)
        if said:
            self._reasoned = row.command
        _say(self.reason, rich(unbroken(sentence(said))) if said else "")
        kept = self._reasoned is not None and self._reasoned == row.command
        self.reason.setVisible(bool(said) or (kept and edited))


def _sentence(row: FrameRow) -> str:
    """What is to be said of a row that no result says."""
    if row.problem is not None:
        return rich(joined(problem_sentences(row.problem)))
    if row.question is not None:
        return ""
    if row.kind == "empty":
        return tr("Type a function such as f(x) = x^2, a number a = 1, or a point P = (1, 2).")
    if row.kind == "note":
        return tr("Words between the rows. **bold**, *italic* and a formula $x^2$ are typeset.")
    if row.drawing.readouts or row.drawing.table is not None or row.reason:
        return ""
    if row.drawing.sentence:
        return spoken(row.drawing.sentence)
    return capital(REGISTER[row.command].summary) if row.kind == "concept" and row.command in REGISTER else ""


def title_of(row: FrameRow) -> str:
    """What a row is, in a word or two."""
    named = row.kind in ("concept", "function", "point", "curve", "region", "data")
    if row.command in REGISTER and named and row.command not in _PLAIN:
        return REGISTER[row.command].title
    if row.question is not None and row.problem is None:
        from calcviz.engine.reply_words import title

        return title(row.question)
    if row.derivations:
        return tr("Derivation")
    if row.problem is not None and is_working(row):
        return tr("In progress")
    if row.problem is not None and row.problem.later:
        return tr("Not yet")
    return {
        "empty": tr("Empty row"),
        "note": tr("Note"),
        "number": tr("Number"),
        "function": tr("Function"),
        "expression": tr("List") if row.listed else tr("Value"),
        "point": tr("Point"),
        "curve": tr("Curve"),
        "region": tr("Region"),
        "data": tr("Data"),
        "problem": tr("Not understood yet"),
    }.get(row.kind, row.kind)


def _lines(row: FrameRow) -> list[Line]:
    """The results of a row: those of its concept, else its reading."""
    if row.faded or row.problem is not None or row.question is not None:
        return []
    if len(row.derivations) == 1 and row.value is None:
        return []  # its last line is the result, with room for it
    if row.drawing.readouts:
        return [line_of(each) for each in row.drawing.readouts]
    reading = reading_of(row)
    return [reading] if reading[0] else []


def _say(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)


def _words() -> QLabel:
    label = QLabel()
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.AutoText)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def _head(text: str) -> QLabel:
    return QLabel(text)


def _rule() -> QFrame:
    rule = QFrame()
    rule.setFixedHeight(1)
    return rule
