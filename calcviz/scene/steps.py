"""The steps in which a document is presented: each note begins one, and what stands below it appears."""

from collections.abc import Sequence
from dataclasses import dataclass

from calcviz.scene.document import Row


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be seen at one moment: the note that is read, if there is one, and the rows shown."""

    note: Row | None
    shown: frozenset[int]


def steps(rows: Sequence[Row]) -> tuple[Step, ...]:
    """The steps of a document; always at least one, and the last one shows every row.

    Without notes each row that is not empty is a step of its own.
    """
    notes = [place for place, row in enumerate(rows) if row.is_note]
    if notes:
        # Rows above the first note belong to it: a picture without words would only keep people waiting.
        ends = [*notes[1:], len(rows)]
        return tuple(_step(rows, end, rows[place]) for place, end in zip(notes, ends))
    ends = [place + 1 for place, row in enumerate(rows) if row.text.strip()] or [len(rows)]
    return tuple(_step(rows, end, None) for end in ends)


def _step(rows: Sequence[Row], end: int, note: Row | None) -> Step:
    return Step(note, frozenset(row.id for row in rows[:end]))
