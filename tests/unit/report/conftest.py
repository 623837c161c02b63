"""A small assessment with a case of everything that a report prints."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from functools import cache

import pytest

from reviewer.extract import extract_document
from reviewer.form import load_form
from reviewer.importers import read_document
from reviewer.model import (
    AssessedDocument,
    AssessedVersion,
    Assessment,
    Block,
    BlockKind,
    Context,
    Decision,
    DocumentKind,
    Evidence,
    FieldState,
    FieldStatus,
    Incomplete,
    Retention,
    ReviewedValue,
    Value,
    ValueState,
)
from reviewer.paths import resource
from reviewer.review import apply_decision, load_assessment, record_import, set_context
from reviewer.review.reading import Reading
from reviewer.store import Workspace

TEXT = """Integritetspolicy

Uppdaterad 03/04/2024. Vi är Lövbild AB, org.nr 559986-4179.

Leverantörer: Exempelpost Ltd & Co <USA>, enligt standardavtalsklausuler.

Vi kan komma att överföra uppgifter till USA.

Loggar sparas i 12 månader efter inloggning.

Vi behandlar uppgifter för följande ändamål:"""

DECIDED = Decision("Aino Virta", "2026-11-20T09:15:00.000Z")


def passage(quote: str) -> Evidence:
    start = TEXT.index(quote)
    return Evidence(start, start + len(quote), quote)


def blocks() -> tuple[Block, ...]:
    found, start = [], 0
    for part in TEXT.split("\n\n"):
        found.append(Block(start, start + len(part), BlockKind.PARAGRAPH))
        start += len(part) + 2
    return tuple(found)


def value(
    number: int,
    field: str,
    state: ValueState,
    final: str | Retention,
    quote: str,
    *,
    machine: str | Retention | None = None,
    source: str = "",
    version_id: int = 7,
    **facts: object,
) -> ReviewedValue:
    evidence = (passage(quote),) if quote else ()
    found = None
    if state is not ValueState.ADDED:
        found = Value(field, machine or final, 0.9, f"{field}.sv.cue", evidence, **facts)  # type: ignore[arg-type]
    decision = None if state is ValueState.SUGGESTED else DECIDED
    return ReviewedValue(number, field, state, final, found, evidence, 3, version_id, source, decision=decision)


def reviewed_values() -> tuple[ReviewedValue, ...]:
    return (
        value(1, "document.language", ValueState.CONFIRMED, "sv", "Integritetspolicy"),
        value(2, "document.title", ValueState.CONFIRMED, "Integritetspolicy", "Integritetspolicy"),
        value(
            3,
            "document.version_date",
            ValueState.CORRECTED,
            "2024-04-03",
            "Uppdaterad 03/04/2024",
            machine="2024-03-04",
            readings=("2024-04-03", "2024-03-04"),
        ),
        value(4, "controller.name", ValueState.CONFIRMED, "Lövbild AB", "Lövbild AB"),
        value(5, "controller.country", ValueState.REJECTED, "NO", "Lövbild AB"),
        value(6, "controller.country", ValueState.ADDED, "SE", "", source="trade register"),
        value(
            7,
            "recipients.named",
            ValueState.CONFIRMED,
            "Exempelpost Ltd & Co <USA>",
            "Exempelpost Ltd & Co <USA>",
            details={"role": "processor", "country": "US", "safeguard": "scc", "purpose": "utskick"},
        ),
        value(8, "transfers.outside_eea", ValueState.SUGGESTED, "yes", "kan komma att överföra", hedged=True),
        value(
            9,
            "retention.items",
            ValueState.CONFIRMED,
            Retention("Loggar", period="P12M", since="efter inloggning"),
            "Loggar sparas i 12 månader efter inloggning",
        ),
        value(10, "transfers.countries", ValueState.CONFIRMED, "US", "till USA"),
        value(11, "transfers.safeguards", ValueState.CONFIRMED, "scc", "standardavtalsklausuler"),
    )


def field_states(values: tuple[ReviewedValue, ...]) -> tuple[FieldState, ...]:
    states = []
    lost = Incomplete("purposes", (passage("Vi behandlar uppgifter för följande ändamål:"),))
    for spec in load_form().fields:
        own = tuple(v for v in values if v.field == spec.id)
        open_ = not own or any(v.state is ValueState.SUGGESTED for v in own)
        status = FieldStatus.OPEN if open_ else FieldStatus.DECIDED
        decision = None
        if spec.id == "contact.dpo":
            status, decision = FieldStatus.NOT_STATED, DECIDED
        states.append(
            FieldState(
                spec.id,
                3 if spec.per_document else None,
                status,
                own,
                flagged=spec.id == "controller.name",
                note="a note that stays inside",
                decision=decision,
                incomplete=((7, lost),) if spec.id == "purposes" else (),
            )
        )
    return tuple(states)


@pytest.fixture
def build_assessment() -> Callable[..., Assessment]:
    """Builds the assessment; `values` replaces the reviewed values, `facts` parts of the version."""

    def build(values: tuple[ReviewedValue, ...] | None = None, **facts: object) -> Assessment:
        version = AssessedVersion(
            id=7,
            number=1,
            file_name="lovbild.html",
            media_type="text/html",
            sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
            text=str(facts.get("text", TEXT)),
            text_sha256=hashlib.sha256(TEXT.encode()).hexdigest(),
            blocks=blocks(),
            pages=None,
            language="sv",
            rule_set="2026.11",
            source="lovbild.example/policy",
            retrieved="2026-11-18",
            imported_at="2026-11-20T08:00:00.000Z",
        )
        document = AssessedDocument(3, "Integritetspolicy", DocumentKind.POLICY, version)
        return Assessment(
            id=1,
            vendor_id=2,
            vendor="Lövbild AB",
            engagement_id=1,
            client="Northern Archive",
            matter="2026-114",
            context=Context(service="both", service_name="Löv", client_country="FI"),
            documents=(document,),
            fields=field_states(values or reviewed_values()),
            history_head="ab" * 32,
            reviewers=("Aino Virta",),
        )

    return build


NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)

Decide = Callable[[Assessment], Iterable[Mapping[str, object]]]
"""What is decided on a fresh assessment, as lines of `reviewer decide`."""


@pytest.fixture(scope="session")
def read_sample(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Decide], Assessment]:
    """Reads a sample policy into a workspace whose clock stands still, and decides what is asked for."""

    @cache
    def reading(name: str) -> Reading:
        data = resource("samples", name).read_bytes()
        document = read_document(data, name)
        return Reading(document, extract_document(document), data)

    def read(name: str, decide: Decide) -> Assessment:
        path = tmp_path_factory.mktemp("samples") / "sample.reviewer"
        with Workspace.create(path, clock=lambda: NOON) as workspace:
            imported = record_import(workspace, reading(name), source="vendor.example/privacy", retrieved="2026-11-18")
            context = Context("product", "Arkiv", "FI", review_date="2026-11-22")
            set_context(workspace, imported.assessment_id, context, by="Aino Virta")
            for line in decide(load_assessment(workspace, imported.assessment_id)):
                apply_decision(workspace, line, "Aino Virta")
            return load_assessment(workspace, imported.assessment_id)

    return read


def decide_nothing(assessment: Assessment) -> Iterable[Mapping[str, object]]:
    return ()


def decide_everything(assessment: Assessment) -> Iterable[Mapping[str, object]]:
    """Everything is confirmed, what is silent is not stated, findings are accepted, and it is signed off."""
    for state in assessment.fields:
        yield {"action": "confirm" if state.values else "not_stated", "field": state.field}
    for finding in assessment.findings:
        yield {"action": "finding_accept", "finding": finding.rule}
    yield {"action": "rating", "value": "acceptable_with_conditions", "reason": "can be agreed in the contract"}
    yield {"action": "sign_off", "prepared_by": "Aino Virta", "reviewed_by": "Bo Lind"}


def decide_some(assessment: Assessment) -> Iterable[Mapping[str, object]]:
    """A case of each decision; the rest stays open."""
    several = [state for state in assessment.fields if len(state.values) > 1]
    first, second, *others = [state for state in several if isinstance(state.values[0].value, str)]
    yield {"action": "confirm", "field": first.field}
    yield {"action": "reject", "field": second.field, "of": second.values[0].value}
    yield {"action": "add", "field": "controller.country", "value": "NO", "source": "trade register"}
    yield {"action": "flag", "field": others[0].field}
    yield {"action": "note", "field": others[0].field, "text": "a note that stays inside"}
    gravest, *_, last = assessment.findings
    yield {"action": "finding_reword", "finding": gravest.rule, "text": "In the reviewer's own words."}
    yield {"action": "finding_dismiss", "finding": last.rule, "reason": "of no weight here"}


@pytest.fixture(scope="session")
def sample_decisions() -> Mapping[str, Decide]:
    return {"nothing": decide_nothing, "some": decide_some, "everything": decide_everything}
