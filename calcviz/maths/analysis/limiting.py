"""The limit of a function at a place with its two sides, exactly where the function is a quotient."""

from dataclasses import dataclass
from functools import lru_cache
from math import isfinite, isnan

from calcviz.language.expression import free_names
from calcviz.language.messages import current_language, tr
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.limits import limit
from calcviz.maths.calculus.quadrature import Bound
from calcviz.maths.calculus.shifting import Place, place
from calcviz.maths.landmarks.proofs import meant_number
from calcviz.maths.polynomial import limit as of_quotient
from calcviz.maths.real import RealFunction


@dataclass(frozen=True, slots=True)
class Limiting:
    """The limit (±inf too; None where there is none) and those of the two sides, with what is known of them.

    `error` bounds how far off the numbers may be; `exact` ones are known by arithmetic. `reason` says why
    there is no limit, `remark` what else to know.
    """

    value: float | None
    left: float | None
    right: float | None
    error: float | None = None
    exact: bool = False
    unconfirmed: bool = False
    reason: str | None = None
    remark: str | None = None

    def side_reason(self, side: str) -> str:
        """Why there is no limit from a side."""
        known = self.right if side == "left" else self.left
        if self.remark or (known is not None and self.value == known):
            return tr("the function is not defined on this side")
        return self.reason or tr("it has no limit from this side")


def limiting(f: RealFunction, a: float) -> Limiting:
    """The limit of f at a, which may be ±inf; never raises."""
    return _limiting(f, a, current_language())


@lru_cache(maxsize=64)
def _limiting(f: RealFunction, a: float, language: str) -> Limiting:
    exact = _exactly(f, a)
    if exact is not None:
        return Limiting(exact, exact, exact, exact=True)
    at = Bound(place(a) if isfinite(a) else Place(a))
    found = limit(f.expression, f.variable, at, "", dict(f.parameters))
    left, right = (None if isnan(side) else side for side in found.sides or (float("nan"),) * 2)
    value = found.value if found.standing in ("exact", "numeric", "unconfirmed") else None
    if value is not None and not isfinite(a):
        left = right = value
    return Limiting(
        value, left, right, found.error, False, found.standing == "unconfirmed", _reason(found), found.remark
    )


def _reason(found: Answer) -> str | None:
    return found.reason if found.standing in ("undefined", "unknown") else None


def _exactly(f: RealFunction, a: float) -> float | None:
    """The limit of a quotient of polynomials by exact arithmetic."""
    numbers = {name: meant_number(value) for name, value in f.parameters}
    known = {name: value for name, value in numbers.items() if value is not None}
    at = meant_number(a) if isfinite(a) else None
    if at is None or not free_names(f.expression) - {f.variable} <= known.keys():
        return None
    found = of_quotient(f.expression, f.variable, known, at)
    return None if found is None else float(found)
