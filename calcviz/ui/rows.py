"""The list of rows on the left of the window."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from calcviz.engine.frame import Frame
from calcviz.language.messages import tr
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.companion import Companion
from calcviz.ui.icons import put
from calcviz.ui.row_widget import RowWidget


class RowList(QScrollArea):
    """Every row of the document in its order, and one button for the next.

    `selected` carries the row the inspector speaks of, or None.
    """

    selected = Signal(object)
    menu_wanted = Signal(int, object)
    colors_wanted = Signal(int)
    play_wanted = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._widgets: dict[int, RowWidget] = {}
        self._order: tuple[int, ...] = ()
        self._current: int | None = None
        self.companion: Companion | None = None
        self._foot: QWidget | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMinimumWidth(theme.whole(240))
        self.setAccessibleName(tr("Rows"))
        page = QWidget()
        # Whatever its rows hold, the page is as wide as the pane: nothing scrolls sideways.
        page.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(0, 0, 0, 0)
        self._page.setSpacing(0)
        self.add_button = QPushButton(tr("New row"))
        put(self.add_button, "add", "accent")
        self.add_button.setIconSize(QSize(theme.whole(16), theme.whole(16)))
        self.add_button.setObjectName("add")
        self.add_button.clicked.connect(lambda: self.insert_after(self._order[-1] if self._order else None))
        self._page.addWidget(self.add_button)
        self._page.addStretch(1)
        self.setWidget(page)

    @property
    def current(self) -> int | None:
        """The selected row."""
        return self._current

    def row(self, row_id: int) -> RowWidget:
        """The widget of a row; raises KeyError where there is none."""
        return self._widgets[row_id]

    def at(self, index: int) -> RowWidget:
        """The widget at a place; raises IndexError where there is none."""
        return self._widgets[self._order[index]]

    def __len__(self) -> int:
        return len(self._order)

    def stand_at_foot(self, foot: QWidget) -> None:
        """Let a widget stand below the rows while it is not hidden; it does not scroll with them."""
        self._foot = foot
        foot.setParent(self)
        QWidget.setTabOrder(self.add_button, foot)
        self.place_foot()

    def place_foot(self) -> None:
        """Give the foot its place after it came, went or became another size."""
        foot = self._foot
        if foot is None or foot.isHidden():
            self.setViewportMargins(0, 0, 0, 0)
            self.setMinimumWidth(theme.whole(240))
            return
        self.setMinimumWidth(max(theme.whole(240), foot.minimumSizeHint().width()))
        height = foot.sizeHint().height()
        self.setViewportMargins(0, 0, 0, height)
        foot.setGeometry(0, self.height() - height, self.width(), height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.place_foot()

    def show_frame(self, frame: Frame) -> None:
        """Show the rows of a frame; only what changed is touched."""
        order = tuple(each.row.id for each in frame.rows)
        if order != self._order:
            self._arrange(order)
        for number, each in enumerate(frame.rows, 1):
            self._widgets[each.row.id].show_row(each, number)
        if self._current not in self._widgets:
            self.select(None)

    def select(self, row_id: int | None) -> None:
        """Make a row the one that menus and the inspector speak of."""
        if row_id == self._current:
            return
        if self._current in self._widgets:
            self._widgets[self._current].select(False)
        self._current = row_id
        if row_id is not None:
            self._widgets[row_id].select(True)
        self.selected.emit(row_id)

    def focus_row(self, row_id: int, *, at_end: bool = True) -> None:
        """Put the cursor into a row and bring it into sight."""
        widget = self._widgets[row_id]
        self.select(row_id)
        widget.editor.take_focus(at_end=at_end)
        QTimer.singleShot(0, self, lambda: self._bring(row_id))

    def insert_after(self, row_id: int | None, text: str = "") -> int:
        """Make a row below another and put the cursor into it."""
        made = self._session.insert(row_id, text)
        self.focus_row(made)
        return made

    def insert_lines(self, row_id: int | None, lines: Sequence[str]) -> None:
        """Make a row for each line."""
        for line in lines:
            row_id = self._session.insert(row_id, line)
        if row_id is not None:
            self.focus_row(row_id)

    def remove(self, row_id: int) -> None:
        """Take a row away; the cursor goes to the one above. The last one is only emptied."""
        place = self._order.index(row_id)
        if len(self._order) == 1:
            self._session.edit(row_id, "")
            return
        neighbour = self._order[place - 1] if place else self._order[1]
        self._session.remove([row_id])
        self.focus_row(neighbour)

    def move_row(self, row_id: int, by: int) -> None:
        """Move a row up (-1) or down (1)."""
        to = self._order.index(row_id) + by
        if 0 <= to < len(self._order):
            self._session.move(row_id, to)
            self.focus_row(row_id)

    def show_playing(self, playing: int | None) -> None:
        """Show which row's number moves by itself."""
        for row_id, widget in self._widgets.items():
            widget.show_playing(row_id == playing)

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        if self.companion is not None:
            self.companion.refresh_theme()
        for widget in self._widgets.values():
            widget.refresh_theme()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click below the rows goes to the last one, as in every text."""
        if self._order:
            self.focus_row(self._order[-1])

    def _arrange(self, order: tuple[int, ...]) -> None:
        for gone in self._widgets.keys() - set(order):
            widget = self._widgets.pop(gone)
            self._page.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        for place, row_id in enumerate(order):
            widget = self._widgets.get(row_id) or self._make(row_id)
            if self._page.indexOf(widget) != place:
                self._page.insertWidget(place, widget)
        self._order = order
        self._chain_tabs()

    def _make(self, row_id: int) -> RowWidget:
        widget = RowWidget(self._session, row_id)
        self._widgets[row_id] = widget
        widget.menu_wanted.connect(self._wants_menu)
        widget.colors_wanted.connect(self.colors_wanted)
        widget.sliders_wanted.connect(self._create_sliders)
        widget.play_wanted.connect(self.play_wanted)
        widget.grew.connect(self._follow_growth)
        editor = widget.editor
        editor.companion = self.companion
        editor.focused.connect(lambda: self.select(row_id))
        editor.entered.connect(lambda: self.insert_after(row_id))
        editor.left_upwards.connect(lambda: self._go(row_id, -1))
        editor.left_downwards.connect(lambda: self._go(row_id, 1))
        editor.emptied.connect(lambda: self._emptied(row_id))
        editor.lines_pasted.connect(lambda lines: self.insert_lines(row_id, lines))
        editor.line_copied.connect(lambda: self.copy(row_id))
        editor.line_cut.connect(lambda: self.cut(row_id))
        return widget

    def copy(self, row_id: int) -> None:
        """Put a row's text on the clipboard."""
        QGuiApplication.clipboard().setText(self._session.document.row(row_id).text)

    def cut(self, row_id: int) -> None:
        """Put a row's text on the clipboard and take the row away."""
        self.copy(row_id)
        self.remove(row_id)

    def _wants_menu(self, row_id: int, where: QPoint) -> None:
        self.select(row_id)
        self.menu_wanted.emit(row_id, where)

    def _emptied(self, row_id: int) -> None:
        if len(self._order) > 1:
            self.remove(row_id)

    def _go(self, row_id: int, by: int) -> None:
        place = self._order.index(row_id) + by
        if 0 <= place < len(self._order):
            self.focus_row(self._order[place])

    def _create_sliders(self, row_id: int, names: list[str]) -> None:
        """A slider for each letter, above the row that asks for it; the cursor stays."""
        place = self._order.index(row_id)
        above = self._order[place - 1] if place else None
        for name in names:
            made = self._session.insert(above if above is not None else row_id, f"{name} = 1")
            if above is None:
                self._session.move(made, 0)
            above = made
        self.focus_row(row_id)

    def _chain_tabs(self) -> None:
        for before, after in zip(self._order, self._order[1:]):
            QWidget.setTabOrder(self._widgets[before].menu_button, self._widgets[after].bullet)

    def _follow_growth(self, row_id: int) -> None:
        """The row in which someone types stays in sight while it grows."""
        if row_id == self._current and self._widgets[row_id].editor.hasFocus():
            QTimer.singleShot(0, self, lambda: self._bring(row_id))

    def _bring(self, row_id: int) -> None:
        if row_id in self._widgets:
            self.ensureWidgetVisible(self._widgets[row_id], 0, 12)
