"""A condition as parts and the tree that joins them."""

import numpy as np

from calcviz.maths.relations.relation import Tree
from tests.maths.relations.relations import relation

X, Y = np.array([0.5, 2.0, -1.0]), np.array([0.0, 0.0, 0.0])


def test_a_chain_is_several_parts_joined() -> None:
    made = relation("0 < x <= 1")
    assert [part.sign for part in made.parts] == ["<", "<="]
    assert made.tree == Tree("and", (0, 1))
    assert made.holds(X, Y).tolist() == [True, False, False]


def test_equal_parts_are_one() -> None:
    made = relation("x > 1 or (x > 1 and y > 0)")
    assert len(made.parts) == 2


def test_what_is_undefined_does_not_hold_and_its_opposite_does() -> None:
    assert relation("sqrt(x) > 0").holds(X, Y).tolist() == [True, True, False]
    assert relation("not (sqrt(x) > 0)").holds(X, Y).tolist() == [False, False, True]
    assert relation("sqrt(x) != 7").holds(X, Y).tolist() == [True, True, False]


def test_other_numbers_keep_the_formulas() -> None:
    from calcviz.scene.document import Document, Row
    from calcviz.session import Session

    rows = (Row(1, "a = 1"), Row(2, "x^2 + y^2 < a"))
    made = Session(Document(rows)).scene.items[1].concept.relation  # type: ignore[union-attr]
    moved = made.among({"a": 3.0})
    assert made.holds(X, Y).tolist() == [True, False, False]
    assert moved.holds(np.array([1.5]), np.array([0.0])).tolist() == [True]
    assert moved.parts[0].field.expression is made.parts[0].field.expression
    assert made.among({"a": 1.0}) is made


def test_constants_are_compared_exactly() -> None:
    assert relation("2 = sqrt(4)").holds(X[:1], Y[:1]).tolist() == [True]
    assert relation("1 = 0").constant
    assert not relation("x = x + y - y").constant
