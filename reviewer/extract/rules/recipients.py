"""Third parties that receive, store or process personal data or set cookies (Art. 13(1)(e)), each once by name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from reviewer.extract.candidates import Candidate
from reviewer.extract.name_mentions import NameMention, name_words, row_joint
from reviewer.extract.organisations import base_key
from reviewer.extract.policy import Policy
from reviewer.extract.recipient_names import find_names
from reviewer.extract.recipient_places import place_of, purpose_in_row
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons.word_lists import words_of
from reviewer.model import BlockKind

_FIELD = "recipients.named"
_MOST_EVIDENCE = 4
_ENOUGH = 0.5
_RECEIVING = frozenset({"recipients", "transfers", "cookies"})
_ASIDE = frozenset({"rights", "complaint", "law", "definition", "changes", "children"})
_ABOUT_VENDOR = frozenset({"controller", "contact", "document"})
_BRACKET = re.compile(r"\s*\(([^()\n]{3,80})\)")
_REACH = 60
_NEXT_WORD = 3
_OPENED_NAMES = re.compile(r"\((?:[^(),/]{2,40}/)?\s*$")
"""A bracket with nothing in it, or the first of two names of one maker: "Example (Maker SE / Maker Inc.)"."""

_TITLE_GOES_ON = re.compile(r" [A-ZÅÄÖ][a-zåäö]+\b(?! ?\()")
_STANDS_ALONE = re.compile(r"\s*(?:[(:,.;]|[-–—]|$)")
_DASH = re.compile(r"\s*(?:[-–—:])\s+([^\n|]{3,160})")


@dataclass(frozen=True, slots=True)
class _Ground:
    """A mention with what it is worth: `confidence` that it makes its party a recipient."""

    mention: NameMention
    sentence: Sentence
    confidence: float


def find(policy: Policy) -> Iterator[Candidate]:
    """One candidate for each party, under the name written first."""
    parties: dict[str, list[_Ground]] = {}
    places = _Places(policy)
    for ground in _without_repetition(policy, _grounds(policy)):
        parties.setdefault(_party(parties, ground.mention.key, ground.mention.name), []).append(ground)
    for key in _without_makers(policy, parties):
        yield from _candidate(policy, parties[key], places)


def _candidate(policy: Policy, grounds: list[_Ground], places: _Places) -> Iterator[Candidate]:
    best = max(grounds, key=lambda g: g.confidence)
    if best.confidence < _ENOUGH:
        return
    strong = [g for g in grounds if g.confidence >= _ENOUGH]
    full = [g for g in strong if g.mention.known or g.mention.place == "form"] or [best]
    named = min(full, key=lambda g: len(g.mention.name)) if _same_words(*_first_two(full)) else full[0]
    spans = tuple(_evidence(g) for g in sorted(strong, key=lambda g: -g.confidence)[:_MOST_EVIDENCE])
    rule = f"{_FIELD}.{best.sentence.language}.{best.mention.place}"
    details = {k: v for g in reversed(strong) for k, v in _details(policy, g).items()}
    if country := places.of(grounds):
        details["country"] = country
    hedged = all(policy.hedged(g.sentence) for g in strong)
    yield Candidate(_FIELD, named.mention.name, spans, best.confidence, rule, hedged=hedged, details=details)


def _first_two(grounds: list[_Ground]) -> tuple[str, str]:
    names = list(dict.fromkeys(g.mention.name for g in grounds)) or [""]
    return names[0], names[-1]


# what a mention is worth


def _grounds(policy: Policy) -> Iterator[_Ground]:
    for mention in find_names(policy):
        sentence = policy.sentence_at(mention.start)
        if sentence is not None and not (mention.known and not mention.known.role):
            yield _Ground(mention, sentence, _worth(policy, mention, sentence))


def _worth(policy: Policy, mention: NameMention, sentence: Sentence) -> float:
    if _denied(policy, mention, sentence) or policy.cues_in("planned", sentence.start, sentence.end):
        return 0.0
    place = "listed" if mention.place != "listed" and _opens_item(policy, mention, sentence) else mention.place
    if mention.known and mention.known.role == "authority":
        return _worth_of_office(policy, mention, sentence)
    in_context = _has_word(policy, sentence, "recipient_context")
    if mention.common and not _shown_to_be_name(policy, mention, sentence):
        worth = 0.3
    elif place == "listed" and sentence.topics & _RECEIVING:
        worth = 0.94
    elif place == "listed":
        worth = 0.85 if in_context or mention.known else 0.6
    elif in_context or (place == "form" and sentence.topics & _RECEIVING):
        worth = 0.92 if mention.known else {"form": 0.86, "role": 0.74}.get(place, 0.6)
    else:
        worth = 0.62 if mention.known and not mention.common else 0.4
    return worth * _doubt(policy, mention, sentence)


def _denied(policy: Policy, mention: NameMention, sentence: Sentence) -> bool:
    """Whether a negation stands before the name in its own clause, or what follows says that it gets nothing."""
    reach = sentence.end if _opens_item(policy, mention, sentence) else mention.end + _NEXT_WORD
    if any(m.start <= reach for m in policy.cues_in("gets_nothing", mention.end, sentence.end)):
        return True
    if any(mention.start - m.end <= _NEXT_WORD for m in policy.cues_in("set_aside", sentence.start, mention.start)):
        return True  # "an alternative to Example"
    for negation in reversed(policy.cues_in("negation", max(sentence.start, mention.start - _REACH), mention.start)):
        between = policy.folded[negation.end : mention.start]
        between = between[: len(between) - len(_row_before(policy.text, negation.end, mention.start))]
        return not (set(",;(:") & set(between) or policy.cues_in("contrast", negation.start, mention.start))
    return False


def _row_before(text: str, start: int, end: int) -> str:
    """The names of a row before the one at `end`: "Example, Sample, " of "not shared with Example, Sample, …"."""
    match = _row().search(text, start, end)
    return match[0] if match else ""


@lru_cache(maxsize=1)
def _row() -> re.Pattern[str]:
    return re.compile(rf"(?:{name_words()}{row_joint().pattern})+$")


def _shown_to_be_name(policy: Policy, mention: NameMention, sentence: Sentence) -> bool:
    """Whether an everyday word with a capital is shown to be a name: by the word before it, a hyphen or comma at it,
    or by standing alone at the beginning of an item."""
    before, after = policy.folded[sentence.start : mention.start], policy.text[mention.end : sentence.end]
    if after[:2].strip().isdigit():
        return False
    if after[:1] == "-" or before.endswith((", ", ": ")):
        return not _TITLE_GOES_ON.match(after)  # "Front Desk"
    if len(before) <= 4:
        return _STANDS_ALONE.match(after) is not None
    return before.split()[-1].strip("(:") in words_of(policy.reading_language, "before_common")


def _doubt(policy: Policy, mention: NameMention, sentence: Sentence) -> float:
    """What speaks against a mention, as a factor."""
    above = policy.topics_of_heading(sentence)
    if mention.known is None and not sentence.topics & _RECEIVING and above & _ABOUT_VENDOR:
        return 0.4
    if "sources" in above and not above & _RECEIVING:
        return 0.5
    if mention.place == "role" and not mention.known and not (sentence.topics & _RECEIVING):
        return 0.65 if above & (_ASIDE | {"legal_bases"}) else 0.85
    if _has_word(policy, sentence, "not_recipient", near=mention) and mention.place != "listed":
        return 0.5
    if above & _ASIDE and not sentence.topics & _RECEIVING:
        return 0.6
    return 1.0


def _worth_of_office(policy: Policy, mention: NameMention, sentence: Sentence) -> float:
    """A public office is a recipient only where it is said to get data."""
    above = policy.topics_of_heading(sentence)
    if above & {"sources", "rights", "complaint", "retention", "legal_bases", "law", "security"}:
        return 0.0
    if "recipients" in above or (sentence.lead_in is not None and "recipients" in sentence.lead_in.own):
        return 0.9
    return 0.8 if "recipients" in sentence.own and "sources" not in sentence.topics else 0.0


def _opens_item(policy: Policy, mention: NameMention, sentence: Sentence) -> bool:
    if sentence.kind is BlockKind.LIST_ITEM or sentence.column >= 0:
        return mention.start - sentence.start <= 4
    return False


def _has_word(policy: Policy, sentence: Sentence, name: str, near: NameMention | None = None) -> bool:
    pattern = _stems(sentence.language, name)
    start, end = sentence.start, sentence.end
    if near is not None:
        start, end = max(start, near.start - 60), min(end, near.end + 40)
    if pattern.search(policy.folded, start, end):
        return True
    lead = sentence.lead_in
    return near is None and lead is not None and pattern.search(policy.folded, lead.start, lead.end) is not None


@lru_cache(maxsize=16)
def _stems(language: str, name: str) -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in words_of(language, name))
    return re.compile(rf"(?<!\w)(?:{words or '(?!)'})")


# one party once


def _without_repetition(policy: Policy, grounds: Iterator[_Ground]) -> Iterator[_Ground]:
    """Leaves out a maker in brackets after its product, and the product in brackets after its maker; several products
    in the brackets stand in the maker's place."""
    runs: list[list[_Ground]] = []
    for ground in grounds:
        if runs and _explains(policy, runs[-1][0].mention, ground.mention):
            runs[-1].append(ground)
        else:
            runs.append([ground])
    for first, *explained in runs:
        yield from explained if _brackets_several(policy, first, explained) else [first]


def _brackets_several(policy: Policy, maker: _Ground, products: list[_Ground]) -> bool:
    """ "Google's services (Google Analytics and Google Ads)"; a company named in full or in a list stands itself."""
    known = maker.mention.known
    if len(products) < 2 or known is None or not known.is_company or maker.mention.place in {"form", "listed"}:
        return False
    return (
        re.fullmatch(r"[^()|\n]*\([^()|\n]*", policy.text[maker.mention.end : products[-1].mention.start]) is not None
    )


def _explains(policy: Policy, first: NameMention, second: NameMention) -> bool:
    """Whether the second name stands in brackets after the first and is of the same maker."""
    between = policy.text[first.end : second.start]
    opened = between.count("(") > between.count(")")
    if not opened or len(between) > 60 or "\n" in between:
        return False
    if first.known and second.known:
        return first.known.maker == second.known.maker and first.key != second.key
    return _OPENED_NAMES.search(between) is not None


def _party(parties: dict[str, list[_Ground]], key: str, name: str) -> str:
    """The key under which the party stands already, where one name begins with the other or is a case of it."""
    for other in parties:
        if _same_words(parties[other][0].mention.name, name):
            return other
        if len(min(key, other, key=len)) > 3 and (key.startswith(other) or other.startswith(key)):
            known = {g.mention.known for g in parties[other]} - {None}
            if key == other or not known:
                return other
    return key


def _same_words(a: str, b: str) -> bool:
    """Whether two names of several words differ only in the ends of words, as cases do."""
    pairs = list(zip(a.casefold().split(), b.casefold().split(), strict=False))
    if len(pairs) < 3 or len(a.split()) != len(b.split()):
        return False
    return all(x == y or ((len(x) > 4 and x[:-1] == y[: len(x) - 1]) or y[:-1] == x[: len(y) - 1]) for x, y in pairs)


def _without_makers(policy: Policy, parties: dict[str, list[_Ground]]) -> list[str]:
    """The parties without companies that stand there only as the makers of products that are named as well."""
    products: dict[str, list[_Ground]] = {}
    for ground in (g for grounds in parties.values() for g in grounds if g.confidence >= _ENOUGH):
        if ground.mention.known and not ground.mention.known.is_company:
            products.setdefault(ground.mention.known.maker, []).append(ground)
    return [key for key, grounds in parties.items() if not _only_maker(policy, grounds, products)]


def _only_maker(policy: Policy, grounds: list[_Ground], products: dict[str, list[_Ground]]) -> bool:
    """Not where a passage on recipients or transfers names the company and none of its products."""
    known = next((g.mention.known for g in grounds if g.mention.known), None)
    if known is None or not known.is_company or known.maker not in products:
        return False
    if any(_stands_for_itself(g, {p.sentence.heading for p in products[known.maker]}) for g in grounds):
        return False
    return all(g.confidence < 0.93 or _brackets_product(policy, g, products[known.maker]) for g in grounds)


def _brackets_product(policy: Policy, ground: _Ground, products: list[_Ground]) -> bool:
    """ "Google (Analytics)" where "Google Analytics" is named as well."""
    bracket = _BRACKET.match(policy.text, ground.mention.end)
    maker = base_key(ground.mention.name)
    short = {base_key(p.mention.name).removeprefix(maker) for p in products}
    return bracket is not None and any(name and name in base_key(bracket[1]) for name in short)


def _stands_for_itself(ground: _Ground, headings: set[int | None]) -> bool:
    """Whether the company is named in full where transfers are spoken of, under a heading without its products."""
    apart = ground.sentence.heading not in headings
    return apart and ground.mention.place == "form" and "transfers" in ground.sentence.topics


# evidence and details


def _evidence(ground: _Ground) -> tuple[int, int]:
    """The item or cell where the name is listed, else the name with a few words around it."""
    mention, sentence = ground.mention, ground.sentence
    if sentence.end - sentence.start <= 200:
        return sentence.start, sentence.end
    return mention.start, mention.end


def _details(policy: Policy, ground: _Ground) -> dict[str, str]:
    """What the passage says of the party: its purpose behind the name, its country and role where a table has them."""
    mention, sentence = ground.mention, ground.sentence
    out: dict[str, str] = {}
    if _opens_item(policy, mention, sentence):
        for pattern in (_BRACKET, _DASH):
            match = pattern.match(policy.text, mention.end, sentence.end)
            if match and match[1][:1].islower():
                out["purpose"] = " ".join(match[1].split()).strip(" .;")
    if sentence.column >= 0 and "purpose" not in out and (purpose := purpose_in_row(policy, sentence)):
        out["purpose"] = purpose
    if policy.has_cue("processor_role", sentence):
        out["role"] = "processor"
    return out


class _Places:
    """Where parties are, by what is said beside their own names or else of their makers."""

    def __init__(self, policy: Policy) -> None:
        self._by_mention: dict[NameMention, str] = {}
        self._by_maker: dict[str, set[str]] = {}
        for mention in find_names(policy):
            sentence = policy.sentence_at(mention.start)
            place = place_of(policy, mention, sentence) if sentence is not None else ""
            self._by_mention[mention] = place
            if place and mention.known:
                self._by_maker.setdefault(mention.known.maker, set()).add(place)

    def of(self, grounds: list[_Ground]) -> str:
        """The country of a party, the passages that most surely make it a recipient asked first."""
        ordered = sorted(grounds, key=lambda g: -g.confidence)
        own = next((place for g in ordered if (place := self._by_mention[g.mention])), "")
        makers = {g.mention.known.maker for g in grounds if g.mention.known}
        of_makers = {place for maker in makers for place in self._by_maker.get(maker, ())}
        return own or (of_makers.pop() if len(of_makers) == 1 else "")
