"""Frozen dataclasses whose methods are shared by all of them: a program that starts makes them at once.

`dataclass(frozen=True)` writes six methods for each class and has Python compile them: 0.4 ms a class, and
the register has dozens of them before a window is seen.
"""

from dataclasses import MISSING, FrozenInstanceError, dataclass
from typing import Any, TypeVar

T = TypeVar("T")


class _Frozen:
    """The methods: of an object that is made, compared, hashed and shown by its fields, and never changed."""

    __dataclass_fields__: dict[str, Any]

    def __init__(self, *values: Any, **named: Any) -> None:
        known, kind = self.__dataclass_fields__, type(self).__name__
        given = dict(zip(known, values))
        if len(values) > len(known) or named.keys() & given.keys() or not named.keys() <= known.keys():
            raise TypeError(f"{kind} takes {', '.join(known)}, each once")
        given |= named
        for name, field in known.items():
            value = given.get(name, field.default)
            if value is MISSING:
                raise TypeError(f"{kind} needs {name}")
            object.__setattr__(self, name, value)

    def __eq__(self, other: object) -> Any:
        return _values(self) == _values(other) if type(other) is type(self) else NotImplemented

    def __hash__(self) -> int:
        return hash(_values(self))

    def __repr__(self) -> str:
        parts = zip(self.__dataclass_fields__, _values(self), strict=True)
        return f"{type(self).__qualname__}({', '.join(f'{name}={value!r}' for name, value in parts)})"

    def __setattr__(self, name: str, value: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> None:
        raise FrozenInstanceError(f"cannot delete field {name!r}")


def _values(made: Any) -> tuple[Any, ...]:
    return tuple([getattr(made, name) for name in made.__dataclass_fields__])


_METHODS = ("__init__", "__eq__", "__hash__", "__repr__", "__setattr__", "__delattr__")


def frozen(plain: type[T]) -> type[T]:
    """The class as a frozen dataclass; each default is a value, none is made for each object."""
    made = dataclass(init=False, repr=False, eq=False)(plain)
    for name in _METHODS:
        setattr(made, name, vars(_Frozen)[name])
    return made
