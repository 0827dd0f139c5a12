"""From the texts of a document to its scene: names to objects, in order, with their problems."""

import logging
from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from calcviz.language.expression import Apply, Expression, Name, rebound, walk
from calcviz.language.messages import tr, translated
from calcviz.language.problems import Problem
from calcviz.language.rows import head, read_row
from calcviz.language.statements import (
    CommandRow,
    CurveRow,
    Empty,
    FieldRow,
    FunctionRow,
    Head,
    LaterRow,
    ListRow,
    MapRow,
    Note,
    NumberRow,
    OverYRow,
    PointRow,
    PolarRow,
    QuestionRow,
    Reading,
    RelationRow,
    Statement,
    StepsRow,
    ValueRow,
    VectorRow,
)
from calcviz.scene.build import build
from calcviz.scene.defining import names_of
from calcviz.scene.document import Document, Row
from calcviz.scene.expand import Definition, Derived, Expander, Impossible, Task
from calcviz.scene.families import Families, lists_within, with_members
from calcviz.scene.item import Item
from calcviz.scene.naming import name_beside, names_in, written_name
from calcviz.scene.numbers import number_values
from calcviz.scene.order import dependency_order
from calcviz.scene.scene import Scene

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Read:
    """A row with what reading it gave."""

    row: Row
    head: Head | None
    reading: Reading


def resolve(
    document: Document, previous: Scene | None = None, done: Mapping[Task, Derived] | None = None
) -> Scene:
    """What the rows mean together. Items that did not change are the same objects as in `previous`.

    Where `done` is given, derivatives that may take long and are not in it are left `unfinished`: take
    them elsewhere with `derive`, add them to `done` and resolve again.
    """
    names = names_of(document)
    read = [_Read(row, head(row.text), read_row(row.text, names)) for row in document.rows]
    read = _without_repetitions(read)
    needs = {each.head.name: _uses(each.reading.statement) for each in read if each.head}
    order, circular = dependency_order(needs)
    read = [_refuse_circle(each, circular, needs) for each in read]
    expander = _expander(read, order, done)
    statements = {
        each.head.name: each.reading.statement
        for each in read
        if each.head and isinstance(each.reading.statement, NumberRow | PointRow | ListRow)
    }
    within = lists_within(part for each in read for part in _expressions(each.reading.statement))
    numbers, expressions, failures = number_values(statements, order, expander, within)
    lists = {name: row.items for name, row in statements.items() if isinstance(row, ListRow)}
    families = {name: items for name, items in (lists | within).items() if name in numbers}
    known = _Known(expander, numbers, expressions, failures, families)
    items = tuple(_item(each, known) for each in read)
    kept = {item.row.id: item for item in previous.items} if previous else {}
    items = tuple(kept[i.row.id] if kept.get(i.row.id) == i else i for i in items)
    return Scene(items, numbers, expressions, tuple(expander.unfinished), families)


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of all names when the rows are built."""

    expander: Expander
    numbers: dict[str, float]
    expressions: dict[str, Expression]
    failures: dict[str, Problem]
    families: Families


def _uses(statement: Statement | None) -> frozenset[str]:
    parts = _expressions(statement)
    used = {node.name for part in parts for node in walk(part) if isinstance(node, Name)}
    used |= {node.function for part in parts for node in walk(part) if isinstance(node, Apply)}
    return frozenset(used - set(_bound(statement)))


def _bound(statement: Statement | None) -> tuple[str, ...]:
    """The variables of a function, which are no names of other rows."""
    if isinstance(statement, FunctionRow | CurveRow):
        return (statement.variable,)
    return statement.variables if isinstance(statement, FieldRow | MapRow) else ()


def _expressions(statement: Statement | None) -> tuple[Expression, ...]:
    match statement:
        case FunctionRow() | FieldRow():
            return (statement.body,)
        case MapRow():
            return statement.components
        case NumberRow(_, value, low, high, step):
            return (value, *_given(low, high, step))
        case PointRow():
            return statement.coordinates
        case (
            VectorRow(_, value) | ValueRow(value) | StepsRow(value) | QuestionRow(value) | RelationRow(value)
        ):
            return (value,)
        case OverYRow(body):
            return (body,)
        case CurveRow(_, _, components, low, high):
            return (*components, *_given(low, high))
        case PolarRow(body, low, high):
            return (body, *_given(low, high))
        case ListRow(_, items):
            return items
        case CommandRow():
            return statement.positional + tuple(value for _, value in statement.named)
    return ()


def _given(*parts: Expression | None) -> tuple[Expression, ...]:
    """Those that were written."""
    return tuple(part for part in parts if part is not None)


def _without_repetitions(read: list[_Read]) -> list[_Read]:
    seen: Counter[str] = Counter()
    taken: frozenset[str] = frozenset()
    answer = []
    for number, each in enumerate(read, start=1):
        name = each.head.name if each.head else None
        if name and seen[name]:
            message = tr("`{name}` is defined in row {number} already", name=name, number=seen[name])
            taken = taken or names_in(each.row.text for each in read)
            each = _Read(each.row, None, Reading(None, _taken(each, message, taken)))
        elif name:
            seen[name] = number
        answer.append(each)
    return answer


def _taken(read: _Read, message: str, taken: frozenset[str]) -> Problem:
    """The problem of a name that another row has, with one that is free."""
    found = written_name(read.row.text)
    if found is None or read.head is None:
        return Problem(0, len(read.row.text), message, tr("Choose another name"))
    free = name_beside(found[0], read.head, taken)
    hint = tr("Choose another name, such as `{name}`", name=free)
    return Problem(*found.span(), message, hint, instead=free)


def _refuse_circle(each: _Read, circular: set[str], needs: dict[str, frozenset[str]]) -> _Read:
    if each.head is None or each.head.name not in circular or each.reading.statement is None:
        return each
    name = each.head.name
    others = sorted((needs[name] & circular) - {name})
    if others:
        message = tr("`{name}` and `{other}` are defined by each other", name=name, other=others[0])
    else:
        message = tr("`{name}` is defined by itself", name=name)
    return replace(each, reading=Reading(None, Problem(0, len(name), message)))


def _expander(read: list[_Read], order: list[str], done: Mapping[Task, Derived] | None) -> Expander:
    values = {each.head.name for each in read if each.head and each.head.kind != "function"}
    definitions: dict[str, Definition] = {}
    broken: dict[str, str] = {}
    points: dict[str, int] = {}
    vectors: dict[str, Expression] = {}
    for each in read:
        statement = each.reading.statement
        if each.head is None or (
            each.head.kind in ("number", "list") and not isinstance(statement, VectorRow)
        ):
            continue
        if isinstance(statement, FunctionRow | FieldRow | MapRow | CurveRow):
            definitions[each.head.name] = _definition(statement, values)
        elif isinstance(statement, PointRow):
            points[each.head.name] = len(statement.coordinates)
        elif isinstance(statement, VectorRow):
            vectors[each.head.name] = statement.value
        else:
            broken[each.head.name] = tr("the row of `{name}` has a problem", name=each.head.name)
    expander = Expander(definitions, broken, done, points, vectors)
    for each in read:
        if each.head and isinstance(row := each.reading.statement, CurveRow):
            expander.ranges[each.head.name] = row.low, row.high, row.left_out
    expander.prepare(name for name in order if name in definitions or name in vectors)
    return expander


def _definition(statement: FunctionRow | FieldRow | MapRow | CurveRow, values: Collection[str]) -> Definition:
    """The function of a row; a variable called like a number of another row gets a name of its own.

    Otherwise g(a) = f(a) would take for its own a the number a that f is made of.
    """
    body = statement.body
    variables = []
    for variable in _bound(statement):
        if variable in values:
            body, variable = rebound(body, variable, f"{variable}′"), f"{variable}′"
        variables.append(variable)
    return Definition(tuple(variables), body)


def _item(each: _Read, known: _Known) -> Item:
    row, statement, reading = each.row, each.reading.statement, each.reading
    match statement:
        case None:
            return Item(row, "problem", problem=reading.problem, hints=reading.hints)
        case Empty():
            return Item(row, "empty", statement)
        case Note():
            return Item(row, "note", statement)
        case LaterRow(subject):
            message = tr("not yet: {subject}", subject=translated(subject))
            hint = tr("a later version of CalcViz draws and computes this")
            return Item(row, "problem", statement, Problem(0, len(row.text), message, hint, later=True))
    if isinstance(statement, NumberRow | ListRow) and statement.name in known.failures:
        return Item(row, "problem", statement, known.failures[statement.name], reading.hints)
    if lost := known.failures.keys() & lists_within(_expressions(statement)).keys():
        said = known.failures[min(lost)].message
        return Item(row, "problem", statement, Problem(0, len(row.text), said), reading.hints)
    try:
        item = build(row, statement, reading.hints, known.expander, known.numbers)
        return with_members(item, known.numbers, known.expressions, known.families)
    except Impossible as reason:
        problem = Problem(*(reason.place or (0, len(row.text))), str(reason), reason.hint)
    except Exception:  # a mistake of ours: it costs one row its meaning, not a person the others
        log.exception("a row could not be understood")
        problem = Problem(0, len(row.text), tr("this could not be understood"))
    return Item(row, "problem", statement, problem, reading.hints)
