"""The page on which space is described: the ends of its axes and the direction typed, the way of looking."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QLabel, QWidget

from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.language.problems import Problem
from calcviz.maths.fields.box import Box
from calcviz.scene.document import Space
from calcviz.scene.space_file import FARTHEST
from calcviz.ui.axis_page import lay_out
from calcviz.ui.limit_field import LimitField
from calcviz.ui.numbers import NumberField
from calcviz.ui.problem_line import ProblemLine

if TYPE_CHECKING:
    from calcviz.ui.window import Window

_FINE = 400.0
"""Pixels that an axis of the box takes on a screen, about: the ends are shown with so many digits."""


class SpacePage(QWidget):
    """Every change works at once."""

    def __init__(self, window: "Window") -> None:
        super().__init__()
        self._window = window
        self.ends: dict[str, tuple[LimitField, LimitField]] = {}
        self.problem = ProblemLine()
        self.problem.hide()
        self.automatic = QCheckBox(tr("Heights as the surfaces need them"))
        self.perspective = QCheckBox(tr("Perspective"))
        self.equal = QCheckBox(tr("Equal scale"))
        self.azimuth, self.elevation, self.zoom = NumberField(5.0), NumberField(5.0), NumberField(0.1)
        self.elevation.bound(-90.0, 90.0)
        self.zoom.bound(0.05, 20.0)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        grid, ways = lay_out(self, ((1, tr("From")), (3, tr("To"))))
        for line, axis in enumerate("xyz", 1):
            low, high = LimitField(tr("{axis} from", axis=axis)), LimitField(tr("{axis} to", axis=axis))
            self.ends[axis] = low, high
            for column, part in enumerate((QLabel(f"<i>{axis}</i>"), low, QLabel("…"), high)):
                grid.addWidget(part, line, column)
        grid.addWidget(self.automatic, 3, 4)
        grid.addWidget(self.problem, 4, 1, 1, 4)
        for text, field, unit in (
            (tr("Turned by"), self.azimuth, "°"),
            (tr("Seen from above by"), self.elevation, "°"),
            (tr("Larger by"), self.zoom, ""),
        ):
            field.setAccessibleName(text)
            ways.addWidget(QLabel(text))
            ways.addWidget(field)
            if unit:
                ways.addWidget(QLabel(unit))
        ways.addSpacing(6)
        ways.addWidget(self.perspective)
        ways.addWidget(self.equal)
        ways.addStretch(1)

    def _connect(self) -> None:
        for axis, fields in self.ends.items():
            for field in fields:
                field.entered.connect(partial(self._enter, axis))
        self.automatic.clicked.connect(self._choose_heights)
        self.perspective.clicked.connect(lambda on: self._take(perspective=on))
        self.equal.clicked.connect(lambda on: self._take(equal=on))
        self.azimuth.changed.connect(lambda value: self._take(azimuth=value))
        self.elevation.changed.connect(lambda value: self._take(elevation=value))
        self.zoom.changed.connect(lambda value: self._take(zoom=value))

    def show_space(self, space: Space, box: Box | None) -> None:
        """Show how space is looked at; automatic heights are those of the box that is seen."""
        box = box or Box(space.x_low, space.x_high, space.y_low, space.y_high)
        for axis, (low, high) in (("x", box.x_range), ("y", box.y_range), ("z", box.z_range)):
            unit = _FINE / (high - low)
            for field, end in zip(self.ends[axis], (low, high), strict=True):
                field.show_value(end, unit)
        self.automatic.setChecked(space.z_low is None and space.z_high is None)
        self.perspective.setChecked(space.perspective)
        self.equal.setChecked(space.equal)
        for typed, number in (
            (self.azimuth, round(space.azimuth, 1)),
            (self.elevation, round(space.elevation, 1)),
            (self.zoom, round(space.zoom, 2)),
        ):
            typed.show_value(number, number_text(number))

    def _enter(self, axis: str) -> None:
        """Show the range that was typed; where it is none, say why, and space stays."""
        fields = self.ends[axis]
        ends = [field.number() for field in fields]
        problem = next((end for end in ends if isinstance(end, Problem)), None) or _refused(ends)
        self.problem.say(problem)
        if problem is not None:
            return
        low, high = (end for end in ends if isinstance(end, float))
        now = self._window.session.frame.box
        same = now is not None and (low, high) == getattr(now, f"{axis}_range")
        for field, end in zip(fields, (low, high), strict=True):
            field.accept(end)
        if not same:
            self._take(**{f"{axis}_low": low, f"{axis}_high": high})

    def _choose_heights(self, automatic: bool) -> None:
        box = self._window.session.frame.box
        if automatic or box is None:
            self._take(z_low=None, z_high=None)
        else:
            self._take(z_low=box.z_low, z_high=box.z_high)

    def _take(self, **changes: object) -> None:
        self._window.viewing.look(**changes)


def _refused(ends: list[float | Problem]) -> Problem | None:
    low, high = (end if isinstance(end, int | float) else 0.0 for end in ends)
    if low >= high:
        return Problem(0, 0, tr("an axis ends farther up than it begins"))
    if not -FARTHEST <= low < high <= FARTHEST or high - low < 1e-9 * max(abs(low), abs(high)):
        return Problem(
            0, 0, tr("the picture cannot show this range: it is too wide, too narrow or too far away")
        )
    return None
