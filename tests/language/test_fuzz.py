"""Random strings raise nothing but Problems, with places inside the text; what is read can be written back.

CALCVIZ_SOAK sets how many strings are tried (2400000 for a long run), CALCVIZ_SEED the seed.
"""

import os
import random
import time

from calcviz.language.expression import Expression
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.problems import Problem
from calcviz.language.reader import parse
from calcviz.language.rows import head, read_row
from calcviz.language.statements import FieldRow, FunctionRow, MapRow, ValueRow
from calcviz.language.tokens import tokens
from calcviz.language.typeset import latex, statement_latex

COUNT = int(os.environ.get("CALCVIZ_SOAK", "10000"))
SLOWEST = 1.0  # seconds for one text: not a measurement, but a loop without end would be seen

WORDS = r"""
x y z t r theta a b c n e i pi inf f g h P f(x) f' f''(1) sin cos tan ln log log_2 sqrt abs max mod
atan2 gamma if diff integral limit sum solve series simplify steps grad jacobian hessian tangent
riemann difference_quotients d/dx d^2/dx^2 df/dx ∂ ∂/∂x ∂g/∂x ∂²q/∂u∂v ∂( )/∂x ∇ ∇g ∇q F q u v
in step for and or not otherwise else left right foo sinx x2 xy xln
0 1 2 3 10 0.5 .5 3. 1e9 1e-9 1e999 9^9^9 1,5 007 + - * / ^ ** !
!= = == < <= > >= ( ) [ ] { } | || , : ; . .. _ ' " # $ % & && ~ ` @ \ ? √ ∛ ² ³ ⁿ ⁻¹ ⌊ ⌋ ⌈ ⌉ × · ÷
− ≤ ≥ ≠ π θ α γ Γ ∞ ∧ ∨ ¬ （ ） ＝ ， ｘ ３ ∫ ± ° 𝐱 é 中
"""
PIECES = (*WORDS.split(), "\u200b", "\u3000", "\n", "\t", "\0", "\ud800")
ROWS = (
    "f(x) = 3x^2 - 4x", "y = sin(x)/x", "a = 1.5 in [-5, 5] step 0.1", "P = (a, f(a))",
    "c(t) = (cos t, sin t)",
    "x^2 + y^2 < 4 and y > 0", "{x < 0: -x, x >= 0: x^2}", "sqrt(x) {0 < x < 4}", "d^2/dx^2 f(x)",
    "∂g/∂x(1, 2)", "gradient(∂q/∂u, (1, 2))", "jacobian F(P)", "∂(x^2 y)/∂x(1, 2)", "∇(x^2 + y^2)(3, 4)",
    "diff(f(x), x, 3)", "integral(g(x, y), x, -1, 1)", "tangent(f', a = 1)", "||x|-1| + ⌊x⌋",
    "sin^-1 x cos 2x", "if(x < 1, 2, 3)^e^2x", "f(x) = sin(x), 0 <= x <= 3", "D = [(1, 4), (2, 5)]",
    "∇g(3, 4)", "G(x, y) = (x^2 - y, x y)", "2·x×3÷4−1",
)  # fmt: skip
NAMES = Names(
    functions=frozenset({("f", ("x",)), ("g", ("x", "y")), ("q", ("u", "v")), ("F", ("x", "y"))}),
    maps=frozenset({"F"}),
    numbers=frozenset({"a", "b"}),
    points=frozenset({"P"}),
    commands=frozenset({"tangent", "gradient", "difference_quotients"}),
    later=frozenset({"riemann"}),
)


def random_text(chance: random.Random) -> str:
    """Pieces of the language, a damaged row, or characters from anywhere."""
    kind = chance.random()
    if kind < 0.55:
        space = chance.choice(["", "", " "])
        return space.join(chance.choices(PIECES, k=chance.randint(1, 14)))
    if kind < 0.9:
        row = list(chance.choice(ROWS))
        for _ in range(chance.randint(1, 4)):
            place = chance.randrange(len(row) + 1)
            row[place : place + chance.randint(0, 2)] = chance.choice(["", *PIECES])
        return "".join(row)
    if kind < 0.99:
        return "".join(
            chr(chance.choice([chance.randrange(128), chance.randrange(0x3000)])) for _ in range(12)
        )
    return chance.choice(PIECES) * chance.randint(100, 1000)


def check(typed: str) -> None:
    """Read the text in every way there is and look at what came."""
    head(typed)
    for token in tokens(typed):
        assert 0 <= token.start <= token.end <= len(typed)
    reading = read_row(typed, NAMES)
    assert (reading.statement is None) == (reading.problem is not None)
    for place in (reading.problem, *reading.hints):
        if place is not None:
            assert 0 <= place.start <= place.end <= len(typed) and place.message
    if reading.statement is not None:
        statement_latex(reading.statement)
    found = parse(typed, NAMES)
    assert isinstance(found, Expression | Problem)
    if isinstance(reading.statement, FieldRow | FunctionRow | MapRow | ValueRow) and isinstance(
        found, Expression
    ):
        written = text(found)
        latex(found)
        again = parse(written, NAMES)
        too_long = len(written) > 2000 or (isinstance(again, Problem) and "too" in again.message)
        assert again == found or too_long, written


def test_random_texts() -> None:
    seed = int(os.environ.get("CALCVIZ_SEED", "20261121"))
    print(f"seed {seed}")
    chance = random.Random(seed)
    slowest, where = 0.0, ""
    for _ in range(COUNT):
        typed = random_text(chance)
        began = time.process_time()
        try:
            check(typed)
        except Exception as error:
            raise AssertionError(f"seed {seed}: {typed!r}") from error
        taken = time.process_time() - began
        if taken > slowest:
            slowest, where = taken, typed
    print(f"{COUNT} texts; the slowest took {slowest * 1e3:.2f} ms: {where[:80]!r}")
    assert slowest < SLOWEST, where
