"""Why an expression cannot be written out."""


class Impossible(Exception):
    """Says in a sentence why an expression cannot be written out; caught where the scene is resolved.

    `place` is where in the text of its row the fault lies; None: the row as a whole. `hint` says what could
    be typed instead.
    """

    place: tuple[int, int] | None = None

    def __init__(self, sentence: str, hint: str | None = None) -> None:
        super().__init__(sentence)
        self.hint = hint

    def at(self, place: tuple[int, int] | None) -> "Impossible":
        """The same said of a place, unless it is of one already; the sentence may be shared by rows."""
        if self.place is not None or place is None:
            return self
        new = Impossible(str(self), self.hint)
        new.place = place
        return new
