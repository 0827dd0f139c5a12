"""A sheet has its true proportions, and the picture its place on it."""

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.ui.paper_preview import PaperPreview, sheet_for
from tests.views.frames import colored, pixels


@pytest.mark.parametrize(
    ("size", "sheet"),
    [((8.5, 5), (21, 29.7)), ((16, 10), (21, 29.7)), ((25, 12), (29.7, 21)), ((60, 30), (62, 32))],
)
def test_a_picture_lies_within_its_sheet(size: tuple[float, float], sheet: tuple[float, float]) -> None:
    laid = sheet_for(*size)
    assert (laid.width, laid.height) == sheet
    assert (laid.picture.width(), laid.picture.height()) == size
    assert laid.picture.left() > 0 and laid.picture.right() < laid.width
    assert laid.picture.top() > 0 and laid.picture.bottom() < laid.height


@pytest.mark.parametrize("size", [(8.5, 5.0), (16.0, 20.0), (25.4, 14.3), (100.0, 1.0), (1.0, 100.0)])
def test_the_picture_is_seen_whole_and_in_proportion(
    dressed: QApplication, qtbot: QtBot, size: tuple[float, float]
) -> None:
    preview = PaperPreview()
    qtbot.addWidget(preview)
    preview.resize(560, 600)
    across, down = preview.lay(sheet_for(*size))
    assert across / down == pytest.approx(size[0] / size[1], rel=0.02) or min(across, down) < 12
    image = QImage(across, down, QImage.Format.Format_RGB32)
    image.fill(0x12AB34)
    preview.show_picture(image, "a picture")
    found = np.argwhere(colored(pixels(preview.grab().toImage()), "#12ab34"))
    height, width = found.max(0) - found.min(0) + 1
    assert (width, height) == (pytest.approx(across, abs=2), pytest.approx(down, abs=2))


def test_a_clear_picture_lies_on_squares(dressed: QApplication, qtbot: QtBot) -> None:
    preview = PaperPreview()
    qtbot.addWidget(preview)
    preview.resize(500, 500)
    image = QImage(*preview.lay(sheet_for(10, 6)), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    preview.show_picture(image, "")
    assert colored(pixels(preview.grab().toImage()), "#e9ebee", 0).sum() > 2000
