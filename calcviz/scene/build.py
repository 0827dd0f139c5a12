"""From a statement to the item that stands for it: arguments checked, the concept made."""

from collections.abc import Mapping
from dataclasses import replace
from math import floor, isfinite, log10, nan
from typing import Any

from calcviz.language.expression import Apply, Call, Expression, Name, Number, free_names, longer, rebound
from calcviz.language.messages import tr
from calcviz.language.notation import text
from calcviz.language.problems import Hint
from calcviz.language.statements import (
    CommandRow,
    FunctionRow,
    NumberRow,
    PointRow,
    Statement,
    ValueRow,
)
from calcviz.language.typeset import defined_latex, statement_latex
from calcviz.maths.derivatives.sides import slope
from calcviz.maths.real import RealFunction, real_function
from calcviz.maths.values import undefined_part
from calcviz.scene.concept import REGISTER, FieldSpec, Kind, defaults, with_fields
from calcviz.scene.document import Row
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Binding, Item, Range
from calcviz.scene.numbers import finite_value, needed, value_among
from calcviz.scene.rewrite import on_a_graph

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
        case NumberRow():
            return _number(item, statement, expander, numbers)
        case PointRow():
            return _point(item, statement, expander, numbers)
        case ValueRow(asked):
            return _value(item, asked, expander, numbers)
        case CommandRow():
            return _command(item, statement, expander, numbers)
    raise TypeError(type(statement).__name__)


def rebuilt(item: Item, numbers: Numbers) -> Item:
    """The item with its concept or value worked out anew for other values of the numbers."""
    if item.expression is not None and item.kind in ("value", "number"):
        return _revalued(item, item.expression, numbers)
    if item.concept is None:
        return item
    changed: dict[str, Any] = {}
    for binding in item.bindings:
        if binding.expression is not None and free_names(binding.expression):
            changed[binding.field] = value_among(binding.expression, numbers)
    f = getattr(item.concept, "f", None)
    if isinstance(f, RealFunction) and f.parameters:
        changed["f"] = _among(f, numbers)
    path = None if item.path is None else _among(item.path, numbers)
    if path is not None:
        changed["y"] = path(getattr(item.concept, "x", nan))
    return replace(item, concept=with_fields(item.concept, changed), path=path)


def _among(f: RealFunction, numbers: Numbers) -> RealFunction:
    """f with the present values of its numbers; itself where they are the same."""
    new = tuple((name, numbers[name]) for name, _ in f.parameters)
    return f if new == f.parameters else replace(f, parameters=new)


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
    made = replace(item, kind="function", command="graph", concept=concept, needs=needs, expression=body)
    if body == statement.body or longer(body, WRITTEN_OUT):
        return made
    return replace(made, latex=defined_latex(statement, body))


def _value(item: Item, asked: Expression, expander: Expander, numbers: Numbers) -> Item:
    expression = expander.expand(asked)
    needs = needed(free_names(expression), numbers)
    slope_of = None
    if isinstance(asked, Apply) and asked.order > 0:
        f = Name(asked.function) if asked.order == 1 else Apply(asked.function, asked.order - 1, ())
        body, variable, _ = expander.function(f)
        slope_of = (body, variable, expander.expand(asked.arguments[0]))
    asked_for = replace(item, kind="value", expression=expression, needs=needs, slope_of=slope_of)
    return _revalued(asked_for, expression, numbers)


def _revalued(item: Item, expression: Expression, numbers: Numbers) -> Item:
    """The item's value anew; where the formula of a derivative has none, the slope itself is asked."""
    x = value_among(expression, numbers)
    if isfinite(x):
        return replace(item, value=x, reason=None)
    if item.slope_of is None:
        return replace(item, value=None, reason=undefined_part(expression, numbers))
    body, variable, at = item.slope_of
    a = value_among(at, numbers)
    there = slope(body, variable, a, {name: numbers[name] for name in free_names(body) - {variable}})
    return replace(item, value=there.value, reason=there.sentence)


def _number(item: Item, statement: NumberRow, expander: Expander, numbers: Numbers) -> Item:
    expression = expander.expand(statement.value)
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
    parts = {"x": expander.expand(statement.x), "y": expander.expand(statement.y)}
    written = {"x": statement.x, "y": statement.y}
    path = _path(statement, expander, numbers)
    bindings = tuple(_binding(axis, axis, written[axis], parts[axis]) for axis in ("x", "y"))
    if path is not None:
        bindings = (bindings[0], replace(bindings[1], literal=False))
    needs = needed(free_names(parts["x"]) | free_names(parts["y"]), numbers)
    x, y = (finite_value(parts[axis], numbers) for axis in ("x", "y"))
    concept = REGISTER["point"].make(x, y, statement.name or "")
    made = replace(item, kind="point", command="point", concept=concept, bindings=bindings, needs=needs)
    return replace(made, path=path)


def _path(statement: PointRow, expander: Expander, numbers: Numbers) -> RealFunction | None:
    """The function on whose graph a point (a, f(a)) stays that is dragged; None for any other point."""
    if not (_is_literal(statement.x) and on_a_graph(statement)):
        return None
    assert isinstance(statement.y, Apply)
    name, order = statement.y.function, statement.y.order
    body, variable, called = expander.function(Apply(name, order, ()) if order else Name(name))
    return real_function(body, variable, numbers, called)


def _command(item: Item, statement: CommandRow, expander: Expander, numbers: Numbers) -> Item:
    kind = REGISTER[statement.command]
    arguments = _arguments(kind, statement)
    values = defaults(kind)
    bindings: list[Binding] = []
    needs: set[str] = set()
    for spec in kind.fields:
        place, written = arguments.get(spec.name, (spec.name, None))
        if spec.kind == "function":
            if written is None:
                raise Impossible(
                    tr(
                        "{command} needs a function: {example}",
                        command=kind.command,
                        example=kind.template("f"),
                    )
                )
            body, variable, name = expander.function(written)
            needs |= needed(free_names(body) - {variable}, numbers)
            values[spec.name] = real_function(body, variable, numbers, name)
            continue
        expression = None if written is None or spec.kind == "choice" else expander.expand(written)
        bindings.append(_binding(spec.name, place, written, expression))
        if expression is not None:
            needs |= needed(free_names(expression), numbers)
        if written is not None:
            values[spec.name] = _argument(spec, written, expression, numbers)
    concept = kind.make(**values)
    return replace(
        item,
        kind="concept",
        command=kind.command,
        concept=concept,
        bindings=tuple(bindings),
        needs=frozenset(needs),
    )


def _arguments(kind: Kind, statement: CommandRow) -> dict[str, tuple[int | str, Expression]]:
    """Each written argument by its field: where it stands and what it says."""
    names = [spec.name for spec in kind.fields]
    if len(statement.positional) > len(names):
        example = kind.template("f")
        raise Impossible(
            tr("{command} takes fewer arguments: {example}", command=kind.command, example=example)
        )
    answer: dict[str, tuple[int | str, Expression]] = {
        names[k]: (k, e) for k, e in enumerate(statement.positional)
    }
    for name, e in statement.named:
        if name not in names:
            known = ", ".join(names)
            raise Impossible(
                tr(
                    "{command} has no argument `{name}`; it has {known}",
                    command=kind.command,
                    name=name,
                    known=known,
                )
            )
        if name in answer:
            raise Impossible(tr("`{name}` is given twice", name=name))
        answer[name] = (name, e)
    return answer


def _argument(spec: FieldSpec, written: Expression, expression: Expression | None, numbers: Numbers) -> Any:
    if spec.kind == "choice" or expression is None:
        word = written.name if isinstance(written, Name) else text(written)
        if word not in spec.choices:
            raise Impossible(
                tr("`{name}` is one of {choices}", name=spec.name, choices=", ".join(spec.choices))
            )
        return word
    number = finite_value(expression, numbers)
    if spec.low is not None and number < spec.low or spec.high is not None and number > spec.high:
        low, high = (
            "-∞" if spec.low is None else f"{spec.low:g}",
            "∞" if spec.high is None else f"{spec.high:g}",
        )
        raise Impossible(tr("`{name}` lies between {low} and {high}", name=spec.name, low=low, high=high))
    if spec.kind == "whole":
        if number != int(number):
            raise Impossible(tr("`{name}` is a whole number", name=spec.name))
        return int(number)
    return number


def _binding(
    field: str, place: int | str, written: Expression | None, expression: Expression | None
) -> Binding:
    shown = "" if written is None else text(written)
    slider = written.name if isinstance(written, Name) else None
    literal = written is None or isinstance(expression, Expression) and not free_names(expression)
    return Binding(field, place, expression, shown, slider, literal)


def _is_literal(e: Expression) -> bool:
    return isinstance(e, Number) or (
        isinstance(e, Call) and e.function == "negate" and isinstance(e.arguments[0], Number)
    )
