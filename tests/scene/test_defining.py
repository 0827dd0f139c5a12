"""Named vectors and composed maps: what rows define that only other rows can tell."""

from typing import Any

import pytest

from calcviz.engine.answers import Answer, answer
from calcviz.scene.defining import names_of
from calcviz.scene.document import Document, Row
from calcviz.scene.item import Item
from calcviz.scene.renaming import renamed
from calcviz.session import Session

G = "g(x, y) = x^2 + y^2"
F = "F(x, y) = (x^2 - y, x y)"
HOLE = "m(x, y, z) = {x^2 + y^2 + z^2 > 0: (x^3 + 2z^3)/(x^2 + y^2 + z^2), 0}"
SCHWARZ = "c(x, y, z) = {x^2 + y^2 > 0: x y (x^2 - y^2)/(x^2 + y^2), 0} + z"


def document(*rows: str) -> Document:
    return Document(tuple(Row(k, text) for k, text in enumerate(rows, start=1)))


def last(*rows: str) -> Item:
    return Session(document(*rows)).scene.items[-1]


def given(*rows: str) -> Answer:
    session = Session(document(*rows))
    return answer(session.scene.items[-1], session.frame.rows[-1], session.scene)


def test_rows_tell_each_other_what_is_a_vector() -> None:
    names = names_of(
        document("w = 2v", "v = ∇g(1, 2)", G, "l = |w|", "P = (1, 2)", "Q = P + (1, 1)", "a = 2")
    )
    assert names.vectors == {"v", "w", "Q"}
    assert names.points == {"P"} and names.numbers == {"l", "a"}


def test_rows_tell_each_other_what_is_a_map() -> None:
    rows = ("K(x, y) = H(y, x)", "H(x, y) = F(F(x, y))", F, G, "k(x, y) = g(∇g(x, y))", "n(x, y) = |F(x, y)|")
    assert names_of(document(*rows)).maps == {"F", "H", "K"}


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ((G, "v = ∇g(1, 2)"), [2, 4]),
        ((G, "v = ∇g(1, 2)", "2v"), [4, 8]),
        ((G, "w = 3v", "v = ∇g(1, 2)", "w - v/2"), [5, 10]),
        ((G, "a = 2", "v = ∇g(a, 1)", "a v"), [8, 4]),
        (("P = (1, 2)", "v = -P", "v + P"), [0, 0]),
        (("h(x, y, z) = x^2 y z", "v = ∇h(1, 2, 3)"), [12, 3, 2]),
        ((F, "F(F(1, 2))"), [-1, -2]),
        ((F, "v = F(1, 2)", "F(v)"), [-1, -2]),
        ((F, "P = (1, 2)", "F(2 F(P))"), [0, -8]),
        ((F, "G(x, y) = (x + y, x - y)", "H(x, y) = F(G(x, y))", "H(1, 2)"), [10, -3]),
        ((F, "G(x, y) = (x + y, x - y)", "H(x, y) = F(G(x, y))", "jacobian H(1, 2)"), [[5, 7], [2, -4]]),
        (("S(x, y) = (x, y, x y)", "T(x, y, z) = (x y, y z)", "T(S(2, 3))"), [6, 18]),
        (("S(x, y) = (x, y, x y)", "jacobian S(1, 2)"), [[1, 0], [0, 1], [2, 1]]),
        (("T(x, y, z) = (x y, y z)", "jacobian T(1, 2, 3)"), [[2, 1, 0], [0, 3, 2]]),
        (("h(x, y, z) = x^2 y z", "hessian h(1, 2, 3)"), [[12, 6, 4], [6, 0, 1], [4, 1, 0]]),
        ((G, "v = ∇g(3/2, 2)", "|v|"), 5),
        ((G, F, "g(F(1, 2))"), 5),
        ((G, "f(x) = x^2", "f(g(1, 2))"), 25),
        ((G, "P = (1, 2)", "∂g/∂x(P)"), 2),
        (("g(x, y) = x^2 y^3", "∂²g/∂x∂y (1, 2)"), 24),
        ((G, "v = ∇g(1, 2)", "∇g(v)"), [4, 8]),
        (("v = 2(1, 2)", "u(v, x) = v + x", "u(1, 5)"), 6),
    ],
)
def test_values(rows: tuple[str, ...], value: Any) -> None:
    found = given(*rows)
    assert found["value"] == value and found["status"] == "exact"


def test_a_composed_map_is_a_map() -> None:
    found = given(F, "F(F(x, y))")
    assert found["kind"] == "function" and found["text"] == "((x^2 - y)^2 - x*y, (x^2 - y)*(x*y))"
    assert last(F, "F(F(x, y))").command == "map"


def test_a_vector_is_a_place_and_a_constant_field() -> None:
    found = given(G, "v = ∇g(1, 2)", "gradient(g, v)")
    assert found["readouts"]["gradient"] == [4, 8]
    item = last(G, "v = ∇g(1, 2)", "gradient(g, v)")
    assert all(binding.point is None for binding in item.bindings), "no drag moves a vector"
    assert last(G, "v = ∇g(1, 2)", "vector_field(v)").problem is None


def test_a_pair_stays_a_point() -> None:
    assert last("v = (1, 2)").kind == "point"


@pytest.mark.parametrize(
    ("rows", "message", "hint"),
    [
        ((G, "v = ∇g(1, 2)", "v·v·v"), "a product of several vectors can mean several things", "u·v"),
        ((G, "v = ∇g(1, 2)", "v × (1, 2)"), "the vector product of vectors is not known here", "u·v"),
        ((G, "v = ∇g(1, 2)", "dot(v, v)"), "nothing is named `dot`", "u·v"),
        ((G, "v = ∇g(1, 2)", "norm(v)"), "nothing is named `norm`", "|v|"),
        ((G, "v = ∇g(1, 2)", "v^2"), "a single number is expected here", "|v|^2"),
        (("h(x, y, z) = x", "surface(h)"), "a function of 3 variables; here one of two", "h(x, y, 1)"),
        ((G, "jacobian_map(g, (1, 2))"), "a map with two components is expected here", "∇g"),
        ((F, "gradient(F, (1, 2))"), "a function with one value is expected here", "|F(x, y)|"),
        (("K(x, y) = (x, y, 1)", "vector_field(K)"), "a map with 3 components", "F(x, y) = (…, …)"),
        ((G, "jacobian_map(hessian g(1, 2), (1, 1))"), "a map with two components is expected here", ""),
        (("v = (1, 2) + (1, 2, 3)", "2v"), "these vectors have different numbers", ""),
        (("riemann(x^2, 0, 1, 5, trapez)",), "`rule` is one of left, right, midpoint", "`trapezoid`?"),
    ],
)
def test_what_does_not_fit_is_said_with_a_hint(rows: tuple[str, ...], message: str, hint: str) -> None:
    problem = last(*rows).problem
    assert problem is not None and message in problem.message and hint in (problem.hint or "")
    assert 0 <= problem.start < problem.end <= len(rows[-1])


def test_the_identity_of_the_hint_holds() -> None:
    rows = ("u = 2(1, 2)", "v = 3(4, -1)", "(|u + v|^2 - |u - v|^2)/4")
    assert last(*rows).value == pytest.approx(2 * 3 * (4 - 2))


def test_slopes_stand_for_formulas_with_a_hole_in_three_variables() -> None:
    found = given(HOLE, "∇m(0, 0, 0)")
    assert found["value"] == [1, 0, 2] and found["status"] == "unconfirmed" and found["reason"]
    assert given(HOLE, "∂²m/∂z²(0, 0, 0)")["value"] == 0
    found = given(SCHWARZ, "hessian c(0, 0, 1)")
    assert found["value"] == [[0, -1, 0], [1, 0, 0], [0, 0, 0]] and "mixed" in found["reason"]


def test_where_there_is_no_slope_it_is_said() -> None:
    found = given("s(x, y, z) = sqrt(x^2 + y^2 + z^2)", "∇s(0, 0, 0)")
    assert found["value"] == [None, None, None] and "slope -1 from the left" in found["reason"]
    found = given("q(x, y, z) = x/(y z)", "hessian q(1, 0, 1)")
    assert found["value"] == [[None] * 3] * 3 and found["reason"] == "the function is not defined here"


def test_a_name_means_what_its_row_shows() -> None:
    """And nothing that is computed from a slope in floats is called exact."""
    assert given(HOLE, "v = ∇m(0, 0, 0)", "2v")["value"] == [2, 0, 4]
    slope = "a = ∂m/∂z(0, 0, 0)"
    for rows in (("v = ∇m(0, 0, 0)", "2v"), (slope, "2a"), (slope, "b = a", "b + 1")):
        assert given(HOLE, *rows)["status"] == "unconfirmed"


def test_a_vector_is_renamed_with_what_is_made_of_it() -> None:
    changed = renamed(document(G, "v = ∇g(1, 2)", "w = 2v", "|v + w|"), "v", "n")
    assert isinstance(changed, Document)
    assert [row.text for row in changed.rows] == [G, "n = ∇g(1, 2)", "w = 2n", "|n + w|"]
