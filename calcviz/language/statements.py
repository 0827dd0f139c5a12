"""What a row can be: one dataclass for each kind of row, holding expressions."""

from dataclasses import dataclass
from typing import Literal

from calcviz.language.expression import Expression, Question, Tuple
from calcviz.language.problems import Hint, Problem


@dataclass(frozen=True, slots=True)
class Empty:
    """A row with nothing in it."""


@dataclass(frozen=True, slots=True)
class Note:
    """A text for people, after `#`."""

    text: str


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """A function of one variable: f(x) = …, y = … or a bare expression in x.

    `name` is None where the row gives none; `written_y` tells y = … from a bare expression.
    """

    name: str | None
    variable: str
    body: Expression
    written_y: bool = False


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A function of two or more variables: g(x, y) = …, z = … or a bare expression in x and y.

    `name` is None where the row gives none; `written_z` tells z = … from a bare expression.
    """

    name: str | None
    variables: tuple[str, ...]
    body: Expression
    written_z: bool = False


@dataclass(frozen=True, slots=True)
class MapRow:
    """A map of the plane: F(x, y) = (…, …), with two or more components.

    Where the other rows tell them, as in F(G(x, y)), `components` is that one expression.
    """

    name: str | None
    variables: tuple[str, ...]
    components: tuple[Expression, ...]

    @property
    def body(self) -> Expression:
        """All components as one expression."""
        return self.components[0] if len(self.components) == 1 else Tuple(self.components)


@dataclass(frozen=True, slots=True)
class OverYRow:
    """A graph over y: x = y^2 - 1. A body without y makes the vertical line x = 3."""

    body: Expression


@dataclass(frozen=True, slots=True)
class CurveRow:
    """A parametric curve in the plane or in space: c(t) = (cos t, sin t), with two or three components.

    `low` and `high` bound the parameter, as in `for 0 <= t <= 2pi`; None where they were not written.
    `left_out` says of each bound whether it does not belong to the range: t > 0.
    """

    name: str | None
    variable: str
    components: tuple[Expression, ...]
    low: Expression | None = None
    high: Expression | None = None
    left_out: tuple[bool, bool] = (False, False)

    @property
    def body(self) -> Expression:
        """All components as one expression."""
        return self.components[0] if len(self.components) == 1 else Tuple(self.components)


@dataclass(frozen=True, slots=True)
class PolarRow:
    """A polar curve: r = 1 + cos(theta); `low` and `high` bound theta, None where they were not written.

    `left_out` says of each bound whether it does not belong to the range.
    """

    body: Expression
    low: Expression | None = None
    high: Expression | None = None
    left_out: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class RelationRow:
    """An equation, an inequality, or several joined by `and`, `or`, `not`: where it holds is drawn."""

    condition: Expression


@dataclass(frozen=True, slots=True)
class ListRow:
    """Data or a family: D = [(1, 4), (2, 5)] has points for items, a = [1, 2, 3] numbers.

    The points of a long row, all of them plain numbers, are not items but `plain`.
    """

    name: str | None
    items: tuple[Expression, ...]
    plain: tuple[tuple[float, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class NumberRow:
    """A named number: a = 1.5 in [-5, 5] step 0.1. It is a slider when the value is a plain number.

    The bounds and the step are None where they were not written.
    """

    name: str
    value: Expression
    low: Expression | None = None
    high: Expression | None = None
    step: Expression | None = None


@dataclass(frozen=True, slots=True)
class PointRow:
    """A point with or without a name: P = (a, f(a)); one in space has a third coordinate."""

    name: str | None
    x: Expression
    y: Expression
    z: Expression | None = None

    @property
    def coordinates(self) -> tuple[Expression, ...]:
        """Two of them, or three."""
        return (self.x, self.y) if self.z is None else (self.x, self.y, self.z)


@dataclass(frozen=True, slots=True)
class VectorRow:
    """A named vector: v = ∇g(1, 2), w = 2v. A pair of coordinates by itself is a point."""

    name: str
    value: Expression


@dataclass(frozen=True, slots=True)
class ValueRow:
    """An expression without a variable: its value is asked for, as in f'(1), 2 + 3 or ∇g(3, 4)."""

    value: Expression


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """What is asked of exact calculus, alone in its row: integral(x^2, x, 0, 1), solve(x^2 = 2, x)."""

    asked: Question


@dataclass(frozen=True, slots=True)
class StepsRow:
    """A derivative whose derivation is asked for: steps(f'(x)), steps(∂g/∂x), steps(d/dx x^2).

    `asked` is an Apply with primes, a Derivative, a Partial or a Differential; the last two have no arguments
    where those would be the variables of the function itself.
    """

    asked: Expression


@dataclass(frozen=True, slots=True)
class CommandRow:
    """A concept written like a call: tangent(f, a = 1).

    `positional` and `named` are expressions; a function argument is Name("f"), Apply("f", 1, ())
    for f', or any expression in x. `places` gives the span of each argument, positional ones first.
    """

    command: str
    positional: tuple[Expression, ...]
    named: tuple[tuple[str, Expression], ...] = ()
    places: tuple[tuple[int, int], ...] = ()

    def place_of(self, argument: str | int) -> tuple[int, int] | None:
        """Where an argument stands, by its name or its place among the positional ones; None: nowhere."""
        if isinstance(argument, int):
            return self.places[argument]
        names = [name for name, _ in self.named]
        return self.places[len(self.positional) + names.index(argument)] if argument in names else None


@dataclass(frozen=True, slots=True)
class LaterRow:
    """A row of the language that this version recognises and does not draw yet.

    `subject` names it in a short noun, marked for translation: "implicit curve", "integral".
    """

    subject: str


Statement = (
    Empty
    | Note
    | FunctionRow
    | FieldRow
    | MapRow
    | OverYRow
    | CurveRow
    | PolarRow
    | RelationRow
    | ListRow
    | NumberRow
    | PointRow
    | VectorRow
    | ValueRow
    | QuestionRow
    | StepsRow
    | CommandRow
    | LaterRow
)


@dataclass(frozen=True, slots=True)
class Head:
    """What a row defines, found without reading its right side: a name and its kind.

    `vector`: the right side of a function has the looks of several components.
    """

    name: str
    kind: Literal["function", "number", "point", "list"]
    parameters: tuple[str, ...] = ()
    vector: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading a row gave: a statement, or a problem that says why there is none; and hints."""

    statement: Statement | None
    problem: Problem | None = None
    hints: tuple[Hint, ...] = ()
