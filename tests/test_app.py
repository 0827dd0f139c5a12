"""The window is put together: on the welcome document, on a file, with what fails told in it."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.app import _choose_input_method, _Surprise, make_application, make_window
from calcviz.language.messages import use_language
from calcviz.ui.files import Files
from calcviz.ui.remembered import Remembered


@pytest.fixture
def remembered(tmp_path: Path) -> Iterator[Remembered]:
    kept = Remembered(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))
    kept.language = "en"
    kept.theme = "light"
    yield kept
    use_language("en")


def test_the_welcome_document_opens_without_a_name(
    qapp: QApplication, qtbot: QtBot, remembered: Remembered
) -> None:
    window = make_window(make_application(), remembered)
    qtbot.addWidget(window)
    assert len(window.session.document.rows) > 1
    assert all(each.problem is None for each in window.session.frame.rows)
    assert window.session.path is None
    assert not window.session.modified
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


def test_a_surprise_is_logged_and_told_and_the_rows_stay(
    qapp: QApplication,
    qtbot: QtBot,
    remembered: Remembered,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = make_window(qapp, remembered)
    qtbot.addWidget(
        window, before_close_func=lambda _: monkeypatch.setattr(Files, "may_leave", lambda _: True)
    )
    window.session.edit(window.session.document.rows[0].id, "x^2")
    try:
        raise ZeroDivisionError("unheard of")
    except ZeroDivisionError:
        kind, error, trace = sys.exc_info()
        assert kind is not None and error is not None
        _Surprise(window)(kind, error, trace)
    assert "ZeroDivisionError" in window.message.words.text()
    assert "unexpected error" in caplog.text
    caplog.clear()
    assert window.session.document.rows[0].text == "x^2"


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
