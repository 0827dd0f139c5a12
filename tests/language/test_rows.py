"""Each kind of row is recognised, with what it defines; what a row cannot say is a Problem at its place."""

from fractions import Fraction

import pytest

from calcviz.language import messages
from calcviz.language.expression import Apply, Call, Expression, Name, Number, Piecewise
from calcviz.language.messages import use_language
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.problems import Hint, Problem
from calcviz.language.rows import head, read_row
from calcviz.language.statements import (
    CommandRow,
    CurveRow,
    Empty,
    FunctionRow,
    Head,
    LaterRow,
    ListRow,
    Note,
    NumberRow,
    OverYRow,
    PointRow,
    PolarRow,
    QuestionRow,
    RelationRow,
    Statement,
    ValueRow,
)


def said(typed: str, names: Names) -> Statement:
    reading = read_row(typed, names)
    assert reading.statement is not None, reading.problem
    return reading.statement


def refused(typed: str, names: Names) -> Problem:
    reading = read_row(typed, names)
    assert reading.statement is None and reading.problem is not None
    return reading.problem


FUNCTIONS = [
    ("f(x) = 3x^2 - 4x", "f", "x", "3*x^2 - 4*x"),
    ("f(u) = u^2 + a", "f", "u", "u^2 + a"),
    ("f(x) = 5", "f", "x", "5"),
    ("φ(θ) = sin θ", "phi", "theta", "sin(theta)"),
    ("sin(x)/x", None, "x", "sin(x)/x"),
    ("y = sin(x)/x", None, "x", "sin(x)/x"),
    ("y = 3", None, "x", "3"),
    ("a x + b", None, "x", "a*x + b"),
    ("t^2", None, "t", "t^2"),
    ("1 + cos θ", None, "theta", "1 + cos(theta)"),
    ("π r²", None, "r", "pi*r^2"),
    ("f(x) = sin(x), 0 <= x <= 3", "f", "x", "sin(x) {0 <= x <= 3}"),
    ("f(x) = sin(x) for 0 <= x <= 3", "f", "x", "sin(x) {0 <= x <= 3}"),
    ("y = x^2 if x > 0", None, "x", "x^2 {x > 0}"),
    ("sqrt(x) {0 < x < 4}", None, "x", "sqrt(x) {0 < x < 4}"),
    ("{x < 0: -x, x >= 0: x^2}", None, "x", "{x < 0: -x, x >= 0: x^2}"),
    ("f'(x)", None, "x", "f'(x)"),
    ("d/dx f(x)", None, "x", "diff(f(x), x)"),
    ("d^2/dx^2 f(x)", None, "x", "diff(f(x), x, 2)"),
    ("diff(f(x), x)", None, "x", "diff(f(x), x)"),
    ("diff(f(x), x, 3)", None, "x", "diff(f(x), x, 3)"),
]


@pytest.mark.parametrize(("typed", "name", "variable", "body"), FUNCTIONS)
def test_functions(typed: str, name: str | None, variable: str, body: str, names: Names) -> None:
    row = said(typed, names)
    assert isinstance(row, FunctionRow)
    assert (row.name, row.variable, text(row.body)) == (name, variable, body)
    assert row.written_y == typed.startswith("y =")


def test_numbers(names: Names) -> None:
    assert said("c = 1.5", names) == NumberRow("c", Number(Fraction(3, 2)))
    minus_five = Call("negate", (Number(5),))
    assert said("c = 1.5 in [-5, 5] step 0.1", names) == NumberRow(
        "c", Number(Fraction(3, 2)), minus_five, Number(5), Number(Fraction(1, 10))
    )
    assert said("c = 2 step 1", names) == NumberRow("c", Number(2), step=Number(1))
    assert said("α = 2a", names) == NumberRow("alpha", Call("multiply", (Number(2), Name("a"))))
    assert said("t = 2", names) == NumberRow("t", Number(2))
    assert said("lambda = 3", names) == NumberRow("lambda", Number(3))
    assert said("power = 3", names) == NumberRow("power", Number(3))


def test_a_slider_named_like_a_variable_is_a_number() -> None:
    named = Names(numbers=frozenset({"t"}))
    assert isinstance(said("t^2", named), ValueRow)
    assert isinstance(said("t x", named), FunctionRow)


def test_points(names: Names) -> None:
    assert said("Q = (1, 2)", names) == PointRow("Q", Number(1), Number(2))
    assert said("Q = (a, f(a))", names) == PointRow("Q", Name("a"), Apply("f", 0, (Name("a"),)))
    assert said("(1, a)", names) == PointRow(None, Number(1), Name("a"))


@pytest.mark.parametrize("typed", ["f'(1)", "f''(1)", "2 + 3", "a^2", "f(a)", "d/dx 5"])
def test_values(typed: str, names: Names) -> None:
    row = said(typed, names)
    assert isinstance(row, ValueRow) and isinstance(row.value, Expression)


def test_notes(names: Names) -> None:
    assert said("", names) == said("   ", names) == Empty()
    assert said("# a *note* with $x^2$", names) == Note("a *note* with $x^2$")
    assert said("#" + "x" * 5000, names) == Note("x" * 5000)


COMMANDS = [
    ("tangent(f, 1)", (Name("f"), Number(1)), (), ((8, 9), (11, 12))),
    ("tangent(f, a = 1)", (Name("f"),), (("a", Number(1)),), ((8, 9), (15, 16))),
    ("tangent(f', 1)", (Apply("f", 1, ()), Number(1)), (), ((8, 10), (12, 13))),
    ("tangent(abs, 0)", (Name("abs"), Number(0)), (), ((8, 11), (13, 14))),
    ("tangent(arcsin, a)", (Name("asin"), Name("a")), (), ((8, 14), (16, 17))),
    ("tangent(x^2, 1)", (Call("power", (Name("x"), Number(2))), Number(1)), (), ((8, 11), (13, 14))),
    ("tangent(f(x), 1)", (Apply("f", 0, (Name("x"),)), Number(1)), (), ((8, 12), (14, 15))),
    ("tangent(f, 1, style = dotted)", (Name("f"), Number(1)), (("style", Name("dotted")),),
     ((8, 9), (11, 12), (22, 28))),
    ("difference_quotients(f)", (Name("f"),), (), ((21, 22),)),
    ("tangent()", (), (), ()),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "positional", "named", "places"), COMMANDS)
def test_commands(
    typed: str,
    positional: tuple[Expression, ...],
    named: tuple[tuple[str, Expression], ...],
    places: tuple[tuple[int, int], ...],
    names: Names,
) -> None:
    assert said(typed, names) == CommandRow(typed.partition("(")[0], positional, named, places)


KINDS = [
    ("x = y^2 - 1", OverYRow),
    ("x = 3", OverYRow),
    ("c(t) = (cos t, sin t)", CurveRow),
    ("(cos t, sin t) for 0 <= t <= 2pi", CurveRow),
    ("(cos(t), t sin(t)), 0 <= t <= pi", CurveRow),
    ("c(t) = (cos t, sin t, t)", CurveRow),
    ("x = t cos(t) ∧ y = t sin(t) ∧ 0 ≤ t ≤ 6π", CurveRow),
    ("r = 1 + cos(theta)", PolarRow),
    ("r(theta) = theta", PolarRow),
    ("r = θ cos(θ) ∧ -2π ≤ θ ≤ 2π", PolarRow),
    ("x^2 + y^2 = 1", RelationRow),
    ("sin(x y) = cos(x + y)", RelationRow),
    ("mod(x, π) = 0", RelationRow),
    ("sin(x) = 1/2", RelationRow),
    ("xy = 1", RelationRow),
    ("x! = 1", RelationRow),
    ("a(x+1) = 2", RelationRow),
    ("1 = 0", RelationRow),
    ("y < x^2", RelationRow),
    ("0 < x < 1", RelationRow),
    ("x^2 + y^2 < 4 and y > 0", RelationRow),
    ("x^2 + y^2 <= 4, x > 0", RelationRow),
    ("(x>y) && (x+y<3)", RelationRow),
    ("(x>y) || (x+y<3)", RelationRow),
    ("D = [(1, 4), (2, 5), (3, 6)]", ListRow),
    ("integral(f(x), x)", QuestionRow),
    ("integral(f(x), x, 0, 1)", QuestionRow),
    ("integral(g(x, y), x, -1, 1, y, -1, 1)", QuestionRow),
    ("y = 2 integral(k^2, k, 0, x)", FunctionRow),
    ("limit(1/x, x, 0, right)", QuestionRow),
    ("sum(k^2, k, 1, 10)", QuestionRow),
    ("sum(i^2, i, 1, 10)", QuestionRow),
    ("solve(x^2 = 2, x)", QuestionRow),
    ("series(f(x), x, 0, 5)", QuestionRow),
    ("simplify(x/x)", QuestionRow),
    ("sum(sin(k x), k, 1, 3)", FunctionRow),
    ("integral(t^2, t, 0, x)", FunctionRow),
    ("x = cos t, y = sin t, t in [0, pi]", CurveRow),
    ("x = cos t, y = sin t", CurveRow),
    ("x^2 + y^2 = z^2 + 1", LaterRow),
    ("riemann(f, 0, 1, 10, left)", LaterRow),
]


@pytest.mark.parametrize(("typed", "kind"), KINDS)
def test_kinds(typed: str, kind: type, names: Names) -> None:
    assert type(said(typed, names)) is kind


def test_a_condition_bounds_the_parameter_of_a_curve(names: Names) -> None:
    curve = said("(cos t, sin t) for 0 <= t < 2", names)
    assert isinstance(curve, CurveRow) and (curve.low, curve.high) == (Number(0), Number(2))
    polar = said("r = θ ∧ 5 > θ > 1", names)
    assert isinstance(polar, PolarRow) and (polar.low, polar.high) == (Number(1), Number(5))
    half = said("(cos t, sin t) for t > 0", names)
    assert isinstance(half, CurveRow) and (half.low, half.high) == (Number(0), None)
    assert half.left_out == (True, False)
    free = said("(cos t, sin t) for t != 0", names)
    assert isinstance(free, CurveRow) and free.low is None and isinstance(free.components[0], Piecewise)


ASKED = [
    ("integral(x^2, x, 0, 1)", "integral", ("x",), 2, ""),
    ("integral(x^2)", "integral", ("x",), 0, ""),
    ("integral(x y, x, 0, 1, y, 0, 2)", "integral", ("x", "y"), 4, ""),
    ("integral(x y, x, 0, 1, y, 0, x)", "integral", ("y", "x"), 4, ""),
    ("limit(1/x, x, 0, right)", "limit", ("x",), 1, "right"),
    ("sum(k^2, k, 1, 10)", "sum", ("k",), 2, ""),
    ("solve(x + y = 1, x - y = 2, x, y)", "solve", ("x", "y"), 0, ""),
    ("solve((x + y = 1, x - y = 2), x, y)", "solve", ("x", "y"), 0, ""),
    ("solve(x + y = 1 and x - y = 2, x, y)", "solve", ("x", "y"), 0, ""),
    ("solve([u + v = 1, u - v = 2], [u, v])", "solve", ("u", "v"), 0, ""),
    ("solve(x = 1 or x > 2, x)", "solve", ("x",), 0, ""),
    ("solve(x^2 - 2)", "solve", ("x",), 0, ""),
    ("series(sin(x), x, 0)", "series", ("x",), 2, ""),
    ("simplify(x/x)", "simplify", (), 0, ""),
]


@pytest.mark.parametrize(("typed", "operator", "variables", "arguments", "side"), ASKED)
def test_questions(
    typed: str, operator: str, variables: tuple[str, ...], arguments: int, side: str, names: Names
) -> None:
    statement = said(typed, names)
    assert isinstance(statement, QuestionRow)
    e = statement.asked
    assert (e.operator, e.variables, len(e.arguments), e.side) == (operator, variables, arguments, side)
    again = said(text(e), names)
    assert again == statement


SAID = [
    ("tangent(h, 1)", 8, 9, "nothing is named `h`"),
    ("tangent(f, c)", 11, 12, "`c` has no value"),
    ("tangent(f, a = 1, 2)", 18, 19, "arguments without a name stand before those with a name"),
    ("tangent(f, a = 1,", 17, 17, "a number or name is missing after `,`"),
    ("tangent(f, a = 1,)", 17, 18, "a number or name is missing before `)`"),
    ("tangent(f, a = 1, a = 2)", 18, 19, "`a` is given twice"),
    ("P = (1, 2) in [0, 1]", 11, 20, "only a number has a range, and is a slider"),
    ("x for sin in [0, 1]", 6, 9, "sin needs an argument"),
    ("D = [1, 2] step 1", 11, 17, "only a number has a range, and is a slider"),
    ("limit(x, x, 0, left, right)", 0, 26, "limit is written `limit(sin(x)/x, x, 0)`"),
    ("tangent(f, 1", 12, 12, "`)` is missing for `(` at 7"),
    ("tangent(f, 9^9^9)", 11, 16, "this number is too large to compute"),
    ("x^2 + y^2 = )", 12, 13, "a number or name is missing before `)`"),
    ("integral(x^2 + )", 15, 16, "a number or name is missing before `)`"),
    ("y = atan(9^9^9 (x-1))", 9, 14, "this number is too large to compute"),
    ("1,5", 1, 2, "a decimal point is written `.`"),
    ("f(x) = 2x + 1,5", 13, 14, "a decimal point is written `.`"),
    ("f(x) =", 6, 6, "a number or name is missing after `=`"),
    ("f(x) = x + y", 11, 12, "`y` has no value here"),
    ("f(x,x,y) = 1", 2, 3, "`x` stands twice among the variables"),
    ("f(e) = 1", 2, 3, "`e` cannot be a variable: it has a meaning"),
    ("sin = 3", 0, 3, "`sin` has a meaning of its own and cannot be defined"),
    ("pi = 3", 0, 2, "`pi` has a meaning of its own and cannot be defined"),
    ("π = 3", 0, 1, "`π` has a meaning of its own and cannot be defined"),
    ("tangent = 3", 0, 7, "`tangent` has a meaning of its own and cannot be defined"),
    ("y(x) = x", 0, 1, "`y` is a variable and cannot name a function"),
    ("a1 = 3", 0, 2, "`a1` can be read in two ways"),
    ("k = x^2", 4, 7, "`k` depends on `x`, so it is a function"),
    ("c = c + 1", 4, 5, "`c` cannot be defined by itself"),
    ("c = 1 in [1]", 9, 12, "a range is written [-5, 5]"),
    ("c = 1 in 5", 9, 10, "a range is written [-5, 5]"),
    ("c = 1 = 2", 4, 9, "a number is expected here, not a condition"),
    ("f(x) = x < 1", 7, 12, "a number is expected here, not a condition"),
    ("∇k", 1, 2, "nothing is named `k`"),
    ("limit 1/x", 0, 5, "limit needs its arguments in brackets"),
    ("y'' = y' - y", 1, 3, "a prime stands only after the name of a function"),
]


@pytest.mark.parametrize(("typed", "start", "end", "message"), SAID)
def test_said(typed: str, start: int, end: int, message: str, names: Names) -> None:
    problem = refused(typed, names)
    assert (problem.start, problem.end, problem.message) == (start, end, message)


def test_hints_stand_beside_what_was_read(names: Names) -> None:
    reading = read_row("sin^-1 x", names)
    assert reading.hints == (Hint(0, 6, "inverse, not 1/sin"),)
    (hint,) = read_row("y = e^2x", names).hints
    assert (hint.start, hint.end) == (4, 8) and "e^(2x)" in hint.message
    assert read_row("x^2y", names).hints == ()
    for power in ("√x^2", "1 + √x²"):
        (hint,) = read_row(power, names).hints
        assert hint.message == "read as a power of `√x`; √(…) takes the power too"
    assert read_row("√(x^2)", names).hints == read_row("√(x)^2", names).hints == ()


HEADS = [
    ("f(x) = x^2", Head("f", "function", ("x",))),
    (" g ( x , y ) = x y", Head("g", "function", ("x", "y"))),
    ("φ(θ) = θ", Head("phi", "function", ("theta",))),
    ("c(t) = (cos t, sin t)", Head("c", "function", ("t",), vector=True)),
    ("a = 1.5", Head("a", "number")),
    ("a = (1 + 2)*(3, 4)", Head("a", "number")),
    ("α_1 = )(", Head("alpha_1", "number")),
    ("F(x, y) = (x, y) for x > 0", Head("F", "function", ("x", "y"), vector=True)),
    ("F(x, y) = (x, y), x > 0", Head("F", "function", ("x", "y"), vector=True)),
    ("F(x, y) = -∇g(x, y)", Head("F", "function", ("x", "y"), vector=True)),
    ("g(x, y) = |∇f(x, y)|", Head("g", "function", ("x", "y"))),
    ("g(x, y) = (x + 1)(y, 2)", Head("g", "function", ("x", "y"))),
    ("P = (1, f(2, 3))", Head("P", "point")),
    ("P ＝（1，2）", Head("P", "point")),
    ("D = [1, 2]", Head("D", "list")),
    ("y = x", None),
    ("x = 3", None),
    ("xy = 1", None),
    ("sin(x) = 1", None),
    ("pi = 3", None),
    ("f(x, x) = 1", None),
    ("f(1) = 2", None),
    ("x^2 + y^2 = 1", None),
    ("", None),
    ("# a = 1", None),
    ("a = " + "1" * 3000, None),
]


@pytest.mark.parametrize(("typed", "found"), HEADS)
def test_head(typed: str, found: Head | None) -> None:
    assert head(typed) == found


def test_readings_are_remembered_for_each_language(names: Names, monkeypatch: pytest.MonkeyPatch) -> None:
    chinese = {"a decimal point is written `.`": "小数点写作 `.`"}
    monkeypatch.setattr(messages, "catalogue", lambda language: chinese if language == "zh_CN" else {})
    first = read_row("1,5 + 0", names)
    assert read_row("1,5 + 0", names) is first
    use_language("zh_CN")
    try:
        assert refused("1,5 + 0", names).message == "小数点写作 `.`"
    finally:
        use_language("en")
    assert read_row("1,5 + 0", names) is first


def test_restriction_is_a_piecewise(names: Names) -> None:
    row = said("f(x) = x, x > 0", names)
    assert isinstance(row, FunctionRow) and isinstance(row.body, Piecewise)


def test_a_row_in_latex_says_what_it_would_be(names: Names) -> None:
    problem = read_row(r"f(x) = \frac{x^{2}}{2}", names).problem
    assert problem is not None and "`f(x) = x^2/2`" in (problem.hint or "")
    problem = read_row("x^{2}", names).problem
    assert problem is not None and "`x^2`" in (problem.hint or "")
    problem = read_row(r"x + \oint x", names).problem
    assert problem is not None and (problem.start, problem.end) == (4, 9)
