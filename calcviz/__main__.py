"""The same as the command calcviz, for python -m calcviz."""

from calcviz.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
