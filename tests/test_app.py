"""The window is put together: under the welcome page, on a file, with what fails told in it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.app import _choose_input_method, make_application, make_window
from calcviz.language.messages import use_language
from calcviz.ui.remembered import Remembered


@pytest.fixture
def remembered(tmp_path: Path) -> Iterator[Remembered]:
    kept = Remembered(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    kept.language = "en"
    kept.theme = "light"
    yield kept
    use_language("en")


def test_the_welcome_page_lies_over_an_empty_document(
    qapp: QApplication, qtbot: QtBot, remembered: Remembered
) -> None:
    window = make_window(make_application(), remembered)
    qtbot.addWidget(window)
    assert window.sheets.names() == ["welcome"]
    assert [row.text for row in window.session.document.rows] == [""]
    assert window.files.untouched
    assert remembered.recent == []


def test_a_file_named_on_the_command_line_opens(
    qapp: QApplication, qtbot: QtBot, remembered: Remembered, tmp_path: Path
) -> None:
    path = tmp_path / "a.calcviz"
    path.write_text('{"format": "calcviz", "version": 1, "rows": [{"text": "x^3"}]}')
    window = make_window(qapp, remembered, str(path))
    qtbot.addWidget(window)
    assert window.session.document.rows[0].text == "x^3"
    assert window.windowTitle().startswith("a")


def test_a_file_that_is_not_there_is_told(qapp: QApplication, qtbot: QtBot, remembered: Remembered) -> None:
    window = make_window(qapp, remembered, "/no/such/file.calcviz")
    qtbot.addWidget(window)
    assert "there is no such file" in window.message.words.text()


@pytest.mark.parametrize(
    ("environment", "method"),
    [
        ({"QT_IM_MODULE": "fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "fcitx5"}, "ibus"),
        ({"XMODIFIERS": "@im=fcitx"}, "ibus"),
        ({"QT_IM_MODULE": "ibus"}, "ibus"),
        ({}, None),
    ],
)
def test_chinese_can_be_typed_where_fcitx_is_configured(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], method: str | None
) -> None:
    for name in ("QT_IM_MODULE", "XMODIFIERS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(os, "environ", dict(os.environ))
    _choose_input_method()
    assert os.environ.get("QT_IM_MODULE") == method
