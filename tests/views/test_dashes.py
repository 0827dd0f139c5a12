"""Dashes are where a pen would put them, and of many lines none is left out."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from calcviz.views.dashes import MOST, dashed
from calcviz.views.geometry import Strokes, draw_lines, polygon
from calcviz.views.items import draw_segments
from calcviz.views.theme import DASH_DOTTED, DASHED, DOTTED, LONG_DASHED, Dashes

WIDTH = 2.0


def wave(pieces: int = 1) -> Strokes:
    x = np.tile(np.linspace(10, 190, 200), pieces)
    y = np.concatenate([60 + 20 * np.sin(x[:200] / 20 + k) for k in range(pieces)])
    return Strokes(x, y, np.arange(0, 200 * pieces, 200))


def painted(paint: object) -> np.ndarray:
    image = QImage(200, 120, QImage.Format.Format_Grayscale8)
    image.fill(255)
    painter = QPainter(image)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint(painter)  # type: ignore[operator]
    finally:
        painter.end()
    return 255.0 - np.frombuffer(image.constBits(), np.uint8).reshape(120, -1)[:, :200].astype(float)


def pen(dash: Dashes) -> QPen:
    made = QPen(QColor("black"), WIDTH)
    made.setDashPattern(list(dash))
    made.setCapStyle(Qt.PenCapStyle.RoundCap if min(dash) <= 1 else Qt.PenCapStyle.FlatCap)
    return made


@pytest.mark.parametrize("dash", [DASHED, DOTTED, DASH_DOTTED, LONG_DASHED])
def test_dashes_lie_where_a_pen_has_them(dash: Dashes) -> None:
    line = wave()

    def by_qt(painter: QPainter) -> None:
        painter.setPen(pen(dash))
        painter.drawPolyline(polygon(line.x, line.y))

    theirs, ours = painted(by_qt), painted(lambda painter: draw_segments(painter, line, pen(dash)))
    assert ours.sum() == pytest.approx(theirs.sum(), rel=0.15)
    assert np.corrcoef(ours.ravel(), theirs.ravel())[0, 1] > 0.93


def test_the_lengths_of_straight_dashes() -> None:
    found = dashed(Strokes(np.array([0.0, 20.0]), np.zeros(2), np.array([0])), (4.0, 2.0), 1.0)
    assert found is not None
    assert found[:, [0, 2]].tolist() == [[0, 4], [6, 10], [12, 16], [18, 20.125]]


def test_each_stroke_begins_with_a_dash() -> None:
    lines = wave(3)
    found = dashed(lines, DASHED, WIDTH)
    assert found is not None
    for k in lines.starts.tolist():
        away = np.hypot(found[:, 0] - lines.x[k], found[:, 1] - lines.y[k])
        assert away.min() < 1e-9


def test_too_many_dashes_become_whole_lines() -> None:
    far = Strokes(np.array([0.0, 7.0 * WIDTH * MOST]), np.zeros(2), np.array([0]))
    assert dashed(far, DASHED, WIDTH) is None
    ink = painted(lambda painter: draw_segments(painter, far, pen(DASHED)))
    assert (ink[0] > 0).all()


def test_nothing_has_no_dashes() -> None:
    nothing = dashed(Strokes(np.empty(0), np.empty(0), np.empty(0, np.int64)), DASHED, WIDTH)
    assert nothing is None
    draw = painted(lambda painter: draw_lines(painter, np.empty((0, 4))))
    assert not draw.any()
