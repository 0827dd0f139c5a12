"""Lines and polygons that Qt reads from arrays have the places told, and may be asked for again."""

import numpy as np

from calcviz.views.space.strokes import outlines, strokes


def test_lines_have_their_ends() -> None:
    ends = np.arange(5000.0).reshape(-1, 4)
    for _ in range(2):
        made = strokes(ends)
        assert len(made) == 1250
        assert [made[7].x1(), made[7].y1(), made[7].x2(), made[7].y2()] == [28.0, 29.0, 30.0, 31.0]


def test_polygons_have_their_corners_in_the_order_that_is_asked_for() -> None:
    xy = np.arange(14.0).reshape(7, 2)
    first = np.array([0, 3, 7])
    for order in ([1, 0], [0], [1, 1, 0] * 1000, []):
        made = outlines(xy, first, np.array(order, np.int64))
        assert [polygon.size() for polygon in made] == [(3, 4)[k] for k in order]
        for polygon, k in list(zip(made, order))[:3]:
            corners = [(point.x(), point.y()) for point in polygon.toList()]
            assert corners == [tuple(point) for point in xy[first[k] : first[k + 1]].tolist()]
