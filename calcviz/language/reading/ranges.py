"""Curves in one parameter, and the range that a condition gives it: (cos t, sin t) for 0 <= t <= 2pi."""

from typing import TypeGuard

from calcviz.language.expression import Comparison, Expression, Logic, Name, Piecewise, free_names
from calcviz.language.statements import CurveRow, PolarRow

Bounds = tuple[Expression | None, Expression | None, tuple[bool, bool]]
"""The lower and the upper bound, one of which may be missing, and whether each of them is left out."""
_UP, _DOWN = frozenset({"<", "<="}), frozenset({">", ">="})


def curve(name: str | None, variable: str, components: tuple[Expression, ...]) -> CurveRow:
    """The parametric curve with these components, whose common restriction may bound the parameter."""
    conditions = {part.branches[0][1] for part in components if _is_restricted(part)}
    bounds = bounds_of(next(iter(conditions)), variable) if len(conditions) == 1 else None
    if bounds is None or not all(map(_is_restricted, components)):
        return CurveRow(name, variable, components)
    bodies = tuple(part.branches[0][0] for part in components if _is_restricted(part))
    return CurveRow(name, variable, bodies, *bounds)


def polar(body: Expression) -> PolarRow:
    """The polar curve r = body, whose restriction may bound theta."""
    if _is_restricted(body):
        value, condition = body.branches[0]
        bounds = bounds_of(condition, "theta")
        if bounds is not None:
            return PolarRow(value, *bounds)
    return PolarRow(body)


def joined(e: Logic) -> CurveRow | PolarRow | None:
    """x = … and y = … with t on the right; r = … and 0 < theta < 5. None for another condition."""
    if e.operator != "and":
        return None
    solved: dict[str, Expression] = {}
    bounds: list[Expression] = []
    for part in e.operands:
        left = part.operands[0] if isinstance(part, Comparison) else None
        if isinstance(part, Comparison) and part.relations == ("=",) and isinstance(left, Name):
            solved[left.name] = part.operands[1]
        else:
            bounds.append(part)
    free = frozenset().union(*map(free_names, solved.values())) if solved else frozenset()
    variable = "theta" if solved.keys() == {"r"} else "t"
    if len(bounds) > 1 or len(solved) + len(bounds) < len(e.operands):
        return None
    found = bounds_of(bounds[0], variable) if bounds else None
    if bounds and found is None:
        return None
    if solved.keys() == {"r"} and found is not None:
        return PolarRow(solved["r"], *found)
    if solved.keys() in ({"x", "y"}, {"x", "y", "z"}) and "t" in free and free.isdisjoint("xyz"):
        components = tuple(solved[axis] for axis in sorted(solved))
        return CurveRow(None, "t", components, *(found or ()))
    return None


def bounds_of(condition: Expression, variable: str) -> Bounds | None:
    """The range that 0 <= t <= 2pi, `t > 0 and t < 1` or t > 0 gives a variable; None: another condition."""
    if isinstance(condition, Logic) and condition.operator == "and" and len(condition.operands) == 2:
        ends = [_one_bound(part, variable) for part in condition.operands]
        lows = [(end, strict) for end, low, strict in filter(None, ends) if low]
        highs = [(end, strict) for end, low, strict in filter(None, ends) if not low]
        if len(lows) != 1 or len(highs) != 1:
            return None
        return lows[0][0], highs[0][0], (lows[0][1], highs[0][1])
    if not isinstance(condition, Comparison) or len(condition.operands) != 3:
        single = _one_bound(condition, variable)
        if single is None:
            return None
        end, is_low, strict = single
        return (end, None, (strict, False)) if is_low else (None, end, (False, strict))
    first, middle, last = condition.operands
    if middle != Name(variable) or variable in free_names(first) | free_names(last):
        return None
    relations, (before, behind) = set(condition.relations), map(_is_strict, condition.relations)
    if relations <= _UP:
        return first, last, (before, behind)
    return (last, first, (behind, before)) if relations <= _DOWN else None


def _is_strict(relation: str) -> bool:
    return relation in ("<", ">")


def _one_bound(condition: Expression, variable: str) -> tuple[Expression, bool, bool] | None:
    """The bound that t > 0 or 0 < t gives, whether it is the lower one, and whether it is left out."""
    if not isinstance(condition, Comparison) or len(condition.operands) != 2:
        return None
    left, right = condition.operands
    up = condition.relations[0] in _UP
    if not up and condition.relations[0] not in _DOWN:
        return None
    strict = _is_strict(condition.relations[0])
    if left == Name(variable) and variable not in free_names(right):
        return right, not up, strict
    if right == Name(variable) and variable not in free_names(left):
        return left, up, strict
    return None


def _is_restricted(e: Expression) -> TypeGuard[Piecewise]:
    """Whether e is a value with a condition behind it."""
    return isinstance(e, Piecewise) and len(e.branches) == 1 and e.otherwise is None
