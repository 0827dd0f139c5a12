"""Every sign that can be entered is one that the reader understands."""

import pytest

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.language.symbols import ALT_LETTERS, SYMBOLS
from calcviz.language.tokens import tokens


@pytest.mark.parametrize("sign", sorted({symbol.character for symbol in SYMBOLS} | set(ALT_LETTERS.values())))
def test_every_sign_is_read(sign: str) -> None:
    assert sign and [token.kind for token in tokens(sign)] != []
    assert "error" not in {token.kind for token in tokens(sign)}


def test_names_are_of_one_sign_each() -> None:
    names = [name for symbol in SYMBOLS for name in symbol.names]
    by_name = {name: symbol.character for symbol in SYMBOLS for name in symbol.names}
    assert len(names) == len(by_name)
    assert by_name["alpha"] == "α" and by_name["<="] == "≤" and by_name["gamma"] == "γ"
    assert len([symbol for symbol in SYMBOLS if symbol.group == "greek"]) == 48


@pytest.mark.parametrize(
    ("typed", "plain"), [("√x", "sqrt(x)"), ("2π", "2pi"), ("x²", "x^2"), ("x⁻¹", "x^-1"), ("θ", "theta")]
)
def test_signs_mean_what_their_names_mean(typed: str, plain: str) -> None:
    assert isinstance(parse(typed, Names()), Expression)
    assert parse(typed, Names()) == parse(plain, Names())
