"""Every dependency is pinned to one version, and the pin is one that the project allows."""

import re
import tomllib
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
LINES = (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines()
PINS = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in LINES)}


def test_lines_are_pins_and_nothing_else() -> None:
    assert [line for line in LINES if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][0-9A-Za-z.]*", line)] == []
    assert len(PINS) == len(LINES)


def test_every_direct_dependency_is_pinned_within_its_range() -> None:
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    project = declared["project"]
    lists = [
        project["dependencies"],
        *project["optional-dependencies"].values(),
        declared["build-system"]["requires"],
    ]
    wanted = [Requirement(text) for requirements in lists for text in requirements]
    assert [
        str(one) for one in wanted if not one.specifier.contains(PINS.get(canonicalize_name(one.name), "0"))
    ] == []
