"""A lock is held by one, in the same program too, and free as soon as its holder is gone."""

import subprocess
import sys
from pathlib import Path

import pytest

from calcviz.scene.lock import Lock

HOLDER = """
import sys
from pathlib import Path
from calcviz.scene.lock import Lock
print(Lock.take(Path(sys.argv[1])) is not None, flush=True)
sys.stdin.read()
"""


def test_one_holds_it(tmp_path: Path) -> None:
    lock = Lock.take(tmp_path / "a.lock")
    assert lock is not None
    assert Lock.take(tmp_path / "a.lock") is None
    lock.release()
    again = Lock.take(tmp_path / "a.lock")
    assert again is not None
    again.remove()
    assert list(tmp_path.iterdir()) == []


def test_a_killed_holder_gives_it_free(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    command = [sys.executable, "-c", HOLDER, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline().strip() == b"True"
        assert Lock.take(path) is None
        holder.kill()
        holder.wait()
    lock = Lock.take(path)
    assert lock is not None
    lock.remove()


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        Lock.take(tmp_path / "none" / "a.lock")


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be taken away there")
def test_a_file_taken_away_meanwhile_is_no_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from calcviz.scene import lock

    path = tmp_path / "a.lock"
    monkeypatch.setattr(lock, "_lock", lambda _: path.unlink())
    assert Lock.take(path) is None
