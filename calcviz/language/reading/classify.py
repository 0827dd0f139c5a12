"""What kind of row an expression makes: by its relations and by the variables in it."""

from typing import NoReturn

from calcviz.language.expression import (
    Apply,
    Comparison,
    Differential,
    Expression,
    Logic,
    Name,
    Piecewise,
    Question,
    Sequence,
    Tuple,
    free_names,
    walk,
)
from calcviz.language.messages import tr
from calcviz.language.notation import text
from calcviz.language.reader import Reader
from calcviz.language.reading import brackets, questions, ranges, subjects, vectors, words
from calcviz.language.reading.cursor import refuse
from calcviz.language.reading.letters import VARIABLES
from calcviz.language.reading.limits import measure
from calcviz.language.statements import (
    FieldRow,
    FunctionRow,
    LaterRow,
    ListRow,
    MapRow,
    NumberRow,
    OverYRow,
    PointRow,
    QuestionRow,
    RelationRow,
    Statement,
    ValueRow,
    VectorRow,
)

_ORDER = ("x", "y", "z", "t", "r", "theta")
_ALONE = ("x", "t", "theta", "r")  # the variables a bare expression can be a graph over


def defined_function(reader: Reader, name: str, parameters: tuple[str, ...]) -> Statement:
    """f(x) = …, from behind the equals sign."""
    body = _body(reader)
    reader.check(body)
    if isinstance(body, Comparison | Logic):
        _refuse_condition(reader, body)
    if reader.later is not None:
        return LaterRow(reader.later)
    if reader.is_vector(body):
        return _vector(reader, body, name, parameters)
    if len(parameters) > 1:
        _refuse_several(reader, body)
        return FieldRow(name, parameters, body)
    if name == "r":
        return ranges.polar(body)
    return FunctionRow(name, parameters[0], body)


def _vector(reader: Reader, e: Expression, name: str | None, variables: tuple[str, ...]) -> Statement:
    """A row with several components that depend on variables: a map, or a curve in one variable."""
    found = vectors.components(e, reader.names)
    itself = isinstance(e, Apply) and e.order == 0 and e.arguments == tuple(map(Name, variables))
    if isinstance(e, Apply) and itself and name is None:
        message = tr("`{name}` is a map with several components", name=e.function)
        refuse(*_span(reader, e), message, tr("Its own row shows it"))
    if found is None and (isinstance(e, Tuple) or vectors.is_matrix(e)):
        refuse(*_span(reader, e), tr("the components of this cannot be told: write them as (…, …)"))
    if found is None:
        found = (e,)
    if len(variables) == 1:
        if len(found) > 3:
            refuse(*_span(reader, e), tr("a curve has two components, or three in space"))
        return ranges.curve(name, variables[0], found)
    return MapRow(name, variables, found)


def _matrix(reader: Reader, e: Expression, varies: bool) -> ValueRow:
    """A matrix at a point, or all by itself the one of functions: jacobian F."""
    alone = isinstance(e, Differential) and not e.arguments
    open_ones = any(isinstance(node, Differential) and not node.arguments for node in walk(e))
    if not alone and (varies or open_ones):
        message = tr("a matrix is computed at a point: {example}", example="`hessian g(1, 2)`")
        refuse(*_span(reader, e), message)
    return ValueRow(e)


def _point(reader: Reader, name: str | None, e: Tuple) -> PointRow:
    """A point in the plane or in space; several where a list of numbers is a coordinate."""
    lists = [item for item in e.items if isinstance(item, Sequence) and _is_of_numbers(reader, item)]
    for item in e.items:
        if item not in lists:
            _refuse_several(reader, item)
    if len(lists) > 1:
        _refuse_lists(reader, e)
    if len(e.items) > 3:
        refuse(*_span(reader, e), tr("a point has two coordinates, or three in space"))
    return PointRow(name, *e.items)


def _is_of_numbers(reader: Reader, e: Sequence) -> bool:
    return bool(e.items) and not any(isinstance(x, Sequence) or reader.is_vector(x) for x in e.items)


def _refuse_lists(reader: Reader, e: Tuple) -> None:
    """Two lists in one point leave open which numbers belong together; raises Unreadable."""
    listed = [item.items if isinstance(item, Sequence) else None for item in e.items]
    count = min(len(items) for items in listed if items is not None)
    pairs = zip(*(items or (item,) * count for items, item in zip(listed, e.items, strict=True)))
    meant = Sequence(tuple(Tuple(pair) for pair in pairs))
    message = tr("two lists stand in this point: which numbers belong together?")
    refuse(*_span(reader, e), message, tr("Write the points: {points}", points=text(meant)))


def _span(reader: Reader, e: Expression) -> tuple[int, int]:
    """Where e stands; the whole row where that was not kept."""
    return reader.spans.get(id(e), (reader.lexemes[0].start, reader.lexemes[-1].end))


def defined_value(reader: Reader, name: str, start: int) -> Statement:
    """a = 1.5 in [-5, 5] step 0.1, P = (1, 2), D = […]; from behind the equals sign."""
    first = reader.now.start
    value = reader.expression()
    span, behind = (first, reader.previous.end), reader.now.start
    low = high = step = None
    if _take_word(reader, "in"):
        low, high = _range(reader)
    if _take_word(reader, "step"):
        step = reader.value()
    extras = [e for e in (low, high, step) if e is not None]
    for e in extras:
        measure(e, reader.spans, span)
    if name in reader.missing and len(reader.missing) == 1:
        refuse(*reader.missing[name], tr("`{name}` cannot be defined by itself", name=name))
    reader.check(value)
    if reader.later is not None:
        return LaterRow(reader.later)
    if isinstance(value, Comparison | Logic):
        _refuse_condition(reader, value)
    its_range = (behind, reader.previous.end) if extras else None
    if its_range is not None and isinstance(value, Sequence | Tuple):
        refuse(*its_range, tr("only a number has a range, and is a slider"))
    if isinstance(value, Sequence):
        return ListRow(name, value.items)
    vary = sorted(_variables(reader, *(value, *extras)))
    if vary:
        typed = reader.text[start : start + len(name)] if len(name) == 1 else name
        message = tr("`{name}` depends on `{variable}`, so it is a function", name=typed, variable=vary[0])
        refuse(*span, message, tr("Write {name}({variables}) = …", name=typed, variables=", ".join(vary)))
    if isinstance(value, Tuple):
        return _point(reader, name, value)
    if reader.is_vector(value):
        return _named_vector(reader, name, value, its_range)
    _refuse_several(reader, value)
    return NumberRow(name, value, low, high, step)


def _named_vector(
    reader: Reader, name: str, value: Expression, its_range: tuple[int, int] | None
) -> VectorRow:
    """v = ∇g(1, 2); a matrix has no name, and a vector no range."""
    if vectors.is_matrix(value):
        message = tr("a matrix has no name: a name stands for a number, a point or a vector")
        refuse(*_span(reader, value), message, tr("Without the name this row is computed"))
    if its_range is not None:
        message = tr("a vector has no range: only a number is a slider")
        refuse(*its_range, message, tr("Put the slider into the vector: 2a*∇g(1, 2)"))
    return VectorRow(name, value)


def _take_word(reader: Reader, word: str) -> bool:
    """Step over a keyword if it stands here."""
    if reader.kind != "keyword" or reader.now.text != word:
        return False
    reader.advance()
    return True


def _range(reader: Reader) -> tuple[Expression, Expression]:
    """[-5, 5] behind `in`."""
    start = reader.now
    if reader.kind != "[":
        refuse(start.start, start.end, tr("a range is written [-5, 5]"))
    items = brackets.items(reader, "]")
    if len(items) != 2:
        refuse(start.start, reader.previous.end, tr("a range is written [-5, 5]"))
    low, high = items
    return low, high


def classify(reader: Reader) -> Statement:
    """A row that defines no name: an equation, a region, a graph, a point, a value."""
    e = _body(reader)
    if questions.holds_letters(e):
        questions.any_value(reader)
    reader.check(e)
    if reader.later is not None:
        return LaterRow(reader.later)
    if isinstance(e, Comparison):
        return _relation(reader, e)
    if isinstance(e, Logic):
        return ranges.joined(e) or _holds(reader, e)
    return _bare(reader, e)


def _body(reader: Reader) -> Expression:
    """An expression with its restrictions: sin(x), 0 <= x <= 3; sin(x) for 0 <= x <= 3."""
    start = reader.now.start
    e = reader.expression()
    while True:
        if reader.kind == ",":
            reader.decimal_comma()
        elif not (reader.kind == "keyword" and reader.now.text in ("for", "if")):
            return e
        reader.advance()
        e = _restricted(reader, e, _within(reader) or reader.condition())
        reader.record(e, start)


def _within(reader: Reader) -> Expression | None:
    """t in [0, 2pi] as a condition; None where something else stands."""
    now, after = reader.now, reader.following()
    if now.kind != "name" or after.kind != "keyword" or after.text != "in":
        return None
    inside = reader.value()  # not just the name: a point has no range
    reader.advance()
    low, high = _range(reader)
    reader.mixed = True
    return reader.record(Comparison((low, inside, high), ("<=", "<=")), now.start)


def _restricted(reader: Reader, e: Expression, condition: Expression) -> Expression:
    """e where the condition holds; in an equation y = … the right side is meant."""
    if isinstance(e, Logic) and e.operator == "and":
        return Logic("and", (*e.operands, condition))
    if isinstance(e, Logic) or (isinstance(e, Comparison) and (not _is_solved(e) or _is_solved(condition))):
        return Logic("and", (e, condition))
    if isinstance(e, Comparison):
        left, right = e.operands
        return Comparison((left, Piecewise(((right, condition),))), e.relations)
    return brackets.restricted(e, condition)


def _is_solved(e: Expression) -> bool:
    """Whether e is an equation for one letter: y = …"""
    return isinstance(e, Comparison) and e.relations == ("=",) and isinstance(e.operands[0], Name)


def _variables(reader: Reader, *parts: Expression) -> frozenset[str]:
    """The variables that the parts depend on; sliders with the name of one are none."""
    known = words.meanings(reader.names)
    names = frozenset().union(*(free_names(e) for e in parts))
    own = frozenset(name for name in names & VARIABLES if known.get(name) != "number")
    return own | names.intersection(reader.implied)


def _ordered(reader: Reader, vary: frozenset[str]) -> tuple[str, ...]:
    """The variables of a row in their order: as a function without arguments has them, else x, y, z …"""
    first = [name for name in reader.implied if name in vary]
    return (*first, *(name for name in _ORDER if name in vary and name not in first))


def _holds(reader: Reader, e: Expression) -> Statement:
    """A relation that is drawn where it holds."""
    if "z" in _variables(reader, e):
        return LaterRow(subjects.IMPLICIT_SURFACE)
    return RelationRow(e)


def _refuse_condition(reader: Reader, e: Expression) -> NoReturn:
    """Say that a number should stand in place of this condition; raises Unreadable."""
    words.refuse_kind(*_span(reader, e), False)


def _relation(reader: Reader, e: Comparison) -> Statement:
    """An equation or an inequality."""
    left, right = e.operands[0], e.operands[-1]
    if e.relations == ("=",) and isinstance(left, Name):
        inside = _variables(reader, right)
        single = _solved(reader, left.name, right, inside)
        if single is not None:
            return single
    return _holds(reader, e)


_SOLVED = {
    "y": frozenset(("x",)),
    "x": frozenset(("y",)),
    "r": frozenset(("theta",)),
    "z": frozenset(("x", "y")),
}
"""The letters for which an equation may be solved, and what may stand on its other side then."""


def _solved(reader: Reader, left: str, right: Expression, inside: frozenset[str]) -> Statement | None:
    """y = …, x = …, r = …, z = … with the other variables on the right; None for another equation."""
    of_time = left == "y" and inside == {"t"}
    if not of_time and (left not in _SOLVED or not inside <= _SOLVED[left]):
        return None
    if not (isinstance(right, Sequence) and _is_of_numbers(reader, right)):  # each of them makes a curve
        _refuse_several(reader, right)
    if left == "y":
        return FunctionRow(None, "t" if of_time else "x", right, written_y=True)
    if left == "x":
        return OverYRow(right)
    if left == "r":
        return ranges.polar(right)
    return FieldRow(None, ("x", "y"), right, written_z=True)


def _refuse_several(reader: Reader, e: Expression) -> None:
    """Raise Unreadable for a vector or a list."""
    if isinstance(e, Sequence) or reader.is_vector(e):
        refuse(*_span(reader, e), tr("a single number is expected here"))


def _bare(reader: Reader, e: Expression) -> Statement:
    """An expression by itself."""
    vary = _variables(reader, e)
    if isinstance(e, Sequence):
        return ListRow(None, e.items)
    if isinstance(e, Question) and (e.operator == "solve" or not (e.bound and vary.difference(e.bound))):
        return QuestionRow(e)
    if reader.several and vectors.is_matrix(e):
        return _matrix(reader, e, bool(vary))
    if vary and reader.is_vector(e):
        return _vector(reader, e, None, _ordered(reader, vary))
    if isinstance(e, Tuple):
        return _point(reader, None, e)
    if not vary:
        return ValueRow(e)
    if len(vary) == 1:
        (variable,) = vary
        return FunctionRow(None, variable, e) if variable in _ALONE else OverYRow(e)
    return FieldRow(None, _ordered(reader, vary), e)
