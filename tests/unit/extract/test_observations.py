"""Passages that must give an observation, and passages that must not: `tests/examples/observations.<language>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reviewer.extract import extract_document
from reviewer.lexicons import load_lexicon
from reviewer.model import Document

FOLDER = Path(__file__).resolve().parents[2] / "examples"
SAMPLE = {
    "en": "This is how we look after the information that we have about you and why we do so.",
    "sv": "Så här tar vi hand om de uppgifter som vi har om dig och därför gör vi det.",
    "fi": "Näin huolehdimme niistä tiedoista, joita meillä on sinusta, ja siksi teemme niin.",
}


def examples() -> list[Any]:
    out = []
    for path in sorted(FOLDER.glob("observations.*.toml")):
        language = path.stem.partition(".")[2]
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        for key in ("match", "no_match"):
            for number, entry in enumerate(data[key], 1):
                name = f"{language}-{key}-{number}-{entry['kind']}"
                out.append(pytest.param(language, entry, key == "match", id=name))
    return out


@pytest.mark.parametrize(("language", "entry", "wanted"), examples())
def test_passage_gives_its_observation(
    language: str, entry: dict[str, str], wanted: bool, make_document: Callable[[str], Document]
) -> None:
    document = make_document(f"{entry['text']}\n# \n{SAMPLE[language]}")
    assert extract_document(document).language == language
    found = [o for o in extract_document(document).observations if o.kind == entry["kind"]]
    assert bool(found) == wanted
    for passage in (p for o in found for p in o.evidence):
        assert document.text[passage.start : passage.end] == passage.quote
        assert passage.end - passage.start <= 600


def test_every_kind_with_phrases_has_a_match_in_the_language() -> None:
    for language in SAMPLE:
        data = tomllib.loads((FOLDER / f"observations.{language}.toml").read_text(encoding="utf-8"))
        tried = {entry["kind"] for entry in data["match"]}
        kinds = {name.removeprefix("observed.") for name in load_lexicon(language).cues if name.startswith("observed.")}
        assert len(kinds & tried) >= 0.85 * len(kinds), sorted(kinds - tried)


def test_options_name_lists_that_every_language_has() -> None:
    kinds: dict[str, dict[str, Any]] = load_lexicon("any").words["observations"]  # type: ignore[assignment]
    named = {name for options in kinds.values() for key in ("near", "unless") for name in options.get(key, ())}
    for language in SAMPLE:
        assert named <= set(load_lexicon(language).cues)
        phrases = {n.removeprefix("observed.") for n in load_lexicon(language).cues if n.startswith("observed.")}
        assert phrases <= set(kinds)
