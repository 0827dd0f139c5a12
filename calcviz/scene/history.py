"""Undo and redo: every document there was, and the place in them."""

from dataclasses import dataclass, replace

from calcviz.scene.document import Document


@dataclass(frozen=True, slots=True)
class Step:
    """A document and the name of the change that led to it ("drag of a")."""

    document: Document
    title: str
    group: object = None


@dataclass(frozen=True, slots=True)
class History:
    """Steps in order, and which one is now; a value, so that every change answers a new history."""

    steps: tuple[Step, ...]
    place: int = 0

    @classmethod
    def of(cls, document: Document) -> "History":
        """The history of a document to which nothing has happened yet."""
        return cls((Step(document, ""),))

    @property
    def now(self) -> Document:
        """The document as it is now."""
        return self.steps[self.place].document

    def then(self, document: Document, title: str, group: object = None) -> "History":
        """The history after one more change; what was undone before is forgotten.

        Changes in a row that carry the same `group` (a run of typing in one row) are one step.
        """
        kept = self.steps[: self.place + 1]
        if group is not None and self.place > 0 and kept[-1].group == group:
            kept = kept[:-1]
        return History((*kept, Step(document, title, group)), len(kept))

    def settled(self) -> "History":
        """The same history; the next change begins a step of its own."""
        step = self.steps[self.place]
        if step.group is None:
            return self
        steps = (*self.steps[: self.place], replace(step, group=None), *self.steps[self.place + 1 :])
        return replace(self, steps=steps)

    def undo(self) -> "History":
        """One step back; the same history at its beginning."""
        return replace(self, place=max(0, self.place - 1))

    def redo(self) -> "History":
        """One step forward again; the same history at its end."""
        return replace(self, place=min(len(self.steps) - 1, self.place + 1))

    @property
    def undo_title(self) -> str | None:
        """What undo would take back; None where there is nothing."""
        return self.steps[self.place].title if self.place > 0 else None

    @property
    def redo_title(self) -> str | None:
        """What redo would bring back; None where there is nothing."""
        return self.steps[self.place + 1].title if self.place + 1 < len(self.steps) else None
