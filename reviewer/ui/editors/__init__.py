"""Editors made for the type of a field; `make_editor` chooses by the form's data."""

from __future__ import annotations

from reviewer.form import FieldSpec, ValueType
from reviewer.i18n import Translator
from reviewer.ui.editors.choices import ChoiceEditor, language_names
from reviewer.ui.editors.dates import DateEditor
from reviewer.ui.editors.periods import PeriodEditor, RetentionEditor
from reviewer.ui.editors.texts import LineEditor, NamesEditor, TextEditor
from reviewer.ui.editors.value_editor import ValueEditor
from reviewer.ui.editors.vocabularies import VocabularyEditor

__all__ = ["ValueEditor", "make_editor"]


def make_editor(spec: FieldSpec, translator: Translator) -> ValueEditor:
    """An editor for values of `spec`."""
    if spec.type is ValueType.CODE:
        return VocabularyEditor(spec, translator)
    if spec.type is ValueType.COUNTRY:
        return ChoiceEditor(translator.country_names())
    if spec.type is ValueType.LANGUAGE:
        return ChoiceEditor(language_names(translator))
    if spec.type is ValueType.RETENTION:
        return RetentionEditor(translator)
    if spec.type is ValueType.PERIOD:
        return PeriodEditor(translator)
    if spec.type is ValueType.DATE:
        return DateEditor(translator)
    if spec.type is ValueType.NAME:
        return NamesEditor()
    return TextEditor() if spec.type is ValueType.TEXT else LineEditor()
