"""Garbage is collected on the window's thread, when nobody waits."""

import gc
from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from calcviz.ui.tidying import FEW, MANY, Tidying


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The generations that were collected; afterwards Python collects as before."""
    asked: list[int] = []
    monkeypatch.setattr(gc, "collect", asked.append)
    yield asked
    gc.unfreeze()
    gc.enable()


def test_nothing_is_collected_before_it_has_begun(qtbot: QtBot, qapp: object, collected: list[int]) -> None:
    made = Tidying()
    made.changed()
    assert gc.isenabled()
    assert not made._rest.isActive()
    made.begin()
    assert not gc.isenabled()


def test_new_objects_are_looked_through_where_there_are_many(
    qapp: object, collected: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Tidying()
    made.begin()
    monkeypatch.setattr(gc, "get_count", lambda: (10, 0, 0))
    made.changed()
    monkeypatch.setattr(gc, "get_count", lambda: (MANY + 1, 0, 0))
    made.changed()
    assert collected == [1]


def test_all_is_looked_through_at_rest_where_much_was_made(
    qtbot: QtBot, qapp: object, collected: list[int]
) -> None:
    made = Tidying()
    made._rest.setInterval(1)
    made.begin()
    for times in range(1, FEW + 2):
        made.changed()
        qtbot.waitUntil(partial(_are, collected, times))
    assert collected == [1] * FEW + [2]
    assert gc.get_freeze_count() > 0, "what is left is not looked through again"
    made.thaw()
    assert gc.get_freeze_count() == 0
    qtbot.waitUntil(partial(_are, collected, FEW + 2))
    assert collected[-1] == 2


def _are(collected: list[int], count: int) -> bool:
    return len(collected) == count
