"""A row that asks for a derivation: steps(f'(x)), steps(∂g/∂x), steps(d/dx (x^2 sin x))."""

from dataclasses import replace

from calcviz.language.expression import (
    Apply,
    Derivative,
    Differential,
    Expression,
    Name,
    Partial,
    Question,
    free_names,
)
from calcviz.language.messages import tr
from calcviz.language.notation import text
from calcviz.language.reader import Reader
from calcviz.language.reading import calls, questions, words
from calcviz.language.reading.cursor import refuse
from calcviz.language.reading.letters import VARIABLES
from calcviz.language.reading.limits import measure
from calcviz.language.statements import LaterRow, Statement, StepsRow
from calcviz.language.vocabulary import SPELLINGS


def read_steps(reader: Reader) -> Statement:
    """The derivative behind `steps`; raises Unreadable for anything else."""
    opener = reader.following()
    reader.advance()
    reader.enter()
    reader.advance()
    start = reader.now.start
    asked = calls.whole_function(reader) or reader.expression()
    span = (start, reader.previous.end)
    reader.close(")", opener)
    reader.leave()
    reader.finish()
    if questions.holds_letters(asked):
        questions.any_value(reader)
    reader.check_missing()
    if reader.mixed:
        reader.check_kinds(asked)
    measure(asked, reader.spans, span)
    if reader.later is not None:
        return LaterRow(reader.later)
    if not _is_derivative(asked):
        hint = _instead(reader, asked)
        refuse(*span, tr("a derivative is expected here, such as f'(x) or ∂g/∂x"), hint)
    return StepsRow(_plain(reader, asked))


def _is_derivative(e: Expression) -> bool:
    derivative = isinstance(e, Derivative | Partial | Differential) or (isinstance(e, Apply) and e.order > 0)
    return derivative or (isinstance(e, Question) and e.operator == "integral")


def _plain(reader: Reader, e: Expression) -> Expression:
    """∂g/∂x for ∂g/∂x(x, y), and f'(x) for f'."""
    if isinstance(e, Apply) and not e.arguments:
        return replace(e, arguments=_own(reader, Name(e.function)))
    if isinstance(e, Partial | Differential) and e.arguments == _own(reader, e.function):
        return replace(e, arguments=())
    return e


def _own(reader: Reader, function: Expression) -> tuple[Expression, ...]:
    """The variables of a function as arguments."""
    if not isinstance(function, Name):
        return tuple(Name(each) for each in ("xyz" if "z" in free_names(function) else "xy"))
    found = words.meanings(reader.names).get(function.name)
    return tuple(Name(each) for each in found) if isinstance(found, tuple) else (Name("x"),)


def _instead(reader: Reader, e: Expression) -> str | None:
    """The derivation that may have been meant by that of a function."""
    if isinstance(e, Name | Apply):
        name = e.name if isinstance(e, Name) else e.function
        found = words.meanings(reader.names).get(name)
        if isinstance(found, tuple):
            return words.did_you_mean(steps_text(name, found, name in reader.names.maps))
        if name in SPELLINGS:
            return words.did_you_mean(f"steps({name}'(x))")
    vary = sorted(free_names(e) & VARIABLES)
    return words.did_you_mean(f"steps(d/d{vary[0]} ({text(e)}))") if len(vary) == 1 else None


def steps_text(name: str, variables: tuple[str, ...], several: bool = False) -> str:
    """The row that asks how a function is differentiated, by its first variable; `several`: a map."""
    if several:
        return f"steps(jacobian {name})"
    return f"steps({name}'({variables[0]}))" if len(variables) == 1 else f"steps(∂{name}/∂{variables[0]})"
