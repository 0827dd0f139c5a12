"""The files opened last, each with its folder and when it was written."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QWidget
from shiboken6 import isValid

from calcviz.engine.background import Background
from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.views import fonts

MOST = 6
_COLUMNS = 2


class RecentFile(QAbstractButton):
    """One file on one line: its name, its folder, when it was written; pale where it is missing."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.when = ""
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(tr("{name} in {folder}", name=path.stem, folder=_short(path.parent)))
        self.setToolTip(str(path))

    def know(self, written: float | None) -> None:
        """Say when the file was written, in seconds since the epoch; None where there is none."""
        self.setEnabled(written is not None)
        self.when = _when(written) if written is not None else tr("missing")
        self.setAccessibleDescription(self.when)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, theme.whole(28))

    def enterEvent(self, event: QEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        try:
            self._paint(painter)
        finally:
            painter.end()

    def _paint(self, painter: QPainter) -> None:
        colors, wide = theme.look(), float(self.width())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.hasFocus()):
            painter.setPen(QColor(colors.accent) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colors.hover))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        font = fonts.interface_font(theme.em(13))
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        end = wide - 8 - metrics.horizontalAdvance(self.when)
        painter.setPen(QColor(colors.soft if self.isEnabled() else colors.faint))
        painter.drawText(QPointF(end, baseline), self.when)
        name = metrics.elidedText(self.path.stem, Qt.TextElideMode.ElideRight, max(0.0, end - 24))
        begin = 8 + metrics.horizontalAdvance(name) + 12
        folder = metrics.elidedText(
            _short(self.path.parent), Qt.TextElideMode.ElideMiddle, max(0.0, end - begin - 16)
        )
        painter.drawText(QPointF(begin, baseline), folder)
        painter.setPen(QColor(colors.ink if self.isEnabled() else colors.faint))
        painter.drawText(QPointF(8, baseline), name)


class RecentFiles(QWidget):
    """The files in two columns; a click wants one."""

    wanted = Signal(object)

    def __init__(self, paths: Sequence[Path], background: Background | None) -> None:
        super().__init__()
        self.files = [RecentFile(path) for path in paths[:MOST]]
        lines = QGridLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setHorizontalSpacing(20)
        lines.setVerticalSpacing(0)
        down = -(-len(self.files) // _COLUMNS)
        for place, file in enumerate(self.files):
            lines.addWidget(file, place % down, place // down)
            file.clicked.connect(lambda _=False, path=file.path: self.wanted.emit(path))
        for column in range(_COLUMNS):
            lines.setColumnStretch(column, 1)
        self._found: list[float | None] = []
        if background is None:
            self._look()
            self._tell()
        else:
            background(self._look, self._tell)  # a folder in a network may take its time

    def is_empty(self) -> bool:
        """Whether no file was opened yet."""
        return not self.files

    def refresh_theme(self) -> None:
        """Take on the size and the colours of a new theme."""
        for file in self.files:
            file.updateGeometry()
            file.update()

    def _look(self) -> None:
        self._found = [_written(file.path) for file in self.files]

    def _tell(self) -> None:
        if isValid(self):
            for file, written in zip(self.files, self._found):
                file.know(written)


def _written(path: Path) -> float | None:
    try:
        return path.stat().st_mtime if path.is_file() else None
    except OSError:
        return None


def _short(folder: Path) -> str:
    """The folder as people write it: what is below one's own begins with a tilde."""
    try:
        return str(Path("~") / folder.relative_to(Path.home()))
    except ValueError:
        return str(folder)


def _when(written: float) -> str:
    then = QDateTime.fromSecsSinceEpoch(int(written))
    days = then.date().daysTo(QDateTime.currentDateTime().date())
    clock = QLocale().toString(then.time(), QLocale.FormatType.ShortFormat)
    if days == 0:
        return tr("today, {time}", time=clock)
    if days == 1:
        return tr("yesterday, {time}", time=clock)
    return QLocale().toString(then.date(), QLocale.FormatType.ShortFormat)
