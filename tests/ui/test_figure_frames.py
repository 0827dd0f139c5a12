"""A figure is evaluated for its own shape; the session is left alone."""

import pytest

from calcviz.export.figure import Figure
from calcviz.scene.document import Document, Row
from calcviz.session import Session
from calcviz.ui.figure_frames import FigureFrames

pytestmark = pytest.mark.usefixtures("qapp")


def test_it_is_as_large_as_the_figure_and_the_session_as_before() -> None:
    session = Session(Document((Row(1, "sin(x)"),)))
    before = session.frame
    frames = FigureFrames(session)
    figure = Figure(20, 5, 8)
    whole = frames.whole(figure)
    assert (whole.viewport.width, whole.viewport.height) == figure.size
    assert whole.viewport.x_unit == pytest.approx(whole.viewport.y_unit)
    assert session.frame is before and frames.seen() is before


def test_a_preview_is_evaluated_once_for_each_size() -> None:
    frames = FigureFrames(Session(Document((Row(1, "sin(x)"),))))
    first = frames.quick(Figure(10, 6, 8))
    assert frames.quick(Figure(10, 6, 8)) is first
    assert frames.quick(Figure(10, 5, 8)) is not first


def test_the_table_begins_with_its_heading_and_says_where_it_goes_on() -> None:
    lines = FigureFrames(Session(Document((Row(1, "sin(x)"),)))).table_lines(5)
    assert lines[0] == "row,piece,x,y" and lines[-1] == "…" and len(lines) == 6
