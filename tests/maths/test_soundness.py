"""No proof is wrong: random expressions on random cells against mpmath at 40 digits.

CALCVIZ_SOAK=100000 runs that many expressions, CALCVIZ_SEED another sequence of them.
"""

import os
import random
from collections.abc import Iterator

import numpy as np
import pytest
from mpmath import mp, mpf

from calcviz.language.expression import Expression
from calcviz.maths.evaluate import compiled, value
from calcviz.maths.intervals.enclose import DEFINED, UNDEFINED, Enclosure, Interval, enclosure
from tests.maths.random_expressions import ends, expression, number
from tests.maths.references import DIGITS, TooLarge, Undefined, true_value

COUNT = int(os.environ.get("CALCVIZ_SOAK", "1500"))
SEED = os.environ.get("CALCVIZ_SEED", "1")
CELLS = 6


@pytest.fixture(autouse=True)
def _digits() -> Iterator[None]:
    with mp.workdps(DIGITS):
        yield


def enclosed(e: Expression, cells: list[tuple[float, float]], y: float) -> Enclosure:
    lo, hi = np.array(cells).T
    return enclosure(e, ("x", "y"))(Interval(lo, hi), Interval(np.float64(y), np.float64(y)))


def broken_promise(e: Expression, x: float, y: float, lo: float, hi: float, state: int) -> str | None:
    """What is wrong with the enclosure at a point of its cell; None when nothing is."""
    try:
        truth = true_value(e, {"x": x, "y": y})
    except Undefined:
        return "undefined at a point of a cell called defined" if state == DEFINED else None
    except TooLarge:
        return None
    if state == UNDEFINED:
        return f"defined at a point of a cell called undefined: {mp.nstr(truth, 20)}"
    return None if lo <= truth <= hi else f"{mp.nstr(truth, 20)} lies outside"


def points(rng: random.Random, lo: float, hi: float) -> list[float]:
    middle = [min(max(lo + rng.random() * (hi - lo), lo), hi) for _ in range(2)]
    return [rng.choice((lo, hi)), *middle] if hi > lo else [lo]


def jump(e: Expression, lo: float, hi: float, y: float) -> float | None:
    """A place where the values of e on the cell keep apart however close the points; None: there is none.

    Floats find the widest step; bisection with 60 digits, then 800, decides whether it stays.
    """
    x = np.linspace(lo, hi, 33)
    values = compiled(e, ("x", "y"))(x, y)
    if not np.isfinite(values).all():
        return None
    k = int(np.argmax(np.abs(np.diff(values))))
    a, b = mpf(float(x[k])), mpf(float(x[k + 1]))
    if abs(values[k + 1] - values[k]) <= 1e-6 * (1.0 + np.abs(values).max()):
        return None
    try:
        with mp.workdps(60):
            if not _stays(e, a, b, y, mpf(10) ** -40):
                return None
        with mp.workdps(800):
            return float(a) if _stays(e, a, b, y, mpf(10) ** -390) else None
    except TooLarge:
        return None


def _stays(e: Expression, a: mpf, b: mpf, y: float, least: mpf) -> bool:
    """Whether the step between a and b cannot be made 16 times smaller by bisection down to that width."""
    left, right = true_value(e, {"x": a, "y": y}), true_value(e, {"x": b, "y": y})
    first = abs(right - left)
    while abs(right - left) > first / 16:
        if b - a < least * (1 + abs(a)):
            return True
        middle = (a + b) / 2
        value = true_value(e, {"x": middle, "y": y})
        if abs(value - left) > abs(right - value):
            b, right = middle, value
        else:
            a, left = middle, value
    return False


def test_no_enclosure_is_wrong() -> None:
    rng = random.Random(SEED)
    print(f"seed {SEED}, {COUNT} expressions")
    proven = checked = 0
    for n in range(COUNT):
        e = expression(rng, rng.choice((2, 3, 3, 4, 4, 5)))
        cells, y = [ends(rng) for _ in range(CELLS)], number(rng)
        found = enclosed(e, cells, y)
        assert not np.isnan(found.lo).any() and not np.isnan(found.hi).any(), e
        for k, (lo, hi) in enumerate(cells):
            low, high, state = float(found.lo[k]), float(found.hi[k]), int(found.state[k])
            proven += state == DEFINED
            for x in points(rng, lo, hi):
                wrong = broken_promise(e, x, y, low, high, state)
                assert wrong is None, (n, e, (lo, hi), x, y, (low, high, state), wrong)
                checked += 1
            if state == DEFINED and hi > lo and n % 4 == 0:
                assert jump(e, lo, hi, y) is None, (n, e, (lo, hi), y)
    assert proven > COUNT
    assert checked > 10 * COUNT


def test_a_smaller_cell_gives_bounds_inside() -> None:
    """Up to some units in the last place, and never with a worse state."""
    rng = random.Random(f"inside {SEED}")
    for _ in range(min(COUNT, 600)):
        e = expression(rng, rng.choice((2, 3, 4)))
        lo, hi = ends(rng)
        a, b = sorted(rng.uniform(lo, hi) for _ in range(2))
        y = number(rng)
        found = enclosed(e, [(lo, hi), (max(a, lo), min(b, hi))], y)
        if found.state[0] == UNDEFINED:
            continue
        assert found.state[0] != DEFINED or found.state[1] == DEFINED, (e, lo, hi, a, b, y)
        if found.state[1] != UNDEFINED:
            slack = 1e-12 * (1.0 + np.abs(found.lo[1]) + np.abs(found.hi[1]))
            if np.isfinite(slack):
                assert found.lo[1] >= found.lo[0] - slack, (e, lo, hi, a, b, y)
                assert found.hi[1] <= found.hi[0] + slack, (e, lo, hi, a, b, y)


def test_values_lie_in_the_enclosures_of_their_points() -> None:
    """The two ways to compute agree: NaN where nothing is defined, and bounds that hold for floats too."""
    rng = random.Random(f"values {SEED}")
    agreed = 0
    for _ in range(min(COUNT, 1500)):
        e = expression(rng, rng.choice((2, 3, 4)))
        x, y = number(rng), number(rng)
        found = enclosed(e, [(x, x)], y)
        result = value(e, {"x": x, "y": y})
        lo, hi, state = float(found.lo[0]), float(found.hi[0]), int(np.ravel(found.state)[0])
        if state == UNDEFINED:
            assert np.isnan(result), (e, x, y, result)
        elif state == DEFINED and not np.isnan(result):  # NaN: a part was too large for a float
            assert lo <= result <= hi, (e, x, y, lo, hi, result)
            agreed += 1
    assert agreed > min(COUNT, 1500) // 3


def test_the_proof_fails_when_it_should() -> None:
    """The test itself bites: narrowed bounds and a false promise are noticed."""
    rng = random.Random(SEED)
    from calcviz.language.expression import Call, Name

    e = Call("tan", (Name("x"),))
    assert broken_promise(e, 1.0, 0.0, 1.55, 1.5574, DEFINED)
    assert broken_promise(Call("ln", (Name("x"),)), -1.0, 0.0, -1.0, 1.0, DEFINED)
    assert broken_promise(e, 1.0, 0.0, 1.0, 2.0, UNDEFINED)
    floor = Call("floor", (Name("x"),))
    assert jump(floor, 0.5, 1.5, 0.0) is not None and jump(e, 0.0, 1.0, 0.0) is None
    assert points(rng, 0.0, 0.0) == [0.0]
