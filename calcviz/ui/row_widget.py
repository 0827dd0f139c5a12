"""One row of the document: its bullet, its line, its reading, its problem, its slider."""

from itertools import pairwise, product
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QGuiApplication,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from calcviz.engine.frame import FrameRow
from calcviz.language.messages import tr
from calcviz.language.problems import Problem
from calcviz.scene.folders import Standing
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.bullet import Bullet
from calcviz.ui.editor import Editor
from calcviz.ui.fold_button import FoldButton
from calcviz.ui.icons import put
from calcviz.ui.markup import is_plain, runs
from calcviz.ui.note import NoteView
from calcviz.ui.problem_line import ProblemLine
from calcviz.ui.readings import is_working, reading_of, short_of
from calcviz.ui.row_hand import RowHand
from calcviz.ui.slider import SliderStrip, with_range
from calcviz.views.formula.label import FormulaLabel

if TYPE_CHECKING:
    from calcviz.ui.answer_line import AnswerLine

_READING_SIZE = 17
_PATIENCE = 450
_PRESSED = 60
_GRIP, _INDENT = 12, 18
_ALONE = Standing()
_UNDRAWN = ("empty", "note", "number", "expression")


def _is_drawn(frame_row: FrameRow) -> bool:
    """Whether there is something of the row to be shown and hidden."""
    if frame_row.question is not None:
        return frame_row.command is not None
    return frame_row.kind not in _UNDRAWN


class RowWidget(QWidget):
    """Shows a FrameRow and tells the session what is typed in it.

    The parts that only some rows have are made when a row first needs them.
    """

    menu_wanted = Signal(int, object)
    colors_wanted = Signal(int)
    sliders_wanted = Signal(int, list)
    play_wanted = Signal(int)
    fold_wanted = Signal(int)
    show_wanted = Signal(int)
    grew = Signal(int)
    slid = Signal(int)

    def __init__(self, session: Session, row_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_id = row_id
        self._session = session
        self._shown: FrameRow | None = None
        self._number = 0
        self._selected = self._among = self._found = self._entered = False
        self._standing = Standing()
        self.hand: RowHand | None = None
        self.fold_button: FoldButton | None = None
        self._count: QLabel | None = None
        self.setMouseTracking(True)
        self.reading: FormulaLabel | None = None
        self.note: NoteView | None = None
        self.problem: ProblemLine | None = None
        self.answer: AnswerLine | None = None
        self.slider: SliderStrip | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._complain)
        self.bullet = Bullet()
        self.bullet.clicked.connect(lambda: self.show_wanted.emit(self.row_id))
        self.bullet.carried.connect(self._carry)
        self.bullet.colors_wanted.connect(lambda: self.colors_wanted.emit(self.row_id))
        self.editor = Editor()
        self.editor.typed.connect(lambda text: session.edit(self.row_id, text))
        self.editor.focused.connect(self._show_note)
        self.editor.unfocused.connect(self._leave_note)
        self.menu_button = self._make_menu_button()
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(theme.whole(_GRIP), 7, 6, 8)
        self._line.setSpacing(4)
        self._line.addWidget(self.bullet, 0, Qt.AlignmentFlag.AlignTop)
        self._body = QVBoxLayout()
        self._line.addLayout(self._body, 1)
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(2)
        self._body.addWidget(self.editor)
        self._line.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def shown(self) -> FrameRow | None:
        """The row as it is shown now."""
        return self._shown

    def show_row(self, frame_row: FrameRow, number: int, standing: Standing = _ALONE) -> None:
        """Show the row where it stands; what is the same as before costs nothing."""
        before = self._shown
        if frame_row is before and number == self._number and standing == self._standing:
            return
        self._shown, self._number = frame_row, number
        self._show_standing(standing)
        row = frame_row.row
        self.editor.show_text(row.text)
        if standing.folder is None:
            drawn, lined = _is_drawn(frame_row), frame_row.draws_line
            self.bullet.show_state(number, row.style, row.visible, drawn, lined=lined)
        else:
            self.bullet.show_state(number, row.style, standing.any_shown, standing.count > 0, folder=True)
        self.bullet.show_working(is_working(frame_row))
        self._show_note()
        self._show_reading(frame_row)
        self._show_answer(frame_row)
        self._weigh_problem(frame_row)
        self._show_slider(frame_row)
        if before is None or before.row.text == "" or row.text == "":
            self.editor.setPlaceholderText(tr("a function, a number, a point") if number == 1 else "")

    def tab_stops(self) -> list[QWidget]:
        """Where Tab goes within the row, in this order."""
        offers = self.problem.offers() if self.problem is not None else []
        stop = self.answer.tab_stops() if self.answer is not None else []
        slider = self.slider.tab_stops() if self.slider is not None else []
        note = [self.note] if self.note is not None else []
        fold = [self.fold_button] if self.fold_button is not None else []
        return [self.bullet, *fold, *note, self.editor, *stop, *offers, *slider, self.menu_button]

    def select(self, selected: bool, among: bool = False) -> None:
        """Mark the row as the one the inspector speaks of; `among` as one of several that are selected."""
        if (selected, among) == (self._selected, self._among):
            return
        self._selected, self._among = selected, among
        self.setAccessibleDescription(tr("selected") if selected or among else "")
        self._show_step()
        self.update()

    def show_found(self, found: bool) -> None:
        """Mark the row as one in which the text looked for stands."""
        if found != self._found:
            self._found = found
            self.update()

    def is_margin(self, place: QPoint) -> bool:
        """Whether a place is left of what the row says: there rows are selected, and taken hold of."""
        return place.x() <= self.bullet.geometry().right()

    def is_grip(self, place: QPoint) -> bool:
        """Whether the row is taken hold of there."""
        return place.x() < self.bullet.x() or self.bullet.geometry().contains(place)

    def show_playing(self, playing: bool) -> None:
        """Show whether the row's number is moving by itself."""
        if self.slider is not None:
            self.slider.show_playing(playing)

    def show_near(self, near: bool) -> None:
        """Show where the row can be taken hold of while the pointer is over it."""
        if near != self._entered:
            self._entered = near
            self.update()

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        self.editor.refresh_theme()
        if self._shown is not None and self.problem is not None and self.problem.isVisibleTo(self):
            self._show_problem(self._shown)
        if self.reading is not None:
            self._color_reading()
        if self.answer is not None:
            self.answer.refresh_theme()
        if self.note is not None:
            self.note.update()
        if self._count is not None:
            self._count.setStyleSheet(f"color: {theme.look().soft}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = theme.look(), QPainter(self)
        if self._selected or self._among:
            painter.fillRect(self.rect(), QColor(colors.selected))
            painter.fillRect(0, 0, 3, self.height(), QColor(colors.accent))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colors.hairline))
        if self._standing.member:
            painter.fillRect(self._margin() - theme.whole(8), 0, 1, self.height(), QColor(colors.border))
        if self._found:  # a dotted edge: found
            painter.setPen(QPen(QColor(colors.accent), 3, Qt.PenStyle.DotLine))
            painter.drawLine(self.width() - 2, 4, self.width() - 2, self.height() - 5)
        if self._among:
            painter.setPen(QColor(colors.accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self._entered:
            self._paint_grip(painter, QColor(colors.soft))
        painter.end()

    def _paint_grip(self, painter: QPainter, color: QColor) -> None:
        """Six dots where the row can be taken hold of."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        middle = QPointF(theme.em(8), self.bullet.geometry().center().y() + 0.5)
        for column, line in product((-1, 1), (-1, 0, 1)):
            painter.drawEllipse(
                middle + QPointF(column * theme.em(2), line * theme.em(4)), *[theme.em(1.1)] * 2
            )

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.show_near(True)
        if self.hand is not None:
            self.hand.come_near(self.row_id)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.show_near(False)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.show_near(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.hand is None or event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
        else:
            self.hand.press(self, event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        grip = self.is_grip(event.position().toPoint())
        self.setCursor(Qt.CursorShape.OpenHandCursor if grip else Qt.CursorShape.ArrowCursor)
        if self.hand is not None and event.buttons():
            self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.hand is not None:
            self.hand.release(self, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() > event.oldSize().height() > 0:
            self.grew.emit(self.row_id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.row_id, event.globalPos())

    def _make_menu_button(self) -> QToolButton:
        button = QToolButton()
        put(button, "more")
        button.setIconSize(QSize(theme.whole(20), theme.whole(20)))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(tr("Row menu"))
        button.setToolTip(tr("Tangent, derivative, colour and more"))
        button.clicked.connect(self._want_menu)
        return button

    def _want_menu(self) -> None:
        button = self.menu_button
        self.menu_wanted.emit(self.row_id, button.mapToGlobal(button.rect().bottomLeft()))

    def _carry(self) -> None:
        if self.hand is not None:
            self.hand.carry(self.row_id)

    def _margin(self) -> int:
        return theme.whole(_GRIP + _INDENT * self._standing.member)

    def _show_standing(self, standing: Standing) -> None:
        """Indent a member, and give the title of a folder its triangle and the count of what it keeps."""
        if standing == self._standing:
            return
        self._standing = standing
        self._line.setContentsMargins(self._margin(), 7, 6, 8)
        self.update()
        if standing.folder is not None and self.fold_button is None:
            self.fold_button, self._count = FoldButton(), QLabel()
            self.fold_button.clicked.connect(lambda: self.fold_wanted.emit(self.row_id))
            self._count.setMargin(theme.whole(4))
            self._line.insertWidget(1, self.fold_button, 0, Qt.AlignmentFlag.AlignTop)
            self._line.insertWidget(3, self._count, 0, Qt.AlignmentFlag.AlignTop)
            self._chain_tabs()
        if self.fold_button is None or self._count is None:
            return
        self.fold_button.setVisible(standing.folder is not None)
        self.fold_button.show_open(standing.folder == "open")
        one = standing.count == 1
        self._count.setText(tr("1 row") if one else tr("{count} rows", count=standing.count))
        self._count.setStyleSheet(f"color: {theme.look().soft}")
        self._count.setVisible(standing.folder == "closed")

    def _show_reading(self, frame_row: FrameRow) -> None:
        latex, values = reading_of(frame_row)
        if not latex:
            if self.reading is not None:
                self.reading.hide()
            return
        if self.reading is None:
            self.reading = FormulaLabel()
            self.reading.set_size(theme.em(_READING_SIZE))
            self._body.insertWidget(1, self.reading)
        self.reading.set_latex(latex)
        self.reading.set_short(short_of(frame_row))
        self.reading.set_values(values)
        self._color_reading()
        self.reading.show()

    def _color_reading(self) -> None:
        """A formula that answers the numbers of before is pale until the new one is there."""
        shown, look = self._shown, theme.look()
        late = shown is not None and shown.late and shown.answer is not None and bool(shown.answer.results)
        if self.reading is not None:
            self.reading.set_color(QColor(look.faint if late else look.ink))

    def _show_answer(self, frame_row: FrameRow) -> None:
        """Say below the reading how far the answer to a question can be trusted."""
        if frame_row.question is None:
            if self.answer is not None:
                self.answer.hide()
            return
        if self.answer is None:
            from calcviz.ui.answer_line import AnswerLine

            self.answer = AnswerLine()
            self.answer.stopped.connect(lambda: self._session.give_up(self.row_id))
            self.answer.again.connect(lambda: self._session.ask_again(self.row_id))
            self._body.insertWidget(self._body.count(), self.answer)
        self.answer.show_row(frame_row)
        self.answer.show()
        self._chain_tabs()

    def _leave_note(self) -> None:
        """Show the note as it is read, once no button is held: what is pressed must not move away."""
        if QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            QTimer.singleShot(_PRESSED, self, self._leave_note)
        else:
            self._show_note()

    def _show_note(self) -> None:
        """A note is read as it is meant; who goes into it sees what is written, and below what it becomes."""
        shown = self._shown
        text = shown.row.text if shown is not None and shown.kind == "note" else ""
        found = runs(text) if text else ()
        if not found:
            self.editor.show()
            if self.note is not None:
                self.note.hide()
            return
        if self.note is None:
            self.note = NoteView()
            self.note.wanted.connect(self.editor.take_focus)
            self._body.insertWidget(1, self.note)
            self._chain_tabs()
        self.note.show_note(text if self._standing.folder is None else f"#{text}")
        writing = self.editor.hasFocus()
        self.note.setFocusPolicy(Qt.FocusPolicy.NoFocus if writing else Qt.FocusPolicy.TabFocus)
        self.note.setVisible(not writing or not is_plain(found))
        self.editor.setVisible(writing)

    def _weigh_problem(self, frame_row: FrameRow) -> None:
        """Who is still typing is not interrupted: a new problem is said when the keys have rested."""
        if is_working(frame_row) and frame_row.problem is not None:
            self._patience.stop()
            self.editor.show_problem(None)
            if self.problem is not None:
                self.problem.hide()
            return
        said = self.problem is not None and self.problem.isVisibleTo(self)
        if frame_row.problem is not None and not said and self.editor.hasFocus():
            self._patience.start()
        else:
            self._patience.stop()
            self.editor.show_problem(frame_row.problem)
            self._show_problem(frame_row)

    def _complain(self) -> None:
        if self._shown is not None:
            self.editor.show_problem(self._shown.problem)
            self._show_problem(self._shown)

    def _show_problem(self, frame_row: FrameRow) -> None:
        reason = None if frame_row.question is not None else frame_row.reason  # its answer says it
        if frame_row.problem is None and not frame_row.hints and not reason:
            if self.problem is not None:
                self.problem.hide()
            return
        if self.problem is None:
            self.problem = ProblemLine()
            self.problem.sliders_wanted.connect(lambda names: self.sliders_wanted.emit(self.row_id, names))
            self.problem.instead_wanted.connect(self._write_instead)
            self._body.addWidget(self.problem)
        self.problem.show_problem(frame_row.problem, frame_row.hints, reason)
        self.problem.show()
        self._chain_tabs()

    def _write_instead(self, problem: Problem) -> None:
        """Put what was meant in its place, with the cursor behind the row: there typing goes on."""
        text = self.editor.toPlainText()
        self.editor.take_focus()
        self.editor.replace_text(text[: problem.start] + (problem.instead or "") + text[problem.end :])

    def _show_slider(self, frame_row: FrameRow) -> None:
        if frame_row.slider is None:
            if self.slider is not None:
                self.slider.hide()
            return
        if self.slider is None:
            self.slider = SliderStrip()
            self.slider.moved.connect(self._slide)
            self.slider.settled.connect(self._session.commit)
            self.slider.range_entered.connect(self._range)
            self.slider.play_wanted.connect(lambda: self.play_wanted.emit(self.row_id))
            self._body.addWidget(self.slider)
            self._chain_tabs()
        self.slider.show_slider(frame_row.slider)
        self._show_step()
        self.slider.show()

    def _chain_tabs(self) -> None:
        """Put what was made later where it stands."""
        for before, after in pairwise(self.tab_stops()):
            QWidget.setTabOrder(before, after)

    def _show_step(self) -> None:
        if self.slider is not None:
            self.slider.show_step(self._selected)

    def _slide(self, value: float) -> None:
        if self._shown is not None and self._shown.slider is not None:
            self.slid.emit(self.row_id)
            self._session.preview_value(self.row_id, self._shown.slider.name, value)

    def _range(self, low: float, high: float, step: float) -> None:
        if self._shown is not None:
            self._session.edit(self.row_id, with_range(self._shown.row.text, low, high, step))
