"""Why an expression cannot be written out."""


class Impossible(Exception):
    """Says in a sentence why an expression cannot be written out; caught where the scene is resolved.

    `place` is where in the text of its row the fault lies; None: the row as a whole.
    """

    place: tuple[int, int] | None = None

    def at(self, place: tuple[int, int] | None) -> "Impossible":
        """The same said of a place, unless it is of one already; the sentence may be shared by rows."""
        if self.place is not None or place is None:
            return self
        new = Impossible(*self.args)
        new.place = place
        return new
