"""What is known of a question of exact calculus, and how far it can be trusted."""

from dataclasses import dataclass
from typing import Literal

from calcviz.language.expression import Expression

Standing = Literal["exact", "numeric", "unconfirmed", "undefined", "diverges", "unknown"]
"""exact: symbolic, and an independent numeric check agrees; numeric: a float with a bound of its error;
unconfirmed: symbolic or numeric, and nothing could decide whether it holds; undefined: proven not to exist;
diverges: an integral or a sum without a finite value; unknown: nothing was found, which is no proof."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of a question.

    `results` are expressions: one, or the solutions of an equation (a Tuple each where there are several
    unknowns; empty and exact: there are none). `value` is the float of a single number, `error` a bound of
    its error where there is one; ±inf are values of limits. `reason` says why there is nothing or not all,
    `remark` what to know besides: conditionally convergent, the case n = -1, k any integer. `sides` are
    the limits from the left and from the right, NaN where one does not exist. `given_up`: who asked did not
    wait for more.
    """

    standing: Standing
    results: tuple[Expression, ...] = ()
    value: float | None = None
    error: float | None = None
    reason: str | None = None
    remark: str | None = None
    sides: tuple[float, float] | None = None
    given_up: bool = False
