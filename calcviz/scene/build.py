"""From a statement to the item that stands for it: arguments checked, the concept made."""

from collections.abc import Mapping
from dataclasses import replace
from math import floor, isfinite, log10, nan
from typing import TYPE_CHECKING, Any

from calcviz.language.expression import (
    Apply,
    Call,
    Differential,
    Expression,
    Name,
    Number,
    Question,
    Tuple,
    free_names,
    longer,
    rebound,
    walk,
)
from calcviz.language.messages import tr
from calcviz.language.problems import Hint
from calcviz.language.statements import (
    CommandRow,
    CurveRow,
    FieldRow,
    FunctionRow,
    ListRow,
    MapRow,
    NumberRow,
    OverYRow,
    PointRow,
    PolarRow,
    QuestionRow,
    RelationRow,
    Statement,
    StepsRow,
    ValueRow,
    VectorRow,
)
from calcviz.language.typeset import column_latex, defined_latex, latex, statement_latex
from calcviz.maths.curves.parametric import ParametricCurve
from calcviz.maths.derivatives.sides import slope
from calcviz.maths.fields.scalar import ScalarField, scalar_field
from calcviz.maths.fields.vector import VectorField, vector_field
from calcviz.maths.real import RealFunction, real_function
from calcviz.maths.relations.relation import Relation
from calcviz.maths.values import undefined_part
from calcviz.scene import curves, lists, questions, relations
from calcviz.scene.binding import bound
from calcviz.scene.command import command_item, of_two
from calcviz.scene.concept import REGISTER, with_fields
from calcviz.scene.document import Row
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Item, Range
from calcviz.scene.nested import is_antiderivative
from calcviz.scene.numbers import components_among, finite_value, needed, value_among
from calcviz.scene.rewrite import on_a_graph

if TYPE_CHECKING:
    from calcviz.scene.differentials import Components

Numbers = Mapping[str, float]

WRITTEN_OUT = 40
"""The most nodes a function may have for its row to show it written out; a line of letters holds no more."""


def build(
    row: Row, statement: Statement, hints: tuple[Hint, ...], expander: Expander, numbers: Numbers
) -> Item:
    """The item of a statement that was read; raises Impossible with the sentence why there is none."""
    item = Item(row, "empty", statement, hints=hints, latex=statement_latex(statement))
    match statement:
        case FunctionRow():
            return _function(item, statement, expander, numbers)
        case FieldRow():
            return _field(item, statement, expander, numbers)
        case MapRow():
            return _map(item, statement, expander, numbers)
        case NumberRow():
            return _number(item, statement, expander, numbers)
        case PointRow():
            return _point(item, statement, expander, numbers)
        case ValueRow(asked) | VectorRow(_, asked):
            return _value(item, asked, expander, numbers)
        case OverYRow():
            return curves.over_y(item, statement, expander, numbers)
        case CurveRow():
            return curves.curve(item, statement, expander, numbers)
        case PolarRow():
            return curves.polar(item, statement, expander, numbers)
        case RelationRow():
            return relations.relation(item, statement, expander, numbers)
        case ListRow():
            return lists.listed(item, statement, expander, numbers)
        case QuestionRow(asked):
            return questions.question(item, asked, expander, numbers)
        case StepsRow(Question() as asked):
            return questions.with_steps(questions.question(item, asked, expander, numbers))
        case StepsRow(asked):
            return _steps(item, asked, expander, numbers)
        case CommandRow():
            return command_item(item, statement, expander, numbers)
    raise TypeError(type(statement).__name__)


def rebuilt(item: Item, numbers: Numbers) -> Item:
    """The item with its concept or value worked out anew for other values of the numbers."""
    if item.expression is not None and item.kind in ("value", "number"):
        known = free_names(item.expression) <= numbers.keys()
        return _revalued(item, item.expression, numbers) if known else item
    if item.concept is None:
        return item
    changed: dict[str, Any] = {}
    for binding in item.bindings:
        if binding.expression is not None and free_names(binding.expression):
            changed[binding.field] = _present(binding.expression, numbers)
    for name, subject in vars(item.concept).items():
        if isinstance(subject, RealFunction | ScalarField | VectorField | ParametricCurve | Relation) and (
            subject.parameters
        ):
            changed[name] = subject.among(numbers)
    path = None if item.path is None else item.path.among(numbers)
    if path is not None:
        changed["y"] = path(getattr(item.concept, "x", nan))
    return replace(item, concept=with_fields(item.concept, changed), path=path)


def _present(e: Expression, numbers: Numbers) -> float | tuple[float, ...]:
    return components_among(e, numbers) if isinstance(e, Tuple) else value_among(e, numbers)


def _function(item: Item, statement: FunctionRow, expander: Expander, numbers: Numbers) -> Item:
    if statement.name is None:
        body, variable = expander.expand(statement.body), statement.variable
    else:
        body, variable, _ = expander.function(Name(statement.name))
    needs = needed(free_names(body) - {variable}, numbers)
    f = real_function(body, variable, numbers, statement.name)
    if variable != statement.variable:  # as it is written
        body = rebound(body, variable, statement.variable)
    concept = REGISTER["graph"].make(f)
    hints = (*item.hints, *_without_constant(statement, body))
    made = replace(
        item, kind="function", command="graph", concept=concept, needs=needs, expression=body, hints=hints
    )
    if body == statement.body or longer(body, WRITTEN_OUT):
        return made
    return replace(made, latex=defined_latex(statement, body))


def _without_constant(statement: FunctionRow, body: Expression) -> tuple[Hint, ...]:
    """What is said of F(x) = ∫ f(x) dx: which of the antiderivatives it is."""
    asked = statement.body
    if not (isinstance(asked, Question) and is_antiderivative(asked, (statement.variable,))):
        return ()
    if not isinstance(body, Question):
        return (Hint(0, 0, tr("the antiderivative with the constant 0")),)
    from calcviz.maths.calculus.started import remark

    return (Hint(0, 0, remark(statement.variable, value_among(body.arguments[0], {}))),)


def _field(item: Item, statement: FieldRow, expander: Expander, numbers: Numbers) -> Item:
    if statement.name is None:
        body, variables = expander.number(statement.body), statement.variables
    else:
        body, variables, _ = expander.field(Name(statement.name))
    needs = needed(free_names(body) - set(variables), numbers)
    shown = _as_written(body, variables, statement.variables)
    made = replace(item, kind="function", needs=needs, expression=shown)
    if not longer(shown, WRITTEN_OUT):
        made = replace(made, latex=defined_latex(statement, shown))
    if len(variables) != 2:
        reason = tr("a function of {count} variables: nothing to draw", count=len(variables))
        call = of_two(statement.variables, statement.name)
        if call is not None:
            reason = tr("{said}, but {call} can be drawn", said=reason, call=call)
        return replace(made, reason=reason)
    g = scalar_field(body, variables, numbers, statement.name)
    return replace(made, command="field", concept=REGISTER["field"].make(g))


def _map(item: Item, statement: MapRow, expander: Expander, numbers: Numbers) -> Item:
    if statement.name is None:
        (components, _, _), variables = expander.map(statement.body), statement.variables
    else:
        components, variables, _ = expander.map(Name(statement.name))
    needs = needed(free_names(Tuple(components)) - set(variables), numbers)
    shown = Tuple(tuple(_as_written(part, variables, statement.variables) for part in components))
    made = replace(item, kind="function", needs=needs, expression=shown)
    if not longer(shown, WRITTEN_OUT):
        made = replace(made, latex=defined_latex(statement, shown))
    n, m = len(variables), len(components)
    if (n, m) != (2, 2):
        reason = tr("a map of {n} variables with {m} components: nothing to draw", n=n, m=m)
        return replace(made, reason=reason)
    F = vector_field(components, variables, numbers, statement.name)
    return replace(made, command="map", concept=REGISTER["map"].make(F))


def _as_written(body: Expression, variables: tuple[str, ...], written: tuple[str, ...]) -> Expression:
    """The body in the letters of its row, where those of another row took their place."""
    for variable, letter in zip(variables, written, strict=True):
        if variable != letter:
            body = rebound(body, variable, letter)
    return body


def _value(item: Item, asked: Expression, expander: Expander, numbers: Numbers) -> Item:
    from calcviz.scene.differentials import asked_at

    expression = expander.expand(asked)
    if isinstance(asked, Differential) and not asked.arguments and isinstance(expression, Tuple):
        return _matrix_of_functions(item, asked, expression, expander, numbers)
    needs = needed(free_names(expression), numbers)
    slope_of = None
    if isinstance(asked, Apply) and asked.order > 0 and not isinstance(expression, Tuple):
        f = Name(asked.function) if asked.order == 1 else Apply(asked.function, asked.order - 1, ())
        body, variable, _ = expander.function(f)
        slope_of = (body, variable, expander.expand(asked.arguments[0]))
    at = asked_at(asked, expander, numbers)
    asked_for = replace(item, kind="value", expression=expression, needs=needs, slope_of=slope_of, asked=at)
    return _revalued(asked_for, expression, numbers)


def _steps(item: Item, asked: Expression, expander: Expander, numbers: Numbers) -> Item:
    """The row that asks for a derivation: the derivative, with its value where nothing varies in it."""
    from calcviz.scene.derivation import derivations

    answer = derivations(asked, expander)
    e = answer.expression
    needs = needed(free_names(e) - answer.variables, numbers)
    made = replace(item, kind="value", expression=e, needs=needs, derivations=answer.derivations)
    if free_names(e) - numbers.keys():
        long = longer(e, WRITTEN_OUT)
        return made if long else replace(made, latex=f"{item.latex} = {_derivative_latex(e)}")
    return _revalued(made, e, numbers)


def _derivative_latex(e: Expression) -> str:
    return column_latex(e.items) if isinstance(e, Tuple) else latex(e)


def _matrix_of_functions(
    item: Item, asked: Differential, e: Tuple, expander: Expander, numbers: Numbers
) -> Item:
    """The row that asks for a Jacobian or a Hessian matrix nowhere in particular: its formulas."""
    variables = expander.variables(asked.function)
    needs = needed(free_names(e) - set(variables), numbers)
    found = replace(item, kind="value", expression=e, needs=needs, latex=f"{item.latex} = {latex(e)}")
    return found if free_names(e) & set(variables) else _components(found, e, numbers)


def _revalued(item: Item, expression: Expression, numbers: Numbers) -> Item:
    """The item's value anew; where the formula of a derivative has none, the slope itself is asked."""
    from calcviz.scene.differentials import partial_value

    if isinstance(expression, Tuple):
        return _components(item, expression, numbers)
    x = value_among(expression, numbers)
    if isfinite(x):
        return replace(item, value=x, reason=None)
    if item.asked is not None:
        found, reason = partial_value(item.asked, numbers)
        return replace(item, value=found, reason=reason)
    if item.slope_of is None:
        return replace(item, value=None, reason=undefined_part(expression, numbers))
    body, variable, at = item.slope_of
    a = value_among(at, numbers)
    there = slope(body, variable, a, {name: numbers[name] for name in free_names(body) - {variable}})
    return replace(item, value=there.value, reason=there.sentence)


def _components(item: Item, e: Tuple, numbers: Numbers) -> Item:
    """The item with the components of its vector or matrix; the first that is undefined says why."""
    from calcviz.scene.differentials import completed

    rows = e.items
    found: Components
    if rows and all(isinstance(row, Tuple) for row in rows):
        found = tuple(components_among(row, numbers) for row in rows if isinstance(row, Tuple))
    elif any(isinstance(row, Tuple) for row in rows):
        raise Impossible(tr("a single number is expected here"))
    else:
        found = components_among(e, numbers)
    reason = _undefined(e, numbers)
    if reason is not None and item.asked is not None:
        found, reason = completed(item.asked, found, numbers)
    return replace(item, components=found, reason=reason)


def _undefined(e: Expression, numbers: Numbers) -> str | None:
    parts = [part for part in walk(e) if isinstance(part, Tuple) for part in part.items]
    numeric = (part for part in parts if not isinstance(part, Tuple))
    first = next((part for part in numeric if not isfinite(value_among(part, numbers))), None)
    return None if first is None else undefined_part(first, numbers)


def _number(item: Item, statement: NumberRow, expander: Expander, numbers: Numbers) -> Item:
    expression = expander.number(statement.value)
    needs = needed(free_names(expression), numbers)
    answer = replace(item, kind="number", expression=expression, needs=needs, value=numbers[statement.name])
    if not _is_literal(statement.value):
        return answer
    return replace(answer, range=_range(statement, answer.value or 0.0, expander, numbers))


def _range(statement: NumberRow, now: float, expander: Expander, numbers: Numbers) -> Range:
    low, high, step = (
        None if part is None else finite_value(expander.expand(part), numbers)
        for part in (statement.low, statement.high, statement.step)
    )
    reach = 5.0 if abs(now) <= 5 else 2 * abs(now)
    low = -reach if low is None else low
    high = reach if high is None else high
    if not low < high:
        raise Impossible(tr("the range of a slider begins below its end"))
    if step is not None and not 0 < step <= high - low:
        raise Impossible(tr("the step of a slider is positive and no longer than its range"))
    return Range(low, high, _fine_step(high - low) if step is None else step, step is not None)


def _fine_step(span: float) -> float:
    """About a hundredth of a range, as a round number: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(span / 100))
    return next(float(f"{k * power:.3g}") for k in (5, 2, 1) if k * power <= span / 100 * (1 + 1e-9))


def _point(item: Item, statement: PointRow, expander: Expander, numbers: Numbers) -> Item:
    written = dict(zip("xyz", statement.coordinates, strict=False))
    parts = {axis: expander.number(e) for axis, e in written.items()}
    path = _path(statement, expander, numbers)
    bindings = tuple(bound(axis, axis, written[axis], parts[axis]) for axis in parts)
    if path is not None:
        bindings = (bindings[0], replace(bindings[1], literal=False))
    names: frozenset[str] = frozenset().union(*(free_names(part) for part in parts.values()))
    coordinates = [finite_value(part, numbers) for part in parts.values()]
    command = "point" if statement.z is None else "space_point"
    concept = REGISTER[command].make(*coordinates, statement.name or "")
    made = replace(item, kind="point", command=command, concept=concept, bindings=bindings)
    return replace(made, path=path, needs=needed(names, numbers))


def _path(statement: PointRow, expander: Expander, numbers: Numbers) -> RealFunction | None:
    """The function on whose graph a point (a, f(a)) stays that is dragged; None for any other point."""
    if statement.z is not None or not (_is_literal(statement.x) and on_a_graph(statement)):
        return None
    assert isinstance(statement.y, Apply)
    name, order = statement.y.function, statement.y.order
    body, variable, called = expander.function(Apply(name, order, ()) if order else Name(name))
    return real_function(body, variable, numbers, called)


def _is_literal(e: Expression) -> bool:
    return isinstance(e, Number) or (
        isinstance(e, Call) and e.function == "negate" and isinstance(e.arguments[0], Number)
    )
