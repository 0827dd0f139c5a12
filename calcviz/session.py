"""The one thing that changes: document, history, viewport and frame."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf
from pathlib import Path
from typing import Any

from calcviz.concepts import discover
from calcviz.engine.asking import Asker, Asking
from calcviz.engine.background import Background, here, load
from calcviz.engine.dragging import dragged, nudged, pulled, raised
from calcviz.engine.evaluate import Evaluated, Made, drawn, evaluate
from calcviz.engine.frame import Frame
from calcviz.engine.heights import box_of
from calcviz.engine.landmarks import Survey, survey
from calcviz.language.messages import tr
from calcviz.language.statements import NumberRow
from calcviz.maths.fields.box import Box
from calcviz.maths.fields.ray import Ray
from calcviz.maths.functions import special_values
from calcviz.maths.functions.special import names_series
from calcviz.scene import edits
from calcviz.scene.axes import with_names
from calcviz.scene.concept import curve_of, heights_of, with_fields
from calcviz.scene.document import Document, Layout, Row, Settings, Space, Style, Viewport
from calcviz.scene.expand import Derived, Task, derive
from calcviz.scene.files import Stamp, open_document, save_document, stamp
from calcviz.scene.history import History
from calcviz.scene.item import Item
from calcviz.scene.moving import Changes, Value, called, changes_to, live_text, moved
from calcviz.scene.resolve import resolve
from calcviz.scene.scene import Scene

BUDGET = 0.03
"""Seconds that drawing may take before a frame is shown without what is not ready yet."""

MOST_KNOWN = 100
"""Long derivatives that are remembered."""


class Session:
    """A document with its history, seen in a viewport. After every change each listener is called once.

    What takes long is done in the `background`, or at once where there is none. The `asker` is waited for
    `beside` it, and not at all where there is none.
    """

    def __init__(
        self,
        document: Document | None = None,
        *,
        background: Background | None = None,
        asker: Asker | None = None,
        beside: Background | None = None,
    ) -> None:
        discover()
        self.path: Path | None = None
        self.listeners: list[Callable[[], None]] = []
        self.background = background
        self._working = self._prepared = False
        self._done: dict[Task, Derived] = {}
        self.asking = Asking(self._learnt, asker, beside)
        self._changes: Changes = {}
        self._live_title = ""
        self._history: History
        self._viewport: Viewport
        self._space: Space
        self._box: Box | None = None
        self._in_space = False
        self._saved: Document | None
        self._stamp: Stamp | None = None
        document = document or Document((Row(1),))
        self._start(document, saved=document)

    @property
    def document(self) -> Document:
        """The document as it is now; a preview is not in it until it is committed."""
        return self._history.now

    @property
    def viewport(self) -> Viewport:
        """The visible range and its size."""
        return self._viewport

    @property
    def space(self) -> Space:
        """How space is looked at."""
        return self._space

    @property
    def frame(self) -> Frame:
        """What is to be seen now."""
        return self._evaluated.frame

    @property
    def scene(self) -> Scene:
        """What the rows mean together now."""
        return self._scene

    @property
    def modified(self) -> bool:
        """Whether the document differs from what was last saved or opened."""
        return self.document is not self._saved

    @property
    def overtaken(self) -> bool:
        """Whether another program has written the file since it was opened or saved here."""
        now = None if self.path is None else stamp(self.path)
        return now is not None and now != self._stamp

    @property
    def seen(self) -> Document:
        """The document as it would be saved: with the range that is visible now."""
        view = self.viewport
        view = replace(view, equal=view.in_equal_scale, unknown=self.document.viewport.unknown)
        return replace(self.document, viewport=view, space=self._space)

    @property
    def undo_title(self) -> str | None:
        """What undo takes back, in words; None where there is nothing."""
        return self._history.undo_title

    @property
    def redo_title(self) -> str | None:
        """What redo brings back, in words; None where there is nothing."""
        return self._history.redo_title

    # Text and rows.

    def prepare(self) -> None:
        """Once a person turns to the rows, load what may soon be needed and takes long to load."""
        if self.background is not None and not self._prepared:
            self._prepared = True
            load(self.background)

    def edit(self, row_id: int, text: str) -> None:
        """Take the row's text as it is typed; a run of typing in one row is one step of undo."""
        self.commit()
        if self.document.row(row_id).text == text:
            return
        document = self.document.with_row(row_id, lambda row: replace(row, text=text))
        self._then(document, tr("typing"), ("typing", row_id))
        self.prepare()
        if self.background is not None and not special_values.loaded() and names_series(text):
            self.background(special_values.load, lambda: None)

    def change(self, what: Callable[[Document], Document], title: str, group: object = None) -> None:
        """Change rows, several at once if need be, as one step of undo: `what` is one of `scene.edits`."""
        self.commit()
        document = what(self.document)
        if document is not self.document:
            self._then(document, title, group)

    def insert(self, after: int | None, text: str = "", member: bool | None = None) -> int:
        """A new row after that one (None: at the beginning); answers its id."""
        self.commit()
        document, row_id = edits.inserted(self.document, after, text, member)
        self._then(document, tr("new row"))
        return row_id

    def remove(self, row_ids: Sequence[int]) -> None:
        """Take rows away; one empty row is left where none would be."""
        title = tr("delete row") if len(row_ids) == 1 else tr("delete rows")
        self.change(lambda document: edits.removed(document, row_ids), title)

    def move(self, row_id: int, to: int) -> None:
        """Put a row at that index."""
        self.change(lambda document: edits.moved(document, row_id, to), tr("move row"))

    def restyle(self, row_id: int, style: Style) -> None:
        """Draw a row in another style."""
        self.commit()
        if self.document.row(row_id).style != style:
            document = self.document.with_row(row_id, lambda row: replace(row, style=style))
            self._then(document, tr("style"), ("style", row_id))

    def show(self, row_id: int, visible: bool) -> None:
        """Show a row or hide it."""
        self.commit()
        if self.document.row(row_id).visible != visible:
            document = self.document.with_row(row_id, lambda row: replace(row, visible=visible))
            self._then(document, tr("show row") if visible else tr("hide row"))

    def set_settings(self, settings: Settings) -> None:
        """Decide anew what the document decides for itself."""
        self.commit()
        self._then(replace(self.document, settings=settings), tr("settings"))

    # Live changes.

    def preview_drag(self, row_id: int, handle: str, x: float, y: float) -> None:
        """Move a handle to (x, y); nothing is read anew, and commit makes it one step of undo."""
        item = self._scene.item(row_id)
        if item.concept is None:
            return
        row = self.frame.row(row_id)
        self._take(item, dragged(item.concept, row, handle, x, y, self.viewport))

    def preview_in_space(self, row_id: int, handle: str, to: Ray | float) -> None:
        """Pull a handle in space towards a line of sight, or move it to a height."""
        item = self._scene.item(row_id)
        if item.concept is not None:
            self._take(item, pulled(item.concept, handle, to, self._box))

    def preview_value(self, row_id: int, parameter: str, value: Value) -> None:
        """Give one argument of a concept, or a slider's number, another value."""
        item = self._scene.item(row_id)
        if isinstance(item.statement, NumberRow):
            self._live({(row_id, item.statement.name): value})
        elif item.concept is not None:
            self._take(item, with_fields(item.concept, {parameter: value}))

    def nudge(self, row_id: int, handle: str, dx_steps: float, dy_steps: float) -> None:
        """Move a handle by steps of its field, wherever it is seen: what an arrow key does."""
        item = self._scene.item(row_id)
        if item.concept is not None:
            row, steps = self.frame.row(row_id), (dx_steps, dy_steps)
            self._take(item, nudged(item.concept, row, handle, steps, self.viewport))

    def raise_handle(self, row_id: int, handle: str, steps: float) -> None:
        """Move a handle in space up by steps of its field, or down: what Page up does."""
        item = self._scene.item(row_id)
        if item.concept is not None:
            self._take(item, raised(item.concept, self.frame.row(row_id), handle, steps))

    def commit(self) -> None:
        """Write what was previewed into the text of its rows, as one step of undo."""
        if not self._changes:
            return
        moved = {row_id for row_id, _ in self._changes}
        self._changes = {}
        live = {item.row.id: item.row for item in self._scene.items if item.row.id in moved}
        rows = tuple(live.get(row.id, row) for row in self.document.rows)
        self._then(replace(self.document, rows=rows), self._live_title)

    def give_up(self, row_id: int) -> None:
        """Ask no longer what a row asks; what is known by now stays."""
        asked = self._scene.item(row_id).question
        if asked is not None:
            self.asking.give_up(asked)

    def ask_again(self, row_id: int) -> None:
        """Ask once more what a row asks, after it was given up."""
        asked = self._scene.item(row_id).question
        if asked is not None:
            self.asking.ask_again(asked)

    def end(self) -> None:
        """Nobody looks any more: nothing is told, nothing is asked."""
        self.listeners.clear()
        self.asking.end()

    def cancel(self) -> None:
        """Forget what was previewed."""
        if self._changes:
            self._changes = {}
            self._refresh()

    def set_viewport(self, viewport: Viewport) -> None:
        """Look at another range; not a step of undo."""
        viewport = with_names(viewport, self._scene.items)
        if viewport != self._viewport:
            self._viewport = viewport
            self._show(self._evaluated)

    def set_space(self, space: Space) -> None:
        """Look at space in another way; not a step of undo."""
        if space != self._space:
            self._space = space
            self._show(self._evaluated)

    def look_at_space(self, wanted: bool) -> None:
        """Draw what is to be seen in space, or not: nobody looks there."""
        if wanted is not self._in_space:
            self._in_space = wanted
            self._show(self._evaluated)

    def set_layout(self, layout: Layout) -> None:
        """Choose which views are seen; a step of undo."""
        self.commit()
        if layout != self.document.layout:
            self._then(replace(self.document, layout=layout), tr("layout"))

    # History and files.

    def undo(self) -> None:
        """Take the last change back."""
        self.commit()
        self._history = self._history.undo()
        self._refresh()

    def redo(self) -> None:
        """Bring back what was undone."""
        self.commit()
        self._history = self._history.redo()
        self._refresh()

    def new(self, document: Document | None = None) -> None:
        """Begin an empty document, or with one that has no path yet."""
        self.path = None
        document = document or Document((Row(1),))
        self._start(document, saved=document)

    def open(self, path: Path) -> list[str]:
        """Open a file; answers sentences on what was not understood. Raises OSError, ValueError."""
        found = stamp(path)
        document, remarks = open_document(path)
        self.path, self._stamp = path, found
        self._start(document, saved=document)
        return remarks

    def recover(self, document: Document, path: Path | None, *, overtaken: bool = False) -> None:
        """Go on with unsaved changes of a program that ended; `overtaken` where their file is newer."""
        self.path = path
        self._stamp = None if path is None or overtaken else stamp(path)
        self._start(document, saved=None)

    def save(self, path: Path | None = None) -> None:
        """Save where it was opened from, or under another name; raises OSError."""
        self.commit()
        target = path or self.path
        if target is None:
            raise ValueError("a first save needs a path")
        save_document(self.seen, target)
        self.path, self._stamp = target, stamp(target)
        self._history = self._history.settled()
        self._saved = self.document
        self._tell()

    def refresh(self) -> None:
        """Read and draw everything anew, as after a change of language."""
        self.asking.forget()
        self._scene = self._answered(resolve(self.document, None, self._known()))
        self._viewport = with_names(self._viewport, self._scene.items)
        self._show(None)

    # Reading the curves.

    def value_at(self, row_id: int, x: float) -> float | None:
        """The ordinate of a row's curve; None where the row draws no graph, NaN where it is undefined."""
        item = self._scene.item(row_id)
        f = None if item.concept is None or item.members else curve_of(item.concept)
        return None if f is None else f(x)

    def height_at(self, row_id: int, x: float, y: float) -> float | None:
        """The value of the function of two variables whose heights a row draws; None where there is none."""
        concept = self._scene.item(row_id).concept
        g = None if concept is None else heights_of(concept)
        return None if g is None else g(x, y)

    def survey(self, then: Callable[[Survey], None]) -> None:
        """Look for the landmarks of what is shown, elsewhere; `then` hears them unless it has changed."""
        scene, viewport = self._scene, self._viewport
        found: list[Survey] = []

        def fresh() -> bool:
            return self._scene is scene and self._viewport is viewport

        def arrived() -> None:
            if found and fresh():
                then(found[0])

        (self.background or here)(lambda: found.append(survey(scene, viewport, fresh)), arrived)

    # Inside.

    def _start(self, document: Document, saved: Document | None) -> None:
        self._history = History.of(document)
        self._saved = saved
        self._viewport, self._space = document.viewport, document.space
        self._changes = {}
        self.refresh()

    def _then(self, document: Document, title: str, group: object = None) -> None:
        self._history = self._history.then(document, title, group)
        self._refresh()

    def _refresh(self) -> None:
        self._scene = self._answered(resolve(self.document, self._scene, self._known()))
        self._viewport = with_names(self._viewport, self._scene.items)
        self._show(self._evaluated)

    def _known(self) -> dict[Task, Derived] | None:
        """The long derivatives that were taken already; None where there is time for all of them."""
        return None if self.background is None else self._done

    def _show(self, previous: Evaluated | None) -> None:
        budget = inf if self.background is None else BUDGET
        if not self._in_space:
            self._box = None
        else:
            box = box_of(self._scene, self._space)
            # heights that a drag needs are there, but nothing shrinks under the hand
            self._box = box.holding(self._box) if self._changes and self._box is not None else box
        self._evaluated = evaluate(self._scene, self._viewport, previous, budget, self._box)
        self._tell()
        self._catch_up()

    def _catch_up(self) -> None:
        """Have made, one after the other, what would have kept the frame waiting."""
        if self.background is None:
            return
        self.asking.ask(self._scene, moving=bool(self._changes))
        if self._working:
            return
        if self._scene.unfinished:
            self._derive_elsewhere(self.background, self._scene.unfinished[0])
        elif (item := self._evaluated.waiting()) is not None:
            self._draw_elsewhere(self.background, item)
        elif (asked := self.asking.unreckoned(self._scene)) is not None:
            self._working = True
            self.asking.reckon(asked, self.background, self._worked)

    def _derive_elsewhere(self, background: Background, task: Task) -> None:
        found: list[Derived] = []

        def arrived() -> None:
            self._working = False
            if not found:
                return
            if len(self._done) >= MOST_KNOWN:
                self._done.clear()
            self._done[task] = found[0]
            self._refresh()
            if self._changes:
                self._live(dict(self._changes))

        self._working = True
        background(lambda: found.append(derive(task)), arrived)

    def _draw_elsewhere(self, background: Background, item: Item) -> None:
        viewport, box = self._viewport, self._box
        made: list[Made] = []

        def arrived() -> None:
            self._working = False
            for each in made:
                self._evaluated = self._evaluated.with_drawing(item, viewport, box, each)
            self._tell()
            if made:
                self._catch_up()

        self._working = True
        background(lambda: made.append(drawn(item, viewport, box)), arrived)

    def _worked(self) -> None:
        self._working = False

    def _answered(self, scene: Scene) -> Scene:
        """The scene with what is known of its questions; all of it where there is no other thread."""
        return self.asking.at_once(scene) if self.background is None else self.asking.shown(scene)

    def _learnt(self) -> None:
        self._scene = self.asking.shown(self._scene)
        self._show(self._evaluated)

    def _tell(self) -> None:
        for listener in tuple(self.listeners):
            listener()

    def _take(self, item: Item, concept: Any) -> None:
        """Take a changed concept: what its arguments hang on is changed."""
        changes = changes_to(self._scene, item, concept)
        if changes:
            self._live(changes)

    def _live(self, changes: Changes) -> None:
        self._changes.update(changes)
        names = dict.fromkeys(called(self._scene.item(row_id), name) for row_id, name in changes)
        self._live_title = tr("drag of {name}", name=", ".join(names))
        scene = moved(self._scene, changes)
        for row_id in {row_id for row_id, _ in changes}:
            text = live_text(self.document.row(row_id).text, scene.item(row_id), self._changes)
            scene = scene.with_text(row_id, text)
        self._scene = self._answered(scene)
        self._show(self._evaluated)
