"""From a scene to what is seen of it; pure, and what did not change stays the same object."""

from calcviz.drawing import Drawing
from calcviz.engine.frame import Frame, FrameRow, Parameter, RowKind, Slider
from calcviz.language.statements import FunctionRow
from calcviz.scene.concept import REGISTER
from calcviz.scene.document import Viewport
from calcviz.scene.item import Item
from calcviz.scene.scene import Scene

NOTHING = Drawing()


def evaluate(scene: Scene, viewport: Viewport, previous: "Evaluated | None" = None) -> "Evaluated":
    """The frame of a scene in a viewport.

    A row whose item is the one of `previous`, seen in the same viewport, keeps its FrameRow; one whose
    concept is equal keeps its Drawing. A row with a problem keeps its last good drawing, faded.
    """
    known = previous.by_row if previous else {}
    same_view = previous is not None and previous.frame.viewport == viewport
    rows = {}
    for item in scene.items:
        old = known.get(item.row.id)
        if old is not None and same_view and old[0] is item:
            rows[item.row.id] = old
        else:
            rows[item.row.id] = (item, _row(item, viewport, old, same_view))
    return Evaluated(Frame(tuple(row for _, row in rows.values()), viewport), rows)


class Evaluated:
    """A frame with the items it came from, to be told what changed the next time."""

    __slots__ = ("by_row", "frame")

    def __init__(self, frame: Frame, by_row: dict[int, tuple[Item, FrameRow]]) -> None:
        self.frame = frame
        self.by_row = by_row


def _row(item: Item, viewport: Viewport, old: tuple[Item, FrameRow] | None, same_view: bool) -> FrameRow:
    drawing, faded = _drawing(item, viewport, old, same_view)
    return FrameRow(
        item.row,
        _kind(item),
        drawing,
        faded,
        item.problem,
        item.hints,
        item.latex,
        item.command,
        _slider(item),
        _parameters(item),
        _function_text(item),
        item.value,
    )


def _drawing(
    item: Item, viewport: Viewport, old: tuple[Item, FrameRow] | None, same_view: bool
) -> tuple[Drawing, bool]:
    if item.problem is not None and old is not None:
        return old[1].drawing, bool(old[1].drawing.primitives)
    if item.concept is None:
        return NOTHING, False
    if old is not None and same_view and not old[1].faded and old[0].concept == item.concept:
        return old[1].drawing, False
    return item.concept.draw(viewport), False


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
    return text.split("=", 1)[1].strip() if item.statement.written_y else text
