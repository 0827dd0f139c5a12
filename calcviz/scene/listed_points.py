"""The points of a row of data: what each hangs on, and how a dragged one is written."""

from collections.abc import Mapping
from dataclasses import replace
from math import isfinite

from calcviz.language.expression import Expression, Tuple, free_names
from calcviz.language.messages import tr
from calcviz.language.notation import number_expression
from calcviz.language.statements import ListRow
from calcviz.language.typeset import SHOWN, latex, name_latex
from calcviz.scene.binding import bound
from calcviz.scene.concept import HELD, REGISTER, entry_name
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Binding, Item
from calcviz.scene.numbers import components_among, needed


def data_points(item: Item, statement: ListRow, expander: Expander, numbers: Mapping[str, float]) -> Item:
    """The item of D = [(1, 4), (2, 5)]; raises Impossible where a point is none of the plane or of space."""
    written: list[Tuple] = [e for e in statement.items if isinstance(e, Tuple)]
    if statement.plain and len(statement.plain) <= HELD:
        written = [Tuple(tuple(map(number_expression, point))) for point in statement.plain]
    meant = [Tuple(tuple(expander.number(part) for part in e.items)) for e in written]
    names: frozenset[str] = frozenset().union(*map(free_names, meant))
    needs = needed(names, numbers)
    points = statement.plain or tuple(components_among(e, numbers) for e in meant)
    _refuse(points)
    pairs = enumerate(zip(written, meant, strict=True))
    bindings = tuple(_binding(k, *pair) for k, pair in pairs)
    command = "points" if len(points[0]) == 2 else "space_points"
    concept = REGISTER[command].make(points)
    made = replace(item, kind="data", command=command, concept=concept, bindings=bindings, needs=needs)
    long = len(points) > SHOWN and not statement.plain
    return replace(made, latex=_latex(statement, len(points))) if long else made


def _binding(k: int, written: Expression, meant: Expression) -> Binding:
    return bound(entry_name("points", k), k, written, meant, point=False)


def _refuse(points: tuple[tuple[float, ...], ...]) -> None:
    """Raise Impossible for points that cannot stand together, or that are nowhere."""
    size = len(points[0])
    if size in (2, 3) and all(len(point) == size and isfinite(sum(point)) for point in points):
        return
    for number, point in enumerate(points, start=1):
        if len(point) not in (2, 3):
            raise Impossible(tr("a point has two coordinates, or three in space"))
        if len(point) != size:
            raise Impossible(tr("all points of a list have as many coordinates"))
        if not all(map(isfinite, point)):
            raise Impossible(tr("point {number} of this list is undefined", number=number))


def _latex(statement: ListRow, count: int) -> str:
    """The first points and the last one."""
    parts = (statement.items[k] for k in (0, 1, count - 1))
    written = [", ".join(map(latex, e.items)) for e in parts if isinstance(e, Tuple)]
    first, second, last = (rf"\left({each}\right)" for each in written)
    listed = rf"\left[{first}, {second}, \ldots, {last}\right]"
    return f"{name_latex(statement.name)} = {listed}" if statement.name else listed


def has_points(statement: ListRow) -> bool:
    """Whether a list holds points, and nothing but points."""
    points = bool(statement.items) and all(isinstance(e, Tuple) for e in statement.items)
    return bool(statement.plain) or points
