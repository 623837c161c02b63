"""Phrases and the values they must give, and phrases that must give none: `tests/examples/<field>.<language>.toml`.

    [[match]]
    text = "# Your rights\nYou may ask us to erase your data."
    values = ["erasure"]            # exactly these values of the field, in any order
    [[no_match]]
    text = "..."                    # no value of the field
    [[no_match]]
    text = "..."
    not = ["erasure"]               # not these values (others may be given)

Retention items are written "P2Y" or "until: as long as you are a customer".
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reviewer.extract import extract_document
from reviewer.form import load_form
from reviewer.model import Document, Retention

FOLDER = Path(__file__).resolve().parents[2] / "examples"
LANGUAGE_SAMPLE = {
    "en": "This notice tells you how we use the information that we have about you and why we need it.",
    "sv": "Här berättar vi hur vi använder de uppgifter som vi har om dig och varför vi behöver dem.",
    "fi": "Tässä kerromme, miten käytämme niitä tietoja, joita meillä on sinusta, ja miksi tarvitsemme niitä.",
}


def examples() -> list[Any]:
    out = []
    for path in sorted(FOLDER.glob("*.toml")):
        field, _, language = path.stem.rpartition(".")
        if field == "observations":  # see test_observations.py
            continue
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for kind in ("match", "no_match"):
            for number, entry in enumerate(data.get(kind, ()), 1):
                out.append(pytest.param(field, language, kind, entry, id=f"{path.stem}-{kind}-{number}"))
    return out


def given_values(document: Document, field: str) -> list[str]:
    out = []
    for value in extract_document(document).values:
        if value.field == field:
            item = value.value
            out.append((item.period or f"until: {item.until}") if isinstance(item, Retention) else item)
    return sorted(out)


@pytest.mark.parametrize(("field", "language", "kind", "entry"), examples())
def test_example_gives_its_values(
    field: str, language: str, kind: str, entry: dict[str, Any], make_document: Callable[[str], Document]
) -> None:
    assert field in load_form()
    text = entry["text"] if entry.get("alone") else f"{entry['text']}\n# \n{LANGUAGE_SAMPLE[language]}"
    given = given_values(make_document(text), field)
    if kind == "match":
        assert given == sorted(entry["values"])
    elif "not" in entry:
        assert not set(given) & set(entry["not"])
    else:
        assert given == []
