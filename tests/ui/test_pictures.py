"""Small pictures: painted once, kept on the disk while nothing they show changes, never blank."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviz.scene.document import Document, Row
from calcviz.session import Session
from calcviz.ui import pictures as module
from calcviz.ui.picture_cache import MOST, PictureCache
from calcviz.ui.pictures import Pictures, Wanted
from calcviz.views.theme import DARK, LIGHT

DOCUMENT = Document((Row(1, "x^2"),))
WANTED = Wanted("one", "en", LIGHT, 120, 70, 1.0)


@pytest.fixture(autouse=True)
def kept_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(Pictures, "cache", PictureCache(tmp_path / "pictures"))
    monkeypatch.setattr(Pictures, "_kept", {})
    return tmp_path / "pictures"


def asked(wanted: Wanted, document: Document = DOCUMENT) -> tuple[QObject, list[QPixmap]]:
    owner = QObject()
    found: list[QPixmap] = []
    Pictures(owner).ask(wanted, document, found.append)
    return owner, found


def test_it_is_painted_when_there_is_time_and_then_known(
    qapp: QApplication, qtbot: QtBot, kept_here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, found = asked(WANTED)
    assert found == []
    qtbot.waitUntil(lambda: bool(found))
    assert found[0].size().toTuple() == (120, 70)
    assert len(list(kept_here.glob("*.png"))) == 1
    _, again = asked(WANTED)
    assert len(again) == 1
    monkeypatch.setattr(Pictures, "_kept", {})  # another run of the program
    monkeypatch.setattr(module, "painted", None)
    _, later = asked(WANTED)
    assert later[0].toImage() == found[0].toImage()
    del owner


@pytest.mark.parametrize(
    ("wanted", "document"),
    [
        (Wanted("one", "en", DARK, 120, 70, 1.0), DOCUMENT),
        (Wanted("one", "zh_CN", LIGHT, 120, 70, 1.0), DOCUMENT),
        (Wanted("one", "en", LIGHT, 120, 70, 2.0), DOCUMENT),
        (WANTED, Document((Row(1, "x^3"),))),
    ],
)
def test_another_theme_language_screen_or_document_is_painted_anew(
    qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, wanted: Wanted, document: Document
) -> None:
    owner, found = asked(WANTED)
    qtbot.waitUntil(lambda: bool(found))
    monkeypatch.setattr(Pictures, "_kept", {})
    other, new = asked(wanted, document)
    assert new == []
    qtbot.waitUntil(lambda: bool(new))
    assert new[0].devicePixelRatio() == wanted.ratio
    del owner, other


def test_a_damaged_file_is_painted_again(
    qapp: QApplication, qtbot: QtBot, kept_here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner, found = asked(WANTED)
    qtbot.waitUntil(lambda: bool(found))
    (path,) = kept_here.glob("*.png")
    path.write_bytes(path.read_bytes()[:20])
    monkeypatch.setattr(Pictures, "_kept", {})
    other, new = asked(WANTED)
    qtbot.waitUntil(lambda: bool(new))
    assert new[0].toImage() == found[0].toImage()
    del owner, other


def test_a_disk_that_takes_nothing_costs_nothing(tmp_path: Path, qapp: QApplication) -> None:
    (tmp_path / "file").write_text("")
    cache = PictureCache(tmp_path / "file" / "below")
    picture = QPixmap(8, 8)
    picture.fill(QColor("#ff0000"))
    cache.keep("a", picture)
    assert cache.find("a") is None


def test_too_many_files_are_thinned_out(tmp_path: Path, qapp: QApplication) -> None:
    for number in range(MOST + 10):
        (tmp_path / f"{number}.png").touch()
    picture = QPixmap(8, 8)
    picture.fill(QColor("#ff0000"))
    cache = PictureCache(tmp_path)
    cache.keep("a", picture)
    assert len(list(tmp_path.iterdir())) < MOST
    assert cache.find("a") is not None


def test_what_takes_long_is_reckoned_elsewhere(qapp: QApplication, qtbot: QtBot) -> None:
    owner, found, places = QObject(), [], []
    pictures = Pictures(owner, lambda work, then: (places.append("elsewhere"), work(), then()))
    pictures.ask(WANTED, DOCUMENT, found.append)
    qtbot.waitUntil(lambda: bool(found))
    assert places == ["elsewhere"]


def test_it_shows_what_the_window_shows() -> None:
    frame = module.seen(DOCUMENT, WANTED)
    assert frame.viewport.width > WANTED.width
    assert [row.row.text for row in frame.rows] == [row.row.text for row in Session(DOCUMENT).frame.rows]


def test_a_document_in_space_is_seen_in_space() -> None:
    surface = Document((Row(1, "g(x, y) = x^2 + y^2"),))
    frame = module.seen(surface, WANTED)
    assert frame.box is not None and frame.rows[0].space
    assert module.seen(replace(surface, layout="plane"), WANTED).box is None
    shown = module.painted(frame, WANTED, surface.space).toImage()
    flat = module.painted(module.seen(replace(surface, layout="plane"), WANTED), WANTED, surface.space)
    assert shown.size() == flat.toImage().size() and shown != flat.toImage()
    corner = shown.pixelColor(1, 1)
    assert corner == QColor(LIGHT.paper)


def test_further_planes_are_in_the_picture() -> None:
    rows = (Row(1, "F(x, y) = (x^2 - y, x y)"), Row(2, "jacobian_map(F, (1, 1))"))
    frame = module.seen(Document(rows), WANTED)
    assert frame.viewport.width < WANTED.width / WANTED.scale
    module.painted(frame, WANTED, Document().space)
