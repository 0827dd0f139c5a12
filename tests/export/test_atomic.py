"""A file is replaced as a whole or left as it was."""

from pathlib import Path

import pytest

from calcviz.export.atomic import write_file


def test_it_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "文 件.bin"
    path.write_bytes(b"old" * 1000)
    write_file(path, b"new")
    assert path.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_failure_names_the_file_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"x\.bin"):
        write_file(tmp_path / "missing" / "x.bin", b"new")
    assert not list(tmp_path.iterdir())
