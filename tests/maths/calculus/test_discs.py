"""Bounds on discs of the complex plane: no value of the function on a disc lies outside of them."""

import random

import numpy as np
import pytest
from mpmath import mp, mpc

from calcviz.maths.calculus.integrand import integrand
from tests.maths.calculus.asked import question

FUNCTIONS = {
    "sin(x)": mp.sin,
    "cos(3x)": lambda z: mp.cos(3 * z),
    "tan(x)": mp.tan,
    "cot(x)": mp.cot,
    "sec(x)": mp.sec,
    "csc(x)": mp.csc,
    "e^(x/2)": lambda z: mp.exp(z / 2),
    "2^x": lambda z: mp.mpf(2) ** z,
    "ln(x)": mp.log,
    "log(x)": mp.log10,
    "sqrt(x)": mp.sqrt,
    "cbrt(x)": mp.cbrt,
    "x^3-2x+1": lambda z: z**3 - 2 * z + 1,
    "x^-2": lambda z: z**-2,
    "x^(3/2)": lambda z: z * mp.sqrt(z),
    "x^-0.7": lambda z: z ** mp.mpf("-0.7"),
    "x^x": lambda z: mp.exp(z * mp.log(z)),
    "1/(1+x^2)": lambda z: 1 / (1 + z * z),
    "sinh(x)": mp.sinh,
    "cosh(x)": mp.cosh,
    "tanh(x)": mp.tanh,
    "coth(x)": mp.coth,
    "sech(x)": mp.sech,
    "csch(x)": mp.csch,
    "asin(x/9)": lambda z: mp.asin(z / 9),
    "acos(x/9)": lambda z: mp.acos(z / 9),
    "atan(x)": mp.atan,
    "asinh(x)": mp.asinh,
    "acosh(x+2)": lambda z: mp.acosh(z + 2),
    "atanh(x/9)": lambda z: mp.atanh(z / 9),
    "erf(x)": mp.erf,
    "gamma(x)": mp.gamma,
    "x!": lambda z: mp.gamma(z + 1),
    "sinc(x)": lambda z: mp.sin(z) / z,
    "sigmoid(x)": lambda z: 1 / (1 + mp.exp(-z)),
    "softplus(x)": lambda z: mp.log(1 + mp.exp(z)),
    "swish(x)": lambda z: z / (1 + mp.exp(-z)),
    "normalpdf(x)": lambda z: mp.exp(-z * z / 2) / mp.sqrt(2 * mp.pi),
    "normalcdf(x)": lambda z: (1 + mp.erf(z / mp.sqrt(2))) / 2,
    "hypot(x, 3)": lambda z: mp.sqrt(z * z + 9),
    "root(x, 5)": lambda z: z ** (mp.mpf(1) / 5),
}
ABOVE_ZERO = {
    "|x|": lambda z: z,
    "relu(x)": lambda z: z,
    "elu(x)": lambda z: z,
    "leakyrelu(x)": lambda z: z,
    "sign(x)": lambda z: mp.mpf(1),
    "max(x, -x)": lambda z: z,
    "{x < 0: 7, x >= 0: sin(x)}": mp.sin,
}


@pytest.mark.parametrize("written", [*FUNCTIONS, *ABOVE_ZERO])
def test_no_value_leaves_its_bound(written: str) -> None:
    f = integrand(question(f"integral({written}, x, 0, 1)").body, "x")
    true = {**FUNCTIONS, **ABOVE_ZERO}[written]
    rng = random.Random(written)
    ratios = np.array([1.3, 2.5])
    low = np.array([rng.uniform(0.05, 5.0) for _ in range(12)])
    high = low + np.array([10 ** rng.uniform(-4, 0) for _ in low])
    found = f.on_discs(low, high, ratios)
    assert np.isfinite(found.rad).any()
    for i, ratio in enumerate(ratios):
        for k in np.flatnonzero(np.isfinite(found.rad[i])).tolist():
            centre, radius = (low[k] + high[k]) / 2, (high[k] - low[k]) / 2 * ratio
            for _ in range(5):
                z = centre + radius * rng.choice((1.0, rng.random())) * mp.expjpi(rng.uniform(-1, 1))
                away = abs(mpc(true(mpc(z))) - found.mid[i, k])
                assert away <= found.rad[i, k] * (1 + 1e-9) + 1e-13, (low[k], high[k], ratio)


def test_where_a_function_breaks_there_is_no_bound() -> None:
    for written in ("|x|", "floor(x)", "1/x", "ln(x)", "sqrt(x)", "sign(x)", "tan(2x)"):
        f = integrand(question(f"integral({written}, x, 0, 1)").body, "x")
        found = f.on_discs(np.array([-1.0]), np.array([1.0]), np.array([1.3]))
        assert np.all(np.isinf(found.rad)), written
