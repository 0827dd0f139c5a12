"""An equation solved for one of its letters, while the others may have any value: y of x² + y² = 1."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import sympy as sp
from mpmath import mp

from calcviz.language.expression import Call, Expression, Number, free_names, substitute, walk
from calcviz.maths.calculus.answer import Answer
from calcviz.symbolic.check.roots import edges, pole_or_hole, root_in, solves, suspects
from calcviz.symbolic.check.value import maybe
from calcviz.symbolic.questions.trees import Unsayable, from_sympy, symbol, to_sympy
from calcviz.symbolic.questions.trying import tried

VALUES = tuple(Fraction(p, q) for p, q in ((7, 5), (-3, 7), (1, 3), (-11, 4), (13, 6), (-8, 9), (17, 4)))
"""What the letters are given in turn: no solution may be wrong, nor one be missing, for any of them."""

SAMPLES = 10
REACH, FAR = 12.0, 1e4


def rearranged(g: Expression, name: str) -> Answer:
    """What the letter is where g = 0; exact where that holds for all values of the others that are tried."""
    f, x = to_sympy(g), symbol(name)
    for forms in tried(lambda: sp.solve(f, x), lambda: list(sp.solveset(f, x, sp.S.Reals))):
        try:
            trees = tuple(map(from_sympy, forms))
        except Unsayable:
            continue
        found = [_solutions(g, name, trees, letters) for letters in _samples(g, name)]
        if trees and None not in found and any(found):
            return Answer("exact", trees, remark="cases" if _divides(trees) else None)
    return Answer("unknown", reason="letters")


def _samples(g: Expression, name: str) -> Iterator[dict[str, Expression]]:
    letters = sorted(free_names(g) - {name})
    for k in range(SAMPLES):
        chosen = (VALUES[(k * (2 * j + 1) + j) % len(VALUES)] for j in range(len(letters)))
        yield {letter: _number(value) for letter, value in zip(letters, chosen)}


def _number(value: Fraction) -> Expression:
    return Number(value) if value > 0 else Call("negate", (Number(-value),))


def _solutions(g: Expression, name: str, trees: tuple[Expression, ...], letters: Any) -> int | None:
    """How many of the trees solve the equation with these letters; None where one does not, or one lacks."""
    body = substitute(g, letters)
    with mp.workdps(50):
        numbers = [maybe(substitute(tree, letters), {}) for tree in trees]
        known = [number for number in numbers if number is not None]
        if not all(solves(body, {name: number}) for number in known):
            return None
    places = suspects(body, name, edges(REACH, FAR))
    for left, right in places.intervals.tolist():
        room = 1e-8 * max(1.0, abs(left))
        if any(left - room <= number <= right + room for number in known):
            continue
        if root_in(body, name, left, right) is not None or not pole_or_hole(body, name, left, right):
            return None
    return len(known) if places.complete else None


def _divides(trees: tuple[Expression, ...]) -> bool:
    """Whether a letter stands below a line: where that is 0 the equation is another one."""
    nodes = [node for tree in trees for node in walk(tree) if isinstance(node, Call)]
    return any(node.function == "divide" and free_names(node.arguments[1]) for node in nodes)
