"""What a retention item is called: words that can stand alone, so that a reader sees what is kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from reviewer.extract.policy import Policy
from reviewer.extract.segmentation import Sentence
from reviewer.lexicons import Lexicon, load_lexicon
from reviewer.model import Block

CUT = " …"
_LEAST_LETTERS = 3
_ADDRESS = re.compile(r"\s*\(?https?://\S*\)?")
_NUMBER = re.compile(r"^\d[\d.]*\s+")
_OPEN_BRACKET = re.compile(r"\s*\([^)]*$")
_EDGES = "(),.*-•:;"
_ABOUT_SOMETHING_ELSE = frozenset({"rights", "complaint", "security", "sources", "changes", "contact", "breach", "law"})


def name_item(policy: Policy, sentence: Sentence, phrases: Iterable[str], *, under_heading: bool) -> str:
    """The first of the phrases that is a name for data; else, `under_heading`, what a heading above speaks of, and
    personal data in general where none does."""
    words = load_lexicon(sentence.language)
    own = (phrase for phrase in phrases if not _follows_aim(policy, sentence, phrase))
    for text in (*own, *(_headings(policy, sentence) if under_heading else ())):
        name = _tidied(text, words)
        if name and not _is_fragment(name, words):
            return name
    return str(words.words["data_in_general"])


def speaks_of_data(phrase: str, language: str) -> bool:
    """Whether data is named in general, so that whatever stands before the verb is who keeps it."""
    plain = load_lexicon(language).words["plain_subjects"]
    return any(token.strip(_EDGES) in plain for token in phrase.casefold().split())


def _follows_aim(policy: Policy, sentence: Sentence, phrase: str) -> bool:
    """Whether the words are the end of an aim that opens a sentence ("in order to limit the effect on you, we …")."""
    at = policy.folded.find(phrase.casefold(), sentence.start, sentence.end) if phrase else -1
    before = policy.folded[sentence.start : at].rstrip() if at > 0 else ""
    return before.endswith(tuple(load_lexicon(sentence.language).words["aim_openers"]))


def _headings(policy: Policy, sentence: Sentence) -> Iterator[str]:
    """The headings that the sentence stands under, but the title and those that speak of retention or of something
    else than data."""
    title = policy.headings[0].block if policy.headings else -1
    for block in policy.heading_path(sentence):
        if block is policy.document.blocks[title]:
            return
        if not (policy.cues_in("keeping", block.start, block.end) or _topics(policy, block) & _ABOUT_SOMETHING_ELSE):
            yield policy.text[block.start : block.end]


def _topics(policy: Policy, block: Block) -> frozenset[str]:
    own = (heading.own for heading in policy.headings if block.start <= heading.start < block.end)
    return frozenset(topic for topics in own for topic in topics)


def _tidied(text: str, words: Lexicon) -> str:
    """Without numbering, addresses and small words at the edges; capitals throughout become small letters."""
    is_cut = text.endswith(CUT)
    bare = _OPEN_BRACKET.sub("", _NUMBER.sub("", _ADDRESS.sub("", text.removesuffix(CUT))))
    tokens = bare.split()
    while tokens and tokens[-1].casefold().strip(_EDGES) in ("", *words.words["label_ends"]):
        tokens.pop()
    while tokens and tokens[0].casefold().strip(_EDGES) in ("", *words.words["label_leads"]):
        tokens.pop(0)
    name = " ".join(tokens).strip(" ,.;:–—-")
    name = name.capitalize() if name.isupper() and " " in name else name
    return name + CUT if is_cut and name else name


def _is_fragment(name: str, words: Lexicon) -> bool:
    """Whether a clause was cut out of a sentence, or only data in general is named."""
    folded = name.casefold().removesuffix(CUT)
    tokens = [token.strip(_EDGES) for token in folded.split()]
    clause = not set(words.words["clause_words"]).isdisjoint(tokens)
    opens = bool(tokens) and tokens[0] in words.words["not_labels"]
    return clause or opens or folded in words.words["plain_subjects"] or len(folded) < _LEAST_LETTERS
