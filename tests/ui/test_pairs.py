"""Brackets in pairs: brought, stepped over, found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.ui.pairs import PARTNERS, beside, brings_partner, is_empty_pair, matched, steps_over


def at_mark(text: str) -> tuple[str, int]:
    before, _, after = text.partition("|")
    return before + after, len(before)


@pytest.mark.parametrize(
    ("typed", "brings"),
    [
        ("|", True),
        ("sin|", True),
        ("(|)", True),
        ("(| + 1)", True),
        ("|x", False),
        ("|2", False),
        ("|(x)", False),
        ("|)", False),  # it waits for this one
        ("| + 1)", False),
        ("(|))", False),
        ("|]", True),
    ],
)
def test_an_opening_bracket_brings_its_partner_where_nothing_is_enclosed(typed: str, brings: bool) -> None:
    assert brings_partner(*at_mark(typed), "(") is brings


@pytest.mark.parametrize(
    ("typed", "steps"),
    [("(|)", True), ("((x)|)", True), ("((x|)", False), ("(x|", False), ("(x]|)", True), ("|)", True)],
)
def test_a_closing_bracket_is_stepped_over_unless_one_is_missing(typed: str, steps: bool) -> None:
    assert steps_over(*at_mark(typed), ")") is steps


@pytest.mark.parametrize(
    ("typed", "pair"),
    [
        ("(x)|", (2, 0)),
        ("|(x)", (0, 2)),
        ("(|x)", (0, 2)),
        ("((x)|)", (3, 1)),
        ("(x|)", (2, 0)),
        ("(x|", None),
        ("x|", None),
    ],
)
def test_the_bracket_at_the_cursor_finds_its_partner(typed: str, pair: tuple[int, int] | None) -> None:
    assert beside(*at_mark(typed)) == pair


def test_only_two_brackets_that_belong_together_are_an_empty_pair() -> None:
    assert is_empty_pair("f()", 2)
    assert not any(is_empty_pair("(]", place) for place in range(3))
    assert not is_empty_pair("( )", 1)


@given(st.text("()[]{}x|", max_size=14))
def test_partners_are_partners(text: str) -> None:
    pairs = matched(text)
    for place, partner in pairs.items():
        assert pairs[partner] == place
        first, second = sorted((place, partner))
        assert PARTNERS[text[first]] == text[second]
