"""Expressions with the functions of other rows written out and their derivatives taken."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from calcviz.language.expression import (
    Apply,
    Call,
    Comparison,
    Derivative,
    Differential,
    Expression,
    Logic,
    Name,
    Operator,
    Partial,
    Question,
    Sequence,
    Tuple,
    children,
    free_names,
    longer,
    rebuild,
    substitute,
)
from calcviz.language.messages import mark, tr, translated
from calcviz.language.notation import text
from calcviz.language.vocabulary import SPELLINGS
from calcviz.maths.derivatives.differentiate import NoRule, TooLong, derivative
from calcviz.maths.fields.scalar import partial_text
from calcviz.scene.impossible import Impossible as Impossible
from calcviz.scene.nested import is_antiderivative, nested
from calcviz.scene.vectors import NoVector, componentwise

LARGEST = 20_000
"""How many nodes a formula may have when everything in it is written out."""

LONG = 120
"""Nodes times orders from which on a derivative may take longer than a frame."""
DEEPEST = 120
"""How deeply it may be nested then; every walk over the tree stays far from Python's own limit."""


@dataclass(frozen=True, slots=True)
class Definition:
    """A function of a row: its variables and its body, not yet written out; a Tuple for a map."""

    variables: tuple[str, ...]
    body: Expression


PENDING = mark("the derivative is being worked out")
"""Why there is nothing yet where a long derivative is taken meanwhile."""


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
        points: Mapping[str, int] | None = None,
        vectors: Mapping[str, Expression] | None = None,
    ) -> None:
        self.unfinished: list[Task] = []
        self._done = done
        self._definitions = definitions
        self._broken = dict(broken)
        self._points = points or {}
        self._vectors = vectors or {}
        self._bodies: dict[tuple[str, int], Expression] = {}
        self.ranges: dict[str, tuple[Expression | None, Expression | None, tuple[bool, bool]]] = {}
        """The written ranges of the parameters of curves."""

    def prepare(self, order: Iterable[str]) -> None:
        """Write out the definitions in working order; one that fails is broken for all that use it."""
        for name in order:
            try:
                self._body(name, 0)
            except Impossible as reason:
                self._broken[name] = str(reason)

    def expand(self, e: Expression) -> Expression:
        """e without nodes of functions and derivatives; raises Impossible.

        A vector is a Tuple, a matrix a Tuple of its rows, and nothing else holds a Tuple. The coordinates of
        a point P of another row are the names P.x, P.y, P.z.
        """
        written = self._expand(e)
        _require_bounded(written)
        return written

    def named(self, e: Expression) -> Expression:
        """The same of what a row gives a name to: a derivative is found where its formula has a hole too."""
        written = self.expand(e)
        if not isinstance(e, Partial | Differential):
            return written
        from calcviz.scene.differentials import found_where  # few rows name a derivative

        return found_where(e, written, self)

    def number(self, e: Expression) -> Expression:
        """The same of what must be a single number."""
        return single(self.expand(e))

    def function(self, e: Expression, variable: str = "x") -> tuple[Expression, str, str | None]:
        """A function argument as (body, variable, name): f, f', a built-in name, or an expression in x."""
        match e:
            case Name(name) if name in self._definitions or name in self._broken:
                return self._body(name, 0), self._only_variable(name), name
            case Apply(name, order, ()) if name in self._definitions or name in self._broken:
                return self._body(name, order), self._only_variable(name), name + "'" * order
            case Apply(name, order, ()):
                return self._derived(Call(name, (Name(variable),)), variable, order), variable, None
            case Name(name) if name in SPELLINGS:
                return Call(SPELLINGS[name], (Name(variable),)), variable, None
        if isinstance(e, Comparison | Logic | Tuple | Sequence):
            raise Impossible(tr("a function is expected here"))
        return self.number(e), variable, None

    def field(self, e: Expression) -> tuple[Expression, tuple[str, ...], str | None]:
        """A function of several variables as (body, variables, name): g, ∂g/∂x, an expression in x, y."""
        body, variables, name = self.mapping(e)
        if isinstance(body, Tuple):
            hint = tr("Its length is one: |{map}|", map=f"{name}({', '.join(variables)})") if name else None
            raise Impossible(tr("a function with one value is expected here, not a map"), hint)
        return body, variables, name

    def map(self, e: Expression) -> tuple[tuple[Expression, ...], tuple[str, ...], str | None]:
        """A map as (components, variables, name): F, ∇g, or a pair of expressions in x and y."""
        body, variables, name = self.mapping(e)
        if not isinstance(body, Tuple):
            known = isinstance(e, Name) and len(variables) == 2
            hint = tr("Its gradient is one: ∇{name}", name=name) if known else None
            raise Impossible(tr("a map with two components is expected here: F(x, y) = (…, …)"), hint)
        if any(isinstance(part, Tuple) for part in body.items):
            raise Impossible(tr("a map with two components is expected here, not a matrix"))
        return body.items, variables, name

    def variables(self, e: Expression) -> tuple[str, ...]:
        """The variables of what stands for a function."""
        return self.mapping(e)[1]

    def mapping(self, e: Expression) -> tuple[Expression, tuple[str, ...], str | None]:
        match e:
            case Name(name) if name in self._definitions or name in self._broken:
                body = self._body(name, 0)
                return body, self._definitions[name].variables, name
            case Partial(Name(name), variables, ()) if name in self._definitions:
                return (
                    self._partial(name, variables),
                    self._definitions[name].variables,
                    partial_text(name, variables),
                )
            case Differential("gradient", Name(name), ()) if name in self._definitions:
                return self.expand(e), self._definitions[name].variables, f"∇{name}"
            case Name(name) if name in SPELLINGS:
                raise Impossible(tr("a function of two variables is expected here: g(x, y) = …"))
        if isinstance(e, Comparison | Logic | Sequence):
            raise Impossible(tr("a function is expected here"))
        return self.expand(e), ("x", "y", "z") if "z" in free_names(e) else ("x", "y"), None

    def is_point(self, e: Expression) -> bool:
        """Whether e is the name of a point, which a drag can move; a vector stays what its row says."""
        return isinstance(e, Name) and e.name in self._points

    def _only_variable(self, name: str) -> str:
        variable = self._single_variable(name)
        if isinstance(self._body(name, 0), Tuple):
            raise Impossible(tr("a function with one value is expected here, not a map"))
        return variable

    def _single_variable(self, name: str) -> str:
        variables = self._definitions[name].variables
        if len(variables) != 1:
            count = len(variables)
            raise Impossible(
                tr("`{name}` has {count} variables; a function of one is expected", name=name, count=count)
            )
        return variables[0]

    def _expand(self, e: Expression) -> Expression:
        match e:
            case Name(name) if name in self._points:
                return Tuple(tuple(Name(f"{name}.{axis}") for axis in "xyz"[: self._points[name]]))
            case Name(name) if name in self._broken and name not in self._definitions:
                raise Impossible(self._broken[name])
            case Name(name) if name in self._vectors:
                return self._body(name, 0)
            case Apply(name, order, arguments) if name not in self._definitions and name in SPELLINGS:
                body = self._derived(Call(SPELLINGS[name], (Name("x"),)), "x", order)
                return substitute(body, {"x": self._expand(arguments[0])})
            case Apply(name, order, arguments):
                return self._at(self._body(name, order), self._definitions[name].variables, arguments)
            case Derivative(body, variable, order):
                return self._derived(self._expand(body), variable, order)
            case Partial(function, names, arguments):
                body, variables, _ = self.mapping(function)
                for name in names:
                    body = self._derived(body, name, 1)
                return self._at(body, variables, arguments) if arguments else body
            case Differential(operator, function, arguments):
                body, variables, _ = self.mapping(function)
                whole = self._differential(operator, body, variables)
                return self._at(whole, variables, arguments) if arguments else whole
            case Call("plus_minus" | "minus_plus" as function, (part,)):
                either = Call("multiply", (Name("±"), self._expand(part)))
                return either if function == "plus_minus" else Call("negate", (either,))
            case Call(function, arguments):
                return self._called(e, function, arguments)
            case Sequence():
                return Name(text(e))
            case Question():
                asked = rebuild(e, self.number)
                assert isinstance(asked, Question)
                return nested(asked)
        return rebuild(e, self._expand)

    def _called(self, e: Call, function: str, arguments: tuple[Expression, ...]) -> Expression:
        """A call of the table; sums and multiples of vectors are taken component by component."""
        parts = tuple([self._expand(part) for part in arguments])
        if any(isinstance(part, Tuple) for part in parts):
            try:
                return componentwise(function, parts)
            except NoVector as reason:
                raise Impossible(str(reason)) from None
        return e if all(a is b for a, b in zip(parts, arguments, strict=True)) else Call(function, parts)

    def _at(
        self, body: Expression, variables: tuple[str, ...], arguments: tuple[Expression, ...]
    ) -> Expression:
        """The value of a body at arguments, among which a point stands for its coordinates."""
        given: list[Expression] = []
        for argument in arguments:
            written = self._expand(argument)
            given.extend(written.items if isinstance(written, Tuple) else (written,))
        if len(given) != len(variables):
            raise Impossible(
                tr("this function has {count} variables, not {given}", count=len(variables), given=len(given))
            )
        return substitute(body, dict(zip(variables, given, strict=True)))

    def _differential(self, operator: Operator, body: Expression, variables: tuple[str, ...]) -> Expression:
        if operator == "jacobian":
            if not isinstance(body, Tuple):
                raise Impossible(
                    tr("a Jacobian matrix needs a map with two components; ∇ is the derivative of one")
                )
            return Tuple(tuple(self._gradient(part, variables) for part in body.items))
        if isinstance(body, Tuple):
            raise Impossible(tr("a function with one value is expected here, not a map"))
        if len(variables) < 2:
            raise Impossible(tr("a function of two variables is expected here: g(x, y) = …"))
        gradient = self._gradient(body, variables)
        if operator == "gradient":
            return gradient
        return Tuple(tuple(self._gradient(part, variables) for part in gradient.items))

    def _gradient(self, body: Expression, variables: tuple[str, ...]) -> Tuple:
        return Tuple(tuple(self._derived(body, name, 1) for name in variables))

    def _partial(self, name: str, variables: tuple[str, ...]) -> Expression:
        body = self._body(name, 0)
        for variable in variables:
            body = self._derived(body, variable, 1)
        return body

    def _body(self, name: str, order: int) -> Expression:
        if name in self._broken or not (name in self._definitions or name in self._vectors):
            raise Impossible(self._broken.get(name) or tr("the row of `{name}` has a problem", name=name))
        known = self._bodies.get((name, order))
        if known is None:
            if name in self._vectors:
                known = self.named(self._vectors[name])
            elif order == 0:
                known = self._defined(self._definitions[name])
            else:
                known = self._derived(self._body(name, order - 1), self._single_variable(name), 1)
            _require_bounded(known)
            self._bodies[name, order] = known
        return known

    def _defined(self, definition: Definition) -> Expression:
        """The body written out; F(x) = ∫ f(x) dx is the antiderivative without a constant."""
        body = definition.body
        if not (isinstance(body, Question) and is_antiderivative(body, definition.variables)):
            return self._expand(body)
        from calcviz.maths.calculus.started import antiderivative  # few rows ask for one

        return antiderivative(self.number(body.body), body.variables[0])

    def _derived(self, e: Expression, variable: str, order: int) -> Expression:
        if isinstance(e, Tuple):
            return Tuple(tuple(self._derived(part, variable, order) for part in e.items))
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


def single(e: Expression) -> Expression:
    """The same of what is a single number; raises Impossible for a vector."""
    if isinstance(e, Tuple):
        raise Impossible(tr("a single number is expected here"))
    return e


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
