"""What the paper under the curves is like: the kind of the axes, their numbers, the grid, their ends."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction

from calcviz.language.messages import tr
from calcviz.scene.document import Grid, Numbers, Viewport
from calcviz.scene.framing import with_scales

if TYPE_CHECKING:
    from calcviz.ui.axes_dialog import AxesDialog
    from calcviz.ui.window import Window

_GRIDS: tuple[Grid, ...] = ("square", "polar", "none")


class Paper:
    """The window's hand on axes and grid; its switches show what the view is like now."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self._dialog: AxesDialog | None = None
        self._shown: Viewport | None = None

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        changes: dict[str, Callable[[Viewport], Viewport]] = {
            "log_x": lambda view: with_scales(view, x_log=not view.x_log, y_log=view.y_log),
            "log_y": lambda view: with_scales(view, x_log=view.x_log, y_log=not view.y_log),
            "pi_x": lambda view: replace(view, x_ticks=_other(view.x_ticks)),
            "pi_y": lambda view: replace(view, y_ticks=_other(view.y_ticks)),
            **{f"grid_{kind}": partial(replace, grid=kind) for kind in _GRIDS},
        }
        tasks = {name: partial(self.change, change) for name, change in changes.items()}
        return {**tasks, "equal": self._equal, "axes": self.open}

    def join(self) -> None:
        """Follow a plane that was made anew; a dialog of the old one goes."""
        self._shown = None
        if self._dialog is not None:
            self._dialog.close()
        self._window.plane.axis_double_clicked.connect(self.open)

    def change(self, how: Callable[[Viewport], Viewport]) -> None:
        """Show another kind of paper, as a step on the way back through the views."""
        self._window.plane.jump(how(self._window.plane.view()))
        self._shown = None  # a switch turns itself over when it is clicked
        self.follow()

    def follow(self) -> None:
        """Let switches and fields say what the view is like."""
        if self._dialog is not None:
            self._dialog.show_space()
        view = self._window.plane.view()
        if view == self._shown:
            return
        self._shown = view
        states = {
            "log_x": view.x_log,
            "log_y": view.y_log,
            "pi_x": view.x_ticks == "pi",
            "pi_y": view.y_ticks == "pi",
            "equal": view.in_equal_scale,
            **{f"grid_{kind}": view.grid == kind for kind in _GRIDS},
        }
        possible = {"pi_x": not view.x_log, "pi_y": not view.y_log}
        possible.update(dict.fromkeys(("equal", "grid_polar"), view.linear))
        actions = self._window.actions_by_name
        for name, state in states.items():
            actions[name].setChecked(state)
            _allow(actions[name], possible.get(name, True), reason(name))
        if self._dialog is not None:
            self._dialog.show_view(view)

    def open(self, axis: str = "x") -> None:
        """Open the small window in which the ends of the axes are typed, at those of one axis."""
        from calcviz.ui.axes_dialog import AxesDialog

        if self._dialog is None:
            self._dialog = AxesDialog(self._window, self)
            self._dialog.finished.connect(self._closed)
        self._dialog.begin(axis)

    def _closed(self) -> None:
        if self._dialog is not None:
            self._dialog.deleteLater()
        self._dialog = None

    def _equal(self) -> None:
        self._window.plane.equal_scale = not self._window.plane.equal_scale
        self._shown = None
        self.follow()


def reason(name: str) -> str:
    """Why a switch does nothing on the axes as they are."""
    return (
        tr("Not on a logarithmic axis") if name.startswith("pi_") else tr("Only where both axes are linear")
    )


def _allow(action: QAction, possible: bool, why_not: str) -> None:
    """Let an action be chosen, or say in its place why it cannot be."""
    if possible == action.isEnabled():
        return
    action.setEnabled(possible)
    if not possible:
        action.setData((action.statusTip(), action.toolTip()))
    tip, tool_tip = action.data() if possible else (why_not, why_not)
    action.setStatusTip(tip)
    action.setToolTip(tool_tip)


def _other(numbers: Numbers) -> Numbers:
    return "decimal" if numbers == "pi" else "pi"
