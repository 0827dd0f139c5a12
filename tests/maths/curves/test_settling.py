"""Steps at points that floats only come near."""

import numpy as np
import pytest

from calcviz.language.expression import longer
from calcviz.language.names import Names
from calcviz.language.reader import read_expression
from calcviz.maths.curves.settling import LONGEST, settled
from calcviz.maths.evaluate import compiled


@pytest.mark.parametrize(
    ("source", "at", "value"),
    [
        ("floor(x^2)", 3**0.5, 3),
        ("ceil(x^2)", 2**0.5, 2),
        ("frac(x^2)", 3**0.5, 0),
        ("mod(x, pi)", 2 * np.pi, 0),
        ("sign(x^2 - 2)", 2**0.5, 0),
        ("heaviside(x^2 - 2)", 2**0.5, 0.5),
        ("{x^2 < 2: 1, 3}", 2**0.5, 3),
        ("{x^2 <= 2: 1, 3}", 2**0.5, 1),
        ("{x^2 = 3: 1, 3}", 3**0.5, 1),
        ("{x^2 > 3: 1, 3}", 3**0.5, 3),
        ("{1 < x^2 < 3: 1, 3}", 3**0.5, 3),
    ],
)
@pytest.mark.parametrize("ulps", [-1, 0, 1])
def test_rounding_does_not_decide(source: str, at: float, value: float, ulps: int) -> None:
    e = settled(read_expression(source, Names(), frozenset("x")))
    x = at + ulps * float(np.spacing(at))
    assert compiled(e, ("x",))(x) == value


@pytest.mark.parametrize("source", ["floor(x)", "round(x)", "{x < 1: x, 2x}", "sign(x)", "mod(x, 2)"])
def test_elsewhere_nothing_changes(source: str) -> None:
    e = read_expression(source, Names(), frozenset("x"))
    x = np.random.default_rng(3).uniform(-5, 5, 500)
    assert np.array_equal(compiled(settled(e), ("x",))(x), compiled(e, ("x",))(x))


@pytest.mark.parametrize("step", ["floor", "sign", "mod"])
def test_steps_within_steps_do_not_grow_without_end(step: str) -> None:
    """Each one takes six times the nodes of the one within it: of twelve the window never came back."""
    end = ", 3)" if step == "mod" else ")"
    e = settled(read_expression(f"{step}(x " * 12 + "x" + end * 12, Names(), frozenset("x")))
    assert not longer(e, 20 * LONGEST)
    assert compiled(e, ("x",))(np.array([1.5])).shape == (1,)
