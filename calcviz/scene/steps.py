"""The steps in which a document is presented: each note begins one, and what stands below it appears."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from calcviz.scene.document import Row


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be seen at one moment: the note that is read, if there is one, and the rows shown."""

    note: Row | None
    shown: frozenset[int]


def steps(rows: Sequence[Row], unseen: Container[int] = ()) -> tuple[Step, ...]:
    """The steps of a document; always at least one, and the last one shows every row.

    Without notes each row that is not empty is a step of its own, but for those that are hidden or `unseen`,
    by their ids: numbers show nothing, and people would look at the same picture again.
    """
    notes = [place for place, row in enumerate(rows) if row.is_note]
    if notes:
        # Rows above the first note belong to it: a picture without words would only keep people waiting.
        ends = [*notes[1:], len(rows)]
        return tuple(_step(rows, end, rows[place]) for place, end in zip(notes, ends))
    seen = (row.visible and row.id not in unseen and bool(row.text.strip()) for row in rows)
    ends = [place for place, is_seen in enumerate(seen, 1) if is_seen]
    return tuple(_step(rows, end, None) for end in (*ends[:-1], len(rows)))


def _step(rows: Sequence[Row], end: int, note: Row | None) -> Step:
    return Step(note, frozenset(row.id for row in rows[:end]))
