"""Curves, regions and points of relations: nothing that is there is missed, nothing is invented."""

import numpy as np
import pytest

from tests.maths.relations.relations import VIEW, area, found, length, relation

PIXEL = 12 / 1200


@pytest.mark.parametrize("written", ["1/(x - y) = 0", "x^2 + y^2 = -1", "1/(x y) = 0", "e^x = 0", "1 = 0"])
def test_nothing_where_nothing_is(written: str) -> None:
    """A pole is no zero."""
    assert found(written).empty


@pytest.mark.parametrize(
    ("written", "residual"),
    [
        ("x^2 + y^2 = 9", lambda x, y: np.hypot(x, y) - 3),
        ("(x - y)^2 = 0", lambda x, y: (x - y) / np.sqrt(2)),
        ("(x^2 + y^2 - 4)^2 = 0", lambda x, y: np.hypot(x, y) - 2),
        ("x^2 - 2x y + y^2 = 0", lambda x, y: (x - y) / np.sqrt(2)),
        ("|x y| = 3", lambda x, y: (np.abs(x * y) - 3) / np.hypot(x, y)),
        ("sin(x) = 1", lambda x, y: np.mod(x, 2 * np.pi) - np.pi / 2),
        ("sqrt(x^2 + y^2 - 1) = 0", lambda x, y: np.hypot(x, y) - 1),
        ("mod(x, pi) = 0", lambda x, y: np.mod(x + 1, np.pi) - 1),
    ],
)
def test_curves_lie_where_they_are_known_to_be(written, residual) -> None:
    """To a quarter of a pixel, at the ends of the steps and in their middles."""
    shape = found(written)
    for x, y in (
        (shape.curves.x, shape.curves.y),
        [part[shape.curves.inner] for part in shape.curves.middles],
    ):
        assert len(x) > 100
        assert np.abs(residual(x, y)).max() < PIXEL / 4
    assert not len(shape.points) and not len(shape.open[0])


@pytest.mark.parametrize(
    "written",
    ["(x^2 + y^2)^2 = 4(x^2 - y^2)", "x^3 + y^3 = 3x y", "y^2(y^2 - 4) = x^2(x^2 - 5)", "x^y = y^x + 0.01"],
)
def test_curves_with_nodes_lie_on_their_equation(written: str) -> None:
    """The distance by the first order, f/|∇f|, away from the nodes themselves."""
    f, lines = relation(written).parts[0].field, found(written).curves
    x, y = (np.append(ends, middles[lines.inner]) for ends, middles in zip((lines.x, lines.y), lines.middles))
    x, y = (part[np.hypot(x, y) > 0.1] for part in (x, y))
    h = 1e-6
    slope = np.hypot(f.values(x + h, y) - f.values(x, y), f.values(x, y + h) - f.values(x, y)) / h
    assert len(x) > 400
    assert np.quantile(np.abs(f.values(x, y)) / slope, 0.995) < PIXEL / 2


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("x^2 + y^2 = 0", [(0, 0)]),
        ("(x - 1/3)^2 + (y + 1/7)^2 = 0", [(1 / 3, -1 / 7)]),
        ("cos(x) + cos(y) = 2", [(0, 0)]),
        ("x^2 + y^2 <= 0", [(0, 0)]),
        ("x^2 + y^2 = 9 and y = x", [(-3 / 2**0.5, -3 / 2**0.5), (3 / 2**0.5, 3 / 2**0.5)]),
        ("x = y = x^2", [(0, 0), (1, 1)]),
        ("x^2 + y^2 <= 1 and x >= 1", [(1, 0)]),
    ],
)
def test_single_points(written: str, points: list[tuple[float, float]]) -> None:
    """Isolated zeros, and where two equations hold at once."""
    shape = found(written, ((-5.0, 5.0), (-4.0, 4.0)))
    got = shape.points[np.lexsort(shape.points.T[::-1])]
    np.testing.assert_allclose(got, points, atol=1e-6)
    assert not len(shape.curves.x)


@pytest.mark.parametrize(
    ("written", "points"),
    [
        ("x^2 + y^2 = 1 and x >= 1", [(1, 0)]),
        ("x^2 + y^2 = 1 and x = 1", [(1, 0)]),
        ("y = x^2 and y <= 2x - 1", [(1, 1)]),
        ("x^2 + y^2 = 1 and x > 1", []),
        ("x^2 + y^2 = 1 and x >= 1.00000001", []),
    ],
)
def test_where_two_conditions_only_touch(written: str, points: list[tuple[float, float]]) -> None:
    shape = found(written)
    np.testing.assert_allclose(shape.points, np.reshape(points, (-1, 2)), atol=1e-6)
    assert not len(shape.curves.x) and not len(shape.ends.open)


@pytest.mark.parametrize(
    ("written", "closed", "open_"),
    [
        ("x^2 + y^2 = 1 and y >= 0", [(-1, 0), (1, 0)], []),
        ("x^2 + y^2 = 1 and y > 0", [], [(-1, 0), (1, 0)]),
        ("y = x^2 and 0 < x <= 1", [(1, 1)], [(0, 0)]),
        ("y = x^2 and floor(x) = 1", [(1, 1)], [(2, 4)]),
        ("x^2 + y^2 = 4 and sqrt(x) >= 0 and y > -1", [(0, 2)], [(3**0.5, -1)]),
        ("x^2 + y^2 = 4 or y < 0", [], []),
        ("x^2 + y^2 = 4 or x = 1", [], []),
    ],
)
def test_ends_belong_or_do_not(written: str, closed, open_) -> None:
    shape = found(written, ((-6.1, 6.3), (-4.2, 4.5)))
    for got, wanted in ((shape.ends.closed, closed), (shape.ends.open, open_)):
        got = got[np.lexsort(np.round(got.T[::-1], 3))]
        np.testing.assert_allclose(got, np.reshape(wanted, (-1, 2)), atol=1e-5)


def test_the_half_circle_is_complete_to_its_ends() -> None:
    curves = found("y - sqrt(9 - x^2) = 0").curves
    assert len(curves.starts) == 1
    assert length(curves) == pytest.approx(3 * np.pi, abs=2 * PIXEL)
    assert curves.y.min() == pytest.approx(0, abs=2 * PIXEL)


@pytest.mark.parametrize("written", ["x^3 + y^3 = 3x y", "y^2 = x^2(x + 1)", "y^2 = x^3"])
def test_nodes_and_cusps_are_reached(written: str) -> None:
    """The curve passes the origin within a third of a pixel, seen from near too: there a cusp is thin."""
    for zoom in (1.0, 1 / 6):
        curves = found(written, ((-6 * zoom, 6 * zoom), (-4 * zoom, 4 * zoom))).curves
        x, y = curves.middles
        nearest = np.hypot(*(np.append(a, b) for a, b in ((curves.x, x), (curves.y, y)))).min()
        assert nearest < PIXEL / 2 * zoom


@pytest.mark.parametrize("gap", ["4 {} x^2 + y^2 {} 4.0002", "|x^2 + y^2 - 4| {} 0.00001"])
@pytest.mark.parametrize(("sign", "drawn"), [("<", "gaps"), ("<=", "curves")])
def test_a_ring_thinner_than_a_cell_is_found(gap: str, sign: str, drawn: str) -> None:
    """Wherever a place of the grid is in it, or none: along all of it, dashed where its edges are strict."""
    shape = found(gap.format(sign, sign))
    assert length(getattr(shape, drawn)) == pytest.approx(4 * np.pi, rel=1e-2)
    assert not len(shape.open[0])


def test_what_is_slender_is_drawn_at_every_distance() -> None:
    """0 < x y < 1 comes nearer to the axes than any cell is wide; so do two lines to one another."""
    far = found("0 < x y < 1", ((-300.0, 300.0), (-290.0, 310.0))).gaps
    assert far.x.max() > 299 and far.y.min() < -289
    assert length(found("y = x or y = x + 0.00001").curves) > 2 * 11
    for written in ("sqrt(x y) = 1", "y = 1/x and |x| < 1"):
        beside = found(written, ((-300.0, 300.0), (-290.0, 310.0))).curves
        assert beside.y.max() > 309 and beside.y.min() < -289


@pytest.mark.parametrize("half", [80.0, 300.0, 900.0])
@pytest.mark.parametrize("written", ["(x^2 + y^2 - 1)^2 = 0", "1/(x^2 + y^2) = 1"])
def test_a_ring_that_is_touched_or_holds_a_pole_is_seen_from_afar(written: str, half: float) -> None:
    shape = found(written, ((-half, 1.06 * half), (-half, 1.04 * half)))
    assert len(shape.points) or length(shape.curves) > 4
    assert np.hypot(*shape.points.T).max(initial=0) < 1 + 1e-6


def test_what_overflows_is_undecided() -> None:
    """x^y = y^x, where both pass what floats hold; no single points beside it."""
    shape = found("x^y = y^x", ((-288.3, 311.7), (-291.3, 308.7)))
    assert not len(shape.points)
    x, y = (part.reshape(-1, 4) for part in shape.open)
    assert ((x.min(1) < 250) & (x.max(1) > 250) & (y.min(1) < 251) & (y.max(1) > 251)).any()


@pytest.mark.parametrize("view", [((-10.0, 10.0), (-10.0, 10.0)), ((-12.3, 13.1), (-10.0, 17.0))])
def test_a_spike_thinner_than_a_cell_is_found(view) -> None:
    """x ↦ x (x - 3)/(x - 3.001) takes every value beside 3: the circle has two lines right across it."""
    lines = found("(x (x-3) / (x-3.001))^2 + (y (y-3) / (y-3.001))^2 = 81", view)
    places = np.linspace(-8.95, 8.95, 400)
    cell = (view[0][1] - view[0][0]) / 256
    x, y = (
        np.append(ends, middle)
        for ends, middle in zip((lines.curves.x, lines.curves.y), lines.curves.middles)
    )
    for along, beside in ((x, y), (y, x)):
        on = np.sort(along[np.abs(beside - 3) < 0.02])
        assert np.abs(on[np.searchsorted(on, places).clip(0, len(on) - 1)] - places).max() < 1.5 * cell
    assert not len(lines.points)


def test_equations_that_hold_all_over_an_area() -> None:
    assert area(found("81 - 9x^2 - 9y^2 = |81 - 9x^2 - 9y^2|")) == pytest.approx(9 * np.pi, rel=1e-3)
    squares = found("floor(x)^2 + floor(y)^2 = 25", ((-6.0, 7.0), (-6.0, 7.0)))
    assert area(squares) == pytest.approx(12, rel=1e-3)
    assert length(squares.regions.closed) == pytest.approx(24, abs=0.2)
    assert length(squares.regions.strict) == pytest.approx(24, abs=0.2)


@pytest.mark.parametrize("written", ["2 = sqrt(2)^2", "sin(x)^2 + cos(x)^2 = 1"])
def test_what_rounding_hides_is_undecided(written: str) -> None:
    """Neither drawn nor left out."""
    shape = found(written)
    (x, y), whole = shape.open, 96.0
    assert np.ptp(x) * np.ptp(y) >= whole
    assert not len(shape.curves.x) and not len(shape.regions.x)


def test_equality_by_swallowing_is_no_equality() -> None:
    """1 + e^-50 is 1 in floats only."""
    shape = found("exp(-x^2) + 1 = 1", ((-9.0, 9.0), (-4.0, 4.0)))
    assert not len(shape.regions.x)
    assert len(shape.open[0])


def test_lines_too_close_to_be_told_apart_are_undecided() -> None:
    shape = found("y = sin(40/x) and x > 0")
    x, _ = shape.open
    assert x.min() == pytest.approx(0, abs=0.1) and 0.3 < x.max() < 1.5


def test_parts_of_curves() -> None:
    """An equation and an inequality: what is left of the line, to its end."""
    half = found("x^2 + y^2 = 9 and y > x").curves
    assert length(half) == pytest.approx(3 * np.pi, abs=PIXEL)
    assert np.all(half.y >= half.x - 1e-6)
    assert length(found("x <= y and y <= x").curves) > 11


def test_lines_and_points_that_are_left_out() -> None:
    without = found("x^2 + y^2 != 4")
    assert area(without) > 96 and length(without.gaps) == pytest.approx(4 * np.pi, rel=1e-3)
    assert length(found("not (x^2 + y^2 = 4)").gaps) == pytest.approx(4 * np.pi, rel=1e-3)
    assert length(found("(x - y)^2 > 0").gaps) > 11
    np.testing.assert_allclose(found("x^2 + y^2 > 0").holes, [(0, 0)], atol=1e-6)


@pytest.mark.parametrize("zoom", [100.0, 10.0, 1.0, 0.1, 0.01])
@pytest.mark.parametrize(
    "written",
    ["1/(x - y) = 3", "floor(x) + 1/2 = y", "(x^2 - 1)/(x - 1) = y^2", "y tan(x) = 1", "1/x + 1/y = 1"],
)
def test_no_stroke_across_a_pole_a_jump_or_a_hole(written: str, zoom: float) -> None:
    """Within a pixel of every place of a stroke the two sides truly change places or are equal."""
    x_range, y_range = (-1.4 * zoom, 1.6 * zoom), (-zoom, zoom)
    f = relation(written).parts[0].field
    lines = found(written, (x_range, y_range)).curves
    px, py = 3 * zoom / 1200, 2 * zoom / 800
    x = np.concatenate((lines.x, lines.middles[0][lines.inner])) if len(lines.x) else np.empty(0)
    y = np.concatenate((lines.y, lines.middles[1][lines.inner])) if len(lines.x) else np.empty(0)
    around = np.linspace(-1, 1, 9)
    values = f.values(
        x[:, None, None] + around[None, None, :] * px, y[:, None, None] + around[None, :, None] * py
    ).reshape(len(x), 81)
    size = np.abs(values)
    least = np.nanmin(size, axis=1, initial=np.inf)
    changes = (np.nanmin(values, axis=1, initial=np.inf) <= 0) & (
        np.nanmax(values, axis=1, initial=-np.inf) >= 0
    )
    assert changes.mean() > 0.998 if len(x) else True
    assert np.all(least[changes] <= np.nanmedian(size, axis=1)[changes])


def test_the_same_view_gives_the_same_shape() -> None:
    assert found("x y = 1") is not None
    first, second = found("x y < 1", VIEW), found("x y < 1", VIEW)
    np.testing.assert_array_equal(first.regions.x, second.regions.x)


def test_many_crossings_are_not_torn_open() -> None:
    """sin(x² + y²) = cos(x y) are ellipses x² + y² ± x y = π/2 + 2πk, which cross hundreds of times."""
    lines = found("sin(x^2 + y^2) = cos(x y)", ((-10.0, 10.0), (-10.0, 10.0))).curves
    cell = 20 / 256
    for c in np.arange(np.pi / 2, 40, 2 * np.pi):
        angle = np.linspace(0, 2 * np.pi, 800)
        u, v = np.sqrt(2 * c / 3) * np.cos(angle), np.sqrt(2 * c) * np.sin(angle)  # along its axes
        x, y = (u - v) / 2**0.5, (u + v) / 2**0.5
        within = (np.abs(x) < 9) & (np.abs(y) < 9)
        x, y = x[within], y[within]
        gaps = [np.hypot(lines.x - a, lines.y - b).min() for a, b in zip(x[::4], y[::4])]
        assert max(gaps, default=0) < 0.75 * cell


@pytest.mark.parametrize(
    ("written", "closed", "open_"),
    [
        ("y + floor(x) = 1/2 and -1.5 < x < 0.5", [(-1, 1.5), (0, 0.5)], [(-1, 2.5), (0, 1.5)]),
        ("y - sqrt(9 - x^2) = 0", [(-3, 0), (3, 0)], []),
        ("y atan(1/x) = 1", [], [(0, -2 / np.pi), (0, 2 / np.pi)]),
        ("x^3 + y^3 = 3x y", [], []),
    ],
)
def test_ends_at_jumps_are_marked(written: str, closed, open_) -> None:
    """The value on the jump says whether the end belongs to the curve; conditions mark theirs besides."""
    ends = found(written, ((-6.0, 6.3), (-4.0, 4.2))).ends
    for got, expected in ((ends.closed, closed), (ends.open, open_)):
        for point in expected:
            assert np.abs(got - point).max(axis=1).min() < 1e-3
        assert expected or not len(got)
