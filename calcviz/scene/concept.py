"""The contract of a concept, and the register in which every concept stands."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, replace
from math import isfinite
from typing import (
    TYPE_CHECKING,
    Any,
    Literal,
    Protocol,
    Self,
    TypeVar,
    dataclass_transform,
    runtime_checkable,
)

from calcviz.drawing import Drawing
from calcviz.language.messages import translated
from calcviz.maths.curves.parametric import ParametricCurve
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.ray import Ray
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.vector import VectorField
from calcviz.maths.real import RealFunction
from calcviz.maths.relations.relation import Relation
from calcviz.scene.document import Viewport
from calcviz.scene.frozen import frozen
from calcviz.scene.solutions import Solved

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive
    from calcviz.maths.landmarks.meeting import Way
    from calcviz.maths.landmarks.point import Landmark

FieldKind = Literal[
    "function", "field", "map", "curve", "relation", "other", "place", "points", "number", "whole", "choice",
    "solved",
]  # fmt: skip
"""A function of one variable, of two, a map of the plane, a curve, a condition on points; another function of
one variable, which may be left out; a point of the plane; a list of points; plain values; and an answer."""

Place = tuple[float, float]
Points = tuple[tuple[float, ...], ...]
Marked = Callable[[Viewport], "tuple[Landmark, ...]"]
HELD = 200
"""Points of a list that can be taken hold of; more are only drawn."""

SUBJECTS = frozenset({"function", "field", "map", "curve", "relation"})
"""The kinds that a concept is about: each is named or written out, none has a default."""


@runtime_checkable
class Concept(Protocol):
    """A picture of an idea: a frozen dataclass whose fields are the arguments of its command."""

    def draw(self, viewport: Viewport) -> Drawing:
        """What is to be seen; never raises, says in `Drawing.reason` why a thing does not exist."""
        ...

    def drag(self, handle: str, x: float, y: float) -> Self:
        """The concept after its handle was moved to (x, y); self where that handle is unknown."""
        ...


@runtime_checkable
class InSpace(Protocol):
    """A concept that is to be seen in space as well."""

    def draw_space(self, box: Box) -> "tuple[SpacePrimitive, ...]":
        """What is to be seen in a box of space; never raises, and is empty where nothing is."""
        ...


@runtime_checkable
class Lifted(Protocol):
    """A concept of points in space that go up and down, each at its place on the floor."""

    def lift(self, handle: str, z: float) -> Concept:
        """The concept after its handle was moved to the height z; self where that handle is unknown."""
        ...


@runtime_checkable
class Sighted(Protocol):
    """A concept with a handle in space that goes where the concept says, along a curve."""

    def drag_sight(self, handle: str, ray: Ray) -> Concept:
        """The concept after its handle was pulled towards a ray; self where that handle is unknown."""
        ...


def curve_of(made: Concept) -> RealFunction | None:
    """The function whose graph a concept draws, its attribute `curve`; None where it draws something else."""
    curve = getattr(made, "curve", None)
    return curve if isinstance(curve, RealFunction) else None


def way_of(made: Concept) -> "Way | None":
    """The curve that a concept draws and that others may meet: a graph, or its attribute `way`."""
    f = curve_of(made)
    if f is not None:
        from calcviz.maths.landmarks.meeting import graph_way

        return graph_way(f)
    way: Way | None = getattr(made, "way", None)
    return way


def landmarks_of(made: Concept) -> "Marked | None":
    """What finds the landmarks that a concept knows of itself, its method `landmarks`; None for most."""
    found: Marked | None = getattr(made, "landmarks", None)
    return found


def analysed_by(made: Concept) -> RealFunction | None:
    """The function whose inflection points a concept shows as landmarks, its attribute `analysed`."""
    f = getattr(made, "analysed", None)
    return f if isinstance(f, RealFunction) else None


def heights_of(made: Concept) -> ScalarField | None:
    """The function of two variables whose heights a concept draws, its `g`; None where it has no such one."""
    g = getattr(made, "g", None)
    return g if isinstance(g, ScalarField) and len(g.variables) == 2 else None


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One argument of a concept: its name, its kind, its default, and how an editor steps and bounds it."""

    name: str
    kind: FieldKind
    default: Any = None
    step: float = 0.1
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    latex: str = ""
    infinite: bool = False
    """Whether ∞ and −∞ are values of it."""
    log: bool = False
    """Whether its steps go by its own power of ten: from 0.001 to 0.0011, never to 0 or below."""
    said: tuple[str, ...] = ()
    """What people read instead of the words of the choices, English; nothing where these say it."""

    @property
    def is_letter(self) -> bool:
        """Whether it is the letter of a variable: a word, but not one of several."""
        return self.kind == "choice" and not self.choices

    def within(self, value: float) -> float:
        """The value, or the bound that it passes."""
        value = value if self.low is None else max(value, self.low)
        return value if self.high is None else min(value, self.high)


@dataclass(frozen=True, slots=True)
class Kind:
    """A concept as the register knows it: its command, its class, its fields and what people read of it."""

    command: str
    make: type
    fields: tuple[FieldSpec, ...]
    english_title: str
    english_summary: str
    menu: bool
    playable: str | None
    cost: float
    read: int = 1

    @property
    def title(self) -> str:
        """The entry of the menus, in the current language."""
        return translated(self.english_title)

    @property
    def summary(self) -> str:
        """One line of help, in the current language."""
        return translated(self.english_summary)

    def template(self, function: str, point: str | None = None) -> str:
        """The text that a menu inserts for a function: tangent(f, 1); `point`: a point to share."""
        kinds = ("number", "place", "whole")
        shown = [spec for spec in self.fields if spec.kind in kinds or spec.is_letter]
        while shown and shown[-1].kind == "whole":
            shown.pop()
        rest = [point if point and spec.kind == "place" else _written(spec) for spec in shown]
        return f"{self.command}({', '.join([function, *rest])})"


def _written(spec: FieldSpec) -> str:
    if spec.is_letter:
        return str(spec.default)
    if spec.kind == "place":
        return "({:g}, {:g})".format(*spec.default)
    return f"{spec.default:g}"


REGISTER: dict[str, Kind] = {}
_KIND_OF: dict[type, Kind] = {}

TYPICAL = 0.004
"""Seconds that a drawing is expected to take before it was ever made."""

LATER = frozenset(
    """descent probability activation lagrange chain chain_paths optimize race
    regression loss penalty likelihood""".split()
)
"""Concepts that are part of the language and that a later version brings."""

T = TypeVar("T")


def param(
    default: Any,
    *,
    step: float = 0.1,
    low: float | None = None,
    high: float | None = None,
    choices: tuple[str, ...] = (),
    latex: str = "",
    infinite: bool = False,
    log: bool = False,
    said: tuple[str, ...] = (),
) -> Any:
    """An argument of a concept with its default and what an editor needs to change it."""
    kept = {
        "step": step,
        "low": low,
        "high": high,
        "choices": choices,
        "latex": latex,
        "infinite": infinite,
        "log": log,
        "said": said,
    }
    return field(default=default, metadata=kept)


@dataclass_transform(frozen_default=True, field_specifiers=(param, field))
def concept(
    command: str,
    title: str,
    summary: str,
    *,
    menu: bool = True,
    playable: str | None = None,
    cost: float = TYPICAL,
    read: int = 1,
) -> Callable[[type[T]], type[T]]:
    """Make a class a frozen dataclass and enter it in the register under its command.

    `title` and `summary` are English, marked for translation where they stand; `menu` says whether a
    row's menu offers it; `playable` names the field that play moves; `cost` is how many seconds a first
    drawing of an ordinary function may take: what takes longer than a frame is drawn beside the window;
    `read` is how many of its results a row shows, side by side: numbers, with names of their own.
    """

    def enter(plain: type[T]) -> type[T]:
        made = frozen(plain)
        specs = tuple(_spec(each) for each in fields(made))  # type: ignore[arg-type]
        kind = Kind(command, made, specs, title, summary, menu, playable, cost, read)
        REGISTER[command] = _KIND_OF[made] = kind
        return made

    return enter


def defaults(kind: Kind) -> dict[str, Any]:
    """The default of every field but the functions."""
    return {spec.name: spec.default for spec in kind.fields if spec.kind not in SUBJECTS}


def with_fields(made: Concept, values: Mapping[str, Any]) -> Concept:
    """The concept with other values of some of its fields; a slider may say 3.0 for a whole number."""
    whole = {spec.name: spec for spec in kind_of(made).fields if spec.kind == "whole"}
    fitting = {
        name: round(whole[name].within(value)) if name in whole else value
        for name, value in values.items()
        if name not in whole or isfinite(value)
    }
    for name in [name for name in fitting if "." in name]:
        field, place = name.split(".")
        entries = list(fitting.get(field, getattr(made, field)))
        entries[int(place) - 1] = fitting.pop(name)
        fitting[field] = tuple(entries)
    changed: Concept = replace(made, **fitting)  # type: ignore[type-var]
    return changed


def entry_name(field: str, k: int) -> str:
    """The name of an entry of a field that is a list, counted from 0: points.1, points.2."""
    return f"{field}.{k + 1}"


def field_value(made: Concept, name: str) -> Any:
    """The value of a field, or of an entry of a list as `entry_name` calls it."""
    field, _, place = name.partition(".")
    found = getattr(made, field)
    return found[int(place) - 1] if place else found


def kind_of(made: object) -> Kind:
    """The register's entry for a concept; raises KeyError for anything else."""
    return _KIND_OF[type(made)]


_KINDS: dict[Any, FieldKind] = {
    RealFunction: "function",
    RealFunction | None: "other",
    ScalarField: "field",
    VectorField: "map",
    Relation: "relation",
    ParametricCurve: "curve",
    Place: "place",
    Points: "points",
    Solved: "solved",
    float: "number",
    int: "whole",
    str: "choice",
}


def _spec(each: Any) -> FieldSpec:
    default = None if each.default is MISSING else each.default
    return FieldSpec(each.name, _KINDS[each.type], default, **each.metadata)
