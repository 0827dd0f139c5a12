"""The menu bar, built from the actions and from the register of concepts."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QMenuBar

from calcviz.language.messages import tr
from calcviz.scene.concept import FieldKind
from calcviz.ui.derivation_entry import add_steps
from calcviz.ui.icons import concept_sign, icon, put
from calcviz.ui.languages import LANGUAGES
from calcviz.ui.question_entries import add_questions, add_stops
from calcviz.ui.row_menu import insert_concept, menu_kinds
from calcviz.ui.sentences import capital
from calcviz.ui.theme import CHOICES, Choice

if TYPE_CHECKING:
    from calcviz.ui.window import Window

_CONCEPT = "concept"
_Name = TypeVar("_Name", bound=str)


def build_menus(window: "Window") -> None:
    """Give the window a menu bar anew; the menus of the one before go with it."""
    bar = QMenuBar()
    window.setMenuBar(bar)
    file = bar.addMenu(tr("&File"))
    add_actions(file, window, "new", "new_window", "open")
    window.window_list = file.addMenu(tr("Go &to window"))
    put(window.window_list, "fullscreen")
    window.window_list.aboutToShow.connect(lambda: _fill_windows(window.window_list, window))
    recent = file.addMenu(tr("Open &recent"))
    put(recent, "open")
    recent.aboutToShow.connect(lambda: _fill_recent(recent, window))
    add_actions(file, window, "gallery", "-", "save", "save_as", "import", "export", "print")
    add_actions(file, window, "-", "close", "quit")
    _fill_edit(bar.addMenu(tr("&Edit")), window)
    _fill_concepts(bar.addMenu(tr("&Insert")), window)
    view = bar.addMenu(tr("&View"))
    add_actions(view, window, "home", "fit", "zoom_in", "zoom_out", "zoom_box", "equal")
    paper = view.addMenu(tr("Axes and &grid"))
    put(paper, "axes")
    add_actions(paper, window, "axes", "-", "log_x", "log_y", "pi_x", "pi_y", "-")
    add_actions(paper, window, "grid_square", "grid_polar", "grid_none")
    views = view.addMenu(tr("Plane and spa&ce"))
    put(views, "view-both")
    add_actions(views, window, "layout_auto", "layout_plane", "layout_both", "layout_space", "-")
    add_actions(views, window, "look_x", "look_y", "look_z", "look_corner")
    add_actions(views, window, "perspective", "equal_space", "reset_space")
    add_actions(views, window, "-", "wider_plane", "narrower_plane")
    add_actions(view, window, "-", "view_back", "view_forward", "trace", "-")
    _choices(view, "theme", tr("&Theme"), themes(), window.remembered.theme, window.choose_theme)
    sizes = view.addMenu(tr("&Size"))
    put(sizes, "size-large")
    add_actions(sizes, window, "size_normal", "size_large", "size_projector")
    add_actions(view, window, "marks")
    _choices(view, "language", tr("&Language"), LANGUAGES, window.remembered.language, window.choose_language)
    add_actions(view, window, "-", "rows_pane", "keypad", "inspector_pane", "sentence", "full_screen", "-")
    panes = view.addMenu(tr("Go an&d widen"))
    put(panes, "pane-next")
    add_actions(panes, window, "next_pane", "previous_pane", "-", "wider_rows", "narrower_rows", "-", "tell")
    lecture = view.addMenu(tr("&Presentation"))
    put(lecture, "present")
    add_actions(lecture, window, "present", "-", "next_step", "previous_step", "pointer_light")
    helping = bar.addMenu(tr("&Help"))
    add_actions(helping, window, "welcome", "palette", "shortcuts", "language_page", "-", "about")


def put_concept_icons(window: "Window") -> None:
    """Give the entries of concepts their icons: later than the menus, as nobody has opened one by then."""
    for action in window.menuBar().findChildren(QAction):
        command = action.property(_CONCEPT)
        if isinstance(command, str):
            put(action, concept_sign(command))


def themes() -> Sequence[tuple[Choice, str]]:
    """The themes that can be chosen, with their names."""
    return tuple(zip(CHOICES, (tr("Like the desktop"), tr("Light"), tr("Dark"), tr("Black and white"))))


def add_actions(menu: QMenu, window: "Window", *names: str) -> None:
    """Put the actions of these names into a menu; "-" is a line between them."""
    for name in names:
        if name == "-":
            menu.addSeparator()
        else:
            menu.addAction(window.actions_by_name[name])


def _choices(
    menu: QMenu,
    sign: str,
    title: str,
    choices: Sequence[tuple[_Name, str]],
    chosen: str,
    choose: Callable[[_Name], None],
) -> None:
    below = menu.addMenu(title)
    put(below, sign)
    group = QActionGroup(below)
    for value, text in choices:
        action = QAction(text, below, checkable=True, checked=value == chosen)
        action.triggered.connect(lambda _=False, value=value: choose(value))
        group.addAction(action)
        below.addAction(action)


def _fill_edit(edit: QMenu, window: "Window") -> None:
    add_actions(
        edit,
        window,
        "undo",
        "redo",
        "-",
        "cut",
        "copy",
        "paste",
        "copy_picture",
        "copy_latex",
        "copy_text",
        "select_all",
    )
    finding = edit.addMenu(tr("&Find and rename"))
    put(finding, "find")
    add_actions(finding, window, "find", "find_next", "find_previous", "replace", "-", "rename")
    add_actions(edit, window, "-", "edit_row", "complete", "-", "new_row", "duplicate")
    add_actions(edit, window, "delete_row", "move_up", "move_down", "toggle_row")
    folders = edit.addMenu(tr("Folder&s"))
    put(folders, "folder")
    add_actions(folders, window, "new_folder", "-", "put_in", "take_out", "-", "fold", "unfold")
    add_actions(edit, window, "-", "preferences")


def _fill_concepts(menu: QMenu, window: "Window") -> None:
    _add_concepts(menu, window, "function")
    add_steps(menu, window.session, window.rows)
    add_stops(add_questions(menu, window.session, window.rows), window.actions_by_name)
    subjects: tuple[tuple[FieldKind, str, str], ...] = (
        ("field", tr("For a function of two &variables"), "view-space"),
        ("map", tr("For a &map of the plane"), "view-both"),
        ("curve", tr("For a &curve"), "concept"),
    )
    for subject, title, sign in subjects:
        if menu_kinds(subject):
            below = menu.addMenu(title)
            put(below, sign)
            _add_concepts(below, window, subject)
    menu.addSeparator()
    for sign, text, template in (
        ("concept", tr("Function"), "f(x) = x^2"),
        ("concept", tr("Parametric curve"), "c(t) = (cos t, sin t)"),
        ("concept", tr("Polar curve"), "r = 1 + cos theta"),
        ("view-space", tr("Function of two variables"), "g(x, y) = x^2 + y^2"),
        ("view-both", tr("Map of the plane"), "F(x, y) = (x^2 - y^2, 2x y)"),
        ("slider", tr("Slider"), "a = 1"),
        ("point", tr("Point"), "P = (1, 1)"),
        ("note", tr("Note"), "# "),
    ):
        action = menu.addAction(text)
        put(action, sign)
        action.setStatusTip(template)
        action.triggered.connect(lambda _=False, text=template: window.editing.insert(text))
    menu.addAction(window.actions_by_name["new_folder"])


def _add_concepts(menu: QMenu, window: "Window", subject: FieldKind) -> None:
    for kind in menu_kinds(subject):
        action = menu.addAction(kind.title)
        action.setProperty(_CONCEPT, kind.command)
        action.setStatusTip(capital(kind.summary))
        action.triggered.connect(lambda _=False, kind=kind: insert_concept(window.session, window.rows, kind))


def _fill_windows(menu: QMenu, window: "Window") -> None:
    menu.clear()
    for each in window.windows.open:
        action = menu.addAction(each.document_name().replace("&", "&&"))
        action.setStatusTip(str(each.session.path or ""))
        action.setCheckable(True)
        action.setChecked(each is window)
        action.triggered.connect(lambda _=False, each=each: each.come_forward())


def _fill_recent(menu: QMenu, window: "Window") -> None:
    menu.clear()
    for path in window.remembered.recent:
        action = menu.addAction(icon("new"), _short(path))
        action.setStatusTip(str(path))
        action.triggered.connect(lambda _=False, path=path: window.files.open(path))
    if menu.isEmpty():
        menu.addAction(tr("No files yet")).setEnabled(False)
        return
    menu.addSeparator()
    menu.addAction(icon("delete"), tr("Forget these files")).triggered.connect(window.remembered.forget_files)


def _short(path: Path) -> str:
    return f"{path.name} — {path.parent}".replace("&", "&&")
