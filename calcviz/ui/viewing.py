"""Which views of the document are seen, and from where space is looked at."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QWidget

from calcviz.engine.frame import Frame
from calcviz.scene.document import Layout, Space
from calcviz.ui import theme
from calcviz.ui.side_by_side import STEP

if TYPE_CHECKING:
    from calcviz.export.figure import Seen
    from calcviz.ui.window import Window
    from calcviz.views.panels import PanelStrip
    from calcviz.views.space.looking import Direction
    from calcviz.views.space.view import SpaceView

LAYOUTS: tuple[Layout, ...] = get_args(Layout)
_LOOKS: "tuple[Direction, ...]" = ("x", "y", "z", "corner")
_SPACE = (*(f"look_{name}" for name in _LOOKS), "perspective", "equal_space", "reset_space")
_PLANE = ("zoom_box", "trace")
"""Actions that mean one of the views only."""
_MOMENT = 300
"""Milliseconds after which that begins: first the window is shown."""
_OF_SPACE = ("calcviz.views.space.view", "calcviz.ui.space_menu")


class Viewing:
    """The window's hand on its two views; the one of space is made when it is first wanted."""

    def __init__(self, window: "Window") -> None:
        self._window = window
        self.space: SpaceView | None = None
        self.panels: PanelStrip | None = None
        self._prepared = False

    def tasks(self) -> dict[str, Callable[[], object]]:
        """What the actions of these names do."""
        return {
            **{f"layout_{layout}": partial(self.choose, layout) for layout in LAYOUTS},
            **{f"look_{name}": partial(self._look_from, name) for name in _LOOKS},
            "perspective": lambda: self._switch("perspective"),
            "equal_space": lambda: self._switch("equal"),
            "reset_space": self._reset,
            "wider_plane": lambda: self._move_border(STEP),
            "narrower_plane": lambda: self._move_border(-STEP),
        }

    @property
    def seen(self) -> tuple[bool, bool]:
        """Whether the plane and whether space is seen now."""
        return self._window.views.seen

    @property
    def entered(self) -> QWidget:
        """The view that actions on a view mean: the one that is seen, of both the one entered last."""
        return self._window.views.current

    @property
    def in_space(self) -> bool:
        """Whether actions on a view mean the one of space."""
        return self.space is not None and self.entered is self.space

    @property
    def in_picture(self) -> "Seen":
        """The views that a picture of the window shows."""
        plane, space = self.seen
        return "both" if plane and space else "space" if space else "plane"

    def size(self, seen: "Seen") -> QSize:
        """How large these views are on the screen, in pixels of a view in the normal size."""
        window = self._window
        if seen == self.in_picture and seen != "plane":
            view = window.views if seen == "both" else self.space
            return (view.size() if view is not None else QSize(960, 600)) / theme.magnification()
        view_of_plane = window.session.viewport
        beside = 2 if seen == "both" and self.in_picture != "both" else 1
        return QSize(view_of_plane.width * beside, view_of_plane.height)

    def looked_at(self) -> Space:
        """How space is looked at now; the session hears of it with the next refresh of the screen."""
        return self._window.session.space if self.space is None else self.space.space()

    def look(self, **changes: object) -> None:
        """Look at space otherwise."""
        wanted = replace(self.looked_at(), **changes)  # type: ignore[arg-type]
        if self.space is not None and self.seen[1]:
            self.space.go(wanted)
            self.space.flush()
        else:
            self._window.session.set_space(wanted)

    def take_focus(self) -> None:
        """Give the keys to the view that was entered last."""
        self.entered.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, layout: Layout) -> None:
        """Show these views from now on; the keys go to the one that is left."""
        window = self._window
        before = window.focusWidget()
        window.session.set_layout(layout)
        self.follow()  # a switch turns itself over when it is clicked
        if before is window.plane or before is self.space:
            self.take_focus()

    def join(self) -> None:
        """Begin with parts that were made anew: the plane is alone."""
        self.space = self.panels = None
        window = self._window
        window.planes.moved.connect(lambda share: setattr(window.remembered, "panels_split", share))
        window.views.changed.connect(self._rearranged)
        window.views.entered.connect(window.looking.follow_views)
        window.views.moved.connect(lambda share: setattr(window.remembered, "split", share))

    def prepare(self) -> None:
        """Once a person turns to the rows, import beside the window what formulas and space may need."""
        if not self._prepared:
            self._prepared = True
            QTimer.singleShot(_MOMENT, self._window, self._load)

    def _load(self) -> None:
        session = self._window.session
        session.prepare()
        if session.background is not None:
            session.background(_load_space, lambda: None)
            self._window.inspector.prepare()

    def follow(self) -> None:
        """Show the views that are wanted; space is drawn only while it is seen."""
        window = self._window
        plane, space = self._wanted()
        if space and self.space is None:
            self._make()
        window.views.show_views(plane, space)
        self._show_switches()

    def show(self, frame: Frame) -> None:
        """Show a frame in the view of space and in further planes."""
        self._show_panels(frame)
        if self.space is None or not self.seen[1]:
            return
        if self._window.plane.pointer.held is not None or self._window.player.playing is not None:
            self.space.picture.moving = True  # coarse, as while it is dragged itself
            self.space.settle_soon()
        self.space.show_frame(frame, self._window.session.space)
        if self.space.pointer.held is not None:
            self.space.repaint()  # who drags looks here

    def set_theme(self) -> None:
        """Take on the theme in which the application is dressed."""
        for view in (self.space, self.panels):
            if view is not None:
                view.set_theme(theme.plane_theme())

    def _wanted(self) -> tuple[bool, bool]:
        layout = self._window.session.document.layout
        if layout == "auto":
            return True, self.lies_in_space()
        return layout != "space", layout != "plane"

    def lies_in_space(self) -> bool:
        """Whether a visible row shows something in space; one being typed shows its last good picture."""
        session = self._window.session
        frame = self._window.presentation.seen(session.frame)
        return any(
            shown.row.visible and (_in_space(item.concept) or bool(shown.space))
            for item, shown in zip(session.scene.items, frame.rows, strict=False)
        )

    def _make(self) -> None:
        from calcviz.ui.space_menu import SpaceMenu  # most documents never need them
        from calcviz.views.space.view import SpaceView

        window = self._window
        self.space = space = SpaceView()
        space.set_magnification(theme.magnification())
        self.set_theme()
        space.space_changed.connect(window.session.set_space)
        space.history.changed.connect(window.looking.follow_views)
        self._listen(space)
        SpaceMenu(window, space)
        window.views.put(space)
        window.presentation.take_in(space)

    def _rearranged(self) -> None:
        """Other views have a place now: space is drawn while it has one."""
        self._window.session.look_at_space(self.seen[1])
        self._window.looking.follow_views()
        self._show_switches()

    def _show_panels(self, frame: Frame) -> None:
        """Show the further planes of visible rows beside the plane, where there are any."""
        wanted = any(row.row.visible and row.drawing.panels for row in frame.rows)
        if wanted and self.panels is None:
            from calcviz.views.panels import PanelStrip  # most documents never need it

            self.panels = PanelStrip()
            self.panels.set_magnification(theme.magnification())
            self.set_theme()
            self._listen(self.panels)
            self._window.planes.put(self.panels)
        if self.panels is None:
            return
        if wanted and not self._window.planes.seen[1]:
            self._window.plane.hold()  # what a row shows late may come long after its document was opened
        self.panels.show_frame(frame)
        self._window.planes.stack(self.panels.stacked if wanted else 0)
        self._window.planes.show_views(True, wanted)
        for plane in self.panels.planes:
            self._window.presentation.take_in(plane)
            if plane.pointer.held is not None:
                plane.repaint()  # who drags looks here

    def _listen(self, view: "SpaceView | PanelStrip") -> None:
        """Do what is wanted in a view with the handles and the rows."""
        window = self._window
        view.handle_dragged.connect(window.drag)
        view.handle_released.connect(window.session.commit)
        view.handle_released.connect(window.speaking.rest)
        view.drag_cancelled.connect(window.session.cancel)
        view.handle_nudged.connect(window.nudge)
        view.handle_pulled.connect(window.pull)
        view.handle_raised.connect(window.lift)
        view.handle_selected.connect(window.speaking.taken)
        view.row_clicked.connect(window.select_seen)

    def _reset(self) -> None:
        """The box and the direction with which the document was opened."""
        if self.space is not None:
            self.space.go(self._window.session.document.space)

    def _look_from(self, name: "Direction") -> None:
        if self.space is not None:
            self.space.look_from(name)

    def _switch(self, name: str) -> None:
        self.look(**{name: not getattr(self.looked_at(), name)})
        self._show_switches()  # a switch turns itself over when it is clicked

    def _move_border(self, by: float) -> None:
        views = self._window.views
        if all(self.seen):
            views.give(views.share + by)

    def _show_switches(self) -> None:
        window, (plane, space) = self._window, self.seen
        actions = window.actions_by_name
        for layout in LAYOUTS:
            actions[f"layout_{layout}"].setChecked(layout == window.session.document.layout)
        actions["perspective"].setChecked(window.session.space.perspective)
        actions["equal_space"].setChecked(window.session.space.equal)
        for name in _SPACE:
            actions[name].setEnabled(space)
        for name in _PLANE:
            actions[name].setEnabled(plane)
        for name in ("wider_plane", "narrower_plane"):
            actions[name].setEnabled(plane and space)


def _in_space(concept: object) -> bool:
    """Whether a concept has something to show in space: a velocity has only where its curve runs there."""
    return hasattr(type(concept), "draw_space") and not getattr(concept, "flat", False)


def _load_space() -> None:
    for name in _OF_SPACE:
        import_module(name)
