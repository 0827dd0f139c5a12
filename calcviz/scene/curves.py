"""Rows that are curves: graphs over y, parametric and polar ones."""

from collections.abc import Mapping
from dataclasses import replace
from math import inf, isinf, pi
from typing import NamedTuple

from calcviz.language.expression import Apply, Expression, Name, Tuple, free_names, rebound
from calcviz.language.messages import tr
from calcviz.language.statements import CurveRow, OverYRow, PolarRow
from calcviz.maths.curves.parametric import ParametricCurve, parametric_curve
from calcviz.maths.curves.turns import half_turns, period
from calcviz.maths.real import real_function
from calcviz.scene.binding import bound
from calcviz.scene.concept import REGISTER
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Binding, Item
from calcviz.scene.numbers import finite_value, needed

Numbers = Mapping[str, float]


def over_y(item: Item, statement: OverYRow, expander: Expander, numbers: Numbers) -> Item:
    """x = g(y); a vertical line where nothing varies."""
    body = expander.number(statement.body)
    needs = needed(free_names(body) - {"y"}, numbers)
    concept = REGISTER["graph_over_y"].make(real_function(body, "y", numbers))
    return replace(item, kind="curve", command="graph_over_y", concept=concept, needs=needs, expression=body)


def curve(item: Item, statement: CurveRow, expander: Expander, numbers: Numbers) -> Item:
    """A parametric curve in the plane or in space."""
    body, variable = _body(statement, expander)
    if len(body.items) not in (2, 3) or any(isinstance(part, Tuple) for part in body.items):
        raise Impossible(tr("a curve has two components, or three in space"))
    needs = needed(free_names(body) - {variable}, numbers)
    c = parametric_curve(body.items, variable, numbers, statement.name or _called(statement))
    command = "parametric" if len(body.items) == 2 else "space_curve"
    shown = body if variable == statement.variable else rebound(body, variable, statement.variable)
    made = replace(item, kind="curve", command=command, expression=shown, needs=needs)
    once = period(body.items, variable)
    return _ranged(made, c, _bounds(statement, expander), Usual(once), expander, numbers)


def polar(item: Item, statement: PolarRow, expander: Expander, numbers: Numbers) -> Item:
    """r = f(theta), over as many turns as close the curve where that is known."""
    body = expander.number(statement.body)
    needs = needed(free_names(body) - {"theta"}, numbers)
    r = real_function(body, "theta", numbers)
    made = replace(item, kind="curve", command="polar", expression=body, needs=needs)
    bounds = statement.low, statement.high, statement.left_out
    count = half_turns(body, "theta")
    return _ranged(made, r, bounds, Usual(None if count is None else pi * count, 0.0), expander, numbers)


def curve_argument(written: Expression, expander: Expander, numbers: Numbers) -> ParametricCurve:
    """The curve that a command is about: the name of one, or its two or three components."""
    if isinstance(written, Name):
        body, variables, name = expander.mapping(written)
    else:
        body, name = expander.expand(written), None
        variables = tuple(sorted(free_names(body) - numbers.keys())) or ("t",)
    if not isinstance(body, Tuple) or len(body.items) not in (2, 3) or len(variables) != 1:
        hint = tr("Give it a row: c(t) = (…, …)")
        raise Impossible(tr("a curve is expected here"), hint)
    needed(free_names(body) - set(variables), numbers)
    ends = expander.ranges.get(name or "", (None, None))[:2]
    low, high = (
        None if e is None else finite_value(expander.number(e), numbers, infinite=True) for e in ends
    )
    span = Usual(period(body.items, variables[0])).span(low, high)
    return parametric_curve(body.items, variables[0], numbers, name, span)


class Usual(NamedTuple):
    """The range of a parameter where none is written: a period where one is known, else all values."""

    period: float | None
    begin: float = -inf

    def span(self, low: float | None, high: float | None) -> tuple[float, float]:
        """The range between the ends that are written."""
        if self.period is None:
            return self.begin if low is None else low, inf if high is None else high
        if low is None and high is None:
            return 0.0, self.period
        first = high - self.period if low is None and high is not None else low
        return first or 0.0, (first or 0.0) + self.period if high is None else high


SIGNS = "([", ")]"
"""How an end of a range is noted that is left out, or belongs to it; a dash: none is written."""


def _sign(end: float | None, left_out: bool, signs: str) -> str:
    return "-" if end is None or isinf(end) else signs[not left_out]


Bounds = tuple[Expression | None, Expression | None, tuple[bool, bool]]


def _ranged(
    item: Item,
    subject: object,
    bounds: Bounds,
    usual: Usual,
    expander: Expander,
    numbers: Numbers,
) -> Item:
    """The item of a curve between the bounds of its parameter; the usual ones where none are written."""
    assert item.command is not None
    low, high, left_out = bounds
    bindings: list[Binding] = []
    given: list[float | None] = []
    needs = item.needs
    for field, written in (("low", low), ("high", high)):
        expression = None if written is None else expander.number(written)
        bindings.append(bound(field, field, written, expression))
        if expression is not None:
            needs |= needed(free_names(expression), numbers)
        given.append(None if expression is None else finite_value(expression, numbers, infinite=True))
    ends = usual.span(given[0], given[1])
    if not ends[0] < ends[1]:
        raise Impossible(tr("the range of the parameter begins below its end"))
    marked = "".join(_sign(*each) for each in zip(given, left_out, SIGNS, strict=True))
    marked = "" if marked == "--" else marked
    concept = REGISTER[item.command].make(subject, *ends, marked)
    return replace(item, concept=concept, bindings=tuple(bindings), needs=needs)


def _body(statement: CurveRow, expander: Expander) -> tuple[Tuple, str]:
    """The components written out, and the variable that they hold."""
    if statement.name is not None:
        body, (variable,), _ = expander.mapping(Name(statement.name))
    else:
        body, variable = expander.expand(statement.body), statement.variable
    if not isinstance(body, Tuple):
        raise Impossible(tr("a curve has two components, or three in space"))
    return body, variable


def _bounds(statement: CurveRow, expander: Expander) -> Bounds:
    """The written range; c'(t) has that of c."""
    e = statement.body
    unwritten = statement.low is None and statement.high is None
    if unwritten and isinstance(e, Apply) and e.arguments == (Name(statement.variable),):
        return expander.ranges.get(e.function, (None, None, (False, False)))
    return statement.low, statement.high, statement.left_out


def _called(statement: CurveRow) -> str | None:
    """c' for the row c'(t); None for a curve without a name."""
    e = statement.body
    own = isinstance(e, Apply) and e.arguments == (Name(statement.variable),)
    return e.function + "'" * e.order if isinstance(e, Apply) and own else None
