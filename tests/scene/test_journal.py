"""The journal: unsaved changes stand on the disk, are found again once, and go when they are saved."""

import os
import threading
import time
from dataclasses import replace
from pathlib import Path

import pytest

from calcviz.scene import journal as journals
from calcviz.scene.document import Document, Row, Settings
from calcviz.scene.files import save_document
from calcviz.scene.journal import KEPT_FOR, Journal, Orphan, journal_text, orphans


def document(*texts: str) -> Document:
    return Document(tuple(Row(k + 1, text) for k, text in enumerate(texts)))


def texts(orphan: Orphan) -> list[str]:
    return [row.text for row in orphan.document.rows]


def left_behind(folder: Path, *rows: str, path: Path | None = None, moment: float | None = None) -> Path:
    """A journal whose program is gone."""
    folder.mkdir(exist_ok=True)
    place = folder / f"{len(list(folder.iterdir())):04}.calcviz"
    place.write_text(journal_text(document(*rows), path, moment or time.time()), encoding="utf-8")
    return place


def test_unsaved_changes_are_found_with_their_path_and_time(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.note(replace(document("x^2"), unknown={"lesson": 3}), Path("a.calcviz"), True)
    assert journal.flush()
    assert orphans(tmp_path) == [], "its window lives"
    journal.close(keep=True)
    (found,) = orphans(tmp_path)
    assert texts(found) == ["x^2"]
    assert found.path == Path("a.calcviz").absolute()
    assert abs(found.time - time.time()) < 60
    assert found.document.unknown == {"lesson": 3}
    assert orphans(tmp_path) == [], "it is offered once"
    found.leave()
    (found,) = orphans(tmp_path)
    found.discard()
    assert list(tmp_path.iterdir()) == []


def test_what_is_saved_or_empty_keeps_no_journal(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.note(document(""), None, False)
    assert journal.flush() and list(tmp_path.iterdir()) == []
    journal.note(document("x"), None, True)
    assert journal.flush() and len(list(tmp_path.iterdir())) == 2
    journal.note(document("x"), None, False)
    assert journal.flush() and list(tmp_path.iterdir()) == []
    journal.close()


def test_a_window_that_is_left_takes_its_journal_along(tmp_path: Path) -> None:
    journal = Journal(tmp_path)
    journal.note(document("x"), None, True)
    journal.flush()
    journal.close()
    assert list(tmp_path.iterdir()) == []


def test_it_is_written_by_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first change at once, all those during the pause together after it."""
    written, proceed = [], threading.Semaphore(0)

    def put(path: Path, content: bytes) -> None:
        written.append(content)
        proceed.release()

    monkeypatch.setattr(journals, "replace_file", put)
    journal = Journal(tmp_path, pause=0.001)
    journal.note(document("first"), None, True)
    assert proceed.acquire(timeout=30)
    journal.note(document("second"), None, True)
    assert proceed.acquire(timeout=30)
    journal.close()
    assert b"first" in written[0] and b"second" in written[1]


def test_a_journal_pauses_a_second_so_that_two_are_never_lost() -> None:
    assert 0 < journals.PAUSE <= 1.0


def test_a_place_that_cannot_be_written_is_a_problem_not_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    journal = Journal(tmp_path / "file")
    journal.note(document("x"), None, True)
    assert not journal.flush()
    assert isinstance(journal.problem, OSError)
    journal.close()
    assert orphans(tmp_path / "file") == []


def test_a_journal_goes_on_where_a_lost_window_ended(tmp_path: Path) -> None:
    place = left_behind(tmp_path, "x")
    (found,) = orphans(tmp_path)
    journal = Journal(tmp_path)
    journal.adopt(found)
    journal.note(document("x", "x^2"), None, True)
    journal.flush()
    assert [each.name for each in tmp_path.glob("*.calcviz")] == [place.name]
    journal.close(keep=True)
    (found,) = orphans(tmp_path)
    assert texts(found) == ["x", "x^2"]
    found.discard()


def test_the_latest_comes_first(tmp_path: Path) -> None:
    now = time.time()
    for k in (3, 1, 2):
        left_behind(tmp_path, str(k), moment=now - k)
    found = orphans(tmp_path)
    assert [texts(each) for each in found] == [["1"], ["2"], ["3"]]
    for each in found:
        each.leave()


def test_what_the_file_holds_already_is_not_offered(tmp_path: Path) -> None:
    path = tmp_path / "a.calcviz"
    save_document(document("x"), path)
    left_behind(tmp_path / "j", "x", path=path)
    assert orphans(tmp_path / "j") == []
    assert list((tmp_path / "j").iterdir()) == []
    left_behind(tmp_path / "j", "x^2", path=path, moment=time.time() + 9)
    (found,) = orphans(tmp_path / "j")
    assert not found.overtaken
    os.utime(path, (found.time + 5, found.time + 5))
    assert found.overtaken
    found.discard()


def test_settings_that_differ_are_offered(tmp_path: Path) -> None:
    path = tmp_path / "a.calcviz"
    save_document(replace(document("x"), settings=Settings(True)), path)
    left_behind(tmp_path / "j", "x", path=path)
    (found,) = orphans(tmp_path / "j")
    found.leave()


def test_after_thirty_days_it_is_thrown_away(tmp_path: Path) -> None:
    left_behind(tmp_path, "x", moment=time.time() - KEPT_FOR - 1)
    old = left_behind(tmp_path, "x")
    old.write_bytes(b"nothing of ours")
    os.utime(old, (1e9, 1e9))
    assert orphans(tmp_path) == []
    assert list(tmp_path.glob("*.calcviz")) == []


def test_a_damaged_journal_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    place = left_behind(tmp_path, "x", "x^2", "x^3", path=Path("a.calcviz"))
    content = place.read_bytes()
    place.write_bytes(content[: content.index(b"x^3") - 3])
    (found,) = orphans(tmp_path)
    assert texts(found)[:2] == ["x", "x^2"]
    assert found.path == Path("a.calcviz").absolute()
    found.discard()


@pytest.mark.parametrize("content", [b"", b"{", b"\xff\xff", b"[]"])
def test_what_is_no_journal_stays_and_hurts_nobody(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.calcviz").write_bytes(content)
    assert orphans(tmp_path) == []
    assert (tmp_path / "a.calcviz").read_bytes() == content


@pytest.mark.parametrize("origin", [None, 3, {"path": 7, "time": "soon"}, {"time": -1}, {"time": True}])
def test_a_damaged_origin_counts_as_none(tmp_path: Path, origin: object) -> None:
    place = left_behind(tmp_path, "x")
    os.utime(place, (1.6e9, 1.6e9))
    assert journals._origin(origin, place.stat().st_mtime) == (None, 1.6e9)


def test_a_lock_that_guards_nothing_is_swept_away(tmp_path: Path) -> None:
    (tmp_path / "0.lock").write_bytes(b"")
    assert orphans(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


def test_no_folder_no_journals(tmp_path: Path) -> None:
    assert orphans(tmp_path / "none") == []
