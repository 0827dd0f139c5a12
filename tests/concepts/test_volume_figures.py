"""The figures of volumes, read from the readouts."""

import pytest

from calcviz.scene.document import Viewport
from tests.concepts.figures import drawing, given, opened, readouts


def test_a_bowl_over_a_square() -> None:
    """x² + y² on [−1, 1]²: 8/3."""
    found = readouts("volume(x^2 + y^2, x, -1, 1, y, -1, 1)")
    assert found["volume"] == pytest.approx(8 / 3, abs=1e-15)
    assert found["sum"] == pytest.approx(2.592592592592592)
    assert drawing("volume(x^2 + y^2, x, -1, 1, y, -1, 1)").readouts[0].text == "8/3"
    assert readouts("volume(x^2 + y^2, x, -1, 1, y, -1, 1, n = 40)")["sum"] == pytest.approx(8 / 3, abs=2e-3)


def test_the_variables_stand_in_either_order() -> None:
    one = readouts("g(x, y) = x^2 y", "volume(g, x, 0, 2, y, 0, 1)")["volume"]
    assert one == pytest.approx(4 / 3) == readouts("g(x, y) = x^2 y", "volume(g, y, 0, 1, x, 0, 2)")["volume"]
    reason = given("g(x, y) = x^2 y", "volume(g, x, 0, 1, x, 0, 2)")["reason"]
    assert reason == "g is a function of x and y: these are what is integrated along"


def test_below_the_floor_and_backwards_it_is_negative() -> None:
    assert readouts("volume(x y, x, -1, 0, y, 0, 1)")["volume"] == pytest.approx(-0.25)
    found = readouts("volume(x^2 + y^2, x, 1, -1, y, -1, 1)")
    assert found["volume"] == pytest.approx(-8 / 3) and found["sum"] < 0


def test_numeric_where_no_fraction_is_known() -> None:
    assert readouts("volume(e^(-x^2 - y^2), x, -1, 1, y, -1, 1)")["volume"] == pytest.approx(
        2.230985141404135
    )
    assert "1/3" not in drawing("volume(e^x y, x, 0, 1, y, 0, 1)").sentence


@pytest.mark.parametrize(
    ("g", "reason"),
    [
        ("1/x + y", "the function may be unbounded in the rectangle"),
        ("ln(x) + y", "the function is undefined on a part of the rectangle"),
    ],
)
def test_what_has_no_volume_says_why(g: str, reason: str) -> None:
    assert given(f"volume({g}, x, -1, 1, y, 0, 1)")["reason"] == reason


def test_a_corner_takes_both_ends_along() -> None:
    session = opened("volume(x + y, x, -1, 1, y, -1, 1)", viewport=Viewport())
    session.preview_drag(1, "high", 2.0, 3.0)
    session.commit()
    assert session.document.rows[0].text == "volume(x + y, x, -1, 2, y, -1, 3)"


def test_a_letter_is_expected() -> None:
    assert given("volume(x + y, 2, 0, 1, y, 0, 1)")["message"] == "`x` is the letter of a variable"
