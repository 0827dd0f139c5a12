"""Rows: from a curve to a polyline: how true its ink is, beside sympy, spb and sampling by hand."""

import warnings
from collections.abc import Callable, Iterator

import numpy as np

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.maths.real import RealFunction
from tests.benchmarks.ink import Known, Worth, inked, known, reference, worth
from tests.benchmarks.measuring import Times, taken
from tests.benchmarks.outcome import Goal, Outcome, Peer
from tests.benchmarks.stage import VIEW, Floats

Polyline = tuple[Floats, Floats, Floats | None]
Tool = Callable[[], Polyline]
OURS = "calcviz"


def outcomes(steps: int) -> Iterator[Outcome]:
    """For each function the error, the false ink, and the time of the sampling."""
    runs = max(3, steps // 20)
    for function in known(VIEW):
        graph = reference(function, VIEW)
        found: dict[str, tuple[Worth, Times] | None] = {}
        for name, make in _tools(function).items():
            try:
                tool = make()
            except ImportError:
                found[name] = None
                continue
            found[name] = worth(_ink(tool()), graph, VIEW), _timed(tool, runs)
        yield from _rows(function, found)


def _rows(function: Known, found: dict[str, tuple[Worth, Times] | None]) -> Iterator[Outcome]:
    ours = found.pop(OURS)
    assert ours is not None
    judged, times = ours
    what = f"{function.text} to polyline"

    def peers(figure: Callable[[Worth, Times], float]) -> tuple[Peer, ...]:
        return tuple(Peer(name, figure(*each) if each else None) for name, each in found.items())

    false = peers(lambda judged, _: judged.false)
    yield Outcome(
        f"{what}: false ink, more than 1 px from the graph", judged.false, "%", Goal(0.1, 0.0), false
    )
    error = peers(lambda judged, _: judged.error)
    yield Outcome(f"{what}: error, both ways", judged.error, "px", Goal(0.5, 0.25), error)
    time = peers(lambda _, times: times.median)
    title = f"{what}: time; ours with proof and singular points"
    yield Outcome(title, times.median, "ms", None, time, times.p95, times.best)


def _timed(tool: Tool, runs: int) -> Times:
    times: list[float] = []
    while len(times) < runs and sum(times) < 3000:
        times.append(taken(tool))
    return Times(tuple(times))


def _ink(polyline: Polyline) -> Floats:
    return inked(VIEW, *polyline)


def _tools(function: Known) -> dict[str, Callable[[], Tool]]:
    """What makes each tool; making one raises ImportError where it is not installed."""
    return {
        OURS: lambda: _ours(function),
        "by hand, 1200 points": lambda: _by_hand(function),
        "sympy.plotting": lambda: _sympy(function),
        "spb": lambda: _spb(function, {}),
        "spb adaptive": lambda: _spb(function, {"adaptive": True}),
        "spb detecting poles": lambda: _spb(function, {"detect_poles": True}),
    }


def _ours(function: Known) -> Tool:
    read = parse(function.text, Names())
    assert isinstance(read, Expression)
    f = RealFunction(read)

    def run() -> Polyline:
        curve = f.trace(VIEW.x_range, VIEW.y_range, VIEW.width, VIEW.height)
        edges = (
            curve.bars_x[:, None] + np.array([-0.5, 0.0, 0.5]) / VIEW.x_unit
        ).ravel()  # a bar fills its column
        ends = np.column_stack((curve.bars_low, curve.bars_high))
        x = np.concatenate((curve.x, np.repeat(edges, 2)))
        y = np.concatenate((curve.y, np.repeat(ends, 3, axis=0).ravel()))
        lifted = np.concatenate((curve.starts, curve.x.size + 2 * np.arange(edges.size)))
        return x, y, lifted if lifted.size and lifted[0] == 0 else np.concatenate(([0], lifted))

    return run


def _by_hand(function: Known) -> Tool:
    """What a plot by numpy and matplotlib does: a point a column, all of them joined."""

    def run() -> Polyline:
        x = np.linspace(VIEW.x_low, VIEW.x_high, 1200)
        with np.errstate(all="ignore"):
            return x, function.values(x), None

    return run


def _sympy(function: Known) -> Tool:
    from sympy import Symbol, sympify
    from sympy.plotting.series import LineOver1DRangeSeries

    x, f = Symbol("x"), sympify(function.sympy)

    def run() -> Polyline:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            points = LineOver1DRangeSeries(f, (x, VIEW.x_low, VIEW.x_high), adaptive=True).get_points()
        return np.asarray(points[0], float), np.asarray(points[1], float), None

    return run


def _spb(function: Known, options: dict[str, object]) -> Tool:
    from spb.series import LineOver1DRangeSeries
    from sympy import Symbol, sympify

    x, f = Symbol("x"), sympify(function.sympy)

    def run() -> Polyline:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            points = LineOver1DRangeSeries(f, (x, VIEW.x_low, VIEW.x_high), **options).get_data()
        return np.asarray(points[0], float), np.asarray(points[1], float), None

    return run
