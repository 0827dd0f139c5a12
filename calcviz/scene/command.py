"""From a command to its concept: each argument found, checked and bound to its place in the text."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from calcviz.language.expression import Expression, Name, Tuple, free_names
from calcviz.language.messages import tr
from calcviz.language.notation import text
from calcviz.language.reading.words import closest, did_you_mean
from calcviz.language.statements import CommandRow
from calcviz.maths.curves.parametric import ParametricCurve
from calcviz.maths.fields.scalar import ScalarField, scalar_field
from calcviz.maths.fields.vector import VectorField, vector_field
from calcviz.maths.real import RealFunction, real_function
from calcviz.scene.binding import bound
from calcviz.scene.concept import REGISTER, SUBJECTS, FieldSpec, Kind, defaults
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Binding, Item
from calcviz.scene.numbers import finite_value, needed

Numbers = Mapping[str, float]


def command_item(item: Item, statement: CommandRow, expander: Expander, numbers: Numbers) -> Item:
    kind = REGISTER[statement.command]
    arguments = _arguments(kind, statement)
    values = defaults(kind)
    bindings: list[Binding] = []
    needs: set[str] = set()
    for spec in kind.fields:
        place, written = arguments.get(spec.name, (spec.name, None))
        try:
            if spec.kind in SUBJECTS:
                if written is None:
                    raise Impossible(
                        tr(
                            "{command} needs a function: {example}",
                            command=kind.command,
                            example=example(kind),
                        )
                    )
                values[spec.name] = subject = _subject(spec, written, expander, numbers)
                needs |= {name for name, _ in subject.parameters}
                continue
            if spec.kind == "other":
                if written is not None:
                    values[spec.name] = subject = _subject(spec, written, expander, numbers)
                    needs |= {name for name, _ in subject.parameters}
                continue
            expression = (
                None if written is None or spec.kind == "choice" else _expanded(spec, written, expander)
            )
            movable = written is not None and expander.is_point(written)
            bindings.append(bound(spec.name, place, written, expression, point=movable))
            if expression is not None:
                needs |= needed(free_names(expression), numbers)
            if written is not None:
                values[spec.name] = _argument(spec, written, expression, numbers)
        except Impossible as reason:
            raise reason.at(statement.place_of(place)) from reason
    concept = kind.make(**values)
    return replace(
        item,
        kind="concept",
        command=kind.command,
        concept=concept,
        bindings=tuple(bindings),
        needs=frozenset(needs),
    )


def example(kind: Kind) -> str:
    """How a command is written, with the letters that its functions usually have: those of its fields."""
    return kind.template(", ".join(spec.name for spec in kind.fields if spec.kind in SUBJECTS))


def _subject(
    spec: FieldSpec, written: Expression, expander: Expander, numbers: Numbers
) -> RealFunction | ScalarField | VectorField | ParametricCurve:
    """The function that a concept is about; raises Impossible with the sentence why it is none."""
    if spec.kind in ("function", "other"):
        body, variable, name = expander.function(written)
        unnamed = free_names(body) - numbers.keys()
        if name is None and unnamed == {"t"}:
            variable = "t"  # of time, as in a motion
        needed(free_names(body) - {variable}, numbers)
        return real_function(body, variable, numbers, name)
    if spec.kind == "field":
        body, variables, name = expander.field(written)
        _require_two(variables, name)
        needed(free_names(body) - set(variables), numbers)
        return scalar_field(body, variables, numbers, name)
    if spec.kind == "curve":
        from calcviz.scene.curves import curve_argument

        return curve_argument(written, expander, numbers)
    components, variables, name = expander.map(written)
    _require_two(variables, name)
    if len(components) != 2:
        hint = tr("Give two of its components a row: F(x, y) = (…, …)")
        raise Impossible(
            tr("a map with {n} components; here one with two is expected", n=len(components)), hint
        )
    needed(free_names(Tuple(components)) - set(variables), numbers)
    return vector_field(components, variables, numbers, name)


def of_two(variables: tuple[str, ...], name: str | None) -> str | None:
    """A function of more variables as one of its first two: h(x, y, 1); None where it has no name."""
    if name is None or not name.isalpha() or len(variables) < 2:
        return None
    return f"{name}({', '.join((*variables[:2], *('1' for _ in variables[2:])))})"


def _require_two(variables: tuple[str, ...], name: str | None) -> None:
    if len(variables) == 1:
        raise Impossible(tr("a function of two variables is expected here: g(x, y) = …"))
    if len(variables) != 2:
        call = of_two(variables, name)
        hint = None if call is None else tr("Fix all variables but two: {call}", call=call)
        count = len(variables)
        raise Impossible(
            tr("a function of {count} variables; here one of two is expected", count=count), hint
        )


def _expanded(spec: FieldSpec, written: Expression, expander: Expander) -> Expression:
    if spec.kind != "place":
        return expander.number(written)
    e = expander.expand(written)
    if not isinstance(e, Tuple) or len(e.items) != 2 or any(isinstance(item, Tuple) for item in e.items):
        raise Impossible(tr("`{name}` is a point of the plane: (1, 2) or the name of one", name=spec.name))
    return e


def _arguments(kind: Kind, statement: CommandRow) -> dict[str, tuple[int | str, Expression]]:
    """Each written argument by its field: where it stands and what it says."""
    names = [spec.name for spec in kind.fields]
    if len(statement.positional) > len(names):
        raise Impossible(
            tr("{command} takes fewer arguments: {example}", command=kind.command, example=example(kind))
        )
    answer: dict[str, tuple[int | str, Expression]] = {
        names[k]: (k, e) for k, e in enumerate(statement.positional)
    }
    for name, e in statement.named:
        if name not in names:
            known = ", ".join(names)
            said = tr(
                "{command} has no argument `{name}`; it has {known}",
                command=kind.command,
                name=name,
                known=known,
            )
            raise Impossible(said).at(statement.place_of(name))
        if name in answer:
            raise Impossible(tr("`{name}` is given twice", name=name)).at(statement.place_of(name))
        answer[name] = (name, e)
    return answer


def _bounds(spec: FieldSpec) -> str:
    """Where the number lies."""
    low, high = (None if end is None else f"{end:g}" for end in (spec.low, spec.high))
    if high is None:
        return tr("`{name}` is at least {low}", name=spec.name, low=low)
    return tr("`{name}` lies between {low} and {high}", name=spec.name, low=low or "-∞", high=high)


def _argument(spec: FieldSpec, written: Expression, expression: Expression | None, numbers: Numbers) -> Any:
    if spec.kind == "choice" or expression is None:
        word = written.name if isinstance(written, Name) else text(written)
        if not spec.choices and not isinstance(written, Name):
            raise Impossible(tr("`{name}` is the letter of a variable", name=spec.name))
        if spec.choices and word not in spec.choices:
            near = closest(word.lower(), spec.choices)
            raise Impossible(
                tr("`{name}` is one of {choices}", name=spec.name, choices=", ".join(spec.choices)),
                None if near is None else did_you_mean(near),
            )
        return word
    if isinstance(expression, Tuple):
        return tuple(finite_value(item, numbers) for item in expression.items)
    number = finite_value(expression, numbers, infinite=spec.infinite)
    if spec.low is not None and number < spec.low or spec.high is not None and number > spec.high:
        raise Impossible(_bounds(spec))
    if spec.kind == "whole":
        if number != int(number):
            raise Impossible(tr("`{name}` is a whole number", name=spec.name))
        return int(number)
    return number
