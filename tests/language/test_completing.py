"""A word that is being typed becomes what was meant; the argument that is being typed is known."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calcviz.language.completing import Completions, Entry, call_entry, completions, signature_at

VOCABULARY = [
    *(call_entry(name, f"{name}(x)", "") for name in ("sin", "sinh", "asin", "sqrt", "gamma", "exp")),
    call_entry("tangent", "tangent(f, a)", "the tangent", "command"),
    call_entry("difference_quotients", "difference_quotients(f, a)", "", "command"),
    Entry("integral(, x)", "integral", "integral(f(x), x, a, b)", "", "command", 4),
]
NAMES = {"f": "f(x) = x^2", "a": "1.5", "sine_rate": "2", "x_0": "3"}


def offered(text: str, asked: bool = False) -> list[str]:
    """What is offered at the mark | in the text, as it would be entered."""
    before, _, after = text.partition("|")
    found = completions(before + after, len(before), NAMES, VOCABULARY, asked)
    return [entry.insert for entry in found.entries]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("si|", "sine_rate"),  # what the document names comes first
        ("sin|", "sin()"),  # but a whole word before the beginning of one
        ("2si|", "sine_rate"),
        ("ta|", "tangent()"),
        ("diff|", "difference_quotients()"),
        ("difference_q|", "difference_quotients()"),
        ("tgt|", "tangent()"),
        ("TAN|", "tangent()"),
        ("ｔａｎ|", "tangent()"),
        ("alpha|", "α"),
        (r"\alp|", "α"),
        ("Ome|", "Ω"),
        ("inf|", "∞"),
        ("sqrt|", "sqrt()"),
        ("x_|", "x_0"),
        ("nab|", "∇"),
        ("other|", "otherwise"),
        ("sq|(x)", "sqrt"),
        ("integ|(x", "integral"),
        ("x + gam|", "gamma()"),
    ],
)
def test_the_best_comes_first(typed: str, first: str) -> None:
    assert offered(typed)[0] == first


@pytest.mark.parametrize(
    "typed", ["|", "s|", "2|", "x2|", "# sin|", " ＃ si|", "qqq|", "x + |", "(|", "αβ|", "3.|"]
)
def test_nothing_is_offered_while_typing(typed: str) -> None:
    assert offered(typed) == []


def test_asked_one_letter_and_none_are_enough() -> None:
    assert offered("f|", asked=True)[0] == "f()"
    assert offered("t|", asked=True)[0] == "tangent()"
    assert offered("2 + |", asked=True)[:4] == ["a", "f()", "x_0", "sine_rate"]
    assert offered("# |", asked=True) == offered("2|", asked=True) == []


def test_only_the_end_of_a_product_is_completed() -> None:
    assert completions("2xsin", 5, {}, VOCABULARY).start == 2
    assert completions("axtang", 6, NAMES, VOCABULARY) == Completions(2, 6, (VOCABULARY[6],))
    assert completions("btang", 5, NAMES, VOCABULARY).entries == ()
    assert completions(r"x\alp", 5, {}).start == 1


def test_matches_at_the_beginning_come_before_scattered_letters() -> None:
    labels = [
        entry.label for entry in completions("as", 2, {"abs_size": "1", "asx": "2"}, VOCABULARY).entries
    ]
    assert labels[:2] == ["asx", "asin"] and labels.index("abs_size") > 1


def test_nothing_is_offered_twice_or_as_it_stands() -> None:
    for typed in ("inf|", "a|", "le|", "sine_rate|"):
        found = offered(typed, asked=True)
        assert len(found) == len(set(found)) and typed[:-1] not in found


@pytest.mark.parametrize(
    ("typed", "call"),
    [
        ("tangent(|", ("tangent", 0)),
        ("tangent(f, |", ("tangent", 1)),
        ("tangent(f, |1)", ("tangent", 1)),
        ("tangent（f，|", ("tangent", 1)),
        ("tangent(f, (1, 2|", ("tangent", 1)),
        ("tangent(f, sin(1, |", ("sin", 1)),
        ("tangent(f, sin(1), a|", ("tangent", 2)),
        ("f'(|", ("f", 0)),
        ("sin^2(x, |", ("sin", 1)),
        ("sin²(|", ("sin", 0)),
        ("tangent(f, [1, 2, |", ("tangent", 1)),
        ("tangent(f)|", None),
        ("f(x|) = 3", None),
        ("(1, |", None),
        ("# tangent(f, |", None),
        ("|", None),
        (")|", None),
    ],
)
def test_the_argument_being_typed(typed: str, call: tuple[str, int] | None) -> None:
    before, _, after = typed.partition("|")
    assert signature_at(before + after, len(before)) == call


def test_a_product_with_a_bracket_is_no_call() -> None:
    assert signature_at("tangent(f, x(1 + ", 17, {"tangent", "f"}) == ("tangent", 1)
    assert signature_at("x(1", 3, set()) is None


@given(st.text("sxaf2_(),'^ #\\α（ ²", max_size=20), st.integers(0, 20), st.booleans())
def test_no_text_breaks_it(text: str, place: int, asked: bool) -> None:
    found = completions(text, place, NAMES, VOCABULARY, asked)
    assert 0 <= found.start <= found.end <= len(text)
    call = signature_at(text, place)
    assert call is None or call[1] >= 0
