"""What is to be seen of a document at one moment, row by row."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from calcviz.drawing import Drawing, Handle, Panel
from calcviz.language.expression import Question
from calcviz.language.problems import Hint, Problem
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.fields.box import Box
from calcviz.scene.concept import REGISTER, FieldSpec
from calcviz.scene.document import Row, Viewport

if TYPE_CHECKING:
    from calcviz.maths.derivatives.derivation import Derivation

if TYPE_CHECKING:
    from calcviz.drawing.space import SpaceHandle, SpacePrimitive

RowKind = Literal[
    "empty",
    "note",
    "number",
    "function",
    "expression",
    "point",
    "concept",
    "curve",
    "region",
    "data",
    "question",
    "problem",
]


@dataclass(frozen=True, slots=True)
class Slider:
    """A number that can be dragged: its name, value and range."""

    name: str
    value: float
    low: float
    high: float
    step: float


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument of a row's concept as the inspector edits it.

    `value` is a float, an int or a choice; `text` is the argument as it stands in the row ("a", "pi/2");
    `movable` is False where the text is an expression that a drag cannot write.
    """

    spec: FieldSpec
    value: float | int | str | tuple[float, ...] | None
    text: str
    movable: bool


@dataclass(frozen=True, slots=True)
class FrameRow:
    """One row as it is seen: its drawing or its problem, its typeset reading, its editors.

    `faded` means that the row cannot be read now and the drawing is its last good one. `command` is
    the concept's name in the register ("graph", "tangent"); `function_text` the text by which a menu
    entry can refer to the row's function ("f", "x^2"), or None where the row is no function. `waiting`
    means that the drawing is an older one and the new one is being made. `reason` says why there is no
    value or nothing to draw. `answer` is what is known of the `question` of exact calculus that a row asks;
    while `asking`, more may come, and one that is `late` is the answer to the numbers before.
    `derivations` are the ways to the derivatives that a row steps(…) asks for.
    """

    row: Row
    kind: RowKind
    drawing: Drawing
    faded: bool = False
    problem: Problem | None = None
    hints: tuple[Hint, ...] = ()
    latex: str = ""
    command: str | None = None
    slider: Slider | None = None
    parameters: tuple[Parameter, ...] = ()
    function_text: str | None = None
    value: float | None = None
    components: tuple[float, ...] | tuple[tuple[float, ...], ...] | None = None
    listed: tuple[float, ...] = ()
    """The numbers of a list, or the values of a row for each number of one; NaN where there is none."""
    members: int = 1
    """How often the row is meant: once for each number of the lists in it."""
    waiting: bool = False
    reason: str | None = None
    space: "tuple[SpacePrimitive, ...]" = ()
    derivations: "tuple[Derivation, ...]" = ()
    question: Question | None = None
    answer: Answer | None = None
    asking: bool = False
    late: bool = False

    def handle(self, name: str) -> "Handle | SpaceHandle | None":
        """The handle of that name: in the plane, else in one of the panels, else in space."""
        panels = (part for panel in self.drawing.panels for part in panel.primitives)
        flat = (part for part in (*self.drawing.primitives, *panels) if isinstance(part, Handle))
        found = next((part for part in flat if part.name == name), None)
        if found is not None or not self.space:
            return found
        from calcviz.drawing.space import SpaceHandle

        solid = (part for part in self.space if isinstance(part, SpaceHandle))
        return next((part for part in solid if part.name == name), None)

    def panel_of(self, name: str) -> Panel | None:
        """The panel in which the handle of that name stands; None for one of the plane, or of space."""
        if any(handle.name == name for handle in self.drawing.handles):
            return None
        panels = self.drawing.panels
        return next((each for each in panels if any(part.name == name for part in each.handles)), None)

    @property
    def is_held(self) -> bool:
        """Whether the row is a concept that stands at a place and is dragged, drawn yet or not."""
        kind = REGISTER.get(self.command or "")
        return self.kind == "concept" and kind is not None and any(map(_is_dragged, kind.fields))

    @property
    def draws_line(self) -> bool:
        """Whether what the row draws has a line, which can be dashed: points have none."""
        return self.kind not in ("point", "data")

    @property
    def draws_curve(self) -> bool:
        """Whether the row draws a graph, along which marks can stand."""
        graph = self.kind == "function" and self.command not in ("field", "map", None)
        curves = ("graph", "derivative", "graph_over_y", "parametric", "polar")
        return graph or self.command in curves


@dataclass(frozen=True, slots=True)
class Frame:
    """The rows of a document as they are seen in a viewport, and in a box of space where one is looked at."""

    rows: tuple[FrameRow, ...]
    viewport: Viewport
    box: Box | None = None

    def row(self, row_id: int) -> FrameRow:
        """The row with that id; raises KeyError where there is none."""
        for each in self.rows:
            if each.row.id == row_id:
                return each
        raise KeyError(row_id)


def _is_dragged(spec: FieldSpec) -> bool:
    return spec.kind in ("number", "place")
