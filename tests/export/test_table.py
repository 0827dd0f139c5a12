"""The table gives back every float."""

from pathlib import Path

import numpy as np
import pytest

from calcviz.drawing import Bars, Polyline
from calcviz.engine.frame import Frame
from calcviz.export.table import save_table, table_text
from tests.views.fields import LEVELS, circles, vectors
from tests.views.frames import VIEW, everything, row, sine_and_tangent


def test_rows_and_pieces_are_counted_from_one() -> None:
    x = np.array([0.1, 0.2, 1.0, 2.0])
    frame = Frame((row(7), row(9, Polyline(x, x / 3, np.array([0, 2])))), VIEW)
    assert table_text(frame) == (
        "row,piece,x,y\n"
        "2,1,0.1,0.03333333333333333\n"
        "2,1,0.2,0.06666666666666667\n"
        "2,2,1.0,0.3333333333333333\n"
        "2,2,2.0,0.6666666666666666\n"
    )


def test_every_digit_comes_back() -> None:
    frame = sine_and_tangent()
    lines = [line.split(",") for line in table_text(frame).splitlines()[1:]]
    sine = frame.rows[0].drawing.primitives[0]
    assert isinstance(sine, Polyline)
    read = np.array([line[2:] for line in lines if line[0] == "1"], float)
    assert (read[:, 0] == sine.x).all() and (read[:, 1] == sine.y).all()


def test_constructions_asymptotes_and_hidden_rows_are_no_data() -> None:
    numbers = {line.split(",")[0] for line in table_text(everything()).splitlines()[1:]}
    assert numbers == {"1", "2", "3", "4", "5"}
    tangents = [line for line in table_text(sine_and_tangent()).splitlines() if line.startswith("2,")]
    assert len(tangents) == 2
    hidden = Frame((row(1, Bars(np.ones(1), np.ones(1), np.ones(1)), visible=False),), VIEW)
    assert table_text(hidden) == "row,piece,x,y\n"


def test_a_bar_is_a_piece_of_two_points() -> None:
    bars = Bars(np.array([1.0, 2.0]), np.array([-1.0, -2.0]), np.array([3.0, 4.0]))
    lines = table_text(Frame((row(1, bars),), VIEW)).splitlines()
    assert lines[1:] == ["1,1,1.0,-1.0", "1,1,1.0,3.0", "1,2,2.0,-2.0", "1,2,2.0,4.0"]


def test_the_file_has_plain_newlines(tmp_path: Path) -> None:
    save_table(sine_and_tangent(), tmp_path / "a.csv")
    content = (tmp_path / "a.csv").read_bytes()
    assert content == table_text(sine_and_tangent()).encode() and b"\r" not in content


def test_a_folder_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be written"):
        save_table(sine_and_tangent(), tmp_path / "missing" / "a.csv")


def test_level_curves_and_arrows_are_pieces() -> None:
    frame = Frame((row(1, circles()), row(2, vectors((1.0, 2.0, 0.5, -1.0), (0.0, 0.0, 1.0, 0.0)))), VIEW)
    lines = [line.split(",") for line in table_text(frame).splitlines()[1:]]
    assert {line[1] for line in lines if line[0] == "1"} == {str(k + 1) for k in range(len(LEVELS))}
    for _, piece, x, y in (line for line in lines if line[0] == "1"):
        assert np.hypot(float(x), float(y)) ** 2 == pytest.approx(LEVELS[int(piece) - 1])
    assert [line[1:] for line in lines if line[0] == "2"][:2] == [["1", "1.0", "2.0"], ["1", "1.5", "1.0"]]
