"""Pictures in files are those of the screen, the same bytes each time, and whole or not there."""

import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from calcviz.export.figure import on_screen
from calcviz.export.formats import save
from calcviz.export.picture import figure_image
from calcviz.views.theme import DARK, LIGHT, PRINT
from tests.views.fields import field_frame
from tests.views.frames import VIEW, everything, picture, pixels

pytestmark = pytest.mark.usefixtures("qapp")
SVG = "{http://www.w3.org/2000/svg}"
SEEN = on_screen(480, 300)


def test_a_png_is_what_is_seen(tmp_path: Path) -> None:
    save(everything(), on_screen(480, 300, theme=DARK, handles=True), tmp_path / "a.png")
    assert (pixels(QImage(str(tmp_path / "a.png"))) == picture(everything(), DARK)).all()


@pytest.mark.parametrize("scale", [0.5, 1.5, 3.0])
def test_a_png_at_any_scale_keeps_its_proportions(tmp_path: Path, scale: float) -> None:
    save(everything(), on_screen(480, 300, scale), tmp_path / "a.png")
    image = QImage(str(tmp_path / "a.png"))
    assert (image.width(), image.height()) == (round(480 * scale), round(300 * scale))
    small = pixels(image.scaled(240, 150, mode=image_mode()))
    usual = figure_image(everything(), on_screen(480, 300)).scaled(240, 150, mode=image_mode())
    assert abs(small - pixels(usual)).mean() < 5


def image_mode() -> object:
    from PySide6.QtCore import Qt

    return Qt.TransformationMode.SmoothTransformation


def test_width_and_height_can_be_chosen(tmp_path: Path) -> None:
    save(everything(), on_screen(640, 400), tmp_path / "a.png")
    wanted = replace(everything(), viewport=replace(VIEW, width=640, height=400))
    assert (pixels(QImage(str(tmp_path / "a.png"))) == picture(wanted, handles=False)).all()


def test_an_svg_holds_text_as_text_and_lines_as_wide_as_seen(tmp_path: Path) -> None:
    save(everything(), SEEN, tmp_path / "a.svg")
    root = ET.parse(tmp_path / "a.svg").getroot()
    assert (root.get("width"), root.get("height"), root.get("viewBox")) == ("480", "300", "0 0 480 300")
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert {"−4", "4", "x", "y"} <= set(texts)
    families = {text.get("font-family") for text in root.iter(f"{SVG}text")}
    assert all(family and family.startswith("CalcViz") and family.endswith("serif") for family in families)
    widths = {
        group.get("stroke-width") for group in root.iter(f"{SVG}g") if group.get("stroke") == LIGHT.curves[0]
    }
    assert widths == {"2"}
    assert root.findtext(f"{SVG}desc", "").startswith("Row 1 is drawn.")


def test_no_point_of_an_svg_is_far_outside(tmp_path: Path) -> None:
    save(everything(replace(VIEW, x_low=1.99, x_high=2.01, y_low=-1, y_high=1)), SEEN, tmp_path / "a.svg")
    for points in re.findall(r'points="([^"]*)"', (tmp_path / "a.svg").read_text()):
        numbers = np.array(re.split(r"[ ,]+", points.strip()), float)
        assert abs(numbers).max() < 600


def streams(pdf: bytes) -> bytes:
    """All that the PDF draws, unpacked."""
    found = re.findall(rb"stream\r?\n(.*?)endstream", pdf, re.S)
    unpacked = []
    for each in found:
        try:
            unpacked.append(zlib.decompress(each))
        except zlib.error:
            unpacked.append(each)
    return b"\n".join(unpacked)


def test_a_pdf_has_its_fonts_and_its_size_and_no_pictures(tmp_path: Path) -> None:
    save(everything(), SEEN, tmp_path / "a.pdf")
    pdf = (tmp_path / "a.pdf").read_bytes()
    assert re.search(rb"/MediaBox \[0 0 360(\.0*)? 225(\.0*)?\]", pdf)
    assert b"CalcVizText-Regular" in pdf and b"/FontFile" in pdf
    assert b"/Subtype /Image" not in pdf
    assert b"/ToUnicode" in pdf and b"Tj" in streams(pdf)


def test_the_offsets_of_a_pdf_point_at_its_objects(tmp_path: Path) -> None:
    save(everything(), SEEN, tmp_path / "a.pdf")
    pdf = (tmp_path / "a.pdf").read_bytes()
    start = int(re.findall(rb"startxref\s+(\d+)", pdf)[-1])
    assert pdf[start : start + 4] == b"xref"
    entries = re.findall(rb"(\d{10}) \d{5} ([nf])", pdf[start:])
    used = [(number, int(place)) for number, (place, kind) in enumerate(entries) if kind == b"n"]
    assert len(used) > 5
    for number, place in used:
        assert pdf[place:].startswith(b"%d 0 obj" % number)


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_the_same_frame_gives_the_same_bytes_in_every_process_and_time_zone(
    tmp_path: Path, ending: str
) -> None:
    program = (
        "import sys; from PySide6.QtGui import QGuiApplication; app = QGuiApplication([]);"
        "from pathlib import Path; from calcviz.export.figure import on_screen;"
        "from calcviz.export.formats import save; from tests.views.frames import everything;"
        "save(everything(), on_screen(480, 300), Path(sys.argv[1]))"
    )
    written = []
    for number, zone in enumerate(("UTC", "Asia/Shanghai")):
        path = tmp_path / f"{number}.{ending}"
        surroundings = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TZ": zone, "QT_HASH_SEED": ""}
        subprocess.run([sys.executable, "-c", program, str(path)], check=True, env=surroundings)
        written.append(path.read_bytes())
    assert written[0] == written[1]


@pytest.mark.parametrize("ending", ["png", "svg", "pdf"])
def test_every_theme_goes_into_every_format(tmp_path: Path, ending: str) -> None:
    contents = set()
    for theme in (LIGHT, DARK, PRINT):
        save(everything(), on_screen(480, 300, theme=theme), tmp_path / f"{theme.name}.{ending}")
        contents.add((tmp_path / f"{theme.name}.{ending}").read_bytes())
    assert len(contents) == 3


@pytest.mark.parametrize("path", ["a.gif", "a", "missing/a.png"])
def test_a_file_that_cannot_be_written_is_said(tmp_path: Path, path: str) -> None:
    with pytest.raises(OSError, match="a"):
        save(everything(), SEEN, tmp_path / path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("size", [(480, 300, 0.0), (480, 300, 1e6), (0, 300, 1.0), (480, 300, float("nan"))])
def test_a_size_that_is_no_picture_is_said(tmp_path: Path, size: tuple[float, float, float]) -> None:
    with pytest.raises(OSError, match="pixels"):
        save(everything(), on_screen(*size), tmp_path / "a.png")


def test_a_folder_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.svg").mkdir()
    with pytest.raises(OSError, match="cannot be written"):
        save(everything(), SEEN, tmp_path / "a.svg")


def test_numbers_on_level_curves_are_text_and_a_map_is_an_image(tmp_path: Path) -> None:
    for mapped in (False, True):
        save(field_frame(mapped=mapped), SEEN, tmp_path / "a.svg")
        root = ET.parse(tmp_path / "a.svg").getroot()
        said = {"".join(each.itertext()).strip() for each in root.iter(f"{SVG}text")}
        assert {"1", "2", "4", "6", "9"} <= said
        assert len(list(root.iter(f"{SVG}image"))) == mapped
