"""Functions of several variables, maps, vectors and points among the rows."""

import pytest

from calcviz.concepts import discover
from calcviz.engine.answers import answer
from calcviz.language.notation import text
from calcviz.language.rows import read_row
from calcviz.scene.defining import names_of
from calcviz.scene.document import Document, Row
from calcviz.scene.resolve import resolve
from calcviz.session import Session

discover()

NOT_A_MAP = "a function with one value is expected here, not a map"
A_MAP = "a map with two components is expected here: F(x, y) = (…, …)"


def scene(*texts: str):
    return resolve(Document(tuple(Row(k, each) for k, each in enumerate(texts, 1))))


def last(*texts: str):
    """The item of the last row; the rows before it have no problem."""
    items = scene(*texts).items
    assert [item.problem for item in items[:-1]] == [None] * (len(items) - 1)
    return items[-1]


def answered(*texts: str):
    session = Session(Document(tuple(Row(k, each) for k, each in enumerate(texts, 1))))
    row = session.frame.rows[-1]
    return answer(session.scene.item(row.row.id), row, session.scene)


@pytest.mark.parametrize(
    ("rows", "components"),
    [
        (("g(x, y) = x^2 + y^2", "∇g(3, 4)"), (6, 8)),
        (("g(x, y) = x^2 + y^2", "P = (3, 4)", "∇g(P)"), (6, 8)),
        (("a = 3", "g(x, y) = x^2 + y^2", "P = (a, a + 1)", "∇g(P)/2"), (3, 4)),
        (("grad(x^2 y)(2, 3)",), (12, 4)),
        (("h(x, y, z) = x y z", "∇h(1, 2, 3)"), (6, 3, 2)),
        (("F(x, y) = (x^2 - y, x y)", "F(3, 2)"), (7, 6)),
        (("F(x, y) = (x^2 - y, x y)", "jacobian F(1, 2)"), ((2, -1), (2, 1))),
        (("g(x, y) = x^3 y^2", "hessian g(1, 2)"), ((24, 12), (12, 2))),
        (("hessian(x^2 - y^2)",), ((2, 0), (0, -2))),
        (("P = (1, 2)", "Q = (3, 5)", "Q - P"), (2, 3)),
        (("P = (1, 2, 3)", "2P"), (2, 4, 6)),
    ],
)
def test_vectors_and_matrices(rows, components):
    item = last(*rows)
    assert item.problem is None
    assert item.components == components


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        (("g(x, y) = x^2 + y^2", "∂g/∂x(3, 4)"), 6),
        (("g(x, y) = x^2 y^3", "∂²g/∂x∂y(1, 2)"), 24),
        (("g(x, y) = x^2 y^3", "∂g/∂y(1, 2) + g(1, 1)"), 13),
        (("P = (3, 4)", "|P|"), 5),
        (("P = (3, 4)", "P·(1, -2)"), -5),
        (("P = (3, 4)", "2 P (1, -2)/5"), -2),
        (("P = (3, 4)", "|(P·P) P|"), 125),
        (("g(x, y) = x^2 y", "u = (0.6, 0.8)", "∇g(1, 2)·u"), 3.2),
        (("u = (1, 2)", "h(x, y) = ∇(x^2 + y^2)(x, y)·u", "h(3, 4)"), 22),
        (("P = (1, 2, 3)", "P*P"), 14),
        (("g(x, y) = x - y", "P = (3, 4)", "g(P)"), -1),
    ],
)
def test_numbers_of_several_variables(rows, value):
    assert last(*rows).value == value


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (("f(x) = x^2", "level_curves(f)"), "a function of two variables is expected here: g(x, y) = …"),
        (("h(x, y, z) = x y z", "surface(h)"), "a function of 3 variables; here one of two is expected"),
        (("g(x, y) = x y", "tangent(g, 1)"), "`g` has 2 variables; a function of one is expected"),
        (("F(x, y) = (x, y)", "gradient(F, (1, 1))"), NOT_A_MAP),
        (("g(x, y) = x y", "vector_field(g)"), A_MAP),
        (("g(x, y) = x y", "gradient(g, 3)"), "`P` is a point of the plane: (1, 2) or the name of one"),
        (("P = (1, 2)", "P + 1"), "a single number is expected here"),
        (("P = (1, 2)", "Q = (1, 2, 3)", "P + Q"), "these vectors have different numbers of components"),
        (("P = (1, 2)", "Q = (1, 2, 3)", "P * Q"), "these vectors have different numbers of components"),
        (("P = (1, 2)", "P * P * P"), "a product of several vectors can mean several things"),
        (("P = (1, 2)", "hessian(x y)(0, 0) P"), "a product of several vectors can mean several things"),
        (("P = (1, 2)", "P × P"), "the vector product of vectors is not known here"),
    ],
)
def test_what_does_not_fit_is_said(rows, said):
    item = last(*rows)
    assert item.problem is not None and item.problem.message == said


def test_a_function_of_three_variables_has_values_and_no_picture():
    item = last("h(x, y, z) = x y z")
    assert item.kind == "function" and item.concept is None
    assert item.reason == "a function of 3 variables: nothing to draw, but h(x, y, 1) can be drawn"


def test_matrices_of_functions_say_their_formulas():
    given = answered("F(x, y) = (x^2 - y, x y)", "jacobian F")
    assert given["kind"] == "matrix" and given["text"] == "((2*x, -1), (y, x))"
    assert "value" not in given


def test_coordinates_of_points_are_written_out():
    rows = [Row(1, "P = (1, 2)"), Row(2, "|P|")]
    given = answered(*(row.text for row in rows))
    assert given["text"] == "sqrt(1^2 + 2^2)"
    assert text(read_row(given["text"], names_of(Document(tuple(rows)))).statement.value) == given["text"]


def test_an_undefined_component_is_said():
    given = answered("g(x, y) = sqrt(x) + y", "∇g(-1, 2)")
    assert given["kind"] == "undefined" and given["value"] == [None, None] and given["reason"]


def test_a_variable_called_like_a_point_is_another_thing():
    item = last("P = (1, 2)", "g(P, y) = P^2 + y", "g(3, 1)")
    assert item.value == 10


SCHWARZ = "p(x, y) = {x^2 + y^2 > 0: x y (x^2 - y^2)/(x^2 + y^2), 0}"


def test_where_a_formula_has_a_hole_the_derivative_itself_is_asked():
    """Peano's example: both mixed derivatives exist at 0, and differ."""
    given = answered(SCHWARZ, "hessian p(0, 0)")
    assert given["value"] == [[0, -1], [1, 0]] and given["text"] == "((0, -1), (1, 0))"
    assert given["status"] == "unconfirmed" and "∂²p/∂x∂y" in given["reason"]
    assert answered(SCHWARZ, "∂²p/∂x∂y(0, 0)")["value"] == 1
    assert answered(SCHWARZ, "∂²p/∂y∂x(0, 0)")["value"] == -1
    assert answered(SCHWARZ, "∇p(0, 0)")["value"] == [0, 0]


@pytest.mark.parametrize(
    ("rows", "components", "said"),
    [
        (("g(x, y) = sqrt(x^2 + y^2)", "∇g(0, 0)"), [None, None], "slope -1 from the left, 1 from the right"),
        (("g(x, y) = abs(x) + y", "∇g(0, 2)"), [None, 1], "slope -1 from the left, 1 from the right"),
        (("g(x, y) = x y/(x^2 + y^2)", "∇g(0, 0)"), [None, None], "the function is not defined here"),
        (("F(x, y) = (abs(x), y)", "jacobian F(0, 0)"), [[None, 0], [0, 1]], "slope -1 from the left"),
    ],
)
def test_derivatives_that_do_not_exist_say_why(rows, components, said):
    given = answered(*rows)
    assert given["kind"] == "undefined" and given["value"] == components
    assert said in given["reason"]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("surface(h)", "h"),
        ("gradient(g, 3)", "3"),
        ("gradient(g, P = (1, 2, 3))", "(1, 2, 3)"),
        ("directional(g, (1, 2), 1/0)", "1/0"),
        ("level_curves(g, levels = x)", "x"),
        ("surface(g, color = pink)", "pink"),
    ],
)
def test_a_problem_of_an_argument_is_at_its_place(row: str, fault: str) -> None:
    problem = last("g(x, y) = x^2 + y^2", "h(x, y, z) = x y z", row).problem
    assert problem is not None and row[problem.start : problem.end] == fault


def test_a_coordinate_has_no_number() -> None:
    problem = last("g(x, y) = x y", "gradient(g, (x, 1))").problem
    assert problem is not None
    assert problem.message == "a number is expected here; `x` has none: it varies"


def test_a_field_that_is_zero_is_said_to_be() -> None:
    for rows in (("C(x, y) = (0, 0)", "vector_field(C)"), ("c(x, y) = 3", "gradient_field(c)")):
        session = Session(Document(tuple(Row(k, each) for k, each in enumerate(rows, 1))))
        assert "zero everywhere in view" in (session.frame.rows[-1].drawing.sentence or "")
