"""How much may move by itself: as the person chose, and as the desktop asks."""

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QStyle

_PORTAL = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop")
_SETTINGS = "org.freedesktop.portal.Settings"
_ASKED: tuple[tuple[str, str, Callable[[object], bool]], ...] = (
    ("org.freedesktop.appearance", "reduced-motion", lambda value: value == 1),
    ("org.gnome.desktop.interface", "enable-animations", lambda value: value is False),
)
"""Where desktops on Linux keep the wish, and when a value is one."""
_calm = False
_desktop = False


def keep(calm: bool) -> None:
    """Remember whether the person wants little motion."""
    global _calm
    _calm = calm


def is_little() -> bool:
    """Whether little motion is wanted, here or on the whole desktop."""
    hint = QApplication.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
    return _calm or _desktop or hint == 0


def ask_desktop(owner: QObject) -> None:
    """Ask a Linux desktop, without waiting, whether it wants little motion; elsewhere the style knows.

    Qt 6.11 has no hint for it. A desktop that is not there, or does not know the question, never answers yes.
    """
    if not sys.platform.startswith("linux"):
        return
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

    bus = QDBusConnection.sessionBus()
    if not bus.isConnected():
        return
    for space, key, means in _ASKED:
        question = QDBusMessage.createMethodCall(*_PORTAL, _SETTINGS, "ReadOne")
        question.setArguments([space, key])
        answer = QDBusPendingCallWatcher(bus.asyncCall(question, 2000), owner)
        answer.finished.connect(lambda given, means=means: _hear(given.reply().arguments(), means))


def _hear(values: list[object], means: Callable[[object], bool]) -> None:
    """Take an answer: a value, or one that the bus has wrapped."""
    global _desktop
    for value in values[:1]:
        inner = getattr(value, "variant", None)
        _desktop |= means(value if inner is None else inner())
