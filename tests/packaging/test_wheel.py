"""The wheel holds all that CalcViz needs: installed in an empty environment, it draws a picture."""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
QUIET = ("--quiet", "--disable-pip-version-check")


def call(*command: object, cwd: Path) -> str:
    """Run a command far from the checkout and return what it prints; its failure is the test's."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**environment, "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("wheel")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", target, ROOT, cwd=target)
    (built,) = target.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def programs(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs of an environment that holds the wheel and, by reference, its dependencies."""
    home = tmp_path_factory.mktemp("environment")
    venv.create(home, with_pip=False)
    paths = sysconfig.get_paths(vars={"base": str(home), "platbase": str(home)})
    scripts = Path(paths["scripts"])
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", *QUIET)
    call(*pip, "--no-deps", "--no-index", wheel, cwd=home)
    # numpy, scipy and PySide6 are 300 MB: they are read from here. A path file within that folder has no
    # effect on the new environment, so an editable CalcViz stays out of sight.
    (Path(paths["purelib"]) / "dependencies.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    return scripts


def test_wheel_holds_every_resource_but_the_pictures_of_the_readme(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if name.startswith("calcviz/resources/")}
    ours = {
        "calcviz/" + path.relative_to(ROOT).as_posix()
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and not path.is_relative_to(ROOT / "resources" / "pictures")
    }
    assert held == ours and any(name.endswith(".calcviz") for name in held)


def test_installed_wheel_finds_its_own_resources(programs: Path, tmp_path: Path) -> None:
    ask = "import calcviz.places as p; print(p.resource('examples/welcome.calcviz'))"
    found = Path(call(programs / "python", "-c", ask, cwd=tmp_path).strip())
    assert found.is_file() and not found.is_relative_to(ROOT)


def test_installed_wheel_draws(programs: Path, tmp_path: Path) -> None:
    call(programs / "calcviz", "render", "f(x) = x^2", "-o", "out.png", cwd=tmp_path)
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")


def test_installed_wheel_draws_in_chinese(programs: Path, tmp_path: Path) -> None:
    call(programs / "calcviz", "render", "tangent(x^2, 1)", "-o", "out.svg", "--lang", "zh_CN", cwd=tmp_path)
    assert "<svg" in (tmp_path / "out.svg").read_text(encoding="utf-8")
