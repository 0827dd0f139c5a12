"""From texts to meanings: order, names, problems."""

import pytest

from calcviz.concepts import discover
from calcviz.scene.concept import curve_of
from calcviz.scene.document import Document, Row, Settings
from calcviz.scene.resolve import resolve

discover()


def scene(*texts, settings=Settings()):  # noqa: B008
    """The scene of rows."""
    return resolve(Document(tuple(Row(k, text) for k, text in enumerate(texts, 1)), settings=settings))


def messages(*texts):
    """The sentence of each row's problem, or None."""
    return [item.problem.message if item.problem else None for item in scene(*texts).items]


def test_definitions_come_in_any_order():
    """A function of a function of a number of a number."""
    found = scene("h(x) = g(x) + b", "g(x) = a x", "b = 2a", "a = 3")
    assert [item.problem for item in found.items] == [None] * 4
    assert found.numbers == {"a": 3, "b": 6}
    assert found.items[0].concept.f(2.0) == 12


def test_a_name_is_defined_once():
    """The second row says where the first is."""
    assert messages("a = 1", "a = 2") == [None, "`a` is defined in row 1 already"]


@pytest.mark.parametrize(
    ("rows", "after"),
    [
        (("f(x) = x", " f(x) = x^2"), " g(x) = x^2"),
        (("f(x) = x", "g(x) = 2", "h + 1", "f(x) = x^2"), "p(x) = x^2"),
        (("θ = 1", "theta = 2"), "theta_2 = 2"),
        (("θ = 1", "θ_2 = 1", "θ = 2"), "θ_3 = 2"),
        (("P = (1, 2)", "P = (2, 3)"), "Q = (2, 3)"),
        (("area = 1", "area = 2"), "area_2 = 2"),
        (("a_1 = 1", "a_{1} = 2"), "a_2 = 2"),
    ],
)
def test_for_a_name_that_is_taken_a_free_one_is_offered(rows, after):
    """And with it the row can be read."""
    problem = scene(*rows).items[-1].problem
    text = rows[-1]
    text = text[: problem.start] + problem.instead + text[problem.end :]
    assert text == after
    assert messages(*rows[:-1], text)[-1] is None


def test_bounds_of_an_argument_are_said():
    """One that is open above is no range up to ∞."""
    assert messages("jacobian_map((x, y), (1, 1), -1)") == ["`size` is at least 0.001"]
    assert messages("level_curves(x y, levels = 100)") == ["`levels` lies between 2 and 60"]


def test_what_hangs_on_a_problem_says_so():
    """By the name that is missing."""
    assert messages("f(x) = )", "f(2)", "tangent(f, 1)")[1:] == ["the row of `f` has a problem"] * 2
    assert messages("a = 1/0", "a + 1") == ["this value is undefined", "the row of `a` has a problem"]


def test_compositions_are_bounded():
    """What grows without end is refused at once, and the rows before it stand."""
    rows = ["a(x) = x^2 + x"] + [f"{n}(x) = {p}({p}({p}(x)))" for p, n in zip("abcdf", "bcdfg", strict=True)]
    found = scene(*rows)
    assert found.items[0].problem is None
    assert (
        "too large" in found.items[-1].problem.message or "has a problem" in found.items[-1].problem.message
    )


@pytest.mark.parametrize(("natural", "value"), [(False, 2), (True, 4.605170185988092)])
def test_a_document_may_decide_what_log_means(natural, value):
    """Base ten as on a calculator, or natural."""
    assert scene("log(100)", settings=Settings(natural)).items[0].value == pytest.approx(value)


def test_items_that_did_not_change_are_the_same_objects():
    """Also when another row was edited."""
    first = scene("f(x) = x^2", "g(x) = x")
    rows = (Row(1, "f(x) = x^2"), Row(2, "g(x) = 2x"))
    second = resolve(Document(rows), first)
    assert second.items[0] is first.items[0]
    assert second.items[1] is not first.items[1]


def test_a_variable_called_like_a_number_is_another_thing():
    functions = ("f(x) = a x", "g(a) = f(a) + a^2", "h(a) = d/da (a^3 + f(a))")
    found = scene("a = 3", *functions, "g(2)", "h(2)", "g'(2)", "a")
    assert [item.value for item in found.items[4:]] == [10.0, 15.0, 7.0, 3.0]
    assert curve_of(found.items[2].concept)(2.0) == 10.0
    assert "′" not in found.items[2].latex + found.items[3].latex
