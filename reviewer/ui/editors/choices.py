"""Countries and languages, chosen by their names in the reviewer's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QCompleter, QVBoxLayout

from reviewer.i18n import Translator
from reviewer.ui.combo_box import ComboBox
from reviewer.ui.editors.value_editor import Entry, ValueEditor

_CODE_LENGTH = 2


def language_names(translator: Translator) -> dict[str, str]:
    """Name by two-letter code of BCP 47."""
    codes = {QLocale.languageToCode(language) for language in QLocale.Language}
    return {code: translator.language_name(code) for code in codes if len(code) == _CODE_LENGTH}


class ChoiceEditor(ValueEditor):
    """A list of names that typing narrows; gives the code of the name chosen."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """`names` are by code."""
        super().__init__()
        self._names = names
        self._codes = {text: code for code, text in names.items()}
        self._box = ComboBox(self)
        self._box.setEditable(True)
        self._box.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
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
