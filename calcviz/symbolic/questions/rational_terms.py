"""Infinite sums of rational functions whose poles are rational, by the functions of Euler's gamma."""

from typing import Any

import sympy as sp

MOST_DEGREE = 12


def of_fractions(f: Any, k: Any, first: int) -> Any:
    """The sum of c/(k + r)^m from a first index on; raises ValueError for other terms.

    Each part with m = 1 gives -c ψ(first + r), whose infinite parts cancel as the c of all of them add up
    to 0; others give (-1)^m c ψ⁽ᵐ⁻¹⁾(first + r)/(m - 1)!. Source: Abramowitz and Stegun, 6.8 and 6.4.10.
    """
    if not f.is_rational_function(k) or sp.degree(sp.denom(sp.together(f)), k) > MOST_DEGREE:
        raise ValueError("no fraction")
    total, simple = sp.S.Zero, sp.S.Zero
    for part in sp.Add.make_args(sp.apart(f, k)):
        above, below = sp.fraction(sp.together(part))
        factor, power = (below.base, int(below.exp)) if below.is_Pow else (below, 1)
        numbers, base = factor.as_independent(k, as_Add=False)
        if above.has(k) or sp.degree(base, k) != 1:
            raise ValueError("a pole that is no fraction")
        a, b = sp.Poly(base, k).all_coeffs()
        c, start = above / (numbers * a) ** power, first + b / a
        simple += c if power == 1 else 0
        total += (-1) ** power * c * sp.polygamma(power - 1, start) / sp.factorial(power - 1)
    if simple != 0:
        raise ValueError("it diverges")
    return sp.simplify(sp.expand_func(total))
