"""Why something cannot be read or does not exist, said as a value and never raised to a person."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Problem:
    """A place in a row's text (start and end in characters), a sentence, and a hint where there is one.

    `missing` names the letters that have no value yet: each can become a slider. Where the row is looked at,
    `seen` says the same without counting characters, and `partner` is the other place it speaks of. `later`:
    the row is understood, and a later version draws it. `instead` is what the hint puts in that place.
    """

    start: int
    end: int
    message: str
    hint: str | None = None
    missing: tuple[str, ...] = ()
    seen: str | None = None
    partner: tuple[int, int] | None = None
    later: bool = False
    instead: str | None = field(default=None, compare=False)  # the hint says the same


@dataclass(frozen=True, slots=True)
class Hint:
    """A remark beside a row that was read: how a doubtful spelling was understood."""

    start: int
    end: int
    message: str


class Unreadable(Exception):
    """Carries a Problem out of the depth of a reader; it never leaves the room it was raised in."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem
