"""Layers show what one painting shows, and paint again only what changed."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtGui import QImage, QPainter

import calcviz.views.layers as module
from calcviz.engine.frame import Frame
from calcviz.scene.document import Document, Row, Style
from calcviz.session import Session
from calcviz.views.layers import Layers
from calcviz.views.theme import DARK, LIGHT, Theme
from tests.views.frames import VIEW, everything, moved, picture, pixels

pytestmark = pytest.mark.usefixtures("qapp")


def shown(layers: Layers, frame: Frame, theme: Theme = LIGHT, ratio: float = 1.0) -> np.ndarray:
    view = frame.viewport
    image = QImage(
        round(view.width * ratio), round(view.height * ratio), QImage.Format.Format_ARGB32_Premultiplied
    )
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    layers.paint(painter, view, theme, ratio)
    painter.end()
    return pixels(image)


@pytest.mark.parametrize("ratio", [1.0, 2.0])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_at_rest_they_are_the_picture(theme: Theme, ratio: float) -> None:
    layers, frame = Layers(), everything()
    layers.show(frame.rows, VIEW)
    layers.settle()
    assert (shown(layers, frame, theme, ratio) == picture(frame, theme, ratio)).all()


def test_while_moving_they_are_nearly_the_picture() -> None:
    layers, frame = Layers(), everything()
    layers.show(frame.rows, VIEW)
    layers.settle()
    after = moved(frame, 1.3)
    layers.show(after.rows, VIEW)
    off = abs(shown(layers, after) - picture(after)).max(2)
    assert (off > 60).mean() < 0.004
    layers.settle()
    assert (shown(layers, after) == picture(after)).all()


@pytest.fixture
def painted(monkeypatch: pytest.MonkeyPatch) -> list[list[int]]:
    """The ids of the rows of each painting."""
    log: list[list[int]] = []
    real = module.paint_rows

    def note(canvas: object, rows: tuple, **options: bool) -> None:  # type: ignore[type-arg]
        log.append([row.row.id for row in rows])
        real(canvas, rows, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "paint_rows", note)
    return log


def test_a_drag_paints_the_moving_row_only(painted: list[list[int]]) -> None:
    layers, frame = Layers(), everything()
    layers.show(frame.rows, VIEW)
    layers.settle()
    shown(layers, frame)
    assert painted == [[1, 2, 3, 4, 5]]
    for a in (1.1, 1.2, 1.3):
        frame = moved(frame, a)
        assert layers.show(frame.rows, VIEW)
        shown(layers, frame)
    assert painted[1:] == [[1, 3, 4, 5], [2], [2], [2]]


def test_a_point_dragged_over_fields_leaves_them_alone(painted: list[list[int]]) -> None:
    """Level curves and the gradient field keep their drawings and are painted once, when the drag begins."""
    texts = (
        *("g(x, y) = x^2 - x y", "P = (1, -1)", "level_curves(g)", "gradient_field(g)"),
        *("gradient(g, P)", "tangent_plane(g, P)", "level_curve(g, P)"),
    )
    session = Session(Document(tuple(Row(k, text) for k, text in enumerate(texts, 1)), VIEW))
    layers, before = Layers(), session.frame
    layers.show(before.rows, VIEW)
    layers.settle()
    shown(layers, before)
    painted.clear()
    for x in (1.5, 2.0, 2.5):
        session.preview_drag(2, "point", x, 1.0)
        assert layers.show(session.frame.rows, VIEW)
        shown(layers, session.frame)
    kept = [row.row.id for row, old in zip(session.frame.rows, before.rows) if row.drawing is old.drawing]
    assert kept == [1, 3, 4]
    assert painted == [[1, 3, 4], *([[2, 5, 6, 7]] * 3)]


def test_the_same_frame_is_nothing_new(painted: list[list[int]]) -> None:
    layers, frame = Layers(), everything()
    layers.show(frame.rows, VIEW)
    layers.settle()
    copies = tuple(replace(each) for each in frame.rows)
    assert not layers.show(copies, VIEW)
    assert not layers.settle()


def test_a_new_style_a_hidden_row_and_a_removed_one_are_seen() -> None:
    layers, frame = Layers(), everything()
    first, *rest = frame.rows
    layers.show(frame.rows, VIEW)
    layers.settle()
    for change in (Style(color=5), Style(width=5.0)):
        frame = Frame((replace(first, row=replace(first.row, style=change)), *rest), VIEW)
        assert layers.show(frame.rows, VIEW)
        layers.settle()
        assert (shown(layers, frame) == picture(frame)).all()
    for rows in ((replace(first, row=replace(first.row, visible=False)), *rest), (first, *rest), tuple(rest)):
        assert layers.show(rows, VIEW)
        layers.settle()
        assert (shown(layers, frame) == picture(Frame(rows, VIEW))).all()


def test_rows_in_another_order_are_painted_in_that_order() -> None:
    layers, frame = Layers(), everything()
    layers.show(frame.rows, VIEW)
    layers.settle()
    shown(layers, frame)
    turned = Frame(frame.rows[::-1], VIEW)
    assert layers.show(turned.rows, VIEW)
    assert (shown(layers, turned) == picture(turned)).all()


def test_a_new_viewport_moves_everything(painted: list[list[int]]) -> None:
    layers, frame = Layers(), everything()
    layers.show(frame.rows, VIEW)
    layers.settle()
    shown(layers, frame)
    other = replace(VIEW, x_low=-9.0, x_high=11.0)
    layers.show(frame.rows, other)
    off = abs(shown(layers, Frame(frame.rows, other)) - picture(Frame(frame.rows, other))).max(2)
    assert (off > 60).mean() < 0.004
