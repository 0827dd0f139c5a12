"""The way in which space is looked at is found again in a file, and damage does no harm."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.scene.document import Document, Space
from calcviz.scene.space_file import layout_of, space_json, space_of

degrees = st.floats(-180, 180)
ends = st.tuples(st.floats(-1e6, 0), st.floats(1, 1e6))


@given(ends, ends, st.none() | ends, degrees, st.booleans(), st.booleans(), st.floats(0.1, 20))
def test_what_was_saved_is_found_again(
    x: tuple[float, float],
    y: tuple[float, float],
    z: tuple[float, float] | None,
    turned: float,
    perspective: bool,
    equal: bool,
    zoom: float,
) -> None:
    low, high = z or (None, None)
    space = Space(*x, *y, low, high, turned, turned / 2, perspective, zoom, (0.25, -zoom), equal)
    saved = space_json(Document(space=space))
    assert space_of(saved.get("space", {})) == space


def test_nothing_is_said_where_all_is_as_usual_and_what_is_unknown_stays() -> None:
    assert space_json(Document()) == {}
    kept = space_of({"fog": 3})
    assert space_json(Document(space=kept, layout="both")) == {"space": {"fog": 3}, "layout": "both"}


@pytest.mark.parametrize(
    "found",
    [
        None,
        [],
        {"x": [3, 1], "y": "wide", "z": [5, 1], "pan": [1], "zoom": 0, "azimuth": True, "equal": "yes"},
        {"x": [1e400, 2], "elevation": float("nan"), "zoom": 1e9, "equal": 1},
    ],
)
def test_damage_is_as_usual(found: object) -> None:
    assert space_of(found) == Space()
    assert layout_of(found) == "auto"
