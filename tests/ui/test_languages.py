"""Chinese everywhere: in Qt's own dialogs too, and mnemonics at the end."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from calcviz.ui.languages import speak
from tests.ui.conftest import Open


@pytest.fixture
def chinese(qapp: QApplication) -> Iterator[None]:
    speak(qapp, "zh_CN")
    yield
    speak(qapp, "en")


@pytest.mark.usefixtures("chinese")
def test_a_file_dialog_says_nothing_in_english(qtbot: QtBot) -> None:
    dialog = QFileDialog()
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    parts = [*dialog.findChildren(QLabel), *dialog.findChildren(QPushButton)]
    said = [part.text() for part in parts if part.text().strip()]
    assert len(said) >= 5
    assert [text for text in said if re.search("[a-z]", re.sub(r"\(&\w\)", "", text))] == []
    assert QLocale().formattedDataSize(5) == "5 字节"


def test_what_is_undone_stands_before_the_mnemonic(open_rows: Open, qapp: QApplication) -> None:
    window = open_rows("x")
    window.session.edit(1, "x^2")
    undo = window.actions_by_name["undo"]
    assert undo.text() == "&Undo typing"
    window.choose_language("zh_CN")
    window.session.edit(1, "x^3")
    window.session.commit()
    assert window.actions_by_name["undo"].text() == "撤销输入(&U)"
    speak(qapp, "en")
