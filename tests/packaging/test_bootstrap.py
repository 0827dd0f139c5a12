"""The bootstrap makes what lacks, reuses what is whole, and trusts nothing that was interrupted."""

import ast
import sys
from collections.abc import Callable
from pathlib import Path

import bootstrap
import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A checkout in which making and installing only write down that they were called."""
    done: list[str] = []
    (tmp_path / "pyproject.toml").write_text("one", encoding="utf-8")
    (tmp_path / "constraints.txt").write_text("two", encoding="utf-8")
    venv = tmp_path / ".venv"

    def make() -> None:
        done.append("make")
        venv.mkdir(exist_ok=True)
        (venv / "python").touch()

    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "CONSTRAINTS", tmp_path / "constraints.txt")
    monkeypatch.setattr(bootstrap, "VENV", venv)
    monkeypatch.setattr(bootstrap, "MARK", venv / "calcviz.json")
    monkeypatch.setattr(bootstrap, "PYTHON", venv / "python")
    monkeypatch.setattr(bootstrap, "make_environment", make)
    monkeypatch.setattr(bootstrap, "install", lambda extras: done.append("+".join(["install", *extras])))
    return done


def test_second_start_takes_no_set_up(checkout: list[str]) -> None:
    bootstrap.prepare([])
    bootstrap.prepare([])
    assert checkout == ["make", "install"]


def test_tests_add_what_they_need_and_running_keeps_it(checkout: list[str]) -> None:
    bootstrap.prepare([])
    bootstrap.prepare(["test"])
    bootstrap.prepare([])
    assert checkout == ["make", "install", "install+test"]


def test_changed_dependencies_are_installed_in_place(checkout: list[str]) -> None:
    bootstrap.prepare(["test"])
    bootstrap.CONSTRAINTS.write_text("three", encoding="utf-8")
    bootstrap.prepare([])
    assert checkout == ["make", "install+test", "install+test"]


def test_interrupted_installation_is_made_anew(checkout: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(extras: list[str]) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(bootstrap, "install", interrupted)
        with pytest.raises(KeyboardInterrupt):
            bootstrap.prepare([])
    assert not bootstrap.is_made()
    bootstrap.prepare([])
    assert checkout == ["make", "make", "install"]


@pytest.mark.parametrize(
    "mark", ["", "{", "[]", '{"here": 1}', '{"here": "elsewhere", "inputs": "", "extras": []}']
)
def test_strange_environment_is_made_anew(checkout: list[str], mark: str) -> None:
    bootstrap.VENV.mkdir()
    bootstrap.PYTHON.touch()
    bootstrap.MARK.write_text(mark, encoding="utf-8")
    bootstrap.prepare([])
    assert checkout == ["make", "install"]


def test_environment_without_python_is_made_anew(checkout: list[str]) -> None:
    bootstrap.prepare([])
    bootstrap.PYTHON.unlink()
    bootstrap.prepare([])
    assert checkout == ["make", "install", "make", "install"]


def test_second_start_waits_for_the_first(checkout: list[str]) -> None:
    with bootstrap.alone(), (bootstrap.ROOT / "build" / "setup.lock").open("a") as second:
        assert not bootstrap.locked(second, wait=False)
    with (bootstrap.ROOT / "build" / "setup.lock").open("a") as third:
        assert bootstrap.locked(third, wait=False)


@pytest.mark.parametrize(("arguments", "status"), [([], 0), (["--help"], 0), (["-h"], 0), (["fly"], 2)])
def test_explains_itself(arguments: list[str], status: int, capsys: pytest.CaptureFixture[str]) -> None:
    assert bootstrap.main(arguments) == status
    told = capsys.readouterr()
    assert "bootstrap.py run" in told.out if status == 0 else "'fly'" in told.err


@pytest.fixture
def started(checkout: list[str], monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands that the bootstrap would start in place of itself."""
    commands: list[list[str]] = []

    def become(command: list[str], **more: str) -> int:
        commands.append(command[1:])
        return 0

    monkeypatch.setattr(bootstrap, "become", become)
    monkeypatch.setattr(bootstrap, "require_system", lambda **needs: None)
    monkeypatch.setattr(bootstrap, "display_answers", lambda: True)
    return commands


@pytest.mark.parametrize("arguments", [[], ["a file.calcviz"], ["calc", "f(x) = x", "f'(1)"], ["--help"]])
def test_run_hands_its_arguments_on(started: list[list[str]], arguments: list[str]) -> None:
    assert bootstrap.main(["run", *arguments]) == 0
    assert started == [["-m", "calcviz", *arguments]]


def test_test_hands_its_arguments_on(started: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bootstrap.os, "chdir", lambda place: None)
    assert bootstrap.main(["test", "-k", "curves"]) == 0
    assert bootstrap.main(["test"]) == 0
    assert started == [["-m", "pytest", "-k", "curves"], ["-m", "pytest", "-n", "auto"]]


@pytest.fixture
def drawn(started: list[list[str]], monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The commands run where there is no display."""
    commands: list[list[str]] = []

    def call(command: list[str], env: dict[str, str]) -> int:
        assert env["QT_QPA_PLATFORM"] == "offscreen"
        commands.append(command[1:])
        return 0

    monkeypatch.setattr(bootstrap.subprocess, "call", call)
    monkeypatch.setattr(bootstrap, "display_answers", lambda: False)
    return commands


def test_without_a_display_the_welcome_document_is_drawn(
    drawn: list[list[str]], started: list[list[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    assert bootstrap.main(["run"]) == 0
    picture = str(bootstrap.ROOT / "build" / "welcome.png")
    welcome = str(bootstrap.ROOT / "resources" / "examples" / "welcome.calcviz")
    assert drawn == [["-m", "calcviz", "render", welcome, "-o", picture]] and started == []
    told = capsys.readouterr().out
    assert "no display" in told and picture in told


@pytest.mark.parametrize("command", ["calc", "render", "doctor", "--version"])
def test_what_needs_no_display_is_run_without_one(
    drawn: list[list[str]], started: list[list[str]], command: str
) -> None:
    assert bootstrap.main(["run", command]) == 0
    assert started == [["-m", "calcviz", command]] and drawn == []


@pytest.mark.parametrize("name", ["bootstrap.py", "system_libraries.py"])
def test_needs_the_standard_library_only(name: str) -> None:
    tree = ast.parse((ROOT / "packaging" / name).read_text(encoding="utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {module.split(".")[0] for module in imported} <= {*sys.stdlib_module_names, "system_libraries"}


def test_child_processes_get_utf8_and_no_foreign_paths(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_INDEX_URL", "kept")
    environment: Callable[..., dict[str, str]] = bootstrap.environment
    made = environment(QT_QPA_PLATFORM="offscreen")
    assert made["PYTHONUTF8"] == "1" and made["PIP_INDEX_URL"] == "kept" and "PYTHONPATH" not in made
