"""Partial derivatives as they are written: ∂g/∂x, ∂²g/∂x∂y (1, 2), ∂/∂x g(x, y)."""

from typing import TYPE_CHECKING, NoReturn

from calcviz.language.expression import Apply, Derivative, Expression, Name, Partial, free_names
from calcviz.language.messages import tr
from calcviz.language.reading import brackets, calls, forms, words
from calcviz.language.reading.cursor import refuse
from calcviz.language.reading.letters import VARIABLES, is_letter
from calcviz.language.tokens import Lexeme

if TYPE_CHECKING:
    from calcviz.language.reader import Reader


def partial(reader: "Reader") -> Expression:
    """What begins with ∂; the variable that stands last is the first to differentiate by."""
    start = reader.now
    reader.enter()
    reader.advance()
    order = _raised(reader)
    function = body = None
    if reader.kind == "name":
        function = _function(reader)
        body = (
            calls.defined(reader, function.text, _parameters(reader, function)) if _called(reader) else None
        )
    elif reader.kind == "(":
        body = brackets.within(reader, ")", reader.value)
    variables = tuple(reversed(_below(reader, order, start)))
    if function is not None and (body is None or body == _own(function.text, _parameters(reader, function))):
        e = _of_function(reader, function, variables, start)
    else:
        e = _of_body(reader, body, function, variables, start)
    reader.leave()
    return e


def _raised(reader: "Reader") -> int:
    """The order written behind ∂ or a variable, 1 where none is."""
    start = reader.now
    order, at = forms.raised(reader.lexemes, reader.at)
    reader.go_to(at)
    forms.check_order(order, start.start, start.end)
    return order


def _function(reader: "Reader") -> Lexeme:
    """The function behind ∂, for which a bracket with its variables may follow; raises Unreadable."""
    now = reader.now
    if not isinstance(words.meanings(reader.names).get(now.text), tuple):
        known = now.text in reader.variables or now.text in words.meanings(reader.names)
        if known or words.is_function(reader, now.text):
            _refuse(now, tr("Of an expression it is written ∂/∂x (x^2 y)"))
        words.refuse_unknown_function(reader)
    if reader.following().kind != "(":
        reader.advance()
    return now


def _called(reader: "Reader") -> bool:
    """Whether a function and its bracket stand between ∂ and the stroke: ∂g(x, y)/∂x."""
    return reader.kind == "name"


def _parameters(reader: "Reader", function: Lexeme) -> tuple[str, ...]:
    found = words.meanings(reader.names)[function.text]
    return found if isinstance(found, tuple) else ()


def _own(name: str, parameters: tuple[str, ...]) -> Expression:
    """A function at its own variables."""
    return Apply(name, 0, tuple(Name(parameter) for parameter in parameters))


def _below(reader: "Reader", order: int, start: Lexeme) -> list[str]:
    """The variables below the stroke, in the order they are written; raises Unreadable."""
    if not reader.take("/"):
        _refuse(reader.now)
    opener = reader.now
    bracketed = reader.take("(")
    found: list[str] = []
    while not found or _another_variable(reader):
        if not reader.take("∂") or reader.kind != "name":
            _refuse(reader.now)
        name = reader.now.text
        if not is_letter(name) and name not in reader.variables:
            _refuse(reader.now)
        reader.advance()
        found += [name] * _raised(reader)
    if bracketed:
        reader.close(")", opener)
    if len(found) != order:
        refuse(start.start, reader.previous.end, tr("the two orders of this derivative differ"))
    return found


def _another_variable(reader: "Reader") -> bool:
    """Whether one more ∂y stands here, and not the next factor, as in ∂g/∂x ∂g/∂y."""
    return reader.kind == "∂" and not words.is_function(reader, reader.following().text)


def _refuse(now: Lexeme, hint: str | None = None) -> NoReturn:
    refuse(now.start, now.end, tr("a partial derivative is written ∂g/∂x"), hint)


def _of_function(reader: "Reader", function: Lexeme, variables: tuple[str, ...], start: Lexeme) -> Expression:
    """∂g/∂x with its arguments; without them at the variables of g itself."""
    name, parameters = function.text, _parameters(reader, function)
    _check_variables(reader, reader.shown(function), parameters, variables, start)
    if name in reader.names.maps:
        message = tr("`{name}` is a map with several components", name=name)
        hint = tr("Its derivative is `{derivative}`", derivative=f"jacobian {name}")
        refuse(function.start, function.end, message, hint)
    given = given_arguments(reader, parameters, start)
    e: Expression
    if len(parameters) == 1:
        e = Apply(name, len(variables), given or own_arguments(reader, parameters, start))
    else:
        e = Partial(Name(name), variables, given or own_arguments(reader, parameters, start))
    if given is None:
        reader.whole = e
    return reader.record(e, start.start)


def _check_variables(
    reader: "Reader", name: str, parameters: tuple[str, ...], variables: tuple[str, ...], start: Lexeme
) -> None:
    """Raise Unreadable for a variable that the function does not have."""
    for variable in variables:
        if variable not in parameters:
            message = tr("`{name}` does not depend on a variable `{variable}`", name=name, variable=variable)
            hint = tr("Its variables are {variables}", variables=", ".join(parameters))
            if len(parameters) == 1:
                hint = tr("Its variable is {variable}", variable=parameters[0])
            refuse(start.start, reader.previous.end, message, hint)


def given_arguments(
    reader: "Reader", parameters: tuple[str, ...], start: Lexeme
) -> tuple[Expression, ...] | None:
    """The arguments in the bracket that follows; None where none follows, or one that is a factor."""
    if reader.kind != "(" or not _holds_arguments(reader, len(parameters)):
        return None
    name = reader.text[start.start : reader.previous.end]
    given = calls.arguments_of(reader, name, len(parameters), start)
    known = words.meanings(reader.names)
    if reader.variables is VARIABLES and given == tuple(Name(each) for each in parameters):
        reader.implied += tuple(each for each in parameters if known.get(each) != "number")
    return given


def _holds_arguments(reader: "Reader", count: int) -> bool:
    """Whether the bracket here touches what stands before it, or holds several values, or a point."""
    if reader.now.start == reader.previous.end or count == 1:
        return reader.now.start == reader.previous.end
    level = 0
    for lexeme in reader.lexemes[reader.at :]:
        level += (lexeme.kind in ("(", "[", "{")) - (lexeme.kind in (")", "]", "}"))
        if level == 0 or (lexeme.kind == "," and level == 1):
            break
    after = reader.following().text
    return lexeme.kind == "," or after in reader.names.points or after in reader.names.vectors


def own_arguments(reader: "Reader", parameters: tuple[str, ...], start: Lexeme) -> tuple[Expression, ...]:
    """The variables of a function that stands without arguments, which vary then in the whole row."""
    if reader.variables is not VARIABLES and not reader.variables.issuperset(parameters):
        name = reader.text[start.start : reader.previous.end]
        call = f"{name}({', '.join(parameters)})"
        message = tr("`{name}` needs its arguments here: `{call}`", name=name, call=call)
        refuse(start.start, reader.previous.end, message)
    reader.implied += tuple(name for name in parameters if name not in reader.implied)
    return tuple(Name(name) for name in parameters)


def _of_body(
    reader: "Reader",
    body: Expression | None,
    function: Lexeme | None,
    variables: tuple[str, ...],
    start: Lexeme,
) -> Expression:
    """∂/∂x of the product that follows, or of what stood above the stroke, which may have arguments."""
    e = reader.product() if body is None else body
    bound = ("x", "y", "z") if "z" in free_names(e) else ("x", "y")
    given = (
        None
        if body is None or not set(bound).issuperset(variables)
        else given_arguments(reader, bound, start)
    )
    if given is not None:
        return Partial(e, variables, given)
    if function is not None and not free_names(e) & set(variables):
        whole = reader.text[start.start : reader.previous.end]
        shown = reader.shown(function)
        message = tr("in `{whole}` nothing varies any more", whole=whole)
        partial_text = f"∂{shown}/∂{variables[0]}"
        hint = tr("The value at a point is written `{partial}(…)`", partial=partial_text)
        refuse(start.start, reader.previous.end, message, hint)
    for variable in variables:
        e = reader.record(forms.derivative_of(reader, e, variable, 1, start.start), start.start)
    return _gathered(reader, e, start)


def _gathered(reader: "Reader", e: Expression, start: Lexeme) -> Expression:
    """The derivative with as many orders at once as stand by the same variable."""
    if not isinstance(e, Derivative):
        return e
    inner = _gathered(reader, e.body, start)
    if isinstance(inner, Derivative) and inner.variable == e.variable:
        return reader.record(Derivative(inner.body, e.variable, inner.order + e.order), start.start)
    return e if inner is e.body else reader.record(Derivative(inner, e.variable, e.order), start.start)
