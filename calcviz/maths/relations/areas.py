"""Where a difference is 0 all over cells of a grid: proven by bounds or by algebra, or not to be told."""

from collections.abc import Callable
from math import inf

import numpy as np
from numpy.typing import NDArray

from calcviz.language.expression import Call, Expression, Name, Number, children, rebuild, walk
from calcviz.language.notation import fraction_expression
from calcviz.maths.exact import exact
from calcviz.maths.fields.grid import Grid, marked
from calcviz.maths.fields.proofs import bounds, bounds_on
from calcviz.maths.fields.scalar import ScalarField, scalar_field
from calcviz.maths.functions.building import divide, multiply, negate, subtract
from calcviz.maths.relations.cells import all_corners, corners, opened, widened
from calcviz.maths.relations.identity import is_zero

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

CHOOSING = frozenset({"abs", "max", "min"})
"""Functions that are one of two expressions, by a sign."""

STEPPING = frozenset({"floor", "ceil", "round", "sign", "heaviside"})
"""Functions that are constant between their jumps."""

MOST = 1500
"""Different choices of branches of which is asked whether an identity holds."""

TINY, FEW = 1e-12, 200
"""Values so small beside the largest may be nothing but rounding, if there are more than these few."""


SPARSE = 4
"""A wide patch of such values has one at every fourth place."""


def alike(field: ScalarField, g: Grid) -> tuple[Booleans, Booleans]:
    """The cells, (n - 1, m - 1), in which the function is proven 0, and wide patches where it seems so."""
    zero = g.values == 0
    none = np.zeros((len(g.y) - 1, len(g.x) - 1), np.bool_)
    if not zero.any():
        return none, none
    cells = all_corners(zero)
    if not cells.any():
        return none, none
    i, j = marked(cells)
    lo, hi, _ = bounds_on(field, g, i, j)
    proven = (lo == 0) & (hi == 0)
    rest = np.flatnonzero(~proven)
    if rest.size:
        proven[rest] = _by_algebra(field, g, i[rest], j[rest])
    found, open_ = none.copy(), none.copy()
    found[i[proven], j[proven]] = True
    open_[i[~proven], j[~proven]] = True
    beside = open_ & widened(found)  # cut by the edge of an area
    return found, opened(open_ & ~beside)


def blurred(field: ScalarField, g: Grid, areas: Booleans) -> Booleans:
    """Wide patches of cells, (n - 1, m - 1), where the values cannot be told from 0, but for proven areas."""
    shape = len(g.y) - 1, len(g.x) - 1
    some = np.abs(g.values[::SPARSE, ::SPARSE])
    largest = float(np.max(some, where=np.isfinite(some), initial=1.0))
    with np.errstate(invalid="ignore"):
        if np.count_nonzero(some <= TINY * largest) < FEW // SPARSE**2:
            return np.zeros(shape, np.bool_)
        small = np.abs(g.values) <= TINY * largest
    if areas.any():
        small &= ~corners(areas)
    if np.count_nonzero(small) < FEW:
        return np.zeros(shape, np.bool_)
    i, j = marked(small)
    lo, hi, _ = bounds(field, g.x[j], g.x[j], g.y[i], g.y[i])
    places = np.zeros(g.values.shape, np.bool_)
    places[i, j] = (lo <= 0) & (hi >= 0)
    return opened(all_corners(places))


def _by_algebra(field: ScalarField, g: Grid, i: Integers, j: Integers) -> Booleans:
    """In which cells the function is 0 by the laws of algebra, where bounds decide what each |u|, max, min,
    and what each floor is.
    """
    e = _with_floors(field.expression)
    nodes = list(dict.fromkeys(node for node in walk(e) if isinstance(node, Call) and _decides(node)))
    numbers = dict(field.parameters)
    chosen = np.zeros((len(i), len(nodes)))
    for k, node in enumerate(nodes):
        turning = scalar_field(_turning(node), field.variables, numbers)
        lo, hi, _ = bounds_on(turning, g, i, j)
        if node.function in STEPPING:
            chosen[:, k] = np.where(lo == hi, lo, np.inf)
        else:
            chosen[:, k] = np.where(lo >= 0, 1.0, np.where(hi <= 0, -1.0, np.inf))
    patterns, which = np.unique(chosen, axis=0, return_inverse=True)
    known = np.zeros(len(patterns), np.bool_)
    decided = _decided(e, nodes)
    for k, row in enumerate(patterns[:MOST].tolist()):
        known[k] = is_zero(decided(row))
    found: Booleans = known[which.ravel()]
    return found


def _decides(node: Call) -> bool:
    return node.function in STEPPING or (
        node.function in CHOOSING and len(node.arguments) == (1 if node.function == "abs" else 2)
    )


def _with_floors(e: Expression) -> Expression:
    """e with mod and frac written by floor."""
    whole = rebuild(e, _with_floors)
    if isinstance(whole, Call) and whole.function == "frac":
        return subtract(whole.arguments[0], Call("floor", whole.arguments))
    if isinstance(whole, Call) and whole.function == "mod":
        u, m = whole.arguments
        return subtract(u, multiply(m, Call("floor", (divide(u, m),))))
    return whole


def _turning(node: Call) -> Expression:
    """The expression whose sign, or whose value, decides."""
    if node.function in STEPPING:
        return node
    return node.arguments[0] if node.function == "abs" else subtract(*node.arguments)


def _decided(e: Expression, nodes: list[Call]) -> Callable[[list[float]], Expression]:
    """What e is where the nodes are decided by such values, inf: not at all; constants in it are numbers.

    Each part is made once for all choices that are alike for the nodes inside of it.
    """
    numbered: dict[Expression, int] = {node: k for k, node in enumerate(nodes)}
    shared: dict[Expression, Expression] = {}
    own: dict[int, int | None] = {}
    inside: dict[int, tuple[int, ...]] = {}
    made: dict[tuple[int, tuple[float, ...]], Expression] = {}
    fixed: set[int] = set()

    def known(part: Expression) -> Expression:
        """The part as it was met first, the nodes in it counted."""
        whole = rebuild(part, known)
        if part in shared:
            return shared[part]
        shared[part], k = whole, numbered.get(part)
        own[id(whole)] = k
        within = set().union(*(inside[id(each)] for each in children(whole)))
        inside[id(whole)] = tuple(sorted(within if k is None else {k, *within}))
        return whole

    def chosen(part: Expression, row: list[float]) -> Expression:
        key = id(part), tuple([row[k] for k in inside[id(part)]])
        if key not in made:
            whole, k = rebuild(part, lambda each: chosen(each, row)), own[id(part)]
            constant = not isinstance(whole, Name) and fixed.issuperset(map(id, children(whole)))
            made[key] = _branch(whole, inf if k is None else row[k], constant)
            if constant or isinstance(made[key], Number):
                fixed.add(id(made[key]))
        return made[key]

    whole = known(e)
    return lambda row: chosen(whole, row)


def _branch(e: Expression, value: float, constant: bool) -> Expression:
    """The branch of e that its value decides; the number that it is if it is a `constant` one."""
    number = exact(e) if constant and isinstance(e, Call) else None
    if number is not None:
        return fraction_expression(number)
    if value == inf or not isinstance(e, Call):
        return e
    if e.function in STEPPING:
        return Number(int(value))
    if e.function == "abs":
        return e.arguments[0] if value > 0 else negate(e.arguments[0])
    return e.arguments[(value > 0) != (e.function == "max")]
