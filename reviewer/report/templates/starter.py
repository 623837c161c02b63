"""The starter template: a report laid out by tags in the built-in look, which explains itself to whoever changes it.

Its remarks are Word comments, and its reference of tags stands in a part that is never printed; a report written in it
holds neither.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import docx

from reviewer.i18n import N_, Translator
from reviewer.report import styles
from reviewer.report.context import TAGS
from reviewer.report.memorandum import Memorandum, replace_file
from reviewer.report.templates.data import TagEntry, tag_reference

_FACTS = (
    (N_("Client"), "client"),
    (N_("Matter"), "matter"),
    (N_("Service"), "service"),
    (N_("Status"), "status"),
    (N_("Date of the report"), "date"),
    (N_("Law as at"), "law_date"),
    (N_("Reviewer"), "reviewer"),
    (N_("Overall rating"), "rating"),
)

_BEFORE = ("section.contents", "section.summary", "section.sources", "section.overview", "section.findings")
_AFTER = (
    *("section.checklist", "section.recipients", "section.questions", "section.open_points", "section.limits"),
    *("section.sign_off", "section.appendices"),
)

_REMARKS = {
    "{{ vendor }}": N_(
        "Words between double braces are tags: the report has the vendor’s name here. Move them, format them, or take "
        "them out. All tags are listed on the last page."
    ),
    "{{ section.contents }}": N_(
        "A section’s tag stands alone in its paragraph and becomes the whole section. Put the sections in another "
        "order, or take some out; the letters of the appendices follow."
    ),
    "{%tr for finding in findings %}": N_(
        "The rows between “for” and “endfor” are repeated for each finding. The rows that hold only these words are "
        "not printed."
    ),
    "{%p if notes %}": N_(
        "From here to “endif” nothing is printed: notes for whoever changes this template. Comments like this one are "
        "not printed either."
    ),
}

_NOTES = (
    N_("Save this file under a name of your own, change it in Word, and choose it in the report bar."),
    N_(
        "The look comes from the styles of this file: change Heading 1, Normal, Table Text and the others, and the "
        "whole report follows."
    ),
    N_("A draft is marked on every page, and pages are numbered, also where the header and footer do not do it."),
    N_("Write “if” and “endif” around what is printed only sometimes, as around these notes."),
    N_("The template is tried before it is used. A tag that is not known is named."),
)


def save_starter_template(path: Path, translator: Translator) -> None:
    """Write the template in the translator's language. OSError where `path` cannot be written."""
    memorandum = Memorandum(TAGS[translator.language])
    say = translator.gettext
    memorandum.set_header("{{ vendor }}", "{{ draft }}")
    memorandum.set_footer("{{ matter }} · {{ vendor }} · {{ status }}", say("Page {page} of {pages}"))
    _write_cover(memorandum, translator)
    for tag in _BEFORE:
        memorandum.add_paragraph(f"{{{{ {tag} }}}}")
    _write_glance(memorandum, translator)
    for tag in _AFTER:
        memorandum.add_paragraph(f"{{{{ {tag} }}}}")
    _write_notes(memorandum, translator)
    replace_file(path, _remarked(memorandum.encoded(), translator))


def _write_cover(memorandum: Memorandum, translator: Translator) -> None:
    say = translator.gettext
    memorandum.add_paragraph("{{ firm }}", styles.NOTE)
    memorandum.add_paragraph("{{ vendor }}", styles.TITLE)
    memorandum.add_paragraph(say("Review of privacy documentation"), styles.SUBTITLE)
    table = memorandum.add_table((4.5, 12))
    for label, tag in _FACTS:
        name, value = table.add_row()
        name.add_text(say(label), styles.SMALL)
        value.add_text(f"{{{{ {tag} }}}}")
    memorandum.close_table()


def _write_glance(memorandum: Memorandum, translator: Translator) -> None:
    """A table that the template fills row by row, as an example to change."""
    say = translator.gettext
    memorandum.add_heading(say("Recommendations at a glance"))
    table = memorandum.add_table((10.1, 3.2, 3.2), (say("Recommendation"), say("Severity"), say("Finding")))
    for texts in (
        ("{%tr for finding in findings %}", "", ""),
        ("{{ finding.recommendation }}", "{{ finding.severity }}", "{{ finding.rule }}"),
        ("{%tr endfor %}", "", ""),
    ):
        for cell, text in zip(table.add_row(), texts, strict=True):
            cell.add_text(text)
    memorandum.close_table()


def _write_notes(memorandum: Memorandum, translator: Translator) -> None:
    say = translator.gettext
    memorandum.add_paragraph("{%p if notes %}")
    memorandum.start_page()
    memorandum.add_paragraph(say("Notes on this template"), styles.LEAD)
    for note in _NOTES:
        memorandum.add_paragraph(say(note), styles.BULLET)
    memorandum.add_paragraph(say("Every tag"), styles.LEAD)
    table = memorandum.add_table((5, 11.5), (say("Tag"), say("What it prints")))
    for entry in tag_reference():
        name, says = table.add_row()
        name.add_text(entry.name, bold=True)
        says.add_text(_says(entry, translator))
    memorandum.close_table()
    memorandum.add_paragraph("{%p endif %}")


def _says(entry: TagEntry, translator: Translator) -> str:
    says = translator.gettext(entry.says)
    if not entry.loop:
        return says
    return translator.gettext("{what} (a list, to loop over)").format(what=says)


def _remarked(content: bytes, translator: Translator) -> bytes:
    """The file with Word comments beside the first places of some tags."""
    document = docx.Document(io.BytesIO(content))
    for tag, remark in _REMARKS.items():
        paragraph = _first(document, tag)
        document.add_comment(paragraph.runs, translator.gettext(remark), author="Reviewer", initials="R")
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _first(document: Any, text: str) -> Any:
    cells = (p for table in document.tables for cell in table._cells for p in cell.paragraphs)
    return next(p for p in (*document.paragraphs, *cells) if p.text == text)
