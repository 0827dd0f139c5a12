"""The language at a glance lags behind in nothing."""

import pytest

from calcviz.language.messages import use_language
from calcviz.language.vocabulary import SPELLINGS
from calcviz.maths.functions.table import TABLE
from calcviz.ui.function_summaries import call_text
from calcviz.ui.language_page import language_html


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_spelling_of_every_function_stands_there(language: str) -> None:
    use_language(language)
    try:
        page = language_html()
    finally:
        use_language("en")
    assert [name for name in SPELLINGS if name not in page] == []
    assert "add(" not in page


@pytest.mark.parametrize(
    ("name", "call"),
    [
        ("sin", "sin(x)"),
        ("log", "log(x, [base])"),
        ("root", "root(x, n)"),
        ("gcd", "gcd(x, y, …)"),
        ("normalpdf", "normalpdf(x, [mean], [sd])"),
        ("atan2", "atan2(y, x)"),
    ],
)
def test_a_call_names_its_arguments(name: str, call: str) -> None:
    assert call_text(TABLE[name]) == call
