"""What the bars above the rows have in common: their look, their buttons, their way out."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from calcviz.language.messages import tr
from calcviz.ui import theme
from calcviz.ui.icons import put


class Bar(QWidget):
    """A strip that Escape closes."""

    closed = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.setAccessibleName(name)
        self._dress()

    def closer(self) -> QToolButton:
        """The button that closes the bar."""
        return button("close", tr("Close"), self.closed.emit)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._dress()

    def _dress(self) -> None:
        colors = theme.look()
        sheet = f"#bar {{ background: {colors.raised}; border-bottom: 1px solid {colors.border}; }}"
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)


def button(sign: str, name: str, what: Callable[[], object]) -> QToolButton:
    """A small button with a sign."""
    made = QToolButton()
    put(made, sign)
    made.setIconSize(QSize(theme.whole(16), theme.whole(16)))
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.clicked.connect(lambda: what())
    return made
