"""A tree flattened into a list of operations on numbered slots, each shared subexpression once."""

from collections.abc import Callable, Hashable, Sequence
from typing import Any, NamedTuple

import numpy as np

from calcviz.language.expression import (
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Name,
    Number,
    Piecewise,
    Question,
)


class Instruction(NamedTuple):
    """values[target] = operation(*values[sources])."""

    operation: Callable[..., Any]
    sources: tuple[int, ...]
    target: int


class Program(NamedTuple):
    """Run by `run`: the first slots take the values of the variables, others hold constants."""

    initial: list[Any]
    instructions: list[Instruction]
    result: int


def run(program: Program, values: Sequence[Any]) -> Any:
    """The value of the program for these values of its variables."""
    slots = program.initial.copy()
    slots[: len(values)] = values
    for operation, sources, target in program.instructions:
        slots[target] = operation(*[slots[k] for k in sources])
    return slots[program.result]


class Flattening:
    """The walk from a tree to a program; what the operations are is said by those who inherit.

    Equal subexpressions get one slot; operations on constants alone are done at once.
    """

    def __init__(self, variables: tuple[str, ...]) -> None:
        self.variables = {name: k for k, name in enumerate(variables)}
        self.initial: list[Any] = [None] * len(variables)
        self.instructions: list[Instruction] = []
        self.constants: set[int] = set()
        self.known: dict[Hashable, int] = {}

    def program(self, e: Expression) -> Program:
        """The program of e; raises KeyError for a name that is no variable."""
        with np.errstate(all="ignore"):
            result = self.slot(e)
        return _reusing_slots(Program(self.initial, self.instructions, result))

    def slot(self, e: Expression) -> int:
        """The slot that will hold the value of e."""
        match e:
            case Call():
                return self.call(e)
            case Name(name):
                return self.variables[name]
            case Number() | Constant():
                return self.hold(e, self.constant(e))
            case Comparison(operands, relations):
                sources = tuple(self.slot(part) for part in operands)
                return self.emit(("compare", relations), self.comparison(relations), sources)
            case Logic(operator, operands):
                sources = tuple(self.slot(part) for part in operands)
                return self.emit(operator, self.logic(operator), sources)
            case Piecewise():
                return self.piecewise(e)
            case Question("integral" | "sum" | "limit") if e.arguments:
                return self.question(e)
        raise TypeError(f"{type(e).__name__} has no value")

    def hold(self, key: Hashable, value: Any) -> int:
        """The slot of a constant."""
        if key not in self.known:
            self.known[key] = len(self.initial)
            self.constants.add(len(self.initial))
            self.initial.append(value)
        return self.known[key]

    def emit(self, name: Hashable, operation: Callable[..., Any], sources: tuple[int, ...]) -> int:
        """The slot of an operation on slots."""
        key = (name, sources)
        slot = self.known.get(key)
        if slot is not None:
            return slot
        if self.constants.issuperset(sources):
            return self.hold(key, operation(*[self.initial[k] for k in sources]))
        self.known[key] = target = len(self.initial)
        self.initial.append(None)
        self.instructions.append(Instruction(operation, sources, target))
        return target

    def constant(self, e: Number | Constant) -> Any:
        """The value of a literal."""
        raise NotImplementedError

    def call(self, e: Call) -> int:
        """The slot of a call."""
        raise NotImplementedError

    def comparison(self, relations: tuple[str, ...]) -> Callable[..., Any]:
        """The operation of a chain of relations."""
        raise NotImplementedError

    def logic(self, operator: str) -> Callable[..., Any]:
        """The operation of "and", "or", "not"."""
        raise NotImplementedError

    def piecewise(self, e: Piecewise) -> int:
        """The slot of a piecewise value."""
        raise NotImplementedError

    def question(self, e: Question) -> int:
        """The slot of a definite integral or a sum."""
        raise NotImplementedError


def _reusing_slots(program: Program) -> Program:
    """The same program with each slot given on after its last use, so that big arrays are freed early."""
    last = {k: step for step, instruction in enumerate(program.instructions) for k in instruction.sources}
    last[program.result] = len(program.instructions)
    initial, instructions, free = program.initial.copy(), [], []
    place = list(range(len(initial)))
    made = {instruction.target for instruction in program.instructions}
    for step, (operation, sources, target) in enumerate(program.instructions):
        for k in set(sources):
            if last[k] == step and k in made:
                free.append(place[k])
        placed = tuple(place[k] for k in sources)
        place[target] = free.pop() if free else target
        instructions.append(Instruction(operation, placed, place[target]))
    return Program(initial, instructions, place[program.result])
