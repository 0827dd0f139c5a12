"""Values of a function on a grid over the plane: made once, shared by every picture that needs them."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from threading import Lock
from typing import Any

import numpy as np
from numpy.typing import NDArray

from calcviz.maths.fields.box import Range
from calcviz.maths.fields.scalar import ScalarField
from calcviz.maths.fields.vector import VectorField, gradient_of

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Booleans = NDArray[np.bool_]

MOST_VALUES = 3_000_000
"""How many values the remembered grids hold together: 24 MB."""

AT_ONCE = 1 << 14
"""Values that are computed at once: 128 kB for each step of a formula."""


@dataclass(frozen=True, slots=True, eq=False)
class Grid:
    """x (m,) and y (n,) rising, both ends of the ranges included, and values (n, m); NaN where undefined.

    The arrays are shared and cannot be written to.
    """

    x: Floats
    y: Floats
    values: Floats

    @property
    def finite(self) -> Floats:
        """The values that are numbers, shape (k,), not infinite ones."""
        there = np.isfinite(self.values)
        return self.values.ravel() if there.all() else self.values[there]

    @property
    def cell(self) -> tuple[float, float]:
        """The width and the height of a cell."""
        return float(self.x[1] - self.x[0]), float(self.y[1] - self.y[0])

    def at(self, rows: Integers, columns: Integers) -> tuple[Floats, Floats]:
        """The x and the y of places given by their rows and columns."""
        return self.x[columns], self.y[rows]


@dataclass(frozen=True, slots=True, eq=False)
class VectorGrid:
    """The same for the components of a map: each (n, m)."""

    x: Floats
    y: Floats
    components: tuple[Floats, ...]

    @property
    def magnitude(self) -> Floats:
        """The length of the vectors, (n, m); NaN where a component is undefined."""
        with np.errstate(over="ignore"):
            return np.hypot(*self.components) if len(self.components) == 2 else np.abs(self.components[0])


class Remembered:
    """The grids made last, found again by what they were made of; safe for several threads at once."""

    def __init__(self, most_values: int = MOST_VALUES) -> None:
        self._most = most_values
        self._known: OrderedDict[Hashable, tuple[Any, Any, int]] = OrderedDict()
        self._total = 0
        self._lock = Lock()

    def get(self, key: Hashable, keep: Any, size: int, make: Callable[[], Any]) -> Any:
        """What stands under the key, made now if need be; `keep` lives as long, for the key holds its id."""
        with self._lock:
            found = self._known.get(key)
            if found is not None:
                self._known.move_to_end(key)
                return found[1]
        made = make()  # outside the lock: two threads may both make it, and neither waits for the other
        with self._lock:
            self._total += size - self._known.pop(key, (None, None, 0))[2]
            self._known[key] = (keep, made, size)
            while self._total > self._most and len(self._known) > 1:
                self._total -= self._known.popitem(last=False)[1][2]
        return made

    def forget(self) -> None:
        """Forget all of them."""
        with self._lock:
            self._known.clear()
            self._total = 0


remembered = Remembered()


def field_key(field: ScalarField) -> Hashable:
    """What a field is, by the identity of its formula: to hash the tree would cost more than to find it."""
    return id(field.expression), field.variables, field.parameters


def axes(x_range: Range, y_range: Range, columns: int, rows: int) -> tuple[Floats, Floats]:
    """That many places along x and along y, both ends included."""
    return np.linspace(*x_range, columns), np.linspace(*y_range, rows)


def _sealed(*arrays: Floats) -> None:
    for array in arrays:
        array.setflags(write=False)


def grid(field: ScalarField, x_range: Range, y_range: Range, columns: int, rows: int) -> Grid:
    """The values of a function of two variables at columns × rows places, ends included; remembered."""
    key = ("grid", field_key(field), x_range, y_range, columns, rows)

    def make() -> Grid:
        x, y = axes(x_range, y_range, columns, rows)
        values = _on(field, x, y)
        _sealed(x, y, values)
        return Grid(x, y, values)

    made: Grid = remembered.get(key, field.expression, columns * rows, make)
    return made


def _on(field: ScalarField, x: Floats, y: Floats) -> Floats:
    """The values at x (m,) and y (n,), (n, m): a few rows at a time, whose values stay near the processor."""
    some = max(1, AT_ONCE // len(x))
    if some >= len(y):
        return field.values(x[None, :], y[:, None])
    found = np.empty((len(y), len(x)))
    for k in range(0, len(y), some):
        found[k : k + some] = field.values(x[None, :], y[k : k + some, None])
    return found


def marked(marks: Booleans) -> tuple[Integers, Integers]:
    """The rows and the columns, (k,) each, of what is marked: numpy's nonzero takes ten times as long."""
    rows, columns = np.divmod(np.flatnonzero(marks), marks.shape[1])
    return rows, columns


def vector_grid(field: VectorField, x_range: Range, y_range: Range, columns: int, rows: int) -> VectorGrid:
    """The components of a map of the plane at columns × rows places, ends included; remembered."""
    parts = [grid(component, x_range, y_range, columns, rows) for component in field.components]
    return VectorGrid(parts[0].x, parts[0].y, tuple(part.values for part in parts))


def gradient_grid(field: ScalarField, x_range: Range, y_range: Range, columns: int, rows: int) -> VectorGrid:
    """∇g at columns × rows places, by the rules; raises NoRule and TooLong."""
    return vector_grid(gradient_of(field), x_range, y_range, columns, rows)
