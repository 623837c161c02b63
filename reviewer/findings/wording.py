"""The words of findings in a language, from `resources/findings/<language>.toml`.

Sentences hold placeholders for what was found. Which kind of value a placeholder takes is told by its name: `date`,
`age`, `countries`, `rights`, `statutes`, `first`, `second` and `third` (quotes), `D10` (the date of that fact); all
others are printed as a list.
"""

from __future__ import annotations

import re
import string
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from reviewer.findings.conditions import QUOTES
from reviewer.findings.law import DatedFact, load_law, read_table
from reviewer.findings.predicates import OBJECTION_BEYOND_MARKETING
from reviewer.findings.rating import advice_on
from reviewer.findings.recipients import RecipientRow, Standing
from reviewer.findings.rules import Owner, load_rules
from reviewer.findings.suggestion import AGREEMENT, CLIENT_BASIS, LOCAL_BASIS, SUBJECT
from reviewer.form import code_label, load_form
from reviewer.i18n import Translator
from reviewer.model import Assessment, Finding, Rating, Severity

LONGEST_QUOTE = 160
_CUT = " […]"
_EDGES = " .,;:•–-*"
_ARTICLE = re.compile(r"(?P<article>\d+)(?:\((?P<paragraph>\d+)\))?(?:\((?P<point>[a-z])\))?")
_SECTION = re.compile(r"(?P<act>\d+[/:]\d+)(?: § (?P<section>\d+)|, (?P<chapter>\d+):(?P<number>\d+))")
_ARTICLES = frozenset({"gdpr", "gdpr_articles", "eprivacy", "ecommerce"})
"""Laws whose places are articles, paragraphs and points."""

_QUOTE = r"[“”]\{(?:first|second|third)\}”"
_QUOTED = re.compile(rf" \({_QUOTE}\)|: {_QUOTE}(?: \w+ {_QUOTE})?(?=\.)")
"""Quotes as the catalogs put them: in parentheses, or after a colon, one or two of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """What a finding says in one case, and the passages meant; `pair` says that two are set against each other."""

    text: str
    quotes: tuple[str, ...]
    pair: bool


class FindingWording:
    """Everything that findings say in one language."""

    def __init__(self, translator: Translator) -> None:
        self._translator = translator
        self._words = _catalog(translator.language)

    # findings

    def title(self, finding: Finding) -> str:
        """The heading of a finding, by its gravest case where the rule's own does not fit that."""
        words = self._words[finding.rule]
        return str(words.get("titles", {}).get(finding.cases[0], words["title"]))

    def sentences(self, finding: Finding) -> tuple[str, ...]:
        """One sentence or more a case, the gravest first, with what was found filled in; none twice."""
        texts = (self._case(finding, case) for case in finding.cases)
        return tuple(dict.fromkeys(texts))

    def parts(self, finding: Finding) -> tuple[Part, ...]:
        """The sentences without the document's own words, which are told apart; none twice."""
        parts: dict[str, Part] = {}
        for case in finding.cases:
            text = self._filled_in(finding, case, _QUOTED.sub("", self._template(finding, case)))
            named = set(QUOTES).intersection(_placeholders(self._template(finding, case))) or QUOTES
            quotes = [q for name in sorted(named) for q in finding.details.get(f"{case}.{name}", ())]
            known = parts.get(text, Part(text, (), False))
            parts[text] = Part(text, (*known.quotes, *quotes), self._pairs(finding, case))
        return tuple(parts.values())

    def _pairs(self, finding: Finding, case: str) -> bool:
        names = _placeholders(self._template(finding, case))
        return "first" in names and "second" in names

    def text(self, finding: Finding) -> str:
        """The finding as a paragraph for the client."""
        return " ".join(self.sentences(finding))

    def recommendation(self, rule_id: str) -> str:
        """What is to be done about a finding of a rule."""
        return str(self._words[rule_id]["recommendation"])

    def owner(self, owner: Owner) -> str:
        """Who is to act."""
        return str(self._words["owners"][owner.value])

    def basis(self, finding: Finding) -> tuple[str, ...]:
        """What a finding rests on, one text a law with its places."""
        own = load_rules().rule(finding.rule).basis_of(finding.cases, agreement=_on_agreement(finding))
        pattern = str(self._words["phrases"]["if_client_controls"])
        clients = self._laws(finding.details.get(CLIENT_BASIS, ()))
        local = finding.details.get(LOCAL_BASIS, ())
        return (*self._laws((*own, *local)), *(pattern.format(law=law) for law in clients))

    def _laws(self, entries: Sequence[str]) -> list[str]:
        places: dict[str, list[str]] = {}
        for entry in entries:
            law, _, place = entry.partition(":")
            places.setdefault(law, []).append(place)
        return [self._cited(law, at) for law, at in places.items()]

    def articles(self, places: tuple[str, ...]) -> str:
        """Places of the GDPR without its name, for where that stands above them."""
        return self._cited("gdpr_articles", places)

    def gdpr(self, places: tuple[str, ...]) -> str:
        """Places of the GDPR ("13(1)(a)") as the language cites them."""
        return self._cited("gdpr", places)

    def _cited(self, law: str, places: Sequence[str]) -> str:
        words = self._words["law"]
        groups = [self._places(law, list(alike)) for _, alike in groupby(places, key=_alike)]
        texts = [text for group in groups for text in group]
        pattern = words.get(f"{law}_many", words[law]) if len(texts) > 1 else words[law]
        return str(pattern).format(places=self._joined(texts, len(places)))

    def _joined(self, texts: list[str], places: int) -> str:
        """A list; where one of its items is a list itself, the last is set off as the language has it."""
        pattern = self._words["place"].get("last_of_many")
        if pattern is None or len(texts) < 2 or len(texts) == places:
            return self._translator.format_list(texts)
        return str(pattern).format(before=", ".join(texts[:-1]), last=texts[-1])

    def _places(self, law: str, places: list[str]) -> list[str]:
        """Places as the language writes them: 13(1)(f), 13.1 f, 13 artiklan 1 kohdan f alakohta. Several that differ in
        their last number or letter share what the language says with the others."""
        words, article = self._words["place"], _ARTICLE.fullmatch(places[0])
        if law not in _ARTICLES or article is None:
            return [self._single(law, place) for place in places]
        parts = {name: part for name, part in article.groupdict().items() if part}
        pattern = words["article"] if len(parts) == 1 else words.get("_".join((*parts, "many")))
        if pattern is None or pattern == "{article}" or len(places) == 1:
            return [self._single(law, place) for place in places]
        *_, last = parts
        several = [match[last] for place in places if (match := _ARTICLE.fullmatch(place))]
        return [pattern.format(**{**parts, last: self._translator.format_list(several)})]

    def _single(self, law: str, place: str) -> str:
        words = self._words["place"]
        section = _SECTION.fullmatch(place)
        if section:
            kind = "act_section" if section["section"] else "act_chapter_section"
            number = section["section"] or section["number"]
            return str(words[kind]).format(act=section["act"], chapter=section["chapter"], section=number)
        article = _ARTICLE.fullmatch(place)
        if law not in _ARTICLES or not article:
            return place
        parts = {name: part for name, part in article.groupdict().items() if part}
        return str(words["_".join(parts)]).format(**parts)

    def fact(self, fact_id: str) -> str:
        """A dated fact in words."""
        return str(self._words["facts"][fact_id])

    def fact_note(self, fact: DatedFact) -> str:
        """What the reviewer has to know of a fact that was not verified, else an empty text."""
        return "" if fact.verified else str(self._words["notes"]["unverified"])

    def verify_note(self) -> str:
        """For findings that rest on a passage that breaks off."""
        return str(self._words["notes"]["verify"])

    # scales, topics, points

    def severity(self, severity: Severity) -> str:
        """The name of a severity."""
        return str(self._words["severity"][severity.value])

    def severity_heading(self, severity: Severity) -> str:
        """The heading over findings of a severity."""
        return str(self._words["severity_heading"][severity.value])

    def severity_meaning(self, severity: Severity) -> str:
        """What a severity says of a finding."""
        return str(self._words["severity_meaning"][severity.value])

    def rating(self, rating: Rating) -> str:
        """The name of a rating."""
        return str(self._words["rating"][rating.value])

    def advice(self, assessment: Assessment) -> str:
        """What is recommended on the vendor; before the reviewer has decided on a rating, that nothing is yet."""
        return str(self._words["advice"][advice_on(assessment)])

    def topic(self, topic_id: str) -> str:
        """The name of a topic whose silence is noted without a finding."""
        return str(self._words["topics"][topic_id])

    def point(self, point_id: str) -> str:
        """What the report says is in order."""
        return str(self._words["points"][point_id])

    def exemption(self, field: str) -> str:
        """Why nothing need be stated about a field."""
        return str(self._words["exemptions"][field])

    # recipients

    def standing(self, row: RecipientRow) -> str:
        """How the law stands to a recipient's country, with the decision on adequacy where there is one."""
        text = str(self._words["standing"][row.standing.value])
        if row.standing in (Standing.ADEQUATE, Standing.CONDITIONAL) and row.decision:
            condition = self._words["condition"].get(row.decision.condition, "")
            return text.format(decision=row.decision.decision, condition=condition)
        return text

    def role(self, role: str) -> str:
        """What a recipient does; a role of the text's own words stays as it stands."""
        return str(self._words["roles"].get(role, role))

    def source(self, source: str) -> str:
        """Where a cell of the recipients table comes from; empty for none."""
        return str(self._words["source"].get(source, ""))

    def adequacy_note(self) -> str:
        """The day to which the list of decisions on adequacy is known."""
        date = self._translator.format_date(load_law().adequacy_as_of.isoformat())
        return str(self._words["notes"]["adequacy_as_of"]).format(date=date)

    # placeholders

    def _case(self, finding: Finding, case: str) -> str:
        return self._filled_in(finding, case, self._template(finding, case))

    def _template(self, finding: Finding, case: str) -> str:
        words = self._words[finding.rule]
        others = words.get(AGREEMENT, {}) if _on_agreement(finding) else {}
        return str(others.get(case, words["cases"][case]))

    def _filled_in(self, finding: Finding, case: str, template: str) -> str:
        return template.format(**{name: self._filled(finding, case, name) for name in _placeholders(template)})

    def _filled(self, finding: Finding, case: str, name: str) -> str:
        if name in load_law().facts:
            return self._translator.format_date(load_law().facts[name].date.isoformat())
        values = finding.details.get(f"{case}.{name}", ())
        return self._translator.format_list([self._value(name, value) for value in values])

    def _value(self, name: str, value: str) -> str:
        if name in QUOTES:
            return shortened(value)
        if name == "date":
            return self._translator.format_date(value)
        if name == "age":
            return self._translator.period(years_and_months(value))
        if name == "countries":
            return self._translator.country_name(value)
        if name == "rights":
            return self._right(value)
        return self._statute(value) if name == "statutes" else value

    def _right(self, code: str) -> str:
        if code == OBJECTION_BEYOND_MARKETING:
            return str(self._words["phrases"][code])
        spec = load_form().field("rights.listed")
        label = code_label(spec, spec.code(code), self._translator)
        return label[:1].lower() + label[1:]

    def _statute(self, statute_id: str) -> str:
        statute = next(s for s in load_law().statutes if s.id == statute_id)
        names: Mapping[str, str] = self._words["statutes"]
        date = self._translator.format_date(statute.repealed.isoformat())
        pattern = str(self._words["phrases"]["repealed"])
        return pattern.format(law=names[statute.id], date=date, successor=names[statute.successor])


def _on_agreement(finding: Finding) -> bool:
    return finding.details.get(SUBJECT) == (AGREEMENT,)


def _alike(place: str) -> tuple[str, ...]:
    """What places must share to be written as one: nothing for whole articles, all but the last part for others."""
    match = _ARTICLE.fullmatch(place)
    return tuple(part for part in match.groups() if part)[:-1] if match else (place,)


def _placeholders(template: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]


def shortened(quote: str) -> str:
    """A quote on one line, cut at a word and marked where it is long."""
    flat = " ".join(quote.split()).strip(_EDGES)
    if len(flat) <= LONGEST_QUOTE:
        return flat
    return flat[:LONGEST_QUOTE].rpartition(" ")[0].rstrip(",;:") + _CUT


def years_and_months(period: str) -> str:
    """`P27M` as `P2Y3M`."""
    years, months = divmod(int(period[1:-1]), 12)
    parts = [f"{years}Y" if years else "", f"{months}M" if months or not years else ""]
    return "P" + "".join(parts)


@lru_cache(maxsize=3)
def _catalog(language: str) -> dict[str, Any]:
    return read_table(f"{language}.toml")
