"""Observations that take comparing passages with each other or with the values found in them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from reviewer.extract.candidates import Candidate
from reviewer.extract.durations import find_durations
from reviewer.extract.organisations import base_key
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon
from reviewer.model import BlockKind

Found = tuple[str, tuple[int, int], dict[str, str]]
"""The kind of an observation, where it stands, and details."""

_COUNTRY = "country_"
_SHORTEST_REPEATED = 20
_LONGEST_SCOPE = 120
_SECTIONS = 3
"""A legal basis that stands under so many headings is given section by section."""
_WORDS_REPEATED = 3
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)+/?")
_CONTACTS = ("contact.email", "contact.phone")
_DENIALS = (
    ("data.special_categories", "not_collected", "qualified_special_denial"),
    ("recipients.sale", "not_sold", "qualified_sale_denial"),
)
_TRACKING = frozenset({"analytics", "advertising"})
_FORMS_IGNORED = re.compile(r"[.\s]")


def find_inconsistencies(policy: Policy, candidates: list[Candidate]) -> Iterator[Found]:
    """Every observation of this module, in no particular order."""
    values = _Values(policy, candidates)
    for rule in _RULES:
        yield from rule(policy, values)


class _Values:
    """The values found, by field and by the sentences that their evidence stands in."""

    def __init__(self, policy: Policy, candidates: list[Candidate]) -> None:
        self._policy = policy
        self._by_field: dict[str, list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            self._by_field[candidate.field].append(candidate)

    def of(self, field: str) -> list[Candidate]:
        return self._by_field[field]

    def spans(self, field: str, *codes: str) -> list[tuple[int, int]]:
        return [s for c in self.of(field) if not codes or c.value in codes for s in c.spans]

    def sentences(self, field: str, *codes: str) -> list[Sentence]:
        """The sentences that hold evidence of a field's values, or of some of its codes."""
        found = (self._policy.sentence_at(start) for start, _ in self.spans(field, *codes))
        return list({s.index: s for s in found if s is not None}.values())


def _unit_of(sentence: Sentence) -> tuple[int, int]:
    """What is read as one statement: a row of a table, else a sentence."""
    return (sentence.block, -1) if sentence.column >= 0 else (sentence.block, sentence.index)


# identity


def _name_variants(policy: Policy, values: _Values) -> Iterator[Found]:
    """The vendor under one name with two legal forms, neither of which is part of the other."""
    parties = parties_of(policy)
    forms: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    for organisation in parties.organisations:
        if parties.is_vendor(organisation.base):
            form = _FORMS_IGNORED.sub("", organisation.name[len(organisation.base) :].strip(" ,").casefold())
            forms[base_key(organisation.base)].setdefault(form, (organisation.start, organisation.end))
    for mentions in forms.values():
        unlike = [f for f in mentions if not any(f != other and (f in other or other in f) for other in mentions)]
        if len(unlike) > 1:
            yield from (("name_variants", mentions[form], {}) for form in unlike)


def _person_as_entity(policy: Policy, values: _Values) -> Iterator[Found]:
    """A person's name behind a label that asks for the company's."""
    persons = {str(c.value).casefold() for c in values.of("contact.person")}
    for match in policy.cues("legal_entity_label"):
        sentence = policy.sentence_at(match.start)
        if sentence is None or match.start != sentence.start or sentence.label_end <= sentence.start:
            continue
        if policy.folded[sentence.label_end : sentence.end].strip(" .") in persons:
            yield "person_as_entity", (sentence.start, sentence.end), {}


def _third_party_dpo(policy: Policy, values: _Values) -> Iterator[Found]:
    """A data protection officer who belongs to a named third party."""
    if values.of("contact.dpo"):
        return
    parties = parties_of(policy)
    for match in policy.cues("dpo"):
        sentence = policy.sentence_at(match.start)
        if sentence is not None and parties.owner_at(match.start) in ("third", "authority"):
            yield "third_party_dpo", (sentence.start, sentence.end), {}


def _privacy_contact(policy: Policy, values: _Values) -> Iterator[Found]:
    """An address or number of the vendor's to which questions on privacy are put."""
    asked = {s.index: s for field in _CONTACTS for s in values.sentences(field)}
    for sentence in asked.values():
        if policy.has_cue("privacy_questions", sentence):
            yield "privacy_contact", (sentence.start, sentence.end), {}


def _website_only(policy: Policy, values: _Values) -> Iterator[Found]:
    """Everything that the text says it covers is a website; a longer sentence of scope speaks of more."""
    covered = values.of("document.covers")
    if not all(_DOMAIN.fullmatch(str(c.value)) or policy.cues_in("website_words", *c.spans[0]) for c in covered):
        return
    sentences = [s for c in covered if (s := policy.sentence_at(c.spans[0][0])) is not None]
    if any(policy.has_cue("service_words", s) or s.end - s.start > _LONGEST_SCOPE for s in sentences):
        return
    yield from (("website_only_scope", (s.start, s.end), {}) for s in sentences if policy.has_cue("title", s))


# legal bases and sources


def _bases_not_mapped(policy: Policy, values: _Values) -> Iterator[Found]:
    """Several legal bases, and one that neither a sentence or row nor the heading above it ties to a purpose."""
    bases = values.of("legal_bases")
    if len(bases) < 2:
        return
    purposes = _speaking_of_purposes(policy)
    sections = {
        s.block for rule, _, s in policy.rule_matches if rule.field == "purposes" and s.kind is BlockKind.HEADING
    }
    for basis in bases:
        held = values.sentences("legal_bases", str(basis.value))
        by_section = len({s.heading for s in held}) >= _SECTIONS
        if not by_section and not any(s.heading in sections or _unit_of(s) in purposes for s in held):
            yield "bases_not_mapped", basis.spans[0], {}


def _speaking_of_purposes(policy: Policy) -> set[tuple[int, int]]:
    """The table rows and sentences that hold any cue of a purpose, however weak."""
    return {_unit_of(sentence) for rule, _, sentence in policy.rule_matches if rule.field == "purposes"}


def _interest_not_named(policy: Policy, values: _Values) -> Iterator[Found]:
    """Legitimate interests named as a basis and not said which: everywhere, or in two sections of their own."""
    bare, stated = [], False
    purposes = _speaking_of_purposes(policy)
    for sentence in _basis_sentences(policy, "legitimate_interests"):
        after = [s for s in policy.following(sentence) if s.block == sentence.block]
        said = any(policy.has_cue("interest_stated", s, lead_in=False) for s in (sentence, *after))
        if said or _unit_of(sentence) in purposes:
            stated = True
        else:
            bare.append(sentence)
    if bare and (not stated or len({s.heading for s in bare}) > 1):
        yield from (("interest_not_named", (s.start, s.end), {}) for s in bare)


def _basis_sentences(policy: Policy, code: str) -> list[Sentence]:
    """Sentences that name a legal basis of the vendor's own."""
    aside = {"rights", "definition", "restated", "transfers"}
    found = {
        sentence.index: sentence
        for rule, _, sentence in policy.rule_matches
        if (rule.field, rule.code) == ("legal_bases", code)
        and sentence.kind is not BlockKind.HEADING
        and not (sentence.topics | sentence.own) & aside
        and sentence.topics & {"legal_bases", "purposes"}
    }
    return list(found.values())


def _unnamed_sources(policy: Policy, values: _Values) -> Iterator[Found]:
    """Third parties or public sources as sources of data, and no name in the passage."""
    names = [(o.start, o.end) for o in parties_of(policy).organisations] + values.spans("recipients.named")
    for sentence in values.sentences("data.sources", "third_parties", "public_sources"):
        if sentence.kind is BlockKind.HEADING:
            continue  # what stands below it says more
        named = any(sentence.start <= start < sentence.end for start, _ in names)
        vague = policy.has_cue("vague_source", sentence) and bool(
            sentence.topics & {"sources", "data"} and "security" not in sentence.topics
        )
        told = policy.has_cue("named_source", sentence) or policy.has_cue("no_source", sentence)
        if vague and not named and not told:
            yield "unnamed_sources", (sentence.start, sentence.end), {}


def _sources_heading_mismatch(policy: Policy, values: _Values) -> Iterator[Found]:
    """A heading that announces sources of data over a text that speaks of keeping it."""
    held = {s.index for s in values.sentences("data.sources")}
    for heading in policy.headings:
        if heading.own != {"sources"}:
            continue
        body = [s for s in policy.sentences if s.heading == heading.block and s.kind is not BlockKind.HEADING]
        speaks = any(s.index in held or "sources" in s.own for s in body)
        if body and not speaks and "retention" in body[0].own:
            yield "sources_heading_mismatch", (heading.start, body[0].end), {}


# transfers and rights


def _qualified_denials(policy: Policy, values: _Values) -> Iterator[Found]:
    """A denial that holds in principle, or with an exception."""
    for field, code, kind in _DENIALS:
        for sentence in values.sentences(field, code):
            if policy.has_cue("reserve_words", sentence, lead_in=False):
                yield kind, (sentence.start, sentence.end), {}


def _open_ended_countries(policy: Policy, values: _Values) -> Iterator[Found]:
    """Transfers to places that are not told: other countries, many providers outside, or possibly anywhere outside."""
    countries = [name for name in load_lexicon(policy.reading_language).cues if name.startswith(_COUNTRY)]
    stated = {s.index for s in values.sentences("transfers.outside_eea", "yes")}
    for sentence in _about_leaving(policy, stated):
        vague = sentence.index in stated and policy.has_cue("vague_countries", sentence, lead_in=False)
        named = any(policy.cues_in(name, sentence.start, sentence.end) for name in countries)
        if vague or (not named and policy.hedged(sentence)):
            yield "open_ended_countries", (sentence.start, sentence.end), {}


def _transfer_exception(policy: Policy, values: _Values) -> Iterator[Found]:
    """A transfer that is stated as an exception from there being none, or a denial that leaves room for exceptions."""
    stated = values.sentences("transfers.outside_eea", "yes")
    excepted = [
        s for s in stated if policy.has_cue("contrast", s, lead_in=False) or policy.has_cue("exception_words", s)
    ]
    reserved = [
        s
        for s in values.sentences("transfers.outside_eea", "no")
        if policy.has_cue("observed.qualified_no_transfer", s, lead_in=False)
    ]
    yield from (("transfer_exception", (s.start, s.end), {}) for s in (*excepted, *reserved))


def _about_leaving(policy: Policy, stated: set[int]) -> list[Sentence]:
    """Sentences that give the value "yes", and others that speak of data outside the area and do not deny it."""
    found = {index: policy.sentences[index] for index in stated}
    for match in policy.cues("outside_area"):
        sentence = policy.sentence_at(match.start)
        if sentence is None or sentence.kind is BlockKind.HEADING or sentence.topics & {"rights", "definition"}:
            continue
        if policy.has_cue("moving", sentence) and not policy.negated(match.start, sentence):
            found.setdefault(sentence.index, sentence)
    return list(found.values())


def _objection_to_marketing_only(policy: Policy, values: _Values) -> Iterator[Found]:
    """Every mention of objecting is about marketing alone."""
    sentences = values.sentences("rights.listed", "objection")
    only = [
        policy.has_cue("marketing_aim", s) and not policy.has_cue("general_objection", s, lead_in=False)
        for s in sentences
    ]
    if sentences and all(only):
        yield from (("objection_to_marketing_only", (s.start, s.end), {}) for s in sentences)


# cookies


def _tracking_on_legitimate_interest(policy: Policy, values: _Values) -> Iterator[Found]:
    """Measuring or advertising with cookies on legitimate interests alone: in a section that is headed so, or in one
    paragraph or row. Consent in the same paragraph makes it another matter."""
    purposes = [s for rule, _, s in policy.rule_matches if rule.field == "purposes" and rule.code in _TRACKING]
    telling = {s.block for s in purposes if s.column >= 0} | {s.block for s in policy.headings if "cookies" in s.own}
    telling |= {s.block for s in purposes if s.kind is BlockKind.HEADING}
    told = {s.index for s in purposes}
    agreed = [*_basis_sentences(policy, "consent"), *values.sentences("cookies.control", "consent")]
    consented = {s.block for s in agreed}
    sections = {s.heading for match in policy.cues("cookie") if (s := policy.sentence_at(match.start)) is not None}
    for sentence in _basis_sentences(policy, "legitimate_interests"):
        if sentence.block in consented or policy.has_cue("necessary_words", sentence, lead_in=False):
            continue
        opening = policy.document.blocks[sentence.block].start
        beside = bool(policy.cues_in("cookie", opening, sentence.end))
        below = sentence.column < 0 and sentence.heading in telling & sections
        if below or (beside and (sentence.index in told or sentence.block in telling)):
            yield "tracking_on_legitimate_interest", (sentence.start, sentence.end), {}


def _cookie_lifetime(policy: Policy, values: _Values) -> Iterator[Found]:
    """How long a cookie lasts, as a length of time."""
    for sentence in policy.sentences:
        about = "cookies" in sentence.topics
        lasting = about and (sentence.column >= 0 or policy.has_cue("lasting_words", sentence, lead_in=False))
        if lasting or policy.has_cue("cookie_life", sentence):
            for duration in find_durations(policy.folded, sentence.start, sentence.end, sentence.language):
                yield "cookie_lifetime", (duration.start, duration.end), {}


# the text itself


def _repeated_items(policy: Policy, values: _Values) -> Iterator[Found]:
    """The same item twice in one list."""
    seen: dict[tuple[int, str], Sentence] = {}
    for sentence in policy.sentences:
        bracketed = policy.text[sentence.start] == "("
        if sentence.kind is not BlockKind.LIST_ITEM or sentence.lead_in is None or bracketed:
            continue
        words = re.findall(r"\w+", policy.folded[sentence.start : sentence.end])
        key = sentence.lead_in.index, " ".join(words)
        if len(words) < _WORDS_REPEATED or len(key[1]) < _SHORTEST_REPEATED:
            continue
        if key in seen:
            yield "repeated_items", (sentence.start, sentence.end), {}
        seen.setdefault(key, sentence)


_RULES: tuple[Callable[[Policy, _Values], Iterable[Found]], ...] = (
    _name_variants,
    _person_as_entity,
    _third_party_dpo,
    _privacy_contact,
    _website_only,
    _bases_not_mapped,
    _interest_not_named,
    _unnamed_sources,
    _sources_heading_mismatch,
    _qualified_denials,
    _open_ended_countries,
    _transfer_exception,
    _objection_to_marketing_only,
    _tracking_on_legitimate_interest,
    _cookie_lifetime,
    _repeated_items,
)
