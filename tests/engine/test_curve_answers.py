"""What calc answers to rows that are curves: a text that reads the same again."""

import pytest

from tests.concepts.figures import given, opened


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ("x = y^2 - 1", "x = y^2 - 1"),
        ("x = 3", "x = 3"),
        ("c(t) = (cos t, sin t)", "(cos(t), sin(t))"),
        ("(cos t, t sin t) for 0 <= t < pi", "(cos(t), t*sin(t)) for 0 <= t < pi"),
        ("x = t and y = t^2 and -1 < t < 2", "(t, t^2) for -1 < t < 2"),
        ("r = 1 + cos θ", "r = 1 + cos(theta)"),
        ("r = θ and 0 <= θ <= 6pi", "r = theta for 0 <= theta <= 6*pi"),
        ("(t, t^2, t^3)", "(t, t^2, t^3)"),
        ("(t, t^2) for t > 0", "(t, t^2) for t > 0"),
        ("c(t) = (t, t^2) {t <= 3}", "(t, t^2) for t <= 3"),
        ("(cos t, sin t) {0 <= t, t < pi}", "(cos(t), sin(t)) for 0 <= t < pi"),
        ("r = θ {θ >= 1}", "r = theta for theta >= 1"),
    ],
)
def test_the_text_reads_the_same_again(row: str, text: str) -> None:
    answer = given(row)
    assert (answer["kind"], answer["text"]) == ("curve", text)
    assert answer["latex"]
    again = opened(text).scene.items[0]
    assert again.expression == opened(row).scene.items[0].expression
    assert again.concept is not None and given(text)["text"] == text
