"""How much may move by itself: as the person chose, and as the desktop asks."""

from PySide6.QtWidgets import QApplication, QStyle

_calm = False


def keep(calm: bool) -> None:
    """Remember whether the person wants little motion."""
    global _calm
    _calm = calm


def is_little() -> bool:
    """Whether little motion is wanted, here or on the whole desktop."""
    return _calm or QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) == 0
