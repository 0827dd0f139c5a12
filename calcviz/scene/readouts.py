"""Results in the form they are read: numbers beside their names, and equations of lines."""

from collections.abc import Callable
from math import isfinite

from calcviz.drawing import Readout
from calcviz.language.messages import tr
from calcviz.language.notation import number_text
from calcviz.language.typeset import name_latex, number_latex
from calcviz.maths.real import RealFunction

NOISE = 4e-15
"""What remains of a difference of two equal floats, relative to them; smaller parts are rounding."""


def number_readout(name: str, latex: str, value: float | None, reason: str | None = None) -> Readout:
    """A number, or the reason why there is none."""
    return Readout(name, latex, value, reason=reason)


def slope_latex(f: RealFunction) -> str:
    """How the slope at a is written in LaTeX: f'(a), y'(a) for a nameless function."""
    return f"{f.text or 'y'}'(a)"


def line_readout(
    x: float, y: float, slope: float | None, vertical: bool = False, variable: str = "x"
) -> Readout:
    """The equation of the line through (x, y): y = 2*x - 3, or x = 1 where it is vertical."""
    if vertical:
        return Readout("equation", "x", text=f"x = {number_text(x)}", text_latex=number_latex(x))
    letter = variable if variable == "t" else "x"  # others would not be read back
    if slope is None:
        return Readout("equation", "y")
    intercept = float(y) - float(slope) * float(x)
    if not isfinite(intercept):
        return Readout("equation", "y", reason=tr("this number is too large to compute"))
    if abs(intercept) <= NOISE * max(abs(y), abs(slope * x)):
        intercept = 0.0
    slope, intercept = _quiet(slope), _quiet(intercept)
    written = _linear(slope, intercept, number_text, f"*{letter}")
    typeset = _linear(slope, intercept, number_latex, f" {letter}")
    return Readout("equation", "y", text=f"y = {written}", text_latex=typeset)


def _quiet(value: float) -> float:
    """The number without the last two of its digits, in which rounding makes its noise."""
    return float(f"{value:.14g}")


def _linear(slope: float, intercept: float, write: Callable[[float], str], times: str) -> str:
    """`times` is the sign of the product with the letter behind it."""
    if slope == 0:
        return write(intercept)
    product = {1.0: times[-1], -1.0: f"-{times[-1]}"}.get(slope, f"{write(slope)}{times}")
    if intercept == 0:
        return product
    return f"{product} {'-' if intercept < 0 else '+'} {write(abs(intercept))}"


def plane_readout(
    variables: tuple[str, ...], point: tuple[float, ...], height: float, gradient: tuple[float, ...]
) -> Readout:
    """The equation of the plane through (point, height) with these slopes: z = 2*x + 2*y - 2."""
    parts = [slope * at for slope, at in zip(gradient, point, strict=True)]
    rest = height - sum(parts)
    if not isfinite(rest):
        return Readout("equation", "z", reason=tr("this number is too large to compute"))
    if abs(rest) <= NOISE * max(abs(height), *(abs(part) for part in parts)):
        rest = 0.0
    slopes, rest = [_quiet(slope) for slope in gradient], _quiet(rest)
    written = _sum([*zip(slopes, variables, strict=True), (rest, "")], number_text, "*")
    named = [(slope, name_latex(name)) for slope, name in zip(slopes, variables, strict=True)]
    typeset = _sum([*named, (rest, "")], number_latex, " ")
    return Readout("equation", "z", text=f"z = {written}", text_latex=typeset)


def _sum(terms: list[tuple[float, str]], write: Callable[[float], str], times: str) -> str:
    """Multiples of names, and of nothing, added up; those that are 0 are left out."""
    said = ""
    for factor, name in terms:
        if factor == 0:
            continue
        size = write(abs(factor))
        term = size if not name else name if abs(factor) == 1 else f"{size}{times}{name}"
        sign = "-" if factor < 0 else "+"
        said += f" {sign} {term}" if said else f"-{term}" if factor < 0 else term
    return said or write(0.0)
