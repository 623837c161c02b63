"""A template is looked through and tried before it is used; what it may not do is refused and named."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

import reviewer
from reviewer.i18n import Translator
from reviewer.messages import describe
from reviewer.model import ReportError
from reviewer.report.templates.data import KNOWN, SINGULAR, TemplateData, sample_data, tag_reference
from reviewer.report.templates.template import Template, TemplateKind, placeholders

from .conftest import WordFile


def refused(data: bytes) -> ReportError:
    with pytest.raises(ReportError) as caught:
        Template(data).try_out()
    assert "Nothing was written" in describe(caught.value, Translator("en"))
    return caught.value


def test_a_file_without_tags_is_letterhead_and_its_text_is_left_out(word_file: WordFile) -> None:
    template = Template(word_file("An old report on another client", header="Lagrum AB"))
    assert template.kind is TemplateKind.LETTERHEAD
    document = template.fill(sample_data(full=True))
    assert [name for name, _ in placeholders(document)] == ["section.cover", "section.contents", "report"]
    assert "another client" not in "".join(document.element.body.itertext())
    assert document.sections[0].header.paragraphs[0].text == "Lagrum AB"


def test_tags_are_filled_in_body_header_and_footer(word_file: WordFile) -> None:
    template = Template(word_file("Report on {{ vendor }} for {{ client|upper }}", header="{{ matter }} {{ draft }}"))
    assert template.kind is TemplateKind.TAGS
    document = template.fill(dataclasses.replace(sample_data(full=True), vendor="A & B <Ltd>", client="Nord"))
    assert document.paragraphs[0].text == "Report on A & B <Ltd> for NORD"
    assert document.sections[0].header.paragraphs[0].text == "matter draft"


def test_rows_are_repeated_for_each_entry(word_file: WordFile) -> None:
    rows = [["Rule", "Quotes"], ["{%tr for finding in findings %}", ""], ["{{ finding.rule }}", "{{ finding.title }}"]]
    rows.append(["{%tr endfor %}", ""])
    document = Template(word_file("List", rows=rows)).fill(sample_data(full=True))
    assert [[c.text for c in row.cells] for row in document.tables[0].rows] == [
        ["Rule", "Quotes"],
        *[["findings.rule", "findings.title"]] * 2,
    ]


@pytest.mark.parametrize("tag", ["{{p section.findings }}", "{{ section.findings }}", "{{section.findings}}"])
def test_a_section_tag_alone_in_a_paragraph_needs_no_p(word_file: WordFile, tag: str) -> None:
    template = Template(word_file("Before", tag, "After"))
    template.try_out()
    document = template.fill(sample_data(full=True))
    assert [name for name, _ in placeholders(document)] == ["section.findings"]
    assert [p.text.strip("\ue010\ue011") for p in document.paragraphs] == ["Before", "section.findings", "After"]


@pytest.mark.parametrize(
    ("text", "tag", "known"),
    [
        ("Report on {{ vendr }}", "vendr", "vendor"),
        ("{% for finding in findings %}{{ finding.titel }}{% endfor %}", "finding.titel", "title"),
        ("{{ section.finding }}", "section.finding", "findings"),
        ("{% if draft %}{{ nothing_such }}{% endif %}", "nothing_such", "vendor"),
        ("{% for f in findings %}{% for q in f.quotes %}{{ q.words }}{% endfor %}{% endfor %}", "q.words", "place"),
        ("{{ vendor.upper }}", "vendor.upper", "–"),
    ],
)
def test_an_unknown_tag_is_named_with_those_that_are_known(
    word_file: WordFile, text: str, tag: str, known: str
) -> None:
    error = refused(word_file("First", text))
    assert (error.code, error.facts["tag"]) == ("template.unknown_tag", tag)
    assert known in str(error.facts["known"])
    assert str(error.facts["place"])[:10] == text[:10]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ vendor", "template.syntax"),
        ("{{ vendor }", "template.syntax"),
        ("{% for finding in findings %}x", "template.unclosed"),
        ("{% fro finding in findings %}", "template.syntax"),
        ("{{ }}", "template.syntax"),
        ("{{ vendor|shout }}", "template.filter"),
        ("{{ vendor|safe }}", "template.filter"),
        ("{{ findings|map('pprint')|join }}", "template.failed"),
        ("{{ findings }}", "template.list"),
        ("{{ findings|map(attribute='rule') }}", "template.list"),
        ("{{ section }}", "template.list"),
        ("{{ ''.__class__ }}", "template.private"),
        ("{{ ''['__class__'] }}", "template.private"),
        ("{{ findings|map(attribute='__class__')|join }}", "template.unknown_tag"),
        ("{{ vendor.upper() }}", "template.call"),
        ("{% for n in range(1000000000) %}x{% endfor %}", "template.call"),
        ("{% include 'other.docx' %}", "template.include"),
        ("{% import 'other.docx' as other %}", "template.include"),
        ("{% from 'other.docx' import a %}", "template.include"),
        ("{% extends 'other.docx' %}", "template.include"),
        ("{% macro again() %}{% endmacro %}", "template.forbidden"),
        ("{{ 'x' * 1000000000 }}", "template.forbidden"),
        ("{{ 9 ** 9 ** 9 }}", "template.forbidden"),
        ("{{ '%1000000000d' % 1 }}", "template.forbidden"),
        ("{% autoescape false %}{{ vendor }}{% endautoescape %}", "template.forbidden"),
        ("{% for f in findings recursive %}{{ f.rule }}{% endfor %}", "template.forbidden"),
        ("{{ findings[0].rule }}", "template.empty"),
        ("{{ (findings|first).rule }}", "template.empty"),
        ("{{p vendor }}", "template.shape"),
        ("See {{ section.findings }} below", "template.section_place"),
        ("{%p for finding in findings %}{{ finding.rule }}", "template.unclosed"),
    ],
)
def test_what_a_template_may_not_do_is_refused(word_file: WordFile, text: str, code: str) -> None:
    assert refused(word_file("First", text)).code == code


def test_a_section_does_not_stand_in_a_table_or_header(word_file: WordFile) -> None:
    assert refused(word_file("List", rows=[["{{ section.summary }}"]])).facts == {"tag": "section.summary"}
    assert refused(word_file("List {{ vendor }}", header="{{ report }}")).facts == {"tag": "report"}


def test_a_condition_that_begins_in_the_text_and_ends_in_a_table_is_told(word_file: WordFile) -> None:
    data = word_file("{% if client %}For {{ client }}", rows=[["{% endif %}"]])
    assert refused(data).code == "template.unbalanced"


def parts_of(name: str) -> list[str]:
    """The tags for the parts of one of a list."""
    return [f"{{{{ {e.name} }}}}" for e in tag_reference() if e.name.startswith(f"{name}.") and not e.loop]


def test_every_tag_of_the_reference_can_be_printed(word_file: WordFile) -> None:
    entries = [entry for entry in tag_reference() if "." not in entry.name and not entry.loop]
    plain = [entry.name for entry in entries if entry.name not in ("section", "report")]
    sections = [e.name for e in tag_reference() if e.name.startswith("section.")] + ["report"]
    loops = [
        f"{{% for {SINGULAR[name]} in {name} %}}" + "".join(parts_of(SINGULAR[name])) + "{% endfor %}"
        for name in ("documents", "findings", "checklist", "recipients", "fields")
    ]
    texts = [f"{{{{ {name} }}}}" for name in (*plain, *sections)]
    Template(word_file(*texts, *loops)).try_out()
    assert len(sections) == 19


def test_the_reference_names_every_part_of_the_data() -> None:
    names = {entry.name for entry in tag_reference()}
    assert names >= KNOWN
    assert {"finding.rule", "quote.place", "document.sha256", "section.glossary"} <= names
    assert all(entry.says and entry.says[0].isupper() for entry in tag_reference())


def test_sample_data_has_two_of_everything_or_nothing() -> None:
    full, bare = sample_data(full=True), sample_data(full=False)
    assert [len(finding.quotes) for finding in full.findings] == [2, 2]
    assert (bare.vendor, bare.findings, bare.high, bool(bare.report)) == ("", (), 0, False)
    assert isinstance(full, TemplateData)


def test_nothing_opens_templates_but_what_runs_in_the_child() -> None:
    package = Path(reviewer.__file__).parent
    importing = {
        name: {
            path.relative_to(package).as_posix()
            for path in package.rglob("*.py")
            if re.search(rf"^\s*(from|import) {re.escape(name)}\b", path.read_text(encoding="utf-8"), re.MULTILINE)
        }
        for name in ("docxtpl", "jinja2", "reviewer.report.templates.template", "reviewer.report.templates.rendering")
    }
    assert importing == {
        "docxtpl": {"report/templates/template.py"},
        "jinja2": {"report/templates/template.py", "report/templates/language.py"},
        "reviewer.report.templates.template": {"report/templates/rendering.py"},
        "reviewer.report.templates.rendering": set(),
    }
