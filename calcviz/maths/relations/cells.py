"""Marks on the cells of a grid: those beside them, wide patches of them, and rectangles around them."""

import numpy as np
from numpy.typing import NDArray

Booleans = NDArray[np.bool_]
Floats = NDArray[np.float64]

WIDE = 2
"""Cells on every side that are marked too in the middle of a wide patch."""


def widened(marks: Booleans, times: int = 1) -> Booleans:
    """The marks and the eight around each."""
    if not marks.any():
        return marks
    for _ in range(times):
        rows, columns = marks.shape
        wide = np.zeros((rows + 2, columns + 2), np.bool_)
        wide[1:-1, 1:-1] = marks
        line, side = wide.ravel(), columns + 2  # one long line of rows: three times as fast as row by row
        flat = line[:-2] | line[1:-1]
        flat |= line[2:]
        tall = flat[: -2 * side] | flat[side:-side]
        tall |= flat[2 * side :]
        marks = np.append(tall, (False, False)).reshape(rows, side)[:, :columns]
    return marks


def narrowed(marks: Booleans, times: int = 1) -> Booleans:
    """The marks whose eight neighbours are marked; beyond the rim all are."""
    return ~widened(~marks, times)


def opened(marks: Booleans) -> Booleans:
    """Only what lies in patches at least 2 WIDE + 1 cells wide."""
    if not marks.any():
        return marks
    kernel = narrowed(marks, WIDE)
    return widened(kernel, WIDE) & marks if kernel.any() else np.zeros_like(marks)


def corners(marks: Booleans) -> Booleans:
    """The corners (n, m) of the marked cells (n - 1, m - 1)."""
    wide = np.pad(marks, 1)
    found: Booleans = wide[:-1, :-1] | wide[1:, :-1] | wide[:-1, 1:] | wide[1:, 1:]
    return found


def all_corners(marks: Booleans) -> Booleans:
    """The cells (n - 1, m - 1) whose four corners are marked, of marks (n, m)."""
    found: Booleans = marks[:-1, :-1] & marks[1:, :-1] & marks[:-1, 1:] & marks[1:, 1:]
    return found


def rectangles(marks: Booleans, x: Floats, y: Floats) -> tuple[Floats, Floats]:
    """The marked cells as rectangles with corners (4 k,), joined along rows and over rows that are alike."""
    if not marks.any():
        return np.empty(0), np.empty(0)
    sides: list[tuple[float, float, float, float]] = []
    first = 0
    for i in range(1, len(marks) + 1):
        if i < len(marks) and (marks[i] == marks[first]).all():
            continue
        edges = np.flatnonzero(np.diff(np.concatenate(([0], marks[first].astype(np.int8), [0]))))
        for a, b in zip(edges[::2].tolist(), edges[1::2].tolist()):
            sides.append((float(x[a]), float(x[b]), float(y[first]), float(y[i])))
        first = i
    left, right, low, high = np.array(sides, float).reshape(-1, 4).T
    return np.stack((left, right, right, left), 1).ravel(), np.stack((low, low, high, high), 1).ravel()
