"""The entry of the menus that shows how a function is differentiated."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu

from calcviz.language.messages import tr
from calcviz.language.reading.derivation import steps_text
from calcviz.language.statements import FieldRow, FunctionRow, MapRow
from calcviz.session import Session
from calcviz.ui.icons import put

if TYPE_CHECKING:
    from calcviz.ui.rows import RowList

_EXAMPLE = "steps(d/dx (x^2 sin(x)))"


def add_steps(menu: QMenu, session: Session, rows: "RowList") -> None:
    """Put the entry into a menu: it asks for the derivation below the selected row."""
    entry = menu.addAction(tr("Steps of the derivative"))
    put(entry, "steps")
    said = tr("The derivative worked out rule by rule")
    entry.setToolTip(said)
    entry.setStatusTip(said)
    entry.triggered.connect(lambda: insert_steps(session, rows))


def insert_steps(session: Session, rows: "RowList") -> None:
    """Ask below the selected row how its function is differentiated, or the nearest above it."""
    row_id = rows.current
    rows.insert_after(row_id if row_id is not None else rows.last(), steps_row(session, row_id))


def steps_row(session: Session, row_id: int | None) -> str:
    """The row that asks for the derivation of a row's function, of the nearest, or of an example."""
    frame_rows = session.frame.rows
    places = [each.row.id for each in frame_rows]
    place = places.index(row_id) if row_id in places else len(places) - 1
    for each in (*reversed(frame_rows[: place + 1]), *frame_rows[place + 1 :]):
        found = _asked(session, each.row.id, each.function_text)
        if found is not None:
            return found
    return _EXAMPLE


def _asked(session: Session, row_id: int, written: str | None) -> str | None:
    """How the derivation of a row is asked for; None where the row is no function."""
    if written is None:
        return None
    match session.scene.item(row_id).statement:
        case FunctionRow(str(name), variable):
            return steps_text(name, (variable,))
        case FieldRow(str(name), variables):
            return steps_text(name, variables)
        case MapRow(str(name), variables):
            return steps_text(name, variables, several=True)
        case FunctionRow(None, variable):
            return f"steps(d/d{variable} ({written}))"
        case FieldRow(None, variables):
            return f"steps(∂/∂{variables[0]} ({written}))"
    return None
