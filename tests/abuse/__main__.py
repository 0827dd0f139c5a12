"""Abuse the window: python -m tests.abuse [--minutes M] [--seed N]; says which turns took over 100 ms."""

import argparse
import os
import sys
from pathlib import Path
from random import SystemRandom
from tempfile import TemporaryDirectory


def main(arguments: list[str] | None = None) -> int:
    """Do it, print what was found; 0 where nothing was."""
    parser = argparse.ArgumentParser(prog="python -m tests.abuse", description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=SystemRandom().randrange(10**6))
    parser.add_argument("--untimed", action="store_true", help="tell of long turns, but do not judge them")
    asked = parser.parse_args(arguments)
    print(f"seed {asked.seed}, {asked.minutes:g} minutes", flush=True)
    with TemporaryDirectory() as folder:
        os.environ.update(HOME=folder, XDG_CACHE_HOME=folder, XDG_CONFIG_HOME=folder, XDG_DATA_HOME=folder)
        from PySide6.QtWidgets import QApplication

        from tests.abuse.abuse import Abuse, report

        abuse = Abuse(Path(folder), asked.seed, asked.minutes * 60, lambda said: print(said, flush=True))
        abuse.run()
        for freeze in abuse.watch.freezes:
            print(f"\n{freeze}")
        print(f"\nseed {asked.seed}: {report(abuse)}")
        QApplication.clipboard().clear()  # destroyed after Python, its contents would end the process badly
        frozen = abuse.watch.freezes and not asked.untimed
        return int(bool(abuse.faults.found or frozen or abuse.growth()))


if __name__ == "__main__":
    sys.exit(main())
