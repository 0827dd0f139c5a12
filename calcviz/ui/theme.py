"""The colours and the small style sheet of the window, light and dark."""

import re
from dataclasses import dataclass, replace
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from calcviz.places import resource
from calcviz.scene.document import Style
from calcviz.views import fonts
from calcviz.views import theme as pictures

Choice = Literal["system", "light", "dark", "print"]
CHOICES: tuple[Choice, ...] = ("system", "light", "dark", "print")
"""What can be chosen; "print" is a light window around a plane in black and white."""
_STYLED = "calcviz_styled"


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one theme, as "#rrggbb"; every pair of ink and ground has a contrast of at least 4.5.

    `faint` has 3 on the grounds of the window: lines, grips, and what cannot be used now.
    """

    dark: bool
    pane: str
    raised: str
    field: str
    hover: str
    selected: str
    hairline: str
    border: str
    ink: str
    soft: str
    quiet: str
    faint: str
    accent: str
    on_accent: str
    problem: str
    problem_ground: str
    number: str
    function: str
    keyword: str


LIGHT = Look(
    dark=False,
    pane="#ffffff",
    raised="#f6f7f9",
    field="#ffffff",
    hover="#eceff3",
    selected="#eff5fd",
    hairline="#e3e6ea",
    border="#c9ced6",
    ink="#1d232b",
    soft="#5a6472",
    quiet="#636d7b",
    faint="#7f8896",
    accent="#1f66c4",
    on_accent="#ffffff",
    problem="#b3261e",
    problem_ground="#fdf0ee",
    number="#0b6b6b",
    function="#1f5fbf",
    keyword="#8a3b9c",
)

DARK = Look(
    dark=True,
    pane="#16181d",
    raised="#1e2127",
    field="#1a1d22",
    hover="#2a2f37",
    selected="#1d2531",
    hairline="#2c3138",
    border="#4a525e",
    ink="#e6e9ed",
    soft="#a3adba",
    quiet="#8f99a7",
    faint="#727c8a",
    accent="#6aa6f3",
    on_accent="#0d1116",
    problem="#ff9a8f",
    problem_ground="#3a2422",
    number="#6cc9c0",
    function="#83b6f7",
    keyword="#d59be2",
)

Size = Literal["normal", "large", "projector"]

SIZES: dict[Size, float] = {"normal": 1.0, "large": 1.4, "projector": 1.9}
"""How much larger type, lines and handles are for a room; the plane and the interface grow together."""

_look = LIGHT
_magnification = 1.0
_on_paper = False
_marked = False


def look() -> Look:
    """The colours in use."""
    return _look


def mark_curves(marked: bool) -> None:
    """Let shapes along the curves tell them apart, on every plane."""
    global _marked
    _marked = marked


def magnification() -> float:
    """How many times larger than usual everything is shown."""
    return _magnification


def em(length: float) -> float:
    """A length of the interface, given for the normal size, at the size in use; in logical pixels."""
    return length * _magnification


def whole(length: float) -> int:
    """The same as a whole number of pixels, for what Qt measures so."""
    return round(length * _magnification)


def plane_theme() -> pictures.Theme:
    """The colours of the plane that belong to the look in use."""
    plain = pictures.PRINT if _on_paper else pictures.DARK if _look.dark else pictures.LIGHT
    return replace(plain, marks=pictures.MARKS) if _marked else plain


def curve_color(color: int | str) -> QColor:
    """The colour of a row on the plane."""
    return QColor(plane_theme().color(Style(color=color)))


def screen_color(color: int | str) -> QColor:
    """The colour of a row on a screen, whatever it is on paper: the one that has its name."""
    return QColor((pictures.DARK if _look.dark else pictures.LIGHT).color(Style(color=color)))


def resolve(choice: Choice) -> Look:
    """The look for a choice; "system" follows the desktop where it says what it prefers."""
    if choice == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def apply(application: QApplication, wanted: Look, size: Size = "normal", *, on_paper: bool = False) -> None:
    """Dress the whole application, in a size for the room; `on_paper`: the plane in black and white.

    QStyleHints.setColorScheme does nothing on plain X11, so the palettes are our own.
    """
    global _look, _magnification, _on_paper
    _look, _magnification, _on_paper = wanted, SIZES[size], on_paper
    if not application.property(_STYLED):  # each time takes as long as all the rest
        application.setStyle("fusion")
        application.setProperty(_STYLED, True)
    application.setPalette(_palette(wanted))
    application.setFont(fonts.interface_font(em(13)))
    sheet = _sheet(wanted)
    if sheet != application.styleSheet():
        application.setStyleSheet(sheet)


def dress(application: QApplication, choice: Choice, size: Size) -> None:
    """Dress the application as it was chosen."""
    apply(application, resolve(choice), size, on_paper=choice == "print")


def _palette(colors: Look) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for which, color in (
        (role.Window, colors.pane),
        (role.WindowText, colors.ink),
        (role.Base, colors.field),
        (role.AlternateBase, colors.raised),
        (role.Text, colors.ink),
        (role.Button, colors.raised),
        (role.ButtonText, colors.ink),
        (role.ToolTipBase, colors.raised),
        (role.ToolTipText, colors.ink),
        (role.Highlight, colors.accent),
        (role.HighlightedText, colors.on_accent),
        (role.Accent, colors.accent),
        (role.Link, colors.accent),
        (role.LinkVisited, colors.accent),
        (role.PlaceholderText, colors.quiet),
        (role.Mid, colors.hairline),
        (role.Midlight, colors.hairline),
        (role.Dark, colors.border),
        (role.Light, colors.raised),
    ):
        palette.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colors.faint))
    return palette


def _sheet(colors: Look) -> str:
    names = {name: getattr(colors, name) for name in Look.__slots__}
    sheet = resource("window.qss").read_text(encoding="utf-8")
    sheet = re.sub(r"\b([2-9]|\d{2,})px", lambda found: f"{whole(int(found[1]))}px", sheet)
    return Template(sheet).substitute(names, icons=resource("icons").as_posix())
