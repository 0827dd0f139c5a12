"""The graph of a function of y: that of a function of x on a screen whose axes are exchanged."""

import numpy as np

from calcviz.drawing.fields import Floats, Patch
from calcviz.drawing.plane import Bars, Markers, Polyline, Primitive, Unresolved, graph
from calcviz.maths.curves.screen import Screen
from calcviz.maths.real import RealFunction


def transposed(g: RealFunction, screen: Screen) -> tuple[Primitive, ...]:
    """The graph x = g(y) on a screen: strokes, ends, and what cannot be resolved."""
    turned = Screen(
        screen.y_low,
        screen.y_high,
        screen.x_low,
        screen.x_high,
        screen.rows,
        screen.columns,
        screen.y_log,
        screen.x_log,
    )
    return tuple(_mirrored(part, turned) for part in graph(g, turned))


def _mirrored(part: Primitive, turned: Screen) -> Primitive:
    """A part of the graph with x and y exchanged; columns become rows, which are filled."""
    match part:
        case Polyline(x, y, starts, role):
            return Polyline(y, x, starts, role)
        case Markers(x, y, shape):
            return Markers(y, x, shape)
        case Bars(y, low, high):
            half = np.array([0.5 / turned.x.unit(each) for each in y.tolist()])
            return _rectangles(low, high, y - half, y + half)
        case Unresolved(low, high):
            ends = turned.y_low, turned.y_high
            return _rectangles(*(np.array([each]) for each in (*ends, low, high)))
    return part


def _rectangles(left: Floats, right: Floats, low: Floats, high: Floats) -> Patch:
    x = np.stack((left, right, right, left), axis=1).ravel()
    y = np.stack((low, low, high, high), axis=1).ravel()
    return Patch(x, y, 4 * np.arange(len(left)), "crowd")
