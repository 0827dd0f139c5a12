"""Whether an expression is 0 by the laws of algebra alone, whatever its names stand for."""

from fractions import Fraction

from calcviz.language.expression import Call, Expression, Number

Monomial = tuple[tuple[int, int], ...]
"""Letters with their powers, both counted, the letters in order."""

Sum = dict[Monomial, Fraction]

MOST = 400
"""Terms beyond which no more is multiplied out."""


class TooMany(Exception):
    """More terms than are multiplied out."""


def is_zero(e: Expression) -> bool:
    """Whether all terms cancel when sums, products and whole powers are multiplied out.

    Other functions are letters of which nothing is known. False where they do not cancel, or too many are.
    """
    try:
        return not _sum(e, {})
    except TooMany:
        return False


def _sum(e: Expression, letters: dict[Expression, int]) -> Sum:
    if isinstance(e, Number):
        return {(): Fraction(e.value)} if e.value else {}
    if isinstance(e, Call):
        match e.function, e.arguments:
            case "add", parts:
                return _added([_sum(part, letters) for part in parts])
            case "negate", (part,):
                return {m: -c for m, c in _sum(part, letters).items()}
            case "multiply", parts:
                found: Sum = {(): Fraction(1)}
                for part in parts:
                    found = _times(found, _sum(part, letters))
                return found
            case "divide", (above, Number(below)) if below:
                return {m: c / Fraction(below) for m, c in _sum(above, letters).items()}
            case "power", (base, Number(n)) if isinstance(n, int) and 0 < n <= 12:
                found, factor = {(): Fraction(1)}, _sum(base, letters)
                for _ in range(n):
                    found = _times(found, factor)
                return found
    return {((letters.setdefault(e, len(letters)), 1),): Fraction(1)}


def _added(parts: list[Sum]) -> Sum:
    found: Sum = {}
    for part in parts:
        for monomial, c in part.items():
            total = found.get(monomial, Fraction(0)) + c
            if total:
                found[monomial] = total
            else:
                found.pop(monomial, None)
    return found


def _times(a: Sum, b: Sum) -> Sum:
    if len(a) * len(b) > MOST:
        raise TooMany
    return _added([{_merged(m, n): c * d} for m, c in a.items() for n, d in b.items()])


def _merged(m: Monomial, n: Monomial) -> Monomial:
    powers = dict(m)
    for letter, k in n:
        powers[letter] = powers.get(letter, 0) + k
    return tuple(sorted(powers.items()))
