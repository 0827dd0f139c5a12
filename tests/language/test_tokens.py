"""The parts of a row, for the reader and for the editor's colours."""

import pytest

from calcviz.language.tokens import fold, plain_name, scan, tokens


def test_colours() -> None:
    found = [(token.start, token.end, token.kind) for token in tokens("a = sin(2x) in [0, 1]")]
    assert found == [
        (0, 1, "name"),
        (2, 3, "operator"),
        (4, 7, "function"),
        (7, 8, "bracket"),
        (8, 9, "number"),
        (9, 10, "name"),
        (10, 11, "bracket"),
        (12, 14, "keyword"),
        (15, 16, "bracket"),
        (16, 17, "number"),
        (17, 18, "operator"),
        (19, 20, "number"),
        (20, 21, "bracket"),
    ]
    assert [token.kind for token in tokens("x ? 1")] == ["name", "error", "number"]
    assert tokens("  # note") == [(0, 8, "note")]
    assert tokens("  ") == []


def test_raised_and_primed() -> None:
    assert [(lexeme.kind, lexeme.text) for lexeme in scan("f‴(x⁻¹²)")] == [
        ("name", "f"),
        ("prime", "'''"),
        ("(", "("),
        ("name", "x"),
        ("super", "-12"),
        (")", ")"),
        ("end", ""),
    ]


@pytest.mark.parametrize("text", ["３ｘ＋（１，２）", "2·x×3÷4−1", "x\u3000≤　y", "α_{12} γ Γ"])
def test_folding_keeps_places(text: str) -> None:
    assert len(fold(text)) == len(text)
    for lexeme in scan(text)[:-1]:
        assert text[lexeme.start : lexeme.end].strip()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("θ", "theta"),
        ("ϑ", "theta"),
        ("a_{12}", "a_12"),
        ("β_0", "beta_0"),
        ("π", "pi"),
        ("γ", "γ"),
        ("x", "x"),
    ],
)
def test_names_have_one_spelling(typed: str, name: str) -> None:
    assert plain_name(typed) == name
