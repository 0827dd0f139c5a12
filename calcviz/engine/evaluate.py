"""From a scene to what is seen of it; what did not change stays the same object."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import chain
from math import inf, nan, prod
from operator import is_
from time import perf_counter
from typing import TYPE_CHECKING

from calcviz.drawing import Drawing
from calcviz.engine.frame import Frame, FrameRow, Parameter, RowKind, Slider
from calcviz.engine.point_names import named_drawing, named_in_space, point_names
from calcviz.language.expression import Call, Expression, Question, longer, walk
from calcviz.language.messages import tr
from calcviz.language.statements import CurveRow, FieldRow, FunctionRow, LaterRow, ListRow, MapRow
from calcviz.maths.curves.parametric import ParametricCurve
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.vector import VectorField
from calcviz.maths.functions import special_values
from calcviz.maths.functions.special import SERIES
from calcviz.maths.real import RealFunction
from calcviz.maths.relations.relation import Relation
from calcviz.scene.concept import REGISTER, SUBJECTS, Concept, InSpace, kind_of
from calcviz.scene.document import Viewport
from calcviz.scene.item import Item
from calcviz.scene.scene import Scene

if TYPE_CHECKING:
    from calcviz.drawing.space import SpacePrimitive

FAR = 4.0
"""How many times as much, or as little, is seen in a view that has nothing to do with the last one."""

log = logging.getLogger(__name__)

NOTHING = Drawing()
NEVER = -1.0
"""Seconds left for what is to wait in any case."""
LONG = 60
"""Nodes, times orders, from which on a first drawing of a curve may take any time."""


Subject = RealFunction | ScalarField | VectorField | ParametricCurve | Relation
"""What a concept is about."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as it is seen, and the concept, viewport and box that it is drawn for.

    `moved` are the seconds that its last drawing took while all stayed but points and numbers, `anew` those
    of the last one in another view or of another function: each remembers what the other makes anew.
    `moved` is None where nothing was moved yet.
    """

    item: Item
    row: FrameRow
    concept: Concept | None = None
    viewport: Viewport | None = None
    moved: float | None = None
    anew: float = 0.0
    text: str = ""
    box: Box | None = None
    members: tuple[Concept | None, ...] = ()
    """The concepts of the other members of a family that are drawn with it."""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A frame, and for each row how it came about, to be told the next time what changed."""

    frame: Frame
    by_row: Mapping[int, Shown]

    def waiting(self) -> Item | None:
        """The first row whose drawing is still to be made; None where all are."""
        return next((shown.item for shown in self.by_row.values() if shown.row.waiting), None)

    def with_drawing(self, item: Item, viewport: Viewport, box: Box | None, made: "Made") -> "Evaluated":
        """The frame with a drawing made meanwhile; an older one is shown until the newer is there."""
        shown = self.by_row.get(item.row.id)
        if shown is None or type(shown.item.concept) is not type(item.concept):
            return self
        frame = self.frame
        late = (shown.item.concept, frame.viewport, frame.box) != (item.concept, viewport, box)
        late = late or _concepts(shown.item) != _concepts(item)
        reason = shown.item.reason or (None if late or shown.row.faded else made.drawing.reason)
        row = replace(shown.row, drawing=made.drawing, space=made.space, waiting=late, reason=reason)
        new = replace(_as_drawn(item, row, viewport, box, made, shown), item=shown.item)
        by_row = {**self.by_row, item.row.id: new}
        return Evaluated(replace(frame, rows=tuple(each.row for each in by_row.values())), by_row)


@dataclass(frozen=True, slots=True)
class Made:
    """What a concept shows in the plane and in space, and the seconds that it took to make."""

    drawing: Drawing
    space: "tuple[SpacePrimitive, ...]"
    cost: float


def evaluate(
    scene: Scene,
    viewport: Viewport,
    previous: Evaluated | None = None,
    budget: float = inf,
    box: Box | None = None,
) -> Evaluated:
    """The frame of a scene in a viewport, and in a box of space where one is looked at.

    A row whose item is the one of `previous`, seen in the same viewport, keeps its FrameRow; one whose
    concept is equal keeps its Drawing. A row with a problem keeps its last good drawing, faded. Drawings
    that are expected to take more than is left of `budget`, in seconds, are left waiting, and after one of
    them all of the same formula, whose values they share: such a row keeps its last drawing until `drawn`
    has made the new one.
    """
    known = previous.by_row if previous else {}
    end, by_row, awaited = perf_counter() + budget, dict[int, Shown](), set[int]()
    for item in scene.items:
        old = known.get(item.row.id)
        if old is None or old.item is not item or (item.concept and not _fits(old, viewport, box)):
            left = end - perf_counter() if awaited.isdisjoint(_ids(item)) else NEVER
            old = _shown(item, viewport, box, old, left, known)
        by_row[item.row.id] = old
        if old.row.waiting:
            awaited |= _ids(item)
    return Evaluated(Frame(tuple(shown.row for shown in by_row.values()), viewport, box), by_row)


def drawn(item: Item, viewport: Viewport, box: Box | None, old: Shown | None = None) -> Made:
    """What an item that waits for it shows; safe on any thread. Of `old` is kept what stays the same."""
    begin = perf_counter()
    concept = item.concept
    assert concept is not None
    names = point_names(item)
    same = old is not None and _is_drawn(old, item)
    drawing = NOTHING
    space: tuple[SpacePrimitive, ...] = ()
    try:
        stays = same and old is not None and old.viewport == viewport
        drawing = old.row.drawing if old is not None and stays else _drawing(item, viewport)
        if box is not None and isinstance(concept, InSpace):
            stays = same and old is not None and old.box == box
            space = old.row.space if old is not None and stays else _in_space(item, box)
    except Exception:  # a mistake of ours: it costs one row its picture, not a person the others
        log.exception("a concept could not be drawn")
        drawing = Drawing(reason=tr("this could not be drawn"))
    made = named_drawing(drawing, names), named_in_space(space, names)
    return Made(*made, perf_counter() - begin)


def _drawing(item: Item, viewport: Viewport) -> Drawing:
    """What an item shows in the plane, with the other members of its family."""
    assert item.concept is not None
    first = item.concept.draw(viewport)
    if not item.members:
        return first
    from calcviz.engine.families import gathered  # few rows are families

    others = [each.draw(viewport) for each in _concepts(item) if each is not None]
    return gathered(item, (first, *others), viewport)


def _in_space(item: Item, box: Box) -> "tuple[SpacePrimitive, ...]":
    """What an item and the other members of its family show in space."""
    shown: list[SpacePrimitive] = []
    for concept in (item.concept, *_concepts(item)):
        if isinstance(concept, InSpace):
            shown.extend(concept.draw_space(box))
    return tuple(shown)


def _concepts(item: Item) -> tuple[Concept | None, ...]:
    """The concepts of the other members of its family."""
    return tuple(member.concept for member in item.members)


def _is_drawn(old: Shown, item: Item) -> bool:
    """Whether what was drawn is what the item shows now, its points called the same."""
    same = old.concept == item.concept and old.members == _concepts(item)
    return same and point_names(old.item) == point_names(item)


def _fits(old: Shown, viewport: Viewport, box: Box | None) -> bool:
    """Whether a row is drawn for these views."""
    return old.viewport == viewport and (old.box == box or not isinstance(old.concept, InSpace))


def _shown(
    item: Item,
    viewport: Viewport,
    box: Box | None,
    old: Shown | None,
    left: float,
    known: Mapping[int, Shown],
) -> Shown:
    last = old.row if old else None
    drawing, space = (last.drawing, last.space) if last else (NOTHING, ())
    if item.problem is not None and old is not None and _goes_on(old, item):
        faded = bool(drawing.primitives or space)
        return replace(old, item=item, row=_row(item, drawing, space, faded=faded))
    if item.concept is None:
        return Shown(item, _row(item, NOTHING), text="" if item.problem else item.row.text)
    if old is not None and _is_drawn(old, item) and _fits(old, viewport, box):
        return replace(old, item=item, row=_row(item, drawing, space))
    if _expected(item, viewport, box, old, known) > left:
        row = _row(item, drawing, space, waiting=True)
        return Shown(item, row) if old is None else replace(old, item=item, row=row)
    made = drawn(item, viewport, box, old)
    row = _row(item, made.drawing, made.space)
    return _as_drawn(item, row, viewport, box, made, old)


def _as_drawn(
    item: Item, row: FrameRow, viewport: Viewport, box: Box | None, made: Made, old: Shown | None
) -> Shown:
    moved, anew = None, made.cost
    if old is not None and _same_formulas(item, old):
        if _is_near(item, viewport, box, old):
            moved, anew = made.cost, old.anew
        else:
            moved = old.moved
    return Shown(item, row, item.concept, viewport, moved, anew, item.row.text, box, _concepts(item))


def _goes_on(old: Shown, item: Item) -> bool:
    """Whether the last good picture of a row still belongs to what is being typed.

    It does not where the row was understood as something else, nor where it only belonged to the first
    letters of a word (the t of tangent) or to what is now being defined (the `f(x)` of `f(x) = …`).
    """
    if isinstance(item.statement, LaterRow):
        return False
    text, good = item.row.text, old.text
    if not text.startswith(good):
        return True
    rest = text[len(good) :]
    return not (good[-1:].isalpha() and rest[:1].isalnum()) and rest.lstrip()[:1] not in ("=", "＝")


def _expected(
    item: Item, viewport: Viewport, box: Box | None, old: Shown | None, known: Mapping[int, Shown]
) -> float:
    """How many seconds a drawing will take, as far as the last ones of the same formulas tell it.

    A new one of several variables may take any time: its picture needs grids of values and proofs about their
    cells, and nobody sees from a formula how many of them are hard.
    """
    formulas = _formulas(item.concept)
    if item.concept is None or not formulas:
        return 0.0
    kind = kind_of(item.concept)
    if old is not None and _same_formulas(item, old):
        if _is_near(item, viewport, box, old):
            return _dearest(item, known) if old.moved is None else old.moved
        if not _is_far(viewport, old.viewport):
            return old.anew
    if not all(isinstance(subject, RealFunction | ParametricCurve) for subject in _subjects(item.concept)):
        return inf
    work = prod(value for value in vars(item.concept).values() if type(value) is int)
    if any(longer(formula, LONG // max(work, 1)) or _is_slow(formula) for formula in formulas):
        return inf
    last = 0.0 if old is None or type(old.concept) is not type(item.concept) else old.anew
    return max(last, kind.cost * (1 + len(item.members)))


def _dearest(item: Item, known: Mapping[int, Shown]) -> float:
    """The most that a row about one of the same formulas took: the first of them makes what all remember."""
    ids = _ids(item)
    return max((shown.anew for shown in known.values() if not ids.isdisjoint(_ids(shown.item))), default=0.0)


def _is_slow(formula: Expression) -> bool:
    """Whether each value is an integral, a sum or a limit of its own, or what is to be loaded first."""
    series = not special_values.loaded()
    return any(
        isinstance(node, Question) or (series and isinstance(node, Call) and node.function in SERIES)
        for node in walk(formula)
    )


def _same_formulas(item: Item, old: Shown) -> bool:
    """Whether the last drawing was of the same formulas, whatever their parameters."""
    before, now = _formulas(old.concept), _formulas(item.concept)
    return len(before) == len(now) and all(map(is_, before, now))


def _is_near(item: Item, viewport: Viewport, box: Box | None, old: Shown) -> bool:
    """Whether the last drawing was of the same functions in the same views: much of it is remembered then."""
    return _fits(old, viewport, box) and _subjects(item.concept) == _subjects(old.concept)


def _is_far(viewport: Viewport, old: Viewport | None) -> bool:
    """Whether so much else is seen that the last drawing tells nothing of the time of the next."""
    if old is None:
        return True
    pairs = (viewport.x_range, old.x_range), (viewport.y_range, old.y_range)
    for (low, high), (a, b) in pairs:
        longer, shorter = max(high - low, b - a), min(high - low, b - a)
        if longer > FAR * shorter or max(low, a) > min(high, b):
            return True
    return False


def _subjects(concept: Concept | None) -> list[Subject]:
    """The functions that a concept is about."""
    if concept is None:
        return []
    return [getattr(concept, spec.name) for spec in kind_of(concept).fields if spec.kind in SUBJECTS]


def _formulas(concept: Concept | None) -> list[Expression]:
    """Their formulas; of a map that of each component."""
    parts = (getattr(f, "components", (f,)) for f in _subjects(concept))
    return [part.expression for part in chain.from_iterable(parts)]


def _ids(item: Item) -> set[int]:
    """What tells formulas that are the same object."""
    return {id(formula) for formula in _formulas(item.concept)}


def _row(
    item: Item,
    drawing: Drawing,
    space: "tuple[SpacePrimitive, ...]" = (),
    *,
    faded: bool = False,
    waiting: bool = False,
) -> FrameRow:
    listed = _listed(item)
    return FrameRow(
        item.row,
        _kind(item),
        drawing,
        faded or item.late,
        problem=item.problem,
        hints=item.hints,
        latex=item.latex,
        command=item.command,
        slider=_slider(item),
        parameters=_parameters(item),
        function_text=_function_text(item),
        value=None if item.members else item.value,
        components=None if item.members or listed else item.components,
        listed=listed,
        members=1 + len(item.members),
        derivations=item.derivations,
        question=item.question,
        answer=item.answer,
        asking=item.asking,
        late=item.late,
        waiting=waiting,
        space=space,
        reason=item.reason or (None if faded or waiting else drawing.reason),
    )


def _kind(item: Item) -> RowKind:
    return "expression" if item.kind == "value" else item.kind


def _listed(item: Item) -> tuple[float, ...]:
    """The numbers of a list, or of a row that is meant for each of them."""
    if isinstance(item.statement, ListRow) and item.kind == "value":
        return tuple(part for part in item.components or () if not isinstance(part, tuple))
    if not item.members or item.kind not in ("value", "number") or item.components is not None:
        return ()
    values = (each.value for each in (item, *item.members))
    return tuple(nan if value is None else value for value in values)


def _slider(item: Item) -> Slider | None:
    if item.range is None or item.value is None:
        return None
    name = getattr(item.statement, "name", "")
    return Slider(name, item.value, item.range.low, item.range.high, item.range.step)


def _parameters(item: Item) -> tuple[Parameter, ...]:
    if item.command is None:
        return ()
    specs = {spec.name: spec for spec in REGISTER[item.command].fields}
    return tuple(
        Parameter(
            specs[binding.field],
            getattr(item.concept, binding.field),
            binding.text,
            binding.movable,
        )
        for binding in item.bindings
        if binding.field in specs
    )


def _function_text(item: Item) -> str | None:
    statement = item.statement
    if isinstance(statement, CurveRow) and item.command == "parametric":
        return statement.name
    if not isinstance(statement, FunctionRow | FieldRow | MapRow):
        return None
    if statement.name is not None:
        return statement.name
    text = item.row.text.strip()
    solved = isinstance(statement, FunctionRow) and statement.written_y
    solved = solved or isinstance(statement, FieldRow) and statement.written_z
    return re.split("[=＝]", text, maxsplit=1)[-1].strip() if solved else text
