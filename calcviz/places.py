"""Where the files that travel with CalcViz are found."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(name: str) -> Path:
    """Return the path of a file or folder in `resources/`, e.g. `resource("examples/welcome.calcviz")`.

    In an installed wheel the folder lies inside the package; in a checkout it stands beside it.
    The path is not asked whether it exists: whoever opens it says what is missing.
    """
    installed = _PACKAGE / "resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources") / name
