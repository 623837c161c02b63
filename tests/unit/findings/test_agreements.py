"""What is said of an agreement on processing, which no rule on notices fits."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from reviewer.findings import FindingWording, Material, load_rules, points_in_order, suggest_findings, topic_statuses
from reviewer.i18n import LANGUAGES, Translator
from reviewer.model import Context, DocumentKind, Evidence, Finding, Ground, Severity

from .conftest import AS_OF

RESOURCES = Path(__file__).resolve().parents[3] / "resources"
NOTICE_WORDS = re.compile(r"\b(?:polic(?:y|yn|yns)|(?:the|privacy|updated) notice|seloste\w*)\b", re.IGNORECASE)
DPA = DocumentKind.DPA


def agreement(statements=(), observations=(), incomplete=()):
    return Material(tuple(statements), tuple(observations), tuple(incomplete), {None: DPA})


def test_a_processor_owes_no_privacy_notice_in_an_agreement(suggest, seen):
    in_contract = seen("contract_terms", "template_remains", "release_of_claims")
    found = suggest(observations=in_contract, kind=DPA)
    about = {rule.partition("-")[0] for rule in found}
    assert not about & {"SCO", "DPO", "LEG", "RIG", "COK", "IDN", "RET", "DAT"}
    assert "QUA-01" not in found
    assert {"LEG-01", "RIG-01", "RIG-03", "SCO-03", "QUA-01"} <= set(suggest(observations=in_contract))


def test_a_processor_is_not_praised_as_a_controller(stated):
    named = stated("controller.name", "Larkfield AB") + stated("controller.address", "Gatan 1, 111 11 Stockholm")
    named += stated("recipients.named", "Heronmere Oy") + stated("data.categories", "contact")
    points = [point.id for point in points_in_order(agreement(named), (), Context(), AS_OF)]
    assert points == ["categories", "sub_processors_named"]


def test_what_an_agreement_owes_is_looked_for_in_it(suggest, stated, seen):
    assert "AGR-01" not in suggest()
    assert suggest(kind=DPA)["AGR-01"].cases == ("no_instruction_warning",)
    warned = seen("instruction_warning")
    assert "AGR-01" not in suggest(stated("security.breach_deadline", "P2D"), observations=warned, kind=DPA)
    late = suggest(stated("security.breach_deadline", "PT72H"), observations=warned, kind=DPA)["AGR-01"]
    assert (late.severity, late.cases) == (Severity.LOW, ("breach_notice",))
    assert FindingWording(Translator("en")).basis(late) == ("GDPR, Art. 33(2)",)
    both = suggest(observations=warned + seen("own_improvement", "material_changes_only"), kind=DPA)["AGR-01"]
    assert (both.severity, both.cases) == (Severity.MEDIUM, ("material_changes", "own_improvement"))


def test_silence_of_an_agreement_is_noted_on_what_belongs_into_one():
    topics = {status.topic for status in topic_statuses(agreement(), Context())}
    assert topics == {"breach_notice", "ai", "special_categories"}


def test_sub_processors_named_in_an_agreement_are_listed(suggest, stated):
    named = stated("recipients.named", "Heronmere Oy")
    assert "REC-02" in suggest(kind=DPA)
    assert "REC-02" not in suggest(named, kind=DPA)
    assert "REC-02" in suggest(named)


def test_findings_on_an_agreement_speak_of_it_and_cite_what_it_owes(suggest, stated):
    given = stated("transfers.outside_eea", "yes"), stated("transfers.safeguards", "privacy_shield")
    found = suggest(*given, kind=DPA)["TRF-02"]
    said = {language: FindingWording(Translator(language)).text(found) for language in LANGUAGES}
    assert said["en"].startswith("The agreement refers to")
    assert said["sv"].startswith("Avtalet")
    assert said["fi"].startswith("Sopimuksessa")
    assert FindingWording(Translator("en")).basis(found) == ("GDPR, Arts 28(3)(a), 44, 45 and 46",)
    assert "The policy" in FindingWording(Translator("en")).text(suggest(*given)["TRF-02"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_said_of_an_agreement_calls_it_a_policy(language):
    wording = FindingWording(Translator(language))
    for rule in load_rules().rules:
        for case in rule.cases:
            if DPA in case.documents:
                finding = Finding(rule.id, Severity.LOW, (case.id,), (), {"subject": ("agreement",)})
                for text in (wording.title(finding), wording.text(finding), wording.recommendation(rule.id)):
                    assert not NOTICE_WORDS.search(text), text
                assert "13(" not in " ".join(FindingWording(Translator("en")).basis(finding))
    points = (wording.point(point.id) for point in load_rules().points if DPA in point.documents)
    assert not NOTICE_WORDS.search(" ".join(points))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_question_on_an_agreement_calls_it_a_policy(language):
    questions = tomllib.loads((RESOURCES / "findings" / f"questions_{language}.toml").read_text(encoding="utf-8"))
    for rule in load_rules().rules:
        if all(DPA in case.documents for case in rule.cases):
            assert not NOTICE_WORDS.search(questions[rule.id]), rule.id


def test_a_notice_beside_an_agreement_is_judged_by_itself(stated):
    def of(version, statements):
        return [
            type(s)(s.field, s.value, (Ground(Evidence(0, 4, "text"), version),), s.hedged, s.details)
            for s in statements
        ]

    statements = of(1, stated("controller.name", "Larkfield AB")) + of(2, stated("legal_bases", "contract"))
    kinds = {1: DocumentKind.POLICY, 2: DPA}
    found = {f.rule: f for f in suggest_findings(Material(tuple(statements), (), (), kinds), Context(), AS_OF)}
    assert "LEG-01" in found
    assert "subject" not in found["TRF-01"].details
    with_list = of(3, stated("recipients.named", "Heronmere Oy"))
    kinds[3] = DocumentKind.SUBPROCESSORS
    found = {f.rule for f in suggest_findings(Material((*statements, *with_list), (), (), kinds), Context(), AS_OF)}
    assert not {"REC-01", "REC-02"} & found


def test_a_list_of_sub_processors_makes_no_notice_of_an_agreement():
    kinds = {1: DPA, 2: DocumentKind.SUBPROCESSORS}
    found = {f.rule: f for f in suggest_findings(Material((), (), (), kinds), Context(), AS_OF)}
    assert "LEG-01" not in found
    assert found["TRF-01"].details["subject"] == ("agreement",)
