"""What TeX is given is plain, finite, and can do nothing but set type."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.export.tex import comment, formula, label, number


@pytest.mark.parametrize(
    ("value", "grain", "text"),
    [
        (1 / 3, 0.0, "0.333333"),
        (-0.0, 0.0, "0"),
        (3e-17, 1e-9, "0"),
        (1e-9, 1e-16, "1e-09"),
        (12.5, 1.0, "12.5"),
    ],
)
def test_numbers_have_six_digits_and_no_dust(value: float, grain: float, text: str) -> None:
    assert number(value, grain) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [("−2", "$-2$"), ("3×10⁸", r"$3\times 10^{8}$"), ("−3π/2", r"$-3\pi /2$"), ("", "")],
)
def test_numbers_of_axes_are_mathematics(text: str, written: str) -> None:
    assert label(text) == written


def test_slots_are_filled() -> None:
    latex = r"f'(a) = \slot{value}{-0.000}"
    assert formula(latex, {"value": "−1.500"}) == "f'(a) = -1.500"
    assert formula(latex, {"value": "1.5e-7"}) == r"f'(a) = 1.5 \cdot 10^{-7}"


def test_what_is_known_stays() -> None:
    for latex in (
        r"\left(a, f(a)\right)",
        r"\frac{d}{d x} x_{0}^{2}",
        r"\begin{cases} 1 & x<0 \\ 2 & x \end{cases}",
    ):
        assert formula(latex) == latex
    assert formula("α + Α") == r"\alpha  + A"
    assert formula(r"\text{误差} \sim h") == r"\text{误差} \sim h"
    assert formula("误差 + f′") == " + f'"


@given(
    st.lists(
        st.sampled_from([*r"\{}$%#&^_~ ab1", "\\input", "\\write18", "\\end", "α", "中", "\n"]), max_size=30
    ).map("".join)
)
def test_no_text_becomes_a_command_or_leaves_a_group_open(text: str) -> None:
    made = formula(text)
    assert made.isascii() and made.isprintable() and not re.search(r"[$%#~]", made)
    assert "input" not in re.findall(r"\\([A-Za-z]+)", made)
    plain = re.sub(r"\\.", "", made)
    assert plain.count("{") == plain.count("}")


def test_a_comment_is_one_line() -> None:
    assert comment("# a\n\\end{document}\r b") == r"% # a \end{document} b"
