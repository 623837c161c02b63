"""The notation of cue phrases.

    consent             the word "consent"
    rekisterinpitäj*    a word that begins so
    *rekisteri          a word that ends so (a compound)
    e-mail              a hyphen stands for a hyphen, a space or nothing
    (we|our) partners   one of several
    [your] name         with or without
    (a|b (c|d))         groups may stand in groups
    right .. object     up to four words in between
    object ... consent  up to nine words in between
    =Box                case counts

Case does not count otherwise, and white space is any white space.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import product

GAPS = {" .. ": 4, " ... ": 9}
MOST_VARIANTS = 24
"""A phrase with more variants is spelt out only up to its first words, one with a gap up to the gap; a regular
expression reads the rest."""

_GROUP = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]")
_SPECIAL = re.compile(r"\*| \.\.\.? ")
_HYPHEN = re.compile(r"(?<=[\w)])-(?=[\w(])")
_SHORTEST_HEAD = 4


class PhraseError(ValueError):
    """A phrase that breaks the notation."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One variant of a cue phrase, ready to be searched for.

    `anchor` is a literal that every match begins with (after the compound's first part where `open_left`);
    `pattern` is the source of a regular expression to try where the anchor ends, or empty where anchor and borders
    are enough; many phrases share one. `open_left` and `open_right` let the word go on before and after. `exact` is
    the spelling that must stand there letter by letter, or empty.
    """

    anchor: str
    pattern: str = ""
    open_left: bool = False
    open_right: bool = False
    exact: str = ""


@cache
def expand(notation: str) -> tuple[Phrase, ...]:
    """All variants of a phrase; PhraseError where the notation is broken."""
    text = " ".join(notation.split())
    if text.startswith("="):
        return _exact(text[1:])
    text = _unnested(text.lower())
    cut = _gap_start(text)
    if _count(text[:cut]) > MOST_VARIANTS:
        cut = _head_end(text[:cut])
    heads = dict.fromkeys(" ".join(variant.split()) for variant in _choices(text[:cut]))
    return tuple(dict.fromkeys(_phrase(head, text[cut:], notation) for head in heads))


def _unnested(text: str) -> str:
    """The notation without groups in groups: "(a|b (c|d))" becomes "(a|b c|b d)"."""
    out, depth, start = [], 0, 0
    for at, character in enumerate(text):
        if character in "([":
            if depth == 0:
                out.append(text[start:at])
                start = at
            depth += 1
        elif character in ")]" and depth > 0:
            depth -= 1
            if depth == 0:
                out.append(_one_level(text[start : at + 1]))
                start = at + 1
    return "".join(out) + text[start:]


def _one_level(group: str) -> str:
    inside = group[1:-1]
    if not any(character in "([" for character in inside):
        return group
    return group[0] + "|".join(variant for option in _options(inside) for variant in _spelt_out(option)) + group[-1]


def _options(inside: str) -> list[str]:
    """The options of a group, parted where its own bars stand."""
    options, depth = [""], 0
    for character in inside:
        depth += (character in "([") - (character in ")]")
        if character == "|" and depth == 0:
            options.append("")
        else:
            options[-1] += character
    return options


def _spelt_out(option: str) -> list[str]:
    match = _GROUP.search(option)
    if match is None:
        return [" ".join(option.split())]
    inner = match[1].split("|") if match[1] is not None else [*match[2].split("|"), ""]
    return [v for i in inner for v in _spelt_out(option[: match.start()] + i + option[match.end() :])]


def _exact(text: str) -> tuple[Phrase, ...]:
    if not text.strip() or _SPECIAL.search(text):
        raise PhraseError(f"={text!r}: case counts in plain words only")
    return (Phrase(anchor=text.lower(), exact=text),)


def _count(text: str) -> int:
    """How many phrases the notation stands for, at most."""
    count: int = 3 ** len(_HYPHEN.findall(text))
    for group in _GROUP.finditer(text):
        count *= group[0].count("|") + (2 if group[0][0] == "[" else 1)
    return count


def _gap_start(text: str) -> int:
    """Where the first gap outside groups begins; the end where there is none."""
    depth = 0
    for at, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth == 0 and text.startswith(tuple(GAPS), at):
            return at
    return len(text)


def _head_end(text: str) -> int:
    """Where the first words end that every match begins with and that are enough to search for."""
    depth, certain, word_start = 0, False, 0
    for at, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if character == " " and depth == 0:
            certain = certain or text[word_start] != "["
            if certain and at >= _SHORTEST_HEAD:
                return at
            word_start = at + 1
    return len(text)


def _choices(text: str) -> list[str]:
    """Every way to read groups, options and hyphens."""
    match = _GROUP.search(text)
    if match:
        options = match[1].split("|") if match[1] is not None else [*match[2].split("|"), ""]
        return [w for o in options for w in _choices(text[: match.start()] + o + text[match.end() :])]
    if any(c in text for c in "()[]|"):
        raise PhraseError(f"{text!r}: a bracket is left over")
    parts = _HYPHEN.split(text)
    joints = product(("-", " ", ""), repeat=len(parts) - 1)
    return ["".join(a + b for a, b in zip(parts, (*joint, ""), strict=True)) for joint in joints]


def _phrase(head: str, rest: str, notation: str) -> Phrase:
    open_left, open_right = head.startswith("*"), (rest or head).endswith("*")
    core = head.lstrip("* ") if rest else head.strip("* ")
    tail = rest[:-1] if rest.endswith("*") else rest
    if not core or core.startswith("..") or (tail or core).endswith(".."):
        raise PhraseError(f"{notation!r} has no words at its edge")
    special = _SPECIAL.search(core)
    if special is None and not tail:
        return Phrase(core, open_left=open_left, open_right=open_right)
    anchor = core[: special.start()] if special else core
    if len(anchor) < 2 and not tail:
        raise PhraseError(f"{notation!r} begins with too little to search for")
    border = "" if open_right else r"(?![^\W_])"
    return Phrase(anchor, _pattern(core[len(anchor) :]) + _pattern(tail) + border, open_left, open_right)


def _pattern(text: str) -> str:
    """A regular expression for a part of a phrase, groups and options included."""
    match = _GROUP.search(text)
    if match:
        return _with_group(text, match)
    out, at = [], 0
    for special in _SPECIAL.finditer(text):
        out.append(_literal(text[at : special.start()]))
        out.append(r"[^\W_]*" if special[0] == "*" else _gap(GAPS[special[0]]))
        at = special.end()
    out.append(_literal(text[at:]))
    return "".join(out)


def _with_group(text: str, match: re.Match[str]) -> str:
    before, after = text[: match.start()], text[match.end() :]
    if match[1] is not None:
        return _pattern(before) + "(?:" + "|".join(_pattern(o) for o in match[1].split("|")) + ")" + _pattern(after)
    options = "|".join(_pattern(o) for o in match[2].split("|"))
    if not before.endswith(" "):  # glued to a word or to the group before it
        return _pattern(before) + f"(?:{options})?" + _pattern(after)
    if before.endswith(" ") and not before.endswith((".. ", "... ")):
        return _pattern(before[:-1]) + rf"(?:\s+(?:{options}))?" + _pattern(after)
    return _pattern(before) + rf"(?:(?:{options})\s+)?" + _pattern(after.lstrip(" "))


def _gap(words: int) -> str:
    return rf"(?:[^\w.!?;]+\w+){{0,{words}}}?[^\w.!?;]+"


def _literal(text: str) -> str:
    escaped = _HYPHEN.sub("\0", text)
    return re.escape(escaped).replace(r"\ ", r"\s+").replace("\0", r"[-\s]?").replace("\\\0", r"[-\s]?")
