"""Which of the companies that a text names is the vendor, the one that speaks as "we".

A name gathers grounds: "X ("we")", "X is the controller", "Controller: X", "operated by X", its place. The name with
the best grounds is the vendor's; others beside it only where the text says outright that they speak too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reviewer.extract.organisations import base_key

ENOUGH = 0.5
"""What a vendor's name must weigh at least."""
_SEVERAL = 0.9
"""The same for a second vendor."""
JOINT = "joint_controllers"
_OUTRIGHT = frozenset({"self_definition", "is_controller", "controller_is", "operated_by", JOINT})
_IN_PASSING = frozenset({"head", "processes"})
_OF_KIN = frozenset({"registered", "we_before_name"})
SECTION, HEADED = "controller_section", "controller_heading"
_OF_OTHERS_TOO = frozenset({"is_controller", "controller_is"})
"""What is said of a bank or a platform as well, which is controller of what it processes itself."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Why a name may be the vendor's: the passage, how much it weighs in [0, 1], and the rule that says so."""

    span: tuple[int, int]
    weight: float
    rule: str


@dataclass(slots=True, eq=False)
class Vendor:
    """A company with its grounds for being the vendor, its mentions and its other names."""

    name: str
    base: str
    country: str
    grounds: list[Ground] = field(default_factory=list)
    mentions: list[tuple[int, int]] = field(default_factory=list)
    aliases: set[str] = field(default_factory=set)

    @property
    def incorporated(self) -> bool:
        """Whether the name has a legal form."""
        return self.name != self.base

    @property
    def weight(self) -> float:
        """Confidence in [0, 1]: the best ground, raised by half of every other kind of ground."""
        best: dict[str, float] = {}
        for ground in self.grounds:
            best[ground.rule] = max(best.get(ground.rule, 0.0), ground.weight)
        doubt = 1.0
        for number, weight in enumerate(sorted(best.values(), reverse=True)):
            doubt *= 1 - (weight if number == 0 else weight / 2)
        return 1 - doubt


def choose_vendors(companies: Iterable[Vendor]) -> list[Vendor]:
    """The vendor, then the companies that speak together with it; empty where no name has enough grounds."""
    ranked = sorted(companies, key=lambda v: (-v.weight, v.mentions[0]))
    if not ranked or ranked[0].weight < ENOUGH:
        return []
    best = ranked[0]
    if not best.incorporated and not _is_joint(best):
        company = next((v for v in ranked if v.incorporated and v.weight >= ENOUGH and _may_own(v, best)), None)
        if company is not None:
            company.aliases |= {best.name, *best.aliases}
            best = company
    return [best, *(v for v in ranked if v is not best and v.weight >= _SEVERAL and _stands_beside(v, best))]


def _may_own(company: Vendor, brand: Vendor) -> bool:
    """Whether a company may be the one behind a name without a legal form; where a label calls that name the
    controller, to be the first company of the text or to process something is not enough."""
    labelled = any(ground.rule == "controller_label" for ground in brand.grounds)
    return not labelled or any(ground.rule not in _IN_PASSING for ground in company.grounds)


def _stands_beside(other: Vendor, best: Vendor) -> bool:
    """A second vendor has a legal form and is named as such outright, or bears the first one's name and a number of
    its own or a "we at"; its place alone is not enough."""
    if not other.incorporated:
        return _is_joint(other)
    rules = {ground.rule for ground in other.grounds if ground.weight >= ENOUGH}
    if any(ground.rule == HEADED for ground in best.grounds) and not rules & {SECTION, HEADED}:
        rules -= _OF_OTHERS_TOO
    kin = base_key(other.base.split()[0]) == base_key(best.base.split()[0])
    return bool(rules & _OUTRIGHT) or (kin and not rules.isdisjoint(_OF_KIN))


def _is_joint(company: Vendor) -> bool:
    """Whether the text names the company as one of several controllers."""
    return any(ground.rule == JOINT for ground in company.grounds)
