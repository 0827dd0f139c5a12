"""Single precision: every operation is rounded to 24 bits."""

import numpy as np
import pytest

from calcviz.maths.single import single
from tests.maths.functions_of import function


def test_a_sum_is_rounded_where_it_stands() -> None:
    at = single(function("(x + 1) - x"))
    assert at(np.float32(3e7)) == 0  # 3e7 + 1 lies between two numbers of 24 bits
    assert at(np.float32(2.0)) == 1


@pytest.mark.parametrize("text", ["0.01x^2 + 0.1x", "x^3 - 2x", "sqrt(1 + x^2)", "1/(x - 3)"])
def test_it_agrees_with_numpy_in_single_precision(text: str) -> None:
    x = np.linspace(0.1, 2.9, 57).astype(np.float32)
    one, tenth, hundredth = np.float32(1), np.float32(0.1), np.float32(0.01)
    wanted = {
        "0.01x^2 + 0.1x": hundredth * (x * x) + tenth * x,
        "x^3 - 2x": x * (x * x) - np.float32(2) * x,
        "sqrt(1 + x^2)": np.sqrt(one + x * x),
        "1/(x - 3)": one / (x - np.float32(3)),
    }[text]
    found = single(function(text))(x)
    assert found.dtype == np.float32
    np.testing.assert_allclose(found, wanted, rtol=2e-7)


def test_undefined_is_nan_and_pieces_are_chosen() -> None:
    assert np.isnan(single(function("ln(x)"))(np.float32(-1)))
    at = single(function("{x < 1: c x, x^2}", c=3.0))
    assert (at(np.float32(0.5)), at(np.float32(2))) == (1.5, 4.0)
