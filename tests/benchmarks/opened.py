"""One dialog, page, bar or popup in a process of its own: how long it takes to be seen, and again."""

import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from calcviz.ui.window import Window
from tests.benchmarks.stage import WindowStage, application, settle

TEXTS = ("f(x) = x^3/6 - x", "derivative(f)", "tangent(f, 1)", "a = 1 in [0, 2]", "a + si")
REPORT, ROW_MENU, MENU = "report", "menu of a row", "menu Edit"
NAMES = (
    "export",
    "print",
    "preferences",
    "axes",
    "gallery",
    "welcome",
    "palette",
    "shortcuts",
    "language_page",
    "about",
    "keypad",
    "complete",
    "find",
    "replace",
    "rename",
    REPORT,
    ROW_MENU,
    MENU,
)
"""Names of actions, and what else can be opened."""

AGAIN = 3
PATIENCE = 2.0
"""Seconds after which nothing more is expected to be painted."""


class Painted(QObject):
    """Knows when something was last painted, anywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.count, self.last = 0, 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Paint, QEvent.Type.UpdateRequest):
            self.count, self.last = self.count + 1, perf_counter()
        return False


def opening(window: Window, name: str, folder: Path) -> Callable[[], object]:
    """What opens it."""
    if name == REPORT:
        from calcviz.ui.report import show_report

        report = folder / "report.txt"
        report.write_text("A line of a report.\n" * 200, encoding="utf-8")
        return lambda: show_report(window, report)
    if name == ROW_MENU:
        return window.rows.row(1).menu_button.click
    if name == MENU:
        bar = window.menuBar()
        return lambda: bar.setActiveAction(bar.actions()[1])
    return window.actions_by_name[name].trigger


def seen(window: Window, act: Callable[[], object]) -> float:
    """Milliseconds until all of it was painted; what was opened is closed again."""
    paints, done = Painted(), list[bool]()

    def look() -> None:
        while not done:
            before = paints.count
            QApplication.processEvents()
            late = perf_counter() - start > PATIENCE
            if late or 0 < paints.count == before:
                done.append(True)
        application().removeEventFilter(paints)
        close(window)

    application().installEventFilter(paints)
    start = perf_counter()
    QTimer.singleShot(0, look)
    act()  # what is modal for its caller comes back only when it is closed
    while not done:
        QApplication.processEvents()
    if not paints.count:
        raise AssertionError("nothing was painted")
    return (paints.last - start) * 1e3


def close(window: Window) -> None:
    """Take away whatever lies over the window or beside it."""
    window.sheets.clear()
    window.pages.close_palette()
    window.editing.finding.close()
    window.writing.prompter.close()
    window.actions_by_name["keypad"].setChecked(False)
    for part in QApplication.topLevelWidgets():
        if part is not window and part.isVisible() and isinstance(part, QWidget):
            part.close()
    for menu in window.findChildren(QMenu):
        menu.close()


def main(name: str) -> None:
    """Print the milliseconds of the first opening, and of the fastest of the later ones."""
    stage = WindowStage(TEXTS)
    window = stage.window
    window.activateWindow()
    window.rows.focus_row(len(TEXTS))
    window.rows.row(len(TEXTS)).editor.moveCursor(QTextCursor.MoveOperation.End)
    settle(600)
    times = []
    with TemporaryDirectory() as folder:
        act = opening(window, name, Path(folder))
        for _ in range(1 + AGAIN):
            times.append(seen(window, act))
            settle(150)
    print(repr({"first": times[0], "again": min(times[1:])}), flush=True)
    os._exit(0)  # taking a window apart is none of this


if __name__ == "__main__":
    main(sys.argv[1])
