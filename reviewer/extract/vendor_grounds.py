"""The companies that a text names, and the grounds for which each may be the vendor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.extract import name_patterns as patterns
from reviewer.extract.companies import HEAD, LONGEST_LEAD, Companies, ends_near
from reviewer.extract.definitions import aliases_behind, is_self_defined
from reviewer.extract.organisations import Organisation, base_key
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.extract.vendor_names import add_bare_names
from reviewer.extract.vendors import HEADED, JOINT, SECTION, Ground, Vendor
from reviewer.lexicons.word_lists import one_of
from reviewer.model import BlockKind

_CERTAIN = 0.95
_NAMED_TOGETHER = 0.94
_REACH = 90
_CUES_BEHIND = (
    ("is_controller", 0.93, _REACH, "is_controller"),
    ("processes", 0.55, 30, "processes"),
    ("registered_in", 0.6, 70, "registered"),
)
_CUES_BEFORE = (
    ("controller_is", 0.92, 40),
    ("operated_by", 0.8, 12),
    ("how_processes", 0.8, 12),
    ("we_before_name", 0.85, 3),
)


def gather_companies(policy: Policy, organisations: list[Organisation]) -> list[Vendor]:
    """Every company named, with its grounds."""
    companies = Companies(policy, organisations)
    for found in organisations:
        _add_organisation(companies, found)
    _share_definitions(companies)
    _share_statements(companies)
    add_bare_names(companies)
    return list(companies.by_key.values())


def _add_organisation(companies: Companies, found: Organisation) -> None:
    """A mention of a company with a legal form: what it adds to what is known of the company."""
    company = companies.by_key.setdefault(companies.key_of(found.base), Vendor(found.name, found.base, found.country))
    company.mentions.append((found.start, found.end))
    if base_key(found.base) != base_key(company.base):
        company.aliases.add(found.base)
    if company.name.isupper() and not found.name.isupper():
        company.name, company.base = found.name, found.base
    company.grounds += _grounds(companies, found)
    company.aliases |= set(aliases_behind(companies.policy, found.end))


def _grounds(companies: Companies, found: Organisation) -> Iterator[Ground]:
    sentence = companies.policy.sentence_at(found.start)
    if sentence is None or companies.policy.cues_in("representative", sentence.start, found.start):
        return
    elsewhere = companies.is_elsewhere(sentence)
    if found is companies.organisations[0] and sentence.start == found.start < HEAD and sentence.column < 0:
        elsewhere = False  # "Example AB (org.nr …) is the processor of …" opens the text
    if is_self_defined(companies.policy, found.end):
        yield Ground((found.start, found.end), _CERTAIN * (0.8 if elsewhere else 1), "self_definition")
    yield from _word_grounds(companies, found, sentence, elsewhere)
    if not elsewhere:
        yield from _place_grounds(companies, found, sentence)


def _word_grounds(companies: Companies, found: Organisation, sentence: Sentence, elsewhere: bool) -> Iterator[Ground]:
    """What the words around the name tell."""
    policy, span = companies.policy, (found.start, found.end)
    damp = 0.4 if elsewhere or _is_third(companies, found, sentence) else 1.0
    for cue, weight, reach, rule in _CUES_BEHIND:
        if policy.cues_in(companies.cue(cue), found.end - 1, min(sentence.end, found.end + reach)):
            yield Ground(span, weight * damp, rule)
    for cue, weight, reach in _CUES_BEFORE:
        if ends_near(policy, companies.cue(cue), found.start, reach, sentence):
            yield Ground(span, weight * damp, cue)
    if _completes_statement(companies, found, sentence) or companies.within_statement(found.start, found.end, sentence):
        yield Ground(span, 0.9 * damp, "controller_is")


def _is_third(companies: Companies, found: Organisation, sentence: Sentence) -> bool:
    """Whether the sentence calls the name that of a provider or the like."""
    start = max(sentence.start, found.start - _REACH)
    return not companies.agreement and bool(companies.policy.cues_in("third_party_role", start, found.start))


def _completes_statement(companies: Companies, found: Organisation, sentence: Sentence) -> bool:
    """ "The controller within the meaning of … is" before the name, in its sentence or in the one before."""
    policy = companies.policy
    start, end = sentence.start, found.start
    if end - start < 3 and sentence.index > 0:
        start, end = policy.sentences[sentence.index - 1].start, policy.sentences[sentence.index - 1].end
    leads = policy.cues_in(companies.cue("controller_is"), start, min(end, start + LONGEST_LEAD))
    return bool(leads) and any(end - cue.end <= 2 for cue in policy.cues_in("copula", end - 8, end))


def _place_grounds(companies: Companies, found: Organisation, sentence: Sentence) -> Iterator[Ground]:
    """What the place tells: controller's section, contact section, head of the document, copyright."""
    span = (found.start, found.end)
    opens = found.start - sentence.start < 25
    if opens and _opens_section(companies, sentence):
        yield Ground(span, 0.94, HEADED)
    elif "controller" in sentence.topics:
        yield Ground(span, 0.85 if opens else 0.6, SECTION)
    elif "contact" in sentence.topics:
        yield Ground(span, 0.6 if opens else 0.4, "contact_section")
    if "rights" not in sentence.topics and found.start < HEAD and not _is_third(companies, found, sentence):
        first = found.start == companies.organisations[0].start or found.start - companies.organisations[0].start > 400
        yield Ground(span, 0.55 if first else 0.4, "head")
    around = companies.policy.folded[max(0, found.start - 30) : found.end + 15]
    if re.search(one_of("copyright_marks"), around):
        yield Ground(span, 0.6, "copyright")


def _opens_section(companies: Companies, sentence: Sentence) -> bool:
    """Whether a sentence is the first under a heading that names the controller."""
    above = companies.policy.sentences[max(0, sentence.index - 1)]
    if above.kind is not BlockKind.HEADING:
        return False
    return bool(companies.policy.cues_in(companies.cue("controller_is"), above.start, above.end))


def _share_definitions(companies: Companies) -> None:
    """ "A Oy, B AB and C Oy ("we")" defines all three."""
    for index, last in enumerate(companies.organisations):
        if not is_self_defined(companies.policy, last.end):
            continue
        for other in _joined_before(companies, index):
            companies.add_ground(other, _CERTAIN, "self_definition")


def _share_statements(companies: Companies) -> None:
    """ "A Oy and B AB are joint controllers", "The controllers are A Oy, B University and C rf"."""
    for cue in companies.policy.cues("are_controllers"):
        index = next((n for n, o in enumerate(companies.organisations) if 0 < cue.start - o.end <= 2), None)
        if index is not None:
            for found in (companies.organisations[index], *_joined_before(companies, index)):
                companies.add_ground(found, _NAMED_TOGETHER, JOINT)
    for cue in companies.policy.cues("controllers_are"):
        _add_listed_controllers(companies, cue.end)


def _joined_before(companies: Companies, index: int) -> Iterator[Organisation]:
    """The organisations that stand before one, joined to it by commas and "and"."""
    end = companies.organisations[index].start
    for other in reversed(companies.organisations[:index]):
        between = companies.policy.folded[other.end : end].strip(" ,")
        if between and not re.fullmatch(one_of("and_words"), between):
            return
        yield other
        end = other.start


def _add_listed_controllers(companies: Companies, start: int) -> None:
    """Two names or more that go on from `start`, joined by commas and "and"."""
    names: list[tuple[int, int]] = []
    while match := patterns.listed_name().match(companies.policy.text, start):
        names.append(match.span(1))
        start = match.end()
    for start, end in names if len(names) > 1 else ():
        found = next((o for o in companies.organisations if o.start <= start < o.end), None)
        if found is not None:
            companies.add_ground(found, _NAMED_TOGETHER, JOINT)
        else:
            companies.add_name(start, end, _NAMED_TOGETHER, JOINT)
