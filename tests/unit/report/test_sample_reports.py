"""Reports on the three samples in the three languages, draft and final, opened again and looked at as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from reviewer.i18n import LANGUAGES, Translator
from reviewer.model import Assessment
from reviewer.report import write_report
from reviewer.report.context import TAGS

SAMPLES = {"en-quillmark.md": "en", "sv-skarvabild.html": "sv", "fi-kuvakaira.txt": "fi"}
BANNED = re.compile(
    r"\b(violat\w*|illegal\w*|unlawful\w*|compliant|olaglig\w*|bryter mot|lainvasta\w*|laiton\w*|rikkoo)\b",
    re.IGNORECASE,
)
QUOTES = {"Quote", "Excerpt"}


@pytest.fixture(scope="module")
def assessments(
    read_sample: Callable[..., Assessment], sample_decisions: Mapping[str, Any]
) -> dict[tuple[str, bool], Assessment]:
    """By sample, and whether everything is decided."""
    decisions = {False: sample_decisions["some"], True: sample_decisions["everything"]}
    return {(name, final): read_sample(name, decisions[final]) for name in SAMPLES for final in decisions}


@pytest.fixture(
    scope="module", params=[(s, lg, f) for s in SAMPLES for lg in LANGUAGES for f in (False, True)], ids=str
)
def report(
    request: pytest.FixtureRequest,
    assessments: dict[tuple[str, bool], Assessment],
    tmp_path_factory: pytest.TempPathFactory,
) -> Report:
    name, language, final = request.param
    path = tmp_path_factory.mktemp("report") / "report.docx"
    assessment = assessments[name, final]
    write_report(assessment, Translator(language), path, final=final, generated=date(2026, 11, 22), firm="Virta & Lind")
    return Report(path, assessment, language, SAMPLES[name], final)


class Report:
    """A report that was opened again; `source` is the language of its document."""

    def __init__(self, path: Path, assessment: Assessment, language: str, source: str, final: bool) -> None:
        self.path, self.assessment, self.final = path, assessment, final
        self.tag, self.source = TAGS[language], TAGS[source]
        self.document: Any = docx.Document(BytesIO(path.read_bytes()))
        self.body: Any = self.document.element.body

    def paragraphs(self, *styles: str) -> list[Any]:
        """Those of the styles, wherever they stand; all where none is named."""
        return [p for p in self.body.iter(qn("w:p")) if not styles or style_of(p) in styles]


def style_of(paragraph: Any) -> str:
    return str(paragraph.find(qn("w:pPr")).find(qn("w:pStyle")).get(qn("w:val")))


def style_of_run(run: Any) -> str:
    mark = run.find(qn("w:rPr")).find(qn("w:rStyle"))
    return "" if mark is None else str(mark.get(qn("w:val")))


def text_of(element: Any) -> str:
    return "".join(t.text or "" for t in element.iter(qn("w:t")))


def language_of(run: Any) -> str:
    return str(run.find(qn("w:rPr")).find(qn("w:lang")).get(qn("w:val")))


def test_it_has_every_section_once_and_in_order(report: Report) -> None:
    assert len(report.paragraphs("Heading1")) == 10
    assert [text_of(p).split(".")[0][-1] for p in report.paragraphs("Appendix")] == list("ABCDE")
    texts = [text_of(p) for p in report.paragraphs("Heading1", "Appendix")]
    assert len(set(texts)) == len(texts)
    assert all(text_of(p) for p in report.paragraphs("Heading2", "Heading3", "Caption"))


def test_styles_that_are_used_are_there(report: Report) -> None:
    known = {style.style_id for style in report.document.styles}
    used = {
        mark.get(qn("w:val")) for name in ("pStyle", "rStyle", "tblStyle") for mark in report.body.iter(qn(f"w:{name}"))
    }
    assert used <= known


def test_contents_lead_to_the_headings_and_ask_for_their_pages(report: Report) -> None:
    links = [link.get(qn("w:anchor")) for link in report.body.iter(qn("w:hyperlink"))]
    marked = [p for p in report.paragraphs("Heading1", "Appendix") if p.find(qn("w:bookmarkStart")) is not None]
    assert links == [p.find(qn("w:bookmarkStart")).get(qn("w:name")) for p in marked]
    codes = [(code.text or "").split() for code in report.body.iter(qn("w:instrText"))]
    assert codes == [["PAGEREF", link, "\\h"] for link in links]
    assert len(links) == 15


def test_heads_of_tables_repeat_and_captions_stay_with_them(report: Report) -> None:
    tables = list(report.body.iter(qn("w:tbl")))
    ruled = [t for t in tables if t.find(qn("w:tblPr")).find(qn("w:tblStyle")).get(qn("w:val")) == "ReviewTable"]
    assert len(ruled) > 15
    assert all(t.find(qn("w:tr")).find(qn("w:trPr")).find(qn("w:tblHeader")) is not None for t in ruled)
    assert report.document.styles["Caption"].paragraph_format.keep_with_next
    assert [c.getnext().tag for c in report.paragraphs("Caption")] == [qn("w:tbl")] * len(report.paragraphs("Caption"))
    widths = [[int(c.get(qn("w:w"))) for c in t.iter(qn("w:gridCol"))] for t in tables]
    assert max(sum(width) for width in widths) <= 9356


def test_quotes_are_slices_of_the_text(report: Report) -> None:
    (document,) = report.assessment.documents
    text = re.sub(r"[ \t\r\n]+", " ", document.version.text)
    quotes = report.paragraphs(*QUOTES)
    assert len(quotes) > 20
    for quote in quotes:
        runs = [run for run in quote.iter(qn("w:r")) if style_of_run(run) != "Place"]
        words = "".join(text_of(run) for run in runs)
        assert (words[0], words[-1]) in (("“", "”"), ("”", "”"))
        pieces = [piece.strip() for piece in words[1:-1].split("[…]")]
        assert [piece for piece in pieces if piece and piece not in text] == []


def test_runs_say_what_language_they_are_in(report: Report) -> None:
    runs = [run for run in report.body.iter(qn("w:r")) if text_of(run)]
    assert {language_of(run) for run in runs} <= {report.tag, report.source, *TAGS.values()}
    outside = report.paragraphs("Heading1", "Heading2", "Finding", "Recommendation", "Note")
    assert {language_of(run) for p in outside for run in p.iter(qn("w:r")) if text_of(run)} == {report.tag}
    for quote in report.paragraphs(*QUOTES):
        assert language_of(quote.find(qn("w:r"))) == report.source
    assert report.document.core_properties.language == report.tag


def test_what_the_program_says_is_neutral(report: Report) -> None:
    said = [p for p in report.paragraphs() if style_of(p) not in QUOTES]
    assert [text_of(p) for p in said if BANNED.search(text_of(p))] == []


def test_nothing_is_left_of_placeholders_or_of_notes(report: Report) -> None:
    said = [text_of(p) for p in report.paragraphs() if style_of(p) not in QUOTES]
    assert [text for text in said if re.search(r"\{\w*\}|stays inside|  ", text)] == []


def test_a_draft_is_marked_on_every_page_and_a_final_report_is_not(report: Report) -> None:
    (section,) = report.document.sections
    marks = [text_of(p) for p in section.header._element.iter(qn("w:p"))]
    words = {tag: Translator(language).gettext("DRAFT") for language, tag in TAGS.items()}
    assert (words[report.tag] in marks[0]) is not report.final
