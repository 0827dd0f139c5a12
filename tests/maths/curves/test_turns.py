"""How many half turns a polar curve needs."""

from math import pi

import numpy as np
import pytest

from calcviz.maths.curves.turns import MOST, half_turns
from tests.maths.curves.test_parametric import polar


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("1", 2), ("1 + cos(theta)", 2), ("2sin(theta/2) + 1", 4), ("cos(3theta)", 1), ("cos(2theta)", 2),
        ("1/cos(theta/3)^3", 3), ("cos(theta/3)^2", 6),
        ("1/cos(theta/3)", 3), ("sin(theta/3)", 3), ("tan(theta)", 2),
        ("sin(2theta/3) + cos(theta/4)", 24), ("sin(0.4theta + 1)", 10), ("tan(theta/2)", 2),
        ("sin(-theta/5)", 5), ("cos(sin(theta/2))", 2), ("sin(theta/3)sin(theta)", 6), ("-2cos(theta)", 1),
        ("|sin(theta)|", 2), ("tanh(sin(theta))", 1),
        ("cos(theta) + 2sin(3theta)", 1), ("cos(theta)/cos(2theta)", 1),
        ("theta", None), ("theta cos(theta)", None), ("cos(pi theta)", None), ("cos(theta^2)", None),
        (f"cos(theta/{2 * MOST + 1})", None),
    ],
)  # fmt: skip
def test_half_turns(text: str, count: int | None) -> None:
    c = polar(text)
    assert c.radius is not None
    assert half_turns(c.radius.expression, "theta") == count
    if count is None:
        return
    t = np.linspace(0.013, 7.1, 50)
    np.testing.assert_allclose(c.values(t + count * pi), c.values(t), atol=1e-9)
    for fewer in range(1, count):  # and no number of half turns below does
        assert not np.allclose(c.values(t + fewer * pi), c.values(t))
