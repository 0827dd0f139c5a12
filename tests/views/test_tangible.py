"""What plane and space alike hear and tell."""

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.views.plane import PlaneView
from calcviz.views.space.view import SpaceView
from calcviz.views.tangible import Tangible


@pytest.fixture(params=[PlaneView, SpaceView])
def view(request: pytest.FixtureRequest, qtbot: QtBot) -> Tangible:
    made: Tangible = request.param()
    qtbot.addWidget(made)
    made.resize(300, 200)
    return made


@pytest.mark.parametrize(
    ("reason", "ringed"),
    [
        (Qt.FocusReason.TabFocusReason, True),
        (Qt.FocusReason.ShortcutFocusReason, True),
        (Qt.FocusReason.MouseFocusReason, False),
    ],
)
def test_who_comes_with_keys_sees_a_ring(view: Tangible, reason: Qt.FocusReason, ringed: bool) -> None:
    QApplication.sendEvent(view, QFocusEvent(QEvent.Type.FocusIn, reason))
    assert view.ringed is ringed


def test_of_several_drags_in_one_refresh_the_last_is_told(view: Tangible) -> None:
    told: list[tuple[int, str, float, float]] = []
    view.handle_dragged.connect(lambda *wish: told.append(wish))
    for x in (1.0, 2.0, 3.0):
        view.report_drag(1, "P", x, 0.0)
    view.flush()
    assert told == [(1, "P", 1.0, 0.0), (1, "P", 3.0, 0.0)]
    view.report_drag(1, "P", 4.0, 0.0)
    view.drop()
    view.flush()
    assert told[-1] == (1, "P", 3.0, 0.0)


def test_places_are_counted_in_pixels_of_the_picture(view: Tangible) -> None:
    view.set_magnification(2.0)
    assert view.sheet_size() == (150, 100)
    assert view.spot(QPointF(50, 20)) == QPointF(25, 10)
