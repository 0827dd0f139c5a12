"""Expressions as JSON: lists that begin with the kind of a node; other kinds are refused."""

import re
from collections.abc import Sequence as Items
from fractions import Fraction
from typing import Any, get_args

from calcviz.language.expression import (
    Asking,
    Call,
    Comparison,
    Constant,
    Expression,
    Logic,
    Name,
    Number,
    Piecewise,
    Question,
    Relation,
    Sequence,
    Side,
    Tuple,
    depth,
    longer,
)
from calcviz.language.vocabulary import FUNCTIONS

Json = Any
"""Lists, strings and None, as json.loads answers them."""

MOST_NODES = 5_000
DEEPEST = 200
MOST_DIGITS = 4_000

_CONSTANTS = frozenset({"pi", "e", "inf"})
_NAME = re.compile(r"[^\W\d]\w{0,31}")
_WHOLE = re.compile(r"-?[0-9]+")


def to_json(e: Expression) -> Json:
    """The tree as lists of lists and strings; numbers are kept exactly.

    Raises ValueError for a node that only means something among the rows of a document (f(x), ∂g/∂x),
    and for a tree of more than MOST_NODES nodes or deeper than DEEPEST.
    """
    if longer(e, MOST_NODES) or depth(e) > DEEPEST:
        raise ValueError("the tree is too large")
    return _written(e)


def from_json(tree: Json) -> Expression:
    """The expression; raises ValueError for everything that to_json does not write."""
    return _Reading().node(tree, DEEPEST)


def _written(e: Expression) -> Json:
    match e:
        case Number(value):
            return [
                "number",
                *map(_digits, (value.numerator, value.denominator)[: 1 + (value != int(value))]),
            ]
        case Constant(name):
            return ["constant", name]
        case Name(name):
            return ["name", name]
        case Call(function, arguments):
            return ["call", function, *map(_written, arguments)]
        case Comparison(operands, relations):
            return ["comparison", list(relations), *map(_written, operands)]
        case Logic(operator, operands):
            return [operator, *map(_written, operands)]
        case Piecewise(branches, otherwise):
            last = None if otherwise is None else _written(otherwise)
            return ["piecewise", last, *([_written(value), _written(test)] for value, test in branches)]
        case Tuple(items):
            return ["tuple", *map(_written, items)]
        case Sequence(items):
            return ["list", *map(_written, items)]
        case Question(operator, body, variables, arguments, side):
            return ["ask", operator, _written(body), list(variables), side, *map(_written, arguments)]
    raise ValueError(f"{type(e).__name__} has no meaning outside its document")


def _digits(n: int) -> str:
    """The digits of n; raises ValueError for more than MOST_DIGITS."""
    if n.bit_length() > MOST_DIGITS * 3:
        raise ValueError("a number is too long")
    return str(n)


class _Reading:
    """One walk over lists that may hold anything."""

    def __init__(self) -> None:
        self.left = MOST_NODES

    def node(self, tree: Json, room: int) -> Expression:
        """The node of a list; `room` is how much deeper the tree may become."""
        self.left -= 1
        if not isinstance(tree, list) or not tree or room <= 0 or self.left < 0:
            raise ValueError("this is no tree")
        kind, rest = tree[0], tree[1:]
        match kind:
            case "number":
                return Number(_number(rest))
            case "constant" if len(rest) == 1 and rest[0] in _CONSTANTS:
                return Constant(rest[0])
            case "name" if len(rest) == 1:
                return Name(_name(rest[0]))
            case "call":
                return self.call(rest, room)
            case "comparison":
                return self.comparison(rest, room)
            case "and" | "or" | "not" if len(rest) == 1 if kind == "not" else len(rest) >= 2:
                return Logic(kind, self.nodes(rest, room))
            case "piecewise" if len(rest) >= 2:
                otherwise = None if rest[0] is None else self.node(rest[0], room - 1)
                return Piecewise(tuple(self.branch(pair, room) for pair in rest[1:]), otherwise)
            case "tuple":
                return Tuple(self.nodes(rest, room))
            case "list":
                return Sequence(self.nodes(rest, room))
            case "ask":
                return self.question(rest, room)
        raise ValueError("this is no tree")

    def nodes(self, trees: Items[Json], room: int) -> tuple[Expression, ...]:
        return tuple([self.node(tree, room - 1) for tree in trees])

    def call(self, rest: list[Json], room: int) -> Expression:
        word = FUNCTIONS.get(rest[0]) if rest and isinstance(rest[0], str) else None
        if word is None:
            raise ValueError("no such function")
        least, most = word.arity
        if len(rest) - 1 < least or (most is not None and len(rest) - 1 > most):
            raise ValueError("a wrong number of arguments")
        return Call(word.name, self.nodes(rest[1:], room))

    def comparison(self, rest: list[Json], room: int) -> Expression:
        relations = rest[0] if rest else None
        if not isinstance(relations, list) or not relations or len(rest) != len(relations) + 2:
            raise ValueError("this is no comparison")
        if not all(sign in get_args(Relation) for sign in relations):
            raise ValueError("no such relation")
        return Comparison(self.nodes(rest[1:], room), tuple(relations))

    def branch(self, pair: Json, room: int) -> tuple[Expression, Expression]:
        if not isinstance(pair, list) or len(pair) != 2:
            raise ValueError("this is no branch")
        value, test = self.nodes(pair, room)
        if not isinstance(test, Comparison | Logic):
            raise ValueError("this is no condition")
        return value, test

    def question(self, rest: list[Json], room: int) -> Question:
        if len(rest) < 4:
            raise ValueError("this is no question")
        operator, body, variables, side, *arguments = rest
        if operator not in get_args(Asking) or side not in get_args(Side) or not isinstance(variables, list):
            raise ValueError("this is no question")
        names = tuple(map(_name, variables))
        return Question(operator, self.node(body, room - 1), names, self.nodes(arguments, room), side)


def _name(text: Json) -> str:
    if not isinstance(text, str) or not _NAME.fullmatch(text):
        raise ValueError("this is no name")
    return text


def _number(digits: list[Json]) -> int | Fraction:
    whole = all(isinstance(part, str) and len(part) <= MOST_DIGITS for part in digits)
    if not whole or not 1 <= len(digits) <= 2 or not all(map(_WHOLE.fullmatch, digits)):
        raise ValueError("this is no number")
    if len(digits) == 1:
        return int(digits[0])
    top, bottom = map(int, digits)
    if bottom < 2:
        raise ValueError("this is no fraction")
    return Fraction(top, bottom)
