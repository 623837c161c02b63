"""The shapes of the contract: what `extract` prints of a file, and what `show` prints of an assessment."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reviewer.findings import FindingWording, rate_assessment
from reviewer.form import serialise_value
from reviewer.i18n import Translator
from reviewer.model import (
    AssessedDocument,
    Assessment,
    Decision,
    Document,
    Evidence,
    Extraction,
    FieldState,
    Finding,
    Incomplete,
    ReviewedValue,
    Value,
)

EXTRACTION_SCHEMA = "vendor-privacy/1"
ASSESSMENT_SCHEMA = "vendor-privacy-assessment/1"
EXPORT_SCHEMA = "vendor-privacy-export/1"

JsonObject = dict[str, Any]


def extraction_data(document: Document, extraction: Extraction) -> JsonObject:
    """One file as `vendor-privacy/1`; fields without values are left out."""
    fields: dict[str, list[JsonObject]] = {}
    for value in extraction.values:
        fields.setdefault(value.field, []).append(_value_data(value))
    return {
        "schema": EXTRACTION_SCHEMA,
        "document": {
            "name": document.name,
            "sha256": document.sha256,
            "media_type": document.media_type,
            "language": extraction.language,
            "characters": len(document.text),
            "pages": document.pages,
        },
        "fields": fields,
        "incomplete": [_incomplete_data(passage) for passage in extraction.incomplete],
    }


def findings_data(findings: Sequence[Finding], wording: FindingWording) -> list[JsonObject]:
    """Findings in the words of a language, the gravest first."""
    return [
        {
            "id": finding.rule,
            "severity": finding.severity.value,
            "title": wording.title(finding),
            "text": wording.text(finding),
            "recommendation": wording.recommendation(finding.rule),
            "basis": list(wording.basis(finding)),
            "cases": list(finding.cases),
            "facts": list(finding.facts),
            "verify": finding.verify,
            "evidence": _evidence_data(finding.evidence),
        }
        for finding in findings
    ]


def _value_data(value: Value) -> JsonObject:
    data: JsonObject = {
        "value": serialise_value(value.value),
        "confidence": round(value.confidence, 3),
        "rule": value.rule,
        "evidence": _evidence_data(value.evidence),
    }
    if value.hedged:
        data["hedged"] = True
    if value.readings:
        data["readings"] = list(value.readings)
    if value.details:
        data["details"] = dict(value.details)
    return data


def _evidence_data(evidence: Sequence[Evidence]) -> list[JsonObject]:
    return [{"start": e.start, "end": e.end, "quote": e.quote, "page": e.page} for e in evidence]


def _incomplete_data(passage: Incomplete) -> JsonObject:
    return {"field": passage.field, "evidence": _evidence_data(passage.evidence)}


def assessment_data(assessment: Assessment) -> JsonObject:
    """An assessment with the machine's value and the final one apart, and who decided what and when."""
    names = {document.id: document.name for document in assessment.documents}
    return {
        "schema": ASSESSMENT_SCHEMA,
        "vendor": assessment.vendor,
        "client": assessment.client,
        "matter": assessment.matter,
        "context": {
            "service": assessment.context.service,
            "service_name": assessment.context.service_name,
            "client_country": assessment.context.client_country,
            "expected_data": list(assessment.context.expected_data),
            "review_date": assessment.context.review_date,
        },
        "documents": [_document_data(document) for document in assessment.documents],
        "fields": [_field_data(state, names) for state in assessment.fields],
        "findings": _reviewed_findings(assessment),
        "rating": _rating_data(assessment),
        "sign_off": _sign_off_data(assessment),
        "issued": [dataclasses.asdict(report) for report in assessment.issued],
        "decided": assessment.decided,
        "history_head": assessment.history_head,
    }


def assessments_data(assessments: Sequence[Assessment]) -> JsonObject:
    """All data of a workspace's assessments."""
    return {"schema": EXPORT_SCHEMA, "assessments": [assessment_data(assessment) for assessment in assessments]}


def write_json(assessments: Sequence[Assessment], path: Path) -> None:
    """OSError where `path` cannot be written."""
    text = json.dumps(assessments_data(assessments), ensure_ascii=False, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def _reviewed_findings(assessment: Assessment) -> list[JsonObject]:
    """What was suggested, in English, with what was decided on it."""
    wording = FindingWording(Translator("en"))
    suggested = findings_data([f.finding for f in assessment.findings], wording)
    return [
        {
            **data,
            "severity": finding.severity.value,
            "severity_by_rule": finding.finding.severity.value,
            "state": finding.state.value,
            "wording": finding.wording,
            "reason": finding.reason,
            "severity_reason": finding.severity_reason,
            "ground_changed": finding.ground_changed,
            "decision": _decision_data(finding.decision) if finding.decision else None,
        }
        for finding, data in zip(assessment.findings, suggested, strict=True)
    ]


def _rating_data(assessment: Assessment) -> JsonObject:
    """The rating suggested by the findings that stand, and the one decided."""
    suggested = rate_assessment(assessment).rating.value
    decided = assessment.rating
    if decided is None:
        return {"suggested": suggested, "value": None}
    decision = _decision_data(decided.decision)
    return {"suggested": suggested, "value": decided.rating.value, "reason": decided.reason, "decision": decision}


def _sign_off_data(assessment: Assessment) -> JsonObject | None:
    signed = assessment.sign_off
    if signed is None:
        return None
    return {
        "prepared_by": signed.prepared_by,
        "reviewed_by": signed.reviewed_by,
        "approved_by": signed.approved_by,
        "decision": _decision_data(signed.decision),
    }


def _document_data(document: AssessedDocument) -> JsonObject:
    version = document.version
    return {
        "name": document.name,
        "kind": document.kind.value,
        "version": version.number,
        "file": version.file_name,
        "sha256": version.sha256,
        "media_type": version.media_type,
        "language": version.language,
        "characters": len(version.text),
        "pages": version.pages,
        "source": version.source,
        "retrieved": version.retrieved,
        "imported_at": version.imported_at,
        "rule_set": version.rule_set,
    }


def _field_data(state: FieldState, names: dict[int, str]) -> JsonObject:
    data: JsonObject = {"field": state.field}
    if state.document_id is not None:
        data["document"] = names[state.document_id]
    data["status"] = state.status.value
    data["values"] = [_reviewed_data(value, names) for value in state.values]
    if state.flagged:
        data["flagged"] = True
    if state.note:
        data["note"] = state.note
    if state.decision:
        data["decision"] = _decision_data(state.decision)
    if state.incomplete:
        data["incomplete"] = [_evidence_data(passage.evidence) for _, passage in state.incomplete]
    return data


def _reviewed_data(value: ReviewedValue, names: dict[int, str]) -> JsonObject:
    data: JsonObject = {
        "state": value.state.value,
        "machine": _value_data(value.machine) if value.machine else None,
        "final": serialise_value(value.value) if value.effective else None,
        "evidence": _evidence_data(value.evidence),
    }
    if value.document_id is not None:
        data["document"] = names.get(value.document_id)
    if value.source:
        data["source"] = value.source
    if value.translation:
        data["translation"] = value.translation
    if value.decision:
        data["decision"] = _decision_data(value.decision)
    return data


def _decision_data(decision: Decision) -> JsonObject:
    return {"by": decision.by, "at": decision.at}
