"""python -m calcviz: the same as the command calcviz."""

from calcviz.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
