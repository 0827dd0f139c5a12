"""Rows that ask exact calculus: integrals, limits, sums, solutions, series, simplifications."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from math import isfinite

from calcviz.language.expression import (
    Apply,
    Comparison,
    Expression,
    Name,
    Question,
    conjuncts,
    free_names,
    rebound,
    substitute,
)
from calcviz.language.messages import tr
from calcviz.language.notation import number_expression
from calcviz.language.problems import Hint
from calcviz.language.reading.letters import VARIABLES
from calcviz.language.reading.questions import holds_letters
from calcviz.language.typeset import latex
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.real import RealFunction, real_function
from calcviz.scene.concept import REGISTER
from calcviz.scene.expand import Expander, Impossible
from calcviz.scene.item import Item
from calcviz.scene.numbers import needed, value_among
from calcviz.scene.solutions import drawable

DRAWN = ("integral", "series", "simplify")
"""What answers with a function, which is drawn."""

PROVEN = ("undefined", "diverges")
"""Answers by numbers that nothing can better."""

_ASIDE = "′"
"""Behind the variable of a question that is called like a number of another row, while both stand in it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What was found of a question so far: by numbers, which come first, and by the symbolic process."""

    numeric: Answer | None = None
    symbolic: Answer | None = None

    @property
    def best(self) -> Answer | None:
        """What is shown: the symbolic answer where there is one, else the numeric one."""
        if self.symbolic is None:
            return self.numeric
        if self.symbolic.standing != "unknown" or self.numeric is None:
            return self.symbolic
        if self.numeric.standing == "unknown":
            return replace(self.symbolic, reason=self.symbolic.reason or self.numeric.reason)
        said = tr("; ").join(filter(None, (self.numeric.remark, self.symbolic.reason)))
        return replace(self.numeric, remark=said or None, given_up=self.symbolic.given_up)

    @property
    def open(self) -> bool:
        """Whether more may come: what numbers prove needs no symbols."""
        return self.numeric is None or (self.symbolic is None and self.numeric.standing not in PROVEN)


Answers = Mapping[Question, Known]


def question(item: Item, asked: Question, expander: Expander, numbers: Mapping[str, float]) -> Item:
    """The item with the question written out; the names of other numbers stay in it."""
    said, stated = question_latex(asked), asked
    asked = written_out(asked, expander, numbers)
    names = free_names(asked) - set(asked.variables)
    needs = needed(names - _varying(asked, numbers), numbers)
    on = _graph(stated, expander, numbers)
    return replace(item, kind="question", latex=said, asks=asked, needs=needs, on=on)


def _graph(asked: Question, expander: Expander, numbers: Mapping[str, float]) -> RealFunction | None:
    """The function of another row that an equation is about: f of f(x) = 2; None for any other question."""
    if asked.operator != "solve" or len(asked.variables) != 1 or not isinstance(asked.body, Comparison):
        return None
    for side in asked.body.operands:
        if isinstance(side, Apply) and side.arguments == (Name(asked.variables[0]),):
            name, order = side.function, side.order
            try:
                body, variable, called = expander.function(Apply(name, order, ()) if order else Name(name))
            except Impossible:
                continue
            if free_names(body) - {variable} <= numbers.keys():
                return real_function(body, variable, numbers, called)
    return None


def with_steps(item: Item) -> Item:
    """The item of a row steps(∫ …) with the way to its antiderivative, or the remark that there is none.

    Of a definite integral the way goes on to its value.
    """
    from calcviz.maths.calculus.ends import ends  # few rows ask for them
    from calcviz.maths.calculus.integration import steps
    from calcviz.maths.derivatives.derivation import Derivation

    asked = item.asks
    assert asked is not None and asked.operator == "integral"
    single = len(asked.variables) == 1
    found = steps(asked.body, asked.variables[0]) if single else ()
    if found:
        whole = Question("integral", asked.body, asked.variables)
        last = ends(asked) if asked.arguments else ()
        derivations = (Derivation(whole, found), *([Derivation(asked, last)] if last else []))
        return replace(item, derivations=derivations)
    said = tr("the rules that CalcViz shows line by line lead to no antiderivative here")
    return replace(item, hints=(*item.hints, Hint(0, len(item.row.text), said)))


def question_latex(asked: Question) -> str:
    """What is asked, as a textbook writes it before the answer: of an equation the equation itself."""
    match asked.operator:
        case "solve":
            return r",\; ".join(map(latex, conjuncts(asked.body)))
        case "simplify":
            return latex(asked.body)
        case "series":
            return rf"T_{{{latex(asked.arguments[1])}}}\left[{latex(asked.body)}\right]"
    return latex(asked)


def written_out(asked: Question, expander: Expander, numbers: Mapping[str, float]) -> Question:
    """The question with the functions of other rows written out; raises Impossible."""
    for name in numbers.keys() & set(asked.variables):
        asked = _renamed(asked, name, name + _ASIDE)
    body = expander.expand(asked.body)
    arguments = tuple(expander.number(part) for part in asked.arguments)
    return replace(asked, body=body, arguments=arguments)


def closed(asked: Question, numbers: Mapping[str, float], expressions: Mapping[str, Expression]) -> Question:
    """The question with a number for every name of another row: exactly as written, unless it was dragged."""
    names = free_names(asked) - set(asked.variables) - _varying(asked, numbers)
    values = {name: _number(name, numbers, expressions) for name in names}
    found = substitute(asked, values) if values else asked
    assert isinstance(found, Question)
    for name in asked.variables:
        if name.endswith(_ASIDE):
            found = _renamed(found, name, name.removesuffix(_ASIDE))
    return found


def _varying(asked: Question, numbers: Mapping[str, float]) -> frozenset[str]:
    """The letters that need no number: what is asked is asked for all their values."""
    return (free_names(asked) if holds_letters(asked) else VARIABLES) - numbers.keys()


def _renamed(asked: Question, old: str, new: str) -> Question:
    variables = tuple(new if name == old else name for name in asked.variables)
    return replace(asked, body=rebound(asked.body, old, new), variables=variables)


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
    """The item with its closed question, what is known of it, and the curve that the answer is.

    While nothing is known of it yet, the answer stays that was there before its numbers moved.
    """
    assert item.asks is not None
    try:
        asked = closed(item.asks, numbers, expressions)
    except Impossible as reason:
        return replace(_unanswered(item), reason=str(reason))
    known = answers.get(asked, Known())
    best, asking = known.best, known.open
    if asking and (best is None or best.standing == "unknown") and _has_answer(item):
        return replace(item, question=asked, asking=True, late=item.late or asked != item.question)
    if (item.question, item.answer, item.asking, item.late) == (asked, best, asking, False):
        return item
    said = None if best is None or (asking and best.standing == "unknown") else best.reason
    made = replace(item, question=asked, answer=best, asking=asking, late=False, reason=said)
    if item.on is not None:
        made = replace(made, on=item.on.among(numbers))
    return _drawn(made, asked, best)


def is_closed(asked: Question) -> bool:
    """Whether nothing varies in a question but its own variables, so that numbers can answer it.

    The ends of an integral may vary with the variables outside it: those behind its own.
    """
    allowed = set(asked.variables) - set(asked.bound)
    if asked.operator != "integral":
        return free_names(asked) <= allowed
    ends = (asked.arguments[2 * k : 2 * k + 2] for k in range(len(asked.variables)))
    outer = (set(asked.variables[k + 1 :]) for k in range(len(asked.variables)))
    known = all(free_names(e) <= names for pair, names in zip(ends, outer, strict=True) for e in pair)
    return known and free_names(asked.body) <= set(asked.variables)


def _has_answer(item: Item) -> bool:
    return item.question is not None and item.answer is not None and item.answer.standing != "unknown"


def _unanswered(item: Item) -> Item:
    return replace(item, question=None, answer=None, asking=False, late=False, concept=None, command=None)


def _drawn(item: Item, asked: Question, answer: Answer | None) -> Item:
    """The item with the graph of the function that was found, or with its solutions."""
    solved = drawable(asked, answer) if answer is not None else None
    if solved is not None:
        return replace(item, concept=REGISTER["solutions"].make(solved, item.on), command="solutions")
    one = answer is not None and len(answer.results) == 1 and asked.operator in DRAWN
    result = answer.results[0] if answer is not None and one else None
    variables = _free(asked)
    if result is None or len(variables) != 1 or not free_names(result) <= set(variables):
        return replace(item, concept=None, command=None)
    concept = REGISTER["graph"].make(real_function(result, variables[0], {}))
    return replace(item, concept=concept, command="graph")


def _free(asked: Question) -> tuple[str, ...]:
    """What varies in the answer."""
    free = free_names(asked) | (set(asked.variables) - set(asked.bound))
    return tuple(sorted(free))
