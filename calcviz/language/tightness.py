"""How tightly a written form holds together, which decides where brackets stand, in text and in LaTeX."""

from collections.abc import Callable, Iterable, Mapping

from calcviz.language.expression import Call, Expression, Number

OR, AND, NOT, RELATION, RESTRICTED, SUM, NEGATED, PRODUCT, POWER, ATOM = range(10)
"""From the loosest form to the tightest; a part stands in brackets where a tighter one is needed."""

Written = tuple[str, int]
"""A form and how tightly it holds together."""

EITHER = {"plus_minus": "±", "minus_plus": "∓"}
"""The signs that stand for two."""

Part = Callable[[Expression, int], str]
"""Writes a part, in brackets unless it holds together at least that tightly."""


def signed_sum(terms: tuple[Expression, ...], part: Part, either: Mapping[str, str] = EITHER) -> str:
    """Terms with + and - between them: what is added as a negative is taken away; `either` writes ± and ∓."""
    parts = [part(terms[0], NEGATED)]
    for term in terms[1:]:
        if isinstance(term, Call) and term.function in either:
            parts += [either[term.function], part(term.arguments[0], PRODUCT)]
        elif isinstance(term, Call) and term.function == "negate":
            parts += ["-", part(term.arguments[0], PRODUCT)]
        elif isinstance(term, Number) and term.value < 0:
            parts += ["-", part(Number(-term.value), PRODUCT)]
        else:
            parts += ["+", part(term, PRODUCT)]
    return " ".join(parts)


def chain(operands: tuple[Expression, ...], signs: Iterable[str], part: Part) -> str:
    """Operands with the signs of their relations between them: 0 < x <= 1."""
    parts = [part(operands[0], RESTRICTED)]
    for sign, operand in zip(signs, operands[1:], strict=True):
        parts += [sign, part(operand, RESTRICTED)]
    return " ".join(parts)
