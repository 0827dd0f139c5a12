"""The derivations that a row steps(…) asks for: of one derivative, of each order, of each component."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from calcviz.language.expression import (
    Apply,
    Derivative,
    Differential,
    Expression,
    Name,
    Partial,
    Tuple,
    free_names,
    rebound,
)
from calcviz.language.reading.letters import VARIABLES
from calcviz.maths.derivatives.derivation import Derivation, Step, steps
from calcviz.maths.derivatives.rules import PLACE
from calcviz.scene.expand import Expander

Written = Callable[[tuple[str, ...]], Expression]
"""How the derivative by these variables, one after the other, is written."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a row steps(…) comes to: its derivative, the way there, and what varies in it."""

    expression: Expression
    derivations: tuple[Derivation, ...]
    variables: frozenset[str]


def derivations(asked: Expression, expander: Expander) -> Asked:
    """The derivations of a derivative as StepsRow holds it; raises Impossible."""
    match asked:
        case Apply(name, order, arguments):
            body, variable, _ = expander.function(Name(name))
            body, (variable,) = _plain(body, (variable,))
            own = (Name(variable),)
            found = list(_course(expander, body, (variable,) * order, _primed(name, own)))
            return _at(asked, expander, found, found[-1].result, (variable,), arguments not in ((), own))
        case Partial(function, names, arguments):
            body, variables, _ = expander.field(function)
            body, variables = _plain(body, variables)
            found = list(_course(expander, body, names, lambda by: Partial(function, by), partial=True))
            return _at(asked, expander, found, found[-1].result, variables, bool(arguments))
        case Differential(_, function, arguments):
            variables = tuple(each.rstrip("′") for each in expander.variables(function))
            found, expression = _differential(asked, expander)
            return _at(asked, expander, found, expression, variables, bool(arguments))
    assert isinstance(asked, Derivative)
    return _of_formula(asked, expander)


def _of_formula(asked: Derivative, expander: Expander) -> Asked:
    """d/dx of something, which may be such a derivative again."""
    body: Expression = asked
    by: tuple[str, ...] = ()
    while isinstance(body, Derivative):
        by = (body.variable,) * body.order + by
        body = body.body
    inner = body
    written = expander.number(inner)
    several = (free_names(written) | free_names(inner)) & VARIABLES - {by[0]} or len(set(by)) > 1
    found = list(_course(expander, written, by, lambda names: _nested(inner, names), partial=bool(several)))
    return Asked(found[-1].result, tuple(found), VARIABLES | set(by))


def _nested(body: Expression, by: tuple[str, ...]) -> Expression:
    for variable in by:
        same = isinstance(body, Derivative) and body.variable == variable
        if same and isinstance(body, Derivative):
            body = replace(body, order=body.order + 1)
        else:
            body = Derivative(body, variable, 1)
    return body


def _differential(asked: Differential, expander: Expander) -> tuple[list[Derivation], Tuple]:
    """The derivations of the components one by one, and the vector or matrix they make."""
    if asked.operator == "jacobian":
        components, names, _ = expander.map(asked.function)
        whole, variables = _plain(Tuple(components), names)
        assert isinstance(whole, Tuple)
        rows = []
        for number, body in enumerate(whole.items):
            function = _component(asked.function, number)
            rows.append(_gradient(expander, body, variables, function, ()))
        found = [each for row in rows for each in row]
        return found, Tuple(tuple(Tuple(tuple(each.result for each in row)) for row in rows))
    body, names, _ = expander.field(asked.function)
    body, variables = _plain(body, names)
    first = _gradient(expander, body, variables, asked.function, ())
    if asked.operator == "gradient":
        return first, Tuple(tuple(each.result for each in first))
    found, matrix = [], []
    for name, partial in zip(variables, first, strict=True):
        row = _gradient(expander, partial.result, variables, asked.function, (name,))
        found += [partial, *row]
        matrix.append(Tuple(tuple(each.result for each in row)))
    return found, Tuple(tuple(matrix))


def _component(function: Expression, number: int) -> Expression:
    """How one component of a map is written: F_1, or its formula."""
    if isinstance(function, Name):
        return Name(f"{function.name}_{number + 1}")
    return function.items[number] if isinstance(function, Tuple) else function


def _gradient(
    expander: Expander,
    body: Expression,
    variables: tuple[str, ...],
    function: Expression,
    before: tuple[str, ...],
) -> list[Derivation]:
    """The derivations by each variable; `before` are those by which the body is a derivative already."""
    return [
        derivation
        for name in variables
        for derivation in _course(
            expander, body, (name,), lambda by: Partial(function, before + by), partial=True
        )
    ]


def _course(
    expander: Expander, body: Expression, by: tuple[str, ...], written: Written, *, partial: bool = False
) -> Iterator[Derivation]:
    """The derivations by one variable after the other."""
    for place, variable in enumerate(by):
        expander.number(Derivative(body, variable, 1))  # says why there is none, or none yet
        derivation = Derivation(written(by[: place + 1]), steps(body, variable), partial)
        yield derivation
        body = derivation.result


def _primed(function: str, own: tuple[Expression, ...]) -> Written:
    return lambda by: Apply(function, len(by), own)


def _plain(body: Expression, variables: tuple[str, ...]) -> tuple[Expression, tuple[str, ...]]:
    """A body in the letters of its row: one that is the name of a number too had got another there."""
    written = tuple(variable.rstrip("′") for variable in variables)
    for variable, letter in zip(variables, written, strict=True):
        body = body if variable == letter else rebound(body, variable, letter)
    return body, written


def _at(
    asked: Expression,
    expander: Expander,
    found: list[Derivation],
    expression: Expression,
    variables: tuple[str, ...],
    given: bool,
) -> Asked:
    """What was found; with the value at a place as the last line where one is given."""
    if not given:
        return Asked(expression, tuple(found), frozenset(variables))
    there = expander.expand(asked)
    values = dict(zip(_leaves(expression), _leaves(there), strict=True))
    ended = [_ended(each, values.get(each.result)) for each in found]
    return Asked(there, tuple(ended), frozenset())


def _ended(derivation: Derivation, value: Expression | None) -> Derivation:
    if value is None or value == derivation.result:
        return derivation
    last = Step(PLACE, derivation.result, value)
    return replace(derivation, steps=(*derivation.steps, last))


def _leaves(e: Expression) -> list[Expression]:
    """The components of a vector or a matrix one by one."""
    return [leaf for item in e.items for leaf in _leaves(item)] if isinstance(e, Tuple) else [e]
