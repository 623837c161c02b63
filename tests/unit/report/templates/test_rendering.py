"""Reports in firms' templates: what is the firm's stays, what every report has is there too."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from reviewer.child import Child, Resources
from reviewer.i18n import LANGUAGES, Translator
from reviewer.messages import describe
from reviewer.model import (
    ALL_SECTIONS,
    Assessment,
    Finding,
    FindingState,
    Ground,
    ReportError,
    ReportSection,
    ReviewedFinding,
    Severity,
)
from reviewer.report import write_questions_letter, write_report
from reviewer.report.context import TAGS
from reviewer.report.templates import check_template
from reviewer.report.templates.rendering import render_comparison, render_letter, render_report
from reviewer.report.templates.starter import save_starter_template

from ..conftest import passage  # noqa: TID252
from .conftest import WordFile
from .firm import COLOUR, letterhead

Build = Callable[..., Assessment]


def with_finding(assessment: Assessment) -> Assessment:
    quote = passage("Vi kan komma att överföra")
    finding = Finding("TRF-02", Severity.HIGH, ("privacy_shield",), (Ground(quote, 7),))
    return dataclasses.replace(assessment, findings=(ReviewedFinding(finding, FindingState.OPEN, Severity.HIGH),))


def rendered(template: bytes, assessment: Assessment, language: str = "en", **changed: Any) -> Any:
    facts: dict[str, Any] = {"final": False, "generated": date(2026, 11, 22), "reviewer": "Aino Virta", "firm": "V & L"}
    facts["sections"] = sorted(ALL_SECTIONS)
    data = render_report(template, assessment, language, **(facts | changed), progress=lambda stage, share: None)
    return docx.Document(io.BytesIO(data))


def words(element: Any) -> str:
    return "".join(entry.text or "" for entry in element.iter(qn("w:t")))


@pytest.fixture(scope="module")
def child() -> Iterator[Child]:
    with Child(Resources(seconds=60, megabytes=700)) as one:
        yield one


@pytest.fixture(scope="module")
def kept() -> dict[str, Any]:
    """What several tests look at, made once."""
    return {}


@pytest.fixture
def swedish(build_assessment: Build, kept: dict[str, Any]) -> Any:
    if "swedish" not in kept:
        kept["swedish"] = rendered(letterhead("A report on another client"), build_assessment(), "sv")
    return kept["swedish"]


def test_the_firms_page_and_styles_are_used(swedish: Any) -> None:
    assert "another client" not in words(swedish.element.body)
    assert round(swedish.sections[0].left_margin.cm, 1) == 3.2
    headings = [p for p in swedish.paragraphs if p.style.style_id == "Rubrik1"]
    assert [p.text for p in headings][:2] == ["Sammanfattning", "Omfattning, källor och metod"]
    assert str(headings[0].style.font.color.rgb) == COLOUR
    names = {style.name for style in swedish.styles}
    assert {"Quote", "Caption", "List Bullet", "Table Text", "Review Table"} <= names
    lead = swedish.styles["Lead"].element
    assert lead.find(f"{qn('w:rPr')}/{qn('w:color')}").get(qn("w:val")) == COLOUR


def test_the_firms_headings_are_numbered_and_its_appendices_are_not(swedish: Any) -> None:
    for heading, level in (("Heading 1", 0), ("Heading 2", 1)):
        number = swedish.styles[heading].element.pPr.numPr
        assert (number.numId.val > 0, number.ilvl.val) == (True, level)
    appendix = swedish.styles["Appendix"]
    assert (appendix.base_style.style_id, appendix.element.pPr.numPr.numId.val) == ("Rubrik1", 0)


def test_every_style_and_list_that_is_named_is_there(swedish: Any) -> None:
    there = {style.style_id for style in swedish.styles}
    named = {
        e.get(qn("w:val")) for tag in ("pStyle", "rStyle", "tblStyle") for e in swedish.element.iter(qn(f"w:{tag}"))
    }
    based = {e.get(qn("w:val")) for e in swedish.styles.element.iter(qn("w:basedOn"), qn("w:next"))}
    assert named | based <= there
    numbering = swedish.part.numbering_part.element
    lists = {n.get(qn("w:numId")) for n in numbering.findall(qn("w:num"))}
    assert {n.get(qn("w:val")) for n in swedish.styles.element.iter(qn("w:numId"))} <= lists | {"0"}


def test_every_page_of_a_draft_says_so_and_a_final_report_does_not(swedish: Any, build_assessment: Build) -> None:
    section = swedish.sections[0]
    for header in (section.header, section.first_page_header):
        assert header.paragraphs[0].text == "UTKAST"
        assert "Advokatbyrå" in header.paragraphs[1].text
    final = rendered(letterhead(), build_assessment(), "sv", final=True).sections[0]
    assert "UTKAST" not in words(final.header._element) + words(final.first_page_header._element)


def test_pages_are_numbered_unless_the_firm_does(swedish: Any, build_assessment: Build) -> None:
    assert [p.text for p in swedish.sections[0].footer.paragraphs] == ["Sida 1"]
    section = rendered(letterhead(numbered_pages=False), build_assessment(), "sv").sections[0]
    for footer in (section.footer, section.first_page_footer):
        codes = [code.text.strip() for code in footer._element.iter(qn("w:instrText"))]
        assert codes == ["PAGE", "NUMPAGES"]
        assert "Lövbild AB" in words(footer._element)


def test_tables_fit_between_the_firms_margins(swedish: Any) -> None:
    section = swedish.sections[0]
    room = section.page_width - section.left_margin - section.right_margin
    for table in swedish.tables:
        assert sum(int(c.get(qn("w:w"))) for c in table._tbl.tblGrid.iter(qn("w:gridCol"))) <= room / 635 + 10


def test_languages_and_properties(swedish: Any) -> None:
    languages = {e.get(qn("w:val")) for e in swedish.element.body.iter(qn("w:lang"))}
    assert languages == set(TAGS.values())
    defaults = swedish.styles.element.find(qn("w:docDefaults"))
    assert [e.get(qn("w:val")) for e in defaults.iter(qn("w:lang"))] == ["sv-SE"]
    core = swedish.core_properties
    assert (core.author, core.language, core.created.isoformat()) == (
        "Aino Virta",
        "sv-SE",
        "2026-11-22T00:00:00+00:00",
    )
    assert swedish.settings.element.find(qn("w:updateFields")) is None


def test_contents_name_every_heading_with_its_number(swedish: Any) -> None:
    body = swedish.element.body
    links = {link.get(qn("w:anchor")): words(link) for link in body.iter(qn("w:hyperlink"))}
    marks = {mark.get(qn("w:name")): words(mark.getparent()) for mark in body.iter(qn("w:bookmarkStart"))}
    assert links.keys() == marks.keys()
    assert list(links.values())[:2] == ["1Sammanfattning", "2Omfattning, källor och metod"]
    ids = [mark.get(qn("w:id")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(set(ids)) == len(ids)


def test_a_template_decides_the_order_and_its_own_headings_count(word_file: WordFile, build_assessment: Build) -> None:
    template = docx.Document(io.BytesIO(word_file("{{ section.contents }}")))
    template.add_heading("Our view of {{ vendor }}", 1)
    for tag in ("section.limits", "section.glossary", "section.summary"):
        template.add_paragraph(f"{{{{ {tag} }}}}")
    target = io.BytesIO()
    template.save(target)
    without = sorted(ALL_SECTIONS - {ReportSection.GLOSSARY})
    document = rendered(target.getvalue(), build_assessment(), sections=without)
    links = [words(link) for link in document.element.body.iter(qn("w:hyperlink"))]
    assert links == ["1Our view of Lövbild AB", "2Limits and method", "3Executive summary"]
    assert "\ue010" not in words(document.element.body)


def test_quotes_in_a_firms_own_words_keep_their_language(word_file: WordFile, build_assessment: Build) -> None:
    loop = "{% for finding in findings %}{{ finding.rule }}: {% for quote in finding.quotes %}{{ quote.text }}"
    template = word_file(f"{loop} ({{{{ quote.place }}}}){{% endfor %}}{{% endfor %}}")
    document = rendered(template, with_finding(build_assessment()))
    runs = [(run.text, [e.get(qn("w:val")) for e in run._r.iter(qn("w:lang"))]) for run in document.paragraphs[0].runs]
    assert ("“Vi kan komma att överföra”", ["sv-SE"]) in runs
    assert runs[0] == ("TRF-02: ", ["en-GB"])
    assert not re.search("[\ue000-\uf8ff]", words(document.element.body))


def test_words_of_the_policy_cannot_break_out(word_file: WordFile, build_assessment: Build) -> None:
    evil = dataclasses.replace(build_assessment(), vendor='</w:t><w:fldSimple w:instr="DDE a b"/>{{ client }}\x00')
    document = rendered(word_file("Report on {{ vendor }}"), evil)
    assert document.paragraphs[0].text == 'Report on </w:t><w:fldSimple w:instr="DDE a b"/>{{ client }}'
    assert not list(document.element.body.iter(qn("w:fldSimple")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starter_template_makes_a_whole_report(language: str, build_assessment: Build, tmp_path: Path) -> None:
    path, translator = tmp_path / "starter.docx", Translator(language)
    save_starter_template(path, translator)
    remarks = [comment.text for comment in docx.Document(str(path)).comments]
    assert len(remarks) == 4
    document = rendered(path.read_bytes(), with_finding(build_assessment()), language)
    text = words(document.element.body)
    assert translator.gettext("Every tag") not in text
    assert "%}" not in text
    assert "}}" not in text
    titles = [p.text for p in document.paragraphs if p.style.name in ("Heading 1", "Appendix")]
    assert len(titles) == 16
    assert "TRF-02" in [row.cells[-1].text for table in document.tables for row in table.rows]
    with zipfile.ZipFile(_saved(document)) as package:
        assert not [name for name in package.namelist() if "comment" in name]
    section = document.sections[0]
    assert section.header.paragraphs[0].text.split("\t") == ["Lövbild AB", translator.gettext("DRAFT")]
    assert len(section.footer.paragraphs) == 1


def _saved(document: Any) -> io.BytesIO:
    target = io.BytesIO()
    document.save(target)
    return target


def test_the_questions_go_out_on_the_firms_letterhead(word_file: WordFile, build_assessment: Build) -> None:
    template = word_file("{{ report }}", header="{{ firm }}")
    data = render_letter(template, with_finding(build_assessment()), "en", date(2026, 11, 22), "Aino Virta", "V & L")
    document = docx.Document(io.BytesIO(data))
    text = words(document.element.body)
    assert "Questions on the processing of personal data" in text
    assert "Executive summary" not in text
    assert [p.text for p in document.sections[0].header.paragraphs] == ["DRAFT", "V & L"]


def test_a_letter_from_accepted_findings_is_no_draft(word_file: WordFile, build_assessment: Build) -> None:
    open_ = with_finding(build_assessment())
    accepted = [dataclasses.replace(finding, state=FindingState.ACCEPTED) for finding in open_.findings]
    assessment = dataclasses.replace(open_, findings=tuple(accepted))
    template = word_file("{{ report }}", header="{{ firm }}")
    data = render_letter(template, assessment, "en", date(2026, 11, 22), "Aino Virta", "V & L")
    assert [p.text for p in docx.Document(io.BytesIO(data)).sections[0].header.paragraphs] == ["V & L"]


def test_the_comparison_lies_on_the_firms_letterhead(build_assessment: Build) -> None:
    vendors = [dataclasses.replace(build_assessment(), vendor=name) for name in ("Calm Oy", "Grave AB")]
    data = render_comparison(letterhead("Left out"), vendors, "sv", date(2026, 11, 22), "Aino Virta", "V & L")
    document = docx.Document(io.BytesIO(data))
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert section.orientation is WD_ORIENT.LANDSCAPE
    assert str(document.styles["Heading 1"].font.color.rgb) == COLOUR
    assert "Left out" not in words(document.element.body)
    assert section.first_page_header.paragraphs[0].text == "UTKAST"
    first = document.tables[0]
    assert [cell.text for cell in first.rows[0].cells][1:] == ["Calm Oy", "Grave AB"]
    assert sum(column.width for column in first.columns) <= section.page_width - 2 * section.left_margin


# in the child


def test_a_report_in_a_template_is_written_by_the_child(child: Child, build_assessment: Build, tmp_path: Path) -> None:
    path, shares = tmp_path / "report.docx", []
    write_report(
        build_assessment(),
        Translator("fi"),
        path,
        generated=date(2026, 11, 22),
        template=letterhead(),
        child=child,
        progress=lambda stage, share: shares.append(share),
    )
    assert docx.Document(str(path)).sections[0].header.paragraphs[0].text == "LUONNOS"
    assert shares == sorted(shares)
    write_questions_letter(
        build_assessment(), Translator("fi"), path, generated=date(2026, 11, 22), template=letterhead(), child=child
    )
    assert docx.Document(str(path)).sections[0].header.paragraphs[0].text != "LUONNOS"
    assert [p.name for p in tmp_path.iterdir()] == ["report.docx"]


LONG = 3600
"""Seconds on the clock where something else is to end the call, however busy the machine is."""


@pytest.mark.parametrize(
    ("text", "seconds", "code"),
    [
        ("{% for a in A %}{% for b in A %}{% set c = b %}{% endfor %}{% endfor %}", 4, "template.too_long"),
        ("{% set a = A %}" + "{% set a = a ~ a %}" * 20 + "{{ a }}", LONG, "template.too_much"),
        ("{% for n in range(1000000000) %}x{% endfor %}", LONG, "template.call"),
        ("{{ ''.__class__.__mro__ }}", LONG, "template.private"),
    ],
    ids=["nested loops", "memory", "range", "class"],
)
def test_a_malicious_template_is_refused_in_bounded_time(
    word_file: WordFile, build_assessment: Build, tmp_path: Path, text: str, seconds: float, code: str
) -> None:
    template = word_file(text.replace("A", f"'{'x' * 99_999}'"))
    with Child(Resources(seconds=seconds, megabytes=400)) as child, pytest.raises(ReportError) as caught:
        write_report(
            build_assessment(),
            Translator("en"),
            tmp_path / "report.docx",
            generated=date(2026, 11, 22),
            template=template,
            child=child,
        )
    assert caught.value.code == code, caught.value.detail
    assert "Nothing was written" in describe(caught.value, Translator("en"))
    assert list(tmp_path.iterdir()) == []


def test_a_template_is_tried_in_the_child(child: Child, word_file: WordFile) -> None:
    assert check_template(word_file("x"), child=child) == "letterhead"
    assert check_template(word_file("{{ vendor }}"), child=child) == "tags"
    with pytest.raises(ReportError) as caught:
        check_template(word_file("{{ vendr }}"), child=child)
    assert (caught.value.code, caught.value.facts["tag"]) == ("template.unknown_tag", "vendr")


def test_quotes_are_checked_before_the_template_is_touched(build_assessment: Build, tmp_path: Path) -> None:
    with pytest.raises(ReportError) as caught:
        write_report(
            build_assessment(text="changed"),
            Translator("en"),
            tmp_path / "report.docx",
            generated=date(2026, 11, 22),
            template=b"no template at all",
        )
    assert caught.value.code == "report.quote_changed"


def test_a_report_that_is_cancelled_is_not_written(build_assessment: Build, tmp_path: Path) -> None:
    def cancel(stage: str, share: float) -> None:
        raise ReportError("report.cancelled")

    for template in (None, letterhead()):
        with pytest.raises(ReportError) as caught:
            write_report(
                build_assessment(),
                Translator("en"),
                tmp_path / "report.docx",
                generated=date(2026, 11, 22),
                template=template,
                progress=cancel,
            )
        assert caught.value.code == "report.cancelled"
    assert list(tmp_path.iterdir()) == []
