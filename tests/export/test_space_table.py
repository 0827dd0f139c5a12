"""The points of space as a table: every float comes back, a surface line by line."""

from dataclasses import replace

import numpy as np

from calcviz.drawing.space import Mesh, space_line
from calcviz.engine.frame import Frame
from calcviz.export.space_table import space_table_text
from tests.views.frames import VIEW, row


def test_lines_and_surfaces_are_written_point_by_point() -> None:
    nan = np.nan
    z = np.array([[1.0, nan, 3.0], [4.0, 5.0, 1 / 3]])
    mesh = Mesh(np.array([0.0, 1.0, 2.0]), np.array([-1.0, 1.0]), z, np.zeros((1, 2), bool))
    x = np.array([0.1, 0.2])
    shown = replace(row(7), space=(space_line(x, 2 * x, 3 * x), mesh))
    hidden = replace(row(8), space=(mesh,), row=replace(row(8).row, visible=False))
    helping = replace(row(9), space=(space_line(x, x, x, "construction"),))
    assert space_table_text(Frame((shown, hidden, helping), VIEW)) == (
        "row,piece,x,y,z\n"
        "1,1,0.1,0.2,0.30000000000000004\n"
        "1,1,0.2,0.4,0.6000000000000001\n"
        "1,2,0.0,-1.0,1.0\n"
        "1,3,2.0,-1.0,3.0\n"
        "1,4,0.0,1.0,4.0\n"
        "1,4,1.0,1.0,5.0\n"
        "1,4,2.0,1.0,0.3333333333333333\n"
    )
