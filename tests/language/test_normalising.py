"""Full-width and typographic input becomes plain, means the same, and the cursor stays where it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.language.names import Names
from calcviz.language.normalising import normalised, normalised_with_place
from calcviz.language.rows import read_row
from calcviz.language.statements import Empty, Note
from tests.language.test_fuzz import NAMES, PIECES


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("ｆ（ｘ）＝３ｘ＾２－４ｘ", "f(x)=3x^2-4x"),
        ("【１，２】", "[1,2]"),
        ("｛x＜０：－x；x＞０：x｝", "{x<0:-x;x>0:x}"),
        ("|x｜＋２＊３／４", "|x|+2*3/4"),
        ("3。14", "3.14"),
        ("３。１４", "3.14"),
        ("1\u200b。2", "1.2"),
        ("x。", "x。"),
        ("f’(x) + g″(x) − f′(1)", "f'(x) + g''(x) - f'(1)"),
        ("x – 1 — y", "x - 1 - y"),
        ("x ≦ 1 ⩾ y", "x ≤ 1 ≥ y"),
        ("a⋅b×c·d÷2", "a·b×c·d÷2"),
        ("x\u3000+\u00a0y\u2009z", "x + y z"),
        ("\ufeffs\u200bin x\u200e", "sin x"),
        ("sin\u2061x 2\u2062x", "sin x 2 x"),
        ("𝑓(𝑥) = 𝑥² + 𝛼", "f(x) = x² + α"),
        ("µ + ∆ + Ω", "μ + Δ + Ω"),
        ("tangent（f、１）", "tangent(f,1)"),
        ("π θ √ ∞ ² ≤", "π θ √ ∞ ² ≤"),
        ("中文", "中文"),
        ("", ""),
    ],
)
def test_made_plain(typed: str, plain: str) -> None:
    assert normalised(typed) == plain


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("# 函数（一）：“ｆ”，１。５", "# 函数（一）：“ｆ”，１。５"),
        ("＃ 函数（一）", "# 函数（一）"),
        ("　＃，", " #，"),
        ("\ufeff＃，", "#，"),
    ],
)
def test_a_note_keeps_its_text(typed: str, kept: str) -> None:
    assert normalised(typed) == kept
    assert isinstance(read_row(kept, Names()).statement, Note)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [("f″（|x", "f''(|x"), ("|１", "|1"), ("x\u200b\u200b|", "x|"), ("１|。２", "1|.2"), ("ab|c", "ab|c")],
)
def test_the_cursor_stays(typed: str, plain: str) -> None:
    place = typed.index("|")
    assert normalised_with_place(typed.replace("|", ""), place) == (plain.replace("|", ""), plain.index("|"))


SIGNS = "（）【】｛｝＝，；：＋－＊／＜＞＾｜。．ａＸ１９０ 　"
SIGNS += "\u00a0\u2009\u200b\ufeff’′″”“−–—≦≧⩽⩾⋅∗×、ｆｘfx'12.#＃𝑥²√π\t"


@given(st.text(SIGNS, max_size=12) | st.text(max_size=12))
def test_twice_is_once_and_places_fit(text: str) -> None:
    once = normalised(text)
    assert normalised(once) == once
    for place in range(len(text) + 1):
        found, moved = normalised_with_place(text, place)
        assert found == once and 0 <= moved <= len(once)
    assert normalised_with_place(text, len(text)) == (once, len(once))


@given(
    st.lists(
        st.sampled_from([*PIECES, *SIGNS, "f（x）", "１．５", "（１，２）", "f″(1)", "x", "+", "2"]),
        max_size=8,
    )
)
def test_what_was_read_reads_the_same(pieces: list[str]) -> None:
    text = "".join(pieces)
    before = read_row(text, NAMES).statement
    if before is not None and not isinstance(before, Note | Empty):
        after = read_row(normalised(text), NAMES).statement
        assert type(after) is type(before) and text_free(after) == text_free(before)


def text_free(statement: object) -> str:
    """The statement without the places its arguments stood at."""
    return repr(statement).partition("places=")[0]
