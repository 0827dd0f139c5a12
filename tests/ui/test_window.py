"""The window as a whole: actions, menus, concepts, themes, languages, export."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QAction, QKeySequence, QPainter
from PySide6.QtWidgets import QApplication, QMenu

from calcviz.drawing import Drawing
from calcviz.engine.frame import Frame
from calcviz.scene.concept import REGISTER, FieldKind
from calcviz.ui import motion, theme
from calcviz.ui.actions import entries
from calcviz.ui.help_pages import show_page
from calcviz.ui.preferences import Preferences
from calcviz.ui.row_menu import function_for, menu_kinds, row_menu, shared_point
from calcviz.ui.window import Window
from calcviz.views.hits import handle_pixel
from calcviz.views.paint import handles_of
from tests.ui.conftest import Open

SUBJECTS: dict[FieldKind, str] = {
    "function": "f(x) = x^2",
    "field": "g(x, y) = x^2 + y^2",
    "map": "F(x, y) = (x^2 - y, x y)",
    "curve": "c(t) = (cos t, sin t)",
}


def actions_of(menu: QMenu) -> Iterator[QAction]:
    for action in menu.actions():
        below = action.menu()
        if isinstance(below, QMenu):
            yield from actions_of(below)
        elif not action.isSeparator():
            yield action


def test_every_action_has_an_icon_a_tip_and_a_task(open_rows: Open) -> None:
    window = open_rows()
    window.put_icons()
    tasks = window.tasks().keys() | {"rows_pane", "keypad", "inspector_pane", "full_screen"}
    for entry in entries():
        action = window.actions_by_name[entry.name]
        assert not action.icon().pixmap(20, 20).isNull(), entry.name
        assert action.statusTip(), entry.name
        assert entry.name in tasks


def test_no_two_actions_share_a_shortcut() -> None:
    keys = [QKeySequence(key).toString() for entry in entries() for key in entry.keys]
    assert len(keys) == len(set(keys))
    assert {"Ctrl+Q", "Ctrl+,", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "F11"} <= set(keys)


def test_undo_names_what_it_takes_back(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2", "tangent(f, 1)")
    undo, redo = window.actions_by_name["undo"], window.actions_by_name["redo"]
    assert not undo.isEnabled()
    window.session.preview_drag(2, "a", 2.0, 4.0)
    window.session.commit()
    assert undo.text() == "&Undo drag of a"
    undo.trigger()
    assert not undo.isEnabled()
    assert redo.text() == "&Redo drag of a"


@pytest.mark.parametrize("where", ["row", "bar"])
def test_every_concept_is_in_the_menus_and_is_read(open_rows: Open, where: str) -> None:
    window = open_rows(*SUBJECTS.values())
    for row_id, kind in ((k, kind) for k, each in enumerate(SUBJECTS, 1) for kind in menu_kinds(each)):
        window.rows.select(row_id)
        menu = row_menu(window.session, window.rows, row_id, window) if where == "row" else None
        actions = (
            actions_of(menu)
            if menu
            else (a for m in window.menuBar().findChildren(QMenu) for a in actions_of(m))
        )
        next(action for action in actions if action.text() == kind.title).trigger()
        made = window.session.frame.row(window.rows.current or 0)
        assert made.command == kind.command and made.problem is None, made.row.text
    assert len(menu_kinds()) == sum(len(menu_kinds(each)) for each in SUBJECTS) >= 5


def test_a_row_offers_what_is_about_such_a_thing(open_rows: Open) -> None:
    window = open_rows(*SUBJECTS.values(), "a = 1")
    titles = {kind.title for kind in menu_kinds()}
    for row_id, each in ((1, "function"), (2, "field"), (3, "map"), (4, "curve"), (5, "curve")):
        shown = actions_of(row_menu(window.session, window.rows, row_id, window))
        offered = [action.text() for action in shown if action.text() in titles]
        assert offered == [kind.title for kind in menu_kinds(each)]  # type: ignore[arg-type]


def test_a_concept_is_for_the_nearest_function(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2", "a = 1", "g(x) = x^3", "sin x")
    frame = window.session.frame
    assert function_for(frame, 1) == "f"
    assert function_for(frame, 2) == "f"
    assert function_for(frame, 3) == "g"
    assert function_for(frame, 4) == "sin x"


@pytest.mark.parametrize(
    ("others", "place"),
    [
        ((), "(1, 1)"),
        (("P = (1, 1)", "Q = (2, 3)"), "P"),
        (("P = (1, 1)", "Q = (2, 3)", "gradient(g, Q)"), "Q"),
        (("P = (1, 1)", "Q = (2, 3)", "gradient(x y, Q)"), "P"),
        (("(4, 4)", "Q = (1, 2, 3)"), "(1, 1)"),
    ],
)
def test_a_concept_shares_the_point_there_is(open_rows: Open, others: tuple[str, ...], place: str) -> None:
    window = open_rows("g(x, y) = x^2 + y^2", *others)
    window.rows.select(1)
    actions = actions_of(row_menu(window.session, window.rows, 1, window))
    next(action for action in actions if action.text() == "Tangent plane").trigger()
    made = window.session.frame.row(window.rows.current or 0)
    assert made.row.text == f"tangent_plane(g, {place})" and made.problem is None


def test_a_hidden_point_is_not_shared(open_rows: Open) -> None:
    window = open_rows("g(x, y) = x^2 + y^2", "P = (1, 1)", "Q = (2, 3)")
    window.rows.edits.show_rows([2], False)
    assert shared_point(window.session.scene, "g") == "Q"


def test_row_menu_does_what_it_says(open_rows: Open) -> None:
    window = open_rows("x^2")
    texts = {a.text(): a for a in actions_of(row_menu(window.session, window.rows, 1, window))}
    texts["Green"].trigger()
    assert window.session.document.rows[0].style.color == 2
    texts["Hide"].trigger()
    assert not window.session.document.rows[0].visible
    texts["Copy as LaTeX"].trigger()
    assert "x^{2}" in QApplication.clipboard().text()
    texts["Duplicate"].trigger()
    assert [row.text for row in window.session.document.rows] == ["x^2", "x^2"]


def test_a_theme_dresses_everything(open_rows: Open) -> None:
    window = open_rows("x^2", "2+*3")
    try:
        window.choose_theme("dark")
        assert window.plane._theme.name == "dark"
        assert window.remembered.theme == "dark"
        assert QApplication.palette().window().color().lightness() < 60
    finally:
        window.choose_theme("light")
    assert theme.look() is theme.LIGHT


@pytest.mark.parametrize("look", [theme.LIGHT, theme.DARK])
def test_ink_can_be_read_on_its_ground(look: theme.Look) -> None:
    from calcviz.views.theme import contrast

    for ink in (look.ink, look.soft, look.accent, look.number, look.function, look.keyword, look.problem):
        for ground in (look.pane, look.raised, look.selected):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(look.on_accent, look.accent) >= 4.5
    assert contrast(look.problem, look.problem_ground) >= 4.5


def test_another_language_at_once_and_back(open_rows: Open) -> None:
    window = open_rows("x^2", "tangent(x^2, 1)")
    window.rows.select(2)
    window.choose_language("zh_CN")
    assert window.actions_by_name["undo"].text().startswith("撤销")
    assert [row.text for row in window.session.document.rows] == ["x^2", "tangent(x^2, 1)"]
    assert window.rows.current == 2
    window.session.edit(1, "x^3")
    assert window.rows.row(1).editor.toPlainText() == "x^3"
    window.choose_language("en")
    assert window.actions_by_name["new"].text() == "&New"


def test_panes_can_be_put_away(open_rows: Open) -> None:
    window = open_rows("x")
    for name, part in (("rows_pane", window.rows), ("inspector_pane", window.inspector)):
        window.actions_by_name[name].trigger()
        assert not part.isVisible()
        window.actions_by_name[name].trigger()
        assert part.isVisible()


def test_preferences_work_at_once(open_rows: Open) -> None:
    window = open_rows("log x")
    dialog = Preferences(window)
    dialog.log.setCurrentIndex(1)
    dialog.log.activated.emit(1)
    assert window.session.document.settings.natural_log
    dialog.calm.click()
    assert motion.is_little() and window.remembered.calm


@pytest.mark.parametrize("page", ["shortcuts", "language"])
def test_help_pages_can_be_read(open_rows: Open, page: str) -> None:
    window = open_rows()
    text = show_page(window, page).text.toPlainText()
    assert ("Ctrl+Z" if page == "shortcuts" else "tangent(f, 1)") in text


def test_a_click_on_the_plane_selects_its_row(open_rows: Open) -> None:
    window = open_rows("x", "x^2")
    window.plane.row_clicked.emit(2)
    assert window.rows.current == 2


def test_what_is_dragged_is_painted_before_anything_else_is_shown(
    open_rows: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_rows("f(x) = x^2", "tangent(f, 1)")
    plane, order = window.plane, list[str]()
    paint, show = plane._paint, window.rows.show_frame

    def painted(painter: QPainter) -> None:
        order.append("plane")
        paint(painter)

    def shown(frame: Frame) -> None:
        order.append("rows")
        show(frame)

    monkeypatch.setattr(plane, "_paint", painted)
    monkeypatch.setattr(window.rows, "show_frame", shown)
    row, handle = handles_of(plane.rows())[0]
    at = handle_pixel(plane.view(), handle)
    plane.pointer.press(at)
    QApplication.processEvents()
    order.clear()
    plane.pointer.move(at + QPointF(40.0, 0.0))
    plane.flush()
    assert order == ["plane", "rows"]
    plane.pointer.release(at + QPointF(40.0, 0.0))
    assert window.session.document.row(row.row.id).text != "tangent(f, 1)"


def test_the_register_has_titles() -> None:
    assert all(kind.title and kind.summary for kind in REGISTER.values())


def test_geometry_is_kept(open_rows: Open) -> None:
    window: Window = open_rows("x")
    window.files.may_leave = lambda: True  # type: ignore[method-assign]
    window.close()
    assert window.remembered.kept("window") is not None
    assert window.remembered.kept("panes") is not None


def test_icons_take_the_ink_of_the_theme(open_rows: Open) -> None:
    window = open_rows("x")
    home = window.actions_by_name["home"]

    def ink() -> set[str]:
        image = home.icon().pixmap(20, 20).toImage()
        colors = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
        return {color.name() for color in colors if color.alpha() == 255}

    assert theme.LIGHT.soft in ink()
    try:
        window.choose_theme("dark")
        assert theme.DARK.soft in ink()
    finally:
        window.choose_theme("light")


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_no_two_entries_of_a_menu_share_a_letter(open_rows: Open, language: str) -> None:
    window = open_rows("x^2")
    window.choose_language(language)
    bar = window.menuBar().actions()
    for menu in (below for action in bar if isinstance(below := action.menu(), QMenu)):
        letters = [QKeySequence.mnemonic(action.text()).toString() for action in menu.actions()]
        letters = [letter for letter in letters if letter]
        assert len(letters) == len(set(letters)), menu.title()


def test_what_can_be_shown_has_a_tick(open_rows: Open) -> None:
    window = open_rows("x^2")
    for name in ("rows_pane", "keypad", "inspector_pane", "full_screen"):
        action = window.actions_by_name[name]
        assert action.isCheckable() and not action.isIconVisibleInMenu()


def test_tips_begin_with_a_capital(open_rows: Open) -> None:
    window = open_rows("x^2", "x^2 + y^2")
    insert = next(a.menu() for a in window.menuBar().actions() if a.text() == "&Insert")
    assert isinstance(insert, QMenu)
    titles = {kind.title for kind in menu_kinds()}
    kinds = [action for action in actions_of(insert) if action.text() in titles]
    assert len(kinds) >= len(menu_kinds()) and all(action.statusTip()[0].isupper() for action in kinds)
    for row_id in (1, 2):
        shown = actions_of(row_menu(window.session, window.rows, row_id, window))
        assert all(action.toolTip()[0].isupper() for action in shown if action.text() in titles)


@pytest.mark.parametrize(
    ("texts", "hidden", "selected"),
    [
        (("f(x) = x^2", "x^3", "tangent(f, 1)"), (), 3),
        (("f(x) = x^2", "x^3"), (1,), 2),
        (("g(x, y) = x y", "gradient(g, (1, 1))", "tangent_plane(g, (1, 1))"), (1, 2), 3),
        (("g(x, y) = x y", "level_curves(g)", "gradient(g, (1, 1))"), (), 3),
        (("f(x) = x^2", "x^3"), (1, 2), 1),
    ],
)
def test_a_document_begins_at_what_is_seen_and_dragged(
    open_rows: Open, texts: tuple[str, ...], hidden: tuple[int, ...], selected: int
) -> None:
    window = open_rows(*texts)
    window.rows.edits.show_rows(list(hidden), False)
    window.take_focus()
    assert window.rows.current == selected


def test_a_document_begins_at_a_concept_that_is_drawn_later(open_rows: Open) -> None:
    row = open_rows("g(x, y) = x y", "gradient(g, (1, 1))").session.frame.row(2)
    assert replace(row, drawing=Drawing(), waiting=True).is_held
