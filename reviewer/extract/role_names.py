"""Names that stand with a noun that asks for one: "the payment provider Example", "Kirjuri-ohjelmisto"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from reviewer.extract.name_mentions import (
    MOST_WORDS_IN_ROW,
    NameMention,
    is_generic,
    name_at,
    name_word,
    name_words,
    row_joint,
)
from reviewer.extract.organisations import base_key, mentions_of
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons.word_lists import one_of, words_of
from reviewer.model import BlockKind

_OWN_SERVICE = 600
_LONGEST_ACRONYM = 5


def names_after_nouns(policy: Policy) -> Iterator[NameMention]:
    """ "The payment provider Example", and the row of names that goes on behind it."""
    for sentence in policy.sentences:
        if sentence.kind is BlockKind.HEADING:
            continue
        pattern = _role_pattern(sentence.language)
        for match in pattern.finditer(policy.text, sentence.start, sentence.end):
            start, end = match.span("name")
            if _web_address().search(match["name"]):
                continue
            if policy.text[match.start()].isupper() and " " not in match["name"] and match.start() > sentence.start:
                continue  # a title in capitals
            if _mail_behind().match(policy.text, end) or _owns_noun(sentence.language).match(policy.text, start):
                continue  # "sent to First Last at first@…", "the service The Club's start page"
            row = _row_behind(policy, match.end("name"), sentence)
            name, end = _nominative(policy, start, end)
            if not is_generic(policy, start, end, sentence.language) and len(name) > 1:
                yield NameMention(start, end, name, base_key(name), "role")
            yield from row


@lru_cache(maxsize=1)
def _mail_behind() -> re.Pattern[str]:
    """An address at which who is named is reached."""
    return re.compile(rf"[ ,(:–-]{{1,3}}(?:{one_of('reached_by')} )?[\w.+-]+@")


@lru_cache(maxsize=8)
def _owns_noun(language: str) -> re.Pattern[str]:
    """A common noun with a capital, in the genitive before what belongs to it."""
    endings = "|".join(words_of(language, "noun_genitives")) or "(?!)"
    return re.compile(rf"[A-ZÅÄÖ][a-zåäö]+(?:{endings}) (?=[a-zåäö]{{4,}})")


def _row_behind(policy: Policy, at: int, sentence: Sentence) -> list[NameMention]:
    """The names that go on behind one up to the last, which "and" or "or" joins: "carriers such as Lunvik, Trastbud and
    Kvarnex"; none where other words come in between."""
    row: list[NameMention] = []
    while joint := row_joint().match(policy.text, at, sentence.end):
        name = name_at().match(policy.text, joint.end(), sentence.end)
        if name is None or len(name[0].split()) > MOST_WORDS_IN_ROW:
            return []
        if is_generic(policy, *name.span(), sentence.language):
            return []
        written, at = _nominative(policy, *name.span())
        row.append(NameMention(name.start(), at, written, base_key(written), "role"))
        if joint[0].strip(" ,;") and not joint[0].rstrip().endswith(")"):
            return row
    return []


def names_in_compounds(policy: Policy) -> Iterator[NameMention]:
    """ "Kirjuri-ohjelmistoon": a name joined to a noun that asks for one. Near the head, where a text names its own
    service, only where the text says that the vendor uses it."""
    nouns = words_of(policy.reading_language, "compound_nouns")
    for match in _compound(policy.reading_language).finditer(policy.text) if nouns else ():
        sentence = policy.sentence_at(match.start())
        if sentence is None or sentence.kind is BlockKind.HEADING or _is_acronym(match["name"]):
            continue
        if match.start() == sentence.start and match["name"][1:].islower():
            continue  # a word that only opens the sentence
        if is_generic(policy, *match.span("name"), sentence.language):
            continue
        if _used(policy, match.start(), sentence) or min(mentions_of(policy, match["name"])) >= _OWN_SERVICE:
            yield NameMention(*match.span("name"), match["name"], base_key(match["name"]), "role")


def names_of_hosts(policy: Policy) -> Iterator[NameMention]:
    """ "on Kirjuri's servers", where the language's nouns for them are listed."""
    nouns = words_of(policy.reading_language, "hosting_nouns")
    for match in _host(nouns).finditer(policy.text) if nouns else ():
        sentence = policy.sentence_at(match.start())
        if sentence is None or _owns_noun(policy.reading_language).match(policy.text, match.start()):
            continue
        if not is_generic(policy, *match.span("name"), sentence.language):
            yield NameMention(*match.span("name"), match["name"], base_key(match["name"]), "role")


@lru_cache(maxsize=8)
def _host(nouns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w@./-])(?P<name>{name_word()}(?: {name_word()}){{0,2}})s (?:{'|'.join(nouns)})")


@lru_cache(maxsize=8)
def _compound(language: str) -> re.Pattern[str]:
    """One word with a hyphen, or several with a space before it, as Finnish writes them."""
    nouns = "|".join(words_of(language, "compound_nouns"))
    no_names = "|".join(words_of(language, "compounds_of_no_name"))
    word = name_word()
    name = rf"(?P<name>{word}(?=-)|{word}(?: {word}){{0,2}}(?= -))"
    return re.compile(rf"(?<![\w@./-])(?!(?:{no_names})\b){name} ?-\w{{0,12}}(?:{nouns})")


def _used(policy: Policy, start: int, sentence: Sentence) -> bool:
    """Whether "we use" or the like stands before the name in its sentence."""
    words = policy.folded[sentence.start : start].split()
    return any(word in words for word in words_of(sentence.language, "compound_uses"))


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) <= _LONGEST_ACRONYM


@lru_cache(maxsize=1)
def _web_address() -> re.Pattern[str]:
    return re.compile(rf"\w\.{one_of('site_endings')}$")


@lru_cache(maxsize=8)
def _role_pattern(language: str) -> re.Pattern[str]:
    nouns = "|".join(n.replace(" ", r"\s") for n in words_of(language, "role_nouns"))
    return re.compile(rf"(?<!\w)(?i:{nouns})\s(?i:{one_of('name_calls')}\s)?(?P<name>{name_words()})")


def _nominative(policy: Policy, start: int, end: int) -> tuple[str, int]:
    """A name without a full stop, genitive or case ending set off by a colon or apostrophe, and where it ends."""
    text = policy.text[start:end]
    text = _ending(policy.reading_language).split(text)[0].rstrip(".,'’-&")
    text = re.sub(rf"\s+{one_of('name_links')}$", "", text)
    return text, start + len(text)


@lru_cache(maxsize=8)
def _ending(language: str) -> re.Pattern[str]:
    """What is joined to a name: a case ending, or a noun that it is the name of."""
    nouns = "|".join(["[a-zåäö]", *words_of(language, "compound_nouns")])
    return re.compile(rf"[:'’](?=[a-zåäö]{{1,4}}\b)|-(?={nouns})")
