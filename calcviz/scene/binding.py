"""How an argument hangs on what is written for it."""

from calcviz.language.expression import Expression, Name, Tuple, free_names
from calcviz.language.notation import text
from calcviz.scene.item import Binding


def bound(
    field: str,
    place: int | str,
    written: Expression | None,
    expression: Expression | None,
    *,
    point: bool = True,
) -> Binding:
    """The binding of a field to an argument; `expression` is the argument written out.

    `point`: a name that is written for a place is that of a point, which can be moved.
    """
    shown = "" if written is None else text(written)
    if isinstance(expression, Tuple):
        if point and isinstance(written, Name):
            return Binding(field, place, expression, shown, literal=False, point=written.name)
        items = written.items if isinstance(written, Tuple) else expression.items
        parts = tuple(bound(field, place, *pair) for pair in zip(items, expression.items, strict=True))
        return Binding(field, place, expression, shown, literal=False, parts=parts)
    slider = written.name if isinstance(written, Name) else None
    literal = written is None or isinstance(expression, Expression) and not free_names(expression)
    return Binding(field, place, expression, shown, slider, literal)
