"""What a name without a legal form looks like in running text, as regular expressions.

What an association or a public body is, written small behind its name ("Granvik orienteringsklubb", "Harjulan
yliopisto"), and the kinds that stand before it ("Brf Tallriset") are words of the lexicon.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.lexicons import load_lexicon
from reviewer.lexicons.word_lists import one_of

_WORD = r"(?:[A-ZÅÄÖÆØÜ]|[a-z]{1,2}[A-ZÅÄÖ](?=\w))(?:[\w+&’'.-]*[\w+])?"
NAME = rf"{_WORD}(?: (?:& )?{_WORD}){{0,3}}"
NAME_BEHIND = re.compile(rf"[\s*_“\"”]*({NAME})")


@lru_cache(maxsize=1)
def _named() -> str:
    compound = rf"{_WORD}- {one_of('and_words')} [\w-]*{one_of('kinds_in_compounds')}(?!\w)(?: {NAME})?"
    return rf"(?:{compound}|{NAME}(?: [\w-]*{one_of('kinds_behind_name')}(?!\w))?)"


@lru_cache(maxsize=1)
def kind_in_compound() -> re.Pattern[str]:
    """The small second part of what a business is: "liike" of "Maalaus- ja tapetointiliike"."""
    return re.compile(rf"[\w-]*{one_of('kinds_in_compounds')}")


@lru_cache(maxsize=1)
def named_behind() -> re.Pattern[str]:
    """A name, with what the body is, where the search begins."""
    return re.compile(rf"[\s*_“\"”]*({_named()})")


@lru_cache(maxsize=1)
def name_before() -> re.Pattern[str]:
    """A name that ends where the text to search ends."""
    return re.compile(rf"(?<!\w)({_named()}(?: {one_of('place_links')} {NAME})?),?[\s*_]*$")


@lru_cache(maxsize=1)
def registered_name() -> re.Pattern[str]:
    """A name before the words that lead to its number, or alone on the line above."""
    trader = rf"(?:,? \(?{one_of('trader_words')}\)?)?"
    return re.compile(rf"(?:({_named()}){trader}[,:]? \(?|(?<=\n)({_named()})\n)(?:{one_of('number_links')} )?$")


@lru_cache(maxsize=1)
def numbered_name() -> re.Pattern[str]:
    """A name before a bare Swedish company number; its third digit tells it from a person's."""
    return re.compile(rf"(?<!\w)({_named()}),? \(?(?=\d\d[2-9]\d{{3}}-\d{{4}}(?!\d))")


@lru_cache(maxsize=1)
def labelled_name() -> re.Pattern[str]:
    """A name that fills its line, behind a bullet or not, up to a comma, a bracket or the end."""
    joint = rf"(?:/|{one_of('and_words')})"
    return re.compile(rf"[\s*_]*(?:[-–—•·] )?[*_]*({_named()}(?: {joint} {NAME})?)(?=[\s*_]*(?:[,(·|\n]|$))")


@lru_cache(maxsize=1)
def listed_name() -> re.Pattern[str]:
    """A name, associations and their places included, with the comma or "and" before it."""
    joined = one_of("and_words")
    small = rf"(?:(?! {joined} ) [a-zåäö]{{1,20}}){{0,2}}"
    words = rf"{_WORD}(?:{small} {_WORD}| [\w-]*{one_of('kinds_behind_name')}(?!\w)){{0,3}}"
    form = rf"(?: {one_of('association_forms')}\b)?"
    return re.compile(rf"(?::?\s|, |,? {joined} )(?!{joined} )({words}{form})")


@lru_cache(maxsize=1)
def called_name() -> re.Pattern[str]:
    """What a party is called, in brackets behind its role: "Processor ("Name")"."""
    return re.compile(rf"[*_]{{0,2}} \((?:{one_of('definition_openers')},? )?[“\"”„]({NAME})[”\"“]\)")


@lru_cache(maxsize=1)
def titled_name() -> re.Pattern[str]:
    """A name alone beside the words that call a text a privacy policy, set off by a dash, a bar or nothing."""
    return re.compile(rf"[\s|·:–—-]*(?:{one_of('title_links')} )?({NAME})(?:['’]s)?[\s|·:–—-]*")


@lru_cache(maxsize=1)
def kind_in_short() -> re.Pattern[str]:
    """ "Brf. " where the text to search ends, before the name itself."""
    return re.compile(rf"(?<!\w){one_of('kinds_in_short')} $")


@lru_cache(maxsize=1)
def kind_before_name() -> re.Pattern[str]:
    """ "Brf Name", "Stiftelsen Name"."""
    kinds = "|".join(re.escape(kind) for kind in load_lexicon("any").words["form_prefixes"])
    return re.compile(rf"(?<!\w)(?:{kinds}) {NAME}(?: \d+)?")


@lru_cache(maxsize=1)
def profession_before() -> re.Pattern[str]:
    """What a sole trader is, written small before the name: "psychologist ", "leg. psykolog "."""
    return re.compile(rf"(?:[\s*_]*[a-zåäö-]*{one_of('professions')}[.,:]?(?= ))+")
