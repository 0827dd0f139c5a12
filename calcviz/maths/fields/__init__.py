"""Functions of several variables: values, partial derivatives, grids, level curves, arrows, flow lines."""

from importlib import import_module
from pkgutil import iter_modules


def load() -> None:
    """Import all of it before it is asked for, with the tracer of level curves: that takes some 60 ms."""
    import contourpy  # noqa: F401

    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
