"""Every painter is ended where it was begun: Qt warns, and may paint nothing, where one outlives it."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent.parent / "calcviz"
MODULES = sorted([*(PACKAGE / "ui").glob("*.py"), *(PACKAGE / "views").rglob("*.py")])


def left_open(source: str) -> list[str]:
    """The functions that begin a painter on their widget and do not end it."""
    functions = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.FunctionDef))
    found = []
    for function in functions:
        calls = [ast.unparse(node) for node in ast.walk(function) if isinstance(node, ast.Call)]
        begun = [call for call in calls if call == "QPainter(self)"]
        ended = [call for call in calls if call.endswith(".end()")]
        if len(begun) > len(ended):
            found.append(function.name)
    return found


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.stem)
def test_painters_are_ended(module: Path) -> None:
    assert left_open(module.read_text(encoding="utf-8")) == []


def test_the_test_bites() -> None:
    assert left_open("def paintEvent(self): painter = QPainter(self); painter.drawRect(0, 0, 1, 1)")
