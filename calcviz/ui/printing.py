"""Printing: the page as it will be, to a printer or to a PDF."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from calcviz.export.atomic import write_file
from calcviz.export.figure import SCREEN, Figure
from calcviz.export.page import Page, page_pdf, paint_page
from calcviz.language.messages import tr
from calcviz.ui.figure_choices import read_choices
from calcviz.ui.figure_dialog import FigureDialog, size_on_paper
from calcviz.ui.figure_form import narrow
from calcviz.ui.files import reason
from calcviz.ui.paper_preview import Sheet

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from calcviz.ui.window import Window

SIZES = {"A4": (21.0, 29.7), "Letter": (21.59, 27.94), "A5": (14.8, 21.0), "A3": (29.7, 42.0)}
"""Sheets of paper in centimetres, upright."""
_LIST = {
    "A4": QPageSize.PageSizeId.A4,
    "Letter": QPageSize.PageSizeId.Letter,
    "A5": QPageSize.PageSizeId.A5,
    "A3": QPageSize.PageSizeId.A3,
}


class PrintDialog(FigureDialog):
    """The page beside the fields that describe it; without a printer it becomes a PDF."""

    def __init__(self, window: "Window") -> None:
        kept = window.remembered.figure("print")
        choices = replace(read_choices({"theme": "print", **kept}), ending="pdf", clear=False, outlines=False)
        super().__init__(window, tr("Print"), choices, printed=True)
        self.paper, self.turned, self.titled = QComboBox(), QComboBox(), QLineEdit()
        self._fill(kept)
        self._lay_out()
        self._soon.timeout.connect(self.paint_preview)
        self.form.changed.connect(self._tell)
        self.titled.textChanged.connect(self._tell)
        for box in (self.paper, self.turned):
            box.activated.connect(self._tell)
        self.form.show_ending("pdf")

    def _fill(self, kept: dict[str, str]) -> None:
        for name in SIZES:
            self.paper.addItem(name, name)
        for value, text in (("upright", tr("Portrait")), ("across", tr("Landscape"))):
            self.turned.addItem(text, value)
        self.paper.setCurrentIndex(max(0, self.paper.findData(kept.get("paper", "A4"))))
        self.turned.setCurrentIndex(max(0, self.turned.findData(kept.get("turned", "upright"))))
        path = self._window.session.path
        self.titled.setText(path.stem if path else "")
        self.titled.setPlaceholderText(tr("none"))
        for field, name in (
            (self.paper, tr("Paper")),
            (self.turned, tr("Orientation")),
            (self.titled, tr("Title")),
        ):
            field.setAccessibleName(name)

    def _lay_out(self) -> None:
        sheet = QWidget()
        line = QHBoxLayout(sheet)
        line.setContentsMargins(0, 0, 0, 0)
        for box in (self.paper, self.turned):
            narrow(box)
            line.addWidget(box)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        for text, what in ((tr("Print…"), self._print), (tr("Save as PDF…"), self._ask)):
            button = QPushButton(text)
            button.clicked.connect(what)
            buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
            if what == self._print:
                button.setDefault(True)
        buttons.rejected.connect(self.reject)
        self._arrange([(tr("Paper"), sheet), (tr("Title"), self.titled)], [buttons], 940, 660)

    def page(self) -> Page:
        """The page that is asked for."""
        across, down = SIZES[str(self.paper.currentData())]
        if self.turned.currentData() == "across":
            across, down = down, across
        return Page(across, down, " ".join(self.titled.text().split()))

    def figure(self) -> Figure:
        """The figure, as large as it can be on the page."""
        return self.page().fitted(self.wanted())

    def paint_preview(self) -> None:
        """Paint the page as the printer will, with the pixels of this screen."""
        page, figure = self.page(), self.figure()
        place = page.place(figure)
        pixels = self.preview.lay(Sheet(page.width, page.height, place, False, page.title, whole=True))
        self.preview.show_picture(self._frames.image(figure, pixels), self.says.text())

    def write(self, path: Path) -> bool:
        """Write the page to a PDF; whether it worked, else the dialog says why not."""
        figure = self.figure()
        try:
            write_file(path, page_pdf(self._frames.whole(figure), figure, self.page()))
        except OSError as error:
            said = tr("{name} could not be saved: {reason}.", name=path.name, reason=reason(error))
            self._say(said, bad=True)
            return False
        self._keep()
        self._tell_written(path)
        return True

    def paint_on(self, printer: "QPrinter") -> bool:
        """Paint the page on a printer that is set up; whether it took it."""
        painter = QPainter()
        if not painter.begin(printer):
            self._say(tr("The printer does not answer."), bad=True)
            return False
        try:
            dots = printer.resolution() / SCREEN
            painter.scale(dots, dots)
            figure = self.figure()
            paint_page(painter, self._frames.whole(figure), figure, self.page())
        finally:
            painter.end()
        return True

    def set_up(self, printer: "QPrinter") -> None:
        """Give a printer the paper that was chosen; the picture has its own margins."""
        printer.setPageSize(QPageSize(_LIST[str(self.paper.currentData())]))
        across = self.turned.currentData() == "across"
        ways = QPageLayout.Orientation
        printer.setPageOrientation(ways.Landscape if across else ways.Portrait)
        printer.setFullPage(True)
        printer.setDocName(self.page().title or self._window.document_name())
        printer.setCreator("CalcViz")

    def _print(self) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo

        if not QPrinterInfo.availablePrinterNames():
            self._say(tr("No printer is set up here. The page can be saved as a PDF."), bad=True)
            return
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self.set_up(printer)
        asked = QPrintDialog(printer, self)
        if asked.exec() == QDialog.DialogCode.Accepted and self.paint_on(printer):
            self._keep()
            self._window.message.tell(tr("The page was sent to {printer}", printer=printer.printerName()))
            self.accept()

    def _ask(self) -> None:
        path = self._ask_path(tr("Print to a file"), "pdf")
        if path is not None and self.write(path):
            self.accept()

    def _keep(self) -> None:
        words = self.form.choices.words()
        words |= {"paper": str(self.paper.currentData()), "turned": str(self.turned.currentData())}
        self._window.remembered.remember_figure(words, "print")

    def _tell(self) -> None:
        figure, wanted = self.figure(), self.form.choices
        small = figure.width < wanted.width - 0.01
        shown = {"width": f"{round(figure.width, 2):g}", "height": f"{round(figure.height, 2):g}"}
        self._say(
            tr("The page has room for {width} × {height} cm.", **shown)
            if small
            else size_on_paper(figure.width, figure.height) + tr(".")
        )
        self._soon.start()
