"""Numbers, equations and formulas inside a sentence: few digits, true signs, products without a star."""

import re
from math import floor, isfinite, log10, pi

from calcviz.language.notation import number_text

DIGITS = 6
"""Significant digits of a number that is told."""

LONG = 1e6
"""From here on a number may be shorter with a power of ten."""

_PLAIN = re.compile(r"-?\d+(?:\.\d{1,4})?")
_LONG = re.compile(r"\d+\.\d{5,}(?:e-?\d+)?")
_POWER = re.compile(r"(?<=\d)e([+-]?)(\d+)")
_MINUS = re.compile(r"(?<![\w)])-(?=[\w∞.(√])")
_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")
_NUMBERED = re.compile(r"(?<=\d)\*(?=[^\W\d])")
_ROOT = re.compile(r"\bsqrt\((\d+)\)")
_PI = re.compile(r"(?<![A-Za-z_])pi\b")


def told(value: float) -> str:
    """A number of at most six digits, with a true minus: "−2.5", "1.5×10⁻⁷", "∞"."""
    if value in (float("inf"), float("-inf")):
        return "∞" if value > 0 else "−∞"
    text = number_text(value, DIGITS)
    return text.replace("-", "−") if _PLAIN.fullmatch(text) else written(text)


def told_angle(value: float) -> str:
    """The same of what may be an angle: a whole number of quarter turns by its π, "2π", "−3π/2"."""
    return quarter_turns(value) or told(value)


def quarter_turns(value: float) -> str:
    """A whole number of quarter turns as it is typed and read, "2π", "−3π/2"; empty for any other number."""
    count = round(2 * value / pi) if isfinite(value) else 0
    if not count or value != count * pi / 2:
        return ""
    half, whole = count % 2 == 1, abs(count) if count % 2 else abs(count) // 2
    return f"{'−' if count < 0 else ''}{'' if whole == 1 else whole}π{'/2' if half else ''}"


def brief(value: float) -> str:
    """The same beside a line or a bar, with a power of ten where that is shorter: "2×10⁷", "0.05"."""
    plain = told(value)
    size = abs(value)
    if not LONG <= size < float("inf"):
        return plain
    short = written(number_text(value / 10.0 ** (power := floor(log10(size))), DIGITS))
    short = f"{short}×{power_of_ten(power)}"
    return short if len(short) < len(plain) else plain


def written(text: str) -> str:
    """What is typed, as it is written by hand: y = 2x − 3 for "y = 2*x - 3", 3π/2 for "3*pi/2"."""
    shown = _ROOT.sub(r"√\1", with_powers(rounded(text)))
    shown = _PI.sub("π", _NUMBERED.sub("", shown).replace("*", "\u2009"))
    return _MINUS.sub("−", shown.replace(" - ", " − "))


def rounded(text: str) -> str:
    """The text with every long decimal in it cut to six digits; what is short stays as it is."""
    return _LONG.sub(lambda found: f"{float(found[0]):.{DIGITS}g}", text)


def with_powers(text: str) -> str:
    """The text with powers of ten as they are written by hand: 1.5×10⁻⁷ for 1.5e-7."""
    return _POWER.sub(_power_of_ten, text)


def power_of_ten(exponent: int) -> str:
    """10ⁿ."""
    return f"10{str(exponent).translate(_RAISED)}"


def _power_of_ten(found: re.Match[str]) -> str:
    return f"×{power_of_ten(int(found[1] + found[2]))}"
