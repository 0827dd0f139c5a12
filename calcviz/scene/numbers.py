"""The values of the named numbers of a document, each after those it needs."""

from collections.abc import Iterable, Mapping
from math import isfinite, isinf

from calcviz.language.expression import Expression, Name, Tuple, free_names
from calcviz.language.messages import tr
from calcviz.language.problems import Problem
from calcviz.language.statements import ListRow, NumberRow, PointRow, Statement
from calcviz.maths.evaluate import value
from calcviz.scene.expand import Expander, Impossible, single

EITHER = "±"
"""The name of the list [1, -1] that stands for both signs."""


def number_values(
    rows: Mapping[str, Statement | None],
    order: Iterable[str],
    expander: Expander,
    within: Mapping[str, tuple[Expression, ...]] | None = None,
) -> tuple[dict[str, float], dict[str, Expression], dict[str, Problem]]:
    """Values by name, the expressions they come from in working order, and why others have none.

    The coordinates of a point P are the numbers P.x, P.y and, in space, P.z; those of a list a are a.1, a.2
    and so on, and a itself is the first. `within` are the lists inside of formulas, by their texts.
    """
    work = _Values(expander, dict(within or {}))
    for name in order:
        statement = rows.get(name)
        if isinstance(statement, NumberRow | PointRow | ListRow):
            work.take(name, _named(name, statement), isinstance(statement, ListRow))
    for name in list(work.within):
        work.take_list(name)
    return work.numbers, work.expressions, work.failures


class _Values:
    """The values found so far; a list inside of a formula is worked out when the first row needs it."""

    def __init__(self, expander: Expander, within: dict[str, tuple[Expression, ...]]) -> None:
        self.numbers: dict[str, float] = {}
        self.expressions: dict[str, Expression] = {}
        self.failures: dict[str, Problem] = {}
        self.within = within
        self._expander = expander
        self._several: set[str] = set()  # lists, and the numbers that are made of them

    def take(self, name: str, parts: Iterable[tuple[str, Expression]], is_list: bool = False) -> None:
        """Work out the numbers of one name, or note why there are none."""
        try:
            for called, written in parts:
                expression = single(self._expander.named(written))
                inside = free_names(expression)
                for other in inside & self.within.keys():
                    self.take_list(other)
                if inside & self._several:
                    self._several.add(called)
                    if is_list:
                        raise Impossible(list_within())
                self.numbers[called] = finite_value(expression, self.numbers)
                self.expressions[called] = expression
            if is_list:
                self._several.add(name)
        except Impossible as reason:
            self.failures[name] = Problem(0, len(name), str(reason))

    def take_list(self, name: str) -> None:
        """Work out a list inside of a formula."""
        items = self.within.pop(name, None)
        if items is not None:
            self.take(name, _entries(name, items), is_list=True)


def list_within() -> str:
    """The sentence about a list that is to be a number of another one."""
    return tr("a list stands within this list: write its numbers one by one")


def entry(name: str, k: int) -> str:
    """The name of a number in a list, counted from 0."""
    return f"{name}.{k + 1}"


def _entries(name: str, items: tuple[Expression, ...]) -> tuple[tuple[str, Expression], ...]:
    parts = tuple((entry(name, k), e) for k, e in enumerate(items))
    return (*parts, (name, Name(entry(name, 0)))) if parts else ()


def _named(name: str, statement: NumberRow | PointRow | ListRow) -> tuple[tuple[str, Expression], ...]:
    if isinstance(statement, NumberRow):
        return ((name, statement.value),)
    if isinstance(statement, ListRow):
        return () if any(isinstance(e, Tuple) for e in statement.items) else _entries(name, statement.items)
    return tuple((f"{name}.{axis}", e) for axis, e in zip("xyz", statement.coordinates, strict=False))


def moved(
    numbers: Mapping[str, float], expressions: Mapping[str, Expression], changes: Mapping[str, float]
) -> dict[str, float]:
    """All values after some numbers took others; a value that is undefined then is NaN."""
    answer = dict(numbers)
    answer.update(changes)
    for name, expression in expressions.items():
        if name not in changes and free_names(expression):
            answer[name] = value_among(expression, answer)
    return answer


VARYING = frozenset("xyzt")
"""The coordinates and the time: where no row gives them a number, they vary."""


def value_among(expression: Expression, numbers: Mapping[str, float]) -> float:
    """The value of an expression that needs some of these numbers; NaN where it is undefined."""
    return value(expression, {name: numbers[name] for name in free_names(expression)})


def components_among(e: Tuple, numbers: Mapping[str, float]) -> tuple[float, ...]:
    """The values of the components of a vector; NaN for one that is undefined."""
    return tuple(value_among(item, numbers) for item in e.items)


def needed(names: frozenset[str], numbers: Mapping[str, float]) -> frozenset[str]:
    """The same names; raises Impossible where one of them has no number."""
    missing = sorted(names - numbers.keys())
    if missing and missing[0] in VARYING:
        raise Impossible(tr("a number is expected here; `{name}` has none: it varies", name=missing[0]))
    if missing:
        raise Impossible(tr("the row of `{name}` has a problem", name=missing[0]))
    return names


def finite_value(expression: Expression, numbers: Mapping[str, float], *, infinite: bool = False) -> float:
    """The value of an expression; raises Impossible where it has none, and where a name in it has none.

    `infinite`: ∞ and −∞ are values as well.
    """
    needed(free_names(expression), numbers)
    found = value_among(expression, numbers)
    if not isfinite(found) and not (infinite and isinf(found)):
        raise Impossible(tr("this value is undefined"))
    return found
