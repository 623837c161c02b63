"""Legal forms in names: "Ltd", "Oy", "Aktiebolag", in whatever case and with or without their full stops."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.lexicons.lexicon import NEUTRAL, load_lexicon


def has_form(name: str) -> bool:
    """Whether a name says what its bearer is, before or behind it: "Tmi Aino Lehtola", "Example Ltd"."""
    folded = name.casefold().strip()
    before = tuple(prefix.casefold() for prefix in load_lexicon(NEUTRAL).words["form_prefixes"])
    return folded.startswith(before) or _at_either_end().search(folded) is not None


def without_form(name: str) -> str:
    """A name in small letters, without the legal form behind it."""
    return _behind().sub("", name.casefold().strip())


def is_form(word: str) -> bool:
    """Whether a word is a legal form, or several are one."""
    return re.fullmatch(rf"(?:{_forms()})\.?", word.casefold()) is not None


@lru_cache(maxsize=1)
def _behind() -> re.Pattern[str]:
    return re.compile(rf"[\s,]+(?:{_forms()})\.?$")


@lru_cache(maxsize=1)
def _at_either_end() -> re.Pattern[str]:
    return re.compile(rf"^(?:{_forms()})\.?(?=[\s,]|$)|(?<![^\s,])(?:{_forms()})\.?$")


@lru_cache(maxsize=1)
def _forms() -> str:
    words = load_lexicon(NEUTRAL).words
    forms = {form.casefold().rstrip(".") for form in (*words["legal_forms"], *words["form_associations"])}
    written = (re.escape(form).replace(r"\.", r"\.?").replace(r"\ ", r"\s+") for form in forms)
    return "|".join(sorted(written, key=len, reverse=True))
