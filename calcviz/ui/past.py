"""The formulas entered before, and a walk through them."""

MOST = 100
"""Formulas that are remembered."""


class Past:
    """The last distinct formulas of a window, in the order they were entered; kept while the program runs."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._place = 0
        self._draft = ""
        self._shown: str | None = None

    @property
    def texts(self) -> tuple[str, ...]:
        """What is remembered, the latest last."""
        return tuple(self._texts)

    def remember(self, text: str) -> None:
        """Take what was entered as the latest; a text that was there already moves to the end."""
        text = text.strip()
        if not text:
            return
        others = [each for each in self._texts if each != text]
        self._texts = [*others[1 - MOST :], text]
        self._shown = None

    def walk(self, by: int, now: str) -> str | None:
        """The formula before (-1) or after (1) the one that is shown; None where there is no further one.

        `now` is what stands in the row. A walk begins anew wherever that is not what the walk showed last;
        at its end stands what was being typed as it began.
        """
        if self._shown is None or now != self._shown:
            self._place, self._draft = len(self._texts), now
        place = self._place + by
        while 0 <= place < len(self._texts) and self._texts[place] == now:
            place += by
        if not 0 <= place <= len(self._texts) or (by > 0 and self._place == len(self._texts)):
            return None
        self._place = place
        self._shown = self._draft if place == len(self._texts) else self._texts[place]
        return self._shown
