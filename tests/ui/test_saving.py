"""A file is written while the window goes on, or not at all."""

from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.export import picture
from calcviz.export.figure import Figure
from calcviz.ui.saving import PAINTED, Saving
from tests.views.frames import everything

FIGURE = Figure(12, 8, 10, 150)


@pytest.fixture
def owner(dressed: QApplication) -> QObject:
    return QObject()


def test_it_tells_how_far_it_is_and_when_it_is_done(
    owner: QObject, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "_BAND", 50_000)
    saving = Saving(everything(), FIGURE, tmp_path / "a.png", owner)
    shares: list[int] = []
    saving.progressed.connect(shares.append)
    with qtbot.waitSignal(saving.done) as told:
        saving.start()
    assert told.args == [None]
    assert len(shares) > 4 and shares == sorted(shares) and shares[-1] == PAINTED
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == FIGURE.pixels


def test_cancelled_while_it_is_packed_it_writes_nothing(owner: QObject, tmp_path: Path, qtbot: QtBot) -> None:
    saving = Saving(everything(), FIGURE, tmp_path / "a.png", owner)
    told: list[object] = []
    saving.done.connect(told.append)
    while not saving._packing:
        saving._step()
    saving.cancel()
    with qtbot.waitSignal(saving.destroyed):
        pass
    assert not told and not list(tmp_path.iterdir())


def test_an_error_is_told(owner: QObject, tmp_path: Path, qtbot: QtBot) -> None:
    saving = Saving(everything(), FIGURE, tmp_path / "no" / "a.svg", owner)
    with qtbot.waitSignal(saving.done) as told:
        saving.start()
    assert isinstance(told.args[0], OSError)
