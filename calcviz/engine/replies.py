"""What is answered to a question of exact calculus: as formulas, as text, and in words."""

from decimal import ROUND_UP, Context
from fractions import Fraction
from math import floor, isfinite, isinf, log10

from calcviz.engine.derivation_lines import Line, as_latex, line_parts
from calcviz.engine.frame import FrameRow
from calcviz.language.expression import (
    Comparison,
    Expression,
    Logic,
    Number,
    Question,
    Tuple,
    longer,
    rebuild,
)
from calcviz.language.messages import tr
from calcviz.language.notation import number_expression, number_text, text
from calcviz.language.typeset import latex, name_latex, number_latex, scientific
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.derivatives.derivation import LONGEST

DIGITS = 10
"""Significant digits of a number that is shown."""

MOST, FEW = 6, 3
"""Solutions that are shown in a row, and where that is narrow; of more the rest is counted."""

SHORT = 5
"""Significant digits of a number that stands among others in a narrow row."""

LONG = 80
"""Nodes of a result from which on a row leaves it to the inspector."""

WIDE = 16
"""Nodes of an equation from which on a row shows its solutions alone."""

DOUBT = r"\questeq"
"""Stands between a question and an answer that nothing confirms; amsmath has `IN_AMSMATH` for it."""
IN_AMSMATH = r"\overset{?}{=}"


def is_antiderivative(asked: Question) -> bool:
    """Whether a question asks for functions, which differ by a constant."""
    return asked.operator == "integral" and not asked.arguments


def relation(answer: Answer) -> str:
    """The sign between question and answer, in LaTeX."""
    if answer.standing == "unconfirmed":
        return DOUBT
    return "=" if answer.standing == "exact" or _is_whole(answer) else r"\approx"


def row_formula(row: FrameRow, whole: bool = False) -> str:
    """The question with its answer as they stand in a row; the question alone where there is none.

    A long formula is left out, and so are solutions beyond the first ones, unless the `whole` is wanted.
    """
    asked, answer = row.question, row.answer
    if asked is None or answer is None:
        return row.latex
    if asked.operator == "solve":
        found = solutions(asked, answer, len(answer.results) if whole else MOST)
        if found and longer(asked.body, WIDE) and not whole:
            return found
        return rf"{row.latex}\colon \quad {found}" if found else row.latex
    long = not whole and any(longer(e, LONG) for e in answer.results)
    right = r"\ldots" if long else result_latex(asked, answer)
    return f"{row.latex} {relation(answer)} {right}" if right else row.latex


def reply_latex(row: FrameRow) -> str:
    """The question with its whole answer, for other programs."""
    if row.question is None or row.answer is None:
        return row.latex
    shown = lines(row)
    if len(shown) > 2:
        return as_latex(shown).replace(DOUBT, IN_AMSMATH)
    return row_formula(row, whole=True).replace(DOUBT, IN_AMSMATH)


def lines(row: FrameRow) -> tuple[Line, ...]:
    """The answer line by line, with room for all of it: every term, each solution, every digit."""
    asked, answer = row.question, row.answer
    if asked is None or answer is None or not has_result(asked, answer):
        return ()
    of = text(asked)
    if asked.operator == "solve":
        found = (_solution_line(asked, e, answer, number) for number, e in enumerate(answer.results, 1))
        return (Line(of, "", of, parts=(row.latex,)), *found)
    if not answer.results:
        return (_number_line(of, row.latex, answer),)
    e = answer.results[0]
    constant = ("+ C",) if is_antiderivative(asked) else ()
    if longer(e, LONGEST):
        said = tr("a formula that is too long to be shown")
        return (Line(of, said, "…", row.latex, (r"\ldots",), relation(answer)),)
    first = Line(of, "", reply_text(asked, answer), row.latex, (*line_parts(e), *constant), relation(answer))
    if answer.value is None or not isfinite(answer.value) or reply_text(asked, answer) == str(answer.value):
        return (first,)
    near = number_text(answer.value, DIGITS)
    same = near == reply_text(asked, answer)
    return (first,) if same else (first, Line(of, "", near, "", (number_latex(float(near)),), r"\approx"))


def _number_line(of: str, head: str, answer: Answer) -> Line:
    """A number with every digit that a float has."""
    value = answer.value or 0.0
    parts = [number_latex(value)]
    said = number_text(value) if isfinite(value) else ("inf" if value > 0 else "-inf")
    if answer.error:
        bound = rounded_up(answer.error)
        parts.append(rf"\pm {_bound_latex(bound)}")
        said = f"{said} ± {bound}"
    return Line(of, "", said, head, tuple(parts), relation(answer))


def _solution_line(asked: Question, e: Expression, answer: Answer, number: int) -> Line:
    if isinstance(e, Comparison | Logic):
        return Line(text(asked), "", text(e), "", (_condition(e, answer),), "")
    count = len(answer.results)
    names = [
        name_latex(name) + (f"_{{{number}}}" if count > 1 and "_" not in name else "")
        for name in asked.variables
    ]
    listed = r",\, ".join(names)
    head = listed if len(names) == 1 else rf"\left({listed}\right)"
    sign = DOUBT if answer.standing == "unconfirmed" else "=" if answer.standing == "exact" else r"\approx"
    return Line(text(asked), "", text(e), head, line_parts(e), sign)


def result_latex(asked: Question, answer: Answer) -> str:
    """The right side: a formula, or a number with the bound of its error; empty where there is neither."""
    if answer.results:
        constant = " + C" if is_antiderivative(asked) else ""
        return latex(shortened(answer.results[0], answer)) + constant
    if answer.value is None or answer.standing in ("undefined", "diverges"):
        return ""
    value, error = number_parts(answer)
    bound = rf" \pm {_bound_latex(error)}" if error else ""
    return number_latex(float(value)) + bound


def number_parts(answer: Answer) -> tuple[str, str]:
    """A number with the digits down to that of its error, ten at most, and the bound of that, rounded up.

    What rounding takes from the number is added to the bound: the true value lies within what is shown.
    """
    value, error = answer.value or 0.0, answer.error
    if not isfinite(value) or not error:
        return number_text(value, DIGITS) if isfinite(value) else str(value), ""
    digits = DIGITS if value == 0 else floor(log10(abs(value))) - floor(log10(error)) + 1
    shown = number_text(value, min(max(digits, 1), DIGITS))
    return shown, rounded_up(error + abs(value - float(shown)))


def solutions(asked: Question, answer: Answer, most: int, digits: int = DIGITS) -> str:
    """The solutions in LaTeX, the first ones of many with their count; empty where nothing is known."""
    if not answer.results:
        return rf"\text{{{tr('no real solution')}}}" if answer.standing in ("exact", "numeric") else ""
    conditions = any(isinstance(e, Comparison | Logic) for e in answer.results)
    shown = answer.results if len(answer.results) <= most else answer.results[: most - 1]
    found = [
        _condition(e, answer, digits) if conditions else latex(shortened(e, answer, digits)) for e in shown
    ]
    if len(answer.results) > most:
        found.append(rf"\ldots \; \text{{({tr('{count} solutions', count=len(answer.results))})}}")
    if conditions:
        return rf" \;\text{{ {tr('or')} }}\; ".join(found)
    several = len(found) > 1 and relation(answer) == "="
    listed = r",\; ".join(found)
    right = rf"\in \left\{{{listed}\right\}}" if several else f"{relation(answer)} {listed}"
    return f"{_unknowns(asked)} {right}"


def _unknowns(asked: Question) -> str:
    names = r",\, ".join(map(name_latex, asked.variables))
    return names if len(asked.variables) == 1 else rf"\left({names}\right)"


def _condition(e: Expression, answer: Answer, digits: int = DIGITS) -> str:
    always = isinstance(e, Comparison) and len(set(e.operands)) == 1
    return rf"\text{{{tr('every real number')}}}" if always else latex(shortened(e, answer, digits))


def reply_text(asked: Question, answer: Answer) -> str:
    """What is answered, as it would be typed: 1/3, x^3/3, [-1, 1]; empty where there is nothing."""
    if asked.operator == "solve":
        return f"[{', '.join(text(e) for e in answer.results)}]" if has_result(asked, answer) else ""
    if answer.results:
        return text(answer.results[0])
    if answer.value is None or answer.standing in ("undefined", "diverges"):
        return ""
    return ("inf" if answer.value > 0 else "-inf") if isinf(answer.value) else number_text(answer.value)


def has_result(asked: Question, answer: Answer) -> bool:
    """Whether anything was found; that an equation has no solution is a result too."""
    if answer.standing in ("undefined", "diverges", "unknown"):
        return False
    return asked.operator == "solve" or bool(answer.results) or answer.value is not None


def _is_whole(answer: Answer) -> bool:
    """Whether a number is what it seems: nothing was rounded and no error is possible."""
    if answer.results:
        return all(shortened(e, answer) == e for e in answer.results)
    value = answer.value or 0.0
    return answer.error == 0 and (isinf(value) or float(number_text(value, DIGITS)) == value)


def shortened(e: Expression, answer: Answer, digits: int = DIGITS) -> Expression:
    """A result with the digits that are shown; an exact one as it is."""
    return e if answer.standing == "exact" else _rounded(e, digits)


def _rounded(e: Expression, digits: int) -> Expression:
    if isinstance(e, Number):
        near = Fraction(number_text(float(e.value), digits)) if isinstance(e.value, Fraction) else e.value
        decimal = isinstance(e.value, Fraction) and e.value.denominator > 10**DIGITS
        return number_expression(float(near)) if decimal else e

    def inner(part: Expression) -> Expression:
        return _rounded(part, digits)

    return Tuple(tuple(map(inner, e.items))) if isinstance(e, Tuple) else rebuild(e, inner)


_LARGE = 100_000
"""From here on the one digit of an error stands before a power of ten, and no row of zeros behind it."""

_ONE_DIGIT_UP = Context(prec=1, rounding=ROUND_UP)
"""A power of ten is no float for the smallest errors: these are rounded as decimals."""


def rounded_up(error: float) -> str:
    """One digit of an error, no less than it is: "0.02", "3e-12", "8e10"."""
    bound = _ONE_DIGIT_UP.create_decimal(repr(error))
    return (
        number_text(float(bound))
        if bound < _LARGE
        else f"{bound.scaleb(-bound.adjusted())}e{bound.adjusted()}"
    )


def _bound_latex(error: str) -> str:
    mantissa, _, exponent = error.partition("e")
    return scientific(mantissa, int(exponent or 0))
