"""The companies that a text names, and the grounds for which each may be the vendor."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.extract import name_patterns as patterns
from reviewer.extract.agreements import is_processing_agreement, names_subprocessors
from reviewer.extract.definitions import QUOTED, aliases_behind, is_self_defined, self_words, speaks
from reviewer.extract.organisations import Organisation, base_key, common_start, is_opener, mentions_of
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.extract.vendors import ENOUGH, HEADED, JOINT, SECTION, Ground, Vendor
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of
from reviewer.model import BlockKind

_CERTAIN = 0.95
_NAMED_TOGETHER = 0.94
_REACH = 90
_HEAD = 700
_OPENING = 0.8
_SAME_NAME = 0.8
_ELSEWHERE = frozenset({"recipients", "transfers", "cookies"})
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
_IN_AGREEMENTS = {
    "is_controller": "is_processor",
    "controller_is": "processor_is",
    "name_speaks": "is_processor",
    "controller_word": "processor_is",
}
"""What tells the vendor in an agreement on processing, in place of what does elsewhere."""
_BRACKETS = re.compile(r"\(([^()]{2,100})\)")
_POSTCODE_BEFORE = re.compile(r"\d[\d ]{2,6} $")
_SPEAKS_BEHIND = 24
_INVERTED_REACH = 30
_LONGEST_KIND = 12
_COMMA_OR_VERB = re.compile(r", |[*_]{0,2} [a-zåäö]+ ")
_SHORT_FORM = re.compile(r"\s\([A-ZÅÄÖ][\w .&-]{1,19}\)\s*$")
_OPENING_NAME = re.compile(rf"({patterns.NAME}), ")
_LONGEST_NAME = 60
_LONGEST_OFFICE = 60
_LONGEST_LEAD = 80
_TITLES = 2
_MENTIONS_OF_TITLED = 4
_ACTS_OF_VENDOR = 4


def gather_companies(policy: Policy, organisations: list[Organisation]) -> list[Vendor]:
    """Every company named, with its grounds."""
    return list(_Gathering(policy, organisations).companies.values())


class _Gathering:
    """Collects the grounds of all companies of one policy."""

    def __init__(self, policy: Policy, organisations: list[Organisation]) -> None:
        self._policy = policy
        self._organisations = organisations
        self._agreement = is_processing_agreement(policy)
        self.companies: dict[str, Vendor] = {}
        for found in organisations:
            company = self.companies.setdefault(self._key_of(found.base), Vendor(found.name, found.base, found.country))
            company.mentions.append((found.start, found.end))
            if base_key(found.base) != base_key(company.base):
                company.aliases.add(found.base)
            if company.name.isupper() and not found.name.isupper():
                company.name, company.base = found.name, found.base
            company.grounds += self._grounds(found)
            company.aliases |= set(aliases_behind(policy, found.end))
        self._share_definitions()
        self._share_statements()
        self._add_numbered_names()
        self._add_defined_names()
        self._add_speaking_names()
        self._add_labelled_names()
        self._add_registered_names()
        self._add_names_by_kind()
        self._add_titled_name()
        self._add_acting_name()

    # companies with a legal form

    def _key_of(self, base: str) -> str:
        """The key of a name, or of one of the same words in another order."""
        words = _words_of(base)
        alike = (key for key, company in self.companies.items() if _words_of(company.base) == words)
        return next(alike, base_key(base))

    def _grounds(self, found: Organisation) -> Iterator[Ground]:
        sentence = self._policy.sentence_at(found.start)
        if sentence is None or self._policy.cues_in("representative", sentence.start, found.start):
            return
        elsewhere = self._is_elsewhere(sentence)
        if found is self._organisations[0] and sentence.start == found.start < _HEAD and sentence.column < 0:
            elsewhere = False  # "Example AB (org.nr …) is the processor of …" opens the text
        if is_self_defined(self._policy, found.end):
            yield Ground((found.start, found.end), _CERTAIN * (0.8 if elsewhere else 1), "self_definition")
        yield from self._word_grounds(found, sentence, elsewhere)
        if not elsewhere:
            yield from self._place_grounds(found, sentence)

    def _word_grounds(self, found: Organisation, sentence: Sentence, elsewhere: bool) -> Iterator[Ground]:
        """What the words around the name tell."""
        policy, span = self._policy, (found.start, found.end)
        damp = 0.4 if elsewhere or self._is_third(found, sentence) else 1.0
        for cue, weight, reach, rule in _CUES_BEHIND:
            if policy.cues_in(self._cue(cue), found.end - 1, min(sentence.end, found.end + reach)):
                yield Ground(span, weight * damp, rule)
        for cue, weight, reach in _CUES_BEFORE:
            if _ends_near(policy, self._cue(cue), found.start, reach, sentence):
                yield Ground(span, weight * damp, cue)
        if self._completes_statement(found, sentence) or self._within_statement(found.start, found.end, sentence):
            yield Ground(span, 0.9 * damp, "controller_is")

    def _is_third(self, found: Organisation, sentence: Sentence) -> bool:
        """Whether the sentence calls the name that of a provider or the like."""
        start = max(sentence.start, found.start - _REACH)
        return not self._agreement and bool(self._policy.cues_in("third_party_role", start, found.start))

    def _is_elsewhere(self, sentence: Sentence) -> bool:
        """Whether a passage speaks of others; an agreement speaks of the vendor itself as processor."""
        if self._agreement:
            return names_subprocessors(self._policy, sentence)
        return bool(sentence.topics & _ELSEWHERE) and "controller" not in sentence.topics

    def _cue(self, name: str) -> str:
        return _IN_AGREEMENTS.get(name, name) if self._agreement else name

    def _completes_statement(self, found: Organisation, sentence: Sentence) -> bool:
        """ "The controller within the meaning of … is" before the name, in its sentence or in the one before."""
        policy = self._policy
        start, end = sentence.start, found.start
        if end - start < 3 and sentence.index > 0:
            start, end = policy.sentences[sentence.index - 1].start, policy.sentences[sentence.index - 1].end
        leads = policy.cues_in(self._cue("controller_is"), start, min(end, start + _LONGEST_LEAD))
        return bool(leads) and any(end - cue.end <= 2 for cue in policy.cues_in("copula", end - 8, end))

    def _within_statement(self, start: int, end: int, sentence: Sentence) -> bool:
        """ "For our members is Name controller": the order of words that Swedish has behind an adverbial."""
        if not _ends_near(self._policy, "copula", start, _INVERTED_REACH, sentence):
            return False
        return bool(self._policy.cues_in(self._cue("controller_word"), end, min(sentence.end, end + _INVERTED_REACH)))

    def _place_grounds(self, found: Organisation, sentence: Sentence) -> Iterator[Ground]:
        """What the place tells: controller's section, contact section, head of the document, copyright."""
        span = (found.start, found.end)
        opens = found.start - sentence.start < 25
        if opens and self._opens_section(sentence):
            yield Ground(span, 0.94, HEADED)
        elif "controller" in sentence.topics:
            yield Ground(span, 0.85 if opens else 0.6, SECTION)
        elif "contact" in sentence.topics:
            yield Ground(span, 0.6 if opens else 0.4, "contact_section")
        if "rights" not in sentence.topics and found.start < _HEAD and not self._is_third(found, sentence):
            first = found.start == self._organisations[0].start or found.start - self._organisations[0].start > 400
            yield Ground(span, 0.55 if first else 0.4, "head")
        around = self._policy.folded[max(0, found.start - 30) : found.end + 15]
        if re.search(one_of("copyright_marks"), around):
            yield Ground(span, 0.6, "copyright")

    def _opens_section(self, sentence: Sentence) -> bool:
        """Whether a sentence is the first under a heading that names the controller."""
        above = self._policy.sentences[max(0, sentence.index - 1)]
        if above.kind is not BlockKind.HEADING:
            return False
        return bool(self._policy.cues_in(self._cue("controller_is"), above.start, above.end))

    def _share_definitions(self) -> None:
        """ "A Oy, B AB and C Oy ("we")" defines all three."""
        for index, last in enumerate(self._organisations):
            if not is_self_defined(self._policy, last.end):
                continue
            for other in self._joined_before(index):
                self._add_ground(other, _CERTAIN, "self_definition")

    def _share_statements(self) -> None:
        """ "A Oy and B AB are joint controllers", "The controllers are A Oy, B University and C rf"."""
        for cue in self._policy.cues("are_controllers"):
            index = next((n for n, o in enumerate(self._organisations) if 0 < cue.start - o.end <= 2), None)
            if index is not None:
                for found in (self._organisations[index], *self._joined_before(index)):
                    self._add_ground(found, _NAMED_TOGETHER, JOINT)
        for cue in self._policy.cues("controllers_are"):
            self._add_listed_controllers(cue.end)

    def _joined_before(self, index: int) -> Iterator[Organisation]:
        """The organisations that stand before one, joined to it by commas and "and"."""
        end = self._organisations[index].start
        for other in reversed(self._organisations[:index]):
            between = self._policy.folded[other.end : end].strip(" ,")
            if between and not re.fullmatch(one_of("and_words"), between):
                return
            yield other
            end = other.start

    def _add_ground(self, found: Organisation, weight: float, rule: str) -> None:
        self.companies[self._key_of(found.base)].grounds.append(Ground((found.start, found.end), weight, rule))

    def _add_listed_controllers(self, start: int) -> None:
        """Two names or more that go on from `start`, joined by commas and "and"."""
        names: list[tuple[int, int]] = []
        while match := patterns.listed_name().match(self._policy.text, start):
            names.append(match.span(1))
            start = match.end()
        for start, end in names if len(names) > 1 else ():
            found = next((o for o in self._organisations if o.start <= start < o.end), None)
            if found is not None:
                self._add_ground(found, _NAMED_TOGETHER, JOINT)
            else:
                self._add_name(start, end, _NAMED_TOGETHER, JOINT)

    # names without a legal form

    def _add_defined_names(self) -> None:
        """ "Name ("we", "us")"."""
        text = self._policy.text
        for brackets in _BRACKETS.finditer(text):
            if not speaks(self._policy, brackets[1]):
                self._add_opening_name(brackets)
                continue
            before = patterns.name_before().search(text, max(0, brackets.start() - _LONGEST_NAME), brackets.start())
            if before and not _POSTCODE_BEFORE.search(text, max(0, before.start(1) - 9), before.start(1)):
                self._add_name(*before.span(1), 0.85, "name_definition")
            for name in QUOTED.finditer(text, *brackets.span(1)):
                if re.fullmatch(patterns.NAME, name[1]) and name[1].lower() not in self_words(self._policy):
                    self._add_name(*name.span(1), 0.6, "alias")

    def _add_opening_name(self, brackets: re.Match[str]) -> None:
        """ "NAME, based at …, tax number …, (hereinafter "Name")" at the head of the text."""
        alias = QUOTED.search(self._policy.text, *brackets.span(1))
        sentence = self._policy.sentence_at(brackets.start())
        if alias is None or sentence is None or sentence.start >= _HEAD or self._is_elsewhere(sentence):
            return
        name = _OPENING_NAME.match(self._policy.text, sentence.start, brackets.start())
        if name and base_key(name[1]) == base_key(alias[1]):
            self._add_name(*name.span(1), _OPENING, "name_definition")

    def _add_speaking_names(self) -> None:
        """ "Name is the controller", "At Name, we", "På Name värnar vi", ""we" refers to Name"."""
        policy = self._policy
        for cue in policy.cues(self._cue("name_speaks")):
            low, high = max(0, cue.start - _LONGEST_NAME), cue.start
            high -= policy.text.endswith("(", low, high)  # "Name (as a processor)"
            short = _SHORT_FORM.search(policy.text, low, high)
            match = patterns.name_before().search(policy.text, low, short.start() if short else high)
            if match:
                self._add_name(*match.span(1), 0.8, "name_speaks")
        for cue in policy.cues(self._cue("controller_word")):
            match = patterns.name_before().search(policy.text, max(0, cue.start - _LONGEST_NAME), cue.start)
            sentence = policy.sentence_at(cue.start)
            if match and sentence and self._within_statement(*match.span(1), sentence):
                self._add_name(*match.span(1), 0.8, "name_speaks")
        for cue in policy.cues("at_name"):
            match = patterns.NAME_BEHIND.match(policy.text, cue.end)
            if match is None:
                continue
            after = policy.cues_in("self_speaks", match.end(), match.end() + _SPEAKS_BEHIND)
            if after and _COMMA_OR_VERB.fullmatch(policy.text, match.end(), after[0].start):
                self._add_name(*match.span(1), 0.75, "at_name")
        for cue in policy.cues("we_at"):
            match = patterns.NAME_BEHIND.match(policy.text, cue.end)
            if match:
                self._add_name(*match.span(1), 0.6, "we_at")
        for cue in policy.cues("refers_to"):
            match = patterns.NAME_BEHIND.match(policy.text, cue.end)
            if match and speaks(policy, policy.text[max(0, cue.start - 60) : cue.start]):
                self._add_name(*match.span(1), 0.6, "refers_to")

    def _add_labelled_names(self) -> None:
        """ "Controller: Name" and the name that opens the controller's section, whatever its form."""
        policy = self._policy
        for cue in policy.cues(self._cue("controller_is")):
            sentence = policy.sentence_at(cue.start)
            if sentence is None or cue.start - sentence.start > 12 or self._names_agreement(cue.start):
                continue
            place = self._place_behind(sentence, cue.end)
            called = patterns.called_name().match(policy.text, cue.end)
            if called:
                self._add_name(*called.span(1), 0.8, "controller_label")
            name = patterns.labelled_name().match(policy.text, *place) if place else None
            name = name or self._stated_name(cue.end, sentence)
            if name and not any(c.isdigit() for c in name[1]):
                self._add_name(*name.span(1), 0.8, "controller_label")
                self._add_aliases(name[1], cue.end, name.start(1))

    def _names_agreement(self, offset: int) -> bool:
        """Whether the word at `offset`, which says a role, is the agreement's own name ("processor agreement")."""
        return any(cue.start <= offset < cue.end for cue in self._policy.cues("processing_agreement"))

    def _add_aliases(self, name: str, start: int, end: int) -> None:
        """What brackets between a role and the name call it: "Processor ("we" or "Short"): Name"."""
        company = self._company_called(base_key(name))
        if company is None:
            return
        for brackets in _BRACKETS.finditer(self._policy.text, start, end):
            for quoted in QUOTED.finditer(self._policy.text, *brackets.span(1)):
                alias = self.companies.get(base_key(quoted[1]))
                if alias is not None and alias is not company and not alias.incorporated:
                    del self.companies[base_key(quoted[1])]
                    company.mentions += alias.mentions
                    company.aliases.add(quoted[1])

    def _stated_name(self, start: int, sentence: Sentence) -> re.Match[str] | None:
        """The name behind the verb of "The controller of our clinic is Name"."""
        verbs = self._policy.cues_in("copula", start - 1, min(sentence.end, start + _LONGEST_LEAD))
        if not verbs or self._policy.cues_in("person_label", sentence.start, verbs[0].start):
            return None
        profession = patterns.profession_before().match(self._policy.text, verbs[0].end)
        return patterns.named_behind().match(self._policy.text, profession.end() if profession else verbs[0].end)

    def _add_registered_names(self) -> None:
        """ "Name, org.nr 000000-0000"."""
        for cue in self._policy.cues("register_number"):
            match = patterns.registered_name().search(self._policy.text, max(0, cue.start - _LONGEST_NAME), cue.start)
            if match is None or not any(c.isdigit() for c in self._policy.text[cue.end : cue.end + 12]):
                continue
            if self._policy.cues_in("entered_with", match.start() - _LONGEST_OFFICE, match.start()):
                continue  # the office that keeps the register
            if self._policy.cues_in("register_number", match.start(), match.end()):
                continue  # what the number is called
            sentence = self._policy.sentence_at(match.start())
            third = sentence and self._policy.cues_in("third_party_role", sentence.start, match.start())
            if self._agreement or not third:
                self._add_name(*match.span(match.lastindex or 1), 0.6, "registered")

    def _add_numbered_names(self) -> None:
        """ "Name 000000-0000" near the head."""
        for match in patterns.numbered_name().finditer(self._policy.text, 0, _HEAD * 2):
            self._add_name(*match.span(1), 0.6, "registered")

    def _add_names_by_kind(self) -> None:
        """ "Brf Name", "Stiftelsen Name" near the head, as long as nobody else has come forward."""
        if any(company.weight >= ENOUGH for company in self.companies.values()):
            return
        for match in patterns.kind_before_name().finditer(self._policy.text, 0, _HEAD * 2):
            self._add_name(*match.span(), 0.6, "kind")

    def _add_titled_name(self) -> None:
        """ "Name privacy policy", "Privacy policy – Name" at the head of a text that goes on to speak of the name, as
        long as nobody else has come forward."""
        if any(company.weight >= ENOUGH for company in self.companies.values()):
            return
        policy = self._policy
        for heading in policy.headings[:_TITLES]:
            titles = policy.cues_in("title", heading.start, heading.end)
            beside = [(heading.start, titles[0].start), (titles[0].end, heading.end)] if titles else []
            for name in (patterns.titled_name().fullmatch(policy.text, *place) for place in beside):
                if name and sum(1 for _ in mentions_of(policy, name[1])) >= _MENTIONS_OF_TITLED:
                    self._add_title(*name.span(1))
                    return

    def _add_acting_name(self) -> None:
        """The name of which a text says time and again what it does with data ("Name may collect"), as long as nobody
        else has come forward."""
        if any(company.weight >= ENOUGH for company in self.companies.values()):
            return
        acting: dict[str, list[tuple[int, int]]] = {}
        for cue in self._policy.cues("acts_on_data"):
            name = patterns.name_before().search(self._policy.text, max(0, cue.start - _LONGEST_NAME), cue.start)
            if name and name.end() >= cue.start - 1:
                acting.setdefault(base_key(name[1]), []).append(name.span(1))
        for spans in sorted(acting.values(), key=len, reverse=True)[:1]:
            written = self._policy.text[slice(*spans[0])]
            if len(spans) >= _ACTS_OF_VENDOR and min(mentions_of(self._policy, written)) < _HEAD * 2:
                self._add_name(*spans[0], 0.6, "acts")

    def _add_title(self, start: int, end: int) -> None:
        """The company whose name, perhaps inflected, the title holds, else the name itself."""
        key = base_key(self._policy.text[start:end])
        company = next((c for known, c in self.companies.items() if key.startswith(known)), None)
        if company is not None:
            company.grounds.append(Ground(company.mentions[0], 0.6, "title"))
        else:
            self._add_name(start, end, 0.6, "title")

    def _place_behind(self, sentence: Sentence, cue_end: int) -> tuple[int, int] | None:
        """Where the value of a label stands: behind its colon, in the next cell or in the paragraph below."""
        labelled = cue_end <= sentence.label_end <= cue_end + 25
        if labelled and sentence.label_end < sentence.end:
            return sentence.label_end, sentence.end
        if labelled or sentence.kind is BlockKind.HEADING or sentence.column == 0:
            for follower in self._policy.following(sentence):
                if follower.kind is not BlockKind.HEADING:
                    return follower.start, follower.end
        return None

    def _add_name(self, start: int, end: int, weight: float, rule: str) -> None:
        while end > start and _leads_name(self._policy.text[start:end].split()[0]):
            if self._keeps_article(start, end):
                break
            start += len(self._policy.text[start:end].split()[0]) + 1
        kind = patterns.kind_in_short().search(self._policy.text, max(0, start - _LONGEST_KIND), start)
        start = kind.start() if kind else start
        name = self._policy.text[start:end].rstrip(".,")
        if (
            len(name) < 2
            or not (_may_be_name(name) or self._keeps_article(start, end))
            or any(o.start <= start < o.end for o in self._organisations)
        ):
            return
        key = base_key(name)
        company = self._company_called(key) or self.companies.setdefault(key, Vendor(name, name, ""))
        company.grounds.append(Ground((start, end), weight, rule))
        company.mentions.append((start, end))
        if rule == "controller_label" and not company.incorporated:
            company.name = company.base = name
        if base_key(company.base) != key:
            company.aliases.add(name)

    def _keeps_article(self, start: int, end: int) -> bool:
        """Whether an article belongs to a name ("The Heron"): it has its capital amid a sentence too."""
        name = self._policy.text[start:end]
        article, _, rest = name.partition(" ")
        if not re.fullmatch(one_of("articles"), article.lower()) or not rest or not _may_be_name(rest):
            return False
        if is_opener(rest.split()[0]):
            return False
        return re.search(rf"[a-zåäö] {re.escape(name)}(?!\w)", self._policy.text) is not None

    def _company_called(self, key: str) -> Vendor | None:
        """The company that a short or inflected name stands for."""
        for known, company in self.companies.items():
            if known.startswith(key) or any(base_key(a) == key for a in company.aliases):
                return company
            if not company.incorporated and common_start(known, key) >= _SAME_NAME * max(len(known), len(key)):
                return company
        return None


def _words_of(name: str) -> frozenset[str]:
    return frozenset(re.split(r"[\s-]+", name.casefold()))


def _may_be_name(name: str) -> bool:
    words = load_lexicon("any").words
    if name[0].islower():
        return False
    return name.split()[0].lower() not in words["not_brands"] and name.lower() not in words["countries_in_addresses"]


def _leads_name(word: str) -> bool:
    """Whether a word with a capital stands before a name and is no part of it: it opens a sentence, or is a title."""
    return is_opener(word) or word.lower() in load_lexicon("any").words["person_titles"]


def _ends_near(policy: Policy, cue: str, offset: int, reach: int, sentence: Sentence) -> bool:
    """Whether a cue ends at most `reach` characters before `offset`, in the same sentence."""
    start = max(sentence.start, offset - reach - 60)
    return any(offset - match.end <= reach for match in policy.cues_in(cue, start, offset))
