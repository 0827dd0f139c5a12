"""A row as it is understood: its statement, the concept it shows, and how that hangs on the text."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from calcviz.language.expression import Expression, Question
from calcviz.language.problems import Hint, Problem
from calcviz.language.statements import Statement
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.real import RealFunction
from calcviz.scene.concept import Concept
from calcviz.scene.document import Row

if TYPE_CHECKING:
    from calcviz.maths.derivatives.derivation import Derivation
    from calcviz.scene.differentials import Asked

ItemKind = Literal[
    "empty",
    "note",
    "number",
    "function",
    "value",
    "point",
    "concept",
    "problem",
    "curve",
    "region",
    "data",
    "question",
]


@dataclass(frozen=True, slots=True)
class Binding:
    """How one field of a concept hangs on the row's text.

    `expression` is the argument written out (None: not written, the default holds). A literal can be
    rewritten; a slider's name moves that slider; anything else stands fast. The coordinates of a point are
    bound one by one in `parts`; one that is the name of a point moves that `point`.
    """

    field: str
    place: int | str
    expression: Expression | None
    text: str
    slider: str | None = None
    literal: bool = True
    parts: "tuple[Binding, ...]" = ()
    point: str | None = None

    @property
    def movable(self) -> bool:
        """Whether a drag can change it."""
        if self.parts:
            return any(part.movable for part in self.parts)
        return self.literal or self.slider is not None or self.point is not None


@dataclass(frozen=True, slots=True)
class Range:
    """The range and step of a slider; `written_step` says whether the text gives the step."""

    low: float
    high: float
    step: float
    written_step: bool = False

    def nearest(self, value: float) -> float:
        """The value inside the range, on the step where the text gives one."""
        if self.written_step:
            value = round(self.low + self.step * round((value - self.low) / self.step), 12)
        return min(max(value, self.low), self.high)


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a scene. `needs` are the names of numbers that its concept or value depends on."""

    row: Row
    kind: ItemKind
    statement: Statement | None = None
    problem: Problem | None = None
    hints: tuple[Hint, ...] = ()
    latex: str = ""
    command: str | None = None
    concept: Concept | None = None
    bindings: tuple[Binding, ...] = ()
    expression: Expression | None = None
    range: Range | None = None
    needs: frozenset[str] = frozenset()
    value: float | None = None
    components: tuple[float, ...] | tuple[tuple[float, ...], ...] | None = None
    """The value of a row that asks for a vector or a matrix; NaN where a component is undefined."""
    reason: str | None = None
    path: RealFunction | None = None
    """For a point that is written (a, f(a)) with a number a: the function on whose graph it stays."""
    asked: "Asked | None" = None
    """For a row that asks for ∇g(3, 4) and its like: which partial derivatives, and where."""
    slope_of: tuple[Expression, str, Expression] | None = None
    """For a row that asks f'(a): the function whose slope that is, its variable, and the argument."""
    asks: Question | None = None
    """For a row that asks exact calculus: the question, in which names of other numbers stand."""
    on: RealFunction | None = None
    """For a row that solves f(x) = …: the function on whose graph its solutions stand."""
    question: Question | None = None
    """The same with their numbers, as it is asked now."""
    answer: Answer | None = None
    """What is known of that question by now."""
    asking: bool = False
    """Whether more may come to be known of it."""
    late: bool = False
    """Whether that answer is still the one to the numbers before."""
    families: tuple[tuple[str, int], ...] = ()
    """The lists of numbers that the row hangs on, each with how many it holds."""
    members: "tuple[Item, ...]" = ()
    """The same row for their other numbers; the item itself is the one for the first of each."""
    chosen: tuple[tuple[str, float], ...] = ()
    """Which numbers of its lists the item is for."""
    derivations: "tuple[Derivation, ...]" = ()
    """For a row steps(…): the way to each derivative."""
