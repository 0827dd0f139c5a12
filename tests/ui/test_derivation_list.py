"""The derivation in the inspector, its copies, and the entries that ask for one."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from calcviz.language.statements import StepsRow
from calcviz.ui.derivation_list import DerivationList
from calcviz.ui.row_menu import row_menu
from calcviz.ui.window import Window
from tests.ui.conftest import Open

F = "f(x) = x^2 sin(x)"
STEPS = "steps(f'(x))"


def shown(window: Window) -> DerivationList:
    found = window.inspector.derivation
    assert found is not None and found.isVisible()
    return found


def test_a_row_without_a_derivation_makes_no_list(open_rows: Open) -> None:
    window = open_rows(F, STEPS)
    window.rows.select(1)
    assert window.inspector.derivation is None


def test_the_inspector_shows_every_line(open_rows: Open) -> None:
    window = open_rows(F, STEPS, "x^3")
    window.rows.select(2)
    found = shown(window)
    assert window.inspector.title.text() == "Derivation"
    assert [block.line.rule for block, _ in found.sheet.blocks] == [
        "",
        "product rule",
        "power rule",
        "trigonometric rule",
        "tidying up",
    ]
    tops = [top for _, top in found.sheet.blocks]
    assert tops == sorted(tops) and found.area.height() >= tops[-1] + found.sheet.blocks[-1][0].height
    assert "product rule" in found.area.accessibleDescription()
    window.rows.select(3)
    assert not found.isVisible()


def test_the_list_follows_the_row(open_rows: Open) -> None:
    window = open_rows(F, STEPS)
    window.rows.select(2)
    window.session.edit(1, "f(x) = x^3")
    assert shown(window).text() == "f'(x) = d/dx[x^3]\n  = 3*x^2    (power rule)"
    window.session.edit(1, "f(x) = )")
    assert not window.inspector.derivation or not window.inspector.derivation.isVisible()


def test_no_formula_is_wider_than_the_list_unless_it_can_be_scrolled_to(
    open_rows: Open, qtbot: QtBot
) -> None:
    window = open_rows("steps(d/dx ((x^2 + 1)/(x - 3)/((x^3 - 2)/(x + 5)) exp(-x^2/(1 + x^2))))")
    window.rows.select(1)
    found = shown(window)
    qtbot.waitUntil(lambda: found.sheet.finished)
    widest = max(block.width for block, _ in found.sheet.blocks)
    assert widest <= found.sheet.width()
    assert found.sheet.width() > found.width()
    assert found.area.horizontalScrollBar().maximum() > 0
    assert (
        found.area.height() == found.sheet.height() + 2 + found.area.horizontalScrollBar().sizeHint().height()
    )


def test_copied_as_text_and_in_latex(open_rows: Open, qtbot: QtBot) -> None:
    window = open_rows(F, STEPS)
    window.rows.select(2)
    found = shown(window)
    texts = {action.text(): action for action in found.area.actions()}
    texts["Copy as LaTeX"].trigger()
    assert QGuiApplication.clipboard().text() == found.latex()
    assert found.latex().startswith("\\begin{align*}\n")
    with qtbot.waitActive(window):
        window.activateWindow()
    found.area.setFocus()
    window.actions_by_name["copy"].trigger()
    assert QGuiApplication.clipboard().text() == found.text()
    window.actions_by_name["copy_latex"].trigger()
    assert QGuiApplication.clipboard().text() == found.latex()


ENTRY = "Steps of the derivative"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((F,), "steps(f'(x))"),
        (("x^2 + 1",), "steps(d/dx (x^2 + 1))"),
        (("y = t^2 - x",), "steps(d/dx (x^2 sin(x)))"),
        (("g(x, y) = x y",), "steps(∂g/∂x)"),
        (("x^2 + y^2",), "steps(∂/∂x (x^2 + y^2))"),
        (("F(x, y) = (x y, x)",), "steps(jacobian F)"),
        ((F, "a = 1"), "steps(f'(x))"),
        (("",), "steps(d/dx (x^2 sin(x)))"),
    ],
)
@pytest.mark.parametrize("where", ["row", "bar"])
def test_the_menus_ask_for_the_derivation(
    open_rows: Open, rows: tuple[str, ...], expected: str, where: str
) -> None:
    window = open_rows(*rows)
    window.rows.select(len(rows))
    menu = row_menu(window.session, window.rows, len(rows), window) if where == "row" else None
    menus = [menu] if menu else window.menuBar().findChildren(QMenu)
    next(action for each in menus for action in each.actions() if action.text() == ENTRY).trigger()
    made = window.session.frame.row(window.rows.current or 0)
    assert made.row.text == expected and made.problem is None
    assert isinstance(window.session.scene.item(made.row.id).statement, StepsRow)
