"""Gold annotations: what a careful reviewer kept of a document, a value a line.

    field id <TAB> value <TAB> quote [<TAB> quote ...]

`value` may list spellings parted by " = ". A line that begins with "?" is defensible either way. An empty line, or one
that begins with "#", is skipped.
"""

from __future__ import annotations

from dataclasses import dataclass


class GoldError(ValueError):
    """A gold file that breaks its format; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A value as it should be. Giving an `optional` one is neither right nor wrong, nor is leaving it out.

    Retention items are spelt `period; what` or `until:…; what`.
    """

    field: str
    spellings: tuple[str, ...]
    quotes: tuple[str, ...] = ()
    optional: bool = False


def read_gold(text: str, name: str) -> tuple[Gold, ...]:
    """The values of a gold file called `name`; GoldError where a line has no field and value."""
    lines = enumerate(text.splitlines(), 1)
    return tuple(_gold(line, f"{name}:{number}") for number, line in lines if line.strip() and line[0] != "#")


def _gold(line: str, where: str) -> Gold:
    field, *rest = (part.strip() for part in line.lstrip("?").split("\t"))
    if not field or not rest:
        raise GoldError(f"{where}: a line needs a field, a value and a quote, parted by tabulators.")
    spellings = tuple(spelling.strip() for spelling in rest[0].split(" = "))
    return Gold(field, spellings, tuple(quote for quote in rest[1:] if quote), line.startswith("?"))
