"""Integrals, sums and limits inside formulas: which can stand there, and how they are written out."""

from fractions import Fraction

from calcviz.language.expression import Call, Expression, Number, Question, free_names, size, substitute
from calcviz.language.messages import tr
from calcviz.maths.exact import exact
from calcviz.maths.functions.building import number
from calcviz.scene.impossible import Impossible

MOST_TERMS = 500
"""Terms of a sum that is written out."""

LONGEST = 15_000
"""Nodes that a sum may have then."""


def nested(e: Question) -> Expression:
    """What a question means inside a formula: a sum term by term, an integral or a limit as it is.

    Raises Impossible for those that have no value there, or not one for each value of the variables.
    """
    match e.operator:
        case "sum":
            return _summed(e)
        case "integral":
            if not e.arguments:
                raise Impossible(tr("an integral without bounds stands alone in its row"))
            return e
        case "limit":
            if free_names(e):
                x = e.variables[0]
                raise Impossible(
                    tr("no letter but `{variable}` may stand in a limit inside a formula", variable=x)
                )
            return e
        case "solve":
            raise Impossible(tr("an equation to be solved stands alone in its row"))
        case "series":
            raise Impossible(tr("a series stands alone in its row"))
    raise Impossible(tr("what is to be simplified stands alone in its row"))


def is_antiderivative(e: Question, variables: tuple[str, ...]) -> bool:
    """Whether it is an integral without bounds by the variable of the function that it defines."""
    return e.operator == "integral" and not e.arguments and e.variables == variables


def _summed(e: Question) -> Expression:
    """A sum with fixed bounds as the sum of its terms."""
    low, high = (exact(part) for part in e.arguments)
    if low is None or high is None:
        if any(free_names(part) for part in e.arguments) or not free_names(e.body) - {e.variables[0]}:
            return e
        raise Impossible(tr("a sum in which a letter varies has whole numbers for bounds"))
    if low.denominator != 1 or high.denominator != 1:
        raise Impossible(tr("a sum runs over whole numbers"))
    count = int(high - low) + 1
    if count * size(e.body) > LONGEST or count > MOST_TERMS:
        if not free_names(e):
            return e
        raise Impossible(tr("this formula becomes too large when it is written out"))
    terms = tuple(_term(e, k) for k in range(int(low), int(high) + 1))
    if len(terms) < 2:
        return terms[0] if terms else Number(0)
    return Call("add", terms)


def _term(e: Question, k: int) -> Expression:
    return substitute(e.body, {e.variables[0]: number(Fraction(k))})
