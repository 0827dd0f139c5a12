"""What changes while something is dragged: arguments in the text of a row, sliders, points."""

from collections.abc import Mapping
from math import isfinite, nan

from calcviz.language.messages import tr
from calcviz.language.statements import CurveRow, ListRow, NumberRow, PointRow, PolarRow
from calcviz.scene.concept import Concept, field_value
from calcviz.scene.item import Binding, Item
from calcviz.scene.rewrite import pair_text, with_values
from calcviz.scene.scene import Scene

Value = float | int | str | tuple[float, ...]
Changes = dict[tuple[int, str], Value]
"""Live values, not yet in the document: (row, field or number) to value; a pair for a point."""


def changes_to(scene: Scene, item: Item, concept: Concept) -> Changes:
    """What changes where an item's concept becomes another one: what its arguments hang on.

    The rest stands fast; a point that is written on a graph is not dragged off its end.
    """
    if item.path is not None and not isfinite(item.path(getattr(concept, "x", nan))):
        return {}
    changes: Changes = {}
    for binding in item.bindings:
        value = field_value(concept, binding.field)
        if item.concept is not None and value != field_value(item.concept, binding.field):
            changes.update(_change(scene, item, binding, value))
    return changes


def moved(scene: Scene, changes: Mapping[tuple[int, str], Value]) -> Scene:
    """The scene with those values, and all that depends on them; the texts stand as they were."""
    numbers: dict[str, float] = {}
    for (row_id, name), value in changes.items():
        if isinstance(value, float | int) and is_number(scene.item(row_id), name):
            numbers[name] = float(value)
        else:
            scene = scene.with_fields(row_id, {name: value})
            numbers.update(_coordinates(scene.item(row_id), name))
    return scene.with_numbers(numbers) if numbers else scene


def live_text(text: str, item: Item, changes: Mapping[tuple[int, str], Value]) -> str:
    """The text of a row as it will stand when what is dragged now is let go."""
    assert item.statement is not None
    bindings = {binding.field: binding for binding in item.bindings}
    values: dict[str | int, float | int | str] = {}
    for (row_id, name), value in changes.items():
        if row_id == item.row.id:
            place = bindings[name].place if name in bindings else name
            values[place] = pair_text(bindings[name], value) if isinstance(value, tuple) else value
    if isinstance(item.statement, CurveRow | PolarRow):
        values |= _usual_ends(item, bindings, values)
    return with_values(text, item.statement, values)


def _usual_ends(
    item: Item, bindings: Mapping[str, Binding], values: Mapping[str | int, float | int | str]
) -> dict[str | int, float | int | str]:
    """The end of a curve's range that is written with the first one: where neither was yet."""
    from calcviz.scene.ranged import end_text  # few rows are curves

    ends = [name for name in ("low", "high") if name in bindings]
    if any(bindings[name].expression is not None for name in ends):
        return {}
    return {name: end_text(getattr(item.concept, name)) for name in ends if name not in values}


def called(item: Item, name: str) -> str:
    """What a person calls that which moves: the point P, not its x and its y."""
    statement = item.statement
    if isinstance(statement, ListRow):
        return statement.name or tr("a point")
    return statement.name if isinstance(statement, PointRow) and statement.name else name


def is_number(item: Item, name: str) -> bool:
    """Whether a row defines the number of that name."""
    return isinstance(item.statement, NumberRow) and item.statement.name == name


def _change(scene: Scene, item: Item, binding: Binding, value: Value) -> Changes:
    """What changes where a field takes a value: the row's text, a slider, another point."""
    if isinstance(value, tuple):
        return _change_point(scene, item, binding, value)
    if binding.slider is None:
        return {(item.row.id, binding.field): value} if binding.literal else {}
    slider = next(each for each in scene.items if is_number(each, binding.slider))
    if slider.range is None or isinstance(value, str):
        return {}
    return {(slider.row.id, binding.slider): slider.range.nearest(value)}


def _change_point(scene: Scene, item: Item, binding: Binding, value: tuple[float, ...]) -> Changes:
    changes: Changes = {}
    if binding.point is not None:
        point = next(each for each in scene.items if _is_point(each, binding.point))
        for part, v in zip(point.bindings, value, strict=False):
            changes.update(_change(scene, point, part, v))
        return changes
    if binding.literal:  # not written yet
        return {(item.row.id, binding.field): value}
    assert item.concept is not None
    before = written = field_value(item.concept, binding.field)
    for k, (part, v) in enumerate(zip(binding.parts, value, strict=True)):
        if part.slider is not None:
            changes.update(_change(scene, item, part, v))
        elif part.literal:
            written = (*written[:k], v, *written[k + 1 :])
    if written != before:
        changes[item.row.id, binding.field] = written
    return changes


def _is_point(item: Item, name: str) -> bool:
    return isinstance(item.statement, PointRow) and item.statement.name == name


def _coordinates(item: Item, field: str) -> dict[str, float]:
    """The numbers that change with a coordinate of a point: P.x, and P.y on a graph as well."""
    if not isinstance(item.statement, PointRow) or item.statement.name is None:
        return {}
    fields = ("x", "y") if item.path is not None else (field,)
    return {f"{item.statement.name}.{axis}": getattr(item.concept, axis) for axis in fields}
