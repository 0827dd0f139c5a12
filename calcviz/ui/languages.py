"""The language of the window, Qt's own texts included."""

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from calcviz.language.messages import use_language

_installed: list[QTranslator] = []


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
    translator = QTranslator(application)
    if translator.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        application.installTranslator(translator)
        _installed.append(translator)
