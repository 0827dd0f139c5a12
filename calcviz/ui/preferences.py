"""What a person prefers: theme, language, motion, and what log means in this document."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QDialogButtonBox, QFormLayout, QVBoxLayout

from calcviz.language.messages import tr

if TYPE_CHECKING:
    from calcviz.ui.window import Window


class Preferences(QDialog):
    """Every change works at once."""

    def __init__(self, window: "Window") -> None:
        super().__init__(window)
        self._window = window
        self.setWindowTitle(tr("Preferences"))
        self.theme, self.language, self.log = QComboBox(), QComboBox(), QComboBox()
        for value, text in zip(
            ("system", "light", "dark"), (tr("Like the desktop"), tr("Light"), tr("Dark"))
        ):
            self.theme.addItem(text, value)
        for value, text in (("en", "English"), ("zh_CN", "中文")):
            self.language.addItem(text, value)
        self.log.addItem(tr("log x is base 10"), False)
        self.log.addItem(tr("log x is natural"), True)
        self.calm = QCheckBox(tr("Little motion: play goes step by step"))
        remembered, settings = window.remembered, window.session.document.settings
        self.theme.setCurrentIndex(self.theme.findData(remembered.theme))
        self.language.setCurrentIndex(self.language.findData(remembered.language))
        self.log.setCurrentIndex(self.log.findData(settings.natural_log))
        self.calm.setChecked(remembered.calm)
        self.theme.activated.connect(lambda: window.choose_theme(str(self.theme.currentData())))
        self.language.activated.connect(self._choose_language)
        self.log.activated.connect(self._choose_log)
        self.calm.clicked.connect(self._choose_motion)
        form = QFormLayout()
        form.setSpacing(10)
        form.addRow(tr("Theme"), self.theme)
        form.addRow(tr("Language"), self.language)
        form.addRow("", self.calm)
        form.addRow(tr("This document"), self.log)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        column.addLayout(form)
        column.addWidget(buttons)

    def _choose_language(self) -> None:
        language = str(self.language.currentData())
        if language != self._window.remembered.language:
            self.accept()
            self._window.choose_language(language)

    def _choose_log(self) -> None:
        session = self._window.session
        session.set_settings(replace(session.document.settings, natural_log=bool(self.log.currentData())))

    def _choose_motion(self, calm: bool) -> None:
        self._window.remembered.calm = calm
        self._window.player.calm = calm
