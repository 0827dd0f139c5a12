"""What must hold whenever nobody touches the window, and what must not grow."""

import gc
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QApplication

from calcviz.scene.files import from_json, to_json
from calcviz.ui.window import Window
from calcviz.ui.windows import Windows
from tests.abuse.deeds import choices, pages

MOST_WIDGETS = 12
"""How many widgets more may live than before: a page that is kept for the next time."""
MOST_OBJECTS = 1.25
"""How many times the objects of before: what is remembered has bounds, and they are not reached at once."""


def contradictions(window: Window) -> Iterator[str]:
    """What does not fit together in a window: document, frame, rows on the screen, and the file of it all."""
    session = window.session
    document, frame = session.document, session.frame
    if [row.id for row in document.rows] != [row.row.id for row in frame.rows]:
        yield "the frame has other rows than the document"
    if len({row.id for row in document.rows}) != len(document.rows):
        yield "two rows have one id"
    for row in frame.rows:
        shown = window.rows.row(row.row.id).editor.toPlainText()
        if shown != row.row.text:
            yield f"the row says {row.row.text!r} and its editor {shown!r}"
    text = to_json(session.seen)
    again, remarks = from_json(text)
    if remarks:
        yield f"a document of ours is not understood: {remarks}"
    if to_json(again) != text:
        yield f"a document does not survive its file:\n{text}\n{to_json(again)}"


@dataclass(frozen=True, slots=True)
class Census:
    """How much lives while the window is empty."""

    widgets: Counter[str]
    objects: Counter[str]

    @classmethod
    def taken(cls) -> "Census":
        """Count now."""
        for _ in range(3):
            gc.unfreeze()
            gc.collect()
        widgets = Counter(type(each).__name__ for each in QApplication.allWidgets())
        return cls(widgets, Counter(type(each).__name__ for each in gc.get_objects()))

    def size(self) -> int:
        """How many widgets there are."""
        return self.widgets.total()

    def growth(self, since: "Census", *, warm: bool) -> list[str]:
        """What grew more than it may; objects only where what is remembered was full, after minutes."""
        found = []
        if self.widgets.total() > since.widgets.total() + MOST_WIDGETS:
            more = (self.widgets - since.widgets).most_common(8)
            found.append(f"widgets: {since.widgets.total()} → {self.widgets.total()}: {more}")
        if warm and self.objects.total() > since.objects.total() * MOST_OBJECTS:
            more = (self.objects - since.objects).most_common(12)
            found.append(f"objects: {since.objects.total()} → {self.objects.total()}: {more}")
        return found

    def __str__(self) -> str:
        return f"{self.widgets.total()} widgets, {self.objects.total()} objects"


def settle(windows: Windows) -> Iterator[None]:
    """Bring everything back to one empty window, as a person would; dialogs are answered by another deed."""
    while len(windows.open) > 1:
        windows.open[-1].close()
        yield
    for page in pages():
        page.close()
        yield
    window = windows.open[0]
    actions = window.actions_by_name
    if window.presentation.active:
        actions["present"].trigger()
        yield
    if window.isFullScreen():
        window.showNormal()
        yield
    for pick in (choices(window, 4)[1], choices(window, 2)[0]):
        pick.trigger()
        yield
    window.actions_by_name["size_normal"].trigger()
    yield
    window.resize(1280, 800)
    while not window.files.untouched:
        window.actions_by_name["new"].trigger()
        yield
    window.actions_by_name["home"].trigger()
    QApplication.clipboard().clear()
    for name, wanted in (("rows_pane", True), ("inspector_pane", True), ("keypad", False)):
        if window.actions_by_name[name].isChecked() != wanted:
            window.actions_by_name[name].trigger()
            yield
    for _ in range(20):
        yield
