"""What a person prefers: theme, language, motion, and what log means in this document."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
)

from calcviz.language.messages import tr
from calcviz.ui import motion
from calcviz.ui.languages import LANGUAGES
from calcviz.ui.menus import themes
from calcviz.ui.theme import SIZES

if TYPE_CHECKING:
    from calcviz.ui.window import Window


class Preferences(QDialog):
    """Every change works at once."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle(tr("Preferences"))
        self.theme, self.room, self.language, self.log = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        for value, text in themes():
            self.theme.addItem(text, value)
        for size, name in zip(SIZES, (tr("Normal size"), tr("Large"), tr("Projector"))):
            self.room.addItem(name, size)
        for language, name in LANGUAGES:
            self.language.addItem(name, language)
        self.log.addItem(tr("log x is base 10"), False)
        self.log.addItem(tr("log x is natural"), True)
        self.calm = QCheckBox(tr("Little motion: play goes step by step"))
        self.welcome = QCheckBox(tr("Begin with the welcome page"))
        self.hints = QPushButton(tr("Show the hints again"))
        self.hints.setAutoDefault(False)  # Enter closes the dialog
        remembered, settings = window.remembered, window.session.document.settings
        self.theme.setCurrentIndex(self.theme.findData(remembered.theme))
        self.room.setCurrentIndex(self.room.findData(remembered.size))
        self.language.setCurrentIndex(self.language.findData(remembered.language))
        self.log.setCurrentIndex(self.log.findData(settings.natural_log))
        self.calm.setChecked(remembered.calm)
        self.theme.activated.connect(lambda: window.choose_theme(self.theme.currentData()))
        self.room.activated.connect(self._choose_size)
        self.language.activated.connect(self._choose_language)
        self.log.activated.connect(self._choose_log)
        self.calm.clicked.connect(self._choose_motion)
        self.welcome.setChecked(remembered.welcome)
        self.welcome.clicked.connect(self._choose_welcome)
        self.hints.clicked.connect(self._show_hints)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        form = QFormLayout()
        column.addLayout(form)
        form.setSpacing(10)
        form.addRow(tr("Theme"), self.theme)
        form.addRow(tr("Size"), self.room)
        form.addRow(tr("Language"), self.language)
        form.addRow("", self.calm)
        form.addRow("", self.welcome)
        form.addRow("", self.hints)
        form.addRow(tr("This document"), self.log)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    def _choose_size(self) -> None:
        size = self.room.currentData()
        if size != self._window.remembered.size:
            self.accept()
            self._window.choose_size(size)

    def _choose_language(self) -> None:
        language = str(self.language.currentData())
        if language != self._window.remembered.language:
            self.accept()
            self._window.choose_language(language)

    def _choose_log(self) -> None:
        session = self._window.session
        session.set_settings(replace(session.document.settings, natural_log=bool(self.log.currentData())))

    def _choose_welcome(self, wanted: bool) -> None:
        self._window.remembered.welcome = wanted

    def _show_hints(self) -> None:
        from calcviz.ui.hints import begin_hints

        begin_hints(self._window, again=True)
        self.hints.setEnabled(False)  # they come one by one, each at its occasion

    def _choose_motion(self, calm: bool) -> None:
        self._window.remembered.calm = calm
        motion.keep(calm)
