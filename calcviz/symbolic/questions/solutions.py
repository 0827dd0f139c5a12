"""Solutions of an equation, of an inequality, of a system: found, put in, and counted."""

from collections.abc import Iterable, Iterator
from math import isfinite
from typing import Any

import numpy as np
import sympy as sp
from mpmath import mp, mpf

from calcviz.language.expression import (
    Call,
    Comparison,
    Expression,
    Logic,
    Number,
    Question,
    free_names,
    substitute,
    walk,
)
from calcviz.language.notation import number_expression
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.roots import periodic
from calcviz.symbolic.check.roots import edges, pole_or_hole, root_in, solves, suspects
from calcviz.symbolic.check.signs import never_zero
from calcviz.symbolic.check.value import maybe
from calcviz.symbolic.questions.families import Family, families
from calcviz.symbolic.questions.named import named_root
from calcviz.symbolic.questions.polynomials import real_roots
from calcviz.symbolic.questions.rearranging import rearranged
from calcviz.symbolic.questions.regions import region
from calcviz.symbolic.questions.systems import system
from calcviz.symbolic.questions.trees import Unsayable, from_sympy, symbol, to_sympy
from calcviz.symbolic.questions.trying import Way, tried

REACH, FAR, NEARER = 12.0, 1e6, (300.0, 40.0)
"""What is looked at: closely up to REACH (or twice the greatest solution), by growing cells up to FAR, or not
so far where e^x is too large for bounds to tell."""

BEYOND, MOST_BEYOND = 1.7e308, 1500
"""Then bounds are asked whether there is anything up to where floats end, in so many growing cells."""


def solutions(question: Question) -> Answer:
    """What solves an equation or an inequality in one unknown, or a system in several."""
    conditions = question.body.operands if isinstance(question.body, Logic) else (question.body,)
    if isinstance(question.body, Logic) and question.body.operator != "and":
        return region(question)
    comparisons = [e for e in conditions if isinstance(e, Comparison)]
    equations = all(e.relations == ("=",) for e in comparisons) and len(comparisons) == len(conditions)
    if free_names(question.body) - set(question.variables):
        single = equations and len(comparisons) == len(question.variables) == 1
        single = single and question.variables[0] in free_names(question.body)
        return rearranged(difference(comparisons[0]), question.variables[0]) if single else _LETTERS
    if len(question.variables) > 1:
        return system(comparisons, question.variables) if equations else Answer("unknown", reason="no_form")
    if equations and len(comparisons) == 1:
        return _equation(difference(comparisons[0]), question.variables[0])
    return region(question)


def difference(e: Comparison) -> Expression:
    """left - right, which is 0 where the equation holds and undefined where a side is."""
    left, right = e.operands
    return left if right == Number(0) else Call("add", (left, Call("negate", (right,))))


_LETTERS = Answer("unknown", reason="letters")


class Found:
    """Solutions of one equation: single ones by tree and number, and families of them."""

    def __init__(self) -> None:
        self.trees: list[Expression] = []
        self.numbers: list[Any] = []
        self.families: list[Family] = []
        self.exact = True
        self.all = False  # whether there are certainly no others

    def add(self, tree: Expression, number: Any, exact: bool = True) -> None:
        """A solution that has been put in; one that is there already is left out."""
        if any(abs(number - other) <= mpf(10) ** -25 * (1 + abs(other)) for other in self.numbers):
            return
        self.trees.append(tree)
        self.numbers.append(number)
        self.exact = self.exact and exact

    def sorted(self) -> tuple[Expression, ...]:
        """The trees of rising numbers, families behind them."""
        order = sorted(range(len(self.numbers)), key=lambda k: self.numbers[k])
        return (*(self.trees[k] for k in order), *(family.tree for family in self.families))


def _equation(g: Expression, name: str) -> Answer:
    if never_zero(g) or any(map(never_zero, _by_powers_of_e(g))):
        return Answer("exact")
    found = Found()
    _propose(g, name, found)
    if found.all:
        return _reported(found, False)
    greatest = max([abs(float(n)) for n in found.numbers] + [f.reach for f in found.families] + [0.0])
    reach = max(REACH, 2 * greatest) if greatest < 1e5 else REACH
    repeats = bool(found.families) and periodic(g, name) is not None
    far = reach if repeats else NEARER[0] if found.families else max(FAR, 4 * reach)
    open_places, end = _uncovered(g, name, found, reach, max(far, reach))
    if open_places is None or not _settled(g, name, found, open_places):
        return _reported(found, True)
    found.all = found.all or repeats or _none_beyond(g, name, found, end)
    return _reported(found, False, end)


def _settled(g: Expression, name: str, found: Found, places: list[list[float]]) -> bool:
    """Whether each of the places is a root, which is taken up, or certainly none."""
    settled = True
    for left, right in places:
        root = root_in(g, name, left, right)
        if root is not None and not found.families:
            tree = named_root(g, name, root)
            found.add(tree or number_expression(float(root)), root, exact=tree is not None)
        elif root is not None or not pole_or_hole(g, name, left, right):
            settled = False
    return settled


def _none_beyond(g: Expression, name: str, found: Found, end: float) -> bool:
    """Whether bounds exclude other solutions, however far out; those that are met on the way are taken up."""
    cells = np.geomspace(end, BEYOND, MOST_BEYOND)
    for outer in (cells, -cells[::-1]):
        looked = suspects(g, name, outer)
        if not looked.complete or not _settled(g, name, found, _bare(found, looked.intervals.tolist(), end)):
            return False
    return not found.families


def _reported(found: Found, missing: bool, end: float = 0.0) -> Answer:
    """The answer: exact only where every place was accounted for; `end`: how far was looked."""
    results = found.sorted()
    value = float(found.numbers[0]) if len(found.numbers) == 1 and not found.families else None
    if missing:
        if not results:
            return Answer("unknown", reason="no_form")
        return Answer("unconfirmed", results, value, reason="maybe_more")
    remark = "any_integer" if found.families else None
    if not found.all and not results:
        return Answer("unknown", reason=f"none:{end:.6g}")
    if not found.all:
        remark = f"{remark or 'alone'}:{end:.6g}"
    if found.exact:
        return Answer("exact", results, value, remark=remark)
    error = max((abs(float(n)) for n in found.numbers), default=0.0) * 2e-16
    return Answer("numeric", results, value, error, remark=remark)


def _uncovered(
    g: Expression, name: str, found: Found, reach: float, far: float
) -> tuple[list[list[float]] | None, float]:
    """Places that may hold a root not found yet, and how far was looked; None: they cannot be listed."""
    ends = (far, *(end for end in NEARER if reach < end < far))
    forms = (g, *_above(g))
    looked = ((suspects(form, name, edges(reach, end)), end) for end in ends for form in forms)
    places, end = next((each for each in looked if each[0].complete), (None, far))
    if places is None:
        return None, far
    return _bare(found, places.intervals.tolist(), end), end


def _bare(found: Found, places: list[list[float]], end: float) -> list[list[float]]:
    """The places in which no known solution lies."""
    known = [float(n) for n in found.numbers]
    known += [x for family in found.families for x in family.members(end)]

    def covered(left: float, right: float) -> bool:
        room = 1e-8 * max(1.0, abs(left))
        return any(left - room <= x <= right + room for x in known)

    return [[left, right] for left, right in places if not covered(left, right)]


def _by_powers_of_e(g: Expression) -> Iterator[Expression]:
    """g with e^x for hyperbolic functions: sinh x - cosh x is -e^-x."""
    if any(isinstance(node, Call) and node.function in ("sinh", "cosh") for node in walk(g)):
        yield from tried(lambda: from_sympy(sp.simplify(to_sympy(g).rewrite(sp.exp))))


def _above(g: Expression) -> Iterator[Expression]:
    """The numerator of g, which is 0 wherever g is: bounds of it are closer than those of many fractions."""
    yield from tried(lambda: from_sympy(sp.fraction(sp.together(to_sympy(g)))[0]))


def _propose(g: Expression, name: str, found: Found) -> None:
    """Everything that sympy finds and that solves the equation."""
    f, x = to_sympy(g), symbol(name)
    above = sp.fraction(sp.together(f))[0]
    if above.is_polynomial(x) and all(c.is_Rational for c in sp.Poly(above, x).coeffs()):
        for tree, number, exact in real_roots(sp.Poly(above, x)):
            if solves(g, {name: number}):
                found.add(tree, number, exact)
        found.all = True
        return
    ways: tuple[Way, ...] = (
        lambda: families(sp.solveset(f, x, sp.S.Reals), x),
        lambda: families(sp.FiniteSet(*sp.solve(f, x)), x),
    )
    for singles, repeated in tried(*ways):
        _take(g, name, singles, found)
        found.families += [family for family in repeated if _holds(g, name, family)]
        if found.trees or found.families:
            return


def _take(g: Expression, name: str, singles: Iterable[Any], found: Found) -> None:
    """Take up what solves the equation: as it is said, or by its digits as that of e^x = 10^-400."""
    for single in singles:
        sayable = False
        for form in (single, sp.simplify(single)):
            try:
                tree = from_sympy(form)
            except Unsayable:
                continue
            sayable = True
            with mp.workdps(50):
                number = maybe(tree, {})
            if number is not None and isfinite(number) and solves(g, {name: number}):
                found.add(tree, number)
                break
        if not sayable and single.is_real:
            number = mpf(0)
            with mp.workdps(50):
                number = mp.mpf(str(single.evalf(52)))
            if isfinite(number) and solves(g, {name: number}):
                found.add(number_expression(float(number)), number, exact=False)


def _holds(g: Expression, name: str, family: Family) -> bool:
    """Whether members of a family solve the equation."""
    with mp.workdps(50):
        numbers = [maybe(substitute(family.tree, {family.letter: _whole(k)}), {}) for k in range(-3, 4)]
    return all(n is not None and solves(g, {name: n}) for n in numbers)


def _whole(k: int) -> Expression:
    return Number(k) if k >= 0 else Call("negate", (Number(-k),))
