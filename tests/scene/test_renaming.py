"""A name is written anew where it is meant, and nothing else changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calcviz.concepts import discover
from calcviz.language.problems import Problem
from calcviz.scene.concept import curve_of
from calcviz.scene.document import Document, Row
from calcviz.scene.item import Item
from calcviz.scene.renaming import count, defined_names, renamed
from calcviz.scene.resolve import resolve

discover()


def rows(*texts: str) -> Document:
    return Document(tuple(Row(number, text) for number, text in enumerate(texts, 1)))


def after(old: str, new: str, *texts: str) -> list[str]:
    found = renamed(rows(*texts), old, new)
    assert isinstance(found, Document), found
    return [row.text for row in found.rows]


def refused(old: str, new: str, *texts: str) -> str:
    found = renamed(rows(*texts), old, new)
    assert isinstance(found, Problem)
    return found.message


def test_only_the_name_is_renamed() -> None:
    assert after("a", "k", "a = 2", "tan(a) + 2a x^a", "abs(a)") == ["k = 2", "tan(k) + 2k x^k", "abs(k)"]


def test_a_parameter_of_that_name_stays() -> None:
    assert after("a", "k", "a = 2", "g(a) = a^2", "g(a)") == ["k = 2", "g(a) = a^2", "g(k)"]


def test_labels_of_arguments_stay() -> None:
    texts = ("a = 2", "f(x) = x^2", "tangent(f, a = 1)", "tangent(f, a = a)")
    assert after("a", "k", *texts)[2:] == ["tangent(f, a = 1)", "tangent(f, a = k)"]


def test_letters_that_stand_together_stay_apart() -> None:
    assert after("a", "k", "a = 2", "ax^2") == ["k = 2", "kx^2"]
    assert after("a", "speed", "a = 2", "ax^2 + 3a") == ["speed = 2", "speed x^2 + 3speed"]


def test_functions_with_primes_and_quotients_are_renamed() -> None:
    texts = ("f(x) = x^2", "f'(1)", "df/dx", "tangent(f, 1)", "P = (1, f(1))")
    assert after("f", "p", *texts) == ["p(x) = x^2", "p'(1)", "dp/dx", "tangent(p, 1)", "P = (1, p(1))"]


def test_greek_and_raised_names_are_found() -> None:
    assert after("theta", "a", "θ = 2", "θ x + theta") == ["a = 2", "a x + a"]
    assert after("n", "m", "n = 2", "xⁿ + 1") == ["m = 2", "x^m + 1"]


def test_notes_stay() -> None:
    assert after("a", "k", "a = 2", "# what $a$ does to a") == ["k = 2", "# what $a$ does to a"]


def test_rows_with_a_problem_are_renamed_as_well() -> None:
    assert after("a", "k", "a = 2", "a +", "2 a + c") == ["k = 2", "k +", "2 k + c"]


def test_the_slider_keeps_its_range() -> None:
    assert after("a", "k", "a = 2 in [0, 5] step 0.5") == ["k = 2 in [0, 5] step 0.5"]


@pytest.mark.parametrize(
    ("new", "said"),
    [
        ("x", "has a meaning of its own"),
        ("sin", "has a meaning of its own"),
        ("e", "has a meaning of its own"),
        ("2", "a name is a letter"),
        ("", "a name is a letter"),
        ("a b", "a name is a letter"),
        ("b", "is defined in row 2 already"),
        ("t", "stands for something else"),
        ("c", "stands for something else"),
    ],
)
def test_a_name_that_cannot_be_taken_is_refused_with_a_reason(new: str, said: str) -> None:
    assert said in refused("a", new, "a = 2", "b = 1", "h(t) = a t", "c x")


def test_renaming_to_the_same_name_changes_nothing() -> None:
    document = rows("a = 2", "a x")
    assert renamed(document, "a", " a ") is document


def test_uses_are_counted() -> None:
    document = rows("a = 2", "a x + a", "# a", "x")
    assert count(document, "a") == (3, 2)
    assert list(defined_names(document)) == ["a"]


def _ordinate(item: Item) -> float | None:
    curve = None if item.concept is None else curve_of(item.concept)
    return None if curve is None else curve(0.7)


_PARTS = st.sampled_from(
    ["ax^2 + 1", "f(a)", "f'(a) + a", "g(a x)", "2a b", "tangent(f, a)", "(a, f(b))", "abs(a - b)", "h(2) a"]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(_PARTS, min_size=1, max_size=4),
    st.sampled_from("abfgh"),
    st.sampled_from(["k", "v_0", "speed", "β", "F", "s"]),
)
def test_values_are_the_same_whatever_a_thing_is_called(parts: list[str], old: str, new: str) -> None:
    texts = ["a = 1.5", "b = a^2", "f(x) = a x^3 - b", "g(a) = f(a) + b", "h(t) = t g(t)", *parts]
    before = rows(*texts)
    found = renamed(before, old, new)
    assert isinstance(found, Document)
    for one, other in zip(resolve(before).items, resolve(found).items, strict=True):
        assert (one.kind, one.value) == (other.kind, other.value)
        assert _ordinate(one) == _ordinate(other)
        assert [each.text for each in one.bindings if each.literal] == [
            each.text for each in other.bindings if each.literal
        ]
    back = renamed(found, "beta" if new == "β" else new, old)
    assert isinstance(back, Document)
    assert [row.text.replace(" ", "") for row in back.rows] == [text.replace(" ", "") for text in texts]


def test_functions_of_several_variables_are_renamed() -> None:
    texts = ("g(x, y) = x y", "∇g(3,4)", "∂²g/∂x∂y", "hessian g(P)", "gradient(g, P)", "P = (1, 2)")
    assert after("g", "w", *texts)[:4] == ["w(x, y) = x y", "∇w(3,4)", "∂²w/∂x∂y", "hessian w(P)"]
    assert after("P", "Q", *texts)[3:] == ["hessian g(Q)", "gradient(g, Q)", "Q = (1, 2)"]
    assert after("g", "w", "g = 2", "F(g, y) = (g, y)", "g + 1") == ["w = 2", "F(g, y) = (g, y)", "w + 1"]
