"""Level curves have their numbers in gaps: along the line, upright for the reader, apart from each other."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from math import hypot

import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPicture, QPolygonF

from calcviz.drawing import Floats, LevelCurves
from calcviz.engine.frame import Frame
from calcviz.scene.document import Style
from calcviz.views import level_curves
from calcviz.views.geometry import Strokes, polygon, thinned
from calcviz.views.labels import Board
from calcviz.views.level_curves import cut, level_lines, level_numbers
from calcviz.views.level_numbers import LineNumber, LineNumbers, Piece
from calcviz.views.paint import drawn_once, paint_frame
from calcviz.views.theme import DARK, LIGHT, PRINT, Theme
from tests.views.fields import LEVELS, SIGNED, VIEW, circles
from tests.views.frames import START, colored, picture, row

pytestmark = pytest.mark.usefixtures("qapp")


def numbers(item: LevelCurves, board: Board | None = None) -> list[LineNumber]:
    lines = list(level_lines(VIEW, item))
    found = level_numbers(item, lines, board or Board(), VIEW)
    return [number for line in found for piece in line.values() for number in piece]


def test_each_circle_has_its_number_on_it() -> None:
    found = numbers(circles())
    assert {number.text for number in found} == {f"{level:g}" for level in LEVELS}
    for number in found:
        x, y = (number.at.x() - 240) / VIEW.x_unit, (150 - number.at.y()) / VIEW.y_unit
        assert hypot(x, y) == pytest.approx(np.sqrt(float(number.text)), abs=0.06)


def test_numbers_follow_the_line_and_are_never_upside_down() -> None:
    for number in numbers(circles()):
        assert -90 <= number.turn <= 90
        across, down = number.at.x() - 240, number.at.y() - 150
        turn = np.radians(number.turn)
        assert abs(across * np.cos(turn) + down * np.sin(turn)) < 0.12 * hypot(across, down)


def test_numbers_keep_apart_from_each_other_and_from_what_is_taken() -> None:
    taken = QRectF(250, 20, 200, 125)
    board = Board([taken])
    found = numbers(circles(), board)
    assert found and not any(number.bounds.intersects(taken) for number in found)
    for a, b in combinations(found, 2):
        assert hypot(a.at.x() - b.at.x(), a.at.y() - b.at.y()) > (a.width + b.width) / 2 + 10


def test_a_line_too_short_for_its_number_has_none() -> None:
    x, y = 0.15 * np.cos(np.linspace(0, 6.28, 60)), 0.15 * np.sin(np.linspace(0, 6.28, 60))
    assert not numbers(LevelCurves(x, y, START, START, (0.02,), ("0.02",)))


def test_the_line_has_a_gap_where_its_number_stands() -> None:
    item = circles()
    lines = list(level_lines(VIEW, item))
    found = level_numbers(item, lines, Board(), VIEW)
    for (_, line), placed in zip(lines, found, strict=True):
        parted = cut(line, placed)
        for number in (each for piece in placed.values() for each in piece):
            away = np.hypot(parted.x - number.at.x(), parted.y - number.at.y())
            assert away.min() >= number.width / 2
    assert sum(len(placed) for line in found for placed in line.values()) >= len(LEVELS)


def test_points_that_a_chord_passes_are_left_out_and_corners_stay() -> None:
    x = np.concatenate([np.arange(0.0, 101), np.full(100, 100.0)])
    y = np.concatenate([np.zeros(101), np.arange(1.0, 101)])
    left = thinned(Strokes(x, y, START))
    assert len(left.x) < 50
    corners = set(zip(left.x.tolist(), left.y.tolist()))
    assert {(0.0, 0.0), (100.0, 0.0), (100.0, 100.0)} <= corners


def test_what_is_left_of_a_circle_is_few_points_that_stay_on_it() -> None:
    angles = np.linspace(0, 2 * np.pi, 2001)
    left = thinned(Strokes(300 * np.cos(angles), 300 * np.sin(angles), START))
    middles = np.hypot(np.diff(left.x) / 2 + left.x[:-1], np.diff(left.y) / 2 + left.y[:-1])
    assert len(left.x) < 300 and abs(middles - 300).max() < 0.5


@pytest.mark.parametrize("pieces", [30, 3000])
def test_what_falls_into_many_pieces_is_stroked_in_one_go_on_a_screen_and_stays_whole_in_a_file(
    pieces: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    x = np.concatenate([np.linspace(0, 1, 5) + k % 60 for k in range(pieces)]) / 10 - 3
    y = np.concatenate([np.linspace(1, 0, 5) ** 2 + k // 60 for k in range(pieces)]) / 20 - 1
    starts, of = np.arange(0, len(x), 5), np.zeros(pieces, np.int64)
    frame = Frame((row(1, LevelCurves(x, y, starts, of, (1.0,))),), VIEW)
    whole: list[int] = []

    def counted(x: Floats, y: Floats) -> QPolygonF:
        whole.append(len(x))
        return polygon(x, y)

    monkeypatch.setattr(level_curves, "polygon", counted)
    picture(frame, LIGHT)
    assert len(whole) == (pieces if pieces < 1000 else 0)
    whole.clear()
    file = QPicture()
    painter = QPainter(file)
    paint_frame(painter, frame, LIGHT)
    painter.end()
    assert len(whole) == pieces


def test_many_lines_that_are_seen_through_lie_over_the_picture_as_one_sheet() -> None:
    """Where segments overlap they are no darker than a line of two points."""

    def shown(count: int) -> np.ndarray:
        x, y = np.linspace(-4, 4, count), 1 + np.tile([0.0, 0.004], count // 2)
        line = LevelCurves(x, y, START, START, (1.0,))
        return picture(Frame((row(1, line, style=Style(opacity=0.5, width=9.0)),), VIEW), LIGHT).astype(int)

    inside = slice(int(149 - VIEW.y_unit), int(152 - VIEW.y_unit)), slice(60, 420)
    few, many = shown(2)[inside], shown(3000)[inside]
    assert abs(few - many).max() <= 3


def test_only_so_many_pieces_are_tried_for_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    many = 50
    x = np.tile([-2.5, -1.0], many * len(LEVELS))
    y = np.repeat(np.linspace(-1.8, 1.8, many * len(LEVELS)), 2)
    of = np.repeat(np.arange(len(LEVELS)), many)
    tried: list[str] = []

    def refused(self: LineNumbers, pieces: Sequence[Piece]) -> list[list[LineNumber]]:
        tried.extend(piece.text for piece in pieces)
        return [[] for _ in pieces]

    monkeypatch.setattr(LineNumbers, "on", refused)
    texts = tuple(f"{level:g}" for level in LEVELS)
    assert not numbers(LevelCurves(x, y, np.arange(0, len(x), 2), of, LEVELS, texts))
    assert 50 < len(tried) <= 150 and set(tried) == set(texts)


@pytest.mark.parametrize("theme", [LIGHT, DARK, PRINT])
def test_lines_have_the_colours_of_their_levels(theme: Theme) -> None:
    plain = picture(Frame((row(1, circles(texts=False)),), VIEW), theme)
    scaled = picture(Frame((row(1, circles(texts=False, scale=SIGNED)),), VIEW), theme)
    outer = slice(int(150 - 3 * VIEW.y_unit) - 1, int(150 - 3 * VIEW.y_unit) + 2), slice(244, 256)
    assert colored(plain, theme.curves[0])[outer].any()
    if theme is not PRINT:
        assert not colored(scaled, theme.curves[0])[outer].any()


def test_the_same_picture_has_its_numbers_at_the_same_places() -> None:
    assert numbers(circles()) == numbers(circles())


def test_a_level_curve_that_two_rows_share_is_painted_once() -> None:
    """By the row that writes its level; by both where something of the other one is seen beneath."""
    named = circles()
    bare = replace(named, texts=())
    thin, wide = Style(color=1, width=2.0), Style(color=2, width=4.0)

    def drawn(*rows: tuple[LevelCurves, Style]) -> list[int]:
        entries = [(each, each.drawing.primitives[0]) for each in (
            row(k, item, style=style) for k, (item, style) in enumerate(rows, 1)
        )]  # fmt: skip
        return [each.row.id for each, _ in drawn_once(LIGHT, entries)]

    assert drawn((bare, thin), (named, thin)) == [2]
    assert drawn((named, thin), (bare, thin)) == [1]
    assert drawn((bare, thin), (bare, thin)) == [2]
    assert drawn((bare, wide), (named, thin)) == [1, 2]
    assert drawn((named, thin), (circles(), thin)) == [1, 2]


def test_pieces_in_any_order_are_the_lines_of_their_levels() -> None:
    """Also where the view cuts them into more."""
    item = circles()
    pieces = np.split(np.stack((item.x, item.y)), item.starts[1:], axis=1)
    turned = np.concatenate(pieces[::-1], axis=1) * 1.6
    starts = np.cumsum([0] + [each.shape[1] for each in pieces[:0:-1]])
    view = replace(VIEW, x_low=-2.0, x_high=4.0, y_low=-1.0, y_high=2.75)
    mixed = replace(item, x=turned[0], y=turned[1], starts=starts, of=item.of[::-1])
    plain = replace(item, x=1.6 * item.x, y=1.6 * item.y)
    found, wanted = (list(level_lines(view, each)) for each in (mixed, plain))
    assert [k for k, _ in found] == [k for k, _ in wanted] and len(found) > 2
    assert any(len(line.starts) > 1 for _, line in found)
    for (_, a), (_, b) in zip(found, wanted, strict=True):
        assert len(a.starts) == len(b.starts)
        ends = [[(each.x[0], each.y[0]), (each.x[-1], each.y[-1])] for each in (a, b)]
        assert np.allclose(ends[0], ends[1])
        lengths = [np.hypot(np.diff(each.x), np.diff(each.y)).sum() for each in (a, b)]
        assert lengths[0] == pytest.approx(lengths[1], rel=2e-3)
