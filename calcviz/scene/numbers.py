"""The values of the named numbers of a document, each after those it needs."""

from collections.abc import Iterable, Mapping
from math import isfinite, isinf

from calcviz.language.expression import Expression, Tuple, free_names
from calcviz.language.messages import tr
from calcviz.language.problems import Problem
from calcviz.language.statements import NumberRow, PointRow, Statement
from calcviz.maths.evaluate import value
from calcviz.scene.expand import Expander, Impossible, single


def number_values(
    rows: Mapping[str, Statement | None], order: Iterable[str], expander: Expander
) -> tuple[dict[str, float], dict[str, Expression], dict[str, Problem]]:
    """Values by name, the expressions they come from in working order, and why others have none.

    The coordinates of a point P are the numbers P.x, P.y and, in space, P.z.
    """
    numbers: dict[str, float] = {}
    expressions: dict[str, Expression] = {}
    failures: dict[str, Problem] = {}
    for name in order:
        statement = rows.get(name)
        if not isinstance(statement, NumberRow | PointRow):
            continue
        try:
            for called, written in _named(name, statement):
                expression = single(expander.named(written))
                numbers[called] = finite_value(expression, numbers)
                expressions[called] = expression
        except Impossible as reason:
            failures[name] = Problem(0, len(name), str(reason))
    return numbers, expressions, failures


def _named(name: str, statement: NumberRow | PointRow) -> tuple[tuple[str, Expression], ...]:
    if isinstance(statement, NumberRow):
        return ((name, statement.value),)
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


VARYING = frozenset("xyz")
"""The coordinates: no row gives them a number."""


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
