"""Expressions with the functions of other rows written out and their derivatives taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from calcviz.language.expression import (
    Apply,
    Call,
    Comparison,
    Derivative,
    Expression,
    Logic,
    Name,
    Sequence,
    Tuple,
    children,
    longer,
    rebuild,
    substitute,
)
from calcviz.language.messages import mark, tr, translated
from calcviz.language.vocabulary import SPELLINGS
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative

LARGEST = 20_000
"""How many nodes a formula may have when everything in it is written out."""

LONG = 120
"""Nodes times orders from which on a derivative may take longer than a frame."""
DEEPEST = 120
"""How deeply it may be nested then; every walk over the tree stays far from Python's own limit."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A function of a row: its variable and its body, not yet written out."""

    variable: str
    body: Expression


PENDING = mark("the derivative is being worked out")
"""Why there is nothing yet where a long derivative is taken meanwhile."""


class Impossible(Exception):
    """Says in a sentence why an expression cannot be written out; caught where the scene is resolved."""


Task = tuple[Expression, str, int]
"""A derivative to be taken: the expression, the variable, the order."""
Derived = Expression | Impossible


class Expander:
    """Writes out expressions over a fixed set of definitions, each definition once.

    Where `done` is given, long derivatives are taken only when they are in it, for then they are known;
    the others are noted in `unfinished`, and what needs them is Impossible for now.
    """

    def __init__(
        self,
        definitions: Mapping[str, Definition],
        broken: Mapping[str, str],
        done: Mapping[Task, Derived] | None = None,
    ) -> None:
        self.unfinished: list[Task] = []
        self._done = done
        self._definitions = definitions
        self._broken = dict(broken)
        self._bodies: dict[tuple[str, int], Expression] = {}

    def prepare(self, order: Iterable[str]) -> None:
        """Write out the definitions in working order; one that fails is broken for all that use it."""
        for name in order:
            try:
                self._body(name, 0)
            except Impossible as reason:
                self._broken[name] = str(reason)

    def expand(self, e: Expression) -> Expression:
        """e without Apply and Derivative nodes; raises Impossible."""
        written = self._expand(e)
        _require_bounded(written)
        return written

    def function(self, e: Expression, variable: str = "x") -> tuple[Expression, str, str | None]:
        """A function argument as (body, variable, name): f, f', a built-in name, or an expression in x."""
        match e:
            case Name(name) if name in self._definitions or name in self._broken:
                return self._body(name, 0), self._definitions[name].variable, name
            case Apply(name, order, ()) if name in self._definitions or name in self._broken:
                return self._body(name, order), self._definitions[name].variable, name + "'" * order
            case Apply(name, order, ()):
                return self._derived(Call(name, (Name(variable),)), variable, order), variable, None
            case Name(name) if name in SPELLINGS:
                return Call(SPELLINGS[name], (Name(variable),)), variable, None
        if isinstance(e, Comparison | Logic | Tuple | Sequence):
            raise Impossible(tr("a function is expected here"))
        return self.expand(e), variable, None

    def _expand(self, e: Expression) -> Expression:
        match e:
            case Apply(name, order, arguments) if name not in self._definitions and name in SPELLINGS:
                body = self._derived(Call(SPELLINGS[name], (Name("x"),)), "x", order)
                return substitute(body, {"x": self._expand(arguments[0])})
            case Apply(name, order, arguments):
                body = self._body(name, order)
                return substitute(body, {self._definitions[name].variable: self._expand(arguments[0])})
            case Derivative(body, variable, order):
                return self._derived(self._expand(body), variable, order)
        return rebuild(e, self._expand)

    def _body(self, name: str, order: int) -> Expression:
        if name in self._broken or name not in self._definitions:
            raise Impossible(self._broken.get(name) or tr("the row of `{name}` has a problem", name=name))
        known = self._bodies.get((name, order))
        if known is None:
            definition = self._definitions[name]
            if order == 0:
                known = self._expand(definition.body)
            else:
                known = self._derived(self._body(name, order - 1), definition.variable, 1)
            _require_bounded(known)
            self._bodies[name, order] = known
        return known

    def _derived(self, e: Expression, variable: str, order: int) -> Expression:
        task = (e, variable, order)
        if self._done is None or not longer(e, LONG // order):
            found = derive(task)
        elif task in self._done:
            found = self._done[task]
        else:
            self.unfinished.append(task)
            found = Impossible(translated(PENDING))
        if isinstance(found, Impossible):
            raise Impossible(str(found))
        return found


def derive(task: Task) -> Derived:
    """A derivative, or why there is none."""
    try:
        return derivative(*task)
    except NoRule as missing:
        function = missing.function
        return Impossible(tr("the derivative of {function} is not in the table", function=function))
    except TooLong:
        return Impossible(tr("this formula becomes too large when it is written out"))


def _require_bounded(e: Expression) -> None:
    """Refuse what grew too large; counts shared parts each time they stand, and stops at the limit."""
    count, stack = 0, [(e, 1)]
    while stack:
        node, level = stack.pop()
        count += 1
        if count > LARGEST or level > DEEPEST:
            raise Impossible(tr("this formula becomes too large when it is written out"))
        stack.extend((part, level + 1) for part in children(node))
