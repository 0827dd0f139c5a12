"""Row: exact calculus: the first number of an integral, and the window while traps are typed into it."""

import subprocess
import sys
from collections.abc import Iterator

from tests.benchmarks.measuring import Times
from tests.benchmarks.outcome import Goal, Outcome
from tests.benchmarks.question_stage import QuestionStage
from tests.benchmarks.starts import compiled

INTEGRALS = (
    "integral(x^2, x, 0, 1)",
    "integral(sin(x)/x, x, 0, 1)",
    "integral(e^(-x^2), x, -inf, inf)",
    "integral(1/(x^5+x+1), x, 0, 2)",
    "integral(|sin(x)|, x, 0, 10)",
    "integral(ln(x)/(1+x), x, 0, 1)",
    "integral(sqrt(1-cos(x)), x, 0, 4pi)",
    "integral(1/sqrt(x), x, 0, 1)",
    "integral(x^2 e^-x, x, 0, inf)",
    "integral(cos(x)^8, x, 0, pi)",
)
TRAPS = (
    "9^9^9^9",
    "integral(1/(x^5+x+1), x)",
    "integral(sin(x^3) e^-x, x)",
    "simplify(9.0^9^9^9)",
    "integral(x^(10^9), x, 0, 1)",
    "limit((10^9)!, x, 0)",
    "sum(k!, k, 1, 10^7)",
    "sum(1/k, k, 1, 10^9)",
    "integral(e^e^e^x, x, 0, 10)",
    "solve(x^2000 + x = 1, x)",
    "solve(sin(x) = e^x + x^5, x)",
    "series(e^sin(e^x), x, 0, 40)",
    "simplify((x+1)^400 - (x-1)^400)",
    "integral(sin(x^2) e^x, x, 0, 50)",
    "integral(tan(x), x, 0, pi)",
    "integral(floor(x^3), x, 0, 9)",
    "integral(sqrt(tan(x)), x)",
    "integral(x^x, x)",
    "limit(sin(1/x), x, 0)",
    "limit(x^x^x^x, x, 0, right)",
    "solve(x^5 - x + 1 = 0, x)",
    "solve(sin(1/x) = 0, x)",
    "integral(sin(x) cos(y) e^(x y), x, 0, 9, y, 0, 9)",
    "integral(1/(1+x^17), x)",
    "simplify(sin(cos(tan(sin(cos(tan(x))))))^2)",
)
TIMES = 4
GOAL = Goal(50.0)
WAYS = {
    "typed": "first number of the first integral of all, typed with 80 ms between the keys",
    "pasted": "first number of the first integral of all, pasted whole",
}
WAIT = 1.0
"""Seconds for which answers of a row are looked at before the next one is typed."""


def outcomes(steps: int) -> Iterator[Outcome]:
    """First numbers, cold and warm, then traps letter by letter, in a window with everything that it has."""
    yield from _first_of_all(5 if steps >= 100 else 2)
    stage = QuestionStage()
    stage.type("integral(x, x, 0, 1)")  # what it loads is loaded
    stage.answered()
    found = Times(tuple(stage.first_number(text) for _ in range(max(1, steps // 20)) for text in INTEGRALS))
    notes = (
        f"{len(INTEGRALS)} integrals, from the key that makes one whole to the number painted in its row",
    )
    yield Outcome("first number of an integral", found.median, "ms", GOAL, (), found.p95, found.best, notes)
    yield _trapped(stage, steps)
    stage.close()


def _first_of_all(runs: int) -> Iterator[Outcome]:
    """The same for the first integral of a process, which has nothing loaded that it could do without."""
    for way, title in WAYS.items():
        with compiled() as environment:
            took = [_cold(way, INTEGRALS[1], environment) for _ in range(runs + 1)][1:]
        found = Times(tuple(took))
        notes = (f"{runs} processes, a second after the window has come; bytecode kept, as installed",)
        yield Outcome(title, found.median, "ms", GOAL, (), found.p95, found.best, notes)


def _cold(way: str, text: str, environment: dict[str, str]) -> float:
    command = [sys.executable, "-m", "tests.benchmarks.question_stage", way, text]
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return float(run.stdout.splitlines()[-1])


def _trapped(stage: QuestionStage, steps: int) -> Outcome:
    """The longest turn of the window's thread while traps are typed."""
    stage.turns.clear()
    typed = TRAPS * (TIMES if steps >= 100 else 1)
    for text in typed:
        stage.type(text)
        stage.look(WAIT)
    slowest, busy, where = max(stage.turns)
    _, most, there = max(stage.turns, key=lambda turn: turn[1])
    notes = (
        f"{len(typed)} rows, {len(stage.turns)} turns of the window's thread of over 1 ms",
        f"the slowest took {slowest:.0f} ms, {busy:.0f} of them its own: {where}",
        f"the busiest computed for {most:.0f} ms: {there}",
        f"over 100 ms: {sum(time > 100 for time, _, _ in stage.turns)}",
    )
    return Outcome("longest turn while traps are typed", slowest, "ms", Goal(100.0), (), None, None, notes)
