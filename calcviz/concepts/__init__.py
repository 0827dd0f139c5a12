"""One file for each concept; they are found by themselves."""

from importlib import import_module
from pkgutil import iter_modules


def discover() -> None:
    """Import every module of this room, so that its concepts stand in the register."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
