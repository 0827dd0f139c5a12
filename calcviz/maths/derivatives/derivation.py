"""The way to a derivative, one named rule of the textbook a line."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Final, NamedTuple

from calcviz.language.expression import (
    Call,
    Derivative,
    Expression,
    Piecewise,
    free_names,
    longer,
    rebuild,
    walk,
)
from calcviz.maths.derivatives.branches import differentiated, extreme
from calcviz.maths.derivatives.differentiate import Differentiation, derivative
from calcviz.maths.derivatives.rules import (
    BRANCHES,
    DOMAIN,
    REST,
    STRUCTURAL,
    SUM,
    TIDY,
    NoRule,
    Plain,
    Rules,
)

LONGEST: Final = 250
"""Nodes of a line; what would be longer is worked out in one go, for nobody reads it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a derivation: the rule used, the line before and the line after it.

    In the lines, what is still to be differentiated stands as a Derivative. `held` are the names that the
    rule takes for constants, `outside` the rules for the outer functions where it is the chain rule.
    """

    rule: str
    before: Expression
    after: Expression
    held: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    inner: Expression | None = None
    """The u of a substitution, or of integration by parts."""


@dataclass(frozen=True, slots=True)
class Derivation:
    """The lines that lead to one derivative.

    `asked` is that derivative as it is written: f'(x), ∂g/∂x; a Derivative where it is that of a formula.
    `partial`: other variables are held, so that ∂ is written for d.
    """

    asked: Expression
    steps: tuple[Step, ...]
    partial: bool = False

    @property
    def result(self) -> Expression:
        """The derivative."""
        return self.steps[-1].after


@lru_cache(maxsize=256)
def steps(e: Expression, variable: str) -> tuple[Step, ...]:
    """The derivation of de/dvariable, one named rule a line; the last line is `derivative(e, variable)`.

    Each line applies one rule wherever it is the next to be applied. There is at least one line. Raises what
    `derivative` raises.
    """
    result = derivative(e, variable)
    line: Expression = Derivative(e, variable, 1)
    found: list[Step] = []
    try:
        while (rule := _next_rule(line)) is not None:
            after = _applied(line, rule)
            if longer(after, LONGEST):
                break
            found.append(_step(rule, line, after))
            line = after
    except NoRule:  # a part without a rule whose inside does not vary: its derivative is 0 all the same
        pass
    return (*found, *_end(line, result))


def _end(line: Expression, result: Expression) -> list[Step]:
    """The last lines: what is still to be done, tidied up, and where the result holds."""
    left = any(isinstance(node, Derivative) for node in walk(line))
    found: list[Step] = []
    value = result
    if isinstance(result, Piecewise) and len(result.branches) == 1 and result.otherwise is None:
        value = result.branches[0][0]
    if left or line != result:
        if line != value:
            found.append(Step(REST if left else TIDY, line, value))
        if value != result:
            found.append(Step(DOMAIN, value, result))
    return found


def _step(rule: str, line: Expression, after: Expression) -> Step:
    """The step with what its rule took for constants, and for outer functions."""
    used = [node for node in walk(line) if isinstance(node, Derivative) and _one_rule(node).name == rule]
    outside = (_one_rule(node).outside for node in used)
    names: set[str] = set()
    for node in used if rule != SUM else ():
        names |= _constants(node.body, node.variable)
    return Step(rule, line, after, tuple(sorted(names)), tuple(dict.fromkeys(filter(None, outside))))


class _Rule(NamedTuple):
    """One rule applied to a Derivative: its name, what comes out, and the rule for the outer function."""

    name: str
    after: Expression
    outside: str | None = None


def _one_rule(e: Derivative) -> _Rule:
    """The first rule that differentiates e.body, leaving the derivatives of its parts standing."""
    work = Differentiation(e.variable)

    def leave(part: Expression) -> Expression:
        return Derivative(part, e.variable, 1)

    body = e.body
    if isinstance(body, Piecewise) and work.depends(body):
        cases = differentiated(body, e.variable, lambda part: (leave(part), list(work.lost(part))))
        return _Rule(BRANCHES, cases)
    if isinstance(body, Call) and body.function in ("max", "min") and work.depends(body):
        return _Rule(BRANCHES, extreme(body, leave))
    rules = Rules(e.variable, work.depends, leave, Plain())
    return _Rule(*rules.apply(body), rules.outside)


def _next_rule(line: Expression) -> str | None:
    """The rule that takes a part to pieces, if there is one; else the first that finishes a part."""
    found = [_one_rule(node).name for node in walk(line) if isinstance(node, Derivative)]
    return next((rule for rule in (*STRUCTURAL, *found) if rule in found), None)


def _applied(line: Expression, rule: str) -> Expression:
    if isinstance(line, Derivative):
        found = _one_rule(line)
        return found.after if found.name == rule else line
    return rebuild(line, lambda part: _applied(part, rule))


def _constants(body: Expression, variable: str) -> frozenset[str]:
    """The names in the parts of a body that do not hold the variable, or in the body that does not."""
    if variable not in free_names(body):
        return free_names(body)
    if not isinstance(body, Call):
        return frozenset()
    if body.function == "negate":
        return _constants(body.arguments[0], variable)
    held = (free_names(part) for part in body.arguments if variable not in free_names(part))
    return frozenset().union(*held)
