"""Integrals, limits, sums and solutions: what is known of them by numbers."""

from importlib import import_module
from pkgutil import iter_modules


def load() -> None:
    """Import all of it before it is asked for, with the polynomials of Gauss's rules: some 60 ms."""
    import numpy.polynomial  # noqa: F401

    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
