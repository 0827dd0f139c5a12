"""What was chosen comes back; what is damaged is as at first."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.ui.figure_choices import Choices, read_choices


def test_choices_come_back() -> None:
    chosen = Choices("svg", 8.5, 5.25, False, "in", 600, 7.5, "print", True, True, False, True, True, "both")
    assert read_choices(chosen.words()) == replace(chosen, seen="plane")  # the views are as on the screen
    assert all(getattr(chosen, each.name) != getattr(Choices(), each.name) for each in fields(Choices))


@pytest.mark.parametrize(
    "words",
    [{"width": "nan"}, {"dpi": "1e9"}, {"ending": "exe"}, {"axes": "perhaps"}, {"height": "-3"}, {"x": "1"}],
)
def test_what_is_damaged_is_as_at_first(words: dict[str, str]) -> None:
    assert read_choices(words) == Choices()


@given(st.dictionaries(st.sampled_from([each.name for each in fields(Choices)]), st.text(max_size=8)))
def test_any_words_give_a_figure(words: dict[str, str]) -> None:
    figure = read_choices(words).figure()
    assert min(figure.size) >= 1 and min(figure.pixels) >= 1
