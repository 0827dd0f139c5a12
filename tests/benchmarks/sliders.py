"""Rows: a slider is dragged that changes one curve or ten: evaluated, certified and stroked anew."""

from collections.abc import Callable, Iterator

import numpy as np

from tests.benchmarks import browser_peers
from tests.benchmarks.measuring import Step, Times, in_turn
from tests.benchmarks.outcome import Goal, Outcome, Peer, timed
from tests.benchmarks.pictures import Picture, pictures
from tests.benchmarks.stage import AXIS, VIEW, Floats, PlaneStage, proven, settle, sweep

LOW, HIGH = 0.6, 2.5
Curve = Callable[[float, float], Floats]


def outcomes(steps: int) -> Iterator[Outcome]:
    """One smooth curve, ten, and ten with a hole each."""
    one = Goal(3.0, 2.0, None, {"matplotlib blit": 3.0 / 3.1})
    ten = Goal(11.0, 7.0, None, {"matplotlib blit": 11.0 / 10.0})
    yield _row("1 curve, 3 sin(a x + k)", 1, "3 sin(a x + {k})", _wave, one, steps)
    yield _row("10 curves, 3 sin(a x + k)", 10, "3 sin(a x + {k})", _wave, ten, steps)
    yield _row("10 curves with a pole each, sin(a x + k)/x", 10, "sin(a x + {k})/x", _pole, ten, steps)
    yield _row("10 curves with a hole each, k sin(a x)/x", 10, "{k} sin(a x)/x", _hole, ten, steps)


def _row(what: str, count: int, text: str, curve: Curve, goal: Goal, steps: int) -> Outcome:
    stage = PlaneStage(["a = 1 in [0.5, 3]", *(text.format(k=k + 1) for k in range(count))])
    series: dict[str, Step] = {
        "calcviz": proven(stage.plane, lambda number: stage.slide(1, "a", sweep(number, LOW, HIGH)))
    }
    made = pictures([], count)
    for name, picture in made.items():
        if picture is not None:
            series[name] = proven(picture.canvas, _peer_step(picture, count, curve))
    found = in_turn(series, steps, rest=settle)
    stage.close()
    for picture in made.values():
        if picture is not None:
            picture.close()
    peers: dict[str, Times | Peer | None] = {name: found.get(name) for name in made}
    if curve is _wave:
        values = tuple(sweep(number, LOW, HIGH) for number in range(steps))
        peers |= browser_peers.beside(browser_peers.Work(count, values, VIEW.x_range, VIEW.y_range))
    return timed(f"slider drag that changes {what}", found["calcviz"], goal, peers)


def _peer_step(picture: Picture, count: int, curve: Curve) -> Step:
    """A point a column and no question whether the function is defined or continuous there."""

    def step(number: int) -> None:
        a = sweep(number, LOW, HIGH)
        picture.show([(AXIS, curve(a, k + 1.0)) for k in range(count)], (0.0, 0.0), "")

    return step


def _wave(a: float, k: float) -> Floats:
    return 3 * np.sin(a * AXIS + k)


def _pole(a: float, k: float) -> Floats:
    return np.sin(a * AXIS + k) / AXIS


def _hole(a: float, k: float) -> Floats:
    return k * np.sin(a * AXIS) / AXIS
