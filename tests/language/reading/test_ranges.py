"""The range of a parameter behind its curve."""

import pytest

from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.rows import read_row
from calcviz.language.statements import CurveRow, PolarRow


@pytest.mark.parametrize(
    ("row", "low", "high", "left_out"),
    [
        ("(t, t^2) for 0 <= t <= 1", "0", "1", (False, False)),
        ("(t, t^2) for 0 < t <= pi", "0", "pi", (True, False)),
        ("(t, t^2), 2 > t >= -1", "-1", "2", (False, True)),
        ("(t, t^2) for t > 0 and t <= 1", "0", "1", (True, False)),
        ("(t, t^2) for 1 >= t and 0 < t", "0", "1", (True, False)),
        ("x = t and y = t^2 and 0 <= t < 1", "0", "1", (False, True)),
        ("r = θ ∧ 1 < θ < 5", "1", "5", (True, True)),
    ],
)
def test_bounds_and_whether_they_belong_to_the_range(
    row: str, low: str, high: str, left_out: tuple[bool, bool]
) -> None:
    found = read_row(row, Names()).statement
    assert isinstance(found, CurveRow | PolarRow)
    assert found.low is not None and found.high is not None
    assert (text(found.low), text(found.high), found.left_out) == (low, high, left_out)


def test_without_a_range_nothing_is_left_out() -> None:
    found = read_row("c(t) = (cos t, sin t)", Names()).statement
    assert isinstance(found, CurveRow)
    assert (found.low, found.high, found.left_out) == (None, None, (False, False))
