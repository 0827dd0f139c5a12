"""Another language, size or theme builds the window anew and leaves nothing of the old one behind."""

import gc
from collections import Counter
from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from calcviz.ui.command_palette import CommandPalette
from calcviz.ui.hints import begin_hints
from calcviz.ui.theme import CHOICES, SIZES
from calcviz.ui.window import Window
from tests.ui.conftest import Open

ROWS = (
    *("f(x) = x^2", "derivative(f)", "tangent(f, a)", "a = 1", "# A *note* with $x^2$"),
    *("g(x, y) = x^2 + y^2", "gradient(g, (a, 1))"),
)

ONE_WINDOW = 2500
"""Objects of Python: a window on these rows has some 3000, and fifteen are built."""


def living(window: Window) -> tuple[Counter[str], int, int]:
    """The widgets by their kind, the actions of the window, and the objects of Python."""
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for _ in range(3):
        gc.collect()
    widgets = Counter(type(each).__name__ for each in QApplication.allWidgets())
    return widgets, len(window.findChildren(QAction)), len(gc.get_objects())


def switch(window: Window, count: int) -> None:
    """So many changes of language, size and theme in turn; four more lead to where it began."""
    changes = (
        lambda k: window.choose_language(("zh_CN", "en")[k % 2]),
        lambda k: window.choose_size(("large", *SIZES)[k % 4]),
        lambda k: window.choose_theme(CHOICES[k % 4]),
    )
    for k in range(count):
        changes[k % 3](k // 3)
    window.choose_language("en")
    window.choose_size("normal")
    window.choose_theme("light")


def test_nothing_is_left_behind(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    switch(window, 3)
    widgets, actions, objects = living(window)
    switch(window, 12)
    again, actions_again, objects_again = living(window)
    assert again == widgets
    assert actions_again == actions
    assert objects_again - objects < ONE_WINDOW


def test_pages_and_bars_that_stood_open_leave_nothing(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    counts = []
    for round_ in range(3):
        for name in ("palette", "find", "keypad", "axes", "shortcuts"):
            window.actions_by_name[name].trigger()
            window.choose_language(("zh_CN", "en")[round_ % 2])
        for page in window.findChildren(CommandPalette):
            assert page.close()
        window.sheets.clear()
        counts.append(living(window)[1])
    assert counts[2] == counts[1]


def test_the_palette_goes_with_the_actions_that_it_offers(open_rows: Open) -> None:
    window = open_rows()
    window.actions_by_name["palette"].trigger()
    palette = window.findChild(CommandPalette)
    assert palette is not None
    window.choose_size("large")
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert window.findChild(CommandPalette) is None
    window.choose_size("normal")


def test_dialogs_that_were_answered_are_gone(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    window.session.edit(1, "f(x) = x")
    before = living(window)[0]
    for name in ("preferences", "about", "new"):
        QTimer.singleShot(0, lambda: QApplication.activeModalWidget().close())
        window.actions_by_name[name].trigger()
    assert living(window)[0] == before


@pytest.mark.parametrize("go", [Window.close, Window.leave])
def test_a_window_that_is_gone_hears_no_more_of_its_document(
    open_rows: Open, go: Callable[[Window], object]
) -> None:
    window = open_rows(*ROWS)
    begin_hints(window)
    window.actions_by_name["find"].trigger()
    window.actions_by_name["gallery"].trigger()
    go(window)
    assert window.session.listeners == []


def test_nothing_is_done_in_a_window_that_has_left(open_rows: Open) -> None:
    window = open_rows(*ROWS)
    window.leave()
    for name in ("duplicate", "new_row", "undo", "save"):
        window.actions_by_name[name].trigger()
    assert [row.text for row in window.session.document.rows] == list(ROWS)
