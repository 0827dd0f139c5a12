"""The menu of a row, and its colours."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QColorDialog, QMenu, QWidget

from calcviz.engine.frame import Frame, FrameRow
from calcviz.language.messages import tr
from calcviz.language.notation import text as written
from calcviz.language.statements import CommandRow, PointRow, Statement
from calcviz.scene import edits
from calcviz.scene.concept import REGISTER, SUBJECTS, FieldKind, Kind
from calcviz.scene.document import Row
from calcviz.scene.folders import with_members
from calcviz.scene.scene import Scene
from calcviz.session import Session
from calcviz.ui import theme
from calcviz.ui.derivation_entry import add_steps
from calcviz.ui.folding import folder_menu
from calcviz.ui.icons import concept_sign, icon
from calcviz.ui.sentences import capital

if TYPE_CHECKING:
    from calcviz.ui.rows import RowList


_EXAMPLES = {"function": "x^2", "field": "x^2 + y^2", "map": "(x^2 - y^2, 2x y)", "curve": "(cos t, sin t)"}
"""What a concept is for where the document has no subject of its kind."""


def menu_kinds(subject: FieldKind | None = None) -> tuple[Kind, ...]:
    """The concepts that menus offer, in the order of the register; `subject`: those about such a thing."""
    kinds = (kind for kind in REGISTER.values() if kind.menu)
    return tuple(kind for kind in kinds if subject is None or subject_of(kind) == subject)


def subject_of(kind: Kind) -> FieldKind:
    """What a concept is about: a function of one variable, one of two, or a map."""
    return next((spec.kind for spec in kind.fields if spec.kind in SUBJECTS), "function")


def subject_in(frame_row: FrameRow) -> FieldKind | None:
    """What a row can be the subject of; None where it is no function."""
    if frame_row.function_text is None or frame_row.command not in REGISTER:
        return None
    return subject_of(REGISTER[frame_row.command])


def insert_concept(session: Session, rows: "RowList", kind: Kind) -> None:
    """Put a concept below the selected row, for the function of it or above it, at a point there is."""
    row_id = rows.current
    functions = functions_for(session.frame, row_id, kind)
    text = kind.template(functions, shared_point(session.scene, functions))
    rows.insert_after(row_id if row_id is not None else rows.last(), text)


def shared_point(scene: Scene, functions: str) -> str | None:
    """The name of the point that concepts of these functions stand at, else of the first that is seen."""
    named = [
        item.statement.name
        for item in scene.items
        if item.command == "point" and item.row.visible and isinstance(item.statement, PointRow)
    ]
    points = [name for name in named if name is not None]
    concerned = (item for item in scene.items if _is_about(item.statement, functions))
    shared = (each.point for item in concerned for each in item.bindings if each.point in points)
    return next(shared, points[0] if points else None)


def _is_about(statement: Statement | None, functions: str) -> bool:
    """Whether a row is a command for the first of these functions."""
    if not isinstance(statement, CommandRow) or not statement.positional:
        return False
    return f"{functions},".startswith(f"{written(statement.positional[0])},")


def functions_for(frame: Frame, row_id: int | None, kind: Kind) -> str:
    """What a concept is for, as it stands in its call: the nearest function, or as many as it takes."""
    subject = subject_of(kind)
    wanted = max(1, sum(spec.kind in SUBJECTS for spec in kind.fields))
    first = function_for(frame, row_id, subject)
    near = (each.function_text for each in _near(frame, row_id) if subject_in(each) == subject)
    others = [text for text in dict.fromkeys(near) if text and text != first]
    return ", ".join([first, *others, *[first] * wanted][:wanted])


def function_for(frame: Frame, row_id: int | None, subject: FieldKind = "function") -> str:
    """The function a concept is for: that of the row, the nearest above it, any other, or an example."""
    near = _near(frame, row_id)
    found = (each.function_text for each in near if each.function_text and subject_in(each) == subject)
    return next(found, _EXAMPLES[subject])


def _near(frame: Frame, row_id: int | None) -> list[FrameRow]:
    """A row, those above it, the nearest first, and those below it."""
    places = [each.row.id for each in frame.rows]
    place = places.index(row_id) if row_id in places else len(places) - 1
    return [*reversed(frame.rows[: place + 1]), *frame.rows[place + 1 :]]


def row_menu(session: Session, rows: "RowList", row_id: int, parent: QWidget) -> QMenu:
    """Everything that can be done with a row."""
    menu = QMenu(parent)
    frame_row = session.frame.row(row_id)
    subjects = (subject_in(each) for each in _near(session.frame, row_id))
    for kind in menu_kinds(next((each for each in subjects if each is not None), "function")):
        entry = menu.addAction(icon(concept_sign(kind.command)), kind.title)
        entry.setToolTip(capital(kind.summary))
        entry.triggered.connect(lambda _=False, kind=kind: insert_concept(session, rows, kind))
    add_steps(menu, session, rows)
    _add_questions(menu, session, rows, frame_row)
    menu.setToolTipsVisible(True)
    menu.addSeparator()
    chosen = rows.concerned(row_id)
    menu.addMenu(color_menu(session, frame_row, menu, chosen))
    row = frame_row.row
    concerned = with_members(session.document.rows, chosen)
    seen = any(each.visible for each in session.document.rows if each.id in concerned)
    shown = menu.addAction(icon("hide" if seen else "show"), tr("Hide") if seen else tr("Show"))
    shown.triggered.connect(lambda: rows.edits.show_rows(chosen, not seen))
    shown.setEnabled(frame_row.kind != "empty" and (frame_row.kind != "note" or row.folder is not None))
    menu.addMenu(folder_menu(rows, chosen, menu))
    menu.addSeparator()
    _add_editing(menu, session, rows, frame_row)
    return menu


def _add_questions(menu: QMenu, session: Session, rows: "RowList", frame_row: FrameRow) -> None:
    """What can be asked of exact calculus; while it is looked for, how to stop."""
    from calcviz.ui.question_entries import add_questions

    below = add_questions(menu, session, rows)
    if frame_row.question is not None:
        row_id = frame_row.row.id
        below.addSeparator()
        stop = below.addAction(icon("close"), tr("Stop looking for an exact answer"))
        stop.triggered.connect(lambda: session.give_up(row_id))
        stop.setEnabled(frame_row.asking)
        again = below.addAction(icon("redo"), tr("Ask once more"))
        again.triggered.connect(lambda: session.ask_again(row_id))
        again.setEnabled(not frame_row.asking)


def _add_editing(menu: QMenu, session: Session, rows: "RowList", frame_row: FrameRow) -> None:
    from calcviz.engine.derivation_lines import row_latex

    row = frame_row.row
    copied = menu.addAction(icon("copy"), tr("Copy text"))
    chosen = rows.concerned(row.id)
    copied.triggered.connect(lambda: rows.edits.copy_rows(chosen))
    latex = menu.addAction(icon("formula"), tr("Copy as LaTeX"))
    latex.triggered.connect(lambda: QGuiApplication.clipboard().setText(row_latex(frame_row)))
    latex.setEnabled(bool(frame_row.latex))
    doubled = menu.addAction(icon("duplicate"), tr("Duplicate"))
    doubled.triggered.connect(lambda: rows.edits.duplicate(chosen))
    menu.addSeparator()
    for name, text, by in (("up", tr("Move up"), -1), ("down", tr("Move down"), 1)):
        moved = menu.addAction(icon(name), text)
        moved.triggered.connect(lambda _=False, by=by: rows.edits.move_row(row.id, by))
    removed = menu.addAction(icon("delete"), tr("Delete row") if len(chosen) == 1 else tr("Delete rows"))
    removed.triggered.connect(lambda: rows.edits.remove_rows(chosen))


def color_menu(
    session: Session, frame_row: FrameRow, parent: QWidget, row_ids: Sequence[int] | None = None
) -> QMenu:
    """The palette by name, and any other colour; for all those rows at once."""
    concerned = (frame_row.row.id,) if row_ids is None else tuple(row_ids)
    menu = QMenu(tr("Colour"), parent)
    menu.setIcon(icon("color"))
    style = frame_row.row.style
    chosen = style.color % len(tuple(color_names())) if isinstance(style.color, int) else None
    for index, name in enumerate(color_names()):
        entry = menu.addAction(swatch(theme.screen_color(index), chosen == index), name)
        entry.triggered.connect(lambda _=False, index=index: _recolor(session, concerned, index))
    menu.addSeparator()
    other = menu.addAction(icon("color"), tr("Other colour…"))
    other.triggered.connect(lambda: _choose_color(session, frame_row, parent, concerned))
    return menu


def color_names() -> Iterator[str]:
    """The colours of the palette in words."""
    yield tr("Blue")
    yield tr("Red")
    yield tr("Green")
    yield tr("Purple")
    yield tr("Orange")
    yield tr("Teal")
    yield tr("Magenta")
    yield tr("Brown")


def swatch(color: QColor, chosen: bool = False) -> QIcon:
    """A disc of a colour; a ring round the one that is chosen."""
    pixmap = QPixmap(QSize(theme.whole(40), theme.whole(40)))
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.scale(theme.em(1), theme.em(1))
    painter.setBrush(color)
    painter.drawEllipse(5, 5, 10, 10)
    if chosen:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.look().ink), 1.5))
        painter.drawEllipse(2, 2, 16, 16)
    painter.end()
    return QIcon(pixmap)


def _recolor(session: Session, row_ids: Sequence[int], color: int | str) -> None:
    def recolored(row: Row) -> Row:
        return replace(row, style=replace(row.style, color=color))

    session.change(lambda document: edits.changed(document, row_ids, recolored), tr("style"))


def _choose_color(session: Session, frame_row: FrameRow, parent: QWidget, row_ids: Sequence[int]) -> None:
    style = frame_row.row.style
    color = QColorDialog.getColor(theme.curve_color(style.color), parent.window(), tr("Colour"))
    if color.isValid():
        _recolor(session, row_ids, color.name())
