"""What a crash log says, to read and to copy."""

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.crash_log import read


class Report(QDialog):
    """A report beside the window, which goes on meanwhile."""

    def __init__(self, window: QWidget, report: Path) -> None:
        super().__init__(window)
        self.setWindowTitle(tr("Report"))
        self.words = QPlainTextEdit(read(report))
        self.words.setReadOnly(True)
        self.words.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(theme.whole(12))
        self.words.setFont(fixed)
        self.words.setAccessibleName(tr("Report"))
        self.words.moveCursor(QTextCursor.MoveOperation.End)
        where = QLabel(tr("It lies on this computer only: {path}", path=report))
        where.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        self.copying = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copying.clicked.connect(self._copy)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        for part in (where, self.words, buttons):
            column.addWidget(part)
        self.resize(theme.whole(720), theme.whole(420))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.words.toPlainText())


def show_report(window: QWidget, report: Path) -> None:
    """Open a report; it goes when it is closed."""
    shown = Report(window, report)
    shown.finished.connect(shown.deleteLater)
    shown.show()
