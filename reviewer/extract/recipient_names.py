"""Names of third parties in a text: the well-known ones of the lexicon, those with a legal form, and those that stand
where only a name can stand ("the payment provider Example", the column "Recipient")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from reviewer.extract.matcher import Matcher
from reviewer.extract.organisations import base_key, mentions_of
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy, Sentence, lexicon
from reviewer.extract.word_lists import one_of
from reviewer.lexicons import KnownRecipient, known_recipients
from reviewer.model import BlockKind

_LONGEST_NAME = 60
_MOST_WORDS = 5
_OWN_SERVICE = 600
_LONGEST_ACRONYM = 5
_MOST_WORDS_IN_ROW = 3
_NO_RECIPIENTS = frozenset({"", "authority"})
_TOKEN = r"(?:[A-ZÅÄÖÆØÉ][\w.&+'’-]*|[a-z]+[A-Z]\w+|\d+[a-z]{3,}\w*|\w+\.(?:io|com|ai|app|fi|se|no|org|net)\b)"
_NAME = rf"{_TOKEN}(?:[ ](?:{_TOKEN}|&|of|\d+))*"
_NAME_AT = re.compile(_NAME)
_BULLET = re.compile(r"\s*(?:[-•●*–]|\(?\w{1,2}[.)])\s+")
_ITEM_END = re.compile(r"\s*(?:[(:;,\n]|\s[-–—]\s|[–—]|\.$|$)")
_LABEL_END = re.compile(r"\s?(?:\([^()\n]{2,40}\))?:\s*")
_ADDRESS_BEHIND = re.compile(r"\s?\(https?://(?:www\.)?([\w.-]+)")
_DOMAIN = re.compile(r"\w\.(?:com|fi|se|no|org|net)$")


@dataclass(frozen=True, slots=True)
class NameMention:
    """A name at `text[start:end]`, `name` in the nominative. `key` tells which mentions are of the same party.

    `place`: "listed" as an item or in a column of recipients, "role" after a noun that asks for a name, "form" with a
    legal form only, "known" in running text. `common` marks names that are also everyday words.
    """

    start: int
    end: int
    name: str
    key: str
    place: str
    known: KnownRecipient | None = None
    common: bool = False


def find_names(policy: Policy) -> list[NameMention]:
    """Mentions of third parties in order, the longest where they overlap, those of the vendor left out."""
    known = list(_known(policy))
    placed = [*_listed(policy), *_after_role(policy), *_in_compounds(policy)]
    found = [*known, *_in_row(policy, known), *_with_legal_form(policy), *placed]
    return [m for m in _longest(found) if not _is_vendor(policy, m)]


def _is_vendor(policy: Policy, mention: NameMention) -> bool:
    """Whether the name is the vendor's; another company of its group, which has a legal form of its own, is not."""
    parties = parties_of(policy)
    if mention.place != "form" or mention.known:
        return parties.is_vendor(mention.name) or base_key(mention.name.rpartition(".")[0]) in parties.vendor_words()
    keys = {base_key(n) for v in parties.vendors for n in (v.base, *v.aliases)} - {""}
    return any(k.startswith(mention.key) or (len(k) > 3 and mention.key.endswith(k)) for k in keys)


def _longest(found: Iterable[NameMention]) -> list[NameMention]:
    """Of overlapping mentions the one with the entry in the lexicon, under the longest name."""
    out: list[NameMention] = []
    for mention in sorted(found, key=lambda m: (m.start, -m.end)):
        if out and mention.start < out[-1].end:
            out[-1] = _combined(out[-1], mention)
        else:
            out.append(mention)
    return out


def _combined(a: NameMention, b: NameMention) -> NameMention:
    place = min((a.place, b.place), key=("listed", "role", "form", "known").index)
    best = b if a.known is None and b.known is not None and b.start == a.start else a
    if a.known is not None and a.known == b.known:
        best = max(a, b, key=lambda m: len(m.name))  # by its longest spelling
    longest = a if a.end - a.start >= b.end - b.start else b
    name = longest.name if longest.start == best.start and longest.place == "form" else best.name
    common = a.common and b.common
    return NameMention(best.start, max(best.end, longest.end), name, best.key, place, best.known, common)


# well-known names


@lru_cache(maxsize=1)
def _known_matcher() -> Matcher[tuple[int, str]]:
    phrases: dict[tuple[int, str], tuple[str, ...]] = {}
    for index, entry in enumerate(known_recipients()):
        own = () if f"={entry.name}" in entry.spellings else (entry.name,)
        for spelling in (*own, *entry.spellings):
            phrases[index, spelling] = (f"{spelling.lstrip('=')}*",)
    return Matcher(phrases)


def _known(policy: Policy) -> Iterator[NameMention]:
    for (index, spelling), match in _known_matcher().find(policy.folded, policy.text):
        end = _name_end(policy, match.start, match.end, spelling)
        if end is not None and not _in_address(policy.text, match.start, end):
            entry = known_recipients()[index]
            written = " ".join(policy.text[match.start : end].split())
            name = entry.name if entry.role == "authority" else written
            yield NameMention(
                match.start, match.end, name, base_key(entry.name), "known", entry, spelling.startswith("=")
            )


def _name_end(policy: Policy, start: int, end: int, spelling: str) -> int | None:
    """Where the name itself ends if it stands there, with nothing but a case ending after it."""
    plain = spelling.lstrip("=")
    text = policy.text
    length = len(plain)
    if spelling.startswith("="):
        if text[start : start + length] != plain:
            return None
    elif not (text[start].isupper() or text[start].isdigit() or plain[0].islower()):
        return None
    while start + length < end and policy.folded[start + length - 1] != plain[-1].lower():
        length += 1
    if length > end - start:
        length = end - start
    ending = policy.folded[start + length : end]
    if ending and ending not in _endings(policy.reading_language):
        return None
    return start + length


@lru_cache(maxsize=8)
def _endings(language: str) -> frozenset[str]:
    return frozenset(lexicon(language).words.get("name_endings", ()))


def _in_address(text: str, start: int, end: int) -> bool:
    """Whether the name is part of a web or e-mail address, or of a street's name ("1 Front Street")."""
    if _street_behind().match(text, end):
        return True
    if start > 0 and text[start - 1] in "./@_":
        return True
    return text[end : end + 1] in {"@", "_", "/"} or (text[end : end + 1] == "." and text[end + 1 : end + 2].isalnum())


@lru_cache(maxsize=1)
def _street_behind() -> re.Pattern[str]:
    return re.compile(rf" {one_of('street_kinds_apart')}\b")


# names between well-known ones


def _in_row(policy: Policy, known: list[NameMention]) -> Iterator[NameMention]:
    """Names between two well-known recipients in one row: "Stripe, Ploverdesk and Zendesk"."""
    for before, after in pairwise(m for m in known if m.known and m.known.role not in _NO_RECIPIENTS):
        sentence = policy.sentence_at(before.start)
        if sentence is None or not before.end < after.start < sentence.end or sentence.kind is BlockKind.HEADING:
            continue
        for start, end in _row_between(policy.text, before.end, after.start):
            if end - start > 1 and not _generic(policy, start, end, sentence.language):
                yield NameMention(start, end, policy.text[start:end], base_key(policy.text[start:end]), "listed")


def _row_between(text: str, at: int, end: int) -> list[tuple[int, int]]:
    """The names that fill a range together with commas, "and" and what stands in brackets; none if others words do."""
    names: list[tuple[int, int]] = []
    while joint := _row_joint().match(text, at, end):
        if joint.end() == end:
            return names
        name = _NAME_AT.match(text, joint.end(), end)
        if name is None or len(name[0].split()) > _MOST_WORDS_IN_ROW:
            return []
        names.append(name.span())
        at = name.end()
    return []


@lru_cache(maxsize=1)
def _row_joint() -> re.Pattern[str]:
    joining = one_of("and_words", "or_words")
    return re.compile(rf"(?:\s?\([^()]*\))?(?:[,;]\s+(?:{joining}\s+)?|\s+{joining}\s+)")


# names with a legal form


def _with_legal_form(policy: Policy) -> Iterator[NameMention]:
    for found in parties_of(policy).organisations:
        start = _after_verb(policy, found.start, found.end)
        base = found.base[-len(found.base) + start - found.start :] if start > found.start else found.base
        yield NameMention(start, found.end, " ".join(policy.text[start : found.end].split()), base_key(base), "form")


def _after_verb(policy: Policy, start: int, end: int) -> int:
    """Where the name begins if a sentence's words were taken for words of an association's name."""
    verbs = [m for m in re.finditer(r"[a-zåäö]+", policy.text[start:end]) if m[0].endswith(_verb_endings(policy))]
    capital = re.compile(r"[A-ZÅÄÖ]").search(policy.text, start + verbs[-1].end(), end) if verbs else None
    return capital.start() if capital else start


def _verb_endings(policy: Policy) -> tuple[str, ...]:
    return _words(policy.reading_language, "verb_endings") or ("\0",)


# names where only a name can stand


def _listed(policy: Policy) -> Iterator[NameMention]:
    columns = _recipient_columns(policy)
    for sentence in policy.sentences:
        block = policy.document.blocks[sentence.block]
        if policy.is_head(sentence.block):
            continue
        if sentence.column >= 0:
            if columns.get(block.table) == sentence.column:
                yield from _cell_names(policy, sentence)
        elif sentence.start == block.start and _is_item_of_recipients(policy, sentence):
            yield from _item_name(policy, sentence)


def _is_item_of_recipients(policy: Policy, sentence: Sentence) -> bool:
    """Whether it is a list item whose heading or lead-in speaks of recipients, or whose lead-in of services and tools
    in use."""
    if sentence.kind is not BlockKind.LIST_ITEM:
        return False
    if sentence.topics & {"recipients", "transfers"}:
        return True
    lead = sentence.lead_in
    if lead is None:
        return False
    words = (*_words(lead.language, "recipient_heads"), *_words(lead.language, "service_heads"))
    return _speaks_of(words, policy.folded[lead.start : lead.end])


def _speaks_of(stems: tuple[str, ...], text: str) -> bool:
    """Whether a head or lead-in holds one of the words; "organizational" tells of no organization."""
    return any(re.search(rf"{re.escape(stem)}(?!al)", text) for stem in stems)


def _recipient_columns(policy: Policy) -> dict[int, int]:
    """By table the column of recipients: one headed so, else of names in a passage on recipients, else of services."""
    columns: dict[int, tuple[int, int]] = {}
    for sentence in policy.sentences:
        block = policy.document.blocks[sentence.block]
        if not policy.is_head(sentence.block):
            continue
        head = policy.folded[sentence.start : sentence.end]
        ranks = {
            0: _speaks_of(_words(sentence.language, "recipient_heads"), head),
            1: head.strip() in _words(sentence.language, "name_heads") and "recipients" in sentence.topics,
            2: _speaks_of(_words(sentence.language, "service_heads"), head),
        }
        order = next((order for order, holds in ranks.items() if holds), None)
        if order is not None:
            columns[block.table] = min(columns.get(block.table, (order, sentence.column)), (order, sentence.column))
    return {table: column for table, (_, column) in columns.items()}


def _cell_names(policy: Policy, sentence: Sentence) -> Iterator[NameMention]:
    bracket = policy.text.find("(", sentence.start, sentence.end)
    end = bracket if bracket > sentence.start else sentence.end
    at = sentence.start
    for part in [*_joints().finditer(policy.text, sentence.start, end), None]:
        stop = part.start() if part else end
        yield from _whole_name(policy, at, stop, sentence, certain=True)
        at = part.end() if part else end


def _item_name(policy: Policy, sentence: Sentence) -> Iterator[NameMention]:
    bullet = _BULLET.match(policy.text, sentence.start, sentence.end)
    start = bullet.end() if bullet else sentence.start
    border = _ITEM_END.search(policy.text, start, min(sentence.end, start + _LONGEST_NAME))
    if border is not None:
        label = _label_behind(policy, start, border.start(), sentence)
        separated = border.end() > border.start() and policy.text[border.start() : border.end()].strip() != "."
        yield from _public_body(policy, start, border.start(), sentence.language)
        for at, stop in _parts(policy, start, border.start()):
            yield from _whole_name(policy, at, stop, sentence, certain=separated)
        if label is not None:
            kind = _speaks_of(_words(sentence.language, "service_heads"), policy.folded[start : border.start()])
            yield from _names_behind_label(policy, label, sentence, certain=kind)


def _label_behind(policy: Policy, start: int, end: int, sentence: Sentence) -> int | None:
    """Where a label that names a kind of service ends: "Newsletter:", "Platform (automation):"; None for a name."""
    colon = _LABEL_END.match(policy.text, end, sentence.end)
    return colon.end() if colon and _generic(policy, start, end, sentence.language) else None


def _names_behind_label(policy: Policy, start: int, sentence: Sentence, *, certain: bool) -> Iterator[NameMention]:
    """ "Newsletter: Example (our own server)": the label says what for, the name stands behind it. Alone and at the end
    it is `certain` to be a name where the label is a kind of tool."""
    border = _ITEM_END.search(policy.text, start + 1, min(sentence.end, start + _LONGEST_NAME))
    end = border.start() if border is not None else sentence.end
    if any(found.start < end and start < found.end for found in parties_of(policy).organisations):
        return
    for at, stop in _parts(policy, start, end):
        bounded = end < sentence.end and policy.text[end] != "."
        yield from _whole_name(policy, at, stop, sentence, certain=bounded or certain)


def _parts(policy: Policy, start: int, end: int) -> list[tuple[int, int]]:
    """The range, or where it is names joined by "and", each of them."""
    joints = list(_joints().finditer(policy.text, start, end))
    starts, ends = [start, *(j.end() for j in joints)], [*(j.start() for j in joints), end]
    parts = list(zip(starts, ends, strict=True))
    return parts if all(_NAME_AT.fullmatch(policy.text, *part) for part in parts) else [(start, end)]


def _public_body(policy: Policy, start: int, end: int, language: str) -> Iterator[NameMention]:
    """ "Aurinkolahden kaupunki": a place and what kind of body governs it, written small."""
    place, _, kind = policy.text[start:end].rpartition(" ")
    if kind in _words(language, "public_bodies") and _NAME_AT.fullmatch(place):
        yield NameMention(start, end, policy.text[start:end], base_key(policy.text[start:end]), "listed")


def _whole_name(policy: Policy, start: int, end: int, sentence: Sentence, *, certain: bool) -> Iterator[NameMention]:
    """A mention if the whole range can be a name; one word alone only where its place makes it `certain` or its
    letters do (capitals within, digits, a full stop)."""
    while start < end and policy.text[start].isspace():
        start += 1
    while end > start and policy.text[end - 1].isspace():
        end -= 1
    match = _NAME_AT.fullmatch(policy.text, start, end)
    if match is None or len(match[0].split()) > _MOST_WORDS or _generic(policy, start, end, sentence.language):
        return
    if certain or " " in match[0] or not match[0][1:].islower():
        yield NameMention(start, end, match[0], base_key(match[0]), "listed")


def _generic(policy: Policy, start: int, end: int, language: str) -> bool:
    """Whether the words name a kind of recipients rather than one."""
    if _at_own_address(policy.text, start, end):
        return False
    if any(w.strip(".,") in _stop_names() for w in policy.folded[start:end].split()):
        return True
    return _generic_pattern(language).search(f"{policy.folded[start:end]} ") is not None


def _at_own_address(text: str, start: int, end: int) -> bool:
    """Whether the words are followed by a web address that they make up: "Otter Hosting (https://otterhosting.example)"."""
    address = _ADDRESS_BEHIND.match(text, end)
    name = base_key(text[start:end])
    return address is not None and len(name) > 5 and base_key(address[1]).startswith(name)


@lru_cache(maxsize=8)
def _generic_pattern(language: str) -> re.Pattern[str]:
    stems = "|".join(re.escape(w) for w in _words(language, "generic_recipients"))
    heads = "|".join(_words(language, "generic_heads")) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{stems}|\w+(?:{heads})(?!\w))")


def _after_role(policy: Policy) -> Iterator[NameMention]:
    for sentence in policy.sentences:
        if sentence.kind is BlockKind.HEADING:
            continue
        pattern = _role_pattern(sentence.language)
        for match in pattern.finditer(policy.text, sentence.start, sentence.end):
            start, end = match.span("name")
            if _DOMAIN.search(match["name"]):
                continue
            if policy.text[match.start()].isupper() and " " not in match["name"] and match.start() > sentence.start:
                continue  # a title in capitals
            row = _row_behind(policy, match.end("name"), sentence)
            name, end = _nominative(policy, start, end)
            if not _generic(policy, start, end, sentence.language) and len(name) > 1:
                yield NameMention(start, end, name, base_key(name), "role")
            yield from row


def _row_behind(policy: Policy, at: int, sentence: Sentence) -> list[NameMention]:
    """The names that go on behind one up to the last, which "and" or "or" joins: "carriers such as Lunvik, Trastbud and
    Kvarnex"; none where other words come in between."""
    row: list[NameMention] = []
    while joint := _row_joint().match(policy.text, at, sentence.end):
        name = _NAME_AT.match(policy.text, joint.end(), sentence.end)
        if name is None or len(name[0].split()) > _MOST_WORDS_IN_ROW:
            return []
        if _generic(policy, *name.span(), sentence.language):
            return []
        written, at = _nominative(policy, *name.span())
        row.append(NameMention(name.start(), at, written, base_key(written), "role"))
        if joint[0].strip(" ,;") and not joint[0].rstrip().endswith(")"):
            return row
    return []


def _in_compounds(policy: Policy) -> Iterator[NameMention]:
    """ "Kirjuri-ohjelmistoon": a name joined to a noun that asks for one. Near the head, where a text names its own
    service, only where the text says that the vendor uses it."""
    nouns = _words(policy.reading_language, "compound_nouns")
    for match in _compound(policy.reading_language).finditer(policy.text) if nouns else ():
        sentence = policy.sentence_at(match.start())
        if sentence is None or sentence.kind is BlockKind.HEADING or _is_acronym(match["name"]):
            continue
        if match.start() == sentence.start and match["name"][1:].islower():
            continue  # a word that only opens the sentence
        if _generic(policy, *match.span("name"), sentence.language):
            continue
        if _used(policy, match.start(), sentence) or min(mentions_of(policy, match["name"])) >= _OWN_SERVICE:
            yield NameMention(*match.span("name"), match["name"], base_key(match["name"]), "role")


@lru_cache(maxsize=8)
def _compound(language: str) -> re.Pattern[str]:
    """One word with a hyphen, or several with a space before it, as Finnish writes them."""
    nouns = "|".join(_words(language, "compound_nouns"))
    no_names = "|".join(_words(language, "compounds_of_no_name"))
    name = rf"(?P<name>{_TOKEN}(?=-)|{_TOKEN}(?: {_TOKEN}){{0,2}}(?= -))"
    return re.compile(rf"(?<![\w@./-])(?!(?:{no_names})\b){name} ?-\w{{0,12}}(?:{nouns})")


def _used(policy: Policy, start: int, sentence: Sentence) -> bool:
    """Whether "we use" or the like stands before the name in its sentence."""
    words = policy.folded[sentence.start : start].split()
    return any(word in words for word in _words(sentence.language, "compound_uses"))


def _is_acronym(name: str) -> bool:
    return name.isupper() and len(name) <= _LONGEST_ACRONYM


@lru_cache(maxsize=1)
def _joints() -> re.Pattern[str]:
    """What parts the names of a list."""
    return re.compile(rf"\s*(?:,|;|/|\n|\b{one_of('and_words', 'or_words')}\b)\s*")


@lru_cache(maxsize=8)
def _role_pattern(language: str) -> re.Pattern[str]:
    nouns = "|".join(n.replace(" ", r"\s") for n in _words(language, "role_nouns"))
    return re.compile(rf"(?<!\w)(?i:{nouns})\s(?i:{one_of('name_calls')}\s)?(?P<name>{_NAME})")


def _nominative(policy: Policy, start: int, end: int) -> tuple[str, int]:
    """A name without a full stop, genitive or case ending set off by a colon or apostrophe, and where it ends."""
    text = policy.text[start:end]
    text = re.split(r"[:'’](?=[a-zåäö]{1,4}\b)|-(?=[a-zåäö])", text)[0].rstrip(".,'’-&")
    text = re.sub(r"\s+(?:of|&)$", "", text)
    return text, start + len(text)


def _words(language: str, name: str) -> tuple[str, ...]:
    return tuple(lexicon(language).words.get(name, ()))


@lru_cache(maxsize=1)
def _stop_names() -> frozenset[str]:
    return frozenset(w.casefold() for w in lexicon("any").words["no_names"])
