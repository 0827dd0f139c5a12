"""Every function of the table against mpmath at 40 digits: value, domain, enclosure, derivative."""

import math
import random
from collections.abc import Iterator

import numpy as np
import pytest
from mpmath import mp, mpf

from calcviz.language import vocabulary
from calcviz.language.expression import Call, Expression, Name, Number
from calcviz.maths.evaluate import compiled, condition
from calcviz.maths.functions.table import TABLE
from calcviz.maths.intervals.enclose import DEFINED, UNDEFINED, Enclosure, Interval, enclosure
from tests.maths.references import DIGITS, REFERENCES, TooLarge, Undefined, true_condition, true_value

SPECIFIED = (
    "add multiply negate divide power abs sqrt cbrt root sin cos tan cot sec csc asin acos atan acot asec "
    "acsc sinh cosh tanh coth sech csch asinh acosh atanh acoth asech acsch exp ln log sign floor ceil round "
    "frac mod gcd min max atan2 hypot erf gamma factorial binomial heaviside sinc sigmoid relu leakyrelu elu "
    "softplus gelu swish normalpdf normalcdf"
).split()

LETTERS = ("u", "v", "w")

ULPS = {
    "power": 8, "erf": 8, "gamma": 24, "factorial": 32, "digamma": 400, "polygamma": 400, "binomial": 1e5,
    "normalpdf": 2e3, "normalcdf": 2e3, "gelu": 2e3, "log": 1e4, "mod": 1e9, "frac": 1e9, "elu": 16,
    "cot": 16, "root": 600, "asech": 16, "acoth": 16, "swish": 16, "softplus": 16, "tan": 8,
}  # fmt: skip
"""How far a value may be off, in units in the last place; 4 for the others. Larger ones: see `slack`."""


@pytest.fixture(autouse=True)
def _digits() -> Iterator[None]:
    with mp.workdps(DIGITS):
        yield


def arguments(name: str, rng: random.Random) -> tuple[float, ...]:
    """Random arguments, among them whole numbers, the ends of domains and wide ranges."""
    least, greatest = TABLE[name].word.arity
    count = rng.randint(least, 3 if greatest is None else greatest)
    if name == "polygamma":
        return float(rng.randint(0, 4)), argument(rng)
    if name == "gcd":
        return tuple(float(rng.randint(-60, 60)) for _ in range(count))
    if name == "binomial":
        return rng.choice((rng.uniform(-6, 12), float(rng.randint(-6, 30)))), rng.choice(
            (rng.uniform(-6, 12), float(rng.randint(-3, 12)))
        )
    return tuple(argument(rng) for _ in range(count))


def argument(rng: random.Random) -> float:
    kind = rng.random()
    if kind < 0.4:
        return rng.gauss(0, 2)
    if kind < 0.6:
        return rng.uniform(-1, 1)
    if kind < 0.8:
        return rng.uniform(-20, 20)
    return float(rng.choice((-2, -1, 0, 1, 2, 3, 0.5, -0.5, 2.5)))


def call(name: str, count: int) -> Expression:
    return Call(name, tuple(Name(letter) for letter in LETTERS[:count]))


def reference(name: str, values: tuple[float, ...]) -> mpf | None:
    """The true value, None where undefined; a density too small for mpmath is 0."""
    try:
        return REFERENCES[name](*[mpf(v) for v in values])
    except Undefined:
        return None
    except TooLarge:
        assert name == "normalpdf"
        return mpf(0)


def slack(name: str, values: tuple[float, ...], truth: mpf) -> mpf:
    """The allowed error: ulps of the value, and what one ulp of an argument would change."""
    allowed = ULPS.get(name, 4) * abs(truth)
    if name in ("add", "hypot", "log", "digamma", "binomial", "mod", "frac", "normalpdf", "normalcdf"):
        allowed += 4 * (1 + sum(abs(v) for v in values))
    if name == "polygamma":
        allowed += 4 * mp.factorial(values[0]) * mp.pi ** (values[0] + 1)
    return allowed * mpf(2) ** -52 + mpf(10) ** -300


def test_the_table_has_every_function_of_the_language() -> None:
    assert set(SPECIFIED) <= set(TABLE)
    assert set(TABLE) == set(REFERENCES) == set(vocabulary.FUNCTIONS)
    assert all(name == entry.word.name for name, entry in TABLE.items())


def test_no_spelling_stands_for_two_functions() -> None:
    spellings = [s for entry in TABLE.values() for s in (entry.word.name, *entry.word.aliases)]
    assert len(spellings) == len(set(spellings))
    assert set(vocabulary.SPELLINGS) <= set(spellings)
    assert vocabulary.SPELLINGS["arcsin"] == "asin"


def test_templates_of_latex_take_the_arguments() -> None:
    for entry in TABLE.values():
        if entry.word.latex is not None:
            text = entry.word.latex.format("A", "B")
            assert "A" in text and text.count("{") == text.count("}")


@pytest.mark.parametrize("name", sorted(TABLE))
def test_values_and_domains(name: str) -> None:
    rng = random.Random(f"values of {name}")
    defined = 0
    for _ in range(150):
        values = arguments(name, rng)
        e = call(name, len(values))
        result = float(compiled(e, LETTERS[: len(values)])(*values))
        truth = reference(name, values)
        rule = TABLE[name].domain
        within = rule is None or all(
            condition(test, LETTERS[: len(values)])(*values)
            for test in rule(*[Name(letter) for letter in LETTERS[: len(values)]])
        )
        assert within == (truth is not None), (values, truth)
        if truth is None:
            assert math.isnan(result), (values, result)
        else:
            defined += 1
            assert abs(mpf(result) - truth) <= slack(name, values, truth), (values, result, truth)
    assert defined > 10


def literal(name: str, k: int, value: float) -> bool:
    """Whether an argument is a parameter here: bounds of these functions need it to be one whole number."""
    return (
        name == "gcd"
        or (name, k) == ("polygamma", 0)
        or ((name, k) == ("binomial", 1) and value == int(value))
    )


def cell(lo: float, hi: float, parameter: bool) -> Interval:
    shape = () if parameter else (1,)
    return Interval(np.full(shape, lo), np.full(shape, hi))


@pytest.mark.parametrize("name", sorted(TABLE))
def test_enclosures_hold_every_value(name: str) -> None:
    rng = random.Random(f"enclosures of {name}")
    proven = 0
    for _ in range(60):
        centre = arguments(name, rng)
        width = rng.choice((0.0, 1e-9, 0.01, 0.5, 3.0))
        fixed = [literal(name, k, c) for k, c in enumerate(centre)]
        lows = [c if f else c - width * rng.random() for c, f in zip(centre, fixed)]
        highs = [c if f else c + width * rng.random() for c, f in zip(centre, fixed)]
        cells = [cell(lo, hi, f) for lo, hi, f in zip(lows, highs, fixed)]
        found = enclosure(call(name, len(centre)), LETTERS[: len(centre)])(*cells)
        found = Enclosure(*[np.ravel(part) for part in found])
        proven += int(found.state[0] == DEFINED)
        for t in (0.0, 1.0, rng.random(), rng.random(), rng.random()):
            point = tuple(min(max(lo + t * (hi - lo), lo), hi) for lo, hi in zip(lows, highs))
            truth = reference(name, point)
            if truth is None:
                assert found.state[0] != DEFINED, (lows, highs, point)
            else:
                assert found.state[0] != UNDEFINED, (lows, highs, point)
                assert found.lo[0] <= truth <= found.hi[0], (lows, highs, point, truth)
    assert proven > 3


@pytest.mark.parametrize("name", sorted(TABLE))
def test_enclosures_of_small_cells_are_narrow(name: str) -> None:
    """A cell of width 1e-9 away from trouble has bounds close to the value, not merely wide ones."""
    rng = random.Random(f"narrow {name}")
    narrow = 0
    for _ in range(40):
        centre = arguments(name, rng)
        fixed = [literal(name, k, c) for k, c in enumerate(centre)]
        cells = [cell(c, c if f else c + 1e-9, f) for c, f in zip(centre, fixed)]
        found = enclosure(call(name, len(centre)), LETTERS[: len(centre)])(*cells)
        found = Enclosure(*[np.ravel(part) for part in found])
        size = max(abs(found.lo[0]), 1.0)
        narrow += int(found.state[0] == DEFINED and found.hi[0] - found.lo[0] < 1e-4 * size)
    assert narrow >= 4


@pytest.mark.parametrize("name", sorted(TABLE))
def test_a_function_of_an_undefined_argument_is_undefined(name: str) -> None:
    """Also where numpy thinks otherwise: 1 to the power NaN, NaN to the power 0, hypot(inf, NaN)."""
    least, greatest = TABLE[name].word.arity
    for count in range(least, (3 if greatest is None else greatest) + 1):
        for k in range(count):
            for other in (0.0, 1.0, 2.0, -1.0, np.inf):
                values = [other] * count
                values[k] = np.nan
                e = call(name, count)
                assert math.isnan(compiled(e, LETTERS[:count])(*values)), values
                assert np.isnan(compiled(e, LETTERS[:count])(*[np.array([v]) for v in values])).all(), values


ENDS = (-np.inf, -1e300, -2.0, -1.0, -5e-324, -0.0, 0.0, 5e-324, 0.5, 1.0, 3.0, 200.0, 1e300, np.inf)


@pytest.mark.parametrize("name", sorted(TABLE))
def test_no_bound_is_lost_at_extreme_ends(name: str) -> None:
    """Bounds are never NaN, lo never +inf, hi never -inf, whatever an expression hands to the function."""
    rng = random.Random(f"ends of {name}")
    single = [(a, b) for a in ENDS for b in ENDS if a <= b and a < np.inf and b > -np.inf]
    least, greatest = TABLE[name].word.arity
    for count in range(least, (3 if greatest is None else greatest) + 1):
        drawn = [single if count == 1 else [rng.choice(single) for _ in range(400)] for _ in range(count)]
        parts = [Enclosure(*np.array(cells).T, DEFINED) for cells in drawn]
        for scalar in (False, True):
            if scalar:
                parts[0] = Enclosure(np.float64(2.0), np.float64(2.0), DEFINED)
            with np.errstate(all="ignore"):
                found = TABLE[name].interval(*parts)
            lo, hi = np.asarray(found.lo), np.asarray(found.hi)
            some = np.broadcast_to(np.asarray(found.state), np.broadcast(lo, hi).shape) != UNDEFINED
            assert not np.isnan(lo).any() and not np.isnan(hi).any()
            assert not (some & ((lo == np.inf) | (hi == -np.inf))).any()
            assert not (some & (lo > hi)).any()


@pytest.mark.parametrize("name", sorted(name for name, entry in TABLE.items() if entry.derivative))
def test_derivatives(name: str) -> None:
    rng = random.Random(f"derivatives of {name}")
    rules = TABLE[name].derivative
    assert rules is not None
    checked = 0
    for _ in range(60):
        values = tuple(float(rng.gauss(0.5, 1.5)) for _ in arguments(name, rng))
        if name == "polygamma":
            values = float(rng.randint(0, 3)), values[1]
        k = rng.randrange(len(values))
        rule = rules[k]
        if rule is None or not is_smooth(name, values):
            continue
        letters = [Name(letter) for letter in LETTERS[: len(values)]]
        numbers = dict(zip(LETTERS, values))
        try:
            truth = numeric_derivative(name, values, k)
            found = true_value(rule(*letters), numbers)
        except (Undefined, TooLarge):
            continue
        assert abs(found - truth) <= mpf(10) ** -12 * (1 + abs(truth)), (values, k, found, truth)
        checked += 1
    assert checked >= 10


def is_smooth(name: str, values: tuple[float, ...]) -> bool:
    """Whether the entry's own conditions hold."""
    letters = [Name(letter) for letter in LETTERS[: len(values)]]
    numbers = dict(zip(LETTERS, values))
    entry = TABLE[name]
    tests = [test for rule in (entry.domain, entry.smooth) if rule for test in rule(*letters)]
    return all(true_condition(test, numbers) for test in tests)


def numeric_derivative(name: str, values: tuple[float, ...], k: int) -> mpf:
    """The central difference with h = 1e-12 at 60 digits: right to about 24."""
    h = mpf(10) ** -12
    with mp.workdps(60):
        parts = [mpf(v) for v in values]
        ahead, behind = parts.copy(), parts.copy()
        ahead[k] += h
        behind[k] -= h
        return (REFERENCES[name](*ahead) - REFERENCES[name](*behind)) / (2 * h)


def test_rules_that_step_are_not_smooth_at_their_steps() -> None:
    for name, at in (("floor", 2), ("ceil", 2), ("frac", 2), ("sign", 0), ("heaviside", 0), ("round", 2.5)):
        assert not is_smooth(name, (float(at),))
        assert is_smooth(name, (0.3,))
    assert not is_smooth("mod", (6.0, 3.0))
    assert not is_smooth("atan2", (0.0, -1.0))


def test_a_corner_has_no_derivative() -> None:
    for name in ("abs", "relu", "leakyrelu"):
        rules = TABLE[name].derivative
        assert rules is not None and rules[0] is not None
        assert math.isnan(compiled(rules[0](Name("u")), ("u",))(0.0))
    largest = TABLE["max"].derivative
    assert largest is not None and largest[0] is not None
    slope = largest[0](Name("u"), Name("v"))
    assert math.isnan(compiled(slope, ("u", "v"))(1.0, 1.0))
    assert compiled(slope, ("u", "v"))(2.0, 1.0) == 1.0
    assert compiled(slope, ("u", "v"))(1.0, 2.0) == 0.0


def test_conventions() -> None:
    def at(name: str, *values: float) -> float:
        return float(compiled(call(name, len(values)), LETTERS[: len(values)])(*values))

    assert at("sign", 0.0) == 0.0
    assert at("heaviside", 0.0) == 0.5
    assert at("sinc", 0.0) == 1.0
    assert at("acot", 0.0) == pytest.approx(math.pi / 2)
    assert at("acot", -1.0) == pytest.approx(3 * math.pi / 4)
    assert [at("round", x) for x in (0.5, -0.5, 2.5, -2.5, 0.49999999999999994)] == [1, 0, 3, -2, 0]
    assert at("mod", -1.0, 3.0) == 2.0 and at("mod", 1.0, -3.0) == -2.0
    assert at("atan2", -0.0, -1.0) == math.pi
    assert at("log", 1000.0) == pytest.approx(3.0) and at("log", 8.0, 2.0) == pytest.approx(3.0)
    assert at("root", -8.0, 3.0) == -2.0 and math.isnan(at("root", -4.0, 2.0))
    assert at("factorial", 20.0) == math.factorial(20) and at("binomial", 50.0, 25.0) == math.comb(50, 25)
    assert at("gcd", 12.0, 18.0, 27.0) == 3.0 and math.isnan(at("gcd", 1.5, 3.0))


def test_log_to_base_one_is_undefined() -> None:
    e = Call("log", (Name("x"), Number(1)))
    assert np.isnan(compiled(e, ("x",))(np.array([0.5, 1.0, 2.0]))).all()
    cells = Interval(np.array([0.5]), np.array([2.0]))
    assert enclosure(e, ("x",))(cells).state[0] == UNDEFINED
