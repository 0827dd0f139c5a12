"""LaTeX as people paste it becomes the row they mean, and what cannot be read is named."""

import os
import random
import re
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings

from calcviz.language.expression import Call, Constant, Expression, Number, rebuild, walk
from calcviz.language.latex_reading import from_latex, looks_like_latex, readable_rows, rows_from_latex
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.problems import Problem
from calcviz.language.reader import parse
from calcviz.language.rows import read_row
from calcviz.language.typeset import latex
from tests.language.latex_examples import EXAMPLES, PROBLEMS, SEVERAL
from tests.language.trees import expressions

NAMES = Names(
    functions=frozenset({("f", ("x",)), ("g", ("x", "y"))}),
    numbers=frozenset({"a", "b", "n", "alpha", "x_0"}),
)
NOT_SHOWN = {"digamma", "polygamma"}  # LaTeX has them as the letter psi


@pytest.mark.parametrize(("pasted", "row"), EXAMPLES)
def test_pasted(pasted: str, row: str) -> None:
    assert from_latex(pasted) == row


@pytest.mark.parametrize(("pasted", "row"), EXAMPLES)
def test_every_row_is_a_row(pasted: str, row: str) -> None:
    """The reader stumbles over names that no row defines, and over nothing else."""
    several = frozenset((name, ("x", "y")) for name in ("g", "g_1", "F"))
    names = Names(functions=several | {("f", ("x",))}, maps=frozenset({"F"}))
    problem = read_row(row, names).problem
    assert problem is None or problem.missing, problem


@pytest.mark.parametrize(("pasted", "part", "words"), PROBLEMS)
def test_what_cannot_be_read_is_named(pasted: str, part: str, words: str) -> None:
    problem = from_latex(pasted)
    assert isinstance(problem, Problem), problem
    assert pasted[problem.start : problem.end] == part and words in problem.message


@pytest.mark.parametrize(("pasted", "rows"), SEVERAL)
def test_several_formulas(pasted: str, rows: list[str]) -> None:
    assert rows_from_latex(pasted) == rows
    assert looks_like_latex(pasted)
    assert isinstance(from_latex(pasted), Problem)


def test_what_cannot_be_read_stands_as_it_was() -> None:
    assert readable_rows("$x^{2}$ and $ \\oint x $") == ["x^2", r"\oint x"]


@pytest.mark.parametrize("pasted", [r"\frac12", "$x$", "x^{2}", r"\(x\)", "x_{i+1}", "# a\n$x$", "＼pi"])
def test_looks_like_latex(pasted: str) -> None:
    assert looks_like_latex(pasted)


@pytest.mark.parametrize(
    "row",
    [
        "x^2",
        "a_{12}",
        "f(x) = {x < 0: x}",
        "# $x^{2}$",
        " ＃ \\pi",
        "{x}",
        "|x|",
        "",
        "D = [(1, 2)]",
        "# a\nx^2",
    ],
)
def test_rows_do_not_look_like_latex(row: str) -> None:
    assert not looks_like_latex(row)


def shown(e: Expression) -> Expression:
    """What LaTeX shows of a tree: exp(x) as a power of e, a third root as ∛, (a b) c as a b c."""
    e = rebuild(e, shown)
    match e:
        case Number(value) if "e" in text(e) or value == 10:
            return Number(Fraction(7, 4))
        case Call("exp", (x,)):
            return Call("power", (Constant("e"), x))
        case Call("root", (x, Number(3))):
            return Call("cbrt", (x,))
        case Call("multiply", (Call("multiply", first), *rest)):
            return Call("multiply", (*first, *rest))
    return e


@settings(max_examples=300, deadline=None)
@given(expressions())
def test_what_is_set_reads_back(e: Expression) -> None:
    e = shown(e)
    assume(not any(isinstance(node, Call) and node.function in NOT_SHOWN for node in walk(e)))
    assume(parse(text(e), NAMES) == e)
    row = from_latex(latex(e))
    assert isinstance(row, str), (latex(e), row)
    found = parse(row, NAMES)
    assert isinstance(found, Expression), (latex(e), row, found)
    assert shown(found) == e, (latex(e), row)


def test_numbers_with_powers_of_ten() -> None:
    for value in (Fraction(3, 2 * 10**7), Fraction(10**30), Fraction(25 * 10**20)):
        row = from_latex(latex(Number(value)))
        assert (
            isinstance(row, str)
            and Fraction(row.replace("10^", "1e").replace("(", "").replace(")", "")) == value
        )


TOKENS = r"""
\frac \dfrac \sqrt \sqrt[3] { } { } { } ( ) [ ] \left( \right) \left| \right| | \{ \} ^ _ ^{ _{ ' !
+ - * / = < > \le \ne \cdot \times , . ; & \\ x y a e d dx \mathrm{d} \pi \alpha \infty 1 2 10 0.5
12 \sin \ln \log \log_ \lim_{x\to \to \int \int_0^1 \sum_{k=1}^ \begin{cases} \end{cases}
\begin{align} \end{align} \text{if} \text{otherwise} \text{ \mathrm{ \quad \, $ $$ \[ \] \( \) \over
\choose \in \mathbb{R} \oint \partial \nabla f f' \frac{d}{dx} \frac{dx}{x} \prime \begin{pmatrix}
\end{pmatrix} \bmod \land \neg \mapsto : \not \circ ² √ ⌊ \rfloor # % ~ \ 中 é \binom \max
\operatorname{
""".split()


def test_random_texts_raise_nothing() -> None:
    seed = int(os.environ.get("CALCVIZ_SEED", "20261121"))
    print(f"seed {seed}")
    chance = random.Random(seed)
    examples = [pasted for pasted, _ in EXAMPLES]
    for number in range(4000):
        pieces = chance.choices(TOKENS, k=chance.randint(1, 16))
        if number % 2:
            pieces = re.findall(r"\\[A-Za-z]+|.", chance.choice(examples), re.DOTALL)
            for _ in range(chance.randint(1, 3)):
                place = chance.randrange(len(pieces) + 1)
                pieces[place : place + chance.randint(0, 2)] = [chance.choice(TOKENS)]
        check(chance.choice(["", " ", "\n"] if number % 7 == 0 else [""]).join(pieces), seed)


def test_a_text_of_signs_is_no_function_of_a_gradient() -> None:
    check(r"f\nabla\operatorname{-\frac{d}{dx}$$", 797612349)


@pytest.mark.parametrize(
    "piece",
    [
        "{",
        "(",
        r"\frac",
        r"\sqrt",
        r"\sin",
        "-",
        r"\not",
        "|",
        r"\int",
        "^",
        "{}",
        r"\left\{\begin{cases}",
        "√",
        "'",
    ],
)
def test_long_chains_raise_nothing(piece: str) -> None:
    check(piece * 1500, 0)
    check("x" + piece * 1500 + "x", 0)


def check(pasted: str, seed: int) -> None:
    """Rows or problems with a place inside the text come out, and the reader can read the rows."""
    try:
        looks_like_latex(pasted)
        found = [from_latex(pasted), *rows_from_latex(pasted)]
        for row in readable_rows(pasted):
            read_row(row, NAMES)
    except Exception as error:
        raise AssertionError(f"seed {seed}: {pasted[:200]!r}") from error
    for each in found:
        if isinstance(each, Problem):
            assert 0 <= each.start <= each.end <= len(pasted) and each.message, (seed, pasted, each)
        else:
            assert each and "\\" not in each or each.startswith("#"), (seed, pasted, each)
