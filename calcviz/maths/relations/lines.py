"""Where on the zeros of one part the whole condition holds: strokes are cut, and curves meet in points."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.strokes import NOTHING, Strokes, without
from calcviz.maths.relations.relation import Relation, Tree

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

NEAR = 1e-5
"""A difference counts as 0 where it is that small beside what it is half a cell away."""

BESIDE = 0.03
"""How far beside a zero, in cells, it is seen whether there is another one as near."""

STEPS, SIXTEENTHS = 24, np.arange(1, 16) / 16

SPECK = 0.02
"""Strokes no longer than that part of a cell are none."""

NONE, TAKEN, LEFT_OUT = 0, 1, 2
"""What a curve of zeros is to the picture: nothing, a part of it, or missing from a region around it."""


@dataclass(frozen=True, slots=True)
class On:
    """The zeros of part k of a relation, on a grid with cells so wide and high."""

    relation: Relation
    k: int
    cell: tuple[float, float]

    def meaning(self, x: Floats, y: Floats) -> NDArray[np.int8]:
        """NONE, TAKEN or LEFT_OUT for places on these zeros, (n,)."""
        parts, shape = self.relation.parts, (len(x),)
        here, one, other = ([np.zeros(shape, np.bool_)] * len(parts) for _ in range(3))
        sides, turned = self._around(x, y)
        for j, part in enumerate(parts):
            f = self._settled(j, x, y)
            here[j], one[j], other[j] = (np.broadcast_to(part.exactly(f), shape) for _ in range(3))
            if j == self.k:
                inside = self._through(x, y, sides)
                here[j] = np.where(inside == 0, part.at_zero, part.beside(inside))
            on = (f == 0) | (j == self.k)
            for answer, side in zip((one, other), sides):
                answer[j] = np.where(on, part.beside(side * turned[j]), answer[j])
        joined = (np.broadcast_to(self.relation.joined(answer), shape) for answer in (here, one, other))
        held, one_side, other_side = joined
        found = np.where(held & ~one_side & ~other_side, TAKEN, NONE)
        return np.where(~held & one_side & other_side, LEFT_OUT, found).astype(np.int8)

    def held(self, x: Floats, y: Floats) -> Booleans:
        """Whether the relation holds at ends of these zeros, (n,)."""
        truths = [
            part.exactly(self._settled(j, x, y, 10 * NEAR)) for j, part in enumerate(self.relation.parts)
        ]
        truths[self.k] = np.array(self.relation.parts[self.k].at_zero)
        return np.broadcast_to(self.relation.joined(truths), (len(x),))

    def meets(self, x: Floats, y: Floats) -> Booleans:
        """Whether the difference of another part is 0 as well at ends of these zeros, (n,)."""
        others = [j for j in range(len(self.relation.parts)) if j != self.k]
        zero = [self._settled(j, x, y, 10 * NEAR) == 0 for j in others]
        return np.asarray(np.any(zero, axis=0)) if zero else np.zeros(len(x), np.bool_)

    @property
    def everywhere(self) -> int | None:
        """What all of these zeros are, where that is plain: if the relation is this part alone, whose sides
        are alike, or if it holds where any of some equations does.
        """
        parts, tree = self.relation.parts, self.relation.tree
        if len(parts) == 1 and parts[0].sign in ("=", "!="):
            held = self.relation.joined([np.array(parts[0].at_zero)]).all()
            beside = self.relation.joined([parts[0].beside(np.ones(1))]).all()
            return NONE if held == beside else TAKEN if held else LEFT_OUT
        return TAKEN if all(part.sign == "=" for part in parts) and _any_of(tree) else None

    def polished(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Places moved onto the zeros by Newton's method: between the places of a grid they were straight."""
        field, (dx, dy) = self.relation.parts[self.k].field, (1e-3 * side for side in self.cell)
        begin = x, y
        for _ in range(2):
            f = field.values(x, y)
            with np.errstate(all="ignore"):
                fx = (field.values(x + dx, y) - field.values(x - dx, y)) / 2
                fy = (field.values(x, y + dy) - field.values(x, y - dy)) / 2
                step = f / (fx * fx + fy * fy)
                u, v = step * fx, step * fy  # in thousandths of a cell
                near = np.hypot(u, v) < 250
            x, y = np.where(near, x - u * dx, x), np.where(near, y - v * dy, y)
        better = np.abs(field.values(x, y)) <= np.abs(field.values(*begin))
        return np.where(better, x, begin[0]), np.where(better, y, begin[1])

    def _around(self, x: Floats, y: Floats) -> tuple[tuple[Floats, Floats], list[Floats]]:
        """The signs of the difference on both sides of its zeros, the same where the values touch 0.

        And for each part whether its sign changes with that of this one, 1, or against it, -1.
        """
        below, above = np.full(len(x), -1.0), np.ones(len(x))
        parts = self.relation.parts
        if len(parts) == 1 and parts[0].sign in ("=", "!="):
            return (below, above), [above]
        dx, dy = 0.4 * self.cell[0], 0.4 * self.cell[1]
        places = [(x + u * dx, y + v * dy) for u in (-1, 1) for v in (-1, 1)]
        around = [np.sign([part.field.values(*place) for place in places]) for part in parts]
        own = around[self.k]
        with np.errstate(invalid="ignore"):
            turned = [np.where(np.nansum(own * each, axis=0) < 0, -1.0, 1.0) for each in around]
            sides = np.where((own >= 0).all(0), 1.0, below), np.where((own <= 0).all(0), -1.0, above)
        return sides, turned

    def _through(self, x: Floats, y: Floats, sides: tuple[Floats, Floats]) -> Floats:
        """The values between two zeros where they pass 0 for less than a cell; else 0, and for equations."""
        touching, part = sides[0] == sides[1], self.relation.parts[self.k]
        if not touching.any() or part.sign in ("=", "!="):
            return np.zeros(len(x))
        field, (dx, dy) = part.field, (BESIDE * side for side in self.cell)
        f, half = field.values(x, y), self.cell[0] / 2
        around = np.array([f] + [field.values(x + u * dx, y + v * dy) for u in (-1, 1) for v in (-1, 1)])
        with np.errstate(invalid="ignore"):
            k = np.argmin(np.where(np.isnan(around), np.inf, around * sides[0]), axis=0)
            inside = around[k, np.arange(len(x))]
            change = np.abs(field.values(x + half, y) - f)
            beyond = (inside * sides[0] < 0) & (np.abs(inside) > 1e-10 * change)
        return np.where(touching & beyond, inside, 0.0)

    def _settled(self, j: int, x: Floats, y: Floats, near: float = NEAR) -> Floats:
        """The difference of another part, 0 where it cannot be told from it."""
        field = self.relation.parts[j].field
        f = field.values(x, y)
        dx, dy = self.cell[0] / 2, self.cell[1] / 2
        with np.errstate(invalid="ignore"):
            change = np.fmax(np.abs(field.values(x + dx, y) - f), np.abs(field.values(x, y + dy) - f))
            return np.asarray(np.where(np.abs(f) <= near * change, 0.0, f))


def _any_of(tree: Tree | int) -> bool:
    """Whether a condition holds wherever one of its parts does."""
    return isinstance(tree, int) or tree.operator == "or" and all(_any_of(each) for each in tree.branches)


class Cut(NamedTuple):
    """The parts of zeros that are TAKEN and those that are LEFT_OUT; where those end, and beyond."""

    taken: Strokes
    left_out: Strokes
    ends: tuple[Floats, Floats] = (NOTHING.x, NOTHING.y)
    beyond: tuple[Floats, Floats] = (NOTHING.x, NOTHING.y)


def cut(on: On, lines: Strokes) -> Cut:
    """The zeros cut where their meaning changes, to 1e-7 of a step."""
    if not len(lines.x):
        return Cut(lines, lines)
    whole = on.everywhere
    if whole is not None:
        return Cut(lines if whole == TAKEN else NOTHING, lines if whole == LEFT_OUT else NOTHING)
    lines = Strokes(*on.polished(lines.x, lines.y), lines.starts, lines.of)
    meaning = on.meaning(lines.x, lines.y)
    changes = np.flatnonzero(lines.inner & (meaning[1:] != meaning[:-1]))
    x, y = _changing(on, lines, meaning, changes)
    place = np.repeat(changes + 1, 2)
    all_x, all_y = np.insert(lines.x, place, np.repeat(x, 2)), np.insert(lines.y, place, np.repeat(y, 2))
    both = np.stack((meaning[changes], meaning[changes + 1]), axis=1).ravel() if len(changes) else meaning[:0]
    all_meaning = np.insert(meaning, place, both)
    first = np.zeros(len(lines.x), np.bool_)
    first[lines.starts] = True
    first = np.insert(first, place, np.tile((False, True), len(changes)))
    taken, left_out = (_only(all_x, all_y, first, all_meaning == which) for which in (TAKEN, LEFT_OUT))
    taken = _longer(taken, on.cell)
    ends = (meaning[changes] == TAKEN) != (meaning[changes + 1] == TAKEN)
    beyond = changes + (meaning[changes] == TAKEN)
    return Cut(taken, left_out, (x[ends], y[ends]), (lines.x[beyond][ends], lines.y[beyond][ends]))


def _changing(on: On, lines: Strokes, meaning: NDArray[np.int8], changes: Integers) -> tuple[Floats, Floats]:
    """Where between point k and the next the meaning changes, x and y (c,)."""
    ax, ay, bx, by = lines.x[changes], lines.y[changes], lines.x[changes + 1], lines.y[changes + 1]
    low, width = np.zeros(len(changes)), 1.0
    for _ in range(STEPS // 4 if len(changes) else 0):  # four halvings with one question
        t = low[:, None] + width * SIXTEENTHS
        x, y = on.polished(*((p[:, None] + t * (q - p)[:, None]).ravel() for p, q in ((ax, bx), (ay, by))))
        same = on.meaning(x, y).reshape(t.shape) == meaning[changes, None]
        first = np.argmin(np.append(same, np.zeros((len(low), 1), np.bool_), axis=1), axis=1)
        low, width = low + first * (width / 16), width / 16
    return on.polished(ax + low * (bx - ax), ay + low * (by - ay))


def _only(x: Floats, y: Floats, first: Booleans, kept: Booleans) -> Strokes:
    """The strokes of the points that are kept; `first` says where one begins."""
    begins = kept & (first | ~np.append(False, kept[:-1]))
    run = np.cumsum(begins)
    lengths = np.bincount(run[kept], minlength=int(run[-1]) + 1 if len(run) else 1)
    kept = kept & (lengths[run] > 1)
    starts = np.flatnonzero(begins[kept]).astype(np.int64)
    return Strokes(x[kept], y[kept], starts, np.zeros(len(starts), np.int64))


def _longer(lines: Strokes, cell: tuple[float, float]) -> Strokes:
    """The strokes but for specks: what a touch leaves, a single point, is found by itself."""
    if not len(lines.x):
        return lines
    spread = [
        np.maximum.reduceat(part, lines.starts) - np.minimum.reduceat(part, lines.starts)
        for part in (lines.x / cell[0], lines.y / cell[1])
    ]
    lengths = np.diff(np.append(lines.starts, len(lines.x)))
    return without(lines, np.repeat(np.maximum(*spread) < SPECK, lengths))


def meeting(relation: Relation, first: int, lines: Strokes, second: int, cell: tuple[float, float]) -> Floats:
    """The points of the zeros of one equation, as strokes, at which another one holds too, (n, 2)."""
    if not len(lines.x):
        return np.empty((0, 2))
    other = relation.parts[second].field
    g = other.values(lines.x, lines.y)
    with np.errstate(invalid="ignore"):
        crossed = np.flatnonzero(lines.inner & (g[:-1] * g[1:] <= 0))
    ax, ay, bx, by = lines.x[crossed], lines.y[crossed], lines.x[crossed + 1], lines.y[crossed + 1]
    low, high = np.zeros(len(crossed)), np.ones(len(crossed))
    for _ in range(STEPS if len(crossed) else 0):
        t = (low + high) / 2
        same = np.sign(other.values(ax + t * (bx - ax), ay + t * (by - ay))) == np.sign(g[crossed])
        low, high = np.where(same, t, low), np.where(same, high, t)
    x, y = ax + low * (bx - ax), ay + low * (by - ay)
    return _verified(relation, (first, second), x, y, cell)


def _verified(
    relation: Relation, pair: tuple[int, int], x: Floats, y: Floats, cell: tuple[float, float]
) -> Floats:
    """The places, polished by Newton's method, at which the condition holds with both equations, (n, 2)."""
    f, g = (relation.parts[k].field for k in pair)
    begin_x, begin_y = x, y
    dx, dy = cell[0] * 1e-4, cell[1] * 1e-4
    for _ in range(4):
        a, b = f.values(x, y), g.values(x, y)
        with np.errstate(all="ignore"):
            ax, ay = (f.values(x + dx, y) - f.values(x - dx, y)), (f.values(x, y + dy) - f.values(x, y - dy))
            bx, by = (g.values(x + dx, y) - g.values(x - dx, y)), (g.values(x, y + dy) - g.values(x, y - dy))
            det = ax * by - ay * bx
            step_x, step_y = (a * by - b * ay) / det * 2 * dx, (b * ax - a * bx) / det * 2 * dy
            good = (np.abs(step_x) < cell[0]) & (np.abs(step_y) < cell[1])
        x, y = np.where(good, x - step_x, x), np.where(good, y - step_y, y)
    near = (np.abs(x - begin_x) <= 2 * cell[0]) & (np.abs(y - begin_y) <= 2 * cell[1])
    on = On(relation, pair[0], cell)
    truths = [part.exactly(on._settled(j, x, y)) for j, part in enumerate(relation.parts)]
    one, other = (on._settled(k, x, y) == 0 for k in pair)
    nothing = np.zeros(len(x), np.bool_)
    answers = []
    for truths[pair[0]], truths[pair[1]] in ((one, other), (one, nothing), (nothing, other)):
        answers.append(np.broadcast_to(relation.joined(truths), near.shape))
    held = near & one & other & answers[0] & ~answers[1] & ~answers[2]
    return np.stack((x[held], y[held]), axis=1)
