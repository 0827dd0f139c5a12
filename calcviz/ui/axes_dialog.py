"""The small window in which the axes are described: their ends typed, their kind and the grid chosen."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from calcviz.language.messages import tr
from calcviz.language.problems import Problem
from calcviz.scene.document import Viewport
from calcviz.scene.framing import Range, framed, visible, with_scales
from calcviz.ui.axis_page import lay_out
from calcviz.ui.limit_field import LimitField
from calcviz.ui.paper import reason
from calcviz.ui.problem_line import ProblemLine
from calcviz.ui.space_page import SpacePage

if TYPE_CHECKING:
    from calcviz.ui.paper import Paper
    from calcviz.ui.window import Window


class AxisLine:
    """The fields of one axis and the line under them that says what is wrong."""

    def __init__(self, axis: str, grid: QGridLayout, top: int) -> None:
        self.low = LimitField(tr("{axis} from", axis=axis))
        self.high = LimitField(tr("{axis} to", axis=axis))
        self.scale = _choice(
            tr("scale of {axis}", axis=axis), (("linear", tr("Linear")), ("log", tr("Logarithmic")))
        )
        self.numbers = _choice(
            tr("numbers of {axis}", axis=axis), (("decimal", tr("Decimals")), ("pi", tr("Parts of π")))
        )
        self.problem = ProblemLine()
        self.problem.hide()
        name = QLabel(f"<i>{axis}</i>")
        for column, widget in enumerate((name, self.low, QLabel("…"), self.high, self.scale, self.numbers)):
            grid.addWidget(widget, top, column)
        grid.addWidget(self.problem, top + 1, 1, 1, 5)

    def show_axis(self, ends: Range, units: Range, scale: str, numbers: str) -> None:
        """Show how the axis is; `units` are the pixels of a unit at its two ends."""
        self.low.show_value(ends[0], units[0])
        self.high.show_value(ends[1], units[1])
        self.scale.setCurrentIndex(self.scale.findData(scale))
        self.numbers.setEnabled(scale == "linear")
        self.numbers.setToolTip("" if scale == "linear" else reason("pi_x"))
        self.numbers.setCurrentIndex(self.numbers.findData(numbers if scale == "linear" else "decimal"))

    def wanted(self, log: bool) -> Range | Problem:
        """The range that is typed; a Problem where it is none that can be shown."""
        low, high = self.low.number(), self.high.number()
        if isinstance(low, Problem):
            return low
        if isinstance(high, Problem):
            return high
        if visible(low, high, log=log):
            return low, high
        return Problem(0, 0, _refused(low, high, log))


class AxesDialog(QDialog):
    """Every change works at once; the window beside it can be used meanwhile."""

    def __init__(self, window: "Window", paper: "Paper") -> None:
        super().__init__(window)
        self._window, self._paper = window, paper
        self.setWindowTitle(tr("Axes and grid"))
        self.setModal(False)
        plane = QWidget()
        headings = ((1, tr("From")), (3, tr("To")), (4, tr("Kind")), (5, tr("Numbers")))
        grid, below = lay_out(plane, headings)
        rows = self._pages(plane)
        rows.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.lines = {"x": AxisLine("x", grid, 1), "y": AxisLine("y", grid, 3)}
        self.grid = _choice(
            tr("Grid"), (("square", tr("Square")), ("polar", tr("Polar")), ("none", tr("No grid")))
        )
        self.equal = QCheckBox(tr("Equal scale"))
        below.addWidget(QLabel(tr("Grid")))
        below.addWidget(self.grid)
        below.addSpacing(12)
        below.addWidget(self.equal)
        below.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        buttons.rejected.connect(self.reject)
        rows.addWidget(buttons)
        self._connect()
        self.show_view(window.plane.view())
        self.show_space()

    def _pages(self, plane: QWidget) -> QVBoxLayout:
        """The plane and space, each on a page of its own; one of them alone where only it is seen."""
        self.space, self.pages = SpacePage(self._window), QTabWidget()
        for page, title in ((plane, tr("Plane")), (self.space, tr("Space"))):
            page.setContentsMargins(14, 12, 14, 12)
            self.pages.addTab(page, title)
        self.pages.tabBar().setAccessibleName(tr("Plane and space"))
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(12)
        column.addWidget(self.pages)
        return column

    def _connect(self) -> None:
        for axis, line in self.lines.items():
            for field in (line.low, line.high):
                field.entered.connect(partial(self._enter, axis))
            line.scale.activated.connect(self._choose_scales)
            line.numbers.activated.connect(self._choose_numbers)
        self.grid.activated.connect(
            lambda: self._paper.change(lambda view: replace(view, grid=self.grid.currentData()))
        )
        self.equal.clicked.connect(self._window.actions_by_name["equal"].trigger)

    def begin(self, axis: str) -> None:
        """Come forward, with the cursor at the lower end of an axis; z is one of space."""
        in_space = axis == "z" or self._window.viewing.in_space
        self.pages.setCurrentIndex(int(in_space))
        if self.isVisible():
            self.raise_()
            self.activateWindow()
        else:
            self.show()
            self._stand_beside()
        field = self.space.ends[axis][0] if in_space else self.lines[axis].low
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        field.selectAll()

    def show_view(self, view: Viewport) -> None:
        """Show what the view is like."""
        for axis, along, ends, scale, numbers in (
            ("x", view.x_axis, view.x_range, view.x_scale, view.x_ticks),
            ("y", view.y_axis, view.y_range, view.y_scale, view.y_ticks),
        ):
            units = along.unit(ends[0]), along.unit(ends[1])
            self.lines[axis].show_axis(ends, units, scale, numbers)
        _offer(self.grid, "polar", view.linear, reason("grid_polar"))
        seen = view.grid if view.linear or view.grid != "polar" else "square"
        self.grid.setCurrentIndex(self.grid.findData(seen))
        self.equal.setChecked(view.in_equal_scale)
        self.equal.setEnabled(view.linear)
        self.equal.setToolTip(tr("Make a unit of y as long as one of x") if view.linear else reason("equal"))

    def show_space(self) -> None:
        """Show how space is looked at."""
        session = self._window.session
        self.space.show_space(session.space, session.frame.box)

    def _enter(self, axis: str) -> None:
        """Show the range that was typed; where it is none, say why, and the view stays."""
        view, line = self._window.plane.view(), self.lines[axis]
        log, now = (view.x_log, view.x_range) if axis == "x" else (view.y_log, view.y_range)
        wanted = line.wanted(log)
        line.problem.say(wanted if isinstance(wanted, Problem) else None)
        if isinstance(wanted, Problem):
            return
        line.low.accept(wanted[0])
        line.high.accept(wanted[1])
        if wanted != now:
            self._go(view, wanted if axis == "x" else None, wanted if axis == "y" else None)

    def _go(self, view: Viewport, x: Range | None, y: Range | None) -> None:
        if not view.in_equal_scale:
            x, y = x or view.x_range, y or view.y_range
        seen = framed(view, (view.width, view.height), x, y)
        if visible(*seen.x_range, log=seen.x_log) and visible(*seen.y_range, log=seen.y_log):
            self._paper.change(lambda _: seen)

    def _choose_scales(self) -> None:
        x_log, y_log = (line.scale.currentData() == "log" for line in self.lines.values())
        self._paper.change(lambda view: with_scales(view, x_log=x_log, y_log=y_log))

    def _choose_numbers(self) -> None:
        lines = (("x_ticks", self.lines["x"]), ("y_ticks", self.lines["y"]))
        ticks = {name: line.numbers.currentData() for name, line in lines if line.numbers.isEnabled()}
        self._paper.change(lambda view: replace(view, **ticks))

    def _stand_beside(self) -> None:
        """In the plane's corner, where it hides little of it."""
        plane = self._window.plane
        corner = plane.mapToGlobal(QPoint(plane.width() - self.width() - 24, 24))
        left = max(corner.x(), self._window.mapToGlobal(QPoint(0, 0)).x())
        self.move(left, corner.y())


def _choice(name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    for data, text in choices:
        box.addItem(text, data)
    return box


def _offer(box: QComboBox, data: str, possible: bool, why_not: str) -> None:
    """Let one of the choices be chosen, or say at it why it cannot be."""
    place, model = box.findData(data), box.model()
    assert isinstance(model, QStandardItemModel)
    model.item(place).setEnabled(possible)
    box.setItemData(place, None if possible else why_not, Qt.ItemDataRole.ToolTipRole)


def _refused(low: float, high: float, log: bool) -> str:
    if low >= high:
        return tr("an axis ends farther up than it begins")
    if log and low <= 0:
        return tr("a logarithmic axis shows positive numbers only")
    return tr("the picture cannot show this range: it is too wide, too narrow or too far away")
