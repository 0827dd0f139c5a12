"""From a scene to what is seen of it; what did not change stays the same object."""

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import inf, prod
from time import perf_counter

from calcviz.drawing import Drawing
from calcviz.engine.frame import Frame, FrameRow, Parameter, RowKind, Slider
from calcviz.language.expression import longer
from calcviz.language.messages import tr
from calcviz.language.statements import FunctionRow, LaterRow
from calcviz.maths.real import RealFunction
from calcviz.scene.concept import REGISTER, Concept
from calcviz.scene.document import Viewport
from calcviz.scene.item import Item
from calcviz.scene.scene import Scene

log = logging.getLogger(__name__)

NOTHING = Drawing()
TYPICAL, LONG = 0.004, 60
"""Seconds that a drawing is expected to take at first, and nodes, times orders, from which on it may take
any time."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A row as it is seen, the concept and viewport that its drawing belongs to, and the seconds it took."""

    item: Item
    row: FrameRow
    concept: Concept | None = None
    viewport: Viewport | None = None
    cost: float = TYPICAL
    text: str = ""


@dataclass(frozen=True, slots=True)
class Evaluated:
    """A frame, and for each row how it came about, to be told the next time what changed."""

    frame: Frame
    by_row: Mapping[int, Shown]

    def waiting(self) -> Item | None:
        """The first row whose drawing is still to be made; None where all are."""
        return next((shown.item for shown in self.by_row.values() if shown.row.waiting), None)

    def with_drawing(self, item: Item, viewport: Viewport, drawing: Drawing, cost: float) -> "Evaluated":
        """The frame with a drawing made meanwhile; an older one is shown until the newer is there."""
        shown = self.by_row.get(item.row.id)
        if shown is None or type(shown.item.concept) is not type(item.concept):
            return self
        late = shown.item.concept != item.concept or viewport != self.frame.viewport
        row = replace(shown.row, drawing=drawing, waiting=late)
        new = replace(shown, row=row, concept=item.concept, viewport=viewport, cost=cost, text=item.row.text)
        by_row = {**self.by_row, item.row.id: new}
        return Evaluated(Frame(tuple(each.row for each in by_row.values()), self.frame.viewport), by_row)


def evaluate(
    scene: Scene, viewport: Viewport, previous: Evaluated | None = None, budget: float = inf
) -> Evaluated:
    """The frame of a scene in a viewport.

    A row whose item is the one of `previous`, seen in the same viewport, keeps its FrameRow; one whose
    concept is equal keeps its Drawing. A row with a problem keeps its last good drawing, faded. Drawings
    that are expected to take more than is left of `budget`, in seconds, are left waiting: such a row keeps
    its last drawing until `drawn` has made the new one.
    """
    known = previous.by_row if previous else {}
    end, by_row = perf_counter() + budget, {}
    for item in scene.items:
        old = known.get(item.row.id)
        if old is None or old.item is not item or (item.concept and old.viewport != viewport):
            old = _shown(item, viewport, old, end - perf_counter())
        by_row[item.row.id] = old
    return Evaluated(Frame(tuple(shown.row for shown in by_row.values()), viewport), by_row)


def drawn(item: Item, viewport: Viewport) -> tuple[Drawing, float]:
    """The drawing of an item that waits for it, and the seconds it took; safe on any thread."""
    begin = perf_counter()
    assert item.concept is not None
    try:
        drawing = item.concept.draw(viewport)
    except Exception:  # a mistake of ours: it costs one row its picture, not a person the others
        log.exception("a concept could not be drawn")
        drawing = Drawing(reason=tr("this could not be drawn"))
    return drawing, perf_counter() - begin


def _shown(item: Item, viewport: Viewport, old: Shown | None, left: float) -> Shown:
    drawing = old.row.drawing if old else NOTHING
    if item.problem is not None and old is not None and _goes_on(old, item):
        return replace(old, item=item, row=_row(item, drawing, faded=bool(drawing.primitives)))
    if item.concept is None:
        return Shown(item, _row(item, NOTHING), text="" if item.problem else item.row.text)
    if old is not None and old.concept == item.concept and old.viewport == viewport:
        return replace(old, item=item, row=_row(item, drawing))
    if _expected(item, old) > left:
        row = _row(item, drawing, waiting=True)
        return Shown(item, row) if old is None else replace(old, item=item, row=row)
    drawing, cost = drawn(item, viewport)
    return Shown(item, _row(item, drawing), item.concept, viewport, cost, item.row.text)


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


def _expected(item: Item, old: Shown | None) -> float:
    """How many seconds a drawing will take: as long as the last one, unless the function is another one."""
    f, before = (getattr(concept, "f", None) for concept in (item.concept, old.concept if old else None))
    if not isinstance(f, RealFunction):
        return 0.0
    if old is not None and isinstance(before, RealFunction) and before.expression is f.expression:
        return old.cost
    work = prod(value for value in vars(item.concept).values() if type(value) is int)
    return inf if longer(f.expression, LONG // max(work, 1)) else TYPICAL


def _row(item: Item, drawing: Drawing, *, faded: bool = False, waiting: bool = False) -> FrameRow:
    return FrameRow(
        item.row,
        _kind(item),
        drawing,
        faded,
        problem=item.problem,
        hints=item.hints,
        latex=item.latex,
        command=item.command,
        slider=_slider(item),
        parameters=_parameters(item),
        function_text=_function_text(item),
        value=item.value,
        waiting=waiting,
        reason=item.reason or (None if faded or waiting else drawing.reason),
    )


def _kind(item: Item) -> RowKind:
    return "expression" if item.kind == "value" else item.kind


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
            binding.literal or binding.slider is not None,
        )
        for binding in item.bindings
    )


def _function_text(item: Item) -> str | None:
    if not isinstance(item.statement, FunctionRow):
        return None
    if item.statement.name is not None:
        return item.statement.name
    text = item.row.text.strip()
    return re.split("[=＝]", text, maxsplit=1)[-1].strip() if item.statement.written_y else text
