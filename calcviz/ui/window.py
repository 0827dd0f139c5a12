"""The main window: it joins rows, plane and inspector to the session, and decides nothing itself."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QStatusTipEvent,
)
from PySide6.QtWidgets import QMainWindow, QMenu, QVBoxLayout, QWidget

from calcviz.language.messages import tr
from calcviz.maths.fields.ray import Ray
from calcviz.session import Session
from calcviz.ui import drops, icons, theme
from calcviz.ui.actions import make_actions, put_icons
from calcviz.ui.editing import Editing
from calcviz.ui.files import Files
from calcviz.ui.going import Going
from calcviz.ui.importing import Importing
from calcviz.ui.inspector import Inspector
from calcviz.ui.keeping import keep
from calcviz.ui.keys import typed_text
from calcviz.ui.landmarks import Landmarks
from calcviz.ui.looking import Looking
from calcviz.ui.menus import build_menus, put_concept_icons
from calcviz.ui.message_bar import MessageBar
from calcviz.ui.pages import Pages
from calcviz.ui.panes import Panes
from calcviz.ui.paper import Paper
from calcviz.ui.plane_menu import ask_menu, show_plane_menu
from calcviz.ui.player import Player
from calcviz.ui.presentation import Presentation
from calcviz.ui.remembered import Remembered
from calcviz.ui.row_menu import color_menu, row_menu
from calcviz.ui.rows import RowList
from calcviz.ui.sentence_line import SentenceLine
from calcviz.ui.sheets import Sheets
from calcviz.ui.side_by_side import SideBySide
from calcviz.ui.speaking import Speaking
from calcviz.ui.tools import LEFT, RIGHT, Tools
from calcviz.ui.viewing import Viewing
from calcviz.ui.windows import Windows
from calcviz.ui.writing import Writing
from calcviz.views.plane import PlaneView

_FRAME = 36
"""What the frame of a window takes of the screen's height, which is not known before it is shown."""

_UNSEEN = 300
"""Milliseconds in which nobody has opened a menu: its icons are painted when the window is seen."""


class Window(QMainWindow):
    """One document on the screen."""

    def __init__(self, session: Session, remembered: Remembered, windows: Windows | None = None) -> None:
        super().__init__()
        self.session = session
        self.remembered = remembered
        self.windows = windows or Windows(remembered)
        self.files, self.importing = Files(self), Importing(self)
        self.editing, self.looking, self.pages = Editing(self), Looking(self), Pages(self)
        self.presentation, self.writing = Presentation(self), Writing(self)
        self.viewing = Viewing(self)
        self.paper = Paper(self)
        self.speaking, self.going = Speaking(self), Going(self)
        self.player = Player(session, self)
        self._titles: tuple[object, ...] = ()
        self.window_list: QMenu
        self.setWindowIcon(icons.application_icon())
        self.setAcceptDrops(True)
        self._build()
        self.installEventFilter(self)
        self._fit_screen()
        self._restore()
        self.session.listeners.append(self.follow)
        self.follow()
        self.take_focus()
        self.windows.add(self)

    # The parts.

    def _build(self) -> None:
        """Make every part in the current language and theme."""
        self.actions_by_name = make_actions(self)
        put_icons(self.actions_by_name, (*LEFT, *RIGHT))
        QTimer.singleShot(_UNSEEN, self, self.put_icons)
        self.rows = RowList(self.session)
        self.plane = PlaneView()
        self.plane.set_theme(theme.plane_theme())
        self.plane.set_magnification(theme.magnification())
        self.planes = SideBySide(self.plane, self.plane, self.remembered.panels_split)
        self.views = SideBySide(self.planes, self.plane, self.remembered.split)
        self.landmarks = Landmarks(self.session, self.plane)
        self.message = MessageBar()
        self.inspector = Inspector(self.session, self.player)
        folding = self.actions_by_name["inspector_pane"]
        self.splitter = Panes(self.rows, self._middle(), self.inspector, folding)
        self.sheets = Sheets(self.splitter)
        self.setCentralWidget(self.sheets)
        build_menus(self)
        self._connect_actions()
        self._connect_parts()
        self.splitter.fold_within(self.width())

    def put_icons(self) -> None:
        """Give every action its icon; only those in the bar of tools have it from the beginning."""
        put_icons(self.actions_by_name)
        put_concept_icons(self)

    def _middle(self) -> QWidget:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.tools = Tools(self.actions_by_name)
        column.addWidget(self.tools)
        column.addWidget(self.views, 1)
        self.sentence_line = SentenceLine()
        self.sentence_line.setVisible(self.remembered.sentence)
        column.addWidget(self.sentence_line)
        self.message.lie_over(self.views)
        return middle

    def _connect_parts(self) -> None:
        plane, rows, session = self.plane, self.rows, self.session
        self.writing.accompany()
        rows.selected.connect(self._inspect)
        rows.turned_to.connect(self.viewing.prepare)
        rows.menu_wanted.connect(self._show_row_menu)
        rows.colors_wanted.connect(self._show_color_menu)
        rows.play_wanted.connect(self.player.toggle)
        self.player.changed.connect(rows.show_playing)
        plane.handle_dragged.connect(self.drag)
        plane.handle_released.connect(session.commit)
        plane.drag_cancelled.connect(session.cancel)
        plane.handle_nudged.connect(self.nudge)
        plane.viewport_changed.connect(session.set_viewport)
        plane.row_clicked.connect(self.select_seen)
        plane.point_kept.connect(lambda reading: keep(self, reading))
        plane.history.changed.connect(self.looking.follow_views)
        self.looking.follow_views()
        self.viewing.join()
        self.paper.join()
        self.speaking.join()

    def _connect_actions(self) -> None:
        for name, what in self.tasks().items():
            self.actions_by_name[name].triggered.connect(lambda _=False, what=what: what())
        for name, part in (("rows_pane", self.rows), ("inspector_pane", self.inspector)):
            action = self.actions_by_name[name]
            action.setChecked(True)
            action.toggled.connect(part.setVisible)
            action.toggled.connect(lambda shown, name=name: self._shown_pane(name, shown))
        self.actions_by_name[f"size_{self.remembered.size}"].setChecked(True)
        self.actions_by_name["marks"].setChecked(self.remembered.marked)
        self.actions_by_name["sentence"].setChecked(self.remembered.sentence)
        self.actions_by_name["full_screen"].toggled.connect(self._fill_screen)

    def _shown_pane(self, name: str, shown: bool) -> None:
        """A side pane came or went; where there is no room for both, the other one goes."""
        if shown and self.splitter.crowded:
            other = "rows_pane" if name == "inspector_pane" else "inspector_pane"
            self.actions_by_name[other].setChecked(False)
        self.splitter.share()

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What each action does that is no switch."""
        parts = (
            self.files,
            self.importing,
            self.editing,
            self.looking,
            self.viewing,
            self.pages,
            self.presentation,
            self.writing,
            self.paper,
            self.speaking,
            self.going,
        )
        return {name: what for part in parts for name, what in part.tasks().items()}

    # Following the session: the only way in which anything here changes.

    def follow(self) -> None:
        """Show what the session has come to."""
        self.plane.take(self.session.viewport)  # before space and panels get or lose their places beside it
        self.viewing.follow()
        frame = self.session.frame
        seen = self.presentation.seen(frame)
        self.plane.show_frame(seen)
        self.viewing.show(seen)
        if self.plane.pointer.held is not None:
            self.plane.repaint()  # who drags looks here: rows and inspector follow when that is seen
        self.rows.show_frame(frame)
        self.inspector.show_frame(frame)
        self.paper.follow()
        self.landmarks.follow()
        self.speaking.follow()
        session = self.session
        titles = (session.undo_title, session.redo_title, session.path, session.modified)
        if titles != self._titles:
            self._titles = titles
            self._show_titles()

    def _show_titles(self) -> None:
        undo, redo = self.session.undo_title, self.session.redo_title
        for name, text, title in (
            ("undo", tr("&Undo {title}", title=undo) if undo else tr("&Undo"), undo),
            ("redo", tr("&Redo {title}", title=redo) if redo else tr("&Redo"), redo),
        ):
            action = self.actions_by_name[name]
            action.setText(text)
            action.setEnabled(title is not None)
        self.setWindowTitle(f"{self.document_name()}[*] – CalcViz")
        self.setWindowModified(self.session.modified)

    def document_name(self) -> str:
        """The name of the document in titles and questions."""
        return self.session.path.stem if self.session.path else tr("Untitled")

    def documents_changed(self) -> None:
        """Another document is open: begin at its first row."""
        self.player.stop()
        self._titles = ()
        self.follow()
        self.plane.history.begin()
        self.take_focus()

    # What people do.

    def drag(self, row_id: int, handle: str, x: float, y: float) -> None:
        """Move a handle of a row, in whichever view it was taken hold of."""
        self.player.stop()
        self.session.preview_drag(row_id, handle, x, y)

    def pull(self, row_id: int, handle: str, to: Ray | float) -> None:
        """Pull a handle in space towards a line of sight, or move it to a height."""
        self.player.stop()
        self.session.preview_in_space(row_id, handle, to)

    def lift(self, row_id: int, handle: str, steps: float) -> None:
        """Move a handle in space up by steps, or down."""
        self.player.stop()
        self.session.raise_handle(row_id, handle, steps)

    def nudge(self, row_id: int, handle: str, dx: float, dy: float) -> None:
        """Move a handle of a row by steps."""
        self.player.stop()
        self.session.nudge(row_id, handle, dx, dy)

    def select_seen(self, row_id: int) -> None:
        """Select the row that was clicked in a view."""
        self.rows.select(row_id)
        self.rows.reveal(row_id)

    def _inspect(self, row_id: int | None) -> None:
        self.inspector.inspect(row_id, self.session.frame)
        self.plane.set_selected_row(row_id)

    def take_focus(self) -> None:
        """In an empty document the cursor waits in its row; in another one the first concept is spoken of."""
        rows = self.session.frame.rows
        if len(rows) == 1 and rows[0].kind == "empty":
            self.rows.focus_row(rows[0].row.id)
            return
        seen = [each for each in rows if each.row.visible]
        held = [each for each in seen if each.is_held]
        drawn = [each for each in seen if each.drawing.primitives]
        self.rows.select((held or drawn or seen or rows)[0].row.id)
        self.viewing.take_focus()

    def _show_row_menu(self, row_id: int, where: QPoint) -> None:
        menu = row_menu(self.session, self.rows, row_id, self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _show_color_menu(self, row_id: int) -> None:
        bullet = self.rows.row(row_id).bullet
        frame_row = self.session.frame.row(row_id)
        menu = color_menu(self.session, frame_row, self, self.rows.concerned(row_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(bullet.mapToGlobal(bullet.rect().bottomLeft()))

    # Theme, language, places.

    def choose_theme(self, choice: theme.Choice) -> None:
        """Dress every window in another theme and remember it."""
        if choice in theme.CHOICES:
            self.windows.choose_theme(choice)

    def choose_size(self, size: theme.Size) -> None:
        """Let type, lines and points be of another size, and remember it."""
        self.windows.choose_size(size)

    def refresh_theme(self) -> None:
        """Take on the theme in which the application is dressed."""
        self.plane.set_theme(theme.plane_theme())
        self.viewing.set_theme()
        self.tools.refresh_theme()
        icons.refresh(self)
        for part in (self.rows, self.inspector, self.message, self.sentence_line):
            part.refresh_theme()
        self.presentation.refresh_theme()
        for sheet in self.sheets.lying():
            sheet.refresh_theme()

    def choose_language(self, language: str) -> None:
        """Speak another language: the same sessions in windows built anew."""
        self.windows.choose_language(language)

    def build_anew(self) -> None:
        """Make every part again, as another language or size needs it; session and places stay."""
        self.player.stop()
        current, panes, lying = self.rows.current, self.splitter, self.sheets.names()
        self.sheets.clear()
        self.pages.close_palette()
        self.editing.finding.close()
        for action in self.actions_by_name.values():
            self.removeAction(action)
            action.deleteLater()
        self._build()
        self.splitter.like(panes)
        self.presentation.dress()
        self._titles = ()
        self.session.refresh()
        if current is not None:
            self.rows.focus_row(current)
        for name in lying:
            self.pages.lay(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # WORKAROUND PySide6 6.11: an override of event() is on the stack while the deferred deletion that
        # it passes on frees the window, and the process ends now and then; a filter has returned by then.
        if watched is self and isinstance(event, QStatusTipEvent):
            self.tools.tip.setText(event.tip())
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What is typed while nothing takes it begins in a row."""
        if event.key() == Qt.Key.Key_F10 and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            ask_menu(self.viewing.entered)
            return
        if event.key() == Qt.Key.Key_Escape and self.presentation.leave():
            return
        if event.key() == Qt.Key.Key_Delete and self.focusWidget() in (self.plane, self.viewing.space):
            self.editing.delete_seen()
            return
        text = typed_text(event)
        if text:
            self.editing.type_in(text)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes through the parts as they stand."""
        return self.going.step(1 if forward else -1) or super().focusNextPrevChild(forward)

    def _fill_screen(self, wanted: bool) -> None:
        """Not by showNormal: a window that was maximised is so again."""
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if wanted else self.windowState() & ~full)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What no part takes for itself comes here: the plane has the menu of its rows and of the view."""
        if not show_plane_menu(self, event):
            super().contextMenuEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange and "full_screen" in self.actions_by_name:
            self.actions_by_name["full_screen"].setChecked(self.isFullScreen())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.files.may_leave():
            event.ignore()
            return
        self.leave()
        event.accept()

    def leave(self) -> None:
        """Go, without a question: nothing that was begun elsewhere reaches this window any more."""
        if self not in self.windows.open:
            return
        self.remembered.keep("window", self.saveGeometry())
        self.remembered.keep("panes", self.splitter.saveState())
        self.files.leave()
        self.session.end()
        for action in self.actions_by_name.values():
            action.setEnabled(False)
        self.windows.remove(self)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if drops.dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        drops.take(self, drops.dropped(event.mimeData()))

    def come_forward(self) -> None:
        """Stand before the other windows and take the keyboard."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def _fit_screen(self) -> None:
        """The first size: 1280×800, or what the screen has."""
        room = self.screen().availableSize()
        width, height = min(1280, room.width()), min(800, room.height() - _FRAME)
        self.resize(width, height)

    def _restore(self) -> None:
        for name, restore in (("window", self.restoreGeometry), ("panes", self.splitter.restoreState)):
            state = self.remembered.kept(name)
            if state is not None:
                restore(state)
