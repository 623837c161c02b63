"""One language's lexicon: the files of its folder put together, checked against the form.

A file is TOML with any of these tables:

    [topics]        topic = [phrases]: what a heading, lead-in, label or column head is about
    [sentences]     topic = [phrases]: what a sentence is about by its own words
    [cues]          name = [phrases]: named lists that rules in Python and `near` refer to
                    "not <field>" and "not <field>.<code>": phrases in which a cue of the field means something else
    [words]         name = [words] or {word = value}: plain data (abbreviations, number words)
    [[rule]]        a cue that gives a code: field, code, id, phrases and the options of CueRule

`any/defaults.toml` holds the options that hold for all rules of a field unless a rule says otherwise.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from reviewer.form import load_form
from reviewer.lexicons.phrases import expand
from reviewer.paths import resource

LANGUAGES = ("en", "sv", "fi")
NEUTRAL = "any"
_TABLES = {"topics", "sentences", "cues", "words", "rule"}
_NEGATED = {"skip", "ignore", "only"}
_SETS = (
    "topics",
    "not_topics",
    "near",
    "unless",
    "unless_beside",
    "limited_by",
    "near_in_agreements",
    "unless_in_agreements",
)


class LexiconError(ValueError):
    """A lexicon file that contradicts itself or the form; names file and entry."""


@dataclass(frozen=True, slots=True)
class CueRule:
    """Phrases that give `code` in `field`.

    `topics`: in passages about one of these the value has `confidence`; in others `elsewhere` (0: not at all).
    An empty `topics` means that every passage counts. `not_topics`: passages about one of these never count.
    `near`: the sentence (with its lead-in) must hold a cue of one of these lists. `unless`: none of these lists.
    `unless_beside`: no sentence of the same paragraph may hold a cue of one of these lists.
    `limited_by`: where the sentence holds a cue of one of these lists, the value is only conditionally so.
    `negated`: what a negation before the cue does: "skip" the match, "ignore" the negation, or "only" then it counts.

    In an agreement on processing (Art. 28) more can be asked, where clauses bind the parties and describe nothing.
    `near_in_agreements`, `unless_in_agreements`: as `near` and `unless`, but the headings above the sentence count as
    well. `of_customer`: it is said of the controller, which is the customer, and never counts.
    """

    id: str
    field: str
    code: str
    phrases: tuple[str, ...]
    topics: frozenset[str] = frozenset()
    not_topics: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    unless: frozenset[str] = frozenset()
    confidence: float = 0.9
    elsewhere: float = 0.0
    negated: str = "skip"
    headings: bool = False
    details: tuple[tuple[str, str], ...] = ()
    near_in_agreements: frozenset[str] = frozenset()
    unless_in_agreements: frozenset[str] = frozenset()
    unless_beside: frozenset[str] = frozenset()
    limited_by: frozenset[str] = frozenset()
    of_customer: bool = False

    @property
    def lists(self) -> frozenset[str]:
        """The lists of cues that the rule asks for."""
        bounding = self.unless | self.unless_beside | self.limited_by | self.unless_in_agreements
        return self.near | self.near_in_agreements | bounding


@dataclass(frozen=True)
class Lexicon:
    """`topics`, `sentences` and `cues` map names to phrases; `words` hold plain data."""

    language: str
    rules: tuple[CueRule, ...]
    topics: Mapping[str, tuple[str, ...]]
    sentences: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[str, ...]]
    words: Mapping[str, Any]


def supported_languages() -> tuple[str, ...]:
    """Languages that extraction is made for."""
    return LANGUAGES


@lru_cache(maxsize=8)
def load_lexicon(language: str) -> Lexicon:
    """The lexicon of one language, or of "any"; LexiconError where a file is wrong."""
    defaults = _read(resource("lexicons", NEUTRAL, "defaults.toml"))["defaults"]
    tables: dict[str, dict[str, Any]] = {"topics": {}, "sentences": {}, "cues": {}, "words": {}}
    rules: list[CueRule] = []
    for path in sorted(resource("lexicons", language).glob("*.toml")):
        if path.name == "defaults.toml":
            continue
        data = _read(path)
        unknown = set(data) - _TABLES
        if unknown:
            raise LexiconError(f"{language}/{path.name}: unknown tables {sorted(unknown)}")
        for name, table in tables.items():
            _merge(table, data.get(name, {}), f"{language}/{path.name}")
        rules += [_rule(entry, language, defaults, path.name) for entry in data.get("rule", ())]
    _check(rules, language)
    phrases = {n: {k: tuple(v) for k, v in tables[n].items()} for n in ("topics", "sentences", "cues")}
    return Lexicon(language, tuple(rules), phrases["topics"], phrases["sentences"], phrases["cues"], tables["words"])


@lru_cache(maxsize=8)
def read_cues(language: str) -> Mapping[str, Any]:
    """The tables of `cues.toml` of a language, empty where it has none: for who needs few words, and needs them at
    once. A whole lexicon takes a third of a second to read."""
    return _read(resource("lexicons", language, "cues.toml")) if language in LANGUAGES else {}


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{path.parent.name}/{path.name}: {error}") from error


def _merge(table: dict[str, Any], more: dict[str, Any], where: str) -> None:
    for key, entries in more.items():
        if key not in table:
            table[key] = entries
        elif isinstance(entries, list):
            table[key] = [*table[key], *entries]
        else:
            raise LexiconError(f"{where}: {key} stands twice")


def _rule(entry: dict[str, Any], language: str, defaults: dict[str, dict[str, Any]], file: str) -> CueRule:
    where = f"{language}/{file}: {entry.get('field')}.{entry.get('code')}"
    try:
        options = {**defaults.get(entry["field"], {}), **entry}
        cue = f"{entry['code']}_{entry['id']}" if "id" in entry else entry["code"]
        rule = CueRule(
            id=f"{entry['field']}.{language}.{cue}",
            field=options.pop("field"),
            code=options.pop("code"),
            phrases=tuple(options.pop("phrases")),
        )
    except KeyError as error:
        raise LexiconError(f"{where}: {error} is missing") from error
    options.pop("id", None)
    options.pop("source", None)
    if "details" in options:
        options["details"] = tuple(options["details"].items())
    for name in _SETS:
        if name in options:
            options[name] = frozenset(options[name])
    try:
        return replace(rule, **options)
    except TypeError as error:
        raise LexiconError(f"{where}: {error}") from error


def _check(rules: list[CueRule], language: str) -> None:
    form = load_form()
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            raise LexiconError(f"{rule.id} stands twice")
        seen.add(rule.id)
        if rule.field not in form:
            raise LexiconError(f"{rule.id}: no such field")
        spec = form.field(rule.field)
        if spec.codes and rule.code not in {c.id for c in spec.codes}:
            raise LexiconError(f"{rule.id}: no such code {rule.code!r}")
        if rule.negated not in _NEGATED or not 0 <= rule.elsewhere <= rule.confidence <= 1:
            raise LexiconError(f"{rule.id}: bad option")
        for phrase in rule.phrases:
            expand(phrase)
