"""The document as a value: rows, viewport, settings; replaced, never changed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from math import isclose
from typing import Any, Literal

from calcviz.maths.axis import Axis, Scale
from calcviz.maths.curves.screen import Screen

Dash = Literal["solid", "dash", "dot"]
Mark = Literal["", "circle", "square", "triangle", "diamond", "down", "bar"]
"""A shape along a curve; "" is none."""
Numbers = Literal["decimal", "pi"]
Grid = Literal["square", "polar", "none"]
Folder = Literal["open", "closed"]


@dataclass(frozen=True, slots=True)
class Style:
    """How a row is drawn: `color` counts through the palette or is "#rrggbb"; width in logical pixels.

    `name` asks that the curve's name is written beside it, `mark` that a shape is painted along it.
    """

    color: int | str = 0
    width: float = 2.0
    dash: Dash = "solid"
    opacity: float = 1.0
    asymptotes: bool = False
    name: bool = True
    mark: Mark = ""


PALETTE = 8
"""The colours of every theme on a screen; from the next round on, rows are told apart by dashes as well."""
_ROUNDS: tuple[Dash, ...] = ("solid", "dash", "dot")


def distinct_style(number: int) -> Style:
    """The style of the row with that number, counted from 0: another colour, in later rounds another dash."""
    return Style(number, dash=_ROUNDS[number // PALETTE % len(_ROUNDS)])


LONGEST_TEXT = 16_000
"""Characters that a row may have: room for a thousand points; of a formula an eighth of them are read.

A key in a row of so many takes 40 ms, to paste it 90; with 48,000 an editor needs 170 ms to show them.
"""


def one_line(text: str) -> str:
    """A text as a row can have it: in one line, and not longer than LONGEST_TEXT."""
    return " ".join(text.splitlines())[:LONGEST_TEXT]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the document; `id` tells rows apart while the program runs and is not stored.

    A note may be the title of a `folder`, open or closed; the rows below it that are `inside` are its
    members. `unknown` keeps the fields a newer version wrote, so that saving loses nothing.
    """

    id: int
    text: str = ""
    style: Style = Style()
    visible: bool = True
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False)
    folder: Folder | None = None
    inside: bool = False

    @property
    def is_note(self) -> bool:
        """Whether the row is a text for people."""
        return self.text.lstrip().startswith(("#", "＃"))


@dataclass(frozen=True, slots=True)
class Viewport:
    """The visible range in mathematical coordinates, its size in logical pixels, and the kind of its axes.

    `equal` asks that a unit is as long on both axes, where both are linear. A logarithmic axis shows positive
    numbers only. `x_ticks` and `y_ticks` say whether a linear axis is divided by decimals or by parts of π.
    `names` stand at the axes; those of the plane itself are not kept but follow from the rows.
    """

    x_low: float = -10.0
    x_high: float = 10.0
    y_low: float = -6.25
    y_high: float = 6.25
    width: int = 960
    height: int = 600
    equal: bool = True
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False)
    x_scale: Scale = "linear"
    y_scale: Scale = "linear"
    x_ticks: Numbers = "decimal"
    y_ticks: Numbers = "decimal"
    grid: Grid = "square"
    names: tuple[str, str] = ("x", "y")

    @property
    def x_range(self) -> tuple[float, float]:
        """The visible abscissas."""
        return self.x_low, self.x_high

    @property
    def y_range(self) -> tuple[float, float]:
        """The visible ordinates."""
        return self.y_low, self.y_high

    @property
    def x_log(self) -> bool:
        """Whether abscissas stand by their logarithms."""
        return self.x_scale == "log"

    @property
    def y_log(self) -> bool:
        """Whether ordinates stand by their logarithms."""
        return self.y_scale == "log"

    @property
    def linear(self) -> bool:
        """Whether both axes are linear: a line is straight, and a unit has one length."""
        return not (self.x_log or self.y_log)

    @property
    def in_equal_scale(self) -> bool:
        """Whether equal scale is asked for and is there."""
        return self.equal and self.linear and isclose(self.x_unit, self.y_unit, rel_tol=1e-6)

    @property
    def x_axis(self) -> Axis:
        """Abscissas and pixels from left to right."""
        return Axis(self.x_low, self.x_high, self.width, self.x_log)

    @property
    def y_axis(self) -> Axis:
        """Ordinates and pixels from top to bottom."""
        return Axis(self.y_high, self.y_low, self.height, self.y_log)

    @property
    def screen(self) -> Screen:
        """The window that a curve is drawn for."""
        return Screen(*self.x_range, *self.y_range, self.width, self.height, self.x_log, self.y_log)

    @property
    def x_unit(self) -> float:
        """How many logical pixels one unit of x takes; on a logarithmic axis in the middle of the view.

        `x_axis.unit(x)` says it for any x.
        """
        return self.x_axis.unit(self.x_low**0.5 * self.x_high**0.5 if self.x_log else self.x_low)

    @property
    def y_unit(self) -> float:
        """How many logical pixels one unit of y takes; on a logarithmic axis in the middle of the view."""
        return self.y_axis.unit(self.y_low**0.5 * self.y_high**0.5 if self.y_log else self.y_low)


Layout = Literal["auto", "plane", "both", "space"]
"""Which views are seen; "auto": space beside the plane as soon as something is to be seen there."""


@dataclass(frozen=True, slots=True)
class Space:
    """How space is looked at: the visible box, the direction and the way of looking.

    z_low and z_high are None where the heights of what is drawn decide. `azimuth` and `elevation` are the
    degrees by which the eye is turned about the z axis and lifted over the floor: 0, 0 looks along the y
    axis, with x to the right. `zoom` enlarges the picture, `pan` moves it by shares of its width and height.
    `equal`: a unit is as long on all axes.
    """

    x_low: float = -5.0
    x_high: float = 5.0
    y_low: float = -5.0
    y_high: float = 5.0
    z_low: float | None = None
    z_high: float | None = None
    azimuth: float = 30.0
    elevation: float = 28.0
    perspective: bool = True
    zoom: float = 1.0
    pan: tuple[float, float] = (0.0, 0.0)
    equal: bool = False
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a document decides for itself: what log means."""

    natural_log: bool = False
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """Ordered rows, the views they are seen in, and settings."""

    rows: tuple[Row, ...] = ()
    viewport: Viewport = Viewport()
    settings: Settings = Settings()
    unknown: Mapping[str, Any] = field(default_factory=dict, compare=False)
    space: Space = Space()
    layout: Layout = "auto"

    def row(self, row_id: int) -> Row:
        """The row with that id; raises KeyError where there is none."""
        for row in self.rows:
            if row.id == row_id:
                return row
        raise KeyError(row_id)

    def with_row(self, row_id: int, change: Callable[[Row], Row]) -> "Document":
        """The document in which that row is changed."""
        return replace(self, rows=tuple(change(row) if row.id == row_id else row for row in self.rows))

    def next_id(self) -> int:
        """An id that no row has."""
        return max((row.id for row in self.rows), default=0) + 1
