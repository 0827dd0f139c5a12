"""Functions with their arguments, in brackets or side by side with them: sin(2x), sin 2x, sin^2 x, f'(x)."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NoReturn

from calcviz.language.expression import (
    Apply,
    Call,
    Differential,
    Expression,
    Name,
    Number,
    Partial,
    Tuple,
)
from calcviz.language.messages import tr
from calcviz.language.problems import Hint
from calcviz.language.reading import brackets, vectors, words
from calcviz.language.reading.cursor import refuse
from calcviz.language.reading.juxtaposition import begins_factor
from calcviz.language.reading.limits import number
from calcviz.language.reading.subjects import OPERATORS
from calcviz.language.tokens import Lexeme
from calcviz.language.vocabulary import FUNCTIONS, SPELLINGS

if TYPE_CHECKING:
    from calcviz.language.reader import Reader

MAX_ORDER = 20

_INVERSES = {
    **{name: f"a{name}" for name in ("sin", "cos", "tan", "cot", "sec", "csc")},
    **{name: f"a{name}" for name in ("sinh", "cosh", "tanh", "coth", "sech", "csch")},
}
_DECIMAL_COMMA = re.compile(r"[0-9],[0-9]")
_STARTS = frozenset({"number", "name", "(", "|", "√", "∛", "⌊", "⌈", "∂", "∇", "error", "prime"})


def builtin(reader: "Reader", function: str) -> Expression:
    """A function of the language, which may stand without brackets and carry an exponent or primes."""
    start = reader.now
    reader.advance()
    if reader.kind == "prime":
        return primed(reader, function, start)
    exponent = _exponent(reader)
    if exponent == Call("negate", (Number(1),)):
        function, exponent = _inverse(reader, function, start), None
    arguments = _arguments(reader, function, start)
    if function == "log":
        function = _logarithm(reader, arguments, start)
    e: Expression = reader.record(Call(function, arguments), start.start)
    return e if exponent is None else reader.record(Call("power", (e, exponent)), start.start)


def _arguments(reader: "Reader", function: str, start: Lexeme) -> tuple[Expression, ...]:
    """The arguments of a function of the language, as many as it takes."""
    least, most = FUNCTIONS[function].arity
    name = reader.shown(start)
    if reader.kind == "(":
        bracket = reader.now
        arguments = brackets.items(reader, ")")
        if not arguments:
            refuse(start.start, start.end, tr("{name} needs an argument", name=name))
        check_count(reader, name, len(arguments), (least, most), (start, bracket))
        return tuple(arguments)
    if not _argument_begins(reader):
        refuse(start.start, start.end, tr("{name} needs an argument", name=name))
    if least > 1:
        refuse(start.start, start.end, tr("{name} needs its arguments in brackets", name=name))
    return (bare_argument(reader),)


def _argument_begins(reader: "Reader") -> bool:
    """Whether an argument without brackets stands here; a minus belongs to it in sin -x, not in sin - x."""
    if reader.kind == "-":
        return reader.following().start == reader.now.end and reader.following().kind in _STARTS
    return reader.kind in _STARTS


def bare_argument(reader: "Reader") -> Expression:
    """What belongs to a function without brackets: factors side by side, up to a sign or a function."""
    if reader.kind == "-":
        return reader.negated(lambda: bare_argument(reader))
    start = reader.now.start
    reader.enter()
    factors = [reader.power()]
    while reader.kind in _STARTS:
        if reader.kind in ("error", "prime"):
            reader.stray()
        if reader.kind == "name" and words.is_function(reader, reader.now.text):
            break
        if not begins_factor(reader, factors[-1]):
            break
        factors.append(reader.power())
    reader.leave()
    return reader.joined("multiply", factors, start)


def _exponent(reader: "Reader") -> Expression | None:
    """The exponent between a function and its argument: sin^2 x, sin² x, sin^-1 x."""
    if reader.kind == "super":
        return reader.raised()
    if reader.kind != "^":
        return None
    reader.enter()
    reader.advance()
    exponent = reader.exponent()
    reader.leave()
    return exponent


def _inverse(reader: "Reader", function: str, start: Lexeme) -> str:
    """The inverse that sin^-1 means, with a remark that it is not 1/sin."""
    name = reader.shown(start)
    inverse = _INVERSES.get(function)
    if inverse is None:
        message = tr("`{name}^-1` can be read in two ways", name=name)
        refuse(start.start, reader.previous.end, message, tr("1/{name}(x) is always clear", name=name))
    message = tr("inverse, not 1/{name}", name=name)
    reader.hints.append(Hint(start.start, reader.previous.end, message))
    return inverse


def _logarithm(reader: "Reader", arguments: tuple[Expression, ...], start: Lexeme) -> str:
    """The function that log is here; raises Unreadable for a base that is none."""
    if len(arguments) == 1:
        return "ln" if reader.names.natural_log else "log"
    base = arguments[1]
    if isinstance(base, Number) and base.value in (0, 1):
        message = tr("{base} is not a base of logarithms", base=base.value)
        refuse(start.start, reader.previous.end, message)
    return "log"


def logarithm(reader: "Reader", index: str) -> Expression:
    """log_2 x, log_a(x): the logarithm with its base written below."""
    start, at = reader.now, reader.at
    base: Expression
    if index.isdecimal():
        base = number(index, start.start, start.end)
    elif len(index) == 1:
        base = words.letter(reader, index)
    else:
        words.unknown(reader)
    reader.go_to(at + 1)
    if reader.kind == "(":
        argument = brackets.within(reader, ")", reader.value)
    elif _argument_begins(reader):
        argument = bare_argument(reader)
    else:
        refuse(start.start, start.end, tr("{name} needs an argument", name=reader.shown(start)))
    arguments = (argument, base)
    return reader.record(Call(_logarithm(reader, arguments, start), arguments), start.start)


def primed(reader: "Reader", function: str, start: Lexeme) -> Expression:
    """sin'(x): a derivative of a function of the language."""
    order = primes(reader)
    if reader.kind != "(":
        refuse(start.start, reader.previous.end, tr("{name} needs an argument", name=reader.shown(start)))
    bracket = reader.now
    arguments = brackets.items(reader, ")")
    check_count(reader, reader.shown(start), len(arguments), (1, 1), (start, bracket))
    return reader.record(Apply(function, order, tuple(arguments)), start.start)


def defined(reader: "Reader", name: str, parameters: tuple[str, ...]) -> Expression:
    """A function that a row defines: f(x), f'(x), f^2(x); g(P) for the coordinates of a point."""
    start = reader.now
    reader.advance()
    order = primes(reader)
    exponent = None if order else _exponent(reader)
    if exponent == Call("negate", (Number(1),)):
        _inverse(reader, name, start)
    if order and len(parameters) > 1:
        refuse_derivative(reader, name, parameters, parameters[0], start.start)
    if reader.kind != "(":
        message = tr("{name} needs an argument", name=reader.text[start.start : reader.previous.end])
        refuse(start.start, reader.previous.end, message, did_you_mean_call(name, order, parameters))
    arguments = arguments_of(reader, name, len(parameters), start)
    e: Expression = reader.record(Apply(name, order, arguments), start.start)
    if name in reader.names.maps:
        reader.mixed = reader.several = True
    return e if exponent is None else reader.record(Call("power", (e, exponent)), start.start)


def arguments_of(reader: "Reader", name: str, count: int, start: Lexeme) -> tuple[Expression, ...]:
    """The arguments in the bracket that stands here: `count` of them, or a point or a vector for all."""
    bracket = reader.now
    arguments = brackets.items(reader, ")")
    if count > 1 and len(arguments) == 1:
        (only,) = arguments
        if isinstance(only, Tuple):
            arguments = list(only.items)
        elif reader.is_vector(only) and not vectors.is_matrix(only):
            return (only,)
    check_count(reader, name, len(arguments), (count, count), (start, bracket))
    return tuple(arguments)


def refuse_derivative(
    reader: "Reader", name: str, parameters: tuple[str, ...], variable: str, start: int
) -> NoReturn:
    """Say that a function of several variables has partial derivatives, and no f'."""
    message = tr("`{name}` has {count} variables", name=name, count=len(parameters))
    meant = f"∂{name}/∂{variable if variable in parameters else parameters[0]}"
    hint = tr("Its derivatives are written `{partial}`", partial=meant)
    refuse(start, reader.previous.end, message, hint)


def did_you_mean_call(name: str, order: int, parameters: tuple[str, ...]) -> str:
    """The hint that shows a function with its arguments."""
    shown = "x" if len(parameters) == 1 else ", ".join(parameters)
    return words.did_you_mean(f"{name}{chr(39) * order}({shown})")


def primes(reader: "Reader") -> int:
    """How many primes stand here; steps over them."""
    if reader.kind != "prime":
        return 0
    now = reader.now
    if len(now.text) > MAX_ORDER:
        refuse(now.start, now.end, order_sentence())
    reader.advance()
    return len(now.text)


def order_sentence() -> str:
    """What is said of an order of derivatives that is out of range."""
    return tr("the order of a derivative is a whole number from 1 to {most}", most=MAX_ORDER)


def check_count(
    reader: "Reader",
    name: str,
    given: int,
    arity: tuple[int, int | None],
    place: tuple[Lexeme, Lexeme],
) -> None:
    """Raise Unreadable when a function has too few or too many arguments; `place` is its name and bracket."""
    least, most = arity
    if given >= least and (most is None or given <= most):
        return
    if most is None:
        message = tr(
            "{name} takes at least {least} arguments, not {given}", name=name, least=least, given=given
        )
    elif least == most == 1:
        message = tr("{name} takes one argument, not {given}", name=name, given=given)
    elif least == most:
        message = tr("{name} takes {least} arguments, not {given}", name=name, least=least, given=given)
    else:
        message = tr(
            "{name} takes {least} to {most} arguments, not {given}",
            name=name,
            least=least,
            most=most,
            given=given,
        )
    inside = reader.text[place[1].end : reader.previous.start]
    whole, comma, decimals = inside.partition(",")
    one = given == 2 and comma and whole.isdecimal() and decimals.isdecimal()
    decimal = one or (most is not None and given == most + 1 and _DECIMAL_COMMA.search(inside))
    hint = tr("a decimal point is written `.`") if decimal else None
    refuse(place[0].start, reader.previous.end, message, hint)


def whole_function(reader: "Reader") -> Expression | None:
    """A function without arguments as a whole argument of a command: f, f', abs; None where none stands."""
    if reader.kind in ("∂", "∇") or reader.now.text in OPERATORS:
        return _whole_operator(reader)
    now, after = reader.now, reader.following()
    if now.kind != "name" or not words.is_function(reader, now.text):
        return None
    last = reader.following(2) if after.kind == "prime" else after
    if last.kind not in (",", ")"):
        return None
    known = words.meanings(reader.names).get(now.text)
    name = now.text if isinstance(known, tuple) else SPELLINGS[now.text]
    reader.advance()
    order = primes(reader)
    return Apply(name, order, ()) if order else Name(name)


def _whole_operator(reader: "Reader") -> Expression | None:
    """∂g/∂x, ∇g without arguments as a whole argument; None where more than that stands here."""
    first, outside, names = reader.at, reader.implied, dict(reader.missing)
    e = reader.primary()
    if reader.kind in (",", ")") and e is reader.whole and isinstance(e, Apply | Partial | Differential):
        reader.implied = outside
        return replace(e, arguments=())
    reader.implied, reader.missing = outside, names
    reader.go_to(first)
    return None
