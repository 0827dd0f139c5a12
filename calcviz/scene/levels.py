"""What a view shows of the heights of a function of two variables, and why it may show no level curve."""

from collections.abc import Iterable

from calcviz.drawing import Drawing, Patch, Primitive
from calcviz.drawing.contours import contours, heatmap, height_scale, levels_on, sheet
from calcviz.language.expression import free_names
from calcviz.language.messages import tr
from calcviz.language.spoken import told
from calcviz.maths.fields.nice import WANTED, Levels
from calcviz.maths.fields.scalar import ScalarField
from calcviz.scene.document import Viewport
from calcviz.scene.places import called, letter


def level_drawing(
    g: ScalarField, viewport: Viewport, *, filled: bool = False, wanted: int = WANTED, title: str = ""
) -> Drawing:
    """The level curves in a view, on colours if it is `filled`; or why there are none."""
    screen = viewport.screen
    levels = levels_on(g, screen, wanted)
    parts: tuple[Primitive, ...] = ()
    if filled and levels.low < levels.high:
        parts = (heatmap(g, screen, height_scale(levels, letter(g))),)
    lines = contours(g, screen, levels.values)
    parts += lines
    crowd = tr("pale: too close to be told apart at this zoom") if is_crowded(lines) else None
    if not levels.values:
        reason = no_levels(g, viewport, levels)
        return Drawing(parts, sentence=reason, reason=reason, title=title)
    if not lines:
        reason = tr("no level curve: {g} jumps or has gaps everywhere in view", g=called(g))
        return Drawing(parts, sentence=reason, reason=reason, title=title)
    return Drawing(parts, sentence=_said(g, levels), reason=crowd, title=title)


def is_crowded(parts: Iterable[Primitive]) -> bool:
    """Whether somewhere level curves are too close to be told apart."""
    return any(isinstance(part, Patch) and part.role == "crowd" for part in parts)


def no_levels(g: ScalarField, viewport: Viewport, levels: Levels) -> str:
    """Why a view has no level curve: nothing is defined in it, or the function is constant there."""
    nothing = no_values(g, viewport)
    if nothing is not None:
        return nothing
    values = sheet(g, viewport.screen).grid.finite
    middle = told(float(f"{float(values.flat[0]):.9g}"))
    if not free_names(g.expression) & set(g.variables):
        return tr("no level curve: {g} is {value} everywhere", g=called(g), value=middle)
    if levels.low == levels.high:
        return tr("no level curve: {g} is {value} everywhere in view", g=called(g), value=middle)
    return tr("no level curve: in view {g} stays close to {value}", g=called(g), value=middle)


def no_values(g: ScalarField, viewport: Viewport) -> str | None:
    """That the function has no value in a view; None where it has one."""
    if sheet(g, viewport.screen).grid.finite.size:
        return None
    return tr("{g} is undefined everywhere in view", g=called(g))


def _said(g: ScalarField, levels: Levels) -> str:
    first, last = told(levels.values[0]), told(levels.values[-1])
    if len(levels.values) == 1:
        return tr("the level curve of {g} at the height {level}", g=called(g), level=first)
    steps = {round(b - a, 12) for a, b in zip(levels.values, levels.values[1:])}
    if levels.spacing == "even" and len(steps) == 1:
        step = told(levels.values[1] - levels.values[0])
        return tr(
            "level curves of {g} from {first} to {last}, {step} apart",
            g=called(g),
            first=first,
            last=last,
            step=step,
        )
    return tr("level curves of {g} from {first} to {last}", g=called(g), first=first, last=last)
