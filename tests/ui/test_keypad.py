"""The mathematics keypad: opened and remembered, clicked, walked through by keys."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.ui.editor import GAP
from calcviz.ui.keypad import KeyButton, Keypad
from calcviz.ui.keypad_pages import pages
from calcviz.ui.window import Window
from tests.ui.conftest import Open
from tests.ui.test_editor import begin, editor_of, marked
from tests.ui.test_rows import texts, type_in


def opened(window: Window) -> Keypad:
    window.actions_by_name["keypad"].setChecked(True)
    keypad = window.writing.keypad
    assert keypad is not None and keypad.isVisible()
    QApplication.processEvents()
    return keypad


def key(keypad: Keypad, template: str) -> KeyButton:
    return next(each for each in keypad.buttons() if each.key.template == template)


def click(keypad: Keypad, template: str) -> None:
    QTest.mouseClick(key(keypad, template), Qt.MouseButton.LeftButton)


def test_it_is_made_when_it_is_opened_and_remembered(open_rows: Open) -> None:
    window = begin(open_rows)
    assert window.writing.keypad is None
    keypad = opened(window)
    assert window.remembered.keypad
    window.actions_by_name["keypad"].setChecked(False)
    assert not keypad.isVisible() and not window.remembered.keypad


def test_it_stands_below_the_rows_and_hides_none_of_them(open_rows: Open) -> None:
    window = begin(open_rows, *(["x"] * 30))
    keypad = opened(window)
    window.rows.focus_row(30)
    QApplication.processEvents()
    editor = editor_of(window)
    assert editor.mapTo(window.rows, editor.rect().bottomLeft()).y() <= keypad.y()
    assert keypad.geometry().bottom() == window.rows.rect().bottom()
    assert all(each.width() >= 32 and each.height() >= 32 for each in keypad.buttons())


def test_clicks_write_where_the_cursor_was(open_rows: Open) -> None:
    window = begin(open_rows, "x", "2")
    window.rows.focus_row(1)
    keypad = opened(window)
    click(keypad, "√(□)")
    assert marked(window) == "x√(|)" and editor_of(window).hasFocus()
    click(keypad, "7")
    assert texts(window) == ["x√(7)", "2"]
    window.plane.setFocus()
    click(keypad, "+")
    assert texts(window) == ["x√(7+)", "2"]


def test_a_selection_goes_into_the_template(open_rows: Open) -> None:
    window = begin(open_rows, "x + 1")
    window.rows.focus_row(1)
    editor_of(window).selectAll()
    click(opened(window), "(□)/(□)")
    assert marked(window) == "(x + 1)/(|)"


def test_a_key_opens_no_completion(open_rows: Open) -> None:
    window = begin(open_rows, "s")
    window.rows.focus_row(1)
    keypad = opened(window)
    click(keypad, "t")
    QApplication.processEvents()
    assert texts(window) == ["st"] and not window.writing.prompter.is_open


def test_without_a_row_it_makes_one(open_rows: Open) -> None:
    window = begin(open_rows, "x")
    window.rows.focus_row(1)
    keypad = opened(window)
    window.session.remove((1,))
    click(keypad, "7")
    assert "7" in texts(window) and editor_of(window).toPlainText() == "7"


def test_arrows_walk_space_types_and_stays_enter_types_and_goes(open_rows: Open) -> None:
    window = begin(open_rows)
    keypad = opened(window)
    keypad.tabs.setFocus()
    QTest.keyClick(keypad.tabs, Qt.Key.Key_Down)
    first = QApplication.focusWidget()
    assert isinstance(first, KeyButton) and first.key.template == "x"
    QTest.keyClick(first, Qt.Key.Key_Right)
    second = QApplication.focusWidget()
    assert isinstance(second, KeyButton)
    QTest.keyClick(second, Qt.Key.Key_Down)
    below = QApplication.focusWidget()
    assert isinstance(below, KeyButton) and below.key.template == "^(□)"
    QTest.keyClick(below, Qt.Key.Key_Up)
    chosen = QApplication.focusWidget()
    assert isinstance(chosen, KeyButton)
    QTest.keyClick(chosen, Qt.Key.Key_Space)
    assert texts(window) == ["y"] and chosen.hasFocus()
    QTest.keyClick(chosen, Qt.Key.Key_Return)
    assert texts(window) == ["yy"] and editor_of(window).hasFocus()


def test_up_from_the_first_keys_are_the_pages_and_escape_goes_to_the_row(open_rows: Open) -> None:
    window = begin(open_rows)
    keypad = opened(window)
    keypad.buttons()[1].setFocus()
    QTest.keyClick(keypad.buttons()[1], Qt.Key.Key_Up)
    assert keypad.tabs.hasFocus()
    QTest.keyClick(keypad.tabs, Qt.Key.Key_Right)
    assert key(keypad, "sin(□)").isVisible()
    QTest.keyClick(keypad.tabs, Qt.Key.Key_Escape)
    assert editor_of(window).hasFocus()


def test_tab_stops_once_among_the_keys(open_rows: Open) -> None:
    window = begin(open_rows)
    keypad = opened(window)
    stops = [each for each in keypad.buttons() if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1
    keypad.buttons()[5].setFocus()
    stops = [each for each in keypad.buttons() if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == [keypad.buttons()[5]]


def test_every_key_says_what_it_is_and_greek_ones_their_alt_key(open_rows: Open) -> None:
    window = begin(open_rows)
    keypad = opened(window)
    for place in range(len(pages())):
        keypad.turn_to(place)
        assert all(each.accessibleName() for each in keypad.buttons())
    keypad.turn_to(2)
    assert key(keypad, "α").toolTip() == "alpha (Alt+A)"
    assert key(keypad, "Δ").toolTip() == "Delta (Alt+Shift+D)"


def test_what_functions_and_greek_keys_type_can_be_read(open_rows: Open) -> None:
    open_rows()
    for page in pages()[1:3]:
        for each in page.keys:
            text = each.template.replace(GAP, "2")
            letters = () if GAP in each.template else (each.name, each.face)
            names = Names(numbers=frozenset(letters))
            assert isinstance(parse(text, names), Expression), text


def test_concepts_are_rows_that_draw(open_rows: Open) -> None:
    window = begin(open_rows, "f(x) = x^2", "")
    window.rows.focus_row(2)
    keypad = opened(window)
    keypad.turn_to(3)
    click(keypad, "tangent(□, 1)")
    type_in(window, "f")
    assert texts(window)[1] == "tangent(f, 1)"
    assert window.session.frame.rows[1].drawing.handles
