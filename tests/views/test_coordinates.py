"""The corner shows as many digits as a pixel means."""

import pytest
from PySide6.QtCore import QPointF

from calcviz.scene.document import Viewport
from calcviz.views.coordinates import coordinates, corner
from tests.views.frames import VIEW


@pytest.mark.parametrize(
    ("view", "text"),
    [
        (VIEW, "(2.50, 2.08)"),
        (Viewport(0, 1e-3, 0, 1e-3, 480, 300), "(0.000625, 0.000667)"),
        (Viewport(-1e9, 1e9, -1e9, 1e9, 480, 300), "(2.5×10⁸, 3.33×10⁸)"),
    ],
)
def test_digits(view: Viewport, text: str) -> None:
    assert coordinates(view, QPointF(300, 100)) == text


def test_the_corner_lies_in_the_view() -> None:
    for view in (VIEW, Viewport(-1, 1, -1, 1, 160, 120)):
        place = corner(view)
        assert place.left() >= 0 and place.right() <= view.width and place.bottom() <= view.height
