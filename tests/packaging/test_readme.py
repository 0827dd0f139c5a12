"""What the README shows first are the two lines that start; what it links is there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "calcviz"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_begins_with_the_two_lines() -> None:
    title, opening, *lines, closing = README.splitlines()[:1] + README.splitlines()[2:6]
    assert title == "# CalcViz" and opening == closing == "```"
    assert lines == ["python3 packaging/bootstrap.py run", "python3 packaging/bootstrap.py test"]


def test_links_lead_somewhere() -> None:
    for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md"):
        links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
        assert [link for link in links if not (ROOT / link).exists()] == []


def test_every_picture_stands_under_the_line_that_made_it() -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README)
    made = re.findall(r"`calcviz render .* -o (\S+)`\n\n!\[", README)
    assert pictures == made and len(pictures) >= 3


def test_paths_in_the_text_are_there() -> None:
    for name in ("README.md", "CONTRIBUTING.md"):
        words = re.findall(r"`([\w./]+/[\w./]*)`", (ROOT / name).read_text(encoding="utf-8"))
        assert words
        assert [word for word in words if not any((place / word).exists() for place in (ROOT, PACKAGE))] == []


def test_map_names_every_room() -> None:
    lines = README.split("calcviz/\n", 1)[1].split("resources/", 1)[0].splitlines()
    rooms = {line.split()[0].rstrip("/") for line in lines if line.startswith("    ") and line[4] != " "}
    assert rooms == {path.name for path in PACKAGE.iterdir() if not path.name.startswith("_")}


def test_map_names_the_chambers_under_their_rooms() -> None:
    mapped, room = set(), ""
    for line in README.split("calcviz/\n", 1)[1].split("resources/", 1)[0].splitlines():
        name = line.split()[0].rstrip("/")
        room = name if line[4] != " " else room
        mapped |= {f"{room}/{name}"} if name != room else set()
    assert mapped == {
        f"{path.parent.parent.name}/{path.parent.name}" for path in PACKAGE.glob("*/*/__init__.py")
    }
