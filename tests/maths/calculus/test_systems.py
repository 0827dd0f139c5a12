"""Systems of equations: certified solutions, and whether there are others."""

from math import sqrt

import pytest

from calcviz.language.expression import Tuple
from calcviz.maths.evaluate import value
from tests.maths.calculus.asked import ask

HALF = sqrt(0.5)
KNOWN: list[tuple[str, list[tuple[float, ...]]]] = [
    ("x^3+y^3=3, x^2y+y^2=1, x, y", [(1.4313494240887492, 0.4071764628893647)]),
    (
        "20x y-10x-4x^3=0, 10x^2-8y-8y^3=0, x, y",
        [
            (-2.644224301508298, 1.8983844313374096),
            (-0.856656871446373, 0.6467721990792575),
            (0, 0),
            (0.856656871446373, 0.6467721990792575),
            (2.644224301508298, 1.8983844313374096),
        ],
    ),
    ("x+y=3, x-y=1, x, y", [(2, 1)]),
    ("x^2+y^2=1, y=x, x, y", [(-HALF, -HALF), (HALF, HALF)]),
    ("x y=1, x+y=5, x, y", [(0.20871215252208, 4.79128784747792), (4.79128784747792, 0.20871215252208)]),
    (
        "e^x=y, y=x+2, x, y",
        [(-1.8414056604369606, 0.15859433956303937), (1.1461932206205825, 3.1461932206205825)],
    ),
    ("x+y+z=1, x-y=2, z=3, x, y, z", [(0, -2, 3)]),
]


@pytest.mark.parametrize(("written", "wanted"), KNOWN)
def test_all_solutions_are_found(written: str, wanted: list[tuple[float, ...]]) -> None:
    answer = ask(f"solve({written})")
    assert answer.standing == "numeric" and answer.error is not None and answer.error < 1e-10
    assert answer.remark is not None and answer.remark.startswith("no others")
    found = []
    for e in answer.results:
        assert isinstance(e, Tuple)
        found.append(tuple(value(part, {}) for part in e.items))
    assert len(found) == len(wanted)
    for mine, true in zip(sorted(found), wanted):
        assert mine == pytest.approx(true, abs=1e-11)


def test_three_equations_have_all_their_solutions() -> None:
    answer = ask("solve(x+y+z=6, x y z=6, x^2+y^2+z^2=14, x, y, z)")
    assert len(answer.results) == 6


def test_a_touching_solution_is_told_exactly_and_not_called_the_only_one() -> None:
    answer = ask("solve(x^2+y^2=1, x=1, x, y)")
    assert len(answer.results) == 1 and answer.remark == "there may be others"


@pytest.mark.parametrize(
    "written", ["x^2+y^2=1, x^2+y^2=4, x, y", "x+y=1, x, y", "x<y, y<1, x, y", "x+y=1, x+y=2, x, y"]
)
def test_what_has_no_answer_says_why(written: str) -> None:
    answer = ask(f"solve({written})")
    assert answer.standing == "unknown" and answer.reason and not answer.results
