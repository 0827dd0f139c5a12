"""Every text a person reads is collected, translated, and translated with the same placeholders."""

import ast
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter

import pytest

from calcviz.places import resource

PACKAGE = Path(__file__).resolve().parent.parent / "calcviz"
COLLECTED = {"tr", "mark"}


def texts(tree: ast.AST) -> Iterator[tuple[int, str | None]]:
    """Yield line and English text of every text for people; None where the text is not a literal."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in COLLECTED:
            first = node.args[0] if node.args else None
            literal = isinstance(first, ast.Constant) and isinstance(first.value, str)
            yield node.lineno, first.value if literal else None


@cache
def english() -> dict[str, str]:
    """Return every collected text and where it stands; a text that is not a literal is a failure."""
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for line, text in texts(ast.parse(path.read_text(encoding="utf-8"))):
            place = f"{path.relative_to(PACKAGE).as_posix()}:{line}"
            assert text is not None, f"{place}: the text is not a literal"
            found.setdefault(text, place)
    return found


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.fixture(scope="module")
def chinese() -> dict[str, str]:
    catalogue: dict[str, str] = json.loads(resource("translations/zh_CN.json").read_text(encoding="utf-8"))
    return catalogue


def test_texts_are_literals() -> None:
    assert len(english()) > 50


def test_literal_test_bites() -> None:
    tree = ast.parse("tr('a' 'b')\ntr(f'{x}')\ntr(name)\nmessages.mark('c')")
    assert list(texts(tree)) == [(1, "ab"), (2, None), (3, None), (4, "c")]


def test_every_text_is_translated(chinese: dict[str, str]) -> None:
    assert [f"{place}: {text}" for text, place in english().items() if not chinese.get(text)] == []


def test_no_translation_is_an_orphan(chinese: dict[str, str]) -> None:
    assert sorted(set(chinese) - set(english())) == []


def test_placeholders_agree(chinese: dict[str, str]) -> None:
    differing = [
        text for text, translation in chinese.items() if placeholders(text) != placeholders(translation)
    ]
    assert differing == []
