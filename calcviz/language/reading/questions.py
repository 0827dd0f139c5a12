"""What is asked of exact calculus: integral(f(x), x, 0, 1), limit(1/x, x, 0, right), solve(x^2 = 2, x)."""

from collections.abc import Callable, Iterable, Mapping, Set
from typing import TYPE_CHECKING, NoReturn

from calcviz.language.expression import (
    Asking,
    Comparison,
    Expression,
    Logic,
    Name,
    Number,
    Question,
    Sequence,
    Side,
    Tuple,
    conjuncts,
    free_names,
)
from calcviz.language.messages import tr
from calcviz.language.reading.cursor import refuse
from calcviz.language.reading.letters import AXES, CONSTANTS, VARIABLES, is_letter
from calcviz.language.reading.subjects import QUESTIONS
from calcviz.language.tokens import Lexeme

if TYPE_CHECKING:
    from calcviz.language.reader import Reader

INDEFINITE: frozenset[Asking] = frozenset({"integral", "sum", "simplify"})
"""Questions that are answered for letters of any value too."""

Bound = Callable[[list[Expression], Side], Set[str]]
"""The letters of a form that need no value, from its arguments."""

_OTHER_SIDES = {
    **dict.fromkeys(("up", "above", "plus", "positive", "+"), "right"),
    **dict.fromkeys(("down", "below", "minus", "negative", "-"), "left"),
}
"""How else people write from which side a limit is taken."""

MOST_VARIABLES = 3
"""Of a multiple integral."""


def binding(
    reader: "Reader", name: str, start: Lexeme, bound: "Bound | None" = None
) -> tuple[list[Expression], Side]:
    """The arguments of a form. Those that are its variables need no value: letters that stand alone.

    `bound` says which they are, where not all such letters. `left` or `right` may stand last: the side of a
    limit.
    """
    if reader.kind != "(":
        refuse(start.start, start.end, tr("{name} needs its arguments in brackets", name=name))
    known = set(reader.missing)
    opener = reader.now
    reader.enter()
    reader.advance()
    items: list[Expression] = []
    side: Side = ""
    while not items or reader.take(","):
        if side:
            refuse_form(start, reader.now, name)
        if items and reader.now.text in ("left", "right"):
            side = "left" if reader.now.text == "left" else "right"
            reader.advance()
        else:
            if name == "limit" and len(items) > 1:
                _refuse_other_side(reader)
            items.append(reader.expression())
    reader.close(")", opener)
    reader.leave()
    names = {item.name for item in _listed(items[1:]) if isinstance(item, Name)}
    for letter in (names if bound is None else names & bound(items, side)) - known:
        reader.missing.pop(letter, None)
    return items, side


def _refuse_other_side(reader: "Reader") -> None:
    """Say how the side of a limit is written, where it is written otherwise."""
    from calcviz.language.reading import words  # it imports the forms itself

    now = reader.now
    meant = _OTHER_SIDES.get(now.text)
    known = now.kind == "name" and now.text in words.meanings(reader.names)
    if meant is not None and not known and reader.lexemes[reader.at + 1].kind == ")":
        refuse(now.start, now.end, words.nothing_named(reader.shown(now)), words.did_you_mean(meant), meant)


def _listed(items: list[Expression]) -> list[Expression]:
    """The items, of one that is a list its own."""
    last = items[-1] if items else None
    return [*items, *last.items] if isinstance(last, Tuple | Sequence) else items


def holds_letters(e: Expression) -> bool:
    """Whether letters without a value may stay in what a whole row asks: the answer is a formula in them."""
    if not isinstance(e, Question) or e.operator not in INDEFINITE:
        return False
    if e.operator == "integral" and e.arguments:
        return False
    return not e.bound or not (free_names(e) & VARIABLES) - set(e.bound)


def any_value(reader: "Reader") -> None:
    """Let every letter without a value stand for any number; axes and i stay without one."""
    for name in [name for name in reader.missing if name not in AXES and name != "i"]:
        del reader.missing[name]


def _variables(name: Asking) -> Bound:
    """The variables of a question; of one that cannot be read every letter, so that the form is told."""

    def bound(items: list[Expression], side: Side) -> Set[str]:
        asked = _ASKED[name](items, side)
        letters = {item.name for item in _listed(items[1:]) if isinstance(item, Name)}
        return letters if asked is None else set(asked.variables)

    return bound


def reading(name: Asking) -> Callable[["Reader"], Expression]:
    """The reading of one of the words of exact calculus."""

    def read(reader: "Reader") -> Expression:
        start = reader.now
        reader.advance()
        items, side = binding(reader, name, start, _variables(name))
        asked = _ASKED[name](items, side)
        if asked is None:
            refuse_form(start, reader.previous, name)
        reader.mixed = True
        return reader.record(asked, start.start)

    return read


def refuse_form(start: Lexeme, last: Lexeme, name: str) -> NoReturn:
    """Say how a question is written; raises Unreadable."""
    example = f"`{QUESTIONS[name]}`" if name in QUESTIONS else name
    refuse(start.start, last.end, tr("{name} is written {example}", name=name, example=example))


def _variable(e: Expression) -> str | None:
    """The name of a variable; None for everything else."""
    if isinstance(e, Name) and e.name not in CONSTANTS and is_letter(e.name):
        return e.name
    return None


def _only_variable(body: Expression) -> str | None:
    """The variable that a form is about when none is written: the only one, else x."""
    free = sorted(free_names(body) & {"x", "y", "t", "theta"})
    return free[0] if len(free) == 1 else "x" if "x" in free else None


def _integral(items: list[Expression], side: Side) -> Question | None:
    body, rest = items[0], items[1:]
    if len(rest) < 2:
        variable = _variable(rest[0]) if rest else _only_variable(body)
        return None if variable is None or side else Question("integral", body, (variable,))
    if len(rest) % 3 or len(rest) > 3 * MOST_VARIABLES or side:
        return None
    names = [_variable(e) for e in rest[::3]]
    ends = {name: (low, high) for name, low, high in zip(names, rest[1::3], rest[2::3]) if name is not None}
    if len(ends) < len(names):
        return None
    order = _from_inside(ends)
    bounds = tuple(e for name in order for e in ends[name])
    return Question("integral", body, order, bounds) if order else None


def _from_inside(ends: Mapping[str, tuple[Expression, Expression]]) -> tuple[str, ...]:
    """The variables as they are integrated in turn: none before one whose ends are given in it.

    They stay in the order in which they are written as far as that can be; empty where there is no way.
    """

    def needed(v: str, others: Iterable[str]) -> bool:
        return any(v in free_names(e) for w in others if w != v for e in ends[w])

    left, order = list(ends), list[str]()
    while left:
        inner = next((v for v in left if not needed(v, left)), None)
        if inner is None:
            return ()
        left.remove(inner)
        order.append(inner)
    return tuple(order)


def _limit(items: list[Expression], side: Side) -> Question | None:
    if len(items) != 3:
        return None
    body, variable, place = items[0], _variable(items[1]), items[2]
    return None if variable is None else Question("limit", body, (variable,), (place,), side)


def _sum(items: list[Expression], side: Side) -> Question | None:
    if len(items) != 4 or side:
        return None
    body, variable, first, last = items[0], _variable(items[1]), items[2], items[3]
    return None if variable is None else Question("sum", body, (variable,), (first, last))


def _solve(items: list[Expression], side: Side) -> Question | None:
    conditions, names = _conditions(items)
    found = [_variable(e) for e in names]
    if not names:
        found = [_only_variable(conditions[0])] if len(conditions) == 1 else []
    variables = tuple(name for name in found if name is not None)
    if side or not conditions or not 0 < len(variables) <= MOST_VARIABLES or None in found:
        return None
    body = conditions[0] if len(conditions) == 1 else Logic("and", tuple(conditions))
    return Question("solve", body, variables)


def _conditions(items: list[Expression]) -> tuple[list[Expression], list[Expression]]:
    """What is to hold, and the unknowns behind it.

    Conditions stand one after the other, in brackets, or are joined by `and`; an expression alone is to be 0.
    """
    first = items[0]
    if isinstance(first, Tuple | Sequence):
        conditions, names = list(first.items), items[1:]
        if not all(isinstance(e, Comparison | Logic) for e in conditions):
            names = [first]
    else:
        conditions = [e for e in items if isinstance(e, Comparison | Logic)]
        names = items[max(len(conditions), 1) :]
        conditions = conditions or [Comparison((first, Number(0)), ("=",))]
    if len(names) == 1 and isinstance(names[0], Tuple | Sequence):
        names = list(names[0].items)
    return [part for e in conditions for part in conjuncts(e)], names


def _series(items: list[Expression], side: Side) -> Question | None:
    if not 3 <= len(items) <= 4 or side:
        return None
    variable, order = _variable(items[1]), items[3] if len(items) == 4 else Number(5)
    whole = isinstance(order, Number) and isinstance(order.value, int)
    if variable is None or not whole:
        return None
    return Question("series", items[0], (variable,), (items[2], order))


def _simplify(items: list[Expression], side: Side) -> Question | None:
    return Question("simplify", items[0]) if len(items) == 1 and not side else None


_ASKED: dict[Asking, Callable[[list[Expression], Side], Question | None]] = {
    "integral": _integral,
    "limit": _limit,
    "sum": _sum,
    "solve": _solve,
    "series": _series,
    "simplify": _simplify,
}
