"""Conditions of rules that a table cannot say. Each takes the material, the date and its parameters from `rules.toml`,
and returns what it rests on, or None where it does not hold."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reviewer.findings.law import Authority, load_law
from reviewer.findings.material import Material, Statement
from reviewer.findings.recipients import country_of, known_recipient, recipient_key
from reviewer.lexicons.legal_forms import has_form
from reviewer.lexicons.word_lists import one_of
from reviewer.model import DocumentKind, Ground, Retention


@dataclass(frozen=True, slots=True)
class Match:
    """What a condition rests on: passages, machine values for the wording's placeholders, and dated facts."""

    grounds: tuple[Ground, ...] = ()
    details: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    facts: tuple[str, ...] = ()


Predicate = Callable[[Material, datetime.date, Mapping[str, Any]], Match | None]
PREDICATES: dict[str, Predicate] = {}

OBJECTION_BEYOND_MARKETING = "objection_beyond_marketing"
"""The right that is wanting where only marketing can be objected to."""

_CORE_RIGHTS = ("access", "rectification", "erasure", "restriction", "objection")
_SPACING = re.compile(r"[\s-]")
_DAYS_OR_HOURS = re.compile(r"P(?:(?P<days>\d+)D)?(?:T(?P<hours>\d+)H)?")
_SHORTEST_NAME = 4
_SAME_PASSAGE = 300
_LISTING = frozenset({DocumentKind.DPA, DocumentKind.SUBPROCESSORS})
"""Documents in which a named recipient is a listed sub-processor."""


def _predicate(function: Predicate) -> Predicate:
    PREDICATES[function.__name__] = function
    return function


def _match(statements: Sequence[Statement], **details: Iterable[str]) -> Match | None:
    """A match on some values; None where there are none."""
    if not statements:
        return None
    grounds = tuple(ground for statement in statements for ground in statement.grounds)
    return Match(grounds, {name: tuple(dict.fromkeys(values)) for name, values in details.items()})


# identity


@_predicate
def legal_form_missing(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """A controller is named, but with no legal form by which it could be told from a brand."""
    names = material.of("controller.name")
    if any(has_form(statement.code) for statement in names):
        return None
    return _match(names, names=(s.code for s in names))


@_predicate
def two_controllers_of_like_name(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """Two legal entities are named as controller, the name of one beginning as the other's, and not as joint ones."""
    named = [statement for statement in material.of("controller.name") if has_form(statement.code)]
    keys = sorted({recipient_key(statement.code) for statement in named}, key=len)
    joint = "joint_controller" in material.codes("controller.role")
    if joint or len(keys) != 2 or not keys[1].startswith(keys[0]):
        return None
    one_number = len(material.codes("controller.registration_number")) <= 1
    return _match(named, names=(s.code for s in named)) if one_number else None


@_predicate
def no_privacy_mailbox(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """No e-mail address is one for privacy matters by its own name."""
    mailbox = re.compile(one_of("privacy_mailboxes"))
    return None if any(mailbox.search(s.code) for s in material.of("contact.email")) else Match()


@_predicate
def contact_of_recipient(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """An address given for the vendor lies in the domain of a party that the text names as a recipient."""
    own = {recipient_key(s.code) for s in material.of("controller.name")}
    others = {recipient_key(s.code) for s in material.of("recipients.named")} - own
    others = {key for key in others if len(key) >= _SHORTEST_NAME}
    found = [s for s in material.of("contact.email") if s.code.rpartition("@")[2].split(".")[-2:][0] in others]
    return _match(found, values=(s.code for s in found))


# recipients and transfers


@_predicate
def no_sub_processors_named(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """Neither an agreement nor a list of sub-processors names any."""
    listed = material.within(_LISTING)
    return None if material.kinds and listed and listed.of("recipients.named") else Match()


@_predicate
def recipients_outside_eea(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """Recipients that are, or belong to companies, established outside the EEA."""
    law = load_law()
    found = [s for s in material.of("recipients.named") if (c := country_of(s)) and not law.within(c, "eea")]
    return _match(found, names=(s.code for s in found))


@_predicate
def recipients_in_role(material: Material, on: datetime.date, parameters: Mapping[str, Any]) -> Match | None:
    """Recipients known for one of the `roles`."""
    roles = set(parameters["roles"])
    found = [s for s in material.of("recipients.named") if (k := known_recipient(s.code)) and k.role in roles]
    return _match(found, names=(s.code for s in found))


@_predicate
def countries_all_adequate(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """Third countries are named, and a decision on adequacy without conditions holds for each."""
    found = material.of("transfers.countries")
    decisions = [load_law().adequacy_decision(s.code, on) for s in found]
    if not all(decision is not None and not decision.condition for decision in decisions):
        return None
    return _match(found, countries=(s.code for s in found))


@_predicate
def countries_not_all_adequate(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """Some country that data goes to has no decision on adequacy that holds."""
    return None if countries_all_adequate(material, on, {}) else Match()


# retention


@_predicate
def retention_generic_only(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """Every retention item only says that data is kept as long as it is needed."""
    items = material.of("retention.items")
    generic = [ground for sighting in material.observed("retention_generic") for ground in sighting.grounds]
    if not all(any(overlap(ground, other) for ground in item.grounds for other in generic) for item in items):
        return None
    return None if any(item.code == "period" for item in items) else _match(items)


@_predicate
def no_other_periods(material: Material, on: datetime.date, parameters: Mapping[str, Any]) -> Match | None:
    """No period is stated but where observations of the kind `beside` were made."""
    observed = [ground for sighting in material.observed(parameters["beside"]) for ground in sighting.grounds]
    periods = [s for s in material.of("retention.items") if s.code == "period"]
    inside = all(any(overlap(ground, other) for ground in s.grounds for other in observed) for s in periods)
    return Match() if inside else None


@_predicate
def retention_periods_differ(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """One and the same thing is kept for two periods from the same moment."""
    items = [(s, s.value) for s in material.of("retention.items") if isinstance(s.value, Retention) and s.value.period]
    for index, (first, one) in enumerate(items):
        for second, other in items[index + 1 :]:
            same = one.what and one.what.casefold() == other.what.casefold() and one.since == other.since
            if same and one.period != other.period and not _same_passage(first, second):
                return _match([first, second])
    return None


def _same_passage(first: Statement, second: Statement) -> bool:
    """Periods in one sentence are of different things, or a range."""
    near = (abs(a.evidence.start - b.evidence.start) < _SAME_PASSAGE for a in first.grounds for b in second.grounds)
    return any(near)


def overlap(a: Ground, b: Ground) -> bool:
    """Whether two passages share words."""
    same_text = a.version_id == b.version_id
    return same_text and a.evidence.start < b.evidence.end and b.evidence.start < a.evidence.end


# rights and authorities


@_predicate
def core_rights_missing(material: Material, on: datetime.date, parameters: Mapping[str, Any]) -> Match | None:
    """At least `least` and at most `most` of the rights of Arts 15-18, 20 and 21 are not listed. Portability is owed
    where consent or a contract is relied on; a ban on marketing alone is no objection under Art. 21."""
    listed = set(material.codes("rights.listed"))
    wanted = list(_CORE_RIGHTS)
    if material.observed("objection_to_marketing_only"):
        wanted[wanted.index("objection")] = OBJECTION_BEYOND_MARKETING
    if material.codes("legal_bases") & {"consent", "contract"}:
        wanted.append("portability")
    missing = [right for right in wanted if right not in listed]
    if not parameters["least"] <= len(missing) <= parameters.get("most", len(wanted)):
        return None
    grounds = tuple(s.grounds[0] for s in material.of("rights.listed") if s.grounds)
    return Match(grounds, {"rights": tuple(missing)})


@_predicate
def authority_under_former_name(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """An authority is named as it was called before the text's own date, and not by its present name."""
    for statement in material.of("rights.authority"):
        former = next((a for a in _authorities(statement.code) if a.successor and a.until < on), None)
        if former and former.successor not in material.codes("rights.authority"):
            return _match([statement], names=(statement.code,), successors=(former.successor,))
    return None


@_predicate
def authority_of_other_country(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """Authorities are named, but none of the country where the vendor is established."""
    countries = material.codes("controller.country")
    named = [(s, _authorities(s.code)) for s in material.of("rights.authority")]
    known = [(s, frozenset(c for a in found for c in a.countries)) for s, found in named if found]
    if not countries or len(known) != len(named) or any(countries & at for _, at in known):
        return None
    statements = [s for s, _ in known]
    return _match(statements, names=(s.code for s in statements), countries=sorted(countries))


def _authorities(name: str) -> tuple[Authority, ...]:
    folded = re.sub(rf"^{one_of('articles')} ", "", name.casefold()).strip()
    return tuple(a for a in load_law().authorities if folded.startswith(a.begins))


@_predicate
def breach_notice_as_late_as(material: Material, on: datetime.date, parameters: Mapping[str, Any]) -> Match | None:
    """A breach may be notified as late as some `hours` after it became known."""
    found = [s for s in material.of("security.breach_deadline") if _hours(s.code) >= parameters["hours"]]
    return _match(found)


def _hours(period: str) -> int:
    """The hours of an ISO 8601 period of days or hours; 0 of any other."""
    length = _DAYS_OR_HOURS.fullmatch(period)
    return int(length["days"] or 0) * 24 + int(length["hours"] or 0) if length else 0


# certificates, statutes and the text itself


@_predicate
def standards_superseded(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """Standards that certify nothing any more."""
    superseded = [standard for standard in load_law().standards if standard.until < on]
    found, facts = [], []
    for statement in material.of("security.certifications"):
        name = _SPACING.sub("", statement.code.casefold())
        standard = next((s for s in superseded if name.startswith(s.begins)), None)
        if standard:
            found.append(statement)
            facts.append(standard.fact)
    match = _match(found, values=(s.code for s in found))
    return replace(match, facts=tuple(dict.fromkeys(facts))) if match else None


@_predicate
def certificates_of_others(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """All certificates belong to a provider of the vendor."""
    found = material.of("security.certifications")
    owners = [s.details.get("owner", "") for s in found]
    names = (_recipient_named(owner, material) for owner in owners)
    return _match(found, values=(s.code for s in found), names=names) if all(owners) else None


def _recipient_named(word: str, material: Material) -> str:
    """The recipient whose name begins as a word of the text does, whatever ending that has; else the word."""
    for statement in material.of("recipients.named"):
        first = recipient_key(statement.code.split()[0])
        if len(first) >= _SHORTEST_NAME and recipient_key(word).startswith(first[:-1]):
            return statement.code
    return word


@_predicate
def statutes_repealed(material: Material, on: datetime.date, _: Mapping[str, Any]) -> Match | None:
    """Statutes cited that were repealed before the review."""
    found = []
    for statement in material.of("law.cited"):
        number = statement.details.get("statute", "")
        for statute in load_law().statutes:
            if statute.code == statement.code and statute.number in ("", number) and statute.repealed <= on:
                found.append((statement, statute))
    match = _match([statement for statement, _ in found], statutes=(statute.id for _, statute in found))
    return replace(match, facts=tuple(dict.fromkeys(statute.fact for _, statute in found))) if match else None


@_predicate
def passages_broken_off(material: Material, on: datetime.date, parameters: Mapping[str, Any]) -> Match | None:
    """Passages break off, those of the fields in `except` left aside."""
    found = [i for i in material.incomplete if i.kind not in parameters["except"]]
    if not found:
        return None
    return Match(tuple(ground for passage in found for ground in passage.grounds))
