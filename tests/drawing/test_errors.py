"""The plane of errors: what is noise is no point of it."""

import numpy as np
import pytest

from calcviz.drawing import Handle, Markers, Polyline
from calcviz.drawing.errors import error_panel

N = 2.0 ** np.arange(8)
HANDLE = Handle("n", 4.0, 4.0**-2, "n")


def test_a_line_with_the_slope_of_the_order_stands_beside_the_points() -> None:
    (panel,) = error_panel("E", ("n", "E"), N, N**-2.0, 1e-12, order=-2, handle=HANDLE)
    assert panel.x_log and panel.y_log
    guide, line = (part for part in panel.primitives if isinstance(part, Polyline))
    rise = np.diff(np.log(guide.y)) / np.diff(np.log(guide.x))
    assert rise == pytest.approx(-2)
    assert len(line.x) == 8 and HANDLE in panel.primitives
    assert panel.x_range[0] < 1 and panel.y_range[0] < N[-1] ** -2.0


def test_noise_and_gaps_are_left_out() -> None:
    errors = np.array([1.0, 0.1, np.nan, 0.01, 1e-17, 0.0, 1e-16, 1e-18])
    (panel,) = error_panel("E", ("n", "E"), N, errors, 1e-15, order=-2, handle=HANDLE)
    (dots,) = (part for part in panel.primitives if isinstance(part, Markers))
    assert dots.y.tolist() == [1.0, 0.1, 0.01]
    assert error_panel("E", ("n", "E"), N, 0 * N, 1e-15, order=-2, handle=HANDLE) == ()
