"""Run the benchmarks: python -m tests.benchmarks [--quick] [--only NAME] [--json FILE], and more: --help."""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from tests.benchmarks import browser_peers, measuring, table

ROOT = Path(__file__).resolve().parent.parent.parent
SUBJECTS = (
    "drags",
    "sliders",
    "inputs",
    "hovers",
    "worst_curve",
    "polylines",
    "fields",
    "fields_dragged",
    "relations",
    "space",
    "formulas",
    "keystrokes",
    "questions",
    "dialogs",
    "starts",
    "neighbours",
    "growth",
)
STEPS, QUICK_STEPS = 100, 20


def main(arguments: list[str] | None = None) -> int:
    """Measure, print each row as it comes, and write them all as JSON."""
    asked = _asked(arguments)
    steps = QUICK_STEPS if asked.quick else STEPS
    if asked.browser_libraries is not None:
        os.environ[browser_peers.VARIABLE] = str(asked.browser_libraries.resolve())
    machine = measuring.machine()
    print(table.head(machine), flush=True)
    found = [row for name in asked.only or SUBJECTS for row in _measured(name, steps)]
    written = {"machine": machine, "steps": steps, "rows": found}
    asked.json.parent.mkdir(parents=True, exist_ok=True)
    asked.json.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    missed = sum("MISSED" in row["verdict"] for row in found)
    print(f"\n{len(found)} rows, {missed} with something missed; written to {_name(asked.json)}")
    return 0


def _measured(name: str, steps: int) -> list[dict[str, Any]]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.json"
        command = [sys.executable, "-m", "tests.benchmarks.subject", name, str(steps), str(path)]
        subprocess.run(command, check=True)
        rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    return rows


def _asked(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer steps: to see that it runs, not to judge")
    parser.add_argument("--only", action="append", choices=SUBJECTS, metavar="NAME", help=", ".join(SUBJECTS))
    parser.add_argument("--json", type=Path, default=ROOT / "build" / "benchmarks.json", metavar="FILE")
    parser.add_argument(
        "--browser-libraries",
        type=Path,
        metavar="FOLDER",
        help="where `npm install jsxgraph function-plot` has put them, to measure them in a browser of the "
        f"Chromium family on the PATH; {browser_peers.VARIABLE} says the same",
    )
    return parser.parse_args(arguments)


def _name(path: Path) -> str:
    """The file as people know it: from the checkout on where it lies in there."""
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


if __name__ == "__main__":
    sys.exit(main())
