"""Nothing in Python outlives what Qt has deleted: what is made at its address later would be taken for it."""

import re
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLayoutItem

from calcviz.scene.document import Document, Row
from calcviz.scene.journal import Journal, orphans
from calcviz.ui.crash_log import Ended
from calcviz.ui.recovery import Recovery
from tests.ui.conftest import Open

CALCVIZ = Path(__file__).resolve().parents[2] / "calcviz"
OUTLIVING = re.compile(r"\bitemAt\(|\bQRunnable\b")
"""What PySide6 6.11 gives to Python without hearing of its end."""


@pytest.mark.parametrize("path", sorted(CALCVIZ.rglob("*.py")), ids=lambda path: path.stem)
def test_what_outlives_is_not_asked_for(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if OUTLIVING.search(line.split("#")[0])] == []


def items_kept() -> list[QLayoutItem]:
    """The items of layouts that Python holds; a layout within a layout is filled when it stands there."""
    kept = [each for each in shiboken6.getAllValidWrappers() if isinstance(each, QLayoutItem)]
    return [each for each in kept if not isinstance(each, QObject)]


def test_walking_through_the_window_keeps_no_items_of_layouts(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2", "tangent(f, a)", "x + b")
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Tab)
    assert items_kept() == []


PAGES = "welcome gallery axes find rename keypad export print preferences shortcuts palette about".split()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_or_dialog_keeps_no_items_of_layouts(open_rows: Open, name: str) -> None:
    window = open_rows("f(x) = x^2", "tangent(f, a)", "x + b")
    seen = []

    def look() -> None:
        seen.append(items_kept())
        asked = QApplication.activeModalWidget()
        if asked is not None:
            asked.close()

    QTimer.singleShot(0, look)
    window.actions_by_name[name].trigger()
    QApplication.processEvents()
    assert seen == [[]]


def test_recovery_keeps_no_items_of_layouts(open_rows: Open, tmp_path: Path) -> None:
    for number in range(3):
        journal = Journal(tmp_path)
        journal.note(Document((Row(1, f"x^{number}"),)), None, True)
        journal.close(keep=True)
    window = open_rows()
    recovery = Recovery(window, orphans(tmp_path), Ended(False, None))
    recovery.show()
    assert items_kept() == []
    recovery.finish()
