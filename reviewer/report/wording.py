"""States, doubts and details of a value in the words of the report."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from reviewer.form import FieldSpec, Form, code_label, retention_text, value_text
from reviewer.i18n import N_
from reviewer.lexicons.telling_words import find_telling_words
from reviewer.model import (
    FOLLOWED_BY_PERIOD,
    Decision,
    DocumentKind,
    FieldState,
    FieldStatus,
    FindingState,
    Retention,
    ReviewedFinding,
    ReviewedValue,
    Severity,
    ValueState,
)
from reviewer.report.context import ReportContext

_NUMBER_BEFORE_WORD = re.compile(r"(?<=\d) (?=[^\W\d]|§)")
_WORD_BEFORE_NUMBER = re.compile(r"\b([^\W\d]{1,7}\.?) (?=\d)")
"""Short words, such as “Art.”, “artikel” and “kap.”; a long one may end a line."""

HEDGES_NAMED = 2
"""Different words by which something is said only to be possible that are named."""

_STATES = {
    ValueState.SUGGESTED: ("?", N_("Suggested")),
    ValueState.CONFIRMED: ("✓", N_("Confirmed")),
    ValueState.CORRECTED: ("✎", N_("Corrected")),
    ValueState.REJECTED: ("×", N_("Rejected")),
    ValueState.ADDED: ("+", N_("Added by the reviewer")),
}

_STATUSES = {
    FieldStatus.OPEN: ("○", N_("Open")),
    FieldStatus.NOT_STATED: ("∅", N_("Not stated")),
    FieldStatus.DECIDED: ("✓", N_("Decided")),
}

_KINDS = {
    DocumentKind.POLICY: N_("Privacy policy"),
    DocumentKind.DPA: N_("Data processing agreement"),
    DocumentKind.SUBPROCESSORS: N_("List of sub-processors"),
    DocumentKind.COOKIES: N_("Cookie policy"),
    DocumentKind.OTHER: N_("Other document"),
}

_SERVICES = {
    "product": N_("the product"),
    "website": N_("the website"),
    "both": N_("the product and the website"),
}

_MARKS = {Severity.HIGH: "▲", Severity.MEDIUM: "■", Severity.LOW: "●", Severity.INFO: "○"}


def severity_mark(severity: Severity) -> str:
    return _MARKS[severity]


def severity_text(context: ReportContext, severity: Severity) -> str:
    """Mark and word, so that neither stands alone."""
    return f"{_MARKS[severity]} {context.words.severity(severity)}"


def count_text(context: ReportContext) -> str:
    """How many findings there are of each severity."""
    counts = Counter(finding.severity for finding in context.standing)
    texts = (f"{severity_text(context, s)}: {counts[s]}" for s in reversed(Severity))
    return " · ".join(text.replace(" ", "\N{NO-BREAK SPACE}") for text in texts)


def finding_state_text(context: ReportContext, finding: ReviewedFinding) -> str:
    say = context.translator.gettext
    if finding.ground_changed:
        return say("○ Open again: its ground has changed")
    if finding.state is FindingState.OPEN:
        return say("○ Open")
    if finding.state is FindingState.DISMISSED:
        return say("× Dismissed")
    return say("✎ Accepted, reworded") if finding.wording else say("✓ Accepted")


def unverified_text(context: ReportContext) -> str:
    """Said of a dated fact that was not looked up in its source."""
    return context.translator.gettext("not verified; check before relying on it")


def citation(text: str) -> str:
    """A place of law whose numbers do not part from what they count."""
    space = "\N{NO-BREAK SPACE}"
    return _WORD_BEFORE_NUMBER.sub(rf"\1{space}", _NUMBER_BEFORE_WORD.sub(space, text))


def symbol_and_word(context: ReportContext, entry: tuple[str, str]) -> str:
    """Both, so that neither stands alone; `entry` has a marked word."""
    symbol, word = entry
    return f"{symbol} {context.translator.gettext(word)}"


def state_text(context: ReportContext, state: ValueState) -> str:
    """What was decided on a value."""
    return symbol_and_word(context, _STATES[state])


def status_text(context: ReportContext, status: FieldStatus) -> str:
    """How far a field is decided."""
    return symbol_and_word(context, _STATUSES[status])


def kind_text(context: ReportContext, kind: DocumentKind) -> str:
    return context.translator.gettext(_KINDS[kind])


def service_text(context: ReportContext) -> str:
    """What the client would use, by name and by kind, as far as it is known."""
    facts = context.assessment.context
    kind = context.translator.gettext(_SERVICES[facts.service]) if facts.service in _SERVICES else ""
    if facts.service_name and kind:
        return f"{facts.service_name} ({kind})"
    return facts.service_name or kind


def silence_text(context: ReportContext, state: FieldState) -> str:
    """What stands in place of values, as the checklist says it too."""
    if state.incomplete:
        return context.translator.gettext("Breaks off in the copy reviewed.")
    if state.field in context.exempt:
        return " ".join((context.translator.gettext("Not applicable."), context.words.exemption(state.field)))
    if state.status is FieldStatus.NOT_STATED:
        return context.translator.gettext("Not stated in the reviewed document.")
    if state.values:
        return context.translator.gettext("The suggested values were rejected; not yet decided.")
    return context.translator.gettext("Nothing found; not yet reviewed.")


def doubts(context: ReportContext, spec: FieldSpec, value: ReviewedValue) -> list[str]:
    """What a reader should know beside a value: a hedge, an ambiguous date, whose it is, where it is known from."""
    found: list[str] = []
    machine = value.machine
    if machine is not None and len(machine.readings) > 1:
        readings = [value_text(spec, reading, context.translator) for reading in machine.readings]
        found.append(context.say("The date can be read as {readings}.", readings=" / ".join(readings)))
    if machine is not None and machine.details:
        details = dict(machine.details)
        if "purpose" in details:
            details["purpose"] = context.own_words(details["purpose"], value.version_id)
        found.extend(_detail_texts(context, details))
    if value.source:
        found.append(context.say("Known from: {source}.", source=value.source))
    return found


def stated_text(context: ReportContext, value: ReviewedValue, longest: int | None = None) -> str:
    """A value in words, those of a document in another language than the report's in quotation marks. Beyond `longest`
    characters words of the document are left out, and never a period."""
    spec, item = context.form.field(value.field), value.value
    if not isinstance(item, Retention):
        return _shortened(value_text(spec, item, context.translator), longest)
    is_read = value.machine is not None and value.machine.value == item
    foreign = is_read and context.own_words("…", value.version_id) != "…"
    quote = context.quote if foreign else None
    text = retention_text(item, context.translator, quote)
    if longest is None or len(text) <= longest:
        return text
    return retention_text(_shortened_item(item, longest), context.translator, quote)


def _shortened_item(item: Retention, longest: int) -> Retention:
    """The document's own wordings cut to `longest` characters together; a period is none of them."""
    what = _shortened(item.what, longest // 2)
    room = longest - len(what)
    since = item.since or ""
    words = _shortened(since.removesuffix(FOLLOWED_BY_PERIOD).rstrip(), room)
    if since.endswith(FOLLOWED_BY_PERIOD):
        words = f"{words} {FOLLOWED_BY_PERIOD}"
    until = _shortened(item.until, room) if item.until else None
    return replace(item, what=what, since=words or None, until=until)


def _shortened(text: str, longest: int | None) -> str:
    if longest is None or len(text) <= longest:
        return text
    return f"{text[:longest].rpartition(' ')[0] or text[:longest]} […]"


def hedge_words(context: ReportContext, values: Iterable[ReviewedValue]) -> str:
    """The first words of the text by which each value is said only to be possible, in quotation marks; empty where the
    text as it is now has none."""
    found: dict[str, str] = {}
    for value in values:
        document = context.document_of_version(value.version_id)
        if document is None or value.machine is None:
            continue
        for evidence in value.machine.evidence[:1]:
            for span in find_telling_words(document.version, evidence, replace(value.machine, details={}))[:1]:
                word = document.version.text[span.start : span.end]
                found.setdefault(word.casefold(), context.quote(word))
    return context.translator.format_list(list(found.values())[:HEDGES_NAMED])


def _detail_texts(context: ReportContext, details: Mapping[str, str]) -> list[str]:
    parts = [part for part in (_detail_text(context, key, value) for key, value in details.items()) if part]
    return [" · ".join(parts)] if parts else []


def _detail_text(context: ReportContext, key: str, value: str) -> str:
    if key == "country":
        return context.translator.country_name(value)
    if key == "safeguard":
        return _safeguard_text(context, context.form, value)
    if key == "role":
        return context.words.role(value)
    if key == "owner":
        return context.say("held by {owner}", owner=value)
    return value


def _safeguard_text(context: ReportContext, form: Form, value: str) -> str:
    spec = form.field("transfers.safeguards")
    try:
        return "; ".join(code_label(spec, spec.code(code), context.translator) for code in value.split())
    except KeyError:
        return value


def decision_text(context: ReportContext, decision: Decision | None) -> str:
    """Who decided and when."""
    if decision is None:
        return ""
    time = context.translator.format_time(decision.at)
    return f"{decision.by}, {time}" if decision.by else time
