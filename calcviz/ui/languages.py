"""The language of the window, Qt's own texts included."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator
from PySide6.QtWidgets import QApplication

from calcviz.language.messages import mark, translated, use_language

LANGUAGES = (("en", "English"), ("zh_CN", "中文"))
"""The languages that can be chosen, each with its name in itself."""

_installed: list[QTranslator] = []

_LACKING = {
    ("QFileDialog", "&Look in:"): mark("&Look in:"),
    ("QFileDialog", "Files of &type:"): mark("Files of &type:"),
    ("QLocale", "%n byte(s)"): mark("%n bytes"),
}


def speak(application: QApplication, language: str) -> None:
    """Speak a language from now on; what is on the screen already is to be built anew.

    Qt's own texts (Save, Cancel, file dialogs) follow where its translations are installed.
    """
    use_language(language)
    QLocale.setDefault(QLocale(language if language != "en" else "en_US"))
    while _installed:
        application.removeTranslator(_installed.pop())
    if language == "en":
        return
    of_qt = QTranslator(application)
    if of_qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        _install(application, of_qt)
    _install(application, _Lacking(application))


def _install(application: QApplication, translator: QTranslator) -> None:
    application.installTranslator(translator)
    _installed.append(translator)


class _Lacking(QTranslator):
    # WORKAROUND Qt 6.8-6.11: its Chinese translation lacks these texts, file dialogs showed them in English.

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)

    def isEmpty(self) -> bool:
        return False  # an empty translator is never asked

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        own = _LACKING.get((context, sourceText))
        return None if own is None else translated(own)
