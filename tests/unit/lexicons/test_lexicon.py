from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import reviewer
from reviewer.form import load_form
from reviewer.lexicons import LexiconError, load_lexicon, supported_languages
from reviewer.lexicons import lexicon as module
from reviewer.paths import resource

BY_KIND = ("act.", "authority.", "breach_", "country_", "not ", "observed.", "statute.")
"""How lists begin that the program asks for one by one, as many as there are."""


@pytest.mark.parametrize("language", [*supported_languages(), "any"])
def test_lexicon_is_sound(language: str) -> None:
    assert load_lexicon(language).language == language


def test_languages_know_the_same_topics_and_marks() -> None:
    lexicons = [load_lexicon(language) for language in supported_languages()]
    assert len({frozenset(x.topics) for x in lexicons}) == 1
    for name in ("negation", "contrast", "hedge"):
        assert all(x.cues[name] for x in lexicons)
    for name in ("abbreviations", "common"):
        assert all(x.words[name] for x in lexicons)


def test_rules_ask_only_for_topics_and_lists_that_exist() -> None:
    neutral = load_lexicon("any")
    for language in supported_languages():
        lexicon = load_lexicon(language)
        topics = {*lexicon.topics, *lexicon.sentences, *neutral.topics, *neutral.sentences}
        cues = {*lexicon.cues, *neutral.cues}
        for rule in lexicon.rules:
            assert rule.topics | rule.not_topics <= topics, rule.id
            assert rule.lists <= cues, rule.id


def test_every_list_is_asked_for() -> None:
    """By a rule, by what must be so around an observation, or by name in the program."""
    source = "".join(path.read_text(encoding="utf-8") for path in Path(reviewer.__file__).parent.rglob("*.py"))
    observations = load_lexicon("any").words["observations"].values()
    around = {name for options in observations for key in ("near", "unless") for name in options.get(key, ())}
    for language in (*supported_languages(), "any"):
        lexicon = load_lexicon(language)
        wanted = around.union(*(rule.lists for rule in lexicon.rules))
        lists = (name for name in (*lexicon.cues, *lexicon.words) if not name.startswith(BY_KIND))
        assert [name for name in lists if name not in wanted and f'"{name}"' not in source.replace("'", '"')] == []


def test_every_file_says_what_it_is() -> None:
    for path in resource("lexicons").glob("*/*.toml"):
        assert path.read_text(encoding="utf-8").startswith("#"), path.name


def test_defaults_are_for_fields_of_the_form() -> None:
    with resource("lexicons", "any", "defaults.toml").open("rb") as file:
        fields = tomllib.load(file)["defaults"]
    assert all(field in load_form() for field in fields)


def write_lexicon(folder: Path, text: str) -> None:
    for language in ("any", "en"):
        (folder / language).mkdir()
    (folder / "any" / "defaults.toml").write_text("[defaults]\n", encoding="utf-8")
    (folder / "en" / "x.toml").write_text(text, encoding="utf-8")


RULE = '[[rule]]\nfield = "purposes"\ncode = "billing"\nphrases = ["billing"]\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[colours]\nred = []\n", "unknown tables"),
        (RULE.replace("billing\"\n", "biling\"\n", 1), "no such code"),
        (RULE.replace("purposes", "purpose"), "no such field"),
        (RULE + RULE, "stands twice"),
        (RULE + 'negated = "perhaps"\n', "bad option"),
        (RULE + "confidence = 0.4\nelsewhere = 0.5\n", "bad option"),
        (RULE + "colour = 1\n", "colour"),
        ('[[rule]]\nfield = "purposes"\ncode = "billing"\n', "phrases"),
        ("[cues\n", "x.toml"),
    ],
)  # fmt: skip
def test_faulty_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, says: str) -> None:
    write_lexicon(tmp_path, text)

    def fake_resource(*parts: str) -> Any:
        return tmp_path.joinpath(*parts[1:])

    monkeypatch.setattr(module, "resource", fake_resource)
    with pytest.raises(LexiconError, match=says):
        load_lexicon.__wrapped__("en")
