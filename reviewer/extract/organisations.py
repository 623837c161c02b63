"""Organisations that a text names with their legal form: "Kuvakaira Oy", "Example Software GmbH"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reviewer.extract.name_patterns import NAME, kind_in_compound
from reviewer.extract.policy import Policy
from reviewer.lexicons import NEUTRAL, load_lexicon, supported_languages
from reviewer.lexicons.word_lists import one_of

_LONGEST_NAME = 90
_MOST_TOKENS = 7
_WRAPPED_LINE = 50
_LONGEST_ENDING = 3
_BORDER = re.compile(r"[.;:!?,]\s|\b[Cc]/[Oo]\s|[()|/•\"“”„»«●\[\]*_]|\s[–—-]\s|\n\s*\n")
_INNER_CAPITAL = re.compile(r"[a-zåäö]{1,2}[A-ZÅÄÖ]\w")
_NAME_BEHIND_FORM = re.compile(rf" ({NAME})")


@dataclass(frozen=True, slots=True)
class Organisation:
    """A mention at `text[start:end]`; `name` is the nominative with its legal form, `base` the name without it.

    `country` is what the legal form tells (ISO 3166-1 alpha-2), or "".
    """

    start: int
    end: int
    name: str
    base: str
    country: str


def find_organisations(policy: Policy) -> list[Organisation]:
    """Every organisation with a legal form, in order."""
    return [found for match in _forms().finditer(policy.text) if (found := _organisation(policy, match))]


def find_form(policy: Policy, start: int, end: int) -> bool:
    """Whether a legal form stands in `text[start:end]`."""
    return _forms().search(policy.text, start, end) is not None


@lru_cache(maxsize=1)
def _forms() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w./-])({any_form()}){one_of('form_endings')}?(?![\w-])")


@lru_cache(maxsize=1)
def any_form() -> str:
    """The alternatives of a regular expression that finds a legal form, the longest first."""
    return "|".join(re.escape(form) for form in sorted(_table(), key=len, reverse=True))


def _table() -> dict[str, str]:
    table: dict[str, str] = load_lexicon("any").words["legal_forms"]
    return table


def _organisation(policy: Policy, match: re.Match[str]) -> Organisation | None:
    form = match[1]
    at = match.start()
    text = policy.text
    if form in load_lexicon("any").words["form_after_comma"] and text[max(0, at - 2) : at] == ", ":
        at -= 2
    first = _form_first(policy, match)
    apart = text.endswith(": ", 0, at) or (first is not None and text.endswith(", ", 0, at))
    start = None if apart else _name_start(policy, at, form)
    if start is None:
        return first
    base = " ".join(text[start:at].split()).rstrip(",")
    if form.isupper() and len(form) == 2 and base.isupper() and " " in base and form == "AS":
        return None
    name = " ".join(text[start : match.end(1)].split())
    behind = _NAME_BEHIND_FORM.match(text, match.end(1)) if base.lower() in _kinds_before_form() else None
    if behind is not None:
        return Organisation(start, behind.end(), f"{name} {behind[1]}", behind[1], _table()[form])
    return Organisation(start, match.end(1), name, base, _table()[form])


def _form_first(policy: Policy, match: re.Match[str]) -> Organisation | None:
    """A sole trader's form stands before the name: "Tmi Aino Lehtola"."""
    behind = _NAME_BEHIND_FORM.match(policy.text, match.end())
    if behind is None or match[0] not in load_lexicon("any").words["form_before_name"]:
        return None
    name = f"{match[1]} {behind[1]}"
    return Organisation(match.start(), behind.end(), name, behind[1], _table()[match[1]])


def _name_start(policy: Policy, end: int, form: str) -> int | None:
    """Where the name before a legal form begins; None where no name stands there."""
    low = max(0, end - _LONGEST_NAME)
    sentence = policy.sentence_at(end - 1)
    if sentence is not None:
        low = max(low, sentence.start)
    for border in _BORDER.finditer(policy.text, low, end):
        if border.end() < end:
            low = border.end()
    low = _after_short_lines(policy.text, low, end)
    tokens = [(low + m.start(), m[0]) for m in re.finditer(r"\S+", policy.text[low:end])]
    if sentence is not None and low == sentence.start and _small_name(tokens):
        return tokens[0][0]
    first = _first_of_name(tokens, form in load_lexicon("any").words["form_associations"])
    return first if first is None else _with_opener(policy.text, tokens, first, end)


def _after_short_lines(text: str, low: int, end: int) -> int:
    """A name may run over a line break of wrapped text, but not from one short line to the next."""
    at = text.rfind("\n", low, end)
    if at < 0:
        return low
    line_start = text.rfind("\n", 0, at) + 1
    return low if at - line_start > _WRAPPED_LINE and text[at:end].strip() else at + 1


def _first_of_name(tokens: list[tuple[int, str]], association: bool) -> int | None:
    if len(tokens) == 1 and tokens[0][1].isalpha():
        return None if is_opener(tokens[0][1]) else tokens[0][0]  # a name of one word, capital or not
    kept: list[tuple[int, str]] = []
    compounds = _words_in_compounds([token for _, token in tokens])
    for at in reversed(range(max(0, len(tokens) - _MOST_TOKENS), len(tokens))):
        start, token = tokens[at]
        small = token.lower() in _joiners() or (association and token.isalpha()) or at in compounds
        if token in _table() or not (_capital(token) or small):
            break
        kept.append((start, token))
    for index, (_, token) in enumerate(kept[1:]):
        if token.lower() in _led_away() and kept[index][1].islower():
            kept = kept[:index]  # "Privacy Policy for Example Ltd", "Ploverdesk, Inc., USA and Example Ltd"
            break
    while kept and (not _capital(kept[-1][1]) or (kept[-1][1].lower() in _openers() and len(kept) > 1)):
        kept.pop()
    if not kept or (len(kept) == 1 and kept[0][1].lower() in _openers()):
        return None
    return kept[-1][0]


def _words_in_compounds(words: list[str]) -> set[int]:
    """Places of the small words that say in two parts what a business is: "Maalaus- ja tapetointiliike"."""
    ends = (i for i in range(2, len(words)) if words[i - 2].endswith("-") and words[i - 1].lower() in _joiners())
    return {place for i in ends if kind_in_compound().fullmatch(words[i]) for place in (i - 2, i)}


def _with_opener(text: str, tokens: list[tuple[int, str]], first: int, end: int) -> int:
    """Where the name begins if the word before it, which else only opens a sentence, has its capital amid one too."""
    before = next((token for token in reversed(tokens) if token[0] < first), None)
    if before is None or not before[1][0].isupper() or not is_opener(before[1]):
        return first
    amid = re.compile(rf"[a-zåäö] {re.escape(text[before[0] : end].rstrip())}(?!\w)")
    return before[0] if amid.search(text) else first


def _small_name(tokens: list[tuple[int, str]]) -> bool:
    """Whether a name written small opens the sentence ("granvik:data AB")."""
    return len(tokens) == 2 and all(token[0].islower() and not is_opener(token) for _, token in tokens)


def _capital(token: str) -> bool:
    """Whether a token may be a word of a name: "Granvik", "3D", "eVakt"."""
    return token[0].isupper() or token[0].isdigit() or _INNER_CAPITAL.match(token) is not None


@lru_cache(maxsize=1)
def _kinds_before_form() -> frozenset[str]:
    """What a company is, where its form stands before its name: "Kiinteistö Oy Havulinna"."""
    return frozenset(load_lexicon("any").words["kinds_before_form"])


@lru_cache(maxsize=1)
def _joiners() -> frozenset[str]:
    return frozenset(load_lexicon("any").words["form_joiners"])


@lru_cache(maxsize=1)
def _led_away() -> frozenset[str]:
    """What a small word parts from the name behind it: what documents are called, and countries."""
    words = load_lexicon("any").words
    return frozenset({*words["documents"], *words["countries_in_addresses"]})


@lru_cache(maxsize=1)
def _openers() -> frozenset[str]:
    """Words that may open a sentence with a capital and are no part of a name."""
    words: set[str] = set()
    for language in (*supported_languages(), NEUTRAL):
        data = load_lexicon(language).words
        words |= set(data.get("common", ())) | set(data.get("openers", ()))
    return frozenset(words)


def is_opener(word: str) -> bool:
    """Whether a word only opens a sentence and is no part of a name."""
    return word.lower() in _openers()


def base_key(name: str) -> str:
    """A name to compare by: folded, without punctuation and spaces, the kind of association written short."""
    key = "".join(c for c in name.casefold() if c.isalnum())
    for kind, short in load_lexicon("any").words["kinds_written_short"].items():
        if key.startswith(kind):
            return f"{short}{key[len(kind) :]}"
    return key


def common_start(a: str, b: str) -> int:
    """How many letters two names begin with alike."""
    return next((n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def differs_in_ending(key: str, other: str, shortest: int) -> bool:
    """Whether two names that share `shortest` letters or more differ only in a case ending and the consonants before it
    ("Latuparkki", "Latuparkin")."""
    common = common_start(key, other)
    return common >= shortest and max(len(key), len(other)) - common <= _LONGEST_ENDING


def mentions_of(policy: Policy, name: str) -> Iterator[int]:
    """Where a name stands as a word or as the beginning of an inflected one."""
    needle = name.lower().replace("’", "'")
    at = policy.folded.find(needle)
    while at >= 0:
        if at == 0 or not policy.folded[at - 1].isalnum():
            yield at
        at = policy.folded.find(needle, at + len(needle))
