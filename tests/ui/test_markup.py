"""The little Markdown of notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.ui.markup import LONGEST, Run, is_plain, runs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# words", (Run("words"),)),
        ("#words", (Run("words"),)),
        ("# ", ()),
        ("# - item", (Run("• item"),)),
        ("# - **a**", (Run("• "), Run("a", bold=True))),
        ("# -1 is no item", (Run("-1 is no item"),)),
        ("## head", (Run("head", bold=True),)),
        ("# a **b** c", (Run("a "), Run("b", bold=True), Run(" c"))),
        ("# *a*", (Run("a", italic=True),)),
        ("# **a *b***", (Run("a *b", bold=True), Run("*"))),
        ("# **a *b* c**", (Run("a ", bold=True), Run("b", bold=True, italic=True), Run(" c", bold=True))),
        ("# `x*y*z`", (Run("x*y*z", code=True),)),
        (r"# $\cos x$ and", (Run(r"\cos x", formula=True), Run(" and"))),
        ("# **so $x^2$**", (Run("so ", bold=True), Run("x^2", bold=True, formula=True))),
        ("# see [here](https://a.b/c)", (Run("see here"),)),
        ("# 2 * 3 * 4", (Run("2 * 3 * 4"),)),
        ("# costs 5$ only", (Run("costs 5$ only"),)),
        (r"# 5 \$ and \*", (Run("5 $ and *"),)),
        ("# <b>&amp;</b>", (Run("<b>&amp;</b>"),)),
    ],
)
def test_a_note_is_read(text: str, found: tuple[Run, ...]) -> None:
    assert runs(text) == found


@given(st.text(alphabet="a *$`[]\\#\n中", max_size=60))
def test_no_letter_of_a_word_is_lost(words: str) -> None:
    shown = "".join(run.text for run in runs("# " + words))
    assert [c for c in shown if c in "a中"] == [c for c in words if c in "a中"]


@pytest.mark.parametrize("sign", ["[", "[a](", "**", "*a", "$", "`", "**a*", "\\"])
def test_hostile_notes_are_read_at_once_and_cut(sign: str) -> None:
    assert sum(len(run.text) for run in runs("# " + sign * 20_000)) <= LONGEST + 1


def test_words_alone_are_plain() -> None:
    assert is_plain(runs("# only words"))
    assert not is_plain(runs("# **more**"))
