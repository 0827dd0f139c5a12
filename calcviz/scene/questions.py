"""Rows that ask exact calculus: integrals, limits, sums, solutions, series, simplifications."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite

from calcviz.language.expression import Expression, Question, free_names, substitute
from calcviz.language.messages import tr
from calcviz.language.notation import number_expression
from calcviz.language.statements import QuestionRow
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.real import real_function
from calcviz.scene.concept import REGISTER
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Item
from calcviz.scene.numbers import needed, value_among

DRAWN = ("integral", "series", "simplify")
"""What answers with a function, which is drawn."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was found of a question so far: by numbers, which come first, and by the symbolic process."""

    numeric: Answer | None = None
    symbolic: Answer | None = None

    @property
    def best(self) -> Answer | None:
        """What is shown: the symbolic answer where there is one, else the numeric one."""
        if self.symbolic is None or (self.symbolic.standing == "unknown" and self.numeric is not None):
            return self.numeric
        return self.symbolic

    @property
    def open(self) -> bool:
        """Whether more may come."""
        return self.numeric is None or self.symbolic is None


Answers = Mapping[Question, Known]


def question(item: Item, statement: QuestionRow, expander: Expander, numbers: Mapping[str, float]) -> Item:
    """The item with the question written out; the names of other numbers stay in it."""
    asked = written_out(statement.asked, expander)
    needs = needed(free_names(asked) - set(asked.variables), numbers)
    return replace(item, kind="question", asks=asked, needs=needs)


def written_out(asked: Question, expander: Expander) -> Question:
    """The question with the functions of other rows written out; raises Impossible."""
    body = expander.expand(asked.body)
    arguments = tuple(expander.number(part) for part in asked.arguments)
    return replace(asked, body=body, arguments=arguments)


def closed(asked: Question, numbers: Mapping[str, float], expressions: Mapping[str, Expression]) -> Question:
    """The question with a number for every name of another row: exactly as written, unless it was dragged."""
    names = free_names(asked) - set(asked.variables)
    values = {name: _number(name, numbers, expressions) for name in names}
    found = substitute(asked, values) if values else asked
    assert isinstance(found, Question)
    return found


def _number(name: str, numbers: Mapping[str, float], expressions: Mapping[str, Expression]) -> Expression:
    now, e = numbers[name], expressions[name]
    if not isfinite(now):
        raise Impossible(tr("the row of `{name}` has a problem", name=name))
    if value_among(e, numbers) != now:
        return number_expression(now)
    inner = free_names(e)
    return substitute(e, {each: _number(each, numbers, expressions) for each in inner}) if inner else e


def answered(
    item: Item, answers: Answers, numbers: Mapping[str, float], expressions: Mapping[str, Expression]
) -> Item:
    """The item with its closed question, what is known of it, and the curve that the answer is."""
    assert item.asks is not None
    try:
        asked = closed(item.asks, numbers, expressions)
    except Impossible as reason:
        why = str(reason)
        return replace(item, question=None, answer=None, asking=False, concept=None, reason=why)
    known = answers.get(asked, Known())
    best, asking = known.best, known.open
    if (item.question, item.answer, item.asking) == (asked, best, asking):
        return item
    missing = None if best is None else best.reason
    made = replace(item, question=asked, answer=best, asking=asking, reason=missing)
    return _drawn(made, asked, best)


def _drawn(item: Item, asked: Question, answer: Answer | None) -> Item:
    """The item with the graph of the function that was found."""
    one = answer is not None and len(answer.results) == 1 and asked.operator in DRAWN
    result = answer.results[0] if answer is not None and one else None
    free = free_names(result) if result is not None else frozenset()
    if result is None or len(free) > 1 or asked.bound:
        return replace(item, concept=None, command=None)
    variable = next(iter(free), (*asked.variables, "x")[0])
    concept = REGISTER["graph"].make(real_function(result, variable, {}))
    return replace(item, concept=concept, command="graph")
