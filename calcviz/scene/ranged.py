"""Writing another range of its parameter into the text of a curve."""

import re
from fractions import Fraction
from math import isfinite, pi

from calcviz.language.notation import number_text
from calcviz.language.statements import CurveRow, PolarRow
from calcviz.language.tokens import fold

_RELATION = r"(<=|>=|<|>|≤|≥)"
_END = r"[^<>≤≥=,{}]*?[^<>≤≥=,{}\s]"
_BEFORE = r"^.*(?P<word>(?:\s*(?:\b(?:for|and|if)\b|[,∧]|&&)|\{)\s*)"
_THETA = "theta|θ|ϑ"


def with_range(text: str, statement: CurveRow | PolarRow, low: str | None, high: str | None) -> str:
    """The row's text with other ends of its range; where none is written, one is added behind it.

    An end that is None stays as it is, one that is infinite is not written.
    """
    variable = re.escape(statement.variable) if isinstance(statement, CurveRow) else _THETA
    folded = fold(text)
    chain = re.match(
        rf"{_BEFORE}(?P<first>{_END})(?P<one>\s*{_RELATION}\s*(?:{variable})\s*{_RELATION}\s*)"
        rf"(?P<last>{_END})(?P<behind>\s*\}}?\s*)$",
        folded,
    )
    if chain is not None:
        return _in_chain(text, chain, low, high)
    single = re.match(
        rf"{_BEFORE}(?P<one>(?:{variable})\s*{_RELATION}\s*)(?P<last>{_END})(?P<behind>\s*\}}?\s*)$", folded
    )
    if single is not None:
        return _in_single(text, single, low, high)
    letter = "θ" if "θ" in text else "theta"
    letter = statement.variable if isinstance(statement, CurveRow) else letter
    condition = _condition(letter, low, high)
    return f"{text.rstrip()} for {condition}" if condition else text


def end_text(value: float) -> str:
    """An end of a range that was not written, as one writes it: 2pi, pi/3, 1.5."""
    part = Fraction(value / pi).limit_denominator(12) if isfinite(value) else Fraction(0)
    if not part or abs(float(part) * pi - value) > 1e-12 * abs(value):
        return number_text(value)
    above = {1: "pi", -1: "-pi"}.get(part.numerator, f"{part.numerator}pi")
    return above if part.denominator == 1 else f"{above}/{part.denominator}"


def _in_chain(text: str, found: "re.Match[str]", low: str | None, high: str | None) -> str:
    """The text with other ends of first < t < last."""
    down = ">" in found["one"] or "≥" in found["one"]
    first, last = (high, low) if down else (low, high)
    first, last = (
        old if new is None else new for new, old in ((first, found["first"]), (last, found["last"]))
    )
    middle = text[found.start("one") : found.end("one")]
    if _is_endless(first) or _is_endless(last):
        letter, strict = _letter_and_strictness(middle)
        ends = (last, first) if down else (first, last)
        return _put(text, found, "first", _condition(letter, *ends, strict[::-1] if down else strict))
    return text[: found.start("first")] + first + middle + last + text[found.end("last") :]


def _in_single(text: str, found: "re.Match[str]", low: str | None, high: str | None) -> str:
    """The text with other ends of t < last."""
    letter, (strict,) = _letter_and_strictness(text[found.start("one") : found.end("one")])
    if ">" in found["one"] or "≥" in found["one"]:
        old, left_out = (found["last"] if low is None else low, high), (strict, False)
    else:
        old, left_out = (low, found["last"] if high is None else high), (False, strict)
    return _put(text, found, "one", _condition(letter, *old, left_out))


def _letter_and_strictness(middle: str) -> tuple[str, tuple[bool, ...]]:
    """The letter among relations, and whether each of these leaves its end out."""
    relations = re.findall(_RELATION, middle)
    return re.sub(_RELATION, "", middle).strip(), tuple(each in ("<", ">") for each in relations)


def _put(text: str, found: "re.Match[str]", first: str, condition: str) -> str:
    """The text with another condition, or without one and the word before it."""
    if condition:
        return text[: found.start(first)] + condition + text[found.end("last") :]
    return text[: found.start("word")].rstrip()


def _condition(
    letter: str, low: str | None, high: str | None, strict: tuple[bool, ...] = (False, False)
) -> str:
    """The condition that a letter is between two ends, of which each may be missing or infinite."""
    below = None if low is None or _is_endless(low) else low
    above = None if high is None or _is_endless(high) else high
    first, last = ("<" if each else "<=" for each in strict)
    if below is not None and above is not None:
        return f"{below} {first} {letter} {last} {above}"
    if above is not None:
        return f"{letter} {last} {above}"
    return "" if below is None else f"{letter} {first.replace('<', '>')} {below}"


def _is_endless(end: str) -> bool:
    return end.strip().lstrip("-−+") in ("inf", "∞", "infinity")
