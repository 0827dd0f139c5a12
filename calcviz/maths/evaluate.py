"""From an expression to its value: float64 always, NaN where undefined, never a warning."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache, partial, reduce
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from calcviz.language.expression import (
    Call,
    Constant,
    Expression,
    Name,
    Number,
    Piecewise,
    Question,
    free_names,
)
from calcviz.maths.functions.table import TABLE
from calcviz.maths.program import Flattening, Program, run

Floats = NDArray[np.float64]

CONSTANTS = {"pi": np.pi, "e": np.e, "inf": np.inf}

KEPT = 1024
"""How many compiled expressions are remembered."""


class Compiled:
    """A function of float64 arrays (or floats) that broadcast, in the order of its variables.

    NaN where the expression is undefined (also 1/0 and ln 0); inf where a value is too large for a float.
    """

    __slots__ = ("program",)

    def __init__(self, program: Program) -> None:
        self.program = program

    def __call__(self, *values: ArrayLike) -> Floats:
        arrays = [np.asarray(v, np.float64) for v in values]
        with np.errstate(all="ignore"):
            result = run(self.program, arrays)
        fitted: Floats = _fitted(result, arrays, np.float64)
        return fitted


class Condition:
    """The same for a condition, with bool arrays: True where it holds.

    A comparison with an undefined operand does not hold.
    """

    __slots__ = ("program",)

    def __init__(self, program: Program) -> None:
        self.program = program

    def __call__(self, *values: ArrayLike) -> NDArray[np.bool_]:
        arrays = [np.asarray(v, np.float64) for v in values]
        with np.errstate(all="ignore"):
            result = run(self.program, arrays)
        fitted: NDArray[np.bool_] = _fitted(result, arrays, np.bool_)
        return fitted


def _fitted(result: Any, arrays: list[Floats], kind: type) -> Any:
    """The result as an array of its own, in the shape that the arguments broadcast to."""
    shape = arrays[0].shape if len(arrays) == 1 else np.broadcast(*arrays).shape
    if np.shape(result) != shape or any(result is a for a in arrays):
        return np.broadcast_to(result, shape).astype(kind)
    return np.asarray(result, kind)


_recent: dict[tuple[int, tuple[str, ...]], tuple[Expression, Compiled]] = {}


def compiled(e: Expression, variables: tuple[str, ...]) -> Compiled:
    """The function of the variables with the values of e; remembered by the expression.

    e holds numbers, constants, names, calls of the table and Piecewise. Raises KeyError for a name
    that is not among the variables.
    """
    key = (id(e), variables)  # hashing a tree takes longer than finding the same object again
    found = _recent.get(key)
    if found is not None and found[0] is e:
        return found[1]
    if len(_recent) >= KEPT:
        _recent.clear()
    function = _compiled(e, variables)
    _recent[key] = (e, function)
    return function


@lru_cache(maxsize=KEPT)
def _compiled(e: Expression, variables: tuple[str, ...]) -> Compiled:
    return Compiled(Evaluation(variables).program(e))


@lru_cache(maxsize=KEPT)
def condition(e: Expression, variables: tuple[str, ...]) -> Condition:
    """The function of the variables that says where the Comparison or Logic e holds."""
    return Condition(Evaluation(variables).program(e))


def value(e: Expression, numbers: Mapping[str, float]) -> float:
    """The value of e with these numbers for its names; NaN where it is undefined."""
    return float(compiled(e, tuple(numbers))(*numbers.values()))


def nearest_float(number: int | Fraction) -> float:
    """The float nearest to a rational number; infinite when it is too large for one."""
    try:
        return float(number)
    except OverflowError:
        return np.inf if number > 0 else -np.inf


class Evaluation(Flattening):
    """The walk to a program of numpy functions."""

    def constant(self, e: Number | Constant) -> float:
        """The float of a literal."""
        return CONSTANTS[e.name] if isinstance(e, Constant) else nearest_float(e.value)

    def call(self, e: Call) -> int:
        """The slot of a call of the table."""
        entry = TABLE[e.function]
        special = entry.special(e.arguments) if entry.special else None
        if special is not None:
            sources = tuple([self.slot(part) for part in special.arguments])
            return self.emit((e.function, special.key), special.numpy, sources)
        return self.emit(e.function, entry.numpy, tuple([self.slot(part) for part in e.arguments]))

    def comparison(self, relations: tuple[str, ...]) -> Callable[..., Any]:
        """The operation of a chain of relations."""
        return RELATIONS[relations[0]] if len(relations) == 1 else partial(_chain, relations)

    def logic(self, operator: str) -> Callable[..., Any]:
        """The operation of "and", "or", "not"."""
        return LOGIC[operator]

    def piecewise(self, e: Piecewise) -> int:
        """The slot of a piecewise value: each part is a program of its own, run where it is needed."""
        names = tuple(sorted(free_names(e)))
        branches = [(_part(test, names), _part(branch, names)) for branch, test in e.branches]
        if e.otherwise is not None:
            branches.append((_always, _part(e.otherwise, names)))
        return self.emit(e, partial(_piecewise, branches), tuple([self.slot(Name(name)) for name in names]))

    def question(self, e: Question) -> int:
        """The slot of a definite integral or a sum; one that depends on nothing is computed at once."""
        from calcviz.maths.calculus import inside

        names = inside.names_of(e)
        if not names:
            return self.hold(e, inside.fixed(e)[0])
        return self.emit(e, inside.values(e), tuple([self.slot(Name(name)) for name in names]))


def _different(a: Any, b: Any) -> Any:
    """a != b, and both are defined."""
    return np.less(a, b) | np.greater(a, b)


RELATIONS: dict[str, Callable[..., Any]] = {
    "<": np.less,
    "<=": np.less_equal,
    ">": np.greater,
    ">=": np.greater_equal,
    "=": np.equal,
    "!=": _different,
}

LOGIC: dict[str, Callable[..., Any]] = {
    "and": lambda *parts: reduce(np.logical_and, parts),
    "or": lambda *parts: reduce(np.logical_or, parts),
    "not": np.logical_not,
}


def _chain(relations: tuple[str, ...], *operands: Any) -> Any:
    pairs = [RELATIONS[sign](operands[k], operands[k + 1]) for k, sign in enumerate(relations)]
    return reduce(np.logical_and, pairs)


Part = Callable[[list[Any]], Any]


def _always(values: list[Any]) -> Any:
    return np.True_


def _part(e: Expression, names: tuple[str, ...]) -> Part:
    """A branch or a condition as a function of the list of values."""
    program = Evaluation(names).program(e)
    return lambda values: run(program, values)


def _piecewise(branches: list[tuple[Part, Part]], *values: Any) -> Any:
    """The first branch whose condition holds, each computed only on the points where it counts."""
    tests = []
    for test, _ in branches:
        tests.append(test(list(values)))
        if np.all(tests[-1]):
            break
    if len(tests) == 1 and np.all(tests[0]):
        return branches[0][1](list(values))
    shape = np.broadcast_shapes(*[np.shape(v) for v in (*values, *tests)])
    result, remaining = np.full(shape, np.nan), np.ones(shape, np.bool_)
    for test, (_, branch) in zip(tests, branches):
        here = remaining & test
        if np.count_nonzero(here):
            chosen = [v if np.ndim(v) == 0 else np.broadcast_to(v, shape)[here] for v in values]
            result[here] = branch(chosen)
            remaining &= ~here
    return result
