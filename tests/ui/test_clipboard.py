"""What is copied can be pasted: the picture in three formats, rows as text and as LaTeX."""

from PySide6.QtGui import QGuiApplication, QImage

from calcviz.ui.clipboard import picture_content
from calcviz.ui.readings import filled
from calcviz.views.theme import DARK, LIGHT
from tests.ui.conftest import Open
from tests.views.frames import colored, pixels


def test_a_picture_is_copied_in_three_formats(open_rows: Open) -> None:
    window = open_rows("sin(x)")
    window.actions_by_name["copy_picture"].trigger()
    content = QGuiApplication.clipboard().mimeData()
    assert content is not None and content.hasImage()
    image = QGuiApplication.clipboard().image()
    view = window.session.viewport
    assert (image.width(), image.height()) == (2 * view.width, 2 * view.height)
    assert bytes(content.data("application/pdf").data()).startswith(b"%PDF")
    assert b"<svg" in bytes(content.data("image/svg+xml").data())


def test_its_colours_are_those_of_the_last_export(open_rows: Open) -> None:
    window = open_rows("sin(x)")

    def ground(color: str) -> float:
        image = picture_content(window).imageData()
        assert isinstance(image, QImage)
        return float(colored(pixels(image), color, 0).mean())

    assert ground(LIGHT.paper) > 0.5
    window.remembered.remember_figure({"theme": "dark"})
    assert ground(DARK.paper) > 0.5


def test_rows_are_copied_as_latex_and_as_text(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2/2", "tangent(f, 1)")
    window.rows.select(1)
    window.actions_by_name["copy_latex"].trigger()
    assert QGuiApplication.clipboard().text() == r"f(x) = \frac{x^{2}}{2}"
    window.actions_by_name["copy_text"].trigger()
    assert QGuiApplication.clipboard().text() == "f(x) = x^2/2"


def test_of_a_concept_its_results_are_copied(open_rows: Open) -> None:
    window = open_rows("f(x) = x^2", "tangent(f, 1)")
    window.rows.select(2)
    window.actions_by_name["copy_latex"].trigger()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == "f'(a) = 2" and any("y = 2" in line for line in lines)
    [latex, text] = window.inspector.readouts._labels[0].actions()
    latex.trigger()
    assert QGuiApplication.clipboard().text() == lines[0]
    text.trigger()
    assert "= 2" in QGuiApplication.clipboard().text()


def test_numbers_are_written_as_tex_writes_them() -> None:
    assert filled((r"a = \slot{v}{0.0×00⁻⁰}", {"v": "−1.5×10⁻⁷"})) == r"a = -1.5 \cdot 10^{-7}"


def test_where_nothing_is_selected_nothing_is_overwritten(open_rows: Open) -> None:
    window = open_rows("x^2")
    QGuiApplication.clipboard().setText("kept")
    window.rows.select(None)
    for name in ("copy_latex", "copy_text"):
        window.actions_by_name[name].trigger()
    assert QGuiApplication.clipboard().text() == "kept"
