"""Which rows are selected: one, or several for what is done to all of them at once."""

from collections.abc import Iterable, Sequence


class RowSelection:
    """The selected rows by their ids; `lead` is the one that the inspector speaks of.

    A selection that is extended goes from its `anchor` to the lead.
    """

    def __init__(self) -> None:
        self.rows: frozenset[int] = frozenset()
        self.lead: int | None = None
        self.anchor: int | None = None

    @property
    def several(self) -> bool:
        """Whether more than one row is selected."""
        return len(self.rows) > 1

    def only(self, row_id: int | None) -> None:
        """Select one row, or none."""
        self.rows = frozenset() if row_id is None else frozenset((row_id,))
        self.lead = self.anchor = row_id

    def these(self, row_ids: Iterable[int]) -> None:
        """Select these rows; the last one leads."""
        ordered = list(row_ids)
        self.rows = frozenset(ordered)
        self.anchor, self.lead = (ordered[0], ordered[-1]) if ordered else (None, None)

    def toggle(self, row_id: int) -> None:
        """Add a row, or leave it out where another one is left."""
        if row_id not in self.rows:
            self.rows |= {row_id}
            self.lead = self.anchor = row_id
        elif self.several:
            self.rows -= {row_id}
            if self.lead == row_id or self.anchor == row_id:
                self.lead = self.anchor = next(iter(self.rows))

    def extend(self, row_id: int, order: Sequence[int]) -> None:
        """Select what stands from the anchor to that row, both with it."""
        anchor = self.anchor if self.anchor in order else row_id
        first, last = sorted((order.index(anchor), order.index(row_id)))
        self.rows = frozenset(order[first : last + 1])
        self.anchor, self.lead = anchor, row_id

    def keep(self, order: Sequence[int], before: Sequence[int] = ()) -> None:
        """Leave out the rows that are gone; where none is left, the row above stands for them (else below).

        `before` is the order in which the rows stood when those that are gone were among them.
        """
        gone = self.lead is not None and self.lead not in order
        self.rows &= frozenset(order)
        if gone and not self.rows and self.lead in before:
            place = before.index(self.lead)
            around = (*reversed(before[:place]), *before[place:])
            self.only(next((row_id for row_id in around if row_id in order), None))
        if self.lead not in self.rows:
            self.lead = next((row_id for row_id in order if row_id in self.rows), None)
        if self.anchor not in self.rows:
            self.anchor = self.lead
