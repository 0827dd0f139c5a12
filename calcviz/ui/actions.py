"""Every action of the window: its name, icon, shortcut and tip, in one table."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from calcviz.language.messages import tr
from calcviz.ui.icons import put


@dataclass(frozen=True, slots=True)
class Entry:
    """One action: `name` is what the window calls it by; `keys` are its shortcuts, the first one is shown."""

    name: str
    text: str
    sign: str
    keys: tuple[str, ...]
    tip: str
    checkable: bool = False


def entries() -> Iterator[Entry]:
    """Every action, in the current language."""
    yield from _file()
    yield from _edit()
    yield from _view()
    yield from _dress()
    yield from _help()


def make_actions(window: QWidget) -> dict[str, QAction]:
    """The actions by name; they belong to the window, so that their shortcuts work everywhere in it."""
    actions = {}
    for entry in entries():
        action = QAction(entry.text, window)
        action.setObjectName(entry.name)
        action.setShortcuts([QKeySequence(key) for key in entry.keys])
        action.setStatusTip(entry.tip)
        shown = (
            f" ({action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})" if entry.keys else ""
        )
        action.setToolTip(entry.tip + shown)
        action.setCheckable(entry.checkable)
        action.setIconVisibleInMenu(not entry.checkable)  # the tick stands there
        # Roles that Qt guesses from texts would move entries about on macOS.
        action.setMenuRole(_ROLES.get(entry.name, QAction.MenuRole.NoRole))
        window.addAction(action)
        actions[entry.name] = action
    return actions


def put_icons(actions: dict[str, QAction], names: Collection[str] | None = None) -> None:
    """Give actions their icons: all of them, or those of these names."""
    for entry in entries():
        if names is None or entry.name in names:
            put(actions[entry.name], entry.sign)


_ROLES = {
    "quit": QAction.MenuRole.QuitRole,
    "preferences": QAction.MenuRole.PreferencesRole,
    "about": QAction.MenuRole.AboutRole,
}


def _file() -> Iterator[Entry]:
    yield Entry("new", tr("&New"), "new", ("Ctrl+N",), tr("Begin an empty document"))
    yield Entry(
        "new_window",
        tr("New &window"),
        "new",
        ("Ctrl+Shift+N",),
        tr("Begin an empty document in a window of its own"),
    )
    yield Entry("open", tr("&Open…"), "open", ("Ctrl+O",), tr("Open a document"))
    yield Entry(
        "gallery",
        tr("E&xamples…"),
        "book",
        ("Ctrl+Shift+O",),
        tr("Documents to learn from and to begin with"),
    )
    yield Entry(
        "import",
        tr("&Import data…"),
        "open",
        ("Ctrl+Shift+I",),
        tr("Make a row of points from a table in a file: CSV, TSV or text"),
    )
    yield Entry("save", tr("&Save"), "save", ("Ctrl+S",), tr("Save the document"))
    yield Entry("save_as", tr("Save &as…"), "save-as", ("Ctrl+Shift+S",), tr("Save under another name"))
    yield Entry(
        "export",
        tr("&Export…"),
        "export",
        ("Ctrl+E",),
        tr("Save the picture as PNG, SVG, PDF, for LaTeX, or its points as CSV"),
    )
    yield Entry(
        "print", tr("&Print…"), "print", ("Ctrl+P",), tr("Print the picture, or make a page of it as PDF")
    )
    yield Entry("close", tr("&Close"), "close", ("Ctrl+W",), tr("Close the window"))
    yield Entry("quit", tr("&Quit"), "quit", ("Ctrl+Q",), tr("Close every window and leave CalcViz"))


def _edit() -> Iterator[Entry]:
    yield Entry("undo", tr("&Undo"), "undo", ("Ctrl+Z",), tr("Take the last change back"))
    yield Entry("redo", tr("&Redo"), "redo", ("Ctrl+Shift+Z", "Ctrl+Y"), tr("Bring back what was undone"))
    yield Entry("cut", tr("Cu&t"), "cut", ("Ctrl+X",), tr("Cut the selection, or the whole row"))
    yield Entry("copy", tr("&Copy"), "copy", ("Ctrl+C",), tr("Copy the selection, or the whole row"))
    yield Entry(
        "copy_picture",
        tr("Copy picture"),
        "picture",
        ("Ctrl+Shift+C",),
        tr("Put the picture on the clipboard, as PNG, SVG and PDF"),
    )
    yield Entry(
        "copy_latex",
        tr("Copy &as LaTeX"),
        "formula",
        ("Ctrl+Shift+L",),
        tr("Put what the selected row says on the clipboard, in LaTeX"),
    )
    yield Entry(
        "copy_text",
        tr("Copy as te&xt"),
        "copy",
        ("Ctrl+Shift+T",),
        tr("Put the text of the selected row on the clipboard"),
    )
    yield Entry("paste", tr("&Paste"), "paste", ("Ctrl+V",), tr("Paste; each line becomes a row"))
    yield Entry("select_all", tr("Select all rows"), "rows-pane", ("Ctrl+A",), tr("Select every row"))
    yield Entry("new_row", tr("&New row"), "add", ("Ctrl+Return",), tr("A new row below the selected one"))
    yield Entry("duplicate", tr("Dup&licate row"), "duplicate", ("Ctrl+D",), tr("The same row once more"))
    yield Entry(
        "delete_row", tr("&Delete row"), "delete", ("Ctrl+Shift+K",), tr("Take the selected row away")
    )
    yield Entry("move_up", tr("Mo&ve up"), "up", ("Alt+Up",), tr("Move the row up"))
    yield Entry("move_down", tr("Move do&wn"), "down", ("Alt+Down",), tr("Move the row down"))
    yield Entry(
        "toggle_row",
        tr("&Hide or show row"),
        "show",
        ("Ctrl+G",),
        tr("Hide the selected row, or show it again"),
    )
    yield from _folders()
    yield from _finding()
    yield Entry("edit_row", tr("Ed&it row"), "edit", ("F2",), tr("Put the cursor into the selected row"))
    yield Entry(
        "complete", tr("C&omplete word"), "complete", ("Ctrl+Space",), tr("What can stand at the cursor")
    )
    yield from _asking()
    yield Entry("preferences", tr("Pr&eferences…"), "preferences", ("Ctrl+,",), tr("Theme, language, motion"))


def _asking() -> Iterator[Entry]:
    yield Entry(
        "give_up",
        tr("Sto&p looking for an exact answer"),
        "close",
        ("Ctrl+.",),
        tr("The row keeps what is known by now"),
    )
    yield Entry(
        "ask_again",
        tr("Ask &once more"),
        "redo",
        ("Ctrl+Shift+.", "Ctrl+>"),
        tr("Look for an exact answer anew"),
    )


def _folders() -> Iterator[Entry]:
    yield Entry(
        "new_folder",
        tr("New folder"),
        "folder",
        ("Ctrl+Shift+G",),
        tr("A folder of the selected rows, or an empty one"),
    )
    yield Entry(
        "fold", tr("Close folder"), "fold", ("Ctrl+Shift+[", "Ctrl+{"), tr("Show only the folder's title")
    )
    yield Entry(
        "unfold", tr("Open folder"), "unfold", ("Ctrl+Shift+]", "Ctrl+}"), tr("Show the rows of the folder")
    )
    yield Entry(
        "put_in", tr("Put into the folder above"), "folder", ("Alt+Shift+Right",), tr("As its last rows")
    )
    yield Entry(
        "take_out", tr("Take out of the folder"), "folder", ("Alt+Shift+Left",), tr("Below the folder")
    )


def _finding() -> Iterator[Entry]:
    yield Entry("find", tr("&Find…"), "find", ("Ctrl+F",), tr("Find a text in the rows"))
    yield Entry("find_next", tr("Find ne&xt"), "down", ("F3",), tr("The next place of the text"))
    yield Entry("find_previous", tr("Find pre&vious"), "up", ("Shift+F3",), tr("The place before"))
    yield Entry("replace", tr("Re&place…"), "edit", ("Ctrl+H",), tr("Write another text in its place"))
    yield Entry(
        "rename",
        tr("Ren&ame…"),
        "rename",
        ("Ctrl+Shift+R",),
        tr("Give a function, number or point another name wherever it is meant"),
    )


def _view() -> Iterator[Entry]:
    yield Entry("home", tr("&Home"), "home", ("Ctrl+0",), tr("From −10 to 10, around the origin"))
    yield Entry("fit", tr("&Fit"), "fit", ("Ctrl+9",), tr("Show everything that is drawn"))
    yield Entry("zoom_in", tr("Zoom &in"), "zoom-in", ("Ctrl++", "Ctrl+="), tr("See less, larger"))
    yield Entry("zoom_out", tr("Zoom &out"), "zoom-out", ("Ctrl+-",), tr("See more, smaller"))
    yield from _paper()
    yield Entry(
        "zoom_box",
        tr("&Zoom into a box"),
        "zoom-box",
        ("Ctrl+B",),
        tr("Draw a box with the next drag; it fills the view"),
    )
    yield Entry(
        "view_back", tr("&Back"), "back", ("Alt+Left",), tr("Look again at what was seen before this")
    )
    yield Entry(
        "view_forward",
        tr("For&ward"),
        "forward",
        ("Alt+Right",),
        tr("Look again at what was gone back from"),
    )
    yield Entry(
        "trace",
        tr("Re&ad a curve"),
        "trace",
        ("Ctrl+T",),
        tr("Move along the selected curve with the arrow keys; Enter keeps a point"),
    )
    yield from _views()
    yield from _panes()


def _views() -> Iterator[Entry]:
    auto = tr("Space beside the plane as soon as there is something to be seen in it")
    yield Entry("layout_auto", tr("&Automatic"), "view-both", ("Ctrl+Alt+0",), auto, True)
    yield Entry(
        "layout_plane", tr("&Plane alone"), "view-plane", ("Ctrl+Alt+1",), tr("See the plane only"), True
    )
    yield Entry("layout_both", tr("Plane &and space"), "view-both", ("Ctrl+Alt+2",), tr("See both"), True)
    yield Entry("layout_space", tr("&Space alone"), "view-space", ("Ctrl+Alt+3",), tr("See space only"), True)
    yield Entry("look_x", tr("Along the &x-axis"), "look-x", ("Ctrl+Alt+X",), tr("Look at y and z"))
    yield Entry("look_y", tr("Along the &y-axis"), "look-y", ("Ctrl+Alt+Y",), tr("Look at x and z"))
    yield Entry("look_z", tr("From abo&ve"), "look-z", ("Ctrl+Alt+Z",), tr("Look at x and y"))
    yield Entry(
        "look_corner", tr("From the &corner"), "look-corner", ("Ctrl+Alt+C",), tr("See all three axes")
    )
    yield Entry(
        "perspective",
        tr("Pe&rspective"),
        "perspective",
        ("Ctrl+Alt+P",),
        tr("What is farther away is smaller; without it, parallels stay parallel"),
        True,
    )
    yield Entry(
        "equal_space",
        tr("E&qual scale in space"),
        "equal",
        ("Ctrl+Alt+E",),
        tr("Make a unit as long on all three axes; no side of the box becomes shorter than a fifth"),
        True,
    )
    yield Entry(
        "reset_space", tr("Space as at &first"), "home", ("Ctrl+Alt+Home",), tr("The first box and direction")
    )
    yield Entry(
        "wider_plane",
        tr("&Wider plane"),
        "wider",
        ("Ctrl+Alt+Shift+Right",),
        tr("More room for the plane beside space"),
    )
    yield Entry(
        "narrower_plane",
        tr("&Narrower plane"),
        "narrower",
        ("Ctrl+Alt+Shift+Left",),
        tr("More room for space beside the plane"),
    )


def _dress() -> Iterator[Entry]:
    yield Entry(
        "size_normal",
        tr("&Normal size"),
        "size-normal",
        ("Ctrl+1",),
        tr("Type and lines for one reader"),
        True,
    )
    yield Entry(
        "size_large",
        tr("&Large"),
        "size-large",
        ("Ctrl+2",),
        tr("Type, lines and points larger, for a small room"),
        True,
    )
    yield Entry(
        "marks",
        tr("&Mark the curves"),
        "marks",
        ("Ctrl+Shift+M",),
        tr("Shapes along the curves tell them apart without their colours"),
        True,
    )
    yield Entry(
        "size_projector",
        tr("&Projector"),
        "size-projector",
        ("Ctrl+3",),
        tr("Type, lines and points for the last row of a hall"),
        True,
    )


def _panes() -> Iterator[Entry]:
    yield Entry("rows_pane", tr("&Rows"), "rows-pane", ("F9",), tr("Show the rows"), True)
    yield Entry("keypad", tr("&Keypad"), "keypad", ("Ctrl+K",), tr("Signs and functions at a click"), True)
    yield Entry(
        "inspector_pane",
        tr("I&nspector"),
        "inspector-pane",
        ("F4",),
        tr("Show the selected row's values and style"),
        True,
    )
    yield Entry(
        "sentence",
        tr("Sa&y it in words"),
        "sentence",
        ("Ctrl+Shift+E",),
        tr("A line below the plane says what is seen"),
        True,
    )
    yield Entry("tell", tr("&Tell what is seen"), "tell", ("F8",), tr("Say now what the selected row shows"))
    yield from _going()
    yield Entry(
        "present", tr("&Present"), "present", ("F5",), tr("The plane on the whole screen, step by step"), True
    )
    yield Entry("next_step", tr("Ne&xt step"), "down", ("PgDown",), tr("What the next note speaks of"))
    yield Entry("previous_step", tr("Pre&vious step"), "up", ("PgUp",), tr("Back to the note before"))
    yield Entry(
        "pointer_light", tr("Pointer light"), "light", ("Ctrl+L",), tr("A disc of light at the pointer")
    )
    yield Entry("full_screen", tr("F&ull screen"), "fullscreen", ("F11",), tr("Fill the screen"), True)


def _going() -> Iterator[Entry]:
    yield Entry("next_pane", tr("Next pane"), "pane-next", ("F6",), tr("Rows, tools, plane, inspector"))
    yield Entry("previous_pane", tr("Previous pane"), "pane-previous", ("Shift+F6",), tr("The pane before"))
    yield Entry("wider_rows", tr("Wider rows"), "wider", ("Ctrl+Alt+Right",), tr("More room for the rows"))
    yield Entry(
        "narrower_rows", tr("Narrower rows"), "narrower", ("Ctrl+Alt+Left",), tr("More room for the plane")
    )


def _paper() -> Iterator[Entry]:
    equal_tip = tr("Make a unit of y as long as one of x")
    yield Entry("equal", tr("&Equal scale"), "equal", ("Ctrl+Shift+1",), equal_tip, True)
    yield Entry("axes", tr("&Axes and grid…"), "axes", ("Ctrl+Shift+A",), tr("Type the ends of the axes"))
    yield Entry("log_x", tr("Logarithmic &x"), "log-x", (), tr("Abscissas by their logarithms"), True)
    yield Entry("log_y", tr("Logarithmic &y"), "log-y", (), tr("Ordinates by their logarithms"), True)
    yield Entry("pi_x", tr("π on the x-axis"), "pi", (), tr("Divide the x-axis by parts of π"), True)
    yield Entry("pi_y", tr("π on the y-axis"), "pi", (), tr("Divide the y-axis by parts of π"), True)
    yield Entry("grid_square", tr("&Square grid"), "grid-square", (), tr("A grid of squares"), True)
    yield Entry("grid_polar", tr("&Polar grid"), "grid-polar", (), tr("Circles and rays"), True)
    yield Entry("grid_none", tr("&No grid"), "grid-none", (), tr("Axes on empty paper"), True)


def _help() -> Iterator[Entry]:
    yield Entry(
        "palette",
        tr("Find a &command…"),
        "find",
        ("Ctrl+Shift+P",),
        tr("Every action, found by typing a part of its name"),
    )
    yield Entry(
        "shortcuts",
        tr("&Keyboard and mouse"),
        "keyboard",
        ("Ctrl+/", "F1"),
        tr("Every key and every gesture"),
    )
    yield Entry(
        "language_page",
        tr("The &language at a glance"),
        "book",
        ("Shift+F1",),
        tr("What can be typed in a row"),
    )
    yield Entry("welcome", tr("&Welcome"), "home", (), tr("The first page: examples and recent files"))
    yield Entry("about", tr("&About CalcViz"), "about", (), tr("Version and licence"))
