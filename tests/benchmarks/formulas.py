"""Row: from text to expression to derivative to a numpy function, beside sympy."""

import json
import subprocess
import sys
from collections.abc import Iterator

import numpy as np

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.reader import parse
from calcviz.maths.derivatives.differentiate import derivative
from calcviz.maths.evaluate import Compiled, compiled
from tests.benchmarks.measuring import Step, in_turn
from tests.benchmarks.outcome import Goal, Outcome, Peer

TYPICAL = (
    "{k}*x^3 - 4*x + 1",
    "x^2*sin({k}*x)",
    "exp(-x^2/{k})",
    "sin(x)/(x^2 + {k})",
    "ln(x^2 + {k})",
    "sqrt({k} + x^2)",
    "{k}/(1 + exp(-x))",
    "cos({k}*x + 1)*exp(-x/5)",
)
AT = np.linspace(0.5, 3.0, 7)


def outcomes(steps: int) -> Iterator[Outcome]:
    """Every formula is new: its constants were never read before, so that no memory of earlier ones helps."""
    texts = [text.format(k=f"{2 + number / 100:.2f}") for number in range(steps) for text in TYPICAL]
    made: dict[int, tuple[Compiled, Compiled]] = {}

    def ours(number: int) -> None:
        made[number] = _ours(texts[number])

    series: dict[str, Step] = {"calcviz": ours}
    found = in_turn(series, len(texts), warm_up=0)["calcviz"]
    peers, values = _sympy(texts[: 8 * min(steps, 30)])
    for number, expected in enumerate(values):
        f, df = made[number]
        np.testing.assert_allclose([f(AT), df(AT)], expected, rtol=1e-9, atol=1e-9)
    goal = Goal(1.0, 0.3, None, {"sympy cold": 1 / 7.1, "sympy warm": 1 / 1.45})
    note = f"median of {len(texts)} texts, all different, of {len(TYPICAL)} kinds; both agree to 9 digits"
    yield Outcome(
        "text to expression to f′ to numpy, typical",
        found.median,
        "ms",
        goal,
        peers,
        found.p95,
        found.best,
        (note,),
    )


def _ours(text: str) -> tuple[Compiled, Compiled]:
    f = parse(text, Names())
    if not isinstance(f, Expression):
        raise AssertionError(f"{text}: {f}")
    return compiled(f, ("x",)), compiled(derivative(f, "x"), ("x",))


_SYMPY = """
import json, sys
from time import perf_counter
texts = json.load(sys.stdin)
start = perf_counter()
import numpy as np
from sympy import Symbol, diff, lambdify
from sympy.parsing.sympy_parser import convert_xor, parse_expr, standard_transformations
imported = (perf_counter() - start) * 1e3
x, times, values = Symbol("x"), [], []
at = np.linspace(0.5, 3.0, 7)
for text in texts:
    start = perf_counter()
    f = parse_expr(text.replace("ln", "log"), {"x": x}, (*standard_transformations, convert_xor))
    functions = [lambdify(x, each, "numpy") for each in (f, diff(f, x))]
    times.append((perf_counter() - start) * 1e3)
    values.append([np.broadcast_to(np.asarray(each(at), float), at.shape).tolist() for each in functions])
json.dump({"import": imported, "times": times, "values": values}, sys.stdout)
"""


def _sympy(texts: list[str]) -> tuple[tuple[Peer, ...], list[list[list[float]]]]:
    """The same by sympy in a process of its own: each kind of formula for the first time, and later."""
    run = subprocess.run(
        [sys.executable, "-c", _SYMPY], input=json.dumps(texts), capture_output=True, text=True
    )
    if run.returncode and "ModuleNotFoundError" in run.stderr:
        return (Peer("sympy cold", None), Peer("sympy warm", None)), []
    run.check_returncode()
    answer = json.loads(run.stdout)
    first, later = answer["times"][: len(TYPICAL)], answer["times"][len(TYPICAL) :]
    cold = Peer("sympy cold", float(np.median(first)), f"and {answer['import']:.0f} ms to import it once")
    return (cold, Peer("sympy warm", float(np.median(later)))), answer["values"]
