"""A plane for every test that wants one."""

import pytest
from pytestqt.qtbot import QtBot

from tests.views.desk import Desk


@pytest.fixture
def desk(qtbot: QtBot) -> Desk:
    return Desk(qtbot)
