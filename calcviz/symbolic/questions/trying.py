"""Ways to ask sympy, one after the other: one that raises has found nothing."""

from collections.abc import Callable, Iterator
from typing import Any

Way = Callable[[], Any]


def tried(*ways: Way) -> Iterator[Any]:
    """What each way finds, tried only when the one before was not good enough.

    sympy raises NotImplementedError, ValueError, TypeError, AttributeError, RecursionError and others of its
    own where it finds nothing; only a lack of memory goes on to the caller.
    """
    for way in ways:
        try:
            found = way()
        except MemoryError:
            raise
        except Exception:
            continue
        yield found
