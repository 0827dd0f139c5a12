"""Functions of several variables, maps, points in space, partial derivatives, gradients, matrices."""

from dataclasses import replace

import pytest

from calcviz.language.expression import (
    Apply,
    Call,
    Derivative,
    Differential,
    Expression,
    Name,
    Number,
    Partial,
    Tuple,
    free_names,
    substitute,
)
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.problems import Problem
from calcviz.language.reader import parse
from calcviz.language.rows import read_row
from calcviz.language.statements import (
    CommandRow,
    CurveRow,
    FieldRow,
    FunctionRow,
    MapRow,
    PointRow,
    Statement,
    ValueRow,
)

x, y, u, v, P = Name("x"), Name("y"), Name("u"), Name("v"), Name("P")
one, two, three, four = Number(1), Number(2), Number(3), Number(4)
g, F = Name("g"), Name("F")
squares = Call("add", (Call("power", (x, two)), Call("power", (y, two))))


@pytest.fixture(scope="session")
def names(names: Names) -> Names:
    """The same with commands of several variables."""
    commands = "gradient tangent_plane level_curves vector_field streamlines directional"
    return replace(names, commands=names.commands | frozenset(commands.split()))


def said(typed: str, names: Names) -> Statement:
    reading = read_row(typed, names)
    assert reading.statement is not None, reading.problem
    return reading.statement


FIELDS = [
    ("h(x, y) = x^2 + y^2", "h", ("x", "y"), "x^2 + y^2"),
    ("h(x, y, z) = x y z", "h", ("x", "y", "z"), "x*y*z"),
    ("h(α, β) = α β", "h", ("alpha", "beta"), "alpha*beta"),
    ("h(x, y) = 3", "h", ("x", "y"), "3"),
    ("h(x, y) = x, y > 0", "h", ("x", "y"), "x {y > 0}"),
    ("h(x, y) = |∇g|", "h", ("x", "y"), "abs(∇g(x, y))"),
    ("h(x, y) = ∂g/∂x", "h", ("x", "y"), "∂g/∂x(x, y)"),
    ("h(x, y) = g(y, x)", "h", ("x", "y"), "g(y, x)"),
    ("z = x^2 + y^2", None, ("x", "y"), "x^2 + y^2"),
    ("z = 3", None, ("x", "y"), "3"),
    ("z = x^2", None, ("x", "y"), "x^2"),
    ("z = x y for x > 0", None, ("x", "y"), "x*y {x > 0}"),
    ("x^2 + y^2", None, ("x", "y"), "x^2 + y^2"),
    ("y + x", None, ("x", "y"), "y + x"),
    ("x t", None, ("x", "t"), "x*t"),
    ("z y x", None, ("x", "y", "z"), "z*y*x"),
    ("∂g/∂x", None, ("x", "y"), "∂g/∂x(x, y)"),
    ("∂g/∂x + 1", None, ("x", "y"), "∂g/∂x(x, y) + 1"),
    ("∂g/∂x ∂g/∂y", None, ("x", "y"), "∂g/∂x(x, y)*∂g/∂y(x, y)"),
    ("(∂g/∂x)²", None, ("x", "y"), "∂g/∂x(x, y)^2"),
    ("2∂g/∂x (x + 1)", None, ("x", "y"), "2*∂g/∂x(x, y)*(x + 1)"),
    ("∂q/∂u", None, ("u", "v"), "∂q/∂u(u, v)"),
    ("v + ∂q/∂u", None, ("u", "v"), "v + ∂q/∂u(u, v)"),
    ("∂/∂x g(x, y)", None, ("x", "y"), "diff(g(x, y), x)"),
    ("∂/∂x x^2 y + y", None, ("x", "y"), "diff(x^2*y, x) + y"),
    ("∂(x^2 y)/∂x", None, ("x", "y"), "diff(x^2*y, x)"),
    ("∂²/∂x∂y (x^2 y)", None, ("x", "y"), "diff(diff(x^2*y, y), x)"),
    ("∂³/∂x²∂y (x^2 y)", None, ("x", "y"), "diff(diff(x^2*y, y), x, 2)"),
    ("d/dx g(x, y)", None, ("x", "y"), "diff(g(x, y), x)"),
    ("diff(g(x, y), x)", None, ("x", "y"), "diff(g(x, y), x)"),
    ("diff(g(x, y), x, 2)", None, ("x", "y"), "diff(g(x, y), x, 2)"),
    ("diff(g(x, y), x, y)", None, ("x", "y"), "diff(diff(g(x, y), x), y)"),
    ("diff(g(x, y), x, 2, y)", None, ("x", "y"), "diff(diff(g(x, y), x, 2), y)"),
    ("|∇g(x, y)|", None, ("x", "y"), "abs(∇g(x, y))"),
]


@pytest.mark.parametrize(("typed", "name", "variables", "body"), FIELDS)
def test_functions(typed: str, name: str | None, variables: tuple[str, ...], body: str, names: Names) -> None:
    row = said(typed, names)
    assert isinstance(row, FieldRow)
    assert (row.name, row.variables, text(row.body)) == (name, variables, body)
    assert row.written_z == typed.startswith("z =")


MAPS = [
    ("G(x, y) = (x^2 - y, x y)", "G", ("x", "y"), ("x^2 - y", "x*y")),
    ("G(x, y) = (x, y, x y)", "G", ("x", "y"), ("x", "y", "x*y")),
    ("G(x, y, z) = (y, z)", "G", ("x", "y", "z"), ("y", "z")),
    ("G(x, y) = (x, y), x > 0", "G", ("x", "y"), ("x {x > 0}", "y {x > 0}")),
    ("G(x, y) = ∇g", "G", ("x", "y"), ("∂g/∂x(x, y)", "∂g/∂y(x, y)")),
    ("G(x, y) = -∇g(x, y)/2", "G", ("x", "y"), ("-∂g/∂x(x, y)/2", "-∂g/∂y(x, y)/2")),
    ("G(x, y) = 2∇g(x, y) + (1, x)", "G", ("x", "y"), ("2*∂g/∂x(x, y) + 1", "2*∂g/∂y(x, y) + x")),
    ("(-y, x)", None, ("x", "y"), ("-y", "x")),
    ("∇g", None, ("x", "y"), ("∂g/∂x(x, y)", "∂g/∂y(x, y)")),
    ("grad g", None, ("x", "y"), ("∂g/∂x(x, y)", "∂g/∂y(x, y)")),
    ("grad(g)", None, ("x", "y"), ("∂g/∂x(x, y)", "∂g/∂y(x, y)")),
    ("∇q", None, ("u", "v"), ("∂q/∂u(u, v)", "∂q/∂v(u, v)")),
    ("∇g(y, x)", None, ("x", "y"), ("∂g/∂x(y, x)", "∂g/∂y(y, x)")),
    ("grad(x^2 + y^2)", None, ("x", "y"), ("diff(x^2 + y^2, x)", "diff(x^2 + y^2, y)")),
    ("∇sin(x y)", None, ("x", "y"), ("diff(sin(x*y), x)", "diff(sin(x*y), y)")),
    ("∇(x y z)", None, ("x", "y", "z"), ("diff(x*y*z, x)", "diff(x*y*z, y)", "diff(x*y*z, z)")),
]


@pytest.mark.parametrize(("typed", "name", "variables", "components"), MAPS)
def test_maps(
    typed: str, name: str | None, variables: tuple[str, ...], components: tuple[str, ...], names: Names
) -> None:
    row = said(typed, names)
    assert isinstance(row, MapRow)
    assert (row.name, row.variables) == (name, variables)
    assert tuple(text(e).replace("(", "").replace(")", "") for e in row.components) == tuple(
        e.replace("(", "").replace(")", "") for e in components
    )


VALUES: list[tuple[str, Expression]] = [
    ("∂g/∂x(1, 2)", Partial(g, ("x",), (one, two))),
    ("∂g/∂x (1, 2)", Partial(g, ("x",), (one, two))),
    ("∂g(x, y)/∂x(1, 2)", Partial(g, ("x",), (one, two))),
    ("∂g/∂x(P)", Partial(g, ("x",), (P,))),
    ("∂g/∂x (P)", Partial(g, ("x",), (P,))),
    ("∂²g/∂x²(1, 2)", Partial(g, ("x", "x"), (one, two))),
    ("∂²g/∂x∂y(1, 2)", Partial(g, ("y", "x"), (one, two))),
    ("∂^2 g/∂y∂x (1,2)", Partial(g, ("x", "y"), (one, two))),
    ("∂²g/(∂x ∂y)(1, 2)", Partial(g, ("y", "x"), (one, two))),
    ("∂³g/∂x²∂y(1, 2)", Partial(g, ("y", "x", "x"), (one, two))),
    ("∂(x^2 + y^2)/∂x(1, 2)", Partial(squares, ("x",), (one, two))),
    ("∂f/∂x(2)", Apply("f", 1, (two,))),
    ("∇g(3, 4)", Differential("gradient", g, (three, four))),
    ("∇g((3, 4))", Differential("gradient", g, (three, four))),
    ("grad(g)(3, 4)", Differential("gradient", g, (three, four))),
    ("∇g(P)", Differential("gradient", g, (P,))),
    ("∇(x^2+y^2)(3,4)", Differential("gradient", squares, (three, four))),
    ("jacobian F", Differential("jacobian", F)),
    ("jacobian F(x, y)", Differential("jacobian", F)),
    ("jacobian F(1, 2)", Differential("jacobian", F, (one, two))),
    ("jacobian (x, y)(1, 2)", Differential("jacobian", Tuple((x, y)), (one, two))),
    ("hessian g", Differential("hessian", g)),
    ("hessian g(P)", Differential("hessian", g, (P,))),
    ("hessian(x^2 + y^2)", Differential("hessian", squares)),
    ("g(P)", Apply("g", 0, (P,))),
    ("g((3, 4))", Apply("g", 0, (three, four))),
    ("F(1, 2)", Apply("F", 0, (one, two))),
    ("-2∇g(P)", Call("negate", (Call("multiply", (two, Differential("gradient", g, (P,)))),))),
    ("|∇g(P)|", Call("abs", (Differential("gradient", g, (P,)),))),
    ("P + (1, 2)", Call("add", (P, Tuple((one, two))))),
]


@pytest.mark.parametrize(("typed", "value"), VALUES)
def test_values(typed: str, value: Expression, names: Names) -> None:
    assert said(typed, names) == ValueRow(value)
    assert parse(text(value), names) == value


def test_points_in_space(names: Names) -> None:
    assert said("Q = (1, 2, 3)", names) == PointRow("Q", one, two, three)
    assert said("(1, 2, a)", names) == PointRow(None, one, two, Name("a"))


def test_one_variable_is_what_it_was(names: Names) -> None:
    assert said("∂f/∂x", names) == FunctionRow(None, "x", Apply("f", 1, (x,)))
    assert said("g(x, 1)", names) == FunctionRow(None, "x", Apply("g", 0, (x, one)))
    assert said("h(x) = ∂g/∂x(x, 1)", names) == FunctionRow("h", "x", Partial(g, ("x",), (x, one)))
    assert isinstance(said("∇g(x, 1)", names), CurveRow)


ARGUMENTS: list[tuple[str, tuple[Expression, ...]]] = [
    ("gradient(g, (3, 4))", (g, Tuple((three, four)))),
    ("gradient(g, P)", (g, P)),
    ("tangent_plane(x^2+y^2, P)", (squares, P)),
    ("level_curves(∂g/∂x)", (Partial(g, ("x",)),)),
    ("level_curves(∂²g/∂x∂y)", (Partial(g, ("y", "x")),)),
    ("level_curves(∂g/∂x + 1)", (Call("add", (Partial(g, ("x",), (x, y)), one)),)),
    ("vector_field(∇g)", (Differential("gradient", g),)),
    ("vector_field(grad g)", (Differential("gradient", g),)),
    ("vector_field(∇(x^2 + y^2))", (Differential("gradient", squares),)),
    ("vector_field(-∇g)", (Call("negate", (Differential("gradient", g, (x, y)),)),)),
    ("streamlines((−y, x))", (Tuple((Call("negate", (y,)), x)),)),
    ("directional(F, (1,1), 2)", (F, Tuple((one, one)), two)),
]


@pytest.mark.parametrize(("typed", "arguments"), ARGUMENTS)
def test_arguments_of_commands(typed: str, arguments: tuple[Expression, ...], names: Names) -> None:
    row = said(typed, names)
    assert isinstance(row, CommandRow) and row.positional == arguments
    again = said(f"{row.command}({', '.join(text(e) for e in arguments)})", names)
    assert isinstance(again, CommandRow) and again.positional == arguments


SAID = [
    ("∇f", 1, 2, "`f` has one variable", "Its derivative is `f'`"),
    ("hessian f", 8, 9, "`f` has one variable", "Its derivative is `f''`"),
    (
        "jacobian g",
        9,
        10,
        "`g` has one component; a Jacobian matrix needs a map: F(x, y) = (…, …)",
        "Its derivative is `∇g`",
    ),
    ("jacobian(x y)", 8, 13, "a Jacobian matrix needs a map: F(x, y) = (…, …)", None),
    ("hessian F", 8, 9, "`F` is a map with several components", "Its derivative is `jacobian F`"),
    ("∇F(1, 2)", 1, 2, "`F` is a map with several components", "Its derivative is `jacobian F`"),
    ("∂F/∂x", 1, 2, "`F` is a map with several components", "Its derivative is `jacobian F`"),
    ("∇g(1)", 0, 5, "∇g takes 2 arguments, not 1", None),
    ("∇g(1,5, 2)", 0, 10, "∇g takes 2 arguments, not 3", "a decimal point is written `.`"),
    ("∂g/∂x(1)", 0, 8, "∂g/∂x takes 2 arguments, not 1", None),
    ("g(1, 2, 3)", 0, 10, "g takes 2 arguments, not 3", None),
    ("jacobian(F, (1, 2))", 9, 11, "the place stands in a bracket of its own: `jacobian F(3, 4)`", None),
    ("∂g/∂t", 0, 5, "`g` does not depend on a variable `t`", "Its variables are x, y"),
    ("∂f/∂y", 0, 5, "`f` does not depend on a variable `y`", "Its variable is x"),
    ("∂h/∂x", 1, 2, "nothing is named `h`", "Define it in a row: h(x, y) = …"),
    ("∇h(1, 2)", 1, 2, "nothing is named `h`", "Define it in a row: h(x, y) = …"),
    ("∂g/dx", 3, 5, "a partial derivative is written ∂g/∂x", None),
    ("∂²g/∂x", 0, 6, "the two orders of this derivative differ", None),
    ("∂g(1, 2)/∂x", 0, 11, "in `∂g(1, 2)/∂x` nothing varies any more",
     "The value at a point is written `∂g/∂x(…)`"),
    ("dg/dx", 0, 5, "`g` has 2 variables", "Its derivatives are written `∂g/∂x`"),
    ("g'(1, 2)", 0, 2, "`g` has 2 variables", "Its derivatives are written `∂g/∂x`"),
    ("g_x(1, 2)", 0, 3, "nothing is named `g_x`", "Did you mean `∂g/∂x`?"),
    ("g_xy", 0, 4, "nothing is named `g_xy`", "Did you mean `∂²g/∂y∂x`?"),
    ("h(x) = ∂g/∂x", 7, 12, "`∂g/∂x` needs its arguments here: `∂g/∂x(x, y)`", None),
    ("∇", 0, 1, "∇ needs a function", None),
    ("∇x", 1, 2, "`x` is no function", "Of an expression it is written ∇(x^2 + y^2)"),
    ("∇sin(x)", 1, 7, "a function of several variables is expected here, such as x^2 + y^2", None),
    ("∇(x t)", 1, 6, "an expression is differentiated by x, y and z here",
     "Give it a name in a row: g(t, x) = …"),
    ("∇g + 1", 0, 2, "a single number is expected here", None),
    ("sin(∇g)", 4, 6, "a single number is expected here", None),
    ("P + 1", 0, 1, "a single number is expected here", None),
    ("∇g = 0", 0, 2, "a single number is expected here", None),
    ("z = (1, 2)", 4, 10, "a single number is expected here", None),
    ("h = 2 hessian g(1, 2)", 4, 21, "a matrix has no name: a name stands for a number, a point or a vector",
     "Without the name this row is computed"),
    ("h = ∇g(1, 2) in [0, 1]", 13, 22, "a vector has no range: only a number is a slider",
     "Put the slider into the vector: 2a*∇g(1, 2)"),
    ("h(x, y) = [x, y]", 10, 16, "a single number is expected here", None),
    ("(1, 2, 3, 4)", 0, 12, "a point has two coordinates, or three in space", None),
    ("F(x, y)", 0, 7, "`F` is a map with several components", "Its own row shows it"),
    ("G(x, y) = (F(y, x), 1)", 10, 22, "the components of this cannot be told: write them as (…, …)", None),
    ("jacobian F(x, 1)", 0, 16, "a matrix is computed at a point: `hessian g(1, 2)`", None),
    ("2 hessian g", 0, 11, "a matrix is computed at a point: `hessian g(1, 2)`", None),
    ("h(x, y) = hessian g", 10, 19, "the components of this cannot be told: write them as (…, …)", None),
    ("h = ∂g/∂x", 4, 9, "`h` depends on `x`, so it is a function", "Write h(x, y) = …"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "start", "end", "message", "hint"), SAID)
def test_said(typed: str, start: int, end: int, message: str, hint: str | None, names: Names) -> None:
    problem = read_row(typed, names).problem
    assert problem is not None
    assert replace(problem, seen=None, partner=None) == Problem(start, end, message, hint)


def test_the_variables_of_an_expression_at_a_point_are_its_own() -> None:
    e = Differential("gradient", Call("multiply", (Name("a"), squares)), (x, one))
    assert free_names(e) == {"a", "x"}
    assert substitute(e, {"x": two, "a": three}) == Differential(
        "gradient", Call("multiply", (three, squares)), (two, one)
    )
    assert substitute(Partial(g, ("x",), (x, y)), {"g": one, "x": two}) == Partial(g, ("x",), (two, y))


def test_a_slider_among_the_variables_of_a_function() -> None:
    named = Names(functions=frozenset({("w", ("x", "t"))}), numbers=frozenset({"t"}))
    row = said("∂w/∂t", named)
    assert isinstance(row, FieldRow) and row.variables == ("x", "t")
    assert said("∂/∂x (x t)", named) == FunctionRow(
        None, "x", Derivative(Call("multiply", (x, Name("t"))), "x", 1)
    )
