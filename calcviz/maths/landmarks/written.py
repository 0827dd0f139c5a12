"""Numbers in closed form as they are typed: "2/3", "-sqrt(2)/2", "(1 + sqrt(5))/2", "3*pi/4", "1/e"."""

from fractions import Fraction
from math import lcm

from calcviz.language.notation import number_text
from calcviz.maths.landmarks.closed import RATIONAL, Closed, Factor

LONGEST = 24
"""A text longer than this says less than the decimals beside it."""


def written(value: Closed) -> str | None:
    """A text that reads back as exactly the number; None where it would be long."""
    number = value.rational
    text = _rational(number) if number is not None else _sum(value)
    return text if text is not None and len(text) <= LONGEST else None


def _rational(value: Fraction) -> str | None:
    p, q = value.numerator, value.denominator
    if q == 1:
        return str(p)
    if q > 9 and 10**9 % q == 0:
        decimal = number_text(float(value))
        return decimal if "e" not in decimal and Fraction(decimal) == value else None
    return f"{p}/{q}"


def _sum(value: Closed) -> str:
    """The terms over their common denominator, those with a plus first."""
    terms = sorted(value.terms.items(), key=lambda item: (item[1] < 0, item[0] != RATIONAL, str(item[0])))
    if len(terms) == 1:
        ((d, factors), c) = terms[0]
        below = [str(c.denominator)] if c.denominator != 1 else []
        below += [_power(name, -r) for name, r in factors if r < 0]
        above = _term(abs(c.numerator), d, tuple((name, r) for name, r in factors if r > 0))
        over = f"/{below[0]}" if len(below) == 1 else f"/({'*'.join(below)})" if below else ""
        return ("-" if c < 0 else "") + above + over
    common = lcm(*(c.denominator for _, c in terms))
    text = ""
    for (d, factors), c in terms:
        sign = (" - " if c < 0 else " + ") if text else ("-" if c < 0 else "")
        text += sign + _term(abs(int(c * common)), d, factors)
    return text if common == 1 else f"({text})/{common}"


def _term(n: int, d: int, factors: tuple[Factor, ...]) -> str:
    parts = [str(n)] if n != 1 else []
    parts += [f"sqrt({d})"] if d != 1 else []
    parts += [_power(name, r) for name, r in factors]
    return "*".join(parts) or "1"


def _power(name: str, r: Fraction) -> str:
    base = f"ln({name[3:]})" if name.startswith("ln ") else name
    if r == 1:
        return base
    return f"{base}^{r}" if r.denominator == 1 and r > 0 else f"{base}^({r})"
