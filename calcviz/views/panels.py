"""Further planes of a row beside the picture: the image of a map, planes of a chain, slices."""

from itertools import zip_longest

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QMouseEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from calcviz.drawing import Drawing, Panel
from calcviz.engine.frame import Frame, FrameRow
from calcviz.language.messages import tr
from calcviz.scene.document import Viewport
from calcviz.views.formula.formula import plain_text
from calcviz.views.formula.label import FormulaLabel
from calcviz.views.panel_parts import TITLE_SIZE, panel_row, panel_view, panels_of
from calcviz.views.plane import PlaneView
from calcviz.views.tangible import HandleWishes
from calcviz.views.theme import LIGHT, Theme
from calcviz.views.view_history import alike

_SIDE = 300
"""Logical pixels of the side of a panel that has all the room it wants."""


class PanelStrip(HandleWishes):
    """The panels of a frame, side by side where the strip is wide, one above the other where it is tall.

    It is empty, and `shown` is 0, where no visible row has any. Its signals are those of PlaneView: a handle
    of a panel belongs to the row, and is dragged to coordinates of the panel.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = LIGHT
        self._magnification = 1.0
        self._cells: list[PanelCell] = []
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(1)
        self.setAutoFillBackground(True)
        self.setAccessibleName(tr("Further planes"))
        self.set_theme(LIGHT)

    @property
    def shown(self) -> int:
        """How many panels are shown."""
        return len(self._cells)

    @property
    def stacked(self) -> int:
        """How many panels are to stand below the plane, each below the one before; 0: none or not all."""
        return len(self._cells) if all(cell.stacked for cell in self._cells) else 0

    @property
    def planes(self) -> tuple[PlaneView, ...]:
        """The planes of the panels, in their order."""
        return tuple(cell.plane for cell in self._cells)

    def show_frame(self, frame: Frame) -> None:
        """Show the panels of the visible rows; one whose panel is the same object is not painted again."""
        found = panels_of(frame.rows)
        for cell, entry in zip_longest(tuple(self._cells), found):
            if entry is None:
                self._cells.remove(cell)
                cell.hide()
                cell.deleteLater()
            else:
                (cell or self._added()).show_panel(*entry)
        self._stand()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        colors = self.palette()
        colors.setColor(QPalette.ColorRole.Window, QColor(theme.grid_major))
        self.setPalette(colors)
        for cell in self._cells:
            cell.set_theme(theme)

    def set_magnification(self, magnification: float) -> None:
        """Paint type, lines and handles larger."""
        self._magnification = magnification
        for cell in self._cells:
            cell.set_magnification(magnification)

    def set_selected_row(self, row_id: int | None) -> None:
        """The row that describes the panels to those who do not see them."""
        for plane in self.planes:
            plane.set_selected_row(row_id)

    def home(self) -> None:
        """Show the range of each panel that its row asks for."""
        for cell in self._cells:
            cell.home()

    def sizeHint(self) -> QSize:
        """A square for each panel."""
        return QSize(max(1, self.shown) * _SIDE, _SIDE)

    def minimumSizeHint(self) -> QSize:
        """Small, so that it never keeps a window from fitting on its screen."""
        return QSize(120, 120)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Stand side by side or one above the other, as the strip has room."""
        super().resizeEvent(event)
        self._stand()

    def _stand(self) -> None:
        """Side by side or one above the other: the larger way, unless they are to be stacked."""
        wide = self.width() >= self.height() and not self.stacked
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != way:
            self._box.setDirection(way)

    def _added(self) -> "PanelCell":
        cell = PanelCell(self)
        cell.set_theme(self._theme)
        cell.set_magnification(self._magnification)
        plane = cell.plane
        plane.handle_dragged.connect(self.handle_dragged)
        plane.handle_released.connect(self.handle_released)
        plane.drag_cancelled.connect(self.drag_cancelled)
        plane.handle_nudged.connect(self.handle_nudged)
        plane.handle_selected.connect(self.handle_selected)
        plane.row_clicked.connect(self.row_clicked)
        self._cells.append(cell)
        self._box.addWidget(cell, 1)
        return cell


class PanelCell(QWidget):
    """One panel: its title, and a plane that follows the panel's range until someone looks elsewhere."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._panel: Panel | None = None
        self._row: FrameRow | None = None
        self._source: FrameRow | None = None
        self._moved = False
        self._shown = Viewport(width=0, height=0)
        self._title = FormulaLabel("", TITLE_SIZE, self)
        self.plane = PlaneView(self)
        self.plane.viewport_changed.connect(self._looked)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 4, 0, 0)
        box.setSpacing(2)
        box.addWidget(self._title, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self.plane, 1)
        self.setAutoFillBackground(True)

    @property
    def stacked(self) -> bool:
        """Whether it is to stand below the plane."""
        return self._panel is not None and self._panel.stacked

    def show_panel(self, row: FrameRow, panel: Panel) -> None:
        """Show a panel of a row in the row's look."""
        source, self._source = self._source, row
        if source is not None and source.row.id != row.row.id:
            self._moved = False
        if panel is self._panel and source is not None and _alike(source, row):
            return
        if panel is not self._panel or self._row is None:
            drawing = Drawing(panel.primitives, sentence=row.drawing.sentence)
            self._title.set_latex(panel.title)
            self._title.setVisible(bool(panel.title))
            self.plane.setAccessibleName(tr("Plane {title}", title=plain_text(panel.title)))
        else:
            drawing = self._row.drawing
        self._panel, self._row = panel, panel_row(row, drawing)
        self._show(self.plane.view() if self._moved else self._own())

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        colors = self.palette()
        colors.setColor(QPalette.ColorRole.Window, QColor(theme.paper))
        colors.setColor(QPalette.ColorRole.WindowText, QColor(theme.ink))
        self.setPalette(colors)
        self.plane.set_theme(theme)

    def set_magnification(self, magnification: float) -> None:
        """Paint type, lines and handles larger."""
        self._title.set_size(TITLE_SIZE * magnification)
        self.plane.set_magnification(magnification)

    def home(self) -> None:
        """Show the range that the row asks for."""
        self._moved = False
        if self._panel is not None:
            self._show(self._own())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """On the title: back to the range that the row asks for."""
        self.home()

    def _own(self) -> Viewport:
        assert self._panel is not None
        return panel_view(self._panel, self.plane.sheet_size())

    def _show(self, view: Viewport) -> None:
        if self._row is None:
            return
        self.plane.show_frame(Frame((self._row,), view))
        if self.plane.view() == view:  # else it first tells where it was moved
            self._shown = view

    def _looked(self, view: Viewport) -> None:
        """Someone looks elsewhere, or the plane has another size."""
        if self._panel is None:
            return
        same_size = (view.width, view.height) == (self._shown.width, self._shown.height)
        if same_size and not alike(view, self._shown):
            self._moved = True
        self._show(view if self._moved else self._own())


def _alike(a: FrameRow, b: FrameRow) -> bool:
    return a.row.style == b.row.style and a.faded == b.faded
