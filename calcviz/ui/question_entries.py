"""The menu of exact calculus: what can be asked of the function of a row."""

from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from calcviz.language.messages import tr
from calcviz.language.statements import FieldRow, FunctionRow
from calcviz.session import Session
from calcviz.ui.icons import put

if TYPE_CHECKING:
    from calcviz.ui.rows import RowList

_EXAMPLE = "x^2 - 2"


def add_questions(menu: QMenu, session: Session, rows: "RowList") -> QMenu:
    """Put a menu of questions into a menu; each asks below the selected row, of its function."""
    below = menu.addMenu(tr("E&xact calculus"))
    put(below, "integral")
    for text, template, said in _entries():
        entry = below.addAction(text)
        entry.setStatusTip(said)
        entry.setToolTip(said)
        entry.triggered.connect(lambda _=False, template=template: _insert(session, rows, template))
    below.setToolTipsVisible(True)
    return below


def add_stops(menu: QMenu, actions: dict[str, QAction]) -> None:
    """Put what ends a search, and what begins it anew, into that menu."""
    menu.addSeparator()
    for name in ("give_up", "ask_again"):
        menu.addAction(actions[name])


def _entries() -> tuple[tuple[str, str, str], ...]:
    """What an entry is called, what it types ({f}: the function, {x}: its variable), what it asks."""
    return (
        (tr("&Integral"), "integral({f}, {x}, 0, 1)", tr("The integral between two bounds")),
        (tr("&Antiderivative"), "integral({f}, {x})", tr("A function whose derivative this one is")),
        (tr("&Limit"), "limit({f}, {x}, 0)", tr("Where the values go near a place, or near infinity")),
        (tr("&Zeros"), "solve({f} = 0, {x})", tr("The solutions of an equation")),
        (tr("&Taylor polynomial"), "series({f}, {x}, 0, 5)", tr("The Taylor polynomial at a place")),
        (tr("&Simplified"), "simplify({f})", tr("The same expression, simpler")),
        (tr("S&um"), "sum(1/k^2, k, 1, inf)", tr("The sum of an expression over a counting letter")),
    )


def question_text(session: Session, row_id: int | None, template: str) -> str:
    """The row that asks of a row's function, of the nearest above it, of any other, or of an example."""
    frame_rows = session.frame.rows
    places = [each.row.id for each in frame_rows]
    place = places.index(row_id) if row_id in places else len(places) - 1
    for each in (*reversed(frame_rows[: place + 1]), *frame_rows[place + 1 :]):
        found = _function(session, each.row.id, each.function_text)
        if found is not None:
            return template.format(f=found[0], x=found[1])
    return template.format(f=_EXAMPLE, x="x")


def _insert(session: Session, rows: "RowList", template: str) -> None:
    row_id = rows.current
    text = question_text(session, row_id, template)
    rows.insert_after(row_id if row_id is not None else rows.last(), text)


def _function(session: Session, row_id: int, written: str | None) -> tuple[str, str] | None:
    """A row's function as it is written, and its variable, of several the first one; None: it is none."""
    if written is None:
        return None
    match session.scene.item(row_id).statement:
        case FunctionRow(str(name), variable):
            return f"{name}({variable})", variable
        case FieldRow(str(name), variables):
            return f"{name}({', '.join(variables)})", variables[0]
        case FunctionRow(None, variable):
            return written, variable
        case FieldRow(None, variables):
            return written, variables[0]
    return None
