"""The bench: what is put together, and the needs it writes down when a part is lost."""

from calcviz.language.expression import Call, Expression, Name, Number
from calcviz.language.notation import text
from calcviz.maths.derivatives.bench import Bench
from calcviz.maths.derivatives.conditions import Bound, Condition

X = Name("x")
ROOT = Call("sqrt", (X,))


def quotient(u: Expression, v: Expression, cancel: bool) -> tuple[str, list[Condition]]:
    bench = Bench(cancel)
    return text(bench.divide(u, v)), bench.needs


def test_cancelling_writes_down_what_it_needs() -> None:
    assert quotient(X, X, True) == ("1", [Bound(X, "!=", 0)])
    assert quotient(Call("power", (X, Number(3))), X, True) == ("x^2", [Bound(X, "!=", 0)])
    assert quotient(X, Call("abs", (X,)), True) == ("x/abs(x)", [])


def test_without_cancelling_the_hole_stays_in_sight() -> None:
    assert quotient(X, X, False) == ("x/x", [])


def test_roots_that_are_squared_need_their_domain() -> None:
    bench = Bench()
    assert text(bench.multiply(ROOT, ROOT)) == "x"
    assert bench.needs == [Bound(X, ">=", 0)]


def test_exponentials_merge_without_any_need() -> None:
    bench = Bench()
    up, down = Call("exp", (X,)), Call("exp", (Call("negate", (X,)),))
    assert text(bench.multiply(up, up, down)) == "exp(x)"
    assert bench.needs == []


def test_a_division_by_zero_is_kept_as_one() -> None:
    assert text(Bench().divide(X, Number(0))) == "x/0"
    assert text(Bench().multiply(Number(0), Call("divide", (X, Number(0))))) == "0"


def test_numbers_too_large_are_left_as_they_are() -> None:
    huge = Number(7**200)
    assert Bench().multiply(huge, X) == Call("multiply", (huge, X))
