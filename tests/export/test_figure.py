"""A figure has its size on paper whatever its type and its resolution are."""

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from itertools import product

import pytest
from PySide6.QtGui import QImage

from calcviz.export.figure import Figure, on_screen
from calcviz.export.formats import FORMATS, file_content
from calcviz.export.picture import figure_image, picture_bytes
from calcviz.views.theme import DARK, LIGHT
from tests.export.test_picture import SVG, streams
from tests.views.frames import VIEW, colored, everything, picture, pixels

pytestmark = pytest.mark.usefixtures("qapp")


def test_the_usual_figure_is_the_screen() -> None:
    figure = on_screen(480, 300, theme=DARK, handles=True)
    assert figure.size == figure.pixels == (480, 300)
    assert (pixels(figure_image(everything(), figure)) == picture(everything(), DARK)).all()


def test_larger_type_means_fewer_logical_pixels_on_the_same_paper() -> None:
    small, large = Figure(8.5, 5.5, 6.0, 300), Figure(8.5, 5.5, 12.0, 300)
    assert small.pixels == large.pixels == (1004, 650)
    assert small.size[0] == pytest.approx(2 * large.size[0], abs=1)
    thin, thick = (figure_image(everything(), each) for each in (small, large))
    assert thin.size() == thick.size()
    counts = [colored(pixels(each), LIGHT.curves[0]).sum() for each in (thin, thick)]
    assert counts[1] > 1.6 * counts[0]


def test_every_format_measures_the_same_on_paper() -> None:
    figure = Figure(8.5, 5.5, 9.0, 300)
    root = ET.fromstring(picture_bytes(everything(), figure, ".svg"))
    assert float(root.get("width") or 0) == pytest.approx(8.5 / 2.54 * 96, abs=0.01)
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", picture_bytes(everything(), figure, ".pdf"))
    assert box and float(box[1]) == pytest.approx(8.5 / 2.54 * 72, abs=1)
    image = QImage.fromData(picture_bytes(everything(), figure, ".png"))
    assert image.width() / image.dotsPerMeterX() * 100 == pytest.approx(8.5, abs=0.02)
    assert "width=8.5cm, height=5.5cm" in file_content(everything(), figure, "tex").decode()


def test_a_view_of_another_shape_keeps_its_units_equal() -> None:
    seen = Figure(10, 10).viewport(VIEW)
    assert seen.x_unit == pytest.approx(seen.y_unit)
    assert seen.width == seen.height == Figure(10, 10).size[0]


def test_without_paper_a_png_is_transparent_and_a_vector_has_no_ground() -> None:
    clear = replace(LIGHT, clear=True)
    bare = replace(clear, bare=True)
    image = figure_image(everything(), on_screen(480, 300, theme=clear))
    assert image.hasAlphaChannel() and image.pixelColor(3, 3).alpha() == 0
    ground = f'fill="{LIGHT.paper}"'
    full = picture_bytes(everything(), on_screen(480, 300), ".svg").decode()
    empty = picture_bytes(everything(), on_screen(480, 300, theme=clear), ".svg").decode()
    assert empty.count(ground) < full.count(ground)
    assert b"1 1 1 scn" in streams(picture_bytes(everything(), on_screen(480, 300), ".pdf"))
    texts = {
        text.text
        for text in ET.fromstring(picture_bytes(everything(), on_screen(480, 300, theme=bare), ".svg")).iter(
            f"{SVG}text"
        )
    }
    assert not {"x", "y", "4"} & texts


def test_a_border_is_drawn_where_it_is_asked_for() -> None:
    image = pixels(figure_image(everything(), replace(on_screen(480, 300), border=True)))
    assert colored(image[:1], LIGHT.axis).mean() > 0.9 and colored(image[:, -1:], LIGHT.axis).mean() > 0.9


def test_letters_can_be_shapes() -> None:
    figure = replace(on_screen(480, 300), outlines=True)
    root = ET.fromstring(picture_bytes(everything(), figure, ".svg"))
    assert not list(root.iter(f"{SVG}text"))
    assert b"/FontFile" not in picture_bytes(everything(), figure, ".pdf")


@pytest.mark.parametrize(("ending", "outlines"), list(product(FORMATS, (False, True))))
def test_the_same_figure_has_the_same_bytes(ending: str, outlines: bool) -> None:
    figure = Figure(9.1, 6.3, 9.0, 150, replace(DARK, clear=True), outlines=outlines, border=True)
    assert file_content(everything(), figure, ending) == file_content(everything(), figure, ending)


def test_a_picture_too_large_to_paint_is_said() -> None:
    with pytest.raises(OSError, match="pixels"):
        file_content(everything(), Figure(60, 60, dpi=1200), "png")
