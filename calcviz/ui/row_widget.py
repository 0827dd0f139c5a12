"""One row of the document: its bullet, its line, its reading, its problem, its slider."""

from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from calcviz.engine.frame import FrameRow
from calcviz.language.messages import tr
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.bullet import Bullet
from calcviz.ui.editor import Editor
from calcviz.ui.icons import put
from calcviz.ui.markup import is_plain, runs
from calcviz.ui.note import NoteView
from calcviz.ui.problem_line import ProblemLine
from calcviz.ui.readings import is_working, reading_of
from calcviz.ui.slider import SliderStrip, with_range
from calcviz.views.formula.label import FormulaLabel

_READING_SIZE = 17
_PATIENCE = 450
_PRESSED = 60
_UNDRAWN = ("empty", "note", "number", "expression")


class RowWidget(QWidget):
    """Shows a FrameRow and tells the session what is typed in it.

    The parts that only some rows have are made when a row first needs them.
    """

    menu_wanted = Signal(int, object)
    colors_wanted = Signal(int)
    sliders_wanted = Signal(int, list)
    play_wanted = Signal(int)
    grew = Signal(int)

    def __init__(self, session: Session, row_id: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row_id = row_id
        self._session = session
        self._shown: FrameRow | None = None
        self._number = 0
        self._selected = False
        self.reading: FormulaLabel | None = None
        self.note: NoteView | None = None
        self.problem: ProblemLine | None = None
        self.slider: SliderStrip | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._complain)
        self.bullet = Bullet()
        self.bullet.clicked.connect(self._toggle)
        self.bullet.colors_wanted.connect(lambda: self.colors_wanted.emit(self.row_id))
        self.editor = Editor()
        self.editor.typed.connect(lambda text: session.edit(self.row_id, text))
        self.editor.focused.connect(self._show_note)
        self.editor.unfocused.connect(self._leave_note)
        self.menu_button = self._make_menu_button()
        self._body = QVBoxLayout()
        self._body.setContentsMargins(0, 0, 0, 0)
        self._body.setSpacing(2)
        self._body.addWidget(self.editor)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(6, 7, 6, 8)
        self._line.setSpacing(4)
        self._line.addWidget(self.bullet, 0, Qt.AlignmentFlag.AlignTop)
        self._line.addLayout(self._body, 1)
        self._line.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def shown(self) -> FrameRow | None:
        """The row as it is shown now."""
        return self._shown

    def show_row(self, frame_row: FrameRow, number: int) -> None:
        """Show the row; what is the same as before costs nothing."""
        before = self._shown
        if frame_row is before and number == self._number:
            return
        self._shown, self._number = frame_row, number
        row = frame_row.row
        self.editor.show_text(row.text)
        drawn = frame_row.kind not in _UNDRAWN
        self.bullet.show_state(number, row.style, row.visible, drawn)
        self.bullet.show_working(is_working(frame_row))
        self._show_note()
        self._show_reading(frame_row)
        self._weigh_problem(frame_row)
        self._show_slider(frame_row)
        if before is None or before.row.text == "" or row.text == "":
            self.editor.setPlaceholderText(tr("a function, a number, a point") if number == 1 else "")

    def tab_stops(self) -> list[QWidget]:
        """Where Tab goes within the row, in this order."""
        offers = self.problem.offers() if self.problem is not None else []
        slider = self.slider.tab_stops() if self.slider is not None else []
        note = [self.note] if self.note is not None else []
        return [self.bullet, *note, self.editor, *offers, *slider, self.menu_button]

    def select(self, selected: bool) -> None:
        """Mark the row as the one the inspector speaks of."""
        if selected == self._selected:
            return
        self._selected = selected
        self._show_step()
        self.update()

    def show_playing(self, playing: bool) -> None:
        """Show whether the row's number is moving by itself."""
        if self.slider is not None:
            self.slider.show_playing(playing)

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        self.editor.refresh_theme()
        if self._shown is not None and self.problem is not None and self.problem.isVisibleTo(self):
            self._show_problem(self._shown)
        if self.reading is not None:
            self.reading.set_color(QColor(theme.look().ink))
        if self.note is not None:
            self.note.update()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colors, painter = theme.look(), QPainter(self)
        if self._selected:
            painter.fillRect(self.rect(), QColor(colors.selected))
            painter.fillRect(0, 0, 3, self.height(), QColor(colors.accent))
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(colors.hairline))
        painter.end()

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

    def _toggle(self) -> None:
        if self._shown is not None:
            self._session.show(self.row_id, not self._shown.row.visible)

    def _show_reading(self, frame_row: FrameRow) -> None:
        latex, values = reading_of(frame_row)
        if not latex:
            if self.reading is not None:
                self.reading.hide()
            return
        if self.reading is None:
            self.reading = FormulaLabel()
            self.reading.set_size(theme.em(_READING_SIZE))
            self.reading.set_color(QColor(theme.look().ink))
            self._body.insertWidget(1, self.reading)
        self.reading.set_latex(latex)
        self.reading.set_values(values)
        self.reading.show()

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
        self.note.show_note(text)
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
        reason = frame_row.reason
        if frame_row.problem is None and not frame_row.hints and not reason:
            if self.problem is not None:
                self.problem.hide()
            return
        if self.problem is None:
            self.problem = ProblemLine()
            self.problem.sliders_wanted.connect(lambda names: self.sliders_wanted.emit(self.row_id, names))
            self._body.addWidget(self.problem)
        self.problem.show_problem(frame_row.problem, frame_row.hints, reason)
        self.problem.show()
        self._chain_tabs()

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
            self._session.preview_value(self.row_id, self._shown.slider.name, value)

    def _range(self, low: float, high: float, step: float) -> None:
        if self._shown is not None:
            self._session.edit(self.row_id, with_range(self._shown.row.text, low, high, step))
