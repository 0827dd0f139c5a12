"""No answer with the standing "exact" is wrong, over seven hundred and fifty questions with known answers."""

import pytest

from calcviz.language.notation import text
from calcviz.symbolic.client import Client
from tests.symbolic.battery import (
    Case,
    asked,
    cases,
    each,
    judged,
    of_antiderivative,
    of_form,
    of_polynomial,
    of_region,
    of_solutions,
    of_value,
)


@each("integrals")
def test_integral(case: Case, client: Client) -> None:
    judged(client, case, of_value)


@each("antiderivatives")
def test_antiderivative(case: Case, client: Client) -> None:
    of_asked = case._replace(asked=f"integral({case.asked}, x)")
    assert judged(client, of_asked, of_antiderivative).standing == "exact"


@each("limits")
def test_limit(case: Case, client: Client) -> None:
    answer = judged(client, case, of_value)
    if case.more:
        assert answer.sides == pytest.approx(tuple(map(float, case.more.split())), rel=1e-15)


@each("series")
def test_series(case: Case, client: Client) -> None:
    judged(client, case, of_polynomial)


@each("sums")
def test_sum(case: Case, client: Client) -> None:
    judged(client, case, of_value)


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("x^2 + y^2 = 1, y", ["-sqrt(1 - x^2)", "sqrt(1 - x^2)"]),
        ("x + y + z = 3, z", ["-x - y + 3"]),
        ("x y = 1, x", ["1/y"]),
        ("sqrt(y) = x, y", []),  # y = x^2 would be wrong for x < 0
        ("sin(x) = y, x", []),  # asin(y) alone would not be all
        ("x^2 = 2, y", []),
    ],
)
def test_letters_besides_the_unknown(written: str, found: list[str], client: Client) -> None:
    answer = asked(client, f"solve({written})")
    assert [text(e) for e in answer.results] == found
    assert answer.standing == ("exact" if found else "unknown")


@each("solutions")
def test_solutions(case: Case, client: Client) -> None:
    judged(client, case, of_solutions)


@each("regions")
def test_region(case: Case, client: Client) -> None:
    judged(client, case, of_region)


@each("simplifying")
def test_simpler_form(case: Case, client: Client) -> None:
    judged(client, case, of_form)


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ("integral(x^n, x)", "{n != -1: x^(n + 1)/(n + 1), otherwise: ln(abs(x))}"),
        ("integral(a x^n, x)", "{n != -1: a*x^(n + 1)/(n + 1), otherwise: a*ln(abs(x))}"),
        ("integral(e^(a x), x)", "{a != 0: e^(a*x)/a, otherwise: x}"),
        ("integral(1/(a x + b), x)", "ln(abs(a*x + b))/a"),
        ("integral(1/(x^2 + a^2), x)", "atan(x/a)/a"),
        ("sum(k^2, k, 1, n)", "n*(2*n^2 + 3*n + 1)/6"),
        ("sum(q^k, k, 0, n)", "{q = 1: n + 1, otherwise: (q^(n + 1) - 1)/(q - 1)}"),
    ],
)
def test_letters_have_any_value(row: str, shown: str, client: Client) -> None:
    answer = asked(client, row)
    assert (answer.standing, [text(e) for e in answer.results], answer.remark) == ("exact", [shown], None)


def test_it_is_said_for_which_letters_a_formula_holds(client: Client) -> None:
    assert "positive" in (asked(client, "integral(1/(x^2 + a), x)").remark or "")
    assert "single values" in (asked(client, "integral(sin(a x) cos(b x), x)").remark or "")
    damped = asked(client, "integral(e^(a x) sin(b x), x)")
    assert damped.standing == "exact" and "single values" in (damped.remark or "")


def test_judgement_bites(client: Client) -> None:
    """The tables are large, and a wrong line in them is noticed."""
    names = "integrals antiderivatives limits series sums solutions regions simplifying".split()
    assert sum(len(cases(name)) for name in names) > 750
    with pytest.raises(AssertionError):
        judged(client, Case("integral(x^2, x, 0, 1)", "1/4"), of_value)
    with pytest.raises(AssertionError):
        judged(client, Case("solve(x^2 = 4, x)", "2"), of_solutions)
    with pytest.raises(AssertionError):
        judged(client, Case("integral(1/x, x)", "ln(abs(x)) + x", "1 2"), of_antiderivative)


def test_remarks_are_made(client: Client) -> None:
    assert "whole number" in (asked(client, "solve(tan(x) = 0, x)").remark or "")
    assert "represent" in (asked(client, "series(e^(-1/x^2), x, 0)").remark or "")
    assert "further places" in (asked(client, "simplify(x/x)").remark or "")
    assert "oscillates" in (asked(client, "limit(sin(1/x), x, 0)").reason or "")
