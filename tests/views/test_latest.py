"""The first action runs at once, of the others the last."""

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from calcviz.views.latest import Latest


def test_only_the_last_of_many_is_run(qtbot: QtBot) -> None:
    owner, log = QObject(), list[int]()
    latest = Latest(owner, 10)
    for number in range(5):
        latest.call(lambda number=number: log.append(number))
    assert log == [0] and latest.waiting
    qtbot.waitUntil(lambda: not latest.waiting)
    assert log == [0, 4]


def test_what_is_dropped_is_never_run(qtbot: QtBot) -> None:
    owner, log = QObject(), list[int]()
    latest = Latest(owner, 1)
    latest.call(lambda: log.append(0))
    latest.call(lambda: log.append(1))
    latest.drop()
    latest.flush()
    assert log == [0] and not latest.waiting
