"""The formulas entered before, walked through and left again."""

from calcviz.ui.past import MOST, Past


def entered(*texts: str) -> Past:
    past = Past()
    for text in texts:
        past.remember(text)
    return past


def test_back_through_what_was_entered_and_forward_to_what_was_being_typed() -> None:
    past = entered("x", "x^2")
    assert past.walk(-1, "x^") == "x^2"
    assert past.walk(-1, "x^2") == "x"
    assert past.walk(-1, "x") is None
    assert past.walk(1, "x") == "x^2"
    assert past.walk(1, "x^2") == "x^"
    assert past.walk(1, "x^") is None


def test_what_stands_there_already_is_passed_over() -> None:
    past = entered("x", "x^2")
    assert past.walk(-1, "x^2") == "x"
    assert past.walk(1, "x") == "x^2"


def test_typing_begins_the_walk_anew() -> None:
    past = entered("x", "x^2")
    assert past.walk(-1, "") == "x^2"
    assert past.walk(1, "x^2 + 1") is None
    assert past.walk(-1, "x^2 + 1") == "x^2"
    assert past.walk(1, "x^2") == "x^2 + 1"


def test_each_text_once_the_latest_last_and_no_more_than_so_many() -> None:
    assert entered("x", " x^2 ", "", "x").texts == ("x^2", "x")
    past = entered(*(str(k) for k in range(MOST + 20)))
    assert len(past.texts) == MOST and past.texts[-1] == str(MOST + 19)


def test_nothing_entered_nothing_to_walk_to() -> None:
    assert Past().walk(-1, "x") is None and Past().walk(1, "") is None
