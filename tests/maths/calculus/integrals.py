"""Definite integrals with known values: what is typed, and the value by mpmath at 34 digits."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import Any

from mpmath import mp, mpf

Known = tuple[str, Callable[[], Any]]


def _primitive(
    written: str, F: Callable[[Any], Any], *bounds: tuple[str, Callable[[], Any]]
) -> Iterator[Known]:
    """One integral between neighbouring bounds for each pair, by a primitive function."""
    for (low, a), (high, b) in pairwise(bounds):
        yield f"integral({written}, x, {low}, {high})", partial(lambda a, b: F(b()) - F(a()), a, b)


def _at(*numbers: str) -> list[tuple[str, Callable[[], Any]]]:
    return [(number, partial(mpf, number)) for number in numbers]


FAR = _at("1", "3", "20")


def smooth() -> Iterator[Known]:
    """Analytic integrands on finite intervals."""
    for n in (1, 2, 3, 7, 20):
        yield from _primitive(
            f"x^{n}", partial(lambda n, x: x ** (n + 1) / (n + 1), n), *_at("-1", "0", "1", "2.5")
        )
    for k in ("1", "3", "17"):
        yield from _primitive(
            f"sin({k}x)", partial(lambda k, x: -mp.cos(mpf(k) * x) / mpf(k), k), *_at("-2", "0.3", "5")
        )
        yield from _primitive(
            f"cos({k}x)", partial(lambda k, x: mp.sin(mpf(k) * x) / mpf(k), k), *_at("-2", "0.3", "5")
        )
        yield from _primitive(
            f"e^(-{k}x)", partial(lambda k, x: -mp.exp(-mpf(k) * x) / mpf(k), k), *_at("-1", "0.5", "4")
        )
    for a in ("0.1", "1", "5"):
        yield from _primitive(
            f"1/(x^2+{a}^2)", partial(lambda a, x: mp.atan(x / mpf(a)) / mpf(a), a), *_at("-3", "0", "8")
        )
        yield from _primitive(
            f"x/(x^2+{a})", partial(lambda a, x: mp.log(x * x + mpf(a)) / 2, a), *_at("-3", "1", "8")
        )
    yield from _primitive("ln(x)", lambda x: x * mp.log(x) - x, *FAR)
    yield from _primitive("1/x", lambda x: mp.log(x), *FAR)
    yield from _primitive("x e^x", lambda x: (x - 1) * mp.exp(x), *_at("-3", "0", "2", "10"))
    yield from _primitive("x sin(x)", lambda x: mp.sin(x) - x * mp.cos(x), *_at("-3", "0", "9"))
    yield from _primitive(
        "e^x sin(x)", lambda x: mp.exp(x) * (mp.sin(x) - mp.cos(x)) / 2, *_at("0", "2", "10")
    )
    yield from _primitive("tan(x)", lambda x: -mp.log(mp.cos(x)), *_at("-1.5", "0", "1.2"))
    yield from _primitive("sec(x)^2", mp.tan, *_at("-1.5", "0", "1.2"))
    yield from _primitive("atan(x)", lambda x: x * mp.atan(x) - mp.log(1 + x * x) / 2, *_at("-2", "0", "7"))
    yield from _primitive("tanh(x)", lambda x: mp.log(mp.cosh(x)), *_at("-2", "0", "7"))
    yield from _primitive("sinh(x)", mp.cosh, *_at("-2", "0", "7"))
    yield from _primitive("e^(-x^2)", lambda x: mp.sqrt(mp.pi) / 2 * mp.erf(x), *_at("-3", "0", "2", "9"))
    yield from _primitive("sigmoid(x)", lambda x: mp.log(1 + mp.exp(x)), *_at("-4", "0", "3"))
    yield from _primitive("2^x", lambda x: mpf(2) ** x / mp.log(2), *_at("-4", "0", "3"))
    yield from _primitive("normalpdf(x)", mp.ncdf, *_at("-3", "0", "1"))
    yield from _primitive("sin(x)^2", lambda x: x / 2 - mp.sin(2 * x) / 4, *_at("0", "1", "50"))
    yield from _primitive(
        "sqrt(1+x^2)", lambda x: (x * mp.sqrt(1 + x * x) + mp.asinh(x)) / 2, *_at("0", "1", "9")
    )
    yield from _primitive("x^(3/2)", lambda x: mpf(2) / 5 * x ** mpf(2.5), *FAR)
    yield "integral(1/(2+cos(x)), x, 0, 2pi)", lambda: 2 * mp.pi / mp.sqrt(3)
    yield "integral((x^4(1-x)^4)/(1+x^2), x, 0, 1)", lambda: mpf(22) / 7 - mp.pi
    yield "integral(1/(1+25x^2), x, -1, 1)", lambda: 2 * mp.atan(5) / 5
    yield (
        "integral(x^x, x, 0, 1)",
        lambda: mp.nsum(lambda n: (-1) ** (int(n) + 1) / mpf(n) ** int(n), [1, 30]),
    )
    yield "integral(sin(100x)^2, x, 0, pi)", lambda: mp.pi / 2


def broken() -> Iterator[Known]:
    """Kinks, jumps, holes, ends of the domain."""
    yield "integral(abs(sin(x)), x, 0, 10)", lambda: 7 + mp.cos(10)
    yield "integral(|sin(x)|, x, -2pi, 0)", lambda: mpf(4)
    yield "integral(|cos(x)|, x, -1, 1)", lambda: 2 * mp.sin(1)
    yield "integral(|sin(x) cos(x)|, x, 0, 2pi)", lambda: mpf(2)
    yield "integral(|cos(x)| sin(x), x, -pi, pi)", lambda: mpf(0)
    yield "integral(sqrt(1-cos(x)), x, 0, 4pi)", lambda: 8 * mp.sqrt(2)
    yield "integral(|x-1/3|, x, 0, 1)", lambda: mpf(5) / 18
    yield "integral(|x^2-2|, x, 0, 2)", lambda: (8 * mp.sqrt(2) - 4) / 3
    yield "integral(floor(x), x, 0, 5.5)", lambda: mpf("12.5")
    yield "integral(ceil(x), x, -1.5, 2)", lambda: mpf("2.5")
    yield "integral(round(x), x, 0, 7.2)", lambda: mpf("25.9")
    yield "integral(mod(x, 2), x, 0, 7)", lambda: mpf("6.5")
    yield "integral(frac(x), x, 0, 2.5)", lambda: mpf("1.125")
    yield "integral(sign(x), x, -1, 3)", lambda: mpf(2)
    yield "integral({x < 0: -x, x >= 0: x^2}, x, -1, 1)", lambda: mpf(5) / 6
    yield "integral(max(x, x^2), x, -1, 2)", lambda: mpf(1) / 3 + mpf(1) / 2 + mpf(7) / 3
    yield "integral(min(sin(x), cos(x)), x, 0, pi)", lambda: 1 - mp.sqrt(2)
    yield "integral((x^2-1)/(x-1), x, 0, 2)", lambda: mpf(4)
    yield "integral(sin(x)/x, x, -1, 2)", lambda: mp.si(2) + mp.si(1)
    yield "integral((1-cos(x))/x^2, x, -1, 1)", lambda: 2 * (mp.si(1) + mp.cos(1) - 1)
    yield "integral(sqrt(1-x^2), x, -1, 1)", lambda: mp.pi / 2
    yield "integral(sqrt(2-x^2), x, 0, sqrt(2))", lambda: mp.pi / 2
    yield "integral(asin(x), x, -1, 1)", lambda: mpf(0)
    yield "integral(x^(1/3), x, -8, 8)", lambda: mpf(0)
    yield "integral(relu(x), x, -2, 3)", lambda: mpf(9) / 2
    yield "integral(heaviside(x-1), x, 0, 3)", lambda: mpf(2)


def improper() -> Iterator[Known]:
    """Poles with an area, and half lines."""
    for p in ("0.25", "0.5", "0.9"):
        yield f"integral(x^-{p}, x, 0, 1)", partial(lambda p: 1 / (1 - mpf(p)), p)
        yield f"integral((1-x)^-{p}, x, 0, 1)", partial(lambda p: 1 / (1 - mpf(p)), p)
    for p in ("1.5", "2", "7"):
        yield f"integral(x^-{p}, x, 1, inf)", partial(lambda p: 1 / (mpf(p) - 1), p)
    for n in (0, 1, 3, 8):
        yield f"integral(x^{n} e^-x, x, 0, inf)", partial(lambda n: mp.factorial(n), n)
    for n in (1, 2, 3):
        yield f"integral(ln(x)^{n}, x, 0, 1)", partial(lambda n: (-1) ** n * mp.factorial(n), n)
    yield "integral(ln(x)/(1+x), x, 0, 1)", lambda: -(mp.pi**2) / 12
    yield "integral(ln(x) e^-x, x, 0, inf)", lambda: -mp.euler
    yield "integral(ln(sin(x)), x, 0, pi)", lambda: -mp.pi * mp.log(2)
    yield "integral(ln(cos(x)), x, 0, pi/2)", lambda: -mp.pi * mp.log(2) / 2
    yield "integral(sqrt(tan(x)), x, 0, pi/2)", lambda: mp.pi / mp.sqrt(2)
    yield "integral(1/sqrt(1-x^2), x, -1, 1)", lambda: mp.pi
    yield "integral(1/sqrt(2-x), x, 0, 2)", lambda: 2 * mp.sqrt(2)
    yield "integral(x/sqrt(9-x^2), x, 0, 3)", lambda: mpf(3)
    yield "integral(1/(x-1)^(1/3), x, 0, 2)", lambda: mpf(0)
    yield "integral(|x^2-2|^-0.5, x, 0, 2)", lambda: mp.pi / 2 + mp.acosh(mp.sqrt(2))
    yield "integral(1/(x ln(x)^2), x, 2, inf)", lambda: 1 / mp.log(2)
    yield "integral(1/(x ln(x)^2), x, 0, 1/2)", lambda: 1 / mp.log(2)
    yield "integral(e^(1/x), x, -1, 0)", lambda: mp.exp(-1) - mp.e1(1)
    yield "integral(e^(-x^2), x, -inf, inf)", lambda: mp.sqrt(mp.pi)
    yield "integral(1/(1+x^2), x, -inf, inf)", lambda: mp.pi
    yield "integral(1/(1+x^2), x, inf, 0)", lambda: -mp.pi / 2
    yield "integral(1/(1+x^4), x, 0, inf)", lambda: mp.pi / (2 * mp.sqrt(2))
    yield "integral(e^x, x, -inf, 1)", lambda: mp.e
    yield "integral(x/(e^x-1), x, 0, inf)", lambda: mp.pi**2 / 6
    yield "integral(e^-x/sqrt(x), x, 0, inf)", lambda: mp.sqrt(mp.pi)
    yield "integral(e^(-(x-1000)^2), x, 0, inf)", lambda: mp.sqrt(mp.pi)
    yield "integral(1/(x^2+x-2), x, 2, inf)", lambda: mp.log(4) / 3
    yield "integral(sech(x), x, -inf, inf)", lambda: mp.pi
    yield "integral(sin(1/x)/x^2, x, 1, inf)", lambda: 1 - mp.cos(1)


def oscillating() -> Iterator[Known]:
    """Waves that run to infinity."""
    yield "integral(sin(x)/x, x, 0, inf)", lambda: mp.pi / 2
    yield "integral(sin(3x)/x, x, 0, inf)", lambda: mp.pi / 2
    yield "integral(cos(x)/x, x, 1, inf)", lambda: -mp.ci(1)
    yield "integral(sin(x)/sqrt(x), x, 0, inf)", lambda: mp.sqrt(mp.pi / 2)
    yield "integral(sin(x^2), x, 0, inf)", lambda: mp.sqrt(mp.pi / 8)
    yield "integral(cos(x^2), x, -inf, inf)", lambda: mp.sqrt(mp.pi / 2)
    yield "integral(sin(x)^2/x^2, x, 0, inf)", lambda: mp.pi / 2
    yield "integral((1-cos(x))/x^2, x, 0, inf)", lambda: mp.pi / 2
    yield "integral(e^-x sin(x), x, 0, inf)", lambda: mpf(1) / 2
    yield "integral(e^(-x/100) cos(x), x, 0, inf)", lambda: mpf("0.01") / (1 + mpf("0.0001"))
    yield "integral(cos(x)/(1+x^2), x, 0, inf)", lambda: mp.pi / (2 * mp.e)
    yield "integral(x sin(x)/(1+x^2), x, 0, inf)", lambda: mp.pi / (2 * mp.e)


def known_integrals() -> list[Known]:
    """All of them."""
    return [*smooth(), *broken(), *improper(), *oscillating()]
