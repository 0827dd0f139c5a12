"""Rows that ask for a derivation: what they read, and what is said of the others."""

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
    Question,
)
from calcviz.language.names import Names
from calcviz.language.rows import head, read_row
from calcviz.language.statements import StepsRow
from calcviz.language.typeset import statement_latex

NAMES = Names(
    functions=frozenset({("f", ("x",)), ("g", ("x", "y")), ("F", ("x", "y"))}),
    maps=frozenset("F"),
    numbers=frozenset("a"),
)
X, Y, G = Name("x"), Name("y"), Name("g")
FIRST = Apply("f", 1, (X,))


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("steps(f'(x))", FIRST),
        ("steps(f')", FIRST),
        ("steps( f''(x) )", Apply("f", 2, (X,))),
        ("steps(f'(a))", Apply("f", 1, (Name("a"),))),
        ("steps(∂g/∂x)", Partial(G, ("x",))),
        ("steps(∂g/∂x(x, y))", Partial(G, ("x",))),
        ("steps(∂²g/∂x∂y)", Partial(G, ("y", "x"))),
        ("steps(∂g/∂x(1, 2))", Partial(G, ("x",), (Number(1), Number(2)))),
        ("steps(d/dx (x^2))", Derivative(Call("power", (X, Number(2))), "x", 1)),
        ("steps(diff(g(x, y), x))", Derivative(Apply("g", 0, (X, Y)), "x", 1)),
        ("steps(diff(f(x), x, 3))", Derivative(Apply("f", 0, (X,)), "x", 3)),
        ("steps(∇g)", Differential("gradient", G)),
        ("steps(grad g)", Differential("gradient", G)),
        ("steps(jacobian F)", Differential("jacobian", Name("F"))),
        ("steps(hessian g)", Differential("hessian", G)),
    ],
)
def test_a_derivative_is_asked_for(typed: str, asked: Expression) -> None:
    found = read_row(typed, NAMES).statement
    assert isinstance(found, StepsRow)
    assert found.asked == asked


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("steps(f)", "Did you mean `steps(f'(x))`?"),
        ("steps(f(x))", "Did you mean `steps(f'(x))`?"),
        ("steps(g)", "Did you mean `steps(∂g/∂x)`?"),
        ("steps(F)", "Did you mean `steps(jacobian F)`?"),
        ("steps(x^2)", "Did you mean `steps(d/dx (x^2))`?"),
        ("steps(x y)", None),
        ("steps(2)", None),
    ],
)
def test_what_is_no_derivative_gets_the_row_that_was_meant(typed: str, hint: str | None) -> None:
    problem = read_row(typed, NAMES).problem
    assert problem is not None
    assert problem.message == "a derivative is expected here, such as f'(x) or ∂g/∂x"
    assert problem.hint == hint
    if hint is not None:
        meant = read_row(hint.split("`")[1], NAMES)
        assert isinstance(meant.statement, StepsRow)


@pytest.mark.parametrize("typed", ["2 steps(f'(x))", "b = steps(f'(x))", "h(x) = steps(f'(x))", "steps"])
def test_a_derivation_stands_alone_in_its_row(typed: str) -> None:
    problem = read_row(typed, NAMES).problem
    assert problem is not None and problem.message == "steps(…) stands alone in its row"


@pytest.mark.parametrize(
    "typed", ["steps()", "steps(", "steps(f'(x)", "steps(f'(x)) + 1", "steps(f'(x), 2)", "steps(f'(q))"]
)
def test_what_is_broken_is_a_problem(typed: str) -> None:
    assert read_row(typed, NAMES).problem is not None


def test_the_word_is_taken_and_integrals_have_steps_too() -> None:
    assert head("steps = 2") is None
    asked = Question("integral", Name("x"), ("x",))
    assert read_row("steps(integral(x, x))", NAMES).statement == StepsRow(asked)


def test_it_is_typeset_as_the_derivative() -> None:
    found = read_row("steps(∂g/∂x)", NAMES).statement
    assert found is not None and statement_latex(found) == r"\frac{\partial g}{\partial x}"
