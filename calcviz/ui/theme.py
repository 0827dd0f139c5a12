"""The colours and the small style sheet of the window, light and dark."""

from dataclasses import dataclass
from string import Template
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from calcviz.places import resource
from calcviz.scene.document import Style
from calcviz.views import fonts
from calcviz.views import theme as pictures

Choice = Literal["system", "light", "dark"]


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one theme, as "#rrggbb"; every pair of ink and ground has a contrast of at least 4.5."""

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
    faint="#949dab",
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
    faint="#727c8a",
    accent="#5b9df0",
    on_accent="#0d1116",
    problem="#ff9a8f",
    problem_ground="#3a2422",
    number="#6cc9c0",
    function="#83b6f7",
    keyword="#d59be2",
)

_look = LIGHT


def look() -> Look:
    """The colours in use."""
    return _look


def plane_theme() -> pictures.Theme:
    """The colours of the plane that belong to the look in use."""
    return pictures.DARK if _look.dark else pictures.LIGHT


def curve_color(color: int | str) -> QColor:
    """The colour of a row on the plane."""
    return QColor(plane_theme().color(Style(color=color)))


def resolve(choice: Choice) -> Look:
    """The look for a choice; "system" follows the desktop where it says what it prefers."""
    if choice == "system":
        scheme = QGuiApplication.styleHints().colorScheme()
        return DARK if scheme == Qt.ColorScheme.Dark else LIGHT
    return DARK if choice == "dark" else LIGHT


def apply(application: QApplication, wanted: Look) -> None:
    """Dress the whole application.

    QStyleHints.setColorScheme does nothing on plain X11, so the palettes are our own.
    """
    global _look
    _look = wanted
    application.setStyle("fusion")
    application.setPalette(_palette(wanted))
    application.setFont(fonts.interface_font(13))
    application.setStyleSheet(_sheet(wanted))


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
        (role.PlaceholderText, colors.faint),
        (role.Mid, colors.hairline),
        (role.Midlight, colors.hairline),
        (role.Dark, colors.border),
        (role.Light, colors.raised),
    ):
        palette.setColor(which, QColor(color))
    for which in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(colors.faint))
    return palette


_SHEET = Template("""
QMenuBar { background: $raised; border-bottom: 1px solid $hairline; padding: 1px 4px; }
QMenuBar::item { padding: 5px 9px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $pane; border: 1px solid $border; padding: 5px; }
QMenu::item { padding: 5px 26px 5px 8px; border-radius: 4px; color: $ink; }
QMenu::item:selected { background: $hover; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $hairline; margin: 5px 4px; }
QMenu::icon { padding-left: 8px; }
QToolTip { background: $raised; color: $ink; border: 1px solid $border; padding: 4px 6px; }
QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 3px; background: transparent; }
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $hover; }
QToolButton:focus { border-color: $accent; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton { border: 1px solid $border; border-radius: 5px; padding: 5px 14px; background: $raised; color: $ink; }
QPushButton:hover { background: $hover; }
QPushButton:default { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:focus { border-color: $accent; outline: none; }
QPushButton:default:focus { border-color: $ink; }
QPushButton:disabled { color: $faint; }
QPushButton[offer="true"] { padding: 2px 9px; color: $accent; background: $pane; border-color: $accent; }
QPushButton[offer="true"]:hover, QPushButton[offer="true"]:focus { background: $accent; color: $on_accent; }
QPushButton#add { border: none; border-radius: 0; background: $pane; color: $soft; text-align: left; padding: 10px 14px; }
QPushButton#add:hover { background: $raised; color: $ink; }
QPushButton#add:focus { color: $accent; }
QLineEdit, QAbstractSpinBox, QComboBox {
    border: 1px solid $border; border-radius: 5px; padding: 3px 6px; background: $field; color: $ink;
    selection-background-color: $accent; selection-color: $on_accent; min-height: 18px; }
QLineEdit:focus, QAbstractSpinBox:focus, QComboBox:focus { border-color: $accent; }
QLineEdit[flat="true"] { border-color: transparent; background: transparent; padding: 0 1px; color: $soft; min-height: 16px; }
QLineEdit[flat="true"]:hover { border-color: $border; }
QLineEdit[flat="true"]:focus { border-color: $accent; background: $field; color: $ink; }
QAbstractSpinBox { padding-right: 20px; }
QAbstractSpinBox QLineEdit { border: none; border-radius: 0; padding: 0 3px; background: transparent; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { subcontrol-origin: border; width: 20px; border: none; border-radius: 4px; }
QAbstractSpinBox::up-button { subcontrol-position: top right; margin: 1px 1px 0 0; }
QAbstractSpinBox::down-button { subcontrol-position: bottom right; margin: 0 1px 1px 0; }
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover { background: $hover; }
QAbstractSpinBox::up-arrow { image: url("$icons/arrow-up.svg"); width: 10px; height: 6px; }
QAbstractSpinBox::down-arrow { image: url("$icons/arrow-down.svg"); width: 10px; height: 6px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url("$icons/arrow-down.svg"); width: 10px; height: 6px; }
QComboBox QAbstractItemView { background: $pane; border: 1px solid $border; padding: 4px; outline: none;
    selection-background-color: $hover; selection-color: $ink; }
QCheckBox { spacing: 7px; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid $border; border-radius: 4px; background: $field; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$icons/tick.svg"); }
QCheckBox:focus { color: $accent; }
QScrollArea { border: none; background: $pane; }
QTextBrowser { background: $pane; border: none; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:hover { background: $accent; }
QStatusBar { background: $raised; border-top: 1px solid $hairline; color: $soft; }
QStatusBar::item { border: none; }
QScrollBar:vertical { width: 10px; background: transparent; margin: 0; }
QScrollBar:horizontal { height: 10px; background: transparent; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 3px; margin: 2px; min-height: 24px; min-width: 24px; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def _sheet(colors: Look) -> str:
    names = {name: getattr(colors, name) for name in Look.__slots__}
    return _SHEET.substitute(names, icons=resource("icons").as_posix())
