"""Words with a grammar of their own: if, diff, d/dx, ∂, ∇, integral, limit, sum and their kin."""

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from calcviz.language.expression import (
    Apply,
    Comparison,
    Derivative,
    Expression,
    Logic,
    Name,
    Number,
    Piecewise,
    free_names,
)
from calcviz.language.messages import tr
from calcviz.language.reading import brackets, calls, gradients, questions, words
from calcviz.language.reading.cursor import refuse
from calcviz.language.reading.letters import CONSTANTS, is_letter
from calcviz.language.reading.subjects import OPERATORS, QUESTIONS, STEPS
from calcviz.language.tokens import Lexeme, plain_name

if TYPE_CHECKING:
    from calcviz.language.reader import Reader


class Quotient(NamedTuple):
    """d^2f/dx^2, found ahead: the order, the function if one is named, the variable, where it ends."""

    order: int
    function: str | None
    variable: str
    end: int


def choice(reader: "Reader") -> Expression:
    """if(condition, value, …, value): the cases as in braces."""
    start = reader.now
    reader.advance()
    if reader.kind != "(":
        refuse(start.start, start.end, tr("{name} needs its arguments in brackets", name=reader.shown(start)))
    items = brackets.items(reader, ")")
    reader.mixed = True
    if len(items) < 2:
        message = tr("if needs a condition and a value: if(x > 0, x, -x)")
        refuse(start.start, reader.previous.end, message)
    branches = tuple((items[k + 1], items[k]) for k in range(0, len(items) - 1, 2))
    for _, condition in branches:
        if not isinstance(condition, Comparison | Logic):
            refuse(start.start, reader.previous.end, tr("if needs a condition and a value: if(x > 0, x, -x)"))
    otherwise = items[-1] if len(items) % 2 else None
    return reader.record(Piecewise(branches, otherwise), start.start)


def diff(reader: "Reader") -> Expression:
    """diff(f(x), x), diff(f(x), x, 3)."""
    start = reader.now
    reader.advance()
    if reader.kind == "(":
        bracket = reader.at
        reader.advance()
        function = calls.whole_function(reader)
        if function is not None:
            name = reader.shown(reader.previous)
            refuse(reader.previous.start, reader.previous.end, tr("{name} needs an argument", name=name))
        reader.go_to(bracket)
    items, _ = questions.binding(reader, "diff", start)
    body, variables = items[0], items[1:]
    if not variables:
        free = sorted(free_names(body) & reader.variables) or ["x"]
        variables = [Name(free[0])] if len(free) == 1 else []
    steps = _steps(variables)
    _refuse_letter_as_order(reader, variables, start.start)
    if not steps:
        refuse(start.start, reader.previous.end, tr("diff is written diff(f(x), x) or diff(f(x), x, 2)"))
    check_order(sum(order for _, order in steps), start.start, reader.previous.end)
    for variable, order in steps:
        check_order(order, start.start, reader.previous.end)
        body = derivative_of(reader, body, variable, order, start.start)
    return body


def _refuse_letter_as_order(reader: "Reader", typed: list[Expression], start: int) -> None:
    """Raise Unreadable where a letter without a value stands for the order: diff(x^n, x, n)."""
    for part in typed[1:]:
        if isinstance(part, Name) and part.name not in reader.variables:
            if words.meanings(reader.names).get(part.name) is None:
                message = tr("`{name}` has no value", name=part.name)
                hint = tr("the order of a derivative is a whole number: diff(f(x), x, 2)")
                refuse(start, reader.previous.end, message, hint)


def _steps(typed: list[Expression]) -> list[tuple[str, int]]:
    """The variables with the order of each, from what stands behind the body: x, 2, y; empty for another."""
    steps: list[tuple[str, int]] = []
    counted = True
    for part in typed:
        if isinstance(part, Name):
            steps.append((part.name, 1))
            counted = False
        elif counted:
            return []
        else:
            whole = part.value if isinstance(part, Number) and isinstance(part.value, int) else 0
            steps[-1] = (steps[-1][0], whole)
            counted = True
    return steps


def derivative_of(reader: "Reader", body: Expression, variable: str, order: int, start: int) -> Expression:
    """The derivative; refused by what is no variable. Other variables in the body are held."""
    known = words.meanings(reader.names).get(variable, "number") == "number"
    if not known or variable in CONSTANTS or words.is_function(reader, variable):
        message = tr("`{name}` is no variable that a derivative can be taken by", name=variable)
        refuse(start, reader.previous.end, message)
    return reader.record(Derivative(body, variable, order), start)


def check_order(order: int, start: int, end: int) -> None:
    if not 1 <= order <= calls.MAX_ORDER:
        refuse(start, end, calls.order_sentence())


def leibniz(reader: "Reader") -> Quotient | None:
    """The quotient d/dx, d²/dx², df/dx that begins here; None where something else stands."""
    at, lexemes = reader.at, reader.lexemes
    typed = lexemes[at].text
    function = typed[1:] if len(typed) > 1 else None
    order, at = raised(lexemes, at + 1) if function is None else (1, at + 1)
    if function is None and lexemes[at].kind == "name" and words.is_function(reader, lexemes[at].text):
        function, at = lexemes[at].text, at + 1
    if function is not None and not isinstance(words.meanings(reader.names).get(function), tuple):
        return None
    if lexemes[at].kind != "/" or not lexemes[at + 1].text.startswith("d"):
        return None
    if lexemes[at + 1].text in words.meanings(reader.names):
        return None
    variable, at = plain_name(lexemes[at + 1].text[1:]), at + 2
    if not variable and lexemes[at].kind == "name" and lexemes[at].start == lexemes[at - 1].end:
        variable, at = lexemes[at].text, at + 1
    below, at = raised(lexemes, at)
    if not variable or not is_letter(variable):
        return None
    start, end = reader.now.start, lexemes[at - 1].end
    if below != order:
        refuse(start, end, tr("the two orders of this derivative differ"))
    check_order(order, start, end)
    return Quotient(order, function, variable, at)


def raised(lexemes: list[Lexeme], at: int) -> tuple[int, int]:
    """The whole number raised at a place (1 where none is, 0 for another exponent), and the next place."""
    if lexemes[at].kind == "super":
        digits, after = lexemes[at].text, at + 1
    elif lexemes[at].kind == "^":
        digits, after = lexemes[at + 1].text, min(at + 2, len(lexemes) - 1)
    else:
        return 1, at
    return (int(digits) if digits.isdecimal() and len(digits) < 4 else 0), after


def derivative(reader: "Reader", quotient: Quotient) -> Expression:
    """What stands behind d/dx, up to the next + or -."""
    start = reader.now.start
    reader.enter()
    reader.go_to(quotient.end)
    body: Expression
    if quotient.function is None:
        body = reader.product()
    else:
        parameters = words.meanings(reader.names)[quotient.function]
        if isinstance(parameters, tuple) and len(parameters) > 1:
            calls.refuse_derivative(reader, quotient.function, parameters, quotient.variable, start)
        body = Apply(quotient.function, 0, (Name(quotient.variable),))
    reader.leave()
    return derivative_of(reader, body, quotient.variable, quotient.order, start)


def _steps_inside(reader: "Reader") -> Expression:
    """Say that a derivation is no number to compute with."""
    now = reader.now
    refuse(now.start, now.end, tr("{name}(…) stands alone in its row", name=STEPS))


FORMS: dict[str, Callable[["Reader"], Expression]] = {
    "diff": diff,
    STEPS: _steps_inside,
    **{name: questions.reading(name) for name in QUESTIONS},
    **{name: gradients.reading(operator) for name, operator in OPERATORS.items()},
}
"""The reading of each word; each stands on the word and raises Unreadable."""
