from __future__ import annotations

import dataclasses
import os
import re
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from reviewer.i18n import LANGUAGES, Translator
from reviewer.model import Assessment, Evidence, FieldStatus, ReportError, ReviewedValue, ValueState
from reviewer.report import write_report

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "report" / "document.xml"
BUILD = Callable[..., Assessment]


def written(assessment: Assessment, folder: Path, language: str = "en", **options: Any) -> Any:
    path = folder / "report.docx"
    options.setdefault("generated", date(2026, 11, 22))
    write_report(assessment, Translator(language), path, **options)
    return docx.Document(str(path))


def whole_text(document: Any) -> str:
    return "\n".join(t.text or "" for t in document.element.body.iter(qn("w:t")))


def rows(document: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]


def row_of(document: Any, label: str, columns: int = 3) -> list[str]:
    return next(row for row in rows(document) if len(row) == columns and row[0].split("\n")[0] == label)


def test_headings_follow_the_form(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith(("Heading", "Appendix"))]
    assert headings[0] == ("Heading 1", "Scope and sources")
    assert ("Heading 2", "Controller and contacts") in headings
    assert headings[-1] == ("Appendix", "Appendix A. Decisions")


def test_headings_are_numbered_by_their_style(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    for name, level in (("Heading 1", 0), ("Heading 2", 1)):
        number = document.styles[name].element.pPr.numPr
        assert (number.numId.val > 0, number.ilvl.val) == (True, level)


def test_contents_link_to_every_section(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    body = document.element.body
    links = {
        link.get(qn("w:anchor")): "".join(t.text for t in link.iter(qn("w:t"))) for link in body.iter(qn("w:hyperlink"))
    }
    bookmarks = {
        b.get(qn("w:name")): "".join(t.text for t in b.getparent().iter(qn("w:t")))
        for b in body.iter(qn("w:bookmarkStart"))
    }
    assert list(links.values())[:2] == ["1Scope and sources", "2What the documents state"]
    assert {name: text.lstrip("12345") for name, text in links.items()} == bookmarks
    assert bookmarks.popitem()[1] == "Appendix A. Decisions"
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_a_value_stands_with_state_quote_and_place(build_assessment: BUILD, tmp_path: Path) -> None:
    label, content, state = row_of(written(build_assessment(), tmp_path), "Named recipients")
    assert label == "Named recipients\nArt. 13(1)(e) GDPR"
    assert content.split("\n") == [
        "Exempelpost Ltd & Co <USA>",
        "processor · United States · Standard contractual clauses · utskick",
        "“Leverantörer: Exempelpost Ltd & Co <USA>, enligt standardavtalsklausuler.” (paragraph\N{NO-BREAK SPACE}3)",
    ]
    assert state == "✓ Confirmed"


def test_the_words_that_prove_it_are_set_off(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    (row,) = [
        r for t in document.tables for r in t.rows if r.cells[0].text.startswith("Safeguards") and len(r.cells) == 3
    ]
    quote = next(p for p in row.cells[1].paragraphs if p.style.name == "Quote")
    assert [run.text for run in quote.runs if run.style.name == "Cue"] == ["standardavtalsklausuler"]


def test_doubts_stand_beside_the_value(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    assert "The date can be read as 3 April 2024 / 4 March 2024." in row_of(document, "Version date")[1]
    assert "The passage says only that this may be so." in row_of(document, "Takes place")[1]
    assert "Known from: trade register." in row_of(document, "Country")[1]


def test_silence_is_told_apart(build_assessment: BUILD, tmp_path: Path) -> None:
    document = written(build_assessment(), tmp_path)
    dpo = row_of(document, "Data protection officer")
    assert dpo[1:] == ["Not stated in the reviewed document.", "∅ Not stated"]
    assert row_of(document, "EU representative")[1:] == ["Nothing found; not yet reviewed.", "○ Open"]


def test_a_field_whose_values_were_all_rejected_is_open(build_assessment: BUILD, tmp_path: Path) -> None:
    values = tuple(v for v in build_values(build_assessment) if v.state is ValueState.REJECTED)
    document = written(build_assessment(values), tmp_path)
    assert row_of(document, "Country")[1] == "The suggested values were rejected; not yet decided."


def build_values(build_assessment: BUILD) -> list[ReviewedValue]:
    return [value for state in build_assessment().fields for value in state.values]


def test_broken_off_passages_are_named(build_assessment: BUILD, tmp_path: Path) -> None:
    content = row_of(written(build_assessment(), tmp_path), "Purposes")[1]
    assert "! The passage ends without content in the copy reviewed." in content
    assert "“Vi behandlar uppgifter för följande ändamål:” (paragraph\N{NO-BREAK SPACE}6)" in content


def test_notes_never_go_in(build_assessment: BUILD, tmp_path: Path) -> None:
    assert "stays inside" not in whole_text(written(build_assessment(), tmp_path))


def test_open_points_list_flagged_and_open_fields(build_assessment: BUILD, tmp_path: Path) -> None:
    open_points = dict(row for row in rows(written(build_assessment(), tmp_path)) if len(row) == 2)
    assert open_points["Controller and contacts: Name"] == "! Flagged"
    assert open_points["Transfers outside the EEA: Takes place"] == "1 suggested value not yet reviewed"
    assert "Controller and contacts: Data protection officer" not in open_points


def test_the_appendix_holds_machine_and_final_value_apart(build_assessment: BUILD, tmp_path: Path) -> None:
    decisions = [row for row in rows(written(build_assessment(), tmp_path)) if len(row) == 4]
    by_label = {row[0]: row for row in decisions}
    assert by_label["Version date"] == [
        "Version date",
        "4 March 2024\ndocument.version_date.sv.cue",
        "3 April 2024",
        "✎ Corrected\nAino Virta, 20 November 2026 09:15 UTC",
    ]
    assert by_label["Country"][1:3] == ["Norway\ncontroller.country.sv.cue", "–"]
    assert ["", "–", "Sweden"] in [row[:3] for row in decisions]


def test_provenance_counts_what_was_done(build_assessment: BUILD, tmp_path: Path) -> None:
    text = whole_text(written(build_assessment(), tmp_path))
    assert (
        "reviewed by Aino Virta. Of 11 values, 7 were confirmed, 1 corrected, 1 added and 1 rejected by the reviewer; "
        "1 have not been reviewed. 1 fields were found not to be stated. No document content was sent"
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


def test_many_passages_of_one_value_are_counted_by_place(build_assessment: BUILD, tmp_path: Path) -> None:
    base = next(v for v in build_values(build_assessment) if v.field == "transfers.countries")
    text = build_assessment().documents[0].version.text
    spans = [text.index(word) for word in ("USA.", "Loggar", "Vi är", "Integritetspolicy", "Uppdaterad")]
    many = tuple(Evidence(at, at + 5, text[at : at + 5]) for at in spans)
    document = written(build_assessment((dataclasses.replace(base, evidence=many),)), tmp_path)
    content = row_of(document, "Countries")[1]
    assert content.count("“") == 2
    assert content.endswith("Also: paragraph\N{NO-BREAK SPACE}1 and paragraph\N{NO-BREAK SPACE}2.")


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


def test_a_final_report_carries_no_draft_mark(build_assessment: BUILD, tmp_path: Path) -> None:
    assessment = build_assessment()
    decided = tuple(dataclasses.replace(s, status=FieldStatus.NOT_STATED, values=()) for s in assessment.fields)
    document = written(dataclasses.replace(assessment, fields=decided), tmp_path, final=True)
    assert document.sections[0].header.paragraphs[0].text.strip() == "Lövbild AB"
    assert "Draft" not in document.sections[0].footer.paragraphs[0].text
    assert "No field is open" not in document.sections[0].header.paragraphs[0].text


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
    document = written(build_assessment(), tmp_path, language)
    quotes = [p for t in document.tables for r in t.rows for c in r.cells for p in c.paragraphs]
    quotes = [p for p in quotes if p.style.name == "Quote"]
    assert quotes
    for paragraph in quotes:
        tags = [run._r.rPr.find(qn("w:lang")).get(qn("w:val")) for run in paragraph.runs]
        assert set(tags[:-1]) == {"sv-SE"}
        assert tags[-1] == tag
    heading = next(p for p in document.paragraphs if p.style.name == "Heading 1")
    assert heading.runs[0]._r.rPr.find(qn("w:lang")).get(qn("w:val")) == tag


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_row_breaks_and_every_head_repeats(build_assessment: BUILD, tmp_path: Path, language: str) -> None:
    document = written(build_assessment(), tmp_path, language)
    ruled = [table for table in document.tables if table.style.name == "Review Table"]
    assert len(ruled) == len({table._tbl for table in ruled}) > 10
    for table in ruled:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


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


def test_the_body_is_as_it_was(build_assessment: BUILD, tmp_path: Path) -> None:
    """Compares with a frozen document.xml; REVIEWER_FREEZE=1 writes it anew after a wanted change."""
    written(build_assessment(), tmp_path, reviewer="Aino Virta", firm="Virta & Lind")
    with zipfile.ZipFile(tmp_path / "report.docx") as archive:
        body = re.sub("><", ">\n<", archive.read("word/document.xml").decode("utf-8"))
    if os.environ.get("REVIEWER_FREEZE"):
        GOLDEN.write_text(body, encoding="utf-8")
    assert body == GOLDEN.read_text(encoding="utf-8")
