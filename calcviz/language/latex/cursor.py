"""A place among the lexemes of a formula in LaTeX, and what is said when reading cannot go on there."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from calcviz.language.latex.lexemes import Lexeme
from calcviz.language.messages import tr
from calcviz.language.reading.cursor import refuse

MAX_DEPTH = 80


class Cursor:
    """Walks over the lexemes of one formula."""

    def __init__(self, text: str, lexemes: list[Lexeme]) -> None:
        self.text = text
        self.lexemes = lexemes
        self.at = 0
        self.depth = 0
        self.bars = 0  # bars | that are open inside the innermost bracket

    @property
    def now(self) -> Lexeme:
        """The lexeme that stands here."""
        return self.lexemes[self.at]

    def following(self, steps: int = 1) -> Lexeme:
        """The lexeme that many steps ahead; the end when there are not so many."""
        return self.lexemes[min(self.at + steps, len(self.lexemes) - 1)]

    def advance(self) -> Lexeme:
        """Step to the next lexeme and give the one stepped over."""
        passed = self.now
        self.pass_over(1)
        return passed

    def pass_over(self, steps: int) -> None:
        """Step to the lexeme that many steps ahead, or to the end."""
        self.at = min(self.at + steps, len(self.lexemes) - 1)

    def take(self, kind: str, text: str | None = None) -> bool:
        """Step over this lexeme if it is of that kind."""
        if self.now.kind != kind or (text is not None and self.now.text != text):
            return False
        self.advance()
        return True

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One level deeper, with no bar open; raises Unreadable below the limit."""
        bars, self.bars = self.bars, 0
        self.enter()
        yield
        self.leave()
        self.bars = bars

    def enter(self) -> None:
        """Go one level deeper; raises Unreadable below the limit."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            refuse(self.now.start, self.now.end, tr("this is nested too deeply"))

    def leave(self) -> None:
        """Come back up one level."""
        self.depth -= 1

    def close(self, closer: str, opener: Lexeme) -> None:
        """Step over what closes `opener`; raises Unreadable where something else stands."""
        if self.now.kind == closer:
            self.advance()
            return
        if self.now.kind in ("", "&", "row"):
            shown = closer.removeprefix("\\")
            message = tr(
                "`{closer}` is missing for `{opener}` at {place}",
                closer=shown,
                opener=self.shown(opener),
                place=opener.start,
            )
            refuse(self.now.start, self.now.end, message)
        self.unexpected()

    def shown(self, lexeme: Lexeme) -> str:
        """A lexeme as it was pasted, shortened where it is long."""
        typed = self.text[lexeme.start : lexeme.end].strip()
        return typed if len(typed) <= 40 else typed[:39] + "…"

    def unexpected(self) -> NoReturn:
        """Say that this lexeme has no place here."""
        now = self.now
        if not now.kind:
            self.missing()
        if now.kind in ("command", "begin", "word", "other"):
            self.unknown(now)
        refuse(now.start, now.end, tr("`{sign}` is not expected here", sign=self.shown(now)))

    def missing(self) -> NoReturn:
        """Say that a number or a name should stand here."""
        now = self.now
        if now.kind:
            message = tr("a number or name is missing before `{sign}`", sign=self.shown(now))
            refuse(now.start, now.end, message)
        refuse(now.start, now.end, tr("a number or name is missing"))

    def unknown(self, lexeme: Lexeme) -> NoReturn:
        """Say which command or word CalcViz cannot read."""
        hints = {
            "pm": tr("Write two rows: one with + and one with -"),
            "mp": tr("Write two rows: one with + and one with -"),
            "circ": tr("Angles are in radians: 90° is pi/2"),
            "degree": tr("Angles are in radians: 90° is pi/2"),
        }
        shown = self.shown(lexeme)
        if lexeme.kind == "begin":
            shown = rf"\begin{{{lexeme.text}}}"
        message = tr("CalcViz cannot read `{part}`", part=shown)
        refuse(lexeme.start, lexeme.end, message, hints.get(lexeme.text))
