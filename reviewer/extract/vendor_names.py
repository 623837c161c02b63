"""Names without a legal form that may be the vendor's: defined, labelled, registered, in the title or speaking."""

from __future__ import annotations

import re

from reviewer.extract import name_patterns as patterns
from reviewer.extract.companies import HEAD, LONGEST_LEAD, Companies
from reviewer.extract.definitions import QUOTED, self_words, speaks
from reviewer.extract.organisations import base_key, mentions_of
from reviewer.extract.segmentation import Sentence
from reviewer.extract.vendors import ENOUGH, Ground
from reviewer.model import BlockKind

_OPENING = 0.8
_BRACKETS = re.compile(r"\(([^()]{2,100})\)")
_POSTCODE_BEFORE = re.compile(r"\d[\d ]{2,6} $")
_SPEAKS_BEHIND = 24
_COMMA_OR_VERB = re.compile(r", |[*_]{0,2} [a-zåäö]+ ")
_SHORT_FORM = re.compile(r"\s\([A-ZÅÄÖ][\w .&-]{1,19}\)\s*$")
_OPENING_NAME = re.compile(rf"({patterns.NAME}), ")
_LONGEST_NAME = 60
_LONGEST_OFFICE = 60
_TITLES = 2
_MENTIONS_OF_TITLED = 4
_ACTS_OF_VENDOR = 4


def add_bare_names(companies: Companies) -> None:
    """Adds every name that may be the vendor's; the last three kinds count only while nobody else has come forward."""
    _add_numbered_names(companies)
    _add_defined_names(companies)
    _add_speaking_names(companies)
    _add_labelled_names(companies)
    _add_registered_names(companies)
    _add_names_by_kind(companies)
    _add_titled_name(companies)
    _add_acting_name(companies)


def _add_numbered_names(companies: Companies) -> None:
    """ "Name 000000-0000" near the head."""
    for match in patterns.numbered_name().finditer(companies.policy.text, 0, HEAD * 2):
        companies.add_name(*match.span(1), 0.6, "registered")


def _add_defined_names(companies: Companies) -> None:
    """ "Name ("we", "us")"."""
    text = companies.policy.text
    for brackets in _BRACKETS.finditer(text):
        if not speaks(companies.policy, brackets[1]):
            _add_opening_name(companies, brackets)
            continue
        before = patterns.name_before().search(text, max(0, brackets.start() - _LONGEST_NAME), brackets.start())
        if before and not _POSTCODE_BEFORE.search(text, max(0, before.start(1) - 9), before.start(1)):
            companies.add_name(*before.span(1), 0.85, "name_definition")
        for name in QUOTED.finditer(text, *brackets.span(1)):
            if re.fullmatch(patterns.NAME, name[1]) and name[1].lower() not in self_words(companies.policy):
                companies.add_name(*name.span(1), 0.6, "alias")


def _add_opening_name(companies: Companies, brackets: re.Match[str]) -> None:
    """ "NAME, based at …, tax number …, (hereinafter "Name")" at the head of the text."""
    alias = QUOTED.search(companies.policy.text, *brackets.span(1))
    sentence = companies.policy.sentence_at(brackets.start())
    if alias is None or sentence is None or sentence.start >= HEAD or companies.is_elsewhere(sentence):
        return
    name = _OPENING_NAME.match(companies.policy.text, sentence.start, brackets.start())
    if name and base_key(name[1]) == base_key(alias[1]):
        companies.add_name(*name.span(1), _OPENING, "name_definition")


def _add_speaking_names(companies: Companies) -> None:
    """ "Name is the controller", "At Name, we", "På Name värnar vi", ""we" refers to Name"."""
    policy = companies.policy
    for cue in policy.cues(companies.cue("name_speaks")):
        low, high = max(0, cue.start - _LONGEST_NAME), cue.start
        high -= policy.text.endswith("(", low, high)  # "Name (as a processor)"
        short = _SHORT_FORM.search(policy.text, low, high)
        match = patterns.name_before().search(policy.text, low, short.start() if short else high)
        if match:
            companies.add_name(*match.span(1), 0.8, "name_speaks")
    for cue in policy.cues(companies.cue("controller_word")):
        match = patterns.name_before().search(policy.text, max(0, cue.start - _LONGEST_NAME), cue.start)
        sentence = policy.sentence_at(cue.start)
        if match and sentence and companies.within_statement(*match.span(1), sentence):
            companies.add_name(*match.span(1), 0.8, "name_speaks")
    for cue in policy.cues("at_name"):
        match = patterns.NAME_BEHIND.match(policy.text, cue.end)
        if match is None:
            continue
        after = policy.cues_in("self_speaks", match.end(), match.end() + _SPEAKS_BEHIND)
        if after and _COMMA_OR_VERB.fullmatch(policy.text, match.end(), after[0].start):
            companies.add_name(*match.span(1), 0.75, "at_name")
    for cue in policy.cues("we_at"):
        match = patterns.NAME_BEHIND.match(policy.text, cue.end)
        if match:
            companies.add_name(*match.span(1), 0.6, "we_at")
    for cue in policy.cues("refers_to"):
        match = patterns.NAME_BEHIND.match(policy.text, cue.end)
        if match and speaks(policy, policy.text[max(0, cue.start - 60) : cue.start]):
            companies.add_name(*match.span(1), 0.6, "refers_to")


def _add_labelled_names(companies: Companies) -> None:
    """ "Controller: Name" and the name that opens the controller's section, whatever its form."""
    policy = companies.policy
    for cue in policy.cues(companies.cue("controller_is")):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or cue.start - sentence.start > 12 or _names_agreement(companies, cue.start):
            continue
        place = _place_behind(companies, sentence, cue.end)
        called = patterns.called_name().match(policy.text, cue.end)
        if called:
            companies.add_name(*called.span(1), 0.8, "controller_label")
        name = patterns.labelled_name().match(policy.text, *place) if place else None
        name = name or _stated_name(companies, cue.end, sentence)
        if name and not any(c.isdigit() for c in name[1]):
            companies.add_name(*name.span(1), 0.8, "controller_label")
            _add_aliases(companies, name[1], cue.end, name.start(1))


def _names_agreement(companies: Companies, offset: int) -> bool:
    """Whether the word at `offset`, which says a role, is the agreement's own name ("processor agreement")."""
    return any(cue.start <= offset < cue.end for cue in companies.policy.cues("processing_agreement"))


def _add_aliases(companies: Companies, name: str, start: int, end: int) -> None:
    """What brackets between a role and the name call it: "Processor ("we" or "Short"): Name"."""
    company = companies.company_called(base_key(name))
    if company is None:
        return
    for brackets in _BRACKETS.finditer(companies.policy.text, start, end):
        for quoted in QUOTED.finditer(companies.policy.text, *brackets.span(1)):
            alias = companies.by_key.get(base_key(quoted[1]))
            if alias is not None and alias is not company and not alias.incorporated:
                del companies.by_key[base_key(quoted[1])]
                company.mentions += alias.mentions
                company.aliases.add(quoted[1])


def _stated_name(companies: Companies, start: int, sentence: Sentence) -> re.Match[str] | None:
    """The name behind the verb of "The controller of our clinic is Name"."""
    verbs = companies.policy.cues_in("copula", start - 1, min(sentence.end, start + LONGEST_LEAD))
    if not verbs or companies.policy.cues_in("person_label", sentence.start, verbs[0].start):
        return None
    profession = patterns.profession_before().match(companies.policy.text, verbs[0].end)
    return patterns.named_behind().match(companies.policy.text, profession.end() if profession else verbs[0].end)


def _place_behind(companies: Companies, sentence: Sentence, cue_end: int) -> tuple[int, int] | None:
    """Where the value of a label stands: behind its colon, in the next cell or in the paragraph below."""
    labelled = cue_end <= sentence.label_end <= cue_end + 25
    if labelled and sentence.label_end < sentence.end:
        return sentence.label_end, sentence.end
    if labelled or sentence.kind is BlockKind.HEADING or sentence.column == 0:
        for follower in companies.policy.following(sentence):
            if follower.kind is not BlockKind.HEADING:
                return follower.start, follower.end
    return None


def _add_registered_names(companies: Companies) -> None:
    """ "Name, org.nr 000000-0000"."""
    for cue in companies.policy.cues("register_number"):
        match = patterns.registered_name().search(companies.policy.text, max(0, cue.start - _LONGEST_NAME), cue.start)
        if match is None or not any(c.isdigit() for c in companies.policy.text[cue.end : cue.end + 12]):
            continue
        if companies.policy.cues_in("entered_with", match.start() - _LONGEST_OFFICE, match.start()):
            continue  # the office that keeps the register
        if companies.policy.cues_in("register_number", match.start(), match.end()):
            continue  # what the number is called
        sentence = companies.policy.sentence_at(match.start())
        third = sentence and companies.policy.cues_in("third_party_role", sentence.start, match.start())
        if companies.agreement or not third:
            companies.add_name(*match.span(match.lastindex or 1), 0.6, "registered")


def _add_names_by_kind(companies: Companies) -> None:
    """ "Brf Name", "Stiftelsen Name" near the head, as long as nobody else has come forward."""
    if any(company.weight >= ENOUGH for company in companies.by_key.values()):
        return
    for match in patterns.kind_before_name().finditer(companies.policy.text, 0, HEAD * 2):
        companies.add_name(*match.span(), 0.6, "kind")


def _add_titled_name(companies: Companies) -> None:
    """ "Name privacy policy", "Privacy policy – Name" at the head of a text that goes on to speak of the name, as
    long as nobody else has come forward."""
    if any(company.weight >= ENOUGH for company in companies.by_key.values()):
        return
    policy = companies.policy
    for heading in policy.headings[:_TITLES]:
        titles = policy.cues_in("title", heading.start, heading.end)
        beside = [(heading.start, titles[0].start), (titles[0].end, heading.end)] if titles else []
        for name in (patterns.titled_name().fullmatch(policy.text, *place) for place in beside):
            if name and sum(1 for _ in mentions_of(policy, name[1])) >= _MENTIONS_OF_TITLED:
                _add_title(companies, *name.span(1))
                return


def _add_title(companies: Companies, start: int, end: int) -> None:
    """The company whose name, perhaps inflected, the title holds, else the name itself."""
    key = base_key(companies.policy.text[start:end])
    company = next((c for known, c in companies.by_key.items() if key.startswith(known)), None)
    if company is not None:
        company.grounds.append(Ground(company.mentions[0], 0.6, "title"))
    else:
        companies.add_name(start, end, 0.6, "title")


def _add_acting_name(companies: Companies) -> None:
    """The name of which a text says time and again what it does with data ("Name may collect"), as long as nobody
    else has come forward."""
    if any(company.weight >= ENOUGH for company in companies.by_key.values()):
        return
    acting: dict[str, list[tuple[int, int]]] = {}
    for cue in companies.policy.cues("acts_on_data"):
        name = patterns.name_before().search(companies.policy.text, max(0, cue.start - _LONGEST_NAME), cue.start)
        if name and name.end() >= cue.start - 1:
            acting.setdefault(base_key(name[1]), []).append(name.span(1))
    for spans in sorted(acting.values(), key=len, reverse=True)[:1]:
        written = companies.policy.text[slice(*spans[0])]
        if len(spans) >= _ACTS_OF_VENDOR and min(mentions_of(companies.policy, written)) < HEAD * 2:
            companies.add_name(*spans[0], 0.6, "acts")
