"""Random expressions over the whole table, for tests of laws that hold for all of them."""

import random
from fractions import Fraction

from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Name,
    Number,
    Piecewise,
    Relation,
)
from calcviz.maths.functions.table import TABLE

OFTEN = (
    "add",
    "multiply",
    "divide",
    "negate",
    "power",
    "sin",
    "cos",
    "sqrt",
    "exp",
    "ln",
    "abs",
    "floor",
    "tan",
)
ALL = tuple(sorted(TABLE))
RELATIONS: tuple[Relation, ...] = ("<", "<=", ">", ">=", "=", "!=")
EXPONENTS = (
    *[Number(n) for n in (0, 1, 2, 3, 4, 5, 7)],
    *[Call("negate", (Number(n),)) for n in (1, 2, 3)],
    Call("divide", (Number(1), Number(3))),
    Call("divide", (Number(2), Number(3))),
    Call("negate", (Call("divide", (Number(3), Number(5))),)),
    Call("divide", (Number(3), Number(2))),
    Call("divide", (Number(1), Number(4))),
    Number(Fraction(1, 5)),
    Number(Fraction(3, 2)),
)


def leaf(rng: random.Random) -> Expression:
    """x or y mostly, else a number."""
    kind = rng.random()
    if kind < 0.6:
        return Name("x")
    if kind < 0.7:
        return Name("y")
    if kind < 0.9:
        return Number(rng.randint(0, 5))
    return rng.choice((Constant("pi"), Constant("e"), Number(Fraction(rng.randint(1, 99), 10))))


def expression(rng: random.Random, depth: int) -> Expression:
    """A tree of at most that depth."""
    if depth <= 1 or rng.random() < 0.1:
        return leaf(rng)
    kind = rng.random()
    if kind < 0.06:
        return piecewise(rng, depth - 1)
    name = rng.choice(OFTEN if kind < 0.65 else ALL)
    if name == "power" and rng.random() < 0.75:
        return Call("power", (expression(rng, depth - 1), rng.choice(EXPONENTS)))
    least, greatest = TABLE[name].word.arity
    count = rng.randint(least, 3 if greatest is None else greatest)
    if rng.random() < 0.05 and count == 2:
        twin = expression(rng, depth - 1)
        return Call(name, (twin, twin))
    return Call(name, tuple(expression(rng, depth - 1) for _ in range(count)))


def condition(rng: random.Random, depth: int) -> Expression:
    """A comparison, or two joined."""
    if rng.random() < 0.25:
        joined = condition(rng, depth), condition(rng, depth)
        return Logic("not", joined[:1]) if rng.random() < 0.3 else Logic(rng.choice(("and", "or")), joined)
    operands = tuple(expression(rng, depth - 1) for _ in range(rng.choice((2, 2, 2, 3))))
    return Comparison(operands, tuple(rng.choice(RELATIONS) for _ in operands[1:]))


def piecewise(rng: random.Random, depth: int) -> Expression:
    """One or two branches, with or without another value."""
    branches = tuple(
        (expression(rng, depth), condition(rng, min(depth, 2))) for _ in range(rng.choice((1, 1, 2)))
    )
    return Piecewise(branches, expression(rng, depth) if rng.random() < 0.5 else None)


def number(rng: random.Random) -> float:
    """A place on the line: small, wide, whole, or next to 0."""
    kind = rng.random()
    if kind < 0.4:
        return rng.uniform(-10, 10)
    if kind < 0.6:
        return rng.gauss(0, 1)
    if kind < 0.8:
        return float(rng.randint(-6, 6)) / rng.choice((1, 1, 2))
    return rng.gauss(0, 1) * 10.0 ** rng.uniform(-12, 6)


def ends(rng: random.Random) -> tuple[float, float]:
    """The ends of a cell, from a single point to some units."""
    lo = number(rng)
    width = rng.choice((0.0, 10.0 ** rng.uniform(-14, -3), 10.0 ** rng.uniform(-3, 0), rng.uniform(0, 4)))
    return lo, lo + width
