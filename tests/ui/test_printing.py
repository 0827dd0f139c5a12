"""A page is printed, to a file where there is no printer, with the picture at its size in the middle."""

import re
import zlib
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QFileDialog

from calcviz.export.page import page_pdf
from calcviz.ui.printing import PrintDialog
from tests.ui.conftest import Open


@pytest.fixture
def opened(open_rows: Open) -> PrintDialog:
    window = open_rows("f(x) = x^2", "tangent(f, 1)")
    dialog = PrintDialog(window)
    dialog.show()
    return dialog


def box(pdf: bytes) -> tuple[float, float]:
    found = re.search(rb"/MediaBox \[\s*0 0 ([\d.]+) ([\d.]+)", pdf)
    assert found
    return float(found[1]), float(found[2])


def streams(pdf: bytes) -> list[bytes]:
    """What is painted, readable: a difference can be seen in it."""
    found = re.findall(rb"/FlateDecode\s*>>\s*stream\r?\n(.*?)endstream", pdf, re.DOTALL)
    return [zlib.decompress(each) for each in found]


def test_it_prints_to_a_file(opened: PrintDialog, tmp_path: Path) -> None:
    opened.titled.setText("A parabola")
    assert opened.write(tmp_path / "a.pdf")
    pdf = (tmp_path / "a.pdf").read_bytes()
    again = page_pdf(opened._frames.whole(opened.figure()), opened.figure(), opened.page())
    assert streams(pdf) == streams(again)
    assert pdf == again
    assert box(pdf) == (pytest.approx(595, abs=1), pytest.approx(842, abs=1))
    assert b"CalcVizSans-Bold" in pdf


def test_a_printer_gets_the_same_page(opened: PrintDialog, tmp_path: Path) -> None:
    opened.turned.setCurrentIndex(1)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "a.pdf"))
    opened.set_up(printer)
    assert opened.paint_on(printer)
    pdf = (tmp_path / "a.pdf").read_bytes()
    assert box(pdf) == (pytest.approx(842, abs=1), pytest.approx(595, abs=1))
    assert b"CalcVizText-Regular" in pdf


def test_without_a_printer_it_says_what_can_be_done(
    opened: PrintDialog, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    opened._print()
    assert opened.isVisible() and "PDF" in opened.says.text()


def test_a_figure_larger_than_the_page_is_made_to_fit(opened: PrintDialog) -> None:
    opened.form.width_field.setValue(60)
    figure, page = opened.figure(), opened.page()
    place = page.place(figure)
    assert place.left() >= 1.49 and place.right() <= page.width - 1.49
    assert "room for" in opened.says.text()
    assert place.center().x() == pytest.approx(page.width / 2)


def test_the_preview_shows_the_whole_page_with_its_title(opened: PrintDialog) -> None:
    opened.titled.setText("A parabola")
    opened.paint_preview()
    sheet = opened.preview._sheet
    assert sheet.whole and sheet.title == "A parabola" and opened.preview._image is not None


def test_what_failed_is_said_and_what_worked_is_remembered(
    opened: PrintDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not opened.write(tmp_path / "nowhere" / "a.pdf")
    assert "could not be saved" in opened.says.text()
    opened.paper.setCurrentIndex(opened.paper.findData("Letter"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a"), ""))
    opened._ask()
    assert (tmp_path / "a.pdf").exists() and not opened.isVisible()
    assert PrintDialog(opened._window).paper.currentData() == "Letter"
