"""A place in a text that is being read, and what is said when reading cannot go on there."""

import unicodedata
from typing import NoReturn, TypeVar

from calcviz.language.expression import Expression
from calcviz.language.messages import tr
from calcviz.language.problems import Hint, Problem, Unreadable
from calcviz.language.tokens import Lexeme, scan

MAX_DEPTH = 60

E = TypeVar("E", bound=Expression)


def refuse(
    start: int, end: int, message: str, hint: str | None = None, instead: str | None = None
) -> NoReturn:
    """Stop reading with a problem at that place; raises Unreadable."""
    raise Unreadable(Problem(start, end, message, hint, instead=instead))


class Cursor:
    """Walks over the lexemes of a text; knows the place of each part that was read."""

    __slots__ = ("at", "bars", "depth", "hints", "kind", "lexemes", "mixed", "now", "spans", "text")
    at: int
    now: Lexeme
    kind: str

    def __init__(self, text: str) -> None:
        self.text = text
        self.lexemes = scan(text)
        self.go_to(0)
        self.depth = 0
        self.bars = 0  # bars | that are open inside the innermost bracket
        self.mixed = False  # whether a bracket held something else than a number
        self.hints: list[Hint] = []
        self.spans: dict[int, tuple[int, int]] = {}

    def advance(self) -> None:
        """Step to the next lexeme."""
        self.at = at = self.at + 1
        self.now = now = self.lexemes[at]
        self.kind = now.kind

    def go_to(self, at: int) -> None:
        """Stand at the lexeme with that number, before or behind this one."""
        self.at = at
        self.now = self.lexemes[at]
        self.kind = self.now.kind

    def following(self, steps: int = 1) -> Lexeme:
        """The lexeme that many steps ahead; the end when there are not so many."""
        return self.lexemes[min(self.at + steps, len(self.lexemes) - 1)]

    @property
    def previous(self) -> Lexeme:
        """The lexeme before this one; only asked for where there is one."""
        return self.lexemes[self.at - 1]

    def record(self, e: E, start: int) -> E:
        """Remember that e was read from `start` to here."""
        self.spans[id(e)] = (start, self.previous.end)
        return e

    def enter(self) -> None:
        """Go one level deeper; raises Unreadable below the limit."""
        self.depth += 1
        if self.depth > MAX_DEPTH:
            refuse(self.now.start, self.now.start + 1, tr("this is nested too deeply"))

    def leave(self) -> None:
        """Come back up one level."""
        self.depth -= 1

    def take(self, kind: str) -> bool:
        """Step over this lexeme if it is of that kind."""
        if self.kind != kind:
            return False
        self.advance()
        return True

    def close(self, closer: str, opener: Lexeme) -> None:
        """Step over the closing bracket; raises Unreadable where something else stands."""
        if self.kind == closer:
            self.advance()
            return
        if self.kind == "error":
            self.stray()
        if self.kind == ",":
            self.decimal_comma()
        shown, place = self.shown(opener), (opener.start, opener.end)
        message = tr(
            "`{closer}` is missing for `{opener}` at {place}", closer=closer, opener=shown, place=opener.start
        )
        behind = self.text[opener.end :].strip()
        behind = behind if len(behind) <= 12 else f"{behind[:11].rstrip()}…"
        seen = tr(
            "`{closer}` is missing for the `{opener}` before `{behind}`",
            closer=closer,
            opener=shown,
            behind=behind,
        )
        raise Unreadable(Problem(self.now.start, self.now.end, message, seen=seen, partner=place))

    def shown(self, lexeme: Lexeme) -> str:
        """A lexeme as it was typed, shortened where it is too long for a sentence."""
        typed = self.text[lexeme.start : lexeme.end]
        return typed if len(typed) <= 40 else typed[:39] + "…"

    def operand_missing(self) -> NoReturn:
        """Say that a number or a name should stand here."""
        now = self.now
        if now.kind in ("error", "prime"):
            self.stray()
        if now.kind != "end":
            message = tr("a number or name is missing before `{sign}`", sign=self.shown(now))
            refuse(now.start, now.end, message)
        if self.at == 0:
            refuse(now.start, now.end, tr("a number or name is missing"))
        message = tr("a number or name is missing after `{sign}`", sign=self.shown(self.previous))
        refuse(now.start, now.end, message)

    def decimal_comma(self) -> None:
        """Say how a decimal point is written, when this comma was meant as one."""
        before, after = self.previous, self.following()
        numbers = before.kind == after.kind == "number"
        if numbers and before.end == self.now.start and self.now.end == after.start:
            meant = f"{before.text}.{after.text}"
            hint = tr("Did you mean `{word}`?", word=meant) if meant.count(".") == 1 else None
            refuse(self.now.start, self.now.end, tr("a decimal point is written `.`"), hint)

    def finish(self) -> None:
        """Raise Unreadable unless everything has been read."""
        kind, now = self.kind, self.now
        if kind == "end":
            return
        if kind in ("error", "prime"):
            self.stray()
        if kind == ",":
            self.decimal_comma()
        opener = {")": "(", "]": "[", "}": "{", "⌋": "⌊", "⌉": "⌈"}.get(kind)
        if opener:
            refuse(
                now.start, now.end, tr("`{closer}` has no `{opener}` before it", closer=kind, opener=opener)
            )
        refuse(now.start, now.end, tr("`{sign}` is not expected here", sign=self.shown(now)))

    def stray(self) -> NoReturn:
        """Say why the character here has no meaning."""
        start = self.now.start
        character = self.text[start]
        code = f"U+{ord(character):04X}"
        if self.now.kind == "prime":
            refuse(start, self.now.end, tr("a prime stands only after the name of a function"))
        if character == ".":
            refuse(start, start + 1, tr("`.` stands only inside a number"))
        hints = {
            "∫": tr("An integral is written integral(f(x), x, 0, 1)"),
            "∑": tr("A sum is written sum(k^2, k, 1, 10)"),
            "±": tr("Write two rows: one with + and one with -"),
            "°": tr("Angles are in radians: 90° is pi/2"),
        }
        if unicodedata.category(character) in ("Cf", "Cc", "Cs", "Co", "Cn", "Mn"):
            refuse(start, start + 1, tr("an invisible character {code} stands here", code=code))
        plain = unicodedata.normalize("NFKC", character)
        if unicodedata.decomposition(character).startswith("<sub>"):
            plain = f"_{plain}"  # x₁ is x_1
        hint = hints.get(character)
        if hint is None and plain != character and plain.isascii() and plain.lstrip("_").isalnum():
            hint = tr("Did you mean `{word}`?", word=plain)
        if character.isascii():
            refuse(
                start,
                start + 1,
                tr("the character `{character}` is not used here", character=character),
                hint,
            )
        refuse(
            start,
            start + 1,
            tr("the character `{character}` ({code}) is not used here", character=character, code=code),
            hint,
        )
