"""Ink lies on the true graph and the true graph has ink, at five zooms: read from the pixels themselves."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pytest

from calcviz.drawing import Markers, Patch, Polyline, Unresolved
from calcviz.engine.frame import Frame
from calcviz.scene.document import Document, Row, Style, Viewport
from calcviz.session import Session
from calcviz.views.theme import LIGHT
from tests.views.frames import picture

SIDE, MARGIN = 150, 4
"""The pictures are that wide and high, in pixels; what is nearer to their rim is not looked at."""
NEAR = 2
"""Pixels: one for half of the pen, one for the graph."""
PEN = 2.0
ZOOMS = (0.01, 0.1, 1.0, 10.0, 100.0)
FINE = 24
"""Samples of the true graph for each pixel."""

Pieces = Iterator[tuple[np.ndarray, np.ndarray]]


class Family(NamedTuple):
    """What is written, the pieces of its true graph in a view, and where the zooms are centred."""

    text: str
    pieces: Callable[[Viewport], Pieces]
    at: tuple[float, float] = (0.0, 0.0)


def graph(f: Callable[[np.ndarray], np.ndarray], breaks: Callable[[float, float], np.ndarray] | None = None):
    """The pieces of the graph of f between its breaks."""

    def pieces(view: Viewport) -> Pieces:
        cuts = np.sort(breaks(view.x_low, view.x_high)) if breaks else np.empty(0)
        x = np.linspace(view.x_low, view.x_high, SIDE * FINE + 1)
        tiny = (view.x_high - view.x_low) * 1e-9
        nearest = cuts[np.searchsorted(cuts, x).clip(0, len(cuts) - 1)] if len(cuts) else x + 1
        x = x[np.abs(x - nearest) > tiny]
        close = np.geomspace(1e-300, tiny, 400) if 0 in cuts else np.empty(0)
        x = np.sort(np.concatenate((x, cuts - tiny, cuts + tiny, close, -close)))
        with np.errstate(all="ignore"):
            y = f(x)
        bounds = np.searchsorted(x, cuts)
        for part_x, part_y in zip(np.split(x, bounds), np.split(y, bounds)):
            whole = np.isfinite(part_y)
            for run in np.split(np.arange(len(part_x)), np.flatnonzero(np.diff(whole)) + 1):
                if len(run) and whole[run[0]]:
                    yield part_x[run], part_y[run]

    return pieces


def along(*curves: Callable[[np.ndarray], tuple[np.ndarray, np.ndarray]]):
    """The pieces of curves with a parameter from 0 to 1."""
    return lambda view: (curve(np.linspace(0, 1, 100_001)) for curve in curves)


def every(step: float, first: float = 0.0) -> Callable[[float, float], np.ndarray]:
    """Breaks at equal distances; none where more than one would fall on a pixel."""
    return lambda low, high: (
        first + step * np.arange(np.floor((low - first) / step), np.ceil((high - first) / step) + 1)
    )


def at(*places: float) -> Callable[[float, float], np.ndarray]:
    return lambda low, high: np.array([x for x in places if low < x < high])


def below_two(x: np.ndarray) -> np.ndarray:
    return np.where(x < 2, np.abs(x - 1), np.nan)


TURN = 2 * np.pi
DIAMOND = [lambda t, a=a, b=b: (a * t, b * (1 - t)) for a in (1, -1) for b in (1, -1)]
FAMILIES = [
    Family("tan(x)", graph(np.tan, every(np.pi, np.pi / 2)), (1.47, 9.9)),
    Family("1/x", graph(lambda x: 1 / x, at(0)), (0.5, 1)),
    Family("1/(x^2-1)", graph(lambda x: 1 / (x * x - 1), at(-1, 1)), (0.9, -1)),
    Family("floor(x)", graph(np.floor, every(1)), (2, 1.5)),
    Family("mod(x, 2)", graph(lambda x: np.mod(x, 2), every(2)), (2, 1)),
    Family("sign(x)", graph(np.sign, at(0)), (0, 0.99)),
    Family("|x|/x", graph(np.sign, at(0)), (0, 0)),
    Family("{x < 1: x^2, 3 - x}", graph(lambda x: np.where(x < 1, x * x, 3 - x), at(1)), (1, 1.5)),
    Family("{0 < x <= 1: 2x}", graph(lambda x: np.where((x > 0) & (x <= 1), 2 * x, np.nan)), (1, 1)),
    Family("(x^2-1)/(x-1)", graph(lambda x: x + 1), (1, 2)),
    Family("sin(x)/x", graph(lambda x: np.sinc(x / np.pi)), (0, 1)),
    Family("sqrt(x^2-1)", graph(lambda x: np.sqrt(x * x - 1), at(-1, 1)), (1, 0.1)),
    Family("sqrt(x) sqrt(2-x)", graph(lambda x: np.sqrt(x) * np.sqrt(2 - x), at(0, 2)), (2, 0.01)),
    Family("x^x", graph(lambda x: np.where(x > 0, np.abs(x) ** x, np.nan), at(0)), (0.01, 1)),
    Family("ln(|x|)", graph(lambda x: np.log(np.abs(x)), at(0)), (0.1, -2)),
    Family("x^(1/3)", graph(np.cbrt), (0, 0)),
    Family("1/sin(1/x)", graph(lambda x: 1 / np.sin(1 / x), lambda a, b: reciprocal_turns()), (0.35, 3)),
    Family("x^2 + y^2 = 1", along(lambda t: (np.cos(TURN * t), np.sin(TURN * t))), (0.8, 0.6)),
    Family("x y = 1", graph(lambda x: 1 / x, at(0)), (0.5, 2)),
    Family("|x| + |y| = 1", along(*DIAMOND), (1, 0)),
    Family("y + floor(x) = 1/2", graph(lambda x: 0.5 - np.floor(x), every(1)), (2, -1)),
    Family("x^2 + y^2 = 1 and y >= 0", along(lambda t: (np.cos(np.pi * t), np.sin(np.pi * t))), (1, 0)),
    Family("y = |x - 1| and x < 2 and x != 1", graph(below_two, at(2)), (1, 0)),
]


def reciprocal_turns() -> np.ndarray:
    k = np.arange(1, 400)
    return np.concatenate((-1 / (np.pi * k), 1 / (np.pi * k), [0]))


def drawn(text: str, view: Viewport) -> Frame:
    """The row without its marks, which are wider than a line."""
    frame = Session(Document((Row(1, text, Style(name=False)),), view)).frame
    row = frame.rows[0]
    assert row.problem is None
    bare = tuple(item for item in row.drawing.primitives if not isinstance(item, Markers))
    return replace(frame, rows=(replace(row, drawing=replace(row.drawing, primitives=bare)),))


def ink(frame: Frame) -> np.ndarray:
    """How much of each pixel the pen covers, from 0 to 1, (SIDE, SIDE)."""
    image = picture(frame, replace(LIGHT, bare=True))
    darkest = np.array([int(LIGHT.curves[0][k : k + 2], 16) for k in (1, 3, 5)])
    paper = picture(replace(frame, rows=()), replace(LIGHT, bare=True))
    return ((paper - image)[:, :, 0] / (paper[:, :, 0] - darkest[0])).clip(0, 1)


def truth(family: Family, view: Viewport) -> tuple[np.ndarray, list[float]]:
    """The pixels that the true graph passes, (SIDE, SIDE), and the length in them of each of its pieces."""
    found, lengths = np.zeros((SIDE, SIDE), bool), []
    for x, y in family.pieces(view):
        u = (x - view.x_low) / (view.x_high - view.x_low) * SIDE
        v = ((view.y_high - y) / (view.y_high - view.y_low) * SIDE).clip(-SIDE, 2 * SIDE)
        within = (
            (u[:-1] >= 0)
            & (u[:-1] < SIDE)
            & (np.maximum(v[1:], v[:-1]) >= 0)
            & (np.minimum(v[1:], v[:-1]) < SIDE)
        )
        low, high = (part(v[1:], v[:-1])[within].clip(0, SIDE - 1e-6) for part in (np.minimum, np.maximum))
        column = u[:-1][within].astype(int)
        marks = np.zeros((SIDE + 1, SIDE), int)
        np.add.at(marks, (low.astype(int), column), 1)
        np.add.at(marks, (high.astype(int) + 1, column), -1)
        found |= marks.cumsum(axis=0)[:-1] > 0
        if within.any():
            lengths.append(float(np.hypot(np.diff(u)[within], high - low).sum()))
    return found, lengths


def widened(marks: np.ndarray, by: int) -> np.ndarray:
    found = marks.copy()
    for down in range(-by, by + 1):
        for across in range(-by, by + 1):
            if np.hypot(down, across) <= by + 0.5:
                found |= np.roll(marks, (down, across), (0, 1))
    return found


INNER = slice(MARGIN, -MARGIN), slice(MARGIN, -MARGIN)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.text)
def test_ink_is_where_the_graph_is_and_nowhere_else(family: Family) -> None:
    """Within a pixel beside the pen; where the picture itself says that it is undecided nothing is asked."""
    widths = []
    for zoom in ZOOMS:
        (a, b), half = family.at, 3 * zoom
        view = Viewport(a - 0.97 * half, a + 1.03 * half, b - 0.98 * half, b + 1.02 * half, SIDE, SIDE)
        frame = drawn(family.text, view)
        cover, (true, lengths) = ink(frame), truth(family, view)
        pale = any(isinstance(item, Unresolved | Patch) for item in frame.rows[0].drawing.primitives)
        false = (cover > 0.6) & ~widened(true, NEAR)
        missing = true & ~widened(cover > 0.3, NEAR)
        if not pale:
            assert not false[INNER].any(), (zoom, np.argwhere(false)[:5])
            assert not missing[INNER].any(), (zoom, np.argwhere(missing)[:5])
        alone = (
            widened(true, 4).mean() < 0.4 and min(lengths, default=0) > 3 * PEN
        )  # short ones have round ends
        if not pale and alone and sum(lengths) > SIDE / 2:
            widths.append(cover.sum() / sum(lengths))
    assert all(abs(width - PEN) < 0.5 for width in widths), widths
    assert not widths or max(widths) - min(widths) < 0.5
    assert any(isinstance(item, Polyline) for item in frame.rows[0].drawing.primitives)
