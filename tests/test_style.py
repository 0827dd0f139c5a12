"""Files and functions stay small, modules say what they are, and names are words of the house."""

import ast
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST_FILE = 400  # non-blank lines
LONGEST_FUNCTION = 60
LONGEST_LINE = 110
UNWANTED = set("manager controller handler helper helpers util utils misc common base data info".split())


def sources() -> list[Path]:
    return sorted(path for room in ("calcviz", "tests", "packaging") for path in (ROOT / room).rglob("*.py"))


each_source = pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(ROOT).as_posix())


def too_large(path: Path) -> list[str]:
    """Return what exceeds the budget: the file, or functions of it with their length."""
    text = path.read_text(encoding="utf-8")
    lines = sum(bool(line.strip()) for line in text.splitlines())
    found = [f"{path.name} has {lines} lines"] if lines > LONGEST_FILE else []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > LONGEST_FUNCTION:
                found.append(f"{node.name} has {length} lines")
    return found


@each_source
def test_budget(path: Path) -> None:
    assert too_large(path) == []


def test_budget_bites(tmp_path: Path) -> None:
    path = tmp_path / "long.py"
    path.write_text("def f():\n" + "    1\n" * 60 + "\nx = 1\n" * 340, encoding="utf-8")
    assert too_large(path) == ["long.py has 401 lines", "f has 61 lines"]


def unclear_sentence(source: str) -> str | None:
    """Return what is wrong with the first sentence of a module, if anything."""
    docstring = ast.get_docstring(ast.parse(source))
    if not docstring:
        return "no docstring"
    first, *rest = docstring.split("\n")
    if len(first) > LONGEST_LINE - 3 or (rest and rest[0]):
        return "the first sentence does not stand alone on one line"
    if not first.endswith("."):
        return "the first sentence has no full stop"
    return "the first sentence begins small" if first[0].islower() else None


@each_source
def test_module_begins_with_a_sentence(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if path.name == "__init__.py" and "tests" in path.parts and not source.strip():
        return  # a folder of tests needs no introduction
    assert unclear_sentence(source) is None


@pytest.mark.parametrize("source", ["x = 1", '"""small."""', '"""No stop"""', '"""Two\nlines."""'])
def test_sentence_test_bites(source: str) -> None:
    assert unclear_sentence(source)


def words(name: str) -> set[str]:
    """Return the words of a name: `DataRow` and `data_row` alike are data and row."""
    return {word.lower() for word in re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+", name)}


@each_source
def test_names_say_what_things_are(path: Path) -> None:
    classes = (
        node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.ClassDef)
    )
    relative = path.relative_to(ROOT).with_suffix("").as_posix()
    assert [name for name in (relative, *classes) if words(name) & UNWANTED] == []


def test_name_test_bites() -> None:
    assert words("ParameterInfo") & UNWANTED and words("HTMLBase") & UNWANTED
    assert not words("Database") & UNWANTED


def tracked_texts() -> list[tuple[str, str]]:
    """Return path and text of every text file that the repository keeps."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: what is tracked is not known")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True
    ).stdout.decode()
    texts = []
    for name in filter(None, listed.split("\0")):
        try:
            texts.append((name, (ROOT / name).read_text(encoding="utf-8")))
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture or a font; or deleted just now
    return texts


# Written in pieces, so that this file does not find itself.
PLACE = re.compile(
    r"(?<![\w.~:/>])/(?:ho" + r"me|ro" + r"ot|tm" + r"p|wo" + r"rk|Us" + r"ers|op" + r"t|mn" + r"t)/\w"
)
DRIVE = re.compile(r"\b[A-Z]:\\+(?:Us" + r"ers|Pro" + r"gram|Win" + r"dows|Te" + r"mp)")
REGISTRY = re.compile(
    r"py" + r"pi\.org|python" + r"hosted|deb\.deb" + r"ian|npm" + r"js\.org|ana" + r"conda\.org"
)


def test_nothing_tracked_names_a_machine() -> None:
    found = [
        f"{name}: {match.group()}"
        for name, text in tracked_texts()
        for pattern in (PLACE, DRIVE, REGISTRY)
        for match in pattern.finditer(text)
    ]
    assert found == []


def test_machine_test_bites() -> None:
    assert (
        PLACE.search("see /ho" + "me/x")
        and DRIVE.search("C:" + "\\Users")
        and REGISTRY.search("py" + "pi.org")
    )
    assert not PLACE.search("a /home page, x/ro" + "ot/y")
