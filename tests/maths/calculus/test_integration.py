"""The way to an antiderivative line by line: each rule of the textbook, and never a wrong result."""

from itertools import pairwise

import pytest

from calcviz.language.expression import Call, Name, Question, walk
from calcviz.language.names import Names
from calcviz.language.notation import text
from calcviz.language.rows import read_row
from calcviz.maths.calculus.integration import is_antiderivative, steps
from calcviz.maths.calculus.rewriting import cancelled


def integrand(written):
    return read_row(f"integral({written}, x)", Names()).statement.asked.body


@pytest.mark.parametrize(
    ("written", "rules", "result"),
    [
        ("x^2", "table of integrals, tidying up", "x^3/3 + C"),
        ("1/x", "table of integrals", "ln(abs(x)) + C"),
        ("3x^2 - 4x", "sum rule, constant multiple rule, table of integrals, tidying up", "x^3 - 2*x^2 + C"),
        ("cos(3x + 1)", "linear substitution, tidying up", "sin(3*x + 1)/3 + C"),
        ("x e^(x^2)", "substitution, tidying up", "e^x^2/2 + C"),
        ("x e^x", "integration by parts, table of integrals", "x*e^x - e^x + C"),
        ("ln(x)", "integration by parts, constant rule", "x*ln(x) - x + C"),
        ("1/(1 + 4x^2)", "linear substitution, tidying up", "atan(2*x)/2 + C"),
        ("1/sqrt(1 - x^2)", "table of integrals", "asin(x) + C"),
        ("x/(x + 1)", None, "x - ln(abs(x + 1)) + C"),
        ("(x^3 + x)/x", None, "x^3/3 + x + C"),
        ("(x + 1)(x - 2)", None, "x^3/3 - x^2/2 - 2*x + C"),
        ("sin(x)^2", None, "(x - sin(2*x)/2)/2 + C"),
        ("2^x", None, "2^x/ln(2) + C"),
    ],
)
def test_the_rules_of_the_textbook(written, rules, result):
    *way, last = steps(integrand(written), "x")
    assert text(last.after) == result
    if rules is not None:
        assert ", ".join(dict.fromkeys(step.rule for step in way)) == rules
    assert not any(isinstance(node, Question) for node in walk(last.before))
    assert is_antiderivative(last.before, integrand(written), "x")


@pytest.mark.parametrize("written", ["sin(x^2)", "1/(x^5 + x + 1)", "e^x sin(x)", "x^x", "x^2 floor(x)"])
def test_what_they_do_not_reach_has_no_lines(written):
    assert steps(integrand(written), "x") == ()


def test_each_line_leads_to_the_next():
    found = steps(integrand("x^2 e^x"), "x")
    assert all(one.after == other.before for one, other in pairwise(found))
    assert [text(step.inner) for step in found if step.inner is not None] == ["x^2", "x"]


def test_a_wrong_antiderivative_is_seen():
    assert not is_antiderivative(integrand("x^3/2"), integrand("x^2"), "x")
    assert not is_antiderivative(integrand("floor(x)"), integrand("x"), "x")


@pytest.mark.parametrize(("before", "after"), [("x^3/x", "x^2"), ("x (1/x)", "1"), ("2x/x^2", "2/x")])
def test_bases_are_cancelled(before, after):
    assert text(cancelled(integrand(before))) == after


def test_letters_of_sliders_stay():
    e = Call("multiply", (Name("a"), Call("sin", (Name("x"),))))
    assert text(steps(e, "x")[-1].after) == "-a*cos(x) + C"
