"""What rules look at: effective values, observations and passages that break off, of all current texts of a vendor."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass

from reviewer.model import Assessment, DocumentKind, Evidence, Extraction, Ground, Retention, ReviewedValue

_SUPPLEMENTS = frozenset({DocumentKind.SUBPROCESSORS})
"""What goes with a notice and with an agreement alike."""


@dataclass(frozen=True, slots=True)
class Statement:
    """An effective value of a field with the passages that say so."""

    field: str
    value: str | Retention
    grounds: tuple[Ground, ...]
    hedged: bool = False
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @property
    def code(self) -> str:
        """What a condition compares: the value, or of a retention item whether it gives a period or an end."""
        if isinstance(self.value, Retention):
            return "period" if self.value.period else "until"
        return self.value


@dataclass(frozen=True, slots=True)
class Sighting:
    """An observation, or a passage that breaks off, in one of the texts. `kind` is the observation's or the field's;
    empty for a passage of no one field."""

    kind: str
    grounds: tuple[Ground, ...]
    details: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Material:
    """Everything that is known of a vendor's texts. `kinds` are those of the texts, by version; without any nothing is
    known of them."""

    statements: tuple[Statement, ...]
    observations: tuple[Sighting, ...] = ()
    incomplete: tuple[Sighting, ...] = ()
    kinds: Mapping[int | None, DocumentKind] = dataclasses.field(default_factory=dict)

    def of(self, field: str) -> tuple[Statement, ...]:
        """The values of a field, in order."""
        return tuple(s for s in self.statements if s.field == field)

    def codes(self, field: str) -> frozenset[str]:
        """The values of a field that are stated as codes."""
        return frozenset(s.code for s in self.of(field))

    def observed(self, kind: str) -> tuple[Sighting, ...]:
        """Where something of a kind was observed."""
        return tuple(o for o in self.observations if o.kind == kind)

    def broken_off(self, field: str) -> tuple[Sighting, ...]:
        """The passages on a field that break off."""
        return tuple(i for i in self.incomplete if i.kind == field)

    def within(self, kinds: frozenset[DocumentKind]) -> Material | None:
        """What the texts of some kinds tell, with the lists that go with them; None where there is no such text."""
        if not self.kinds:
            return self
        if not kinds & set(self.kinds.values()):
            return None
        aside = {version for version, kind in self.kinds.items() if kind not in kinds | _SUPPLEMENTS}
        if not aside:
            return self
        return Material(
            tuple(s for s in self.statements if not _stands_in(aside, s.grounds)),
            tuple(s for s in self.observations if not _stands_in(aside, s.grounds)),
            tuple(s for s in self.incomplete if not _stands_in(aside, s.grounds)),
            self.kinds,
        )

    def firm(self) -> Material:
        """The same without the values that are only said to be possible."""
        return dataclasses.replace(self, statements=tuple(s for s in self.statements if not s.hedged))

    def only_in(self, kind: DocumentKind, grounds: tuple[Ground, ...]) -> bool:
        """Whether all of these passages, or without any all texts but the lists that go with them, are of a kind."""
        found = {self.kinds.get(ground.version_id) for ground in grounds}
        return (found or set(self.kinds.values()) - _SUPPLEMENTS) == {kind}


def _stands_in(versions: set[int | None], grounds: tuple[Ground, ...]) -> bool:
    return bool(grounds) and all(ground.version_id in versions for ground in grounds)


def material_of_extraction(extraction: Extraction, kind: DocumentKind = DocumentKind.POLICY) -> Material:
    """What the machine found in one text, as if nothing had been decided."""
    return Material(
        tuple(Statement(v.field, v.value, _grounds(v.evidence), v.hedged, v.details) for v in extraction.values),
        tuple(Sighting(o.kind, _grounds(o.evidence), o.details) for o in extraction.observations),
        tuple(Sighting(i.field or "", _grounds(i.evidence)) for i in extraction.incomplete),
        {None: kind},
    )


def material_of_assessment(assessment: Assessment) -> Material:
    """All but the rejected values of an assessment, with what its current texts hold besides."""
    versions = [document.version for document in assessment.documents]
    return Material(
        tuple(_reviewed(value) for state in assessment.fields for value in state.effective_values),
        tuple(Sighting(o.kind, _grounds(o.evidence, v.id), o.details) for v in versions for o in v.observations),
        tuple(Sighting(i.field or "", _grounds(i.evidence, v.id)) for v in versions for i in v.incomplete),
        {document.version.id: document.kind for document in assessment.documents},
    )


def _reviewed(value: ReviewedValue) -> Statement:
    """The machine's details hold as long as its value does."""
    machine = value.machine if value.machine is not None and value.machine.value == value.value else None
    return Statement(
        value.field,
        value.value,
        _grounds(value.evidence, value.version_id),
        machine.hedged if machine else False,
        machine.details if machine else {},
    )


def _grounds(evidence: tuple[Evidence, ...], version_id: int | None = None) -> tuple[Ground, ...]:
    return tuple(Ground(passage, version_id) for passage in evidence)
