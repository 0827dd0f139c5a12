"""Writing another range of its parameter into the text of a curve."""

import re

from calcviz.language.statements import CurveRow, PolarRow
from calcviz.language.tokens import fold

_RELATION = r"(<=|>=|<|>|≤|≥)"
_END = r"[^<>≤≥=,{}]*?[^<>≤≥=,{}\s]"
_THETA = "theta|θ|ϑ"


def with_range(text: str, statement: CurveRow | PolarRow, low: str | None, high: str | None) -> str:
    """The row's text with other ends of its range; where none is written, one is added behind it.

    An end that is None stays as it is.
    """
    variable = re.escape(statement.variable) if isinstance(statement, CurveRow) else _THETA
    chain = re.compile(
        rf"^.*(?P<before>(?:\b(?:for|and|if)\b|[,{{∧]|&&)\s*)(?P<first>{_END})"
        rf"(?P<one>\s*{_RELATION}\s*(?:{variable})\s*{_RELATION}\s*)(?P<last>{_END})(?P<behind>\s*\}}?\s*)$"
    )
    found = chain.match(fold(text))
    if found is None:
        written = "t" if isinstance(statement, CurveRow) else "θ" if "θ" in text else "theta"
        written = statement.variable if isinstance(statement, CurveRow) else written
        return f"{text.rstrip()} for {low or '0'} <= {written} <= {high or _usual(statement)}"
    down = ">" in found["one"] or "≥" in found["one"]
    first, last = (high, low) if down else (low, high)
    text = text[: found.start("last")] + (last or found["last"]) + text[found.end("last") :]
    return text[: found.start("first")] + (first or found["first"]) + text[found.end("first") :]


def _usual(statement: CurveRow | PolarRow) -> str:
    """The end of the range that holds where none is written."""
    if isinstance(statement, CurveRow):
        return "2pi"
    from calcviz.maths.curves.turns import turns

    return f"{2 * turns(statement.body, 'theta')}pi"
