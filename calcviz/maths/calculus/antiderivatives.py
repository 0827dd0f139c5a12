"""Antiderivatives by the rules of the textbook: what `integration` leads to, without its lines."""

from functools import lru_cache

import numpy as np

from calcviz.language.expression import Expression, longer
from calcviz.maths.calculus.integration import steps
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative
from calcviz.maths.evaluate import compiled

LONGEST = 200
"""Nodes of a formula that the rules are asked for."""

_ASKED = np.linspace(-7.3, 9.1, 83)
"""Where F′ is compared with f."""


@lru_cache(maxsize=256)
def primitive(e: Expression, variable: str, numbers: tuple[tuple[str, float], ...] = ()) -> Expression | None:
    """F with F′ = e, without a constant; None where the table and the rules lead nowhere.

    What they say is differentiated and compared with e for these numbers. Where e has gaps F may have
    another constant on each side of them.
    """
    if longer(e, LONGEST):
        return None
    lines = steps(e, variable)
    found = lines[-1].before if lines else None
    return found if found is not None and _holds(found, e, variable, numbers) else None


def _holds(found: Expression, e: Expression, variable: str, numbers: tuple[tuple[str, float], ...]) -> bool:
    """Whether F′ and f agree wherever both have values, and there are such places."""
    try:
        slope = derivative(found, variable)
    except (NoRule, TooLong):
        return False
    names = (variable, *(name for name, _ in numbers))
    given = [np.full_like(_ASKED, value) for _, value in numbers]
    with np.errstate(all="ignore"):
        f, df = (np.asarray(compiled(part, names)(_ASKED, *given)) + 0 * _ASKED for part in (e, slope))
    both = np.isfinite(f) & np.isfinite(df)
    close = np.abs(f - df) <= 1e-9 * (1 + np.abs(f))
    return bool(both.any() and close[both].all())
