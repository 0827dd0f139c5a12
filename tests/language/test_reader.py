"""Every spelling the language promises is read as it says, and every mistake is named at its place."""

from dataclasses import replace
from fractions import Fraction

import pytest

from calcviz.language.expression import Apply, Call, Constant, Derivative, Expression, Name, Number, Piecewise
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.problems import Problem
from calcviz.language.reader import parse

READ = [
    ("2x", "2*x"),
    ("x sin x", "x*sin(x)"),
    ("2(x+1)", "2*(x + 1)"),
    ("(x+1)(x-1)", "(x + 1)*(x - 1)"),
    ("xy", "x*y"),
    ("xe^x", "x*e^x"),
    ("abx", "a*b*x"),
    ("π r²", "pi*r^2"),
    ("x(x+1)", "x*(x + 1)"),
    ("2x(x+1)", "2*x*(x + 1)"),
    ("f(x+1)", "f(x + 1)"),
    ("xf(x)", "x*f(x)"),
    ("xln(x)", "x*ln(x)"),
    ("4(5+6)2sin(60)", "4*(5 + 6)*2*sin(60)"),
    ("sin 2x", "sin(2*x)"),
    ("sin 2x cos 3x", "sin(2*x)*cos(3*x)"),
    ("sin x + 1", "sin(x) + 1"),
    ("sin x/2", "sin(x)/2"),
    ("sin(x)(x+1)", "sin(x)*(x + 1)"),
    ("sin -x", "sin(-x)"),
    ("sin x^2", "sin(x^2)"),
    ("sin(x)^2", "sin(x)^2"),
    ("sin^2 x", "sin(x)^2"),
    ("sin² x", "sin(x)^2"),
    ("sin²(2x)", "sin(2*x)^2"),
    ("sin^n x", "sin(x)^n"),
    ("sin^-1 x", "asin(x)"),
    ("tanh⁻¹(x)", "atanh(x)"),
    ("sin^-2 x", "sin(x)^(-2)"),
    ("f^2(x)", "f(x)^2"),
    ("ln sin x", "ln(sin(x))"),
    ("e^sin 2x", "e^sin(2*x)"),
    ("-x^2", "-x^2"),
    ("2^-x", "2^(-x)"),
    ("2^3^2", "2^3^2"),
    ("x**2", "x^2"),
    ("1/2x", "1/2*x"),
    ("e^2x", "e^2*x"),
    ("2e^x", "2*e^x"),
    ("2e3", "2000"),
    ("1e-9", "1e-9"),
    ("|x|", "abs(x)"),
    ("||x|-1|", "abs(abs(x) - 1)"),
    ("x|x|", "x*abs(x)"),
    ("|x||y|", "abs(x)*abs(y)"),
    ("|x|y|x|", "abs(x)*y*abs(x)"),
    ("|(x|x|)|", "abs(x*abs(x))"),
    ("√x", "sqrt(x)"),
    ("√2 x", "sqrt(2)*x"),
    ("√(x+1)", "sqrt(x + 1)"),
    ("∛x", "cbrt(x)"),
    ("root(x, 5)", "root(x, 5)"),
    ("⌊x⌋ + ⌈x⌉", "floor(x) + ceil(x)"),
    ("n!", "n!"),
    ("2n!", "2*n!"),
    ("x²+x³", "x^2 + x^3"),
    ("xⁿ", "x^n"),
    ("x⁻¹", "x^(-1)"),
    ("2·x×3÷4−1", "2*x*3/4 - 1"),
    ("３x＋（１－x）", "3*x + (1 - x)"),
    ("2∞", "2*inf"),
    ("alpha", None),
    ("theta θ", "theta*theta"),
    ("pi π", "pi*pi"),
    ("arcsin x + asin x", "asin(x) + asin(x)"),
    ("arsinh x", "asinh(x)"),
    ("log x", "log(x)"),
    ("log(x, 2)", "log(x, 2)"),
    ("log_2 x", "log(x, 2)"),
    ("ln x", "ln(x)"),
    ("gamma(x) + Γ(x)", "gamma(x) + gamma(x)"),
    ("f'(x)", "f'(x)"),
    ("f′(1) + f″(1)", "f'(1) + f''(1)"),
    ("sin'(x)", "sin'(x)"),
    ("d/dx f(x)", "diff(f(x), x)"),
    ("d^2/dx^2 x^3 + 1", "diff(x^3, x, 2) + 1"),
    ("d²/dx² f(x)", "diff(f(x), x, 2)"),
    ("df/dx", "diff(f(x), x)"),
    ("d/dθ sin θ", "diff(sin(theta), theta)"),
    ("diff(f(x), x, 3)", "diff(f(x), x, 3)"),
    ("diff(x^2)", "diff(x^2, x)"),
    ("{x < 0: -x, x >= 0: x^2}", "{x < 0: -x, x >= 0: x^2}"),
    ("{x<0: -x, otherwise: x^2}", "{x < 0: -x, otherwise: x^2}"),
    ("{x<0: -x, x^2}", "{x < 0: -x, otherwise: x^2}"),
    ("2{x<0: -x, x^2} + 1", "2*{x < 0: -x, otherwise: x^2} + 1"),
    ("if(x<0, -x, x^2)", "{x < 0: -x, otherwise: x^2}"),
    ("sqrt(x) {0 < x < 4}", "sqrt(x) {0 < x < 4}"),
    ("x+1 {x>0}", "x + 1 {x > 0}"),
    ("x {0<x, x<1}", "x {0 < x and x < 1}"),
    ("(x, 1) {x>0}", "(x {x > 0}, 1 {x > 0})"),
    ("x {x>0 and x<3 or not x = 5}", "x {x > 0 and x < 3 or not x = 5}"),
    ("x {x>0 ∧ x<3 ∨ x=5}", "x {x > 0 and x < 3 or x = 5}"),
    ("x {x>0 && x<3 || x=5}", "x {x > 0 and x < 3 or x = 5}"),
    ("|x {|x| < 1}|", "abs(x {abs(x) < 1})"),
    ("x ≤ 3", "x <= 3"),
    ("2^100", "2^100"),
    ("170!", "170!"),
    ("x^1000", "x^1000"),
    ("1.50", "1.5"),
    ("a - (b - n)", "a - (b - n)"),
    (".5x", "0.5*x"),
]


@pytest.mark.parametrize(("typed", "meant"), READ)
def test_read(typed: str, meant: str | None, names: Names) -> None:
    e = parse(typed, names)
    if meant is None:
        assert isinstance(e, Problem)
        return
    assert isinstance(e, Expression), e
    assert text(e) == meant
    assert parse(meant, names) == e


def test_trees(names: Names) -> None:
    x = Name("x")
    assert parse("3x^2 - 4x", names) == Call(
        "add",
        (
            Call("multiply", (Number(3), Call("power", (x, Number(2))))),
            Call("negate", (Call("multiply", (Number(4), x)),)),
        ),
    )
    assert parse("-x^2", names) == Call("negate", (Call("power", (x, Number(2))),))
    assert parse("0.1", names) == Number(Fraction(1, 10))
    assert parse("e", names) == Constant("e")
    assert parse("f''(1)", names) == Apply("f", 2, (Number(1),))
    assert parse("d/dx x", names) == Derivative(x, "x", 1)
    assert isinstance(parse("x {x > 0}", names), Piecewise)


SAID = [
    ("2+*3", 2, 3, "a number or name is missing before `*`", None),
    ("(x+1", 4, 4, "`)` is missing for `(` at 0", None),
    ("sin", 0, 3, "sin needs an argument", None),
    ("foo(x)", 0, 3, "nothing is named `foo`", "Did you mean `floor`?"),
    ("c x^2", 0, 1, "`c` has no value", "Create slider c"),
    ("1,5", 1, 2, "a decimal point is written `.`", "Did you mean `1.5`?"),
    ("9^9^9^9", 0, 7, "this number is too large to compute", None),
    ("", 0, 0, "a number or name is missing", None),
    ("2+", 2, 2, "a number or name is missing after `+`", None),
    ("()", 1, 2, "a number or name is missing before `)`", None),
    ("x+1)", 3, 4, "`)` has no `(` before it", None),
    ("(x+1]", 4, 5, "`)` is missing for `(` at 0", None),
    ("|x", 2, 2, "`|` is missing for `|` at 0", None),
    ("sin()", 0, 3, "sin needs an argument", None),
    ("sin + 1", 0, 3, "sin needs an argument", None),
    ("sin - 1", 0, 3, "sin needs an argument", None),
    ("f + 1", 0, 1, "f needs an argument", "Did you mean `f(x)`?"),
    ("f(x, 1)", 0, 7, "f takes one argument, not 2", None),
    ("sin(1,5)", 0, 8, "sin takes one argument, not 2", "a decimal point is written `.`"),
    ("atan2(x)", 0, 8, "atan2 takes 2 arguments, not 1", None),
    ("log(x, 2, 3)", 0, 12, "log takes 1 to 2 arguments, not 3", None),
    ("gcd(x)", 0, 6, "gcd takes at least 2 arguments, not 1", None),
    ("mod x", 0, 3, "mod needs its arguments in brackets", None),
    ("log(x, 1)", 0, 9, "1 is not a base of logarithms", None),
    ("x2", 0, 2, "`x2` can be read in two ways", "x*2 or x^2?"),
    ("θ2", 0, 2, "`θ2` can be read in two ways", "θ*2 or θ^2?"),
    ("3..2", 2, 3, "a number has only one decimal point", None),
    ("1.2.3", 3, 4, "a number has only one decimal point", None),
    ("2 3", 0, 3, "a sign is missing between two numbers", "Did you mean `2*3`?"),
    ("[(1, 2), (3 4)]", 10, 13, "a comma is missing between two numbers", "Did you mean `3, 4`?"),
    ("[(1, 2) (3, 4)]", 8, 9, "a comma is missing between two points", "Did you mean `), (`?"),
    ("limit(1/x, x, 0, up)", 17, 19, "nothing is named `up`", "Did you mean `right`?"),
    ("sinx", 0, 4, "nothing is named `sinx`", "Did you mean `sin x`?"),
    (
        "integral(x^2 dx)",
        13,
        15,
        "nothing is named `dx`",
        "An integral is written integral(f(x), x, 0, 1)",
    ),
    ("sin2x", 0, 4, "nothing is named `sin2`", "Did you mean `sin 2`?"),
    ("log10(x)", 0, 5, "nothing is named `log10`", "Did you mean `log(x, 10)`?"),
    ("SIN(x)", 0, 3, "nothing is named `SIN`", "Did you mean `sin`?"),
    ("cx", 0, 2, "nothing is named `cx`", "Did you mean `c*x`?"),
    ("re(sqrt(x))", 0, 2, "nothing is named `re`", "Did you mean `relu`?"),
    ("h(x)", 0, 1, "nothing is named `h`", "Define it in a row: h(x) = …"),
    ("J(0, x)", 0, 1, "nothing is named `J`", "Define it in a row: J(x) = …"),
    ("x'", 1, 2, "a prime stands only after the name of a function", None),
    ("n!!", 1, 3, "`!!` is not read; (n!)! is written with brackets", None),
    ("2 i", 2, 3, "`i` is no number here: CalcViz computes with real numbers", None),
    ("x\u200b+1", 1, 2, "an invisible character U+200B stands here", None),
    ("𝐱", 0, 1, "the character `𝐱` (U+1D431) is not used here", "Did you mean `x`?"),
    ("x & 1", 2, 3, "the character `&` is not used here", None),
    (
        "∫x",
        0,
        1,
        "the character `∫` (U+222B) is not used here",
        "An integral is written integral(f(x), x, 0, 1)",
    ),
    ("(x < 1) + 1", 0, 7, "a number is expected here, not a condition", None),
    ("sin(x = 1)", 4, 9, "a number is expected here, not a condition", None),
    ("(1, 2) + 1", 0, 6, "a single number is expected here", None),
    ("x {x}", 3, 4, "a condition such as x > 0 is expected here", None),
    ("{x}", 1, 2, "a condition such as x > 0 is expected here", None),
    ("{x < 1: 2, otherwise}", 20, 21, "`:` is missing after `otherwise`", None),
    ("tangent(f, 1) + 1", 0, 7, "`tangent` is a picture of its own and stands alone in its row", None),
    ("diff(f, x)", 5, 6, "f needs an argument", None),
    ("diff(f(x), x, 0)", 0, 16, "the order of a derivative is a whole number from 1 to 20", None),
    ("d^2/dx^3 x", 0, 8, "the two orders of this derivative differ", None),
    ("df/d0", 0, 2, "nothing is named `df`", "Did you mean `f`?"),
    ("f^-1(x)", 0, 4, "`f^-1` can be read in two ways", "1/f(x) is always clear"),
]


def test_every_letter_without_a_value_is_named(names: Names) -> None:
    two, three = parse("c sin(k x)", names), parse("c x^2 + k x + m", names)
    assert two == Problem(0, 1, "`c` and `k` have no value", "Create sliders c, k", ("c", "k"))
    assert isinstance(three, Problem) and three.message == "`c`, `k` and `m` have no value"


@pytest.mark.parametrize(("typed", "start", "end", "message", "hint"), SAID)
def test_said(typed: str, start: int, end: int, message: str, hint: str | None, names: Names) -> None:
    problem = parse(typed, names)
    assert isinstance(problem, Problem)
    missing = ("c",) if hint == "Create slider c" else ()
    assert replace(problem, seen=None, partner=None) == Problem(start, end, message, hint, missing)


SECURITY = [
    ("__import__('os').system('x')", 0),
    ("x.subs(x,'__import__(\"os\").system(1)')", 1),
    ("sin('__import__(\"os\").system(1)')", 4),
    ("x.subs.__func__.__globals__['__builtins__']['__import__']('os')", 1),
    ("x.__c𝐥ass__", 1),
    ("Function('exit')(x)", 0),
    ("Function('loadtxt')(x)", 0),
    ("Symbol('x')", 0),
]


@pytest.mark.parametrize(("typed", "place"), SECURITY)
def test_code_is_refused(typed: str, place: int, names: Names) -> None:
    problem = parse(typed, names)
    assert isinstance(problem, Problem) and problem.start == place


def test_all_missing_letters_are_collected(names: Names) -> None:
    problem = parse("c x^2 + k_1 x + beta + c", names)
    assert isinstance(problem, Problem)
    assert problem.missing == ("c", "k_1", "beta")
    assert (problem.start, problem.end, problem.hint) == (0, 1, "Create sliders c, k_1, beta")


def test_axes_are_no_sliders(names: Names) -> None:
    problem = parse("x + y", names, frozenset({"x"}))
    assert problem == Problem(4, 5, "`y` has no value here", "Only x varies here")


def test_a_slider_d_leaves_derivatives_alone(names: Names) -> None:
    named = replace(names, numbers=frozenset({"d", "da"}))
    assert parse("d/dx x^2", named) == parse("d/dx x^2", names)
    assert parse("d/2 + x/d", named) == Call(
        "add", (Call("divide", (Name("d"), Number(2))), Call("divide", (Name("x"), Name("d"))))
    )
    assert parse("d/da", named) == Call("divide", (Name("d"), Name("da")))


def test_natural_log(names: Names) -> None:
    natural = replace(names, natural_log=True)
    assert parse("log x + log(x, 2)", natural) == parse("ln x + log(x, 2)", names)


def test_variable_hides_a_function(names: Names) -> None:
    e = parse("f(x+1)", names, frozenset({"f", "x"}))
    assert isinstance(e, Call) and e.function == "multiply"


def test_never_raises_deep_in_the_stack(names: Names) -> None:
    def deep(level: int) -> Expression | Problem:
        return deep(level - 1) if level else parse("(" * 59 + "x" + ")" * 59, names)

    assert isinstance(parse("(" * 59 + "x" + ")" * 59, names), Name)
    problem = deep(800)
    assert isinstance(problem, Problem) and problem.message == "this is nested too deeply"


@pytest.mark.parametrize("typed", ["df/df(x)", "d/df 2"])
def test_a_derivative_is_taken_by_a_variable(typed: str) -> None:
    """Not by a function."""
    names = Names(functions=frozenset({("f", ("x",))}))
    found = parse(typed, names)
    assert isinstance(found, Problem)
    assert "is no variable" in found.message


def test_a_bar_behind_the_word_or_opens_an_absolute_value() -> None:
    """Behind `||` it does too: only the two signs side by side are the word."""
    from calcviz.language.rows import read_row

    for written in ("x > 1 or |y| < 1", "x > 1 || |y| < 1", "x > 1 or |x| + |y| < 1"):
        assert read_row(written, Names()).problem is None, written
