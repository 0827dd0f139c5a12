"""Examples: opened by their titles, as copies, in the language that is spoken."""

from PySide6.QtWidgets import QMenu

from calcviz.places import resource
from calcviz.ui.examples import examples
from calcviz.ui.window import Window
from tests.ui.conftest import Open


def submenu(window: Window) -> QMenu:
    found = [
        each for each in window.menuBar().findChildren(QMenu) if each.title() in ("E&xamples", "示例(&X)")
    ]
    found[-1].aboutToShow.emit()
    return found[-1]


def test_every_example_is_in_the_menu_and_opens_as_a_copy(open_rows: Open) -> None:
    window = open_rows("x")
    entries = submenu(window).actions()
    assert len(entries) == len(list(resource("examples").glob("*.calcviz")))
    assert [entry.text() for entry in entries][:3] == ["Welcome", "Graphs", "Sliders"]
    for entry in entries:
        entry.trigger()
        assert window.session.path is None
        assert not window.session.modified
        assert entry.text() in window.session.document.rows[0].text
    assert window.remembered.recent == []


def test_chinese_has_chinese_notes(open_rows: Open) -> None:
    window = open_rows("x")
    window.choose_language("zh_CN")
    assert [entry.text() for entry in submenu(window).actions()][:2] == ["欢迎", "函数图象"]
    assert len(examples()) == len(list(resource("examples").glob("*.calcviz")))
