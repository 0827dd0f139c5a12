"""Rows steps(…): the derivations of orders and components, the derivative, its value at a place."""

import pytest

from calcviz.concepts import discover
from calcviz.language.notation import text
from calcviz.scene.document import Document, Row
from calcviz.scene.item import Item
from calcviz.scene.resolve import resolve
from calcviz.session import Session

discover()


def last(*texts: str) -> Item:
    return resolve(Document(tuple(Row(k, each) for k, each in enumerate(texts, 1)))).items[-1]


G = "g(x, y) = x^2 y^3"


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (("f(x) = x^3", "steps(f'(x))"), {"f'(x)": "3*x^2"}),
        (("f(x) = x^3", "steps(f''(x))"), {"f'(x)": "3*x^2", "f''(x)": "6*x"}),
        ((G, "steps(∂g/∂x)"), {"∂g/∂x": "2*y^3*x"}),
        ((G, "steps(∂²g/∂x∂y)"), {"∂g/∂y": "3*x^2*y^2", "∂²g/∂x∂y": "6*y^2*x"}),
        ((G, "steps(∇g)"), {"∂g/∂x": "2*y^3*x", "∂g/∂y": "3*x^2*y^2"}),
        ((G, "steps(diff(g(x, y), y))"), {"diff(g(x, y), y)": "3*x^2*y^2"}),
        (("steps(d^2/dx^2 x^3)",), {"diff(x^3, x)": "3*x^2", "diff(x^3, x, 2)": "6*x"}),
        (("steps(sin'(x))",), {"sin'(x)": "cos(x)"}),
        (
            ("F(x, y) = (x y, x - y)", "steps(jacobian F)"),
            {"∂F_1/∂x": "y", "∂F_1/∂y": "x", "∂F_2/∂x": "1", "∂F_2/∂y": "-1"},
        ),
        (
            (G, "steps(hessian g)"),
            {
                "∂g/∂x": "2*y^3*x",
                "∂²g/∂x²": "2*y^3",
                "∂²g/∂y∂x": "6*x*y^2",
                "∂g/∂y": "3*x^2*y^2",
                "∂²g/∂x∂y": "6*y^2*x",
                "∂²g/∂y²": "6*x^2*y",
            },
        ),
    ],
)
def test_one_derivation_for_each_derivative(rows: tuple[str, ...], expected: dict[str, str]) -> None:
    item = last(*rows)
    assert {text(each.asked): text(each.result) for each in item.derivations} == expected
    assert item.problem is None and item.value is None and item.components is None


@pytest.mark.parametrize(
    ("rows", "value", "ends"),
    [
        (("f(x) = x^2", "steps(f'(3))"), 6.0, ["2*3"]),
        (("a = 2", "f(x) = x^2", "steps(f'(a))"), 4.0, ["2*a"]),
        ((G, "steps(∂g/∂x(1, 2))"), 16.0, ["2*2^3*1"]),
        ((G, "steps(∇g(1, 2))"), (16.0, 12.0), ["2*2^3*1", "3*1^2*2^2"]),
        (("steps(d/dx 5)",), 0.0, ["0"]),
    ],
)
def test_a_place_gives_a_last_line_and_a_value(rows: tuple[str, ...], value: object, ends: list[str]) -> None:
    item = last(*rows)
    assert [text(each.result) for each in item.derivations] == ends
    assert value in (item.value, item.components)


def test_the_row_reads_the_derivative() -> None:
    assert last("steps(d/dx x^3)").latex == r"\frac{d}{d x} x^{3} = 3 x^{2}"
    long = last("steps(d/dx (" + "+".join(f"sin({k}x)" for k in range(1, 20)) + "))")
    assert " = " not in long.latex


def test_a_variable_with_the_name_of_a_slider_is_still_the_variable() -> None:
    item = last("a = 3", "f(a) = a^2", "steps(f'(a))")
    assert [text(each.result) for each in item.derivations] == ["2*a"]


def test_a_slider_in_the_place_moves_the_value() -> None:
    texts = ("a = 2", "steps(d/dx (a x^2))", "f(x) = x^2", "steps(f'(a))")
    rows = tuple(Row(k, each) for k, each in enumerate(texts, 1))
    session = Session(Document(rows))
    session.preview_value(1, "a", 5.0)
    assert session.frame.row(4).value == 10.0
    assert session.frame.row(2).value is None and session.frame.row(2).derivations


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (("steps(d/dx gcd(x, 2))",), "the derivative of gcd is not in the table"),
        (("f(x) = )", "steps(f'(x))"), "the row of `f` has a problem"),
        (("f(x) = f(x)", "steps(f'(x))"), "the row of `f` has a problem"),
    ],
)
def test_why_there_is_none(rows: tuple[str, ...], message: str) -> None:
    problem = last(*rows).problem
    assert problem is not None and problem.message == message
