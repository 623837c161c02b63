"""What the form calls things: groups, fields, vocabulary entries and values in the words of one language.

Vocabulary entries are translated in the context of their field: "Training" is taught to staff in one field and to
models in another.
"""

from __future__ import annotations

from collections.abc import Callable

from reviewer.form.specification import Code, FieldSpec, Group, ValueType
from reviewer.i18n import Translator
from reviewer.model import FOLLOWED_BY_PERIOD, Retention


def group_label(group: Group, translator: Translator) -> str:
    return translator.gettext(group.label)


def field_label(spec: FieldSpec, translator: Translator) -> str:
    return translator.gettext(spec.label)


def field_help(spec: FieldSpec, translator: Translator) -> str:
    return translator.gettext(spec.help)


def code_label(spec: FieldSpec, code: Code, translator: Translator) -> str:
    return translator.pgettext(spec.id, code.label)


def code_help(spec: FieldSpec, code: Code, translator: Translator) -> str:
    return translator.pgettext(spec.id, code.help)


def value_text(spec: FieldSpec, value: str | Retention, translator: Translator) -> str:
    """A value as a person reads it: codes, countries, languages, dates and periods in words."""
    if isinstance(value, Retention):
        return retention_text(value, translator)
    if spec.type is ValueType.CODE:
        return code_label(spec, spec.code(value), translator)
    makers = {
        ValueType.COUNTRY: translator.country_name,
        ValueType.LANGUAGE: translator.language_name,
        ValueType.DATE: translator.format_date,
        ValueType.PERIOD: translator.period,
    }
    return makers[spec.type](value) if spec.type in makers else value


def retention_text(item: Retention, translator: Translator, quote: Callable[[str], str] | None = None) -> str:
    """`What: how long, from when`; what and from when stay in the document's own words, which `quote` sets off."""
    own = quote or str
    limit = translator.period(item.period) if item.period else own(item.until or "")
    if item.since and item.since.endswith(FOLLOWED_BY_PERIOD):
        limit = f"{own(item.since.removesuffix(FOLLOWED_BY_PERIOD).rstrip())} {limit}"
    elif item.since:
        limit = f"{limit}, {own(item.since)}"
    if not item.what:
        return limit
    what = quote(item.what) if quote else f"{item.what[:1].upper()}{item.what[1:]}"
    return f"{what}: {limit}"
