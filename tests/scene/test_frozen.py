"""Frozen dataclasses behave as those that Python writes."""

from dataclasses import FrozenInstanceError, dataclass, fields, is_dataclass, replace
from typing import Any

import pytest

from calcviz.scene.frozen import frozen


class Circle:
    """A circle."""

    radius: float
    name: str = "c"


Ours: Any = frozen(type("Circle", (Circle,), {"__annotations__": Circle.__annotations__, "name": "c"}))
Theirs: Any = dataclass(frozen=True)(
    type("Circle", (Circle,), {"__annotations__": Circle.__annotations__, "name": "c"})
)


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_it_is_made_compared_hashed_shown_and_replaced_by_its_fields(kind: Any) -> None:
    one: Any = kind(2.0)
    assert [each.name for each in fields(one)] == ["radius", "name"]
    assert (one.radius, one.name) == (2.0, "c")
    assert one == kind(radius=2.0) == kind(2.0, "c") == kind(2.0, name="c") != kind(3.0)
    assert hash(one) == hash(kind(2.0)) and one != 2.0
    assert repr(one) == "Circle(radius=2.0, name='c')"
    assert replace(one, name="d") == kind(2.0, "d")
    nan = float("nan")
    assert kind(nan) == kind(nan)
    match one:
        case kind(radius, name):
            assert (radius, name) == (2.0, "c")


@pytest.mark.parametrize("kind", [Ours, Theirs])
def test_it_cannot_be_changed(kind: Any) -> None:
    one = kind(2.0)
    with pytest.raises(FrozenInstanceError):
        one.radius = 3.0
    with pytest.raises(FrozenInstanceError):
        del one.radius
    with pytest.raises(FrozenInstanceError):
        one.colour = "red"


@pytest.mark.parametrize("kind", [Ours, Theirs])
@pytest.mark.parametrize(
    "given", [((), {}), ((1.0, "c", 2), {}), ((1.0,), {"radius": 2.0}), ((1.0,), {"colour": "red"})]
)
def test_it_is_not_made_of_anything_else(kind: Any, given: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    with pytest.raises(TypeError):
        kind(*given[0], **given[1])


def test_it_is_a_dataclass() -> None:
    assert Ours.__match_args__ == Theirs.__match_args__ and is_dataclass(Ours)


def test_what_is_equal_is_of_the_same_class() -> None:
    assert Ours(2.0) != Theirs(2.0)
