"""The text itself: its language, its title, and what it says that it covers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, takewhile

from reviewer.extract.candidates import Candidate
from reviewer.extract.matcher import Match
from reviewer.extract.name_patterns import NAME, name_before
from reviewer.extract.parties import parties_of
from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of
from reviewer.model import BlockKind

_Scope = tuple[int, int, float, str]
"""Where what is covered is named, how sure that is, and the rule that says so."""

_TITLE_BLOCKS, _TITLE_LINES, _TITLE_OPENING = 40, 12, 3
"""How far from the beginning a heading that names a privacy document, a line that does, and any heading may stand."""
_LONGEST_TITLE = 120
_SHORTEST_PARAGRAPH = 40
_LONGEST_LEAD = 40
_LONGEST_SCOPE = 160
_SCOPE_HEAD = 0.35
"""Statements of scope stand in the first third of a text; later ones speak of single services."""
_SHORTEST_HEAD = 2500
_MOST_REGISTERS = 5
_EDGE = " \t\n,.;:–-*_"
_QUOTES = "“”\"„'"
_QUOTED_NAME = re.compile(r"[“\"”„]([A-ZÅÄÖ][\w .+-]{1,40})[”\"“]")
_OPENING = 1200
_LONGEST_NAME = 60
_LONGEST_DEFINED = 90
_USES_TRIED = 5
_TIME_AND_AGAIN = 4
_LONGEST_NOUN = 24
_OTHER_MATTERS = frozenset({"cookies", "recipients", "transfers", "security", "retention"})


@lru_cache(maxsize=1)
def _site() -> re.Pattern[str]:
    return re.compile(rf"\b(?:www\.)?[a-z0-9åäö-]+(?:\.[a-z0-9åäö-]+)*\.{one_of('site_endings')}\b")


@lru_cache(maxsize=1)
def _scope_opening() -> re.Pattern[str]:
    return re.compile(rf"(?:{one_of('scope_openers')} )+", re.IGNORECASE)


@lru_cache(maxsize=1)
def _clause_end() -> re.Pattern[str]:
    """Where a statement of scope ends; a comma of an enumeration ends nothing."""
    listed = rf"(?:(?:[\w-]+ ?){{1,3}}, )*(?:[\w-]+ ){{1,4}}{one_of('last_of_list')} "
    return re.compile(rf"[.;:](?:\s|$)|\s\((?![\w ]{{1,12}}\) \w)|, (?!{listed})")


@lru_cache(maxsize=1)
def _apposition() -> re.Pattern[str]:
    return re.compile(rf", {one_of('our_words')} [^,.]{{3,60}}")


@lru_cache(maxsize=1)
def _named_service() -> re.Pattern[str]:
    return re.compile(rf"\b[Oo]ur (?:\w+ )?{one_of('named_services')},? ({NAME})(?=,)")


@lru_cache(maxsize=1)
def _referred() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![^\s])([A-Z][^.;:\n]{{5,140}}?)(?: \([^()\n]*\))?,? \(?(?:{one_of('referred_to')} )+"
        rf"{one_of('referred_as')}[“\"]([^”\"\n]{{3,20}})[”\"]"
    )


@lru_cache(maxsize=1)
def _definitions() -> re.Pattern[str]:
    return re.compile(
        rf"(?<=\w)[*_]* \((?:{one_of('definition_openers')},? )?(?:{one_of('articles', 'our_words')} )?"
        r"[“\"”„]([^()“”\"„]{3,20})[“\"”]\)"
    )


@lru_cache(maxsize=1)
def _and_another() -> re.Pattern[str]:
    """What joins a second thing that is given a short name to the first."""
    return re.compile(rf",? {one_of('and_words')} ")


@lru_cache(maxsize=1)
def _behind_title() -> re.Pattern[str]:
    return re.compile(rf"\b{one_of('title_for')} ([^(]{{3,80}})")


@lru_cache(maxsize=1)
def _register_name() -> re.Pattern[str]:
    joined = rf"(?:\w+-,? )*(?:\w+- {one_of('and_words')} )?"
    return re.compile(rf"\b({joined}{one_of('register_words')}){one_of('register_endings')}?\b")


def find(policy: Policy) -> Iterator[Candidate]:
    title = _title(policy)
    yield from _language(policy, title)
    if title:
        sure = 0.9 if policy.cues_in("title", title.start, title.end) else 0.6
        span = (title.start, title.end)
        yield Candidate("document.title", _clean(policy, *span), (span,), sure, "document.title.heading")
    yield from _covers(policy, title)


def _clean(policy: Policy, start: int, end: int) -> str:
    return " ".join(policy.text[start:end].split()).strip(_EDGE)


# language and title


def _language(policy: Policy, title: Sentence | None) -> Iterator[Candidate]:
    if policy.language == "und":
        return
    spans = [(s.start, min(s.end, s.start + 300)) for s in (_first_paragraph(policy), title) if s is not None]
    if spans:
        yield Candidate("document.language", policy.language, tuple(spans), 0.99, "document.language.profile")


def _first_paragraph(policy: Policy) -> Sentence | None:
    long_enough = (s for s in policy.sentences if s.end - s.start >= _SHORTEST_PARAGRAPH and s.column < 0)
    return next(long_enough, policy.sentences[0] if policy.sentences else None)


def _title(policy: Policy) -> Sentence | None:
    """The first heading, or else the first short line, that names a document of this kind."""
    early = [s for s in policy.sentences if s.block < _TITLE_BLOCKS and s.end - s.start <= _LONGEST_TITLE]
    named = [s for s in early if policy.cues_in("title", s.start, s.end) and "definition" not in s.own]
    headings = [s for s in named if s.kind is BlockKind.HEADING]
    if headings:
        return headings[0]
    lines = [s for s in named if s.block < _TITLE_LINES and policy.text[s.end - 1] not in ".:?!"]
    if lines:
        return lines[0]
    opening = (s for s in early if s.block < _TITLE_OPENING and s.kind is BlockKind.HEADING)
    return next((s for s in opening if "definition" not in s.own), None)


# what it covers


def _covers(policy: Policy, title: Sentence | None) -> Iterator[Candidate]:
    registers = list(_registers(policy))
    names = [] if registers else list(_register_names(policy))
    stated = list(_scope_statements(policy))
    if names and not (stated and _says_first(policy, stated[0], names[0])):
        stated = names
    found = [*registers, *stated]
    found = found or list(_before_title_word(policy)) or [*_sites(policy), *_products(policy)]
    found = found or list(_defined(policy)) or list(_referred_to(policy)) or list(_title_scope(policy, title))
    found = found or list(_fullest_use(policy)) or list(_branded(policy))
    for start, end, confidence, rule in found:
        value = _clean(policy, start, end)
        if len(value) > 3:
            yield Candidate("document.covers", value, ((start, end),), confidence, f"document.covers.{rule}")


def _says_first(policy: Policy, stated: _Scope, name: _Scope) -> bool:
    """Whether a statement of scope that names no register stands before the first name of one."""
    return stated[1] <= name[0] and not _speaks_of_register(policy, stated[0], stated[1])


def _speaks_of_register(policy: Policy, start: int, end: int) -> bool:
    return re.search(one_of("register_stems"), policy.folded[start:end]) is not None


def _registers(policy: Policy) -> Iterator[_Scope]:
    """What stands behind "Name of the register" or under it."""
    for cue in policy.cues("register_name"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or cue.start - sentence.start > 12:
            continue
        if cue.end < sentence.label_end + 1 < sentence.end:
            yield *_trimmed(policy, sentence.label_end, sentence.end), 0.93, "register"
        elif sentence.kind is BlockKind.HEADING or sentence.column == 0 or sentence.end <= sentence.label_end:
            for line in _below(policy, sentence):
                scope = _object(policy, line, policy.cues_in("scope", line.start, line.end)[:1])
                yield *(scope or _trimmed(policy, line.start, line.end)), 0.9, "register"


def _below(policy: Policy, heading: Sentence) -> list[Sentence]:
    """The paragraph, or else the list, under a heading; words that only lead a list in are left out."""
    lines = list(takewhile(lambda s: s.kind is not BlockKind.HEADING, policy.following(heading, _MOST_REGISTERS + 1)))
    items = list(takewhile(lambda s: s.kind is BlockKind.LIST_ITEM, lines[1:]))
    if lines and lines[0].kind is BlockKind.LIST_ITEM:
        return [lines[0], *items]
    return items or lines[:1]


def _trimmed(policy: Policy, start: int, end: int) -> tuple[int, int]:
    end = min(end, start + _LONGEST_SCOPE)
    while start < end and policy.text[start] in _EDGE:
        start += 1
    while end > start and policy.text[end - 1] in _EDGE:
        end -= 1
    return start, end


def _head_end(policy: Policy) -> int:
    return max(_SHORTEST_HEAD, int(len(policy.text) * _SCOPE_HEAD))


def _scope_statements(policy: Policy) -> Iterator[_Scope]:
    """ "This policy applies to …" near the head of the text."""
    for cue in policy.cues("scope"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or cue.start > _head_end(policy) or policy.negated(cue.start, sentence):
            continue
        listed = list(_listed(policy, sentence, cue))
        if listed:
            yield from listed
            return
        gathered = policy.cues_in("scope_gathered", cue.end, sentence.end)[:1]
        for found in (_object(policy, sentence, [cue]), _object(policy, sentence, gathered)):
            if found and (_names_service(policy, *found) or _speaks_of_register(policy, found[0], found[1])):
                yield *found, 0.75, "statement"
                return


def _listed(policy: Policy, lead: Sentence, cue: Match) -> Iterator[_Scope]:
    """The items of the list that a statement of scope leads in, each up to where it is described."""
    announced = policy.cues_in("scope_list", cue.end - 1, lead.end) or not policy.text[cue.end : lead.end - 1].strip()
    if policy.text[lead.end - 1] != ":" or not announced:
        return
    for item in policy.following(lead, _MOST_REGISTERS):
        if item.lead_in is not lead:
            break
        start, end = _trimmed(policy, item.start, item.end)
        while start < end and policy.text[start] in _QUOTES:
            start += 1
        for use in policy.cues_in("scope_use", start - 1, end)[:1]:
            start = use.end if use.start == start else start  # "Visitors to …", "Users of …"
        found = _object(policy, item, [Match(start, start)])
        if found and _names_service(policy, *found):
            value = policy.text[slice(*found)].rstrip(_QUOTES)
            if not value.isalpha():  # "services" alone tells nothing
                yield found[0], found[0] + len(value), 0.75, "list"


def _defined(policy: Policy) -> Iterator[_Scope]:
    """ "our site (the "Site") and our example software (the "Service")": what a sentence gives short names to."""
    first, behind = None, 0
    for match in _definitions().finditer(policy.text, 0, _head_end(policy)):
        sentence = policy.sentence_at(match.start())
        if sentence is None or not policy.cues_in("scope_noun", match.start(1) - 1, match.end(1) + 1):
            continue
        if first is not None and sentence is not first:
            return
        low = max(sentence.start, behind, match.start() - _LONGEST_DEFINED)
        cues = policy.cues_in("scope_use", low, match.start()) or policy.cues_in("scope_offer", low, match.start())
        joint = _and_another().match(policy.text, behind) if first else None
        begin = cues[-1].end if cues else joint and joint.end()
        if begin is None:
            continue
        start = _without_leading(policy, begin, match.start())
        if start + 3 < match.start():
            yield *_trimmed(policy, start, match.start()), 0.82, "defined"
            first, behind = sentence, match.end()


def _referred_to(policy: Policy) -> Iterator[_Scope]:
    """ "The solutions that we provide are referred to as the "Service""."""
    for match in _referred().finditer(policy.text, 0, _head_end(policy)):
        whole = re.match(r"[^()]*\)", match[1]) is None
        if whole and policy.cues_in("scope_noun", match.start(2) - 1, match.end(2) + 1):
            yield *_trimmed(policy, *match.span(1)), 0.75, "referred_to"
            return


def _register_names(policy: Policy) -> Iterator[_Scope]:
    """Finnish texts name the registers that they are about in running text too."""
    if policy.reading_language != "fi":
        return
    seen: set[str] = set()
    for match in _register_name().finditer(policy.folded, 0, _head_end(policy)):
        last_word = match[1].rpartition(" ")[2]
        sentence = policy.sentence_at(match.start(1))
        if sentence is None or "sources" in sentence.topics or _in_brackets(policy, match.start(1)):
            continue
        if re.match(one_of("public_registers"), match[1]) or any(name.endswith(last_word) for name in seen):
            continue
        if match[1] not in seen:
            seen.add(match[1])
            yield match.start(1), match.end(1), 0.6, "register_name"


def _in_brackets(policy: Policy, offset: int) -> bool:
    """Whether a bracket that opened in the same sentence is still open at `offset`."""
    sentence = policy.sentence_at(offset)
    start = sentence.start if sentence is not None else offset
    return policy.text.rfind("(", start, offset) > policy.text.rfind(")", start, offset)


def _sites(policy: Policy) -> Iterator[_Scope]:
    """ "when you visit example.com", "example.com-sivustolla", in the opening of the text."""
    for cue in policy.cues("scope_use"):
        start = _without_leading(policy, cue.end, min(cue.end + _LONGEST_LEAD, len(policy.text)))
        match = _site().match(policy.folded, start)
        if match and cue.start < _OPENING:
            yield match.start(), match.end(), 0.8, "site"
            return
    compounds = [
        match
        for match in _site().finditer(policy.folded, 0, _OPENING)
        if policy.text[match.end() : match.end() + 1] == "-"
        and policy.cues_in("scope_noun", match.start(), match.end() + _LONGEST_NOUN)
    ]
    own = [match for match in compounds if parties_of(policy).is_vendor(match[0].partition(".")[0])]
    for match in (own or compounds)[:1]:
        yield match.start(), match.end(), 0.7, "site"


def _before_title_word(policy: Policy) -> Iterator[_Scope]:
    """ "This Example service's privacy notice describes": what stands between "this" and the words for the text, in
    languages that put it there."""
    for cue in policy.cues("this"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or cue.start > _OPENING or cue.start != sentence.start:
            continue
        for title in policy.cues_in("title", cue.end, min(sentence.end, cue.end + _LONGEST_DEFINED))[:1]:
            start, end = _trimmed(policy, cue.end, title.start)
            if end - start > 3 and _names_service(policy, start, end):
                yield start, end, 0.75, "before_title"
                return


def _products(policy: Policy) -> Iterator[_Scope]:
    """ "Example Library, our digital asset management service", "our service, Example Library, is"."""
    named = _named_service().search(policy.text, 0, _OPENING)
    if named:
        yield *named.span(1), 0.75, "product"
        return
    for match in _apposition().finditer(policy.text, 0, _OPENING):
        name = name_before().search(policy.text, max(0, match.start() - _LONGEST_NAME), match.start())
        sentence = policy.sentence_at(match.start())
        if sentence is None or sentence.topics & _OTHER_MATTERS:
            continue
        if name and policy.cues_in("scope_noun", *match.span()):
            yield *name.span(1), 0.75, "product"
            return


def _fullest_use(policy: Policy) -> list[_Scope]:
    """Of the first few, the one that names most services."""
    uses = list(islice(_uses(policy), _USES_TRIED))

    def fullness(use: _Scope) -> int:
        named = 2 if _QUOTED_NAME.search(policy.text, use[0], use[1] + 1) else 0
        return named + len(policy.cues_in("scope_noun", use[0], use[1]))

    return sorted(uses, key=fullness, reverse=True)[:1]


def _branded(policy: Policy) -> Iterator[_Scope]:
    """The product with the vendor's name before its own ("Example Sign"), where the text names it time and again."""
    other = {*load_lexicon("any").words["legal_forms"], *load_lexicon("any").words["no_names"]}
    for vendor in parties_of(policy).vendors:
        compound = re.compile(rf"(?<!\w){re.escape(vendor.base)} ([A-Z]\w+|[a-z]+[A-Z]\w*)(?!\w)")
        named = [m for m in compound.finditer(policy.text) if not {m[1], m[1].lower()} & other]
        for product, times in Counter(m[0] for m in named).most_common(1):
            if times >= _TIME_AND_AGAIN:
                yield *next(m.span() for m in named if m[0] == product), 0.6, "branded"
                return


def _uses(policy: Policy) -> Iterator[_Scope]:
    """ "How we process data when you use our …"."""
    head = _head_end(policy)
    for cue in policy.cues("scope_use"):
        sentence = policy.sentence_at(cue.start)
        if sentence is None or (cue.start > head and sentence.kind is not BlockKind.HEADING):
            continue
        topics = sentence.topics - ({"security"} & sentence.own)  # "how we collect, use and protect your data when …"
        if topics & _OTHER_MATTERS or policy.negated(cue.start, sentence):
            continue
        found = _object(policy, sentence, [cue])
        if found and not policy.cues_in("scope_not", *found) and _names_in_use(policy, cue, *found):
            yield *found, 0.65, "use"


def _names_in_use(policy: Policy, cue: Match, start: int, end: int) -> bool:
    """Whether a service is named behind a cue of use; behind a verb a name alone is one ("when you use Example")."""
    if _names_service(policy, start, end):
        return True
    name = re.fullmatch(NAME, policy.text[start:end])
    return name is not None and bool(policy.cues_in("verb_of_use", cue.start, cue.end))


def _names_service(policy: Policy, start: int, end: int) -> bool:
    return bool(
        policy.cues_in("scope_noun", start, end)
        or ("@" not in policy.text[start:end] and _site().search(policy.folded, start, end))
        or _QUOTED_NAME.search(policy.text, start, end)
    )


def _title_scope(policy: Policy, title: Sentence | None) -> Iterator[_Scope]:
    """ "Privacy policy for …", "Example Services | Privacy notice"."""
    if title is None:
        return
    match = _behind_title().search(policy.text[title.start : title.end])
    if match and parties_of(policy).is_vendor(match[1]) and not _site().search(match[1]):
        return
    if match and not policy.cues_in("title", title.start + match.start(1) - 4, title.end):
        yield *_trimmed(policy, title.start + match.start(1), title.start + match.end(1)), 0.75, "title"
        return
    for cue in policy.cues_in("title", title.start, title.end):
        start, end = _trimmed(policy, title.start, cue.start)
        if re.fullmatch(rf"{NAME} {NAME}", policy.text[start:end]) and not parties_of(policy).is_vendor(
            policy.text[start:end]
        ):
            yield start, end, 0.6, "title"
            return


def _object(policy: Policy, sentence: Sentence, cues: list[Match]) -> tuple[int, int] | None:
    """What the words behind a cue of scope name, up to where another clause begins."""
    if not cues:
        return None
    start = _without_leading(policy, cues[0].end, sentence.end)
    end = min(sentence.end, start + _LONGEST_SCOPE)
    border = _clause_end().search(policy.text, start, end)
    if border:
        end = border.start()
    for stop in policy.cues_in("scope_end", start + 4, end):
        end = stop.start
        break
    start, end = _trimmed(policy, start, end)
    return (start, end) if end - start > 3 else None


def _without_leading(policy: Policy, start: int, end: int) -> int:
    """Behind "to", "all", "the use of" and the like."""
    while start < end and policy.text[start].isspace():
        start += 1
    lead = _scope_opening().match(policy.text, start, end)
    return lead.end() if lead else start
