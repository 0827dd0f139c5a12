"""What a row asks of derivatives at a point, also where their formulas have a hole there."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import isfinite, nan

from calcviz.language.expression import Call, Differential, Expression, Found, Partial, Tuple, free_names
from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.maths.fields.scalar import ScalarField, scalar_field
from calcviz.scene.expand import Expander
from calcviz.scene.numbers import components_among, needed

Numbers = Mapping[str, float]
Components = tuple[float, ...] | tuple[tuple[float, ...], ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """Partial derivatives of `parts` at a point: one by the variables that `operator` lists, or all of them.

    An order names the variables, the first one first: ("x", "y") is ∂²g/∂y∂x.
    """

    operator: str
    parts: tuple[ScalarField, ...]
    at: Tuple

    def orders(self) -> tuple[tuple[tuple[ScalarField, tuple[str, ...]], ...], ...]:
        """For each row the functions and the variables by which they are differentiated."""
        variables = self.parts[0].variables
        if self.operator == "hessian":
            g = self.parts[0]
            return tuple(tuple((g, (first, second)) for second in variables) for first in variables)
        return tuple(tuple((part, (name,)) for name in variables) for part in self.parts)


def asked_at(e: Expression, expander: Expander, numbers: Numbers) -> Asked | None:
    """What an expression asks of derivatives at a point; None where it is no such question alone."""
    match e:
        case Differential(named, function, arguments) if arguments:
            operator: str = named
        case Partial(function, order, arguments) if arguments:
            operator = ",".join(order)
        case _:
            return None
    body, variables, name = expander.mapping(function)
    at = expander.expand(Tuple(arguments))
    assert isinstance(at, Tuple)
    places = tuple(
        place for item in at.items for place in (item.items if isinstance(item, Tuple) else (item,))
    )
    parts = body.items if isinstance(body, Tuple) else (body,)
    if len(variables) < 2 or any(isinstance(part, Tuple) for part in parts):
        return None
    for part in parts:
        needed(free_names(part) - set(variables), numbers)
    fields = tuple(scalar_field(part, variables, numbers, name) for part in parts)
    return Asked(operator, fields, Tuple(places))


def completed(asked: Asked, found: Components, numbers: Numbers) -> tuple[Components, str | None]:
    """The components with those that have no formula at the point, and why others do not exist at all."""
    from calcviz.maths.fields.higher import hessian_at, partial_at  # few rows stand where a formula ends

    point = components_among(asked.at, numbers)
    if not all(isfinite(each) for each in point):
        return found, tr("the point is not defined")
    fresh = Asked(asked.operator, tuple(part.among(numbers) for part in asked.parts), asked.at)
    if asked.operator == "hessian" and len(point) == 2:
        hessian = hessian_at(fresh.parts[0], (point[0], point[1]))
        (xx, xy), (yx, yy) = hessian.matrix
        return ((_number(xx), _number(xy)), (_number(yx), _number(yy))), hessian.reason
    if not all(isfinite(part(*point)) for part in fresh.parts):
        return _nowhere(found), tr("the function is not defined here")
    if asked.operator == "hessian":
        return _hessian(fresh, point)
    reason = None
    rows: list[tuple[float, ...]] = []
    for row in fresh.orders():
        slopes = [partial_at(g, names, point) for g, names in row]
        reason = reason or next((slope.sentence for slope in slopes if slope.value is None), None)
        rows.append(tuple(_number(slope.value) for slope in slopes))
    if reason is None and asked.operator in ("gradient", "jacobian"):
        reason = _not_differentiable(fresh.parts, point)
    return (tuple(rows) if asked.operator == "jacobian" else rows[0]), reason


def _nowhere(found: Components) -> Components:
    """As many components, none of which exists."""
    return tuple(tuple(nan for _ in row) if isinstance(row, tuple) else nan for row in found)  # type: ignore[return-value]


def _hessian(asked: Asked, point: tuple[float, ...]) -> tuple[Components, str | None]:
    """The second derivatives of a function of more than two variables."""
    from calcviz.maths.fields.higher import partial_at, second_order_reason

    g = asked.parts[0]
    slopes = {(x, y): partial_at(g, (x, y), point) for x in g.variables for y in g.variables}
    rows = tuple(tuple(_number(slopes[x, y].value) for y in g.variables) for x in g.variables)
    return rows, second_order_reason(g, slopes)


def _not_differentiable(parts: tuple[ScalarField, ...], point: tuple[float, ...]) -> str | None:
    """Why there is no tangent plane though all partial derivatives exist; None where there is one."""
    from calcviz.maths.fields.existence import differential

    if len(point) != 2:
        return tr("the partial derivatives exist; whether the function is differentiable is not decided")
    found = [differential(part, (point[0], point[1])) for part in parts]
    return next((each.reason for each in found if each.differentiable == "no"), None)


def partial_value(asked: Asked, numbers: Numbers) -> tuple[float | None, str | None]:
    """A single partial derivative at the point, or why there is none."""
    from calcviz.maths.fields.higher import partial_at

    point = components_among(asked.at, numbers)
    if not all(isfinite(each) for each in point):
        return None, tr("the point is not defined")
    g = asked.parts[0].among(numbers)
    slope = partial_at(g, tuple(asked.operator.split(",")), point)
    return slope.value, slope.sentence


def found_where(e: Expression, written: Expression, expander: Expander) -> Expression:
    """A derivative written out, with the slopes themselves where its formula has a hole at the point.

    So a name means the same number as its row shows. Where a slider decides on the point the formula stays.
    """
    parts = written.items if isinstance(written, Tuple) else (written,)
    if free_names(written) or any(isinstance(part, Tuple) for part in parts):
        return written
    known = components_among(Tuple(parts), {})
    asked = None if all(map(isfinite, known)) else asked_at(e, expander, {})
    if asked is None:
        return written
    if not isinstance(written, Tuple):
        single, _ = partial_value(asked, {})
        return written if single is None else _found(single)
    found = [each for each in completed(asked, known, {})[0] if not isinstance(each, tuple)]
    pairs = zip(found, parts, strict=True)
    return Tuple(tuple(_found(each) if isfinite(each) else part for each, part in pairs))


def _found(value: float) -> Expression:
    """A slope as a number that nothing proves."""
    size = Found(Fraction(number_text(abs(value))))
    return Call("negate", (size,)) if value < 0 else size


def _number(value: float | None) -> float:
    return nan if value is None else value
