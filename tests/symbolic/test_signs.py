"""Signs that are proven: what is said never to be 0 is 0 nowhere, and what may be 0 is left open."""

import numpy as np
import pytest

from calcviz.maths.evaluate import compiled
from calcviz.symbolic.check.signs import Sign, never_zero, sign_of
from tests.symbolic.battery import tree


@pytest.mark.parametrize(
    ("written", "sign"),
    [
        ("e^x", Sign.POSITIVE), ("e^x + 1", Sign.POSITIVE), ("-2^x", Sign.NEGATIVE), ("x^2", Sign.AT_LEAST),
        ("x^2 + 1", Sign.POSITIVE), ("-x^2 - 3", Sign.NEGATIVE), ("cosh(x)", Sign.POSITIVE),
        ("1/(1 + e^x)", Sign.POSITIVE), ("sqrt(x)", Sign.AT_LEAST), ("sqrt(x) + 1", Sign.POSITIVE),
        ("abs(x) + e^(-x)", Sign.POSITIVE), ("1/x^2", Sign.POSITIVE), ("x^(-2)", Sign.POSITIVE),
        ("(x^2 + 1)^3", Sign.POSITIVE), ("-1/sqrt(x)", Sign.NEGATIVE), ("atan(e^x)", Sign.POSITIVE),
        ("(-2)^3", Sign.NEGATIVE), ("0 e^x", Sign.AT_LEAST), ("-abs(x)", Sign.AT_MOST),
        ("tanh(x/9) - 1", Sign.NEGATIVE), ("2 - erf(x)", Sign.POSITIVE),
        ("sin(x) + cos(x) - 3", Sign.NEGATIVE), ("sin(x) - 1", Sign.AT_MOST),
        ("1 + tanh(x) + sin(x) + 1", Sign.POSITIVE),
        ("tanh(x) - sin(x)", Sign.OPEN),
        ("x", Sign.OPEN), ("x^3", Sign.OPEN), ("e^x - 1", Sign.OPEN), ("x^x", Sign.OPEN),
        ("x^(1/3)", Sign.OPEN), ("ln(x)", Sign.OPEN), ("(-1)^x", Sign.OPEN), ("1/x", Sign.OPEN),
    ],
)  # fmt: skip
def test_signs(written: str, sign: Sign) -> None:
    e = tree(written)
    assert sign_of(e) == sign and never_zero(e) == (sign in (Sign.POSITIVE, Sign.NEGATIVE))
    with np.errstate(all="ignore"):
        y = np.atleast_1d(compiled(e, ("x",))(np.linspace(-30, 30, 2001)))
    y = y[np.isfinite(y)]
    holds = {
        Sign.POSITIVE: y > 0, Sign.AT_LEAST: y >= 0, Sign.NEGATIVE: y < 0, Sign.AT_MOST: y <= 0,
        Sign.OPEN: y == y,
    }  # fmt: skip
    assert holds[sign].all()
