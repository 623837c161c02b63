"""Collects what the palette can lead to, from the session and the declared actions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from reviewer.form import load_form
from reviewer.i18n import Translator
from reviewer.ui.actions import ACTIONS, ActionSet, plain_label
from reviewer.ui.desk import Desk
from reviewer.ui.field_row import key_of
from reviewer.ui.goals import Goal
from reviewer.ui.session import Session


def collect_goals(
    session: Session, desk: Desk, actions: ActionSet, show_finding: Callable[[str], None], translator: Translator
) -> list[Goal]:
    """Fields, findings, vendors, documents, commands, in this order; what cannot be done now is left out."""
    return [
        *_fields(session, desk, translator),
        *_findings(session, show_finding, translator),
        *_vendors(session, desk, translator),
        *_commands(actions, translator),
    ]


def _fields(session: Session, desk: Desk, translator: Translator) -> Iterator[Goal]:
    """Each with its group, or with the document that it is about."""
    form, kind = load_form(), translator.gettext("field")
    groups = {spec.id: translator.gettext(group.label) for group in form.groups for spec in group.fields}
    for state in session.assessment.fields if session.assessment else ():
        name = translator.gettext(form.field(state.field).label)
        document = session.assessment.document(state.document_id) if state.document_id is not None else None
        hint = document.name if document is not None else groups[state.field]
        yield Goal(name, kind, partial(desk.show_field, key_of(state)), hint)


def _findings(session: Session, show_finding: Callable[[str], None], translator: Translator) -> Iterator[Goal]:
    findings = session.assessment.findings if session.assessment else ()
    if not findings:
        return
    # Only now: the window starts without the rules and their words.
    from reviewer.findings import FindingWording

    wording, kind = FindingWording(translator), translator.gettext("finding")
    for finding in findings:
        name = wording.title(finding.finding)
        yield Goal(name, kind, partial(show_finding, finding.rule), wording.severity(finding.severity))


def _vendors(session: Session, desk: Desk, translator: Translator) -> Iterator[Goal]:
    vendor_kind, document_kind = translator.gettext("vendor"), translator.gettext("document")
    for engagement in session.engagements:
        for vendor in engagement.vendors:
            go = partial(session.open_assessment, vendor.assessment_id)
            yield Goal(vendor.name, vendor_kind, go, engagement.client)
            for document_id, name, _, _ in vendor.documents:
                go = partial(desk.show_document_of, vendor.assessment_id, document_id)
                yield Goal(f"{vendor.name}: {name}", document_kind, go)


def _commands(actions: ActionSet, translator: Translator) -> Iterator[Goal]:
    kind = translator.gettext("command")
    for spec in ACTIONS:
        action = actions[spec.id]
        if spec.menu and action.isEnabled() and action.menu() is None and spec.id != "view.go_to":
            name = plain_label(spec.id, translator)
            yield Goal(name, kind, action.trigger, actions.shortcuts.text(spec.id))
