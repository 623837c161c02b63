"""Countries and languages, chosen by their names in the reviewer's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QComboBox, QCompleter, QVBoxLayout

from reviewer.ui.editors.value_editor import Entry, ValueEditor


def country_codes() -> tuple[str, ...]:
    """ISO 3166-1 alpha-2."""
    codes = (QLocale.territoryToCode(territory) for territory in QLocale.Territory)
    return tuple(sorted({code for code in codes if len(code) == 2 and code.isalpha()}))


def language_codes() -> tuple[str, ...]:
    """The two-letter languages of BCP 47."""
    codes = (QLocale.languageToCode(language) for language in QLocale.Language)
    return tuple(sorted({code for code in codes if len(code) == 2 and code.isalpha()}))


class ChoiceEditor(ValueEditor):
    """A list of names that typing narrows; gives the code of the name chosen."""

    def __init__(self, codes: Iterable[str], name: Callable[[str], str]) -> None:
        super().__init__()
        self._codes = {name(code): code for code in codes}
        self._names = {code: text for text, code in self._codes.items()}
        self._box = QComboBox(self)
        self._box.setEditable(True)
        self._box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._box.addItems(sorted(self._codes, key=str.casefold))
        self._prepare_completer()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._box)
        self.setFocusProxy(self._box)
        self._box.setCurrentIndex(-1)
        self._box.editTextChanged.connect(self.entry_changed)
        self._box.lineEdit().returnPressed.connect(self.submitted)

    def set_entries(self, values: Sequence[Entry]) -> None:
        code = str(values[0]) if values else ""
        self._box.setEditText(self._names.get(code, code))
        self._box.lineEdit().selectAll()

    def entries(self) -> tuple[Entry, ...]:
        text = self._box.currentText().strip()
        if not text:
            return ()
        folded = {name.casefold(): code for name, code in self._codes.items()}
        known = folded.get(text.casefold()) or self._only_match(text.casefold())
        return (known or text,)

    def _only_match(self, folded: str) -> str | None:
        matches = [code for name, code in self._codes.items() if name.casefold().startswith(folded)]
        return matches[0] if len(matches) == 1 else None

    def _prepare_completer(self) -> None:
        completer = QCompleter(self._box.model(), self._box)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._box.setCompleter(completer)
