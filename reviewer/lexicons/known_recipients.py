"""Products and companies that many policies name, with what is publicly known of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from reviewer.lexicons.lexicon import NEUTRAL, load_lexicon

_COMPANY_ROLES = frozenset({"platform", "software", "social media", "accounting"})
_NO_ROLE = "none"


@dataclass(frozen=True, slots=True)
class KnownRecipient:
    """An entry of the lexicon. `country` is where the maker is established, empty for what users may run themselves;
    `role` is empty for what only looks like a recipient (browsers, stores). A spelling behind `=` is an everyday word
    too and counts only as it is written."""

    name: str
    maker: str
    country: str
    role: str
    spellings: tuple[str, ...]

    @property
    def is_company(self) -> bool:
        """Whether the entry is the maker itself rather than one of its products."""
        return self.name.split()[0].casefold() == self.maker.split()[0].casefold() and self.role in _COMPANY_ROLES


@lru_cache(maxsize=1)
def known_recipients() -> tuple[KnownRecipient, ...]:
    """All of them, in the order of the lexicon."""
    return tuple(_entry(**entry) for entry in load_lexicon(NEUTRAL).words["known_recipients"])


def _entry(name: str, maker: str, role: str, country: str = "", spellings: Any = ()) -> KnownRecipient:
    return KnownRecipient(name, maker, country, "" if role == _NO_ROLE else role, tuple(spellings))
