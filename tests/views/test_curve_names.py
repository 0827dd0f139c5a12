"""The name of a curve stands beside it, on nothing else, and is left out where there is no room."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtWidgets import QApplication

from calcviz.concepts import discover
from calcviz.drawing import Polyline
from calcviz.engine.evaluate import evaluate
from calcviz.engine.frame import Frame
from calcviz.scene.document import Document, Row, Style, Viewport
from calcviz.scene.resolve import resolve
from calcviz.views.geometry import distance, strokes
from calcviz.views.items import Canvas
from calcviz.views.labels import Board
from calcviz.views.paint import paint_rows
from calcviz.views.theme import LIGHT

VIEW = Viewport()


def frame(*rows: Row) -> Frame:
    discover()
    return evaluate(resolve(Document(rows), None, None), VIEW).frame


def taken(shown: Frame) -> list[QRectF]:
    """Where labels stand after the rows were painted."""
    image = QImage(VIEW.width, VIEW.height, QImage.Format.Format_RGB32)
    painter, board = QPainter(image), Board()
    paint_rows(Canvas(painter, VIEW, LIGHT, board=board), shown.rows)
    painter.end()
    return board.taken


@pytest.mark.parametrize("text", ["f(x) = x^2/4 - 2", "f(x) = sin x", "f(x) = 1/x", "f(x) = sqrt(x)"])
def test_a_name_stands_beside_its_curve(qapp: QApplication, text: str) -> None:
    assert isinstance(qapp, QGuiApplication)
    shown = frame(Row(1, text))
    spot = taken(shown)[-1]
    curve = next(filter(_is_curve, shown.rows[0].drawing.primitives))
    assert isinstance(curve, Polyline)
    lines = strokes(VIEW, curve.x, curve.y, curve.starts)
    middle, reach = spot.center(), max(spot.width(), spot.height()) / 2
    assert 3 < distance(lines, middle.x(), middle.y()) < reach + 14
    assert QRectF(0, 0, VIEW.width, VIEW.height).contains(spot)


def test_names_do_not_cover_one_another(qapp: QApplication) -> None:
    rows = [Row(k + 1, f"f_{k}(x) = x + {k}/4") for k in range(9)]
    spots = taken(frame(*rows))
    assert len(spots) >= 3
    assert not any(a.intersects(b) for i, a in enumerate(spots) for b in spots[:i])


def test_without_a_name_or_without_the_wish_nothing_is_written(qapp: QApplication) -> None:
    assert taken(frame(Row(1, "x^2"), Row(2, "f(x) = x", Style(name=False)))) == []


def test_a_derivative_is_named_after_its_function(qapp: QApplication) -> None:
    shown = frame(Row(1, "f(x) = x^2"), Row(2, "derivative(f)"), Row(3, "derivative(f, notation = leibniz)"))
    assert shown.rows[1].drawing.title == "f'"
    assert shown.rows[2].drawing.title == r"\frac{d f}{d x}"


def _is_curve(part: object) -> bool:
    return isinstance(part, Polyline) and part.role == "curve"
