"""One subject in a process of its own: what other subjects have loaded neither slows nor swells it."""

import json
import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path

from tests.benchmarks.outcome import Outcome
from tests.benchmarks.table import block


def main(name: str, steps: int, path: Path) -> None:
    """Measure, print each row as it comes, and write the rows."""
    outcomes: Callable[[int], Iterator[Outcome]] = import_module(f"tests.benchmarks.{name}").outcomes
    rows = []
    for outcome in outcomes(steps):
        print(block(outcome), flush=True)
        rows.append({"subject": name} | outcome.as_json())
    path.write_text(json.dumps(rows), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
