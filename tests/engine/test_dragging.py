"""Where a handle is dragged to, and how far a key moves it: by the axes along which it is seen."""

import pytest

from calcviz.drawing import Drawing, Handle, Panel
from calcviz.engine.dragging import dragged, nudged
from calcviz.engine.frame import FrameRow
from calcviz.scene.concept import Concept, with_fields
from calcviz.scene.document import Document, Row, Viewport
from calcviz.session import Session

VIEW = Viewport()


def made(text: str) -> tuple[Concept, FrameRow]:
    session = Session(Document((Row(1, text),)))
    concept = session.scene.items[0].concept
    assert concept is not None
    return concept, session.frame.rows[0]


def test_a_point_of_the_plane_is_rounded_to_what_a_pixel_means() -> None:
    concept, row = made("tangent(x^2, 1)")
    assert dragged(concept, row, "a", 1.23456789, 0.0, VIEW) == with_fields(concept, {"a": 1.23})


@pytest.mark.parametrize(("x", "h"), [(3.45678e-9, 3.5e-9), (0.0123456, 0.012), (1e-30, 1e-16), (7.0, 1.0)])
def test_a_point_of_a_logarithmic_panel_is_rounded_by_its_power_of_ten(x: float, h: float) -> None:
    concept, row = made("differentiation_error(sin(x), 1)")
    moved = dragged(concept, row, "h", x, 1e-3, VIEW)
    assert getattr(moved, "h") == pytest.approx(h, rel=1e-12)  # noqa: B009


def test_keys_step_by_a_power_of_ten_in_a_logarithmic_panel() -> None:
    concept, row = made("differentiation_error(sin(x), 1, 0.002)")
    assert nudged(concept, row, "h", (1, 0), VIEW) == with_fields(concept, {"h": 0.0021})
    assert nudged(concept, row, "h", (-10, 0), VIEW) == with_fields(concept, {"h": 0.001})
    assert nudged(concept, row, "a", (1, 0), VIEW) == with_fields(concept, {"a": 1.1})


def test_a_handle_that_is_not_there_moves_nothing() -> None:
    concept, row = made("tangent(x^2, 1)")
    assert nudged(concept, row, "nothing", (1, 0), VIEW) is concept


def test_a_handle_of_the_plane_is_no_handle_of_a_panel() -> None:
    _, row = made("linked(x^2, 1)")
    assert row.panel_of("x0") is None
    panel = Panel("", (0.1, 10.0), (0.1, 10.0), (Handle("h", 1, 1),), False, x_log=True)
    alone = FrameRow(row.row, "concept", Drawing(panels=(panel,)))
    assert alone.panel_of("h") is panel and alone.panel_of("x0") is None
