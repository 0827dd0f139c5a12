"""The drawings of the members of a family as one: paler from the first to the last, with their numbers."""

from collections.abc import Sequence
from dataclasses import replace
from math import isfinite

import numpy as np

from calcviz.drawing import (
    Bars,
    Drawing,
    Floats,
    Handle,
    Heatmap,
    Label,
    Markers,
    Polyline,
    Primitive,
    Readout,
    Table,
)
from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.language.spoken import told
from calcviz.language.typeset import name_latex
from calcviz.scene.document import Viewport
from calcviz.scene.item import Item
from calcviz.scene.numbers import EITHER

PALEST = 0.6
"""How far the colour of the last member is on the way to that of the paper."""

NAMED, SPOTS = 7, 24
"""Members that are named in the picture, and places along each that are tried."""
INSIDE = 28.0
"""Pixels from the edge of the view in which no name is tied to a curve."""
REPEATED = 36.0
"""Pixels around a name in which no other one is wanted."""


def gathered(item: Item, drawings: Sequence[Drawing], viewport: Viewport) -> Drawing:
    """The drawings of an item and its members, in this order, as one of the row."""
    items = (item, *item.members)
    signs_only = all(name == EITHER for name, _ in item.families)
    last = len(drawings) - 1
    parts: list[Primitive] = []
    for k, drawing in enumerate(drawings):
        pale = 0.0 if signs_only else PALEST * k / last
        parts += [_member(part, pale, first=k == 0) for part in drawing.primitives if _is_kept(part, k)]
    first = drawings[0]
    if not signs_only:
        parts += _names(items, drawings, viewport)
    table = _table(items, drawings)
    return replace(
        first,
        primitives=tuple(parts),
        readouts=() if table else first.readouts,
        table=table or first.table,
        sentence=_sentence(item, first, len(drawings)),
        reason=next((each.reason for each in drawings if each.reason), None),
        title=first.title if signs_only else "",
    )


def chosen_latex(item: Item) -> str:
    """Which numbers of its lists a member is for: a = 2, or 2 where the list has no name."""
    parts = []
    for name, value in item.chosen:
        if name == EITHER:
            continue
        number = number_text(value, 6)
        parts.append(f"{name_latex(name)} = {number}" if name.isidentifier() else number)
    return r",\;".join(parts)


def _is_kept(part: Primitive, k: int) -> bool:
    """Whether a part of the k-th member is drawn: its handles as points; names and maps only of the first."""
    return k == 0 or not (isinstance(part, Label | Heatmap) or (isinstance(part, Handle) and part.hollow))


def _member(part: Primitive, pale: float, first: bool) -> Primitive:
    if first:
        return part
    if isinstance(part, Handle):
        return Markers(np.array([part.x]), np.array([part.y]), "dot", pale)
    return replace(part, pale=pale) if isinstance(part, Polyline | Bars | Markers) else part


def _table(items: Sequence[Item], drawings: Sequence[Drawing]) -> Table | None:
    """The results of all members, a row for each; None where there are none."""
    columns = [each for each in drawings[0].readouts if each.values is None and _has_number(each)]
    if not columns:
        return None
    lists = [name for name, _ in items[0].families]
    names = [name if name.isidentifier() else f"list {k}" for k, name in enumerate(lists, start=1)]
    headings = [
        name_latex(name) if name.isidentifier() else r"\pm" if name == EITHER else "" for name in lists
    ]
    rows = []
    for item, drawing in zip(items, drawings, strict=True):
        found = {readout.name: readout for readout in drawing.readouts}
        cells = [_cell(found.get(column.name)) for column in columns]
        rows.append((*(value for _, value in item.chosen), *cells))
    return Table(
        (*names, *(each.name for each in columns)),
        (*headings, *(each.latex for each in columns)),
        tuple(rows),
        ("",) * len(names) + (".6g",) * len(columns),
    )


def _has_number(readout: Readout) -> bool:
    return readout.text is None or readout.value is not None


def _cell(readout: Readout | None) -> float | None:
    known = readout is not None and readout.value is not None and isfinite(readout.value)
    return readout.value if readout is not None and known else None


def _sentence(item: Item, first: Drawing, count: int) -> str:
    """How many there are, and of what the first one tells."""
    names = [name for name, _ in item.families if name.isidentifier()]
    if not names:
        return tr("{count} of them; {first}", count=count, first=first.sentence) if first.sentence else ""
    ways = tr(", ").join(names)
    if not first.sentence:
        return tr("one for each number of {lists}: {count}", lists=ways, count=count)
    said = tr(", ").join(f"{name} = {told(value)}" for name, value in item.chosen if name.isidentifier())
    return tr(
        "one for each number of {lists}; for {numbers}: {first}",
        lists=ways,
        numbers=said,
        first=first.sentence,
    )


def _names(items: Sequence[Item], drawings: Sequence[Drawing], viewport: Viewport) -> list[Label]:
    """The numbers of some members, each at the place of its curve that is farthest from the others."""
    shown = np.unique(np.linspace(0, len(items) - 1, min(NAMED, len(items))).round().astype(int)).tolist()
    spots = [_spots(drawing, viewport) for drawing in drawings]
    made: list[Label] = []
    taken: list[Floats] = []
    for k in shown:
        here = spots[k]
        if not here.shape[1]:
            continue
        others = [each[:2] for j, each in enumerate(spots) if j != k]
        room = _distance(here[:2], np.concatenate([*others, np.empty((2, 0))], axis=1))
        room = np.minimum(room, 200.0)
        near = _distance(here[:2], np.array(taken).T.reshape(2, -1))
        room -= 1000.0 * (near < REPEATED)
        best = int(room.argmax())
        taken.append(here[:2, best])
        made.append(Label(float(here[2, best]), float(here[3, best]), chosen_latex(items[k])))
    return made


def _distance(here: Floats, others: Floats) -> Floats:
    """How far each place is from the nearest of others, in pixels."""
    if not others.shape[1]:
        return np.full(here.shape[1], 1e9)
    gaps = np.hypot(here[0][:, None] - others[0], here[1][:, None] - others[1])
    nearest: Floats = gaps.min(1)
    return nearest


def _spots(drawing: Drawing, viewport: Viewport) -> Floats:
    """Places along the curve of a drawing inside the view: pixels and coordinates, shape (4, n)."""
    found = [np.empty((4, 0))]
    for part in drawing.primitives:
        if isinstance(part, Polyline) and part.role in ("curve", "line") and len(part.x):
            px, py = viewport.x_axis.pixels(part.x), viewport.y_axis.pixels(part.y)
            found.append(_evenly(np.stack((px, py, part.x, part.y)), viewport))
    return np.concatenate(found, axis=1)[:, : 4 * SPOTS]


def _evenly(points: Floats, viewport: Viewport) -> Floats:
    """Points between those of a line, evenly spread over what is seen of it."""
    step = np.hypot(*np.diff(points[:2], axis=1))
    seen = (points[0] > INSIDE) & (points[0] < viewport.width - INSIDE)
    seen &= (points[1] > INSIDE) & (points[1] < viewport.height - INSIDE)
    length = np.concatenate(([0.0], np.cumsum(np.where(seen[1:] | seen[:-1], np.minimum(step, 1e4), 0.0))))
    if not length[-1]:
        return points[:, :0]
    wanted = length[-1] * (np.arange(SPOTS) + 0.5) / SPOTS
    k = np.clip(np.searchsorted(length, wanted, side="right") - 1, 0, points.shape[1] - 2)
    share = (wanted - length[k]) / np.maximum(length[k + 1] - length[k], 1e-12)
    at: Floats = points[:, k] + np.clip(share, 0.0, 1.0) * (points[:, k + 1] - points[:, k])
    inside = (at[0] > INSIDE) & (at[0] < viewport.width - INSIDE)
    inside &= (at[1] > INSIDE) & (at[1] < viewport.height - INSIDE)
    return at[:, inside]
