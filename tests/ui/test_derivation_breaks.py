"""Where a formula that is too wide for the list of a derivation is broken."""

import pytest

from calcviz.ui.derivation_breaks import by_terms, unfolded
from calcviz.views.formula.formula import typeset


@pytest.mark.parametrize(
    ("whole", "pieces"),
    [
        (r"\frac{a + b}{c}", [r"\frac{1}{c}\bigl[ a", r"+ b \bigr]"]),
        (r"- \frac{\left(a - b\right) d}{c}", [r"- \frac{1}{c} \bigl( a", r"- b \bigr) d"]),
        (r"x\left[y + \frac{1 + z}{2}\right]^{2}", [r"x\bigl[ y", r"+ \frac{1 + z}{2} \bigr]^{2}"]),
        (r"\left(-a\right) \left(b + c\right)", [r"\left(-a\right) \bigl( b", r"+ c \bigr)"]),
        (r"\sin\left(x\right)", [r"\sin\left(x\right)"]),
        (r"\frac{1}{x}", [r"\frac{1}{x}"]),
        ("x", ["x"]),
    ],
)
def test_a_wide_formula_is_opened(qapp: object, whole: str, pieces: list[str]) -> None:
    assert unfolded(whole) == pieces
    assert all(typeset(piece, 16).width < typeset(whole, 16).width for piece in pieces if len(pieces) > 1)


def test_factors_stay_with_their_term() -> None:
    assert by_terms(["3", "x", "+ y", r"\left(-z\right)", "- 1"]) == [
        ["3", "x"],
        ["+ y", r"\left(-z\right)"],
        ["- 1"],
    ]
