"""The answers of rows that are curves: what they are, as a text that reads the same again."""

from typing import Any

from calcviz.language.expression import Expression
from calcviz.language.notation import text
from calcviz.language.statements import CurveRow, OverYRow, PolarRow
from calcviz.language.typeset import latex


def curve_answer(statement: OverYRow | CurveRow | PolarRow, e: Expression, reading: str) -> dict[str, Any]:
    """The keys of a curve whose formula, written out, is `e`; `reading` is its row in LaTeX."""
    given = {"kind": "curve", "text": _text(statement, e), "latex": reading or latex(e)}
    if isinstance(statement, CurveRow):
        given["variable"] = statement.variable
    return given


def _text(statement: OverYRow | CurveRow | PolarRow, e: Expression) -> str:
    match statement:
        case OverYRow():
            return f"x = {text(e)}"
        case CurveRow(_, variable, _, low, high, left_out):
            return text(e) + _range(variable, low, high, left_out)
        case PolarRow(_, low, high, left_out):
            return f"r = {text(e)}" + _range("theta", low, high, left_out)


def _range(
    variable: str, low: Expression | None, high: Expression | None, left_out: tuple[bool, bool]
) -> str:
    """The written range of a parameter; nothing where none is written."""
    before, behind = ("<" if strict else "<=" for strict in left_out)
    if low is not None and high is not None:
        return f" for {text(low)} {before} {variable} {behind} {text(high)}"
    if low is not None:
        return f" for {variable} {before.replace('<', '>')} {text(low)}"
    return "" if high is None else f" for {variable} {behind} {text(high)}"
