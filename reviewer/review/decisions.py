"""Applies one line of a file of decisions (the contract's `decide`): names and quotes in, operations out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from reviewer.form import FieldSpec, parse_value, serialise_value
from reviewer.model import Changes, Context, DecisionError, Rating, Retention, ReviewedValue, Severity, Span
from reviewer.review import conclusion, engagements, fields, findings, undo_stack, values
from reviewer.review.deciding import GivenValue
from reviewer.review.passages import find_quote
from reviewer.review.scope import engagement_of, field_spec
from reviewer.store import DocumentRecord, VendorRecord, Workspace

_Named = TypeVar("_Named", VendorRecord, DocumentRecord)
_Choice = TypeVar("_Choice", Severity, Rating)

_CONTEXT_KEYS = frozenset(Context.__dataclass_fields__)
_ENGAGEMENT_KEYS = frozenset({"client", "matter"})
_UNKNOWN = "unknown"


def apply_decision(ws: Workspace, line: Mapping[str, object], by: str) -> Changes:
    """Takes the decision that the line describes, in one transaction. DecisionError as of the operation itself, and
    `decision.unknown_action`, `.bad_line` (facts: key), `.unknown_vendor`, `.unknown_document`, `.unknown_value`,
    `.value_ambiguous`, `.quote_missing`, `.quote_ambiguous`."""
    with ws.transaction():
        decision = _Line(ws, line, by)
        action = _ACTIONS.get(decision.text("action"))
        if action is None:
            raise DecisionError("decision.unknown_action", action=decision.text("action"))
        return action(decision)


@dataclass(frozen=True)
class _Line:
    """A line with what its names stand for."""

    ws: Workspace
    data: Mapping[str, object]
    by: str

    def text(self, key: str) -> str:
        """DecisionError `decision.bad_line` unless the key is there and holds a text."""
        text = self.optional_text(key)
        if text is None:
            raise DecisionError("decision.bad_line", key=key)
        return text

    def optional_text(self, key: str) -> str | None:
        text = self.data.get(key)
        if text is not None and not isinstance(text, str):
            raise DecisionError("decision.bad_line", key=key)
        return text

    def choice(self, key: str, kind: type[_Choice]) -> _Choice:
        """DecisionError `decision.bad_line` unless the key holds one of the kind's codes."""
        try:
            return kind(self.text(key))
        except ValueError:
            raise DecisionError("decision.bad_line", key=key) from None

    @property
    def reason(self) -> str:
        return self.optional_text("reason") or ""

    @property
    def start(self) -> int | None:
        start = self.data.get("start")
        if start is not None and (not isinstance(start, int) or isinstance(start, bool)):
            raise DecisionError("decision.bad_line", key="start")
        return start

    @cached_property
    def spec(self) -> FieldSpec:
        return field_spec(self.text("field"))

    @property
    def given_value(self) -> GivenValue:
        value = self.data.get("value")
        if not isinstance(value, str | Mapping):
            raise DecisionError("decision.bad_value", field=self.spec.id, expected=self.spec.type.value)
        return value

    @cached_property
    def vendor(self) -> VendorRecord:
        """The vendor of that name, or the only one."""
        return _named(self.ws.engagements.vendors(), self.optional_text("vendor"), "decision.unknown_vendor")

    @property
    def assessment_id(self) -> int:
        return self.vendor.assessment_id

    @cached_property
    def document(self) -> DocumentRecord | None:
        """The document that the line names, if it names one."""
        name = self.optional_text("document")
        if name is None:
            return None
        return _named(self.ws.documents.of_vendor(self.vendor.id), name, "decision.unknown_document")

    @property
    def document_id(self) -> int | None:
        return self.document.id if self.document else None

    @cached_property
    def value(self) -> ReviewedValue:
        """The value that `of` means: an effective one, else one that the machine had suggested, else a rejected one.
        Equal values are told apart by `document`, and by `start` unless that belongs to a new quote."""
        if self.data.get("of") is None:
            raise DecisionError("decision.bad_line", key="of")
        matching = self._matching()
        if len(matching) > 1 and self.start is not None and "quote" not in self.data:
            matching = [v for v in matching if any(e.start == self.start for e in v.evidence)]
        if not matching:
            raise DecisionError("decision.unknown_value", field=self.spec.id)
        if len(matching) > 1:
            raise DecisionError("decision.value_ambiguous", field=self.spec.id, values=len(matching))
        return matching[0]

    def _matching(self) -> list[ReviewedValue]:
        given = self.data["of"]
        known = self.ws.values.of_field(self.assessment_id, self.spec.id)
        known = tuple(v for v in known if self.document_id in (None, v.document_id))
        effective = [v for v in known if v.effective]
        for candidates, machine in ((effective, False), (effective, True), (known, False), (known, True)):
            matching = [v for v in candidates if _is_meant(self.spec, v, given, machine)]
            if matching:
                return matching
        return []

    def passage(self, document_id: int | None) -> tuple[int, Span] | None:
        """The current version and place where `quote` stands: in that document, or in the only one of the vendor's
        that has it. None without a quote."""
        quote = self.optional_text("quote")
        if quote is None:
            return None
        wanted = self.document_id or document_id
        documents = [d for d in self.ws.documents.of_vendor(self.vendor.id) if wanted in (None, d.id)]
        found = list(self._places(documents, quote))
        if not found:
            raise DecisionError("decision.quote_missing", quote=quote)
        if len(found) > 1:
            raise DecisionError("decision.quote_ambiguous", quote=quote, places=len(found))
        return found[0]

    def _places(self, documents: Sequence[DocumentRecord], quote: str) -> Iterator[tuple[int, Span]]:
        for document in documents:
            text = self.ws.documents.text(document.version_id)
            if self.start is not None and not text.startswith(quote, self.start):
                continue
            if quote in text:
                yield document.version_id, find_quote(text, quote, self.start)


def _named(things: Sequence[_Named], name: str | None, code: str) -> _Named:
    """The one thing of that name, or the only one; letter case decides only between several."""
    fitting = [t for t in things if name is None or t.name.casefold() == name.casefold()]
    exact = [t for t in fitting if t.name == name]
    fitting = exact or fitting
    if len(fitting) != 1:
        raise DecisionError(code, f"{len(fitting)} fit", name=name or "", matches=len(fitting))
    return fitting[0]


def _is_meant(spec: FieldSpec, value: ReviewedValue, given: object, machine: bool) -> bool:
    if machine and value.machine is None:
        return False
    known = value.machine.value if machine and value.machine else value.value
    if not isinstance(known, Retention):
        return known == given or known == _parsed(spec, given)
    if isinstance(given, Mapping):
        shown = serialise_value(known)
        return bool(given) and isinstance(shown, dict) and all(shown.get(key) == part for key, part in given.items())
    return given in (known.period, known.until)


def _parsed(spec: FieldSpec, given: object) -> str | Retention | None:
    try:
        return parse_value(spec, given)
    except DecisionError:
        return None


def _confirm(line: _Line) -> Changes:
    value_ids = (line.value.id,) if line.data.get("of") is not None else None
    scope = line.value.document_id if value_ids else line.document_id
    return values.confirm_field(
        line.ws, line.assessment_id, line.spec.id, document_id=scope, value_ids=value_ids, by=line.by
    )


def _correct(line: _Line) -> Changes:
    version_id, span = line.passage(line.value.document_id) or (None, None)
    return values.correct_value(
        line.ws,
        line.assessment_id,
        line.value.id,
        line.given_value,
        evidence=span,
        version_id=version_id,
        by=line.by,
    )


def _reject(line: _Line) -> Changes:
    return values.reject_value(line.ws, line.assessment_id, line.value.id, by=line.by)


def _add(line: _Line) -> Changes:
    version_id, span = line.passage(None) or (None, None)
    return values.add_value(
        line.ws,
        line.assessment_id,
        line.spec.id,
        line.given_value,
        version_id=version_id,
        evidence=span,
        source=line.optional_text("source") or "",
        document_id=line.document_id,
        by=line.by,
    )


def _add_evidence(line: _Line) -> Changes:
    line.text("quote")
    version_id, span = line.passage(line.value.document_id) or (None, None)
    assert span is not None
    return values.add_evidence(line.ws, line.assessment_id, line.value.id, span, version_id=version_id, by=line.by)


def _translation(line: _Line) -> Changes:
    return values.write_translation(line.ws, line.assessment_id, line.value.id, line.text("text"), by=line.by)


def _not_stated(line: _Line) -> Changes:
    return fields.mark_not_stated(line.ws, line.assessment_id, line.spec.id, document_id=line.document_id, by=line.by)


def _reopen(line: _Line) -> Changes:
    return fields.reopen_field(line.ws, line.assessment_id, line.spec.id, document_id=line.document_id, by=line.by)


def _flag(line: _Line) -> Changes:
    return fields.flag_field(line.ws, line.assessment_id, line.spec.id, document_id=line.document_id, by=line.by)


def _unflag(line: _Line) -> Changes:
    return fields.unflag_field(line.ws, line.assessment_id, line.spec.id, document_id=line.document_id, by=line.by)


def _note(line: _Line) -> Changes:
    text = line.text("text")
    return fields.write_note(line.ws, line.assessment_id, line.spec.id, text, document_id=line.document_id, by=line.by)


def _context(line: _Line) -> Changes:
    """Any keys of the context; those not given stay as they are. "unknown" empties a key."""
    given = {key: part for key, part in line.data.items() if key not in ("vendor", "action")}
    for key in given:
        if key not in _CONTEXT_KEYS | _ENGAGEMENT_KEYS:
            raise DecisionError("decision.bad_line", key=key)
    context = line.ws.engagements.context(line.assessment_id)
    wanted = {key: _context_part(line, key) for key in given if key in _CONTEXT_KEYS}
    changes = fields.set_context(line.ws, line.assessment_id, replace(context, **wanted), by=line.by)  # type: ignore[arg-type]
    return _rename_engagement(line, changes) if _ENGAGEMENT_KEYS & set(given) else changes


def _context_part(line: _Line, key: str) -> str | tuple[str, ...]:
    if key != "expected_data":
        text = line.text(key)
        return "" if text == _UNKNOWN else text
    codes = line.data[key]
    if codes == _UNKNOWN:
        return ()
    if not isinstance(codes, list | tuple) or not all(isinstance(code, str) for code in codes):
        raise DecisionError("decision.bad_line", key=key)
    return tuple(codes)


def _rename_engagement(line: _Line, changes: Changes) -> Changes:
    engagement = engagement_of(line.ws, line.vendor.engagement_id)
    client = line.optional_text("client")
    matter = line.optional_text("matter")
    engagements.rename_engagement(
        line.ws,
        engagement.id,
        client=engagement.client if client is None else client,
        matter=engagement.matter if matter is None else matter,
        by=line.by,
    )
    return replace(changes, structure=True)


def _finding_accept(line: _Line) -> Changes:
    return findings.accept_finding(line.ws, line.assessment_id, line.text("finding"), by=line.by)


def _finding_dismiss(line: _Line) -> Changes:
    return findings.dismiss_finding(line.ws, line.assessment_id, line.text("finding"), line.reason, by=line.by)


def _finding_severity(line: _Line) -> Changes:
    severity = line.choice("severity", Severity)
    rule = line.text("finding")
    return findings.set_finding_severity(line.ws, line.assessment_id, rule, severity, line.reason, by=line.by)


def _finding_reword(line: _Line) -> Changes:
    rule, text = line.text("finding"), line.text("text")
    return findings.reword_finding(line.ws, line.assessment_id, rule, text, by=line.by)


def _rating(line: _Line) -> Changes:
    return conclusion.set_rating(line.ws, line.assessment_id, line.choice("value", Rating), line.reason, by=line.by)


def _sign_off(line: _Line) -> Changes:
    return conclusion.sign_off(
        line.ws,
        line.assessment_id,
        prepared_by=line.text("prepared_by"),
        reviewed_by=line.optional_text("reviewed_by") or "",
        approved_by=line.optional_text("approved_by") or "",
        by=line.by,
    )


def _reopen_assessment(line: _Line) -> Changes:
    return conclusion.reopen_assessment(line.ws, line.assessment_id, line.reason, by=line.by)


def _undo(line: _Line) -> Changes:
    return undo_stack.undo(line.ws, line.assessment_id, by=line.by)


def _redo(line: _Line) -> Changes:
    return undo_stack.redo(line.ws, line.assessment_id, by=line.by)


_ACTIONS: Mapping[str, Callable[[_Line], Changes]] = {
    "confirm": _confirm,
    "correct": _correct,
    "reject": _reject,
    "add": _add,
    "add_evidence": _add_evidence,
    "not_stated": _not_stated,
    "reopen": _reopen,
    "flag": _flag,
    "unflag": _unflag,
    "note": _note,
    "translation": _translation,
    "context": _context,
    "finding_accept": _finding_accept,
    "finding_dismiss": _finding_dismiss,
    "finding_severity": _finding_severity,
    "finding_reword": _finding_reword,
    "rating": _rating,
    "sign_off": _sign_off,
    "reopen_assessment": _reopen_assessment,
    "undo": _undo,
    "redo": _redo,
}
