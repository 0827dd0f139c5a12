"""Formulas are set as in a textbook."""

import math
from dataclasses import replace

import pytest
from hypothesis import given, settings

from calcviz.language.expression import Call, Expression, Name, Number, Partial, Tuple
from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.language.rows import read_row
from calcviz.language.statements import FunctionRow, MapRow, NumberRow
from calcviz.language.typeset import defined_latex, latex, name_latex, number_latex, statement_latex
from tests.language.trees import expressions

SET = [
    ("3x^2 - 4x", r"3 x^{2} - 4 x"),
    ("2*3", r"2 \cdot 3"),
    ("x*2", r"x \cdot 2"),
    ("x/2", r"\frac{x}{2}"),
    ("2(1/3)", r"2 \cdot \frac{1}{3}"),
    ("sqrt(x)", r"\sqrt{x}"),
    ("cbrt(x)", r"\sqrt[3]{x}"),
    ("root(x, 5)", r"\sqrt[5]{x}"),
    ("|x|", r"\left|x\right|"),
    ("⌊x⌋", r"\left\lfloor x\right\rfloor"),
    ("sin 2x", r"\sin\left(2 x\right)"),
    ("sin^2 x", r"\sin^{2}\left(x\right)"),
    ("asin x", r"\arcsin\left(x\right)"),
    ("asinh x", r"\operatorname{arsinh}\left(x\right)"),
    ("sigmoid x", r"\operatorname{sigmoid}\left(x\right)"),
    ("e^x + exp(-x)", r"e^{x} + e^{-x}"),
    ("log x + log(x, 2) + ln x", r"\log_{10}\left(x\right) + \log_{2}\left(x\right) + \ln\left(x\right)"),
    ("(x+1)(x-1)", r"\left(x + 1\right) \left(x - 1\right)"),
    ("(-x)^2", r"\left(-x\right)^{2}"),
    ("(x/2)^2", r"\left(\frac{x}{2}\right)^{2}"),
    ("x^(1/3)", r"x^{\frac{1}{3}}"),
    ("2^3^2", r"2^{3^{2}}"),
    ("(n+1)!", r"\left(n + 1\right)!"),
    ("a - (b - n)", r"a - \left(b - n\right)"),
    ("-(a + b)", r"-\left(a + b\right)"),
    ("1e-7 x", r"10^{-7} x"),
    ("1.5e-7", r"1.5 \cdot 10^{-7}"),
    ("pi theta", r"\pi \theta"),
    ("f''(x)", r"f''\left(x\right)"),
    ("f''''(x)", r"f^{(4)}\left(x\right)"),
    ("d/dx f(x)", r"\frac{d}{d x} f\left(x\right)"),
    ("diff(f(x), x) x", r"\left(\frac{d}{d x} f\left(x\right)\right) x"),
    ("diff(x + 1, x, 2)", r"\frac{d^{2}}{d x^{2}} \left(x + 1\right)"),
    ("{x < 0: -x, otherwise: x^2}", r"\begin{cases} -x & x < 0 \\ x^{2} & \text{otherwise} \end{cases}"),
    ("x {0 < x <= 1}", r"x \quad \left(0 < x \le 1\right)"),
    ("x {x > 0 and x != 1}", r"x \quad \left(x > 0 \text{ and } x \ne 1\right)"),
]


@pytest.mark.parametrize(("typed", "written"), SET)
def test_set(typed: str, written: str, names: Names) -> None:
    e = parse(typed, names)
    assert isinstance(e, Expression), e
    assert latex(e) == written


STATEMENTS = [
    ("f(x) = 3x^2 - 4x", r"f(x) = 3 x^{2} - 4 x"),
    ("y = x", "y = x"),
    ("x^2", "x^{2}"),
    ("alpha = 1.5", r"\alpha = 1.5"),
    ("Q = (1, a)", r"Q = \left(1, a\right)"),
    ("f'(1)", r"f'\left(1\right)"),
    ("tangent(f, a = 1)", r"\mathrm{tangent}\left(f, a = 1\right)"),
    ("tangent(abs, 1)", r"\mathrm{tangent}\left(\operatorname{abs}, 1\right)"),
    ("difference_quotients(f', 1)", r"\mathrm{difference\ quotients}\left(f', 1\right)"),
    ("# note", ""),
    ("x = 3", "x = 3"),
]


@pytest.mark.parametrize(("typed", "written"), STATEMENTS)
def test_statements(typed: str, written: str, names: Names) -> None:
    statement = read_row(typed, names).statement
    assert statement is not None
    assert statement_latex(statement) == written


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("x", "x"),
        ("rate", r"\mathrm{rate}"),
        ("alpha", r"\alpha"),
        ("γ", r"\gamma"),
        ("Omega", r"\Omega"),
        ("Alpha", r"\mathrm{Α}"),
        ("x_0", "x_{0}"),
        ("beta_max", r"\beta_{\mathrm{max}}"),
        ("<img src=x>", r"\mathrm{imgsrcx}"),
        (r"\input{x}", r"\mathrm{inputx}"),
    ],
)
def test_names(name: str, written: str) -> None:
    assert name_latex(name) == written
    assert latex(Name(name)) == written
    assert statement_latex(NumberRow(name, Number(1))) == f"{written} = 1"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (2.0, "2"),
        (-0.25, "-0.25"),
        (1e-7, "10^{-7}"),
        (-2.5e30, r"-2.5 \cdot 10^{30}"),
        (-0.0, "0"),
        (math.inf, r"\infty"),
        (math.nan, ""),
    ],
)
def test_number_latex(value: float, written: str) -> None:
    assert number_latex(value) == written


@settings(max_examples=200)
@given(expressions())
def test_every_tree_is_set_with_matching_braces(e: Expression) -> None:
    written = latex(e)
    level = 0
    for character in written.replace(r"\{", "").replace(r"\}", ""):
        level += (character == "{") - (character == "}")
        assert level >= 0
    assert level == 0 and written.count(r"\left") - written.count(r"\left\lfloor") * 0 == written.count(
        r"\right"
    )


def test_a_function_is_written_out_where_that_says_more() -> None:
    row = FunctionRow("g", "x", Name("x"))
    assert defined_latex(row, Name("x")) == "g(x) = x"
    assert defined_latex(row, Number(6)) == "g(x) = x = 6"


SEVERAL = [
    ("∂g/∂x", r"\frac{\partial g}{\partial x}"),
    ("∂g/∂x + 1", r"\frac{\partial g}{\partial x}\left(x, y\right) + 1"),
    ("∂²g/∂x∂y(1, 2)", r"\frac{\partial^{2} g}{\partial x \, \partial y}\left(1, 2\right)"),
    ("∂³g/∂x²∂y", r"\frac{\partial^{3} g}{\partial x^{2} \, \partial y}"),
    ("(∂g/∂x)^2", r"\left(\frac{\partial g}{\partial x}\left(x, y\right)\right)^{2}"),
    ("∂/∂x (x^2 y)", r"\frac{\partial}{\partial x} \left(x^{2} y\right)"),
    ("∂²/∂x∂y (x^2 y)", r"\frac{\partial^{2}}{\partial x \, \partial y} \left(x^{2} y\right)"),
    ("∂(x y)/∂x(1, 2)", r"\frac{\partial\left(x y\right)}{\partial x}\left(1, 2\right)"),
    ("d/dx (a x)", r"\frac{d}{d x} \left(a x\right)"),
    ("∇g", r"\nabla g"),
    ("∇(x y)", r"\nabla\left(x y\right)"),
    ("-∇q", r"-\nabla q"),
    ("2∇q", r"\begin{pmatrix} 2 \frac{\partial q}{\partial u}\left(u, v\right) \\ "
            r"2 \frac{\partial q}{\partial v}\left(u, v\right) \end{pmatrix}"),
    ("∇g(3, 4)", r"\nabla g\left(3, 4\right)"),
    ("|∇g(P)|", r"\left|\nabla g\left(P\right)\right|"),
    ("jacobian F", "J_{F}"),
    ("jacobian F(1, 2)", r"J_{F}\left(1, 2\right)"),
    ("hessian g(0, 0)", r"H_{g}\left(0, 0\right)"),
    ("h(x, y) = x y", "h(x, y) = x y"),
    ("h(α, β) = α", r"h(\alpha, \beta) = \alpha"),
    ("z = x y", "z = x y"),
    ("G(x, y) = (x^2, -y)", r"G(x, y) = \begin{pmatrix} x^{2} \\ -y \end{pmatrix}"),
    ("G(x, y) = ∇g", r"G(x, y) = \nabla g"),
    ("Q = (1, 2, 3)", r"Q = \left(1, 2, 3\right)"),
    ("gradient(∂g/∂x, P)", r"\mathrm{gradient}\left(\frac{\partial g}{\partial x}, P\right)"),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "written"), SEVERAL)
def test_several_variables(typed: str, written: str, names: Names) -> None:
    named = replace(names, commands=names.commands | {"gradient"})
    statement = read_row(typed, named).statement
    assert statement is not None and statement_latex(statement) == written


def test_what_a_map_comes_to(names: Names) -> None:
    x, y = Name("x"), Name("y")
    row = MapRow(None, ("x", "y"), (Partial(Name("g"), ("x",), (x, y)), Partial(Name("g"), ("y",), (x, y))))
    body = Tuple((Call("multiply", (Number(2), x)), y))
    assert defined_latex(row, body) == r"\nabla g = \begin{pmatrix} 2 x \\ y \end{pmatrix}"
    plain = MapRow("F", ("x", "y"), (x, y))
    assert defined_latex(plain, Tuple((x, y))) == statement_latex(plain)
    matrix = Tuple((Tuple((Number(1), Number(2))), Tuple((Number(3), x))))
    assert latex(matrix) == r"\begin{pmatrix} 1 & 2 \\ 3 & x \end{pmatrix}"
