"""The notation of cue phrases.

    consent             the word "consent"
    rekisterinpitäj*    a word that begins so
    *rekisteri          a word that ends so (a compound)
    e-mail              a hyphen stands for a hyphen, a space or nothing
    (we|our) partners   one of several
    [your] name         with or without
    right .. object     up to four words in between
    =Box                case counts

Case does not count otherwise, and white space is any white space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

MOST_VARIANTS = 400
GAP_WORDS = 4

_GROUP = re.compile(r"\(([^()]*)\)|\[([^\[\]]*)\]")
_SPECIAL = re.compile(r"\*| \.\. ")


class PhraseError(ValueError):
    """A phrase that breaks the notation."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One variant of a cue phrase, ready to be searched for.

    `anchor` is a literal that every match begins with (after the compound's first part where `open_left`);
    `pattern` is the source of a regular expression to try at the anchor's place, or empty where anchor and borders
    are enough. `open_left` and `open_right` let the word go on before and after. `exact` is the spelling that must
    stand there letter by letter, or empty.
    """

    anchor: str
    pattern: str = ""
    open_left: bool = False
    open_right: bool = False
    exact: str = ""


def expand(notation: str) -> tuple[Phrase, ...]:
    """All variants of a phrase; PhraseError where the notation is broken or stands for too many."""
    text = notation.strip()
    if text.startswith("="):
        return _exact(text[1:])
    variants = dict.fromkeys(" ".join(v.split()) for v in _choices(text.lower()))
    if len(variants) > MOST_VARIANTS:
        raise PhraseError(f"{notation!r} stands for {len(variants)} phrases")
    return tuple(_phrase(v, notation) for v in variants)


def _exact(text: str) -> tuple[Phrase, ...]:
    if not text.strip() or _SPECIAL.search(text):
        raise PhraseError(f"={text!r}: case counts in plain words only")
    return (Phrase(anchor=text.lower(), exact=text),)


def _choices(text: str) -> list[str]:
    """Every way to read groups, options and hyphens."""
    match = _GROUP.search(text)
    if match:
        options = match[1].split("|") if match[1] is not None else [*match[2].split("|"), ""]
        return [w for o in options for w in _choices(text[: match.start()] + o + text[match.end() :])]
    if any(c in text for c in "()[]|"):
        raise PhraseError(f"{text!r}: a bracket is left over")
    parts = re.split(r"(?<=\w)-(?=\w)", text)
    joints = product(("-", " ", ""), repeat=len(parts) - 1)
    return ["".join(a + b for a, b in zip(parts, (*joint, ""), strict=True)) for joint in joints]


def _phrase(text: str, notation: str) -> Phrase:
    open_left, open_right = text.startswith("*"), text.endswith("*")
    core = text.strip("*").strip()
    if not core or core.startswith("..") or core.endswith(".."):
        raise PhraseError(f"{notation!r} has no words at its edge")
    special = _SPECIAL.search(core)
    if special is None:
        return Phrase(core, open_left=open_left, open_right=open_right)
    anchor = core[: special.start()]
    if len(anchor) < 2:
        raise PhraseError(f"{notation!r} begins with too little to search for")
    return Phrase(anchor, _pattern(core), open_left, open_right)


def _pattern(core: str) -> str:
    out, at = [], 0
    for special in _SPECIAL.finditer(core):
        out.append(_literal(core[at : special.start()]))
        out.append(r"[^\W_]*" if special[0] == "*" else rf"(?:[^\w.!?;]+\w+){{0,{GAP_WORDS}}}?[^\w.!?;]+")
        at = special.end()
    out.append(_literal(core[at:]))
    return "".join(out)


def _literal(text: str) -> str:
    return re.escape(text).replace(r"\ ", r"\s+")
