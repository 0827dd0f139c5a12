"""The page on which axes are described: their lines one under the other, below them what concerns all."""

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget


def lay_out(page: QWidget, headings: tuple[tuple[int, str], ...]) -> tuple[QGridLayout, QHBoxLayout]:
    """The grid for the lines of the axes, with headings over its columns, and the row below it."""
    rows, grid, below = QVBoxLayout(page), QGridLayout(), QHBoxLayout()
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(14)
    rows.addLayout(grid)
    rows.addLayout(below)
    rows.addStretch(1)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    below.setSpacing(10)
    for column, heading in headings:
        grid.addWidget(QLabel(heading), 0, column)
    return grid, below
