"""The catalogs are whole: every message of the code and the form, translated, with the same placeholders."""

from __future__ import annotations

import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parents[2]
CATALOGS = runpy.run_path(str(ROOT / "packaging" / "catalogs.py"))

BANNED = re.compile(
    r"\b(violat\w*|illegal\w*|unlawful\w*|compliant|guarantee\w*|clearly|obviously"
    r"|olaglig\w*|bryter mot|garanter\w*|uppenbar\w*|tydligt"
    r"|lainvasta\w*|laiton\w*|rikkoo|takaa|takuu\w*|selvästi|ilmeise\w*)\b",
    re.IGNORECASE,
)


@pytest.fixture(params=CATALOGS["LANGUAGES"])
def catalog(request: pytest.FixtureRequest) -> Catalog:
    path: Path = ROOT / "resources" / "locale" / request.param / "LC_MESSAGES" / "reviewer.po"
    return CATALOGS["read_catalog"](path)


@pytest.fixture(scope="module")
def template() -> Catalog:
    return CATALOGS["collect_messages"]()


def strings(value: object) -> tuple[str, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (str(value),)


def entries(catalog: Catalog) -> list[Message]:
    return [message for message in catalog if message.id]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", text))


def test_every_message_is_in_the_catalog(catalog: Catalog, template: Catalog) -> None:
    wanted = {(m.context, strings(m.id)) for m in entries(template)}
    assert wanted == {(m.context, strings(m.id)) for m in entries(catalog)}


def test_the_committed_template_is_up_to_date(template: Catalog) -> None:
    committed = (ROOT / "resources" / "locale" / "reviewer.pot").read_text(encoding="utf-8")
    assert "Creation-Date" not in committed
    assert committed.count("\nmsgid ") - 1 == len(entries(template))


def test_nothing_is_untranslated_or_fuzzy(catalog: Catalog) -> None:
    bad = [m.id for m in entries(catalog) if m.fuzzy or not all(strings(m.string))]
    assert bad == []


def test_placeholders_are_the_same(catalog: Catalog) -> None:
    for message in entries(catalog):
        wanted = placeholders(" ".join(strings(message.id)))
        for text in strings(message.string):
            assert placeholders(text) == wanted, message.id


def key_letters(text: str) -> int:
    """How many letters of a label open it together with Alt."""
    return len(re.findall(r"&(?=\w)", text))


def test_labels_keep_a_letter_for_the_keyboard(catalog: Catalog) -> None:
    for message in entries(catalog):
        for source, text in zip(strings(message.id), strings(message.string), strict=False):
            assert key_letters(source) == key_letters(text) == min(key_letters(source), 1), source


def test_plurals_have_all_their_forms(catalog: Catalog) -> None:
    plural = [message for message in entries(catalog) if not isinstance(message.id, str)]
    assert plural
    assert all(len(message.string) == catalog.num_plurals for message in plural)


def test_surrounding_space_stays(catalog: Catalog) -> None:
    for message in entries(catalog):
        for source, text in zip(strings(message.id), strings(message.string), strict=False):
            assert (source[:1].isspace(), source[-1:].isspace()) == (text[:1].isspace(), text[-1:].isspace()), source


ABBREVIATIONS = {"No."}
"""Not every language ends them with a full stop."""


def test_sentences_end_as_the_original_does(catalog: Catalog) -> None:
    for message in entries(catalog):
        for source, text in zip(strings(message.id), strings(message.string), strict=False):
            assert source in ABBREVIATIONS or source.endswith(".") == text.endswith("."), source


def test_wording_is_neutral(catalog: Catalog, template: Catalog) -> None:
    texts = [t for m in entries(template) for t in strings(m.id)]
    texts += [t for m in entries(catalog) for t in strings(m.string)]
    assert [t for t in texts if BANNED.search(t)] == []


def test_nothing_shouts(catalog: Catalog) -> None:
    assert [m.id for m in entries(catalog) if any(t.rstrip().endswith("!") for t in strings(m.string))] == []


@pytest.mark.parametrize("source", sorted((ROOT / "resources" / "locale").glob("*/qt.ts")), ids=lambda p: p.parent.name)
def test_what_qt_lacks_is_compiled(source: Path, tmp_path: Path) -> None:
    compiler = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([str(compiler), "-silent", str(source), "-qm", str(tmp_path / "qt.qm")], check=True)
    assert (tmp_path / "qt.qm").read_bytes() == source.with_suffix(".qm").read_bytes(), f"run: {compiler.name} {source}"
