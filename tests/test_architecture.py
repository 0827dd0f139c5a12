"""The arrows between the rooms hold, and each contract about them bites when it is broken."""

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "calcviz"
CONTRACTS: dict[str, str] = {
    contract["id"]: contract["name"]
    for contract in tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]["contracts"]
}


def broken_contracts(checkout: Path) -> set[str]:
    """Run the import linter over a checkout and return the ids of the contracts that it finds broken."""
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command as run; run()",
            "--no-cache",
        ],
        cwd=checkout,
        env={**os.environ, "COLUMNS": "200", "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    verdicts = {
        name: line.removeprefix(name).split()[0]
        for line in done.stdout.splitlines()
        for name in CONTRACTS.values()
        if line.startswith(name + " ")
    }
    assert set(verdicts) == set(CONTRACTS.values()), done.stdout + done.stderr
    return {key for key, name in CONTRACTS.items() if verdicts[name] == "BROKEN"}


def modules(room: str) -> list[Path]:
    """Return the modules of a room of the house, relative to the checkout, without its `__init__`."""
    alone = PACKAGE / f"{room}.py"
    found = [alone] if alone.exists() else sorted((PACKAGE / room).glob("[!_]*.py"))
    assert found, f"calcviz/{room} is empty"
    return [path.relative_to(ROOT) for path in found]


def breakages() -> dict[str, tuple[Path, str]]:
    """Return for each contract a module and the line that breaks that contract and no other."""
    one, other = modules("concepts")[:2]
    return {
        "downwards": (modules("language")[0], "import calcviz.drawing"),
        "qt": (modules("maths")[0], "import PySide6"),
        "no-plotter": (modules("views")[0], "import pyqtgraph"),
        "no-sympy": (modules("maths")[0], "import sympy"),
        "worker-apart": (modules("session")[0], "import calcviz.symbolic.questions"),
        "scipy": (modules("scene")[0], "import scipy"),
        "concepts-apart": (one, f"import calcviz.concepts.{other.stem}"),
        "engine-blind": (modules("engine")[0], f"import calcviz.concepts.{other.stem}"),
    }


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and its contracts that a test may break."""
    shutil.copytree(PACKAGE, tmp_path / "calcviz", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_contracts_hold() -> None:
    assert broken_contracts(ROOT) == set()


@pytest.mark.parametrize("contract", CONTRACTS)
def test_contract_bites(contract: str, copy: Path) -> None:
    module, line = breakages()[contract]
    with (copy / module).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    assert broken_contracts(copy) == {contract}


def test_every_module_has_its_layer(copy: Path) -> None:
    (copy / "calcviz" / "cellar.py").write_text('"""A room nobody planned."""\n', encoding="utf-8")
    assert broken_contracts(copy) == {"downwards"}


def sources(folder: Path = PACKAGE) -> list[Path]:
    return sorted(folder.rglob("*.py"))


def imports_at_start(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield line and module of each import that runs when the module is loaded: all outside functions."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, node.module or ""
        elif not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            waiting.extend(child for child in ast.iter_child_nodes(node) if not only_for_types(child))


def only_for_types(node: ast.AST) -> bool:
    """Say whether the node is `if TYPE_CHECKING:`, which never runs."""
    return isinstance(node, ast.If) and ast.unparse(node.test).endswith("TYPE_CHECKING")


def loads_early(path: Path, packages: set[str]) -> list[str]:
    """Return where a module imports one of these packages before anybody asks for it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        f"{path.name}:{line} {module}"
        for line, module in imports_at_start(tree)
        if any(module == package or module.startswith(package + ".") for package in packages)
    ]


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_slow_libraries_are_loaded_late(path: Path) -> None:
    assert loads_early(path, {"scipy", "contourpy"}) == []


def test_sympy_is_loaded_by_its_process_only() -> None:
    rooms = {"calcviz.symbolic.questions", "calcviz.symbolic.check", "sympy", "mpmath"}
    apart = {PACKAGE / "symbolic" / name for name in ("questions", "check")}
    others = [path for path in sources() if not apart & {*path.parents}]
    assert [line for path in others for line in loads_early(path, rooms)] == []


def test_command_line_loads_pictures_late() -> None:
    rooms = {"calcviz.app", "calcviz.ui", "calcviz.export", "calcviz.views", "PySide6"}
    for path in (PACKAGE / "cli.py", PACKAGE / "__main__.py"):
        assert loads_early(path, rooms) == []


def test_late_loading_test_bites(tmp_path: Path) -> None:
    path = tmp_path / "late.py"
    path.write_text("def f():\n    import scipy\nclass C:\n    from scipy import special\n", encoding="utf-8")
    assert loads_early(path, {"scipy"}) == ["late.py:4 scipy"]


def test_places_needs_the_standard_library_only() -> None:
    tree = ast.parse((PACKAGE / "places.py").read_text(encoding="utf-8"))
    assert {module.split(".")[0] for _, module in imports_at_start(tree)} <= sys.stdlib_module_names


RUNS_TEXT = {"eval", "exec", "compile", "__import__"}
RUNS_BYTES = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "code", "codeop"}
RUNS_ATTRIBUTE = {"sympify", "parse_expr", "lambdify", "literal_eval"}
RUNS_COMMAND = {"os.system", "os.popen"}


def dangers(path: Path) -> list[str]:
    """Return where a module could run a text that it was given."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Name) and node.id in RUNS_TEXT:
            found.append((node.lineno, node.id))
        elif isinstance(node, ast.Attribute):
            if node.attr in RUNS_ATTRIBUTE or ast.unparse(node) in RUNS_COMMAND:
                found.append((node.lineno, node.attr))
        elif isinstance(node, ast.keyword) and node.arg in ("shell", "allow_pickle"):
            found.append((node.value.lineno, node.arg))
        elif isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None)
            names = {alias.name for alias in node.names} | ({module} if module else set())
            found += [(node.lineno, name) for name in names & (RUNS_BYTES | RUNS_ATTRIBUTE | {"builtins"})]
    return [f"{path.name}:{line} {name}" for line, name in sorted(found)]


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_no_text_is_run(path: Path) -> None:
    assert dangers(path) == []


def test_danger_test_bites(tmp_path: Path) -> None:
    path = tmp_path / "d.py"
    path.write_text(
        "import pickle\neval('1')\nre.compile('x')\nrun = eval\nos.system('x')\nQLocale.system()\n",
        encoding="utf-8",
    )
    assert dangers(path) == ["d.py:1 pickle", "d.py:2 eval", "d.py:4 eval", "d.py:5 system"]
