"""The note of a step, large at the foot of the plane, and which step it is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from calcviz.language.messages import tr
from calcviz.scene.steps import Step
from calcviz.ui import theme
from calcviz.ui.note import NoteView

_LARGER = 1.4
_WIDEST = 860
_ABOVE = 40


class Caption(QFrame):
    """Lies over the plane while it is presented; hidden where there is neither a note nor a second step."""

    def __init__(self, plane: QWidget) -> None:
        super().__init__(plane)
        self._plane = plane
        self.setObjectName("caption")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.note, self.count = NoteView(larger=_LARGER), QLabel()
        self.note.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = QHBoxLayout(self)
        line.setContentsMargins(*(theme.whole(each) for each in (18, 12, 18, 12)))
        line.setSpacing(theme.whole(16))
        line.addWidget(self.note, 1)
        line.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        self._shown: tuple[str, int, int] | None = None
        self.refresh_theme()
        self.hide()

    def refresh_theme(self) -> None:
        """Take on the colours of a new theme."""
        colors = theme.look()
        self.setStyleSheet(
            f"#caption {{ background: {colors.pane}; border: 1px solid {colors.border};"
            " border-radius: 8px; }"
            f" QLabel {{ color: {colors.soft}; }}"
        )

    def show_step(self, step: Step, number: int, count: int) -> None:
        """Show a step's note, its number and how many there are."""
        text = step.note.text if step.note is not None else ""
        if self._shown == (text, number, count):
            return
        self._shown = (text, number, count)
        self.note.show_note(text)
        self.note.setVisible(bool(text))
        self.count.setText(tr("{number} of {count}", number=number, count=count) if count > 1 else "")
        self.setVisible(bool(text) or count > 1)
        self.place()

    def place(self) -> None:
        """Stand at the foot of the plane, in the middle, as wide as the note needs; a number alone left.

        There is room below for the coordinates of the pointer.
        """
        plane = self._plane
        spare = self.count.sizeHint().width() + theme.whole(16 + 36) + 8
        wide = min(
            plane.width() - theme.whole(40), theme.whole(_WIDEST), self.note.width_of_one_line() + spare
        )
        if self.note.isHidden():
            wide = self.sizeHint().width()
        # Not the size hint where there is a note: it speaks of the width that the note had before.
        tall = self.sizeHint().height() if self.note.isHidden() else self.heightForWidth(wide)
        left = theme.whole(20) if self.note.isHidden() else (plane.width() - wide) // 2
        self.setGeometry(left, plane.height() - tall - theme.whole(_ABOVE), wide, tall)
        self.raise_()
