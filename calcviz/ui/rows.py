"""The list of rows on the left of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from calcviz.engine.frame import Frame
from calcviz.language.messages import tr
from calcviz.scene.folders import Standing, concealed, standings
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.companion import Companion
from calcviz.ui.icons import put
from calcviz.ui.row_edits import RowEdits
from calcviz.ui.row_hand import RowHand
from calcviz.ui.row_keys import RowKeys
from calcviz.ui.row_page import RowPage
from calcviz.ui.row_selection import RowSelection
from calcviz.ui.row_widget import RowWidget


class RowList(QScrollArea):
    """Every row of the document in its order, and one button for the next.

    `selected` carries the row the inspector speaks of, or None. While the list itself has the keyboard, its
    keys are for the selected rows as a whole.
    """

    selected = Signal(object)
    menu_wanted = Signal(int, object)
    colors_wanted = Signal(int)
    play_wanted = Signal(int)
    turned_to = Signal()
    grew = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._selection = RowSelection()
        self.edits = RowEdits(self)
        self._keys = RowKeys(self)
        self.hand = RowHand(self)
        self._frame: Frame | None = None
        self._standings: list[Standing] = []
        self._playing: int | None = None
        self._found: frozenset[int] = frozenset()
        self._order: tuple[int, ...] = ()
        self.companion: Companion | None = None
        self._foot: QWidget | None = None
        self._head: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(theme.whole(240))
        self.setAccessibleName(tr("Rows"))
        self.page = RowPage(self, self._make)
        self.verticalScrollBar().rangeChanged.connect(self.place_foot)
        self.add_button = QPushButton(tr("New row"))
        put(self.add_button, "add", "accent")
        self.add_button.setIconSize(QSize(theme.whole(16), theme.whole(16)))
        self.add_button.setObjectName("add")
        self.add_button.clicked.connect(self._add_at_end)
        self.page.lines.addWidget(self.add_button)
        self.page.lines.addStretch(1)
        self.setWidget(self.page)

    @property
    def current(self) -> int | None:
        """The selected row."""
        return self._selection.lead

    @property
    def chosen(self) -> tuple[int, ...]:
        """Every selected row, in the order of the list."""
        return tuple(row_id for row_id in self._order if row_id in self._selection.rows)

    @property
    def several(self) -> bool:
        """Whether more than one row is selected."""
        return self._selection.several

    def concerned(self, row_id: int) -> tuple[int, ...]:
        """The rows that something done at a row is for: all that are selected, if it is one of them."""
        return self.chosen if row_id in self._selection.rows else (row_id,)

    @property
    def order(self) -> tuple[int, ...]:
        """Every row, in the order of the list."""
        return self._order

    @property
    def in_sight(self) -> list[int]:
        """The rows that no closed folder keeps out of the list, in their order."""
        hidden = concealed(self.session.document.rows)
        return [row_id for row_id in self._order if row_id not in hidden]

    def row(self, row_id: int) -> RowWidget:
        """The widget of a row; raises KeyError where there is none."""
        return self.page.widget(row_id)

    def at(self, index: int) -> RowWidget:
        """The widget at a place; raises IndexError where there is none."""
        return self.row(self._order[index])

    def __len__(self) -> int:
        return len(self._order)

    def stand_at_foot(self, foot: QWidget) -> None:
        """Let a widget stand below the rows while it is not hidden; it does not scroll with them."""
        self._foot = foot
        foot.setParent(self)
        QWidget.setTabOrder(self.add_button, foot)
        self.place_foot()

    def stand_at_head(self, head: QWidget | None) -> None:
        """Let a widget stand above the rows while it is not hidden; it does not scroll with them."""
        self._head = head
        if head is not None:
            head.setParent(self)
            head.show()
        self.place_foot()

    def place_foot(self) -> None:
        """Give head and foot their places after one came, went or became another size."""
        head, foot = self._head, self._foot
        above = below = 0
        least = theme.whole(240)
        if head is not None and not head.isHidden():
            width = self.viewport().width()  # beside the scroll bar
            tall = head.heightForWidth(width) if head.hasHeightForWidth() else -1
            above = max(tall, head.sizeHint().height() if tall < 0 else 0)
            least = max(least, head.minimumSizeHint().width() + self.width() - width)
            head.setGeometry(0, 0, width, above)
        if foot is not None and not foot.isHidden():
            least = max(least, foot.minimumSizeHint().width())
            below = foot.sizeHint().height()
            foot.setGeometry(0, self.height() - below, self.width(), below)
        self.setMinimumWidth(least)
        self.setViewportMargins(0, above, 0, below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_foot()
        self.page.fill_sight()

    def show_frame(self, frame: Frame) -> None:
        """Show the rows of a frame; only what changed is touched."""
        order, was = tuple(each.row.id for each in frame.rows), self._order
        before = self._selection.lead
        lead = self.page.widgets.get(before) if before is not None and before not in order else None
        writing = lead is not None and lead.editor.hasFocus()
        self._frame, self._standings = frame, standings([each.row for each in frame.rows])
        arranging = order != self._order
        if arranging:
            self._order = order
            self.page.lines.setEnabled(False)  # once for all of them: each would move all others
            self.page.arrange(order)
        self.page.rest()
        for place in range(len(order)):
            self._show_row(place)
        if arranging:
            self.page.lines.setEnabled(True)
            self.page.lines.invalidate()
            self.page.fill_sight()
        self._selection.keep(order, was)
        self._show_selection(before)
        if writing and self.current is not None:
            self.focus_row(self.current)

    def _show_row(self, place: int) -> None:
        """Show the row at a place; one that is not made yet only knows whether it is concealed."""
        assert self._frame is not None
        shown, standing = self._frame.rows[place], self._standings[place]
        where = self.page.place(shown.row.id)
        if where.isHidden() != standing.concealed:
            where.setHidden(standing.concealed)
        if isinstance(where, RowWidget):
            where.show_row(shown, place + 1, standing)

    # Selecting.

    def select(self, row_id: int | None) -> None:
        """Make a row the one that menus and the inspector speak of."""
        before = self._selection.lead
        self._selection.only(row_id)
        self._show_selection(before)

    def take_up(self, row_id: int) -> None:
        """Select the row whose number is moved, unless it is among those that are selected."""
        if row_id not in self._selection.rows:
            self.select(row_id)

    def select_rows(self, row_ids: Sequence[int], *, quietly: bool = False) -> None:
        """Select rows as a whole; unless `quietly`, the keyboard is for them."""
        before = self._selection.lead
        self._selection.these(row_ids)
        self._show_selection(before)
        if not quietly:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def select_to(self, row_id: int) -> None:
        """Select what stands between the row selected first and this one."""
        before = self._selection.lead
        self._selection.extend(row_id, self.in_sight)
        self._show_selection(before)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reveal(row_id)

    def select_all(self) -> None:
        """Select every row."""
        self.select_rows(self._order)

    def toggle_selected(self, row_id: int) -> None:
        """Select a row besides the others, or leave it out."""
        before = self._selection.lead
        self._selection.toggle(row_id)
        self._show_selection(before)
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def step_selected(self, by: int, *, extending: bool) -> None:
        """Go to the next row (1) or the one before (-1), as a whole; `extending` keeps those before."""
        order, lead = self.in_sight, self._selection.lead
        if lead not in order:
            return
        row_id = order[min(max(order.index(lead) + by, 0), len(order) - 1)]
        if extending:
            self.select_to(row_id)
        else:
            self.select_rows([row_id])
            self.reveal(row_id)

    def _show_selection(self, before: int | None) -> None:
        lead, chosen = self._selection.lead, self._selection.rows
        for row_id, widget in self.page.widgets.items():
            widget.select(row_id == lead, self.several and row_id in chosen)
        if lead != before:
            self.selected.emit(lead)

    def under(self, at: QPoint) -> int | None:
        """The row at the height of a point of the screen; None below and above them all."""
        y = self.page.mapFromGlobal(at).y()
        places = ((row_id, self.page.place(row_id).geometry()) for row_id in self.in_sight)
        return next((row_id for row_id, place in places if place.top() <= y <= place.bottom()), None)

    def focus_row(self, row_id: int, *, at_end: bool = True) -> None:
        """Put the cursor into a row and bring it into sight; a closed folder around it opens."""
        self.edits.unfold_around(row_id)
        widget = self.row(row_id)
        self.select(row_id)
        widget.editor.take_focus(at_end=at_end)
        self.reveal(row_id)

    def show_place(self, row_id: int) -> None:
        """Select a row and bring it into sight; the keyboard stays where it is."""
        self.edits.unfold_around(row_id)
        self.select(row_id)
        self.reveal(row_id)

    def reveal(self, row_id: int) -> None:
        """Bring a row into sight; of one in a closed folder the title."""
        if self.page.place(row_id).isHidden():
            in_sight = set(self.in_sight)
            above = reversed(self._order[: self._order.index(row_id)])
            row_id = next((each for each in above if each in in_sight), row_id)
        QTimer.singleShot(0, self, lambda: self._bring(row_id))

    # Changing.

    def insert_after(self, row_id: int | None, text: str = "", member: bool | None = None) -> int:
        """Make a row below another and put the cursor into it."""
        made = self.session.insert(row_id, text, member)
        self.focus_row(made)
        return made

    def insert_lines(self, row_id: int | None, lines: Sequence[str]) -> None:
        """Make a row for each line, as one step of undo."""
        self.edits.insert_lines(row_id, lines)

    def last(self) -> int | None:
        """The last row."""
        return self._order[-1] if self._order else None

    def _add_at_end(self) -> None:
        self.insert_after(self.last(), member=False)

    def show_playing(self, playing: int | None) -> None:
        """Show which row's number moves by itself."""
        self._playing = playing
        for row_id, widget in self.page.widgets.items():
            widget.show_playing(row_id == playing)

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        if self.companion is not None:
            self.companion.refresh_theme()
        for widget in self.page.widgets.values():
            widget.refresh_theme()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click below the rows goes to the last one, as in every text."""
        if self.in_sight:
            self.focus_row(self.in_sight[-1])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.takes(event):
            event.ignore()  # not the scrolling of Qt: it is for the window

    def _make(self, row_id: int) -> RowWidget:
        widget = RowWidget(self.session, row_id, self.page)
        widget.hand = self.hand
        widget.fold_wanted.connect(self.edits.fold)
        widget.show_wanted.connect(lambda row_id: self.edits.toggle_rows([row_id]))
        widget.menu_wanted.connect(self._wants_menu)
        widget.colors_wanted.connect(self.colors_wanted)
        widget.sliders_wanted.connect(self.edits.create_sliders)
        widget.play_wanted.connect(self.play_wanted)
        widget.play_wanted.connect(self.take_up)
        widget.slid.connect(self.take_up)
        widget.grew.connect(self._follow_growth)
        widget.grew.connect(self.grew)
        editor = widget.editor
        editor.companion = self.companion
        editor.installEventFilter(self._keys)
        editor.focused.connect(lambda: self.select(row_id))
        editor.focused.connect(self.turned_to)
        editor.entered.connect(lambda: self.edits.enter(row_id))
        editor.left_upwards.connect(lambda: self._go(row_id, -1))
        editor.left_downwards.connect(lambda: self._go(row_id, 1))
        editor.emptied.connect(lambda: self._emptied(row_id))
        editor.lines_pasted.connect(lambda lines: self.insert_lines(row_id, lines))
        editor.line_copied.connect(lambda: self.edits.copy_rows([row_id]))
        editor.line_cut.connect(lambda: self.edits.cut_rows([row_id]))
        if self._frame is not None and row_id in self._order:
            place = self._order.index(row_id)
            widget.show_row(self._frame.rows[place], place + 1, self._standings[place])
        widget.select(row_id == self.current, self.several and row_id in self._selection.rows)
        widget.show_playing(row_id == self._playing)
        widget.show_found(row_id in self._found)
        return widget

    def show_found(self, row_ids: frozenset[int]) -> None:
        """Mark the rows in which a text was found."""
        self._found = row_ids
        for row_id, widget in self.page.widgets.items():
            widget.show_found(row_id in row_ids)

    def _wants_menu(self, row_id: int, where: QPoint) -> None:
        if row_id not in self._selection.rows:
            self.select(row_id)
        self.menu_wanted.emit(row_id, where)

    def _emptied(self, row_id: int) -> None:
        if len(self._order) > 1:
            self.edits.remove_rows([row_id])

    def _go(self, row_id: int, by: int) -> None:
        order = self.in_sight
        place = order.index(row_id) + by
        if 0 <= place < len(order):
            self.focus_row(order[place])

    def _follow_growth(self, row_id: int) -> None:
        """The row in which someone types stays in sight while it grows."""
        if row_id == self.current and self.row(row_id).editor.hasFocus():
            QTimer.singleShot(0, self, lambda: self._bring(row_id))

    def _bring(self, row_id: int) -> None:
        if row_id in self._order:
            # Only then the page is as long as its rows: Qt passes each change of a height on by an event.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
            self.ensureWidgetVisible(self.page.place(row_id), 0, 12)
