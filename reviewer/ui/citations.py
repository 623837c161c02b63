"""A quote with where it stands, for pasting into a letter."""

from __future__ import annotations

from reviewer.i18n import Translator
from reviewer.model import AssessedDocument, Evidence, Span
from reviewer.ui.wording import quoted


def cite_quote(
    document: AssessedDocument, selected: Span | None, evidence: Evidence | None, translator: Translator
) -> str:
    """The selected words of a document, or the evidence where none are, with document, place, source and date."""
    version = document.version
    if selected is not None:
        quote, page = version.text[selected.start : selected.end], None
    else:
        assert evidence is not None
        quote, page = evidence.quote, evidence.page
    parts = [document.name]
    if page is not None:
        parts.append(translator.gettext("page {number}").format(number=page))
    if version.source:
        parts.append(version.source)
    if version.retrieved:
        day = translator.format_date(version.retrieved)
        parts.append(translator.gettext("retrieved {date}").format(date=day))
    return f"{quoted(' '.join(quote.split()), translator)} ({', '.join(parts)})"
