"""Antiderivatives of damped oscillations with letters: e^(ax) sin(bx), which sympy takes apart for ever."""

from typing import Any

import sympy as sp


def damped(f: Any, x: Any) -> Any:
    """That of c e^u sin v or c e^u cos v with linear u and v; raises ValueError for anything else."""
    (wave,) = f.atoms(sp.sin, sp.cos)  # raises ValueError where there are several
    (growth,) = (e for e in f.atoms(sp.exp) if e.has(x))
    c = sp.simplify(f / (wave * growth))
    if sp.degree(growth.args[0], x) != 1 or sp.degree(wave.args[0], x) != 1:
        raise ValueError("an angle that is not linear")
    a, b = (sp.Poly(e.args[0], x).coeff_monomial(x) for e in (growth, wave))
    if c.has(x):
        raise ValueError("no damped oscillation")
    v = wave.args[0]
    turned = -sp.cos(v) if isinstance(wave, sp.sin) else sp.sin(v)  # the antiderivative of the wave in v
    F = c * growth * (a * wave + b * turned) / (a**2 + b**2)
    if not (a.free_symbols and b.free_symbols):
        return F
    return sp.Piecewise((F, sp.Ne(a**2 + b**2, 0)), (f.subs(x, 0) * x, True))
