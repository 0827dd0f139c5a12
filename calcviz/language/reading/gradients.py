"""Gradient, Jacobian and Hessian as they are written: ∇g(3, 4), jacobian F, hessian(x^2 y)(1, 2)."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from calcviz.language.expression import Differential, Expression, Name, Operator, free_names
from calcviz.language.messages import tr
from calcviz.language.reading import partials, words
from calcviz.language.reading.cursor import refuse
from calcviz.language.reading.letters import VARIABLES
from calcviz.language.tokens import Lexeme

if TYPE_CHECKING:
    from calcviz.language.reader import Reader


def reading(operator: Operator) -> Callable[["Reader"], Expression]:
    """The reading of grad g, jacobian F(1, 2) and their kin."""
    return lambda reader: of_function(reader, operator)


def of_function(reader: "Reader", operator: Operator) -> Expression:
    """The operator that stands here, with the function or the expression behind it."""
    start = reader.now
    reader.enter()
    reader.advance()
    if reader.kind in ("end", ")", ",", "]", "}"):
        refuse(start.start, start.end, tr("{name} needs a function", name=reader.shown(start)))
    reader.mixed = reader.several = True
    named = _function(reader, reader.shown(start))
    if named is not None:
        e = _of_named(reader, operator, named, start)
    else:
        e = _of_expression(reader, operator, start)
    reader.leave()
    return reader.record(e, start.start)


def _function(reader: "Reader", operator: str) -> Lexeme | None:
    """The function of a row behind the operator, alone or in brackets; raises Unreadable for another word."""
    bracketed = reader.kind == "(" and reader.following(2).kind in (")", ",")
    now = reader.following() if bracketed else reader.now
    if now.kind != "name":
        return None
    if not isinstance(words.meanings(reader.names).get(now.text), tuple) or now.text in reader.variables:
        if not bracketed and not words.is_function(reader, now.text):
            known = now.text in reader.variables or now.text in words.meanings(reader.names)
            if known:
                hint = tr("Of an expression it is written ∇(x^2 + y^2)")
                refuse(now.start, now.end, tr("`{name}` is no function", name=reader.shown(now)), hint)
            words.refuse_unknown_function(reader)
        return None
    if bracketed and reader.following(2).kind == ",":
        name, space = reader.shown(now), " " if operator.isalpha() else ""
        message = tr(
            "the place stands in a bracket of its own: `{call}`", call=f"{operator}{space}{name}(3, 4)"
        )
        refuse(now.start, reader.following(2).end, message)
    reader.go_to(reader.at + (3 if bracketed else 1))
    return now


def _of_named(reader: "Reader", operator: Operator, function: Lexeme, start: Lexeme) -> Expression:
    """∇g of a function that a row defines; without arguments a gradient is taken at its own variables."""
    name = function.text
    found = words.meanings(reader.names)[name]
    parameters = found if isinstance(found, tuple) else ()
    _check(reader, operator, function, parameters)
    given = partials.given_arguments(reader, parameters, start)
    own = tuple(Name(parameter) for parameter in parameters)
    if given is None and operator == "gradient":
        partials.own_arguments(reader, parameters, start)
        given = own
        e = Differential(operator, Name(name), own)
        reader.whole = e
        return e
    if given is None or (operator != "gradient" and given == own):
        reader.whole = Differential(operator, Name(name))
        return reader.whole
    return Differential(operator, Name(name), given)


def _check(reader: "Reader", operator: Operator, function: Lexeme, parameters: tuple[str, ...]) -> None:
    """Raise Unreadable where this operator has no meaning for this function."""
    name, typed, several = function.text, reader.shown(function), function.text in reader.names.maps
    place = (function.start, function.end)
    if operator == "jacobian" and not several:
        message = tr(
            "`{name}` has one component; a Jacobian matrix needs a map: F(x, y) = (…, …)", name=typed
        )
        meant = f"∇{typed}" if len(parameters) > 1 else f"{typed}'"
        refuse(*place, message, tr("Its derivative is `{derivative}`", derivative=meant))
    if operator != "jacobian" and several:
        message = tr("`{name}` is a map with several components", name=typed)
        refuse(*place, message, tr("Its derivative is `{derivative}`", derivative=f"jacobian {typed}"))
    if len(parameters) == 1:
        primes = "''" if operator == "hessian" else "'"
        message = tr("`{name}` has one variable", name=typed)
        refuse(*place, message, tr("Its derivative is `{derivative}`", derivative=f"{name}{primes}"))


def _of_expression(reader: "Reader", operator: Operator, start: Lexeme) -> Expression:
    """∇(x^2 + y^2), ∇(x^2 + y^2)(3, 4): by x and y, with z where it stands in it."""
    first = reader.now.start
    body = reader.primary()
    place = (first, reader.previous.end)
    if reader.is_vector(body) != (operator == "jacobian"):
        if operator == "jacobian":
            refuse(*place, tr("a Jacobian matrix needs a map: F(x, y) = (…, …)"))
        refuse(*place, tr("a single number is expected here"))
    known = words.meanings(reader.names)
    vary = {name for name in free_names(body) & (VARIABLES | reader.variables) if known.get(name) != "number"}
    most = 3 if "z" in vary else 2
    if not vary <= {"x", "y", "z"}:
        hint = tr("Give it a name in a row: g({variables}) = …", variables=", ".join(sorted(vary)))
        refuse(*place, tr("an expression is differentiated by x, y and z here"), hint)
    if len(vary) < 2 and not _arguments_follow(reader):
        refuse(*place, tr("a function of several variables is expected here, such as x^2 + y^2"))
    given = partials.given_arguments(reader, ("x", "y", "z")[:most], start)
    e = Differential(operator, body, given or ())
    if given is None:
        reader.whole = e
    return e


def _arguments_follow(reader: "Reader") -> bool:
    return reader.kind == "("
