"""Flow lines as they are drawn: through a point, out of view, on logarithmic axes."""

import numpy as np

from calcviz.drawing import Polyline
from calcviz.drawing.flows import flow_lines, flow_through
from calcviz.maths.curves.screen import Screen
from tests.maths.fields.fields import plane_map

VIEW = Screen(-10.0, 10.0, -6.0, 6.0, 1000, 600)
LOGS = Screen(0.01, 100.0, 0.1, 1000.0, 900, 600, True, True)


def test_the_line_through_a_point_goes_both_ways() -> None:
    """Along y = 2 from edge to edge, in the direction of the flow."""
    (line,) = flow_through(plane_map("3", "0"), (1.0, 2.0), VIEW)
    assert np.abs(line.y - 2).max() < 1e-9
    assert (np.diff(line.x) > 0).all()
    assert line.x[0] <= -9.9 and line.x[-1] >= 9.9


def test_there_is_no_line_where_nothing_flows_or_nobody_looks() -> None:
    """At rest, undefined, out of view, and where a logarithmic axis has no such point."""
    assert flow_through(plane_map("x", "y"), (0.0, 0.0), VIEW) == ()
    assert flow_through(plane_map("ln(x)", "y"), (-1.0, 0.0), VIEW) == ()
    assert flow_through(plane_map("1", "1"), (11.0, 0.0), VIEW) == ()
    assert flow_through(plane_map("1", "1"), (-1.0, 1.0), LOGS) == ()
    assert flow_lines(plane_map("0", "0"), VIEW) == ()


def test_on_logarithmic_axes_the_lines_are_those_of_the_plane() -> None:
    """(x, 2y) flows along y = c x²."""
    (line,) = flow_through(plane_map("x", "2y"), (1.0, 3.0), LOGS)
    np.testing.assert_allclose(line.y / line.x**2, 3.0, rtol=1e-2)
    lines = flow_lines(plane_map("x", "2y"), LOGS)[0]
    assert isinstance(lines, Polyline) and (lines.x > 0).all()
    for x, y in zip(np.split(lines.x, lines.starts[1:]), np.split(lines.y, lines.starts[1:])):
        assert np.ptp(np.log(y / x**2)) < 0.02
