"""Settings at the head of a Markdown file are no title, but may give one."""

from __future__ import annotations

import pytest

from reviewer.extract import extract_document
from reviewer.importers import read_document

BODY = "Vi på Kirjuri AB värnar om dig och berättar här hur vi använder de uppgifter som vi har om dig."


def title_of(text: str) -> str:
    values = extract_document(read_document(text.encode(), "policy.md")).values
    return next((str(v.value) for v in values if v.field == "document.title"), "")


@pytest.mark.parametrize(
    ("settings", "text", "title"),
    [
        ('layout: page\ntitle: "Integritetspolicy för Kirjuri"\nmenu:\n  - fot', BODY, "Integritetspolicy för Kirjuri"),
        ("title: Startsidan\nlayout: page", f"# Integritetspolicy\n\n{BODY}", "Integritetspolicy"),
        (f"layout: page\ndescription: {'om integritetspolicy ' * 8}", f"# Så gör vi\n\n{BODY}", "Så gör vi"),
        ("layout: page\npermalink: /integritetspolicy", BODY, ""),
    ],
)
def test_title_of_a_file_with_front_matter(settings: str, text: str, title: str) -> None:
    assert title_of(f"---\n{settings}\n---\n\n{text}\n") == title


def test_details_of_a_company_are_no_settings() -> None:
    details = "Personuppgiftspolicy: Kirjuri AB\nadress: Storgatan 1"
    assert title_of(f"{details}\n\n{BODY}\n").startswith("Personuppgiftspolicy")
