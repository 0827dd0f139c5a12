"""Equations in one variable: each root is a line, however near another root or a pole stands."""

import numpy as np
import pytest

from calcviz.maths.relations.zeros import zeros
from tests.maths.relations.relations import relation

WINDOW = (-10.0, 10.0)


@pytest.mark.parametrize(
    ("written", "roots"),
    [
        ("x! = 1", (-8.99998, -8.0002, -6.99861, -6.00822, -4.95529, -4.14358, 0, 1)),
        ("tan(x) = 0", tuple(k * np.pi for k in range(-3, 4))),
        ("y^2 = 2", (-(2**0.5), 2**0.5)),
        ("1/x = 0", ()),
    ],
)
def test_every_root_is_a_line(written: str, roots: tuple[float, ...]) -> None:
    field = relation(written).parts[0].field
    lines = zeros(field, WINDOW, WINDOW).lines
    at, along = (lines.y, lines.x) if "y" in written else (lines.x, lines.y)
    for root in roots:
        assert np.ptp(along[np.abs(at - root) < 1e-4]) > 19.9
    assert all(np.abs(np.array(roots) - each).min() < 1e-2 for each in at if abs(each) < 9.9)
