from __future__ import annotations

import dataclasses
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from reviewer.findings import load_rules
from reviewer.findings.law import read_table
from reviewer.i18n import LANGUAGES, Translator
from reviewer.model import (
    ALL_SECTIONS,
    Assessment,
    Decision,
    DocumentKind,
    Evidence,
    FieldStatus,
    Finding,
    FindingState,
    Ground,
    OverallRating,
    Rating,
    ReportError,
    ReportSection,
    Retention,
    ReviewedFinding,
    ReviewedValue,
    Severity,
    SignOff,
    Silence,
    ValueState,
)
from reviewer.report import compare_vendors, write_comparison, write_questions_letter, write_report
from reviewer.report.checklist import ITEMS
from reviewer.report.styles import WIDE_TEXT_WIDTH
from reviewer.report.wording import citation

from .conftest import value

BUILD = Callable[..., Assessment]
BANNED = re.compile(
    r"\b(violat\w*|illegal\w*|unlawful\w*|compliant|guarantee\w*|clearly|obviously"
    r"|olaglig\w*|bryter mot|garanter\w*|uppenbar\w*|tydligt"
    r"|lainvasta\w*|laiton\w*|rikkoo|takaa|takuu\w*|selvästi|ilmeise\w*)\b",
    re.IGNORECASE,
)


COUNTS = "▲ High: 1 · ■ Medium: 0 · ● Low: 0 · ○ Information: 0".replace(" ", "\N{NO-BREAK SPACE}").replace(
    "\N{NO-BREAK SPACE}·\N{NO-BREAK SPACE}", " · "
)
"""A mark does not part from its word, nor a word from its figure."""

_WRITTEN: dict[str, bytes] = {}
"""Reports that a test has written, by what they were written from: many tests look at the same one."""


def written(assessment: Assessment, folder: Path, language: str = "en", **options: Any) -> Any:
    path = folder / "report.docx"
    options.setdefault("generated", date(2026, 11, 22))
    key = repr((assessment, language, options))
    if key in _WRITTEN:
        path.write_bytes(_WRITTEN[key])
    else:
        write_report(assessment, Translator(language), path, **options)
        _WRITTEN[key] = path.read_bytes()
    return docx.Document(str(path))


def whole_text(document: Any) -> str:
    return "\n".join(t.text or "" for t in document.element.body.iter(qn("w:t")))


def rows(document: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def row_of(document: Any, label: str, columns: int = 3) -> list[str]:
    """The last row of that label: the statements and passages stand in an appendix."""
    return [row for row in rows(document) if len(row) == columns and row[0].split("\n")[0] == label][-1]


def test_sections_and_appendices(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Appendix"))]
    assert [text for name, text in headings if name == "Heading 1"] == [
        "Executive summary",
        "Scope, sources and method",
        "The vendor and its processing",
        "Findings",
        "Information under Arts 13 and 14 GDPR",
        "Transfers and recipients",
        "Questions to the vendor",
        "Open points",
        "Limits and method",
        "Sign-off",
    ]
    assert [text[:10] for name, text in headings if name == "Appendix"] == [f"Appendix {letter}" for letter in "ABCDE"]
    assert "Controller and contacts" in [row[0] for row in rows(document)]


def test_headings_are_numbered_by_their_style(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    for name, level in (("Heading 1", 0), ("Heading 2", 1)):
        number = document.styles[name].element.pPr.numPr
        assert (number.numId.val > 0, number.ilvl.val) == (True, level)


def test_contents_link_to_every_section(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    body = document.element.body
    links = {
        link.get(qn("w:anchor")): "".join(t.text or "" for t in link.iter(qn("w:t")))
        for link in body.iter(qn("w:hyperlink"))
    }
    bookmarks = {
        b.get(qn("w:name")): "".join(t.text for t in b.getparent().iter(qn("w:t")))
        for b in body.iter(qn("w:bookmarkStart"))
    }
    assert list(links.values())[:2] == ["1Executive summary", "2Scope, sources and method"]
    assert {name: text.lstrip("0123456789") for name, text in links.items()} == bookmarks
    assert bookmarks.popitem()[1] == "Appendix E. Glossary"


def test_contents_name_pages_by_fields_that_ask_nothing(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    body = document.element.body
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    count = len(list(body.iter(qn("w:hyperlink"))))
    assert kinds == ["begin", "separate", "end"] * count
    codes = [code.text.split() for code in body.iter(qn("w:instrText"))]
    assert {code[0] for code in codes} == {"PAGEREF"}
    assert [code[1] for code in codes] == [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert document.settings.element.find(qn("w:updateFields")) is None


def test_a_value_stands_with_its_place_and_state(build_assessment: BUILD, tmp_path: Path) -> None:
    _, content, state = row_of(written(build_assessment(), tmp_path), "Named recipients")
    assert content.split("\n") == [
        "Exempelpost Ltd & Co <USA> (paragraph\N{NO-BREAK SPACE}3)",
        "processor · United States · Standard contractual clauses · “utskick”",
    ]
    assert state == "✓ Confirmed\nAino Virta, 20 November 2026 09:15 UTC"


def excerpts(document: Any) -> dict[str, Any]:
    """The passages of the appendix by paragraph or page."""
    table = next(t for t in document.tables if t.rows[0].cells[1].text == "Passage")
    return {row.cells[0].text: row.cells[1].paragraphs[0] for row in table.rows[1:]}


def test_every_passage_stands_once_in_the_appendix(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    assert list(excerpts(document)) == ["1", "2", "3", "4", "5", "6"]
    assert excerpts(document)["3"].text == "“Leverantörer: Exempelpost Ltd & Co <USA>, enligt standardavtalsklausuler.”"
    assert whole_text(document).count("Loggar sparas i 12 månader") == 1


def test_the_words_that_show_it_are_set_off(build_assessment: BUILD, tmp_path: Path) -> None:
    quotes = excerpts(written(build_assessment(), tmp_path))
    cues = {place: [run.text for run in quote.runs if run.style.name == "Cue"] for place, quote in quotes.items()}
    assert cues["2"] == ["Uppdaterad 03/04/2024", "Lövbild AB"]
    assert cues["5"] == []  # all of it is meant


def test_doubts_stand_beside_the_value(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    assert "The date can be read as 3 April 2024 / 4 March 2024." in row_of(document, "Version date")[1]
    assert row_of(document, "Takes place")[1].endswith("(paragraph\N{NO-BREAK SPACE}4, said with “kan komma att”)")


def test_what_is_only_said_to_be_possible_is_told_by_the_words_for_it(build_assessment: BUILD, tmp_path: Path) -> None:
    values = [v for v in build_values(build_assessment) if not v.field.startswith("transfers.")]
    (outside,) = build_assessment().values_of("transfers.outside_eea")
    item = "Transfers outside the EEA and safeguards"
    document = written(build_assessment((*values, outside)), tmp_path)
    assert row_of(document, item, columns=4)[1] == "◐ Stated with “kan komma att”"
    earlier = dataclasses.replace(outside, version_id=6)
    document = written(build_assessment((*values, earlier)), tmp_path)
    assert row_of(document, item, columns=4)[1] == "◐ Stated as a possibility"


def kept(what: str, quote: str = "Loggar sparas i 12 månader efter inloggning", **limits: Any) -> ReviewedValue:
    return value(9, "retention.items", ValueState.SUGGESTED, Retention(what, **limits), quote)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "“loggar”: 12 months, “efter inloggning”"),
        ("sv", "Loggar: 12 månader, efter inloggning"),
        ("fi", "”loggar”: 12 kuukautta, ”efter inloggning”"),
    ],
)
def test_words_of_another_language_stand_in_quotation_marks(
    build_assessment: BUILD, tmp_path: Path, language: str, said: str
) -> None:
    read = kept("loggar", period="P12M", since="efter inloggning")
    document = written(build_assessment((read,)), tmp_path, language)
    texts = [cell for row in rows(document) for cell in row]
    assert said in texts
    assert any(text.startswith(f"{said} (") for text in texts)
    own = dataclasses.replace(read, state=ValueState.CORRECTED, value=Retention("Logs", period="P6M", since="login"))
    assert "Logs: 6 months, login" in [c for row in rows(written(build_assessment((own,)), tmp_path)) for c in row]


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ({"period": "P3Y"}, ": 3 år"),
        ({"period": "P3Y", "since": "från det att den registrerade senast hörde av sig till oss"}, ": 3 år, från det"),
        ({"period": "P2Y", "since": "så länge kundrelationen varar och ännu därefter i …"}, "[…] 2 år"),
    ],
)
def test_a_period_is_never_cut(build_assessment: BUILD, tmp_path: Path, limits: dict[str, str], said: str) -> None:
    read = kept("uppgifter om potentiella kunder och deras kontaktpersoner (marknadsföring och utskick)", **limits)
    document = written(build_assessment((read,)), tmp_path, "sv")
    statement = row_of(document, "Lagringstid", columns=4)[2]
    assert said in statement
    assert statement.startswith("Uppgifter om potentiella kunder och […]")


def test_silence_is_told_apart(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    dpo = row_of(document, "Data protection officer")
    assert dpo[1:] == ["Not stated in the reviewed document.", "∅ Not stated\nAino Virta, 20 November 2026 09:15 UTC"]
    assert row_of(document, "Automated decisions")[1:] == ["Nothing found; not yet reviewed.", "○ Open"]


def test_a_controller_in_the_eea_needs_no_representative(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    reason = "The controller is established in the EEA."
    assert row_of(document, "EU representative")[1:] == [f"Not applicable. {reason}", "○ Open"]
    _, status, statement, place = row_of(document, "Representative in the EU", columns=4)
    assert (status, statement, place) == ("– Not applicable", reason, "")


def test_a_decided_field_that_breaks_off_says_so_everywhere(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = build_assessment()
    fields = tuple(
        dataclasses.replace(s, status=FieldStatus.NOT_STATED) if s.field == "purposes" else s for s in assessment.fields
    )
    document = written(dataclasses.replace(assessment, fields=fields), tmp_path)
    overview = next(row for row in rows(document) if row[0] == "Purposes" and len(row) == 2)
    assert overview[1] == "Breaks off in the copy reviewed."
    assert row_of(document, "Purposes", columns=4)[1] == "! Breaks off in the copy reviewed"
    assert row_of(document, "Purposes")[1].startswith("! The passage ends without content in the copy reviewed")


def test_a_finding_about_silence_says_where_it_was_looked(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment, finding = build_assessment(), Finding("RIG-03", Severity.HIGH, ("no_complaint",))
    silence = Silence("rights.authority", 8, ("tillsynsmyndighet",))
    fields = tuple(
        dataclasses.replace(s, silences=((7, silence),)) if s.field == "rights.authority" else s
        for s in assessment.fields
    )
    shown = ReviewedFinding(finding, FindingState.OPEN, Severity.HIGH)
    document = written(dataclasses.replace(assessment, fields=fields, findings=(shown,)), tmp_path)
    said = "Searched for in the whole text and not found: Supervisory authority (8 expressions)."
    assert ("Note", said) in finding_block(document, "RIG-03")


@pytest.mark.parametrize(
    ("examples", "said"),
    [
        (("dataskyddsombud", "DPO", "dso", "ombud"), ", such as “dataskyddsombud”, “DPO”, “dso”."),
        ((), "."),
    ],
)
def test_silence_says_what_was_searched_for(
    build_assessment: BUILD, tmp_path: Path, examples: tuple[str, ...], said: str
) -> None:
    assessment = build_assessment()
    silence = Silence("contact.dpo", 7, examples)
    fields = tuple(
        dataclasses.replace(s, silences=((7, silence),)) if s.field == "contact.dpo" else s for s in assessment.fields
    )
    document = written(dataclasses.replace(assessment, fields=fields), tmp_path)
    content = row_of(document, "Data protection officer")[1]
    assert content.split("\n")[1] == f"The whole text was searched for 7 expressions{said}"


def test_a_field_whose_values_were_all_rejected_is_open(build_assessment: BUILD, tmp_path: Path) -> None:
    values = tuple(v for v in build_values(build_assessment) if v.state is ValueState.REJECTED)
    document = written(build_assessment(values), tmp_path)
    content = row_of(document, "Country")[1]
    assert content.split("\n") == [
        "Norway (paragraph\N{NO-BREAK SPACE}2)",
        "The suggested values were rejected; not yet decided.",
    ]


def build_values(build_assessment: BUILD) -> list[ReviewedValue]:
    return [value for state in build_assessment().fields for value in state.values]


def test_broken_off_passages_are_named(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    content = row_of(document, "Purposes")[1]
    assert "! The passage ends without content in the copy reviewed (paragraph\N{NO-BREAK SPACE}6)." in content
    assert excerpts(document)["6"].text == "“Vi behandlar uppgifter för följande ändamål:”"


def test_notes_never_go_in(build_assessment: BUILD, tmp_path: Path) -> None:
    assert "stays inside" not in whole_text(written(build_assessment(), tmp_path))


def test_open_points_list_flagged_and_open_fields(build_assessment: BUILD, tmp_path: Path) -> None:
    open_points = dict(row for row in rows(written(build_assessment(), tmp_path)) if len(row) == 2)
    assert open_points["! Flagged"] == "Controller and contacts: Name"
    assert open_points["Suggested values not yet reviewed"] == "Transfers outside the EEA: Takes place"
    assert (
        "Recipients: Categories of recipients, List of sub-processors, Sale of data"
        in open_points["Nothing found, or all rejected; not yet decided"]
    )
    assert "Data protection officer" not in open_points["Nothing found, or all rejected; not yet decided"]


def test_the_field_record_holds_machine_and_final_value_apart(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    _, content, decision = row_of(document, "Version date")
    assert content.split("\n")[:2] == [
        "3 April 2024 (paragraph\N{NO-BREAK SPACE}2)",
        "Suggested by the software: 4 March 2024",
    ]
    assert decision == "✎ Corrected\nAino Virta, 20 November 2026 09:15 UTC"
    table = next(t for t in document.tables if t.rows[0].cells[0].text == "Controller and contacts")
    at = next(n for n, row in enumerate(table.rows) if row.cells[0].text == "Country")
    rejected, added = (table.rows[at + n].cells for n in (0, 1))
    assert rejected[1].paragraphs[0].runs[0].style.name == "Struck"
    assert rejected[2].text.startswith("× Rejected")
    assert (added[0].text, added[1].text) == ("", "Sweden\nKnown from: trade register.")


def test_provenance_counts_what_was_done(build_assessment: BUILD, tmp_path: Path) -> None:
    text = whole_text(written(build_assessment(), tmp_path))
    assert (
        "reviewed by Aino Virta. Values: 11 in all, of which confirmed: 7, corrected: 1, added: 1, rejected: 1, not "
        "yet reviewed: 1. Fields found not to be stated: 1. No document content was sent"
    ) in text


def test_sources_identify_the_file(build_assessment: BUILD, tmp_path: Path) -> None:
    facts = dict(row for row in rows(written(build_assessment(), tmp_path)) if len(row) == 2)
    assessment = build_assessment()
    version = assessment.documents[0].version
    assert facts["SHA-256 of the file"] == version.sha256
    assert facts["Retrieved"] == "18 November 2026"
    assert facts["Found at"] == "lovbild.example/policy"
    assert facts["Extent"] == f"{len(version.text)} characters"


def test_places_are_pages_where_the_source_has_them(build_assessment: BUILD, tmp_path: Path) -> None:
    values = tuple(
        dataclasses.replace(v, evidence=tuple(dataclasses.replace(e, page=4) for e in v.evidence))
        for v in build_values(build_assessment)
    )
    content = row_of(written(build_assessment(values), tmp_path), "Named recipients")[1]
    assert "(page\N{NO-BREAK SPACE}4)" in content


def test_a_passage_over_a_paragraphs_end_is_cited_with_both(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = build_assessment()
    text = assessment.documents[0].version.text
    start, end = text.index("Integritetspolicy"), text.index("Uppdaterad") + len("Uppdaterad 03/04/2024.")
    ground = Ground(Evidence(start, end, text[start:end]), 7)
    shown = ReviewedFinding(
        Finding("TRF-06", Severity.HIGH, ("unresolved",), (ground,)), FindingState.OPEN, Severity.HIGH
    )
    document = written(dataclasses.replace(assessment, findings=(shown,)), tmp_path)
    (quote,) = [words for style, words in finding_block(document, "TRF-06") if style == "Quote"]
    assert quote.startswith("“Integritetspolicy / Uppdaterad 03/04/2024.")
    assert quote.endswith("(paragraphs\N{NO-BREAK SPACE}1 and 2)")
    assert excerpts(document)["1–2"].text.startswith("“Integritetspolicy / Uppdaterad")


def test_many_passages_of_one_value_are_named_by_place(build_assessment: BUILD, tmp_path: Path) -> None:
    base = next(v for v in build_values(build_assessment) if v.field == "transfers.countries")
    text = build_assessment().documents[0].version.text
    spans = [text.index(word) for word in ("USA.", "Loggar", "Vi är", "Integritetspolicy", "Uppdaterad")]
    many = tuple(Evidence(at, at + 5, text[at : at + 5]) for at in spans)
    document = written(build_assessment((dataclasses.replace(base, evidence=many),)), tmp_path)
    assert row_of(document, "Countries")[1] == "United States (paragraphs\N{NO-BREAK SPACE}1, 2, 4 and 5)"


def test_a_passage_of_an_earlier_version_is_said_to_be_one(build_assessment: BUILD, tmp_path: Path) -> None:
    values = tuple(dataclasses.replace(v, version_id=6) for v in build_values(build_assessment))
    content = row_of(written(build_assessment(values), tmp_path), "Countries")[1]
    assert content == "United States\nThe passage stands in an earlier version of the document."


def test_a_quote_that_is_not_in_the_text_stops_the_report(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = build_assessment(text=build_assessment().documents[0].version.text.replace("& Co", "+ Co"))
    with pytest.raises(ReportError) as caught:
        written(assessment, tmp_path)
    assert caught.value.code == "report.quote_changed"
    assert caught.value.facts == {"field": "recipients.named", "document": "Integritetspolicy"}
    assert list(tmp_path.iterdir()) == []


def test_final_is_refused_while_a_field_is_open(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = build_assessment()
    with pytest.raises(ReportError) as caught:
        written(assessment, tmp_path, final=True)
    assert caught.value.code == "report.undecided"
    assert caught.value.facts["open"] == len(assessment.fields) - assessment.decided


def decided(assessment: Assessment) -> Assessment:
    fields = tuple(dataclasses.replace(s, status=FieldStatus.NOT_STATED, values=()) for s in assessment.fields)
    return dataclasses.replace(assessment, fields=fields)


def test_final_is_refused_while_a_high_finding_is_open(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = dataclasses.replace(decided(build_assessment()), findings=found(FindingState.OPEN))
    with pytest.raises(ReportError) as caught:
        written(assessment, tmp_path, final=True)
    assert caught.value.facts == {"open": 0, "fields": "–", "findings": "TRF-02"}
    assert list(tmp_path.iterdir()) == []
    accepted = dataclasses.replace(assessment, findings=found(FindingState.ACCEPTED))
    assert written(accepted, tmp_path, final=True)


def found(state: FindingState, **facts: Any) -> tuple[ReviewedFinding, ...]:
    """A high finding on a passage, and a low one that was dismissed with a reason."""
    quote = "enligt standardavtalsklausuler"
    start = 123  # in the text of the assessment
    ground = Ground(Evidence(start, start + len(quote), quote), 7)
    high = Finding("TRF-02", Severity.HIGH, ("privacy_shield",), (ground,), {}, ("D10", "D22"))
    low = Finding("SEC-01", Severity.LOW, ("general_only",))
    decision = Decision("Aino Virta", "2026-11-20T09:15:00.000Z")
    return (
        ReviewedFinding(high, state, Severity.HIGH, decision=decision, **facts),
        ReviewedFinding(low, FindingState.DISMISSED, Severity.LOW, reason="an annex was sent", decision=decision),
    )


def finding_block(document: Any, rule: str) -> list[tuple[str, str]]:
    """The paragraphs of a finding as (style, text), its heading first."""
    texts = [(p.style.name, p.text) for p in document.paragraphs]
    start = next(n for n, (style, text) in enumerate(texts) if style == "Heading 3" and rule in text)
    rest = [n for n, (style, _) in enumerate(texts) if n > start and style.startswith("Heading")]
    return texts[start : min(rest)]


def test_findings_stand_with_severity_passages_owner_and_basis(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = dataclasses.replace(build_assessment(), findings=found(FindingState.ACCEPTED, wording="Own words."))
    document = written(assessment, tmp_path)
    heading, words, quote, action, basis = finding_block(document, "TRF-02")
    assert heading[1].startswith("▲ TRF-02 · ")
    assert words == ("Finding", "Own words.")
    assert quote[0] == "Quote"
    assert quote[1].endswith("enligt standardavtalsklausuler.” (paragraph\N{NO-BREAK SPACE}3)")
    assert action[1].startswith("Recommendation: Require")
    assert action[1].endswith(" Action by: vendor.")
    assert "GDPR" in basis[1]
    assert basis[1].endswith("Appendix C, D10 and D22.")
    facts = dict(row for row in rows(document) if len(row) == 2)
    assert facts["Findings"] == COUNTS
    (register,) = [row for row in rows(document) if len(row) == 4 and row[1].startswith("TRF-02")]
    assert (register[0], register[2:]) == ("▲ High", ["Vendor", "✎ Accepted, reworded"])


def test_secondary_findings_stand_in_a_table(build_assessment: BUILD, tmp_path: Path) -> None:
    _, low = found(FindingState.OPEN)
    low = dataclasses.replace(low, state=FindingState.OPEN)
    document = written(dataclasses.replace(build_assessment(), findings=(low,)), tmp_path)
    assert [p for p in document.paragraphs if p.style.name == "Heading 3"] == []
    (row,) = [row for row in rows(document) if len(row) == 3 and row[0].startswith("SEC-01\n")]
    assert row[1].startswith("Security is described in general terms or not at all.")
    assert row[2].endswith("Action by: counsel")


def test_a_passage_is_quoted_under_one_finding_and_referred_to_under_others(
    build_assessment: BUILD, tmp_path: Path
) -> None:
    (high, _) = found(FindingState.OPEN)
    other = dataclasses.replace(high, finding=dataclasses.replace(high.finding, rule="TRF-03", cases=("no_safeguard",)))
    document = written(dataclasses.replace(build_assessment(), findings=(high, other)), tmp_path)
    assert ("Note", "Quoted under TRF-02 (paragraph\N{NO-BREAK SPACE}3).") in finding_block(document, "TRF-03")


def against_each_other(assessment: Assessment) -> ReviewedFinding:
    """A finding on two statements that disagree."""
    first, second = "Loggar sparas i 12 månader efter inloggning", "Vi kan komma att överföra uppgifter till USA."
    text = assessment.documents[0].version.text
    grounds = tuple(Ground(Evidence(text.index(q), text.index(q) + len(q), q), 7) for q in (first, second))
    details = {"disclosure.first": (first,), "disclosure.second": (second,)}
    finding = Finding("CON-01", Severity.MEDIUM, ("disclosure",), grounds, details)
    return ReviewedFinding(finding, FindingState.OPEN, Severity.MEDIUM)


def test_a_finding_is_not_torn_apart_by_the_end_of_a_page(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = dataclasses.replace(build_assessment(), findings=found(FindingState.OPEN))
    document = written(assessment, tmp_path)
    start = next(n for n, p in enumerate(document.paragraphs) if p.style.name == "Heading 3")
    length = len(finding_block(document, "TRF-02"))
    kept = [p.paragraph_format.keep_with_next for p in document.paragraphs[start : start + length]]
    assert kept == [True] * (length - 1) + [None]


def test_statements_set_against_each_other_are_both_quoted(build_assessment: BUILD, tmp_path: Path) -> None:
    findings = (against_each_other(build_assessment()),)
    document = written(dataclasses.replace(build_assessment(), findings=findings), tmp_path)
    _, words, *quotes = finding_block(document, "CON-01")
    assert words[1] == "Two statements on disclosure are inconsistent."
    assert [style for style, _ in quotes[:3]] == ["Quote", "Quote", "Recommendation"]


def test_a_quote_of_a_finding_that_is_not_in_the_text_stops_the_report(build_assessment: BUILD, tmp_path: Path) -> None:
    (high, low) = found(FindingState.OPEN)
    lost = dataclasses.replace(high.finding, grounds=(Ground(Evidence(0, 3, "xyz"), 7),))
    assessment = dataclasses.replace(build_assessment(), findings=(dataclasses.replace(high, finding=lost), low))
    with pytest.raises(ReportError) as caught:
        written(assessment, tmp_path)
    assert caught.value.facts["field"] == "TRF-02"


def test_reasons_go_into_the_review_log_and_dismissed_findings_nowhere_else(
    build_assessment: BUILD, tmp_path: Path
) -> None:
    document = written(dataclasses.replace(build_assessment(), findings=found(FindingState.OPEN)), tmp_path)
    log = {row[0]: row for row in rows(document) if len(row) == 4}
    assert log["SEC-01"][1:3] == ["× Dismissed", "an annex was sent"]
    assert whole_text(document).count("SEC-01") == 1


def test_unverified_facts_are_marked_in_the_appendix_alone(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(dataclasses.replace(build_assessment(), findings=found(FindingState.OPEN)), tmp_path)
    facts = {row[0]: row[2] for row in rows(document) if len(row) == 3}
    assert "\n" not in facts["D10"]
    assert facts["D22"].endswith("\n! not verified; check before relying on it")


def test_working_translations_are_printed_as_such(build_assessment: BUILD, tmp_path: Path) -> None:
    values = tuple(
        dataclasses.replace(v, translation="under standard clauses") if v.field == "transfers.safeguards" else v
        for v in build_values(build_assessment)
    )
    (high, _) = found(FindingState.OPEN)
    evidence = next(v for v in values if v.field == "transfers.safeguards").evidence
    finding = dataclasses.replace(high.finding, grounds=tuple(Ground(e, 7) for e in evidence))
    assessment = dataclasses.replace(build_assessment(values), findings=(dataclasses.replace(high, finding=finding),))
    document = written(assessment, tmp_path)
    assert "Working translation: under standard clauses" in [text for _, text in finding_block(document, "TRF-02")]


def test_the_rating_is_said_to_be_suggested_until_it_is_decided(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = dataclasses.replace(build_assessment(), findings=found(FindingState.ACCEPTED))
    facts = dict(row for row in rows(written(assessment, tmp_path)) if len(row) == 2)
    assert facts["Overall rating"].endswith("Suggested from the findings; not yet decided by the reviewer.")
    rating = OverallRating(Rating.NOT_RECOMMENDED, "too old", Decision("Bo", "2026-11-20T09:15:00.000Z"))
    document = written(dataclasses.replace(assessment, rating=rating), tmp_path)
    facts = dict(row for row in rows(document) if len(row) == 2)
    assert facts["Overall rating"].startswith("Not recommended at present\nDecided by the reviewer; the findings")
    assert "Reason: too old (Bo, 20 November 2026 09:15 UTC)" in whole_text(document)


def test_sign_off_names_who_answers_for_it(build_assessment: BUILD, tmp_path: Path) -> None:
    signed = SignOff("Aino Virta", "Bo Lind", "", Decision("Aino Virta", "2026-11-21T09:15:00.000Z"))
    document = written(dataclasses.replace(build_assessment(), sign_off=signed), tmp_path)
    roles = {row[0]: row[1:] for row in rows(document) if len(row) == 4}
    assert roles["Reviewed by"] == ["Bo Lind", "21 November 2026", ""]
    assert roles["Approved by"] == ["", "", ""]


def test_the_checklist_says_of_every_item_whether_it_is_stated(build_assessment: BUILD, tmp_path: Path) -> None:
    table: dict[str, list[str]] = {}
    for row in rows(written(build_assessment(), tmp_path)):
        if len(row) == 4:
            table.setdefault(row[0].split("\n")[0], row)
    assert table["Data protection officer"][1] == "∅ Not stated"
    assert table["Purposes"][1] == "! Breaks off in the copy reviewed"
    assert table["Recipients"][1:] == ["✓ Stated", "Exempelpost Ltd & Co <USA>", "paragraph\N{NO-BREAK SPACE}3"]
    assert table["Withdrawal of consent"][1] == "○ Nothing found; not yet reviewed"
    assert list(table)[1 : len(ITEMS) + 1] == [item.label for item in ITEMS]


def test_an_item_is_stated_in_part_where_a_case_of_a_finding_says_so(build_assessment: BUILD, tmp_path: Path) -> None:
    def status(case: str) -> str:
        finding = Finding("IDN-01", Severity.MEDIUM, (case,))
        shown = ReviewedFinding(finding, FindingState.OPEN, Severity.MEDIUM)
        document = written(dataclasses.replace(build_assessment(), findings=(shown,)), tmp_path)
        return row_of(document, "Identity and contact details of the controller", columns=4)[1]

    assert status("no_legal_form") == "◐ Stated in part"
    assert status("no_number") == "✓ Stated"


def test_an_agreement_is_not_held_against_a_list_of_what_notices_owe(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = build_assessment()
    agreements = tuple(dataclasses.replace(document, kind=DocumentKind.DPA) for document in assessment.documents)
    document = written(dataclasses.replace(assessment, documents=agreements), tmp_path)
    assert "Arts 13 and 14 GDPR ask nothing of these." in whole_text(document)
    assert not [row for row in rows(document) if row[0].startswith("Legal bases\nArt. 13")]
    assert [row for row in rows(written(assessment, tmp_path)) if row[0].startswith("Legal bases\nArt")]


def test_where_medium_findings_are_the_conditions_they_stand_before_signing(
    build_assessment: BUILD, tmp_path: Path
) -> None:
    cases = {"SCO-02": "no_role", "DAT-01": "no_date", "CAT-01": "not_stated", "REC-01": "not_stated"}
    medium = tuple(
        ReviewedFinding(Finding(rule, Severity.MEDIUM, (case,)), FindingState.OPEN, Severity.MEDIUM)
        for rule, case in cases.items()
    )
    document = written(dataclasses.replace(build_assessment(), findings=medium), tmp_path)
    steps = [p.text for p in document.paragraphs if p.style.name == "List Bullet"]
    assert [step.split(" ")[0] for step in steps] == list(cases)


def test_where_one_finding_is_high_the_medium_ones_stand_before_signing_too(
    build_assessment: BUILD, tmp_path: Path
) -> None:
    given = {"RET-01": ("not_stated", Severity.HIGH), "DAT-01": ("no_date", Severity.MEDIUM)}
    shown = tuple(
        ReviewedFinding(Finding(rule, severity, (case,)), FindingState.OPEN, severity)
        for rule, (case, severity) in given.items()
    )
    document = written(dataclasses.replace(build_assessment(), findings=shown), tmp_path)
    steps = [p.text for p in document.paragraphs if p.style.name == "List Bullet"]
    assert [step.split(" ")[0] for step in steps] == list(given)


def test_nothing_is_recommended_before_the_reviewer_has_decided_on_the_rating(
    build_assessment: BUILD, tmp_path: Path
) -> None:
    def advice(**facts: Any) -> str:
        assessment = dataclasses.replace(build_assessment(), **facts)
        return row_of(written(assessment, tmp_path), "Recommended decision", 2)[1]

    untouched = tuple(
        dataclasses.replace(state, status=FieldStatus.OPEN, values=()) for state in build_assessment().fields
    )
    rating = OverallRating(Rating.ACCEPTABLE, "Few findings.", Decision("Test Person", "2026-11-22T10:00:00Z"))
    assert advice(fields=untouched) == "None yet; nothing has been reviewed."
    assert advice() == "None yet; the overall rating has not been decided."
    assert advice(rating=rating).startswith("The findings do not stand in the way")


def test_before_signing_no_high_finding_is_left_out(build_assessment: BUILD, tmp_path: Path) -> None:
    cases = {
        "LEG-01": "not_stated",
        "RET-01": "not_stated",
        "RIG-01": "several",
        "RIG-02": "no_withdrawal",
        "RIG-03": "no_complaint",
        "SEC-01": "general_only",
    }
    shown = tuple(
        ReviewedFinding(Finding(rule, Severity.HIGH, (case,)), FindingState.ACCEPTED, Severity.HIGH)
        for rule, case in cases.items()
    )
    rules = list(cases)
    document = written(dataclasses.replace(build_assessment(), findings=shown), tmp_path)
    texts = [p.text for p in document.paragraphs]
    after = texts[texts.index("Before signing") + 1 :]
    assert [text.split(" ")[0] for text in after[: len(rules)]] == rules


def test_no_space_after_a_table_stands_before_a_page_begins(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    (appendix,) = [p for p in document.paragraphs if p.text.startswith("Appendix A. ") and p.style.name == "Appendix"]
    assert appendix._p.getprevious().tag == qn("w:tbl")


def test_recipients_say_where_each_cell_comes_from(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    (row,) = [row for row in rows(document) if len(row) == 5 and row[0] != "Recipient"]
    assert row[0].startswith("Exempelpost")
    assert row[1].split("\n") == ["processor\N{NO-BREAK SPACE}a", "“utskick”"]
    assert row[2:4] == ["United States\N{NO-BREAK SPACE}a,\N{NO-BREAK SPACE}b", "Standard contractual clauses"]
    notes = [p.text for p in document.paragraphs if p.style.name == "Note"]
    assert "a stated in the text" in notes
    assert any(text.startswith("b adequacy decision (EU) 2023/1795") for text in notes)


def test_notes_on_recipients_are_numbered_only_where_one_is_referred_to(
    build_assessment: BUILD, tmp_path: Path
) -> None:
    unknown = value(7, "recipients.named", ValueState.SUGGESTED, "Nordmål AB", "Exempelpost Ltd & Co <USA>")
    known = value(
        8,
        "recipients.named",
        ValueState.SUGGESTED,
        "Exempelpost Ltd & Co <USA>",
        "Exempelpost Ltd & Co <USA>",
        details={"role": "processor", "country": "SE"},
    )
    document = written(build_assessment((unknown, known)), tmp_path)
    table = [row for row in rows(document) if len(row) == 5 and row[0] != "Recipient"]
    assert [row[1:3] for row in table] == [
        ["–", "–"],
        ["processor\N{NO-BREAK SPACE}a", "Sweden\N{NO-BREAK SPACE}a,\N{NO-BREAK SPACE}b"],
    ]
    notes = [p.text for p in document.paragraphs if p.style.name == "Note"]
    assert [note[:2] for note in notes if note[1:2] == " " and note[0] in "abc"] == ["a ", "b "]


@pytest.mark.parametrize(
    ("cited", "kept"),
    [
        ("GDPR Art. 13(2)(f) and 22", "GDPR Art._13(2)(f) and_22"),
        ("artikel 13.1 f i dataskyddsförordningen", "artikel_13.1_f i dataskyddsförordningen"),
        (
            "tietosuoja-asetuksen 13 artiklan 1 kohdan f alakohta",
            "tietosuoja-asetuksen 13_artiklan 1_kohdan f alakohta",
        ),
        ("3 kap. 10 § lagen (2018:218)", "3_kap._10_§ lagen (2018:218)"),
    ],
)
def test_numbers_of_citations_do_not_part_from_what_they_count(cited: str, kept: str) -> None:
    assert citation(cited) == kept.replace("_", "\N{NO-BREAK SPACE}")


def test_a_country_known_from_elsewhere_is_said_to_be_the_groups(build_assessment: BUILD, tmp_path: Path) -> None:
    quote = "Exempelpost Ltd & Co <USA>"
    known = value(7, "recipients.named", ValueState.SUGGESTED, "Google Analytics", quote)
    stated = value(8, "recipients.named", ValueState.SUGGESTED, "Intrum", quote, details={"country": "DE"})
    document = written(build_assessment((known, stated)), tmp_path)
    table = [row for row in rows(document) if len(row) == 5 and row[0] != "Recipient"]
    group, country = (row[2] for row in table)
    assert group.startswith("Group established in: United States\N{NO-BREAK SPACE}")
    assert country.startswith("Germany\N{NO-BREAK SPACE}")


def test_the_comparison_gives_periods_countries_and_safeguards(build_assessment: BUILD) -> None:
    comparison = compare_vendors([build_assessment()], Translator("en"), date(2026, 11, 22))
    cells = {row.label: row.cells[0] for row in comparison.statements}
    kept = "“Loggar”: 12 months, “efter inloggning”"
    assert cells["Retention"].notes == (kept, "paragraph\N{NO-BREAK SPACE}5")
    transfers = cells["Transfers outside the EEA and safeguards"]
    assert transfers.notes[:2] == ("United States", "Standard contractual clauses")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_letter_asks_without_showing_what_is_meant_for_the_client(
    build_assessment: BUILD, tmp_path: Path, language: str
) -> None:
    assessment = dataclasses.replace(build_assessment(), findings=found(FindingState.OPEN))
    path = tmp_path / "letter.docx"
    write_questions_letter(assessment, Translator(language), path, generated=date(2026, 11, 22))
    document = docx.Document(str(path))
    (table,) = document.tables
    assert [row.cells[0].text for row in table.rows[1:]] == ["1"]
    assert "standardavtalsklausuler" in table.rows[1].cells[1].text
    text = whole_text(document)
    assert "TRF-02" not in text
    assert "Northern Archive" not in text


def test_the_letter_goes_by_subject_and_quotes_both_of_two_statements(build_assessment: BUILD, tmp_path: Path) -> None:
    high, _ = found(FindingState.OPEN)
    scope = Finding("SCO-02", Severity.LOW, ("no_role",))
    findings = (against_each_other(build_assessment()), high, ReviewedFinding(scope, FindingState.OPEN, Severity.LOW))
    path = tmp_path / "letter.docx"
    assessment = dataclasses.replace(build_assessment(), findings=findings)
    write_questions_letter(assessment, Translator("en"), path, generated=date(2026, 11, 22), reviewer="Aino Virta")
    document = docx.Document(str(path))
    questions = [row.cells[1].paragraphs for row in document.tables[0].rows[1:]]
    assert [q[0].text.split()[0] for q in questions] == ["In", "The", "Two"]
    assert [p.style.name for p in questions[2][1:]] == ["Quote", "Quote"]
    texts = [p.text for p in document.paragraphs]
    assert texts[4] == (
        "We have read “Integritetspolicy” (3 April 2024) and ask you to answer the questions below by ____."
    )
    assert texts[-2:] == ["Yours sincerely", "Aino Virta"]


@pytest.mark.parametrize(("state", "mark"), [(FindingState.OPEN, "DRAFT"), (FindingState.ACCEPTED, "")])
def test_the_letter_is_a_draft_until_its_findings_are_accepted(
    build_assessment: BUILD, tmp_path: Path, state: FindingState, mark: str
) -> None:
    assessment = dataclasses.replace(build_assessment(), findings=found(state))
    path = tmp_path / "letter.docx"
    write_questions_letter(assessment, Translator("en"), path, generated=date(2026, 11, 22))
    header = docx.Document(str(path)).sections[0].header.paragraphs[0].text
    assert header.split("\t")[1] == mark


def test_the_letter_quotes_a_sentence_once(build_assessment: BUILD, tmp_path: Path) -> None:
    finding = against_each_other(build_assessment()).finding
    text = build_assessment().documents[0].version.text
    words = ("Loggar sparas", "12 månader")
    grounds = tuple(Ground(Evidence(text.index(w), text.index(w) + len(w), w), 7) for w in words)
    details = {"disclosure.first": words[:1], "disclosure.second": words[1:]}
    same = dataclasses.replace(finding, grounds=grounds, details=details)
    shown = ReviewedFinding(same, FindingState.OPEN, Severity.MEDIUM)
    path = tmp_path / "letter.docx"
    assessment = dataclasses.replace(build_assessment(), findings=(shown,))
    write_questions_letter(assessment, Translator("en"), path, generated=date(2026, 11, 22))
    question = docx.Document(str(path)).tables[0].rows[1].cells[1]
    assert [p.text for p in question.paragraphs].count(question.paragraphs[-1].text) == 1
    assert len(question.paragraphs) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_has_a_question(language: str) -> None:
    questions = read_table(f"questions_{language}.toml")
    rules = load_rules().rules
    cases = {f"{rule.id}:{case.id}" for rule in rules for case in rule.cases}
    assert {rule.id for rule in rules} <= set(questions) <= {rule.id for rule in rules} | cases
    assert set(questions) == set(read_table("questions_en.toml"))
    assert all(text.endswith((".", "?")) for text in questions.values())
    assert [text for text in questions.values() if BANNED.search(text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_generated_text_is_neutral(build_assessment: BUILD, tmp_path: Path, language: str) -> None:
    """Of every rule and case; quotes are the documents' own words and not looked at."""
    findings = tuple(
        ReviewedFinding(Finding(rule.id, case.severity, (case.id,)), FindingState.ACCEPTED, case.severity)
        for rule in load_rules().rules
        for case in rule.cases
    )
    document = written(dataclasses.replace(build_assessment(), findings=findings), tmp_path, language)
    paragraphs = [
        *document.paragraphs,
        *(p for t in document.tables for r in t.rows for c in r.cells for p in c.paragraphs),
    ]
    assert [p.text for p in paragraphs if p.style.name not in ("Quote", "Excerpt") and BANNED.search(p.text)] == []


def test_the_comparison_orders_by_high_findings_and_sums_nothing(build_assessment: BUILD, tmp_path: Path) -> None:
    calm = dataclasses.replace(build_assessment(), vendor="Calm Oy")
    grave = dataclasses.replace(build_assessment(), vendor="Grave AB", findings=found(FindingState.OPEN))
    path = tmp_path / "comparison.docx"
    write_comparison([calm, grave], Translator("en"), path, generated=date(2026, 11, 22))
    document = docx.Document(str(path))
    matrix, findings = ([[c.text for c in row.cells] for row in t.rows] for t in document.tables)
    assert matrix[0] == ["Item", "Grave AB", "Calm Oy"]
    assert matrix[3][:2] == ["Findings", COUNTS]
    assert matrix[2][2].endswith("Suggested, not yet decided")
    assert findings[1][1:] == ["▲ High", "–"]
    assert len(findings) == 2
    assert {row[0].split("\n")[0] for row in matrix} >= {"Retention", "Role", "Certifications"}


def test_many_vendors_are_compared_in_several_tables(build_assessment: BUILD, tmp_path: Path) -> None:
    vendors = [dataclasses.replace(build_assessment(), vendor=f"Vendor {n}") for n in range(7)]
    path = tmp_path / "comparison.docx"
    write_comparison(vendors, Translator("sv"), path, generated=date(2026, 11, 22))
    widths = [len(table.columns) for table in docx.Document(str(path)).tables]
    assert widths == [6, 3, 6, 3]


@pytest.mark.parametrize("count", [2, 3, 7])
def test_few_vendors_share_the_whole_width(build_assessment: BUILD, tmp_path: Path, count: int) -> None:
    vendors = [dataclasses.replace(build_assessment(), vendor=f"Vendor {n}") for n in range(count)]
    path = tmp_path / "comparison.docx"
    write_comparison(vendors, Translator("en"), path, generated=date(2026, 11, 22))
    for table in docx.Document(str(path)).tables:
        assert sum(column.width.cm for column in table.columns) == pytest.approx(WIDE_TEXT_WIDTH, abs=0.1)


def test_what_is_compared_leads_to_field_and_finding(build_assessment: BUILD) -> None:
    calm = dataclasses.replace(build_assessment(), id=1, vendor="Calm Oy")
    grave = dataclasses.replace(build_assessment(), id=2, vendor="Grave AB", findings=found(FindingState.OPEN))
    comparison = compare_vendors([calm, grave], Translator("en"), date(2026, 11, 22))
    assert comparison.vendors == ((2, "Grave AB"), (1, "Calm Oy"))
    rows = {row.label: row for row in comparison.statements}
    retention = rows["Retention"].cells[0]
    assert (retention.text, retention.field, retention.document_id) == ("✓ Stated", "retention.items", None)
    assert rows["Retention"].note.startswith("Art.\N{NO-BREAK SPACE}13(2)(a)")
    (dated,) = [row for row in comparison.statements if row.cells[0].field == "document.version_date"]
    assert dated.cells[0].document_id == grave.documents[0].id
    assert [(cell.text, bool(cell.rule)) for cell in comparison.findings[0].cells] == [("▲ High", True), ("–", False)]
    assert not any(row.cells[0].field for row in comparison.statements[:3])


def test_a_final_report_carries_no_draft_mark(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = build_assessment()
    document = written(decided(assessment), tmp_path, final=True)
    assert document.sections[0].header.paragraphs[0].text.strip() == "Lövbild AB"
    assert "Draft" not in document.sections[0].footer.paragraphs[0].text
    assert "No field is open" not in document.sections[0].header.paragraphs[0].text


def test_a_final_report_does_not_say_what_nobody_filled_in(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = dataclasses.replace(decided(build_assessment()), client="")
    draft = {row[0]: row[1] for row in rows(written(assessment, tmp_path)) if len(row) == 2}
    assert draft["Client"] == "Unknown"
    final = {row[0] for row in rows(written(assessment, tmp_path, final=True)) if len(row) == 2}
    assert "Client" not in final
    assert "Matter" in final


@pytest.mark.parametrize(("language", "mark"), [("en", "DRAFT"), ("sv", "UTKAST"), ("fi", "LUONNOS")])
def test_a_draft_says_so_on_every_page(build_assessment: BUILD, tmp_path: Path, language: str, mark: str) -> None:
    document = written(build_assessment(), tmp_path, language)
    assert len(document.sections) == 1
    assert not document.sections[0].different_first_page_header_footer
    assert mark in document.sections[0].header.paragraphs[0].text


def test_the_footer_counts_pages(build_assessment: BUILD, tmp_path: Path) -> None:
    footer = written(build_assessment(), tmp_path).sections[0].footer.paragraphs[0]
    fields = [code.text.strip() for code in footer._p.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert footer.text.startswith("2026-114 · Lövbild AB · Draft\tPage ")


@pytest.mark.parametrize(("language", "tag"), [("en", "en-GB"), ("sv", "sv-SE"), ("fi", "fi-FI")])
def test_runs_carry_their_language(build_assessment: BUILD, tmp_path: Path, language: str, tag: str) -> None:
    assessment = dataclasses.replace(build_assessment(), findings=found(FindingState.OPEN))
    document = written(assessment, tmp_path, language)
    quotes = [*excerpts_of(document), *(p for p in document.paragraphs if p.style.name == "Quote")]
    assert len(quotes) == 7
    for paragraph in quotes:
        tags = {run.style.name: run_language(run) for run in paragraph.runs}
        assert {t for name, t in tags.items() if name != "Place"} == {"sv-SE"}
        assert tags.get("Place", tag) == tag
    heading = next(p for p in document.paragraphs if p.style.name == "Heading 1")
    assert run_language(heading.runs[0]) == tag


def run_language(run: Any) -> str:
    return str(run._r.rPr.find(qn("w:lang")).get(qn("w:val")))


def excerpts_of(document: Any) -> list[Any]:
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    return [p for cell in cells for p in cell.paragraphs if p.style.name == "Excerpt"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_head_repeats_and_only_rows_of_passages_break(
    build_assessment: BUILD, tmp_path: Path, language: str
) -> None:
    document = written(build_assessment(), tmp_path, language)
    ruled = [table for table in document.tables if table.style.name == "Review Table"]
    assert len(ruled) > 10
    for table in ruled:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        passages = any(p.style.name == "Excerpt" for p in table.rows[-1].cells[-1].paragraphs)
        kept = [row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows]
        assert set(kept[1:]) == {not passages}


@pytest.mark.parametrize(("values", "kept"), [(8, True), (9, False)])
def test_a_field_of_many_values_may_run_over_the_end_of_a_page(
    build_assessment: BUILD, tmp_path: Path, values: int, kept: bool
) -> None:
    (known,) = build_assessment().values_of("recipients.named")
    recipients = tuple(dataclasses.replace(known, id=100 + number) for number in range(values))
    document = written(build_assessment(values=recipients), tmp_path, "en")
    rows = (row for table in document.tables for row in table.rows)
    row = next(row for row in rows if row.cells[0].text == "Named recipients")
    assert (row._tr.trPr.find(qn("w:cantSplit")) is not None) is kept


def test_nothing_of_the_machine_is_in_the_file(
    build_assessment: BUILD, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("USER", "someuser")
    document = written(build_assessment(), tmp_path, reviewer="Aino Virta")
    core = document.core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("Aino Virta", "Aino Virta", "")
    assert core.title == "Review of privacy documentation: Lövbild AB"
    assert core.modified.date() == date(2026, 11, 22)
    with zipfile.ZipFile(tmp_path / "report.docx") as archive:
        content = b"".join(archive.read(name) for name in archive.namelist())
        assert not [name for name in archive.namelist() if "thumbnail" in name]
    for trace in (str(tmp_path), str(Path.cwd()), "someuser", "python-docx"):
        assert trace.encode() not in content


def test_control_characters_do_not_break_the_file(build_assessment: BUILD, tmp_path: Path) -> None:
    base = next(v for v in build_values(build_assessment) if v.field == "controller.name")
    odd = dataclasses.replace(base, value="Löv\x0bbild\x00 AB\ud800")
    assert row_of(written(build_assessment((odd,)), tmp_path), "Name")[1].startswith("Lövbild AB")


def test_a_second_document_is_named_in_places(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = build_assessment()
    first = assessment.documents[0]
    version = dataclasses.replace(first.version, id=8, file_name="dpa.txt")
    second = dataclasses.replace(first, id=4, name="DPA", version=version, versions=2)
    document = written(dataclasses.replace(assessment, documents=(first, second)), tmp_path)
    assert "(Integritetspolicy, paragraph\N{NO-BREAK SPACE}3)" in row_of(document, "Named recipients")[1]
    assert ["Version", "1 of 2"] in rows(document)


def test_what_is_left_out_leaves_no_gap_in_the_letters(build_assessment: BUILD, tmp_path: Path) -> None:
    left_out = {ReportSection.QUESTIONS, ReportSection.PASSAGES, ReportSection.REVIEW_LOG}
    document = written(build_assessment(), tmp_path, sections=ALL_SECTIONS - left_out)
    headings = [p.text for p in document.paragraphs if p.style.name.startswith(("Heading 1", "Appendix"))]
    assert "Questions to the vendor" not in headings
    assert headings[-3:] == ["Appendix A. Field record", "Appendix B. Rules and dated facts", "Appendix C. Glossary"]
    assert "passages stand in" not in whole_text(document)
