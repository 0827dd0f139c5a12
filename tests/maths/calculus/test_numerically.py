"""Every question gets an answer: the traps, what cannot be told by numbers, and random nonsense."""

import random

import pytest

from calcviz.language.expression import Comparison, Number, Question, Side, free_names, substitute
from calcviz.maths.calculus.answer import Answer
from calcviz.maths.calculus.numerically import numerically
from calcviz.maths.functions.building import number
from tests.maths.calculus.asked import ask
from tests.maths.random_expressions import expression

STANDINGS = {"numeric", "unconfirmed", "undefined", "diverges", "unknown"}

TRAPS = [
    ("limit(1/x, x, 0)", "undefined", None),
    ("limit(|x|/x, x, 0)", "undefined", None),
    ("limit(sign(x), x, 0)", "undefined", None),
    ("limit(floor(x), x, 1)", "undefined", None),
    ("limit(atan(1/x), x, 0)", "undefined", None),
    ("limit(e^(1/x), x, 0)", "undefined", None),
    ("limit(tan(x), x, pi/2)", "undefined", None),
    ("limit(sin(1/x), x, 0)", "undefined", None),
    ("limit(sqrt(x), x, 0, left)", "undefined", None),
    ("integral(|sin(x)|, x, 0, 10)", "numeric", 6.160928470923548),
    ("integral(|sin(x)|, x, -2pi, 0)", "numeric", 4.0),
    ("integral(|cos(x)|, x, -1, 1)", "numeric", 1.682941969615793),
    ("integral(|sin(x) cos(x)|, x, 0, 2pi)", "numeric", 2.0),
    ("integral(|cos(x)| sin(x), x, -pi, pi)", "numeric", 0.0),
    ("integral(ln(x)/(1+x), x, 0, 1)", "numeric", -0.8224670334241132),
    ("integral(tan(x), x, 0, pi)", "diverges", None),
    ("integral(sqrt(1-cos(x)), x, 0, 4pi)", "numeric", 11.313708498984761),
    ("integral(sin(x)/x, x, 0, inf)", "numeric", 1.5707963267948966),
    ("integral(x^2, x, 1, 0)", "numeric", -1 / 3),
    ("integral(e^x, x, 2, 2)", "numeric", 0.0),
    ("solve(x = cos(x), x)", "numeric", 0.7390851332151607),
    ("solve(ln(x) + ln(x+3) = 1, x)", "numeric", 0.7289642950166438),
    ("solve((x^2-1)/(x-1) = 0, x)", "numeric", -1.0),
]


@pytest.mark.parametrize(("written", "standing", "value"), TRAPS)
def test_the_traps(written: str, standing: str, value: float | None) -> None:
    answer = ask(written)
    assert answer.standing == standing
    assert answer.value == (None if value is None else pytest.approx(value, abs=1e-9))
    assert answer.error is not None if standing == "numeric" else answer.reason


@pytest.mark.parametrize(
    "written", ["integral(x^2, x)", "series(sin(x), x, 0, 5)", "simplify(x + x)", "solve(x + y = 1, x, y)"]
)
def test_what_numbers_do_not_answer_is_unknown(written: str) -> None:
    answer = ask(written)
    assert answer.standing == "unknown" and answer.reason


def drawn(rng: random.Random) -> Question:
    """A question about a random expression."""
    e = expression(rng, rng.choice((2, 3, 4)))
    e = substitute(e, {"y": Number(2)}) if "y" in free_names(e) else e
    low, high = (number(rng.randint(-5, 5)) for _ in range(2))
    sides: tuple[Side, ...] = ("", "left", "right")
    return rng.choice(
        (
            Question("integral", e, ("x",), (low, high)),
            Question("limit", e, ("x",), (low,), rng.choice(sides)),
            Question("sum", e, ("x",), (low, high)),
            Question("solve", Comparison((e, high), (rng.choice(("=", "<", ">=")),)), ("x",)),
        )
    )


@pytest.mark.parametrize("seed", range(150))
def test_nothing_is_raised_and_numbers_have_bounds(seed: int) -> None:
    answer = numerically(drawn(random.Random(seed)))
    assert isinstance(answer, Answer) and answer.standing in STANDINGS
    if answer.standing == "numeric":
        assert answer.error is not None and answer.error >= 0
    else:
        assert answer.reason or answer.standing == "unconfirmed"
