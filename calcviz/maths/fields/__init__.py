"""Functions of several variables: values, partial derivatives, grids, level curves, arrows, flow lines."""

from pkgutil import iter_modules


def modules() -> list[str]:
    """What is to be imported before it is asked for, with the tracer of level curves: some 60 ms."""
    return ["contourpy", *(f"{__name__}.{module.name}" for module in iter_modules(__path__))]
