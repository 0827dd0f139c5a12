"""One warm process of exact calculus for all questions."""

from collections.abc import Iterator

import pytest

from calcviz.symbolic.client import Client


@pytest.fixture(scope="session")
def client() -> Iterator[Client]:
    """A client whose process is kept for the whole run."""
    asked = Client(spare=False)
    yield asked
    asked.close()
