"""Shapes along curves: evenly by length, on the curve, another one for each colour."""

from dataclasses import replace

import numpy as np
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from calcviz.scene.document import Style
from calcviz.views.curve_marks import APART, MOST, _places, paint_marks
from calcviz.views.geometry import Strokes
from calcviz.views.pens import look
from calcviz.views.theme import DARK, LIGHT, MARKS


def test_marks_are_evenly_spread_and_skip_the_gap_between_strokes() -> None:
    lines = Strokes(np.array([0.0, 300.0, 900.0, 1300.0]), np.zeros(4), np.array([0, 2]))
    x, _ = _places(lines)
    way = [each if each <= 300 else each - 600 for each in x]
    assert np.allclose(np.diff(way), APART) and np.isclose(way[0], APART / 2)
    assert all(0 <= each <= 300 or 900 <= each <= 1300 for each in x)
    assert len(x) == 6


def test_a_curve_as_long_as_that_of_a_wild_function_has_few_marks_too() -> None:
    lines = Strokes(np.arange(2000.0), np.tile([0.0, 800.0], 1000), np.zeros(1, np.int64))
    x, _ = _places(lines)
    assert len(x) == MOST
    assert np.allclose(np.diff(x), 2000 / MOST, atol=0.1)


def test_each_colour_has_a_shape_where_the_theme_marks() -> None:
    marked = replace(LIGHT, marks=MARKS)
    assert [look(marked, Style(color=k), False).mark for k in range(len(MARKS))] == list(MARKS)
    assert look(LIGHT, Style(color=3), False).mark == ""
    assert look(DARK, Style(color=3, mark="square"), False).mark == "square"


def test_shapes_differ(qapp: QApplication) -> None:
    lines = Strokes(np.array([0.0, 120.0]), np.array([20.0, 20.0]), np.zeros(1, np.int64))
    pictures = set()
    for mark in ("", *MARKS):
        image = QImage(120, 40, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFFFF)
        painter = QPainter(image)
        paint_marks(painter, lines, look(LIGHT, Style(mark=mark), False), LIGHT.paper)
        painter.end()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == len(MARKS) + 1
