"""Pictures look as they did when a person last found them right.

To accept new ones: CALCVIZ_ACCEPT_PICTURES=1 python -m pytest tests/pictures, then look at each of them.
"""

import os
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from calcviz.engine.frame import Frame
from calcviz.export.figure import on_screen
from calcviz.export.picture import figure_image
from calcviz.scene.document import Document, Row, Style, Viewport
from calcviz.session import Session
from calcviz.views.theme import DARK, LIGHT, PRINT, Theme
from tests.views.fields import field_frame
from tests.views.frames import everything, pixels, sine_and_tangent

REFERENCE = Path(__file__).parent / "reference"
ACCEPT = bool(os.environ.get("CALCVIZ_ACCEPT_PICTURES"))
WRONG = 48
"""A channel that differs by more than this is no matter of rounding or of another version of FreeType."""
SHARE = 0.002
"""How much of the picture may differ so."""


def axes(view: Viewport, *texts: str) -> Frame:
    """What rows with these texts show in that view."""
    rows = tuple(Row(k, text, Style(color=k - 1)) for k, text in enumerate(texts, 1))
    return Session(Document(rows, view)).frame


LOG_LOG = Viewport(0.01, 1000, 1e-3, 1e4, 480, 300, x_scale="log", y_scale="log")
LOG_Y = Viewport(-10, 10, 1e-4, 1e6, 480, 300, y_scale="log")
TURNS = Viewport(-7, 7, -2.2, 2.2, 480, 300, x_ticks="pi")
POLAR = Viewport(-10, 10, -6.25, 6.25, 480, 300, grid="polar")

PICTURES: dict[str, tuple[Frame, Theme, float, bool]] = {
    "light": (everything(), LIGHT, 1.0, True),
    "dark": (everything(), DARK, 1.0, True),
    "print": (everything(), PRINT, 1.0, False),
    "double": (sine_and_tangent(), LIGHT, 2.0, False),
    "tiny": (
        sine_and_tangent(1.0, Viewport(1 - 1e-6, 1 + 1e-6, 0.84147, 0.841472, 480, 480)),
        LIGHT,
        1.0,
        False,
    ),
    "log-log": (axes(LOG_LOG, "x^2", "tangent(x^2, 3)", "1/(x-3)"), LIGHT, 1.0, True),
    "log-y": (axes(LOG_Y, "e^x", "secant(e^x, 1, 2)", "sin(x)"), LIGHT, 1.0, False),
    "pi": (axes(TURNS, "sin(x)", "cos(x)"), LIGHT, 1.0, False),
    "polar": (axes(POLAR, "sqrt(4-x^2)", "x/2"), LIGHT, 1.0, False),
    "field": (field_frame(), LIGHT, 1.0, True),
    "field-dark": (field_frame(), DARK, 1.0, False),
    "map": (field_frame(mapped=True), LIGHT, 2.0, True),
    "map-dark": (field_frame(mapped=True), DARK, 1.0, True),
    "map-print": (field_frame(mapped=True), PRINT, 1.0, False),
    "huge": (sine_and_tangent(1.0, Viewport(-1e9, 1e9, -1e9, 1e9, 360, 360)), LIGHT, 1.0, False),
}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("name", PICTURES)
def test_picture(name: str, tmp_path: Path) -> None:
    frame, theme, scale, handles = PICTURES[name]
    view = frame.viewport
    image = figure_image(frame, on_screen(view.width, view.height, scale, theme, handles=handles))
    path = REFERENCE / f"{name}.png"
    if ACCEPT:
        image.save(str(path))
    wanted = QImage(str(path))
    assert (image.width(), image.height()) == (wanted.width(), wanted.height())
    off = abs(pixels(image) - pixels(wanted)).max(2) > WRONG
    if off.mean() > SHARE:
        image.save(str(tmp_path / f"{name}.png"))
        rows, columns = np.nonzero(off)
        pytest.fail(
            f"{off.mean():.2%} of {name} differs, within x {columns.min()}–{columns.max()}, "
            f"y {rows.min()}–{rows.max()}; it is kept as {tmp_path / name}.png"
        )
