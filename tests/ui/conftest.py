"""A real window on a real session, with settings of its own."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QMessageBox
from pytestqt.qtbot import QtBot

from calcviz.language.messages import use_language
from calcviz.scene.document import Document, Row, Style
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.files import Files
from calcviz.ui.remembered import Remembered
from calcviz.ui.window import Window

Open = Callable[..., Window]


def answer(monkeypatch: pytest.MonkeyPatch, button: QMessageBox.StandardButton) -> list[str]:
    """Press that button wherever something is asked; the questions, as they come."""
    asked: list[str] = []

    def reply(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return button

    monkeypatch.setattr(QMessageBox, "exec", reply)
    return asked


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> QApplication:
    theme.apply(qapp, theme.LIGHT)
    return qapp


@pytest.fixture
def remembered(tmp_path: Path) -> Remembered:
    return Remembered(QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat))


@pytest.fixture
def open_rows(
    dressed: QApplication, qtbot: QtBot, remembered: Remembered, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Open]:
    """Open a shown window on a document with these rows."""
    remembered.language = "en"

    def open_them(*texts: str) -> Window:
        rows = tuple(Row(k + 1, text, Style(color=k)) for k, text in enumerate(texts or ("",)))
        window = Window(Session(Document(rows)), remembered)
        qtbot.addWidget(
            window, before_close_func=lambda _: monkeypatch.setattr(Files, "may_leave", lambda _: True)
        )
        window.resize(1280, 800)  # the screen that there is not is smaller: the inspector would fold itself
        window.show()
        qtbot.waitExposed(window)
        return window

    yield open_them
    use_language("en")
