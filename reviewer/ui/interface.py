"""The window in the language of the interface. Another language is another window over the same workspace."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from reviewer.i18n import LANGUAGES, Translator, matching_language
from reviewer.paths import documents_folder, resource
from reviewer.settings import Settings
from reviewer.ui.main_window import MainWindow

_TERRITORIES = {"en": QLocale.Country.UnitedKingdom, "sv": QLocale.Country.Sweden, "fi": QLocale.Country.Finland}


class Interface(QObject):
    """Makes the window, and makes it anew when its language changes. Signal: `window_made(MainWindow)` when another
    has taken the place of the first."""

    window_made = Signal(object)

    def __init__(
        self,
        app: QApplication,
        settings: Settings,
        documents: Callable[[], Path] = documents_folder,
        *,
        furnished: bool = True,
    ) -> None:
        """`furnished` is said of the first window; see there."""
        super().__init__(app)
        self._app, self._settings, self._documents = app, settings, documents
        self._qt_words: list[QTranslator] = []
        self.translator = self._speak()
        self.window = self._make_window(furnished=furnished)

    def set_language(self, language: str) -> None:
        """Keeps the option, and changes the window where it speaks another language now. Nothing is changed while
        something is being entered, read or written: the window says so."""
        if not self.window.is_unfinished():
            self._settings.options.language = language
            self._settings.save()
            if resolve_language(language) != self.translator.language:
                self._change_window()
        self.window.show_language()

    def _change_window(self) -> None:
        old = self.window
        old.keep_options()
        self.translator = self._speak()
        self.window = self._make_window()
        self.window.go_on_from(old)
        self.window_made.emit(self.window)
        old.close()
        old.deleteLater()

    def _make_window(self, *, furnished: bool = True) -> MainWindow:
        window = MainWindow(self._settings, self.translator, self._documents, furnished=furnished)
        window.language_wanted.connect(self.set_language)
        return window

    def _speak(self) -> Translator:
        """The translator of the language chosen; Qt's own words and its ways of writing dates follow."""
        language = resolve_language(self._settings.options.language)
        QLocale.setDefault(QLocale(QLocale(language).language(), _TERRITORIES[language]))
        for words in self._qt_words:
            self._app.removeTranslator(words)
        self._qt_words = [words for file in _qt_files(language) if (words := QTranslator(self)).load(str(file))]
        for words in self._qt_words:
            self._app.installTranslator(words)
        return Translator(language)


def _qt_files(language: str) -> tuple[Path, Path]:
    """Qt's own translation, and what it lacks."""
    own = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), f"qtbase_{language}.qm")
    return own, resource("locale") / language / "qt.qm"


def resolve_language(option: str) -> str:
    """The language meant by an option: the one it names, else the first of the system's that the program speaks."""
    return option if option in LANGUAGES else matching_language(QLocale.system().uiLanguages())
